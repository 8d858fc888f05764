/**
 * Texts with a label: what holds a secret (and which part of it is the secret), and
 * what doesn't. Written from the issuers' published formats and from what commits,
 * logs and lock files look like, before any rule was tuned on it.
 *
 * Secrets are put together at run time from a seed, so that no scanner, ours
 * included, finds one in this file.
 */
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'

export type SecretText = { readonly kind: string; readonly text: string; readonly secret: string }

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const BASE32 = `${UPPER}234567`
const BASE62 = LOWER + UPPER + DIGITS
const BASE64 = `${BASE62}+/`
const BASE64URL = `${BASE62}-_`

/** 70 kinds, three texts of each and more. */
export function secretTexts(seed: number): SecretText[] {
  const random = makeSeededRandom(seed)
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => random.pick([...alphabet])).join('')
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => draw(HEX, length)).join('-')
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  const base64url = (text: string): string => Buffer.from(text).toString('base64url')
  const jwt = (): string =>
    [
      base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' })),
      base64url(JSON.stringify({ sub: draw(DIGITS, 10), iat: 1_700_000_000 })),
      draw(BASE64URL, 43),
    ].join('.')
  const password = (): string =>
    random.pick(['Tr0ub4dor', 'S3cure', 'kT9-', 'hunter', 'Wint3r']) +
    draw(BASE62, 5) +
    random.pick(['!', '#', '7', '%'])
  const lines = (length: number): string => draw(BASE64, length).replace(/.{64}/g, '$&\n')
  const dashes = '-'.repeat(5)
  const block = (name: string, body: string): string =>
    `${dashes}BEGIN ${name}${dashes}\n${body}\n${dashes}END ${name}${dashes}`

  /** Bare tokens, that nothing but their form gives away. */
  const tokens: Readonly<Record<string, () => string>> = {
    'aws-access-key': () => `AKIA${draw(BASE32, 16)}`,
    'aws-session-access-key': () => `ASIA${draw(BASE32, 16)}`,
    'github-classic': () => `ghp_${draw(BASE62, 36)}`,
    'github-oauth': () => `gho_${draw(BASE62, 36)}`,
    'github-server': () => `ghs_${draw(BASE62, 36)}`,
    'github-refresh': () => `ghr_${draw(BASE62, 76)}`,
    'github-fine-grained': () => `github_pat_${draw(BASE62, 22)}_${draw(BASE62, 59)}`,
    'gitlab-personal': () => `glpat-${draw(BASE64URL, 20)}`,
    'gitlab-runner': () => `glrt-${draw(BASE64URL, 20)}`,
    'gitlab-deploy': () => `gldt-${draw(BASE64URL, 20)}`,
    'slack-bot': () => `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(BASE62, 24)}`,
    'slack-user': () => `xoxp-${draw(DIGITS, 11)}-${draw(DIGITS, 11)}-${draw(DIGITS, 12)}-${draw(HEX, 32)}`,
    'slack-app': () => `xapp-1-A${draw(UPPER + DIGITS, 10)}-${draw(DIGITS, 13)}-${draw(HEX, 64)}`,
    'slack-webhook': () =>
      `https://hooks.slack.com/services/T${draw(UPPER + DIGITS, 8)}/B${draw(UPPER + DIGITS, 10)}/${draw(BASE62, 24)}`,
    'discord-webhook': () => `https://discord.com/api/webhooks/${draw(DIGITS, 18)}/${draw(BASE64URL, 68)}`,
    'discord-bot': () => `MT${draw(BASE62, 24)}.G${draw(BASE62, 5)}.${draw(BASE64URL, 38)}`,
    'telegram-bot': () => `${draw('123456789', 10)}:AA${draw(BASE64URL, 33)}`,
    npm: () => `npm_${draw(BASE62, 36)}`,
    pypi: () => `pypi-AgEIcHlwaS5vcmc${draw(BASE64URL, 120)}`,
    rubygems: () => `rubygems_${draw(HEX, 48)}`,
    'docker-hub': () => `dckr_pat_${draw(BASE64URL, 27)}`,
    'stripe-live': () => `sk_live_${draw(BASE62, 24)}`,
    'stripe-restricted': () => `rk_live_${draw(BASE62, 99)}`,
    'stripe-webhook': () => `whsec_${draw(BASE62, 32)}`,
    'google-api': () => `AIza${draw(BASE64URL, 35)}`,
    'google-oauth': () => `ya29.${draw(BASE64URL, 100)}`,
    'google-client-secret': () => `GOCSPX-${draw(BASE64URL, 28)}`,
    sendgrid: () => `SG.${draw(BASE64URL, 22)}.${draw(BASE64URL, 43)}`,
    mailgun: () => `key-${draw(HEX, 32)}`,
    mailchimp: () => `${draw(HEX, 32)}-us${draw('123456789', 1)}`,
    twilio: () => `SK${draw(HEX, 32)}`,
    openai: () => `sk-${draw(BASE62, 20)}T3BlbkFJ${draw(BASE62, 20)}`,
    'openai-project': () => `sk-proj-${draw(BASE64URL, 74)}T3BlbkFJ${draw(BASE64URL, 74)}`,
    anthropic: () => `sk-ant-api03-${draw(BASE64URL, 93)}AA`,
    huggingface: () => `hf_${draw(LOWER + UPPER, 34)}`,
    groq: () => `gsk_${draw(BASE62, 52)}`,
    replicate: () => `r8_${draw(BASE62, 37)}`,
    digitalocean: () => `dop_v1_${draw(HEX, 64)}`,
    shopify: () => `shpat_${draw(HEX, 32)}`,
    square: () => `sq0csp-${draw(BASE64URL, 43)}`,
    'new-relic': () => `NRAK-${draw(UPPER + DIGITS, 27)}`,
    sentry: () => `sntryu_${draw(HEX, 64)}`,
    linear: () => `lin_api_${draw(BASE62, 40)}`,
    notion: () => `ntn_${draw(DIGITS, 11)}${draw(BASE62, 35)}`,
    figma: () => `figd_${draw(BASE64URL, 40)}`,
    'age-secret-key': () => `AGE-SECRET-KEY-1${draw('023456789ACDEFGHJKLMNPQRSTUVWXYZ', 58)}`,
    'hashicorp-vault': () => `hvs.${draw(BASE64URL, 95)}`,
    'terraform-cloud': () => `${draw(BASE62, 14)}.atlasv1.${draw(BASE64URL, 67)}`,
    pulumi: () => `pul-${draw(HEX, 40)}`,
    supabase: () => `sbp_${draw(HEX, 40)}`,
    planetscale: () => `pscale_tkn_${draw(BASE64URL, 43)}`,
    doppler: () => `dp.pt.${draw(BASE62, 43)}`,
    postman: () => `PMAK-${draw(HEX, 24)}-${draw(HEX, 34)}`,
    databricks: () => `dapi${draw(HEX, 32)}`,
    grafana: () => `glsa_${draw(BASE62, 32)}_${draw(HEX, 8)}`,
    tailscale: () => `tskey-auth-${draw(BASE62, 17)}-${draw(BASE62, 32)}`,
    atlassian: () => `ATATT3xFfGF0${draw(BASE64URL, 170)}=${draw(HEX.toUpperCase(), 8)}`,
    buildkite: () => `bkua_${draw(HEX, 40)}`,
    circleci: () => `CCIPAT_${draw(BASE62, 22)}_${draw(HEX, 40)}`,
    netlify: () => `nfp_${draw(BASE62, 36)}`,
    sonar: () => `sqp_${draw(HEX, 40)}`,
    'azure-client-secret': () => `${draw(BASE62, 3)}8Q~${draw(BASE62, 34)}`,
    jwt,
    'random base-62': () => draw(BASE62, 40),
    'random base-62, short': () => draw(BASE62, 28),
    'random base-64': () => `${draw(BASE64, 43)}=`,
    'random base-64 url': () => draw(BASE64URL, 43),
    'random base-36': () => draw(LOWER + DIGITS, 40),
  }
  const around: readonly ((token: string) => string)[] = [
    (token) => `Remove the key ${token} that was committed by mistake\n\nIt was rotated yesterday.`,
    (token) => `ci: use ${token}.`,
    (token) => `deploy: export DEPLOY=${token}\n`,
    (token) => `docs: quote it in the example ("${token}")`,
    (token) => `feature/${token}`,
    (token) => `+const client = connect('${token}')`,
  ]

  /** Secrets that only what is around them gives away: the text, and the secret in it. */
  const inContext: Readonly<Record<string, () => readonly [text: string, secret: string]>> = {
    'aws secret key': () => {
      const secret = draw(BASE64, 40)
      return [`[default]\naws_secret_access_key = ${secret}\nregion = eu-central-1`, secret]
    },
    'url with password': () => {
      const secret = password()
      return [
        `Fetch from https://deploy:${encodeURIComponent(secret)}@git.example.org/team/app.git`,
        encodeURIComponent(secret),
      ]
    },
    'url with token': () => {
      const secret = draw(BASE62, 40)
      return [`remote: https://${secret}@github.com/team/app.git was unreachable`, secret]
    },
    'url with oauth token': () => {
      const secret = draw(BASE62, 26)
      return [`git clone https://oauth2:${secret}@gitlab.example.org/team/app`, secret]
    },
    'postgres url': () => {
      const secret = draw(BASE62, 16)
      return [`DATABASE_URL=postgres://app:${secret}@db.internal:5432/app?sslmode=require`, secret]
    },
    'mongodb url': () => {
      const secret = draw(BASE62, 16)
      return [`connect to mongodb+srv://admin:${secret}@cluster0.abcde.mongodb.net/prod`, secret]
    },
    'redis url without user': () => {
      const secret = draw(BASE62, 24)
      return [`REDIS_URL: redis://:${secret}@cache.internal:6379/0`, secret]
    },
    'amqp url': () => {
      const secret = password().replace(/[#%!]/g, '9')
      return [`amqp://worker:${secret}@rabbit:5672/%2f`, secret]
    },
    'ado connection string': () => {
      const secret = password()
      return [`Server=tcp:db,1433;Database=app;User ID=sa;Password=${secret};Encrypt=true`, secret]
    },
    'azure storage': () => {
      const secret = `${draw(BASE64, 86)}==`
      return [
        `DefaultEndpointsProtocol=https;AccountName=app;AccountKey=${secret};EndpointSuffix=core.windows.net`,
        secret,
      ]
    },
    'bearer header': () => {
      const secret = draw(BASE64URL, 32)
      return [`curl -H "Authorization: Bearer ${secret}" https://api.example.org/v1/me`, secret]
    },
    'basic header': () => {
      const secret = base64(`deploy:${password()}`)
      return [`Authorization: Basic ${secret}\nAccept: */*`, secret]
    },
    'token header': () => {
      const secret = draw(HEX, 40)
      return [`-H 'Authorization: token ${secret}'`, secret]
    },
    'api key header': () => {
      const secret = draw(HEX, 32)
      return [`X-Api-Key: ${secret}`, secret]
    },
    'private token header': () => {
      const secret = draw(BASE64URL, 20)
      return [`--header "PRIVATE-TOKEN: ${secret}" https://gitlab.example.org`, secret]
    },
    'cookie header': () => {
      const secret = draw(BASE62, 32)
      return [`Cookie: theme=dark; session=${secret}; lang=en`, secret]
    },
    'set-cookie header': () => {
      const secret = draw(BASE64URL, 43)
      return [`Set-Cookie: sid=${secret}; Path=/; HttpOnly`, secret]
    },
    'password in env': () => {
      const secret = password()
      return [`POSTGRES_PASSWORD=${secret}\nPOSTGRES_USER=app`, secret]
    },
    'password in yaml': () => {
      const secret = password()
      return [`smtp:\n  host: mail.example.org\n  password: "${secret}"\n`, secret]
    },
    'password in json': () => {
      const secret = password()
      return [`{"user": "app", "password": "${secret}", "port": 5432}`, secret]
    },
    'password in code': () => {
      const secret = password()
      return [`-    private static final String DB_PASSWORD = "${secret}";`, secret]
    },
    'password in php': () => {
      const secret = password()
      return [`'password' => '${secret}',`, secret]
    },
    'password, quoted words': () => [`admin_password = 'correct-horse-battery'`, 'correct-horse-battery'],
    'password flag': () => {
      const secret = password()
      return [`mysqldump -u root --password=${secret} app > dump.sql`, secret]
    },
    'password flag with a space': () => {
      const secret = password()
      return [`docker login -u ci --password ${secret} registry.example.org`, secret]
    },
    'secret in toml': () => {
      const secret = draw(BASE62, 24)
      return [`[oauth]\nclient_id = "app"\nclient_secret = "${secret}"`, secret]
    },
    'api key in ini': () => {
      const secret = draw(HEX, 32)
      return [`api_key=${secret}`, secret]
    },
    'api key in javascript': () => {
      const secret = draw(BASE62, 20)
      return [`const config = { apiKey: '${secret}', region: 'eu' }`, secret]
    },
    'token in query': () => {
      const secret = draw(BASE62, 24)
      return [`GET https://api.example.org/feed?format=json&access_token=${secret}&page=2`, secret]
    },
    'token uuid': () => {
      const secret = uuid()
      return [`HEROKU_AUTH_TOKEN=${secret}`, secret]
    },
    'npmrc token': () => {
      const secret = uuid()
      return [`//registry.example.org/:_authToken=${secret}`, secret]
    },
    netrc: () => {
      const secret = password()
      return [
        `Add the netrc of the runner\n\nmachine api.example.org login deploy password ${secret}`,
        secret,
      ]
    },
    'encryption key': () => {
      const secret = draw(HEX, 64)
      return [`ENCRYPTION_KEY=${secret}`, secret]
    },
    'rails master key': () => {
      const secret = draw(HEX, 32)
      return [`RAILS_MASTER_KEY: ${secret}`, secret]
    },
    'django secret key': () => {
      const secret = `${draw(`${LOWER}${DIGITS}`, 40)}#&!x`
      return [`SECRET_KEY = 'django-insecure-${secret}'`, secret]
    },
    'rsa private key': () => {
      const secret = lines(1600)
      return [`Add deploy key\n\n${block('RSA PRIVATE KEY', secret)}\n`, secret]
    },
    'pkcs8 private key': () => {
      const secret = lines(1700)
      return [block('PRIVATE KEY', secret), secret]
    },
    'ec private key': () => {
      const secret = lines(164)
      return [block('EC PRIVATE KEY', secret), secret]
    },
    'openssh private key': () => {
      const secret = lines(380)
      return [block('OPENSSH PRIVATE KEY', secret), secret]
    },
    'pgp private key': () => {
      const secret = lines(900)
      return [block('PGP PRIVATE KEY BLOCK', `Version: GnuPG v2\n\n${secret}\n=aB3d`), secret]
    },
    'private key in json': () => {
      const secret = draw(BASE64, 1600).replace(/.{64}/g, '$&\\n')
      return [`"private_key": "${block('PRIVATE KEY', secret).replaceAll('\n', '\\n')}"`, secret]
    },
    'private key in a diff': () => {
      const secret = lines(800).replaceAll('\n', '\n+')
      return [`+${block('RSA PRIVATE KEY', secret).replaceAll('\n', '\n+')}`, secret]
    },
    'private key cut short': () => {
      const secret = lines(640)
      return [`${dashes}BEGIN RSA PRIVATE KEY${dashes}\n${secret}`, secret]
    },
    'encrypted pem': () => {
      const secret = lines(700)
      const head = `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${draw(HEX.toUpperCase(), 32)}\n\n`
      return [block('RSA PRIVATE KEY', head + secret), secret]
    },
  }

  const texts: SecretText[] = []
  for (const [kind, token] of Object.entries(tokens)) {
    for (let n = 0; n < 3; n++) {
      const secret = token()
      texts.push({ kind, secret, text: around[(texts.length + n) % around.length]!(secret) })
    }
  }
  for (const [kind, make] of Object.entries(inContext)) {
    for (let n = 0; n < 3; n++) {
      const [text, secret] = make()
      texts.push({ kind, secret, text })
    }
  }
  return texts
}

/** Texts without a secret, several hundred: each must come back unchanged. */
export function harmlessTexts(seed: number): string[] {
  const random = makeSeededRandom(seed)
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => random.pick([...alphabet])).join('')
  const hash = (length = 40): string => draw(HEX, length)
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => draw(HEX, length)).join('-')
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

  const generated = [
    ...times(12, () => hash()),
    ...times(4, () => hash(64)),
    ...times(6, () => `This reverts commit ${hash()}.`),
    ...times(4, () => `Fixes: ${hash(12)} ("net: hold the lock while the ring is resized")`),
    ...times(4, () => `(cherry picked from commit ${hash()})`),
    ...times(4, () => `Bump vendor/lib from ${hash(7)} to ${hash(7)}`),
    ...times(4, () => `git-subtree-split: ${hash()}`),
    ...times(4, () => `Change-Id: I${hash()}`),
    ...times(4, () => `https://github.com/team/app/commit/${hash()}`),
    ...times(3, () => `https://github.com/team/app/compare/${hash(12)}...${hash(12)}`),
    ...times(3, () => `https://github.com/team/app/blob/${hash()}/src/lib/parser.rs#L10-L20`),
    ...times(3, () => `refs/pull/1234/head ${hash()}`),
    ...times(6, () => `request ${uuid()} failed`),
    ...times(3, () => `projects/${uuid()}/settings.json`),
    ...times(8, () => `"integrity": "sha512-${draw(BASE64, 86)}==",`),
    ...times(4, () => `      integrity sha1-${draw(BASE64, 27)}=`),
    ...times(4, () => `resolution: {integrity: sha512-${draw(BASE64, 86)}==}`),
    ...times(6, () => `golang.org/x/sys v0.15.0 h1:${draw(BASE64, 43)}=`),
    ...times(3, () => `golang.org/x/net v0.0.0-20231130212121-${hash(12)}/go.mod h1:${draw(BASE64, 43)}=`),
    ...times(4, () => `checksum = "${hash(64)}"`),
    ...times(4, () => `    --hash=sha256:${hash(64)} \\`),
    ...times(3, () => `image: ghcr.io/team/app@sha256:${hash(64)}`),
    ...times(3, () => `FROM node:22-slim@sha256:${hash(64)}`),
    ...times(3, () => `uses: actions/checkout@${hash()} # v4.1.1`),
    ...times(3, () => `SHA256:${draw(BASE64, 43)} deploy@host (ED25519)`),
    ...times(2, () => `sha256-${draw(BASE64, 43)}=`),
    ...times(3, () => `md5: ${hash(32)}`),
    ...times(3, () => `index ${hash(11)}..${hash(11)} 100644`),
    ...times(3, () => `assets/index-${draw(BASE62, 8)}.js`),
    ...times(3, () => `traceparent: 00-${hash(32)}-${hash(16)}-01`),
    ...times(3, () => `color: #${hash(6)}; background: #${hash(8)}`),
    ...times(3, () => `address 0x${hash(16)} is out of range`),
  ]
  return [
    ...generated,
    ...[PROSE, CODE, PATHS, PLACEHOLDERS].flatMap((text) => text.split('\n').filter((line) => line !== '')),
  ]
}

const PROSE = `
Merge branch 'main' into feature/token-refresh
Fix password prompt when stdin is not a terminal
auth: retry when the token has expired
Token: rename to AccessToken
secret: use the new storage backend
password: fix off-by-one in the strength meter
cookie: skip the domain check for localhost
cookies: reject control bytes
Authorization: move the header check before routing
authorization: do not send it after a redirect
Set-Cookie: handle it without a value
keys: sort them before printing
passwords: hash them with argon2id
docs: explain how to set API keys
tests: add a test for bearer tokens
http: do not log the Authorization header
http_aws_sigv4: fix the canonical query
url: accept user:password in proxy URLs only when asked
tool: warn when --password is given on the command line
netrc: support quoted passwords
config: read the secret from the environment
README: say what TOKEN means
token: bump lexer version to 2.4.1
Signed-off-by: Grace Hopper <grace@example.org>
Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>
Reviewed-by: Ada Lovelace <ada.lovelace@analytical-engine.example.co.uk>
Reported-by: user123 on github
Closes #12345
Bump serde from 1.0.190 to 1.0.193
Bump @typescript-eslint/eslint-plugin from 6.13.1 to 6.13.2 in /packages/app
chore(deps): update dependency eslint-plugin-react-hooks to v4.6.0
Release v2024.11.23-beta.1+build.5678
v1.2.3-rc.10+20240101.abcdef0
Update copyright year to 2024-2026
See RFC 7235, section 4.2, and RFC 6750
Uses AES-256-GCM-SIV with HKDF-SHA256
Supports ECDHE-RSA-AES128-GCM-SHA256 and TLS_AES_256_GCM_SHA384
openssl: add ECDHE-ECDSA-CHACHA20-POLY1305 to the default list
Windows 10.0.19045.3693 x86_64-pc-windows-msvc
Build for aarch64-unknown-linux-musl and x86_64-apple-darwin23.1.0
node-v22.11.0-linux-x64.tar.xz
ubuntu-22.04.3-live-server-amd64.iso
Add support for ISO-8859-15 and UTF-16LE
Date: Thu, 23 Nov 2023 12:34:56 +0100
2023-11-23T12:34:56.789Z level=info msg="listening" port=8080
1700000000000 1234567890123456789 00000000-0000-0000-0000-000000000000
Rename getElementsByClassName to getElementsByClassNameAndAttributeName
internationalization of supercalifragilisticexpialidocious messages
Pneumonoultramicroscopicsilicovolcanoconiosis
The CONNECT_ONLY_WITH_CREDENTIALS_AND_CERTIFICATE constant is gone
CURLOPT_PROXY_SSLCERT_BLOB and CURLOPT_PROXY_ISSUERCERT_BLOB
CURLE_SSL_PINNEDPUBKEYNOTMATCH was returned
error[E0308]: mismatched types expected Option<String> found String
TypeError: Cannot read properties of undefined (reading 'token')
warning: unused variable: password
the key: value syntax; a secret: nobody knows it
pass: the test, fail: the build
compass: north
bypass: the cache
Use basic auth by default
Basic understanding of authentication is required
bearer of good news
This adds a token bucket rate limiter (10 tokens/s)
max_tokens: 4096
tokens: 12345
token_count=1024
password_min_length = 12
passwordless login
secretsmanager:GetSecretValue
secret_name: app-production-database
secretKeyRef: name: app key: password
key: the-quick-brown-fox-jumps-over-the-lazy-dog
the-quick-brown-fox-jumps-over-the-lazy-dog-and-runs-away-from-it
feature/ABC-1234-add-password-reset-to-login-page
dependabot/npm_and_yarn/packages/app/types/node-20.10.0
renovate/major-typescript-eslint-monorepo
fix/issue-98765-token-refresh-race-in-HttpClient2
user/grace.hopper/2023-11-23-wip-refactor-session-store
gh-readonly-queue/main/pr-4321-0123456789abcdef0123456789abcdef01234567
Mail me at grace@example.org or see https://example.org/~grace
See https://example.org/a/b?x=1&y=2#section-3
See https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://github.com/team/app/actions/runs/7012345678/job/19012345678
https://docs.rs/tokio/1.34.0/tokio/sync/struct.Mutex.html#method.lock_owned
https://crates.io/crates/serde_json/1.0.108
https://bugs.chromium.org/p/chromium/issues/detail?id=1234567
https://lore.kernel.org/all/20231123123456.12345-1-grace@example.org/
Message-ID: <CAHk-wgX4F7QxY2Z8b1K@mail.example.org>
ssh://git@github.com/team/app.git
git@github.com:team/app.git
https://x@example.org/path
ftp://anonymous@ftp.example.org/pub
https://localhost:8080/@vite/client
http://127.0.0.1:3000/admin@home
npm install @scope/package@1.2.3
mailto:grace@example.org?subject=Hello
data:image/png;base64
rsync -avz host::module/path .
IPv6 address 2001:0db8:85a3:0000:0000:8a2e:0370:7334 and MAC 00:1b:44:11:3a:b7
Perf: 123.45 ns/op 67890 B/op 12 allocs/op
BenchmarkEncodeBase64UrlSafe-8   1000000   1234 ns/op
lgtm :+1: ¯\\_(ツ)_/¯
Обновить перевод: пароль и ключ
修正：令牌过期时的错误处理
パスワードの入力を修正
Jürgen Müßiggänger hat das Passwort-Feld übersetzt
`

const CODE = `
const token = await readToken()
let password = prompt('Password: ')
token = request.headers.get('authorization')
if (password === undefined) return
password: string
password: String,
secret: Option<String>,
token?: string | undefined
pub token: &'a str,
self.token = token
this.password = options.password
password = os.environ["DB_PASSWORD"]
const secret = process.env.CLIENT_SECRET
SECRET_KEY = env('SECRET_KEY')
api_key = config.get("api_key")
token: \${{ secrets.GITHUB_TOKEN }}
password: \${DB_PASSWORD}
PASSWORD=$DB_PASSWORD
export TOKEN=$(cat /run/secrets/token)
password=%DB_PASSWORD%
token = getAccessTokenFromCookieOrHeader(request)
auth: true
auth=none
token == null
token: null
password: ""
password=''
access_token_expires_in: 3600
private_key_path: /etc/ssl/private/server.pem
ssh_key = "~/.ssh/id_ed25519.pub"
key = "value"
Authorization: Bearer <token>
Authorization: Bearer $TOKEN
Authorization: Bearer \${token}
headers['Authorization'] = 'Bearer ' + token
headers: { Authorization: \`Bearer \${session.accessToken}\` }
Cookie: <name>=<value>
X-Api-Key: $API_KEY
curl -u user:$PASSWORD https://example.org
docker login --password-stdin registry.example.org
mysql --password
--token TOKEN
--password <password>
--api-key-file path/to/key
def test_password_reset_token_expires_after_24_hours():
it('returns 401 when the token is missing', async () => {
class Base64EncodedCredentialsProviderFactoryBean implements InitializingBean
org.springframework.security.oauth2.client.registration.ClientRegistrationRepository
com.google.common.util.concurrent.ListeningScheduledExecutorService
std::collections::hash_map::RandomState::default
Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions
NSURLSessionConfiguration.ephemeralSessionConfiguration
XMLHttpRequestEventTargetEventHandlers2
WebGL2RenderingContextUniformMatrix4x3fv
vk::PhysicalDeviceVulkan12FeaturesKHR
_ZN4core3fmt9Formatter9write_str17h0123456789abcdefE
abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
ABCDEFGHIJKLMNOPQRSTUVWXYZ234567
0123456789abcdefghijklmnopqrstuvwxyz
------------------------------------------------------------
============================================================
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
if (a == b && secret != other) { return secret }
SELECT token FROM sessions WHERE user_id = 42
{ "type": "string", "name": "password", "required": true }
<input type="password" name="password" autocomplete="current-password">
"scripts": { "test": "node --test --experimental-strip-types" }
"dependencies": { "@babel/plugin-proposal-async-generator-functions": "7.20.7" }
resolved "registry.example.org/lodash/-/lodash-4.17.21.tgz"
source = "registry+index.crates.example"
cargo:rustc-link-arg=-Wl,-rpath,@loader_path/../lib
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
CFLAGS="-O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2"
-Dorg.gradle.jvmargs=-Xmx2048m -XX:MaxMetaspaceSize=512m
keybindings: { ctrl+shift+alt+f12: "workbench.action.debug.start" }
`

const PATHS = `
src/components/PasswordResetForm/PasswordResetForm.test.tsx
packages/app/src/lib/auth/token-refresh.ts
crates/nu-command/src/strings/encode_decode/decode_base32hex.rs
tests/data/test1234
tests/data/http/2.0/h2-upgrade-001.txt
lib/vtls/schannel_verify.c
docs/libcurl/opts/CURLOPT_SSL_VERIFYPEER.md
vendor/github.com/aws/aws-sdk-go-v2/service/secretsmanager/api_op_GetSecretValue.go
node_modules/@babel/helper-create-class-features-plugin/lib/index.js
db/migrate/20231123123456_add_reset_password_token_to_users.rb
src/main/java/com/example/app/security/JwtAuthenticationTokenFilter.java
src/test/resources/fixtures/2023-11-23T12-34-56.789Z-snapshot.json
assets/fonts/Inter-Roman-latin.var.woff2
public/img/icons/android-chrome-512x512.png
android/app/src/main/res/mipmap-xxxhdpi-v26/ic_launcher_round.webp
ios/Runner.xcodeproj/project.xcworkspace/xcshareddata/IDEWorkspaceChecks.plist
locales/zh-Hans-CN/LC_MESSAGES/django.po
.github/workflows/build-linux-aarch64-musl.yml
.config/nextest.toml
third_party/abseil-cpp/absl/container/internal/raw_hash_set_probe_benchmark.cc
examples/ex01_HelloWorld2DWithPhysicsAndParticles/Main.gd
a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z
deps/jemalloc/include/jemalloc/internal/jemalloc_internal_types.h
test/fixtures/keys/rsa_private_2048.pem
app/Http/Controllers/Api/V2/OAuth2/AccessTokenController.php
`

const PLACEHOLDERS = `
password=password
password=********
password: <your password>
password: changeme
token: YOUR_TOKEN
api_key = "<api-key>"
secret = "\${SECRET}"
https://user:password@example.com/
https://user:pass@example.com/
https://<user>:<token>@github.com/team/app.git
https://\${USER}:\${TOKEN}@github.com/team/app.git
https://$TOKEN@github.com/team/app.git
https://x-access-token:\${{ secrets.TOKEN }}@github.com/team/app
https://user:***@example.com/
https://username:xxxx@host/
-----BEGIN RSA PRIVATE KEY----- is the header that we look for
expects -----BEGIN PRIVATE KEY----- ... -----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
-----BEGIN PGP SIGNATURE-----
AKIA is the prefix of AWS access keys
tokens begin with ghp_ or github_pat_
sk_live_ keys must not be committed
xoxb- tokens are bot tokens
the npm_ prefix, and glpat- for GitLab
eyJ is how a JWT begins
`

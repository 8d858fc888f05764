/**
 * Tokens that say by their form what they are: a prefix that their issuer chose, or a
 * shape nothing else has. From the issuers' own documentation of their formats.
 *
 * Every pattern begins with literal characters, which is what makes the engine fast,
 * and is linear: bounded repetitions, alternatives that begin differently, and no long
 * part that could begin again inside itself. Where a token has something before its literal part, a look-behind captures it.
 */
import type { Report } from './finding.ts'

type TokenRule = { readonly kind: string; readonly pattern: RegExp }

const rule = (kind: string, pattern: RegExp): TokenRule => ({
  kind,
  pattern: new RegExp(pattern.source, 'g'),
})

const TOKEN_RULES: readonly TokenRule[] = [
  // AWS's documentation ends its examples so: AKIAIOSFODNN7EXAMPLE.
  rule('aws-access-key', /A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[A-Z0-9]{16}(?<!EXAMPLE)(?![A-Za-z0-9])/),
  rule('aws-bedrock-key', /ABSK[A-Za-z0-9+/]{100,200}={0,2}/),
  rule('github-token', /gh[pousr]_[A-Za-z0-9_]{30,255}/),
  rule('github-token', /github_pat_[A-Za-z0-9_]{50,255}/),
  rule('gitlab-token', /gl(?:pat|dt|rt|ptt|ft|soat|imt|agent|cbt|oas|ffct)-[\w-]{16,128}/),
  rule('gitlab-token', /GR1348941[\w-]{20}/),
  rule('bitbucket-token', /AT[BC]TT?3?x?[A-Za-z0-9_=-]{60,250}/),
  rule('atlassian-token', /ATATT3[A-Za-z0-9_=-]{60,250}/),
  rule('slack-token', /xox[abeoprs]-[A-Za-z0-9-]{15,250}/),
  rule('slack-token', /xapp-\d-[A-Za-z0-9-]{20,250}/),
  rule('slack-webhook', /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{20,120}/),
  rule('discord-webhook', /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{40,100}/),
  rule('discord-token', /[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}/),
  rule('telegram-token', /(?<=(\d{8,10})):AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/),
  rule('npm-token', /npm_[A-Za-z0-9]{36,64}/),
  rule('pypi-token', /pypi-[A-Za-z0-9_-]{50,500}/),
  rule('rubygems-token', /rubygems_[0-9a-f]{48}/),
  rule('crates-token', /cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
  rule('docker-token', /dckr_(?:pat|oat)_[\w-]{20,64}/),
  rule('stripe-key', /[rs]k_(?:live|test)_[A-Za-z0-9]{16,128}/),
  rule('stripe-webhook-secret', /whsec_[A-Za-z0-9+/=]{24,128}/),
  rule('google-api-key', /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/),
  rule('google-oauth-token', /ya29\.[A-Za-z0-9_-]{20,500}/),
  rule('google-oauth-secret', /GOCSPX-[A-Za-z0-9_-]{28}/),
  rule('google-refresh-token', /1\/\/0[A-Za-z0-9_-]{40,200}/),
  rule('firebase-key', /AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}/),
  rule('sendgrid-key', /SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/),
  rule('mailgun-key', /key-[0-9a-f]{32}(?![0-9a-f])/),
  rule('mailchimp-key', /(?<=([0-9a-f]{32}))-us\d{1,2}(?!\d)/),
  rule('twilio-key', /SK[0-9a-f]{32}(?![0-9a-f])/),
  rule('openai-key', /sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,250}/),
  rule('anthropic-key', /sk-ant-[A-Za-z0-9_-]{24,250}/),
  rule('huggingface-token', /hf_[A-Za-z0-9]{30,64}(?![A-Za-z0-9_])/),
  rule('huggingface-token', /api_org_[A-Za-z0-9]{30,64}(?![A-Za-z0-9_])/),
  rule('replicate-token', /r8_[A-Za-z0-9]{37,40}/),
  rule('groq-key', /gsk_[A-Za-z0-9]{40,64}/),
  rule('digitalocean-token', /do[opr]_v1_[0-9a-f]{64}/),
  rule('heroku-key', /HRKU-[A-Za-z0-9_-]{36,64}/),
  rule('azure-client-secret', /(?<=([A-Za-z0-9_~.-]{3}\d))Q~[A-Za-z0-9_~.-]{31,34}/),
  rule('shopify-token', /shp(?:at|ca|pa|ss)_[A-Za-z0-9]{32,64}/),
  rule('square-token', /sq0(?:atp|csp|idp)-[\w-]{22,43}/),
  rule('square-token', /EAAA[\w-]{56,64}/),
  rule('facebook-token', /EAA[A-Z][A-Za-z0-9]{80,250}/),
  rule('newrelic-key', /NR(?:AK|JS|II|AA|RA)-[A-Za-z0-9_-]{19,64}/),
  rule('sentry-token', /sntry[su]_[A-Za-z0-9+/=_-]{40,500}/),
  rule('linear-key', /lin_(?:api|oauth)_[A-Za-z0-9]{32,128}/),
  rule('notion-token', /ntn_[A-Za-z0-9]{40,60}(?![A-Za-z0-9])/),
  rule('notion-token', /secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])/),
  rule('figma-token', /figd_[A-Za-z0-9_-]{36,200}/),
  rule('age-secret-key', /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/),
  rule('vault-token', /hv[sbr]\.[A-Za-z0-9_-]{24,300}/),
  rule('terraform-token', /(?<=([A-Za-z0-9]{14}))\.atlasv1\.[A-Za-z0-9_=-]{60,80}/),
  rule('pulumi-token', /pul-[0-9a-f]{40}/),
  rule('fly-token', /fo1_[\w-]{43}/),
  rule('fly-token', /fm[12][ar]?_[A-Za-z0-9+/=]{80,1000}/),
  rule('supabase-key', /sb(?:p|_secret)_[A-Za-z0-9_-]{31,64}/),
  rule('planetscale-token', /pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}/),
  rule('doppler-token', /dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,80}/),
  rule('dropbox-token', /sl\.[A-Za-z0-9_-]{130,200}/),
  rule('postman-key', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/),
  rule('cloudflare-key', /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/),
  rule('cloudflare-key', /cf(?:k|ut|at)_[A-Za-z0-9]{40,64}/),
  rule('databricks-token', /dapi[0-9a-f]{32}(?:-\d)?/),
  rule('grafana-token', /gl(?:c_[A-Za-z0-9+/]{32,400}={0,2}|sa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})/),
  rule('tailscale-key', /tskey-[a-z]{2,20}-[0-9A-Za-z_]{8,40}-[0-9A-Za-z_]{16,60}/),
  rule('buildkite-token', /bk(?:ua|pi|at)_[0-9a-f]{40}/),
  rule('circleci-token', /CCIPAT_[A-Za-z0-9]{20,30}_[0-9a-f]{40}/),
  rule('netlify-token', /nfp_[A-Za-z0-9_]{36,60}/),
  rule('vercel-token', /vc[piark]_[A-Za-z0-9]{20,60}/),
  rule('sonar-token', /sq[pua]_[0-9a-f]{40}/),
  rule('artifactory-key', /AKCp[A-Za-z0-9]{64,80}/),
  rule('artifactory-token', /cmVmdGtu[A-Za-z0-9]{56}/),
  rule('1password-token', /ops_eyJ[A-Za-z0-9+/=]{100,1500}/),
  rule('easypost-key', /EZ[AT]K[A-Za-z0-9]{54}/),
  rule('duffel-token', /duffel_(?:test|live)_[\w=-]{43}/),
  rule('jwt', /eyJ(?<![\w-]eyJ)[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,8000}){2,4}/),
]

export function findTokens(text: string, report: Report): void {
  for (const { kind, pattern } of TOKEN_RULES) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index - (match[1]?.length ?? 0)
      if (!isAlphanumeric(text.charCodeAt(start - 1))) report(start, match.index + match[0].length, kind)
    }
  }
}

/** What stands right before a token that isn't its beginning; NaN, before the text, is not. */
function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

import assert from 'node:assert/strict'
import test from 'node:test'
import { makeRedactor, type RedactorOptions } from './redact.ts'

const accessKey = `AKIA${'Q3EGZ7'.repeat(3).slice(0, 16)}`
const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`

test('a secret is replaced by a marker that names it, and the rest of the text stays', async () => {
  assert.equal(await redacted(`rotate ${accessKey} today`), 'rotate [redacted:aws-access-key] today')
})

test("an access key goes with few digits or none, and the example of AWS's documentation stays", async () => {
  const key = ['AKIA', 'QWERTYUIOPASDFGH'].join('')
  assert.equal(await redacted(key), '[redacted:aws-access-key]')
  assert.equal(await redacted(`${key.slice(0, -1)}7`), '[redacted:aws-access-key]')
  for (const example of ['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE']) {
    assert.equal(await redacted(example), example)
  }
})

test("git's names are told apart: a password for SMTP, an asking program, a public signing key", async () => {
  const password = ['Super', 'Secret', '16'].join('')
  assert.equal(
    await redacted(`sendemail.smtppass=${password}`),
    'sendemail.smtppass=[redacted:assigned-secret]',
  )
  for (const text of [
    'core.askpass=ksshaskpass2',
    'user.signingkey=3AA5C34371567BD2',
    'compass: n0rthwest',
  ]) {
    assert.equal(await redacted(text), text)
  }
})

test('credentials in a URL go and its host stays', async () => {
  assert.equal(
    await redacted(`https://ci:${token}@git.example.org/team/app.git`),
    'https://[redacted:url-credentials]@git.example.org/team/app.git',
  )
})

test('a text could switch off rules of secretlint by a comment, but it does not here', async () => {
  const text = `secretlint-disable\n${token}\nsecretlint-enable`
  assert.ok(!(await redacted(text)).includes(token))
})

test('a secret of one text is not found across the next', async () => {
  const { changed } = await redactor().redact(['password=', 'hunter2hunter2', 'https://a:b', '@example.org'])
  assert.equal(changed.size, 0)
})

test('a token that stands at the very end or beginning of a text is found', async () => {
  const { changed } = await redactor().redact([`x ${token}`, 'clean', `${token} x`, token])
  assert.deepEqual([...changed.keys()], [0, 2, 3])
})

test('a token right after characters of another script is found', async () => {
  assert.equal(await redacted(`密钥是${token}，请更换`), '密钥是[redacted:github-token]，请更换')
  assert.equal(await redacted(`ключ:${accessKey}`), 'ключ:[redacted:aws-access-key]')
})

test("the user's home directory becomes ~ however it is written, and other homes stay", async () => {
  for (const [text, expected] of [
    ['at /home/ada/src/x.ts:3', 'at ~/src/x.ts:3'],
    ['/Users/ada/x', '~/x'],
    [String.raw`C:\Users\ada\x`, String.raw`~\x`],
    ['file:///home/ada/x', 'file://~/x'],
    ['/home/adam/x', '/home/adam/x'],
    ['/home/ada.old/x', '/home/ada.old/x'],
    ['backup/home/ada/x', 'backup/home/ada/x'],
  ] as const) {
    assert.equal(await redacted(text), expected)
  }
})

test('a home directory outside the usual places is found too', async () => {
  assert.equal(await redacted('in /data/people/eve/x', { home: '/data/people/eve' }), 'in ~/x')
  assert.equal(await redacted('in /root/x', { home: '/root' }), 'in ~/x')
  assert.equal(await redacted('in /root/x', { home: '/' }), 'in /root/x')
})

test('e-mail addresses are kept, dropped or replaced by a keyed digest, as the policy says', async () => {
  const text = 'Signed-off-by: Ada <ada@example.org>'
  assert.equal(await redacted(text), text)
  assert.equal(await redacted(text, { emailPolicy: 'drop' }), 'Signed-off-by: Ada <[redacted:email]>')
  const hashed = await redacted(text, { emailPolicy: 'hash' })
  assert.match(hashed, /<[0-9a-f]{12}@hashed\.invalid>$/)
  assert.equal(await redacted(text, { emailPolicy: 'hash' }), hashed)
  assert.notEqual(await redacted(text, { emailPolicy: 'hash', digestKey: Buffer.alloc(32, 2) }), hashed)
})

test('markers of names carry a digest, so that different names stay different', async () => {
  const texts = [`fix/${token}`, `fix/${token}9`, `fix/${token}`]
  const { changed } = await redactor().redact(texts, () => 'name')
  assert.match(changed.get(0)!, /^fix\/\[redacted:github-token:[0-9a-f]{12}\]$/)
  assert.equal(changed.get(2), changed.get(0))
  assert.notEqual(changed.get(1), changed.get(0))
})

test('a text that is too long is cut between words, says so, and what is left is scanned', async () => {
  const text = `${'word '.repeat(300)}${token} ${'more '.repeat(3000)}`
  const result = await redacted(text, { longestText: 6000 })
  assert.match(result, /more\[truncated: 10\d{3} characters not scanned\]$/)
  assert.ok(!result.includes(token))
  for (const before of ['"x",'.repeat(1496), '"x":{},'.repeat(855), `{"key":"${'x;'.repeat(2990)}`]) {
    const compact = await redacted(before + token, { longestText: 6000 })
    assert.ok(!compact.includes(token.slice(0, 8)), compact.slice(-120))
  }
  const half = await redacted(`${'word '.repeat(1199)}${token}`, { longestText: 6000 })
  assert.ok(!half.includes(token.slice(0, 4)), half.slice(-80))
})

test('two long names that differ after the cut stay two', async () => {
  const long = 'x/'.repeat(4000)
  const { changed } = await redactor({ longestText: 6000 }).redact([`${long}a`, `${long}b`], () => 'key')
  assert.notEqual(changed.get(0), changed.get(1))
})

test('where a scan throws, the texts it was to scan are withheld, and texts without suspicion stay', async () => {
  const failing = makeRedactor({ ...OPTIONS, loadRules: () => Promise.reject(new Error('no rules')) })
  const { changed, withheld, counts } = await failing.redact(['clean', token, `x ${accessKey}`])
  assert.deepEqual([...withheld], [1, 2])
  assert.equal(changed.get(1), '[withheld: scan failed]')
  assert.equal(changed.has(0), false)
  assert.equal(counts.get('withheld'), 2)
})

test('what was withheld by name stays distinct', async () => {
  const failing = makeRedactor({ ...OPTIONS, loadRules: () => Promise.reject(new Error('no rules')) })
  const { changed } = await failing.redact([token, accessKey], () => 'key')
  assert.notEqual(changed.get(0), changed.get(1))
})

/** What used to bring such scanners down: each text is a worst case of some rule. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one long line': 'x'.repeat(1_000_000),
  'one long word with digits': 'aB3'.repeat(330_000),
  'many access keys': `${accessKey} `.repeat(40_000),
  'many tokens': `${token} `.repeat(20_000),
  'nested schemes': 'http://'.repeat(140_000),
  'scheme and colons': `postgres://${':'.repeat(900_000)}`,
  'many ats': `https://${'a@'.repeat(450_000)}`,
  'app tokens without an end': 'ghs_1_'.repeat(160_000),
  'app tokens with a long tail': `${'ghs_1_'.repeat(160)}.${'a'.repeat(10_000)}`.repeat(80),
  'sendgrid without an end': `SG.a.${'a'.repeat(1000)} `.repeat(900),
  'armour without an end': '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(30_000),
  'armour with material and no end':
    `-----BEGIN RSA PRIVATE KEY-----\n${`${'a'.repeat(64)}\n`.repeat(200)}`.repeat(70),
  'passwords without a value': 'password='.repeat(110_000),
  'quotes without an end': 'password="'.repeat(100_000),
  flags: '--password '.repeat(90_000),
  cookies: 'Cookie: a=b; '.repeat(75_000),
  machines: 'machine a login b password '.repeat(37_000),
  slashes: '/'.repeat(1_000_000),
  hyphens: '-'.repeat(1_000_000),
  'jwt heads': 'eyJ'.repeat(330_000),
  dotted: `eyJ${'a'.repeat(3000)}.`.repeat(300),
  spaces: ' '.repeat(1_000_000),
  integrity: `sha512-${'a1B2'.repeat(240_000)}`,
}

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`a megabyte of ${name} takes a bounded time`, { timeout: 20_000 }, async () => {
    const startedAt = process.cpuUsage()
    await redacted(text)
    const { user } = process.cpuUsage(startedAt)
    assert.ok(user < 4_000_000, `${user / 1e6} s`)
  })
}

const OPTIONS: RedactorOptions = { home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) }

test('a text that comes many times is read once, and each of them is replaced and counted', async () => {
  let scans = 0
  const counted = redactor({
    loadRules: async () => async (joined) => {
      scans += joined.split(token).length - 1
    },
  })
  const texts = Array.from({ length: 3000 }, (_, at) => (at % 3 === 0 ? 'clean' : `see ${token}`))
  const { changed, counts } = await counted.redact(texts, (index) => (index % 3 === 1 ? 'text' : 'key'))
  assert.equal(changed.size, 2000)
  assert.equal(changed.get(1), 'see [redacted:github-token]')
  assert.match(changed.get(2)!, /^see \[redacted:github-token:[0-9a-f]{12}\]$/)
  assert.equal(counts.get('github-token'), 2000)
  assert.equal(scans, 1)
})

function redactor(options: Partial<RedactorOptions> = {}) {
  return makeRedactor({ ...OPTIONS, ...options })
}

async function redacted(text: string, options: Partial<RedactorOptions> = {}): Promise<string> {
  const { changed } = await redactor(options).redact([text])
  return changed.get(0) ?? text
}

test('a PuTTY key goes as a whole, short lines between its halves or not', async () => {
  const key = [
    'PuTTY-User-Key-File-3: ssh-ed25519',
    'Encryption: none',
    'Comment: eddsa-key',
    'Public-Lines: 2',
    'AAAAC3NzaC1lZDI1NTE5AAAAIHJCszOHaI9X/yGLtjn22f0hO6VPMQDVtctkym6F',
    'JH1W',
    'Private-Lines: 1',
    'AAAAIGvvIpl8jyqn8Xufkw6v3FnEGtXF3KWw55AP3/AGEBpY',
    `Private-MAC: ${'2a629acf'.repeat(8)}`,
  ].join('\n')
  assert.equal(await redacted(`before\n${key}\nafter`), 'before\n[redacted:private-key]\nafter')
})

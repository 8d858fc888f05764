import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGate, type DetailLevel, type PrivacyClass } from './gate.ts'
import { makeRedactor, type RedactorOptions } from './redact.ts'

const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
const otherToken = `ghp_${'f6E5d4C3b2A1'.repeat(3)}`

const PRIVACY: Readonly<Record<string, PrivacyClass>> = {
  'vcs.commit.author.at': 'count',
  'vcs.commit.files.path': 'name',
  'vcs.commit.author.name': 'identity',
  'vcs.commit.message': 'text',
}

test('a clean event is passed on as the same object, in order', async () => {
  const events = [event({ key: 'commit/1' }), event({ key: 'commit/2' }), event({ key: 'commit/3' })]
  const admitted = await gate().admit(events)
  assert.deepEqual(admitted, events)
  for (const [i, each] of admitted.entries()) assert.equal(each, events[i])
})

test('events of a repository or category that is off are refused and counted', async () => {
  const guard = gate({ detailFor: (repository) => (repository === 'b'.repeat(32) ? 'full' : 'off') })
  const admitted = await guard.admit([event({}), event({ repository: 'b'.repeat(32) })])
  assert.equal(admitted.length, 1)
  assert.equal(guard.counts().refused, 1)
  assert.equal(guard.counts().admitted, 1)
})

test('an event of a kind that no convention lists is refused', async () => {
  assert.deepEqual(await gate().admit([event({ kind: 'made.up' })]), [])
})

test('each detail level keeps its privacy classes and those below', async () => {
  const kept = async (level: DetailLevel): Promise<string[]> => {
    const [admitted] = await gate({ detailFor: () => level }).admit([event({})])
    return Object.keys(admitted!.attributes)
  }
  assert.deepEqual(await kept('counts'), ['vcs.commit.author.at'])
  assert.deepEqual(await kept('names'), [
    'vcs.commit.author.at',
    'vcs.commit.files.path',
    'vcs.commit.author.name',
  ])
  assert.deepEqual(await kept('full'), [...Object.keys(PRIVACY), 'made.up.attribute'])
})

test('at level counts the envelope names nothing, and events stay different', async () => {
  const guard = gate({ detailFor: () => 'counts' })
  const named = {
    branch: 'main',
    worktree: 'w',
    session: 's',
    virtualBranches: ['v'],
    owningVirtualBranch: 'v',
  }
  const events = [event({ key: 'ref/refs/heads/a', ...named }), event({ key: 'ref/refs/heads/b', ...named })]
  const [first, second] = await guard.admit(events)
  assert.ok(!JSON.stringify(first).includes('heads'))
  assert.deepEqual(Object.keys(first!).sort(), [
    'attributes',
    'key',
    'kind',
    'occurredAt',
    'recordedAt',
    'repository',
    'source',
  ])
  assert.notEqual(first!.key, second!.key)
  assert.deepEqual(await guard.admit(events), [first, second])
})

test('secrets are found in every string of an event', async () => {
  const everywhere = event({
    key: `ref/refs/heads/${token}`,
    branch: `fix/${token}`,
    worktree: token,
    session: token,
    virtualBranches: ['a', token],
    owningVirtualBranch: token,
    traceId: token,
    attributes: {
      'vcs.commit.message': `see ${token}`,
      'vcs.commit.files.path': ['src/a.ts', `keys/${token}`],
      'vcs.commit.author.name': token,
      [`made.up.${token}`]: 1,
      unlisted: [token],
    },
  })
  const [admitted] = await gate().admit([everywhere])
  assert.ok(!JSON.stringify(admitted).includes(token), JSON.stringify(admitted))
  assert.equal(admitted!.attributes['vcs.commit.message'], 'see [redacted:github-token]')
  assert.equal((admitted!.attributes['vcs.commit.files.path'] as string[])[0], 'src/a.ts')
})

test('two events that differ in a secret only stay two, the same each time', async () => {
  const events = [event({ key: `ref/${token}` }), event({ key: `ref/${otherToken}` })]
  const [first, second] = await gate().admit(events)
  assert.notEqual(first!.key, second!.key)
  assert.match(first!.key, /^ref\/\[redacted:github-token:[0-9a-f]{12}\]$/)
  assert.deepEqual(await gate().admit(events), [first, second])
})

test('a home directory in a key does not make it the key of "~"', async () => {
  const [first, second] = await gate().admit([event({ key: '/home/ada/x' }), event({ key: '~/x' })])
  assert.notEqual(first!.key, second!.key)
})

test('only the events in which something was found are copied', async () => {
  const events = [event({ key: 'commit/1' }), event({ key: `commit/${token}` }), event({ key: 'commit/3' })]
  const admitted = await gate().admit(events)
  assert.equal(admitted[0], events[0])
  assert.notEqual(admitted[1], events[1])
  assert.equal(admitted[2], events[2])
  assert.ok(events[1]!.key.includes(token))
})

test('a list of mixed types hides nothing', async () => {
  const mixed = [1, token, 2, `x ${token}`] as unknown as string[]
  const [admitted] = await gate().admit([event({ attributes: { 'vcs.commit.message': mixed } })])
  assert.ok(!JSON.stringify(admitted).includes(token))
})

test('an attribute named __proto__ neither gets lost nor sets one', async () => {
  const attributes = JSON.parse(`{ "__proto__": "see ${token}", "toString": "x" }`) as Record<string, string>
  const [admitted] = await gate().admit([event({ attributes })])
  assert.deepEqual(Object.keys(admitted!.attributes), ['__proto__', 'toString'])
  assert.equal(Object.getPrototypeOf(admitted!.attributes), Object.prototype)
  assert.ok(!JSON.stringify(admitted).includes(token))
})

test('it fails closed: where the scan throws, strings are withheld and numbers stay', async () => {
  const guard = gate({}, { loadRules: () => Promise.reject(new Error('no rules')) })
  const [admitted, clean] = await guard.admit([
    event({ attributes: { 'vcs.commit.message': token, 'vcs.commit.author.at': 5 } }),
    event({}),
  ])
  assert.deepEqual(admitted!.attributes, {
    'vcs.commit.message': '[withheld: scan failed]',
    'vcs.commit.author.at': 5,
  })
  assert.equal(guard.counts().withheld, 1)
  assert.equal(clean!.attributes['vcs.commit.message'], 'Fix the parser')
})

test('where the name of an unlisted attribute says that its value is a secret, the whole value goes', async () => {
  const secret = 'hunter2 is mine'
  const guard = gate()
  const [admitted] = await guard.admit([
    event({
      attributes: {
        'db.password': secret,
        'http.request.header.authorization': [`Basic ${secret}`, '***'],
        'otlp.resource.attribute.api_key': 'k7',
        'otlp.resource.attribute.client_secret~bytes': 'aHVudGVyMg==',
        'otlp.scope.attribute.session_token~json': `{"stringValue":"${secret}"}`,
        'http.request.header.set-cookie': 'a=b',
        'gen_ai.usage.input_tokens': 12,
        'db.password_policy': 'strict',
        'vcs.commit.message': 'one at a time',
      },
    }),
  ])
  assert.deepEqual(admitted!.attributes, {
    'db.password': '[redacted:assigned-secret]',
    'http.request.header.authorization': ['[redacted:assigned-secret]', '***'],
    'otlp.resource.attribute.api_key': '[redacted:assigned-secret]',
    'otlp.resource.attribute.client_secret~bytes': '[redacted:assigned-secret]',
    'otlp.scope.attribute.session_token~json': '[redacted:assigned-secret]',
    'http.request.header.set-cookie': '[redacted:assigned-secret]',
    'gen_ai.usage.input_tokens': 12,
    'db.password_policy': 'strict',
    'vcs.commit.message': 'one at a time',
  })
  assert.deepEqual(guard.counts().redacted, { 'assigned-secret': 6 })
  assert.deepEqual(await guard.admit([admitted!]), [admitted])
})

test('secrets beside other findings in one event each find their place', async () => {
  const [admitted] = await gate().admit([
    event({
      key: `commit/${token}`,
      attributes: {
        [`made.${token}`]: 'a',
        password: 'hunter2x',
        'made.up': ['x', token],
        token: [token, ''],
        last: `see ${token}`,
      },
    }),
  ])
  assert.deepEqual(Object.values(admitted!.attributes), [
    'a',
    '[redacted:assigned-secret]',
    ['x', '[redacted:github-token]'],
    ['[redacted:assigned-secret]', ''],
    'see [redacted:github-token]',
  ])
})

test('command lines that others send are read as what they are', async () => {
  const args = ['mysql', '-phunter2x', '--host', 'db']
  const sent = event({
    source: 'otlp',
    attributes: {
      'otlp.resource.attribute.process.command_args': args,
      'process.command_args': args,
      'otlp.resource.attribute.process.command_line': 'sshpass -p hunter2x ssh host',
    },
  })
  const [admitted, same] = await gate().admit([sent, event({ attributes: { 'process.command_args': args } })])
  assert.deepEqual(admitted!.attributes, {
    'otlp.resource.attribute.process.command_args': ['mysql', '-p[redacted:assigned-secret]', '--host', 'db'],
    'process.command_args': ['mysql', '-p[redacted:assigned-secret]', '--host', 'db'],
    'otlp.resource.attribute.process.command_line': 'sshpass -p [redacted:assigned-secret] ssh host',
  })
  assert.deepEqual(same!.attributes['process.command_args'], args)
})

test('command lines without end, of which a batch reads so much, are withheld unread', async () => {
  const line = (name: string, value: string | string[]) =>
    event({ source: 'otlp', attributes: { [`otlp.resource.attribute.process.${name}`]: value } })
  const long = Array.from({ length: 200 }, () => `sudo -p${token} `.repeat(120))
  const admitted = await gate().admit([
    line('command_line', 'ls'),
    line('command_line', 'sh -c "'.repeat(100_000)),
    line(
      'command_args',
      Array.from({ length: 600_000 }, () => ''),
    ),
    ...long.map((words, at) => line('command_line', `${at} ${words}`)),
    line('command_line', 'ls'),
  ])
  const values = admitted.map(({ attributes }) => Object.values(attributes)[0]!)
  const withheld = '[withheld: command lines too long to be read]'
  assert.deepEqual([values[0], values[1], values[2], values.at(-1)], ['ls', withheld, [withheld], 'ls'])
  assert.ok(!JSON.stringify(values).includes(token))
  const count = values.filter((value) => value === withheld).length
  assert.ok(count > 100 && count < 200, String(count))
})

test('counts add up over batches', async () => {
  const guard = gate()
  const text = (message: string) => event({ attributes: { 'vcs.commit.message': message } })
  await guard.admit([text(`see ${token}`), text('x'), event({ kind: 'made.up' })])
  await guard.admit([text(`see ${token} in /home/ada/x`)])
  const { scannedBytes, ...counts } = guard.counts()
  assert.deepEqual(counts, {
    admitted: 3,
    refused: 1,
    withheld: 0,
    redacted: { 'github-token': 2, home: 1 },
  })
  assert.ok(scannedBytes > 100)
})

test('a commit of thousands of paths with a secret each holds nobody up', { timeout: 20_000 }, async () => {
  const paths = Array.from({ length: 40_000 }, (_, i) => `${i} ${token}`)
  const [admitted] = await gate().admit([event({ attributes: { 'vcs.commit.files.path': paths } })])
  const stored = admitted!.attributes['vcs.commit.files.path'] as readonly string[]
  assert.equal(stored.length, paths.length)
  assert.match(stored.at(-1)!, /^39999 \[redacted:github-token:[0-9a-f]{12}\]$/)
})

test('an empty batch is admitted', async () => {
  assert.deepEqual(await gate().admit([]), [])
})

function gate(
  options: { detailFor?: (repository: string, category: string) => DetailLevel } = {},
  redaction: Partial<RedactorOptions> = {},
) {
  return makeGate({
    detailFor: options.detailFor ?? (() => 'full'),
    privacyOf: (attribute) => (Object.hasOwn(PRIVACY, attribute) ? PRIVACY[attribute] : undefined),
    categoryOf: (kind) => (kind === 'vcs.commit' ? 'history' : undefined),
    redactor: makeRedactor({
      home: '/home/ada',
      emailPolicy: 'keep',
      digestKey: Buffer.alloc(32, 1),
      ...redaction,
    }),
  })
}

function event(change: Partial<DevelopmentEvent>): DevelopmentEvent {
  return {
    source: 'git-history',
    key: 'commit/9d59409acf479dfa0df1aa568182e43e43df8bbe',
    kind: 'vcs.commit',
    occurredAt: 1,
    recordedAt: 2,
    repository: 'a'.repeat(32),
    attributes: {
      'vcs.commit.author.at': 1_700_000_000_000,
      'vcs.commit.files.path': ['src/a.ts'],
      'vcs.commit.author.name': 'Grace Hopper',
      'vcs.commit.message': 'Fix the parser',
      'made.up.attribute': 'x',
    },
    ...change,
  }
}

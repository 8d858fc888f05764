/** Export to sinks, as the command line has it: nothing without a yes, everything at least once. */
import assert from 'node:assert/strict'
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import test from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { openReceiver, type Received, type Receiver } from '@wakelore/server/transport/otlp-receiver.fixture'
import type {
  InstrumentationScope,
  KeyValue,
  LogRecord,
  OtlpSignal,
  Resource,
} from '@wakelore/telemetry/otlp/message'
import { writeProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import { makeHome, type Home } from './cli.ts'

/** Nothing that should come takes longer. */
const AT_MOST_MS = 30_000

type EventLine = { id: string; kind: string; attributes: Record<string, unknown> }
type Answer = {
  sink: { name: string; detail: string; protocol: string }
  change: string
  queued: { kind: string; events: number }[]
  sent: { events: number; refused: number; faults: Record<string, number> } | null
  dryRun:
    { id: string; kind: string; fields: { name: string; value: unknown }[]; withheld: string[] }[] | null
  done: boolean
}
type Network = {
  sinks: { name: string; queued: number; acknowledgedAt: string | null; lastFault: { code: string } | null }[]
}

/** Words that say by which level they may leave. */
const MESSAGE_WORD = 'quagmire'
const PATH_WORD = 'marigold'

function makeProject(commits: number): ScratchRepository {
  const repository = makeScratchRepository({ name: 'atlas' })
  repository.importHistory(
    'refs/heads/main',
    Array.from({ length: commits }, (_, n) => ({
      message: `${MESSAGE_WORD} ${n}`,
      files: { [`src/${PATH_WORD}.ts`]: `${n}` },
    })),
  )
  repository.git('reset', '-q', '--hard')
  return repository
}

async function stored(home: Home): Promise<EventLine[]> {
  const { stdout } = await home.run(['export'])
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventLine)
}

const own = (events: readonly EventLine[], kind: string): EventLine[] =>
  events.filter((event) => event.kind === kind)
const foreign = (events: readonly EventLine[]): string[] =>
  events.filter(({ kind }) => !kind.startsWith('wakelore.')).map(({ id }) => id)

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + AT_MOST_MS
  while (!isSo()) {
    assert.ok(performance.now() < end, `no ${what} within ${AT_MOST_MS} ms`)
    await delay(20)
  }
}

const NO_RESOURCE: Resource = { attributes: [], droppedAttributesCount: 0, entityRefs: [] }
const NO_SCOPE: InstrumentationScope = { name: '', version: '', attributes: [], droppedAttributesCount: 0 }

function logRecord(body: string): LogRecord {
  const none = { severityNumber: 0, severityText: '', eventName: '', traceId: '', spanId: '', flags: 0 }
  return {
    ...none,
    body,
    attributes: [],
    droppedAttributesCount: 0,
    timeUnixNano: 1n,
    observedTimeUnixNano: 1n,
  }
}

/** As a collector adds them. */
function withResourceAttributes(
  message: Received['message'],
  attributes: readonly KeyValue[],
): Received['message'] {
  const added = <Group extends { readonly resource: Resource }>(groups: readonly Group[]): Group[] =>
    groups.map((group) => ({
      ...group,
      resource: { ...group.resource, attributes: [...group.resource.attributes, ...attributes] },
    }))
  if ('resourceSpans' in message) return { resourceSpans: added(message.resourceSpans) }
  if ('resourceLogs' in message) return { resourceLogs: added(message.resourceLogs) }
  return { resourceMetrics: added(message.resourceMetrics) }
}

function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
}

test('nothing is sent before its owner said yes to what would be; then what is new, each time', async () => {
  using home = makeHome()
  using repository = makeProject(30)
  await using receiver = await openReceiver({ protocol: 'http' })
  await home.run([repository.path])
  const waiting = foreign(await stored(home))
  const to = ['export', '--to', receiver.endpoint]

  const plan = await home.json<Answer>(to)
  assert.deepEqual([plan.done, plan.change, plan.sent, plan.sink.detail], [false, 'added', null, 'counts'])
  assert.equal(
    plan.queued.reduce((sum, { events }) => sum + events, 0),
    waiting.length,
  )
  const unasked = await home.run(to)
  assert.equal(unasked.status, 64)
  assert.match(unasked.stderr, /CLI_UNCONFIRMED/)
  assert.match(unasked.stdout, new RegExp(receiver.endpoint))
  assert.equal(receiver.requests(), 0)
  assert.deepEqual((await home.json<Network>(['network'])).sinks, [])

  const sent = await home.json<Answer>([...to, '--yes'], {
    environment: { WAKELORE_EXPORT_HEADERS: 'authorization=Bearer%20swordfish' },
  })
  assert.deepEqual([sent.done, sent.sent?.events], [true, waiting.length])
  assert.equal(receiver.events().length, waiting.length)
  assert.equal(receiver.received[0]!.headers['authorization'], 'Bearer swordfish')
  const name = sent.sink.name

  repository.commit('one more', { 'src/other.ts': '1' })
  await home.run([repository.path])
  const more = await home.json<Answer>(['export', '--to', name])
  assert.deepEqual([more.change, more.sent!.events > 0], ['none', true])
  assert.equal((await home.json<Answer>(['export', '--to', name])).sent?.events, 0)
  const all = await stored(home)
  assert.equal(receiver.events().length, foreign(all).length)

  const [change, ...others] = own(all, 'wakelore.sink.change')
  assert.deepEqual(others, [])
  assert.deepEqual(change!.attributes, {
    'wakelore.sink.name': name,
    'wakelore.sink.endpoint': receiver.endpoint,
    'wakelore.sink.state': 'added',
    'wakelore.sink.protocol': 'http/protobuf',
    'wakelore.sink.detail': 'counts',
    'wakelore.sink.repositories': ['all'],
    'wakelore.sink.own_events': false,
  })
  const reports = own(all, 'wakelore.sink.report')
  assert.deepEqual(
    reports.map(({ attributes }) => attributes['wakelore.sink.events']),
    [waiting.length, more.sent!.events],
  )
  for (const path of [...filesIn(home.dataDir), ...filesIn(home.configDir)]) {
    assert.ok(!readFileSync(path).includes('swordfish'), path)
  }
  assert.ok(!JSON.stringify(all).includes('swordfish'))

  const [sink] = (await home.json<Network>(['network'])).sinks
  assert.deepEqual([sink!.name, sink!.queued, sink!.lastFault], [name, 0, null])
  assert.ok(sink!.acknowledgedAt !== null)
  assert.deepEqual((await home.json<Network>(['network', '--remove', name])).sinks, [])
  assert.equal((await home.json<Answer>(to)).done, false)
  assert.equal((await home.run(['network', '--remove', name])).status, 66)
  assert.deepEqual(
    own(await stored(home), 'wakelore.sink.change').map(
      ({ attributes }) => attributes['wakelore.sink.state'],
    ),
    ['added', 'removed'],
  )
})

test('a dry run shows what would leave, field by field, and connects to nobody', async () => {
  using home = makeHome()
  using repository = makeProject(5)
  await using receiver = await openReceiver({ protocol: 'http' })
  await home.run([repository.path])
  const dry = async (detail: string): Promise<Answer> =>
    home.json<Answer>(['export', '--to', receiver.endpoint, '--dry-run', '--limit', '3', '--detail', detail])
  for (const [detail, isPathShown, isMessageShown] of [
    ['counts', false, false],
    ['names', true, false],
    ['full', true, true],
  ] as const) {
    const { dryRun, done, sent } = await dry(detail)
    assert.deepEqual([dryRun!.length, done, sent], [3, true, null])
    const shown = JSON.stringify(dryRun)
    assert.equal(shown.includes(PATH_WORD), isPathShown, detail)
    assert.equal(shown.includes(MESSAGE_WORD), isMessageShown, detail)
    assert.equal(dryRun![0]!.withheld.includes('vcs.commit.message'), !isMessageShown, detail)
  }
  const { stdout } = await home.run(['export', '--to', receiver.endpoint, '--dry-run'])
  assert.match(stdout, /Nothing was sent/)
  assert.match(stdout, /stays here: .*vcs\.commit\.message/s)
  assert.equal(receiver.requests(), 0)
  assert.deepEqual((await home.json<Network>(['network'])).sinks, [])
})

test('killed at any point, an exporter loses nothing, and what comes twice has the same id', async () => {
  using home = makeHome()
  using repository = makeProject(2100)
  await home.run([repository.path])
  const waiting = new Set(foreign(await stored(home)))
  let exporter: ChildProcess | undefined
  const killAt = new Map<number, 'before' | 'after'>([
    [1, 'before'],
    [3, 'after'],
    [4, 'before'],
    [6, 'after'],
  ])
  await using receiver = await openReceiver({
    protocol: 'grpc',
    answer: (request) => {
      const when = killAt.get(request)
      if (when === undefined) return undefined
      exporter!.kill('SIGKILL')
      return when === 'before' ? { kind: 'reset', when: 'mid-body' } : undefined
    },
  })
  const args = ['export', '--to', receiver.endpoint, '--protocol', 'grpc', '--detail', 'full', '--yes']
  const ends: (string | number | null)[] = []
  for (let attempt = 0; attempt <= killAt.size; attempt++) {
    exporter = home.start(args)
    const [status, signal] = (await once(exporter, 'exit')) as [number | null, string | null]
    ends.push(signal ?? status)
  }
  assert.deepEqual(ends, ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 0])
  const arrived = receiver.eventIds()
  assert.deepEqual(new Set(arrived), waiting)
  assert.ok(arrived.length >= waiting.size)
  assert.equal((await home.json<Answer>(args)).sent?.events, 0)
})

test('following, it sends what others store, excludes a second exporter, and ends in order when it is told', async () => {
  using home = makeHome()
  using repository = makeProject(10)
  await using receiver = await openReceiver({ protocol: 'http' })
  await home.run([repository.path])
  const args = ['export', '--to', receiver.endpoint, '--detail', 'full', '--yes']
  const follower = home.start([...args, '--follow'])
  const [output, complaints] = [text(follower.stdout!), text(follower.stderr!)]
  try {
    const before = foreign(await stored(home)).length
    await until(() => receiver.events().length === before, 'first events')
    repository.commit('while it follows', { 'src/new.ts': '1' })
    await home.run([repository.path])
    const after = foreign(await stored(home)).length
    assert.ok(after > before)
    await until(() => receiver.events().length === after, 'followed events')
    const second = await home.run(args)
    assert.equal(second.status, 75)
    assert.match(second.stderr, /SINK_BUSY/)
    assert.equal(
      (await home.json<Network & { sinks: { sending: boolean }[] }>(['network'])).sinks[0]!.sending,
      true,
    )
  } finally {
    follower.kill('SIGINT')
  }
  const [status] = (await once(follower, 'exit')) as [number | null]
  assert.equal(status, 0, await complaints)
  assert.match(await output, /events sent to/)
  assert.deepEqual(new Set(receiver.eventIds()), new Set(foreign(await stored(home))))
  assert.equal(own(await stored(home), 'wakelore.sink.report').length, 1)
})

test('another wakelore takes what is sent, by gRPC too, from whoever shows its token', async () => {
  using home = makeHome()
  using other = makeHome()
  using repository = makeProject(4)
  await home.run([repository.path])
  try {
    await other.run(['up'])
    const { stdout } = await other.run(['env'])
    const url = /_ENDPOINT='(.*)'/.exec(stdout)?.[1]
    const headers = /_HEADERS='(.*)'/.exec(stdout)?.[1]
    assert.ok(url !== undefined && headers !== undefined, stdout)
    const args = ['export', '--to', url, '--protocol', 'grpc', '--detail', 'full', '--yes']
    const stranger = await home.run(args)
    assert.match(stranger.stderr, /SINK_DENIED.*GRPC_16/)
    const sent = await home.json<Answer>(args, { environment: { WAKELORE_EXPORT_HEADERS: headers } })
    assert.deepEqual([sent.sent?.events, sent.sent?.refused], [foreign(await stored(home)).length, 0])
    const loop = await other.run(args)
    assert.match(loop.stderr, /SINK_IS_WAKELORE/)
    const { listener } = await other.json<{ listener: { url: string } }>(['network'])
    assert.equal(listener.url, url)
  } finally {
    await other.run(['down'])
  }
})

test('what a collector sends back of an export is not stored again, however little is kept of telemetry', async () => {
  using home = makeHome()
  using repository = makeProject(3)
  await using collector = await openReceiver({ protocol: 'http' })
  await home.run([repository.path])
  try {
    await home.run(['up'])
    const { stdout } = await home.run(['env', '--detail', 'counts'], { cwd: repository.path })
    const url = /_ENDPOINT='(.*)'/.exec(stdout)?.[1]
    const authorization = /_HEADERS='authorization=(.*)'/.exec(stdout)?.[1]
    const id = /wakelore\.repository\.id=([0-9a-f]{32})/.exec(stdout)?.[1]
    assert.ok(url !== undefined && authorization !== undefined && id !== undefined, stdout)
    const send = async (signal: OtlpSignal, body: Uint8Array): Promise<void> => {
      const response = await fetch(`${url}/v1/${signal}`, {
        method: 'POST',
        headers: {
          authorization: decodeURIComponent(authorization),
          'content-type': 'application/x-protobuf',
          connection: 'close',
        },
        body: Buffer.from(body),
      })
      assert.deepEqual([response.status, (await response.bytes()).length], [200, 0])
    }
    const attributes = [{ key: 'wakelore.repository.id', value: id }]
    const records = ['first', 'second'].map((body) => logRecord(body))
    const scopeLogs = [{ scope: NO_SCOPE, schemaUrl: '', logRecords: records }]
    const resourceLogs = [{ resource: { ...NO_RESOURCE, attributes }, schemaUrl: '', scopeLogs }]
    await send('logs', writeProtobuf('logs', { resourceLogs }))

    const before = await stored(home)
    assert.equal(own(before, 'otel.log').length, 2)
    await home.run(['export', '--to', collector.endpoint, '--yes'])
    assert.equal(collector.events().filter(({ kind }) => kind === 'otel.log').length, 2)
    for (const { signal, message } of collector.received) {
      await send(signal, writeProtobuf(signal, withResourceAttributes(message, attributes) as never))
    }
    assert.deepEqual(foreign(await stored(home)), foreign(before))
    assert.equal((await home.json<Answer>(['export', '--to', collector.endpoint])).sent?.events, 0)
  } finally {
    await home.run(['down'])
  }
})

test('--since begins anew with what happened since, and another detail is asked for again', async () => {
  using home = makeHome()
  using repository = makeScratchRepository({ name: 'atlas' })
  repository.importHistory('refs/heads/main', [
    { message: 'old', files: { a: '1' }, atMs: Date.UTC(2026, 0, 1) },
    { message: 'new', files: { a: '2' }, atMs: Date.UTC(2026, 5, 1) },
  ])
  repository.git('reset', '-q', '--hard')
  await using receiver = await openReceiver({ protocol: 'http' })
  await home.run([repository.path])
  const args = ['export', '--to', receiver.endpoint, '--detail', 'full']
  const commits = (from: Receiver): unknown[] =>
    from
      .events()
      .flatMap(({ kind, attributes }) => (kind === 'vcs.commit' ? [attributes['vcs.commit.message']] : []))
  await home.json([...args, '--since', '2026-03-01', '--yes'])
  assert.deepEqual(commits(receiver), ['new'])
  await home.json(args)
  assert.deepEqual(commits(receiver), ['new'])
  await home.json([...args, '--since', '2025-12-01'])
  assert.deepEqual(commits(receiver), ['new', 'old', 'new'])
  const changed = await home.json<Answer>(['export', '--to', receiver.endpoint, '--detail', 'names'])
  assert.deepEqual([changed.change, changed.done], ['changed', false])
  const requests = receiver.requests()
  assert.equal((await home.run(['export', '--to', receiver.endpoint, '--detail', 'names'])).status, 64)
  assert.equal(receiver.requests(), requests)
})

test('what only an export to somebody means goes with --to alone, and a complaint shows no secret', async () => {
  using home = makeHome()
  for (const [args, code] of [
    [['--follow'], 'CLI_USAGE'],
    [['--to', 'http://localhost:1', '--jsonl'], 'CLI_USAGE'],
    [['--to', 'http://user:swordfish@localhost:1', '--yes'], 'VAULT_ENDPOINT_MALFORMED'],
  ] as const) {
    const { status, stderr } = await home.run(['export', ...args])
    assert.match(stderr, new RegExp(code), args.join(' '))
    assert.ok(!stderr.includes('swordfish'))
    assert.equal(status, 64, args.join(' '))
  }
})

test('without a sink nothing connects to anything, and with one nothing but its export', async () => {
  using home = makeHome()
  using repository = makeProject(3)
  const connections = join(home.path, 'connections')
  const environment = {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'no-connection.ts'))}`,
    WAKELORE_TEST_CONNECTIONS: connections,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  }
  const run = async (...args: string[]): Promise<void> => {
    const { status, stderr } = await home.run(args, { environment, cwd: repository.path })
    assert.equal(status, 0, `${args.join(' ')}: ${stderr}`)
  }
  await run()
  await run('network')
  await run('export')
  await run('export', '--to', 'http://localhost:9', '--dry-run')
  assert.equal(existsSync(connections), false)
  const refused = await home.run(['export', '--to', 'http://localhost:9', '--yes'], { environment })
  assert.equal(refused.status, 69, refused.stderr)
  assert.match(readFileSync(connections, 'utf8'), /^(?:connect|lookup)$/m)
  writeFileSync(connections, '')
  await run()
  await run('network')
  assert.equal(readFileSync(connections, 'utf8'), '')
})

test('a certificate that nobody vouches for is no sink; one that the owner trusts is', async (context) => {
  using home = makeHome()
  using repository = makeProject(3)
  const [key, certificate] = [join(home.path, 'key.pem'), join(home.path, 'certificate.pem')]
  const request =
    '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost'
  const made = spawnSync('openssl', ['req', ...request.split(' '), '-keyout', key, '-out', certificate])
  if (made.error !== undefined) {
    context.skip('openssl is missing')
    return
  }
  let requests = 0
  const server = createHttpsServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      requests++
      request.resume().on('end', () => response.end())
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await home.run([repository.path])
    const args = ['export', '--to', `https://localhost:${(server.address() as AddressInfo).port}`, '--yes']
    const untrusted = await home.run(args)
    assert.match(untrusted.stderr, /SINK_DENIED.*NET_DEPTH_ZERO_SELF_SIGNED_CERT/)
    assert.equal(untrusted.status, 77)
    assert.equal(requests, 0)
    const trusted = await home.json<Answer>(args, { environment: { NODE_EXTRA_CA_CERTS: certificate } })
    assert.ok(trusted.sent!.events > 0)
    assert.ok(requests > 0)
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import type { SinkControl, SinkRequest } from '@wakelore/server/sink-control'
import { openReceiver } from '@wakelore/server/transport/otlp-receiver.fixture'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeLiveCheck } from '@wakelore/telemetry/live-check'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import { REGISTRY } from '@wakelore/telemetry/registry.generated'
import { makeLeastData } from '@wakelore/vault/least-data'
import { wakelorePaths } from '@wakelore/vault/paths'
import { readSinks } from '@wakelore/vault/sink'
import { writeListenerRecord } from './listener-file.ts'
import { makeSinkControl, type SinkControlOptions } from './sink.ts'
import { openStoredLog, storedCommands, type StoredLog } from './sink/stored-log.fixture.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-sinks-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const clock = { nowMs: () => Date.UTC(2026, 5, 2) }

type Owner = SinkControl & {
  readonly paths: SinkControlOptions['paths']
  /** What was recorded, in order. */
  readonly recorded: DevelopmentEvent[]
  readonly notices: string[]
}

function makeOwner(log: StoredLog | undefined, change: Partial<SinkControlOptions> = {}): Owner {
  const home = mkdtempSync(join(scratch, 'home-'))
  const paths = wakelorePaths({ environment: {}, platform: 'linux', home })
  mkdirSync(paths.dataDir, { recursive: true })
  const [recorded, notices]: [DevelopmentEvent[], string[]] = [[], []]
  const control = makeSinkControl({
    paths,
    environment: {},
    clock,
    signal: undefined,
    onNotice: (text) => void notices.push(text),
    openLog: async () => log?.reader,
    logDirectory: log?.directory ?? join(paths.dataDir, 'log'),
    leastData: async () => makeLeastData({ privacyOf: privacyClassOf, digest: () => 'digest' }),
    record: async (events) => void recorded.push(...events),
    ...change,
  })
  return { ...control, paths, recorded, notices }
}

test('what is no sink is refused: unencrypted to others, ourselves, and what makes no sense', async () => {
  const owner = makeOwner(undefined)
  await writeListenerRecord(owner.paths, { port: 47_318, token: '0'.repeat(64) })
  for (const [request, code] of [
    [{ to: 'http://127.0.0.1:47318' }, 'SINK_IS_WAKELORE'],
    [{ to: 'http://localhost:47318/' }, 'SINK_IS_WAKELORE'],
    [{ to: 'http://[::1]:47318' }, 'SINK_IS_WAKELORE'],
    [{ to: 'http://0.0.0.0:47318', insecure: true }, 'SINK_IS_WAKELORE'],
    [{ to: 'http://collector.example.org:4318' }, 'SINK_EXPOSED'],
    [{ to: 'localhost:4318' }, 'VAULT_ENDPOINT_MALFORMED'],
    [{ to: 'no-such-sink' }, 'VAULT_ENDPOINT_MALFORMED'],
    [{ to: 'http://localhost:1', ownEvents: true }, 'CHOICE_CONFLICT'],
    [{ to: 'http://localhost:1/path', protocol: 'grpc' }, 'CHOICE_CONFLICT'],
  ] as const satisfies readonly (readonly [SinkRequest, string])[]) {
    for (const attempt of [
      () => owner.plan(request),
      () => owner.preview(request, 1),
      () => owner.send(request, { follow: false, isAgreed: true }),
    ]) {
      await assert.rejects(attempt, (error) => isFault(error, code), JSON.stringify(request))
    }
  }
  assert.deepEqual(await readSinks(owner.paths), [])
  assert.deepEqual(owner.recorded, [])
})

test('headers that are none stop a plan too, before anybody is asked', async () => {
  const owner = makeOwner(undefined, { environment: { WAKELORE_EXPORT_HEADERS: 'swordfish' } })
  await assert.rejects(owner.plan({ to: 'http://localhost:1' }), (error) =>
    isFault(error, 'SINK_HEADERS_MALFORMED'),
  )
  const other = makeOwner(undefined, { environment: { WAKELORE_EXPORT_HEADERS: 'x-key=swordfish' } })
  const plan = await other.plan({ to: 'http://localhost:1' })
  assert.deepEqual(plan.headers, ['x-key'])
  assert.ok(!JSON.stringify(plan).includes('swordfish'))
})

test('a sink is called after its host; gRPC is spoken on its port; each has a name of its own', async () => {
  const owner = makeOwner(undefined)
  const sinkOf = async (request: SinkRequest) => (await owner.plan(request)).sink
  assert.deepEqual(
    [await sinkOf({ to: 'http://localhost:4317' })].map(({ name, protocol }) => [name, protocol]),
    [['localhost-4317', 'grpc']],
  )
  const { name, protocol, detail, compression } = await sinkOf({ to: 'https://otlp.example.org/tenant' })
  assert.deepEqual(
    [name, protocol, detail, compression],
    ['otlp.example.org', 'http/protobuf', 'counts', 'gzip'],
  )
  assert.equal((await sinkOf({ to: 'http://[::1]:4318' })).name, '1-4318')
  assert.equal((await sinkOf({ to: 'http://localhost:4317', protocol: 'http/json' })).protocol, 'http/json')

  await using receiver = await openReceiver({ protocol: 'http' })
  await owner.send({ to: receiver.endpoint, name: 'here' }, { follow: false, isAgreed: true })
  await assert.rejects(owner.plan({ to: 'http://localhost:9', name: 'here' }), (error) =>
    isFault(error, 'SINK_NAME_TAKEN'),
  )
  assert.equal((await owner.plan({ to: 'here' })).change, 'none')
  assert.equal((await owner.plan({ to: `${receiver.endpoint}/` })).change, 'none')
  const second = await owner.plan({ to: receiver.endpoint, name: 'there' })
  assert.deepEqual([second.change, second.sink.name], ['added', 'there'])
})

test('a plan tells what waits and what of it would leave, as the level lets through', async () => {
  await using log = await openStoredLog()
  await log.write([
    storedCommands(0, 5),
    storedCommands(5, 2, { kind: 'vcs.note', attributes: { 'vcs.note.message': 'm', 'x.unknown': 1 } }),
    storedCommands(7, 3, { kind: 'wakelore.daemon.report', source: 'wakelore' }),
  ])
  const owner = makeOwner(log)
  const plan = await owner.plan({ to: 'http://localhost:9' })
  assert.deepEqual(plan.queued, [
    { kind: 'git.command', events: 5 },
    { kind: 'vcs.note', events: 2 },
  ])
  assert.deepEqual(plan.metrics, ['git.command.duration'])
  assert.deepEqual(plan.fields, [
    {
      privacy: 'count',
      sent: ['git.version', 'process.duration_us', 'process.exit.code', 'process.pid', 'vcs.operation.name'],
      withheld: [],
    },
    { privacy: 'name', sent: [], withheld: ['branch', 'process.ancestors'] },
    { privacy: 'text', sent: [], withheld: ['process.command_args', 'vcs.note.message', 'x.unknown'] },
  ])
  const names = await owner.plan({ to: 'http://localhost:9', detail: 'names' })
  assert.deepEqual(
    names.fields.map(({ privacy, withheld }) => [privacy, withheld.length]),
    [
      ['count', 0],
      ['name', 0],
      ['text', 3],
    ],
  )
  const since = await owner.plan({ to: 'http://localhost:9', sinceMs: storedCommands(5, 1)[0]!.occurredAt })
  assert.deepEqual(since.queued, [{ kind: 'vcs.note', events: 2 }])
})

test('a preview is what leaves: a field of the span for each of the event, and the names of what stays', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  const owner = makeOwner(log)
  const shown = await owner.preview({ to: 'http://localhost:9' }, 2)
  assert.equal(shown.length, 2)
  const { signal, fields, withheld } = shown[1]!
  assert.equal(signal, 'traces')
  assert.deepEqual(withheld, ['branch', 'process.command_args', 'process.ancestors'])
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  assert.deepEqual(
    [values['resource.service.name'], values['name'], values['vcs.operation.name'], values['process.pid']],
    ['wakelore', 'git commit', 'commit', 4001],
  )
  assert.equal(values['traceId'], '2'.padStart(32, '0'))
  assert.ok(!JSON.stringify(shown).includes('quagmire'))
})

test('what becomes of sinks and origins is recorded, and what an export sent', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  await using receiver = await openReceiver({ protocol: 'grpc' })
  const owner = makeOwner(log)
  const request = { to: receiver.endpoint, name: 'here', protocol: 'grpc' } as const
  assert.equal((await owner.send(request, { follow: false, isAgreed: true })).events, 5)
  assert.equal((await owner.send(request, { follow: false, isAgreed: true })).events, 0)
  await owner.send({ to: 'here', detail: 'full', ownEvents: true }, { follow: false, isAgreed: true })
  await owner.remove('here')
  await owner.allowOrigin('http://localhost:5173/')
  await owner.allowOrigin('http://localhost:5173')
  assert.deepEqual((await owner.network()).origins, ['http://localhost:5173'])
  await owner.remove('http://localhost:5173/')
  await assert.rejects(owner.remove('here'), (error) => isFault(error, 'SINK_UNKNOWN'))
  await assert.rejects(owner.allowOrigin('null'), (error) => isFault(error, 'VAULT_ORIGIN_MALFORMED'))
  assert.deepEqual(await owner.network(), { sinks: [], listener: undefined, origins: [] })
  assert.deepEqual(
    owner.recorded.map(({ kind, attributes }) => [
      kind,
      attributes['wakelore.sink.state'] ??
        attributes['wakelore.sink.events'] ??
        attributes['wakelore.origin.state'],
    ]),
    [
      ['wakelore.sink.change', 'added'],
      ['wakelore.sink.report', 5],
      ['wakelore.sink.change', 'changed'],
      ['wakelore.sink.change', 'removed'],
      ['wakelore.origin.change', 'allowed'],
      ['wakelore.origin.change', 'removed'],
    ],
  )
})

test('removed and added again, a sink is sent everything again', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  await using receiver = await openReceiver({ protocol: 'http' })
  let nowMs = clock.nowMs()
  const owner = makeOwner(log, { clock: { nowMs: () => nowMs++ } })
  await owner.send({ to: receiver.endpoint, name: 'here' }, { follow: false, isAgreed: true })
  await owner.remove('here')
  assert.equal(
    (await owner.send({ to: receiver.endpoint, name: 'here' }, { follow: false, isAgreed: true })).events,
    5,
  )
})

test('what another process made of a sink since it was planned is not undone unasked', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  await using receiver = await openReceiver({ protocol: 'http' })
  const owner = makeOwner(log)
  const request = { to: receiver.endpoint }
  await owner.send(request, { follow: false, isAgreed: true })
  const { change, sink } = await owner.plan(request)
  assert.equal(change, 'none')
  await owner.remove(sink.name)
  const count = receiver.requests()
  await assert.rejects(owner.send(request, { follow: false, isAgreed: false }), (error) =>
    isFault(error, 'SINK_CHANGED'),
  )
  assert.deepEqual([await readSinks(owner.paths), receiver.requests()], [[], count])
})

test('a sink whose host has no letter and no digit has a name', async () => {
  assert.equal((await makeOwner(undefined).plan({ to: 'https://_' })).sink.name, 'sink')
})

test('what is recorded is as the conventions say', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  await using receiver = await openReceiver({
    protocol: 'http',
    answer: (n) => (n === 1 ? { kind: 'http', status: 400 } : undefined),
  })
  const owner = makeOwner(log)
  await owner.send({ to: receiver.endpoint, name: 'here' }, { follow: false, isAgreed: true })
  await owner.remove('here')
  await owner.allowOrigin('http://localhost:5173')
  const check = makeLiveCheck(REGISTRY)
  assert.equal(owner.recorded.length, 4)
  for (const event of owner.recorded) assert.deepEqual(check(event), [], event.kind)
})

test('a sink that can not be reached is noted with what was wrong, and what waits for it', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 5)])
  const receiver = await openReceiver({ protocol: 'http' })
  await receiver[Symbol.asyncDispose]()
  const owner = makeOwner(log)
  await assert.rejects(
    owner.send({ to: receiver.endpoint, name: 'gone' }, { follow: false, isAgreed: true }),
    (error) => isFault(error, 'SINK_UNREACHABLE'),
  )
  const [status] = (await owner.network()).sinks
  assert.deepEqual(
    [status?.queued, status?.isSending, status?.acknowledgedMs, status?.lastFault?.code],
    [5, false, undefined, 'SINK_UNREACHABLE'],
  )
  assert.deepEqual(owner.recorded.at(-1)?.attributes['wakelore.sink.faults'], ['NET_ECONNREFUSED=1'])
})

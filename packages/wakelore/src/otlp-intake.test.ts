import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Fault } from '@wakelore/kernel/fault'
import type { OtlpPlaces } from '@wakelore/capture/source/otlp'
import type { OtlpOutcome, OtlpRequest } from '@wakelore/server/transport/otlp-intake'
import { openLogReader } from '@wakelore/stream/log'
import { acquireWriterLock } from '@wakelore/stream/writer-lock'
import { EVENT_CATEGORY } from '@wakelore/telemetry/conventions.generated'
import { UNATTRIBUTED, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import { makeGate, type DetailLevel, type Gate } from '@wakelore/vault/gate'
import { wakelorePaths } from '@wakelore/vault/paths'
import { makeRedactor } from '@wakelore/vault/redact'
import { makeOtlpIntake, type OtlpStoring } from './otlp-intake.ts'
import { openStore, type Store } from './store.ts'
import { makeUnattributedStore, openUnattributed, unattributedStatus } from './unattributed.ts'
import type { WorkSessions } from './work-session.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-intake-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const ATLAS = 'a'.repeat(32)
const OTHER = 'b'.repeat(32)
const NOW_MS = Date.UTC(2026, 10, 25, 12)
const TRACE = '5b8efff798038103d269b633813fc60c'

type World = {
  readonly intake: OtlpStoring
  readonly store: Store
  readonly dataDir: string
  readonly configDir: string
  /** What is in the log, read by nobody who wrote it. */
  readonly stored: () => Promise<DevelopmentEvent[]>
  readonly apart: () => Promise<DevelopmentEvent[]>
  /** Sends, and takes in until that is answered. */
  readonly send: (request: OtlpRequest) => Promise<OtlpOutcome>
  readonly setNow: (ms: number) => void
  readonly waited: () => number
}

async function makeWorld(
  options: {
    readonly detail?: DetailLevel
    readonly sessions?: WorkSessions
    readonly repositories?: () => Promise<ReadonlySet<string>>
    readonly patienceMs?: number
    readonly holdMs?: number
    readonly wrap?: (store: Store) => Store
  } = {},
): Promise<World> {
  const home = mkdtempSync(join(scratch, 'home-'))
  const paths = { ...wakelorePaths({ home }), dataDir: join(home, 'data'), configDir: join(home, 'config') }
  let nowMs = NOW_MS
  let waited = 0
  const clock = { nowMs: () => nowMs }
  const store = await openStore({
    paths,
    clock,
    environment: { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
    onNotice: () => undefined,
  })
  after(() => store[Symbol.asyncDispose]())
  const redactor = makeRedactor({ home, emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) })
  const gateWith = (detailFor: (repository: string) => DetailLevel): Gate =>
    makeGate({ detailFor, privacyOf: privacyClassOf, categoryOf: (kind) => EVENT_CATEGORY[kind], redactor })
  const places: OtlpPlaces = {
    learn: async () => undefined,
    placeOf: ({ attributes }) => {
      const id = attributes.find(({ key }) => key === 'wakelore.repository.id')?.value
      return id === ATLAS || id === OTHER ? { repository: id } : undefined
    },
  }
  const intake = makeOtlpIntake({
    clock,
    store: async () => options.wrap?.(store) ?? store,
    gate: async () => gateWith((id) => (id === ATLAS ? (options.detail ?? 'full') : 'off')),
    places,
    repositories: options.repositories ?? (async () => new Set([ATLAS, OTHER])),
    keySecret: async () => 'swordfish',
    sessions: async () => options.sessions ?? {},
    unattributed: makeUnattributedStore({
      paths,
      clock,
      key: async () => store.keyring.dataKey,
      gate: async () => gateWith((id) => (id === UNATTRIBUTED ? 'full' : 'off')),
    }),
    onWaiting: () => waited++,
    ...(options.holdMs === undefined ? {} : { holdMs: options.holdMs }),
    limits: { patienceMs: options.patienceMs ?? 8000 },
  })
  const readAll = async (
    reader: Awaited<ReturnType<typeof openUnattributed>>,
  ): Promise<DevelopmentEvent[]> => {
    const events: DevelopmentEvent[] = []
    if (reader !== undefined) for await (const block of reader.scan()) events.push(...block.events())
    return events
  }
  return {
    intake,
    store,
    dataDir: paths.dataDir,
    configDir: paths.configDir,
    stored: async () => {
      await using reader = await openLogReader({
        directory: join(paths.dataDir, 'log'),
        key: store.keyring.dataKey,
      })
      return readAll(reader)
    },
    apart: async () => readAll(await openUnattributed(paths, store.keyring.dataKey)),
    send: async (request) => {
      const answered: OtlpOutcome[] = []
      void intake.take(request).then((outcome) => answered.push(outcome))
      await delay(0)
      for (let tries = 0; answered.length === 0; tries++) {
        assert.ok(tries < 1000, 'never answered')
        const { inMs } = await intake.takeIn()
        await delay(Math.min(inMs, 5))
      }
      return answered[0]!
    },
    setNow: (ms) => (nowMs = ms),
    waited: () => waited,
  }
}

type SpanJson = { readonly [field: string]: unknown }

function spanOf(number: number, more: SpanJson = {}): SpanJson {
  return {
    traceId: TRACE,
    spanId: number.toString(16).padStart(16, '0'),
    name: `span ${number}`,
    kind: 2,
    startTimeUnixNano: `${NOW_MS}000000`,
    endTimeUnixNano: `${NOW_MS + 5}000000`,
    ...more,
  }
}

function requestOf(spans: readonly SpanJson[], repository: string | null = ATLAS): OtlpRequest {
  const attributes =
    repository === null ? [] : [{ key: 'wakelore.repository.id', value: { stringValue: repository } }]
  return jsonRequest({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] })
}

function jsonRequest(body: unknown): OtlpRequest {
  return { signal: 'traces', encoding: 'json', bytes: Buffer.from(JSON.stringify(body)) }
}

const STORED: OtlpOutcome = { kind: 'stored', rejected: 0, message: '' }

test('whoever is told that it is stored finds it in the log, once, however often it was sent', async () => {
  const world = await makeWorld()
  assert.deepEqual(await world.send(requestOf([spanOf(1), spanOf(2)])), STORED)
  assert.deepEqual(
    (await world.stored()).map(({ spanId, kind, repository }) => [kind, spanId, repository]),
    [
      ['otel.span', '0000000000000001', ATLAS],
      ['otel.span', '0000000000000002', ATLAS],
    ],
  )
  // The answer got lost, and a part of it comes with something new; or twice in one.
  assert.deepEqual(await world.send(requestOf([spanOf(2), spanOf(3), spanOf(3)])), STORED)
  assert.equal((await world.stored()).length, 3)
  assert.equal(world.waited(), 2)
  assert.deepEqual(await world.intake.takeIn(), { events: 0, inMs: Infinity })
})

test('requests that wait are stored together, each with its own answer', async () => {
  const world = await makeWorld()
  const answers = [
    requestOf([spanOf(1)]),
    { signal: 'traces', encoding: 'protobuf', bytes: Buffer.from('not at all') } as const,
    requestOf([spanOf(2, { traceId: '00' })]),
    requestOf([spanOf(3)]),
    jsonRequest({}),
  ].map((request) => world.intake.take(request))
  assert.equal(world.waited(), 1)
  await world.intake.takeIn()
  const [good, malformed, partial, last, empty] = await Promise.all(answers)
  assert.deepEqual([good, last, empty], [STORED, STORED, STORED])
  assert.equal(malformed!.kind, 'malformed')
  assert.ok(partial!.kind === 'stored' && partial!.rejected === 1)
  assert.match(partial!.message, /^1 without a trace id/)
  assert.equal((await world.stored()).length, 2)
})

test('what any clock says is kept, and so are the ends of 64 bits', async () => {
  const world = await makeWorld()
  const most = '18446744073709551615'
  const spans = [
    spanOf(1, { startTimeUnixNano: '4102444800000000000', endTimeUnixNano: '4102444801000000000' }),
    spanOf(2, { startTimeUnixNano: '0', endTimeUnixNano: most }),
    spanOf(3, { startTimeUnixNano: most, endTimeUnixNano: '0' }),
    spanOf(4, {
      attributes: [
        { key: 'least', value: { intValue: '-9223372036854775808' } },
        { key: 'text', value: { stringValue: '\u0000\ud800' } },
      ],
    }),
  ]
  assert.deepEqual(await world.send(requestOf(spans)), STORED)
  const stored = await world.stored()
  assert.deepEqual(
    stored.map(({ occurredAt }) => Number.isFinite(occurredAt)),
    [true, true, true, true],
  )
  assert.equal(stored[0]!.occurredAt, 4_102_444_800_000)
  assert.equal(stored[3]!.attributes['least~int'], '-9223372036854775808')
})

test('what belongs nowhere is kept apart, for its days and no longer, and each once', async () => {
  const world = await makeWorld()
  assert.deepEqual(await world.send(requestOf([spanOf(1)], null)), STORED)
  assert.deepEqual(await world.send(requestOf([spanOf(1), spanOf(2)], null)), STORED)
  assert.deepEqual(await world.stored(), [])
  assert.deepEqual(
    (await world.apart()).map(({ spanId, repository }) => [spanId, repository]),
    [
      ['0000000000000001', UNATTRIBUTED],
      ['0000000000000002', UNATTRIBUTED],
    ],
  )
  const directory = join(world.dataDir, 'unattributed')
  assert.deepEqual(readdirSync(directory), ['2026-11-25'])
  world.setNow(NOW_MS + 7 * 86_400_000)
  await world.send(requestOf([spanOf(3)], null))
  assert.deepEqual(readdirSync(directory).sort(), ['2026-11-25', '2026-12-02'])
  assert.equal((await world.apart()).length, 3)
  world.setNow(NOW_MS + 8 * 86_400_000)
  await world.send(requestOf([spanOf(4)], null))
  assert.deepEqual(readdirSync(directory).sort(), ['2026-12-02', '2026-12-03'])
  const status = await unattributedStatus(
    { dataDir: world.dataDir, configDir: world.configDir },
    async () => world.store.keyring.dataKey,
  )
  assert.deepEqual(status, { events: 2, days: 2, keptDays: 7 })
})

test('where its owner wants none of it, it is refused with the way to allow it, and what was kept goes', async () => {
  const world = await makeWorld()
  await world.send(requestOf([spanOf(1)], null))
  const config = { version: 1, repositories: [], otlp: { unattributedDays: 0 } }
  writeFileSync(join(world.configDir, 'config.json'), JSON.stringify(config))
  const body = {
    resourceSpans: [
      { scopeSpans: [{ spans: [spanOf(2), spanOf(3)] }] },
      {
        resource: { attributes: [{ key: 'wakelore.repository.id', value: { stringValue: ATLAS } }] },
        scopeSpans: [{ spans: [spanOf(4)] }],
      },
    ],
  }
  const outcome = await world.send(jsonRequest(body))
  assert.ok(outcome.kind === 'stored')
  assert.equal(outcome.rejected, 2)
  assert.match(outcome.message, /wakelore env.*"unattributedDays": 7/)
  assert.deepEqual(
    (await world.stored()).map(({ spanId }) => spanId),
    ['0000000000000004'],
  )
})

test('what was exported from here and sent back is acknowledged, and neither stored nor kept apart', async () => {
  const world = await makeWorld({ detail: 'counts' })
  const from = (repository: string) => ({
    attributes: [{ key: 'wakelore.event.repository', value: { stringValue: repository } }],
  })
  const spans = [spanOf(1, from(ATLAS)), spanOf(2, from(OTHER)), spanOf(3, from('c'.repeat(32))), spanOf(4)]
  for (const repository of [ATLAS, null]) {
    assert.deepEqual(await world.send(requestOf(spans, repository)), STORED)
  }
  for (const events of [await world.stored(), await world.apart()]) {
    assert.deepEqual(
      events.map(({ spanId }) => Number(spanId)),
      [3, 4],
    )
  }
})

test('where nobody can be asked whose it is, senders are told at once to come again', async () => {
  let isDamaged = true
  const damaged = new Fault('VAULT_CONFIG_DAMAGED', { retry: 'after-repair', help: 'Repair it.' }, 'no JSON')
  const world = await makeWorld({
    repositories: () => (isDamaged ? Promise.reject(damaged) : Promise.resolve(new Set())),
  })
  const answers = [1, 2].map((number) => world.intake.take(requestOf([spanOf(number)])))
  assert.equal((await world.intake.takeIn()).fault, damaged)
  for (const outcome of await Promise.all(answers)) assert.equal(outcome.kind, 'unavailable')
  isDamaged = false
  await world.intake.takeIn()
  assert.deepEqual(await world.send(requestOf([spanOf(1), spanOf(2)])), STORED)
  assert.equal((await world.stored()).length, 2)
})

test('a repository whose telemetry its owner ended keeps none', async () => {
  const world = await makeWorld()
  // Allowed when it was looked up, and off when it came to the gate.
  const outcome = await world.send(requestOf([spanOf(1)], OTHER))
  assert.ok(outcome.kind === 'stored' && outcome.rejected === 1)
  assert.deepEqual([await world.stored(), await world.apart()], [[], []])
})

test('a span bears the session of the work that it fell into, and begins none', async () => {
  const session = { id: 'c'.repeat(32), startedAtMs: NOW_MS - 60_000, lastAtMs: NOW_MS, commands: 1 }
  const world = await makeWorld({ sessions: { [ATLAS]: [{ ...session, isEnded: false }] } })
  const long = `${NOW_MS - 10 * 3_600_000}000000`
  await world.send(requestOf([spanOf(1), spanOf(2, { startTimeUnixNano: long })]))
  assert.deepEqual(
    (await world.stored()).map(({ session }) => session),
    [session.id, undefined],
  )
  const ended = await makeWorld({ sessions: { [ATLAS]: [{ ...session, isEnded: true }] } })
  await ended.send(requestOf([spanOf(1)]))
  assert.deepEqual(
    (await ended.stored()).map(({ kind, session }) => [kind, session]),
    [['otel.span', undefined]],
  )
})

test('while others write it waits, and stores when they have; who waits too long is told to come again', async () => {
  const world = await makeWorld({ patienceMs: 8000 })
  mkdirSync(join(world.dataDir, 'log'))
  const lock = await acquireWriterLock(join(world.dataDir, 'log'), 0)
  const waiting = world.intake.take(requestOf([spanOf(1)]))
  const busy = await world.intake.takeIn()
  assert.equal(busy.fault?.code, 'LOG_BUSY')
  lock.release()
  await world.intake.takeIn()
  assert.deepEqual(await waiting, STORED)

  const impatient = await makeWorld({ patienceMs: 50 })
  mkdirSync(join(impatient.dataDir, 'log'))
  const held = await acquireWriterLock(join(impatient.dataDir, 'log'), 0)
  const answered = impatient.intake.take(requestOf([spanOf(1)]))
  await impatient.intake.takeIn()
  const outcome = await answered
  assert.equal(outcome.kind, 'unavailable')
  held.release()
  // Nobody waits for it any more.
  assert.deepEqual(await impatient.intake.takeIn(), { events: 0, inMs: Infinity })
  // As a sender does; a slow machine may take more than one time.
  let last: OtlpOutcome
  let tries = 0
  do last = await impatient.send(requestOf([spanOf(1)]))
  while (last.kind === 'unavailable' && ++tries < 200)
  assert.deepEqual(last, STORED)
  assert.equal((await impatient.stored()).length, 1)
})

test('a store that cannot be written is told to all at once, and tried again by whoever comes next', async () => {
  let isFull = true
  const full = new Fault('LOG_DISK_FULL', { retry: 'after-repair', help: 'Make room.' }, 'no space left')
  const world = await makeWorld({
    wrap: (store) => ({
      ...store,
      append: (events) => (isFull ? Promise.reject(full) : store.append(events)),
    }),
  })
  const answers = [1, 2].map((number) => world.intake.take(requestOf([spanOf(number)])))
  const taken = await world.intake.takeIn()
  assert.equal(taken.fault, full)
  for (const outcome of await Promise.all(answers)) {
    assert.ok(outcome.kind === 'unavailable' && outcome.retryAfterMs > 0)
    assert.match(outcome.message, /LOG_DISK_FULL/)
  }
  // Without waiting for anything.
  assert.equal((await world.intake.take(requestOf([spanOf(3)]))).kind, 'unavailable')
  isFull = false
  await world.intake.takeIn()
  assert.deepEqual(await world.send(requestOf([spanOf(1), spanOf(2), spanOf(3)])), STORED)
  assert.equal((await world.stored()).length, 3)
})

test('others can write between the parts of a large request', async () => {
  const world = await makeWorld({ holdMs: 0 })
  const spans = Array.from({ length: 9000 }, (_, index) => spanOf(index + 1))
  const answered = world.intake.take(requestOf(spans))
  let isTaken = false
  const taking = world.intake.takeIn().then((taken) => {
    isTaken = true
    return taken
  })
  while ((await world.stored()).length === 0) await delay(1)
  const lock = await acquireWriterLock(join(world.dataDir, 'log'), 5000)
  assert.equal(isTaken, false)
  lock.release()
  assert.deepEqual([await answered, (await taking).events], [STORED, 9000])
  assert.equal((await world.stored()).length, 9000)
})

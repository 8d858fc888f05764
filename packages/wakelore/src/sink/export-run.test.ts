import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as timeout } from 'node:timers/promises'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { openReceiver, type Answer, type Receiver } from '@wakelore/server/transport/otlp-receiver.fixture'
import { eventId, OWN_REPOSITORY, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { MetricsData } from '@wakelore/telemetry/otlp/message'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import type { DetailLevel } from '@wakelore/vault/gate'
import { makeLeastData } from '@wakelore/vault/least-data'
import type { Sink } from '@wakelore/vault/sink'
import type { SinkCursor } from './cursor.ts'
import { shortText, type SinkHeaders } from './delivery.ts'
import { openGrpcConnection } from './delivery/grpc.ts'
import { openHttpConnection } from './delivery/http.ts'
import { runExport, type ExportReport, type ExportRunOptions } from './export-run.ts'
import {
  ATLAS,
  BOREAS,
  openStoredLog,
  storedCommands,
  STORED_AT_MS,
  type StoredLog,
} from './stored-log.fixture.ts'

const NOW_MS = STORED_AT_MS + 3_600_000
const PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'] as const
/** Nothing that should be over takes longer. */
const AT_MOST_MS = 20_000

type Run = ExportReport & {
  readonly cursor: SinkCursor
  readonly notices: string[]
  readonly pausesMs: number[]
  /** In order, as they were saved. */
  readonly saved: SinkCursor[]
}

type RunOptions = {
  readonly sink?: Partial<Sink>
  readonly cursor?: SinkCursor
  readonly headers?: SinkHeaders
  readonly level?: Exclude<DetailLevel, 'off'>
  readonly signal?: AbortSignal
  readonly change?: Partial<ExportRunOptions>
}

async function run(log: StoredLog, receiver: Receiver, options: RunOptions = {}): Promise<Run> {
  const sink: Sink = {
    name: 'test',
    endpoint: receiver.endpoint,
    protocol: 'http/protobuf',
    compression: 'gzip',
    detail: 'full',
    repositories: 'all',
    ownEvents: false,
    insecure: false,
    createdAt: '2026-06-01T00:00:00.000Z',
    ...options.sink,
  }
  const leastData = makeLeastData({ privacyOf: privacyClassOf, digest: (text) => `digest-of-${text.length}` })
  const [notices, pausesMs, saved]: [string[], number[], SinkCursor[]] = [[], [], []]
  const connection =
    sink.protocol === 'grpc'
      ? openGrpcConnection(sink, options.headers ?? {})
      : openHttpConnection(sink, options.headers ?? {}, () => NOW_MS)
  try {
    const report = await runExport({
      log: log.reader,
      sink,
      connection,
      cursor: options.cursor ?? {},
      isStanding: async () => true,
      saveCursor: async (cursor) => void saved.push(cursor),
      reduce: (event) => leastData(event, sink.detail),
      clock: { nowMs: () => NOW_MS },
      random: () => 0.5,
      delay: async (ms, signal) => {
        pausesMs.push(ms)
        signal.throwIfAborted()
      },
      signal: options.signal ?? AbortSignal.timeout(AT_MOST_MS),
      onNotice: (text) => void notices.push(text),
      ...options.change,
    })
    return { ...report, cursor: saved.at(-1) ?? options.cursor ?? {}, notices, pausesMs, saved }
  } finally {
    connection.close()
  }
}

const msOf = (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n)
const idsOf = (events: readonly DevelopmentEvent[]): string[] => events.map(eventId)
const count = (answers: readonly (Answer | undefined)[]) => (request: number) => answers[request - 1]
const receiverOf = (protocol: Sink['protocol'], answer?: Parameters<typeof openReceiver>[0]['answer']) =>
  openReceiver({
    protocol: protocol === 'grpc' ? 'grpc' : 'http',
    ...(answer === undefined ? {} : { answer }),
  })

for (const protocol of PROTOCOLS) {
  for (const compression of ['gzip', 'none'] as const) {
    test(`by ${protocol}, ${compression}, what is stored arrives as it is, and once`, async () => {
      await using log = await openStoredLog()
      const commands = storedCommands(0, 700)
      const commits = storedCommands(0, 5, { kind: 'vcs.commit', source: 'git-history', repository: BOREAS })
      await log.write([commands, commits])
      await using receiver = await receiverOf(protocol)
      const first = await run(log, receiver, {
        sink: { protocol, compression },
        headers: { 'x-token': 'open sesame' },
      })
      assert.equal(first.fault, undefined)
      assert.equal(first.events, 705)
      assert.deepEqual(receiver.events(), [...commands, ...commits])
      assert.ok(receiver.received.every(({ headers }) => headers['x-token'] === 'open sesame'))
      const again = await run(log, receiver, { sink: { protocol, compression }, cursor: first.cursor })
      assert.equal(again.events, 0)
      assert.equal(receiver.eventIds().length, 705)
    })
  }

  test(`by ${protocol}, what can pass is tried again, and waited for as the sink says`, async () => {
    await using log = await openStoredLog()
    const events = storedCommands(0, 3)
    await log.write([events])
    const answers: (Answer | undefined)[] =
      protocol === 'grpc'
        ? [
            { kind: 'grpc', code: 14, retryAfterMs: 7000, message: 'später' },
            { kind: 'grpc', code: 8, retryAfterMs: 9000 },
            { kind: 'grpc', code: 4 },
          ]
        : [
            { kind: 'http', status: 503, headers: { 'retry-after': '7' } },
            {
              kind: 'http',
              status: 429,
              headers: { 'retry-after': new Date(NOW_MS + 9000).toUTCString() },
            },
            { kind: 'http', status: 502 },
          ]
    await using receiver = await receiverOf(protocol, count(answers))
    const { fault, pausesMs, faults, notices } = await run(log, receiver, { sink: { protocol } })
    assert.equal(fault, undefined)
    assert.deepEqual(receiver.events(), events)
    assert.deepEqual(pausesMs, [7000, 9000, 3000])
    assert.deepEqual(
      Object.fromEntries(faults),
      protocol === 'grpc' ? { GRPC_14: 1, GRPC_8: 1, GRPC_4: 1 } : { HTTP_503: 1, HTTP_429: 1, HTTP_502: 1 },
    )
    assert.equal(notices.length, 1, notices.join('\n'))
  })

  test(`by ${protocol}, a connection that is cut costs nothing but the same again`, async () => {
    await using log = await openStoredLog()
    const events = storedCommands(0, 3)
    await log.write([events])
    await using receiver = await receiverOf(
      protocol,
      count([
        { kind: 'reset', when: 'mid-body' },
        { kind: 'reset', when: 'before-answer' },
        { kind: 'slow', ms: 50 },
      ]),
    )
    const { fault, faults } = await run(log, receiver, { sink: { protocol } })
    assert.equal(fault, undefined)
    assert.equal(
      [...faults.values()].reduce((sum, times) => sum + times, 0),
      2,
    )
    assert.deepEqual(new Set(receiver.eventIds()), new Set(idsOf(events)))
    assert.equal(receiver.eventIds().length, 6)
  })

  test(`by ${protocol}, what is refused for good is counted and passed over, and partial success told`, async () => {
    await using log = await openStoredLog()
    await log.write([storedCommands(0, 3, { traceId: 'none', kind: 'vcs.note' }), storedCommands(3, 2)])
    await using receiver = await receiverOf(protocol, (_, signal) =>
      signal === 'logs'
        ? protocol === 'grpc'
          ? { kind: 'grpc', code: 3, message: 'too odd' }
          : { kind: 'http', status: 400, headers: { 'content-type': 'text/plain' }, body: 'too odd' }
        : signal === 'traces'
          ? { kind: 'partial', rejected: 1n, message: 'one was too old' }
          : undefined,
    )
    const outcome = await run(log, receiver, { sink: { protocol } })
    assert.equal(outcome.fault, undefined)
    assert.deepEqual([outcome.events, outcome.refused], [5, 4])
    assert.equal(outcome.cursor.place?.id, eventId(storedCommands(4, 1)[0]!))
    assert.match(outcome.notices.join('\n'), /too odd/)
    assert.match(outcome.notices.join('\n'), /one was too old/)
  })

  test(`by ${protocol}, a sink that takes one signal alone is sent that, whatever comes first`, async () => {
    await using log = await openStoredLog()
    const notes = storedCommands(0, 3, { kind: 'vcs.note', source: 'git-history' })
    const commands = storedCommands(3, 600)
    await log.write([notes, commands, storedCommands(603, 600, { kind: 'vcs.note', source: 'git-history' })])
    await using receiver = await receiverOf(protocol, (_, signal) =>
      signal === 'traces'
        ? undefined
        : protocol === 'grpc'
          ? { kind: 'grpc', code: 12 }
          : { kind: 'http', status: 404 },
    )
    for (const from of [undefined, 3] as const) {
      const late = from === undefined ? {} : { cursor: { sinceMs: STORED_AT_MS + from * 1000 } }
      const before = receiver.eventIds().length
      const { fault, events, refused, faults, notices } = await run(log, receiver, {
        sink: { protocol },
        ...late,
      })
      assert.equal(fault, undefined)
      assert.equal(events, from === undefined ? 1203 : 1200)
      assert.deepEqual(receiver.eventIds().slice(before), idsOf(commands))
      // Each signal is tried once, and computed metrics come in every batch that has commands.
      assert.deepEqual([...faults.values()], [2])
      assert.ok(refused >= (from === undefined ? 603 : 600))
      assert.equal(notices.filter((text) => text.includes('takes no')).length, 2, notices.join())
    }
  })

  test(`by ${protocol}, where we may not send the run ends, and everything waits`, async () => {
    await using log = await openStoredLog()
    await log.write([storedCommands(0, 3)])
    await using receiver = await receiverOf(protocol, () =>
      protocol === 'grpc' ? { kind: 'grpc', code: 16 } : { kind: 'http', status: 401 },
    )
    const { fault, cursor, events } = await run(log, receiver, { sink: { protocol } })
    assert.ok(isFault(fault, 'SINK_DENIED'))
    assert.equal(events, 0)
    assert.equal(cursor.place, undefined)
    assert.equal(cursor.lastFault?.code, 'SINK_DENIED')
    assert.equal(receiver.requests(), 1)
  })

  test(`by ${protocol}, nothing above the sink's level reaches the wire`, async () => {
    await using log = await openStoredLog()
    await log.write([storedCommands(0, 20)])
    const words = { name: ['zephyr-branch', 'marigold-shell'], text: ['quagmire'] }
    for (const [detail, absent, present] of [
      ['counts', [...words.name, ...words.text, 'command/'], []],
      ['names', words.text, words.name],
      ['full', [], [...words.name, ...words.text]],
    ] as const) {
      await using receiver = await receiverOf(protocol)
      await run(log, receiver, { sink: { protocol, detail } })
      const wire = Buffer.concat(receiver.received.map(({ body }) => body)).toString('latin1')
      for (const word of absent) assert.ok(!wire.includes(word), `${word} at ${detail}`)
      for (const word of present) assert.ok(wire.includes(word), `${word} at ${detail}`)
      assert.equal(receiver.events().length, 20)
    }
  })
}

test('what is too large for a request goes in smaller ones, down to a single event', async () => {
  await using log = await openStoredLog()
  const events = storedCommands(0, 16)
  await log.write([events])
  for (const protocol of ['http/protobuf', 'grpc'] as const) {
    let requests = 0
    await using receiver = await receiverOf(protocol, () =>
      ++requests <= 3
        ? protocol === 'grpc'
          ? { kind: 'grpc', code: 8, message: 'larger than max' }
          : { kind: 'http', status: 413 }
        : undefined,
    )
    const { fault, refused } = await run(log, receiver, { sink: { protocol } })
    assert.equal(fault, undefined)
    assert.equal(refused, 0)
    assert.deepEqual(receiver.events(), events)
  }
  await using narrow = await receiverOf('http/protobuf', (_, signal) =>
    signal === 'traces' ? { kind: 'http', status: 413 } : undefined,
  )
  const one = await openStoredLog()
  await one.write([storedCommands(0, 1)])
  const { refused, faults } = await run(one, narrow)
  await one[Symbol.asyncDispose]()
  assert.equal(refused, 1)
  assert.equal(faults.get('HTTP_413'), 1)
})

test('large events are sent in requests that receivers take', async () => {
  await using log = await openStoredLog()
  const paths = Array.from({ length: 4000 }, (_, n) => `src/${'deep/'.repeat(40)}${n}.ts`)
  const events = storedCommands(0, 12, {
    kind: 'vcs.commit',
    attributes: { 'vcs.commit.files.path': paths },
  })
  await log.write([events])
  await using receiver = await receiverOf('http/protobuf')
  await run(log, receiver)
  assert.deepEqual(receiver.events(), events)
  assert.ok(receiver.received.length > 2)
  assert.ok(receiver.received.every(({ body }) => body.byteLength < 4_194_304))
})

test('only chosen repositories, only since, and never what wakelore says of itself unless asked', async () => {
  await using log = await openStoredLog()
  const atlas = storedCommands(0, 4)
  const boreas = storedCommands(4, 4, { repository: BOREAS })
  const own = storedCommands(8, 1, {
    kind: 'wakelore.daemon.report',
    source: 'wakelore',
    repository: OWN_REPOSITORY,
  })
  const consent = storedCommands(9, 1, { kind: 'wakelore.consent.grant', source: 'wakelore' })
  await log.write([[...atlas, ...boreas, ...own, ...consent]])
  const arrivedAt = async (options: RunOptions): Promise<string[]> => {
    await using receiver = await receiverOf('http/protobuf')
    const { cursor } = await run(log, receiver, options)
    assert.equal(cursor.place?.id, eventId(consent[0]!))
    return receiver.events().map(({ key }) => key)
  }
  const keys = (events: readonly DevelopmentEvent[]): string[] => events.map(({ key }) => key)
  assert.deepEqual(await arrivedAt({}), keys([...atlas, ...boreas]))
  assert.deepEqual(await arrivedAt({ sink: { repositories: [BOREAS] } }), keys(boreas))
  assert.deepEqual(await arrivedAt({ sink: { repositories: [] } }), [])
  assert.deepEqual(
    new Set(await arrivedAt({ sink: { ownEvents: true, repositories: [ATLAS] } })),
    new Set(keys([...atlas, ...own, ...consent])),
  )
  assert.deepEqual(await arrivedAt({ cursor: { sinceMs: STORED_AT_MS + 6000 } }), keys(boreas.slice(2)))
})

test('what an export of ours brought back is not sent again', async () => {
  await using log = await openStoredLog()
  const sent = storedCommands(0, 2, { source: 'otlp', kind: 'otel.log' })
  const returned = storedCommands(2, 2, {
    source: 'otlp',
    kind: 'otel.log',
    attributes: { 'wakelore.event.repository': ATLAS },
  })
  await log.write([[...sent, ...returned]])
  await using receiver = await receiverOf('http/protobuf')
  const { events, cursor } = await run(log, receiver)
  assert.equal(events, 2)
  assert.deepEqual(receiver.eventIds(), idsOf(sent))
  assert.equal(cursor.place?.id, eventId(returned[1]!))
})

test('nobody there: a run gives up at once, and one that follows waits', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 3)])
  const gone = await receiverOf('http/protobuf')
  await gone[Symbol.asyncDispose]()
  for (const protocol of ['http/protobuf', 'grpc'] as const) {
    const { fault, pausesMs } = await run(log, gone, { sink: { protocol } })
    assert.ok(isFault(fault, 'SINK_UNREACHABLE'))
    assert.match(fault.message, /ECONNREFUSED/)
    assert.deepEqual(pausesMs, [])
  }
  const stop = new AbortController()
  const pausesMs: number[] = []
  const followed = await run(log, gone, {
    signal: stop.signal,
    change: {
      waitForMore: () => assert.fail('nothing was sent'),
      delay: async (ms) => {
        if (pausesMs.push(ms) === 8) stop.abort()
        stop.signal.throwIfAborted()
      },
    },
  })
  assert.equal(followed.fault, undefined)
  assert.deepEqual(
    pausesMs,
    [1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 0.75 * MS_PER_SECOND),
  )
})

test('a sink that wants to be left alone for longer than anybody waits ends the run, and nothing is lost', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 3)])
  await using receiver = await receiverOf(
    'http/protobuf',
    count([{ kind: 'http', status: 503, headers: { 'retry-after': '600' } }]),
  )
  const first = await run(log, receiver)
  assert.ok(isFault(first.fault, 'SINK_UNREACHABLE'))
  assert.equal(first.fault.fields['retryAfterMs'], 600_000)
  const second = await run(log, receiver, { cursor: first.cursor })
  assert.equal(second.fault, undefined)
  assert.equal(second.cursor.lastFault, undefined)
  assert.deepEqual(receiver.eventIds(), idsOf(storedCommands(0, 3)))
})

test('a sink that refuses whatever it is sent is not given the rest of the log', async () => {
  await using log = await openStoredLog()
  await log.write(Array.from({ length: 10 }, (_, n) => storedCommands(n * 512, 512)))
  await using receiver = await receiverOf('http/protobuf', () => ({ kind: 'http', status: 400 }))
  const { fault, cursor } = await run(log, receiver)
  assert.ok(isFault(fault, 'SINK_REFUSES'))
  assert.equal(receiver.requests(), 8)
  assert.ok(cursor.place !== undefined)
})

test('a web page, a redirect and a missing path are no sink', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 3)])
  await using elsewhere = await receiverOf('http/protobuf')
  for (const answer of [
    { kind: 'http', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Welcome' },
    { kind: 'http', status: 307, headers: { location: `${elsewhere.endpoint}/v1/traces` } },
    { kind: 'http', status: 404 },
  ] as const) {
    await using receiver = await receiverOf('http/protobuf', () => answer)
    const { fault, cursor } = await run(log, receiver)
    assert.ok(isFault(fault, 'SINK_DENIED'))
    assert.equal(cursor.place, undefined)
  }
  assert.equal(elsewhere.requests(), 0)
})

test('an endpoint with a path has the signals below it', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 1)])
  await using receiver = await receiverOf('http/protobuf')
  const { fault } = await run(log, receiver, { sink: { endpoint: `${receiver.endpoint}/tenant` } })
  assert.ok(isFault(fault, 'SINK_DENIED'))
  assert.match(fault.message, /404/)
})

test('following, what comes is sent as it comes, until it is told to end', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 2)])
  await using receiver = await receiverOf('http/protobuf')
  const stop = new AbortController()
  let rounds = 0
  const { events, fault } = await run(log, receiver, {
    signal: stop.signal,
    change: {
      waitForMore: async () => {
        rounds++
        if (rounds < 4) await log.write([storedCommands(rounds * 2, 2)])
        if (rounds === 3) assert.equal(await log.compact(), true)
        if (rounds === 4) stop.abort()
      },
    },
  })
  assert.equal(fault, undefined)
  assert.equal(events, 8)
  assert.deepEqual(receiver.eventIds(), idsOf(storedCommands(0, 8)))
})

test('a sink that is removed while an export runs is sent nothing more', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 512), storedCommands(512, 512)])
  await using receiver = await receiverOf('http/protobuf')
  const { fault, events, saved } = await run(log, receiver, {
    change: { isStanding: async () => receiver.requests() === 0 },
  })
  assert.ok(isFault(fault, 'SINK_CHANGED'))
  assert.equal(events, 512)
  assert.equal(receiver.eventIds().length, 512)
  assert.equal(saved.length, 1)
})

test('times and durations that OTLP has no numbers for stop no export, and are in no histogram', async () => {
  await using log = await openStoredLog()
  const [usual] = storedCommands(0, 1)
  const lasting = (n: number, durationUs: number): DevelopmentEvent => {
    const [command] = storedCommands(n, 1)
    return { ...command!, attributes: { ...command!.attributes, 'process.duration_us': durationUs } }
  }
  const odd = [
    ...storedCommands(1, 1, { occurredAt: 8_640_000_000_000_000 }),
    ...storedCommands(2, 1, { occurredAt: -1 }),
    lasting(3, Number.NaN),
    lasting(4, Infinity),
    lasting(5, -1),
    lasting(6, Number.MAX_SAFE_INTEGER),
  ]
  await log.write([[usual!, ...odd]])
  await using receiver = await receiverOf('http/protobuf')
  const { fault, events } = await run(log, receiver)
  assert.deepEqual([fault, events], [undefined, 7])
  const { resourceMetrics } = receiver.received.find(({ signal }) => signal === 'metrics')!
    .message as MetricsData
  const points = resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.histogram!.dataPoints
  assert.equal(
    points.reduce((sum, { count }) => sum + count, 0n),
    2n,
  )
})

test('what somebody else says of a failure is shown without what a terminal obeys', () => {
  assert.equal(shortText('no\n\u001b[2Jroom \u202e\u0007left'), 'no [2Jroom left')
})

test('told to end, a run lets what is on its way arrive, and sends nothing more', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 512), storedCommands(512, 512)])
  const stop = new AbortController()
  await using receiver = await receiverOf('http/protobuf', () => {
    stop.abort()
    return { kind: 'slow', ms: 20 }
  })
  const { events, cursor, fault } = await run(log, receiver, { signal: stop.signal })
  assert.equal(fault, undefined)
  assert.equal(events, 512)
  assert.equal(cursor.place?.id, eventId(storedCommands(511, 1)[0]!))
  assert.equal(receiver.eventIds().length, 512)
  await timeout(0)
})

test('durations go as histograms, by operation and error, of what the level lets through', async () => {
  await using log = await openStoredLog()
  const run1 = storedCommands(4, 1, {
    kind: 'command.run',
    source: 'run',
    attributes: { 'process.duration_us': 90_000_000, 'command.class': 'test', 'error.type': 'exit_1' },
  })
  await log.write([[...storedCommands(0, 4), ...run1]])
  await using receiver = await receiverOf('http/protobuf')
  await run(log, receiver, { sink: { detail: 'counts' } })
  const metrics = receiver.received
    .filter(({ signal }) => signal === 'metrics')
    .flatMap(({ message }) => (message as MetricsData).resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
  assert.deepEqual(
    metrics.map(({ name, unit, histogram }) => ({
      name,
      unit,
      temporality: histogram!.aggregationTemporality,
      points: histogram!.dataPoints.map((point) => ({
        attributes: point.attributes.map(({ value }) => value),
        count: point.count,
        sumUs: Math.round(point.sum! * 1e6),
        extremes: [point.min, point.max],
        filled: point.bucketCounts.flatMap((n, bucket) => (n > 0n ? [[bucket, n]] : [])),
        fromMs: msOf(point.startTimeUnixNano) - STORED_AT_MS,
        untilMs: msOf(point.timeUnixNano) - STORED_AT_MS,
      })),
    })),
    [
      {
        name: 'git.command.duration',
        unit: 's',
        temporality: 1,
        points: [
          {
            attributes: [ATLAS, 'status'],
            count: 2n,
            sumUs: 3002,
            extremes: [0.0015, 0.001502],
            filled: [[0, 2n]],
            fromMs: 0,
            untilMs: 2001,
          },
          {
            attributes: [ATLAS, 'commit'],
            count: 2n,
            sumUs: 3004,
            extremes: [0.001501, 0.001503],
            filled: [[0, 2n]],
            fromMs: 1000,
            untilMs: 3001,
          },
        ],
      },
      {
        name: 'command.run.duration',
        unit: 's',
        temporality: 1,
        points: [
          {
            attributes: [ATLAS, 'test', 'exit_1'],
            count: 1n,
            sumUs: 90_000_000,
            extremes: [90, 90],
            filled: [[16, 1n]],
            fromMs: 4000,
            untilMs: 94_000,
          },
        ],
      },
    ],
  )
})

/** What goes out, and when, on a virtual clock; what it is, by the codec's reader. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import fc from 'fast-check'
import manifest from '../../package.json' with { type: 'json' }
import { parseTracestate } from '../context/trace-state.ts'
import { readJson } from '../otlp/json.ts'
import type { AnyValue, KeyValue, LogRecord, LogsData, Span, TracesData } from '../otlp/message.ts'
import type { DropReason } from './export-queue.ts'
import { makeTelemetry, SDK_VERSION, type Telemetry, type TelemetryOptions } from './make-telemetry.ts'
import {
  makeVirtualOutside,
  STARTED_AT_MS,
  type Answer,
  type SentRequest,
  type VirtualOutside,
} from './virtual-outside.fixture.ts'

type Started = Telemetry & { readonly outside: VirtualOutside }

function start(options: TelemetryOptions = {}, answer?: Answer): Started {
  const outside = makeVirtualOutside(answer)
  return { ...makeTelemetry({ endpoint: 'http://127.0.0.1:4318', ...options }, outside), outside }
}

function tracesOf({ text }: SentRequest): TracesData {
  const reading = readJson('traces', Buffer.from(text))
  if (reading.kind !== 'read') assert.fail(`${reading.reason}: ${text}`)
  return reading.message
}

function logsOf({ text }: SentRequest): LogsData {
  const reading = readJson('logs', Buffer.from(text))
  if (reading.kind !== 'read') assert.fail(`${reading.reason}: ${text}`)
  return reading.message
}

function spansOf(outside: VirtualOutside): Span[] {
  return outside.sent
    .filter(({ url }) => url.endsWith('/v1/traces'))
    .flatMap((request) => tracesOf(request).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
}

function recordsOf(outside: VirtualOutside): LogRecord[] {
  return outside.sent
    .filter(({ url }) => url.endsWith('/v1/logs'))
    .flatMap((request) => logsOf(request).resourceLogs)
    .flatMap(({ scopeLogs }) => scopeLogs)
    .flatMap(({ logRecords }) => logRecords)
}

function plain(attributes: readonly KeyValue[]): Record<string, AnyValue> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]))
}

function dropped(counts: {
  readonly dropped: Readonly<Record<DropReason, number>>
}): Partial<Record<DropReason, number>> {
  return Object.fromEntries(Object.entries(counts.dropped).filter(([, count]) => count > 0))
}

test('the version is that of the package', () => {
  assert.equal(SDK_VERSION, manifest.version)
})

test('everything that is said of a span arrives', async () => {
  const { tracer, outside } = start({ resource: { 'service.name': 'shop', 'telemetry.sdk.name': 'mine' } })
  const linked = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), traceFlags: 1, isRemote: true }
  const span = tracer.startSpan('before', {
    kind: SpanKind.CLIENT,
    attributes: { a: 1, gone: null, twice: 'first' },
    links: [{ context: linked, attributes: { why: 'because' } }],
  })
  span
    .updateName('after')
    .setAttribute('twice', 'second')
    .setAttributes({ b: [true, 'x'] })
  await outside.advance(250)
  span.addEvent('cache.miss', { key: 'k' }).addEvent('later', new Date(STARTED_AT_MS + 7))
  span.recordException(Object.assign(new TypeError('broken'), { stack: 'TypeError: broken' }))
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'lost' })
  span.end()
  span
    .setAttribute('late', 1)
    .addEvent('late')
    .updateName('late')
    .setStatus({ code: SpanStatusCode.OK })
    .end()
  await outside.advance(1000)

  assert.equal(outside.sent.length, 1)
  const [request] = outside.sent
  assert.equal(request!.url, 'http://127.0.0.1:4318/v1/traces')
  assert.equal(request!.headers['content-type'], 'application/json')
  const [{ resource, scopeSpans }] = tracesOf(request!).resourceSpans as [TracesData['resourceSpans'][number]]
  assert.deepEqual(plain(resource.attributes), {
    'service.name': 'shop',
    'telemetry.sdk.name': '@wakelore/telemetry',
    'telemetry.sdk.version': SDK_VERSION,
    'telemetry.sdk.language': 'webjs',
  })
  assert.deepEqual(
    { ...scopeSpans[0]!.scope, attributes: [] },
    {
      name: '@wakelore/telemetry',
      version: SDK_VERSION,
      attributes: [],
      droppedAttributesCount: 0,
    },
  )
  const [found] = scopeSpans[0]!.spans as [Span]
  const nano = (ms: number): bigint => BigInt(STARTED_AT_MS + ms) * 1_000_000n
  assert.equal(found.traceId, span.spanContext().traceId)
  assert.equal(found.spanId, span.spanContext().spanId)
  assert.equal(found.parentSpanId, '')
  assert.equal(found.flags, 1)
  assert.equal(found.name, 'after')
  assert.equal(found.kind, 3)
  assert.equal(found.startTimeUnixNano, nano(0))
  assert.equal(found.endTimeUnixNano, nano(250))
  assert.deepEqual(plain(found.attributes), { a: 1, twice: 'second', b: [true, 'x'] })
  assert.deepEqual(
    found.events.map(({ name, timeUnixNano, attributes }) => [name, timeUnixNano, plain(attributes)]),
    [
      ['cache.miss', nano(250), { key: 'k' }],
      ['later', nano(7), {}],
      [
        'exception',
        nano(250),
        {
          'exception.type': 'TypeError',
          'exception.message': 'broken',
          'exception.stacktrace': 'TypeError: broken',
        },
      ],
    ],
  )
  const [link] = found.links
  assert.deepEqual(
    [link!.traceId, link!.spanId, link!.flags, plain(link!.attributes)],
    [linked.traceId, linked.spanId, 0x301, { why: 'because' }],
  )
  assert.deepEqual(found.status, { code: 2, message: 'lost' })
})

test('an event of the conventions arrives with the span it occurred in', async () => {
  const { tracer, emit, outside } = start()
  const span = tracer.startSpan('work')
  const context = trace.setSpan(ROOT_CONTEXT, span)
  emit('session.start', { 'session.id': 'a1' }, { context })
  emit('shop.order', { total: 9.5 }, { time: STARTED_AT_MS - 5000, body: { note: 'late' } })
  await outside.advance(1000)
  const [first, second] = recordsOf(outside) as [LogRecord, LogRecord]
  assert.deepEqual(
    [first.eventName, first.traceId, first.spanId, first.flags],
    ['session.start', span.spanContext().traceId, span.spanContext().spanId, 1],
  )
  assert.deepEqual(plain(first.attributes), { 'session.id': 'a1' })
  assert.equal(second.eventName, 'shop.order')
  assert.equal(second.traceId, '')
  assert.equal(second.timeUnixNano, BigInt(STARTED_AT_MS - 5000) * 1_000_000n)
  assert.equal(second.observedTimeUnixNano, BigInt(STARTED_AT_MS) * 1_000_000n)
  assert.deepEqual(second.body, { entries: [{ key: 'note', value: 'late' }] })
  assert.deepEqual(plain(second.attributes), { total: { double: 9.5 } })
})

test('a span that is said to end before it began ends when it began', async () => {
  const { tracer, outside } = start()
  tracer.startSpan('s', { startTime: STARTED_AT_MS }).end(STARTED_AT_MS - 5)
  await outside.advance(1000)
  const [span] = spansOf(outside)
  assert.equal(span!.endTimeUnixNano, span!.startTimeUnixNano)
})

test('spans lie beneath the active one, the one given, or what started everything', async () => {
  const above = { traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), flags: 3 }
  const { tracer, outside } = start({ parent: above })
  tracer.startActiveSpan('outer', (outer) => {
    tracer.startActiveSpan('inner', { attributes: { deep: true } }, (inner) => inner.end())
    tracer.startActiveSpan('apart', { root: true }, (apart) => apart.end())
    tracer.startSpan('given', {}, ROOT_CONTEXT).end()
    outer.end()
  })
  const result = tracer.startActiveSpan('value', {}, ROOT_CONTEXT, (span) => {
    span.end()
    return 7
  })
  assert.equal(result, 7)
  await outside.advance(1000)
  const found = new Map(spansOf(outside).map((span) => [span.name, span]))
  const parentOf = (name: string): string => found.get(name)!.parentSpanId
  assert.equal(parentOf('outer'), above.spanId)
  assert.equal(found.get('outer')!.flags, 0x303)
  assert.equal(parentOf('inner'), found.get('outer')!.spanId)
  assert.equal(found.get('inner')!.flags, 0x103)
  assert.equal(parentOf('apart'), '')
  assert.notEqual(found.get('apart')!.traceId, above.traceId)
  assert.equal(parentOf('given'), above.spanId)
})

test('a batch goes when it is full, or when its first item has waited', async () => {
  const { tracer, outside } = start({ batching: { batchItems: 3, delayMs: 500 } })
  for (let i = 0; i < 7; i++) tracer.startSpan(`s${i}`).end()
  await outside.advance(0)
  assert.deepEqual(
    outside.sent.map((request) => spansOf({ ...outside, sent: [request] }).length),
    [3, 3],
  )
  await outside.advance(499)
  assert.equal(outside.sent.length, 2)
  await outside.advance(1)
  assert.deepEqual(
    spansOf(outside).map(({ name }) => name),
    ['s0', 's1', 's2', 's3', 's4', 's5', 's6'],
  )
  assert.deepEqual(outside.timers(), { all: 0, holding: 0 })
})

test('a batch goes when it is large enough', async () => {
  const { emit, outside } = start({ batching: { batchBytes: 5000 } })
  for (let i = 0; i < 10; i++) emit('big', { text: 'x'.repeat(1000) })
  await outside.advance(0)
  assert.ok(outside.sent.length >= 2)
  for (const { text } of outside.sent) assert.ok(text.length < 6500, String(text.length))
})

test('what finds no room is counted and told, and the rest is sent', async () => {
  const told: string[] = []
  const listener = {
    warn: (text: string) => told.push(text),
    error() {},
    info() {},
    debug() {},
    verbose() {},
  }
  diag.setLogger(listener, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  try {
    const { tracer, emit, counts, outside } = start({ batching: { queueItems: 5, queueBytes: 3000 } })
    for (let i = 0; i < 9; i++) tracer.startSpan('s').end()
    emit('big', { text: 'x'.repeat(5000) })
    await outside.advance(1000)
    assert.deepEqual(dropped(counts().spans), { overflow: 4 })
    assert.equal(counts().spans.exported, 5)
    assert.deepEqual(dropped(counts().events), { overflow: 1 })
    assert.equal(told.length, 2)
    assert.match(told[0]!, /1 spans dropped, overflow/)
    await outside.advance(60_000)
    for (let i = 0; i < 7; i++) tracer.startSpan('s').end()
    assert.match(told[2]!, /4 spans dropped, overflow/)
  } finally {
    diag.disable()
  }
})

test('what can be sent again is, when the endpoint said, and otherwise with growing pauses', async () => {
  const answers = [
    new Response('', { status: 429, headers: { 'retry-after': '7' } }),
    new Response('', {
      status: 503,
      headers: { 'retry-after': new Date(STARTED_AT_MS + 20_000).toUTCString() },
    }),
    new Response('', { status: 502 }),
    new Response('', { status: 504 }),
    new Response('{}'),
  ]
  const { tracer, counts, outside } = start({}, () => answers.shift()!)
  tracer.startSpan('s').end()
  await outside.advance(60_000)
  // 1 s of batching; what was told; then 4 and 8 s by three quarters, which is how the dice fell.
  assert.deepEqual(
    outside.sent.map(({ atMs }) => atMs - 1000),
    [1000, 8000, 20_000, 23_000, 29_000],
  )
  assert.equal(counts().spans.exported, 1)
  assert.equal(new Set(outside.sent.map(({ text }) => text)).size, 1)
})

test("what can't be sent for a minute is given up, and what came meanwhile goes on its way", async () => {
  let isUp = false
  const { tracer, counts, outside } = start({}, () => {
    if (!isUp) throw new TypeError('connection refused')
    return new Response('{}')
  })
  tracer.startSpan('early').end()
  await outside.advance(30_000)
  tracer.startSpan('late').end()
  assert.equal(counts().spans.waiting, 2)
  await outside.advance(35_000)
  isUp = true
  await outside.advance(60_000)
  assert.deepEqual(dropped(counts().spans), { expired: 1 })
  assert.equal(counts().spans.exported, 1)
  assert.equal(spansOf(outside).at(-1)!.name, 'late')
})

test("an endpoint that doesn't answer is given up after its time", async () => {
  const { tracer, counts, outside } = start({ batching: { retryForMs: 0 } }, (_request, signal) => {
    return new Promise(
      (_resolve, reject) => void signal.addEventListener('abort', () => reject(signal.reason)),
    )
  })
  tracer.startSpan('s').end()
  await outside.advance(1000 + 4999)
  assert.equal(counts().spans.waiting, 1)
  await outside.advance(1)
  assert.deepEqual(dropped(counts().spans), { expired: 1 })
})

test("what is refused isn't sent again, and what is refused in part is counted", async () => {
  const answers = [
    new Response('no such token', { status: 401 }),
    new Response('{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}'),
    new Response('{"partialSuccess":{"rejectedSpans":"999"}}'),
    new Response('no JSON at all'),
  ]
  const { tracer, counts, outside } = start({ batching: { batchItems: 5 } }, () => answers.shift()!)
  for (let i = 0; i < 20; i++) tracer.startSpan('s').end()
  await outside.advance(120_000)
  assert.equal(outside.sent.length, 4)
  assert.deepEqual(dropped(counts().spans), { refused: 5, rejected: 7 })
  assert.equal(counts().spans.exported, 8)
})

test("an answer without end isn't read to its end", async () => {
  let isCancelled = false
  const endless = new ReadableStream({
    pull: (controller) => void controller.enqueue(new Uint8Array(16_384)),
    cancel: () => void (isCancelled = true),
  })
  const { tracer, counts, outside } = start({}, () => new Response(endless))
  tracer.startSpan('s').end()
  await outside.advance(1000)
  assert.equal(counts().spans.exported, 1)
  assert.ok(isCancelled)
})

test('when the page is hidden everything goes at once, in pieces that outlive it', async () => {
  let release: (() => void) | undefined
  const { tracer, emit, counts, flush, outside } = start({}, async () => {
    await new Promise<void>((resolve) => (release = resolve))
    return new Response('{}')
  })
  // Two are on their way, and answered never: nothing waits for them.
  for (const name of ['s0', 's1']) tracer.startSpan(name).end()
  void flush()
  tracer.startSpan('s2').end()
  for (let i = 0; i < 50; i++) emit('big', { text: 'x'.repeat(4000) })
  const before = outside.sent.length
  void outside.leave(false)
  // Nothing was awaited: a page that goes away gives no time for that.
  assert.ok(outside.sent.length > before)
  assert.equal(spansOf(outside).length, 3)
  assert.equal(recordsOf(outside).length, 50)
  for (const { text, keepalive } of outside.sent.slice(before)) {
    assert.ok(text.length <= 65_536, String(text.length))
    assert.ok(keepalive)
  }
  assert.equal(counts().events.waiting, 50)
  release!()
})

test("a large batch isn't asked to outlive the page, since browsers would refuse it", async () => {
  const { emit, outside } = start()
  for (let i = 0; i < 30; i++) emit('big', { text: 'é'.repeat(1200) })
  await outside.advance(1000)
  assert.equal(outside.sent.length, 1)
  assert.equal(outside.sent[0]!.keepalive, false)
})

test('at the end of a process what waits is tried once more, and nothing keeps it', async () => {
  const { tracer, counts, outside } = start({}, () => {
    throw new TypeError('connection refused')
  })
  tracer.startSpan('waiting for its next try').end()
  await outside.advance(1100)
  tracer.startSpan('queued').end()
  assert.equal(outside.timers().holding, 0)
  const left = outside.leave(true)
  await outside.advance(0)
  await left
  assert.deepEqual(dropped(counts().spans), { expired: 2 })
  assert.equal(counts().spans.waiting, 0)
  assert.equal(outside.timers().all, 0)
})

test("at the end of a process an endpoint that asks for a second gets it, one that asks for more doesn't", async () => {
  for (const [seconds, exported] of [
    ['1', 1],
    ['3', 0],
  ] as const) {
    const answers = [
      new Response('', { status: 429, headers: { 'retry-after': seconds } }),
      new Response('{}'),
    ]
    const { tracer, counts, outside } = start({}, () => answers.shift()!)
    tracer.startSpan('s').end()
    const left = outside.leave(true)
    await outside.advance(500)
    assert.equal(outside.timers().holding, exported)
    await outside.advance(1500)
    await left
    assert.equal(counts().spans.exported, exported)
  }
})

test('a flush waits for what was there before it, and a shutdown is the end', async () => {
  let release: (() => void) | undefined
  const telemetry = start({}, async () => {
    await new Promise<void>((resolve) => (release = resolve))
    return new Response('{}')
  })
  const { tracer, emit, counts, outside } = telemetry
  tracer.startSpan('s').end()
  let isFlushed = false
  const flushed = telemetry.flush().then(() => (isFlushed = true))
  await outside.advance(0)
  assert.equal(isFlushed, false)
  release!()
  await flushed
  assert.equal(counts().spans.exported, 1)
  await telemetry.flush()

  const open = tracer.startSpan('open')
  const down = telemetry.shutdown()
  open.end()
  emit('late', {})
  assert.equal(tracer.startSpan('late').isRecording(), false)
  await down
  await outside.advance(10_000)
  assert.equal(outside.sent.length, 1)
  assert.deepEqual(dropped(counts().spans), { stopped: 1 })
  assert.deepEqual(outside.timers(), { all: 0, holding: 0 })
  await outside.leave(true)
})

test('nothing that may not leave this machine does, unless its owner says so', async () => {
  const attributes = { 'process.pid': 7, 'vcs.repository.name': 'atlas', 'shop.customer': 'Ada' }
  const send = async (options: TelemetryOptions): Promise<string> => {
    const { tracer, emit, outside } = start({ resource: attributes, ...options })
    const span = outside && tracer.startSpan('GET /orders/4711', { attributes, links: [] })
    span.addEvent('paid', attributes).setStatus({ code: 2, message: 'card of Ada refused' })
    span.end()
    emit('session.start', { 'session.id': 's-1' }, { body: 'hello Ada' })
    emit('shop.order', attributes)
    await outside.advance(1000)
    return outside.sent.map(({ text }) => text).join('\n')
  }
  const counted = await send({ endpoint: 'https://otlp.example.org' })
  assert.doesNotMatch(counted, /atlas|Ada|orders|paid|shop/)
  assert.match(counted, /"process\.pid"/)
  assert.match(counted, /"eventName":"session\.start"/)
  assert.match(counted, /"droppedAttributesCount":2/)
  const named = await send({ endpoint: 'https://otlp.example.org', privacy: { level: 'names' } })
  assert.doesNotMatch(named, /Ada/)
  assert.match(named, /atlas/)
  assert.match(named, /GET \/orders\/4711/)
  const own = await send({})
  assert.match(own, /card of Ada refused/)
  for (const endpoint of ['http://localhost:1', 'http://[::1]:1', 'http://127.9.9.9:1/otlp/']) {
    assert.match(await send({ endpoint }), /Ada/)
  }
  for (const endpoint of [
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'http://10.0.0.1',
  ]) {
    assert.doesNotMatch(await send({ endpoint }), /Ada/)
  }
})

test("requests carry the application's headers, follow nobody elsewhere, and take no cookie", async () => {
  const seen: RequestInit[] = []
  const { tracer, outside } = start({
    endpoint: 'http://127.0.0.1:4318/collect/',
    headers: { authorization: 'Bearer x' },
    fetch: async (url, request) => {
      assert.equal(url, 'http://127.0.0.1:4318/collect/v1/traces')
      seen.push(request!)
      return new Response('{}')
    },
  })
  tracer.startSpan('s').end()
  await outside.advance(1000)
  const { headers, redirect, credentials, method } = seen[0]!
  assert.deepEqual(
    { headers, redirect, credentials, method },
    {
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      redirect: 'error',
      credentials: 'omit',
      method: 'POST',
    },
  )
})

test('without an endpoint, or with one that is none, nothing is recorded and nothing is sent', async () => {
  for (const endpoint of [undefined, '', 'nonsense', 'ftp://127.0.0.1']) {
    const { tracer, emit, outside, ...telemetry } = start({
      endpoint,
      parent: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), flags: 1 },
    })
    const span = tracer.startSpan('s')
    // Who traces beside it finds the parent that was there without it.
    assert.equal(span.spanContext().spanId, 'b'.repeat(16))
    assert.equal(span.isRecording(), false)
    span.end()
    emit('session.start', { 'session.id': 'a' })
    await outside.advance(10_000)
    await telemetry.flush()
    await telemetry.shutdown()
    assert.equal(outside.sent.length, 0)
  }
})

test('sampling is by trace, and told', async () => {
  const { tracer, outside } = start({ sampling: 0.5 })
  for (let i = 0; i < 200; i++) {
    tracer.startActiveSpan('root', (root) => {
      const child = tracer.startSpan('child')
      assert.equal(child.isRecording(), root.isRecording())
      assert.equal(child.spanContext().traceFlags, root.spanContext().traceFlags)
      child.end()
      root.end()
    })
  }
  await outside.advance(1000)
  const spans = spansOf(outside)
  const roots = spans.filter(({ name }) => name === 'root')
  assert.equal(spans.length, 2 * roots.length)
  assert.ok(roots.length > 50 && roots.length < 150)
  for (const { traceState, traceId } of spans) {
    assert.equal(traceState, 'ot=th:8')
    assert.ok(traceId[18]! >= '8')
  }
})

test("a sampler of the application's decides by what it is told; one that throws takes nothing", async () => {
  const { tracer, outside } = start({
    sampling: ({ name, attributes }) => {
      if (name === 'broken') throw new Error('its own bug')
      return { isSampled: attributes?.['keep'] === true }
    },
  })
  tracer.startSpan('kept', { attributes: { keep: true } }).end()
  const sampled = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 3 }
  const left = tracer.startSpan('left', {}, trace.setSpanContext(ROOT_CONTEXT, sampled))
  assert.deepEqual([left.isRecording(), left.spanContext().traceFlags], [false, 2])
  left.end()
  tracer.startSpan('broken').end()
  await outside.advance(1000)
  assert.deepEqual(
    spansOf(outside).map(({ name }) => name),
    ['kept'],
  )
})

test('whatever an application does to a span, nothing throws and what is sent can be read', async () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withTypedArray: true,
    withNullPrototype: true,
  })
  const link = fc.record({
    context: fc.oneof(
      anything,
      fc.record({
        traceId: fc.constant('c'.repeat(32)),
        spanId: fc.constant('d'.repeat(16)),
        traceFlags: anything,
        traceState: fc.oneof(anything, fc.constant({ serialize: () => assert.fail('its own bug') })),
      }),
    ),
    attributes: anything,
  })
  const step = fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'setAttribute',
        'addEvent',
        'updateName',
        'setStatus',
        'recordException',
        'setAttributes',
      ),
      fc.array(anything, { maxLength: 3 }),
    ),
    fc.tuple(fc.constant('addLink'), fc.tuple(link)),
    fc.tuple(
      fc.constantFrom('addLink', 'addLinks', 'end', 'isRecording', 'spanContext'),
      fc.array(anything, { maxLength: 2 }),
    ),
  )
  await fc.assert(
    fc.asyncProperty(anything, anything, fc.array(step, { maxLength: 12 }), async (name, options, steps) => {
      const { tracer, emit, outside } = start()
      const span = tracer.startSpan(
        name as string,
        (typeof options === 'object' && options !== null ? options : {}) as object,
      )
      for (const [method, args] of steps)
        (span[method as keyof typeof span] as (...args: unknown[]) => unknown)(...args)
      span.end()
      emit(name as string, options as Record<string, unknown>)
      await outside.leave(false)
      assert.equal(spansOf(outside).length, 1)
      assert.ok(recordsOf(outside).length <= 1)
    }),
    { numRuns: 500 },
  )
})

test('an application that misbehaves while it tells something loses that, and goes on', async () => {
  const { tracer, tracerProvider, emit, outside } = start({
    sampling: (() => undefined) as never,
    batching: { batchItems: 0, delayMs: NaN },
  })
  assert.equal(tracer.startSpan('unsampled').isRecording(), false)
  emit('shop.sold', {})
  await outside.leave(true)
  assert.equal(recordsOf(outside).length, 1)

  const other = start()
  const broken = new Proxy({}, { ownKeys: () => assert.fail('its own bug') })
  const lazy = Object.defineProperty(new Error('seen'), 'stack', { get: () => assert.fail('its own bug') })
  const span = other.tracer.startSpan('sold', null as never)
  span.recordException(lazy)
  span.setAttributes(broken)
  span.end()
  await other.outside.leave(true)
  const [exception] = spansOf(other.outside)[0]!.events
  assert.equal(plain(exception!.attributes)['exception.message'], 'seen')

  const first = tracerProvider.getTracer('tracer 0')
  for (let i = 1; i < 5000; i++) tracerProvider.getTracer(`tracer ${i}`)
  assert.equal(tracerProvider.getTracer('tracer 0'), first)
  assert.notEqual(tracerProvider.getTracer('tracer 4999'), tracerProvider.getTracer('tracer 4999'))
})

test('a logger of the application that throws keeps no span from ending', () => {
  const { tracer, counts } = start({ batching: { queueItems: 0 } })
  const fail = (): void => assert.fail('its own bug')
  diag.setLogger({ error: fail, warn: fail, info: () => {}, debug: () => {}, verbose: () => {} })
  try {
    tracer.startSpan('lost').end()
  } finally {
    diag.disable()
  }
  assert.deepEqual(dropped(counts().spans), { overflow: 1 })
})

test('an event within a span that is none belongs to what started everything', async () => {
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), flags: 1 }
  const { emit, outside } = start({ parent })
  const none = trace.wrapSpanContext({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 })
  emit('shop.sold', {}, { context: trace.setSpan(ROOT_CONTEXT, none) })
  await outside.leave(true)
  const [record] = recordsOf(outside)
  assert.deepEqual([record!.traceId, record!.spanId], [parent.traceId, parent.spanId])
})

test("what others wrote into a trace's state stays here at counts, but for how it was sampled", async () => {
  const state = parseTracestate('vendor=ada@example.org,ot=th:c')!
  const { tracer, outside } = start({
    privacy: { level: 'counts' },
    parent: { traceId: 'f'.repeat(32), spanId: 'b'.repeat(16), flags: 1, state },
  })
  const other = { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), traceFlags: 1, traceState: state }
  tracer.startSpan('sold').addLink({ context: other }).end()
  await outside.leave(true)
  const [span] = spansOf(outside)
  assert.equal(span!.traceState, 'ot=th:c')
  assert.equal(span!.links[0]!.traceState, 'ot=th:c')
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from '../event.ts'
import { eventsFromOtlp, type EventsFromOtlp, type OtlpPlace } from './events-from-otlp.ts'
import type { LogRecord, Metric, NumberDataPoint, Resource, Span } from './message.ts'
import { otlpFromEvents } from './otlp-from-events.ts'

const REPOSITORY = 'a'.repeat(32)
const RECORDED_AT = 1_760_000_000_500
const NOW_NS = 1_760_000_000_000_123_456n
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

test('a span becomes an event that tells everything', () => {
  const { events } = spans([
    span({
      parentSpanId: '0000000000000001',
      kind: 2,
      endTimeUnixNano: NOW_NS + 1500n,
      attributes: [
        { key: 'http.request.method', value: 'GET' },
        { key: 'ratio', value: { double: 0.5 } },
      ],
      events: [
        {
          timeUnixNano: NOW_NS + 7n,
          name: 'exception',
          attributes: [{ key: 'exception.type', value: 'Boom' }],
          droppedAttributesCount: 0,
        },
      ],
      status: { code: 2, message: 'no luck' },
    }),
  ])
  assert.deepEqual(events, [
    {
      source: 'otlp',
      key: `span/${TRACE}/${SPAN}`,
      kind: 'otel.span',
      occurredAt: 1_760_000_000_000,
      recordedAt: RECORDED_AT,
      repository: REPOSITORY,
      traceId: TRACE,
      spanId: SPAN,
      parentSpanId: '0000000000000001',
      attributes: {
        'otlp.resource.attribute.service.name': 'orders',
        'otlp.scope.name': 'http',
        'otlp.span.name': 'GET /orders',
        'otlp.span.kind': 'server',
        'otlp.time.sub_ms_ns': 123_456,
        'otlp.span.duration_ns': 1500,
        'otlp.span.status': 'error',
        'otlp.span.status_message': 'no luck',
        'http.request.method': 'GET',
        'ratio~double': 0.5,
        'otlp.span.event.name': ['exception'],
        'otlp.span.event.offset_ns': [7],
        'otlp.span.event.attributes~json': [
          '{"kvlistValue":{"values":[{"key":"exception.type","value":{"stringValue":"Boom"}}]}}',
        ],
      },
    } satisfies DevelopmentEvent,
  ])
})

test('a span without valid ids is rejected, counted and named; an invalid parent is left out and told', () => {
  const { events, rejected, reasons } = spans([
    span({ traceId: '' }),
    span({ traceId: '0'.repeat(32) }),
    span({ spanId: 'abcd' }),
    span({ parentSpanId: 'abcd' }),
    span({ parentSpanId: '0'.repeat(16) }),
  ])
  assert.equal(events.length, 2)
  assert.equal(rejected, 3)
  assert.deepEqual(
    events.map(({ parentSpanId }) => parentSpanId),
    [undefined, undefined],
  )
  assert.deepEqual(reasons, [
    '3 without a trace id of 16 bytes and a span id of 8, both not all zero',
    "1 kept without its parent, whose span id isn't 8 bytes",
  ])
})

test('a log record keeps what it says without an id that is none', () => {
  const { events, rejected, reasons } = records([
    record({ traceId: TRACE, spanId: SPAN }),
    record({ traceId: 'abcd', spanId: SPAN }),
    record({}),
  ])
  assert.equal(rejected, 0)
  assert.deepEqual(
    events.map(({ traceId, spanId, parentSpanId }) => [traceId, spanId, parentSpanId]),
    [
      [TRACE, undefined, SPAN],
      [undefined, undefined, SPAN],
      [undefined, undefined, undefined],
    ],
  )
  assert.deepEqual(reasons, [
    "1 kept without its trace, whose id isn't 16 bytes, or its span, whose id isn't 8",
  ])
})

test('the same records have the same keys whenever they are sent, and equal ones of a request are counted', () => {
  const sent = [record({}), record({ body: 'other' }), record({})]
  const keys = records(sent).events.map(({ key }) => key)
  assert.equal(new Set(keys).size, 3)
  assert.match(keys[0]!, /^log\/[0-9a-f]{32}$/)
  assert.equal(keys[2], `${keys[0]}/1`)
  assert.deepEqual(
    records(sent, { recordedAt: RECORDED_AT + 5000 }).events.map(({ key }) => key),
    keys,
  )
})

test('everything that a record or its sender says makes its key', () => {
  const different: readonly Partial<LogRecord>[] = [
    {},
    { body: 5 },
    { body: { double: 5 } },
    { body: { double: -0 } },
    { body: { double: 0 } },
    { body: { double: NaN } },
    { body: ['a', 'b'] },
    { body: ['ab'] },
    { timeUnixNano: NOW_NS + 1n },
    { observedTimeUnixNano: NOW_NS },
    { traceId: TRACE },
    { spanId: SPAN },
    { attributes: [{ key: 'a', value: 'bc' }] },
    { attributes: [{ key: 'ab', value: 'c' }] },
    { severityNumber: 9 },
  ]
  const keys = different.map((change) => records([record(change)]).events[0]!.key)
  keys.push(records([record({})], { resource: { service: 'other' } }).events[0]!.key)
  assert.equal(new Set(keys).size, keys.length)
})

test('a key that is made of content tells nobody what that was', () => {
  const key = (keySecret: string) => records([record({ body: 'hunter2' })], { keySecret }).events[0]!.key
  assert.equal(key('swordfish'), key('swordfish'))
  assert.notEqual(key('swordfish'), key('marlin'))
})

test('where no time is told it is when we received it, and the observed time counts before that', () => {
  const [untold, observed, told] = records([
    record({ timeUnixNano: 0n }),
    record({ timeUnixNano: 0n, observedTimeUnixNano: 2_000_000n }),
    record({ timeUnixNano: 3_000_000n, observedTimeUnixNano: 2_000_000n }),
  ]).events
  assert.deepEqual([untold!.occurredAt, observed!.occurredAt, told!.occurredAt], [RECORDED_AT, 2, 3])
  assert.deepEqual(
    [untold, observed, told].map((event) => event!.attributes['otlp.time.origin']),
    ['received', 'observed', undefined],
  )
  assert.equal(told!.attributes['otlp.log.observed_delay_ns'], -1_000_000)
})

test('times of the far past and future are kept', () => {
  const { events } = spans([
    span({ startTimeUnixNano: 1n, endTimeUnixNano: 2n ** 64n - 1n }),
    span({ spanId: '0000000000000002', startTimeUnixNano: 2n ** 64n - 1n, endTimeUnixNano: 1n }),
  ])
  assert.deepEqual(
    events.map(({ occurredAt, attributes }) => [occurredAt, attributes['otlp.span.duration_ns~int']]),
    [
      [0, '18446744073709551614'],
      [18_446_744_073_709, '-18446744073709551614'],
    ],
  )
})

test('the branch is the one told, or the one checked out now for what occurred just now', () => {
  const old = NOW_NS - 120n * 1_000_000_000n
  const sent = [span({}), span({ spanId: '0000000000000002', startTimeUnixNano: old })]
  const branches = (place: Partial<OtlpPlace>): (string | undefined)[] =>
    spans(sent, { place }).events.map(({ branch }) => branch)
  assert.deepEqual(branches({ branchNow: 'main' }), ['main', undefined])
  assert.deepEqual(branches({ branchNow: 'main', branch: 'fix' }), ['fix', 'fix'])
  assert.equal(spans(sent, { place: { worktree: 'w' } }).events[0]!.worktree, 'w')
})

test('what belongs nowhere is rejected and counted', () => {
  const points = [point({}), point({}), point({})]
  const message = {
    resourceMetrics: [
      { resource: resource(), schemaUrl: '', scopeMetrics: [scoped({ metrics: [gauge(points)] })] },
    ],
  }
  const { events, rejected, reasons } = eventsFromOtlp('metrics', message, {
    recordedAt: RECORDED_AT,
    keySecret: '',
    placeOf: () => undefined,
  })
  assert.deepEqual([events, rejected, reasons], [[], 3, ['3 sent from no repository that may be recorded']])
})

test('a resource that says much, with many spans and scopes, does not make events without end', () => {
  const attributes = Array.from({ length: 20_000 }, (_, at) => ({ key: `k${at}`, value: at }))
  const scopeSpans = Array.from({ length: 10_000 }, (_, at) =>
    scoped({ spans: at % 2 === 0 ? [] : [span({ spanId: at.toString(16).padStart(16, '0') })] }),
  )
  const resourceSpans = [{ resource: { ...resource(), attributes }, schemaUrl: '', scopeSpans }]
  const { events, rejected, reasons } = eventsFromOtlp('traces', { resourceSpans }, placed({}))
  assert.equal(events.length + rejected, 5000)
  assert.ok(events.length > 0 && events.length <= 200, String(events.length))
  assert.match(reasons.join(), /^4\d+ whose resource, scope or metric say more than can be kept/)
})

test('a long text of a resource counts as well', () => {
  const attributes = [{ key: 'long', value: 'x'.repeat(1024 * 1024) }]
  const sent = Array.from({ length: 300 }, (_, at) =>
    span({ spanId: (at + 1).toString(16).padStart(16, '0') }),
  )
  const resourceSpans = [
    { resource: { ...resource(), attributes }, schemaUrl: '', scopeSpans: [scoped({ spans: sent })] },
    { resource: resource(), schemaUrl: '', scopeSpans: [scoped({ spans: sent })] },
  ]
  const { events, rejected } = eventsFromOtlp('traces', { resourceSpans }, placed({}))
  assert.deepEqual([events.length, rejected], [300, 300])
})

test('whatever a sender says, it becomes none of our own kinds', () => {
  const forged = [
    { key: 'wakelore.event.kind', value: 'git.command' },
    { key: 'wakelore.event.source', value: 'git-trace2' },
    { key: 'wakelore.event.key', value: 'command/x' },
    { key: 'wakelore.event.repository', value: 'b'.repeat(32) },
  ]
  for (const [event] of [
    spans([span({ attributes: forged })]).events,
    records([record({ attributes: forged, eventName: 'git.command' })]).events,
  ]) {
    assert.equal(event!.source, 'otlp')
    assert.match(event!.kind, /^otel\./)
    assert.equal(event!.repository, REPOSITORY)
    assert.notEqual(event!.key, 'command/x')
  }
})

test('our own exports name their events; anything else read as one is rejected', () => {
  const message = {
    resourceSpans: [{ resource: resource(), schemaUrl: '', scopeSpans: [scoped({ spans: [span({})] })] }],
  }
  const { events, rejected, reasons } = eventsFromOtlp('traces', message, { isOwn: true })
  assert.deepEqual([events, rejected, reasons], [[], 1, ["1 that wakelore didn't export"]])
})

test('a git command is exported as a span, with how it ended, and anything else as a record', () => {
  const command: DevelopmentEvent = {
    source: 'git-trace2',
    key: 'command/x',
    kind: 'git.command',
    occurredAt: RECORDED_AT,
    recordedAt: RECORDED_AT + 20,
    repository: REPOSITORY,
    branch: 'main',
    traceId: TRACE,
    spanId: SPAN,
    attributes: {
      'vcs.operation.name': 'push',
      'process.duration_us': 1500,
      'process.exit.code': 1,
      'error.type': 'exit_1',
      'process.command_args': ['git', 'push'],
    },
  }
  const change: DevelopmentEvent = {
    ...command,
    source: 'git-history',
    key: 'ref/x',
    kind: 'vcs.ref.change',
    attributes: { 'vcs.ref.head.name': 'refs/heads/main' },
  }
  const { traces, logs, metrics } = otlpFromEvents([command, change])
  const exported = traces!.resourceSpans[0]!.scopeSpans[0]!.spans[0]!
  assert.equal(exported.name, 'git push')
  assert.equal(exported.endTimeUnixNano - exported.startTimeUnixNano, 1_500_000n)
  assert.equal(exported.status.code, 2)
  assert.deepEqual(Object.fromEntries(exported.attributes.map(({ key, value }) => [key, value])), {
    ...command.attributes,
    'wakelore.event.branch': 'main',
    'wakelore.event.key': 'command/x',
    'wakelore.event.kind': 'git.command',
    'wakelore.event.recorded_at': RECORDED_AT + 20,
    'wakelore.event.repository': REPOSITORY,
    'wakelore.event.source': 'git-trace2',
  })
  const told = logs!.resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!
  assert.equal(told.eventName, 'vcs.ref.change')
  assert.equal(metrics, undefined)
})

test('points of one metric become one metric again, and others stay apart', () => {
  const metrics = [
    gauge([point({}), point({ asInt: 5n, asDouble: undefined })]),
    { ...gauge([point({})]), name: 'other' },
    gauge([point({})]),
  ]
  const message = {
    resourceMetrics: [{ resource: resource(), schemaUrl: '', scopeMetrics: [scoped({ metrics })] }],
  }
  const { events } = eventsFromOtlp('metrics', message, placed({}))
  assert.deepEqual(
    events.map(({ attributes }) => [attributes['otlp.metric.value'], attributes['otlp.metric.value~int']]),
    [
      [1.5, undefined],
      [undefined, 5],
      [1.5, undefined],
      [1.5, undefined],
    ],
  )
  const again = otlpFromEvents(events).metrics!.resourceMetrics[0]!.scopeMetrics[0]!.metrics
  assert.deepEqual(
    again.map(({ name, gauge }) => [name, gauge!.dataPoints.length]),
    [
      ['queue.size', 2],
      ['other', 1],
      ['queue.size', 1],
    ],
  )
})

test('a redacted value that does not parse any more is exported as the text that it became', () => {
  const { events } = spans([span({ attributes: [{ key: 'tree', value: [1, 'x'] }] })])
  const redacted = {
    ...events[0]!,
    attributes: { ...events[0]!.attributes, 'tree~json': '{"arr[redacted:jwt]' },
  }
  const { attributes } = otlpFromEvents([redacted]).traces!.resourceSpans[0]!.scopeSpans[0]!.spans[0]!
  assert.deepEqual(
    attributes.find(({ key }) => key.includes('tree')),
    { key: 'wakelore.event.stored.tree~json', value: '{"arr[redacted:jwt]' },
  )
})

type Change = {
  readonly recordedAt?: number
  readonly resource?: { service: string }
  readonly place?: Partial<OtlpPlace>
  readonly keySecret?: string
}

function placed({ recordedAt = RECORDED_AT, place = {}, keySecret = 'swordfish' }: Change) {
  return { recordedAt, keySecret, placeOf: (): OtlpPlace => ({ repository: REPOSITORY, ...place }) }
}

function spans(sent: readonly Span[], change: Change = {}): EventsFromOtlp {
  const scopeSpans = [scoped({ spans: sent })]
  return eventsFromOtlp(
    'traces',
    { resourceSpans: [{ resource: resource(change.resource), schemaUrl: '', scopeSpans }] },
    placed(change),
  )
}

function records(sent: readonly LogRecord[], change: Change = {}): EventsFromOtlp {
  const scopeLogs = [scoped({ logRecords: sent })]
  return eventsFromOtlp(
    'logs',
    { resourceLogs: [{ resource: resource(change.resource), schemaUrl: '', scopeLogs }] },
    placed(change),
  )
}

function resource({ service = 'orders' } = {}): Resource {
  return { attributes: [{ key: 'service.name', value: service }], droppedAttributesCount: 0, entityRefs: [] }
}

function scoped<Items>(items: Items) {
  const scope = { name: 'http', version: '', attributes: [], droppedAttributesCount: 0 }
  return { scope, schemaUrl: '', ...items }
}

function span(change: Partial<Span>): Span {
  return {
    traceId: TRACE,
    spanId: SPAN,
    traceState: '',
    parentSpanId: '',
    flags: 0,
    name: 'GET /orders',
    kind: 0,
    startTimeUnixNano: NOW_NS,
    endTimeUnixNano: NOW_NS,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { message: '', code: 0 },
    ...change,
  }
}

function record(change: Partial<LogRecord>): LogRecord {
  return {
    timeUnixNano: NOW_NS,
    observedTimeUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    body: 'order placed',
    attributes: [],
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: '',
    ...change,
  }
}

function gauge(dataPoints: readonly NumberDataPoint[]): Metric {
  return {
    name: 'queue.size',
    description: '',
    unit: '',
    metadata: [],
    gauge: { dataPoints },
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
  }
}

function point(change: Partial<NumberDataPoint>): NumberDataPoint {
  return {
    attributes: [],
    startTimeUnixNano: 0n,
    timeUnixNano: NOW_NS,
    flags: 0,
    asDouble: 1.5,
    asInt: undefined,
    exemplars: [],
    ...change,
  }
}

import assert from 'node:assert/strict'
import test from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import type { AttributeValue, DevelopmentEvent } from '../event.ts'
import {
  anyDouble,
  anyKey,
  anyLogs,
  anyMetrics,
  anyText,
  anyTraces,
  spanId,
  traceId,
} from './any-message.fixture.ts'
import { putAttribute } from './attribute-value.ts'
import { OWN_ATTRIBUTE } from './attribute-name.ts'
import { sortAttributes } from './envelope.ts'
import { eventsFromOtlp } from './events-from-otlp.ts'
import type {
  KeyValue,
  LogsData,
  Metric,
  MetricsData,
  OtlpMessages,
  OtlpSignal,
  Resource,
  ScopeSpans,
  TracesData,
} from './message.ts'
import { readJson, writeJson } from './json.ts'
import { readProtobuf, writeProtobuf } from './protobuf.ts'
import { otlpFromEvents } from './otlp-from-events.ts'
import { isSpanId, isTraceId } from './span-id.ts'

const REPOSITORY = 'a'.repeat(32)
const RECORDED_AT = 1_760_000_000_000
const SIGNALS: readonly OtlpSignal[] = ['traces', 'logs', 'metrics']

const read = <Signal extends OtlpSignal>(signal: Signal, message: OtlpMessages[Signal]) =>
  eventsFromOtlp(signal, message, {
    recordedAt: RECORDED_AT,
    keySecret: 'swordfish',
    placeOf: () => ({ repository: REPOSITORY }),
  })

/** What an export reads back as, whatever signals its events went into. */
function readBack(message: Partial<OtlpMessages>): DevelopmentEvent[] {
  return SIGNALS.flatMap((signal) => {
    if (message[signal] === undefined) return []
    const { events, rejected, reasons } = eventsFromOtlp(signal, message[signal], { isOwn: true })
    assert.equal(rejected, 0, reasons.join())
    return events
  })
}

test('traces become events, and those the same traces', () => {
  fc.assert(
    fc.property(anyTraces, (message) => {
      const { events } = read('traces', message)
      const again = otlpFromEvents(events)
      assert.deepEqual(normalTraces(again.traces ?? { resourceSpans: [] }), normalTraces(message))
      assert.deepEqual(Object.keys(again), events.length === 0 ? [] : ['traces'])
      assert.deepEqual(byKey(readBack(again)), byKey(events))
    }),
    { numRuns: 200 },
  )
})

test('logs become events, and those the same logs', () => {
  fc.assert(
    fc.property(anyLogs, (message) => {
      const { events, rejected } = read('logs', message)
      assert.equal(rejected, 0)
      const again = otlpFromEvents(events)
      assert.deepEqual(normalLogs(again.logs ?? { resourceLogs: [] }), normalLogs(message))
      assert.deepEqual(Object.keys(again), events.length === 0 ? [] : ['logs'])
      assert.deepEqual(byKey(readBack(again)), byKey(events))
    }),
    { numRuns: 200 },
  )
})

test('metrics become events, and those the same metrics', () => {
  fc.assert(
    fc.property(anyMetrics, (message) => {
      const { events, rejected } = read('metrics', message)
      assert.equal(rejected, 0)
      const again = otlpFromEvents(events)
      assert.deepEqual(normalMetrics(again.metrics ?? { resourceMetrics: [] }), normalMetrics(message))
      assert.deepEqual(Object.keys(again), events.length === 0 ? [] : ['metrics'])
      assert.deepEqual(byKey(readBack(again)), byKey(events))
    }),
    { numRuns: 200 },
  )
})

const anyNumber = fc.oneof(anyDouble, fc.integer(), fc.maxSafeInteger())
const anyStored: fc.Arbitrary<AttributeValue> = fc.oneof(
  anyText,
  anyNumber,
  fc.boolean(),
  fc.array(anyText, { maxLength: 3 }),
  fc.array(anyNumber, { maxLength: 3 }),
)
const reservedName = fc.constantFrom(
  'otlp.span.name',
  'otlp.span.kind',
  'otlp.span.duration_ns',
  'otlp.span.duration_ns~int',
  'otlp.span.status',
  'otlp.span.flags',
  'otlp.span.event.name',
  'otlp.span.event.offset_ns',
  'otlp.span.event.attributes~json',
  'otlp.span.link.trace_id',
  'otlp.span.link.span_id',
  'otlp.time.sub_ms_ns',
  'otlp.time.origin',
  'otlp.log.body',
  'otlp.log.body~double',
  'otlp.log.observed_delay_ns',
  'otlp.metric.type',
  'otlp.metric.value',
  'otlp.metric.value~int',
  'otlp.metric.count',
  'otlp.metric.bucket_counts~int',
  'otlp.metric.exemplars~json',
  'otlp.metric.quantiles',
  'otlp.metric.quantile_values',
  'otlp.resource.attribute.service.name',
  'otlp.resource.entity_refs~json',
  'otlp.resource.attribute.x~json',
  'otlp.scope.name',
  'otlp.scope.attribute.~bytes',
  'otlp.other',
  'process.duration_us',
  'vcs.operation.name',
)
const likelyValue = fc.constantFrom<AttributeValue>(
  'sum',
  'summary',
  'histogram',
  'server',
  'kind_1',
  'kind_9',
  'received',
  'observed',
  '123456789012345678',
  '9',
  '-0',
  ['a'],
  ['0'],
  ['123456789012345678'],
  [1],
  [-1],
  1,
  0,
  -1,
  2 ** 40,
  '{"kvlistValue":{"values":[{"key":"a","value":{}}]}}',
  ['{"kvlistValue":{"values":[{"key":"a","value":{}}]}}'],
)
const anyStoredAttributes = fc
  .array(fc.tuple(fc.oneof(anyKey, reservedName), fc.oneof(anyStored, likelyValue)), { maxLength: 8 })
  .map((entries) => Object.fromEntries(entries))
const text = fc.oneof(fc.constantFrom('', 'main', '0'.repeat(16), 'not an id'), traceId, spanId)
const anyEvent = fc.record(
  {
    source: fc.constantFrom('otlp', 'otlp', 'git-trace2', 'run', ''),
    key: anyText,
    kind: fc.constantFrom(
      'otel.span',
      'otel.log',
      'otel.metric',
      'git.command',
      'command.run',
      'vcs.commit',
      'x',
    ),
    occurredAt: fc.oneof(fc.constantFrom(RECORDED_AT, 0, -1, 0.5, NaN, 2 ** 53, -0), fc.nat(), anyNumber),
    recordedAt: fc.oneof(fc.constantFrom(RECORDED_AT, 0, -1), anyNumber),
    repository: fc.constantFrom(REPOSITORY, 'b'.repeat(32)),
    worktree: anyText,
    branch: anyText,
    virtualBranches: fc.array(anyText, { maxLength: 2 }),
    owningVirtualBranch: anyText,
    traceId: fc.oneof(traceId, text),
    spanId: fc.oneof(spanId, text),
    parentSpanId: fc.oneof(spanId, text),
    session: anyText,
    attributes: anyStoredAttributes,
  },
  {
    requiredKeys: ['source', 'key', 'kind', 'occurredAt', 'recordedAt', 'repository', 'attributes'],
    noNullPrototype: true,
  },
) as fc.Arbitrary<DevelopmentEvent>

test('any events at all are exported and read back the same', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 5 }), (made) => {
      const events = made.map((event, at) => ({ ...event, key: `${at}/${event.key}` }))
      assert.deepEqual(byKey(readBack(otlpFromEvents(events))), byKey(events))
    }),
    { numRuns: 1500 },
  )
})

test('an export survives both encodings', () => {
  const recode = <Signal extends OtlpSignal>(
    signal: Signal,
    message: OtlpMessages[Signal],
    encoding: 'protobuf' | 'json',
  ): OtlpMessages[Signal] => {
    const reading =
      encoding === 'protobuf'
        ? readProtobuf(signal, writeProtobuf(signal, message))
        : readJson(signal, writeJson(signal, message))
    assert.equal(reading.kind, 'read')
    return (reading as { readonly message: OtlpMessages[Signal] }).message
  }
  const anySent = fc.oneof(
    anyTraces.map((message) => read('traces', message).events),
    anyLogs.map((message) => read('logs', message).events),
    anyMetrics.map((message) => read('metrics', message).events),
  )
  fc.assert(
    fc.property(
      anySent,
      fc.array(anyEvent, { maxLength: 5 }),
      fc.constantFrom('protobuf' as const, 'json' as const),
      (sent, made, encoding) => {
        const events = [...sent, ...made].map((event, at) => ({ ...event, key: `${at}` }))
        const exported = otlpFromEvents(events)
        const recoded = Object.fromEntries(
          SIGNALS.flatMap((signal) => {
            const message = exported[signal]
            return message === undefined ? [] : [[signal, recode(signal, message, encoding)]]
          }),
        )
        assert.deepEqual(byKey(readBack(recoded)), byKey(events))
      },
    ),
    { numRuns: 200 },
  )
})

test('what a redaction or an import made of stored telemetry is exported all the same', () => {
  const anyChange = fc.array(
    fc.tuple(fc.nat(), fc.option(fc.oneof(anyStored, likelyValue), { nil: undefined })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        anyTraces.map((message) => read('traces', message)),
        anyLogs.map((message) => read('logs', message)),
        anyMetrics.map((message) => read('metrics', message)),
      ),
      anyChange,
      ({ events }, changes) => {
        const changed = events.map((event, at): DevelopmentEvent => {
          const attributes = Object.entries(event.attributes)
          for (const [place, value] of changes) {
            const attribute = attributes[place % Math.max(1, attributes.length)]
            if (attribute === undefined) continue
            if (value === undefined) attributes.splice(attributes.indexOf(attribute), 1)
            else attribute[1] = value
          }
          return { ...event, key: `${at}`, attributes: Object.fromEntries(attributes) }
        })
        assert.deepEqual(byKey(readBack(otlpFromEvents(changed))), byKey(changed))
      },
    ),
    { numRuns: 300 },
  )
})

/** An export keeps the order within its groups, not across signals. */
function byKey(events: readonly DevelopmentEvent[]): Map<string, DevelopmentEvent[]> {
  return Map.groupBy(
    events.toSorted((left, right) => (left.key < right.key ? -1 : 1)),
    ({ key }) => key,
  )
}

/** Without empty groups, equal ones joined, of attributes that come twice the first. */
function normalTraces({ resourceSpans }: TracesData): unknown {
  return groups(
    resourceSpans.flatMap(({ resource, schemaUrl, scopeSpans }) =>
      scopeSpans.flatMap((scoped) =>
        scoped.spans.flatMap((span) => {
          if (!isTraceId(span.traceId) || !isSpanId(span.spanId)) return []
          const item = {
            ...span,
            parentSpanId: isSpanId(span.parentSpanId) ? span.parentSpanId : '',
            attributes: ownOf(span.attributes),
          }
          return [{ resource: normalResource(resource), schemaUrl, scope: normalScope(scoped), item }]
        }),
      ),
    ),
  )
}

function normalLogs({ resourceLogs }: LogsData): unknown {
  return groups(
    resourceLogs.flatMap(({ resource, schemaUrl, scopeLogs }) =>
      scopeLogs.flatMap((scoped) =>
        scoped.logRecords.map((record) => {
          const item = {
            ...record,
            traceId: isTraceId(record.traceId) ? record.traceId : '',
            spanId: isSpanId(record.spanId) ? record.spanId : '',
            attributes: ownOf(record.attributes),
          }
          return { resource: normalResource(resource), schemaUrl, scope: normalScope(scoped), item }
        }),
      ),
    ),
  )
}

function normalMetrics({ resourceMetrics }: MetricsData): unknown {
  return groups(
    resourceMetrics.flatMap(({ resource, schemaUrl, scopeMetrics }) =>
      scopeMetrics.flatMap((scoped) =>
        scoped.metrics.flatMap((metric) =>
          pointsOf(metric).map((item) => ({
            resource: normalResource(resource),
            schemaUrl,
            scope: normalScope(scoped),
            item,
          })),
        ),
      ),
    ),
  )
}

/** Each point with its metric around it. */
function pointsOf(metric: Metric): unknown[] {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric
  const data = gauge ?? sum ?? histogram ?? exponentialHistogram ?? summary
  const points: readonly { readonly attributes: readonly KeyValue[] }[] = data?.dataPoints ?? []
  const around = {
    ...metric,
    metadata: unique(metric.metadata),
    gauge: gauge && {},
    sum: sum && { ...sum, dataPoints: [] },
    histogram: histogram && { ...histogram, dataPoints: [] },
    exponentialHistogram: exponentialHistogram && { ...exponentialHistogram, dataPoints: [] },
    summary: summary && {},
  }
  return points.map((point) => ({ around, point: { ...point, attributes: ownOf(point.attributes) } }))
}

function normalResource(resource: Resource): unknown {
  return { ...resource, attributes: unique(resource.attributes) }
}

function normalScope({ scope, schemaUrl }: Pick<ScopeSpans, 'scope' | 'schemaUrl'>): unknown {
  return { ...scope, attributes: unique(scope.attributes), schemaUrl }
}

/** What the sender said, without what an export says beside it. */
function ownOf(attributes: readonly KeyValue[]): KeyValue[] {
  const { own, stored, envelope } = sortAttributes(attributes)
  if (envelope.repository === undefined) return unique(attributes)
  assert.deepEqual(stored, [])
  return unique(own)
}

function unique(attributes: readonly KeyValue[]): KeyValue[] {
  const seen: Record<string, AttributeValue> = {}
  return attributes.filter((attribute) => {
    const before = Object.keys(seen).length
    putAttribute(seen, OWN_ATTRIBUTE, attribute)
    return Object.keys(seen).length > before
  })
}

type Placed = {
  readonly resource: unknown
  readonly schemaUrl: string
  readonly scope: unknown
  readonly item: unknown
}

function groups(items: readonly Placed[]): unknown {
  const found: { resource: unknown; scopes: { scope: unknown; items: unknown[] }[] }[] = []
  for (const { item, scope, ...of } of items) {
    let group = found.find(({ resource }) => isDeepStrictEqual(resource, of))
    if (group === undefined) found.push((group = { resource: of, scopes: [] }))
    let scoped = group.scopes.find((one) => isDeepStrictEqual(one.scope, scope))
    if (scoped === undefined) group.scopes.push((scoped = { scope, items: [] }))
    scoped.items.push(item)
  }
  return found
}

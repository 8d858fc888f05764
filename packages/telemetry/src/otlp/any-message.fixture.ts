/** Any OTLP message that a reader could hand out, with the names, ids and times that mapping has to tell apart. */
import * as fc from 'fast-check'
import type { AnyValue, KeyValue, LogsData, Metric, MetricsData, TracesData } from './message.ts'

/** As readers make them, with a prototype. */
const record = <T>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields, { noNullPrototype: true })

const MOST_UINT64 = 2n ** 64n - 1n

export const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', '\0', 'é😀', '{}', '{"stringValue":"x"}', 'AAEC', '12', '[redacted:jwt]'),
)

/** With names that mean something to us, to JavaScript, or to nobody. */
export const anyKey = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'http.request.method', 'process.pid', 'error.type') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '0',
      '42',
      '4294967296',
      '-1',
      '__proto__',
      'constructor',
      'toString',
      'otlp.',
      'otlp.span.name',
      'otlp.attribute.x',
      'otlp.resource.attribute.x',
      'a~double',
      'a~text',
      'a~json~int',
      '~bytes',
      'a~other',
      'wakelore.event.key',
      'wakelore.event.attribute.x',
      'wakelore.event.stored.otlp.span.kind',
      'wakelore.event.other',
    ),
  },
  { weight: 2, arbitrary: fc.string({ maxLength: 6 }) },
)

const anyInteger = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(shortest),
  fc.constantFrom(0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, 2n ** 53n - 1n).map(shortest),
)
export const anyDouble = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e21, 5e-324, 2 ** 53),
)

export const anyValue: fc.Arbitrary<AnyValue> = fc.letrec<{ value: AnyValue; key: KeyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    anyText,
    anyInteger,
    fc.boolean(),
    anyDouble.map((double) => ({ double })),
    fc.constant(null),
    fc.uint8Array({ maxLength: 5 }),
    fc.array(anyText, { maxLength: 3 }),
    fc.array(anyInteger, { maxLength: 3 }),
    fc.array(
      anyDouble.map((double) => ({ double })),
      { maxLength: 3 },
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('key'), { maxLength: 3 }).map((entries) => ({ entries })),
  ),
  key: record({ key: anyKey, value: tie('value') }),
})).value

export const anyAttributes: fc.Arbitrary<KeyValue[]> = fc.array(record({ key: anyKey, value: anyValue }), {
  maxLength: 4,
})

const hex = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => Buffer.from(id).toString('hex'))
export const traceId = hex(16).filter((id) => !/^0*$/.test(id))
export const spanId = hex(8).filter((id) => !/^0*$/.test(id))
export const anyId = fc.oneof(
  traceId,
  spanId,
  fc.constantFrom('', '00', '0'.repeat(16), '0'.repeat(32), 'abcd'),
)

const uint32 = fc.oneof(fc.constant(0), fc.nat(), fc.constant(2 ** 32 - 1))
const int32 = fc.oneof(fc.nat(9), fc.integer(), fc.constantFrom(2 ** 31 - 1, -(2 ** 31)))
export const anyTime = fc.oneof(
  fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_800_000_000_000_000_000n }),
  fc.bigInt({ min: 0n, max: MOST_UINT64 }),
  fc.constantFrom(0n, 1n, 999_999n, 1_000_000n, MOST_UINT64),
)
const uint64 = fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: MOST_UINT64 }))
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

const resource = record({
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
  entityRefs: fc.array(
    record({
      schemaUrl: anyText,
      type: anyText,
      idKeys: fc.array(anyText, { maxLength: 2 }),
      descriptionKeys: fc.array(anyText, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
})
const scope = record({
  name: anyText,
  version: anyText,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
})
const few = { maxLength: 3 }

const span = record({
  traceId: fc.oneof({ weight: 9, arbitrary: traceId }, anyId),
  spanId: fc.oneof({ weight: 9, arbitrary: spanId }, anyId),
  traceState: anyText,
  parentSpanId: fc.oneof(spanId, anyId),
  flags: uint32,
  name: anyText,
  kind: int32,
  startTimeUnixNano: anyTime,
  endTimeUnixNano: anyTime,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
  events: fc.array(
    record({
      timeUnixNano: anyTime,
      name: anyText,
      attributes: anyAttributes,
      droppedAttributesCount: uint32,
    }),
    few,
  ),
  droppedEventsCount: uint32,
  links: fc.array(
    record({
      traceId: anyId,
      spanId: anyId,
      traceState: anyText,
      attributes: anyAttributes,
      droppedAttributesCount: uint32,
      flags: uint32,
    }),
    few,
  ),
  droppedLinksCount: uint32,
  status: record({ message: anyText, code: int32 }),
})

const logRecord = record({
  timeUnixNano: anyTime,
  observedTimeUnixNano: anyTime,
  severityNumber: int32,
  severityText: anyText,
  body: anyValue,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
  flags: uint32,
  traceId: anyId,
  spanId: anyId,
  eventName: anyText,
})

const number = fc.oneof(
  anyDouble.map((asDouble) => ({ asDouble, asInt: undefined })),
  int64.map((asInt) => ({ asDouble: undefined, asInt })),
  fc.constant({ asDouble: undefined, asInt: undefined }),
)
const exemplars = fc.array(
  fc
    .tuple(
      record({ filteredAttributes: anyAttributes, timeUnixNano: anyTime, spanId: anyId, traceId: anyId }),
      number,
    )
    .map(([exemplar, value]) => ({ ...exemplar, ...value })),
  { maxLength: 2 },
)
const point = { attributes: anyAttributes, startTimeUnixNano: anyTime, timeUnixNano: anyTime, flags: uint32 }
const numberPoint = fc
  .tuple(record({ ...point, exemplars }), number)
  .map(([common, value]) => ({ ...common, ...value }))
const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })
const buckets = record({ offset: int32, bucketCounts: fc.array(uint64, few) })
const statistics = {
  count: uint64,
  sum: perhaps(anyDouble),
  min: perhaps(anyDouble),
  max: perhaps(anyDouble),
}
const aggregationTemporality = fc.oneof(fc.nat(3), int32)
const dataPoints = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, few)

const NO_DATA = {
  gauge: undefined,
  sum: undefined,
  histogram: undefined,
  exponentialHistogram: undefined,
  summary: undefined,
}
const data: fc.Arbitrary<Partial<Metric>> = fc.oneof(
  record({ gauge: record({ dataPoints: dataPoints(numberPoint) }) }),
  record({
    sum: record({
      dataPoints: dataPoints(numberPoint),
      aggregationTemporality,
      isMonotonic: fc.boolean(),
    }),
  }),
  record({
    histogram: record({
      dataPoints: dataPoints(
        record({
          ...point,
          ...statistics,
          bucketCounts: fc.array(uint64, few),
          explicitBounds: fc.array(anyDouble, few),
          exemplars,
        }),
      ),
      aggregationTemporality,
    }),
  }),
  record({
    exponentialHistogram: record({
      dataPoints: dataPoints(
        record({
          ...point,
          ...statistics,
          scale: int32,
          zeroCount: uint64,
          positive: buckets,
          negative: buckets,
          zeroThreshold: anyDouble,
          exemplars,
        }),
      ),
      aggregationTemporality,
    }),
  }),
  record({
    summary: record({
      dataPoints: dataPoints(
        record({
          ...point,
          count: uint64,
          sum: anyDouble,
          quantileValues: fc.array(record({ quantile: anyDouble, value: anyDouble }), few),
        }),
      ),
    }),
  }),
  fc.constant({}),
)
const metric: fc.Arbitrary<Metric> = fc
  .tuple(record({ name: anyText, description: anyText, unit: anyText, metadata: anyAttributes }), data)
  .map(([naming, own]) => ({ ...naming, ...NO_DATA, ...own }))

export const anyTraces: fc.Arbitrary<TracesData> = record({
  resourceSpans: fc.array(
    record({
      resource,
      schemaUrl: anyText,
      scopeSpans: fc.array(record({ scope, schemaUrl: anyText, spans: fc.array(span, few) }), few),
    }),
    few,
  ),
})
export const anyLogs: fc.Arbitrary<LogsData> = record({
  resourceLogs: fc.array(
    record({
      resource,
      schemaUrl: anyText,
      scopeLogs: fc.array(record({ scope, schemaUrl: anyText, logRecords: fc.array(logRecord, few) }), few),
    }),
    few,
  ),
})
export const anyMetrics: fc.Arbitrary<MetricsData> = record({
  resourceMetrics: fc.array(
    record({
      resource,
      schemaUrl: anyText,
      scopeMetrics: fc.array(record({ scope, schemaUrl: anyText, metrics: fc.array(metric, few) }), few),
    }),
    few,
  ),
})

function shortest(value: bigint): number | bigint {
  const exact = Number(value)
  return Number.isSafeInteger(exact) ? exact : value
}

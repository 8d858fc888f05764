/**
 * One request of each signal with every field that OTLP 1.11 has, and values at their
 * limits: what no SDK sends, but a Collector passes on.
 *
 * Written as OTLP JSON by hand from the specification's field tables. Missing is only
 * what a Collector doesn't keep itself.
 */
import type { OtlpSignal } from './otlp-items.ts'

const TRACE = '5b8efff798038103d269b633813fc60c'
const SPAN = 'eee19b7ec3c1b174'
const LARGEST_UNSIGNED = '18446744073709551615'
/** The year 2286. */
const FAR_FUTURE = '9999999999999999999'

const ATTRIBUTES = [
  { key: 'text', value: { stringValue: 'Käse 🧀' } },
  { key: 'text.empty', value: { stringValue: '' } },
  { key: 'yes', value: { boolValue: true } },
  { key: 'no', value: { boolValue: false } },
  { key: 'int.largest', value: { intValue: '9223372036854775807' } },
  { key: 'int.smallest', value: { intValue: '-9223372036854775808' } },
  { key: 'int.zero', value: { intValue: '0' } },
  { key: 'double.nan', value: { doubleValue: 'NaN' } },
  { key: 'double.infinite', value: { doubleValue: '-Infinity' } },
  { key: 'double.whole', value: { doubleValue: 3 } },
  { key: 'double.zero', value: { doubleValue: 0 } },
  { key: 'double.least', value: { doubleValue: 5e-324 } },
  { key: 'bytes', value: { bytesValue: 'AAH+/w==' } },
  { key: 'bytes.empty', value: { bytesValue: '' } },
  { key: 'unset', value: {} },
  { key: 'list.empty', value: { arrayValue: {} } },
  {
    key: 'list.mixed',
    value: { arrayValue: { values: [{ intValue: '1' }, { stringValue: 'two' }, {}, { doubleValue: 2 }] } },
  },
  {
    key: 'tree',
    value: {
      kvlistValue: {
        values: [
          { key: 'leaf', value: { boolValue: true } },
          { key: 'inner', value: { kvlistValue: { values: [{ key: '', value: { intValue: '-1' } }] } } },
        ],
      },
    },
  },
  { key: 'tree.empty', value: { kvlistValue: {} } },
  // Names that wakelore's own way to store types and places could be mistaken for.
  { key: 'ratio~double', value: { stringValue: 'a suffix of its own' } },
  { key: 'otlp.span.name', value: { stringValue: 'a prefix of its own' } },
  { key: 'otlp.resource.attribute.text', value: { intValue: '7' } },
  { key: '__proto__', value: { stringValue: 'a prototype' } },
  { key: '', value: { stringValue: 'no name' } },
]
const RESOURCE = { attributes: ATTRIBUTES, droppedAttributesCount: 3 }
const SCOPE = {
  name: 'everything',
  version: '9.9',
  attributes: ATTRIBUTES,
  droppedAttributesCount: 4_294_967_295,
}
const SCHEMAS = {
  resource: 'https://opentelemetry.io/schemas/1.45.0',
  scope: 'https://opentelemetry.io/schemas/1.44.0',
}

const EXEMPLARS = [
  {
    filteredAttributes: ATTRIBUTES,
    timeUnixNano: '1700000000000000001',
    asDouble: 0.5,
    spanId: SPAN,
    traceId: TRACE,
  },
  { timeUnixNano: '1', asInt: '-9223372036854775808' },
]
const POINT = {
  attributes: ATTRIBUTES,
  startTimeUnixNano: '1700000000000000000',
  timeUnixNano: '1700000000999999999',
  flags: 1,
}

const spans = [
  {
    traceId: TRACE,
    spanId: SPAN,
    traceState: 'vendor=a:b,ot=th:8',
    parentSpanId: 'eee19b7ec3c1b173',
    flags: 769,
    name: 'everything',
    kind: 5,
    startTimeUnixNano: '1700000000000000001',
    endTimeUnixNano: '1700000000123456789',
    attributes: ATTRIBUTES,
    droppedAttributesCount: 1,
    events: [
      {
        timeUnixNano: '1700000000000000002',
        name: 'happened',
        attributes: ATTRIBUTES,
        droppedAttributesCount: 2,
      },
      { name: '' },
    ],
    droppedEventsCount: 2,
    links: [
      {
        traceId: TRACE,
        spanId: SPAN,
        traceState: 'a=b',
        attributes: ATTRIBUTES,
        droppedAttributesCount: 1,
        flags: 257,
      },
      { traceId: TRACE, spanId: 'eee19b7ec3c1b170' },
    ],
    droppedLinksCount: 3,
    status: { code: 2, message: 'it failed' },
  },
  {
    traceId: TRACE,
    spanId: 'eee19b7ec3c1b175',
    name: 'from the future',
    startTimeUnixNano: FAR_FUTURE,
    endTimeUnixNano: LARGEST_UNSIGNED,
  },
  {
    traceId: TRACE,
    spanId: 'eee19b7ec3c1b176',
    name: 'ended before it started',
    startTimeUnixNano: '1700000000000000001',
    endTimeUnixNano: '1',
  },
  { traceId: TRACE, spanId: 'eee19b7ec3c1b177' },
]

const logRecords = [
  {
    timeUnixNano: '1700000000000000001',
    observedTimeUnixNano: LARGEST_UNSIGNED,
    severityNumber: 24,
    severityText: 'FATAL4',
    body: { kvlistValue: { values: ATTRIBUTES } },
    attributes: ATTRIBUTES,
    droppedAttributesCount: 1,
    flags: 1,
    traceId: TRACE,
    spanId: SPAN,
    eventName: 'everything.happened',
  },
  { body: { bytesValue: 'AAH+/w==' } },
  { body: { doubleValue: 'NaN' } },
  { body: { intValue: '9007199254740993' } },
  { body: { arrayValue: { values: [{}, { stringValue: '' }] } } },
  { timeUnixNano: FAR_FUTURE, severityNumber: 99 },
  { body: { stringValue: 'twice' } },
  { body: { stringValue: 'twice' } },
  {},
]

const metrics = [
  {
    name: 'gauge',
    description: 'of both kinds',
    unit: 'By',
    metadata: ATTRIBUTES,
    gauge: {
      dataPoints: [
        { ...POINT, asInt: '9223372036854775807', exemplars: EXEMPLARS },
        { ...POINT, asDouble: 'NaN' },
        { ...POINT, asDouble: 3 },
        { ...POINT },
      ],
    },
  },
  {
    name: 'sum',
    sum: {
      dataPoints: [
        { ...POINT, asInt: '0' },
        { timeUnixNano: FAR_FUTURE, asDouble: 1e300, exemplars: EXEMPLARS },
      ],
      aggregationTemporality: 2,
      isMonotonic: true,
    },
  },
  {
    name: 'histogram',
    histogram: {
      dataPoints: [
        {
          ...POINT,
          count: LARGEST_UNSIGNED,
          sum: -0.5,
          bucketCounts: ['0', LARGEST_UNSIGNED, '7'],
          explicitBounds: [-1, 0],
          exemplars: EXEMPLARS,
          min: -2,
          max: 0,
        },
        { timeUnixNano: '2' },
      ],
      aggregationTemporality: 1,
    },
  },
  {
    name: 'exponential',
    exponentialHistogram: {
      dataPoints: [
        {
          ...POINT,
          count: '12',
          sum: 1.5,
          scale: -10,
          zeroCount: '3',
          positive: { offset: -5, bucketCounts: ['1', '0', '2'] },
          negative: { offset: 7, bucketCounts: ['6'] },
          exemplars: EXEMPLARS,
          min: -0.25,
          max: 1e10,
          zeroThreshold: 1e-9,
        },
      ],
      aggregationTemporality: 2,
    },
  },
  {
    name: 'summary',
    summary: {
      dataPoints: [
        {
          ...POINT,
          count: '5',
          sum: 2.5,
          quantileValues: [
            { quantile: 0, value: -1 },
            { quantile: 0.5, value: 0 },
            { quantile: 1, value: 'NaN' },
          ],
        },
      ],
    },
  },
]

/** A request of each signal, of a trace of its own; `attributes` stand beside everything else in the resource. */
export function everything(
  traceId: string,
  attributes: Readonly<Record<string, string>>,
): Record<OtlpSignal, unknown> {
  const own = Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }))
  const above = {
    resource: { ...RESOURCE, attributes: [...own, ...RESOURCE.attributes] },
    schemaUrl: SCHEMAS.resource,
  }
  const beside = { scope: SCOPE, schemaUrl: SCHEMAS.scope }
  const bare = { resource: { attributes: own } }
  const requests = {
    traces: {
      resourceSpans: [
        { ...above, scopeSpans: [{ ...beside, spans: spans.slice(0, 2) }] },
        { ...bare, scopeSpans: [{ spans: spans.slice(2) }] },
      ],
    },
    logs: {
      resourceLogs: [
        { ...above, scopeLogs: [{ ...beside, logRecords: logRecords.slice(0, 2) }] },
        { ...bare, scopeLogs: [{ logRecords: logRecords.slice(2) }] },
      ],
    },
    metrics: {
      resourceMetrics: [
        { ...above, scopeMetrics: [{ ...beside, metrics: metrics.slice(0, 2) }] },
        { ...bare, scopeMetrics: [{ metrics: metrics.slice(2) }] },
      ],
    },
  }
  return JSON.parse(JSON.stringify(requests).replaceAll(TRACE, traceId))
}

/**
 * OTLP's messages as tables: field number, name, type. The general readers and writers of
 * protobuf and of JSON are driven by them, so that both encodings know the same fields.
 *
 * Written from the field tables of opentelemetry-proto 1.11 and, for what a refused request
 * is answered with, of google.rpc. The fields that only profiles use (`key_strindex`,
 * `string_value_strindex`) aren't here: the specification has them ignored elsewhere.
 */
import type {
  EntityRef,
  Exemplar,
  ExponentialBuckets,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  InstrumentationScope,
  KeyValue,
  LogRecord,
  LogsData,
  Metric,
  MetricsData,
  NumberDataPoint,
  Resource,
  ResourceLogs,
  ResourceMetrics,
  ResourceSpans,
  ScopeLogs,
  ScopeMetrics,
  ScopeSpans,
  Span,
  SpanEvent,
  SpanLink,
  SpanStatus,
  SummaryDataPoint,
  TracesData,
} from './message.ts'

/** `id` is bytes that are hex in JSON and in our objects; `enum` is an int32 that may have names. */
export type ScalarType =
  | 'string'
  | 'bytes'
  | 'id'
  | 'bool'
  | 'double'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed64'
  | 'enum'

/**
 *   optional  absent is another thing than zero
 *   oneof     of all fields of the message that are so, the last one read counts
 */
type Label = 'one' | 'repeated' | 'optional' | 'oneof'
type EnumValues = Readonly<Record<string, number>>
type Row = readonly [number: number, type: string, label?: Label, values?: EnumValues]
type Rows<Message> = { readonly [Name in keyof Message]-?: Row }

export type Field = {
  readonly number: number
  /** As in JSON and in our objects. */
  readonly name: string
  /** As in the definition, which readers of JSON put up with. */
  readonly originalName: string
  readonly label: Label
  /** Undefined where it is a message. */
  readonly scalar: ScalarType | undefined
  readonly message: Message | undefined
  readonly values: EnumValues | undefined
}

export type Message = {
  readonly name: string
  /** By ascending number. */
  readonly fields: readonly Field[]
  readonly byNumber: readonly (Field | undefined)[]
  readonly byName: ReadonlyMap<string, Field>
  /** What an object has that nothing was read into. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** A message in which nothing was set: what an absent one is. */
  readonly empty: unknown
  readonly oneof: readonly Field[]
}

const SPAN_KIND = enumValues('SPAN_KIND_', 'UNSPECIFIED INTERNAL SERVER CLIENT PRODUCER CONSUMER'.split(' '))
const STATUS_CODE = enumValues('STATUS_CODE_', ['UNSET', 'OK', 'ERROR'])
const TEMPORALITY = enumValues('AGGREGATION_TEMPORALITY_', ['UNSPECIFIED', 'DELTA', 'CUMULATIVE'])
const SEVERITY = enumValues('SEVERITY_NUMBER_', [
  'UNSPECIFIED',
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((name) =>
    ['', '2', '3', '4'].map((step) => name + step),
  ),
])

/** Any value's fields as they are on the wire; our objects hold what they stand for. */
export type AnyValueFields = {
  readonly stringValue?: string
  readonly boolValue?: boolean
  readonly intValue?: bigint
  readonly doubleValue?: number
  readonly arrayValue?: { readonly values: readonly unknown[] }
  readonly kvlistValue?: { readonly values: readonly KeyValue[] }
  readonly bytesValue?: Uint8Array
}

const TABLES = {
  AnyValue: {
    stringValue: [1, 'string', 'oneof'],
    boolValue: [2, 'bool', 'oneof'],
    intValue: [3, 'int64', 'oneof'],
    doubleValue: [4, 'double', 'oneof'],
    arrayValue: [5, 'ArrayValue', 'oneof'],
    kvlistValue: [6, 'KeyValueList', 'oneof'],
    bytesValue: [7, 'bytes', 'oneof'],
  } satisfies Rows<AnyValueFields>,
  ArrayValue: { values: [1, 'AnyValue', 'repeated'] },
  KeyValueList: { values: [1, 'KeyValue', 'repeated'] },
  KeyValue: { key: [1, 'string'], value: [2, 'AnyValue'] } satisfies Rows<KeyValue>,
  InstrumentationScope: {
    name: [1, 'string'],
    version: [2, 'string'],
    attributes: [3, 'KeyValue', 'repeated'],
    droppedAttributesCount: [4, 'uint32'],
  } satisfies Rows<InstrumentationScope>,
  Resource: {
    attributes: [1, 'KeyValue', 'repeated'],
    droppedAttributesCount: [2, 'uint32'],
    entityRefs: [3, 'EntityRef', 'repeated'],
  } satisfies Rows<Resource>,
  EntityRef: {
    schemaUrl: [1, 'string'],
    type: [2, 'string'],
    idKeys: [3, 'string', 'repeated'],
    descriptionKeys: [4, 'string', 'repeated'],
  } satisfies Rows<EntityRef>,

  TracesData: { resourceSpans: [1, 'ResourceSpans', 'repeated'] } satisfies Rows<TracesData>,
  ResourceSpans: {
    resource: [1, 'Resource'],
    scopeSpans: [2, 'ScopeSpans', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ResourceSpans>,
  ScopeSpans: {
    scope: [1, 'InstrumentationScope'],
    spans: [2, 'Span', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ScopeSpans>,
  Span: {
    traceId: [1, 'id'],
    spanId: [2, 'id'],
    traceState: [3, 'string'],
    parentSpanId: [4, 'id'],
    name: [5, 'string'],
    kind: [6, 'enum', 'one', SPAN_KIND],
    startTimeUnixNano: [7, 'fixed64'],
    endTimeUnixNano: [8, 'fixed64'],
    attributes: [9, 'KeyValue', 'repeated'],
    droppedAttributesCount: [10, 'uint32'],
    events: [11, 'SpanEvent', 'repeated'],
    droppedEventsCount: [12, 'uint32'],
    links: [13, 'SpanLink', 'repeated'],
    droppedLinksCount: [14, 'uint32'],
    status: [15, 'SpanStatus'],
    flags: [16, 'fixed32'],
  } satisfies Rows<Span>,
  SpanEvent: {
    timeUnixNano: [1, 'fixed64'],
    name: [2, 'string'],
    attributes: [3, 'KeyValue', 'repeated'],
    droppedAttributesCount: [4, 'uint32'],
  } satisfies Rows<SpanEvent>,
  SpanLink: {
    traceId: [1, 'id'],
    spanId: [2, 'id'],
    traceState: [3, 'string'],
    attributes: [4, 'KeyValue', 'repeated'],
    droppedAttributesCount: [5, 'uint32'],
    flags: [6, 'fixed32'],
  } satisfies Rows<SpanLink>,
  SpanStatus: {
    message: [2, 'string'],
    code: [3, 'enum', 'one', STATUS_CODE],
  } satisfies Rows<SpanStatus>,

  LogsData: { resourceLogs: [1, 'ResourceLogs', 'repeated'] } satisfies Rows<LogsData>,
  ResourceLogs: {
    resource: [1, 'Resource'],
    scopeLogs: [2, 'ScopeLogs', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ResourceLogs>,
  ScopeLogs: {
    scope: [1, 'InstrumentationScope'],
    logRecords: [2, 'LogRecord', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ScopeLogs>,
  LogRecord: {
    timeUnixNano: [1, 'fixed64'],
    severityNumber: [2, 'enum', 'one', SEVERITY],
    severityText: [3, 'string'],
    body: [5, 'AnyValue'],
    attributes: [6, 'KeyValue', 'repeated'],
    droppedAttributesCount: [7, 'uint32'],
    flags: [8, 'fixed32'],
    traceId: [9, 'id'],
    spanId: [10, 'id'],
    observedTimeUnixNano: [11, 'fixed64'],
    eventName: [12, 'string'],
  } satisfies Rows<LogRecord>,

  MetricsData: { resourceMetrics: [1, 'ResourceMetrics', 'repeated'] } satisfies Rows<MetricsData>,
  ResourceMetrics: {
    resource: [1, 'Resource'],
    scopeMetrics: [2, 'ScopeMetrics', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ResourceMetrics>,
  ScopeMetrics: {
    scope: [1, 'InstrumentationScope'],
    metrics: [2, 'Metric', 'repeated'],
    schemaUrl: [3, 'string'],
  } satisfies Rows<ScopeMetrics>,
  Metric: {
    name: [1, 'string'],
    description: [2, 'string'],
    unit: [3, 'string'],
    gauge: [5, 'Gauge', 'oneof'],
    sum: [7, 'Sum', 'oneof'],
    histogram: [9, 'Histogram', 'oneof'],
    exponentialHistogram: [10, 'ExponentialHistogram', 'oneof'],
    summary: [11, 'Summary', 'oneof'],
    metadata: [12, 'KeyValue', 'repeated'],
  } satisfies Rows<Metric>,
  Gauge: { dataPoints: [1, 'NumberDataPoint', 'repeated'] } satisfies Rows<NonNullable<Metric['gauge']>>,
  Sum: {
    dataPoints: [1, 'NumberDataPoint', 'repeated'],
    aggregationTemporality: [2, 'enum', 'one', TEMPORALITY],
    isMonotonic: [3, 'bool'],
  } satisfies Rows<NonNullable<Metric['sum']>>,
  Histogram: {
    dataPoints: [1, 'HistogramDataPoint', 'repeated'],
    aggregationTemporality: [2, 'enum', 'one', TEMPORALITY],
  } satisfies Rows<NonNullable<Metric['histogram']>>,
  ExponentialHistogram: {
    dataPoints: [1, 'ExponentialHistogramDataPoint', 'repeated'],
    aggregationTemporality: [2, 'enum', 'one', TEMPORALITY],
  } satisfies Rows<NonNullable<Metric['exponentialHistogram']>>,
  Summary: {
    dataPoints: [1, 'SummaryDataPoint', 'repeated'],
  } satisfies Rows<NonNullable<Metric['summary']>>,
  NumberDataPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    asDouble: [4, 'double', 'oneof'],
    exemplars: [5, 'Exemplar', 'repeated'],
    asInt: [6, 'sfixed64', 'oneof'],
    attributes: [7, 'KeyValue', 'repeated'],
    flags: [8, 'uint32'],
  } satisfies Rows<NumberDataPoint>,
  HistogramDataPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double', 'optional'],
    bucketCounts: [6, 'fixed64', 'repeated'],
    explicitBounds: [7, 'double', 'repeated'],
    exemplars: [8, 'Exemplar', 'repeated'],
    attributes: [9, 'KeyValue', 'repeated'],
    flags: [10, 'uint32'],
    min: [11, 'double', 'optional'],
    max: [12, 'double', 'optional'],
  } satisfies Rows<HistogramDataPoint>,
  ExponentialHistogramDataPoint: {
    attributes: [1, 'KeyValue', 'repeated'],
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double', 'optional'],
    scale: [6, 'sint32'],
    zeroCount: [7, 'fixed64'],
    positive: [8, 'ExponentialBuckets'],
    negative: [9, 'ExponentialBuckets'],
    flags: [10, 'uint32'],
    exemplars: [11, 'Exemplar', 'repeated'],
    min: [12, 'double', 'optional'],
    max: [13, 'double', 'optional'],
    zeroThreshold: [14, 'double'],
  } satisfies Rows<ExponentialHistogramDataPoint>,
  ExponentialBuckets: {
    offset: [1, 'sint32'],
    bucketCounts: [2, 'uint64', 'repeated'],
  } satisfies Rows<ExponentialBuckets>,
  SummaryDataPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double'],
    quantileValues: [6, 'ValueAtQuantile', 'repeated'],
    attributes: [7, 'KeyValue', 'repeated'],
    flags: [8, 'uint32'],
  } satisfies Rows<SummaryDataPoint>,
  ValueAtQuantile: {
    quantile: [1, 'double'],
    value: [2, 'double'],
  } satisfies Rows<SummaryDataPoint['quantileValues'][number]>,
  Exemplar: {
    timeUnixNano: [2, 'fixed64'],
    asDouble: [3, 'double', 'oneof'],
    spanId: [4, 'id'],
    traceId: [5, 'id'],
    asInt: [6, 'sfixed64', 'oneof'],
    filteredAttributes: [7, 'KeyValue', 'repeated'],
  } satisfies Rows<Exemplar>,

  ExportTraceServiceResponse: { partialSuccess: [1, 'ExportTracePartialSuccess'] },
  ExportTracePartialSuccess: { rejectedSpans: [1, 'int64'], errorMessage: [2, 'string'] },
  ExportLogsServiceResponse: { partialSuccess: [1, 'ExportLogsPartialSuccess'] },
  ExportLogsPartialSuccess: { rejectedLogRecords: [1, 'int64'], errorMessage: [2, 'string'] },
  ExportMetricsServiceResponse: { partialSuccess: [1, 'ExportMetricsPartialSuccess'] },
  ExportMetricsPartialSuccess: { rejectedDataPoints: [1, 'int64'], errorMessage: [2, 'string'] },

  Status: { code: [1, 'int32'], message: [2, 'string'], details: [3, 'Any', 'repeated'] },
  /** In JSON a detail is an object of its own type, which would have to be known. */
  StatusWithoutDetails: { code: [1, 'int32'], message: [2, 'string'] },
  Any: { typeUrl: [1, 'string'], value: [2, 'bytes'] },
  RetryInfo: { retryDelay: [1, 'Duration'] },
  Duration: { seconds: [1, 'int64'], nanos: [2, 'int32'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Row>>>>

export type MessageName = keyof typeof TABLES

/** A list that nothing was read into; shared, so that absent lists cost nothing. */
export const NONE: readonly never[] = Object.freeze([])
const NO_BYTES = new Uint8Array(0)

const ZERO: Readonly<Record<ScalarType, unknown>> = {
  string: '',
  bytes: NO_BYTES,
  id: '',
  bool: false,
  double: 0,
  int32: 0,
  int64: 0n,
  uint32: 0,
  uint64: 0n,
  sint32: 0,
  fixed32: 0,
  fixed64: 0n,
  sfixed64: 0n,
  enum: 0,
}

export const MESSAGES: Readonly<Record<MessageName, Message>> = linkMessages()

/** The one message that our objects hold as what it stands for. */
export const ANY_VALUE: Message = MESSAGES.AnyValue

/** Of a scalar: what an absent one has. -0 isn't. */
export function isDefault(value: unknown): boolean {
  return (
    value === '' ||
    value === 0n ||
    value === false ||
    Object.is(value, 0) ||
    (value instanceof Uint8Array && value.length === 0)
  )
}

/** Messages refer to each other, in a circle even: made first, filled afterwards. */
function linkMessages(): Record<MessageName, Message> {
  const messages = Object.fromEntries(
    Object.keys(TABLES).map((name) => [
      name,
      { name, fields: [], byNumber: [], byName: new Map(), defaults: {}, empty: undefined, oneof: [] },
    ]),
  ) as unknown as Record<string, Filling>
  for (const [messageName, rows] of Object.entries(TABLES)) {
    const message = messages[messageName]!
    for (const [name, row] of Object.entries(rows) as [string, Row][]) {
      const [number, type, label = 'one', values] = row
      const originalName = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      const scalar = type in ZERO ? (type as ScalarType) : undefined
      const field: Field = { number, name, originalName, label, scalar, message: messages[type], values }
      message.fields.push(field)
      message.byName.set(name, field).set(originalName, field)
      if (label === 'oneof') message.oneof.push(field)
    }
    message.fields.sort((one, other) => one.number - other.number)
    message.byNumber.length = message.fields.at(-1)!.number + 1
    message.byNumber.fill(undefined)
    for (const field of message.fields) message.byNumber[field.number] = field
  }
  const filled = new Set<Filling>()
  for (const message of Object.values(messages)) fillDefaults(message, filled)
  return messages as Record<MessageName, Message>
}

type Filling = {
  name: string
  fields: Field[]
  byNumber: (Field | undefined)[]
  byName: Map<string, Field>
  defaults: Record<string, unknown>
  empty: unknown
  oneof: Field[]
}

function fillDefaults(message: Filling, filled: Set<Filling>): void {
  if (filled.has(message)) return
  filled.add(message)
  for (const field of message.fields) {
    const { name, label, scalar } = field
    if (label === 'repeated') message.defaults[name] = NONE
    else if (label !== 'one') message.defaults[name] = undefined
    else if (scalar !== undefined) message.defaults[name] = ZERO[scalar]
    else {
      const inner = field.message as Filling
      fillDefaults(inner, filled)
      message.defaults[name] = inner.empty
    }
  }
  message.empty = message.name === 'AnyValue' ? null : Object.freeze({ ...message.defaults })
}

function enumValues(prefix: string, names: readonly string[]): EnumValues {
  return Object.fromEntries(names.map((name, number) => [prefix + name, number]))
}

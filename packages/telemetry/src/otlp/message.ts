/**
 * OTLP's messages as plain objects: what the readers make of protobuf and JSON, what the
 * writers take, and what maps to and from development events.
 *
 * Names are those of OTLP's JSON. Everything is there: an absent field of a message has
 * protobuf's default value. Ids are lower-case hex, empty where they are absent; they are
 * as long as the sender made them. Times are nanoseconds since the epoch, as unsigned 64-bit.
 *
 * Source: opentelemetry-proto 1.11, https://opentelemetry.io/docs/specs/otlp/
 */

/**
 * A value of an attribute. OTLP knows integers (64-bit) from doubles and JavaScript doesn't:
 * a number is an integer, as a bigint is where a number can't hold it exactly; a double is
 * a `Double`. Null is a value that was never set.
 */
export type AnyValue =
  null | string | boolean | number | bigint | Double | Uint8Array | KeyValueList | readonly AnyValue[]

export type Double = { readonly double: number }
export type KeyValueList = { readonly entries: readonly KeyValue[] }
export type KeyValue = { readonly key: string; readonly value: AnyValue }

export type Resource = {
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
  readonly entityRefs: readonly EntityRef[]
}

export type EntityRef = {
  readonly schemaUrl: string
  readonly type: string
  readonly idKeys: readonly string[]
  readonly descriptionKeys: readonly string[]
}

export type InstrumentationScope = {
  readonly name: string
  readonly version: string
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
}

/** ExportTraceServiceRequest, and TracesData. */
export type TracesData = { readonly resourceSpans: readonly ResourceSpans[] }
export type ResourceSpans = {
  readonly resource: Resource
  readonly scopeSpans: readonly ScopeSpans[]
  readonly schemaUrl: string
}
export type ScopeSpans = {
  readonly scope: InstrumentationScope
  readonly spans: readonly Span[]
  readonly schemaUrl: string
}

export type Span = {
  readonly traceId: string
  readonly spanId: string
  readonly traceState: string
  readonly parentSpanId: string
  readonly flags: number
  readonly name: string
  /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number
  readonly startTimeUnixNano: bigint
  readonly endTimeUnixNano: bigint
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
  readonly events: readonly SpanEvent[]
  readonly droppedEventsCount: number
  readonly links: readonly SpanLink[]
  readonly droppedLinksCount: number
  readonly status: SpanStatus
}

export type SpanEvent = {
  readonly timeUnixNano: bigint
  readonly name: string
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
}

export type SpanLink = {
  readonly traceId: string
  readonly spanId: string
  readonly traceState: string
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
  readonly flags: number
}

/** Code: 0 unset, 1 ok, 2 error. */
export type SpanStatus = { readonly message: string; readonly code: number }

/** ExportLogsServiceRequest, and LogsData. */
export type LogsData = { readonly resourceLogs: readonly ResourceLogs[] }
export type ResourceLogs = {
  readonly resource: Resource
  readonly scopeLogs: readonly ScopeLogs[]
  readonly schemaUrl: string
}
export type ScopeLogs = {
  readonly scope: InstrumentationScope
  readonly logRecords: readonly LogRecord[]
  readonly schemaUrl: string
}

export type LogRecord = {
  readonly timeUnixNano: bigint
  readonly observedTimeUnixNano: bigint
  readonly severityNumber: number
  readonly severityText: string
  readonly body: AnyValue
  readonly attributes: readonly KeyValue[]
  readonly droppedAttributesCount: number
  readonly flags: number
  readonly traceId: string
  readonly spanId: string
  readonly eventName: string
}

/** ExportMetricsServiceRequest, and MetricsData. */
export type MetricsData = { readonly resourceMetrics: readonly ResourceMetrics[] }
export type ResourceMetrics = {
  readonly resource: Resource
  readonly scopeMetrics: readonly ScopeMetrics[]
  readonly schemaUrl: string
}
export type ScopeMetrics = {
  readonly scope: InstrumentationScope
  readonly metrics: readonly Metric[]
  readonly schemaUrl: string
}

/** Of the five kinds of data at most one is there. */
export type Metric = {
  readonly name: string
  readonly description: string
  readonly unit: string
  readonly gauge: { readonly dataPoints: readonly NumberDataPoint[] } | undefined
  readonly sum:
    | {
        readonly dataPoints: readonly NumberDataPoint[]
        /** 0 unspecified, 1 delta, 2 cumulative. */
        readonly aggregationTemporality: number
        readonly isMonotonic: boolean
      }
    | undefined
  readonly histogram:
    | { readonly dataPoints: readonly HistogramDataPoint[]; readonly aggregationTemporality: number }
    | undefined
  readonly exponentialHistogram:
    | {
        readonly dataPoints: readonly ExponentialHistogramDataPoint[]
        readonly aggregationTemporality: number
      }
    | undefined
  readonly summary: { readonly dataPoints: readonly SummaryDataPoint[] } | undefined
  readonly metadata: readonly KeyValue[]
}

type DataPoint = {
  readonly attributes: readonly KeyValue[]
  readonly startTimeUnixNano: bigint
  readonly timeUnixNano: bigint
  readonly flags: number
}

/** At most one of both values is there; an integer is signed 64-bit. */
export type NumberDataPoint = DataPoint & {
  readonly asDouble: number | undefined
  readonly asInt: bigint | undefined
  readonly exemplars: readonly Exemplar[]
}

export type HistogramDataPoint = DataPoint & {
  readonly count: bigint
  readonly sum: number | undefined
  readonly bucketCounts: readonly bigint[]
  readonly explicitBounds: readonly number[]
  readonly exemplars: readonly Exemplar[]
  readonly min: number | undefined
  readonly max: number | undefined
}

export type ExponentialHistogramDataPoint = DataPoint & {
  readonly count: bigint
  readonly sum: number | undefined
  readonly scale: number
  readonly zeroCount: bigint
  readonly positive: ExponentialBuckets
  readonly negative: ExponentialBuckets
  readonly exemplars: readonly Exemplar[]
  readonly min: number | undefined
  readonly max: number | undefined
  readonly zeroThreshold: number
}

export type ExponentialBuckets = { readonly offset: number; readonly bucketCounts: readonly bigint[] }

export type SummaryDataPoint = DataPoint & {
  readonly count: bigint
  readonly sum: number
  readonly quantileValues: readonly { readonly quantile: number; readonly value: number }[]
}

export type Exemplar = {
  readonly filteredAttributes: readonly KeyValue[]
  readonly timeUnixNano: bigint
  readonly asDouble: number | undefined
  readonly asInt: bigint | undefined
  readonly spanId: string
  readonly traceId: string
}

export type OtlpSignal = 'traces' | 'logs' | 'metrics'

/** The message of each signal: the same in protobuf and in JSON, as a request and in a file. */
export type OtlpMessages = {
  readonly traces: TracesData
  readonly logs: LogsData
  readonly metrics: MetricsData
}

/** Export…ServiceResponse: how many spans, records or points were refused, and why; nothing of both, all is well. */
export type ExportResponse = { readonly rejected: bigint; readonly errorMessage: string }

/**
 * A point of a metric as an `otel.metric`, and back.
 *
 * What the metric says of itself stands in each of its points. Where a point has a value
 * it is a double, and an integer under a name that says so.
 */
import type { DevelopmentEvent } from '../event.ts'
import { METRIC_METADATA, OWN_ATTRIBUTE } from './attribute-name.ts'
import { isDouble, isKeyValueList, putAttributes } from './attribute-value.ts'
import { enumName, type EnumNames } from './enum-name.ts'
import { writeAnyValueJson } from './json.ts'
import type {
  AnyValue,
  Exemplar,
  ExponentialBuckets,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  KeyValue,
  Metric,
  NumberDataPoint,
  SummaryDataPoint,
} from './message.ts'
import { putMoment, takeMoment, type TimeOrigin } from './moment.ts'
import { readEntries } from './resource-scope.ts'
import {
  putBig,
  putBigCount,
  putBigs,
  putCount,
  putJsonTexts,
  putText,
  type AttributesLeft,
  type StoredAttributes,
} from './stored-fields.ts'

export type MetricPoint =
  NumberDataPoint | HistogramDataPoint | ExponentialHistogramDataPoint | SummaryDataPoint

const TEMPORALITY: EnumNames = { prefix: 'temporality', names: ['', 'delta', 'cumulative'] }
const MOST_NS = 2n ** 64n - 1n
const MOST_COUNT = 2n ** 64n - 1n
const LEAST_INT32 = -(2 ** 31)
const MOST_INT32 = 2 ** 31 - 1
const LEAST_INT64 = -(2n ** 63n)
const MOST_INT64 = 2n ** 63n - 1n

const VALUE = 'otlp.metric.value'
const INTEGER_VALUE = 'otlp.metric.value~int'
const PERIOD = 'otlp.metric.period_ns'

type MetricType = 'gauge' | 'sum' | 'histogram' | 'exponential_histogram' | 'summary'

/** The points of the metric, and of which type they are; undefined where it has no data. */
export function metricPoints(
  metric: Metric,
): { readonly type: MetricType; readonly points: readonly MetricPoint[] } | undefined {
  if (metric.gauge !== undefined) return { type: 'gauge', points: metric.gauge.dataPoints }
  if (metric.sum !== undefined) return { type: 'sum', points: metric.sum.dataPoints }
  if (metric.histogram !== undefined) return { type: 'histogram', points: metric.histogram.dataPoints }
  if (metric.exponentialHistogram !== undefined) {
    return { type: 'exponential_histogram', points: metric.exponentialHistogram.dataPoints }
  }
  return metric.summary === undefined ? undefined : { type: 'summary', points: metric.summary.dataPoints }
}

/** Puts what all points of the metric share beside what its resource and scope say. */
export function putMetric(into: StoredAttributes, metric: Metric, type: MetricType): void {
  putText(into, 'otlp.metric.name', metric.name)
  putText(into, 'otlp.metric.description', metric.description)
  putText(into, 'otlp.metric.unit', metric.unit)
  putText(into, 'otlp.metric.type', type)
  const { aggregationTemporality = 0 } = metric.sum ?? metric.histogram ?? metric.exponentialHistogram ?? {}
  putText(into, 'otlp.metric.temporality', enumName(TEMPORALITY, aggregationTemporality))
  if (metric.sum?.isMonotonic === true) into['otlp.metric.is_monotonic'] = true
  putAttributes(into, METRIC_METADATA, metric.metadata)
}

/** Puts the point's attributes beside those of its metric; answers when it occurred. */
export function putMetricPoint(into: StoredAttributes, point: MetricPoint, recordedAt: number): number {
  const { startTimeUnixNano, timeUnixNano } = point
  const occurredAt = putMoment(into, timeUnixNano, recordedAt)
  if (startTimeUnixNano !== 0n) putBig(into, PERIOD, timeUnixNano - startTimeUnixNano)
  putCount(into, 'otlp.metric.flags', point.flags)
  if ('asInt' in point) putNumberPoint(into, point)
  else if ('bucketCounts' in point) putHistogramPoint(into, point)
  else if ('zeroCount' in point) putExponentialPoint(into, point)
  else putSummaryPoint(into, point)
  putAttributes(into, OWN_ATTRIBUTE, point.attributes)
  return occurredAt
}

export type TakenPoint = {
  /** The metric, with this one point. */
  readonly metric: Metric
  /** The same for points of the same metric. */
  readonly identity: string
}

/** Undefined where it is of no type that OTLP knows, or OTLP can't tell its time. */
export function takeMetricPoint(left: AttributesLeft, event: DevelopmentEvent): TakenPoint | undefined {
  const moment = takeMoment(left, event, isOrigin)
  if (moment === undefined) return undefined
  const type = left.text('otlp.metric.type')
  if (!isMetricType(type)) return undefined
  const period = left.big(PERIOD, moment.timeNs - MOST_NS, moment.timeNs - 1n)
  const common = {
    startTimeUnixNano: period === undefined ? 0n : moment.timeNs - period,
    timeUnixNano: moment.timeNs,
    flags: left.count('otlp.metric.flags'),
  }
  const hasTemporality = type !== 'gauge' && type !== 'summary'
  const aggregationTemporality = hasTemporality ? left.enumValue('otlp.metric.temporality', TEMPORALITY) : 0
  const isMonotonic = type === 'sum' && left.flag('otlp.metric.is_monotonic')
  const naming = {
    name: left.text('otlp.metric.name'),
    description: left.text('otlp.metric.description'),
    unit: left.text('otlp.metric.unit'),
    metadata: left.attributes(METRIC_METADATA),
  }
  const metric = {
    ...naming,
    gauge: undefined,
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    ...takeData(left, type, common, { aggregationTemporality, isMonotonic }),
  }
  const { name, description, unit, metadata } = naming
  const identity = JSON.stringify([
    type,
    name,
    description,
    unit,
    aggregationTemporality,
    isMonotonic,
    writeAnyValueJson({ entries: metadata }),
  ])
  return { metric, identity }
}

/** The metric with its one point's attributes mapped. */
export function withPointAttributes(
  metric: Metric,
  map: (attributes: readonly KeyValue[]) => readonly KeyValue[],
): Metric {
  return mapPoints(metric, (points) =>
    points.map((point) => ({ ...point, attributes: map(point.attributes) })),
  )
}

/** One metric with the points of all, in order; they are of the same identity. */
export function joinMetrics(metrics: readonly [Metric, ...Metric[]]): Metric {
  const [first] = metrics
  const points = metrics.flatMap((metric) => metricPoints(metric)?.points ?? [])
  return mapPoints(first, <Point>() => points as Point[])
}

function mapPoints(
  metric: Metric,
  map: <Point extends MetricPoint>(points: readonly Point[]) => Point[],
): Metric {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric
  return {
    ...metric,
    gauge: gauge && { dataPoints: map(gauge.dataPoints) },
    sum: sum && { ...sum, dataPoints: map(sum.dataPoints) },
    histogram: histogram && { ...histogram, dataPoints: map(histogram.dataPoints) },
    exponentialHistogram: exponentialHistogram && {
      ...exponentialHistogram,
      dataPoints: map(exponentialHistogram.dataPoints),
    },
    summary: summary && { dataPoints: map(summary.dataPoints) },
  }
}

type CommonPoint = Pick<NumberDataPoint, 'startTimeUnixNano' | 'timeUnixNano' | 'flags'>

function takeData(
  left: AttributesLeft,
  type: MetricType,
  common: CommonPoint,
  { aggregationTemporality, isMonotonic }: { aggregationTemporality: number; isMonotonic: boolean },
): Partial<Metric> {
  switch (type) {
    case 'gauge':
      return { gauge: { dataPoints: [takeNumberPoint(left, common)] } }
    case 'sum':
      return { sum: { dataPoints: [takeNumberPoint(left, common)], aggregationTemporality, isMonotonic } }
    case 'histogram':
      return { histogram: { dataPoints: [takeHistogramPoint(left, common)], aggregationTemporality } }
    case 'exponential_histogram':
      return {
        exponentialHistogram: { dataPoints: [takeExponentialPoint(left, common)], aggregationTemporality },
      }
    case 'summary':
      return { summary: { dataPoints: [takeSummaryPoint(left, common)] } }
  }
}

function isMetricType(type: string): type is MetricType {
  return (
    type === 'gauge' ||
    type === 'sum' ||
    type === 'histogram' ||
    type === 'exponential_histogram' ||
    type === 'summary'
  )
}

function isOrigin(origin: string): origin is TimeOrigin {
  return origin === '' || origin === 'received'
}

function putNumberPoint(into: StoredAttributes, { asDouble, asInt, exemplars }: NumberDataPoint): void {
  if (asDouble !== undefined) into[VALUE] = asDouble
  else if (asInt !== undefined) {
    const number = Number(asInt)
    into[INTEGER_VALUE] = Number.isSafeInteger(number) ? number : String(asInt)
  }
  putExemplars(into, exemplars)
}

function takeNumberPoint(left: AttributesLeft, common: CommonPoint): NumberDataPoint {
  const asDouble = left.double(VALUE)
  return {
    ...common,
    asDouble,
    asInt: asDouble === undefined ? left.integer(INTEGER_VALUE, LEAST_INT64, MOST_INT64) : undefined,
    exemplars: takeExemplars(left),
    attributes: left.attributes(OWN_ATTRIBUTE),
  }
}

function putHistogramPoint(into: StoredAttributes, point: HistogramDataPoint): void {
  putBigCount(into, 'otlp.metric.count', point.count)
  putDouble(into, 'otlp.metric.sum', point.sum)
  putDouble(into, 'otlp.metric.min', point.min)
  putDouble(into, 'otlp.metric.max', point.max)
  putBigs(into, 'otlp.metric.bucket_counts', point.bucketCounts)
  putDoubles(into, 'otlp.metric.explicit_bounds', point.explicitBounds)
  putExemplars(into, point.exemplars)
}

function takeHistogramPoint(left: AttributesLeft, common: CommonPoint): HistogramDataPoint {
  return {
    ...common,
    count: left.big('otlp.metric.count', 1n, MOST_COUNT) ?? 0n,
    sum: left.double('otlp.metric.sum'),
    min: left.double('otlp.metric.min'),
    max: left.double('otlp.metric.max'),
    bucketCounts: left.bigs('otlp.metric.bucket_counts', 0n, MOST_COUNT),
    explicitBounds: left.doubles('otlp.metric.explicit_bounds'),
    exemplars: takeExemplars(left),
    attributes: left.attributes(OWN_ATTRIBUTE),
  }
}

function putExponentialPoint(into: StoredAttributes, point: ExponentialHistogramDataPoint): void {
  putBigCount(into, 'otlp.metric.count', point.count)
  putDouble(into, 'otlp.metric.sum', point.sum)
  putDouble(into, 'otlp.metric.min', point.min)
  putDouble(into, 'otlp.metric.max', point.max)
  putCount(into, 'otlp.metric.scale', point.scale)
  putBigCount(into, 'otlp.metric.zero_count', point.zeroCount)
  if (!Object.is(point.zeroThreshold, 0)) into['otlp.metric.zero_threshold'] = point.zeroThreshold
  putBuckets(into, 'otlp.metric.positive', point.positive)
  putBuckets(into, 'otlp.metric.negative', point.negative)
  putExemplars(into, point.exemplars)
}

function takeExponentialPoint(left: AttributesLeft, common: CommonPoint): ExponentialHistogramDataPoint {
  return {
    ...common,
    count: left.big('otlp.metric.count', 1n, MOST_COUNT) ?? 0n,
    sum: left.double('otlp.metric.sum'),
    min: left.double('otlp.metric.min'),
    max: left.double('otlp.metric.max'),
    scale: left.count('otlp.metric.scale', LEAST_INT32, MOST_INT32),
    zeroCount: left.big('otlp.metric.zero_count', 1n, MOST_COUNT) ?? 0n,
    zeroThreshold: left.doubleButZero('otlp.metric.zero_threshold'),
    positive: takeBuckets(left, 'otlp.metric.positive'),
    negative: takeBuckets(left, 'otlp.metric.negative'),
    exemplars: takeExemplars(left),
    attributes: left.attributes(OWN_ATTRIBUTE),
  }
}

function putBuckets(into: StoredAttributes, name: string, buckets: ExponentialBuckets): void {
  putCount(into, `${name}.offset`, buckets.offset)
  putBigs(into, `${name}.bucket_counts`, buckets.bucketCounts)
}

function takeBuckets(left: AttributesLeft, name: string): ExponentialBuckets {
  return {
    offset: left.count(`${name}.offset`, LEAST_INT32, MOST_INT32),
    bucketCounts: left.bigs(`${name}.bucket_counts`, 0n, MOST_COUNT),
  }
}

function putSummaryPoint(into: StoredAttributes, point: SummaryDataPoint): void {
  putBigCount(into, 'otlp.metric.count', point.count)
  if (!Object.is(point.sum, 0)) into['otlp.metric.sum'] = point.sum
  putDoubles(
    into,
    QUANTILES,
    point.quantileValues.map(({ quantile }) => quantile),
  )
  putDoubles(
    into,
    QUANTILE_VALUES,
    point.quantileValues.map(({ value }) => value),
  )
}

const QUANTILES = 'otlp.metric.quantiles'
const QUANTILE_VALUES = 'otlp.metric.quantile_values'

function takeSummaryPoint(left: AttributesLeft, common: CommonPoint): SummaryDataPoint {
  return {
    ...common,
    count: left.big('otlp.metric.count', 1n, MOST_COUNT) ?? 0n,
    sum: left.doubleButZero('otlp.metric.sum'),
    quantileValues: left
      .doublePairs(QUANTILES, QUANTILE_VALUES)
      .map(([quantile, value]) => ({ quantile, value })),
    attributes: left.attributes(OWN_ATTRIBUTE),
  }
}

function putDouble(into: StoredAttributes, name: string, value: number | undefined): void {
  if (value !== undefined) into[name] = value
}

function putDoubles(into: StoredAttributes, name: string, values: readonly number[]): void {
  if (values.length > 0) into[name] = values
}

const EXEMPLARS = 'otlp.metric.exemplars'
const EXEMPLAR_KEYS = ['time_unix_nano', 'trace_id', 'span_id', 'value', 'filtered_attributes']

function putExemplars(into: StoredAttributes, exemplars: readonly Exemplar[]): void {
  if (exemplars.length > 0) putJsonTexts(into, EXEMPLARS, exemplars.map(exemplarValue))
}

function takeExemplars(left: AttributesLeft): Exemplar[] {
  return left.jsonTexts(EXEMPLARS, readExemplar) ?? []
}

function exemplarValue(exemplar: Exemplar): AnyValue {
  const { asDouble, asInt } = exemplar
  const values: readonly AnyValue[] = [
    // Unsigned, and so no integer of OTLP's values.
    String(exemplar.timeUnixNano),
    exemplar.traceId,
    exemplar.spanId,
    asDouble === undefined ? (asInt ?? null) : { double: asDouble },
    { entries: exemplar.filteredAttributes },
  ]
  return { entries: EXEMPLAR_KEYS.map((key, at) => ({ key, value: values[at]! })) }
}

function readExemplar(stored: AnyValue): Exemplar | undefined {
  const [time, traceId, spanId, value = null, attributes] = readEntries(stored, EXEMPLAR_KEYS) ?? []
  if (typeof time !== 'string' || !/^(?:0|[1-9]\d{0,19})$/.test(time) || BigInt(time) > MOST_NS)
    return undefined
  if (!isHexId(traceId) || !isHexId(spanId) || !isKeyValueList(attributes)) return undefined
  const isInteger = typeof value === 'number' || typeof value === 'bigint'
  if (value !== null && !isInteger && !isDouble(value)) return undefined
  return {
    filteredAttributes: attributes.entries,
    timeUnixNano: BigInt(time),
    asDouble: value !== null && isDouble(value) ? value.double : undefined,
    asInt: isInteger ? BigInt(value) : undefined,
    spanId,
    traceId,
  }
}

/** Whatever its length, as the sender made it. */
function isHexId(value: AnyValue | undefined): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{2})*$/.test(value)
}

/**
 * How long git commands, builds and tests took, as histograms: what a batch adds
 * (delta), by operation and error, for each repository.
 *
 * They are computed from events as the sink may see them. Sent again after a crash, a
 * batch adds the same again: histograms have no ids by which a backend could tell.
 */
import { numberAttribute, textAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { EXPORTED_FROM } from '@wakelore/telemetry/otlp/envelope'
import type { HistogramDataPoint, KeyValue, Metric, ResourceMetrics } from '@wakelore/telemetry/otlp/message'
import { isOtlpTime } from '@wakelore/telemetry/otlp/moment'
import { OWN_RESOURCE, OWN_SCOPE } from '@wakelore/telemetry/otlp/own-event'

type DurationMetric = {
  readonly name: string
  readonly description: string
  /** What tells operations apart. */
  readonly operation: string
}

const METRICS: ReadonlyMap<string, DurationMetric> = new Map([
  [
    'git.command',
    {
      name: 'git.command.duration',
      description: 'Time that git commands took.',
      operation: 'vcs.operation.name',
    },
  ],
  [
    'command.run',
    {
      name: 'command.run.duration',
      description: 'Time that builds, tests and other commands took.',
      operation: 'command.class',
    },
  ],
])

/** Seconds: those that OpenTelemetry advises for requests, and on to an hour for builds. */
const BOUNDS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300, 900, 3600,
]
const US_PER_S = 1_000_000
const US_PER_MS = 1000
const NS_PER_US = 1000n
const DELTA = 1

/** Names of the metrics that events of a kind come to. */
export function metricsOf(kind: string): readonly string[] {
  const metric = METRICS.get(kind)
  return metric === undefined ? [] : [metric.name]
}

/** None where no event of them tells when it was, and how long it took, as OTLP can. */
export function durationMetrics(events: readonly DevelopmentEvent[]): readonly ResourceMetrics[] {
  const timed = events.filter((event) => METRICS.has(event.kind) && isTimed(event))
  if (timed.length === 0) return []
  const metrics = [...Map.groupBy(timed, ({ kind }) => kind)].map(([kind, ofKind]) =>
    toMetric(METRICS.get(kind)!, ofKind),
  )
  return [
    {
      resource: OWN_RESOURCE,
      schemaUrl: '',
      scopeMetrics: [{ scope: OWN_SCOPE, schemaUrl: '', metrics }],
    },
  ]
}

function isTimed(event: DevelopmentEvent): boolean {
  const durationUs = numberAttribute(event, 'process.duration_us') ?? -1
  if (!Number.isSafeInteger(durationUs) || durationUs < 0) return false
  return isOtlpTime(event.occurredAt) && isOtlpTime(event.occurredAt + Math.ceil(durationUs / US_PER_MS))
}

function toMetric(
  { name, description, operation }: DurationMetric,
  events: readonly DevelopmentEvent[],
): Metric {
  const attributesOf = (event: DevelopmentEvent): KeyValue[] => [
    { key: EXPORTED_FROM, value: event.repository },
    ...[operation, 'error.type'].flatMap((key) => {
      const value = textAttribute(event, key)
      return value === undefined ? [] : [{ key, value }]
    }),
  ]
  const groups = Map.groupBy(events, (event) => JSON.stringify(attributesOf(event)))
  return {
    name,
    description,
    unit: 's',
    gauge: undefined,
    sum: undefined,
    histogram: {
      aggregationTemporality: DELTA,
      dataPoints: [...groups.values()].map((group) => toPoint(attributesOf(group[0]!), group)),
    },
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: [],
  }
}

/** Of the time from the first one's start to the last one's end. */
function toPoint(attributes: KeyValue[], events: readonly DevelopmentEvent[]): HistogramDataPoint {
  const bucketCounts = Array.from({ length: BOUNDS.length + 1 }, () => 0n)
  let [startMs, endMs] = [Infinity, -Infinity]
  let [sum, min, max] = [0, Infinity, -Infinity]
  for (const event of events) {
    const durationUs = numberAttribute(event, 'process.duration_us')!
    const seconds = durationUs / US_PER_S
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound)
    bucketCounts[bucket < 0 ? BOUNDS.length : bucket]!++
    sum += seconds
    min = Math.min(min, seconds)
    max = Math.max(max, seconds)
    startMs = Math.min(startMs, event.occurredAt)
    endMs = Math.max(endMs, event.occurredAt + durationUs / US_PER_MS)
  }
  return {
    attributes,
    startTimeUnixNano: nanoseconds(startMs),
    timeUnixNano: nanoseconds(endMs),
    flags: 0,
    count: BigInt(events.length),
    sum,
    bucketCounts,
    explicitBounds: BOUNDS,
    exemplars: [],
    min,
    max,
  }
}

function nanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms * US_PER_MS)) * NS_PER_US
}

/** Events as OTLP requests: what leaves of them, counted and encoded as a sink wants it. */
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { writeJson } from '@wakelore/telemetry/otlp/json'
import type { Metric, OtlpMessages, OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { otlpFromEvents } from '@wakelore/telemetry/otlp/otlp-from-events'
import { writeProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import type { Sink } from '@wakelore/vault/sink'
import { durationMetrics } from './duration-metrics.ts'

export const SIGNALS: readonly OtlpSignal[] = ['traces', 'logs', 'metrics']

const compress = promisify(gzip)

/** What the events come to, and how long their commands took as metrics. */
export function messagesOf(events: readonly DevelopmentEvent[]): Partial<OtlpMessages> {
  const messages = otlpFromEvents(events)
  const durations = durationMetrics(events)
  if (durations.length === 0) return messages
  return {
    ...messages,
    metrics: { resourceMetrics: [...(messages.metrics?.resourceMetrics ?? []), ...durations] },
  }
}

/** Valid, and nothing in it. */
export const EMPTY_MESSAGES: OtlpMessages = {
  traces: { resourceSpans: [] },
  logs: { resourceLogs: [] },
  metrics: { resourceMetrics: [] },
}

export async function encodeMessage<Signal extends OtlpSignal>(
  signal: Signal,
  message: OtlpMessages[Signal],
  { protocol, compression }: Pick<Sink, 'protocol' | 'compression'>,
): Promise<{
  readonly body: Uint8Array
  /** Before it was compressed: what receivers limit. */
  readonly sizeBytes: number
}> {
  const bytes = protocol === 'http/json' ? writeJson(signal, message) : writeProtobuf(signal, message)
  return { body: compression === 'gzip' ? await compress(bytes) : bytes, sizeBytes: bytes.byteLength }
}

/** Spans, records or points. */
export function countItems<Signal extends OtlpSignal>(signal: Signal, message: OtlpMessages[Signal]): number {
  switch (signal) {
    case 'traces':
      return sum((message as OtlpMessages['traces']).resourceSpans, ({ scopeSpans }) =>
        sum(scopeSpans, ({ spans }) => spans.length),
      )
    case 'logs':
      return sum((message as OtlpMessages['logs']).resourceLogs, ({ scopeLogs }) =>
        sum(scopeLogs, ({ logRecords }) => logRecords.length),
      )
    default:
      return sum((message as OtlpMessages['metrics']).resourceMetrics, ({ scopeMetrics }) =>
        sum(scopeMetrics, ({ metrics }) => sum(metrics, countPoints)),
      )
  }
}

function countPoints({ gauge, sum: added, histogram, exponentialHistogram, summary }: Metric): number {
  return (gauge ?? added ?? histogram ?? exponentialHistogram ?? summary)?.dataPoints.length ?? 0
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0)
}

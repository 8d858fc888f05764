/**
 * Between what a carrier holds and the context of `@opentelemetry/api`, which an
 * application's own SDK and `@wakelore/telemetry` both read.
 */
import {
  baggageEntryMetadataFromString,
  propagation,
  trace,
  type BaggageEntry as ApiBaggageEntry,
  type Context,
  type SpanContext,
} from '@opentelemetry/api'
import { formatProperties, parseProperties } from './baggage.ts'
import type { Carried } from './carrier.ts'
import type { TraceContext } from './trace-context.ts'

/** The context, with what was carried as its span and baggage: work begun in it lies beneath. */
export function contextWith(context: Context, { trace: parent, baggage }: Carried): Context {
  const beneath = parent === undefined ? context : trace.setSpanContext(context, remoteSpan(parent))
  if (baggage.length === 0) return beneath
  const entries = baggage.map(({ key, value, properties }): [string, ApiBaggageEntry] => {
    const metadata = formatProperties(properties)
    return [key, metadata === '' ? { value } : { value, metadata: baggageEntryMetadataFromString(metadata) }]
  })
  return propagation.setBaggage(beneath, propagation.createBaggage(Object.fromEntries(entries)))
}

/** What of the context is to travel on. */
export function carriedBy(context: Context): Carried {
  const span = trace.getSpanContext(context)
  const baggage = propagation.getBaggage(context)?.getAllEntries() ?? []
  return {
    trace: span === undefined || !trace.isSpanContextValid(span) ? undefined : traceContextOf(span),
    baggage: baggage.map(([key, { value, metadata }]) => ({
      key,
      value,
      properties: parseProperties(metadata?.toString() ?? '') ?? [],
    })),
  }
}

export function remoteSpan({ traceId, spanId, flags, state }: TraceContext): SpanContext {
  return {
    traceId,
    spanId,
    traceFlags: flags,
    isRemote: true,
    ...(state === undefined ? {} : { traceState: state }),
  }
}

function traceContextOf({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  return { traceId, spanId, flags: traceFlags, ...(traceState === undefined ? {} : { state: traceState }) }
}

/**
 * Tracers of `@opentelemetry/api`, which register nothing: an application uses one directly,
 * or registers the provider itself.
 *
 * A span's parent is the one in the context it is given or that is active, whoever made it.
 */
import {
  createContextKey,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  trace,
  type Context,
  type Span,
  type SpanContext,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api'
import { newSpanId, newTraceId, SAMPLED } from '../context/trace-context.ts'
import type { ActiveContext } from './active-context.ts'
import { RecordingSpan, type Scope, type SpanOutlet } from './recording-span.ts'
import type { Sampler } from './sampler.ts'

export type TracerSurroundings = SpanOutlet & {
  readonly sampler: Sampler
  readonly activeContext: ActiveContext
  /** What lies above a span that has no parent: that which started this process, for one. */
  readonly rootParent: SpanContext | undefined
  readonly isStopped: () => boolean
}

/** OpenTelemetry's own SDK knows it by this name: whoever sends telemetry makes none by it. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING')
const TRACE_FLAGS = 0xff
/** Names beyond this many are made up somewhere: their tracers are made anew each time. */
const MOST_TRACERS_KEPT = 1000

export function makeTracerProvider(surroundings: TracerSurroundings): TracerProvider {
  const { privacy } = surroundings
  const tracers = new Map<string, Tracer>()
  const scopeOf = (name: string, version: string | undefined): Scope => ({
    name: privacy.admitText('otlp.scope.name', String(name)),
    ...(version === undefined ? {} : { version: privacy.admitText('otlp.scope.version', String(version)) }),
  })
  return {
    getTracer: (name, version) => {
      const key = `${name}@${version ?? ''}`
      const known = tracers.get(key)
      if (known !== undefined) return known
      const tracer = makeTracer(scopeOf(name, version), surroundings)
      if (tracers.size < MOST_TRACERS_KEPT) tracers.set(key, tracer)
      return tracer
    },
  }
}

/** The context, within which nothing is traced by anybody who keeps to it. */
export function withoutTracing(context: Context): Context {
  return context.setValue(SUPPRESSED, true)
}

function makeTracer(scope: Scope, surroundings: TracerSurroundings): Tracer {
  const { activeContext, sampler } = surroundings

  const startSpan = (name: string, told?: SpanOptions, context = activeContext.active()): Span => {
    const options = told ?? {}
    const parent = options.root === true ? undefined : (parentIn(context) ?? surroundings.rootParent)
    // Nothing is made, and nothing is changed for whoever else traces.
    if (surroundings.isStopped() || context.getValue(SUPPRESSED) === true) {
      return trace.wrapSpanContext(parent ?? INVALID_SPAN_CONTEXT)
    }
    const traceId = parent?.traceId ?? newTraceId()
    const { kind = 0, attributes, links, startTime } = options
    const { isSampled, state } = sampler({ parent, traceId, name, kind, attributes, links })
    const flags = (parent?.traceFlags ?? 0) & TRACE_FLAGS & ~SAMPLED
    const own: SpanContext = {
      traceId,
      spanId: newSpanId(),
      traceFlags: isSampled ? flags | SAMPLED : flags,
      ...(state === undefined ? {} : { traceState: state }),
    }
    if (!isSampled) return trace.wrapSpanContext(own)
    const span = new RecordingSpan(surroundings, { scope, name, kind, context: own, parent, startTime })
    if (attributes !== undefined) span.setAttributes(attributes)
    if (links !== undefined) span.addLinks(links)
    return span
  }

  const startActiveSpan = (name: string, ...rest: readonly unknown[]): unknown => {
    const run = rest.at(-1) as (span: Span) => unknown
    const options = rest.length > 1 ? (rest[0] as SpanOptions) : {}
    const context = rest.length > 2 ? (rest[1] as Context) : activeContext.active()
    const span = startSpan(name, options, context)
    return activeContext.with(trace.setSpan(context, span), () => run(span))
  }
  return { startSpan, startActiveSpan: startActiveSpan as Tracer['startActiveSpan'] }
}

function parentIn(context: Context): SpanContext | undefined {
  const found = trace.getSpanContext(context)
  return found !== undefined && isSpanContextValid(found) ? found : undefined
}

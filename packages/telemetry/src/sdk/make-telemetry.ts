/**
 * The telemetry of one application: a tracer and events beside whatever other SDK it has,
 * filtered, batched and sent as OTLP. What differs between a page and Node is passed in.
 *
 * Nothing of it throws into the application; what goes wrong is counted, and told through
 * the API's `diag`, which is silent until an application wants to hear it.
 */
import {
  diag,
  isSpanContextValid,
  trace,
  type Context,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api'
import { remoteSpan } from '../context/api-context.ts'
import type { TraceContext } from '../context/trace-context.ts'
import { EVENT_CATEGORY, type AttributesByKind, type EventKind } from '../conventions.generated.ts'
import { makeActiveContext, type ActiveContext, type ContextHolder } from './active-context.ts'
import { AttributeList } from './attribute-list.ts'
import { makeExportQueue, type Batching, type DropReason, type SignalCounts } from './export-queue.ts'
import { boundedText, otlpValue, sizeOf } from './otlp-value.ts'
import type { StartTimer } from './otlp-post.ts'
import { makePrivacyFilter, type PrivacyOptions } from './privacy-filter.ts'
import type { Outgoing, Scope } from './recording-span.ts'
import { makeRatioSampler, type Sampler } from './sampler.ts'
import { makeTimeline, unixNano, type Clock } from './timeline.ts'
import { makeTracerProvider } from './tracer.ts'

export type TelemetryOptions = {
  /**
   * Where OTLP is listened to over HTTP: `http://127.0.0.1:47318`; `/v1/traces` and `/v1/logs`
   * are appended. Without one nothing is recorded.
   */
  readonly endpoint?: string | undefined
  /** Of every request: `authorization`, for one. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** What the telemetry is of: `service.name`, `vcs.repository.name`. Filtered like any attribute. */
  readonly resource?: Readonly<Record<string, unknown>> | undefined
  readonly privacy?: PrivacyOptions | undefined
  /** The share of new traces to record, from 0 to 1, or a sampler. Everything, unless told. */
  readonly sampling?: number | Sampler | undefined
  readonly batching?: Partial<Batching> | undefined
  /** What lies above spans and events that have no parent of their own. */
  readonly parent?: TraceContext | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
}

export type EventOptions = {
  /** When it occurred: milliseconds since the epoch or a Date; now, unless told. */
  readonly time?: number | Date
  /** The context it occurred in; the active one, unless told. */
  readonly context?: Context
  readonly body?: unknown
}

/** Attributes of a kind of the conventions as they say; of any other event, whatever it has. */
export type AttributesOf<Name extends string> = Name extends EventKind
  ? AttributesByKind[Name]
  : Readonly<Record<string, unknown>>

export type Telemetry = {
  readonly tracer: Tracer
  /** For an application that wants to register it, or to name its tracers. */
  readonly tracerProvider: TracerProvider
  /** Something that happened: `vcs.operation`, or an event of the application's own. */
  readonly emit: <Name extends string>(
    name: Name,
    attributes: AttributesOf<Name>,
    options?: EventOptions,
  ) => void
  /** What is active here is active for an application's own SDK too, and the other way round. */
  readonly context: ActiveContext
  readonly counts: () => TelemetryCounts
  /** When everything up to now has been exported or dropped. */
  readonly flush: () => Promise<void>
  /** Sends what is there, and records nothing from then on. */
  readonly shutdown: () => Promise<void>
}

export type TelemetryCounts = {
  readonly spans: SignalCounts
  readonly events: SignalCounts
  /** Values that the privacy filter kept back. */
  readonly withheld: number
}

export type Outside = {
  /** As OpenTelemetry calls it. */
  readonly language: 'nodejs' | 'webjs'
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  readonly startTimer: StartTimer
  readonly contextHolder: ContextHolder
  /**
   * Calls when the page is hidden or the process is about to end; `isLast` where nothing
   * comes after it. Answers with what ends the listening.
   */
  readonly onLeaving: (leave: (isLast: boolean) => Promise<void>) => () => void
}

export const SDK_VERSION = '0.1.0'
const SDK_SCOPE: Scope = { name: '@wakelore/telemetry', version: SDK_VERSION }

const BATCHING: Batching = {
  batchItems: 512,
  batchBytes: 512_000,
  delayMs: 1000,
  queueItems: 8192,
  queueBytes: 4_000_000,
  retryForMs: 60_000,
  timeoutMs: 10_000,
}
/** What is on this machine answers soon, or hangs; a process shouldn't end later for that. */
const LOOPBACK_TIMEOUT_MS = 5000
const TELL_EVERY_MS = 60_000
const EVENT_BYTES = 220
const KNOWS_NO_REMOTE = 0xff

export function makeTelemetry(options: TelemetryOptions, outside: Outside): Telemetry {
  const { clock } = outside
  const endpoint = endpointOf(options.endpoint)
  const isLoopback = endpoint !== undefined && isLoopbackHost(endpoint.hostname)
  const privacy = makePrivacyFilter({ level: isLoopback ? 'full' : 'counts', ...options.privacy })
  const timeline = makeTimeline(clock)
  const activeContext = makeActiveContext(outside.contextHolder)
  const above = options.parent === undefined ? undefined : remoteSpan(options.parent)
  const rootParent = above !== undefined && isSpanContextValid(above) ? above : undefined
  const batching = batchingOf(options.batching, isLoopback)
  let isStopped = endpoint === undefined

  const resource = new AttributeList(privacy)
  resource.setAll(options.resource)
  const resourceOtlp = withSdk(resource, outside.language)
  const surroundings = {
    fetch: options.fetch ?? outside.fetch,
    activeContext,
    wallMs: clock.wallMs,
    tickMs: clock.tickMs,
    random: outside.random,
    startTimer: outside.startTimer,
  }
  const target = (path: string) => ({
    url: `${endpoint?.href.replace(/\/$/, '') ?? ''}${path}`,
    headers: options.headers ?? {},
    timeoutMs: batching.timeoutMs,
  })
  const spans = makeExportQueue(
    { ...surroundings, tell: makeTeller('spans', clock.tickMs) },
    {
      target: target('/v1/traces'),
      envelope: (scopes) => ({
        resourceSpans: [
          {
            resource: resourceOtlp,
            scopeSpans: scopes.map(({ scope, items }) => ({ scope, spans: items })),
          },
        ],
      }),
      countKey: 'rejectedSpans',
    },
    batching,
  )
  const events = makeExportQueue(
    { ...surroundings, tell: makeTeller('events', clock.tickMs) },
    {
      target: target('/v1/logs'),
      envelope: (scopes) => ({
        resourceLogs: [
          {
            resource: resourceOtlp,
            scopeLogs: scopes.map(({ scope, items }) => ({ scope, logRecords: items })),
          },
        ],
      }),
      countKey: 'rejectedLogRecords',
    },
    batching,
  )
  const queues = [spans, events]
  const leave = async (isLast: boolean): Promise<void> => {
    await Promise.all(queues.map((queue) => queue.leave(isLast)))
  }
  const stopListening = isStopped ? () => {} : outside.onLeaving(leave)

  const tracerProvider = makeTracerProvider({
    privacy,
    timeline,
    tickMs: clock.tickMs,
    enqueue: spans.add,
    sampler: samplerOf(options.sampling),
    activeContext,
    rootParent,
    isStopped: () => isStopped,
  })

  return {
    tracer: tracerProvider.getTracer(SDK_SCOPE.name, SDK_SCOPE.version),
    tracerProvider,
    emit: (name, attributes, { time, context, body } = {}) => {
      if (isStopped || typeof name !== 'string') return
      const eventName =
        EVENT_CATEGORY[name] === undefined ? privacy.admitText('otlp.log.event_name', name) : name
      // Without its name an event says nothing.
      if (eventName === '') return
      const list = new AttributeList(privacy)
      list.setAll(attributes)
      const encodedBody = body === undefined ? undefined : otlpValue(privacy.admit('otlp.log.body', body))
      const around = trace.getSpanContext(context ?? activeContext.active())
      const span = around !== undefined && isSpanContextValid(around) ? around : rootParent
      const occurredAt = unixNano(timeline.timeOf(time))
      const observedAt = time === undefined ? occurredAt : unixNano(timeline.nowMs())
      const item: Outgoing = {
        scope: SDK_SCOPE,
        sizeBytes:
          EVENT_BYTES + name.length + list.sizeBytes + (encodedBody === undefined ? 0 : sizeOf(encodedBody)),
        toOtlp: () => ({
          timeUnixNano: occurredAt,
          observedTimeUnixNano: observedAt,
          eventName: boundedText(eventName),
          ...(encodedBody === undefined ? {} : { body: encodedBody }),
          ...list.toOtlp(),
          ...(span === undefined
            ? {}
            : { traceId: span.traceId, spanId: span.spanId, flags: span.traceFlags & KNOWS_NO_REMOTE }),
        }),
      }
      events.add(item)
    },
    context: activeContext,
    counts: () => ({ spans: spans.counts(), events: events.counts(), withheld: privacy.withheld() }),
    flush: async () => {
      await Promise.all(queues.map((queue) => queue.flush()))
    },
    shutdown: async () => {
      isStopped = true
      for (const queue of queues) queue.stop()
      stopListening()
      await leave(true)
    },
  }
}

function endpointOf(text: string | undefined): URL | undefined {
  if (text === undefined || text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  diag.error(
    `@wakelore/telemetry: nothing is recorded, since the endpoint "${text}" is no http or https URL. Give it one, such as http://127.0.0.1:47318.`,
  )
  return undefined
}

function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** What is no amount isn't told; a batch of nothing would be sent without end. */
function batchingOf(options: Partial<Batching> = {}, isLoopback: boolean): Batching {
  const told = Object.entries(options).filter(([, amount]) => amount >= 0)
  const batching: Batching = {
    ...BATCHING,
    ...(isLoopback ? { timeoutMs: LOOPBACK_TIMEOUT_MS } : {}),
    ...Object.fromEntries(told),
  }
  return { ...batching, batchItems: Math.max(1, batching.batchItems) }
}

/** A sampler of the application's that throws, or doesn't say, samples nothing. */
function samplerOf(sampling: number | Sampler = 1): Sampler {
  if (typeof sampling === 'number') return makeRatioSampler(sampling)
  return (request) => {
    try {
      const { isSampled, ...rest } = sampling(request)
      return { ...rest, isSampled: isSampled === true }
    } catch {
      return { isSampled: false }
    }
  }
}

/** What OpenTelemetry wants of every SDK stands beside what the application says, whatever the level. */
function withSdk(resource: AttributeList, language: Outside['language']): object {
  const { attributes = [], ...rest } = resource.toOtlp()
  const own = Object.entries({
    'telemetry.sdk.name': SDK_SCOPE.name,
    'telemetry.sdk.version': SDK_VERSION,
    'telemetry.sdk.language': language,
  })
  return {
    attributes: [
      ...attributes.filter(({ key }) => own.every(([name]) => name !== key)),
      ...own.map(([key, stringValue]) => ({ key, value: { stringValue } })),
    ],
    ...rest,
  }
}

/** Tells the first loss for a reason at once, and further ones together, a minute later at the earliest. */
function makeTeller(
  what: 'spans' | 'events',
  tickMs: () => number,
): (reason: DropReason, count: number, message: string) => void {
  const told = new Map<DropReason, { atMs: number; untold: number }>()
  return (reason, count, message) => {
    const { atMs, untold } = told.get(reason) ?? { atMs: -Infinity, untold: 0 }
    const isDue = tickMs() - atMs >= TELL_EVERY_MS
    told.set(reason, isDue ? { atMs: tickMs(), untold: 0 } : { atMs, untold: untold + count })
    if (isDue) warn(`${untold + count} ${what} dropped, ${reason}: ${message}`)
  }
}

function warn(text: string): void {
  try {
    diag.warn(`@wakelore/telemetry: ${text}`)
  } catch {
    // A logger of the application's that throws hears nothing; it is told within whatever ends a span.
  }
}

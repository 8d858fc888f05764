/** What the owner can do with sinks, and with whom the listener hears: a port, which the pipeline wires. */
import type { AttributeValue, EventId, RepositoryId } from '@wakelore/telemetry/event'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import type { Sink } from '@wakelore/vault/sink'

/** A sink as it is wanted; whatever is undefined is as it was, or as it is for a new one. */
export type SinkRequest = {
  /** An endpoint, or the name of a sink. */
  readonly to: string
  readonly name?: string | undefined
  readonly protocol?: Sink['protocol'] | undefined
  readonly compression?: Sink['compression'] | undefined
  readonly detail?: Sink['detail'] | undefined
  readonly repositories?: readonly RepositoryId[] | undefined
  readonly ownEvents?: boolean | undefined
  readonly insecure?: boolean | undefined
  /** Begins anew, with what happened since. */
  readonly sinceMs?: number | undefined
}

export type SinkPlan = {
  readonly sink: Sink
  /** Against what the owner has said already. */
  readonly change: 'added' | 'changed' | 'none'
  /** Events that wait for it, by kind, the most frequent first. */
  readonly queued: readonly { readonly kind: string; readonly events: number }[]
  /** What some of them hold, by privacy class. */
  readonly fields: readonly SinkFields[]
  /** Metrics that are computed from them. */
  readonly metrics: readonly string[]
  /** What it is asked with: names of the headers that the environment gives. */
  readonly headers: readonly string[]
}

export type SinkFields = {
  readonly privacy: 'count' | 'name' | 'identity' | 'text'
  readonly sent: readonly string[]
  readonly withheld: readonly string[]
}

/** An event as it would leave. */
export type OutgoingEvent = {
  readonly id: EventId
  readonly kind: string
  readonly signal: OtlpSignal
  readonly fields: readonly { readonly name: string; readonly value: AttributeValue }[]
  /** Names of what stays here. */
  readonly withheld: readonly string[]
}

export type SinkOutcome = {
  readonly sink: Sink
  readonly events: number
  /** Spans, log records and points that they came to, with those of computed metrics. */
  readonly items: number
  readonly refused: number
  readonly bytes: number
  /** What was met, by code, with how often. */
  readonly faults: ReadonlyMap<string, number>
}

export type SinkStatus = {
  readonly sink: Sink
  readonly isSending: boolean
  readonly acknowledgedMs: number | undefined
  readonly lastFault: { readonly code: string; readonly message: string; readonly atMs: number } | undefined
  /** Events that wait for it. */
  readonly queued: number
}

export type NetworkStatus = {
  readonly sinks: readonly SinkStatus[]
  /** Where the daemon listens; undefined where it doesn't. */
  readonly listener:
    | {
        readonly url: string
        readonly sinceMs: number
        readonly taken: number
        readonly refused: number
      }
    | undefined
  /** Whose web pages may send to it. */
  readonly origins: readonly string[]
}

export type SinkControl = {
  /** @throws VAULT_ENDPOINT_MALFORMED, SINK_EXPOSED, SINK_IS_WAKELORE, SINK_NAME_TAKEN */
  readonly plan: (request: SinkRequest) => Promise<SinkPlan>
  /** What waits first, up to so many events; nothing is sent, and nothing asked. */
  readonly preview: (request: SinkRequest, limit: number) => Promise<readonly OutgoingEvent[]>
  /**
   * Sends what waits, to a sink that is as requested from now on; following, what comes
   * too, until the signal aborts. What another process made of the sink since it was planned
   * isn't undone unasked: `isAgreed` says that its owner saw the change and said yes.
   *
   * @throws as `plan`, SINK_BUSY, SINK_CHANGED, SINK_DENIED, SINK_REFUSES, SINK_UNREACHABLE
   */
  readonly send: (
    request: SinkRequest,
    options: { readonly follow: boolean; readonly isAgreed: boolean },
  ) => Promise<SinkOutcome>
  readonly network: () => Promise<NetworkStatus>
  /** Of a sink or an origin. @throws SINK_UNKNOWN */
  readonly remove: (name: string) => Promise<void>
  /** @throws VAULT_ORIGIN_MALFORMED */
  readonly allowOrigin: (origin: string) => Promise<void>
}

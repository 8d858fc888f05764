/**
 * What the OTLP transports need of whoever stores: a port, which the daemon wires.
 *
 * A transport checks who asks, inflates within limits and hands on bytes; the intake
 * decodes, says whose they are, and answers when what it took is on disk.
 */
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'

export type OtlpRequest = {
  readonly signal: OtlpSignal
  readonly encoding: 'protobuf' | 'json'
  /** An Export…ServiceRequest, inflated. */
  readonly bytes: Uint8Array
}

/**
 *   stored       on disk, but for `rejected` items, and why; partial success where either is there
 *   malformed    no such message: it is not to be sent again
 *   throttled    more than can be stored just now: to be sent again
 *   unavailable  the store can't be written just now: to be sent again
 */
export type OtlpOutcome =
  | { readonly kind: 'stored'; readonly rejected: number; readonly message: string }
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly message: string }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number; readonly message: string }

export type OtlpIntake = {
  /**
   * Room for a request before its body is read, `sizeBytes` as far as its header tells;
   * undefined where there is none, and it is to be refused as throttled at once.
   */
  readonly reserve: (sizeBytes: number) => OtlpReservation | undefined
  readonly take: (request: OtlpRequest) => Promise<OtlpOutcome>
}

export type OtlpReservation = {
  /** What the body takes altogether, as far as that is known; false where there is no room for it, and after `release`. */
  readonly grow: (sizeBytes: number) => boolean
  readonly release: () => void
}

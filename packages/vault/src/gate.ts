/**
 * The gate: nothing is stored that hasn't passed it.
 *
 * For every batch, in this order: consent (the repository's detail level for the
 * event's category), least data (attributes above that level are dropped, by their
 * privacy class; unlisted ones count as text), redaction (secrets, credentials in
 * URLs, key blocks, home directories, e-mails by policy; visible markers in their
 * place). It fails closed: where the scan of a batch throws, its texts are withheld,
 * never stored unread.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'

declare const admitted: unique symbol

/** An event that passed the gate: the only thing that the log takes. */
export type AdmittedEvent = DevelopmentEvent & { readonly [admitted]: true }

/** How much is kept of a category of events. */
export type DetailLevel = 'off' | 'counts' | 'names' | 'full'

export type GateCounts = {
  readonly admitted: number
  /** Refused because the repository or its category is off. */
  readonly refused: number
  /** Markers put in place of something, by what it was. */
  readonly redacted: Readonly<Record<string, number>>
  /** Events whose texts were withheld because a scan failed. */
  readonly withheld: number
  /** Bytes of text scanned. */
  readonly scannedBytes: number
}

export type Gate = {
  /** In order, without those that consent doesn't cover. */
  readonly admit: (events: readonly DevelopmentEvent[]) => Promise<AdmittedEvent[]>
  readonly counts: () => GateCounts
}

/**
 * A source: something that reads how software gets made and hands out events.
 *
 * Every source has the same silhouette: a name, and one `read` that yields batches
 * of events in an order that makes an interrupted read resumable: whatever was
 * yielded so far is a prefix that can be stored, and reading again yields the rest.
 * What was read before is asked through `Known`, which the graph answers.
 */
import type { EventId } from '@wakelore/telemetry/event'

/** What the store holds of one repository already. */
export type Known = {
  readonly hasCommit: (sha: string) => boolean
  /** Every ref as last read, by full name; deleted ones are absent. */
  readonly refs: () => ReadonlyMap<string, { readonly revision: string; readonly change: EventId }>
  /** Id of the last `vcs.ref.change` of a ref, its deletion included. */
  readonly lastRefChange: (ref: string) => EventId | undefined
  /** True where an event of that id is stored. For reflog entries, notes and mailmaps. */
  readonly hasEvent: (id: EventId) => boolean
}

export type ReadProgress = {
  readonly phase: 'counting' | 'commits' | 'rest' | 'replay' | 'merges'
  readonly done: number
  readonly total: number
}

/** Something that was left out or done with less, and why; shown to the user. */
export type ReadRemark = { readonly code: string; readonly message: string }

export type ReadOptions = {
  readonly onProgress?: (progress: ReadProgress) => void
  readonly onRemark?: (remark: ReadRemark) => void
  readonly signal?: AbortSignal
  /**
   * Whether the reflog of HEAD is looked at where no ref differs: what was done and undone
   * again left all as it was.
   */
  readonly looksAtReflog?: boolean
}

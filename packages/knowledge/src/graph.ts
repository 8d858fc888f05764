/**
 * The graph: commits, files, people, refs and references as of any moment, in one
 * encrypted SQLite file. A view: it can be thrown away and rebuilt from the log, and
 * what incremental maintenance made equals what a rebuild makes.
 */
import type { DevelopmentEvent, EventId, RepositoryId } from '@wakelore/telemetry/event'
import type { LogPosition } from '@wakelore/stream/log'
import type { ChangeHistory, CommitNumber, PersonNumber } from './change-history.ts'
import type { Contribution, Person } from './contribution.ts'

export type CommitSummary = {
  readonly sha: string
  readonly subject: string
  readonly author: Person
  /** Author time, milliseconds since the epoch. */
  readonly authoredAt: number
  readonly fileCount: number
  readonly isMerge: boolean
  readonly isBulk: boolean
}

export type GraphStatus = {
  readonly repository: RepositoryId
  readonly commits: number
  readonly files: number
  readonly people: number
  readonly branches: number
  readonly tags: number
  /** Newest `occurredAt` of any event of the repository, milliseconds since the epoch. */
  readonly lastEventAt: number | undefined
  readonly events: number
}

export type Graph = {
  /** How far of the log the graph holds. */
  readonly position: () => LogPosition
  /** Takes in the log's next events and the position after them, as one transaction. */
  readonly apply: (events: Iterable<DevelopmentEvent>, end: LogPosition) => void
  /** Drops everything, the position included; models too. */
  readonly clear: () => void

  readonly hasCommit: (repository: RepositoryId, sha: string) => boolean
  readonly hasEvent: (repository: RepositoryId, id: EventId) => boolean
  /** Every ref that exists as last read, by full name, HEAD included. */
  readonly refs: (
    repository: RepositoryId,
  ) => ReadonlyMap<string, { readonly revision: string; readonly change: EventId }>
  readonly lastRefChange: (repository: RepositoryId, ref: string) => EventId | undefined

  readonly history: (repository: RepositoryId) => ChangeHistory
  readonly commit: (repository: RepositoryId, number: CommitNumber) => CommitSummary
  readonly commitNumber: (repository: RepositoryId, sha: string) => CommitNumber | undefined
  /** A person after mailmap. */
  readonly person: (repository: RepositoryId, number: PersonNumber) => Person
  /** Everything people did to the path, renames followed; a directory takes in what lies below. */
  readonly contributions: (repository: RepositoryId, path: string) => readonly Contribution[]
  readonly status: () => readonly GraphStatus[]

  /** A fitted model by name, as JSON, with the commit it was fitted at. */
  readonly model: (
    repository: RepositoryId,
    name: string,
  ) => { readonly json: string; readonly atSha: string } | undefined
  readonly saveModel: (repository: RepositoryId, name: string, json: string, atSha: string) => void
  readonly close: () => void
}

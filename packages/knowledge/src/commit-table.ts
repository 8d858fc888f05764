/**
 * Every commit that was read, merges and side branches too, by its row in the ancestry:
 * for questions that need neither a numbering of what counts nor what became of files.
 */
import type { Ancestry, Row } from './ancestry.ts'
import type { PersonNumber } from './change-history.ts'
import type { Reference } from './references.ts'

export type CommitTable = {
  readonly ancestry: Ancestry
  /** Milliseconds since the epoch. */
  readonly authoredAt: (row: Row) => number
  /** After mailmap. */
  readonly authorOf: (row: Row) => PersonNumber
  /** What it changed, as it was called then; of a rename both names. */
  readonly pathsOf: (row: Row) => string[]
  /** Issues, pull requests and commits that its message names. */
  readonly referencesOf: (row: Row) => Reference[]
}

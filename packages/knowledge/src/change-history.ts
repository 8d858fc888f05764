/**
 * Change history: which commits touched which files, in the order they were made.
 *
 * The port that advisors reason over. Commits, files and people are small integers;
 * commits are numbered in the order of reading, parents before children. Only
 * commits reachable from HEAD count, without merges: side branches would count
 * twice what was squash-merged. Two implementations: the graph's, which reads what
 * a question needs and joins a renamed file to its past under the living file's
 * number, and the replay's, which holds a prefix of history in memory and knows no
 * renames.
 */
export type CommitNumber = number
export type FileNumber = number
export type PersonNumber = number

export type ChangeHistory = {
  /** How many commits count. */
  readonly commitCount: number
  /** Commits that touched the file, ascending; without bulk commits. */
  readonly commitsOf: (file: FileNumber) => Int32Array
  /** Files that the commit touched, each once, ascending; without a join, old paths of renames too. */
  readonly filesOf: (commit: CommitNumber) => Int32Array
  /** Author time, milliseconds since the epoch. */
  readonly authoredAt: (commit: CommitNumber) => number
  readonly authorOf: (commit: CommitNumber) => PersonNumber
  readonly sha: (commit: CommitNumber) => string
  readonly fileNumber: (path: string) => FileNumber | undefined
  readonly path: (file: FileNumber) => string
  /** False once the file was deleted or its path renamed away, as of the newest commit. */
  readonly isAlive: (file: FileNumber) => boolean
  /** Living files with this stem, see `nameStem`. */
  readonly filesWithStem: (stem: string) => readonly FileNumber[]
  /** Living files in this directory itself (`''` for the root). */
  readonly filesIn: (directory: string) => readonly FileNumber[]
  /** The newest `count` commits, newest first; without bulk commits. */
  readonly newest: (count: number) => readonly CommitNumber[]
}

/** A history as it was: what it would have said before a given commit, and nothing of what came later. */
export type PastHistory = ChangeHistory & {
  /** From now on, `end` and everything after it hasn't happened. Going forward is cheap. */
  readonly rewindTo: (end: CommitNumber) => void
  /** Paths that the commit touched, as it wrote them, each once; one that hasn't happened has them too. */
  readonly pathsOf: (commit: CommitNumber) => readonly string[]
}

/** More files than this in one commit say nothing about what belongs together. */
export const BULK_FILE_COUNT = 50

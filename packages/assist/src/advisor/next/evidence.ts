/**
 * Evidence: what a history says about each file that may belong to a change.
 *
 * One pass over the commits of the changed files, one over those commits as wholes,
 * one over the newest commits, one over what lies nearby by path; each file met gets
 * a row of running numbers. Rows are runs of one array and reused from question to
 * question, so that a replay of thousands of questions allocates next to nothing.
 *
 * Bounded whatever is asked: MOST_SOURCES changed files, MOST_COMMITS of their
 * commits (which aren't bulk), WINDOW newest commits.
 */
import type {
  ChangeHistory,
  CommitNumber,
  FileNumber,
  PersonNumber,
} from '@wakelore/knowledge/change-history'
import { makePathBook, type PathFacts } from './path-facts.ts'

export type NextQuestion = {
  readonly changed: readonly string[]
  /** Who changes them, where it is known. */
  readonly author: PersonNumber | undefined
  readonly nowMs: number
}

export type Source = {
  /** Undefined where no commit touched it yet. */
  readonly file: FileNumber | undefined
  readonly facts: PathFacts
}

export type Evidence = {
  /** The changed files that were looked at; lock files are not. */
  readonly sources: readonly Source[]
  /** Every file met; the first `changedCount` are the changed ones themselves. */
  readonly files: readonly FileNumber[]
  readonly changedCount: number
  /** `ROW_SIZE` numbers for each of the files; valid until the next question. */
  readonly rows: Float64Array
  /** Summed weight of the commits that `column.similar` sums over. */
  readonly similarTotal: number
  /** Summed weight of the commits that `column.directory` sums over. */
  readonly directoryTotal: number
  /** The highest share that any file reached in `column.slowMost`. */
  readonly strongest: number
  /** Since the author's last commit; infinite where none is near. */
  readonly sinceAuthorMs: number
}

/** Columns of a row. "Share" is the smoothed share of a changed file's commits that touched the row's file. */
export const column = {
  /** Σ log(1 - share) over the changed files, commits weighted with a short half-life. */
  fastMiss: 0,
  /** The same with a long half-life. */
  slowMiss: 1,
  /** Highest and summed share, long half-life. */
  slowMost: 2,
  slowSum: 3,
  /** Highest share where a commit counts less the more files it touched. */
  smallMost: 4,
  /** Commits together with any changed file: summed, and the most with one of them. */
  togetherSum: 5,
  togetherMost: 6,
  /** The newest rank, among a changed file's commits, of one that touched it; 0 is the last. */
  leastRank: 7,
  /** How many changed files it accompanied in their last commit. */
  inLastOf: 8,
  /** Weighted by the commit's similarity to the change: summed, and the highest. */
  similar: 9,
  similarMost: 10,
  /** Newest commits that touched it, with a short and a long half-life; rank of the newest. */
  near: 11,
  far: 12,
  newestRank: 13,
  /** The same among the author's own commits. */
  authorNear: 14,
  authorRank: 15,
  /** Newest commits that touched it and a directory of the changed files. */
  directory: 16,
  /** Running numbers for one changed file. */
  count: 17,
  fast: 18,
  slow: 19,
  small: 20,
  rank: 21,
} as const
export const ROW_SIZE = 22

const MOST_SOURCES = 64
const MOST_COMMITS = 8000
const COMMITS_PER_SOURCE = 300
const WINDOW = 500
const FILES_PER_DIRECTORY = 200
const FILES_PER_STEM = 60

/** Half-lives in commits: of a changed file, of the repository, of the author. */
const FAST = decay(6, COMMITS_PER_SOURCE)
const SLOW = decay(50, COMMITS_PER_SOURCE)
const NEAR = decay(8, WINDOW)
const FAR = decay(120, WINDOW)
const AUTHOR = decay(3, WINDOW)

export type EvidenceReader = {
  readonly read: (question: NextQuestion) => Evidence
  readonly facts: (file: FileNumber) => PathFacts
}

export function makeEvidenceReader(history: ChangeHistory): EvidenceReader {
  const book = makePathBook()
  const factsByFile: PathFacts[] = []
  const facts = (file: FileNumber): PathFacts => (factsByFile[file] ??= book.facts(history.path(file)))

  const files: FileNumber[] = []
  let rows = new Float64Array(1024 * ROW_SIZE)
  /** Where each file's row begins; -1 for files not met. */
  let rowOf = new Int32Array(1024).fill(-1)
  /** Rows below belong to the changed files themselves. */
  let firstRow = 0
  /** Per commit, how many of the changed files it touched, and its greatest weight; 0 outside a question. */
  let touchCount = new Uint16Array(1024)
  let touchWeight = new Float64Array(1024)
  const touching: CommitNumber[] = []
  /** Directories of the changed files are marked with the number of the question. */
  const directoryMark: number[] = []
  let questionNumber = 0

  const meet = (file: FileNumber): number => {
    const known = file < rowOf.length ? rowOf[file]! : -1
    return known === -1 ? addRow(file) : known
  }

  const addRow = (file: FileNumber): number => {
    if (file >= rowOf.length) rowOf = grown(rowOf, file + 1, -1)
    const row = files.length * ROW_SIZE
    if (row === rows.length) rows = grown(rows, row + 1, 0)
    files.push(file)
    rowOf[file] = row
    rows.fill(0, row, row + ROW_SIZE)
    rows[row + column.leastRank] = Infinity
    rows[row + column.newestRank] = Infinity
    rows[row + column.authorRank] = Infinity
    return row
  }

  const read: EvidenceReader['read'] = ({ changed, author, nowMs }) => {
    questionNumber++
    for (const file of files) rowOf[file] = -1
    files.length = 0
    for (const path of changed) {
      const file = history.fileNumber(path)
      if (file !== undefined) meet(file)
    }
    const changedCount = files.length
    firstRow = changedCount * ROW_SIZE
    const sources = sourcesOf(changed)
    const strongest = readSources(sources)
    const similarTotal = readSimilarCommits(sources.length)
    const newest = readNewest(sources, author, nowMs)
    readNeighbours(sources)
    return { sources, files, changedCount, rows, similarTotal, strongest, ...newest }
  }

  const sourcesOf = (changed: readonly string[]): Source[] => {
    const sources = changed
      .map((path) => ({ file: history.fileNumber(path), facts: book.facts(path) }))
      .filter((source) => !source.facts.isLock)
    const step = Math.max(1, sources.length / MOST_SOURCES)
    return Array.from(
      { length: Math.min(sources.length, MOST_SOURCES) },
      (_, i) => sources[Math.floor(i * step)]!,
    )
  }

  /** What changed with each of the sources. Returns the highest share. */
  const readSources = (sources: readonly Source[]): number => {
    const most = Math.min(COMMITS_PER_SOURCE, Math.floor(MOST_COMMITS / sources.length))
    const met: number[] = []
    let strongest = 0
    if (touchCount.length < history.commitCount) {
      touchCount = grown(touchCount, history.commitCount, 0)
      touchWeight = grown(touchWeight, history.commitCount, 0)
    }
    for (const { file: source } of sources) {
      if (source === undefined) continue
      const commits = history.commitsOf(source)
      const taken = Math.min(commits.length, most)
      let fastTotal = 0
      let slowTotal = 0
      met.length = 0
      for (let rank = 0; rank < taken; rank++) {
        const commit = commits[commits.length - 1 - rank]!
        const together = history.filesOf(commit)
        const fast = FAST[rank]!
        const slow = SLOW[rank]!
        const small = slow / Math.log2(1 + together.length)
        fastTotal += fast
        slowTotal += slow
        if (touchCount[commit] === 0) touching.push(commit)
        touchCount[commit]!++
        if (slow > touchWeight[commit]!) touchWeight[commit] = slow
        for (let i = 0; i < together.length; i++) {
          const row = meet(together[i]!)
          if (row < firstRow) continue
          if (rows[row + column.count] === 0) {
            met.push(row)
            rows[row + column.rank] = rank
          }
          rows[row + column.count]!++
          rows[row + column.fast]! += fast
          rows[row + column.slow]! += slow
          rows[row + column.small]! += small
        }
      }
      for (const row of met) {
        const slow = rows[row + column.slow]! / (slowTotal + 1)
        const count = rows[row + column.count]!
        const rank = rows[row + column.rank]!
        rows[row + column.fastMiss]! += Math.log1p(-rows[row + column.fast]! / (fastTotal + 0.5))
        rows[row + column.slowMiss]! += Math.log1p(-slow)
        rows[row + column.slowSum]! += slow
        rows[row + column.togetherSum]! += count
        if (rank === 0) rows[row + column.inLastOf]!++
        raise(row + column.slowMost, slow)
        raise(row + column.smallMost, rows[row + column.small]! / (slowTotal + 1))
        raise(row + column.togetherMost, count)
        if (rank < rows[row + column.leastRank]!) rows[row + column.leastRank] = rank
        if (slow > strongest) strongest = slow
        rows.fill(0, row + column.count, row + column.rank)
      }
    }
    return strongest
  }

  const raise = (at: number, value: number): void => {
    if (value > rows[at]!) rows[at] = value
  }

  /**
   * The nearest past changes: each commit counts by the squared cosine between its
   * files and the changed ones, so that one which repeats most of this change
   * outweighs many that share a file with it. Returns the summed weight.
   */
  const readSimilarCommits = (sourceCount: number): number => {
    let total = 0
    for (const commit of touching) {
      const together = history.filesOf(commit)
      const similarity = touchCount[commit]! / Math.sqrt(sourceCount * together.length)
      const decayed = similarity * touchWeight[commit]!
      const weight = similarity * decayed
      total += weight
      for (let i = 0; i < together.length; i++) {
        const row = meet(together[i]!)
        if (row < firstRow) continue
        rows[row + column.similar]! += weight
        raise(row + column.similarMost, decayed)
      }
      touchCount[commit] = 0
      touchWeight[commit] = 0
    }
    touching.length = 0
    return total
  }

  /** What was worked on last: by anybody, by the author, and where the sources lie. */
  const readNewest = (sources: readonly Source[], author: PersonNumber | undefined, nowMs: number) => {
    for (const { facts: source } of sources) directoryMark[source.directory.number] = questionNumber
    let directoryTotal = 0
    let sinceAuthorMs = Infinity
    let authorRank = 0
    for (const [rank, commit] of history.newest(WINDOW).entries()) {
      const together = history.filesOf(commit)
      const isAuthors = author !== undefined && history.authorOf(commit) === author
      const isNearby = together.some((file) => directoryMark[facts(file).directory.number] === questionNumber)
      const near = NEAR[rank]!
      const far = FAR[rank]!
      const directory = isNearby ? far / Math.sqrt(together.length) : 0
      if (isNearby) directoryTotal += far
      if (isAuthors && authorRank === 0) sinceAuthorMs = Math.max(0, nowMs - history.authoredAt(commit))
      for (let i = 0; i < together.length; i++) {
        const row = meet(together[i]!)
        if (row < firstRow) continue
        rows[row + column.near]! += near
        rows[row + column.far]! += far
        rows[row + column.directory]! += directory
        if (rows[row + column.newestRank] === Infinity) rows[row + column.newestRank] = rank
        if (!isAuthors) continue
        rows[row + column.authorNear]! += AUTHOR[authorRank]!
        if (rows[row + column.authorRank] === Infinity) rows[row + column.authorRank] = authorRank
      }
      if (isAuthors) authorRank++
    }
    return { directoryTotal, sinceAuthorMs }
  }

  /** Files that lie beside the sources, or are named like them. */
  const readNeighbours = (sources: readonly Source[]): void => {
    for (const directory of new Set(sources.map((source) => source.facts.directory.name))) {
      for (const file of history.filesIn(directory).slice(-FILES_PER_DIRECTORY)) meet(file)
    }
    for (const stem of new Set(sources.map((source) => source.facts.stemName))) {
      for (const file of history.filesWithStem(stem).slice(-FILES_PER_STEM)) meet(file)
    }
  }

  return { read, facts }
}

function decay(halfLife: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, rank) => 2 ** (-rank / halfLife))
}

type Numbers = Int32Array | Uint16Array | Float64Array

/** A copy with room for `needed` numbers at least, twice the room at least. */
function grown<T extends Numbers>(numbers: T, needed: number, filler: number): T {
  const copy = new (numbers.constructor as new (length: number) => T)(Math.max(needed, numbers.length * 2))
  copy.set(numbers)
  copy.fill(filler, numbers.length)
  return copy
}

/**
 * A repository's history as one question needs it: the commits loaded into columns,
 * what counts (reachable from HEAD, no merge) numbered without gaps, and links in
 * both directions.
 *
 * Numbers of commits: those that count come first, 0 to `commitCount` - 1, in the
 * order of reading; then the others. They hold until the graph takes in something.
 * Which files live follows from the counted commits in order: the last one that
 * added, removed or renamed a file decides. Merges list no files, so one that only a
 * merge removed counts as living on.
 *
 * A file that a rename ended is one with the living file that it became, however many
 * renames later: the living file's number speaks for both. A path that lives, because
 * it was made anew, is never another file's past.
 */
import {
  BULK_FILE_COUNT,
  type ChangeHistory,
  type CommitNumber,
  type FileNumber,
  type PastHistory,
  type PersonNumber,
} from '../change-history.ts'
import { reachableFrom } from '../ancestry.ts'
import { linksOf, MODIFIED, REMOVED, type Commits, type Links } from './commit-run.ts'
import { directoryOf, nameStem } from '../name-stem.ts'
import type { Database } from './database.ts'
import { fingerprint } from './fingerprint.ts'
import type { LoadedCommits } from './load-commits.ts'
import type { People } from './people.ts'

export type LoadedHistory = ChangeHistory & {
  readonly commits: Commits
  /** What touched a file under its own path alone, ascending; without bulk commits. */
  readonly ownCommitsOf: (file: FileNumber) => Int32Array
  /** One more than the highest number of a file. */
  readonly fileBound: number
  /** Row number of a commit, for the columns in `commits` and the tables. */
  readonly row: (commit: CommitNumber) => number
  readonly numberOfRow: (row: number) => CommitNumber
  readonly isMerge: (row: number) => boolean
  readonly isBulk: (row: number) => boolean
  /**
   * The same history as it was before each commit: renames that hadn't happened join
   * nothing. Only who is who stays as known now.
   */
  readonly past: () => PastHistory
}

/** A moment between commits: those below `end` have happened. */
type Moment = { readonly end: CommitNumber; readonly fates: () => Fates }

export function loadHistory(
  database: Database,
  repository: number,
  people: People,
  { columns: commits, ancestry }: LoadedCommits,
): LoadedHistory {
  const sql = prepareStatements(database)
  const fileBound = sql.files.get(repository)?.[0] ?? 0
  const isMerge = (row: number): boolean => linkCount(commits.parents, row) > 1
  const isBulk = (row: number): boolean => linkCount(commits.files, row) > BULK_FILE_COUNT
  const head = ancestry.rowOf(sql.head.get(repository)?.[0] ?? '')
  const isReached = reachableFrom(ancestry, head === undefined ? [] : [head])
  const { rows, numbers, commitCount } = numberCommits(commits, isReached)
  const numbering = { rows, numbers, commitCount }
  let touching: Links | undefined

  const paths = new Map<FileNumber, string>()
  const path = (file: FileNumber): string => {
    let known = paths.get(file)
    if (known === undefined) {
      known = sql.path.get(repository, file)?.[0]
      if (known === undefined) throw new RangeError(`there is no file ${file}`)
      paths.set(file, known)
    }
    return known
  }
  const ownCommitsOf = (file: FileNumber): Int32Array => {
    touching ??= invertLinks(commits.files, rows, commitCount, fileBound)
    return linksOf(touching, file)
  }
  const everWithStem = remembered((stem) =>
    named(sql.filesWithStem.all(repository, fingerprint(stem)), (found) => nameStem(found) === stem),
  )
  const everIn = remembered((directory) =>
    named(sql.filesIn.all(repository, fingerprint(directory)), (found) => directoryOf(found) === directory),
  )

  const viewOf = (moment: Moment): ChangeHistory => {
    const { fates } = moment
    const isAlive = (file: FileNumber): boolean => fates().endedAt[file] === LIVES
    return {
      commitCount: moment.end,
      commitsOf: (file) => {
        const { pasts, joined } = fates()
        const past = pasts.get(file)
        if (past === undefined) return before(ownCommitsOf(file), moment.end)
        let known = joined.get(file)
        if (known === undefined) {
          known = ascendingOnce([file, ...past].flatMap((one) => [...ownCommitsOf(one)]))
          joined.set(file, known)
        }
        return before(known, moment.end)
      },
      filesOf: (commit) => {
        const { heirs, renamed } = fates()
        const known = renamed.get(commit)
        if (known !== undefined) return known
        let isJoined = false
        const files = linksOf(commits.files, rows[commit]!).map((link) => {
          const file = link >> 2
          const heir = heirs[file]!
          if (heir !== file) isJoined = true
          return heir
        })
        const once = isJoined ? ascendingOnce(files) : files
        if (commit < commitCount && !isBulk(rows[commit]!)) renamed.set(commit, once)
        return once
      },
      authoredAt: (commit) => commits.authoredAt[rows[commit]!]!,
      authorOf: (commit) => people.canonical(commits.author[rows[commit]!]! as PersonNumber),
      sha: (commit) => sql.sha.get(repository, rows[commit]!)![0].toString('hex'),
      fileNumber: (wanted) => {
        const file = sql.fileNumber.get(repository, wanted.toWellFormed())?.[0]
        return file === undefined ? undefined : fates().heirs[file]
      },
      path,
      isAlive,
      filesWithStem: (stem) => everWithStem(stem).filter(isAlive),
      filesIn: (directory) => everIn(directory).filter(isAlive),
      newest: (count) => {
        const newest: CommitNumber[] = []
        for (let commit = moment.end - 1; commit >= 0 && newest.length < count; commit--) {
          if (!isBulk(rows[commit]!)) newest.push(commit)
        }
        return newest
      },
    }
  }

  const past = (): PastHistory => {
    const fatesAt = makeFates(commits, numbering, fileBound, ownCommitsOf)
    const moment = { end: commitCount, fates: () => fatesAt(moment.end) }
    const view = viewOf(moment)
    return {
      ...view,
      get commitCount() {
        return moment.end
      },
      fileNumber: (wanted) => {
        const file = view.fileNumber(wanted)
        return file === undefined || moment.fates().endedAt[file] === UNSEEN ? undefined : file
      },
      rewindTo: (end) => {
        moment.end = end
      },
      pathsOf: (commit) => Array.from(linksOf(commits.files, rows[commit]!), (link) => path(link >> 2)),
    }
  }

  let knownFates: Fates | undefined
  return {
    ...viewOf({
      end: commitCount,
      fates: () => (knownFates ??= makeFates(commits, numbering, fileBound, ownCommitsOf)(commitCount)),
    }),
    ownCommitsOf,
    past,
    commits,
    fileBound,
    row: (commit) => {
      const row = rows[commit]
      if (row === undefined) throw new RangeError(`there is no commit ${commit}`)
      return row
    },
    numberOfRow: (row) => numbers[row]!,
    isMerge,
    isBulk,
  }
}

type Numbering = {
  readonly rows: Int32Array
  readonly numbers: Int32Array
  readonly commitCount: number
}

/** `rows` by number and `numbers` by row; the first `commitCount` numbers are those that count. */
function numberCommits({ count, parents }: Commits, isReached: Uint8Array): Numbering {
  const rows = new Int32Array(count)
  const numbers = new Int32Array(count)
  let commitCount = 0
  for (let row = 0; row < count; row++) {
    if (isReached[row] === 1 && linkCount(parents, row) < 2) rows[commitCount++] = row
    else numbers[row] = -1
  }
  let next = commitCount
  for (let row = 0; row < count; row++) if (numbers[row] === -1) rows[next++] = row
  for (let number = 0; number < count; number++) numbers[rows[number]!] = number
  return { rows, numbers, commitCount }
}

/** What became of files by some moment. */
type Fates = {
  /** Per file, the commit that removed it or renamed it away, or one of the two below. */
  readonly endedAt: Int32Array
  /** Per file, the living file that it became; itself where it lives, or became none. */
  readonly heirs: Int32Array
  /** What living files were before their renames. */
  readonly pasts: ReadonlyMap<FileNumber, readonly FileNumber[]>
  /** As far as they were asked for: commits of files with a past, and files of commits that aren't bulk. */
  readonly joined: Map<FileNumber, Int32Array>
  readonly renamed: Map<CommitNumber, Int32Array>
}
const LIVES = -1
const UNSEEN = -2

/** Fates before a commit; moments that follow each other share what was read. */
function makeFates(
  { files: { starts, values }, renames }: Commits,
  { rows, numbers, commitCount }: Numbering,
  fileBound: number,
  ownCommitsOf: (file: FileNumber) => Int32Array,
): (end: CommitNumber) => Fates {
  const endedAt = new Int32Array(fileBound)
  const ownHeirs = Int32Array.from({ length: fileBound }, (_, file) => file)
  let read = Infinity
  let known: Fates | undefined

  /** Whether any file's fate is another than before. */
  const readTo = (end: CommitNumber): boolean => {
    let isNew = end < read
    if (isNew) endedAt.fill(UNSEEN)
    for (let number = isNew ? 0 : read; number < end; number++) {
      const row = rows[number]!
      for (let at = starts[row]!; at < starts[row + 1]!; at++) {
        const file = values[at]! >> 2
        const change = values[at]! & 3
        // Modified, never added: it came in with a merge, or beyond a shallow history's edge.
        if (change === MODIFIED && endedAt[file] !== UNSEEN) continue
        const fate = change === REMOVED ? number : LIVES
        if (endedAt[file] === fate) continue
        endedAt[file] = fate
        isNew = true
      }
    }
    read = end
    return isNew
  }

  const readHeirs = (end: CommitNumber): Pick<Fates, 'heirs' | 'pasts'> => {
    const heirs = ownHeirs.slice()
    const pasts = new Map<FileNumber, FileNumber[]>()
    // A file ends after the rename that it came from, so backwards its heir is known before
    // it is asked for, and nothing goes in circles.
    for (let at = renames.length - 3; at >= 0; at -= 3) {
      const commit = numbers[renames[at]!]!
      const source = renames[at + 2]!
      if (commit >= end || endedAt[source] !== commit || heirs[source] !== source) continue
      const heir = heirs[renames[at + 1]!]!
      if (endedAt[heir] !== LIVES) continue
      heirs[source] = heir
      const past = pasts.get(heir)
      if (past === undefined) pasts.set(heir, [source])
      else past.push(source)
    }
    return { heirs, pasts }
  }

  /** What was asked for stays, but where another heir changes it. */
  const follow = ({ heirs, pasts }: Pick<Fates, 'heirs' | 'pasts'>): Fates => {
    const {
      joined,
      renamed,
      heirs: before,
    } = known ?? { joined: new Map(), renamed: new Map(), heirs: ownHeirs }
    for (let file = 0; file < fileBound; file++) {
      if (heirs[file] === before[file]) continue
      joined.delete(heirs[file]!)
      joined.delete(before[file]!)
      for (const commit of ownCommitsOf(file)) renamed.delete(commit)
    }
    return { endedAt, heirs, pasts, joined, renamed }
  }

  return (wanted) => {
    const end = Math.min(wanted, commitCount)
    if (known === undefined || end !== read) {
      if (readTo(end) || known === undefined) known = follow(readHeirs(end))
    }
    return known
  }
}

/** Ascending numbers below `end`. */
function before(ascending: Int32Array, end: number): Int32Array {
  if (ascending.length === 0 || ascending.at(-1)! < end) return ascending
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < end) low = middle + 1
    else high = middle
  }
  return ascending.subarray(0, low)
}

/** Files under names that hold, from those whose fingerprint does. */
function named(
  found: readonly (readonly [number, string])[],
  holds: (path: string) => boolean,
): readonly FileNumber[] {
  return found.filter(([, path]) => holds(path)).map(([file]) => file)
}

function remembered<Value>(read: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) known.set(key, (value = read(key)))
    return value
  }
}

function ascendingOnce(numbers: ArrayLike<number>): Int32Array {
  return Int32Array.from(new Set(Int32Array.from(numbers).sort()))
}

/** The counted commits of each file, ascending, without bulk ones: a counting sort. */
function invertLinks(files: Links, rows: Int32Array, commitCount: number, fileBound: number): Links {
  const starts = new Int32Array(fileBound + 1)
  for (let number = 0; number < commitCount; number++) {
    const row = rows[number]!
    const end = files.starts[row + 1]!
    if (end - files.starts[row]! > BULK_FILE_COUNT) continue
    for (let at = files.starts[row]!; at < end; at++) starts[(files.values[at]! >> 2) + 1]!++
  }
  for (let file = 1; file <= fileBound; file++) starts[file]! += starts[file - 1]!
  const values = new Int32Array(starts[fileBound]!)
  const next = starts.slice()
  for (let number = 0; number < commitCount; number++) {
    const row = rows[number]!
    const end = files.starts[row + 1]!
    if (end - files.starts[row]! > BULK_FILE_COUNT) continue
    for (let at = files.starts[row]!; at < end; at++) values[next[files.values[at]! >> 2]!++] = number
  }
  return { starts, values }
}

function linkCount(links: Links, row: number): number {
  return links.starts[row + 1]! - links.starts[row]!
}

function prepareStatements(database: Database) {
  return {
    files: database.prepare<[number]>('SELECT files FROM repository WHERE number = ?'),
    head: database.prepare<[string | null]>(
      "SELECT revision FROM ref WHERE repository = ? AND name = 'HEAD' AND valid_to IS NULL",
    ),
    sha: database.prepare<[Buffer]>('SELECT sha FROM "commit" WHERE repository = ? AND number = ?'),
    fileNumber: database.prepare<[number]>('SELECT number FROM file WHERE repository = ? AND path = ?'),
    path: database.prepare<[string]>('SELECT path FROM file WHERE repository = ? AND number = ?'),
    filesWithStem: database.prepare<[number, string]>(
      'SELECT number, path FROM file INDEXED BY file_stem WHERE repository = ? AND stem = ?',
    ),
    filesIn: database.prepare<[number, string]>(
      'SELECT number, path FROM file INDEXED BY file_directory WHERE repository = ? AND directory = ?',
    ),
  }
}

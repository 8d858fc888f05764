/**
 * A run of commits: up to a thousand consecutive ones with everything that they
 * link to, as arrays of numbers packed into one value of the table `commit_run`.
 *
 * All commits of a repository are its runs' arrays one after the other: ends of links
 * count from the repository's first commit, so that loading is copying and decodes
 * nothing. A run is five counts, then the arrays in the order of `Run`; little-endian,
 * as every supported platform is.
 */

/** What a commit did to a path. Renamed: it came from another path, which the commit removed. */
export const MODIFIED = 0
export const ADDED = 1
export const REMOVED = 2
export const RENAMED = 3
export type FileChange = typeof MODIFIED | typeof ADDED | typeof REMOVED | typeof RENAMED

export const CO_AUTHOR = 0
export const REVIEWER = 1
export type TrailerRole = typeof CO_AUTHOR | typeof REVIEWER

/** A run ends with the commit that reaches either. */
const RUN_COMMITS = 1024
const RUN_FILES = 65_536

export type LinkedCommit = {
  /** Milliseconds since the epoch. */
  readonly authoredAt: number
  readonly author: number
  /** Paths changed; a rename is one of them and two of `files`. */
  readonly fileCount: number
  /** Commit numbers, -1 for one that isn't known yet. */
  readonly parents: readonly number[]
  readonly people: readonly { readonly person: number; readonly role: TrailerRole }[]
  /** File × 4 + change, ascending. */
  readonly files: Int32Array
  /** What each renamed file was, by file. */
  readonly sources: ReadonlyMap<number, number>
}

/** A run while it is filled. */
export type Run = {
  readonly first: number
  /** Where the links of the run before end. */
  readonly base: LinkEnds
  readonly authoredAt: number[]
  readonly author: number[]
  readonly fileCount: number[]
  readonly parentEnds: number[]
  readonly personEnds: number[]
  readonly fileEnds: number[]
  readonly parents: number[]
  /** Person × 2 + role. */
  readonly people: number[]
  /** File × 4 + change. */
  readonly files: number[]
  /** Commit, file and the file that it was, one after the other. */
  readonly renames: number[]
}

type LinkEnds = { readonly parents: number; readonly people: number; readonly files: number }

const NO_LINKS: LinkEnds = { parents: 0, people: 0, files: 0 }
const COUNTS_SIZE_BYTES = 5 * 4

export function emptyRun(first = 0, base = NO_LINKS): Run {
  return {
    first,
    base,
    authoredAt: [],
    author: [],
    fileCount: [],
    parentEnds: [],
    personEnds: [],
    fileEnds: [],
    parents: [],
    people: [],
    files: [],
    renames: [],
  }
}

export function appendCommit(run: Run, commit: LinkedCommit): void {
  const number = run.first + run.author.length
  run.authoredAt.push(commit.authoredAt)
  run.author.push(commit.author)
  run.fileCount.push(commit.fileCount)
  for (const parent of commit.parents) run.parents.push(parent)
  for (const { person, role } of commit.people) run.people.push(person * 2 + role)
  for (const link of commit.files) {
    run.files.push(link)
    if ((link & 3) === RENAMED) run.renames.push(number, link >> 2, commit.sources.get(link >> 2)!)
  }
  run.parentEnds.push(run.base.parents + run.parents.length)
  run.personEnds.push(run.base.people + run.people.length)
  run.fileEnds.push(run.base.files + run.files.length)
}

/** The run to append to next: this one, or one after it when it is full. */
export function runToFill(run: Run): Run {
  if (run.author.length < RUN_COMMITS && run.files.length < RUN_FILES) return run
  return emptyRun(run.first + run.author.length, {
    parents: run.parentEnds.at(-1)!,
    people: run.personEnds.at(-1)!,
    files: run.fileEnds.at(-1)!,
  })
}

export function packRun(run: Run): Buffer {
  const lists = [run.parents, run.people, run.files, run.renames]
  const columns = [run.author, run.fileCount, run.parentEnds, run.personEnds, run.fileEnds]
  const parts = [
    Int32Array.from([run.author.length, ...lists.map((list) => list.length)]),
    Float64Array.from(run.authoredAt),
    ...[...columns, ...lists].map((numbers) => Int32Array.from(numbers)),
  ]
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer)))
}

/** The last run of a repository again, to append to. @throws RangeError */
export function unpackRun(first: number, packed: Buffer): Run {
  const only = unpackRuns([packed])
  const ends = (links: Links): number[] => [...links.starts.subarray(1)]
  const baseOf = (links: Links): number => (only.count === 0 ? 0 : links.starts.at(-1)! - links.values.length)
  return {
    first,
    base: {
      parents: baseOf(only.parents),
      people: baseOf(only.people),
      files: baseOf(only.files),
    },
    authoredAt: [...only.authoredAt],
    author: [...only.author],
    fileCount: [...only.fileCount],
    parentEnds: ends(only.parents),
    personEnds: ends(only.people),
    fileEnds: ends(only.files),
    parents: [...only.parents.values],
    people: [...only.people.values],
    files: [...only.files.values],
    renames: [...only.renames],
  }
}

/** Lists of one kind, one after the other: commit n's is [starts[n], starts[n + 1]). */
export type Links = { readonly starts: Int32Array; readonly values: Int32Array }

const NO_NUMBERS = new Int32Array(0)

/** The list of one commit; empty for one that there isn't. */
export function linksOf({ starts, values }: Links, number: number): Int32Array {
  return number + 1 < starts.length ? values.subarray(starts[number], starts[number + 1]) : NO_NUMBERS
}

/** Every commit of a repository, by number. */
export type Commits = {
  readonly count: number
  readonly authoredAt: Float64Array
  readonly author: Int32Array
  readonly fileCount: Int32Array
  readonly parents: Links
  readonly people: Links
  readonly files: Links
  readonly renames: Int32Array
}

/** @throws RangeError where a run isn't as long as its counts say. */
export function unpackRuns(runs: readonly Buffer[]): Commits {
  const counts = runs.map(readCounts)
  const total = (list: number): number => counts.reduce((sum, lengths) => sum + lengths[list]!, 0)
  const count = total(0)
  const emptyLinks = (list: number): Links => ({
    starts: new Int32Array(count + 1),
    values: new Int32Array(total(list)),
  })
  const commits: Commits = {
    count,
    authoredAt: new Float64Array(count),
    author: new Int32Array(count),
    fileCount: new Int32Array(count),
    parents: emptyLinks(1),
    people: emptyLinks(2),
    files: emptyLinks(3),
    renames: new Int32Array(total(4)),
  }
  const { parents, people, files } = commits
  const columns = [
    commits.author,
    commits.fileCount,
    ...[parents, people, files].map(({ starts }) => starts.subarray(1)),
  ]
  const lists = [parents.values, people.values, files.values, commits.renames]
  const filled = [0, 0, 0, 0, 0]
  for (const [at, packed] of runs.entries()) {
    let offset = COUNTS_SIZE_BYTES
    const copy = (target: Int32Array | Float64Array, start: number, length: number): void => {
      const size = length * target.BYTES_PER_ELEMENT
      new Uint8Array(target.buffer, target.byteOffset + start * target.BYTES_PER_ELEMENT, size).set(
        packed.subarray(offset, offset + size),
      )
      offset += size
    }
    const lengths = counts[at]!
    copy(commits.authoredAt, filled[0]!, lengths[0]!)
    for (const column of columns) copy(column, filled[0]!, lengths[0]!)
    for (const [list, values] of lists.entries()) copy(values, filled[list + 1]!, lengths[list + 1]!)
    for (const [list, length] of lengths.entries()) filled[list]! += length
  }
  return commits
}

/** How many commits, parents, people, files and numbers of renames a run holds. */
function readCounts(packed: Buffer): number[] {
  if (packed.length < COUNTS_SIZE_BYTES) throw new RangeError(`has ${packed.length} bytes`)
  const lengths = [0, 1, 2, 3, 4].map((list) => packed.readUInt32LE(list * 4))
  const [commits, ...lists] = lengths as [number, ...number[]]
  const expected =
    COUNTS_SIZE_BYTES + commits * (8 + 5 * 4) + lists.reduce((sum, length) => sum + length * 4, 0)
  if (packed.length !== expected) throw new RangeError(`has ${packed.length} bytes, not ${expected}`)
  return lengths
}

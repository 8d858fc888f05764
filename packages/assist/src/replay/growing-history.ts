/**
 * A change history in memory that grows commit by commit: what was known at each
 * moment of a repository's past.
 *
 * Every index is maintained on append and never looks ahead. Files and people are
 * numbered in the order of their first appearance, so that a shorter history gives
 * the same numbers as the beginning of a longer one.
 */
import {
  BULK_FILE_COUNT,
  type ChangeHistory,
  type CommitNumber,
  type FileNumber,
  type PersonNumber,
} from '@wakelore/knowledge/change-history'
import { directoryOf, nameStem } from '@wakelore/knowledge/name-stem'

export type ReplayCommit = {
  readonly sha: string
  /** The author's e-mail as written, in lower case. */
  readonly author: string
  /** Milliseconds since the epoch. */
  readonly authoredAtMs: number
  /** What it touched; a rename is two paths, the old and the new. */
  readonly paths: readonly string[]
  /** Those of the paths that no longer exist after it. */
  readonly deleted: readonly string[]
  readonly isBot: boolean
}

export type GrowingHistory = ChangeHistory & {
  readonly append: (commit: ReplayCommit) => CommitNumber
  readonly personNumber: (author: string) => PersonNumber | undefined
  /** Whether anything of theirs so far was a bot's. */
  readonly isBot: (person: PersonNumber) => boolean
}

/** Ascending commit numbers of one file, with room to grow. */
type Postings = { commits: Int32Array; count: number }

export function makeGrowingHistory(): GrowingHistory {
  const paths: string[] = []
  const fileNumbers = new Map<string, FileNumber>()
  const personNumbers = new Map<string, PersonNumber>()
  const postings: Postings[] = []
  const living: boolean[] = []
  const livingByStem = new Map<string, FileNumber[]>()
  const livingByDirectory = new Map<string, FileNumber[]>()
  const bots = new Set<PersonNumber>()
  const shas: string[] = []
  const files: Int32Array[] = []
  const authors: PersonNumber[] = []
  const times: number[] = []
  /** Commits that aren't bulk, ascending. */
  const counted: CommitNumber[] = []

  const append: GrowingHistory['append'] = (commit) => {
    const number = shas.length
    const touched = Int32Array.from(new Set(commit.paths.map(numberOf))).sort()
    shas.push(commit.sha)
    files.push(touched)
    const author = personOf(commit.author)
    authors.push(author)
    if (commit.isBot) bots.add(author)
    times.push(commit.authoredAtMs)
    if (touched.length <= BULK_FILE_COUNT) {
      counted.push(number)
      for (const file of touched) addPosting(postings[file]!, number)
    }
    const deleted = new Set(commit.deleted)
    for (const file of touched) setLiving(file, !deleted.has(paths[file]!))
    return number
  }

  const numberOf = (path: string): FileNumber => {
    const known = fileNumbers.get(path)
    if (known !== undefined) return known
    const file = paths.length
    fileNumbers.set(path, file)
    paths.push(path)
    postings.push({ commits: new Int32Array(4), count: 0 })
    living.push(false)
    return file
  }

  const personOf = (author: string): PersonNumber => {
    const known = personNumbers.get(author)
    if (known !== undefined) return known
    personNumbers.set(author, personNumbers.size)
    return personNumbers.size - 1
  }

  const setLiving = (file: FileNumber, isAlive: boolean): void => {
    if (living[file] === isAlive) return
    living[file] = isAlive
    const path = paths[file]!
    for (const [index, key] of [
      [livingByStem, nameStem(path)],
      [livingByDirectory, directoryOf(path)],
    ] as const) {
      const list = index.get(key) ?? []
      if (isAlive) list.push(file)
      else list.splice(list.indexOf(file), 1)
      if (list.length > 0) index.set(key, list)
      else index.delete(key)
    }
  }

  return {
    append,
    personNumber: (author) => personNumbers.get(author),
    isBot: (person) => bots.has(person),
    get commitCount() {
      return shas.length
    },
    commitsOf: (file) => postings[file]!.commits.subarray(0, postings[file]!.count),
    filesOf: (commit) => files[commit]!,
    authoredAt: (commit) => times[commit]!,
    authorOf: (commit) => authors[commit]!,
    sha: (commit) => shas[commit]!,
    fileNumber: (path) => fileNumbers.get(path),
    path: (file) => paths[file]!,
    isAlive: (file) => living[file]!,
    filesWithStem: (stem) => livingByStem.get(stem) ?? [],
    filesIn: (directory) => livingByDirectory.get(directory) ?? [],
    newest: (count) => counted.slice(Math.max(0, counted.length - count)).reverse(),
  }
}

function addPosting(list: Postings, commit: CommitNumber): void {
  if (list.count === list.commits.length) {
    const grown = new Int32Array(list.count * 2)
    grown.set(list.commits)
    list.commits = grown
  }
  list.commits[list.count++] = commit
}

/**
 * The commits of a list in its order, with message and changed files, streamed.
 *
 * One `git diff-tree` takes the whole list. Where it dies of an object that is
 * missing (a partial clone) or damaged, what stops it is read again with less: first
 * without rename detection, which needs no contents of files, then without files,
 * which needs no trees. That lasts for one commit, again for one, since what a commit
 * lacks its child mostly misses too, and then twice as long each time: damage costs
 * little detail where it is rare and few processes where it isn't.
 */
import { devNull } from 'node:os'
import { COMMIT_FORMAT, makeCommitParser, MAX_FILES, type ParsedCommit } from './commit-parser.ts'
import { pairExactRenames } from './exact-rename.ts'
import { firstOf } from './gaps.ts'
import type { HistoryRead } from './history-event.ts'
import { throwUnlessObject } from './objects.ts'

/** How much is asked of git. */
const RENAMES = 0
const FILES = 1
const MESSAGE = 2
type Detail = typeof RENAMES | typeof FILES | typeof MESSAGE

/**
 * git compares each deleted file with each added one: beyond this many of both it
 * recognises only those whose contents didn't change.
 */
const RENAME_LIMIT = 400
/** After as many commits in full detail, the next damage counts as the first again. */
const CALM_COMMIT_COUNT = 1000

const FORMAT = ['-z', '--date=raw', `--format=${COMMIT_FORMAT}`]
const DIFF_TREE = [
  'diff-tree',
  '--stdin',
  '--root',
  '-r',
  '--raw',
  '--always',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
  ...FORMAT,
]
const ARGUMENTS: Readonly<Record<Detail, readonly string[]>> = {
  [RENAMES]: [...DIFF_TREE, '-M', `-l${RENAME_LIMIT}`],
  [FILES]: [...DIFF_TREE, '--no-renames'],
  // Without the list of shallow commits git tells the parents that they really have.
  [MESSAGE]: [
    '--shallow-file',
    devNull,
    'log',
    '--stdin',
    '--no-walk=unsorted',
    '--ignore-missing',
    '--no-patch',
    '--no-notes',
    ...FORMAT,
  ],
}

type Shortfall = { withoutRenames: number; withoutFiles: string[]; tooManyFiles: string[] }

/**
 * @param shallow those of the commits whose parents were left behind by a shallow
 *   clone: what they changed can't be told, and they come first
 */
export async function* readCommits(
  read: HistoryRead,
  shas: readonly string[],
  shallow: ReadonlySet<string>,
): AsyncGenerator<ParsedCommit[]> {
  const shortfall: Shortfall = { withoutRenames: 0, withoutFiles: [], tooManyFiles: [] }
  const cut = shallow.size === 0 ? [] : shas.filter((sha) => shallow.has(sha))
  const whole = shallow.size === 0 ? shas : shas.filter((sha) => !shallow.has(sha))
  if (cut.length > 0) {
    yield* readRange(read, cut, MESSAGE, shortfall)
  }
  yield* readRobustly(read, whole, shortfall)
  remarkOn(read, shortfall)
}

async function* readRobustly(
  read: HistoryRead,
  shas: readonly string[],
  shortfall: Shortfall,
): AsyncGenerator<ParsedCommit[]> {
  // Up to where each detail holds, and how often it was needed of late.
  const ends: Record<Detail, number> = [shas.length, 0, 0]
  const needs: Record<Detail, number> = [0, 0, 0]
  let at = 0
  while (at < shas.length) {
    const detail = at < ends[MESSAGE] ? MESSAGE : at < ends[FILES] ? FILES : RENAMES
    const end = Math.min(ends[detail], shas.length)
    const { count, isWhole } = yield* readRange(read, shas.slice(at, end), detail, shortfall)
    at += count
    if (isWhole) {
      if (detail === FILES) shortfall.withoutRenames += count
      if (detail === MESSAGE) shortfall.withoutFiles.push(...shas.slice(at - count, at))
      continue
    }
    if (detail === MESSAGE) {
      read.unread.add(shas[at++]!)
      continue
    }
    const lesser = detail === RENAMES ? FILES : MESSAGE
    if (count >= CALM_COMMIT_COUNT) needs[lesser] = 0
    ends[lesser] = at + 2 ** Math.max(needs[lesser] - 1, 0)
    needs[lesser]++
  }
}

type RangeEnd = {
  /** How many of the commits are done with. */
  readonly count: number
  /** False where git died of the one after them. */
  readonly isWhole: boolean
}

async function* readRange(
  read: HistoryRead,
  shas: readonly string[],
  detail: Detail,
  shortfall: Shortfall,
): AsyncGenerator<ParsedCommit[], RangeEnd> {
  const { cwd } = read.repository
  const parser = makeCommitParser({ keepsContent: detail === FILES })
  let count = 0
  const checked = (commits: readonly ParsedCommit[]): ParsedCommit[] =>
    commits.map((commit) => {
      // What git passes over in silence isn't a commit that can be read.
      while (count < shas.length && shas[count] !== commit.sha) read.unread.add(shas[count++]!)
      count++
      if (commit.filesLeftOut > 0) shortfall.tooManyFiles.push(commit.sha)
      return detail === FILES ? { ...commit, files: pairExactRenames(commit.files) } : commit
    })

  const { stdout, ended, kill } = await read.git.stream(ARGUMENTS[detail], {
    cwd,
    input: `${shas.join('\n')}\n`,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  })
  try {
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      const commits = parser.push(chunk)
      if (commits.length > 0) yield checked(commits)
    }
  } finally {
    kill()
  }
  const result = await ended
  read.signal?.throwIfAborted()
  if (result.exitCode !== 0) throwUnlessObject(ARGUMENTS[detail], cwd, result)
  // git dies of a commit before it prints anything of it, so that the last one is whole.
  const last = result.exitCode === 0 || parser.isBetweenCommits() ? parser.end() : undefined
  if (last !== undefined) yield checked([last])
  if (result.exitCode !== 0) return { count, isWhole: false }
  while (count < shas.length) read.unread.add(shas[count++]!)
  return { count, isWhole: true }
}

function remarkOn(read: HistoryRead, { withoutRenames, withoutFiles, tooManyFiles }: Shortfall): void {
  if (withoutRenames > 0) {
    read.onRemark(
      'GIT_RENAMES_OFF',
      `${withoutRenames === 1 ? '1 commit was' : `${withoutRenames} commits were`} read without rename detection, since contents of files are missing; files moved unchanged were still recognised`,
    )
  }
  if (withoutFiles.length > 0) {
    read.onRemark(
      'GIT_FILES_UNREADABLE',
      `trees are missing or damaged, so that it can't be told which files were changed by ${firstOf(withoutFiles)}`,
    )
  }
  if (tooManyFiles.length > 0) {
    read.onRemark(
      'GIT_FILES_CUT',
      `more than ${MAX_FILES} files, the rest left out: ${firstOf(tooManyFiles)}`,
    )
  }
}

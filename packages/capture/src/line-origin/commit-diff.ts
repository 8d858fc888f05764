/**
 * What commits took away and what they put in, against each of their parents: the changed runs of
 * lines alone, as `git diff-tree -w -U0 -M` tells them, by the same algorithm by which
 * `git blame` told the lines apart.
 *
 * A hunk's header says how many lines follow it, so no content can pass for a header. Files
 * that are whole on both sides, in one place or under another name, have no hunks.
 */
import { isFault } from '@wakelore/kernel/fault'
import { complaintOf, faultOf } from '@wakelore/vault/git'
import { pathText, unquotedPath } from '../path-text.ts'
import { missingObjectFault } from './blame.ts'
import type { OriginRead } from './origin-read.ts'

export type Hunk = {
  /** First of the lines that went, counted from 1; of the line before, where none went. */
  readonly oldStart: number
  readonly newStart: number
  /** Bytes as Latin-1, without the line's end. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

export type FileDiff = {
  /** As `pathText` writes it; undefined where the file was added. */
  readonly oldPath: string | undefined
  /** Undefined where the file was deleted. */
  readonly newPath: string | undefined
  readonly hunks: readonly Hunk[]
}

/** One of two or more that a merge has, the only one of any other. */
export type ParentDiff = { readonly parent: string; readonly files: readonly FileDiff[] }

/** The largest commits of large projects, changed everywhere, print some hundred KB. */
const MAX_DIFF_BYTES = 64 * 1024 * 1024
/** As for reading history: beyond so many files on both sides only exact renames are told. */
const RENAME_LIMIT = 400

const DIFF_TREE = [
  'diff-tree',
  '--stdin',
  '-r',
  '-p',
  '-w',
  '-U0',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '--always',
  '--format=%x01%H %P',
  '-M',
  `-l${RENAME_LIMIT}`,
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--submodule=short',
  '--ignore-submodules=none',
]

const NEWLINE = 0x0a
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** So many at a time: what they print is held in memory. */
const MOST_COMMITS = 64

/**
 * By commit; one without parents has none, one that prints more than is read isn't there.
 *
 * @param changed by commit the paths whose text it is known to have changed
 * @throws CAPTURE_OBJECT_MISSING
 */
export async function readCommitDiffs(
  read: OriginRead,
  changed: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, ParentDiff[]>> {
  const found = await readAllParents(read, [...changed.keys()], [])
  // Attributes that a worktree has, or a size that configuration sets, make git take text for binary.
  const hidden = [...found].flatMap(([commit, parents]) =>
    parents.every(({ files }) => isShown(files, changed.get(commit)!)) ? [] : [commit],
  )
  for (const [commit, parents] of await readAllParents(read, hidden, ['--text'])) found.set(commit, parents)
  return found
}

function isShown(files: readonly FileDiff[], paths: ReadonlySet<string>): boolean {
  const shown = new Set(files.map(({ newPath }) => newPath))
  return [...paths].every((path) => shown.has(path))
}

async function readAllParents(
  read: OriginRead,
  commits: readonly string[],
  options: readonly string[],
): Promise<Map<string, ParentDiff[]>> {
  const found = new Map<string, ParentDiff[]>()
  const merges: string[] = []
  for (const { commit, parents, files } of await readDiffs(read, commits, options)) {
    if (parents.length > 1) for (const parent of parents) merges.push(`${commit} ${parent}`)
    else found.set(commit, parents[0] === undefined ? [] : [{ parent: parents[0], files }])
  }
  for (const { commit, parents, files } of await readDiffs(read, merges, options)) {
    const known = found.get(commit)
    const diff = { parent: parents[0]!, files }
    if (known === undefined) found.set(commit, [diff])
    else known.push(diff)
  }
  return found
}

type Diff = { readonly commit: string; readonly parents: readonly string[]; readonly files: FileDiff[] }

/** @param asked commits, or commits with the one parent that each is compared with */
async function readDiffs(
  read: OriginRead,
  asked: readonly string[],
  options: readonly string[],
): Promise<Diff[]> {
  if (asked.length === 0) return []
  const { cwd } = read.repository
  const halves = (count: number): Promise<Diff[]>[] => [
    readDiffs(read, asked.slice(0, count), options),
    readDiffs(read, asked.slice(count), options),
  ]
  if (asked.length > MOST_COMMITS) return (await Promise.all(halves(MOST_COMMITS))).flat()
  const args = [...DIFF_TREE, ...options]
  try {
    const result = await read.git.run(args, {
      cwd,
      input: asked.map((one) => `${one}\n`).join(''),
      maxBytes: MAX_DIFF_BYTES,
      ...(read.signal === undefined ? {} : { signal: read.signal }),
    })
    read.signal?.throwIfAborted()
    if (result.exitCode !== 0) {
      throw (
        missingObjectFault(complaintOf(result.stderr), cwd, `commit ${asked[0]!}`) ??
        faultOf(args, cwd, result)
      )
    }
    return diffsOf(result.stdout)
  } catch (error) {
    if (!isFault(error, 'GIT_OUTPUT_TOO_LARGE')) throw error
    return asked.length === 1 ? [] : (await Promise.all(halves(Math.ceil(asked.length / 2)))).flat()
  }
}

type OpenFile = { oldPath: string | undefined; newPath: string | undefined; hunks: Hunk[] }

function diffsOf(output: Buffer): Diff[] {
  const diffs: Diff[] = []
  let file: OpenFile | undefined
  let at = 0
  const nextLine = (): string => {
    const start = at
    at = nextStart(output, at)
    return output.toString('latin1', start, output[at - 1] === NEWLINE ? at - 1 : at)
  }
  const passLines = (count: number): readonly [start: number, end: number] => {
    const start = at
    for (let line = 0; line < count; line++) at = nextStart(output, at)
    const end = at
    // "\ No newline at end of file"
    if (output[at] === 0x5c) at = nextStart(output, at)
    return [start, end]
  }
  while (at < output.length) {
    const line = nextLine()
    const hunk = line.startsWith('@@') ? HUNK.exec(line) : null
    if (hunk !== null) {
      const [, oldStart, oldCount = '1', newStart, newCount = '1'] = hunk
      const removed = passLines(Number(oldCount))
      const added = passLines(Number(newCount))
      file?.hunks.push(lazyHunk(output, [Number(oldStart), removed], [Number(newStart), added]))
    } else if (line.startsWith('diff --git ')) {
      file = { oldPath: undefined, newPath: undefined, hunks: [] }
      diffs.at(-1)?.files.push(file)
    } else if (line.startsWith('--- ') && file !== undefined) {
      file.oldPath = headerPath(line)
    } else if (line.startsWith('+++ ') && file !== undefined) {
      file.newPath = headerPath(line)
    } else if (line.startsWith('\x01')) {
      const [commit = '', ...parents] = line.slice(1).trimEnd().split(' ')
      diffs.push({ commit, parents, files: [] })
      file = undefined
    }
  }
  return diffs
}

function nextStart(output: Buffer, at: number): number {
  const end = output.indexOf(NEWLINE, at)
  return end === -1 ? output.length : end + 1
}

type Side = readonly [firstLine: number, bytes: readonly [start: number, end: number]]

/** Most of what a commit changed is never looked at: it is taken apart when it is. */
function lazyHunk(output: Buffer, [oldStart, from]: Side, [newStart, to]: Side): Hunk {
  let removed: readonly string[] | undefined
  let added: readonly string[] | undefined
  return {
    oldStart,
    newStart,
    get removed() {
      return (removed ??= linesBetween(output, ...from))
    },
    get added() {
      return (added ??= linesBetween(output, ...to))
    },
  }
}

/** Without the sign that each begins with. */
function linesBetween(output: Buffer, start: number, end: number): string[] {
  if (start === end) return []
  const last = output[end - 1] === NEWLINE ? end - 1 : end
  return output
    .toString('latin1', start, last)
    .split('\n')
    .map((line) => line.slice(1))
}

/** `--- a/name`, with a tab behind a name that holds a blank, quoted where it holds worse. */
function headerPath(line: string): string | undefined {
  const name = line.slice(4).replace(/\t$/, '')
  return name === '/dev/null' ? undefined : pathText(unquotedPath(Buffer.from(name, 'latin1')).subarray(2))
}

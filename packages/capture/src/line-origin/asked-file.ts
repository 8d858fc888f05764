/**
 * The file that is asked about, in the version that is asked about: what it holds, and
 * which commit stands for it.
 *
 * Without a revision that is the worktree's, where it has the file and git tracks it, and
 * HEAD's where not. A file in the middle of a merge is answered as of HEAD: the worktree's
 * lines are git's marks in part. A path that is nowhere any more is answered as of the last
 * commit that had it.
 */
import { lstat, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintOf, faultOf } from '@wakelore/vault/git'
import { captureFault } from '../faults.ts'
import { gitPath, pathText, pathTexts } from '../path-text.ts'
import { readObjects, resolveObjects } from '../source/git-history/objects.ts'
import { missingObjectFault } from './blame.ts'
import type { OriginRead } from './origin-read.ts'

export type AskedFile =
  | {
      readonly kind: 'file'
      /** The commit whose lines are meant, or that the worktree's stand on. */
      readonly commit: string
      /** Whether the line numbers are the worktree's. */
      readonly isWorktree: boolean
      /** Told where the index holds several versions of it, because a merge, a rebase or the like isn't done. */
      readonly unmerged: { readonly otherSide: string | undefined } | undefined
      /** The commit after which the path was there no more, for one that is gone. */
      readonly end: PathEnd | undefined
      /** Its lines, without their ends. */
      readonly lines: readonly string[]
    }
  /** No commit that the revision comes from has it, nor has the worktree. */
  | { readonly kind: 'absent' }
  /** It has no lines that git could tell the origin of. */
  | {
      readonly kind: 'lineless'
      readonly why: 'untracked' | 'directory' | 'submodule' | 'binary' | 'too-large'
    }

export type PathEnd = {
  readonly commit: string
  /** Where the file went, as `pathText` writes it, if it went anywhere. */
  readonly renamedTo: string | undefined
}

const MAX_FILE_BYTES = 32 * 1024 * 1024
/** As git tells a binary file: a NUL among its first bytes. */
const SNIFFED_BYTES = 8000
const SUBMODULE = '160000'
const HASH = /^[0-9a-f]{40,64}$/

/**
 * @param revision anything that git takes for a commit; the worktree where it is undefined
 * @throws CAPTURE_REVISION_UNKNOWN, CAPTURE_OBJECT_MISSING, CAPTURE_PATH_UNSPEAKABLE
 */
export async function readAskedFile(
  read: OriginRead,
  path: string,
  revision: string | undefined,
): Promise<AskedFile> {
  const name = gitPath(path)
  const [commit, committed, stages, standing] = await Promise.all([
    commitOf(read, revision ?? 'HEAD'),
    entryAt(read, revision ?? 'HEAD', name),
    revision === undefined ? stagesOf(read, name) : [],
    revision === undefined ? standingFile(read, name) : undefined,
  ])
  const unmerged = stages.some(({ stage }) => stage !== '0')
    ? { otherSide: await otherSideOf(read) }
    : undefined
  const base = { kind: 'file' as const, commit, isWorktree: false, unmerged, end: undefined }
  if (committed?.mode === SUBMODULE || stages[0]?.mode === SUBMODULE) return lineless('submodule')
  if (standing === 'directory' || committed?.type === 'tree') return lineless('directory')
  if (standing !== undefined && unmerged === undefined && (stages.length > 0 || committed !== undefined)) {
    if (!Buffer.isBuffer(standing)) return lineless(standing)
    return ofContent(standing, { ...base, isWorktree: true })
  }
  if (committed !== undefined) return ofEntry(read, committed, base)
  if (await isInSubmodule(read, commit, name)) return lineless('submodule')
  if (standing !== undefined && unmerged === undefined) return lineless('untracked')
  const end = await readPathEnd(read, name, commit)
  if (end === undefined) return { kind: 'absent' }
  const before = await commitOf(read, `${end.commit}^`)
  const last = await entryAt(read, before, name)
  if (last === undefined || last.type !== 'blob') return { kind: 'absent' }
  return ofEntry(read, last, { ...base, commit: before, end })
}

function lineless(why: 'untracked' | 'directory' | 'submodule' | 'binary' | 'too-large'): AskedFile {
  return { kind: 'lineless', why }
}

type FileBase = Omit<AskedFile & { kind: 'file' }, 'lines'>

function ofContent(content: Buffer, base: FileBase): AskedFile {
  if (content.subarray(0, SNIFFED_BYTES).includes(0)) return lineless('binary')
  const lines = content.toString('utf8').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return { ...base, lines: lines.map((line) => line.replace(/\r$/, '')) }
}

async function ofEntry(read: OriginRead, entry: Entry, base: FileBase): Promise<AskedFile> {
  const limits = { maxBytes: MAX_FILE_BYTES, ...(read.signal === undefined ? {} : { signal: read.signal }) }
  for await (const { content, sizeBytes } of readObjects(read.git, read.repository, [entry.hash], limits)) {
    return sizeBytes > content.length ? lineless('too-large') : ofContent(content, base)
  }
  throw captureFault(
    'CAPTURE_OBJECT_MISSING',
    `object ${entry.hash} isn't in ${read.repository.cwd}, and nothing is fetched`,
    { fields: { path: read.repository.cwd, object: entry.hash } },
  )
}

/** What stands in the worktree; a link is what it says. Undefined where there is nothing, or no worktree. */
async function standingFile(
  { repository: { worktreeRoot } }: OriginRead,
  name: string,
): Promise<Buffer | 'directory' | 'too-large' | undefined> {
  if (worktreeRoot === undefined) return undefined
  const file = join(worktreeRoot, name)
  try {
    const found = await lstat(file)
    if (found.isDirectory()) return 'directory'
    if (found.isSymbolicLink()) return Buffer.from(await readlink(file))
    if (!found.isFile()) return undefined
    return found.size > MAX_FILE_BYTES ? 'too-large' : await readFile(file)
  } catch {
    // Not there, below a file, or not to be read: what git has of it answers.
    return undefined
  }
}

/** @throws CAPTURE_REVISION_UNKNOWN */
async function commitOf(read: OriginRead, revision: string): Promise<string> {
  const { cwd } = read.repository
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  const { exitCode, stdout } = await read.git.run(args, { cwd })
  const printed = stdout.toString('latin1').trim()
  // `^main` is printed as what it leaves out.
  if (exitCode === 0 && HASH.test(printed)) return printed
  throw captureFault(
    'CAPTURE_REVISION_UNKNOWN',
    revision === 'HEAD' ? `${cwd} has no commit yet` : `${revision} names no commit of ${cwd}`,
    { fields: { path: cwd, revision } },
  )
}

type Entry = { readonly mode: string; readonly type: string; readonly hash: string }

/** What a revision has at a path; undefined where that is nothing, or the revision isn't one. */
async function entryAt(read: OriginRead, revision: string, name: string): Promise<Entry | undefined> {
  const { cwd } = read.repository
  if (name === '') return { mode: '040000', type: 'tree', hash: '' }
  if (revision.startsWith('-')) return undefined
  const args = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', revision, '--', name]
  const result = await read.git.run(args, { cwd })
  if (result.exitCode !== 0) {
    const missing = missingObjectFault(complaintOf(result.stderr), cwd, name)
    if (missing !== undefined) throw missing
    return undefined
  }
  const [mode, type, hash] = result.stdout.toString('latin1').split('\t')[0]!.split(' ')
  return mode && type && hash ? { mode, type, hash } : undefined
}

async function stagesOf(
  read: OriginRead,
  name: string,
): Promise<{ readonly mode: string; readonly stage: string }[]> {
  const { cwd, isBare } = read.repository
  if (isBare || name === '') return []
  const args = ['--literal-pathspecs', 'ls-files', '--stage', '-z', '--full-name', '--', name]
  const list = await read.git.read(args, { cwd })
  return list
    .toString('latin1')
    .split('\0')
    .flatMap((line) => {
      const [mode, , stage] = line.split('\t')[0]!.split(' ')
      // Below a directory there are many.
      return mode && stage && line.slice(line.indexOf('\t') + 1) === Buffer.from(name).toString('latin1')
        ? [{ mode, stage }]
        : []
    })
}

/** Whether a directory that the path lies below is another repository's. */
async function isInSubmodule(read: OriginRead, commit: string, name: string): Promise<boolean> {
  const parts = name.split('/')
  for (let count = 1; count < parts.length; count++) {
    const entry = await entryAt(read, commit, parts.slice(0, count).join('/'))
    if (entry?.type !== 'tree') return entry?.mode === SUBMODULE
  }
  return false
}

/** In the order in which they are looked for: a rebase leaves the name of what it picks as well. */
const OTHER_SIDES = ['MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD']

/** What HEAD is being merged with, as git calls it. */
async function otherSideOf(read: OriginRead): Promise<string | undefined> {
  const found = await resolveObjects(read.git, read.repository, OTHER_SIDES)
  return OTHER_SIDES.find((_, at) => found[at] !== undefined)
}

/** The newest commit, merges only where no other did, that took the path away. */
async function readPathEnd(read: OriginRead, name: string, commit: string): Promise<PathEnd | undefined> {
  const { cwd } = read.repository
  const args = [
    '--literal-pathspecs',
    'log',
    '-1',
    '--format=%H',
    '--full-history',
    '--no-renames',
    '--diff-filter=D',
  ]
  for (const merges of [[], ['-m', '--first-parent']]) {
    const command = [...args, ...merges, '--no-patch', commit, '--', name]
    const result = await read.git.run(command, { cwd })
    read.signal?.throwIfAborted()
    if (result.exitCode !== 0) {
      throw missingObjectFault(complaintOf(result.stderr), cwd, name) ?? faultOf(command, cwd, result)
    }
    const sha = result.stdout.toString('latin1').trim()
    if (sha !== '') return { commit: sha, renamedTo: await renamedTo(read, sha, name) }
  }
  return undefined
}

async function renamedTo(read: OriginRead, commit: string, name: string): Promise<string | undefined> {
  const { cwd } = read.repository
  const args = [
    'diff-tree',
    '-r',
    '-M',
    '-l400',
    '-z',
    '--name-status',
    '--diff-filter=R',
    `${commit}^`,
    commit,
  ]
  const { stdout, exitCode } = await read.git.run(args, { cwd })
  if (exitCode !== 0) return undefined
  const old = pathText(Buffer.from(name))
  const paths = pathTexts(stdout)
  // Status, old path, new path, over and over.
  for (let at = 0; at + 2 < paths.length; at += 3) if (paths[at + 1] === old) return paths[at + 2]
  return undefined
}

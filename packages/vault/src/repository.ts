/**
 * A repository on this machine: where it is, what shape it has, and the id that
 * stays with it.
 *
 * All worktrees of a repository are one repository; its identity is its common git
 * directory as first read. `consent.ts` keeps that id when the repository moves.
 */
import { lstat, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { deriveId } from '@wakelore/kernel/id'
import type { RepositoryId } from '@wakelore/telemetry/event'
import { faultOf, type Git } from './git.ts'

export type Repository = {
  readonly id: RepositoryId
  /** A short name for people: the directory's. */
  readonly name: string
  /** Absolute, resolved: the git directory that all worktrees share. */
  readonly commonDir: string
  /** Absolute, resolved: top of the worktree it was found through; absent in a bare repository. */
  readonly worktreeRoot?: string
  /** Name of the linked worktree it was found through; absent in the main one. */
  readonly worktree?: string
  /** A directory inside it, to run git from. */
  readonly cwd: string
  readonly objectFormat: 'sha1' | 'sha256'
  readonly isBare: boolean
  readonly isShallow: boolean
}

/**
 * Finds the repository around `path`.
 *
 * @throws GIT_NOT_A_REPOSITORY, GIT_DUBIOUS_OWNERSHIP, GIT_MISSING
 */
export async function findRepository(git: Git, path: string): Promise<Repository> {
  const cwd = resolve(path)
  const args = [
    'rev-parse',
    '--git-common-dir',
    '--git-dir',
    '--is-bare-repository',
    '--is-shallow-repository',
    '--show-object-format',
    '--is-inside-work-tree',
  ]
  // Asked apart: where there is no worktree it fails, and the rest is known all the same.
  const [result, toplevel] = await Promise.all([
    git.run(args, { cwd }),
    git.run(['rev-parse', '--show-toplevel'], { cwd }),
  ])
  if (result.exitCode !== 0) throw faultOf(args, cwd, result)
  // A path may hold newlines, the four answers after it can't: take those from the end.
  const lines = result.stdout.toString('utf8').replace(/\n$/, '').split('\n')
  const [isBare, isShallow, objectFormat, isInsideWorktree] = lines.slice(-4)
  const half = (lines.length - 4) / 2
  const commonDir = await realpath(resolve(cwd, lines.slice(0, half).join('\n')))
  const gitDir = await realpath(resolve(cwd, lines.slice(half, -4).join('\n')))
  const isLinked = gitDir !== commonDir
  const top =
    isInsideWorktree === 'true'
      ? await realpath(toplevel.stdout.toString('utf8').replace(/\n$/, ''))
      : undefined
  return {
    id: deriveId('repository', commonDir),
    name: repositoryName(commonDir),
    commonDir,
    ...(top === undefined ? {} : { worktreeRoot: top }),
    ...(isLinked ? { worktree: basename(gitDir) } : {}),
    cwd: top ?? commonDir,
    objectFormat: objectFormat === 'sha256' ? 'sha256' : 'sha1',
    isBare: isBare === 'true',
    isShallow: isShallow === 'true',
  }
}

/** Which repository the worktree at `path` is of, and by which name where it is a linked one. */
export type WorktreePlace = { readonly commonDir: string; readonly worktree?: string }

/** A file that names a git directory is a line; anything longer isn't one. */
const MAX_POINTER_BYTES = 16 * 1024

/**
 * Where the git directory of a worktree's top lies, by the files alone that
 * gitrepository-layout(5) describes: without starting git, and without reading any
 * configuration. Undefined where there is none, or none any more.
 */
export async function readWorktreePlace(path: string): Promise<WorktreePlace | undefined> {
  try {
    const dotGit = join(path, '.git')
    if ((await lstat(dotGit)).isDirectory()) return { commonDir: await realpath(dotGit) }
    const pointer = /^gitdir: (.+)\n?$/.exec(await readPointer(dotGit))?.[1]
    if (pointer === undefined) {
      // A link to a git directory elsewhere.
      const target = await realpath(dotGit)
      return (await lstat(target)).isDirectory() ? { commonDir: target } : undefined
    }
    const gitDir = await realpath(resolve(path, pointer))
    const common = await readPointer(join(gitDir, 'commondir')).catch(() => undefined)
    if (common === undefined) return { commonDir: gitDir }
    return {
      commonDir: await realpath(resolve(gitDir, common.replace(/\n$/, ''))),
      worktree: basename(gitDir),
    }
  } catch {
    return undefined
  }
}

async function readPointer(file: string): Promise<string> {
  const found = await lstat(file)
  // Opening a pipe would wait for whoever writes into it.
  return found.isFile() && found.size <= MAX_POINTER_BYTES ? await readFile(file, 'utf8') : ''
}

function repositoryName(commonDir: string): string {
  const name = basename(commonDir)
  return name === '.git' ? basename(dirname(commonDir)) : name.replace(/\.git$/, '')
}

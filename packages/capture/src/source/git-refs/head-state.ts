/** Where the HEAD of a worktree stands now. */
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { Branch } from '../git-history/branch-trail.ts'
import { branchName, headBranch } from '../git-history/refs.ts'
import { pathText } from '../../path-text.ts'

export type HeadState = {
  readonly branch: Branch
  /** Absent where it has no commit yet, or the worktree is gone. */
  readonly sha: string | undefined
}

type Place = { readonly git: Git; readonly repository: Repository }

const MAX_HEAD_NAME_BYTES = 4096
const REVISION_SYNTAX = /[\p{Cc}\s~^:?*[\\]|\.\.|@\{|\//u

/** Full name of the HEAD of a worktree, the main one where none is named. */
export function headOf(worktree: string | undefined): string {
  return worktree === undefined ? 'HEAD' : `worktrees/${worktree}/HEAD`
}

/** As git understands it from every worktree; undefined where no name of git's reads so. */
export function spellingOf(worktree: string | undefined): string | undefined {
  if (worktree === undefined) return 'main-worktree/HEAD'
  return REVISION_SYNTAX.test(worktree) ? undefined : headOf(worktree)
}

export async function readHeadState(place: Place, worktree: string | undefined): Promise<HeadState> {
  const spelling = spellingOf(worktree)
  if (spelling === undefined) return { branch: undefined, sha: undefined }
  const { cwd } = place.repository
  // One answer in two lines, so that both are of nearly the same moment.
  const { stdout, exitCode } = await place.git.run(
    ['rev-parse', spelling, '--symbolic-full-name', spelling],
    { cwd },
  )
  const [sha = '', name = ''] = pathText(stdout).split('\n')
  if (exitCode === 0 && name !== '') return { branch: branchName(name) ?? null, sha }
  // A branch without commits is no revision, but has a name.
  return { branch: await headBranch(place, headOf(worktree)), sha: undefined }
}

/** Short name of the branch that a rebase in this worktree will return to; null for a detached one's, undefined where none goes on. */
export async function readRebasedBranch(
  { repository }: { readonly repository: Pick<Repository, 'commonDir'> },
  worktree: string | undefined,
): Promise<Branch> {
  const directory =
    worktree === undefined ? repository.commonDir : join(repository.commonDir, 'worktrees', worktree)
  for (const state of ['rebase-merge', 'rebase-apply']) {
    const file = join(directory, state, 'head-name')
    try {
      const found = await lstat(file)
      if (!found.isFile() || found.size > MAX_HEAD_NAME_BYTES) continue
      return branchName(pathText(await readFile(file)).replace(/\n$/, '')) ?? null
    } catch {
      continue
    }
  }
  return undefined
}

/** The branch that a worktree stands on at this moment; while it rebases, the one it will return to. */
import type { Git } from '@wakelore/vault/git'
import type { WorktreePlace } from '@wakelore/vault/repository'
import { pathText } from '../../path-text.ts'
import { branchName } from '../git-history/refs.ts'
import { readRebasedBranch, spellingOf } from '../git-refs/head-state.ts'

/** Short name; undefined where HEAD is detached, or can't be read. */
export async function readBranchNow(
  git: Git,
  { commonDir, worktree }: WorktreePlace,
): Promise<string | undefined> {
  const spelling = spellingOf(worktree)
  if (spelling === undefined) return undefined
  const { stdout } = await git.run(['symbolic-ref', '--quiet', spelling], { cwd: commonDir })
  return (
    branchName(pathText(stdout).replace(/\n$/, '')) ??
    (await readRebasedBranch({ repository: { commonDir } }, worktree)) ??
    undefined
  )
}

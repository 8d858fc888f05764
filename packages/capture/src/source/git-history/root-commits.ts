/** The commits without parents that HEAD descends from: what a repository is recognised by after a move. */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

/** Full hashes; empty where HEAD is unborn. */
export async function readRootCommits(git: Git, repository: Pick<Repository, 'cwd'>): Promise<string[]> {
  const { stdout, exitCode } = await git.run(['rev-list', '--max-parents=0', 'HEAD', '--'], {
    cwd: repository.cwd,
  })
  if (exitCode !== 0) return []
  return stdout.toString('latin1').split('\n').filter(Boolean)
}

/**
 * The order in which a repository's own past is replayed: parents before children,
 * without merges, and from HEAD only, since side branches would show in advance what
 * was squash-merged later.
 */
import { faultOf, type Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

/** Ten million commits. */
const MAX_LIST_BYTES = 10_000_000 * 65

/** Full hashes, oldest first; none where HEAD is unborn. */
export async function readReplayOrder(git: Git, { cwd }: Repository): Promise<string[]> {
  const args = ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']
  const head = await git.run(args, { cwd })
  if (head.exitCode === 1) return []
  if (head.exitCode !== 0) throw faultOf(args, cwd, head)
  const list = await git.read(['rev-list', '--no-merges', '--topo-order', '--reverse', 'HEAD'], {
    cwd,
    maxBytes: MAX_LIST_BYTES,
  })
  return list.toString('latin1').split('\n').slice(0, -1)
}

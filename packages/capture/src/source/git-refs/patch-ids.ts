/** Patch ids: digests of what commits change, without line numbers and white space (git-patch-id(1)). */
import { isFault } from '@wakelore/kernel/fault'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { throwUnlessObject } from '../git-history/objects.ts'

/** Asked for at a time. */
const MOST_COMMITS = 200
const MAX_PATCH_BYTES = 8 * 1024 * 1024

/** By commit; one that changes nothing, is too large or can't be read has none. */
export async function readPatchIds(
  { git, repository: { cwd } }: { readonly git: Git; readonly repository: Repository },
  shas: readonly string[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  if (shas.length === 0) return ids
  const asked = shas.slice(0, MOST_COMMITS)
  const difference = [
    'diff-tree',
    '--stdin',
    '-r',
    '--root',
    '-p',
    '--full-index',
    '--no-color',
    '--no-textconv',
    '--no-ext-diff',
  ]
  const digest = ['patch-id', '--stable']
  try {
    const patches = await git.run(difference, {
      cwd,
      input: `${asked.join('\n')}\n`,
      maxBytes: MAX_PATCH_BYTES,
      ...options,
    })
    options.signal?.throwIfAborted()
    // Where git died of an object, what it printed before is whole but for the last.
    if (patches.exitCode !== 0) throwUnlessObject(difference, cwd, patches)
    const { stdout } = await git.run(digest, { cwd, input: patches.stdout, ...options })
    options.signal?.throwIfAborted()
    for (const line of stdout.toString('latin1').split('\n')) {
      const [id, sha] = line.split(' ')
      if (id !== undefined && sha !== undefined) ids.set(sha, id)
    }
    if (patches.exitCode !== 0) ids.delete(lastOf(asked, ids) ?? '')
    return ids
  } catch (error) {
    if (isFault(error, 'GIT_OUTPUT_TOO_LARGE')) return ids
    throw error
  }
}

function lastOf(asked: readonly string[], ids: ReadonlyMap<string, string>): string | undefined {
  return asked.findLast((sha) => ids.has(sha))
}

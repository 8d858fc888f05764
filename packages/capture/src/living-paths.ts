/**
 * Which paths HEAD has: asked of git for the few that are about to be shown, since
 * what only a merge changed is in no commit's list of files.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { pathTexts } from './path-text.ts'

/** Those of the paths that HEAD's tree has; a path kept as git quotes it counts as there. */
export async function readLivingPaths(
  git: Git,
  { cwd }: Repository,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const living = new Set(paths.filter((path) => path.startsWith('"')))
  const asked = paths.filter((path) => !living.has(path))
  if (asked.length === 0) return living
  const args = ['--literal-pathspecs', 'ls-tree', '-z', '--name-only', '--full-tree', 'HEAD', '--', ...asked]
  const { stdout, exitCode } = await git.run(args, { cwd })
  // Without a HEAD that can be read, nothing is known to be gone.
  if (exitCode !== 0) return new Set(paths)
  for (const path of pathTexts(stdout)) living.add(path)
  return living
}

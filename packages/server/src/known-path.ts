/** A path argument that the history or HEAD knows, as git names it. */
import { readLivingPaths } from '@wakelore/capture/living-paths'
import type { OpenRepository, OperationContext } from './context.ts'
import { serverFault } from './faults.ts'
import { repositoryPath } from './repository-path.ts'

/** `''` for the whole repository, which is also what no argument means. @throws PATH_UNKNOWN, PATH_OUTSIDE */
export async function knownPath(
  { repository, graph }: OpenRepository,
  context: OperationContext,
  argument: string | undefined,
): Promise<string> {
  const path = argument === undefined ? '' : repositoryPath(repository, context.cwd, argument)
  if (path === '' || graph.contributions(repository.id, path).length > 0) return path
  // What bulk commits alone brought has no contributions, and is there all the same.
  if (graph.history(repository.id).commitCount > 0) {
    if ((await readLivingPaths(context.git, repository, [path])).has(path)) return path
  }
  throw serverFault('PATH_UNKNOWN', `no commit of ${repository.name} touched ${path}`, { fields: { path } })
}

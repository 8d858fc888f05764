/**
 * Which repository a question about stored events means, where it may also be about all:
 * the one named, which is read first, or the one around the current directory, if it was
 * read before. Undefined: all.
 */
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { OperationContext } from './context.ts'

export async function chosenRepository(
  input: { readonly repo?: string | undefined; readonly allRepos: boolean },
  context: OperationContext,
): Promise<RepositoryId | undefined> {
  if (input.allRepos) return undefined
  if (input.repo !== undefined) return (await context.openRepository(input.repo)).repository.id
  return (await context.findKnown(context.cwd))?.id
}

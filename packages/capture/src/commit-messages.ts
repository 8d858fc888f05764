/** Messages of commits as they stand in git: of the few that a question needs, since the graph keeps subjects alone. */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { readObjects } from './source/git-history/objects.ts'

/** Longer ones are cut; headers count, and those of a merge of signed tags are long. */
const MAX_BYTES = 128 * 1024

/** By hash; without those that aren't here. */
export async function readCommitMessages(
  git: Git,
  repository: Repository,
  shas: readonly string[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, string>> {
  const messages = new Map<string, string>()
  if (shas.length === 0) return messages
  const read = readObjects(git, repository, shas, { maxBytes: MAX_BYTES, ...options })
  for await (const { index, type, content } of read) {
    if (type !== 'commit') continue
    const end = content.indexOf('\n\n')
    messages.set(shas[index]!, end === -1 ? '' : content.toString('utf8', end + 2))
  }
  return messages
}

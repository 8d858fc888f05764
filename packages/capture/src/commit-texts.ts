/**
 * What few commits say of themselves, whole: read from git when it is to be shown, since
 * no message is stored beyond its subject.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { Signature } from './source/git-history/commit-parser.ts'
import { readCommits } from './source/git-history/commit-stream.ts'

export type CommitText = {
  readonly author: Signature
  readonly parents: readonly string[]
  readonly message: string
}

/** By full hash; those that can't be read are absent. */
export async function readCommitTexts(
  git: Git,
  repository: Repository,
  shas: readonly string[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, CommitText>> {
  const texts = new Map<string, CommitText>()
  if (shas.length === 0) return texts
  const asked = [...new Set(shas)]
  const read = {
    git,
    repository,
    recordedAt: 0,
    signal: options.signal,
    onRemark: () => undefined,
    unread: new Set<string>(),
  }
  // As commits at a shallow edge are read: without what they changed.
  for await (const commits of readCommits(read, asked, new Set(asked))) {
    for (const { sha, author, parents, message } of commits) texts.set(sha, { author, parents, message })
  }
  return texts
}

/** What is asked about some branches, and what is known of their pairs. */
import type { ConflictFile } from '@wakelore/capture/conflict-files'
import type { Branch } from '@wakelore/capture/local-branches'
import type { Ancestry } from '@wakelore/knowledge/ancestry'
import type { Git } from '@wakelore/vault/git'
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import type { Repository } from '@wakelore/vault/repository'

/** By their places among the branches; a comes first. */
export type BranchPair = { readonly a: number; readonly b: number }

export type MergedBranch = {
  readonly branch: number
  readonly into: number
  readonly how: 'contained' | 'same-changes'
}

/** What is known of two commits, by both names; `apart`: they changed nothing that touches. */
export type KnownMerges = Map<string, KnownMerge>
export type KnownMerge =
  | { readonly kind: 'apart' }
  | { readonly kind: 'clean'; readonly tree: string }
  | { readonly kind: 'conflicts'; readonly files: readonly ConflictFile[] }

export type BranchQuestion = {
  readonly git: Git
  readonly repository: Repository
  readonly ancestry: Ancestry
  /** Of different tips; the sides of a pair are in this order. */
  readonly branches: readonly Branch[]
  /** The default branch, if there is one among them. */
  readonly trunk: number | undefined
  /** Only pairs with this one. */
  readonly only: number | undefined
  readonly openDirectory: () => Promise<MergeDirectory>
  /** Added to. */
  readonly known: KnownMerges
  readonly deadline: AbortSignal
  readonly signal?: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

export function keyOf(branches: readonly Branch[], { a, b }: BranchPair): string {
  return `${branches[a]!.tip}:${branches[b]!.tip}`
}

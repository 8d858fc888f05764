/**
 * Which of some branches collide: pairs are told apart by their merge bases, sieved by what
 * both changed, and those that are left are merged for real in a directory of our own.
 *
 * What a merge of two commits came to never changes, so it is kept by the two: asking again
 * merges only what moved. Pairs with the default branch go first, since a branch of which
 * that has everything needs no more merges; then the newest. When time is up, what is left
 * is counted.
 */
import type { ConflictFile } from '@wakelore/capture/conflict-files'
import { readKinship, type RelatedPair } from './branch-conflicts/kinship.ts'
import { openMerger } from './branch-conflicts/merger.ts'
import {
  keyOf,
  type BranchPair,
  type BranchQuestion,
  type MergedBranch,
} from './branch-conflicts/question.ts'
import { openSieve } from './branch-conflicts/sieve.ts'

export type BranchConflicts = {
  /** How many pairs were asked about. */
  readonly pairs: number
  /** How many of them changed something that touches, and so were merged, now or before. */
  readonly merges: number
  readonly collisions: readonly (BranchPair & { readonly files: readonly ConflictFile[] })[]
  /** Branches of which another has everything: their commits, or the changes by other commits. */
  readonly merged: readonly MergedBranch[]
  readonly unrelated: readonly BranchPair[]
  readonly failed: readonly (BranchPair & { readonly message: string })[]
  /** Pairs that time didn't suffice for. */
  readonly unfinished: number
}

/** Compared and merged before time is looked at again. */
const PAIRS_AT_A_TIME = 250

export async function findBranchConflicts(question: BranchQuestion): Promise<BranchConflicts> {
  const { branches, only, trunk, known, deadline } = question
  const kinship = await readKinship(question)
  const merged: MergedBranch[] = [...kinship.contained]
  // Nobody is going to merge it: but whoever names it is told all the same.
  const isDone = new Set<number>()
  const finish = (branch: number): void => void (branch === only || isDone.add(branch))
  for (const { branch, into } of kinship.contained) if (into === trunk) finish(branch)
  const isOpen = ({ a, b }: BranchPair): boolean => !isDone.has(a) && !isDone.has(b)
  const isAsked = ({ a, b }: BranchPair): boolean => only === undefined || a === only || b === only

  const sieve = await openSieve(question, kinship.related.filter(isOpen))
  const merger = openMerger(question)
  const suspects = kinship.related.filter((pair) => isAsked(pair) && isOpen(pair) && sieve.isSuspect(pair))
  const withTrunk = suspects.filter(({ a, b }) => a === trunk || b === trunk)
  const others = suspects.filter(({ a, b }) => a !== trunk && b !== trunk)

  const collisions: BranchConflicts['collisions'][number][] = []
  const failed: BranchConflicts['failed'][number][] = []
  let done = 0
  let merges = 0
  let unfinished = 0
  const merge = async (
    pairs: readonly RelatedPair[],
    onClean: (pair: BranchPair, tree: string) => void,
  ): Promise<void> => {
    for (let from = 0; from < pairs.length; from += PAIRS_AT_A_TIME) {
      const some = pairs.slice(from, from + PAIRS_AT_A_TIME)
      if (deadline.aborted) {
        unfinished += some.length
        continue
      }
      await sieve.narrow(some)
      const sharing = some.filter((pair) => known.get(keyOf(branches, pair))?.kind !== 'apart')
      for (const { pair, outcome } of await merger.merge(sharing)) {
        if (outcome === undefined) unfinished++
        else if (outcome.kind !== 'failed') merges++
        if (outcome?.kind === 'failed') failed.push({ a: pair.a, b: pair.b, message: outcome.message })
        if (outcome?.kind === 'conflicts') collisions.push({ a: pair.a, b: pair.b, files: outcome.files })
        if (outcome?.kind === 'clean') onClean(pair, outcome.tree)
      }
      done += some.length
      question.onProgress(done, suspects.length)
    }
  }
  try {
    await merge(withTrunk, ({ a, b }, tree) => {
      if (tree !== branches[trunk!]!.tree) return
      const branch = a === trunk ? b : a
      merged.push({ branch, into: trunk!, how: 'same-changes' })
      finish(branch)
    })
    await merge(others.filter(isOpen), () => undefined)
  } finally {
    await merger.close()
  }
  return {
    pairs: kinship.pairs,
    merges,
    collisions,
    merged,
    unrelated: kinship.unrelated,
    failed,
    unfinished,
  }
}

/**
 * Merges pairs of branches, by the attributes of the first of the two: it is the one that
 * would be checked out. The directory is made when there is something to merge.
 */
import { readConflictFiles, type ConflictedMerge } from '@wakelore/capture/conflict-files'
import { readMergeAttributes } from '@wakelore/capture/merge-attributes'
import { readTrialMerges } from '@wakelore/capture/trial-merges'
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import { keyOf, type BranchPair, type BranchQuestion, type KnownMerge } from './question.ts'

export type Merger = {
  /** Undefined where time was up. */
  readonly merge: (
    pairs: readonly BranchPair[],
  ) => Promise<{ pair: BranchPair; outcome: Outcome | undefined }[]>
  readonly close: () => Promise<void>
}

type Outcome = KnownMerge | { readonly kind: 'failed'; readonly message: string }

export function openMerger(question: BranchQuestion): Merger {
  const { git, repository, branches, known, deadline, signal } = question
  const options = signal === undefined ? {} : { signal }
  let opened: Promise<MergeDirectory> | undefined
  const attributesOf = new Map<number, string>()

  const readAttributes = async (sides: readonly number[]): Promise<void> => {
    const unread = [...new Set(sides)].filter((side) => !attributesOf.has(side))
    const lines = await readMergeAttributes(
      git,
      repository,
      unread.map((side) => branches[side]!.tip),
      options,
    )
    for (const [index, side] of unread.entries()) attributesOf.set(side, lines[index]!)
  }

  const mergeAlike = async (
    directory: MergeDirectory,
    pairs: readonly BranchPair[],
    outcomes: Map<BranchPair, Outcome>,
  ): Promise<void> => {
    const sides = pairs.map(({ a, b }) => ({ ours: branches[a]!.tip, theirs: branches[b]!.tip }))
    const conflicted: { pair: BranchPair; merge: ConflictedMerge }[] = []
    let index = 0
    for await (const merge of readTrialMerges(directory, sides, { deadline, ...options })) {
      const pair = pairs[index]!
      if (merge.kind === 'conflicts') conflicted.push({ pair, merge: { ...sides[index]!, merge } })
      else outcomes.set(pair, merge)
      index++
    }
    const files = await readConflictFiles(
      directory,
      repository,
      conflicted.map(({ merge }) => merge),
      options,
    )
    for (const [place, { pair }] of conflicted.entries()) {
      outcomes.set(pair, { kind: 'conflicts', files: files[place]! })
    }
  }

  return {
    merge: async (pairs) => {
      const outcomes = new Map<BranchPair, Outcome>()
      const unknown: BranchPair[] = []
      for (const pair of pairs) {
        const outcome = known.get(keyOf(branches, pair))
        if (outcome === undefined) unknown.push(pair)
        else outcomes.set(pair, outcome)
      }
      if (unknown.length > 0) {
        const directory = await (opened ??= question.openDirectory())
        await readAttributes(unknown.map(({ a }) => a))
        for (const [lines, alike] of Map.groupBy(unknown, ({ a }) => attributesOf.get(a)!)) {
          await directory.writeAttributes(lines)
          await mergeAlike(directory, alike, outcomes)
        }
        for (const pair of unknown) {
          const outcome = outcomes.get(pair)
          if (outcome !== undefined && outcome.kind !== 'failed') known.set(keyOf(branches, pair), outcome)
        }
      }
      return pairs.map((pair) => ({ pair, outcome: outcomes.get(pair) }))
    },
    close: async () => {
      await (await opened?.catch(() => undefined))?.[Symbol.asyncDispose]()
    },
  }
}

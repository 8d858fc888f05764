/**
 * Merges pairs of branches, by the attributes of the first of the two: it is the one that
 * would be checked out. The directory is made when there is something to merge.
 *
 * A merge goes by three trees alone. So where a pair has one merge base, which is known
 * already, commits of these trees are merged that have no more history than that: git would
 * look for the base in all of it, pair by pair, and most of the time go into that.
 */
import { availableParallelism } from 'node:os'
import { readConflictFiles, type ConflictedMerge } from '@wakelore/capture/conflict-files'
import { readMergeAttributes } from '@wakelore/capture/merge-attributes'
import { resolveObjects } from '@wakelore/capture/source/git-history/objects'
import { readTrialMerges, type CommitsToMerge } from '@wakelore/capture/trial-merges'
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import type { RelatedPair } from './kinship.ts'
import { keyOf, type BranchPair, type BranchQuestion, type KnownMerge } from './question.ts'

export type Merger = {
  /** Undefined where time was up. */
  readonly merge: (
    pairs: readonly RelatedPair[],
  ) => Promise<{ pair: BranchPair; outcome: Outcome | undefined }[]>
  readonly close: () => Promise<void>
}

type Outcome = KnownMerge | { readonly kind: 'failed'; readonly message: string }

const MOST_PROCESSES = 4
/** For fewer, another process isn't worth its start. */
const PAIRS_OF_A_PROCESS = 16

export function openMerger(question: BranchQuestion): Merger {
  const { git, repository, branches, known, deadline, signal } = question
  const options = signal === undefined ? {} : { signal }
  let opened: Promise<MergeDirectory> | undefined
  const attributesOf = new Map<number, string>()
  /** By tree and merge base. */
  const standIns = new Map<string, Promise<string>>()

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

  const standIn = (directory: MergeDirectory, tree: string, base?: string): Promise<string> => {
    const key = `${tree}:${base}`
    const made = standIns.get(key) ?? directory.writeCommit(tree, base === undefined ? [] : [base])
    standIns.set(key, made)
    return made
  }

  /** What to merge for each pair: the tips themselves, where they have several merge bases. */
  const readSides = async (
    directory: MergeDirectory,
    pairs: readonly RelatedPair[],
  ): Promise<CommitsToMerge[]> => {
    const bases = [...new Set(pairs.flatMap((pair) => (pair.bases.length === 1 ? pair.bases : [])))]
    const names = bases.map((base) => `${base}^{tree}`)
    const trees = await resolveObjects(git, repository, names)
    const treeOf = new Map(bases.map((base, index) => [base, trees[index]]))
    const sides: CommitsToMerge[] = []
    for (const { a, b, bases } of pairs) {
      const tree = bases.length === 1 ? treeOf.get(bases[0]!) : undefined
      if (tree === undefined) {
        sides.push({ ours: branches[a]!.tip, theirs: branches[b]!.tip })
        continue
      }
      const base = await standIn(directory, tree)
      const ours = await standIn(directory, branches[a]!.tree, base)
      sides.push({ ours, theirs: await standIn(directory, branches[b]!.tree, base) })
    }
    return sides
  }

  const mergeAlike = async (
    directory: MergeDirectory,
    pairs: readonly RelatedPair[],
    outcomes: Map<BranchPair, Outcome>,
  ): Promise<void> => {
    const sides = await readSides(directory, pairs)
    const conflicted: { pair: BranchPair; merge: ConflictedMerge }[] = []
    const mergeSome = async (places: readonly number[]): Promise<void> => {
      let next = 0
      const some = places.map((place) => sides[place]!)
      for await (const merge of readTrialMerges(directory, some, { deadline, ...options })) {
        const place = places[next]!
        const pair = pairs[place]!
        if (merge.kind === 'conflicts') conflicted.push({ pair, merge: { ...sides[place]!, merge } })
        else outcomes.set(pair, merge)
        next++
      }
    }
    const processes = Math.min(
      MOST_PROCESSES,
      availableParallelism(),
      Math.ceil(pairs.length / PAIRS_OF_A_PROCESS),
    )
    // Neighbours are alike, and so is how long they take.
    const lanes = Map.groupBy(pairs.keys(), (place) => place % processes)
    await Promise.all(Array.from(lanes.values(), mergeSome))
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
      const unknown: RelatedPair[] = []
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

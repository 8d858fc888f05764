/**
 * What branches changed, as far as it is needed to tell which pairs can collide: each
 * branch's changes since it left the trunk and the trunk's between these points first, of
 * the suspects then what really differs from their merge base.
 *
 * Without a default branch any other is as good a trunk: it is only a way to need fewer
 * comparisons.
 */
import {
  canCollide,
  footprintOf,
  isCovered,
  makeSieve,
  type Footprint,
} from '@wakelore/assist/advisor/conflicts'
import { readTreeChanges, type CommitPair } from '@wakelore/capture/tree-changes'
import { keyOf, type BranchPair, type BranchQuestion } from './question.ts'
import type { RelatedPair } from './kinship.ts'

export type Sieve = {
  /** Whether they may have changed something that touches, as far as that can be told without more git. */
  readonly isSuspect: (pair: RelatedPair) => boolean
  /** Of those that turn out to have changed nothing that touches, that becomes known. */
  readonly narrow: (pairs: readonly RelatedPair[]) => Promise<void>
}

type Question = Pick<
  BranchQuestion,
  'git' | 'repository' | 'ancestry' | 'branches' | 'trunk' | 'known' | 'signal'
>

const NOTHING: Footprint = new Map()

/** @param pairs those that will be asked about */
export async function openSieve(question: Question, pairs: readonly RelatedPair[]): Promise<Sieve> {
  const { ancestry, branches, known, trunk } = question
  const middle = trunk ?? 0
  const forks = new Map<number, string>()
  for (const { a, b, bases } of pairs) {
    if (bases.length > 1) continue
    if (a === middle) forks.set(b, bases[0]!)
    if (b === middle) forks.set(a, bases[0]!)
  }
  if (branches.length > 0) forks.set(middle, branches[middle]!.tip)
  const rowOf = (sha: string): number => ancestry.rowOf(sha) ?? -1
  const points = [...new Set(forks.values())].sort((a, b) => rowOf(a) - rowOf(b))
  const pointOf = new Map(points.map((sha, point) => [sha, point]))

  const forked = [...forks].filter(([branch]) => branch !== middle)
  const owns = await footprints(
    question,
    forked.map(([branch, fork]) => ({ from: fork, to: branches[branch]!.tip })),
  )
  const ownOf = new Map<number, Footprint>([[middle, NOTHING]])
  for (const [index, [branch]] of forked.entries()) {
    const own = owns[index]
    if (own !== undefined) ownOf.set(branch, own)
  }
  // Beside what some branch did itself, nothing of the trunk can touch one.
  const wanted = new Set([...ownOf.values()].flatMap((own) => [...own.keys()]))
  const isWanted = (path: string): boolean => wanted.has(path)
  const steps = await footprints(
    question,
    points.slice(1).map((to, index) => ({ from: points[index]!, to })),
    isWanted,
  )
  const places = new Map([...ownOf.keys()].map((branch, place) => [branch, place]))
  const isTouching = makeSieve(
    Array.from(ownOf, ([branch, own]) => ({ own, point: pointOf.get(forks.get(branch)!)! })),
    steps.map((step) => step ?? NOTHING),
  )
  const areStepsWhole = steps.every((step) => step !== undefined)
  /** Whether the pair parted on the trunk, so that the sieve knows it. */
  const isRegular = ({ a, b, bases }: RelatedPair): boolean =>
    bases.length === 1 && (forks.get(a) === bases[0] || forks.get(b) === bases[0])

  const isSuspect: Sieve['isSuspect'] = (pair) => {
    const placeOfA = places.get(pair.a)
    const placeOfB = places.get(pair.b)
    if (placeOfA === undefined || placeOfB === undefined || !areStepsWhole || !isRegular(pair)) return true
    return isTouching(placeOfA, placeOfB, pointOf.get(pair.bases[0]!)!) || isEmpty(pair)
  }
  /** A branch without any change is in the trunk: that is worth telling. */
  const isEmpty = ({ a, b }: BranchPair): boolean =>
    (a === middle || b === middle) && ownOf.get(a === middle ? b : a)?.size === 0

  const narrow: Sieve['narrow'] = async (suspects) => {
    const open = suspects.filter((pair) => pair.bases.length === 1 && !known.has(keyOf(branches, pair)))
    const asked = new Map<string, CommitPair & { isWhole: boolean }>()
    const found = new Map<string, Footprint | undefined>()
    for (const pair of open) {
      for (const branch of [pair.a, pair.b]) {
        const from = pair.bases[0]!
        const own = ownOf.get(branch)
        const key = `${from}:${branch}`
        if (own !== undefined && forks.get(branch) === from) found.set(key, own)
        else {
          const isWhole = asked.get(key)?.isWhole === true || !isRegular(pair)
          asked.set(key, { from, to: branches[branch]!.tip, isWhole })
        }
      }
    }
    for (const isWhole of [false, true]) {
      const some = [...asked].filter(([, one]) => one.isWhole === isWhole)
      const read = await footprints(
        question,
        some.map(([, one]) => one),
        isWhole ? undefined : isWanted,
      )
      for (const [index, [key]] of some.entries()) found.set(key, read[index])
    }
    for (const pair of open) {
      const a = found.get(`${pair.bases[0]!}:${pair.a}`)
      const b = found.get(`${pair.bases[0]!}:${pair.b}`)
      // What can't be read is for the merge to say.
      if (a === undefined || b === undefined || canCollide(a, b)) continue
      // By the same changes a branch may be in the trunk: the merge shows it.
      if (pair.a === trunk ? isCovered(b, a) : pair.b === trunk && isCovered(a, b)) continue
      known.set(keyOf(branches, pair), { kind: 'apart' })
    }
  }
  return { isSuspect, narrow }
}

async function footprints(
  { git, repository, signal }: Question,
  pairs: readonly CommitPair[],
  isWanted?: (path: string) => boolean,
): Promise<(Footprint | undefined)[]> {
  const found: (Footprint | undefined)[] = []
  for await (const changes of readTreeChanges(
    git,
    repository,
    pairs,
    signal === undefined ? {} : { signal },
  )) {
    found.push(changes === undefined ? undefined : footprintOf(changes, isWanted))
  }
  return found
}

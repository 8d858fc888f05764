/**
 * Coupled pairs: files that change together more than chance would have it, of all there are.
 *
 * A commit is a trial, and its weight halves with age: what is surprising is judged by the
 * log-likelihood ratio of the weighted counts. Beside it stand the plain ones, so that whoever
 * reads can count after us. A large commit pairs nothing: it says too little about each two of
 * its files. A file that changes with everything is in no pair: nothing about it surprises.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { ChangeHistory, CommitNumber, FileNumber } from '../change-history.ts'
import { likenessOf, type Likeness } from './likeness.ts'
import { logLikelihoodRatio } from '../statistics/log-likelihood.ts'
import type { Period } from '../period.ts'

export type CoupledPair = {
  /** The one that changed less often first. */
  readonly files: readonly [FileNumber, FileNumber]
  readonly paths: readonly [string, string]
  /** Log-likelihood ratio of the weighted counts: how surprising it is. */
  readonly score: number
  /** Commits that changed both, and those that changed each; of those looked at. */
  readonly together: number
  readonly counts: readonly [number, number]
  /** How many times more often together than by chance. */
  readonly lift: number
  readonly likeness: Likeness
}

export type CoupledPairOptions = {
  /** Paths that are never worth a mention. */
  readonly isIgnored: (path: string) => boolean
  /** Only pairs with one of these. */
  readonly isAsked?: (path: string) => boolean
}

/** Larger commits pair too much with too little reason. */
const MAX_FILES_PAIRED = 24
/** Fewer are hardly more than a coincidence. */
export const MIN_TOGETHER = 4
/** Less than twice as often as by chance may be certain, and is no news. */
export const MIN_LIFT = 2
/** A file in more of the commits than this, and in so many at least, changes with everything. */
const HUB_SHARE = 0.1
const LEAST_HUB_COMMITS = 50
const HALF_LIFE_DAYS = 365
/** Enough for three years of anybody; keeps a hostile history from filling the memory. */
const MAX_COMMITS = 30_000
const MAX_PAIRS = 2_000_000

/** The most surprising first; of the living files, and of the newest commits where there are too many. */
export function coupledPairs(
  history: ChangeHistory,
  period: Period,
  options: CoupledPairOptions,
): CoupledPair[] {
  const periodDays = (period.untilMs - period.fromMs) / MS_PER_DAY
  const looked = period.commits.slice(-MAX_COMMITS).map((commit) => ({
    touched: history.filesOf(commit).filter((file) => history.isAlive(file)),
    weight: 2 ** ((-period.ageOf(commit) * periodDays) / HALF_LIFE_DAYS),
  }))
  const counts = new Map<FileNumber, number>()
  const weights = new Map<FileNumber, number>()
  let total = 0
  for (const { touched, weight } of looked) {
    total += weight
    for (const file of touched) {
      counts.set(file, (counts.get(file) ?? 0) + 1)
      weights.set(file, (weights.get(file) ?? 0) + weight)
    }
  }
  // A file with few commits is in no pair with more.
  const paired = new Set<FileNumber>()
  const mostCommits = Math.max(LEAST_HUB_COMMITS, looked.length * HUB_SHARE)
  for (const [file, count] of counts) {
    if (count >= MIN_TOGETHER && count <= mostCommits && !options.isIgnored(history.path(file)))
      paired.add(file)
  }
  const tallies = new Map<number, { count: number; weight: number }>()
  const isAsked = askedFiles(history, paired, options.isAsked)
  for (const { touched, weight } of looked) {
    if (touched.length > MAX_FILES_PAIRED) continue
    const files = touched.filter((file) => paired.has(file))
    for (let a = 0; a < files.length; a++) {
      for (let b = a + 1; b < files.length; b++) {
        if (!isAsked(files[a]!) && !isAsked(files[b]!)) continue
        const key = pairKey(files[a]!, files[b]!)
        const tally = tallies.get(key)
        if (tally !== undefined) {
          tally.count++
          tally.weight += weight
        } else if (tallies.size < MAX_PAIRS) tallies.set(key, { count: 1, weight })
      }
    }
  }
  const pairs: CoupledPair[] = []
  for (const [key, { count, weight: both }] of tallies) {
    if (count < MIN_TOGETHER) continue
    const [left, right] = filesOfPair(key)
    const files: readonly [FileNumber, FileNumber] =
      counts.get(left)! <= counts.get(right)! ? [left, right] : [right, left]
    const [a, b] = [counts.get(files[0])!, counts.get(files[1])!]
    const lift = (count * looked.length) / (a * b)
    if (lift < MIN_LIFT) continue
    const [first, second] = [weights.get(files[0])!, weights.get(files[1])!]
    const paths = [history.path(files[0]), history.path(files[1])] as const
    pairs.push({
      files,
      paths,
      score: logLikelihoodRatio(both, first - both, second - both, total - first - second + both),
      together: count,
      counts: [a, b],
      lift,
      likeness: likenessOf(...paths),
    })
  }
  pairs.sort((a, b) => b.score - a.score || a.files[0] - b.files[0] || a.files[1] - b.files[1])
  return pairs
}

/** The commits that count for a pair, ascending by number. */
export function commitsTogether(
  history: ChangeHistory,
  period: Period,
  [a, b]: readonly [FileNumber, FileNumber],
): CommitNumber[] {
  const first = period.commits.at(-MAX_COMMITS) ?? 0
  const others = new Set(history.commitsOf(b))
  return [...history.commitsOf(a)].filter(
    (commit) =>
      others.has(commit) &&
      commit >= first &&
      period.has(commit) &&
      history.filesOf(commit).filter((file) => history.isAlive(file)).length <= MAX_FILES_PAIRED,
  )
}

function askedFiles(
  history: ChangeHistory,
  paired: ReadonlySet<FileNumber>,
  isAsked: ((path: string) => boolean) | undefined,
): (file: FileNumber) => boolean {
  if (isAsked === undefined) return () => true
  const asked = new Set([...paired].filter((file) => isAsked(history.path(file))))
  return (file) => asked.has(file)
}

/** Two file numbers below 2^26 as one exact number. */
const PAIR_BASE = 2 ** 26

export function pairKey(a: FileNumber, b: FileNumber): number {
  return a * PAIR_BASE + b
}

export function filesOfPair(key: number): [FileNumber, FileNumber] {
  return [Math.floor(key / PAIR_BASE), key % PAIR_BASE]
}

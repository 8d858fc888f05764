/**
 * How well a ranking found the one right answer: hit@k and mean reciprocal rank,
 * with bootstrap confidence intervals; and how sure a share of few cases is.
 *
 * A rank counts from 1; 0 means that the answer was not in the ranking, which is a
 * miss at every k and adds nothing to the reciprocal rank.
 */
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'

export type Interval = { readonly low: number; readonly high: number }

/** The share of ranks within the first k; 0 for no ranks. */
export function hitAt(ranks: ArrayLike<number>, k: number): number {
  return mean(ranks, (rank) => (rank > 0 && rank <= k ? 1 : 0))
}

/** Mean of 1/rank; 0 for no ranks. */
export function meanReciprocalRank(ranks: ArrayLike<number>): number {
  return mean(ranks, (rank) => (rank > 0 ? 1 / rank : 0))
}

/**
 * The middle 95 % of a mean over resamples of the values (Efron 1979, percentile
 * method). Resampling pairs, as for the difference of two rankings on the same
 * queries, means passing the differences.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  options: { readonly resamples: number; readonly seed: number },
): Interval {
  if (values.length === 0) return { low: 0, high: 0 }
  const random = makeSeededRandom(options.seed)
  const means = new Float64Array(options.resamples)
  for (let sample = 0; sample < options.resamples; sample++) {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[random.below(values.length)]!
    means[sample] = sum / values.length
  }
  means.sort()
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

/**
 * Within what a share lies of which `count` of `of` cases were seen (Wilson 1927), `z`
 * standard deviations to each side; from 0 to 1 where nothing was seen.
 */
export function wilsonInterval(count: number, of: number, z: number): Interval {
  if (of === 0) return { low: 0, high: 1 }
  const share = count / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) }
}

function mean(ranks: ArrayLike<number>, value: (rank: number) => number): number {
  if (ranks.length === 0) return 0
  let sum = 0
  for (let i = 0; i < ranks.length; i++) sum += value(ranks[i]!)
  return sum / ranks.length
}

/** Of ascending values; nearest rank. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

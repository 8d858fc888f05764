/**
 * The mean difference of pairs, with the interval that a bootstrap gives it: the 2.5th
 * and 97.5th percentile of the means of pairs drawn anew (Efron & Tibshirani 1993, 13.3).
 */
import type { SeededRandom } from '@wakelore/kernel/seeded-random'

export type PairedDifference = {
  /** Mean of the first of each pair. */
  readonly base: number
  /** Mean of second minus first. */
  readonly mean: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 2000

export function pairedDifference(
  pairs: readonly (readonly [first: number, second: number])[],
  random: SeededRandom,
): PairedDifference {
  const differences = pairs.map(([first, second]) => second - first)
  const means = Array.from({ length: RESAMPLES }, () => mean(differences.map(() => random.pick(differences))))
  means.sort((a, b) => a - b)
  return {
    base: mean(pairs.map(([first]) => first)),
    mean: mean(differences),
    low: means[Math.floor(0.025 * RESAMPLES)]!,
    high: means[Math.ceil(0.975 * RESAMPLES) - 1]!,
  }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

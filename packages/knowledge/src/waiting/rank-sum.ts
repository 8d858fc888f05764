/**
 * Mann-Whitney U: whether one of two samples tends to be larger than the other, whatever
 * their distributions (Mann & Whitney 1947). Two-sided, by the normal approximation with
 * corrections for ties and continuity, which is good from some eight values a side.
 */
import { complementaryError } from '../statistics/complementary-error.ts'

export type RankSum = {
  /** Pairs in which `left` is the larger; ties count half. */
  readonly u: number
  /** That samples of one and the same distribution differ at least as much. */
  readonly p: number
}

/** Both must be ascending, and neither empty. */
export function rankSum(left: ArrayLike<number>, right: ArrayLike<number>): RankSum {
  const total = left.length + right.length
  let rankSumOfLeft = 0
  let ties = 0
  let seen = 0
  for (let i = 0, j = 0; seen < total;) {
    const value = Math.min(left[i] ?? Infinity, right[j] ?? Infinity)
    const [fromLeft, fromRight] = [i, j]
    while (i < left.length && left[i] === value) i++
    while (j < right.length && right[j] === value) j++
    const equal = i - fromLeft + (j - fromRight)
    // All that are equal share the mean of their ranks.
    rankSumOfLeft += (i - fromLeft) * (seen + (equal + 1) / 2)
    ties += equal ** 3 - equal
    seen += equal
  }
  const pairs = left.length * right.length
  const u = rankSumOfLeft - (left.length * (left.length + 1)) / 2
  const variance = (pairs / 12) * (total + 1 - ties / (total * (total - 1)))
  // All values are the same.
  if (!(variance > 0)) return { u, p: 1 }
  const z = (Math.abs(u - pairs / 2) - 0.5) / Math.sqrt(variance)
  return { u, p: Math.min(1, complementaryError(z / Math.SQRT2)) }
}

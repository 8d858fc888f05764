/**
 * Whether counts of consecutive periods rise or fall by more than chance: the test of Mann
 * (1945) and Kendall (1975), which compares every count with every later one and assumes no
 * distribution. Two-sided, by the normal approximation with corrections for ties and
 * continuity, which is good from ten periods on; fewer have no trend.
 */
import { complementaryError } from './complementary-error.ts'

export type Trend = {
  readonly verdict: 'rising' | 'falling' | 'none'
  /** That counts without a trend differ at least as much. */
  readonly p: number
}

/** A screen shows some twenty rows at once: at 0.05 one of them would be chance. */
export const TREND_P = 0.01
const LEAST_PERIODS = 10

export function trendOf(counts: readonly number[]): Trend {
  const n = counts.length
  let s = 0
  for (let early = 0; early < n; early++) {
    for (let late = early + 1; late < n; late++) s += Math.sign(counts[late]! - counts[early]!)
  }
  const ties = new Map<number, number>()
  for (const count of counts) ties.set(count, (ties.get(count) ?? 0) + 1)
  const spread = (size: number): number => size * (size - 1) * (2 * size + 5)
  let variance = spread(n)
  for (const size of ties.values()) variance -= spread(size)
  variance /= 18
  if (n < LEAST_PERIODS || s === 0 || !(variance > 0)) return { verdict: 'none', p: 1 }
  const z = (Math.abs(s) - 1) / Math.sqrt(variance)
  const p = Math.min(1, complementaryError(z / Math.SQRT2))
  return { verdict: p >= TREND_P ? 'none' : s > 0 ? 'rising' : 'falling', p }
}

/**
 * Whether a coupling grows or fades: of the commits that changed either file, a larger or a
 * smaller share changed both in the period's later half than in its earlier one, by the
 * log-likelihood ratio of that table.
 */
import { chanceOf, logLikelihoodRatio } from '../statistics/log-likelihood.ts'

export type CouplingTrend = {
  readonly verdict: 'growing' | 'fading' | 'none'
  /** That chance alone makes as much of a difference. */
  readonly p: number
}

export const COUPLING_TREND_P = 0.01

/** Commits that changed both, and those that changed either one, in the earlier half and in the later. */
export function couplingTrend(
  earlier: { readonly both: number; readonly either: number },
  later: { readonly both: number; readonly either: number },
): CouplingTrend {
  const ratio = logLikelihoodRatio(
    earlier.both,
    earlier.either - earlier.both,
    later.both,
    later.either - later.both,
  )
  const p = chanceOf(ratio)
  const isGrowing = later.both * earlier.either > earlier.both * later.either
  return { verdict: p >= COUPLING_TREND_P ? 'none' : isGrowing ? 'growing' : 'fading', p }
}

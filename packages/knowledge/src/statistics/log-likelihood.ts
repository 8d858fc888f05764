/**
 * How far a table of two by two counts is from what chance makes of its margins: the
 * log-likelihood ratio G² (Dunning 1993, "Accurate Methods for the Statistics of Surprise and
 * Coincidence"), which holds thin evidence back where lift or a plain share doesn't.
 */
import { complementaryError } from './complementary-error.ts'

/** `both` and `neither` of two events, and each without the other; counts, weighted or not. */
export function logLikelihoodRatio(
  both: number,
  firstOnly: number,
  secondOnly: number,
  neither: number,
): number {
  const total = both + firstOnly + secondOnly + neither
  const rows = [both + firstOnly, secondOnly + neither] as const
  const columns = [both + secondOnly, firstOnly + neither] as const
  return Math.max(
    0,
    2 *
      (term(both, rows[0], columns[0], total) +
        term(firstOnly, rows[0], columns[1], total) +
        term(secondOnly, rows[1], columns[0], total) +
        term(neither, rows[1], columns[1], total)),
  )
}

/** That chance alone goes at least as far: χ² with one degree of freedom. */
export function chanceOf(ratio: number): number {
  return Math.min(1, complementaryError(Math.sqrt(ratio / 2)))
}

function term(observed: number, row: number, column: number, total: number): number {
  return observed <= 0 ? 0 : observed * Math.log((observed * total) / (row * column))
}

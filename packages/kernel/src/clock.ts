/** Time as a parameter: whoever needs "now" is given a clock, so that tests own it. */
export type Clock = {
  /** Milliseconds since the Unix epoch. May step backwards: never use it to order events. */
  readonly nowMs: () => number
}

export const systemClock: Clock = { nowMs: () => Date.now() }

export const MS_PER_SECOND = 1000
export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 3_600_000
export const MS_PER_DAY = 86_400_000

const LAST_DATE_MS = 8.64e15

/** Whether a value of unknown origin is milliseconds since the epoch that a `Date` can hold. */
export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_DATE_MS
}

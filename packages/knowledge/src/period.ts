/**
 * The commits of a period that count: not bulk commits, not those of bots.
 *
 * Unless it is told where it begins, a period ends with the newest commit rather than now: a
 * repository that rests keeps what can be said of it. A commit from the future is one of a
 * clock that was wrong, and counts as of now.
 */
import type { ChangeHistory, CommitNumber, PersonNumber } from './change-history.ts'

export type PeriodOptions = {
  readonly nowMs: number
  /** Where the period begins, which ends now then; undefined: so long before the newest commit. */
  readonly sinceMs: number | undefined
  readonly spanMs: number
  readonly isBot: (person: PersonNumber) => boolean
}

export type Period = {
  /** Milliseconds since the epoch. */
  readonly fromMs: number
  readonly untilMs: number
  /** Ascending by number. */
  readonly commits: readonly CommitNumber[]
  readonly has: (commit: CommitNumber) => boolean
  /** How long before the period's end a commit was written, as a share of its length: 0 to 1. */
  readonly ageOf: (commit: CommitNumber) => number
}

export function readPeriod(history: ChangeHistory, { nowMs, sinceMs, spanMs, isBot }: PeriodOptions): Period {
  const at = (commit: CommitNumber): number => Math.min(nowMs, history.authoredAt(commit))
  const { newestMs, oldestMs } = span(history, at, isBot) ?? { newestMs: nowMs, oldestMs: nowMs }
  const untilMs = sinceMs === undefined ? newestMs : nowMs
  const fromMs = sinceMs ?? Math.max(oldestMs, newestMs - spanMs)
  const lengthMs = Math.max(1, untilMs - fromMs)
  const commits = history
    .newest(history.commitCount)
    .filter((commit) => at(commit) >= fromMs && !isBot(history.authorOf(commit)))
    .reverse()
  const isIn = new Uint8Array(history.commitCount)
  for (const commit of commits) isIn[commit] = 1
  return {
    fromMs,
    untilMs,
    commits,
    has: (commit) => isIn[commit] === 1,
    ageOf: (commit) => (untilMs - at(commit)) / lengthMs,
  }
}

/** From the oldest commit that counts to the newest. Who wrote it is asked of few: it takes longer than when. */
function span(
  history: ChangeHistory,
  at: (commit: CommitNumber) => number,
  isBot: (person: PersonNumber) => boolean,
): { newestMs: number; oldestMs: number } | undefined {
  const newestFirst = history.newest(history.commitCount)
  const isCounted = (commit: CommitNumber): boolean => !isBot(history.authorOf(commit))
  let newestMs = -Infinity
  for (const commit of newestFirst) {
    if (at(commit) > newestMs && isCounted(commit)) newestMs = at(commit)
  }
  let oldestMs = Infinity
  for (const commit of newestFirst.toReversed()) {
    if (at(commit) < oldestMs && isCounted(commit)) oldestMs = at(commit)
  }
  return newestMs === -Infinity ? undefined : { newestMs, oldestMs }
}

/** As many parts as a trend can be told from. */
export const PERIOD_PARTS = 12

/** How many of the commits fall into each part of the period, the oldest part first. */
export function perPart(period: Period, commits: Iterable<CommitNumber>): number[] {
  const counts = Array.from<number>({ length: PERIOD_PARTS }).fill(0)
  for (const commit of commits) {
    counts[Math.min(PERIOD_PARTS - 1, Math.floor((1 - period.ageOf(commit)) * PERIOD_PARTS))]!++
  }
  return counts
}

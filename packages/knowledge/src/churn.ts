/**
 * Churn: which files changed how often in a period, recent commits weighing more.
 *
 * A commit's weight halves with every half of the period, counted back from the newest
 * commit rather than from now: a repository that rests keeps its churn. Bulk commits and
 * those of bots say nothing about a file and don't count.
 */
import type { ChangeHistory, CommitNumber, FileNumber, PersonNumber } from './change-history.ts'

export type FileChurn = {
  readonly file: FileNumber
  /** Sum of the weights of its commits in the period: the newest counts 1, one at the period's begin ¼. */
  readonly churn: number
  /** Its commits in the period, ascending by number. */
  readonly commits: readonly CommitNumber[]
  /** How many of them fell into each part of the period, oldest part first. */
  readonly perPart: readonly number[]
}

export type Churn = {
  /** Milliseconds since the epoch; the period, which ends with the newest commit. */
  readonly fromMs: number
  readonly untilMs: number
  /** Commits that count. */
  readonly commits: number
  /** Those that changed most first; living files only. */
  readonly files: readonly FileChurn[]
}

export type ChurnOptions = {
  readonly nowMs: number
  /** Where the period begins; undefined: so long before the newest commit. */
  readonly sinceMs: number | undefined
  readonly spanMs: number
  readonly isBot: (person: PersonNumber) => boolean
}

/** As many as a trend can be told from. */
export const CHURN_PARTS = 12
const HALVINGS = 2

type Tally = { churn: number; readonly commits: CommitNumber[]; readonly perPart: number[] }

export function measureChurn(history: ChangeHistory, options: ChurnOptions): Churn {
  const { fromMs, untilMs } = periodOf(history, options)
  const lengthMs = Math.max(1, untilMs - fromMs)
  const tallies = new Map<FileNumber, Tally>()
  let commits = 0
  for (const commit of history.newest(history.commitCount).toReversed()) {
    const at = Math.min(history.authoredAt(commit), options.nowMs)
    if (at < fromMs || options.isBot(history.authorOf(commit))) continue
    commits++
    const age = Math.max(0, (untilMs - at) / lengthMs)
    const part = Math.min(CHURN_PARTS - 1, Math.floor((1 - age) * CHURN_PARTS))
    const weight = 2 ** (-age * HALVINGS)
    for (const file of history.filesOf(commit)) {
      if (!history.isAlive(file)) continue
      let tally = tallies.get(file)
      if (tally === undefined) {
        tally = { churn: 0, commits: [], perPart: Array.from<number>({ length: CHURN_PARTS }).fill(0) }
        tallies.set(file, tally)
      }
      tally.churn += weight
      tally.commits.push(commit)
      tally.perPart[part]!++
    }
  }
  const files = [...tallies].map(([file, tally]) => ({ file, ...tally }))
  files.sort((a, b) => b.churn - a.churn || a.file - b.file)
  return { fromMs, untilMs, commits, files }
}

function periodOf(
  history: ChangeHistory,
  { nowMs, sinceMs, spanMs }: ChurnOptions,
): { fromMs: number; untilMs: number } {
  let untilMs = -Infinity
  let oldestMs = nowMs
  for (let commit = 0; commit < history.commitCount; commit++) {
    // A commit from the future is one of a clock that was wrong.
    const at = Math.min(history.authoredAt(commit), nowMs)
    untilMs = Math.max(untilMs, at)
    oldestMs = Math.min(oldestMs, at)
  }
  if (untilMs === -Infinity) return { fromMs: nowMs, untilMs: nowMs }
  // What is asked for by its begin ends now, for the picture to have the width that was asked for.
  if (sinceMs !== undefined) return { fromMs: sinceMs, untilMs: nowMs }
  return { fromMs: Math.max(oldestMs, untilMs - spanMs), untilMs }
}

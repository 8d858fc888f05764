/**
 * Churn: which files changed how often in a period, recent commits weighing more: a commit's
 * weight halves with every half of the period, counted back from its end.
 */
import type { ChangeHistory, CommitNumber, FileNumber } from './change-history.ts'
import type { Period } from './period.ts'

export type FileChurn = {
  readonly file: FileNumber
  /** Sum of the weights of its commits in the period: 1 at its end, ¼ at its begin. */
  readonly churn: number
  /** Its commits in the period, ascending by number. */
  readonly commits: readonly CommitNumber[]
}

const HALVINGS = 2

/** Living files, those that changed most first. */
export function measureChurn(history: ChangeHistory, period: Period): FileChurn[] {
  const tallies = new Map<FileNumber, { churn: number; readonly commits: CommitNumber[] }>()
  for (const commit of period.commits) {
    const weight = 2 ** (-period.ageOf(commit) * HALVINGS)
    for (const file of history.filesOf(commit)) {
      if (!history.isAlive(file)) continue
      const tally = tallies.get(file)
      if (tally === undefined) tallies.set(file, { churn: weight, commits: [commit] })
      else {
        tally.churn += weight
        tally.commits.push(commit)
      }
    }
  }
  const files = [...tallies].map(([file, tally]) => ({ file, ...tally }))
  return files.sort((a, b) => b.churn - a.churn || a.file - b.file)
}

/**
 * Replay: a repository's own past as an exam that nobody wrote for it.
 *
 * Commits are taken in the order given. Before each is learnt, one of its files is
 * held out and asked for. Whoever answers sees the commits before it and nothing
 * else: nothing here depends on later commits, but for which half of the questions
 * is reported.
 */
import { makeGrowingHistory, type GrowingHistory, type ReplayCommit } from './replay/growing-history.ts'
import { drawQuestion } from './replay/question.ts'

export type { ReplayCommit }

export type ReplayQuestion = {
  readonly commit: ReplayCommit
  /** Everything else that the commit touched, lock files left out, in the order of code units. */
  readonly changed: readonly string[]
  readonly heldOut: string
  /** What was known before the commit: valid until the next question is asked for. */
  readonly history: GrowingHistory
  /** Whether the commit lies in the second half. The first half is there to learn from. */
  readonly isReported: boolean
}

/** The questions of all eligible commits, in order. */
export function* replay(commits: readonly ReplayCommit[]): Generator<ReplayQuestion> {
  const history = makeGrowingHistory()
  const half = Math.floor(commits.length / 2)
  for (const [position, commit] of commits.entries()) {
    const question = drawQuestion(commit.sha, commit.paths)
    if (question !== undefined) yield { commit, ...question, history, isReported: position >= half }
    history.append(commit)
  }
}

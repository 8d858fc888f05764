/**
 * Which past commits were learnt from, and which come next: each is asked about once,
 * when it is first found among the commits that count.
 *
 * Mostly new commits follow those that were taken. Where a branch was merged, or another
 * is checked out, what counts is numbered anew: then the newest commits are compared with
 * those taken, and what was passed over is taken late, in its place. Whoever learns begins
 * anew when nothing taken counts any more, when there is more new than a beginning looks
 * at, and now and then, so that what drifts is bounded.
 *
 * Learning may stop between any two questions and go on another time: what was taken by
 * then is a state like any other.
 */
import type { CommitNumber, PastHistory } from '@wakelore/knowledge/change-history'
import { drawQuestion, questionFiles } from './question.ts'

/** JSON. */
export type TakenQuestions = {
  /** The newest commit that counted, and how many did; where learning stopped, the last one asked. */
  readonly asOf: string
  readonly commitCount: number
  /** Commits of the questions taken last, by the first digits of their hashes, in the order of taking. */
  readonly commits: readonly string[]
  /** Questions since learning began. */
  readonly count: number
}

export type PastQuestion = {
  readonly commit: CommitNumber
  readonly sha: string
  readonly changed: readonly string[]
  readonly heldOut: string
}

export type TakingLimits = {
  /** The newest questions that learning begins with. */
  readonly first: number
  /** Questions after which it begins anew. */
  readonly most: number
}

const SHA_DIGITS = 12

/**
 * What is to be asked, oldest first, and what is taken once the first `asked` of it were:
 * all of it unless told, one at least.
 *
 * @param past As it is now: not rewound yet.
 */
export function nextQuestions(
  past: PastHistory,
  taken: TakenQuestions | undefined,
  limits: TakingLimits,
): {
  readonly isAnew: boolean
  readonly questions: readonly PastQuestion[]
  readonly takenBy: (asked?: number) => TakenQuestions
} {
  const { commitCount } = past
  const asOf = commitCount === 0 ? '' : past.sha(commitCount - 1)
  if (taken !== undefined && taken.commitCount === commitCount && taken.asOf === asOf) {
    return { isAnew: false, questions: [], takenBy: () => taken }
  }
  const found = taken && untaken(past, taken, limits.first)
  const isAnew = taken === undefined || found === undefined || taken.count + found.length > limits.most
  const commits = isAnew ? eligible(past, 0).take(limits.first).toArray() : found
  const questions = commits.reverse().map((commit) => questionOf(past, commit))
  const before = isAnew ? [] : taken.commits
  const takenBy = (asked = questions.length): TakenQuestions => {
    const commits = [...before, ...questions.slice(0, asked).map(({ sha }) => sha.slice(0, SHA_DIGITS))]
    const count = (isAnew ? 0 : taken.count) + asked
    if (asked === questions.length) return { asOf, commitCount, commits: commits.slice(-limits.first), count }
    const { sha, commit } = questions[asked - 1]!
    // What lies behind it may have been taken before: none of that is forgotten yet.
    return { asOf: sha, commitCount: commit + 1, commits, count }
  }
  return { isAnew, questions, takenBy }
}

/** Newest first; undefined where learning has to begin anew. */
function untaken(past: PastHistory, taken: TakenQuestions, most: number): CommitNumber[] | undefined {
  const { commitCount, asOf } = taken
  const known = new Set(taken.commits)
  const isKnown = (commit: CommitNumber): boolean => known.has(past.sha(commit).slice(0, SHA_DIGITS))
  if (commitCount <= past.commitCount && (commitCount === 0 || past.sha(commitCount - 1) === asOf)) {
    const fresh: CommitNumber[] = []
    for (const commit of eligible(past, commitCount)) {
      if (!isKnown(commit) && fresh.push(commit) > most) return undefined
    }
    return fresh
  }
  const passedOver: CommitNumber[] = []
  let kept = 0
  let met = 0
  let walked = 0
  for (const commit of eligible(past, 0)) {
    if (met === known.size || walked++ === 2 * most) break
    if (isKnown(commit)) {
      met++
      kept = passedOver.length
    } else passedOver.push(commit)
  }
  // What lies beyond the oldest one taken was too old to begin with.
  return met === 0 || kept > most ? undefined : passedOver.slice(0, kept)
}

/** Commits from `from` on that make a question, newest first. */
function* eligible(past: PastHistory, from: CommitNumber): Generator<CommitNumber> {
  for (const commit of past.newest(past.commitCount)) {
    if (commit < from) return
    if (questionFiles(past.pathsOf(commit)) !== undefined) yield commit
  }
}

function questionOf(past: PastHistory, commit: CommitNumber): PastQuestion {
  const sha = past.sha(commit)
  return { commit, sha, ...drawQuestion(sha, past.pathsOf(commit))! }
}

/**
 * Learning `next` from one repository's past: the prior, moved by what would have been
 * the right answers, asked in the order of the commits.
 *
 * A model goes on where it left off: one step for each commit that makes a question,
 * each asked as things were before it, so that learning commit by commit is learning
 * them in one go. Before a commit is learnt, model and prior answer it both: that is
 * how the model says what its learning was worth.
 */
import type { PastHistory } from '@wakelore/knowledge/change-history'
import type { RankerState } from '@wakelore/learning/ranker'
import { nextQuestions, type TakenQuestions } from '../../replay/taken-questions.ts'
import { byScore, isCurrent, makeNextRanker } from '../next.ts'
import { makeCandidateFinder } from './features.ts'

/** JSON: what was learnt of one repository. */
export type NextModel = {
  readonly ranker: RankerState
  readonly taken: TakenQuestions
  readonly trial: NextTrial
}

/** Questions since learning began, each answered before it was learnt. */
export type NextTrial = {
  readonly asked: number
  /** In how many the file held out was among the first five: of the model, of the prior. */
  readonly hits: number
  readonly priorHits: number
}

/** More at the beginning move the weights little: most of what 3,000 gain comes from the newest 300. */
const LIMITS = { first: 300, most: 1500 }
const FIRST_SHOWN = 5

/**
 * The model with everything new learnt; the same one where nothing is new.
 *
 * @param past As it is now: not rewound yet.
 */
export function learnNext(past: PastHistory, model?: NextModel): NextModel {
  const before = model !== undefined && isCurrent(model.ranker.weights) ? model : undefined
  const { isAnew, questions, takenBy } = nextQuestions(past, before?.taken, LIMITS)
  const taken = takenBy()
  if (before !== undefined && taken === before.taken) return before
  const begun = isAnew ? undefined : before
  const ranker = makeNextRanker(begun?.ranker)
  const prior = makeNextRanker(undefined)
  const { find } = makeCandidateFinder(past)
  const trial = { ...(begun?.trial ?? { asked: 0, hits: 0, priorHits: 0 }) }
  for (const { commit, changed, heldOut } of questions) {
    const author = past.authorOf(commit)
    const nowMs = past.authoredAt(commit)
    past.rewindTo(commit)
    trial.asked++
    const answer = past.fileNumber(heldOut)
    if (answer === undefined) continue
    const candidates = find({ changed, author, nowMs })
    const chosen = candidates.files.subarray(0, candidates.count).indexOf(answer)
    if (chosen === -1) continue
    const isHit = (scores: Float64Array): boolean =>
      byScore(candidates.files, scores).slice(0, FIRST_SHOWN).includes(chosen)
    if (isHit(ranker.score(candidates))) trial.hits++
    if (isHit(prior.score(candidates))) trial.priorHits++
    ranker.learn(candidates, chosen)
  }
  return { ranker: ranker.state(), taken, trial }
}

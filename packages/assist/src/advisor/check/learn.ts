/**
 * Learning `check` from one repository's past: a ranker as `next` has one, and the
 * calibration of its alerts, both going on with every commit.
 *
 * Each question is asked as things were before its commit, with the ranker and the
 * threshold of that moment, first complete, then with its file held out, and learnt then.
 */
import type { PastHistory, PersonNumber } from '@wakelore/knowledge/change-history'
import type { RankerState } from '@wakelore/learning/ranker'
import { nextQuestions, type TakenQuestions } from '../../replay/taken-questions.ts'
import { isCurrent, makeNextRanker } from '../next.ts'
import { makeCandidateFinder } from '../next/features.ts'
import { makeCalibration, WINDOW_QUESTIONS, type CalibrationState } from './calibration.ts'
import { lookAtFirst } from './confidence.ts'
import { CONFIDENCE_PRIOR } from './prior.ts'

/** JSON: what was learnt of one repository. */
export type CheckModel = {
  /** What the cases' confidence was weighed by. */
  readonly weights: readonly number[]
  readonly ranker: RankerState
  readonly taken: TakenQuestions
  readonly calibration: CalibrationState
}

/** How far learning is, and what it has learnt by then: whoever goes on from there gets the same. */
export type CheckLearning = {
  readonly done: number
  readonly total: number
  readonly model: () => CheckModel
}

/** Some seconds of work to begin with; the window fills up later. */
const LIMITS = { first: 2000, most: 3 * WINDOW_QUESTIONS }
const TOLD_QUESTIONS = 50

/**
 * Yields how far it is, and returns the model with everything new learnt; the same one
 * where nothing is new.
 *
 * @param past As it is now: not rewound yet.
 */
export function* learnCheck(
  past: PastHistory,
  model: CheckModel | undefined,
  isBot: (person: PersonNumber) => boolean,
): Generator<CheckLearning, CheckModel> {
  const before = model !== undefined && isUsable(model) ? model : undefined
  const { isAnew, questions, takenBy } = nextQuestions(past, before?.taken, LIMITS)
  if (before !== undefined && takenBy() === before.taken) return before
  const begun = isAnew ? undefined : before
  const ranker = makeNextRanker(begun?.ranker)
  const calibration = makeCalibration(begun?.calibration)
  const { find } = makeCandidateFinder(past)
  const learnt = (asked: number): CheckModel => ({
    weights: CONFIDENCE_PRIOR.weights,
    ranker: ranker.state(),
    taken: takenBy(asked),
    calibration: calibration.state(),
  })

  for (const [done, { commit, changed, heldOut }] of questions.entries()) {
    if (done > 0 && done % TOLD_QUESTIONS === 0) {
      yield { done, total: questions.length, model: () => learnt(done) }
    }
    const author = past.authorOf(commit)
    const nowMs = past.authoredAt(commit)
    past.rewindTo(commit)
    const answer = past.fileNumber(heldOut)
    const look = (paths: readonly string[]) => {
      const candidates = find({ changed: paths, author, nowMs })
      const looked = lookAtFirst(past, candidates, ranker.score(candidates), (file) =>
        calibration.recordOf(past.path(file)),
      )
      return {
        candidates,
        isRight: looked !== undefined && looked.file === answer,
        looked: looked && { path: past.path(looked.file), confidence: looked.confidence },
      }
    }
    const complete = isBot(author) ? undefined : look([...changed, heldOut].sort()).looked
    const { candidates, isRight, looked } = look(changed)
    if (!isBot(author)) calibration.take({ heldOut: looked, isRight, complete })
    const chosen = answer === undefined ? -1 : candidates.files.subarray(0, candidates.count).indexOf(answer)
    if (chosen !== -1) ranker.learn(candidates, chosen)
  }
  return learnt(questions.length)
}

function isUsable({ weights, ranker }: CheckModel): boolean {
  return weights.join() === CONFIDENCE_PRIOR.weights.join() && isCurrent(ranker.weights)
}

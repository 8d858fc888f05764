/**
 * The model of `next` as it is: what it weighs here, and what it weighed before it knew
 * this repository.
 *
 * A weight by itself says little where a hidden layer stands behind it. So families of
 * features are compared by what they do: how far, on average over the first suggestions
 * of this repository's newest questions, each moves a score away from the average
 * candidate's. Shares of the whole, for the model and for the prior on the same lists.
 */
import type { PastHistory } from '@wakelore/knowledge/change-history'
import type { Ranker } from '@wakelore/learning/ranker'
import { nextQuestions } from '../../replay/taken-questions.ts'
import { byScore, makeNextRanker } from '../next.ts'
import { makeAttribution } from './attribution.ts'
import { makeCandidateFinder, TELLING_FAMILIES, type Candidates, type TellingFamily } from './features.ts'
import type { NextModel } from './learn.ts'

export type FamilyWeight = {
  readonly family: TellingFamily
  /** Shares: of the model, and of the prior it began with. */
  readonly here: number
  readonly before: number
}

const QUESTIONS = 60
const SUGGESTIONS = 5

/**
 * The weightiest first; empty where the history makes no questions.
 *
 * @param past As it is now: not rewound yet.
 */
export function weighFamilies(past: PastHistory, model: NextModel): FamilyWeight[] {
  const { questions } = nextQuestions(past, undefined, { first: QUESTIONS, most: QUESTIONS })
  const { find } = makeCandidateFinder(past)
  const [here, before] = [model.ranker, undefined].map((learnt) => makeWeighing(makeNextRanker(learnt)))
  for (const { commit, changed } of questions) {
    const author = past.authorOf(commit)
    const nowMs = past.authoredAt(commit)
    past.rewindTo(commit)
    const candidates = find({ changed, author, nowMs })
    here!.add(candidates)
    before!.add(candidates)
  }
  if (here!.total() === 0 || before!.total() === 0) return []
  return (Object.keys(TELLING_FAMILIES) as TellingFamily[])
    .map((family) => ({ family, here: here!.share(family), before: before!.share(family) }))
    .sort((a, b) => b.here - a.here)
}

function makeWeighing(ranker: Ranker) {
  const moved = new Map<TellingFamily, number>()
  const total = (): number => moved.values().reduce((sum, one) => sum + one, 0)
  return {
    add: (candidates: Candidates): void => {
      const carried = makeAttribution(ranker, candidates, TELLING_FAMILIES)
      for (const row of byScore(candidates.files, ranker.score(candidates)).slice(0, SUGGESTIONS)) {
        for (const [family, by] of carried(row)) moved.set(family, (moved.get(family) ?? 0) + Math.abs(by))
      }
    },
    total,
    share: (family: TellingFamily): number => (moved.get(family) ?? 0) / total(),
  }
}

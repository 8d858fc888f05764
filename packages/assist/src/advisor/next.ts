/**
 * What still has to change: the files that probably belong to a change and aren't
 * in it yet, each with its evidence.
 *
 * Candidates come from the history around the changed files and from their
 * neighbourhood by name (`next/evidence.ts`), become rows of features
 * (`next/features.ts`) and are ranked by a small model. It starts from weights that
 * were fitted on other repositories (`next/prior.ts`) and goes on learning from this
 * one's past (`next/learn.ts`); `score.ts` measures how well that works.
 */
import type { ChangeHistory, FileNumber, PersonNumber } from '@wakelore/knowledge/change-history'
import {
  makeRanker,
  softmax,
  type Ranker,
  type RankerState,
  type RankerWeights,
} from '@wakelore/learning/ranker'
import { makeAttribution } from './next/attribution.ts'
import { FEATURES, makeCandidateFinder, TELLING_FAMILIES, type TellingFamily } from './next/features.ts'
import { NEXT_PRIOR } from './next/prior.ts'
import { makeExplainer } from './next/reasons.ts'

export type Suggestion = {
  readonly path: string
  /** The model's probability that it is the one that's missing, among all candidates. */
  readonly score: number
  /** The changed file that it changed with most reliably; undefined where it never changed with any. */
  readonly with: string | undefined
  /** Of the `of` commits that touched that file, how many touched both. */
  readonly together: number
  readonly of: number
  /** The last commit that touched both. */
  readonly lastSha: string | undefined
  /** What carried the score, the strongest first; never empty. */
  readonly reasons: readonly string[]
  /** How far each family of features moved its score away from the average candidate's. */
  readonly carried: ReadonlyMap<TellingFamily, number>
}

export type NextAdvice = {
  readonly suggestions: readonly Suggestion[]
  /** What limits the answer, where something does. */
  readonly note?: string
}

/** Fewer commits than this say little; names and places then carry the answer. */
const YOUNG_COMMIT_COUNT = 30

/** How a model goes on learning: fast enough for one repository's habits to show within some hundred commits. */
const ONLINE = { learningRate: 0.05, pullBack: 1e-4 }

export function adviseNext(
  history: ChangeHistory,
  question: {
    /** As git writes paths, from the repository's root. */
    readonly changed: readonly string[]
    readonly nowMs: number
    readonly author?: PersonNumber | undefined
    /** What was learnt here; the prior alone where it isn't given, or is of another version. */
    readonly learnt?: RankerState | undefined
    readonly limit: number
  },
): NextAdvice {
  const { find, facts } = makeCandidateFinder(history)
  const ranker = makeNextRanker(question.learnt)
  const { author, changed, nowMs } = question
  const candidates = find({ changed, author, nowMs })
  const probabilities = softmax(ranker.score(candidates).slice())
  const carried = makeAttribution(ranker, candidates, TELLING_FAMILIES)
  const explain = makeExplainer({ history, facts, ranker, candidates, author, nowMs })
  const suggestions = byScore(candidates.files, probabilities)
    .slice(0, question.limit)
    .map((row) => ({
      path: history.path(candidates.files[row]!),
      score: probabilities[row]!,
      ...explain(row),
      carried: carried(row),
    }))
  if (history.commitCount >= YOUNG_COMMIT_COUNT) return { suggestions }
  return {
    suggestions,
    note: `A young history (${history.commitCount} commits): this rests mostly on names and places.`,
  }
}

export function makeNextRanker(learnt: RankerState | undefined): Ranker {
  return makeRanker(
    NEXT_PRIOR,
    ONLINE,
    learnt !== undefined && isCurrent(learnt.weights) ? learnt : undefined,
  )
}

/** Whether weights are of these features and this prior's shape. */
export function isCurrent({ features, hidden }: RankerWeights): boolean {
  return features.join() === FEATURES.join() && hidden.length === NEXT_PRIOR.hidden.length
}

/** Rows, best first; of equal ones the file that appeared first. */
export function byScore(files: ArrayLike<FileNumber>, scores: Float64Array): number[] {
  return Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || files[a]! - files[b]!)
}

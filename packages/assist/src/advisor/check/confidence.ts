/**
 * Confidence: how likely an alert is to be right, which a probability among candidates
 * isn't: that one takes for granted that something is missing, and mostly nothing is.
 *
 * Only the first candidate is looked at, and only where the ranker gives it better than
 * even odds. A logistic model of few features, fitted on other repositories' past
 * (`tools/fit-check-prior.ts`), weighs how far it stands out and how reliably it came
 * along; where this repository's alerts for that file were wrong before, it counts less.
 * Its unit is log odds; which value is enough is for a repository's own past to say.
 */
import type { ChangeHistory, CommitNumber, FileNumber } from '@wakelore/knowledge/change-history'
import { wilsonInterval } from '@wakelore/learning/evaluation'
import { byScore } from '../next.ts'
import type { Source } from '../next/evidence.ts'
import type { Candidates } from '../next/features.ts'
import { CONFIDENCE_PRIOR } from './prior.ts'

/** How alerts for a file went: asked with it held out, and asked with nothing missing. */
export type FileRecord = { readonly right: number; readonly wrong: number }

export type Look = {
  readonly file: FileNumber
  /** Row of the candidate. */
  readonly row: number
  /** Log odds. */
  readonly confidence: number
}

export const CONFIDENCE_FEATURES = [
  'standsOut',
  'reliable',
  'size',
  'streak',
  'support',
  'similar',
  'lately',
  'record',
  'recorded',
  'unknown',
] as const

/** Newest commits looked at: of one changed file, and of each for what is like the change. */
const PAIR_COMMITS = 100
const LIKE_COMMITS = 300
const LATELY_COMMITS = 8
const LONGEST_STREAK = 53
/** Of the bound by which the most reliable companion is chosen. */
const PAIR_Z = 1.64
/** Least Jaccard index between a commit's files, the one in question apart, and those changed. */
const LIKE = 0.5

/** Of the first candidate, by the scores that the ranker gave; undefined where it doesn't stand out. */
export function lookAtFirst(
  history: ChangeHistory,
  candidates: Candidates,
  scores: Float64Array,
  recordOf: (file: FileNumber) => FileRecord,
): Look | undefined {
  const [row] = byScore(candidates.files, scores)
  if (row === undefined || logOdds(scores, row) <= 0) return undefined
  const features = featuresOf(history, candidates, scores, recordOf, row)
  const confidence = features.reduce(
    (sum, value, i) => sum + value * CONFIDENCE_PRIOR.weights[i]!,
    CONFIDENCE_PRIOR.bias,
  )
  return { file: candidates.files[row]!, row, confidence }
}

/** In the order of CONFIDENCE_FEATURES. */
export function featuresOf(
  history: ChangeHistory,
  candidates: Candidates,
  scores: Float64Array,
  recordOf: (file: FileNumber) => FileRecord,
  row: number,
): number[] {
  const file = candidates.files[row]!
  const { sources } = candidates.evidence
  const pair = closestPair(history, sources, file)
  const all = allTogether(history, sources, file)
  const { right, wrong } = recordOf(file)
  return [
    logOdds(scores, row),
    logit(pair.reliability),
    Math.log(sources.length),
    Math.log1p(Math.min(pair.streak, LONGEST_STREAK)),
    Math.log1p(all.withFile) / 3,
    logit((all.likeWithFile + 0.5) / (all.like + 1.5)),
    pair.lately / LATELY_COMMITS,
    Math.log((right + 0.5) / (wrong + 0.5)),
    Math.log1p(right + wrong),
    sources.filter((source) => source.file === undefined).length / sources.length,
  ]
}

/** Of one candidate against all others together. */
function logOdds(scores: Float64Array, row: number): number {
  const own = scores[row]!
  let others = 0
  for (const [other, score] of scores.entries()) if (other !== row) others += Math.exp(score - own)
  return -Math.log(Math.max(others, 1e-12))
}

/** The changed file whose commits most reliably touched the other file too. */
function closestPair(history: ChangeHistory, sources: readonly Source[], file: FileNumber) {
  const withFile = new Set(history.commitsOf(file))
  let best = { reliability: 0, lately: 0, streak: 0 }
  for (const { file: source } of sources) {
    if (source === undefined) continue
    const commits = history.commitsOf(source)
    const count = Math.min(commits.length, PAIR_COMMITS)
    let together = 0
    let lately = 0
    let streak = 0
    for (let rank = 0; rank < count; rank++) {
      if (!withFile.has(commits[commits.length - 1 - rank]!)) continue
      if (together === rank) streak++
      together++
      if (rank < LATELY_COMMITS) lately++
    }
    if (together === 0) continue
    const reliability = wilsonInterval(together, count, PAIR_Z).low
    if (reliability > best.reliability) best = { reliability, lately, streak }
  }
  return best
}

/** Commits that touched all of the changed files that are known, and commits that are much like the change. */
function allTogether(history: ChangeHistory, sources: readonly Source[], file: FileNumber) {
  const withFile = new Set(history.commitsOf(file))
  const touched = new Map<CommitNumber, number>()
  let known = 0
  for (const { file: source } of sources) {
    if (source === undefined) continue
    known++
    for (const commit of history.commitsOf(source).subarray(-LIKE_COMMITS)) {
      touched.set(commit, (touched.get(commit) ?? 0) + 1)
    }
  }
  const counts = { withFile: 0, like: 0, likeWithFile: 0 }
  for (const [commit, shared] of touched) {
    const has = withFile.has(commit)
    if (has && shared === known) counts.withFile++
    const others = history.filesOf(commit).length - (has ? 1 : 0)
    if (shared / (known + others - shared) < LIKE) continue
    counts.like++
    if (has) counts.likeWithFile++
  }
  return counts
}

function logit(share: number): number {
  const held = Math.min(Math.max(share, 1e-4), 1 - 1e-4)
  return Math.log(held / (1 - held))
}

/**
 * Fits the weights of the confidence of `check` and writes
 * `packages/assist/src/advisor/check/prior.ts`:
 *
 *   node --conditions=source tools/fit-check-prior.ts REPOSITORY…
 *
 * The committed weights come from local clones of caddy, fastify, helix, nushell,
 * prettier, redis, ripgrep, sqlfluff, svelte and tmux. Repositories that figures are
 * reported for must not be among them. Each commit by a person that makes a question is
 * asked as `score` asks it, complete and with its file held out; the newest
 * LATEST_QUESTIONS of each repository count.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CONFIDENCE_FEATURES, featuresOf, lookAtFirst } from '@wakelore/assist/advisor/check/confidence'
import { makeCalibration } from '@wakelore/assist/advisor/check/calibration'
import { byScore, makeNextRanker } from '@wakelore/assist/advisor/next'
import { makeCandidateFinder } from '@wakelore/assist/advisor/next/features'
import { replay, type ReplayCommit } from '@wakelore/assist/replay'
import type { FileNumber } from '@wakelore/knowledge/change-history'
import { readReplayCommits } from './read-replay-commits.ts'

const TARGET = join(import.meta.dirname, '../packages/assist/src/advisor/check/prior.ts')
const LATEST_QUESTIONS = 4000
/** How strongly standardized weights are held near zero, in observations. */
const RIDGE = 1
const NEWTON_STEPS = 20
const DIGITS = 4

type Lesson = { readonly features: readonly number[]; readonly isRight: boolean }

if (import.meta.main) {
  const lessons: Lesson[] = []
  for (const repository of process.argv.slice(2)) {
    const own = lessonsOf(await readReplayCommits(repository)).slice(-2 * LATEST_QUESTIONS)
    lessons.push(...own)
    console.error(
      `${repository}: ${own.length} lessons, ${own.filter(({ isRight }) => isRight).length} right`,
    )
  }
  await writeFile(TARGET, priorModule(fitLogistic(lessons)))
}

/** Of the first candidate of each question in both forms, in order. */
function lessonsOf(commits: readonly ReplayCommit[]): Lesson[] {
  const lessons: Lesson[] = []
  const ranker = makeNextRanker(undefined)
  const calibration = makeCalibration()
  let finder: ReturnType<typeof makeCandidateFinder> | undefined
  for (const { commit, changed, heldOut, history } of replay(commits)) {
    finder ??= makeCandidateFinder(history)
    const { find } = finder
    const author = history.personNumber(commit.author)
    const answer = history.fileNumber(heldOut)
    const recordOf = (file: FileNumber) => calibration.recordOf(history.path(file))
    const ask = (paths: readonly string[]) => {
      const candidates = find({ changed: paths, author, nowMs: commit.authoredAtMs })
      const scores = ranker.score(candidates)
      const [row] = byScore(candidates.files, scores)
      const looked = lookAtFirst(history, candidates, scores, recordOf)
      return {
        candidates,
        first: row === undefined ? undefined : candidates.files[row],
        features: row === undefined ? undefined : featuresOf(history, candidates, scores, recordOf, row),
        looked: looked && { path: history.path(looked.file), confidence: looked.confidence },
      }
    }
    const complete = ask([...changed, heldOut].sort())
    const asked = ask(changed)
    const isRight = asked.first !== undefined && asked.first === answer
    if (!commit.isBot) {
      if (complete.features !== undefined) lessons.push({ features: complete.features, isRight: false })
      if (asked.features !== undefined) lessons.push({ features: asked.features, isRight })
      calibration.take({ heldOut: asked.looked, isRight, complete: complete.looked })
    }
    const { files, count } = asked.candidates
    const chosen = answer === undefined ? -1 : files.subarray(0, count).indexOf(answer)
    if (chosen !== -1) ranker.learn(asked.candidates, chosen)
  }
  return lessons
}

/** Logistic regression on standardized features by Newton's method, told in the features' own units. */
function fitLogistic(lessons: readonly Lesson[]): { weights: number[]; bias: number } {
  const width = CONFIDENCE_FEATURES.length
  const { mean, deviation } = moments(lessons, width)
  const rows = lessons.map(({ features }) => [
    ...features.map((value, i) => (value - mean[i]!) / deviation[i]!),
    1,
  ])
  const weights = new Float64Array(width + 1)
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const slope = Array.from(weights, (weight, i) => (i < width ? RIDGE * weight : 0))
    const curvature = Array.from({ length: width + 1 }, (_, i) =>
      Array.from({ length: width + 1 }, (__, j) => (i === j && i < width ? RIDGE : 0)),
    )
    for (const [at, row] of rows.entries()) {
      const sum = row.reduce((total, value, i) => total + value * weights[i]!, 0)
      const expected = 1 / (1 + Math.exp(-sum))
      const error = expected - (lessons[at]!.isRight ? 1 : 0)
      for (let i = 0; i <= width; i++) {
        slope[i]! += error * row[i]!
        for (let j = 0; j <= width; j++) curvature[i]![j]! += expected * (1 - expected) * row[i]! * row[j]!
      }
    }
    for (const [i, by] of solve(curvature, slope).entries()) weights[i]! -= by
  }
  const own = Array.from({ length: width }, (_, i) => weights[i]! / deviation[i]!)
  return { weights: own, bias: weights[width]! - own.reduce((sum, weight, i) => sum + weight * mean[i]!, 0) }
}

function moments(lessons: readonly Lesson[], width: number) {
  const mean = Array.from({ length: width }, () => 0)
  const square = Array.from({ length: width }, () => 0)
  for (const { features } of lessons) {
    for (const [i, value] of features.entries()) {
      mean[i]! += value / lessons.length
      square[i]! += (value * value) / lessons.length
    }
  }
  return { mean, deviation: square.map((one, i) => Math.sqrt(one - mean[i]! ** 2) || 1) }
}

/** Gauss and Jordan, with the greatest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let column = 0; column < rows.length; column++) {
    let pivot = column
    for (let row = column; row < rows.length; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    }
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    const own = rows[column]!
    for (const [row, other] of rows.entries()) {
      if (row === column) continue
      const times = other[column]! / own[column]!
      for (let i = column; i <= rows.length; i++) other[i]! -= times * own[i]!
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!)
}

function priorModule({ weights, bias }: { weights: readonly number[]; bias: number }): string {
  const list = weights.map((weight) => Number(weight.toFixed(DIGITS))).join(', ')
  return `/**
 * How confidence weighs its features, in their order. Fitted by \`tools/fit-check-prior.ts\`
 * on the histories of other projects; not edited by hand.
 */
export const CONFIDENCE_PRIOR: { readonly weights: readonly number[]; readonly bias: number } = {
  // prettier-ignore
  weights: [${list}],
  bias: ${Number(bias.toFixed(DIGITS))},
}
`
}

/**
 * A small listwise ranker: which of these candidates is the one?
 *
 * A candidate's score is linear in its features plus one small tanh layer, which
 * finds what linear weights can't ("same directory says much, unless the changed
 * file is known well"). Scores of a list go through softmax, and each observed
 * choice moves the weights by one Adagrad step on its log loss (Cao et al. 2007,
 * ListNet with top-one targets; Duchi et al. 2011).
 *
 * Weights are pulled back to the ones the ranker began with, not to zero, so that a
 * few observations adjust what was known before and many replace it.
 * Features are expected within about [-4, 4]; the same observations in the same
 * order give the same weights, bit for bit.
 */
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'

/** JSON: what a ranker knows. */
export type RankerWeights = {
  /** Names of the features, in the order of a row. */
  readonly features: readonly string[]
  /** One weight per feature. */
  readonly linear: readonly number[]
  /** Per hidden unit: one weight per feature, then the bias, then the weight of its output. */
  readonly hidden: readonly (readonly number[])[]
}

/** JSON: everything that a ranker needs to go on learning where another left off. */
export type RankerState = {
  readonly weights: RankerWeights
  /** Adagrad's sums of squares, in the order of the weights: linear, then each hidden unit. */
  readonly squares: readonly number[]
}

/** Candidates as rows of features, one after the other. */
export type CandidateRows = {
  /** At least `count` × number of features long. */
  readonly values: Float32Array
  readonly count: number
}

export type RankerOptions = {
  readonly learningRate: number
  /** How strongly weights are pulled back to where they began, per observation. */
  readonly pullBack: number
}

export type Ranker = {
  /** One score per row: a view that the next call overwrites. */
  readonly score: (rows: CandidateRows) => Float64Array
  /** Takes in that the row `chosen` was the one; returns the log loss before the step. */
  readonly learn: (rows: CandidateRows, chosen: number) => number
  readonly weights: () => RankerWeights
  readonly state: () => RankerState
}

/** Adagrad's sum of squares starts here, so that the first steps stay small. */
const INITIAL_SQUARES = 0.1

/** A ranker that begins with `start`, or one that began with it and has learnt since, as `learnt` says. */
export function makeRanker(start: RankerWeights, options: RankerOptions, learnt?: RankerState): Ranker {
  const width = start.features.length
  const units = start.hidden.length
  // All weights in one run: the linear ones, then each unit's inputs, bias and output.
  const unitSize = width + 2
  const began = inOneRun(start)
  const weights = learnt === undefined ? began.slice() : inOneRun(learnt.weights)
  const gradient = new Float64Array(weights.length)
  const squares =
    learnt === undefined
      ? new Float64Array(weights.length).fill(INITIAL_SQUARES)
      : Float64Array.from(learnt.squares)
  let scores = new Float64Array(256)
  let activations = new Float64Array(256 * units)

  const score: Ranker['score'] = ({ values, count }) => {
    if (scores.length < count) {
      scores = new Float64Array(count * 2)
      activations = new Float64Array(count * 2 * units)
    }
    for (let row = 0, at = 0; row < count; row++, at += width) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += weights[i]! * values[at + i]!
      for (let unit = 0, w = width; unit < units; unit++, w += unitSize) {
        let input = weights[w + width]!
        for (let i = 0; i < width; i++) input += weights[w + i]! * values[at + i]!
        const activation = Math.tanh(input)
        activations[row * units + unit] = activation
        sum += weights[w + width + 1]! * activation
      }
      scores[row] = sum
    }
    return scores.subarray(0, count)
  }

  const learn: Ranker['learn'] = (rows, chosen) => {
    const { values, count } = rows
    const probabilities = softmax(score(rows))
    const loss = -Math.log(Math.max(probabilities[chosen]!, Number.MIN_VALUE))
    gradient.fill(0)
    for (let row = 0, at = 0; row < count; row++, at += width) {
      const error = probabilities[row]! - (row === chosen ? 1 : 0)
      // Rows that the softmax all but excludes can't move a weight noticeably.
      if (Math.abs(error) < 1e-5) continue
      for (let i = 0; i < width; i++) gradient[i]! += error * values[at + i]!
      for (let unit = 0, w = width; unit < units; unit++, w += unitSize) {
        const activation = activations[row * units + unit]!
        gradient[w + width + 1]! += error * activation
        const inner = error * weights[w + width + 1]! * (1 - activation * activation)
        for (let i = 0; i < width; i++) gradient[w + i]! += inner * values[at + i]!
        gradient[w + width]! += inner
      }
    }
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i]! + options.pullBack * (weights[i]! - began[i]!)
      squares[i]! += slope * slope
      weights[i]! -= (options.learningRate * slope) / Math.sqrt(squares[i]!)
    }
    return loss
  }

  const snapshot: Ranker['weights'] = () => ({
    features: start.features,
    linear: Array.from(weights.subarray(0, width)),
    hidden: Array.from({ length: units }, (_, unit) =>
      Array.from(weights.subarray(width + unit * unitSize, width + (unit + 1) * unitSize)),
    ),
  })

  return {
    score,
    learn,
    weights: snapshot,
    state: () => ({ weights: snapshot(), squares: Array.from(squares) }),
  }
}

function inOneRun({ linear, hidden }: RankerWeights): Float64Array {
  return Float64Array.from([...linear, ...hidden.flat()])
}

/** Weights that know nothing: zero but for the small inputs of hidden units, which must differ to learn. */
export function untrainedWeights(features: readonly string[], units: number, seed: number): RankerWeights {
  const random = makeSeededRandom(seed)
  const spread = 1 / Math.sqrt(features.length)
  return {
    features,
    linear: features.map(() => 0),
    hidden: Array.from({ length: units }, () => [
      ...features.map(() => (2 * random.next() - 1) * spread),
      0,
      (2 * random.next() - 1) * spread,
    ]),
  }
}

/** Scores to probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = -Infinity
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let i = 0; i < scores.length; i++) sum += scores[i] = Math.exp(scores[i]! - highest)
  for (let i = 0; i < scores.length; i++) scores[i]! /= sum
  return scores
}

import assert from 'node:assert/strict'
import test from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import {
  makeRanker,
  softmax,
  untrainedWeights,
  type CandidateRows,
  type Ranker,
  type RankerState,
  type RankerWeights,
} from './ranker.ts'

const FEATURES = ['a', 'b', 'c']
const STILL = { learningRate: 0.1, pullBack: 0 }

function randomRows(count: number, seed: number): CandidateRows {
  const random = makeSeededRandom(seed)
  return {
    values: Float32Array.from({ length: count * FEATURES.length }, () => 2 * random.next() - 1),
    count,
  }
}

/** The definition, written out. */
function naiveScores({ linear, hidden }: RankerWeights, { values, count }: CandidateRows): number[] {
  const dot = (weights: readonly number[], row: Float32Array) =>
    row.reduce((sum, value, i) => sum + value * weights[i]!, 0)
  return Array.from({ length: count }, (_, n) => {
    const row = values.subarray(n * linear.length, (n + 1) * linear.length)
    return hidden.reduce(
      (sum, unit) => sum + unit.at(-1)! * Math.tanh(dot(unit, row) + unit.at(-2)!),
      dot(linear, row),
    )
  })
}

function naiveLoss(weights: RankerWeights, rows: CandidateRows, chosen: number): number {
  const scores = naiveScores(weights, rows)
  return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[chosen]!
}

function flat({ linear, hidden }: RankerWeights): number[] {
  return [...linear, ...hidden.flat()]
}

function assertClose(actual: readonly number[], expected: readonly number[], within: number): void {
  assert.equal(actual.length, expected.length)
  for (const [i, value] of actual.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `${i}: ${value} is not ${expected[i]}`)
  }
}

test('scores are what the definition says', () => {
  const weights = untrainedWeights(FEATURES, 4, 1)
  const rows = randomRows(300, 2)
  assertClose(Array.from(makeRanker(weights, STILL).score(rows)), naiveScores(weights, rows), 1e-12)
})

test('the first step follows the gradient of the log loss', () => {
  const weights = untrainedWeights(FEATURES, 3, 5)
  const rows = randomRows(6, 7)
  const ranker = makeRanker(weights, STILL)
  assert.ok(Math.abs(ranker.learn(rows, 2) - naiveLoss(weights, rows, 2)) < 1e-12)
  const moved = flat(ranker.weights())
  const slopes = flat(weights).map((_, i) => {
    const nudged = (by: number) => naiveLoss(withNudge(weights, i, by), rows, 2)
    return (nudged(1e-5) - nudged(-1e-5)) / 2e-5
  })
  const expected = flat(weights).map(
    (weight, i) => weight - (0.1 * slopes[i]!) / Math.sqrt(0.1 + slopes[i]! ** 2),
  )
  assertClose(moved, expected, 1e-6)
})

function withNudge(weights: RankerWeights, index: number, by: number): RankerWeights {
  const all = flat(weights).map((weight, i) => (i === index ? weight + by : weight))
  const unitSize = FEATURES.length + 2
  return {
    features: FEATURES,
    linear: all.slice(0, FEATURES.length),
    hidden: weights.hidden.map((_, n) =>
      all.slice(FEATURES.length + n * unitSize, FEATURES.length + (n + 1) * unitSize),
    ),
  }
}

/** Chosen is the one row where exactly one of two features is on: no linear score can tell. */
function eitherButNotBoth(): CandidateRows {
  return { values: Float32Array.from([1, 1, 0, -1, -1, 0, 1, -1, 0]), count: 3 }
}

function shareRight(units: number): number {
  const ranker = makeRanker(untrainedWeights(FEATURES, units, 1), STILL)
  const rows = eitherButNotBoth()
  const mirrored = { values: Float32Array.from([1, 1, 0, -1, -1, 0, -1, 1, 0]), count: 3 }
  for (let round = 0; round < 300; round++) {
    ranker.learn(rows, 2)
    ranker.learn(mirrored, 2)
  }
  return Math.min(softmax(ranker.score(rows).slice())[2]!, softmax(ranker.score(mirrored).slice())[2]!)
}

test('hidden units learn what linear weights cannot', () => {
  assert.ok(shareRight(0) < 0.4)
  assert.ok(shareRight(4) > 0.9)
})

test('the same observations give the same weights, and weights survive JSON', () => {
  const learnt = () => {
    const ranker = makeRanker(untrainedWeights(FEATURES, 2, 3), STILL)
    for (let seed = 0; seed < 20; seed++) ranker.learn(randomRows(5, seed), seed % 5)
    return ranker.weights()
  }
  assert.deepEqual(learnt(), learnt())
  const read = JSON.parse(JSON.stringify(learnt())) as RankerWeights
  const rows = randomRows(9, 1)
  assert.deepEqual(makeRanker(read, STILL).score(rows), makeRanker(learnt(), STILL).score(rows))
})

test('learning that is broken off and taken up again, by way of JSON, is learning in one go', () => {
  const start = untrainedWeights(FEATURES, 2, 3)
  const options = { learningRate: 0.1, pullBack: 0.01 }
  const learn = (ranker: Ranker, from: number, to: number) => {
    for (let seed = from; seed < to; seed++) ranker.learn(randomRows(5, seed), seed % 5)
    return ranker.state()
  }
  const whole = learn(makeRanker(start, options), 0, 40)
  for (const cut of [0, 1, 17, 40]) {
    const begun = JSON.parse(JSON.stringify(learn(makeRanker(start, options), 0, cut))) as RankerState
    assert.deepEqual(learn(makeRanker(start, options, begun), cut, 40), whole)
  }
})

test('weights are pulled back to where they began', () => {
  const start = untrainedWeights(FEATURES, 2, 3)
  const distance = (pullBack: number) => {
    const ranker = makeRanker(start, { learningRate: 0.1, pullBack })
    for (let round = 0; round < 200; round++) ranker.learn(randomRows(5, 1), 0)
    return Math.hypot(...flat(ranker.weights()).map((weight, i) => weight - flat(start)[i]!))
  }
  assert.ok(distance(1) < distance(0) / 2)
})

test('softmax of far scores stays finite', () => {
  assert.deepEqual(Array.from(softmax(Float64Array.of(1e4, 1e4, -1e4))), [0.5, 0.5, 0])
})

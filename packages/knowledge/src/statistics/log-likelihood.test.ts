import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { chanceOf, logLikelihoodRatio } from './log-likelihood.ts'

/** As Dunning writes it: how much likelier two shares of their own are than one for both. */
function naive(both: number, firstOnly: number, secondOnly: number, neither: number): number {
  const [k1, n1] = [both, both + firstOnly]
  const [k2, n2] = [secondOnly, secondOnly + neither]
  const likelihood = (share: number, k: number, n: number): number =>
    (k === 0 ? 0 : k * Math.log(share)) + (n === k ? 0 : (n - k) * Math.log(1 - share))
  const share = (k1 + k2) / (n1 + n2)
  return (
    2 *
    (likelihood(k1 / n1, k1, n1) +
      likelihood(k2 / n2, k2, n2) -
      likelihood(share, k1, n1) -
      likelihood(share, k2, n2))
  )
}

test('it is what the likelihoods of two binomials say', () => {
  const count = fc.integer({ min: 0, max: 500 })
  fc.assert(
    fc.property(count, count, count, count, (both, firstOnly, secondOnly, neither) => {
      fc.pre(both + firstOnly > 0 && secondOnly + neither > 0)
      const expected = naive(both, firstOnly, secondOnly, neither)
      assert.ok(Math.abs(logLikelihoodRatio(both, firstOnly, secondOnly, neither) - expected) < 1e-6)
    }),
  )
})

test('what is as chance would have it scores nothing; of one lift, more evidence scores more', () => {
  assert.equal(logLikelihoodRatio(10, 90, 90, 810), 0)
  assert.ok(logLikelihoodRatio(40, 4, 4, 952) > logLikelihoodRatio(4, 0, 0, 96))
})

test('chance is that of χ² with one degree of freedom', () => {
  for (const [ratio, p] of [
    [2.7055, 0.1],
    [3.8415, 0.05],
    [6.6349, 0.01],
    [10.8276, 0.001],
  ] as const) {
    assert.ok(Math.abs(chanceOf(ratio) - p) < p / 1000)
  }
})

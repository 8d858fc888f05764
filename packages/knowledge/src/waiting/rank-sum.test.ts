import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { rankSum } from './rank-sum.ts'

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort()
const times = (values: readonly number[], count: number): number[] =>
  Array.from({ length: count }, () => values).flat()
const from = (first: number): number[] => Array.from({ length: 100 }, (_, index) => first + index)

/** scipy 1.17.1: mannwhitneyu(left, right, alternative='two-sided', method='asymptotic'). */
const SCIPY: readonly {
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly u: number
  readonly p: number
}[] = [
  {
    left: [12, 15, 11, 18, 14, 13, 17, 16],
    right: [22, 25, 19, 28, 24, 23, 27, 20],
    u: 0,
    p: 0.0009391056991171899,
  },
  { left: [1, 2, 2, 3, 3, 3, 4, 5], right: [2, 3, 4, 4, 5, 5, 6, 7, 7], u: 13.5, p: 0.03175895714806371 },
  {
    left: [10.5, 3.2, 8.8, 4.1, 9.9, 7.3, 6.6, 5.0, 2.1],
    right: [4.4, 3.9, 8.1, 5.5, 9.1, 6.2, 7.7, 2.5],
    u: 39,
    p: 0.8098941304284747,
  },
  { left: times([5], 10), right: times([5], 12), u: 60, p: 1 },
  {
    left: times([1, 1, 1, 2, 2, 2, 3, 3, 3, 4], 3),
    right: times([2, 2, 2, 3, 3, 3, 4, 4, 4, 5], 4),
    u: 306,
    p: 0.0003132405521728221,
  },
  { left: from(0), right: from(50), u: 1250, p: 5.110578235277606e-20 },
]

test('U and p are those of scipy, with ties and without, large and tiny', () => {
  for (const { left, right, u, p } of SCIPY) {
    const found = rankSum(ascending(left), ascending(right))
    assert.equal(found.u, u)
    assert.ok(Math.abs(found.p - p) <= p * 1e-6, `${found.p} instead of ${p}`)
  }
})

test('U counts the pairs in which the left one is larger, and p is the same from both sides', () => {
  const sample = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(sample, sample, (left, right) => {
      let pairs = 0
      for (const one of left) for (const other of right) pairs += one > other ? 1 : one === other ? 0.5 : 0
      const found = rankSum(ascending(left), ascending(right))
      const turned = rankSum(ascending(right), ascending(left))
      assert.equal(found.u, pairs)
      assert.ok(Math.abs(found.p - turned.p) < 1e-9)
      assert.ok(found.p >= 0 && found.p <= 1)
    }),
  )
})

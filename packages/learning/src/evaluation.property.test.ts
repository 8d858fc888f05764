import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { bootstrapInterval, hitAt, meanReciprocalRank, wilsonInterval } from './evaluation.ts'

test('hits and reciprocal ranks are what a count by hand gives', () => {
  assert.equal(hitAt([1, 3, 0, 6], 3), 0.5)
  assert.equal(meanReciprocalRank([1, 2, 0, 4]), (1 + 1 / 2 + 1 / 4) / 4)
  assert.equal(hitAt([], 5), 0)
  assert.equal(meanReciprocalRank([]), 0)
})

test('a later cut never hits less, and all ranks hit at the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.integer({ min: 1, max: 19 }), (ranks, k) => {
      assert.ok(hitAt(ranks, k) <= hitAt(ranks, k + 1))
      assert.equal(hitAt(ranks, 20), ranks.filter((rank) => rank > 0).length / ranks.length)
      assert.ok(meanReciprocalRank(ranks) <= hitAt(ranks, 20))
    }),
  )
})

test('an interval repeats with its seed, lies within the values and around their mean', () => {
  const values = Array.from({ length: 400 }, (_, i) => i % 2)
  const interval = bootstrapInterval(values, { resamples: 500, seed: 1 })
  assert.deepEqual(bootstrapInterval(values, { resamples: 500, seed: 1 }), interval)
  // Half a normal interval is 1.96 × √(0.25 / 400) = 0.049.
  assert.ok(Math.abs(interval.low - 0.451) < 0.01 && Math.abs(interval.high - 0.549) < 0.01)
  assert.deepEqual(bootstrapInterval([], { resamples: 10, seed: 1 }), { low: 0, high: 0 })
  assert.deepEqual(bootstrapInterval([1, 1], { resamples: 10, seed: 1 }), { low: 1, high: 1 })
})

test('the bounds of a share are where the share seen lies z deviations from them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.nat(5000),
      fc.double({ min: 0.5, max: 3, noNaN: true }),
      (of, some, z) => {
        const count = Math.min(of, some)
        const { low, high } = wilsonInterval(count, of, z)
        const share = count / of
        assert.ok(0 <= low && low < share + 1e-12 && share - 1e-12 < high && high <= 1)
        for (const bound of [low, high]) {
          if (bound === 0 || bound === 1) continue
          const variance = (bound * (1 - bound)) / of
          assert.ok(Math.abs((share - bound) ** 2 - z * z * variance) < 1e-12, `${bound}`)
        }
      },
    ),
  )
  assert.deepEqual(wilsonInterval(0, 0, 2), { low: 0, high: 1 })
})

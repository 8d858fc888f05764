import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { makeTimeline, unixNano } from './timeline.ts'

function clocks(): { wall: number; tick: number } & Parameters<typeof makeTimeline>[0] {
  const at = { wall: 1_790_000_000_000, tick: 500.25, wallMs: () => at.wall, tickMs: () => at.tick }
  return at
}

test('time goes with the monotonic clock, in fractions of a millisecond', () => {
  const at = clocks()
  const { nowMs } = makeTimeline(at)
  const before = nowMs()
  at.tick += 0.75
  assert.equal(nowMs() - before, 0.75)
})

test('when the wall clock was set, or the machine slept, time follows it', () => {
  const at = clocks()
  const { nowMs } = makeTimeline(at)
  for (const step of [3_600_000, -7_200_000]) {
    at.wall += step
    assert.equal(nowMs(), at.wall)
    at.tick += 5
    at.wall += 5
    assert.equal(nowMs(), at.wall)
  }
})

test('an application may give a time in any way that others take', () => {
  const at = clocks()
  const { nowMs, timeOf } = makeTimeline(at)
  assert.equal(timeOf(1_700_000_000_000.5), 1_700_000_000_000.5)
  assert.equal(timeOf(new Date(1_700_000_000_000)), 1_700_000_000_000)
  assert.equal(timeOf([1_700_000_000, 250_000]), 1_700_000_000_000.25)
  assert.equal(timeOf(at.tick), nowMs())
  assert.equal(timeOf(new Date(5)), 5)
  for (const wrong of [undefined, NaN, -1, Infinity, 1e20, new Date(NaN), 'x' as never, [1] as never]) {
    assert.equal(timeOf(wrong), nowMs())
  }
})

test('nanoseconds are those of the number, whatever it is', () => {
  assert.equal(unixNano(0), '0')
  assert.equal(unixNano(0.5), '500000')
  assert.equal(unixNano(1.5), '1500000')
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1.6e13, noNaN: true }), (ms) => {
      const nanos = BigInt(unixNano(ms))
      const whole = BigInt(Math.floor(ms))
      assert.equal(String(nanos), unixNano(ms))
      assert.equal(nanos / 1_000_000n, whole)
      assert.ok(Math.abs(Number(nanos - whole * 1_000_000n) - (ms - Math.floor(ms)) * 1e6) <= 1)
    }),
  )
})

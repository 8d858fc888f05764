import assert from 'node:assert/strict'
import test from 'node:test'
import { duration } from './duration.ts'

test('durations change their unit and their precision with their size', () => {
  const second = 1000
  const minute = 60 * second
  const hour = 60 * minute
  const told: readonly (readonly [number, string])[] = [
    [0, '<1 ms'],
    [0.99, '<1 ms'],
    [1, '1 ms'],
    [12.4, '12 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [2310, '2.31 s'],
    [9994, '9.99 s'],
    [9996, '10.0 s'],
    [12_340, '12.3 s'],
    [99_940, '99.9 s'],
    [99_960, '1.7 min'],
    [4.2 * minute, '4.2 min'],
    [42 * minute, '42 min'],
    [99.6 * minute, '1.7 h'],
    [50 * hour, '50 h'],
    [120 * hour, '5.0 d'],
    [400 * 24 * hour, '400 d'],
  ]
  for (const [ms, text] of told) assert.equal(duration(ms), text)
})

test('no duration takes more than seven columns', () => {
  for (let ms = 0.1; ms < 1e11; ms *= 1.003) assert.ok(duration(ms).length <= 7, duration(ms))
})

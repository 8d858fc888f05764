import assert from 'node:assert/strict'
import test from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { TREND_P, trendOf } from './trend.ts'

const from1to = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1)

test('what grows in every period rises, and backwards it falls', () => {
  assert.equal(trendOf(from1to(12)).verdict, 'rising')
  const falling = trendOf(from1to(12).reverse())
  assert.deepEqual([falling.verdict, falling.p], ['falling', trendOf(from1to(12)).p])
})

/** How many of the permutations of n have each number of inversions. */
function inversions(n: number): number[] {
  let counts = [1]
  for (let size = 2; size <= n; size++) {
    const next = Array.from<number>({ length: counts.length + size - 1 }).fill(0)
    for (const [at, count] of counts.entries())
      for (let step = 0; step < size; step++) next[at + step]! += count
    counts = next
  }
  return counts
}

test('p is near the exact share of orders that rise or fall as much', () => {
  const n = 12
  const exact = inversions(n)
  const all = exact.reduce((sum, count) => sum + count, 0)
  const pairs = (n * (n - 1)) / 2
  const values = from1to(n)
  // Neighbours changed places one after the other: each makes one inversion more.
  for (let inverted = 0; inverted < pairs / 2; inverted++) {
    const s = pairs - 2 * inversionsIn(values)
    let asFar = 0
    for (const [count, orders] of exact.entries()) if (Math.abs(pairs - 2 * count) >= s) asFar += orders
    const { p } = trendOf(values)
    assert.ok(Math.abs(p - asFar / all) < 0.012, `${s}: ${p} against ${asFar / all}`)
    const at = values.findIndex((value, place) => value < (values[place + 1] ?? -1))
    ;[values[at], values[at + 1]] = [values[at + 1]!, values[at]!]
  }
})

function inversionsIn(values: readonly number[]): number {
  let found = 0
  for (const [early, value] of values.entries())
    for (const later of values.slice(early + 1)) if (later < value) found++
  return found
}

test('noise has a trend about as rarely as the threshold says', () => {
  const random = makeSeededRandom(7)
  let told = 0
  const draws = 4000
  for (let draw = 0; draw < draws; draw++) {
    const counts = Array.from({ length: 12 }, () => random.below(6))
    if (trendOf(counts).verdict !== 'none') told++
  }
  assert.ok(told / draws < 1.6 * TREND_P, `${told} of ${draws}`)
  assert.ok(told > 0)
})

test('what stays the same, or is too short, has no trend', () => {
  assert.deepEqual(trendOf(Array.from<number>({ length: 12 }).fill(3)), { verdict: 'none', p: 1 })
  assert.equal(trendOf(from1to(9)).verdict, 'none')
  assert.equal(trendOf([]).verdict, 'none')
})

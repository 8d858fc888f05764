import assert from 'node:assert/strict'
import test from 'node:test'
import { rankByHeat, type Measured } from './hot.ts'

const file = (number: number, churn: number, total: number): Measured => ({
  churn: { file: number, churn, commits: [] },
  indentation: { lines: 10, total, mean: total / 10, max: 3 },
})

test('heat is the root of churn times indentation, against the hottest, which is 100', () => {
  const ranked = rankByHeat([file(1, 1, 100), file(2, 4, 400), file(3, 16, 25), file(4, 9, 0)])
  assert.deepEqual(
    ranked.map(({ churn, heat }) => [churn.file, heat]),
    [
      [2, 100],
      [3, 50],
      [1, 25],
    ],
  )
})

test('where nothing is nested or nothing changed, nothing is hot', () => {
  assert.deepEqual(rankByHeat([file(1, 5, 0)]), [])
  assert.deepEqual(rankByHeat([]), [])
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { historyOf, type PlainCommit } from './history.fixture.ts'
import { rhythmOf } from './quiet.ts'

const days = (author: number, ...at: readonly number[]): PlainCommit[] =>
  at.map((day) => ({ author, paths: ['a'], at: day * MS_PER_DAY }))
const every = (step: number, from: number, to: number): number[] => {
  const found: number[] = []
  for (let at = from; at <= to; at += step) found.push(at)
  return found
}
const of = (commits: readonly PlainCommit[]): ReturnType<typeof rhythmOf> =>
  rhythmOf(historyOf(commits), { nowMs: 10_000 * MS_PER_DAY })

test('where people come back within weeks, three months of silence is quiet', () => {
  const rhythm = of([...days(1, ...every(10, 0, 1000)), ...days(2, ...every(10, 0, 900)), ...days(3, 915)])
  assert.equal(rhythm.quietAfterMs, 91 * MS_PER_DAY)
  assert.deepEqual([1, 2, 3].map(rhythm.isQuiet), [false, true, false])
  assert.equal(rhythm.lastAt(2), 900 * MS_PER_DAY)
  assert.equal(rhythm.lastAt(7), undefined)
})

test('where people come back after half a year, half a year of silence says nothing', () => {
  const rhythm = of([...days(1, ...every(200, 0, 3000)), ...days(2, ...every(200, 0, 2800))])
  assert.equal(rhythm.quietAfterMs, 200 * MS_PER_DAY)
  assert.equal(rhythm.isQuiet(2), false)
})

test('nobody goes quiet because the whole repository rests', () => {
  const rhythm = of(days(1, ...every(10, 0, 300)))
  assert.equal(rhythm.isQuiet(1), false)
})

test('an empty history has nobody', () => {
  assert.equal(of([]).lastAt(1), undefined)
})

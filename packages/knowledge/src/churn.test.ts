import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { measureChurn } from './churn.ts'
import { historyOf, type PlainCommit } from './history.fixture.ts'
import { PERIOD_PARTS, perPart, readPeriod, type PeriodOptions } from './period.ts'

const NOW = 1000 * MS_PER_DAY
const options: PeriodOptions = {
  nowMs: NOW,
  sinceMs: undefined,
  spanMs: 100 * MS_PER_DAY,
  isBot: (person) => person === 99,
}
const day = (number: number): number => number * MS_PER_DAY

test('a period ends with the newest commit, begins so long before it, and has no bots and no bulk commits', () => {
  const bulk = Array.from({ length: 51 }, (_, at) => `f${at}`)
  const history = historyOf([
    { paths: ['a'], at: day(100) },
    { paths: ['a'], at: day(420) },
    { paths: ['b'], at: day(450), author: 99 },
    { paths: bulk, at: day(460) },
    { paths: ['b'], at: day(500) },
    { paths: ['c'], at: day(900), author: 99 },
  ])
  const period = readPeriod(history, options)
  assert.deepEqual([period.fromMs, period.untilMs, period.commits], [day(400), day(500), [1, 4]])
  assert.deepEqual([period.ageOf(1), period.ageOf(4)], [0.8, 0])
})

test('a period that is told where it begins ends now, and a commit from the future counts as of now', () => {
  const history = historyOf([
    { paths: ['a'], at: day(980) },
    { paths: ['a'], at: day(995) },
    { paths: ['a'], at: day(5000) },
  ])
  const period = readPeriod(history, { ...options, sinceMs: day(990) })
  assert.deepEqual([period.fromMs, period.untilMs, period.commits], [day(990), NOW, [1, 2]])
  assert.equal(period.ageOf(2), 0)
})

test('a young history is its own period, and an empty one has none', () => {
  const young = readPeriod(historyOf([{ paths: ['a'], at: day(990) }]), options)
  assert.deepEqual([young.fromMs, young.untilMs, young.commits], [day(990), day(990), [0]])
  assert.deepEqual(readPeriod(historyOf([]), options).commits, [])
})

test('commits weigh less with age: a quarter at the begin, and the parts of the period have them all', () => {
  const history = historyOf(
    [
      { paths: ['old'], at: day(400) },
      { paths: ['old', 'new'], at: day(500) },
      { paths: ['gone'], at: day(500) },
    ],
    ['gone'],
  )
  const period = readPeriod(history, options)
  const files = measureChurn(history, period)
  assert.deepEqual(
    files.map(({ file, churn, commits }) => [history.path(file), churn, commits]),
    [
      ['old', 1.25, [0, 1]],
      ['new', 1, [1]],
    ],
  )
  assert.deepEqual(perPart(period, files[0]!.commits), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
})

test('it is what counting file by file gives', () => {
  const random = makeSeededRandom(3)
  const commits: PlainCommit[] = Array.from({ length: 300 }, () => ({
    paths: Array.from(new Set([0, 1, 2].map(() => `f${random.below(12)}`))),
    at: day(random.below(600)),
    author: random.below(100) === 0 ? 99 : random.below(5),
  }))
  const history = historyOf(commits)
  const until = Math.max(...commits.filter(({ author }) => author !== 99).map(({ at }) => at!))
  const files = measureChurn(history, readPeriod(history, options))
  for (let file = 0; file < 12; file++) {
    const own = commits.filter(
      ({ paths, at, author }) => paths.includes(`f${file}`) && author !== 99 && at! >= until - options.spanMs,
    )
    const expected = own.reduce((sum, { at }) => sum + 0.25 ** ((until - at!) / options.spanMs), 0)
    const found = files.find((one) => history.path(one.file) === `f${file}`)
    assert.ok(Math.abs((found?.churn ?? 0) - expected) < 1e-9)
    assert.equal(found?.commits.length ?? 0, own.length)
  }
  assert.ok(files.every((one, at) => at === 0 || files[at - 1]!.churn >= one.churn))
  assert.equal(PERIOD_PARTS, 12)
})

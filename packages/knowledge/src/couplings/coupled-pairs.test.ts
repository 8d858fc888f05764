import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { coupledModules } from './coupled-modules.ts'
import { coupledPairs, commitsTogether, type CoupledPair } from './coupled-pairs.ts'
import { historyOf, type PlainCommit } from '../history.fixture.ts'
import { logLikelihoodRatio } from '../statistics/log-likelihood.ts'
import { readPeriod } from '../period.ts'

const times = (count: number, commit: PlainCommit): PlainCommit[] =>
  Array.from({ length: count }, () => commit)
const periodOf = (history: ReturnType<typeof historyOf>) =>
  readPeriod(history, {
    nowMs: 5000 * MS_PER_DAY,
    sinceMs: undefined,
    spanMs: 4000 * MS_PER_DAY,
    isBot: () => false,
  })
const pairsOf = (commits: readonly PlainCommit[], isAsked?: (path: string) => boolean): CoupledPair[] => {
  const history = historyOf(commits)
  return coupledPairs(history, periodOf(history), {
    isIgnored: (path) => path.endsWith('.lock'),
    ...(isAsked === undefined ? {} : { isAsked }),
  })
}
const names = (pairs: readonly CoupledPair[]): string[] => pairs.map(({ paths }) => paths.join(' '))

test('a pair says how often, of how many each, and how many times more than by chance', () => {
  const [pair, ...others] = pairsOf([
    ...times(6, { paths: ['api/a', 'web/b'] }),
    ...times(4, { paths: ['web/b'] }),
    ...times(30, { paths: ['c'] }),
  ])
  assert.deepEqual(others, [])
  assert.deepEqual(
    [pair!.paths, pair!.together, pair!.counts, pair!.lift],
    [['api/a', 'web/b'], 6, [6, 10], (6 * 40) / (6 * 10)],
  )
  assert.equal(pair!.score, logLikelihoodRatio(6, 0, 4, 30))
})

test('what changes with everything is in no pair, nor is what is ignored, nor less than four times', () => {
  const found = pairsOf([
    ...times(60, { paths: ['CHANGES', 'x'] }),
    ...times(60, { paths: ['CHANGES', 'y'] }),
    ...times(5, { paths: ['CHANGES', 'api/a', 'web/b', 'all.lock'] }),
    ...times(3, { paths: ['api/c', 'web/d'] }),
  ])
  assert.deepEqual(names(found), ['api/a web/b'])
})

test('the larger surprise comes first, and an old habit behind one of last week', () => {
  const found = pairsOf([
    ...times(8, { paths: ['old/a', 'past/b'], at: 2000 * MS_PER_DAY }),
    ...times(100, { paths: ['z'], at: 3000 * MS_PER_DAY }),
    ...times(5, { paths: ['thin/a', 'late/b'], at: 4000 * MS_PER_DAY }),
    ...times(8, { paths: ['new/a', 'late/c'], at: 4000 * MS_PER_DAY }),
  ])
  assert.deepEqual(names(found), ['new/a late/c', 'thin/a late/b', 'old/a past/b'])
})

test('asked of some files, the pairs are the same as of all, but for those without them', () => {
  const random = makeSeededRandom(11)
  const commits = Array.from({ length: 400 }, () => ({
    paths: [...new Set([0, 1, 2].map(() => `f${random.below(30)}`))],
  }))
  const asked = (path: string): boolean => path === 'f3' || path === 'f4'
  assert.deepEqual(
    pairsOf(commits, asked),
    pairsOf(commits).filter(({ paths }) => paths.some(asked)),
  )
})

test('counts are what going through the commits pair by pair gives', () => {
  const random = makeSeededRandom(5)
  const commits = Array.from({ length: 300 }, (_, at) => {
    const base = random.below(20)
    return {
      at: at * MS_PER_DAY,
      paths: [
        ...new Set([
          `f${base}`,
          `f${(base + random.below(3)) % 20}`,
          ...(at % 40 === 0 ? Array.from({ length: 30 }, (_, n) => `g${n}`) : []),
        ]),
      ],
    }
  })
  const history = historyOf(commits)
  const period = periodOf(history)
  const found = coupledPairs(history, period, { isIgnored: () => false })
  assert.ok(found.length > 5)
  for (const { paths, files, together, counts, lift } of found) {
    const [a, b] = paths
    const has = (path: string) => commits.filter((commit) => commit.paths.includes(path))
    const both = has(a).filter((commit) => commit.paths.includes(b))
    // Of more than 24 files, nothing belongs together.
    const paired = both.filter((commit) => commit.paths.length <= 24)
    assert.deepEqual([together, ...counts], [paired.length, has(a).length, has(b).length])
    assert.ok(Math.abs(lift - (paired.length * commits.length) / (has(a).length * has(b).length)) < 1e-9)
    assert.equal(commitsTogether(history, period, files).length, together)
  }
})

test('modules are coupled by the commits that touched both; one within the other is no news', () => {
  const history = historyOf([
    ...times(20, { paths: ['api/a', 'web/b'] }),
    ...times(20, { paths: ['src/x', 'src/deep/y'] }),
    ...times(60, { paths: ['docs/z'] }),
    ...times(3, { paths: ['docs/z', 'web/b'] }),
  ])
  const moduleOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
  const { modules, pairs } = coupledModules(history, periodOf(history), {
    moduleOf,
    count: 10,
    leastTogether: 3,
  })
  assert.deepEqual(
    modules.map(({ module, commits }) => [module, commits]),
    [
      ['docs', 63],
      ['web', 23],
      ['api', 20],
      ['src', 20],
      ['src/deep', 20],
    ],
  )
  assert.deepEqual(
    pairs.map(({ modules, together, counts }) => [modules, together, counts]),
    [[['api', 'web'], 20, [20, 23]]],
  )
})

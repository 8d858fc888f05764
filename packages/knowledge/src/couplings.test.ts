import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { couplings, type CouplingOptions } from './couplings.ts'
import { historyOf, type PlainCommit } from './history.fixture.ts'

const options: CouplingOptions = {
  nowMs: 1000 * MS_PER_DAY,
  count: 10,
  isBot: (person) => person === 99,
  isIgnored: (path) => path.endsWith('.lock'),
}
const times = (count: number, commit: PlainCommit): PlainCommit[] =>
  Array.from({ length: count }, () => commit)
const pairs = (
  commits: readonly PlainCommit[],
  more: Partial<CouplingOptions> = {},
  dead: string[] = [],
): string[] =>
  couplings(historyOf(commits, dead), { ...options, ...more }).map(({ paths }) => paths.join(' '))

test('a coupling says how often, of how many, and where last', () => {
  const history = historyOf([
    { paths: ['api/a', 'web/b'] },
    { paths: ['web/b'] },
    { paths: ['web/b'] },
    { paths: ['api/a', 'web/b'], at: 5 },
    { paths: ['api/a', 'web/b', 'c'], at: 7 },
    { paths: ['api/a'], at: 8 },
  ])
  const [coupling, ...others] = couplings(history, options)
  assert.deepEqual(others, [])
  const { score, ...plain } = coupling!
  assert.deepEqual(plain, { paths: ['api/a', 'web/b'], together: 3, of: 4, lastSha: 'sha-4', lastAt: 7 })
  // Weights: together 1 + 1 + 1/2, either one besides 1 + 1 + 1; all of one age but for milliseconds.
  assert.ok(Math.abs(score - 2.5 / (5.5 + 1.5)) < 1e-6)
})

test('what changes with everything is coupled to nothing much', () => {
  const found = pairs([
    ...times(40, { paths: ['CHANGELOG', 'x'] }),
    ...times(40, { paths: ['CHANGELOG', 'y/1'] }),
    ...times(5, { paths: ['CHANGELOG', 'api/a', 'web/b'] }),
  ])
  assert.equal(found[0], 'api/a web/b')
})

test('a pair that its names give away stands behind one that nobody would guess', () => {
  const found = pairs([
    ...times(9, { paths: ['src/parser.ts', 'test/parser.test.ts'] }),
    ...times(9, { paths: ['src/run.rs', 'test/test_run_command.rs'] }),
    ...times(9, { paths: ['same/q', 'same/r'] }),
    ...times(9, { paths: ['api/a', 'web/b'] }),
  ])
  assert.equal(found[0], 'api/a web/b')
  assert.equal(found.at(-1), 'src/parser.ts test/parser.test.ts')
})

test('no file is shown twice, and no two directories more than twice', () => {
  assert.equal(
    pairs([...times(9, { paths: ['p/a', 'q/b'] }), ...times(8, { paths: ['p/a', 'r/c'] })]).length,
    1,
  )
  const repeated = [1, 2, 3, 4].flatMap((nth) => times(9, { paths: [`api/a${nth}`, `web/b${nth}`] }))
  assert.equal(pairs(repeated).length, 2)
})

test('bots, the dead, the ignored, bulk commits and chance meetings teach nothing', () => {
  assert.deepEqual(pairs(times(9, { author: 99, paths: ['p/a', 'q/b'] })), [])
  assert.deepEqual(pairs(times(9, { paths: ['p/a', 'q/b'] }), {}, ['p/a']), [])
  assert.deepEqual(pairs(times(9, { paths: ['p/a', 'q/b.lock'] })), [])
  assert.deepEqual(pairs(times(9, { paths: Array.from({ length: 17 }, (_, at) => `d${at}/f`) })), [])
  assert.deepEqual(pairs(times(2, { paths: ['p/a', 'q/b'] })), [])
})

test('what happened lately outweighs what happened long ago, also in a repository that rests', () => {
  const commits = [
    ...times(9, { paths: ['p/old', 'q/old2'], at: 0 }),
    ...times(6, { paths: ['p/new', 'q/new2'], at: 800 * MS_PER_DAY }),
  ]
  assert.equal(pairs(commits)[0], 'p/new q/new2')
  assert.deepEqual(pairs(commits, { nowMs: 50_000 * MS_PER_DAY }), pairs(commits))
})

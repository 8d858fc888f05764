import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { historyOf, type PlainCommit } from './history.fixture.ts'
import { mainDirectories, type MainDirectoryOptions } from './main-directories.ts'

const [GRACE, ADA, ALAN, BOT] = [1, 2, 3, 99]
const options: MainDirectoryOptions = {
  nowMs: 1000 * MS_PER_DAY,
  count: 4,
  isBot: (person) => person === BOT,
}
const times = (count: number, commit: PlainCommit): PlainCommit[] =>
  Array.from({ length: count }, () => commit)
const chosen = (
  commits: readonly PlainCommit[],
  more: Partial<MainDirectoryOptions> = {},
  dead: string[] = [],
): string[] =>
  mainDirectories(historyOf(commits, dead), { ...options, ...more }).map(({ directory }) => directory)

test('directories are told with their share of what was done, the busiest first', () => {
  const parts = mainDirectories(
    historyOf([
      ...times(9, { author: GRACE, paths: ['api/a'], at: 3 }),
      { author: ALAN, paths: ['web/c'], at: 5 },
    ]),
    options,
  )
  assert.deepEqual(
    parts.map(({ directory, share }) => [directory, share.toFixed(2)]),
    [
      ['api', '0.90'],
      ['web', '0.10'],
    ],
  )
})

test('the last year counts more than the years before', () => {
  assert.deepEqual(
    chosen([
      ...times(10, { author: GRACE, paths: ['old/a'], at: 0 }),
      ...times(6, { author: ADA, paths: ['new/a'], at: 900 * MS_PER_DAY }),
    ]),
    ['new', 'old'],
  )
})

test('a busy directory is opened up into what lies below it', () => {
  const commits = [
    ...times(30, { author: GRACE, paths: ['packages/core/src/a'] }),
    ...times(25, { author: ADA, paths: ['packages/web/src/b'] }),
    ...times(2, { author: ALAN, paths: ['docs/c'] }),
  ]
  assert.deepEqual(chosen(commits), ['packages/core/src', 'packages/web/src', 'docs'])
})

test('a repository without directories is one part', () => {
  assert.deepEqual(chosen([{ author: GRACE, paths: ['a', 'b'] }]), [''])
  assert.deepEqual(chosen([]), [])
})

test('bots and what no longer lives count nothing', () => {
  assert.deepEqual(chosen([{ author: BOT, paths: ['api/a'] }]), [])
  assert.deepEqual(
    chosen(
      [
        { author: GRACE, paths: ['api/a'] },
        { author: ADA, paths: ['old/b'] },
      ],
      {},
      ['old/b'],
    ),
    ['api'],
  )
})

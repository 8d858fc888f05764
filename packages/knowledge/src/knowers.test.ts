import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { historyOf, type PlainCommit } from './history.fixture.ts'
import { knowers, type KnowerOptions } from './knowers.ts'

const [GRACE, ADA, ALAN, BOT] = [1, 2, 3, 99]
const options: KnowerOptions = { nowMs: 1000 * MS_PER_DAY, count: 4, isBot: (person) => person === BOT }
const times = (count: number, commit: PlainCommit): PlainCommit[] =>
  Array.from({ length: count }, () => commit)
const known = (
  commits: readonly PlainCommit[],
  more: Partial<KnowerOptions> = {},
  dead: string[] = [],
): string[] =>
  knowers(historyOf(commits, dead), { ...options, ...more }).map(
    ({ directory, people }) => `${directory}: ${people.map(({ person }) => person).join(' ')}`,
  )

test('each part has its one to three people, with shares, best first', () => {
  const parts = knowers(
    historyOf([
      ...times(6, { author: GRACE, paths: ['api/a'], at: 3 }),
      ...times(3, { author: ADA, paths: ['api/b'], at: 4 }),
      { author: ALAN, paths: ['web/c'], at: 5 },
    ]),
    options,
  )
  assert.deepEqual(
    parts.map(({ directory, share, people }) => [directory, share.toFixed(2), people.length]),
    [
      ['api', '0.90', 2],
      ['web', '0.10', 1],
    ],
  )
  const [grace, ada] = parts[0]!.people
  assert.equal(grace!.person, GRACE)
  assert.equal(grace!.share.toFixed(2), '0.67')
  assert.deepEqual([ada!.person, ada!.commits, ada!.lastAt], [ADA, 3, 4])
})

test('who passed by is left out, unless nobody did more', () => {
  const crowd = Array.from({ length: 30 }, (_, person) => ({ author: person + 10, paths: ['api/a'] }))
  assert.deepEqual(known([...times(70, { author: GRACE, paths: ['api/a'] }), ...crowd]), ['api: 1'])
  assert.deepEqual(known(crowd), ['api: 10'])
})

test('the last year counts more than the years before', () => {
  assert.deepEqual(
    known([
      ...times(10, { author: GRACE, paths: ['api/a'], at: 0 }),
      ...times(6, { author: ADA, paths: ['api/a'], at: 900 * MS_PER_DAY }),
    ]),
    ['api: 2 1'],
  )
})

test('a busy directory is opened up into what lies below it', () => {
  const commits = [
    ...times(30, { author: GRACE, paths: ['packages/core/src/a'] }),
    ...times(25, { author: ADA, paths: ['packages/web/src/b'] }),
    ...times(2, { author: ALAN, paths: ['docs/c'] }),
  ]
  assert.deepEqual(known(commits), ['packages/core/src: 1', 'packages/web/src: 2', 'docs: 3'])
})

test('a repository without directories is one part', () => {
  assert.deepEqual(known([{ author: GRACE, paths: ['a', 'b'] }]), [': 1'])
  assert.deepEqual(known([]), [])
})

test('bots and what no longer lives count nothing', () => {
  assert.deepEqual(known([{ author: BOT, paths: ['api/a'] }]), [])
  assert.deepEqual(
    known(
      [
        { author: GRACE, paths: ['api/a'] },
        { author: ADA, paths: ['old/b'] },
      ],
      {},
      ['old/b'],
    ),
    ['api: 1'],
  )
})

import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { Contribution, ContributionRole } from '@wakelore/knowledge/contribution'
import { rankPeople } from './who.ts'

const NOW_MS = 1000 * MS_PER_DAY
const NOBODY = { nowMs: NOW_MS, isBot: () => false }

function part(
  person: number,
  commit: number,
  daysAgo: number,
  more: Partial<Contribution> = {},
): Contribution {
  return { person, role: 'author', commit, at: NOW_MS - daysAgo * MS_PER_DAY, fileCount: 1, ...more }
}

test('scores are shares of the weights that the formula gives', () => {
  const [first, second] = rankPeople([part(1, 10, 21), part(2, 11, 0, { fileCount: 4 })], NOBODY)
  const newest = 4 ** -0.15
  const older = 1 / (Math.sqrt(1 + 21 / 7) * 2 ** 0.6)
  assert.equal(first!.person, 2)
  assert.ok(Math.abs(first!.score - newest / (newest + older)) < 1e-12)
  assert.deepEqual(
    { ...second, score: 0 },
    { person: 1, score: 0, commits: 1, reviews: 0, lastAt: NOW_MS - 21 * MS_PER_DAY, lastCommit: 10 },
  )
})

test('recent work outranks as much old work, and enough old work outranks one recent commit', () => {
  const old = (count: number) => Array.from({ length: count }, (_, i) => part(1, i, 400 - i))
  assert.equal(rankPeople([...old(1), part(2, 100, 1)], NOBODY)[0]!.person, 2)
  assert.equal(rankPeople([...old(60), part(2, 100, 30)], NOBODY)[0]!.person, 1)
})

test('to write counts more than to co-write, and that more than to review', () => {
  const roles: ContributionRole[] = ['reviewer', 'author', 'co-author']
  const ranked = rankPeople(
    roles.map((role, person) => part(person, 5, 3, { role })),
    NOBODY,
  )
  assert.deepEqual(
    ranked.map(({ person }) => roles[person]),
    ['author', 'co-author', 'reviewer'],
  )
  assert.deepEqual(
    ranked.map(({ commits, reviews }) => [commits, reviews]),
    [
      [1, 0],
      [1, 0],
      [0, 1],
    ],
  )
})

test('who wrote and reviewed a commit counts once, as its author', () => {
  const [only] = rankPeople([part(1, 5, 3, { role: 'reviewer' }), part(1, 5, 3), part(1, 5, 3)], NOBODY)
  assert.deepEqual([only!.commits, only!.reviews, only!.score], [1, 0, 1])
})

test('bots and bulk commits are left out', () => {
  const parts = [part(1, 1, 1), part(2, 2, 1, { fileCount: 51 }), part(3, 3, 1)]
  const ranked = rankPeople(parts, { nowMs: NOW_MS, isBot: (person) => person === 3 })
  assert.deepEqual(
    ranked.map(({ person }) => person),
    [1],
  )
  assert.deepEqual(rankPeople([part(2, 2, 1, { fileCount: 51 })], NOBODY), [])
})

test('a commit of the future counts as one of now', () => {
  const [first, second] = rankPeople([part(1, 5, -900), part(2, 5, 0)], NOBODY)
  assert.equal(first!.score, second!.score)
})

test('the order in which contributions come makes no difference, and scores sum to 1', () => {
  const contribution = fc.record({
    person: fc.nat(4),
    role: fc.constantFrom<ContributionRole>('author', 'co-author', 'reviewer'),
    commit: fc.nat(6),
  })
  fc.assert(
    fc.property(fc.array(contribution, { minLength: 1 }), (list) => {
      const parts = list.map((one) => part(one.person, one.commit, 10 - one.commit, { role: one.role }))
      const ranked = rankPeople(parts, NOBODY)
      assert.deepEqual(rankPeople(parts.toReversed(), NOBODY), ranked)
      assert.ok(Math.abs(ranked.reduce((sum, { score }) => sum + score, 0) - 1) < 1e-9)
    }),
  )
})

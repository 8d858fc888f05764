import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { ChangeHistory, FileNumber } from '@wakelore/knowledge/change-history'
import { directoryOf } from '@wakelore/knowledge/name-stem'
import { makeHistory } from '../../made-history.fixture.ts'
import { makeGrowingHistory } from '../../replay/growing-history.ts'
import { column, makeEvidenceReader, ROW_SIZE, type Evidence, type NextQuestion } from './evidence.ts'

function grow(commitCount: number, seed: number): ChangeHistory {
  const history = makeGrowingHistory()
  for (const commit of makeHistory(commitCount, seed)) history.append(commit)
  return history
}

function rowOf(evidence: Evidence, file: FileNumber): number[] {
  const at = evidence.files.indexOf(file) * ROW_SIZE
  return Array.from(evidence.rows.subarray(at, at + ROW_SIZE))
}

/** The definitions of the columns, each by itself and without regard to cost. */
function naiveRow(history: ChangeHistory, { changed, author }: NextQuestion, file: FileNumber): number[] {
  const row = Array.from({ length: ROW_SIZE }, () => 0)
  const sources = changed.flatMap((path) => history.fileNumber(path) ?? [])
  const touches = (commit: number) => history.filesOf(commit).includes(file)
  const weight = new Map<number, number>()
  row[column.leastRank] = Infinity
  for (const source of sources) {
    const commits = [...history.commitsOf(source)].reverse()
    const sum = (halfLife: number, value: (commit: number) => number) =>
      commits.reduce((total, commit, rank) => total + 2 ** (-rank / halfLife) * value(commit), 0)
    const one = (commit: number) => (touches(commit) ? 1 : 0)
    const fast = sum(6, one) / (sum(6, () => 1) + 0.5)
    const slow = sum(50, one) / (sum(50, () => 1) + 1)
    const small = sum(50, (commit) => one(commit) / Math.log2(1 + history.filesOf(commit).length))
    const together = commits.filter(touches).length
    row[column.fastMiss]! += Math.log1p(-fast)
    row[column.slowMiss]! += Math.log1p(-slow)
    row[column.slowMost] = Math.max(row[column.slowMost]!, slow)
    row[column.slowSum]! += slow
    row[column.smallMost] = Math.max(row[column.smallMost]!, small / (sum(50, () => 1) + 1))
    row[column.togetherSum]! += together
    row[column.togetherMost] = Math.max(row[column.togetherMost]!, together)
    if (together > 0) row[column.leastRank] = Math.min(row[column.leastRank]!, commits.findIndex(touches))
    if (commits.length > 0 && touches(commits[0]!)) row[column.inLastOf]!++
    for (const [rank, commit] of commits.entries()) {
      weight.set(commit, Math.max(weight.get(commit) ?? 0, 2 ** (-rank / 50)))
    }
  }
  for (const [commit, decayed] of weight) {
    if (!touches(commit)) continue
    const files = [...history.filesOf(commit)]
    const shared = files.filter((each) => sources.includes(each)).length
    const cosine = shared / Math.sqrt(changed.length * files.length)
    row[column.similar]! += cosine ** 2 * decayed
    row[column.similarMost] = Math.max(row[column.similarMost]!, cosine * decayed)
  }
  const directories = new Set(changed.map(directoryOf))
  const newest = history.newest(500)
  const authors = newest.filter((commit) => history.authorOf(commit) === author)
  row[column.newestRank] = newest.findIndex(touches)
  row[column.authorRank] = authors.findIndex(touches)
  for (const at of [column.newestRank, column.authorRank]) if (row[at] === -1) row[at] = Infinity
  for (const [rank, commit] of authors.entries())
    if (touches(commit)) row[column.authorNear]! += 2 ** (-rank / 3)
  for (const [rank, commit] of newest.entries()) {
    if (!touches(commit)) continue
    const files = [...history.filesOf(commit)]
    row[column.near]! += 2 ** (-rank / 8)
    row[column.far]! += 2 ** (-rank / 120)
    if (files.some((each) => directories.has(directoryOf(history.path(each))))) {
      row[column.directory]! += 2 ** (-rank / 120) / Math.sqrt(files.length)
    }
  }
  return row
}

const question = fc
  .record({
    seed: fc.nat(5),
    size: fc.integer({ min: 1, max: 120 }),
    pick: fc.array(fc.nat(200), { minLength: 1, maxLength: 4 }),
  })
  .map(({ seed, size, pick }) => {
    const history = grow(size, seed)
    const paths = [...new Set(makeHistory(120, seed).flatMap((commit) => commit.paths))]
    const changed = [...new Set(pick.map((index) => paths[index % paths.length]!))]
    const asked: NextQuestion = {
      changed: changed.filter((path) => path !== 'package-lock.json'),
      author: 1,
      nowMs: 0,
    }
    return { history, asked }
  })

test('every column is what its definition gives', () => {
  fc.assert(
    fc.property(question, ({ history, asked }) => {
      const evidence = makeEvidenceReader(history).read(asked)
      for (const file of evidence.files.slice(evidence.changedCount)) {
        const expected = naiveRow(history, asked, file)
        for (const [at, value] of rowOf(evidence, file).slice(0, column.count).entries()) {
          const isClose = value === expected[at] || Math.abs(value - expected[at]!) < 1e-9
          assert.ok(isClose, `${history.path(file)}, column ${at}: ${value}, expected ${expected[at]}`)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('whatever was asked before, an answer is the same', () => {
  fc.assert(
    fc.property(question, fc.nat(200), ({ history, asked }, index) => {
      const used = makeEvidenceReader(history)
      used.read({
        changed: [history.path(index % 3), 'none.ts'].slice(0, 1 + (index % 2)),
        author: 0,
        nowMs: 5,
      })
      const again = used.read(asked)
      const fresh = makeEvidenceReader(history).read(asked)
      assert.deepEqual(again.files, fresh.files)
      const length = fresh.files.length * ROW_SIZE
      assert.deepEqual(again.rows.subarray(0, length), fresh.rows.subarray(0, length))
      assert.deepEqual({ ...again, rows: 0, sources: 0 }, { ...fresh, rows: 0, sources: 0 })
    }),
    { numRuns: 60 },
  )
})

test('a change of thousands of files is looked at in part', () => {
  const history = grow(100, 1)
  const changed = Array.from({ length: 5000 }, (_, i) => `new/${i}.ts`)
  const { sources } = makeEvidenceReader(history).read({ changed, author: undefined, nowMs: 0 })
  assert.equal(sources.length, 64)
})

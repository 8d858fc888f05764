import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { BULK_FILE_COUNT } from '@wakelore/knowledge/change-history'
import { directoryOf, nameStem } from '@wakelore/knowledge/name-stem'
import { makeGrowingHistory, type ReplayCommit } from './growing-history.ts'

const path = fc.constantFrom('a.ts', 'a.test.ts', 'src/a.ts', 'src/b.ts', 'src/b.h', 'lib/b.ts', '__proto__')
const commit = fc
  .record({
    author: fc.constantFrom('x', 'y', 'constructor'),
    paths: fc.oneof(
      { weight: 9, arbitrary: fc.array(path, { maxLength: 5 }) },
      {
        weight: 1,
        arbitrary: fc.constant(Array.from({ length: BULK_FILE_COUNT + 1 }, (_, i) => `src/${i}`)),
      },
    ),
    deletes: fc.boolean(),
    isBot: fc.boolean(),
  })
  .map(({ author, paths, deletes, isBot }) => ({
    author,
    paths,
    deleted: deletes ? paths.slice(0, 1) : [],
    isBot,
  }))
const commits = fc
  .array(commit, { maxLength: 20 })
  .map((list): ReplayCommit[] => list.map((one, i) => ({ ...one, sha: `sha${i}`, authoredAtMs: i * 1000 })))

test('after any commits, every answer is what a look through all commits gives', () => {
  fc.assert(
    fc.property(commits, (list) => {
      const history = makeGrowingHistory()
      for (const one of list) history.append(one)
      const isCounted = (one: ReplayCommit) => new Set(one.paths).size <= BULK_FILE_COUNT
      assert.equal(history.commitCount, list.length)
      assert.deepEqual(
        history.newest(3).map((number) => history.sha(number)),
        list
          .filter(isCounted)
          .slice(-3)
          .reverse()
          .map((one) => one.sha),
      )
      const paths = new Set(list.flatMap((one) => one.paths))
      const isLiving = (wanted: string) =>
        !list.findLast((one) => one.paths.includes(wanted))!.deleted.includes(wanted)
      const living = [...paths].filter(isLiving)
      for (const one of paths) {
        const file = history.fileNumber(one)!
        assert.equal(history.path(file), one)
        assert.equal(history.isAlive(file), isLiving(one))
        const touching = list.flatMap((each, i) => (isCounted(each) && each.paths.includes(one) ? [i] : []))
        assert.deepEqual(Array.from(history.commitsOf(file)), touching)
        const named = history.filesWithStem(nameStem(one)).map(history.path)
        assert.deepEqual(named.sort(), living.filter((each) => nameStem(each) === nameStem(one)).sort())
        const beside = history.filesIn(directoryOf(one)).map(history.path)
        assert.deepEqual(
          beside.sort(),
          living.filter((each) => directoryOf(each) === directoryOf(one)).sort(),
        )
      }
      for (const [i, one] of list.entries()) {
        assert.deepEqual(Array.from(history.filesOf(i), history.path).sort(), [...new Set(one.paths)].sort())
        assert.equal(history.authorOf(i), history.personNumber(one.author))
        assert.equal(history.authoredAt(i), one.authoredAtMs)
        assert.equal(
          history.isBot(history.authorOf(i)),
          list.some((each) => each.author === one.author && each.isBot),
        )
      }
    }),
  )
})

test('files and people are numbered as they appear, so that a prefix numbers them alike', () => {
  const history = makeGrowingHistory()
  const base = { sha: '', authoredAtMs: 0, deleted: [], isBot: false }
  history.append({ ...base, author: 'x', paths: ['b', 'a'] })
  history.append({ ...base, author: 'y', paths: ['a', 'c'] })
  assert.deepEqual(['b', 'a', 'c'].map(history.fileNumber), [0, 1, 2])
  assert.deepEqual(['x', 'y', 'z'].map(history.personNumber), [0, 1, undefined])
})

/** What a history says of its past, against what it said then. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import * as fc from 'fast-check'
import type { ChangeHistory } from '../change-history.ts'
import { ATLAS, commitEvent, KEY, refEvent } from '../graph-events.fixture.ts'
import { openGraph } from '../graph.ts'
import { directoryOf, nameStem } from '../name-stem.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-past-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const PATHS = ['a.ts', 'a.test.ts', 'src/a.ts', 'src/b.ts', 'src/b.test.ts', 'README']

const change = fc
  .tuple(fc.constantFrom(...'AAMMMDRRR'), fc.constantFrom(...PATHS), fc.constantFrom(...PATHS))
  .map(([letter, path, previous]) =>
    letter === 'R' && path !== previous
      ? `R ${previous} > ${path}`
      : `${letter === 'R' ? 'M' : letter} ${path}`,
  )
const bulk = Array.from({ length: 55 }, (_, at) => `A bulk/${at}`)
const commit = fc.oneof(
  { weight: 9, arbitrary: fc.array(change, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant([...bulk, 'D src/a.ts', 'A README']) },
)

function answers(history: ChangeHistory) {
  const paths = (files: Iterable<number>): string[] => Array.from(files, history.path).sort()
  const numbers = Array.from({ length: history.commitCount }, (_, number) => number)
  return {
    commitCount: history.commitCount,
    newest: history.newest(4),
    filesOf: numbers.map((number) => paths(history.filesOf(number))),
    files: PATHS.map((path) => {
      const file = history.fileNumber(path)
      if (file === undefined) return undefined
      return [history.path(file), [...history.commitsOf(file)], history.isAlive(file)]
    }),
    directories: [...new Set(PATHS.map(directoryOf))].map((name) => paths(history.filesIn(name))),
    stems: [...new Set(PATHS.map(nameStem))].map((stem) => paths(history.filesWithStem(stem))),
  }
}

test('rewound to any commit, in any order, a history says what it said then', () => {
  const graph = openGraph({ file: join(scratch, 'graph.db'), key: KEY })
  fc.assert(
    fc.property(
      fc.array(commit, { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }),
      (commits, moments) => {
        graph.clear()
        const then = [answers(graph.history(ATLAS))]
        for (const [at, changes] of commits.entries()) {
          const parents = at === 0 ? [] : [`c${at - 1}`]
          const events = [
            commitEvent(`c${at}`, { parents, changes, at }),
            refEvent('HEAD', `c${at}`, { nth: at }),
          ]
          graph.apply(events, { segment: 1, offset: at + 1 })
          then.push(answers(graph.history(ATLAS)))
        }
        const past = graph.past(ATLAS)
        for (const moment of [...moments, ...then.keys()]) {
          const end = moment % then.length
          past.rewindTo(end)
          assert.deepEqual(answers(past), then[end])
        }
        for (const [at, changes] of commits.entries()) {
          const touched = new Set(changes.flatMap((one) => one.slice(2).split(' > ')))
          assert.deepEqual([...past.pathsOf(at)].sort(), [...touched].sort())
        }
      },
    ),
    { numRuns: 60 },
  )
  graph.close()
})

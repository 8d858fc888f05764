import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { BULK_FILE_COUNT } from '@wakelore/knowledge/change-history'
import { isLockFile } from '../lock-files.ts'
import { makeHistory } from '../made-history.fixture.ts'
import { replay, type ReplayCommit } from '../replay.ts'
import { makeGrowingHistory } from '../replay/growing-history.ts'
import { makePlainCoChange, makePopularity } from './rivals.ts'

/** Rank by counts, then by the newest commit, then by first appearance. */
function rankOf(
  counted: readonly { commit: ReplayCommit; times: number }[],
  changed: readonly string[],
  heldOut: string,
  firstSeen: (path: string) => number,
  isAlive: (path: string) => boolean,
): number {
  const counts = new Map<string, { times: number; newest: number }>()
  for (const [number, { commit, times }] of counted.entries()) {
    if (times === 0) continue
    for (const path of new Set(commit.paths)) {
      if (isLockFile(path) || changed.includes(path) || !isAlive(path)) continue
      counts.set(path, { times: (counts.get(path)?.times ?? 0) + times, newest: number })
    }
  }
  const ranked = [...counts].sort(
    ([a, x], [b, y]) => y.times - x.times || y.newest - x.newest || firstSeen(a) - firstSeen(b),
  )
  return ranked.findIndex(([path]) => path === heldOut) + 1
}

test('both rivals rank as their definitions say, question after question', () => {
  fc.assert(
    fc.property(fc.nat(20), (seed) => {
      const commits = makeHistory(80, seed)
      let rivals: ReturnType<typeof makeRivals> | undefined
      for (const { commit, changed, heldOut, history } of replay(commits)) {
        rivals ??= makeRivals(history)
        const past = commits
          .slice(0, commits.indexOf(commit))
          .filter((one) => one.paths.length <= BULK_FILE_COUNT)
        const answer = history.fileNumber(heldOut)
        if (answer === undefined) continue
        const known = changed.flatMap((path) => history.fileNumber(path) ?? [])
        const firstSeen = (path: string) => history.fileNumber(path)!
        const isAlive = (path: string) => history.isAlive(history.fileNumber(path)!)
        const together = past.map((one) => ({
          commit: one,
          times: changed.filter((path) => one.paths.includes(path)).length,
        }))
        const all = past.map((one) => ({ commit: one, times: 1 }))
        assert.equal(rivals.coChange(known, answer), rankOf(together, changed, heldOut, firstSeen, isAlive))
        assert.equal(rivals.popularity(known, answer), rankOf(all, changed, heldOut, firstSeen, isAlive))
      }
    }),
    { numRuns: 10 },
  )
})

function makeRivals(history: ReturnType<typeof makeGrowingHistory>) {
  return { coChange: makePlainCoChange(history), popularity: makePopularity(history) }
}

test('plain co-change counts commits, summed over the changed files', () => {
  const history = makeGrowingHistory()
  const base = { author: 'x', authoredAtMs: 0, deleted: [], isBot: false }
  for (const [i, paths] of [
    ['a', 'b', 'x'],
    ['a', 'y'],
    ['a', 'y'],
    ['b', 'z'],
  ].entries()) {
    history.append({ ...base, sha: `${i}`, paths })
  }
  const rank = (path: string) =>
    makePlainCoChange(history)(
      ['a', 'b'].map((one) => history.fileNumber(one)!),
      history.fileNumber(path)!,
    )
  // x: once with a and once with b, long ago; y: twice with a; z: once with b.
  assert.deepEqual(['y', 'x', 'z'].map(rank), [1, 2, 3])
})

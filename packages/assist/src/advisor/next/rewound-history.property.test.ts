import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { ChangeHistory } from '@wakelore/knowledge/change-history'
import { directoryOf, nameStem } from '@wakelore/knowledge/name-stem'
import { makeHistory } from '../../made-history.fixture.ts'
import { makeGrowingHistory, type ReplayCommit } from '../../replay/growing-history.ts'
import { makeRewoundHistory } from './rewound-history.ts'

function grow(commits: readonly ReplayCommit[]): ChangeHistory {
  const history = makeGrowingHistory()
  for (const commit of commits) history.append(commit)
  return history
}

test('rewound to any commit, a history answers as it did then', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.integer({ min: 1, max: 150 }), fc.nat(150), (seed, size, back) => {
      const commits = makeHistory(size, seed)
      const end = Math.min(back, size)
      const then = grow(commits.slice(0, end))
      const rewound = makeRewoundHistory(grow(commits))
      rewound.rewindTo(end)
      assert.equal(rewound.commitCount, then.commitCount)
      assert.deepEqual(rewound.newest(20), then.newest(20))
      for (const path of new Set(commits.flatMap((commit) => commit.paths))) {
        const file = then.fileNumber(path)
        assert.equal(rewound.fileNumber(path), file)
        if (file === undefined) continue
        assert.deepEqual(rewound.commitsOf(file), then.commitsOf(file))
        assert.equal(rewound.isAlive(file), then.isAlive(file), path)
        const sorted = (files: readonly number[]) => [...files].sort((a, b) => a - b)
        // What was deleted since is no longer listed by name.
        const remain = (files: readonly number[]) => sorted(files.filter((each) => rewound.isAlive(each)))
        const listed = sorted(rewound.filesIn(directoryOf(path)))
        assert.deepEqual(
          listed,
          remain(then.filesIn(directoryOf(path))).filter((each) => listed.includes(each)),
        )
        const named = sorted(rewound.filesWithStem(nameStem(path)))
        assert.deepEqual(
          named,
          remain(then.filesWithStem(nameStem(path))).filter((each) => named.includes(each)),
        )
      }
    }),
    { numRuns: 40 },
  )
})

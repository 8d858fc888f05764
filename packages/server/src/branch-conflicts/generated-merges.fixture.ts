/** All pairs of a generated repository's branches, held against merges that are really made. */
import assert from 'node:assert/strict'
import { makeRandomBranches } from './random-branches.fixture.ts'
import { askAboutBranches, assertSameConflicts, mergeForReal, realRepository } from './real-merge.fixture.ts'

export type Checked = { readonly pairs: number; readonly collisions: number; readonly ranges: number }

export async function checkGeneratedMerges(seed: number): Promise<Checked> {
  using scratch = makeRandomBranches(seed)
  const repository = realRepository(scratch.path)
  const { branches, trunk, found } = await askAboutBranches(repository, { trunk: 'main' })
  assert.deepEqual([found.unrelated, found.unfinished], [[], 0], `seed ${seed}`)
  const inTrunk = new Set(found.merged.flatMap(({ branch, into }) => (into === trunk ? branch : [])))
  const isContained = (a: number, b: number): boolean =>
    repository.git('merge-base', branches[a]!.tip, branches[b]!.tip) === branches[a]!.tip
  const checked = { pairs: 0, collisions: 0, ranges: 0 }
  for (let a = 0; a < branches.length; a++) {
    for (let b = a + 1; b < branches.length; b++) {
      const what = `seed ${seed}: ${branches[a]!.name} and ${branches[b]!.name}`
      const collision = found.collisions.find((pair) => pair.a === a && pair.b === b)
      if (isContained(a, b) || isContained(b, a)) {
        assert.equal(collision, undefined, what)
        continue
      }
      const real = mergeForReal(repository, branches[a]!.name, branches[b]!.name)
      const hasFailed = found.failed.some((pair) => pair.a === a && pair.b === b)
      assert.equal(hasFailed, real.kind === 'failed' && !inTrunk.has(a) && !inTrunk.has(b), what)
      if (real.kind === 'failed') continue
      const withTrunk = a === trunk ? b : b === trunk ? a : undefined
      if (withTrunk !== undefined) {
        const isSame = real.kind === 'clean' && real.tree === branches[trunk!]!.tree
        assert.equal(inTrunk.has(withTrunk), isSame, what)
      } else if (inTrunk.has(a) || inTrunk.has(b)) {
        assert.equal(collision, undefined, what)
        continue
      }
      checked.pairs++
      checked.ranges += assertSameConflicts(collision?.files, real, what)
      if (collision !== undefined) checked.collisions++
    }
  }
  return checked
}

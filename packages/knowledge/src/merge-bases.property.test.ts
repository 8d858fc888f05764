import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { reachableFrom, type Ancestry, type Row } from './ancestry.ts'
import { makeMergeBases } from './merge-bases.ts'

/** Parents by age, then rows in any order: as if every history had been deepened over and over. */
const ancestry = fc
  .integer({ min: 1, max: 14 })
  .chain((count) =>
    fc.record({
      parents: fc.tuple(
        ...Array.from({ length: count }, (_, age) =>
          fc.array(fc.nat(Math.max(0, age - 1)), { maxLength: age === 0 ? 0 : 3 }),
        ),
      ),
      rows: fc.shuffledSubarray(
        Array.from({ length: count }, (_, age) => age),
        { minLength: count },
      ),
    }),
  )
  .map(({ parents, rows }): Ancestry => {
    const ageOf = (row: Row): number => rows.indexOf(row)
    return {
      count: rows.length,
      rowOf: (sha) => Number(sha),
      sha: String,
      parentsOf: (row) => Int32Array.from(parents[ageOf(row)]!, (age) => rows[age]!),
      isCutAt: () => false,
    }
  })

/** By the definition in git-merge-base(1). */
function bestCommonAncestors(dag: Ancestry, a: Row, b: Row): Row[] {
  const [ofA, ofB] = [reachableFrom(dag, [a]), reachableFrom(dag, [b])]
  const common = Array.from({ length: dag.count }, (_, row) => row).filter(
    (row) => ofA[row] === 1 && ofB[row] === 1,
  )
  return common.filter(
    (row) => !common.some((other) => other !== row && reachableFrom(dag, [other])[row] === 1),
  )
}

test('bases of every pair of tips are those common ancestors that no other descends from', () => {
  fc.assert(
    fc.property(ancestry, fc.uniqueArray(fc.nat(13), { minLength: 1, maxLength: 14 }), (dag, picked) => {
      const tips = [...new Set(picked.map((each) => each % dag.count))]
      const bases = makeMergeBases(dag, tips)
      for (const [a, tip] of tips.entries()) {
        for (const [b, other] of tips.entries()) {
          if (a === b) continue
          assert.deepEqual(
            [...bases.of(a, b)].sort((one, another) => one - another),
            bestCommonAncestors(dag, tip, other),
          )
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('more tips than a word has bits are told apart', () => {
  const count = 200
  // A trunk of even rows, each with a branch of one commit.
  const dag: Ancestry = {
    count,
    rowOf: (sha) => Number(sha),
    sha: String,
    parentsOf: (row) => Int32Array.from(row === 0 ? [] : [row % 2 === 0 ? row - 2 : row - 1]),
    isCutAt: () => false,
  }
  const tips = Array.from({ length: count / 2 }, (_, branch) => 2 * branch + 1)
  const bases = makeMergeBases(dag, tips)
  for (const [a, tip] of tips.entries()) {
    for (const [b, other] of tips.entries()) {
      if (a !== b) assert.deepEqual(bases.of(a, b), [Math.min(tip, other) - 1])
    }
  }
})

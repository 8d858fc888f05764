import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { broughtBy, descendantFinder, reachableFrom, type Ancestry, type Row } from './ancestry.ts'

/** Parents by age, then rows in any order: as if every history had been deepened over and over. */
const ancestry = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.record({
      parents: fc.tuple(
        ...Array.from({ length: count }, (_, age) =>
          fc.uniqueArray(fc.nat(Math.max(0, age - 1)), { maxLength: age === 0 ? 0 : 3 }),
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
const row = fc.nat(11)

function ancestors({ parentsOf }: Ancestry, of: Row): Set<Row> {
  return new Set([
    of,
    ...Array.from(parentsOf(of)).flatMap((parent) => [...ancestors({ parentsOf } as Ancestry, parent)]),
  ])
}

test('reached are the tips and all that they descend from', () => {
  fc.assert(
    fc.property(ancestry, fc.array(row, { maxLength: 3 }), (dag, picked) => {
      const tips = picked.map((each) => each % dag.count)
      const expected = new Set(tips.flatMap((tip) => [...ancestors(dag, tip)]))
      const reached = reachableFrom(dag, tips)
      assert.deepEqual(
        Array.from(reached.keys()).filter((each) => reached[each] === 1),
        [...expected].sort((a, b) => a - b),
      )
    }),
  )
})

test('a commit is brought by the oldest on the first-parent line that descends from it', () => {
  fc.assert(
    fc.property(ancestry, row, row, (dag, pickedHead, pickedRow) => {
      const [head, wanted] = [pickedHead % dag.count, pickedRow % dag.count]
      const line = [head]
      for (let at = dag.parentsOf(head)[0]; at !== undefined; at = dag.parentsOf(at)[0]) line.push(at)
      const expected = line.findLast((each) => ancestors(dag, each).has(wanted))
      assert.equal(broughtBy(dag, head, descendantFinder(dag)(wanted)), expected)
    }),
  )
})

import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { BranchDay } from '../today.ts'
import type { Change } from './changes.ts'
import { standUp } from './stand-up.ts'

let made = 0
function change(): Change {
  const sha = (made++).toString(16).padStart(40, '0')
  return {
    sha,
    subject: `Change ${made}`,
    madeAt: [made],
    branch: undefined,
    isLiving: true,
    isNew: true,
    amended: 0,
    isRebased: false,
    folded: 0,
    copies: [],
    versions: [sha],
    beneath: [],
  }
}

function branch(name: string, changes: number): BranchDay {
  return {
    name,
    isGone: false,
    isCreated: false,
    renamedFrom: undefined,
    changes: Array.from({ length: changes }, change),
    merged: [],
    rebased: [],
    picked: [],
    applied: [],
    resets: [],
    runs: [],
    pulls: 0,
    pushes: 0,
    stashes: 0,
  }
}

test('however busy the day was it takes ten lines, no branch has a second commit told before each has its first, and nothing is lost', () => {
  const counts = fc.array(fc.nat(30), { maxLength: 25 })
  fc.assert(
    fc.property(counts, fc.nat(20), fc.constantFrom(3, 5, 10), (changes, lost, mostLines) => {
      const branches = changes.map((count, at) => branch(`b${at}`, count))
      const abandoned = Array.from({ length: lost }, () => ({ ...change(), isLiving: false }))
      const lines = standUp({ branches, abandoned }, () => ({ areas: [], references: [] }), mostLines)
      if (branches.length > 0 || lost > 0) assert.ok(lines.length > 0)
      // A branch and what was abandoned are told, be it in a line more.
      assert.ok(lines.length <= Math.max(mostLines, 6), `${lines.length} lines`)
      const told = branches.map(({ name, changes: all }) => ({
        isNamed: lines.some((line) => line.kind === 'branch' && line.branch === name),
        told: lines.filter((line) => line.kind === 'change' && line.branch === name).length,
        all: all.length,
      }))
      const most = Math.max(0, ...told.map((one) => one.told))
      for (const one of told) {
        if (one.isNamed && most > 1) assert.ok(one.told >= Math.min(one.all, most - 1))
      }
      const evidence = new Set(lines.flatMap((line) => line.evidence))
      for (const { sha } of [...branches.flatMap((one) => one.changes), ...abandoned]) {
        assert.ok(evidence.has(sha), `${sha} is in no line`)
      }
    }),
    { numRuns: 200 },
  )
})

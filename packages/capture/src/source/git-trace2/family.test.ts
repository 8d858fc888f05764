import assert from 'node:assert/strict'
import test from 'node:test'
import {
  checkFamilies,
  hadStarted,
  linkOf,
  pruneFamilies,
  type FamilyMember,
  type OpenFamilies,
} from './family.ts'
import { parseSessionId, spanIdOf, traceIdOf } from './session-id.ts'

const [A, B, C] = ['1', '2', '3'].map((digit) => `20261125T144738.462200Z-H0a7c9cdf-P0000000${digit}`)
const HOUR_US = 3_600_000_000

test('a parent is one that ran and had something running', () => {
  const member: FamilyMember = { startUs: 100, endUs: 200, busy: [120, 130, 150, 160] }
  const times = [99, 110, 120, 130, 131, 155, 161, 201]
  assert.deepEqual(
    times.filter((atUs) => hadStarted(member, atUs)),
    [120, 130, 155],
  )
  assert.deepEqual(
    times.filter((atUs) => hadStarted({ startUs: 100, endUs: 200 }, atUs)),
    [110, 120, 130, 131, 155, 161],
  )
  assert.equal(hadStarted({ startUs: 100, endUs: 200, busy: [], detaches: true }, HOUR_US), true)
  assert.equal(hadStarted({ startUs: 100, endUs: 200, busy: [], detaches: true }, 2 * HOUR_US), false)
})

test('the trace is the root’s, through parents that still run', () => {
  const members: Record<string, FamilyMember> = {
    [A!]: { startUs: 0, place: { repository: 'R' } },
    [B!]: { startUs: 10, place: { repository: 'R' } },
  }
  const sessions = {
    memberOf: (one: string) => members[one],
    sessionOf: (one: string) => parseSessionId(one === B ? `${A}/${B}` : one),
  }
  const link = linkOf(C!, 20, parseSessionId(`${A}/${B}/${C}`), sessions)
  assert.deepEqual(link, { traceId: traceIdOf(A!), parentSpanId: spanIdOf(B!) })
  members[B!]!.place = null
  assert.deepEqual(linkOf(C!, 20, parseSessionId(`${A}/${B}/${C}`), sessions), {
    traceId: traceIdOf(A!),
    parentSpanId: spanIdOf(A!),
  })
  members[A!]!.place = null
  assert.deepEqual(linkOf(C!, 20, parseSessionId(`${A}/${B}/${C}`), sessions), { traceId: traceIdOf(C!) })
  assert.deepEqual(linkOf(C!, 5, parseSessionId(`${A}/${B}/${C}`), sessions), {
    traceId: traceIdOf(C!),
    isParentFalse: true,
  })
})

test('processes that claim each other end somewhere', () => {
  const member: FamilyMember = { startUs: 0, place: { repository: 'R' } }
  const sessionOf = (one: string) => parseSessionId(one === A ? `${B}/${A}` : `${A}/${B}`)
  const link = linkOf(C!, 20, parseSessionId(`${A}/${C}`), { memberOf: () => member, sessionOf })
  assert.equal(link.parentSpanId, spanIdOf(A!))
})

test('only whom somebody may still claim is remembered', () => {
  const families: OpenFamilies = {
    [A!]: { startUs: 0, endUs: 10, busy: [1, 2] },
    [B!]: { startUs: 0, endUs: 10, busy: [] },
    [C!]: { startUs: 0 },
  }
  const prune = (settledUs: number, ...open: string[]): string[] => {
    const copy = structuredClone(families)
    pruneFamilies(copy, { settledUs, isOpen: (one) => open.includes(one), isLast: true })
    return Object.keys(copy)
  }
  assert.deepEqual(prune(1000), [A, C], 'a listing made while C began may lack its trace')
  assert.deepEqual(prune(HOUR_US), [])
  assert.deepEqual(prune(HOUR_US, B!, C!), [B, C])
})

test('so many are remembered at most, those that ended last', () => {
  const families: OpenFamilies = {}
  for (let index = 0; index < 3000; index++) families[`${index}`] = { startUs: 0, endUs: index, busy: [0, 1] }
  pruneFamilies(families, { settledUs: 0, isOpen: () => false, isLast: true })
  assert.equal(Object.keys(families).length, 1000)
  assert.equal(families['2999']!.endUs, 2999)
})

test('what was kept and is no family is dropped', () => {
  const good = {
    [A!]: {
      startUs: 1,
      endUs: 2,
      busy: [1, 2],
      place: { repository: 'R', worktree: 'w' },
      traceId: 'a'.repeat(32),
    },
  }
  const families = {
    ...good,
    nonsense: { startUs: 1 },
    [B!]: null,
    [C!]: { startUs: 1, place: { repository: 7 } },
    [A!.replace('P0', 'P1')]: { startUs: 'x' },
    [A!.replace('P0', 'P2')]: { startUs: 1, busy: [null] },
    [A!.replace('P0', 'P3')]: { startUs: 1, traceId: 'not hex' },
  } as unknown as OpenFamilies
  checkFamilies(families)
  assert.deepEqual(families, good)
})

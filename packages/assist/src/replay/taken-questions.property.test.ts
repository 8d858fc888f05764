import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { makeHistory, makePast } from '../made-history.fixture.ts'
import type { ReplayCommit } from '../replay.ts'
import { drawQuestion } from './question.ts'
import { nextQuestions, type PastQuestion, type TakenQuestions } from './taken-questions.ts'

const LIMITS = { first: 40, most: 90 }
const COMMITS = makeHistory(200)
const SIDE = makeHistory(30, 2)

function take(commits: readonly ReplayCommit[], taken: TakenQuestions | undefined, limits = LIMITS) {
  const { isAnew, questions, takenBy } = nextQuestions(makePast(commits), taken, limits)
  return { isAnew, questions, takenBy, taken: takenBy() }
}

const isEligible = ({ sha, paths }: ReplayCommit): boolean => drawQuestion(sha, paths) !== undefined
const shas = (commits: readonly { readonly sha: string }[]): string[] => commits.map(({ sha }) => sha)

test('as a history grows, each commit is asked about once and in order, whatever the steps', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), (steps) => {
      let taken: TakenQuestions | undefined
      let length = 0
      const asked: string[] = []
      for (const step of steps) {
        length += step
        const found = take(COMMITS.slice(0, length), taken, { first: 500, most: 500 })
        assert.equal(found.isAnew, taken === undefined)
        for (const { commit, sha, changed, heldOut } of found.questions) {
          assert.equal(COMMITS[commit]!.sha, sha)
          assert.deepEqual({ changed, heldOut }, drawQuestion(sha, COMMITS[commit]!.paths))
          asked.push(sha)
        }
        taken = JSON.parse(JSON.stringify(found.taken)) as TakenQuestions
      }
      assert.deepEqual(asked, shas(COMMITS.slice(0, length).filter(isEligible)))
      assert.equal(taken?.count, asked.length)
      assert.deepEqual(take(COMMITS.slice(0, length), taken).questions, [])
    }),
  )
})

test('what a merge puts among commits that were taken is asked about late, and nothing twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(10), fc.nat(20), (length, back, count) => {
      const before = take(COMMITS.slice(0, length), undefined, { first: 500, most: 500 })
      const at = Math.max(0, length - back)
      const side = SIDE.slice(0, count)
      const merged = [...COMMITS.slice(0, at), ...side, ...COMMITS.slice(at, length + 3)]
      const { isAnew, questions, taken } = take(merged, before.taken, { first: 500, most: 500 })
      const asked = shas([...before.questions, ...questions])
      assert.equal(new Set(asked).size, asked.length)
      if (isAnew) return
      // Below the oldest that was taken, nothing is looked for.
      const oldest = merged.findIndex(({ sha }) => sha === before.questions[0]?.sha)
      const expected = merged.filter((commit, number) => isEligible(commit) && number >= oldest)
      assert.deepEqual(asked.toSorted(), shas(expected).toSorted())
      assert.equal(taken.count, asked.length)
    }),
  )
})

test('another branch keeps what was learnt; a history that shares nothing begins anew', () => {
  const { taken } = take(COMMITS.slice(0, 60), undefined)
  const other = take([...COMMITS.slice(0, 50), ...SIDE.slice(0, 5)], taken)
  assert.ok(!other.isAnew)
  assert.deepEqual(shas(other.questions), shas(SIDE.slice(0, 5).filter(isEligible)))
  const back = take(COMMITS.slice(0, 60), other.taken)
  assert.ok(!back.isAnew)
  assert.deepEqual(back.questions, [])
  const strange = take(SIDE, taken)
  assert.ok(strange.isAnew)
  assert.deepEqual(shas(strange.questions), shas(SIDE.filter(isEligible)))
})

test('it begins with the newest, and anew after enough of them or where more is new than it begins with', () => {
  const eligible = COMMITS.filter(isEligible)
  const first = take(COMMITS, undefined)
  assert.deepEqual(shas(first.questions), shas(eligible.slice(-LIMITS.first)))
  assert.ok(take(COMMITS, take(COMMITS.slice(0, 100), undefined).taken).isAnew)
  let taken: TakenQuestions | undefined
  const anew: number[] = []
  for (let length = 1; length <= COMMITS.length; length++) {
    const found = take(COMMITS.slice(0, length), taken)
    if (found.isAnew) anew.push(COMMITS.slice(0, length).filter(isEligible).length)
    taken = found.taken
    assert.ok(taken.count <= LIMITS.most && taken.commits.length <= LIMITS.first)
  }
  // The 91st is one too many; the beginning after it has taken 40, so that 51 more are.
  assert.deepEqual(anew.slice(1), [91, 142])
})

test('learning that stops anywhere goes on with what was left, also behind what a merge put in', () => {
  const limits = { first: 500, most: 500 }
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(10),
      fc.nat(20),
      fc.array(fc.integer({ min: 1, max: 9 })),
      (length, back, count, stops) => {
        const before = take(COMMITS.slice(0, length), undefined, limits)
        const at = Math.max(0, length - back)
        const merged = [...COMMITS.slice(0, at), ...SIDE.slice(0, count), ...COMMITS.slice(at, length + 3)]
        for (const begun of [undefined, before.taken]) {
          const whole = take(merged, begun, limits)
          const asked: PastQuestion[] = []
          let taken = begun
          for (const stop of [...stops, Infinity]) {
            const found = take(merged, taken, limits)
            const step = Math.min(stop, found.questions.length)
            asked.push(...found.questions.slice(0, step))
            taken = JSON.parse(JSON.stringify(found.takenBy(step))) as TakenQuestions
          }
          assert.deepEqual(asked, whole.questions)
          assert.deepEqual(taken, whole.taken)
        }
      },
    ),
  )
})

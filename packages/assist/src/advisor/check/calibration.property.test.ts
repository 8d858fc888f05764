import assert from 'node:assert/strict'
import test from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { wilsonInterval } from '@wakelore/learning/evaluation'
import * as fc from 'fast-check'
import {
  chooseThreshold,
  figuresAt,
  makeCalibration,
  type CalibrationCase,
  type CalibrationState,
  type LookedAt,
} from './calibration.ts'

type Question = Parameters<ReturnType<typeof makeCalibration>['take']>[0]

/** Questions whose looks are right as often as `rightAt` says, by confidence from 0 to 1. */
function questions(count: number, seed: number, rightAt: (confidence: number) => number): Question[] {
  const random = makeSeededRandom(seed)
  const look = (): LookedAt | undefined => {
    const confidence = random.next()
    return random.next() < 0.4 ? { path: `${random.below(9)}.ts`, confidence } : undefined
  }
  return Array.from({ length: count }, () => {
    const heldOut = look()
    const complete = random.next() < 0.1 ? look() : undefined
    const isRight = heldOut !== undefined && random.next() < rightAt(heldOut.confidence)
    const falseAlarm = complete && { ...complete, confidence: complete.confidence * 0.8 }
    return { heldOut, isRight, complete: falseAlarm }
  })
}

const sharp = (confidence: number): number => (confidence > 0.7 ? 0.98 : 0.3)

function run(asked: readonly Question[], begun?: CalibrationState) {
  const calibration = makeCalibration(begun)
  const told = asked.map((question) => calibration.take(question))
  return { told, state: calibration.state(), calibration }
}

/** Every confidence tried as a threshold, each by itself. */
function naiveThreshold(cases: readonly CalibrationCase[], asked: number): number | null {
  const kept = cases
    .map(({ confidence }) => confidence)
    .filter((threshold) => {
      const above = cases.filter(({ confidence }) => confidence >= threshold)
      const count = (kind: CalibrationCase['kind']) => above.filter((one) => one.kind === kind).length
      const alerts = count('right') + count('wrong')
      return (
        asked >= 400 &&
        alerts >= 30 &&
        alerts >= 0.03 * asked &&
        wilsonInterval(count('right'), alerts, 1.28).low >= 0.9 &&
        wilsonInterval(count('false'), asked, 2).high <= 0.01
      )
    })
  return kept.length === 0 ? null : Math.min(...kept)
}

test('the threshold is the lowest of all that keep both bounds', () => {
  const chosen = new Set<boolean>()
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 350, max: 650 }),
      fc.constantFrom(0.5, 0.9, 0.97, 1),
      (seed, count, top) => {
        const asked = questions(count, seed, (confidence) => (confidence > 0.5 ? top : 0.4))
        const { cases } = run(asked).state
        const rough = cases.map((one) => ({ ...one, confidence: Math.round(one.confidence * 30) / 30 }))
        for (const some of [cases, rough]) {
          const threshold = chooseThreshold(some, count)
          chosen.add(threshold === null)
          assert.equal(threshold, naiveThreshold(some, count))
        }
      },
    ),
    { numRuns: 40 },
  )
  assert.equal(chosen.size, 2)
})

test('calibrating in steps, by way of JSON, is calibrating in one go', () => {
  const asked = questions(3600, 3, sharp)
  const whole = run(asked)
  assert.ok(whole.state.threshold !== null && whole.state.cases[0]!.question >= 600)
  for (const cut of [1, 333, 3024, 3599]) {
    const before = run(asked.slice(0, cut))
    const after = run(asked.slice(cut), JSON.parse(JSON.stringify(before.state)) as CalibrationState)
    assert.deepEqual([...before.told, ...after.told], whole.told)
    assert.deepEqual(after.state, whole.state)
    for (let path = 0; path < 9; path++) {
      const name = `${path}.ts`
      assert.deepEqual(after.calibration.recordOf(name), whole.calibration.recordOf(name))
    }
  }
})

test('what comes later changes nothing that was said before', () => {
  const asked = questions(1000, 5, sharp)
  const other = [...asked.slice(0, 700), ...questions(300, 6, () => 0)]
  assert.deepEqual(run(other).told.slice(0, 700), run(asked).told.slice(0, 700))
})

test('nothing is said before the past was long enough, nor where looks are right too seldom', () => {
  const { told } = run(questions(900, 7, sharp))
  assert.ok(told.slice(0, 400).every(({ alerted }) => !alerted))
  assert.ok(told.some(({ alerted }) => alerted))
  const dull = run(questions(3500, 8, () => 0.75))
  assert.equal(dull.state.threshold, null)
  assert.ok(dull.told.every(({ alerted, falseAlarm }) => !alerted && !falseAlarm))
})

test('records and figures are counts of the cases in the window', () => {
  const { state, calibration } = run(questions(3500, 9, sharp))
  for (let path = 0; path < 9; path++) {
    const own = state.cases.filter((one) => one.path === `${path}.ts`)
    const right = own.filter(({ kind }) => kind === 'right').length
    assert.deepEqual(calibration.recordOf(`${path}.ts`), { right, wrong: own.length - right })
  }
  const threshold = state.threshold!
  const alerts = state.cases.filter(({ confidence, kind }) => kind !== 'false' && confidence >= threshold)
  const figures = figuresAt(state, threshold)
  assert.equal(figures.alerts, alerts.length)
  assert.ok(figures.right / figures.alerts >= 0.9)
  assert.deepEqual(calibration.expected(), figures)
})

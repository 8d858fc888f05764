import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_HOUR } from '@wakelore/kernel/clock'
import { makePast, makeRuledHistory, RULED_PARTS } from '../made-history.fixture.ts'
import type { ReplayCommit } from '../replay.ts'
import { adviseCheck } from './check.ts'
import { learnCheck, type CheckModel } from './check/learn.ts'

function learn(commits: readonly ReplayCommit[], begun?: CheckModel, isBot = () => false): CheckModel {
  const steps = learnCheck(makePast(commits), begun, isBot)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

function ask(commits: readonly ReplayCommit[], model: CheckModel, ...changed: string[]) {
  const history = makePast(commits)
  return adviseCheck(history, { changed, nowMs: commits.length * MS_PER_HOUR, model })
}

const PLANTED = makeRuledHistory(470)
const MODEL = learn(PLANTED)

test('a planted rule is learnt, and what breaks it is named with its evidence', () => {
  const { alerts, silence, calibration } = ask(PLANTED, MODEL, 'src/part7.ts')
  assert.deepEqual(
    alerts.map(({ path }) => path),
    ['snapshots/of-7.snap'],
  )
  assert.equal(silence, undefined)
  const touching = PLANTED.filter(({ paths }) => paths.includes('src/part7.ts'))
  const [alert] = alerts
  assert.deepEqual(
    [alert!.with, alert!.together, alert!.of, alert!.lastSha],
    ['src/part7.ts', touching.length, touching.length, touching.at(-1)!.sha],
  )
  const { atThreshold, precision, atTheTime, asOf } = calibration
  assert.ok(atThreshold!.right / atThreshold!.alerts >= 0.9 && precision!.low > 0.85)
  assert.ok(atTheTime.alerts > 10 && atTheTime.right / atTheTime.alerts >= 0.9)
  assert.ok(atTheTime.falseAlarms <= 0.01 * atTheTime.questions)
  assert.equal(asOf, PLANTED.at(-1)!.sha)
})

test('a complete change is met with silence', () => {
  const answers = Array.from({ length: RULED_PARTS }, (_, file) =>
    ask(PLANTED, MODEL, `src/part${file}.ts`, `snapshots/of-${file}.snap`),
  )
  assert.ok(answers.every(({ alerts, silence }) => alerts.length === 0 && silence === 'nothing-missing'))
  assert.equal(ask(PLANTED, MODEL).silence, 'nothing-changed')
  const many = Array.from({ length: 31 }, (_, file) => `new/part${file}.ts`)
  assert.equal(ask(PLANTED, MODEL, ...many).silence, 'too-many-files')
})

test('a history of chance is silent, whatever is asked', () => {
  const commits = makeRuledHistory(450, { isRuled: false })
  const model = learn(commits)
  assert.equal(model.calibration.threshold, null)
  assert.ok(model.calibration.cases.every(({ alerted }) => !alerted))
  for (let file = 0; file < RULED_PARTS; file++) {
    assert.equal(ask(commits, model, `src/part${file}.ts`).silence, 'uncertain-here')
  }
})

test('a young history is told apart from one that says nothing', () => {
  const commits = PLANTED.slice(0, 100)
  const { alerts, silence, calibration } = ask(commits, learn(commits), 'src/part7.ts')
  assert.deepEqual([alerts, silence], [[], 'young'])
  assert.ok(calibration.questions < 400)
})

test('learning commit by commit is learning in one go, and later commits change nothing before', () => {
  const commits = PLANTED.slice(0, 200)
  const whole = learn(commits)
  let model: CheckModel | undefined
  for (const length of [90, 91, 91, 170, 200]) {
    model = learn(commits.slice(0, length), model && (JSON.parse(JSON.stringify(model)) as CheckModel))
  }
  assert.deepEqual(model, whole)
  const otherwise = learn([...commits.slice(0, 180), ...makeRuledHistory(20, { isRuled: false })])
  const before = (one: CheckModel) => one.calibration.cases.filter(({ question }) => question < 180)
  assert.deepEqual(before(otherwise), before(whole))
})

test('learning that stops halfway goes on from there, says nothing until it is done, and learns the same', () => {
  const commits = PLANTED.slice(0, 200)
  const steps = learnCheck(makePast(commits), undefined, () => false)
  const step = steps.next()
  assert.ok(step.done === false && step.value.done < step.value.total)
  const half = JSON.parse(JSON.stringify(step.value.model())) as CheckModel
  const due = step.value.total - step.value.done
  const { alerts, silence } = adviseCheck(makePast(commits), {
    changed: ['src/part7.ts'],
    nowMs: 0,
    model: half,
    due,
  })
  assert.deepEqual([alerts, silence], [[], 'learning'])
  assert.deepEqual(learn(commits, half), learn(commits))
})

test('where nothing is new the model is the same one; of another version it is learnt anew', () => {
  const commits = PLANTED.slice(0, 80)
  const model = learn(commits)
  assert.equal(learn(commits, model), model)
  assert.deepEqual(learn(commits, { ...model, weights: [1] }), model)
})

test('commits by bots teach what belongs together, but nobody is told how often they were right', () => {
  const model = learn(PLANTED.slice(0, 80), undefined, () => true)
  assert.deepEqual(model.calibration, { questions: 0, cases: [], threshold: null })
  assert.deepEqual(model.ranker, learn(PLANTED.slice(0, 80)).ranker)
})

/**
 * What advice costs: a replay of a whole history, fitting to one, and one answer.
 * The quality on a made history only shows that nothing broke; on real ones
 * `wakelore score` measures it.
 */
import { adviseNext } from './advisor/next.ts'
import { learnCheck } from './advisor/check/learn.ts'
import { learnNext } from './advisor/next/learn.ts'
import { makeHistory, makePast } from './made-history.fixture.ts'
import { makeGrowingHistory } from './replay/growing-history.ts'
import { scoreHistory } from './score.ts'

/** Of 20,000 commits some 16,000 are asked about: more than in any history of that length that was tried. */
const COMMITS = { tiny: 300, full: 20_000 } as const

export async function bench(size: 'tiny' | 'full') {
  const commits = makeHistory(COMMITS[size])
  const history = makeGrowingHistory()
  for (const commit of commits) history.append(commit)
  const last = commits.at(-1)!
  const question = { changed: last.paths.slice(0, 1), nowMs: last.authoredAtMs, limit: 10 }

  const past = makePast(commits)
  const model = timed(() => learnNext(past))
  const advice = timed(() => adviseNext(history, { ...question, learnt: model.value.ranker }))
  const checkPast = makePast(commits)
  const calibrated = timed(() => finish(learnCheck(checkPast, undefined, () => false)))
  const score = timed(() => finish(scoreHistory(commits)))
  const { next, coChange } = score.value
  return [
    { name: 'replay and score', value: score.seconds, unit: 's', bar: '≤ 20' },
    { name: 'learn next from the beginning', value: model.seconds, unit: 's', bar: '≤ 0.7' },
    { name: 'calibrate check from the beginning', value: calibrated.seconds, unit: 's', bar: '≤ 6' },
    { name: 'one answer of next', value: advice.seconds * 1000, unit: 'ms', bar: '≤ 60' },
    {
      name: 'hit@5 of next',
      value: next.hitAt5,
      unit: 'share',
      against: { name: 'plain co-change', value: coChange.hitAt5 },
    },
  ]
}

function timed<T>(run: () => T): { value: T; seconds: number } {
  const start = performance.now()
  const value = run()
  return { value, seconds: (performance.now() - start) / 1000 }
}

function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

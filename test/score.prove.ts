/**
 * What `score` says of `next` and `check`, over histories that the caller names:
 *
 *   WAKELORE_PROVE_REPOS='/clones/curl /clones/vite …' npm run prove -- score
 *
 * `next` has to beat plain co-change on each and by six points on average; `check`, where
 * it speaks at all, to be right in 85 % of its alerts and to raise false ones on 1 % of
 * complete commits at most.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { LEAST_PRECISION, MOST_FALSE_ALARMS } from '@wakelore/assist/advisor/check/calibration'
import { scoreHistory, type Score } from '@wakelore/assist/score'
import { readReplayCommits } from '../tools/read-replay-commits.ts'

const VARIABLE = 'WAKELORE_PROVE_REPOS'
const LEAST_LEAD = 0.06

export async function prove(report: (line: string) => void): Promise<void> {
  const repositories = (process.env[VARIABLE] ?? '').split(/\s+/).filter(Boolean)
  assert.ok(repositories.length > 0, `name clones with a long history: ${VARIABLE}='PATH PATH …'`)
  for (const path of repositories) assert.ok(existsSync(path), `there is no ${path}`)
  report('                   hit@5            check')
  report('history     asked   next  co-ch.  spoke   right       false    rules: spoke   right       false')
  const leads: number[] = []
  for (const path of repositories) {
    const score = finish(scoreHistory(await readReplayCommits(path)))
    report(row(basename(path), score))
    const lead = score.next.hitAt5 - score.coChange.hitAt5
    leads.push(lead)
    assert.ok(lead > 0, `${path}: next doesn't beat plain co-change`)
    const { alerts, right, falseAlarms, questions } = score.check
    if (alerts === 0) continue
    assert.ok(right / alerts >= LEAST_PRECISION, `${path}: ${right} of ${alerts} alerts were right`)
    assert.ok(falseAlarms / questions <= MOST_FALSE_ALARMS, `${path}: ${falseAlarms} false alarms`)
  }
  const lead = leads.reduce((sum, one) => sum + one, 0) / leads.length
  report(`lead over plain co-change, on average: ${(100 * lead).toFixed(1)} points`)
  assert.ok(lead >= LEAST_LEAD)
}

function row(name: string, { queries, next, coChange, check }: Score): string {
  const share = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`)
  const alerts = ({ questions, alerts: count, right, falseAlarms }: typeof check.rules): string[] => [
    share(count, questions).padStart(7),
    `${share(right, count)} of ${count}`.padStart(14),
    share(falseAlarms, questions).padStart(7),
  ]
  return [
    name.padEnd(10),
    String(queries).padStart(6),
    ...[next, coChange].map(({ hitAt5 }) => share(hitAt5, 1).padStart(7)),
    ...alerts(check),
    '  ',
    ...alerts(check.rules),
  ].join(' ')
}

function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * Calibration: from which confidence on alerts are right often enough in this repository,
 * by what they would have been in its own past.
 *
 * Each past commit is asked twice before it is learnt: with one of its files held out,
 * where an alert is right if it names that file, and complete, where any alert is false.
 * The threshold is the lowest one at which, among the newest WINDOW_QUESTIONS, both
 * bounds hold: precision from below, false alarms on complete commits from above. It is
 * chosen anew every RECALIBRATED questions from the cases before, and each case remembers
 * whether an alert would have been raised at its own time: those figures nobody chose.
 *
 * Commits by bots teach the ranker; they aren't cases, since nobody asks before them.
 */
import { wilsonInterval } from '@wakelore/learning/evaluation'
import type { FileRecord } from './confidence.ts'

/** What was looked at in one of a question's two forms. */
export type LookedAt = { readonly path: string; readonly confidence: number }

/** JSON: everything that calibrating needs to go on. */
export type CalibrationState = {
  /** Questions asked so far. */
  readonly questions: number
  readonly cases: readonly CalibrationCase[]
  /** Null where none keeps the bounds. */
  readonly threshold: number | null
}

/** A look at something that stood out; where nothing did, there is no case. */
export type CalibrationCase = {
  /** Number of the question. */
  readonly question: number
  readonly path: string
  readonly confidence: number
  readonly kind: 'right' | 'wrong' | 'false'
  /** Whether it reached the threshold of its time. */
  readonly alerted: boolean
}

export type AlertFigures = {
  /** Questions, each asked in both forms. */
  readonly questions: number
  /** Of those with a file held out. */
  readonly alerts: number
  readonly right: number
  /** Of complete ones. */
  readonly falseAlarms: number
}

export type Calibration = {
  readonly take: (question: {
    readonly heldOut: LookedAt | undefined
    readonly isRight: boolean
    readonly complete: LookedAt | undefined
  }) => { readonly alerted: boolean; readonly falseAlarm: boolean }
  readonly recordOf: (path: string) => FileRecord
  /** What alerts from the threshold on were when it was chosen; undefined where there is none. */
  readonly expected: () => AlertFigures | undefined
  readonly state: () => CalibrationState
}

/** What is promised. */
export const LEAST_PRECISION = 0.85
export const MOST_FALSE_ALARMS = 0.01
/** What is asked of the past, which is kinder than the future: the threshold is the best of many. */
const CHOSEN_PRECISION = 0.9
export const WINDOW_QUESTIONS = 3000
/** With fewer, no false alarm at all is no proof that there are few. */
export const LEAST_QUESTIONS = 400
/** One-sided: 90 % for precision, 97.7 % for false alarms. */
const PRECISION_Z = 1.28
const FALSE_ALARM_Z = 2
/** Fewer alerts in the window are luck: in number, and of the questions. */
const LEAST_ALERTS = 30
const LEAST_SHARE = 0.03
const RECALIBRATED = 25
const CONFIDENCE_DIGITS = 4

const NO_RECORD: FileRecord = { right: 0, wrong: 0 }

export function makeCalibration(begun?: CalibrationState): Calibration {
  let questions = begun?.questions ?? 0
  let cases = [...(begun?.cases ?? [])]
  let threshold = begun?.threshold ?? null
  const records = new Map<string, { right: number; wrong: number }>()
  const count = ({ path, kind }: CalibrationCase, by: 1 | -1): void => {
    const record = records.get(path) ?? { ...NO_RECORD }
    if (kind === 'right') record.right += by
    else record.wrong += by
    records.set(path, record)
  }
  for (const one of cases) count(one, 1)
  let expected = threshold === null ? undefined : figuresAt({ questions, cases, threshold }, threshold)

  const add = (looked: LookedAt | undefined, kind: CalibrationCase['kind']): boolean => {
    if (looked === undefined) return false
    const confidence = Number(looked.confidence.toFixed(CONFIDENCE_DIGITS))
    const alerted = threshold !== null && confidence >= threshold
    const added = { question: questions, path: looked.path, confidence, kind, alerted }
    cases.push(added)
    count(added, 1)
    return alerted
  }

  return {
    take: ({ heldOut, isRight, complete }) => {
      const alerted = add(heldOut, isRight ? 'right' : 'wrong')
      const falseAlarm = add(complete, 'false')
      questions++
      if (questions % RECALIBRATED === 0) {
        const begin = questions - WINDOW_QUESTIONS
        for (const one of cases) if (one.question < begin) count(one, -1)
        cases = cases.filter((one) => one.question >= begin)
        threshold = chooseThreshold(cases, Math.min(questions, WINDOW_QUESTIONS))
        expected = threshold === null ? undefined : figuresAt({ questions, cases, threshold }, threshold)
      }
      return { alerted, falseAlarm }
    },
    recordOf: (path) => records.get(path) ?? NO_RECORD,
    expected: () => expected,
    state: () => ({ questions, cases, threshold }),
  }
}

/** The lowest confidence from which on the cases keep both bounds; null where none does. */
export function chooseThreshold(cases: readonly CalibrationCase[], questions: number): number | null {
  if (questions < LEAST_QUESTIONS) return null
  const falling = cases.toSorted((a, b) => b.confidence - a.confidence)
  let chosen: number | null = null
  let right = 0
  let alerts = 0
  let falseAlarms = 0
  for (const [at, { confidence, kind }] of falling.entries()) {
    if (kind === 'false') falseAlarms++
    else alerts++
    if (kind === 'right') right++
    if (falling[at + 1]?.confidence === confidence) continue
    if (
      alerts >= Math.max(LEAST_ALERTS, LEAST_SHARE * questions) &&
      wilsonInterval(right, alerts, PRECISION_Z).low >= CHOSEN_PRECISION &&
      wilsonInterval(falseAlarms, questions, FALSE_ALARM_Z).high <= MOST_FALSE_ALARMS
    ) {
      chosen = confidence
    }
  }
  return chosen
}

/** What alerts from `threshold` on would have been among the cases. */
export function figuresAt({ cases, questions }: CalibrationState, threshold: number): AlertFigures {
  return figures(cases, questions, ({ confidence }) => confidence >= threshold)
}

/** What was alerted at the cases' own time. */
export function figuresThen({ cases, questions }: CalibrationState): AlertFigures {
  return figures(cases, questions, ({ alerted }) => alerted)
}

function figures(
  cases: readonly CalibrationCase[],
  questions: number,
  isAlert: (one: CalibrationCase) => boolean,
): AlertFigures {
  const alerts = cases.filter(isAlert)
  const of = (kind: CalibrationCase['kind']): number => alerts.filter((one) => one.kind === kind).length
  return {
    questions: Math.min(questions, WINDOW_QUESTIONS),
    alerts: of('right') + of('wrong'),
    right: of('right'),
    falseAlarms: of('false'),
  }
}

/**
 * What was probably forgotten: an alert that is right as often as this repository's own
 * past promises, or silence.
 *
 * The first candidate of the ranking is an alert where its confidence
 * (`check/confidence.ts`) reaches the threshold that the past sets
 * (`check/calibration.ts`), and where the question is like those that were asked of it.
 */
import type { ChangeHistory, PersonNumber } from '@wakelore/knowledge/change-history'
import { wilsonInterval, type Interval } from '@wakelore/learning/evaluation'
import {
  LEAST_QUESTIONS,
  figuresAt,
  figuresThen,
  makeCalibration,
  type AlertFigures,
} from './check/calibration.ts'
import { lookAtFirst } from './check/confidence.ts'
import type { CheckModel } from './check/learn.ts'
import { makeNextRanker } from './next.ts'
import { makeCandidateFinder } from './next/features.ts'
import { makeExplainer, type Explanation } from './next/reasons.ts'

export type Alert = Explanation & { readonly path: string }

/**
 * Why nothing is said. `nothing-changed`; `learning`: past commits are still to be learnt; `too-many-files`: more than any question of the past;
 * `young`: too few past commits to tell; `uncertain-here`: no threshold is right often enough;
 * `nothing-missing`: no file stands out enough.
 */
export type Silence =
  'nothing-changed' | 'learning' | 'too-many-files' | 'young' | 'uncertain-here' | 'nothing-missing'

export type CheckAdvice = {
  readonly alerts: readonly Alert[]
  readonly silence: Silence | undefined
  readonly calibration: CheckCalibration
}

export type CheckCalibration = {
  /** Past commits that were asked. */
  readonly questions: number
  /** Log odds from which on it speaks; undefined where it never does. */
  readonly threshold: number | undefined
  /** What alerts from the threshold on would have been; undefined where there is none. */
  readonly atThreshold: AlertFigures | undefined
  /** 95 %, of the precision of those. */
  readonly precision: Interval | undefined
  /** What would have been said then, each time by the threshold of its time. */
  readonly atTheTime: AlertFigures
  readonly asOf: string
}

const TWO_SIDED_95_Z = 1.96
/** Past questions have no more files. */
const MOST_FILES = 30

export function adviseCheck(
  history: ChangeHistory,
  question: {
    /** As git writes paths, from the repository's root. */
    readonly changed: readonly string[]
    readonly nowMs: number
    readonly author?: PersonNumber | undefined
    readonly model: CheckModel
    /** Past commits that the model still has to learn. */
    readonly due?: number
  },
): CheckAdvice {
  const { changed, author, nowMs, model, due = 0 } = question
  const calibration = calibrationOf(model)
  const silent = (silence: Silence): CheckAdvice => ({ alerts: [], silence, calibration })
  if (changed.length === 0) return silent('nothing-changed')
  if (due > 0) return silent('learning')
  if (calibration.threshold === undefined) {
    return silent(calibration.questions < LEAST_QUESTIONS ? 'young' : 'uncertain-here')
  }
  const { find, facts } = makeCandidateFinder(history)
  const ranker = makeNextRanker(model.ranker)
  const candidates = find({ changed, author, nowMs })
  if (candidates.evidence.sources.length > MOST_FILES) return silent('too-many-files')
  const { recordOf } = makeCalibration(model.calibration)
  const looked = lookAtFirst(history, candidates, ranker.score(candidates), (file) =>
    recordOf(history.path(file)),
  )
  if (looked === undefined || looked.confidence < calibration.threshold) return silent('nothing-missing')
  const explain = makeExplainer({ history, facts, ranker, candidates, author, nowMs })
  return {
    alerts: [{ path: history.path(looked.file), ...explain(looked.row) }],
    silence: undefined,
    calibration,
  }
}

function calibrationOf({ calibration, taken }: CheckModel): CheckCalibration {
  const threshold = calibration.threshold ?? undefined
  const atThreshold = threshold === undefined ? undefined : figuresAt(calibration, threshold)
  const atTheTime = figuresThen(calibration)
  return {
    questions: atTheTime.questions,
    threshold,
    atThreshold,
    precision: atThreshold && wilsonInterval(atThreshold.right, atThreshold.alerts, TWO_SIDED_95_Z),
    atTheTime,
    asOf: taken.asOf,
  }
}

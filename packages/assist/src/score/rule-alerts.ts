/**
 * What an alert of `check` has to beat: association rules ("of the commits that touched
 * a, at least this share, and at least so many, touched b"), with the least support and
 * confidence that served best in this repository's own past, by the same bounds.
 *
 * The rule that is surest speaks. Each support is calibrated by itself, its confidence
 * being the threshold; the one that would have spoken most often is the one that speaks.
 */
import type { ChangeHistory, FileNumber } from '@wakelore/knowledge/change-history'
import { makeCalibration, type LookedAt } from '../advisor/check/calibration.ts'
import { isLockFile } from '../lock-files.ts'

const SUPPORTS = [2, 3, 5, 8, 12, 20]
/** Less never keeps the bounds. */
const LEAST_CONFIDENCE = 0.5

export type RuleAlerts = {
  /** Both forms of a question: which alerts were raised, before it is learnt. */
  readonly take: (question: {
    readonly complete: readonly FileNumber[]
    readonly changed: readonly FileNumber[]
    readonly heldOut: FileNumber | undefined
  }) => { readonly alert: 'right' | 'wrong' | undefined; readonly falseAlarm: boolean }
}

type Rule = { readonly file: FileNumber; readonly confidence: number }

export function makeRuleAlerts(history: ChangeHistory): RuleAlerts {
  const calibrations = SUPPORTS.map(() => makeCalibration())
  const surest = makeSurest(history)
  const look = (rule: Rule | undefined): LookedAt | undefined =>
    rule && { path: history.path(rule.file), confidence: rule.confidence }

  return {
    take: ({ complete, changed, heldOut }) => {
      let chosen = -1
      for (const [at, { expected }] of calibrations.entries()) {
        if ((expected()?.alerts ?? 0) > (calibrations[chosen]?.expected()?.alerts ?? 0)) chosen = at
      }
      const ofComplete = surest(complete)
      const ofChanged = surest(changed)
      const taken = calibrations.map((calibration, at) => ({
        isRight: ofChanged[at]?.file === heldOut,
        ...calibration.take({
          heldOut: look(ofChanged[at]),
          isRight: ofChanged[at]?.file === heldOut,
          complete: look(ofComplete[at]),
        }),
      }))
      const { alerted, falseAlarm, isRight } = taken[chosen] ?? {
        alerted: false,
        falseAlarm: false,
        isRight: false,
      }
      return { alert: alerted ? (isRight ? 'right' : 'wrong') : undefined, falseAlarm }
    },
  }
}

/** By each support the surest rule about a living file that hasn't changed. */
function makeSurest(history: ChangeHistory): (changed: readonly FileNumber[]) => (Rule | undefined)[] {
  const supports: number[] = []
  const met: FileNumber[] = []
  return (changed) => {
    const isChanged = new Set(changed)
    const best: (Rule | undefined)[] = SUPPORTS.map(() => undefined)
    for (const source of changed) {
      const commits = history.commitsOf(source)
      for (const commit of commits) {
        for (const file of history.filesOf(commit)) {
          const support = supports[file] ?? 0
          if (support === 0) met.push(file)
          supports[file] = support + 1
        }
      }
      const least = Math.max(SUPPORTS[0]!, LEAST_CONFIDENCE * commits.length)
      for (const file of met) {
        const support = supports[file]!
        supports[file] = 0
        if (support < least || isChanged.has(file) || !history.isAlive(file)) continue
        if (isLockFile(history.path(file))) continue
        const confidence = support / commits.length
        for (const [at, enough] of SUPPORTS.entries()) {
          if (support >= enough && confidence > (best[at]?.confidence ?? 0)) best[at] = { file, confidence }
        }
      }
      met.length = 0
    }
    return best
  }
}

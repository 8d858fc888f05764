/**
 * What was probably forgotten, in a sentence or two. Silence is silent, but for a person
 * at a terminal where it never speaks, or not yet: they are told why, since no news would
 * be taken for good news.
 */
import type { z } from 'zod'
import type { check } from '@wakelore/server/operation/check'
import { sections, type RenderContext } from '../render.ts'
import { count, paint, pathText, percent, printable, shortSha, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof check.output>
type Alert = Answer['alerts'][number]

export function renderCheck(answer: Answer, { width }: RenderContext): string {
  if (answer.alerts.length === 0) {
    return Number.isFinite(width) ? paint('dim', wrapWords(whySilent(answer), width)) : ''
  }
  const told = answer.alerts.map((alert) =>
    [
      emboldened(
        pathText(alert.path),
        wrapWords(`${pathText(alert.path)} ${changesWith(alert, answer.changed)}`, width),
      ),
      ...(alert.isChanged ? ['It has changed in the worktree, but isn’t staged.'] : []),
    ].join('\n'),
  )
  return sections(...told, paint('dim', wrapWords(trust(answer), width)))
}

function emboldened(start: string, text: string): string {
  return text.startsWith(start) ? paint('bold', start) + text.slice(start.length) : text
}

function changesWith(
  { together, of, lastCommit, with: companion, reasons }: Alert,
  changed: readonly string[],
): string {
  if (companion === null || lastCommit === null) {
    return `probably belongs to ${changed.length === 1 ? 'this' : 'these'}: ${printable(reasons.join(', '))}.`
  }
  const which = changed.length === 1 ? 'this' : `these, most reliably with ${pathText(companion)}`
  return `${together >= of / 2 ? 'usually' : 'often'} changes with ${which} (${together} of ${count(of, 'time')}, last in ${shortSha(lastCommit)}).`
}

function trust({ calibration: { precision, atThreshold } }: Answer): string {
  if (precision === null || atThreshold === null) return ''
  return `Here such alerts were right in ${percent(precision.share)} of ${count(atThreshold.alerts, 'past case')}.`
}

/** Empty where silence is an answer. */
function whySilent({ silence, calibration: { commits, due } }: Answer): string {
  if (silence === 'learning') {
    return `check is still learning this repository’s past: ${count(due, 'commit')} to go. The next call goes on.`
  }
  if (silence === 'young') {
    return (
      `check never speaks here yet: ${count(commits, 'past commit')} of several files ` +
      `${commits === 1 ? 'is' : 'are'} too few to tell how often it would be right; it takes 400.`
    )
  }
  if (silence === 'uncertain-here') {
    return (
      `check never speaks here: in none of its ways would it have been right often enough on this repository’s ` +
      `last ${count(commits, 'commit')} of several files. \`wakelore next\` ranks instead.`
    )
  }
  return ''
}

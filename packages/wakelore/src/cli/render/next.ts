import type { z } from 'zod'
import type { next } from '@wakelore/server/operation/next'
import { sections, type RenderContext } from '../render.ts'
import { count, displayWidth, fit, padEnd, paint, pathText, printable } from '../terminal.ts'

type Answer = z.output<typeof next.output>

const MAX_PATH_COLUMNS = 60
const CHANGED_SHOWN = 5

export function renderNext(answer: Answer, context: RenderContext): string {
  if (answer.changed.length === 0) {
    return sections(
      'Nothing has changed here.',
      `Name files to ask about them: ${paint('cyan', `wakelore next src/a.ts${context.repoHint}`)}`,
    )
  }
  const note = answer.note === undefined ? '' : paint('dim', printable(answer.note))
  if (answer.suggestions.length === 0) {
    return sections(header(answer), 'Nothing in this history says that anything else should change.', note)
  }
  const width = Math.min(
    context.width <= 2 * MAX_PATH_COLUMNS ? Math.floor(context.width / 2) : context.width - MAX_PATH_COLUMNS,
    Math.max(...answer.suggestions.map((one) => displayWidth(pathText(one.path)))),
  )
  const rows = answer.suggestions.map((one, index) => {
    const reasons = one.reasons.map((reason) => printable(withoutOnly(answer.changed, reason))).join(' · ')
    return (
      `${String(index + 1).padStart(3)}  ${padEnd(fit(pathText(one.path), width, 'end'), width)}  ` +
      paint('dim', fit(reasons, Math.max(24, context.width - width - 7)))
    )
  })
  return sections(header(answer), rows.join('\n'), note)
}

/** The reason without the changed file, where there is only one: the header names it. */
function withoutOnly(changed: readonly string[], reason: string): string {
  const [only] = changed
  return changed.length > 1 || only === undefined
    ? reason
    : reason.replaceAll(new RegExp(` (with|as|of) ("?)${RegExp.escape(only)}\\2`, 'g'), '')
}

function header(answer: Answer): string {
  const shown = answer.changed.slice(0, CHANGED_SHOWN).map(pathText)
  const rest = answer.changed.length - shown.length
  return (
    paint('bold', 'Probably still to change') +
    paint('dim', ` with ${shown.join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`)
  )
}

import type { z } from 'zod'
import type { next } from '@wakelore/server/operation/next'
import { bar } from '../chart.ts'
import { sections, type RenderContext } from '../render.ts'
import { layOut, type Column } from '../table.ts'
import {
  count,
  displayWidth,
  fit,
  padEnd,
  paint,
  pathText,
  percent,
  printable,
  shortSha,
  wrapWords,
} from '../terminal.ts'

type Answer = z.output<typeof next.output>

type Suggestion = Answer['suggestions'][number]
type Model = NonNullable<Answer['model']>

const MAX_PATH_COLUMNS = 60
const CHANGED_SHOWN = 5
const CARRIED_SHOWN = 4
const CARRIED_INDENT = ' '.repeat(5)
const LEAST_CARRIED = 0.1
/** With fewer commits, one more or less moves every figure by points. */
const FEWEST_TELLING = 30
const BAR_COLUMNS = 16
const PROSE_COLUMNS = 100

const FAMILY_NAMES = {
  together: 'changed together',
  similar: 'similar changes',
  activity: 'worked on lately',
  author: 'your own work',
  directory: 'changes with the directory',
  path: 'names and places',
} satisfies Record<Model['families'][number]['family'], string>

export function renderNext(answer: Answer, context: RenderContext): string {
  const model = answer.model === undefined ? '' : renderModel(answer.model, context.width)
  if (answer.changed.length === 0) {
    return sections(
      'Nothing has changed here.',
      `Name files to ask about them: ${paint('cyan', `wakelore next src/a.ts${context.repoHint}`)}`,
      model,
    )
  }
  const note = answer.note === undefined ? '' : paint('dim', printable(answer.note))
  if (answer.suggestions.length === 0) {
    return sections(
      header(answer),
      'Nothing in this history says that anything else should change.',
      note,
      model,
    )
  }
  const width = Math.min(
    context.width <= 2 * MAX_PATH_COLUMNS ? Math.floor(context.width / 2) : context.width - MAX_PATH_COLUMNS,
    Math.max(...answer.suggestions.map((one) => displayWidth(pathText(one.path)))),
  )
  const rows = answer.suggestions.map((one, index) => {
    const reasons = one.reasons.map((reason) => printable(withoutOnly(answer.changed, reason))).join(' · ')
    return (
      `${String(index + 1).padStart(3)}  ${padEnd(fit(pathText(one.path), width, 'end'), width)}  ` +
      paint('dim', fit(reasons, Math.max(24, context.width - width - 7))) +
      carriedText(one, context.width)
    )
  })
  return sections(header(answer), rows.join('\n'), note, model)
}

/** What moved a suggestion's score, on a line of its own. */
function carriedText({ carried }: Suggestion, width: number): string {
  if (carried === undefined) return ''
  const parts = carried.filter(({ by }) => Math.abs(by) >= LEAST_CARRIED).slice(0, CARRIED_SHOWN)
  const text = parts.map(({ family, by }) => `${FAMILY_NAMES[family]} ${signed(by)}`).join(' · ')
  return text === '' ? '' : `\n${CARRIED_INDENT}${paint('dim', fit(text, width - CARRIED_INDENT.length))}`
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
}

/** What the model weighs here, against what it weighed before it knew this repository. */
function renderModel(model: Model, width: number): string {
  const { families, learnt, trial, asOf } = model
  if (asOf === null || trial === null) {
    return folded(
      'This history has no commit of 2 to 30 files yet: the weights are those that it begins everywhere with.',
      width,
    )
  }
  const most = Math.max(...families.map(({ here }) => here))
  const columns: Column[] = [
    { head: '', align: 'left', cells: families.map(({ family }) => FAMILY_NAMES[family]) },
    { head: 'here', align: 'right', cells: families.map(({ here }) => percent(here)) },
    { head: 'at first', align: 'right', cells: families.map(({ before }) => percent(before)) },
    { head: '', align: 'left', cells: families.map(({ here }) => bar(here / most, BAR_COLUMNS)) },
  ]
  const upTo = `Learnt from ${count(learnt, 'commit')} up to ${shortSha(asOf)}`
  return sections(
    families.length === 0
      ? ''
      : layOut(columns, paint('bold', 'What tells suggestions apart'), 0, families.length),
    [
      learnt < FEWEST_TELLING
        ? `${upTo}: nearly the weights that it begins everywhere with.`
        : `${upTo}. Each was asked before it was learnt, one file held out: it was among the first five in ` +
          `${percent(trial.hitAt5)}, and in ${percent(trial.priorHitAt5)} by the weights that it began with.`,
      'A suggestion’s numbers say what moved its score: +1 makes it 2.7 times as likely as the average candidate, +2 makes it 7 times.',
    ]
      .map((line) => paint('dim', folded(line, width)))
      .join('\n'),
  )
}

function folded(text: string, width: number): string {
  return wrapWords(text, Math.min(width, PROSE_COLUMNS))
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

/**
 * Couplings as pairs of lines: two files and, beneath them, how often, how surely either way,
 * and when. Paths tell too much of the story to be cut for columns beside them.
 */
import type { z } from 'zod'
import type { couplings } from '@wakelore/server/operation/couplings'
import { sparkline } from '../chart.ts'
import { hintPath, standsIn } from '../hint-path.ts'
import { periodText } from '../period-text.ts'
import { sections, type RenderContext } from '../render.ts'
import {
  ago,
  count,
  displayWidth,
  fit,
  padEnd,
  paint,
  pathText,
  percent,
  printable,
  shortSha,
  wrap,
  wrapWords,
} from '../terminal.ts'

type Answer = z.output<typeof couplings.output>
type Pair = Answer['pairs'][number]

const INDENT = '  '
const GAP = '  '
const MIN_PATH_COLUMNS = 8
const TREND_MARK = { growing: '↑', fading: '↓', none: ' ' } as const
const EXPLANATION: Readonly<Record<NonNullable<Pair['explanation']>, string>> = {
  'same-name': 'same name',
  'kin-name': 'kindred names',
  'same-directory': 'same directory',
  'same-module': 'same module',
}

export function renderCouplings(answer: Answer, context: RenderContext): string {
  return sections(
    header(answer, context),
    answer.pairs.length === 0 ? nothing(answer, context) : pairs(answer, context),
    modulePairs(answer, context),
    answer.notes.map((note) => wrapWords(printable(note), context.width)).join('\n'),
    hints(answer, context),
  )
}

function header(answer: Answer, { width }: RenderContext): string {
  const { repository, path, commits, pairs } = answer
  const title =
    path === ''
      ? `What changes together in ${printable(repository.name)}`
      : `What changes with ${pathText(path)}`
  return [
    wrap(
      [
        paint('bold', fit(title, width, path === '' ? 'start' : 'end')),
        ...(commits === 0 ? [] : [paint('dim', periodText(answer))]),
      ],
      ' · ',
      width,
    ),
    ...(pairs.length === 0
      ? []
      : [
          paint(
            'dim',
            wrapWords(
              'a ⇄ b: when the first changes, how often the second does too, and the other way round; ↑ growing, ↓ fading.',
              width,
            ),
          ),
        ]),
  ].join('\n')
}

function nothing({ commits, path, from }: Answer, { width }: RenderContext): string {
  const text =
    commits === 0
      ? `No commit since ${from.slice(0, 'yyyy-mm-dd'.length)} counts.`
      : path === ''
        ? 'No two files change together more than chance and their names explain: `--all` shows those that are explained.'
        : 'Nothing changes with it more than chance would have it.'
  return wrapWords(text, width)
}

function pairs(answer: Answer, context: RenderContext): string {
  const evidence = answer.pairs.map((pair) => cells(pair, context))
  const widths = evidence[0]!.map((_, column) =>
    Math.max(...evidence.map((row) => displayWidth(row[column]!))),
  )
  return answer.pairs
    .map((pair, row) => {
      const aligned = evidence[row]!.map((cell, column) =>
        column === 0 ? padEnd(cell, widths[column]!) : cell.padStart(widths[column]!),
      )
      const [spark = '', ...rest] = aligned
      return `${names(pair, answer, context)}\n${INDENT}${paint('cyan', spark)}${GAP}${paint('dim', rest.join(GAP))}`
    })
    .join('\n')
}

function cells(pair: Pair, { nowMs }: RenderContext): string[] {
  const [ab = 0, ba = 0] = pair.confidence
  return [
    sparkline(pair.perPart) + TREND_MARK[pair.trend.verdict],
    `${count(pair.together)} times`,
    `${percent(ab)} ⇄ ${percent(ba).padStart(5)}`,
    `${pair.lift < 10 ? pair.lift.toFixed(1) : count(pair.lift)} × chance`,
    `${ago(Date.parse(pair.lastAt), nowMs)} ${shortSha(pair.lastCommit)}`,
  ]
}

function names(pair: Pair, { path }: Answer, { width }: RenderContext): string {
  const [a = '', b = ''] = pair.paths
  const why = pair.explanation === null ? '' : ` · ${EXPLANATION[pair.explanation]}`
  const shown = (a === path ? [b] : [a, b]).map(pathText)
  const room = width - displayWidth(why)
  const most = Math.max(MIN_PATH_COLUMNS, Math.floor((room - 3 * (shown.length - 1)) / shown.length))
  const isLong = displayWidth(shown.join(' ↔ ')) > room
  const fitted = isLong ? shown.map((name) => fit(name, most, 'end')) : shown
  return fitted.join(` ${paint('dim', '↔')} `) + paint('dim', why)
}

function modulePairs({ modulePairs, path }: Answer, { width }: RenderContext): string {
  if (modulePairs.length === 0 || path !== '') return ''
  return [
    paint('bold', 'Modules that change together'),
    ...modulePairs.slice(0, 5).map(({ modules, together, counts, lift }) => {
      const names = modules.map((module) => pathText(module === '' ? '(root)' : module)).join(' ↔ ')
      const evidence = `${count(together)} of ${count(counts[0] ?? 0)} times, ${lift.toFixed(1)} × chance`
      return wrap([`${INDENT}${names}`, paint('dim', evidence)], '  ', width)
    }),
  ].join('\n')
}

function hints(answer: Answer, context: RenderContext): string {
  const [first] = answer.pairs
  if (first === undefined) return ''
  const root = answer.repository.path
  const repo = standsIn(root, context.cwd) ? '' : context.repoHint
  const other = first.paths[answer.path === first.paths[0] ? 1 : 0] ?? ''
  return [
    `git show ${shortSha(first.lastCommit)}`,
    `wakelore couplings ${hintPath(other, root, context.cwd)}${repo}`,
    `wakelore couplings --svg${repo} > couplings.svg`,
  ]
    .map((command) => paint('cyan', command))
    .join('\n')
}

/**
 * Hot files as a table: heat with a bar, the two numbers that it is made of, the period as a
 * sparkline, how much of the change was mending, and whose knowledge is at risk. Columns that
 * a narrow terminal has no room for are left out, the least telling first.
 */
import type { z } from 'zod'
import type { hot } from '@wakelore/server/operation/hot'
import { bar, sparkline } from '../chart.ts'
import { hintPath, standsIn } from '../hint-path.ts'
import { periodText } from '../period-text.ts'
import { sections, type RenderContext } from '../render.ts'
import { layOut, tableWidth, type Column } from '../table.ts'
import { count, fit, paint, pathText, percent, printable, wrap, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof hot.output>
type HotFile = Answer['files'][number]

const BAR_COLUMNS = 5
const LEAST_PATH_COLUMNS = 22
/** How many of the columns below can be left out. */
const LAST_DROPPED = 6
const RED_HEAT = 66
const YELLOW_HEAT = 33

export function renderHot(answer: Answer, context: RenderContext): string {
  return sections(
    header(answer, context),
    answer.files.length === 0 ? nothing(answer, context) : table(answer, context),
    remarks(answer, context),
    hints(answer, context),
  )
}

function header(answer: Answer, { width }: RenderContext): string {
  const { repository, path, commits } = answer
  const title = `Hot in ${printable(repository.name)}${path === '' ? '' : `, ${pathText(path)}`}`
  const period = commits === 0 ? [] : [periodText(answer)]
  return [
    wrap([paint('bold', fit(title, width)), ...period.map((text) => paint('dim', text))], ' · ', width),
    ...(answer.files.length === 0
      ? []
      : [
          paint(
            'dim',
            wrapWords(
              'Heat is √(churn × indent): how often, the latest commits counting most, times how deeply nested. The hottest is 100.',
              width,
            ),
          ),
        ]),
  ].join('\n')
}

function nothing({ commits, leftOut, path, from }: Answer, { width }: RenderContext): string {
  const kept = Object.values(leftOut).reduce((sum, files) => sum + files, 0)
  if (commits === 0) {
    const since = from.slice(0, 'yyyy-mm-dd'.length)
    return wrapWords(
      `No commit since ${since} counts: nothing here is hot. Without \`--since\` it is the year up to the newest commit.`,
      width,
    )
  }
  const where = path === '' ? 'No file' : `Nothing at ${pathText(path)}`
  return wrapWords(
    kept > 0
      ? `${where} that people wrote and that is nested at all changed in this period.`
      : `${where} that is nested at all changed in this period: \`--since\` looks further back.`,
    width,
  )
}

function table(answer: Answer, { width }: RenderContext): string {
  let dropped = 0
  const fitting = (pathColumns: number): Column[] =>
    columnsOf(answer.files, pathColumns).filter(
      ({ cells, dropped: level = Infinity }) => level > dropped && cells.some((cell) => cell !== ''),
    )
  while (dropped < LAST_DROPPED && tableWidth(fitting(LEAST_PATH_COLUMNS)) > width) dropped++
  const spare = Math.max(0, width - tableWidth(fitting(LEAST_PATH_COLUMNS)))
  return layOut(fitting(LEAST_PATH_COLUMNS + spare), 'heat', 0, answer.files.length)
}

function columnsOf(files: readonly HotFile[], pathColumns: number): Column[] {
  const right = (head: string, cell: (file: HotFile) => string, dropped?: number): Column => ({
    head,
    cells: files.map(cell),
    align: 'right',
    ...(dropped === undefined ? {} : { dropped }),
  })
  return [
    right('heat', ({ heat }) => heat.toFixed(0)),
    {
      head: '',
      cells: files.map(({ heat }) => bar(heat / 100, BAR_COLUMNS)),
      align: 'left',
      dropped: 4,
      style: (cell, row) => paint(heatStyle(files[row]!.heat), cell),
    },
    {
      head: 'file',
      cells: files.map(({ path }) => fit(pathText(path), pathColumns, 'end')),
      align: 'left',
    },
    right('churn', ({ churn }) => churn.toFixed(1)),
    {
      head: 'commits',
      cells: files.map(({ perPart, trend }) => sparkline(perPart) + trendMark(trend.verdict)),
      align: 'left',
      dropped: 3,
      style: (cell) => paint('cyan', cell),
    },
    right('indent', ({ complexity }) => count(complexity.total)),
    right('grew', ({ complexity }) => growth(complexity), 2),
    right('fixes', ({ fixes }) => (fixes.share === null ? '' : percent(fixes.share)), 5),
    right('people', ({ people }) => count(people), 1),
    {
      head: 'risk',
      cells: files.map(({ isAtRisk }) => (isAtRisk ? '!' : '')),
      align: 'left',
      dropped: 6,
      style: (cell) => paint('yellow', cell),
    },
  ]
}

function heatStyle(heat: number): 'red' | 'yellow' | 'green' {
  return heat >= RED_HEAT ? 'red' : heat >= YELLOW_HEAT ? 'yellow' : 'green'
}

function trendMark(verdict: HotFile['trend']['verdict']): string {
  return verdict === 'rising' ? '↑' : verdict === 'falling' ? '↓' : ' '
}

function growth({ total, before }: HotFile['complexity']): string {
  if (before === null || before === 0) return ''
  const change = total / before - 1
  if (change >= 1) return `× ${(change + 1).toFixed(change < 9 ? 1 : 0)}`
  return Math.abs(change) < 0.005 ? '·' : `${change > 0 ? '+' : '−'}${percent(Math.abs(change))}`
}

const LEFT_OUT: Readonly<Record<keyof Answer['leftOut'], readonly [string, string]>> = {
  'lock-file': ['lock file', 'lock files'],
  vendored: ['vendored', 'vendored'],
  generated: ['generated', 'generated'],
  data: ['of data', 'of data'],
  prose: ['of prose', 'of prose'],
  binary: ['binary', 'binary'],
  large: ['larger than 1 MiB', 'larger than 1 MiB'],
  missing: ['not readable in this clone', 'not readable in this clone'],
}

function remarks({ files, leftOut, notes }: Answer, { width }: RenderContext): string {
  const atRisk = files.filter(({ isAtRisk }) => isAtRisk).length
  const parts = Object.entries(leftOut)
    .filter(([, kept]) => kept > 0)
    .map(([reason, kept]) => count(kept, ...LEFT_OUT[reason as keyof typeof LEFT_OUT]))
  return [
    ...(atRisk === 0
      ? []
      : ['! at risk: one person holds most of the knowledge about it and has gone quiet.']),
    ...(parts.length === 0 ? [] : [`Left out of the files that changed as much: ${parts.join(', ')}.`]),
    ...notes.map(printable),
  ]
    .map((line) => paint('dim', wrapWords(line, width)))
    .join('\n')
}

function hints(answer: Answer, context: RenderContext): string {
  const root = answer.repository.path
  const repo = standsIn(root, context.cwd) ? '' : context.repoHint
  const [hottest] = answer.files
  if (hottest === undefined) return ''
  const path = hintPath(hottest.path, root, context.cwd)
  return [
    `wakelore couplings ${path}${repo}`,
    `wakelore who ${path}${repo}`,
    `wakelore hot --svg${repo} > hot.svg`,
  ]
    .map((command) => paint('cyan', command))
    .join('\n')
}

/**
 * Where time goes with git, builds and tests, as two tables: what you wait for, and what tools run by
 * themselves. A bar shows each row's share, a small histogram how its durations spread.
 * Columns that a narrow terminal has no room for are left out, the least telling first.
 */
import type { z } from 'zod'
import { MS_PER_DAY, MS_PER_HOUR } from '@wakelore/kernel/clock'
import type { waiting } from '@wakelore/server/operation/waiting'
import { duration } from '../duration.ts'
import { bar, sparkline } from '../chart.ts'
import { sections, type RenderContext } from '../render.ts'
import { layOut, tableWidth, type Column } from '../table.ts'
import { clockTime, count, fit, paint, percent, printable, wrap } from '../terminal.ts'

type Answer = z.output<typeof waiting.output>
type Row = Answer['rows'][number]

const LEAST_BAR_COLUMNS = 4
const MOST_BAR_COLUMNS = 10
const LEAST_NAME_COLUMNS = 14
const MOST_NAME_COLUMNS = 36
/** How many of the columns below can be left out. */
const LAST_DROPPED = 8
/** From so many on a period is told in days. */
const TELLING_DAYS = 2

export function renderWaiting(answer: Answer, context: RenderContext): string {
  const { rows } = answer
  const notes = [change(answer, context.width), losses(answer), omitted(answer)].filter((note) => note !== '')
  return sections(
    header(answer, context),
    ...(rows.length === 0
      ? [nothing(answer, context)]
      : [...tables(answer, context), notes.map((note) => folded(note, context.width)).join('\n')]),
  )
}

function header(answer: Answer, { nowMs, width }: RenderContext): string {
  const where =
    answer.repository === null ? 'all repositories' : fit(printable(nameOf(answer.repository)), width)
  const total = ({ runs, failed, totalMs }: Answer['you'], who: string): string[] =>
    runs === 0
      ? []
      : [
          `${duration(totalMs)} in ${count(runs, 'command')} by ${who}${failed > 0 ? `, ${count(failed)} failed` : ''}`,
        ]
  return [
    wrap(
      [
        paint('bold', `Waiting for ${what(answer)} since ${clockTime(answer.from, nowMs)}`),
        paint('dim', where),
      ],
      ' · ',
      width,
    ),
    ...(answer.rows.length === 0
      ? []
      : [folded(wrap([...total(answer.you, 'you'), ...total(answer.tools, 'tools')], ' · ', width), width)]),
  ].join('\n')
}

/** What the rows are of. */
function what({ rows }: Answer): string {
  const words = [
    ...(rows.length === 0 || rows.some((row) => row.class === 'git') ? ['git'] : []),
    ...(rows.some((row) => row.class === 'build') ? ['builds'] : []),
    ...(rows.some((row) => row.class === 'test') ? ['tests'] : []),
    ...(rows.some((row) => row.class === 'other') ? ['other commands'] : []),
  ]
  return [words.slice(0, -1).join(', '), words.at(-1)].filter((part) => part !== '').join(' and ')
}

function nothing(answer: Answer, { nowMs, width }: RenderContext): string {
  const { recordedSince, repository, from } = answer
  const ofWhich = repository === null ? '' : ' in this repository'
  const text =
    recordedSince === null
      ? `No command was recorded${ofWhich} yet: \`wakelore on\` turns that on for git, \`wakelore run\` records a build or test run, \`wakelore status\` says what is on.`
      : Date.parse(recordedSince) >= Date.parse(from)
        ? 'Nothing of what was recorded in this time was waited for: `wakelore log --kind git.command` lists it.'
        : `No command was recorded${ofWhich} in this time; the first one that is stored is of ${clockTime(recordedSince, nowMs)}. ` +
          '`wakelore status` says what is on.'
  return folded(text, width)
}

/** Lines of words, none wider than the terminal. */
function folded(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrap(line.split(' '), ' ', width))
    .join('\n')
}

function nameOf({ id, name }: { readonly id: string; readonly name: string | null }): string {
  return name ?? id.slice(0, 8)
}

/** A table for each starter, their columns in line with each other. */
function tables(answer: Answer, { width }: RenderContext): string[] {
  const starters = (['you', 'tools'] as const).map((by) => ({
    by,
    rows: answer.rows.filter((row) => row.startedBy === by),
  }))
  const rows = starters.flatMap((starter) => starter.rows)
  let level = 0
  const fitting = (barColumns: number): Column[] =>
    columnsOf(answer, rows, width, barColumns).filter(
      ({ cells, dropped = Infinity }) => dropped > level && cells.some((cell) => cell !== ''),
    )
  while (level < LAST_DROPPED && tableWidth(fitting(LEAST_BAR_COLUMNS)) > width) level++
  const spare = Math.max(0, width - tableWidth(fitting(LEAST_BAR_COLUMNS)))
  const columns = fitting(Math.min(MOST_BAR_COLUMNS, LEAST_BAR_COLUMNS + spare))
  let from = 0
  return starters.flatMap(({ by, rows }) => {
    const first = from
    from += rows.length
    return rows.length === 0 ? [] : [layOut(columns, by, first, from)]
  })
}

function columnsOf(answer: Answer, rows: readonly Row[], width: number, barColumns: number): Column[] {
  const nameColumns = Math.max(LEAST_NAME_COLUMNS, Math.min(MOST_NAME_COLUMNS, Math.floor(width / 4)))
  const right = (head: string, cell: (row: Row) => string, dropped?: number): Column => ({
    head,
    cells: rows.map(cell),
    align: 'right',
    ...(dropped === undefined ? {} : { dropped }),
  })
  return [
    {
      head: '',
      cells: rows.map(({ command, repository }) =>
        fit(
          printable(answer.repository === null ? `${command} ${nameOf(repository)}` : command),
          Number.isFinite(width) ? nameColumns : Infinity,
        ),
      ),
      align: 'left',
    },
    right('time', ({ totalMs }) => duration(totalMs)),
    {
      head: '',
      cells: rows.map(({ share }) => bar(share, barColumns)),
      align: 'left',
      dropped: 7,
      style: (cell) => paint('cyan', cell),
    },
    right('share', ({ share }) => percent(share), 3),
    right('runs', ({ runs }) => count(runs)),
    right('failed', ({ failed }) => (failed === 0 ? '' : count(failed)), 4),
    right('median', ({ medianMs }) => duration(medianMs)),
    right('p95', ({ p95Ms }) => duration(p95Ms), 6),
    right('longest', ({ longestMs }) => duration(longestMs), 1),
    {
      head: histogramHead(answer.histogramMs),
      cells: rows.map(({ histogram }) => sparkline(histogram)),
      align: 'left',
      dropped: 5,
    },
    {
      head: 'change',
      cells: rows.map(({ change }) => (change.verdict === 'too_few' ? '' : change.verdict)),
      align: 'left',
      dropped: 8,
      style: (cell, row) => paint(changeStyle(rows[row]!), cell),
    },
    right('', (row) => (isChanged(row) ? `× ${(row.change.ratio ?? 0).toFixed(1)}` : ''), 2),
  ]
}

function isChanged({ change }: Row): boolean {
  return change.verdict === 'slower' || change.verdict === 'faster'
}

function changeStyle({ change }: Row): 'red' | 'green' | 'dim' {
  return change.verdict === 'slower' ? 'red' : change.verdict === 'faster' ? 'green' : 'dim'
}

function histogramHead(upToMs: readonly number[]): string {
  const [first = 0, last = 0] = [upToMs.at(0), upToMs.at(-1)]
  return `${duration(first).replace(' ', '')}…${duration(last).replace(/\.0+ /, ' ').replace(' ', '')}`
}

function change({ biggestChange, repository, from, until }: Answer, width: number): string {
  if (biggestChange === null) return ''
  const { command, runs, medianMs } = biggestChange
  const { verdict, ratio, p, medianMsBefore } = biggestChange.change
  const where = repository === null ? ` in ${fit(printable(nameOf(biggestChange.repository)), width)}` : ''
  return (
    `${fit(printable(command), width)}${where} is ${verdict} than in the ${span(Date.parse(until) - Date.parse(from))} before: ` +
    `median ${duration(medianMs)} of ${count(runs, 'run')} instead of ${duration(medianMsBefore ?? 0)} ` +
    `(× ${(ratio ?? 0).toFixed(1)}, p ${(p ?? 1) < 0.001 ? '< 0.001' : `= ${(p ?? 1).toFixed(3)}`}).`
  )
}

function span(ms: number): string {
  return ms < TELLING_DAYS * MS_PER_DAY
    ? count(ms / MS_PER_HOUR, 'hour')
    : count(Math.round(ms / MS_PER_DAY), 'day')
}

function losses({ losses }: Answer): string {
  if (losses === null) return ''
  const what = losses.traces === null ? 'Some commands' : count(losses.traces, 'command')
  return `${what} went unrecorded in this time or the one before (${losses.reasons.map(printable).join(', ')}): all this is too low by them.`
}

function omitted({ omitted }: Answer): string {
  return omitted === 0 ? '' : `${count(omitted, 'row')} more: \`--limit\` shows them.`
}

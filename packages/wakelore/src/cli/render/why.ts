/**
 * Why lines are there. Lines of one commit are a story: what they say, which commit wrote
 * them, what was meant by it, what followed, and how they came to stand where they do.
 * Lines of several commits are a list, and the story of the commit that wrote most of
 * them; a whole file is told by how much of it each commit wrote.
 */
import type { z } from 'zod'
import type { why } from '@wakelore/server/operation/why'
import { bar } from '../chart.ts'
import { hintPath, standsIn } from '../hint-path.ts'
import { foldedTo, room, row } from '../labelled-row.ts'
import { sections, type RenderContext } from '../render.ts'
import { layOut, tableWidth, type Column } from '../table.ts'
import { ago, count, fit, paint, pathText, percent, printable, shortSha, wrap } from '../terminal.ts'

type Answer = z.output<typeof why.output>
type Range = Answer['ranges'][number]
type Intent = Range['intent'][number]
/** What a commit wrote of what was asked about. */
type Part = { readonly range: Range; readonly lines: number }

const LINES_SHOWN = 3
const RANGES_SHOWN = 20
const COMMITS_SHOWN = 8
const PROSE_LINES = 5
const LINES_PER_ROW = 4
const BAR_COLUMNS = 8
const LEAST_SUBJECT_COLUMNS = 20

export function renderWhy(answer: Answer, context: RenderContext): string {
  const { ranges, asked } = answer
  const parts = partsOf(ranges)
  const main = parts[0]?.range
  return sections(
    header(answer, context),
    main === undefined ? 'The file is empty.' : '',
    ranges.length > 1 ? (asked === null ? shares(answer, parts, context) : list(ranges, context)) : '',
    main === undefined ? '' : story(ranges.length === 1 ? main : ofCommit(main), context),
    notes(answer, context),
    hints(answer, main, context),
  )
}

/** Without what is of single lines. */
function ofCommit(range: Range): Range {
  return { ...range, steps: [], intent: range.intent.filter(({ kind }) => kind !== 'replaced') }
}

/** By commit, the one that wrote most first; the first of its ranges stands for it. */
function partsOf(ranges: readonly Range[]): Part[] {
  const parts = new Map<string, Part>()
  for (const range of ranges) {
    const key = range.commit ?? range.state
    const lines = range.end - range.start + 1 + (parts.get(key)?.lines ?? 0)
    parts.set(key, { range: parts.get(key)?.range ?? range, lines })
  }
  return [...parts.values()].sort((a, b) => b.lines - a.lines)
}

function header(
  { file, at, asked, lineCount, lines, ended }: Answer,
  { nowMs, width }: RenderContext,
): string {
  const which =
    asked === null ? '' : asked.start === asked.end ? `:${asked.start}` : `:${asked.start}-${asked.end}`
  const version = at === 'worktree' ? '' : `as of ${shortSha(at)}`
  const size = asked === null ? count(lineCount, 'line') : ''
  const title = wrap(
    [
      paint('bold', fit(printable(file), width - which.length, 'end') + which),
      ...[size, version].filter((part) => part !== '').map((part) => paint('dim', part)),
    ],
    ' · ',
    width,
  )
  const end =
    ended === null
      ? []
      : wrap(
          `${ended.renamedTo === null ? 'Gone' : `Renamed to ${pathText(ended.renamedTo)}`} ${ago(Date.parse(ended.at), nowMs)} in ${shortSha(ended.commit)}, “${printable(ended.summary)}”.`.split(
            ' ',
          ),
          ' ',
          width,
        ).split('\n')
  const shown = withoutMargin(lines.slice(0, LINES_SHOWN)).map((line) => fit(`  ${line}`, width))
  const rest = (asked === null ? 0 : asked.end - asked.start + 1) - shown.length
  const more = rest > 0 && shown.length > 0 ? [paint('dim', `  … ${count(rest, 'line')} more`)] : []
  return [title, ...end, ...shown, ...more].join('\n')
}

/** Printable, and further to the left by what blanks they all begin with. */
function withoutMargin(lines: readonly string[]): string[] {
  const shown = lines.map((line) => printable(line.replaceAll('\t', '    ')))
  const margin = Math.min(
    ...shown.map((line) => line.search(/\S|$/)).filter((at, index) => at < shown[index]!.length),
  )
  return shown.map((line) => line.slice(Number.isFinite(margin) ? margin : 0))
}

/** Each range of lines with its commit. */
function list(ranges: readonly Range[], context: RenderContext): string {
  const rows = ranges.slice(0, RANGES_SHOWN)
  const lines = rows.map(({ start, end }) => (start === end ? String(start) : `${start}-${end}`))
  const more = ranges.length - rows.length
  return [
    table(rows, { head: 'lines', cells: lines, align: 'right' }, [], context),
    ...(more > 0 ? [paint('dim', `… ${count(more, 'range')} more: --json has them all`)] : []),
  ].join('\n')
}

/** How much of a file each commit wrote, how old its oldest lines are, and what changed it last. */
function shares({ lineCount, ranges }: Answer, parts: readonly Part[], context: RenderContext): string {
  const shown = parts.slice(0, COMMITS_SHOWN)
  const share: Column = {
    head: 'share',
    cells: shown.map(({ lines }) => percent(lines / lineCount)),
    align: 'right',
  }
  const bars: Column = {
    head: '',
    cells: shown.map(({ lines }) => bar(lines / lineCount, BAR_COLUMNS)),
    align: 'left',
    style: (cell) => paint('cyan', cell),
  }
  const dated = ranges
    .filter((range) => range.at !== null)
    .sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!))
  const [oldest, newest] = [dated[0], dated.at(-1)]
  const ends = [
    ...(oldest === undefined ? [] : [`Its oldest lines are of ${told(oldest, context)}`]),
    ...(newest === undefined || newest.commit === oldest?.commit
      ? []
      : [`the newest of ${told(newest, context)}`]),
  ].join('; ')
  const more = parts.length - shown.length
  return [
    table(
      shown.map(({ range }) => range),
      share,
      [bars],
      context,
    ),
    ...(more > 0 ? [paint('dim', `and ${count(more, 'commit')} more`)] : []),
    ...(ends === '' ? [] : ['', wrap(`${ends}.`.split(' '), ' ', context.width)]),
  ].join('\n')
}

function told({ at, commit, summary }: Range, { nowMs }: RenderContext): string {
  return `${ago(Date.parse(at!), nowMs)}, ${shortSha(commit!)} “${printable(summary)}”`
}

function table(
  rows: readonly Range[],
  first: Column,
  bars: readonly Column[],
  { nowMs, width }: RenderContext,
): string {
  const dim = (cell: string): string => paint('dim', cell)
  const known: Column[] = [
    first,
    ...bars,
    {
      head: 'commit',
      cells: rows.map(({ commit }) => (commit === null ? '' : shortSha(commit))),
      align: 'left',
    },
    {
      head: 'when',
      cells: rows.map(({ at }) => (at === null ? '' : ago(Date.parse(at), nowMs))),
      align: 'left',
      style: dim,
    },
  ]
  const left = Math.max(LEAST_SUBJECT_COLUMNS, width - tableWidth(known) - 2)
  const what: Column = {
    head: 'what',
    cells: rows.map((range) =>
      fit(printable(range.state === 'committed' ? range.summary : STATES[range.state]), left),
    ),
    align: 'left',
  }
  return layOut([...known, what], first.head, 0, rows.length)
}

const STATES = {
  committed: '',
  uncommitted: 'not committed yet',
  'beyond-shallow': 'older than the shallow clone holds',
} as const

/** What is told together, in this order. */
const LABELS: readonly (readonly [string, readonly Intent['kind'][]])[] = [
  ['why', ['message', 'unknown']],
  ['undoes', ['reverts']],
  ['fixes', ['fixes']],
  ['taken from', ['picked-from']],
  ['names', ['names']],
  ['discussed', ['pull-request', 'issue', 'merge']],
  ['noted', ['note']],
  ['with', ['trailer']],
  ['before', ['replaced']],
  ['changed too', ['together']],
  ['undone by', ['reverted']],
  ['fixed by', ['fixed']],
  ['followed by', ['followed']],
]

function story(range: Range, context: RenderContext): string {
  const { nowMs, width } = context
  if (range.commit === null || range.at === null || range.author === null) {
    return wrap(
      range.intent
        .map(({ text }) => text)
        .join(' ')
        .split(' '),
      ' ',
      width,
    )
  }
  const evidence = [
    shortSha(range.commit),
    `${ago(Date.parse(range.at), nowMs)}, ${range.at.slice(0, 10)}`,
    `${printable(range.author.name)} <${printable(range.author.email)}>`,
  ]
  const rows = LABELS.flatMap(([label, kinds]) => {
    const told = range.intent.filter(({ kind }) => kinds.includes(kind))
    return told.length === 0 ? [] : [row(label, intentLines(told, context))]
  })
  const way = range.steps.map((step) => stepText(step))
  return [
    wrap(
      printable(range.summary)
        .split(' ')
        .map((word) => paint('bold', word)),
      ' ',
      width,
    ),
    wrap(
      evidence.map((part) => paint('dim', fit(part, width))),
      ' · ',
      width,
    ),
    '',
    ...rows,
    ...(way.length === 0
      ? []
      : [
          row(
            'way here',
            way.slice(0, LINES_PER_ROW).flatMap((text) => foldedTo(room(context), text)),
          ),
        ]),
  ].join('\n')
}

function intentLines(intents: readonly Intent[], context: RenderContext): string[] {
  const columns = room(context)
  const all = intents.flatMap((intent) => {
    const { kind, text, ref } = intent
    switch (kind) {
      case 'message':
      case 'note':
        return prose(text, columns)
      case 'replaced':
        return [fit(printable(text), columns)]
      case 'issue':
      case 'pull-request':
        return [fit(printable(text.includes(ref) ? text : `${ref}, ${text}`), columns)]
      case 'unknown':
      case 'trailer':
      case 'together':
        return foldedTo(columns, printable(text))
      default:
        return foldedTo(columns, `${shortSha(ref)} ${printable(text)}`)
    }
  })
  // One line may name several.
  const lines = all.filter((line, at) => at === 0 || line !== all[at - 1])
  if (lines.length <= PROSE_LINES) return lines
  return [...lines.slice(0, PROSE_LINES - 1), fit(`${lines[PROSE_LINES - 1]!} …`, columns)]
}

/** Paragraphs folded anew; lists and what is indented keep their lines. */
function prose(text: string, columns: number): string[] {
  return text.split(/\n[ \t]*\n/).flatMap((paragraph) => {
    const lines = paragraph.split('\n')
    const keepsLines = lines.some((line) => /^(?:\s|[-*•]\s|[0-9]+[.)]\s)/.test(line))
    return keepsLines
      ? lines.map((line) => fit(printable(line.replaceAll('\t', '    ')), columns))
      : foldedTo(columns, printable(lines.join(' ')))
  })
}

function stepText({ kind, commit, from }: Range['steps'][number]): string {
  const path = printable(from.path)
  if (kind === 'renamed') return `the file was ${path} before`
  if (kind === 'moved') return `moved from ${path}:${from.line} by ${shortSha(commit!)}`
  return `only laid out anew by ${shortSha(commit!)}, which .git-blame-ignore-revs names`
}

function notes({ remarks }: Answer, { width }: RenderContext): string {
  return remarks.map((text) => paint('dim', wrap(printable(text).split(' '), ' ', width))).join('\n')
}

function hints({ file, repository, ended }: Answer, main: Range | undefined, context: RenderContext): string {
  if (main?.commit === null || main === undefined) return ''
  const root = repository.path
  const repo = standsIn(root, context.cwd) ? '' : context.repoHint
  const git = standsIn(root, context.cwd) ? 'git' : `git -C ${hintPath('', root, context.cwd)}`
  const living = ended === null ? file : ended.renamedTo
  const words = [
    `${git} show ${shortSha(main.commit)}`,
    ...(living === null ? [] : [`wakelore who ${hintPath(living, root, context.cwd)}${repo}`]),
  ]
  return words.map((hint) => paint('cyan', hint)).join(paint('dim', '  ·  '))
}

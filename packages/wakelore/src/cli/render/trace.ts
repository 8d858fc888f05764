/**
 * A command as a tree, with a waterfall beside it: each process's place in the time of
 * the root. What there is no room for is counted; what failed and what took long is
 * shown first.
 */
import type { z } from 'zod'
import type { ProcessJson, trace } from '@wakelore/server/operation/trace'
import { duration } from '../duration.ts'
import { failureWords } from '../failure-words.ts'
import { sections, type RenderContext } from '../render.ts'
import { namedSender } from '../named-sender.ts'
import { shellCommand } from '../shell-word.ts'
import {
  clockTime,
  count,
  displayWidth,
  fit,
  padEnd,
  paint,
  percent,
  printable,
  shortSha,
  wrap,
} from '../terminal.ts'

type Answer = z.output<typeof trace.output>

/** A screen or a few; `--json` has everything. */
const MOST_LINES = 200
const MOST_SIBLINGS = 40
/** In a terminal of 80 columns or more; every level takes room from its labels. */
const MOST_LEVELS = 10
const FEWEST_LEVELS = 2
const COLUMNS_BESIDE_LEVELS = 40
const COLUMNS_A_LEVEL = 4
const ERROR_LINES = 3
const SHOWN_REGIONS = 3
/** Of each run; `--json` has more. */
const SHOWN_CASES = 5
/** Less of the root's time than this isn't where it went. */
const TELLING_SHARE = 0.1
const DURATION_COLUMNS = 7
/** Narrower than this there is no waterfall. */
const ROOM_FOR_BARS = 64
const BAR_COLUMNS = 24
/** What stands around a region's name. */
const REGION_COLUMNS = 32
const GAP = '  '
/** Roles that say more than that it is a child. */
const TOLD_ROLES: ReadonlySet<string> = new Set(['hook', 'editor', 'pager'])
/** In the words that git's own documentation has for what trace2 calls otherwise. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  shell_alias: 'alias',
  git_alias: 'alias',
  dashed: 'external',
}
/** Regions in which git waits for a program that the tree has. */
const HOOK_REGION = 'hook/'

export function renderTrace(answer: Answer, context: RenderContext): string {
  const shown = chooseShown(answer, context.width)
  const rows = rowsBeneath(answer, shown, '')
  return sections(
    header(answer, context),
    layOut(rows, answer.durationMs ?? 0, context.width).join('\n'),
    regions(answer, context.width),
  )
}

function header(answer: Answer, { width, nowMs }: RenderContext): string {
  const started = clockTime(answer.startedAt, nowMs)
  const seconds = String(new Date(answer.startedAt).getSeconds()).padStart(2, '0')
  const place = [
    answer.branch === null ? '' : printable(answer.branch),
    answer.worktree === null ? '' : `worktree ${printable(answer.worktree)}`,
    printable(answer.repository.name ?? answer.repository.id.slice(0, 8)),
    `${started}:${seconds}${started.includes('-') ? '' : ' today'}`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
  const title = label(answer)
  const room = width - displayWidth(place) - GAP.length
  const first =
    displayWidth(title) <= room
      ? paint('bold', Number.isFinite(width) ? padEnd(title, room) : title) + GAP + paint('dim', place)
      : [paint('bold', fit(title, width)), paint('dim', fit(place, width))].join('\n')
  const facts = [
    answer.durationMs === null ? 'duration unknown' : duration(answer.durationMs),
    ...(answer.errorType === null
      ? answer.kind === 'trace' || answer.kind === 'shell'
        ? []
        : [paint('green', 'ok')]
      : [paint('red', failureWords(answer.errorType))]),
    ...testFacts(answer.tests),
    ...(answer.revision === null ? [] : [`HEAD now at ${shortSha(answer.revision)}`]),
    answer.traceId === null
      ? `event ${(answer.id ?? '').slice(0, 8)}`
      : `trace ${answer.traceId.slice(0, 8)}`,
  ]
  const complaint = (answer.errorMessage ?? '').split('\n').filter((line) => line !== '')
  return [
    first,
    wrap(facts, ' · ', width),
    ...complaint.slice(0, ERROR_LINES).map((line) => paint('red', fit(printable(line), width))),
    ...caseLines(answer).map((line) => paint('red', fit(line, width))),
    ...notes(answer).map((note) => paint('yellow', wrap(`note: ${note}`.split(' '), ' ', width))),
  ].join('\n')
}

function notes(answer: Answer): string[] {
  const whole =
    answer.traceId === null ? '' : `: \`wakelore trace ${answer.traceId.slice(0, 12)}\` shows all of it`
  return [
    ...(answer.parent === 'git' || answer.parent === 'run' || answer.parent === 'span'
      ? [`this is part of a greater ${answer.parent === 'span' ? 'span' : 'command'}${whole}.`]
      : []),
    ...(answer.parent === 'remote'
      ? [
          `started within span ${answer.parentSpanId ?? ''}, which ${answer.kind === 'git' ? 'git knows nothing of' : 'is not held here'}.`,
        ]
      : []),
    ...(answer.parent === 'false'
      ? ['it claimed to belong to a command that had ended; it stands for itself.']
      : []),
    ...(answer.isCut ? ['something of its trace was left out, being damaged or too long.'] : []),
    ...(answer.omitted > 0
      ? [`${count(answer.omitted, 'process', 'processes')} more had no room in this.`]
      : []),
  ]
}

/** The command line where it is kept, otherwise what is known of it; a service where it isn't that of the span above. */
function label(node: ProcessJson, serviceAbove: string | null = null): string {
  const { kind, role, name, args, alias, command } = node
  const told = role !== null && TOLD_ROLES.has(role) ? `${role} ` : ''
  if (kind === 'trace') return `trace of ${count(node.children.length, 'part')}`
  if (kind === 'shell')
    return printable(['shell', node.directory ?? ''].filter((part) => part !== '').join(' in '))
  if (kind === 'span') {
    const service = node.service === serviceAbove ? '' : namedSender(node.service)
    return printable(`${service}${name ?? 'span'}`)
  }
  if (args !== null) return told + shellCommand(args)
  if (kind === 'run') return told + printable(name ?? `${node.class ?? ''} command`.trim())
  if (kind === 'git') return told + printable(`git ${alias ?? name ?? 'command'}`)
  if (role === 'hook') return `hook ${printable(name ?? '')}`.trim()
  const known = printable(command ?? name ?? '')
  const word = role === null || role === '?' ? '' : (ROLE_WORDS[role] ?? printable(role))
  return [word, known].filter((part) => part !== '').join(' ') || 'program'
}

/** What is told of it beside its name. */
function remarks({ isCut, tests, logs }: ProcessJson): string {
  const parts = [
    ...(isCut ? ['cut'] : []),
    ...testFacts(tests),
    ...(logs === null
      ? []
      : [count(logs.records, 'log') + (logs.errors === 0 ? '' : `, ${count(logs.errors, 'error')}`)]),
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function testFacts(tests: ProcessJson['tests']): string[] {
  if (tests === null) return []
  const { passed, failed, skipped } = tests
  return [
    [
      `${count(passed)} passed`,
      ...(failed === 0 ? [] : [`${count(failed)} failed`]),
      ...(skipped === 0 ? [] : [`${count(skipped)} skipped`]),
    ].join(', '),
  ]
}

function caseLines({ failedCases, tests }: ProcessJson): string[] {
  const lines = failedCases.slice(0, SHOWN_CASES).map(({ name, message, status }) => {
    const why = (message ?? '').split('\n').find((line) => line.trim() !== '') ?? ''
    return printable(`✗ ${name ?? `test ${status}`}${why === '' ? '' : `: ${why.trim()}`}`)
  })
  const left = Math.max(failedCases.length, tests?.failed ?? 0) - lines.length
  return lines.length === 0 || left <= 0 ? lines : [...lines, `… ${count(left)} more failed`]
}

/** The nodes with room: best first, a node after its parent; what failed before what took long. */
function chooseShown(root: Answer, width: number): ReadonlySet<ProcessJson> {
  const levels = Math.min(
    MOST_LEVELS,
    Math.max(FEWEST_LEVELS, Math.floor((width - COLUMNS_BESIDE_LEVELS) / COLUMNS_A_LEVEL)),
  )
  const shown = new Set<ProcessJson>()
  let waiting = best(root.children).map((node) => ({ node, level: 1 }))
  while (shown.size < MOST_LINES && waiting.length > 0) {
    const next = waiting.shift()!
    shown.add(next.node)
    if (next.level >= levels || next.node.children.length === 0) continue
    const below = best(next.node.children).map((node) => ({ node, level: next.level + 1 }))
    waiting = [...waiting, ...below].sort((left, right) => byWeight(left.node, right.node))
  }
  return shown
}

function best(siblings: readonly ProcessJson[]): ProcessJson[] {
  return siblings.toSorted(byWeight).slice(0, MOST_SIBLINGS)
}

function byWeight(left: ProcessJson, right: ProcessJson): number {
  const failures = Number(right.errorType !== null) - Number(left.errorType !== null)
  return (
    failures || (right.durationMs ?? Infinity) - (left.durationMs ?? Infinity) || left.startMs - right.startMs
  )
}

type Row = {
  readonly lead: string
  readonly label: string
  readonly ending: string
  readonly durationMs: number | null
  /** Undefined for a line that is no process. */
  readonly startMs: number | undefined
  readonly isFailed: boolean
}

function rowsBeneath(
  parent: Pick<ProcessJson, 'children' | 'service'>,
  shown: ReadonlySet<ProcessJson>,
  lead: string,
): Row[] {
  const visible = parent.children.filter((child) => shown.has(child))
  const hidden = parent.children.filter((child) => !shown.has(child))
  const rows = visible.flatMap((child, index) => {
    const isLast = index === visible.length - 1 && hidden.length === 0
    const below = lead + (isLast ? '   ' : '│  ')
    const complaint = complaintOf(child)
    return [
      {
        lead: lead + (isLast ? '└─ ' : '├─ '),
        label: label(child, parent.service) + remarks(child),
        ending: child.errorType === null ? '' : failureWords(child.errorType),
        durationMs: child.durationMs,
        startMs: child.startMs,
        isFailed: child.errorType !== null,
      },
      ...[...(complaint === '' ? [] : [complaint]), ...caseLines(child)].map((text) => ({
        ...NO_PROCESS,
        lead: `${below}   `,
        label: text,
        isFailed: true,
      })),
      ...rowsBeneath(child, shown, below),
    ]
  })
  if (hidden.length === 0) return rows
  const hiddenMs = hidden.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0)
  return [
    ...rows,
    { ...NO_PROCESS, lead: `${lead}└─ `, label: `… ${count(hidden.length)} more, ${duration(hiddenMs)}` },
  ]
}

const NO_PROCESS: Row = {
  lead: '',
  label: '',
  ending: '',
  durationMs: null,
  startMs: undefined,
  isFailed: false,
}

/** What a command complained of, unless one beneath it did. */
function complaintOf(node: ProcessJson): string {
  if (node.errorType === null || node.errorMessage === null) return ''
  if (node.children.some((child) => child.errorType !== null && child.errorMessage !== null)) return ''
  return printable(node.errorMessage.split('\n').find((line) => line !== '') ?? '')
}

function layOut(rows: readonly Row[], rootMs: number, width: number): string[] {
  const endingColumns = Math.max(0, ...rows.map((row) => displayWidth(row.ending)))
  const hasBars = rootMs > 0 && width >= ROOM_FOR_BARS
  const barColumns = hasBars ? Math.min(BAR_COLUMNS, Math.floor(width / 5)) : 0
  const right =
    (endingColumns > 0 ? endingColumns + GAP.length : 0) +
    (DURATION_COLUMNS + GAP.length) +
    (hasBars ? barColumns + GAP.length : 0)
  const longest = Math.max(0, ...rows.map((row) => displayWidth(row.lead + row.label)))
  const left = Math.min(longest, width - right)
  return rows.map((row) => {
    if (row.startMs === undefined) {
      const text = fit(row.label, width - displayWidth(row.lead))
      return paint('dim', row.lead) + paint(row.isFailed ? 'red' : 'dim', text)
    }
    const text = fit(row.label, left - displayWidth(row.lead))
    const ending = endingColumns === 0 ? '' : GAP + paint('red', padEnd(row.ending, endingColumns))
    const took = GAP + (row.durationMs === null ? '?' : duration(row.durationMs)).padStart(DURATION_COLUMNS)
    const bar = hasBars ? GAP + paint(row.isFailed ? 'red' : 'cyan', waterfall(row, rootMs, barColumns)) : ''
    return (
      paint('dim', row.lead) +
      padEnd(text, left - displayWidth(row.lead)) +
      ending +
      took +
      bar
    ).trimEnd()
  })
}

/** When it ran, in half columns of the root's time; what ran too short for one has one. */
function waterfall({ startMs = 0, durationMs }: Row, rootMs: number, columns: number): string {
  const halves = columns * 2
  const first = Math.min(halves - 1, Math.max(0, Math.floor((startMs / rootMs) * halves)))
  const end = durationMs === null ? halves : Math.ceil(((startMs + durationMs) / rootMs) * halves)
  const last = Math.min(halves, Math.max(first + 1, end)) - 1
  return Array.from({ length: columns }, (_, column) => {
    const isLeft = first <= 2 * column && 2 * column <= last
    const isRight = first <= 2 * column + 1 && 2 * column + 1 <= last
    return isLeft ? (isRight ? '━' : '╸') : isRight ? '╺' : ' '
  })
    .join('')
    .trimEnd()
}

/** Where git's own time went, if git told of enough of it. */
function regions({ regions, durationMs }: Answer, width: number): string {
  const longest = regions.filter(({ name }) => !name.startsWith(HOOK_REGION)).slice(0, SHOWN_REGIONS)
  const share = longest.reduce((sum, region) => sum + region.durationMs, 0) / (durationMs ?? Infinity)
  if (!(share >= TELLING_SHARE)) return ''
  const parts = longest.map(
    (region) =>
      `${fit(printable(region.name), width - REGION_COLUMNS)} ${duration(region.durationMs)} (${percent(region.durationMs / durationMs!)})`,
  )
  return paint('dim', wrap([`in git itself: ${parts[0]}`, ...parts.slice(1)], ', ', width))
}

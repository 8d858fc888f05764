/**
 * Where time goes: how long somebody waited for each kind of git command, build and test
 * run in each repository, and whether that is longer than in the period before. A fold
 * over the columns of git commands and of commands given to `wakelore run`.
 *
 * Waited for is what was started by no other command, the roots, less the time in which
 * an editor or a pager of theirs, or of a command beneath them, was open: then a person
 * was at work. What tools start by themselves is counted apart. What git is asked within
 * a run is part of that.
 *
 * Invariant: the result depends on which commands were taken in, not on their order.
 */
import type { EventTable } from '@wakelore/stream/event-table'
import {
  ATTR_COMMAND_CLASS,
  ATTR_COMMAND_NAME,
  ATTR_ERROR_TYPE,
  ATTR_GIT_CHILD_CLASS,
  ATTR_GIT_CHILD_DURATION_US,
  ATTR_GIT_CHILD_START_US,
  ATTR_GIT_COMMAND_ALIAS,
  ATTR_PROCESS_ANCESTORS,
  ATTR_PROCESS_DURATION_US,
  ATTR_VCS_OPERATION_NAME,
} from '@wakelore/telemetry/conventions.generated'
import type { AttributeValue, RepositoryId } from '@wakelore/telemetry/event'
import { COMMAND_RUN, rootColumn } from './command-tree/span-kind.ts'
import { UNAWAITED } from './waiting/programs.ts'
import { quantile } from './statistics/quantile.ts'
import { rankSum } from './waiting/rank-sum.ts'
import { startedBy, type StartedBy } from './waiting/started-by.ts'

export type WaitingOptions = {
  /** The period, milliseconds since the epoch; it ends before `untilMs`. */
  readonly fromMs: number
  readonly untilMs: number
  /** Undefined: all. */
  readonly repository: RepositoryId | undefined
}

export type Waiting = {
  readonly you: WaitingTotal
  readonly tools: WaitingTotal
  /** Those that took the most time first. */
  readonly rows: readonly WaitingRow[]
}

export type WaitingTotal = { readonly runs: number; readonly failed: number; readonly totalMs: number }

/** What is waited for: a git command, or what a run was for. */
export type WaitingClass = 'git' | 'build' | 'test' | 'other'

export type WaitingRow = WaitingTotal & {
  /**
   * The git command; the word that was typed, where that is an alias or no command of git's.
   * Of a run its program, and the word that says what that does.
   */
  readonly command: string
  readonly class: WaitingClass
  readonly repository: RepositoryId
  readonly startedBy: StartedBy
  readonly medianMs: number
  readonly p95Ms: number
  readonly longestMs: number
  /** Runs by how long they took: up to each of `HISTOGRAM_MS`, and beyond. */
  readonly histogram: readonly number[]
  readonly change: WaitingChange
}

/** Against the period of the same length before. */
export type WaitingChange = {
  readonly verdict: 'slower' | 'faster' | 'same' | 'too_few'
  /** Median of now by that of before; undefined where there was none, or it was nothing. */
  readonly ratio: number | undefined
  /** That it is chance (Mann-Whitney U, two-sided); undefined where there are too few runs to tell. */
  readonly p: number | undefined
  readonly runsBefore: number
  readonly medianMsBefore: number | undefined
}

export type WaitingFold = {
  /** A table of git commands, or of runs. */
  readonly take: (table: EventTable) => void
  readonly result: () => Waiting
}

/** Upper ends of the histogram's buckets, half a decade each. */
export const HISTOGRAM_MS: readonly number[] = [3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000]

const FEWEST_RUNS = 8
const SIGNIFICANT_P = 0.01
const SLOWER_RATIO = 1.25
const FASTER_RATIO = 0.8
/** In these a person is at work. */
const ATTENDED_CLASSES: ReadonlySet<unknown> = new Set(['editor', 'pager'])

/** Milliseconds since the epoch. */
type Interval = { readonly fromMs: number; readonly toMs: number }

type Group = {
  readonly command: string
  readonly class: WaitingClass
  readonly repository: RepositoryId
  readonly startedBy: StartedBy
  readonly before: number[]
  readonly now: number[]
  failed: number
}

type Run = {
  readonly group: Group
  readonly startMs: number
  readonly endMs: number
  readonly isBefore: boolean
  readonly isFailed: boolean
  readonly traceId: string | undefined
  readonly parentSpanId: string | undefined
  readonly attended: readonly Interval[]
}

export function makeWaiting(options: WaitingOptions): WaitingFold {
  const { fromMs, untilMs, repository } = options
  const beforeMs = fromMs - (untilMs - fromMs)
  const groups = new Map<string, Group>()
  const starters = new Map<string, StartedBy>()
  const runs: Run[] = []
  /** Of commands given to `wakelore run`. */
  const runSpans = new Set<string>()
  /** What people were at in commands beneath the roots. */
  const attendedBeneath = new Map<string, Interval[]>()

  const groupOf = (named: Pick<Group, 'command' | 'class' | 'repository' | 'startedBy'>): Group => {
    const id = `${named.startedBy} ${named.repository} ${named.class} ${named.command}`
    let group = groups.get(id)
    if (group === undefined) groups.set(id, (group = { ...named, before: [], now: [], failed: 0 }))
    return group
  }

  const starterOf = (command: string, ancestors: AttributeValue | undefined): StartedBy => {
    const above = Array.isArray(ancestors) ? (ancestors as readonly string[]) : []
    // The same few chains stand above thousands of commands.
    const id = `${command}\n${above.join('\n')}`
    let by = starters.get(id)
    if (by === undefined) starters.set(id, (by = startedBy(command, above)))
    return by
  }

  const take = (table: EventTable): void => {
    const occurredAt = table.occurredAt()
    if (!hasWithin(occurredAt, beforeMs, untilMs)) return
    const repositories = table.repositories()
    const isRoot = rootColumn(table)
    const traceIdOf = table.field('traceId')
    const spanIdOf = table.field('spanId')
    const parentOf = table.field('parentSpanId')
    const isRun = table.kind === COMMAND_RUN
    const nameOf = table.attribute(isRun ? ATTR_COMMAND_NAME : ATTR_VCS_OPERATION_NAME)
    const classOf = table.attribute(ATTR_COMMAND_CLASS)
    const aliasOf = table.attribute(ATTR_GIT_COMMAND_ALIAS)
    const durationOf = table.attribute(ATTR_PROCESS_DURATION_US)
    const ancestorsOf = table.attribute(ATTR_PROCESS_ANCESTORS)
    const errorOf = table.attribute(ATTR_ERROR_TYPE)
    const attendedOf = attendedColumn(table)
    for (let row = 0; row < table.rowCount; row++) {
      const startMs = occurredAt[row]!
      if (!(startMs >= beforeMs && startMs < untilMs)) continue
      const spanId = text(spanIdOf(row))
      if (isRun && spanId !== undefined) runSpans.add(spanId)
      const traceId = text(traceIdOf(row))
      const attended = attendedOf(row, startMs)
      if (!isRoot(row)) {
        noteAttended(traceId, attended)
        continue
      }
      if (repository !== undefined && repositories[row] !== repository) continue
      const name = text(nameOf(row))
      if (name !== undefined && !isRun && UNAWAITED.has(name)) continue
      const durationUs = durationOf(row)
      const durationMs = typeof durationUs === 'number' && durationUs > 0 ? durationUs / 1000 : 0
      runs.push({
        group: isRun
          ? groupOf({
              ...runNamed(name, text(classOf(row))),
              repository: repositories[row]!,
              startedBy: 'you',
            })
          : groupOf({
              command: typedWord(name, text(aliasOf(row))) ?? name ?? '?',
              class: 'git',
              repository: repositories[row]!,
              startedBy: starterOf(name ?? '?', ancestorsOf(row)),
            }),
        startMs,
        endMs: startMs + durationMs,
        isBefore: startMs < fromMs,
        isFailed: errorOf(row) !== undefined,
        traceId,
        parentSpanId: text(parentOf(row)),
        attended,
      })
    }
  }

  const noteAttended = (traceId: string | undefined, attended: readonly Interval[]): void => {
    if (traceId === undefined || attended.length === 0) return
    const known = attendedBeneath.get(traceId)
    if (known === undefined) attendedBeneath.set(traceId, [...attended])
    else known.push(...attended)
  }

  const isWithinRun = (parentSpanId: string | undefined): boolean =>
    parentSpanId !== undefined && runSpans.has(parentSpanId)

  const result = (): Waiting => {
    for (const group of groups.values()) group.failed = group.before.length = group.now.length = 0
    for (const { parentSpanId, traceId, attended } of runs) {
      if (isWithinRun(parentSpanId)) noteAttended(traceId, attended)
    }
    for (const run of runs) {
      if (isWithinRun(run.parentSpanId)) continue
      if (!run.isBefore && run.isFailed) run.group.failed++
      const beneath = run.traceId === undefined ? undefined : attendedBeneath.get(run.traceId)
      const attended = beneath === undefined ? run.attended : [...run.attended, ...beneath]
      const waitedMs = run.endMs - run.startMs - attendedMs(run, attended)
      ;(run.isBefore ? run.group.before : run.group.now).push(waitedMs)
    }
    const rows = [...groups.values()].filter(({ now }) => now.length > 0).map(toRow)
    return {
      you: totalOf(rows.filter((row) => row.startedBy === 'you')),
      tools: totalOf(rows.filter((row) => row.startedBy === 'tools')),
      rows: rows.sort(
        (left, right) =>
          right.totalMs - left.totalMs ||
          compare(left.command, right.command) ||
          compare(left.class, right.class) ||
          compare(left.repository, right.repository) ||
          compare(left.startedBy, right.startedBy),
      ),
    }
  }

  return { take, result }
}

/** An alias, or a command that isn't git's, by the word that was typed. */
function typedWord(name: string | undefined, alias: string | undefined): string | undefined {
  return name === 'alias' || name === 'external' ? alias : undefined
}

function runNamed(name: string | undefined, told: string | undefined): Pick<WaitingRow, 'command' | 'class'> {
  const known = told === 'build' || told === 'test' ? told : 'other'
  return { command: name ?? (known === 'other' ? 'command' : known), class: known }
}

function toRow(group: Group): WaitingRow {
  const now = Float64Array.from(group.now).sort()
  const before = Float64Array.from(group.before).sort()
  const { command, repository, startedBy, failed } = group
  return {
    command,
    class: group.class,
    repository,
    startedBy,
    failed,
    runs: now.length,
    totalMs: sum(now),
    medianMs: quantile(now, 0.5),
    p95Ms: quantile(now, 0.95),
    longestMs: now.at(-1)!,
    histogram: histogram(now),
    change: changeOf(now, before),
  }
}

/** Both ascending. */
function changeOf(now: Float64Array, before: Float64Array): WaitingChange {
  const medianMsBefore = before.length === 0 ? undefined : quantile(before, 0.5)
  const ratio =
    medianMsBefore === undefined || medianMsBefore === 0 ? undefined : quantile(now, 0.5) / medianMsBefore
  const seen = { ratio, runsBefore: before.length, medianMsBefore }
  if (Math.min(now.length, before.length) < FEWEST_RUNS) {
    return { ...seen, verdict: 'too_few', p: undefined }
  }
  const { p } = rankSum(now, before)
  const isTold = p < SIGNIFICANT_P && ratio !== undefined
  if (isTold && ratio >= SLOWER_RATIO) return { ...seen, verdict: 'slower', p }
  if (isTold && ratio <= FASTER_RATIO) return { ...seen, verdict: 'faster', p }
  return { ...seen, verdict: 'same', p }
}

function histogram(ascending: Float64Array): number[] {
  const counts = Array.from({ length: HISTOGRAM_MS.length + 1 }, () => 0)
  let bucket = 0
  for (const value of ascending) {
    while (bucket < HISTOGRAM_MS.length && value > HISTOGRAM_MS[bucket]!) bucket++
    counts[bucket]!++
  }
  return counts
}

/** Milliseconds of the run in which at least one of the intervals was going on. */
function attendedMs(run: Run, intervals: readonly Interval[]): number {
  if (intervals.length === 0) return 0
  let reachedMs = run.startMs
  let attended = 0
  for (const { fromMs, toMs } of intervals.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const from = Math.max(fromMs, reachedMs)
    const to = Math.min(toMs, run.endMs)
    if (to <= from) continue
    attended += to - from
    reachedMs = to
  }
  return attended
}

/** When a row's own editors and pagers were open; to its end, where theirs wasn't told. */
function attendedColumn(table: EventTable): (row: number, startMs: number) => readonly Interval[] {
  const classesOf = table.attribute(ATTR_GIT_CHILD_CLASS)
  const startsOf = table.attribute(ATTR_GIT_CHILD_START_US)
  const durationsOf = table.attribute(ATTR_GIT_CHILD_DURATION_US)
  return (row, startMs) => {
    const classes = classesOf(row)
    if (!Array.isArray(classes) || !classes.some((one) => ATTENDED_CLASSES.has(one))) return []
    const starts = numbers(startsOf(row))
    const durations = numbers(durationsOf(row))
    return classes.flatMap((one, index): Interval[] => {
      if (!ATTENDED_CLASSES.has(one)) return []
      const fromMs = startMs + Math.max(0, starts[index] ?? 0) / 1000
      const durationUs = durations[index] ?? -1
      return [{ fromMs, toMs: durationUs < 0 ? Infinity : fromMs + durationUs / 1000 }]
    })
  }
}

function hasWithin(values: ArrayLike<number>, from: number, until: number): boolean {
  for (let index = 0; index < values.length; index++) {
    if (values[index]! >= from && values[index]! < until) return true
  }
  return false
}

function totalOf(rows: readonly WaitingRow[]): WaitingTotal {
  return {
    runs: sum(rows.map((row) => row.runs)),
    failed: sum(rows.map((row) => row.failed)),
    totalMs: sum(rows.map((row) => row.totalMs)),
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let index = 0; index < values.length; index++) total += values[index]!
  return total
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function text(value: AttributeValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numbers(value: AttributeValue | undefined): readonly number[] {
  return Array.isArray(value) ? (value as readonly number[]) : []
}

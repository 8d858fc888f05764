/**
 * Which command wrote which entry of a HEAD's reflog.
 *
 * An entry tells its second and a message; a command its microseconds, its name, what
 * was typed and how it ended, and in a script many run within a second. But git appends
 * entries in the order in which HEAD moved. So both are laid along one line, the starts
 * and ends of all commands of the worktree, and each entry goes between two of these,
 * to a command that runs then or to none. Of all ways that keep the order, the cheapest
 * is taken (Viterbi 1967, with a beam): it costs much where an entry belongs to no
 * command or a command that must have written one did not, and little where what was
 * typed reads otherwise.
 */
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { expectedEntries, type CommandRun } from './command-run.ts'
import { isFurtherStep, isResumedRebase, misfit, movingTime } from './entry-fit.ts'
import { couldWrite, isOwnOf, movesRefs, refOperation, type RefOperation } from './ref-movement.ts'

export type EntryAssignment = {
  /** For each entry the innermost command that wrote it. */
  readonly writers: readonly (CommandRun | undefined)[]
  /** How many of the entries there were when the command began, and when it had ended. */
  readonly atStart: ReadonlyMap<CommandRun, number>
  readonly atEnd: ReadonlyMap<CommandRun, number>
  /** Commands that must have written an entry and for which there is none. */
  readonly unwritten: ReadonlySet<CommandRun>
}

/** git reads the second from a clock that lags behind the one that its trace reads, by a tick. */
const CLOCK_LAG_US = 20_000
const US_PER_SECOND = 1_000_000
const BEAM_WIDTH = 512
/** Of those that leave as many entries. */
const LEVEL_WIDTH = 64
/** What is tried before it is given up. */
const MOST_STEPS = 500_000
/** Older ones stay without a writer. */
const MOST_ENTRIES = 4096

const COST = {
  unexplained: 10,
  unwritten: 12,
  probablyUnwritten: 5,
  tooMany: 12,
  outerCommand: 1,
  otherCommand: 1,
  /** Words of their own are what somebody told a command that he started. */
  startedCommand: 1,
  left: 1,
  misdated: 1,
  hookOrder: 3,
  outOfTurn: 8,
} as const

type Slot = {
  readonly run: CommandRun
  readonly depth: number
  readonly ancestors: readonly CommandRun[]
  /** The outermost of them, or itself. */
  readonly root: CommandRun
  readonly min: number
  readonly max: number
  readonly isSure: boolean
  readonly fromUs: number
  readonly untilUs: number
}

type Step =
  | { readonly kind: 'entry'; readonly slot: Slot | undefined; readonly before: Step | undefined }
  | { readonly kind: 'start'; readonly slot: Slot; readonly at: number; readonly before: Step | undefined }
  | {
      readonly kind: 'end'
      readonly slot: Slot
      readonly at: number
      readonly isUnwritten: boolean
      readonly before: Step | undefined
    }

type Path = {
  /** How many entries lie before this point. */
  readonly at: number
  /** Entries so far of each running command. */
  readonly counts: readonly number[]
  readonly cost: number
  /** Settles between paths of equal cost. */
  readonly preference: number
  /** The outermost command that wrote the entry before. */
  readonly writer: CommandRun | undefined
  readonly last: Step | undefined
}

type Point = { readonly us: number; readonly isStart: boolean; readonly slot: Slot }

type Dated = {
  readonly entry: ReflogEntry
  readonly operation: RefOperation
  /** Out of order with its neighbours: somebody set the committer's date. */
  readonly isMisdated: boolean
  /** A further step of a rebase. */
  readonly isFurther: boolean
}

/**
 * @param runs commands of one worktree
 * @param entries of its HEAD, oldest first
 * @returns undefined where so much happened at once that it can't be told apart
 */
export function assignEntries(
  runs: readonly CommandRun[],
  entries: readonly ReflogEntry[],
  nowMs: number,
): EntryAssignment | undefined {
  const slots = slotsOf(runs)
  const dated = datedEntries(entries, nowMs)
  const firstUs = Math.min(...runs.map((run) => run.startUs))
  const before = dated.findLastIndex((one) => !one.isMisdated && one.entry.seconds < secondOf(firstUs))
  const base = Math.max(before + 1, dated.length - MOST_ENTRIES)
  let running: Slot[] = []
  let paths: Path[] = [{ at: base, counts: [], cost: 0, preference: 0, writer: undefined, last: undefined }]
  let sinceUs = -Infinity
  const effort = { left: MOST_STEPS }
  for (const point of pointsOf(slots)) {
    const further = consumed(paths, dated, running, { sinceUs, untilUs: point.us }, effort)
    if (further === undefined) return undefined
    const index = running.indexOf(point.slot)
    paths = further.map((path) => (point.isStart ? begun(path, point.slot) : ended(path, point.slot, index)))
    running = point.isStart ? [...running, point.slot] : running.toSpliced(index, 1)
    paths = narrowed(
      paths.filter((path) => !isOverdue(path, dated, running, point.us)),
      BEAM_WIDTH,
    )
    sinceUs = point.us
  }
  // What came in the last second may be of a command that isn't known yet, but rather not.
  const until = dated.findLastIndex((one) => one.isMisdated || one.entry.seconds <= secondOf(sinceUs)) + 1
  const finished = paths.map((path) => ({
    ...path,
    cost: path.cost + Math.max(until - path.at, 0) * COST.left,
  }))
  return traced(best(finished), base, entries.length)
}

function slotsOf(runs: readonly CommandRun[]): Slot[] {
  const bySpan = new Map(
    runs.flatMap((run) => (run.spanId === undefined ? [] : [[run.spanId, run] as const])),
  )
  const parents = new Set<CommandRun>()
  const slots = runs.map((run) => {
    const ancestors: CommandRun[] = []
    for (let up = parentOf(run, bySpan); up !== undefined; up = parentOf(up, bySpan)) {
      if (ancestors.includes(up)) break
      if (expectedEntries(run).max > 0) parents.add(up)
      ancestors.push(up)
    }
    const root = ancestors.at(-1) ?? run
    return { run, ancestors, root, depth: ancestors.length, ...expectedEntries(run), ...movingTime(run) }
  })
  // A command that started another may have left the writing to that one.
  return slots.map((slot) => (parents.has(slot.run) ? { ...slot, min: 0 } : slot))
}

function parentOf(run: CommandRun, bySpan: ReadonlyMap<string, CommandRun>): CommandRun | undefined {
  return run.parentSpanId === undefined ? undefined : bySpan.get(run.parentSpanId)
}

function datedEntries(entries: readonly ReflogEntry[], nowMs: number): Dated[] {
  let latest = -Infinity
  return entries.map((entry) => {
    const isMisdated = entry.seconds < latest - 1 || entry.seconds * 1000 > nowMs + 1000
    if (!isMisdated) latest = Math.max(latest, entry.seconds)
    const operation = refOperation(entry.message)
    return { entry, operation, isMisdated, isFurther: isFurtherStep(entry.message) }
  })
}

/** Ends before starts where they fall together: one command after the other. */
function pointsOf(slots: readonly Slot[]): Point[] {
  return slots
    .flatMap((slot) => [
      { us: slot.run.startUs, isStart: true, slot },
      { us: slot.run.endUs, isStart: false, slot },
    ])
    .sort((a, b) => a.us - b.us || Number(a.isStart) - Number(b.isStart) || order(a) - order(b))
}

/** What started first ends last. */
function order({ isStart, slot }: Point): number {
  return isStart ? slot.depth : -slot.depth
}

type Effort = { left: number }
type Interval = { readonly sinceUs: number; readonly untilUs: number }

/** All ways to let further entries lie within the interval; undefined where there are too many. */
function consumed(
  paths: readonly Path[],
  dated: readonly Dated[],
  running: readonly Slot[],
  interval: Interval,
  effort: Effort,
): Path[] | undefined {
  const levels = new Map<number, Map<string, Path>>()
  const offer = (path: Path): void => {
    effort.left--
    const writer = dated[path.at]?.isFurther === true ? path.writer?.startUs : ''
    const key = `${writer}:${path.counts.join(',')}`
    let level = levels.get(path.at)
    if (level === undefined) levels.set(path.at, (level = new Map<string, Path>()))
    const known = level.get(key)
    if (known === undefined || isBetter(path, known)) level.set(key, path)
  }
  for (const path of paths) offer(path)
  const all: Path[] = []
  const first = Math.min(...paths.map(({ at }) => at))
  const last = Math.max(...paths.map(({ at }) => at))
  for (let at = first; at <= last || levels.has(at); at++) {
    const level = narrowed([...(levels.get(at)?.values() ?? [])], LEVEL_WIDTH)
    all.push(...level)
    const next = dated[at]
    if (next === undefined || level.length === 0) continue
    if (!next.isMisdated && next.entry.seconds > secondOf(interval.untilUs + CLOCK_LAG_US)) continue
    const writers = writersOf(next, running, interval)
    for (const path of level) {
      offer({
        ...path,
        at: at + 1,
        cost: path.cost + COST.unexplained,
        writer: undefined,
        last: { kind: 'entry', slot: undefined, before: path.last },
      })
      for (const { slot, index, cost, preference } of writers) {
        const count = path.counts[index]!
        const isOutOfTurn = next.isFurther && path.writer !== slot.root && !isResumedRebase(slot.run)
        offer({
          at: at + 1,
          counts: path.counts.with(index, Math.min(count + 1, slot.max === Infinity ? slot.min : slot.max)),
          cost:
            path.cost + cost + (count >= slot.max ? COST.tooMany : 0) + (isOutOfTurn ? COST.outOfTurn : 0),
          preference: path.preference + preference,
          writer: slot.root,
          last: { kind: 'entry', slot, before: path.last },
        })
      }
    }
    if (effort.left < 0) return undefined
  }
  return all
}

type Writer = {
  readonly slot: Slot
  readonly index: number
  readonly cost: number
  readonly preference: number
}

/** Who of those that run can have written the entry, and what speaks against each. */
function writersOf(next: Dated, running: readonly Slot[], interval: Interval): Writer[] {
  const able = running.flatMap((slot, index) => (isWriter(slot, next) ? [{ slot, index }] : []))
  const innermost = able.reduce((most, { slot }) => Math.max(most, slot.depth), 0)
  const { entry, operation, isMisdated } = next
  return able.map(({ slot, index }) => ({
    slot,
    index,
    cost:
      (innermost - slot.depth) * COST.outerCommand +
      (isMisdated ? COST.misdated : 0) +
      (interval.untilUs <= slot.fromUs || interval.sinceUs >= slot.untilUs ? COST.hookOrder : 0) +
      (isOwn(slot, operation) ? 0 : COST.otherCommand) +
      (operation === 'update' && entry.message !== '' ? slot.depth * COST.startedCommand : 0) +
      misfit(entry, operation, slot.run, slot.ancestors),
    preference: lateness(next, slot.run, interval),
  }))
}

function isWriter(slot: Slot, { entry, operation, isMisdated }: Dated): boolean {
  const { run, ancestors } = slot
  if (!isMisdated && entry.seconds < secondOf(run.startUs - CLOCK_LAG_US)) return false
  if (couldWrite(run.name, operation)) return true
  // What one command says that it does, those that it starts say as well.
  return movesRefs(run.name) && ancestors.some((ancestor) => couldWrite(ancestor.name, operation))
}

function isOwn({ run, ancestors }: Slot, operation: RefOperation): boolean {
  return [run, ...ancestors].some(({ name }) => isOwnOf(name, operation))
}

/** A rebase detaches HEAD as soon as it can; other commands move it when nearly all is done. */
function lateness(next: Dated, run: CommandRun, { sinceUs }: Interval): number {
  const share = Math.max(sinceUs - run.startUs, 0) / (run.endUs - run.startUs)
  return / \(start\): /.test(next.entry.message) ? share : 1 - share
}

function begun(path: Path, slot: Slot): Path {
  return {
    ...path,
    counts: [...path.counts, 0],
    last: { kind: 'start', slot, at: path.at, before: path.last },
  }
}

function ended(path: Path, slot: Slot, index: number): Path {
  const isUnwritten = path.counts[index]! < slot.min
  return {
    at: path.at,
    counts: path.counts.toSpliced(index, 1),
    cost: path.cost + (!isUnwritten ? 0 : slot.isSure ? COST.unwritten : COST.probablyUnwritten),
    preference: path.preference,
    writer: path.writer,
    last: { kind: 'end', slot, at: path.at, isUnwritten, before: path.last },
  }
}

/** Whether the next entry's second is over and nobody runs any more who could have written it. */
function isOverdue(path: Path, dated: readonly Dated[], running: readonly Slot[], us: number): boolean {
  const next = dated[path.at]
  if (next === undefined || next.isMisdated) return false
  const endUs = (next.entry.seconds + 1) * US_PER_SECOND + CLOCK_LAG_US
  return endUs < us && !running.some((slot) => slot.run.startUs < endUs && isWriter(slot, next))
}

function narrowed(paths: Path[], width: number): Path[] {
  if (paths.length <= width) return paths
  return paths.sort((a, b) => a.cost - b.cost || b.at - a.at || a.preference - b.preference).slice(0, width)
}

function isBetter(a: Path, b: Path): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.preference < b.preference)
}

function best(paths: readonly Path[]): Path | undefined {
  let found = paths[0]
  for (const path of paths) if (found === undefined || isBetter(path, found)) found = path
  return found
}

function traced(path: Path | undefined, base: number, entryCount: number): EntryAssignment {
  const writers: (CommandRun | undefined)[] = Array.from({ length: entryCount })
  const atStart = new Map<CommandRun, number>()
  const atEnd = new Map<CommandRun, number>()
  const unwritten = new Set<CommandRun>()
  let at = path?.at ?? base
  for (let step = path?.last; step !== undefined; step = step.before) {
    if (step.kind === 'entry') writers[--at] = step.slot?.run
    else if (step.kind === 'start') atStart.set(step.slot.run, step.at)
    else {
      atEnd.set(step.slot.run, step.at)
      if (step.isUnwritten) unwritten.add(step.slot.run)
    }
  }
  return { writers, atStart, atEnd, unwritten }
}

function secondOf(us: number): number {
  return Math.floor(us / US_PER_SECOND)
}

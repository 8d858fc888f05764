/**
 * What a trace file tells of its process, line by line.
 *
 * The file is hostile: lines may be garbled, missing, doubled or out of order, and any
 * value of any type and size. Of what git says more than once the first counts, except
 * of counters, and nothing that is kept grows beyond a bound. Lines that nothing is
 * taken from aren't parsed: git puts the event's name first, and where it doesn't, the
 * line is parsed to see.
 *
 * Formats 3 and 4 of trace2's events, and brief mode, in which only the first and the
 * last event tell the time of day: what happens in between is placed by the durations
 * and offsets around it, as early as it can have been.
 */
import { isAbsolutePath, knownChildClass, knownMode, type Naming } from './command-names.ts'
import { boundedText, commandLine, programName } from './command-text.ts'
import { parseSessionId, type ProcessIdentity, type SessionId } from './session-id.ts'

export type TracedChild = {
  readonly class: string
  readonly name: string
  /** Empty for git's own commands. */
  readonly command: string
  pid: number
  /** From the process's start. */
  readonly startUs: number
  durationUs: number
  exitCode: number
}

export type TracedEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: number }
  /** Another program took its place. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'killed' }

export type Trace = {
  readonly process: ProcessIdentity
  /** Undefined where no line tells it. */
  readonly session: SessionId | undefined
  /** Whether git said anything of itself: its version, or its command line. */
  readonly isKnown: boolean
  readonly version: string
  readonly naming: Naming
  readonly alias: string | undefined
  readonly mode: string | undefined
  readonly worktreePath: string | undefined
  readonly ancestors: readonly string[]
  readonly complaint: string
  readonly end: TracedEnd
  readonly durationUs: number
  readonly children: readonly TracedChild[]
  /** Microseconds since the epoch: from and until when something that it started ran, flat and ascending. */
  readonly busy: readonly number[]
  readonly regions: ReadonlyMap<string, number>
  readonly counters: ReadonlyMap<string, number>
  /** Whether it wrote on after it had ended: what it left in the background did. */
  readonly isContinued: boolean
  readonly isCut: boolean
  readonly garbledLines: number
}

export type TraceReading = {
  /** Takes a line; undefined or what it says of the repository. */
  readonly take: (line: Buffer, isTorn: boolean) => void
  /** As soon as a line tells it: the top of the worktree, or a bare repository. */
  readonly worktreePath: () => string | undefined
  /** The index that it read or wrote, where a line told its absolute path by now. */
  readonly indexPath: () => string | undefined
  readonly session: () => SessionId | undefined
  /** Something of the file isn't handed in. */
  readonly cut: () => void
  readonly finish: () => Trace
}

const MOST_CHILDREN = 256
const MOST_OPEN_CHILDREN = 4096
const MOST_BUSY_PERIODS = 256
const MOST_ARGUMENTS = 256
const MOST_ARGUMENTS_LENGTH = 16 * 1024
const MOST_COMPLAINT_LENGTH = 4 * 1024
const MOST_CHILD_COMMAND_LENGTH = 1024
const MOST_NAMES = 64
const MOST_NAME_LENGTH = 256
const MOST_DISTINCT = 512
const MOST_ANCESTORS = 8
const LONGEST_PATH = 4096
const US_PER_SECOND = 1_000_000
/** A year: no process of git's takes longer, and no duration beyond it is believed. */
const LONGEST_US = 366 * 86_400 * US_PER_SECOND

const NAME_OPENING = '{"event":"'
/** Longer than the opening and any of git's names together. */
const NAME_BYTES = 48

type Fields = { readonly [name: string]: unknown }
type OpenChild = { readonly listed?: TracedChild; readonly startUs: number; readonly isDashed: boolean }

export function readTrace(process: ProcessIdentity): TraceReading {
  let session: SessionId | undefined
  let version: string | undefined
  let argv: readonly string[] | undefined
  let worktreePath: string | undefined
  let indexPath: string | undefined
  let ancestors: readonly string[] | undefined
  let alias: string | undefined
  let expansion: readonly string[] | undefined
  let dashed: string | undefined
  let mode: string | undefined
  let end: TracedEnd | undefined
  let durationUs: number | undefined
  let complaint = ''
  let isExecuted = false
  let isContinued = false
  let isCut = false
  let garbledLines = 0
  /** From the process's start: the latest that was heard of. */
  let lastUs = 0
  const names: string[] = []
  const children: TracedChild[] = []
  const openChildren = new Map<number, OpenChild>()
  const busy: number[] = []
  /** Ends in `busy` of which only the earliest possible is known yet. */
  let looseEnds: number[] = []
  const regions = new Map<string, number>()
  const counters = new Map<string, number>()

  const takers: Readonly<Record<string, (fields: Fields) => void>> = {
    __proto__: null as never,
    version: (fields) => {
      const exe = text(fields['exe'])
      version ??= exe !== undefined && /^\d[\w.()+ -]{0,63}$/.test(exe) ? exe : undefined
    },
    start: (fields) => {
      argv ??= boundedArguments(fields['argv'], cut)
    },
    cmd_ancestry: (fields) => {
      ancestors ??= texts(fields['ancestry'], MOST_ANCESTORS).map((name) => name.slice(0, MOST_NAME_LENGTH))
    },
    cmd_name: (fields) => {
      const name = text(fields['name'])
      if (name !== undefined && names.length < MOST_NAMES) names.push(name.slice(0, MOST_NAME_LENGTH))
    },
    cmd_mode: (fields) => {
      mode ??= knownMode(text(fields['name']) ?? '')
    },
    alias: (fields) => {
      alias ??= text(fields['alias'])?.slice(0, MOST_NAME_LENGTH)
      expansion = texts(fields['argv'], MOST_ARGUMENTS)
    },
    def_repo: (fields) => {
      worktreePath ??= repositoryPath(fields['worktree'])
    },
    child_start: (fields) => startChild(fields),
    child_exit: (fields) => {
      const child = endChild(fields)
      if (child?.listed === undefined) return
      child.listed.durationUs = microseconds(fields['t_rel']) ?? -1
      child.listed.exitCode = integer(fields['code']) ?? -1
    },
    child_ready: (fields) => endChild(fields),
    exec: () => {
      isExecuted = true
      busy.push(lastUs, Infinity)
    },
    exec_result: () => {
      isExecuted = false
    },
    exit: (fields) => {
      const code = integer(fields['code'])
      if (code !== undefined) end ??= { kind: 'exited', code }
    },
    atexit: (fields) => {
      const code = integer(fields['code'])
      if (code !== undefined) end ??= { kind: 'exited', code }
      durationUs ??= microseconds(fields['t_abs']) ?? lastUs
    },
    signal: (fields) => {
      const signal = integer(fields['signo'])
      // git tells of the signal first, and may still say that it exited.
      if (signal !== undefined && signal > 0 && signal < 256) end = { kind: 'signalled', signal }
      durationUs ??= microseconds(fields['t_abs']) ?? lastUs
    },
    error: (fields) => {
      const message = text(fields['msg'])
      if (message === undefined || complaint.length >= MOST_COMPLAINT_LENGTH) return
      complaint = boundedText(complaint === '' ? message : `${complaint}\n${message}`, MOST_COMPLAINT_LENGTH)
    },
    region_leave: (fields) => {
      const tookUs = microseconds(fields['t_rel'])
      const name = joined(fields['category'], fields['label'])
      if (name === 'index/do_read_index' || name === 'index/do_write_index') {
        indexPath ??= repositoryPath(fields['msg'])
      }
      if (tookUs === undefined || name === undefined) return
      const before = regions.get(name)
      if (before === undefined && regions.size >= MOST_DISTINCT) return
      regions.set(name, (before ?? 0) + tookUs)
    },
    data: (fields) => {
      if (fields['key'] === 'implicit-bare-repository' && fields['category'] === 'setup') {
        worktreePath ??= repositoryPath(fields['value'])
        return
      }
      const value = text(fields['value'])
      if (value === undefined || !/^-?\d{1,15}$/.test(value)) return
      count(joined(fields['category'], fields['key']), Number(value))
    },
    counter: (fields) => count(joined(fields['category'], fields['name']), integer(fields['count'])),
  }

  function cut(): void {
    isCut = true
  }

  function count(name: string | undefined, value: number | undefined): void {
    if (name === undefined || value === undefined) return
    if (counters.has(name) || counters.size < MOST_DISTINCT) counters.set(name, value)
  }

  function startChild(fields: Fields): void {
    const id = integer(fields['child_id'])
    if (id === undefined || openChildren.has(id)) return
    const argv = texts(fields['argv'], MOST_ARGUMENTS)
    const hook = text(fields['hook_name'])
    const isDashed = fields['child_class'] === 'dashed'
    if (isDashed) dashed = argv[0]
    if (children.length >= MOST_CHILDREN || openChildren.size >= MOST_OPEN_CHILDREN) {
      cut()
      if (openChildren.size < MOST_OPEN_CHILDREN) openChildren.set(id, { startUs: lastUs, isDashed })
      else busy.push(lastUs, Infinity)
      return
    }
    const program = { argv, usesShell: fields['use_shell'] === true }
    const listed: TracedChild = {
      class: knownChildClass(text(fields['child_class']) ?? '?'),
      name: (hook ?? programName(program)).slice(0, MOST_NAME_LENGTH),
      command: commandLine(program, MOST_CHILD_COMMAND_LENGTH),
      pid: -1,
      startUs: lastUs,
      durationUs: -1,
      exitCode: -1,
    }
    children.push(listed)
    openChildren.set(id, { listed, startUs: lastUs, isDashed })
  }

  function endChild(fields: Fields): OpenChild | undefined {
    const id = integer(fields['child_id'])
    const child = id === undefined ? undefined : openChildren.get(id)
    if (child === undefined) return undefined
    openChildren.delete(id!)
    const pid = integer(fields['pid']) ?? -1
    const isFailed = pid < 0 && child.isDashed
    if (isFailed) {
      // git only tried whether there is such a program.
      const index = children.lastIndexOf(child.listed!)
      if (index !== -1) children.splice(index, 1)
      return undefined
    }
    if (child.listed !== undefined) child.listed.pid = pid < 0 ? -1 : pid
    const tookUs = microseconds(fields['t_rel']) ?? 0
    lastUs = Math.max(lastUs, child.startUs + tookUs)
    // What is in the background runs on when it is ready.
    addBusy(child.startUs, fields['event'] === 'child_ready' ? Infinity : lastUs)
    if (fields['time'] === undefined) looseEnds.push(busy.length - 1)
    return child
  }

  /** Whoever ended without a time of day had ended by now. */
  function tieEnds(nowUs: number): void {
    for (const index of looseEnds) busy[index] = Math.max(busy[index]!, nowUs)
    looseEnds = []
  }

  function addBusy(fromUs: number, untilUs: number): void {
    if (busy.length < 2 * MOST_OPEN_CHILDREN) busy.push(fromUs, untilUs)
    else busy[busy.length - 1] = Math.max(busy.at(-1)!, untilUs)
  }

  const take: TraceReading['take'] = (line, isTorn) => {
    const opening = line.toString('latin1', 0, NAME_BYTES)
    if (opening.startsWith(NAME_OPENING)) {
      const name = opening.slice(NAME_OPENING.length, opening.indexOf('"', NAME_OPENING.length))
      if (!(name in takers)) {
        if (durationUs !== undefined) isContinued = true
        return
      }
    } else if (line.length === 0) return
    const fields = parse(line)
    const name = fields === undefined ? undefined : text(fields['event'])
    if (fields === undefined || name === undefined) {
      if (!isTorn) garbledLines++
      cut()
      return
    }
    if (isTorn) cut()
    if (durationUs !== undefined && name !== 'atexit' && name !== 'signal') isContinued = true
    if (session === undefined) session = parseSessionId(text(fields['sid']) ?? '')
    const atUs = microsecondsOfDay(fields['time'])
    const offsetUs =
      (atUs === undefined ? undefined : plausible(atUs - process.startUs)) ?? microseconds(fields['t_abs'])
    if (offsetUs !== undefined) {
      lastUs = Math.max(lastUs, offsetUs)
      if (looseEnds.length > 0) tieEnds(lastUs)
    }
    if (name in takers) takers[name]!(fields)
  }

  const finish: TraceReading['finish'] = () => {
    for (const { startUs } of openChildren.values()) addBusy(startUs, Infinity)
    tieEnds(Infinity)
    return {
      process,
      session,
      isKnown: version !== undefined || argv !== undefined,
      version: version ?? 'unknown',
      naming: {
        names,
        argv: argv ?? [],
        ...(expansion === undefined ? {} : { expansion }),
        ...(dashed === undefined ? {} : { dashed }),
      },
      alias,
      mode,
      worktreePath,
      ancestors: ancestors ?? [],
      complaint,
      end: end ?? { kind: isExecuted ? 'replaced' : 'killed' },
      durationUs: durationUs ?? lastUs,
      children,
      busy: mergedPeriods(busy, MOST_BUSY_PERIODS).map((us) => process.startUs + us),
      regions,
      counters,
      isContinued,
      isCut,
      garbledLines,
    }
  }

  return {
    take,
    worktreePath: () => worktreePath,
    indexPath: () => indexPath,
    session: () => session,
    cut,
    finish,
  }
}

/** Which of a trace's last lines says that its process has ended, and when that was. */
export function endOfTrace(tail: Buffer): { readonly name: string; readonly atUs?: number } | undefined {
  const until = tail.lastIndexOf(10)
  if (until <= 0) return undefined
  const fields = parse(tail.subarray(tail.lastIndexOf(10, until - 1) + 1, until))
  const name = fields === undefined ? undefined : text(fields['event'])
  if (name !== 'atexit' && name !== 'signal' && name !== 'exec') return undefined
  const atUs = microsecondsOfDay(fields!['time'])
  return { name, ...(atUs === undefined ? {} : { atUs }) }
}

/** Sorted, with those that overlap joined, and so many at most: then neighbours are joined too. */
function mergedPeriods(flat: readonly number[], most: number): number[] {
  const periods: [number, number][] = []
  for (let index = 0; index < flat.length; index += 2) periods.push([flat[index]!, flat[index + 1]!])
  periods.sort(([a], [b]) => a - b)
  let merged: [number, number][] = []
  for (const period of periods) {
    const last = merged.at(-1)
    if (last !== undefined && period[0] <= last[1]) last[1] = Math.max(last[1], period[1])
    else merged.push(period)
  }
  while (merged.length > most) {
    merged = merged
      .filter((_, index) => index % 2 === 0)
      .map(([from, until], index) => [from, merged[2 * index + 1]?.[1] ?? until])
  }
  return merged.flat()
}

function parse(line: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    // Counted by the caller as garbled.
    return undefined
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toWellFormed() : undefined
}

function texts(value: unknown, most: number): string[] {
  if (!Array.isArray(value)) return []
  return value
    .slice(0, most)
    .map(text)
    .filter((one) => one !== undefined)
}

function boundedArguments(value: unknown, onCut: () => void): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const kept: string[] = []
  let left = MOST_ARGUMENTS_LENGTH
  for (const argument of texts(value, MOST_ARGUMENTS)) {
    if (left <= 0) break
    kept.push(boundedText(argument, left))
    left -= argument.length
  }
  if (kept.length < value.length || left < 0) onCut()
  return kept
}

function integer(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined
}

/** Of seconds with a fraction. */
function microseconds(value: unknown): number | undefined {
  return typeof value === 'number' ? plausible(Math.round(value * US_PER_SECOND)) : undefined
}

function plausible(us: number): number | undefined {
  return us >= 0 && us <= LONGEST_US ? us : undefined
}

/** Of `2026-11-25T14:47:38.462200Z`. */
function microsecondsOfDay(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(value)
  if (match === null) return undefined
  const us = Date.parse(`${match[1]}Z`) * 1000 + Number(match[2])
  return Number.isSafeInteger(us) ? us : undefined
}

function joined(first: unknown, second: unknown): string | undefined {
  const [category, label] = [text(first), text(second)]
  if (category === undefined || label === undefined) return undefined
  return `${category}/${label}`.slice(0, MOST_NAME_LENGTH)
}

/** git takes its own directory for the worktree where it runs inside it. */
function repositoryPath(value: unknown): string | undefined {
  const path = text(value)
  if (path === undefined || path.length > LONGEST_PATH || !isAbsolutePath(path)) return undefined
  return path.replace(/(?<=.)\/\.git$/, '')
}

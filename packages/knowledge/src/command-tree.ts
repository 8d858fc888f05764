/**
 * A command and everything beneath it, as a tree of processes: a fold over the events of
 * one trace.
 *
 * Git commands are spans and say whose child they are. What isn't git (hooks, editors,
 * pagers) stands in the list of programs that a command started. Where both tell of one
 * process, it is one node. A hook's own git commands name the git command above as their
 * parent: they go to the hook in whose time they began.
 *
 * Invariants: an event is in the tree at most once, whatever its parents claim; a node
 * is never above one that it is beneath; the same events in any order give the same tree.
 */
import {
  ATTR_ERROR_TYPE,
  ATTR_GIT_CHILD_CLASS,
  ATTR_GIT_CHILD_COMMAND,
  ATTR_GIT_CHILD_DURATION_US,
  ATTR_GIT_CHILD_EXIT_CODE,
  ATTR_GIT_CHILD_NAME,
  ATTR_GIT_CHILD_PID,
  ATTR_GIT_CHILD_START_US,
  ATTR_PROCESS_DURATION_US,
  ATTR_PROCESS_EXIT_CODE,
  ATTR_PROCESS_PID,
  ATTR_VCS_OPERATION_NAME,
} from '@wakelore/telemetry/conventions.generated'
import {
  numberAttribute,
  numbersAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'

export type ProcessNode = {
  /** Of a git command that is stored; anything else is known from its parent alone. */
  readonly event: DevelopmentEvent | undefined
  /** What its parent calls it: `hook`, `editor`, `pager`, … */
  readonly role: string | undefined
  /** The git command, the hook, or the program; undefined where names aren't kept. */
  readonly name: string | undefined
  /** Command line of a program that isn't git, where texts are kept. */
  readonly command: string | undefined
  readonly pid: number | undefined
  /** Microseconds after the tree's root began; below zero where clocks disagree. */
  readonly startUs: number
  /** Undefined where its end wasn't told. */
  readonly durationUs: number | undefined
  readonly exitCode: number | undefined
  /** `exit_<status>`, `signal_<number>` or `killed`; undefined where it went well or nothing is known. */
  readonly errorType: string | undefined
  /** By start. */
  readonly children: readonly ProcessNode[]
}

export type CommandTree = {
  readonly root: ProcessNode
  /** Processes that the tree has no room for. */
  readonly omitted: number
}

/** A trace of more processes, or of deeper ones, is cut: only a made one has so many. */
const MOST_NODES = 20_000
const MOST_LEVELS = 100
/** Events tell their start in whole milliseconds, programs in microseconds. */
const TOLERANCE_US = 1000

/** `events` has the root's trace: what isn't beneath the root is left out. */
export function commandTree(root: DevelopmentEvent, events: Iterable<DevelopmentEvent>): CommandTree {
  const beneath = childrenBySpan(root, events)
  let room = MOST_NODES - 1
  let omitted = 0

  /** The most that there is room for, in the order given; what is beneath the rest is left out with it. */
  const admit = <T extends Child | Program>(items: readonly T[], level: number): readonly T[] => {
    const admitted = level > MOST_LEVELS ? [] : items.slice(0, room)
    room -= admitted.length
    const left: readonly (Child | Program)[] = items.slice(admitted.length)
    for (const one of left) {
      if ('commands' in one) omitted++
      for (const { event } of 'commands' in one ? one.commands : [one]) omitted += spansFrom(event)
    }
    return admitted
  }

  /** How many git commands an event and what is beneath it are. */
  const spansFrom = (event: DevelopmentEvent): number => {
    const reached = [event]
    for (const { spanId } of reached) for (const child of beneath.get(spanId ?? '') ?? []) reached.push(child)
    return reached.length
  }

  const commandNode = (
    event: DevelopmentEvent,
    program: Program | undefined,
    startUs: number,
    level: number,
  ): ProcessNode => {
    const { programs, own } = assignPrograms(event, beneath.get(event.spanId ?? '') ?? [], startUs)
    const children = [
      ...admit(own, level).map((child) => commandNode(child.event, child.program, child.startUs, level + 1)),
      ...admit(programs, level).map((child) => programNode(child, level + 1)),
    ]
    return {
      event,
      role: program?.role,
      name: textAttribute(event, ATTR_VCS_OPERATION_NAME),
      command: undefined,
      pid: numberAttribute(event, ATTR_PROCESS_PID),
      startUs,
      durationUs: numberAttribute(event, ATTR_PROCESS_DURATION_US),
      exitCode: numberAttribute(event, ATTR_PROCESS_EXIT_CODE),
      errorType: textAttribute(event, ATTR_ERROR_TYPE),
      children: children.sort(byStart),
    }
  }

  const programNode = (program: Program, level: number): ProcessNode => {
    const { role, name, command, pid, startUs, durationUs, exitCode } = program
    const children = admit(program.commands, level).map((child) =>
      commandNode(child.event, undefined, child.startUs, level + 1),
    )
    return {
      event: undefined,
      role,
      name,
      command,
      pid,
      startUs,
      durationUs,
      exitCode,
      errorType: errorOf(exitCode),
      children: children.sort(byStart),
    }
  }

  return { root: commandNode(root, undefined, 0, 1), omitted }
}

/** git tells a program that a signal ended as 128 and its number, as a shell does. */
function errorOf(exitCode: number | undefined): string | undefined {
  return exitCode === undefined || exitCode === 0 ? undefined : `exit_${exitCode}`
}

type Child = {
  readonly event: DevelopmentEvent
  readonly startUs: number
  /** The same process, as its parent tells of it. */
  readonly program?: Program
}

type Program = {
  readonly role: string | undefined
  readonly name: string | undefined
  readonly command: string | undefined
  readonly pid: number | undefined
  readonly startUs: number
  readonly durationUs: number | undefined
  readonly endUs: number
  readonly exitCode: number | undefined
  /** Git commands that began in its time. */
  readonly commands: Child[]
}

/** Which of a command's children are programs that it tells of, and which began within one. */
function assignPrograms(
  event: DevelopmentEvent,
  spans: readonly DevelopmentEvent[],
  startUs: number,
): { readonly programs: readonly Program[]; readonly own: readonly Child[] } {
  const programs = readPrograms(event, startUs)
  const taken = new Set<Program>()
  const own: Child[] = []
  const others: Child[] = []
  for (const span of spans) {
    const child = { event: span, startUs: startUs + (span.occurredAt - event.occurredAt) * 1000 }
    const program = programs.find((candidate) => !taken.has(candidate) && isSame(candidate, child))
    if (program === undefined) {
      others.push(child)
    } else {
      taken.add(program)
      own.push({ event: span, startUs: program.startUs, program })
    }
  }
  const alive = programs.filter((program) => !taken.has(program))
  for (const child of others) {
    const around = alive.findLast((program) => livedAt(program, child.startUs))
    if (around === undefined) own.push(child)
    else around.commands.push(child)
  }
  return { programs: alive, own }
}

/** One process: by its id, which comes back in a long command, or by its name, where no id was told. */
function isSame(program: Program, { event, startUs }: Child): boolean {
  if (!livedAt(program, startUs)) return false
  if (program.pid !== undefined) return program.pid === numberAttribute(event, ATTR_PROCESS_PID)
  return program.name === `git-${textAttribute(event, ATTR_VCS_OPERATION_NAME)}`
}

function livedAt({ startUs, endUs }: Program, atUs: number): boolean {
  return startUs - TOLERANCE_US <= atUs && atUs <= endUs + TOLERANCE_US
}

/** By start. What one of the lists lacks, at a lower detail level for one, isn't known. */
function readPrograms(event: DevelopmentEvent, startUs: number): Program[] {
  const roles = textsAttribute(event, ATTR_GIT_CHILD_CLASS)
  const names = textsAttribute(event, ATTR_GIT_CHILD_NAME)
  const commands = textsAttribute(event, ATTR_GIT_CHILD_COMMAND)
  const pids = numbersAttribute(event, ATTR_GIT_CHILD_PID)
  const starts = numbersAttribute(event, ATTR_GIT_CHILD_START_US)
  const durations = numbersAttribute(event, ATTR_GIT_CHILD_DURATION_US)
  const exitCodes = numbersAttribute(event, ATTR_GIT_CHILD_EXIT_CODE)
  return roles
    .map((role, index): Program => {
      const start = startUs + (known(starts[index]) ?? 0)
      const durationUs = known(durations[index])
      return {
        role: nonEmpty(role),
        name: nonEmpty(names[index]),
        command: nonEmpty(commands[index]),
        pid: known(pids[index]),
        startUs: start,
        durationUs,
        endUs: durationUs === undefined ? Infinity : start + durationUs,
        exitCode: known(exitCodes[index]),
        commands: [],
      }
    })
    .sort((left, right) => left.startUs - right.startUs)
}

/** The conventions write -1 for what isn't known. */
function known(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

/** Each span once, by start; the root is nobody's child. */
function childrenBySpan(
  root: DevelopmentEvent,
  events: Iterable<DevelopmentEvent>,
): ReadonlyMap<string, readonly DevelopmentEvent[]> {
  const seen = new Set([root.spanId])
  const children = new Map<string, DevelopmentEvent[]>()
  const ordered = [...events].sort(
    (left, right) => left.occurredAt - right.occurredAt || (left.key < right.key ? -1 : 1),
  )
  for (const event of ordered) {
    const { spanId, parentSpanId } = event
    if (spanId === undefined || parentSpanId === undefined || seen.has(spanId)) continue
    seen.add(spanId)
    const siblings = children.get(parentSpanId)
    if (siblings === undefined) children.set(parentSpanId, [event])
    else siblings.push(event)
  }
  return children
}

function byStart(left: ProcessNode, right: ProcessNode): number {
  return left.startUs - right.startUs
}

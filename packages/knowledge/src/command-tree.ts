/**
 * A span and everything beneath it, as a tree: a fold over the events of one trace.
 *
 * Git commands, commands given to `wakelore run`, shells and the spans of others say whose
 * child they are. What isn't git (hooks, editors, pagers) stands in the list of programs
 * that a git command started. Where both tell of one process, it is one node. A hook's
 * own git commands, and runs, name the git command above as their parent: they go to the
 * hook in whose time they began. What else is told of a span (log records, results of
 * tests) is counted at it.
 *
 * Invariants: a span is in the tree at most once, whatever its parents claim; a node is
 * never above one that it is beneath; the same events in any order give the same tree.
 */
import {
  ATTR_COMMAND_NAME,
  ATTR_ERROR_TYPE,
  ATTR_GIT_CHILD_CLASS,
  ATTR_GIT_CHILD_COMMAND,
  ATTR_GIT_CHILD_DURATION_US,
  ATTR_GIT_CHILD_EXIT_CODE,
  ATTR_GIT_CHILD_NAME,
  ATTR_GIT_CHILD_PID,
  ATTR_GIT_CHILD_START_US,
  ATTR_OTLP_LOG_SEVERITY_NUMBER,
  ATTR_OTLP_SPAN_DURATION_NS,
  ATTR_OTLP_SPAN_NAME,
  ATTR_OTLP_SPAN_STATUS,
  ATTR_OTLP_TIME_SUB_MS_NS,
  ATTR_PROCESS_DURATION_US,
  ATTR_PROCESS_EXIT_CODE,
  ATTR_PROCESS_PID,
  ATTR_TEST_CASE_RESULT_STATUS,
  ATTR_VCS_OPERATION_NAME,
} from '@wakelore/telemetry/conventions.generated'
import {
  numberAttribute,
  numbersAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'
import {
  COMMAND_RUN,
  GIT_COMMAND,
  isCommandKind,
  isSpanKind,
  OTEL_LOG,
  OTEL_SPAN,
  SHELL_CONTEXT,
  TEST_CASE,
  TEST_SUITE,
} from './command-tree/span-kind.ts'

export type TreeNode = {
  /**
   * `program`: known from the git command that started it alone; `trace`: stands for a
   * trace whose parts have nothing above them that is held.
   */
  readonly kind: 'git' | 'run' | 'span' | 'shell' | 'program' | 'trace'
  /** Of a span that is stored. */
  readonly event: DevelopmentEvent | undefined
  /** What its parent calls it: `hook`, `editor`, `pager`, … */
  readonly role: string | undefined
  /** The git command, the hook, the program, or the span's name; undefined where names aren't kept. */
  readonly name: string | undefined
  /** Command line of a program that isn't git, where texts are kept. */
  readonly command: string | undefined
  readonly pid: number | undefined
  /** Microseconds after the tree's root began; below zero where clocks disagree. */
  readonly startUs: number
  /** Undefined where its end wasn't told; of a shell or a trace, to the end of what is beneath. */
  readonly durationUs: number | undefined
  readonly exitCode: number | undefined
  /** `exit_<status>`, `signal_<number>`, `killed` or what a sender says; undefined where it went well or nothing is known. */
  readonly errorType: string | undefined
  /** What else is told of it. */
  readonly told: ToldOfSpan
  /** By start. */
  readonly children: readonly TreeNode[]
}

export type ToldOfSpan = {
  readonly logs: number
  /** Log records of severity error or worse. */
  readonly logErrors: number
  readonly testSuites: number
  /** Cases that failed, in their order, as many as there is room for. */
  readonly failedCases: readonly DevelopmentEvent[]
}

export type CommandTree = {
  readonly root: TreeNode
  /** Spans and programs that the tree has no room for. */
  readonly omitted: number
}

/** A trace of more spans, or of deeper ones, is cut: only a made one has so many. */
const MOST_NODES = 20_000
const MOST_LEVELS = 100
const MOST_FAILED_CASES = 100
/** Events tell their start in whole milliseconds, programs in microseconds. */
const TOLERANCE_US = 1000
/** OTLP: SEVERITY_NUMBER_ERROR. */
const ERROR_SEVERITY = 17
const NS_PER_US = 1000

/** `events` has the root's trace: what isn't beneath the root is left out. */
export function commandTree(root: DevelopmentEvent, events: Iterable<DevelopmentEvent>): CommandTree {
  const all = [...events]
  return grow([root], all, childrenBySpan([root], all))
}

/** All of a trace: beneath its root, or, where several of its spans have nothing held above them, beneath none. */
export function traceTree(events: Iterable<DevelopmentEvent>): CommandTree | undefined {
  const all = [...events]
  const spans = uniqueSpans(all)
  const held = new Set(spans.map(({ spanId }) => spanId))
  const isTop = ({ spanId, parentSpanId }: DevelopmentEvent): boolean =>
    parentSpanId === undefined || parentSpanId === spanId || !held.has(parentSpanId)
  const roots = withCircles(spans.filter(isTop), spans)
  return roots.length === 0 ? undefined : grow(roots, all, childrenBySpan(roots, all))
}

/**
 * Spans that claim to be above each other lie beneath no top: what wakelore saw itself
 * is one then, or the first of them, lest a sender hide what is held.
 */
function withCircles(
  tops: readonly DevelopmentEvent[],
  spans: readonly DevelopmentEvent[],
): readonly DevelopmentEvent[] {
  const children = Map.groupBy(spans, ({ parentSpanId }) => parentSpanId)
  const own = spans.filter(({ kind }) => kind !== OTEL_SPAN)
  const reached = new Set<DevelopmentEvent>()
  return [...tops, ...own, ...spans].filter((span) => {
    if (reached.has(span)) return false
    reached.add(span)
    const beneath = [span]
    for (const { spanId } of beneath) {
      const fresh = (children.get(spanId) ?? []).filter((child) => !reached.has(child))
      for (const child of fresh) {
        reached.add(child)
        beneath.push(child)
      }
    }
    return true
  })
}

/** The command that this one lies beneath and that lies beneath no other, as far as it is held. */
export function outermostCommand(
  command: DevelopmentEvent,
  events: Iterable<DevelopmentEvent>,
): DevelopmentEvent {
  const bySpan = new Map(uniqueSpans(events).map((span) => [span.spanId, span]))
  const seen = new Set<string | undefined>()
  let outermost = command
  for (
    let at: DevelopmentEvent | undefined = command;
    at !== undefined && !seen.has(at.spanId);
    at = bySpan.get(at.parentSpanId)
  ) {
    seen.add(at.spanId)
    if (isCommandKind(at.kind)) outermost = at
  }
  return outermost
}

function grow(
  roots: readonly DevelopmentEvent[],
  events: readonly DevelopmentEvent[],
  beneath: ReadonlyMap<string, readonly DevelopmentEvent[]>,
): CommandTree {
  const told = toldBySpan(events)
  const rootAtUs = startOf(roots[0]!)
  let room = MOST_NODES - 1
  let omitted = 0

  /** The most that there is room for, in the order given; what is beneath the rest is left out with it. */
  const admit = <T extends Child | Program>(items: readonly T[], level: number): readonly T[] => {
    const admitted = level > MOST_LEVELS ? [] : items.slice(0, room)
    room -= admitted.length
    const left: readonly (Child | Program)[] = items.slice(admitted.length)
    for (const one of left) {
      if ('spans' in one) omitted++
      for (const { event } of 'spans' in one ? one.spans : [one]) omitted += spansFrom(event)
    }
    return admitted
  }

  /** How many spans an event and what is beneath it are. */
  const spansFrom = (event: DevelopmentEvent): number => {
    const reached = [event]
    for (const { spanId } of reached) for (const child of beneath.get(spanId ?? '') ?? []) reached.push(child)
    return reached.length
  }

  const spanNode = ({ event, program, startUs }: Child, level: number): TreeNode => {
    const { programs, own } = assignPrograms(event, beneath.get(event.spanId ?? '') ?? [], startUs)
    const children = [
      ...admit(own, level).map((child) => spanNode(child, level + 1)),
      ...admit(programs, level).map((child) => programNode(child, level + 1)),
    ].sort(byStart)
    const kind = NODE_KIND[event.kind] ?? 'span'
    return {
      kind,
      event,
      role: program?.role,
      name: textAttribute(event, NAME_ATTRIBUTE[kind]),
      command: undefined,
      pid: numberAttribute(event, ATTR_PROCESS_PID),
      startUs,
      durationUs: kind === 'shell' ? extentUs(startUs, children) : durationOf(event),
      exitCode: numberAttribute(event, ATTR_PROCESS_EXIT_CODE),
      errorType: errorTypeOf(event),
      told: told.get(event.spanId ?? '') ?? NOTHING_TOLD,
      children,
    }
  }

  const programNode = (program: Program, level: number): TreeNode => {
    const { role, name, command, pid, startUs, durationUs, exitCode } = program
    return {
      kind: 'program',
      event: undefined,
      role,
      name,
      command,
      pid,
      startUs,
      durationUs,
      exitCode,
      errorType: exitCode === undefined || exitCode === 0 ? undefined : `exit_${exitCode}`,
      told: NOTHING_TOLD,
      children: admit(program.spans, level)
        .map((child) => spanNode(child, level + 1))
        .sort(byStart),
    }
  }

  const tops = roots.map((event): Child => ({ event, startUs: startOf(event) - rootAtUs }))
  if (tops.length === 1) return { root: spanNode(tops[0]!, 1), omitted }
  const children = admit(tops, 1)
    .map((top) => spanNode(top, 2))
    .sort(byStart)
  return {
    root: {
      kind: 'trace',
      event: undefined,
      role: undefined,
      name: undefined,
      command: undefined,
      pid: undefined,
      startUs: 0,
      durationUs: extentUs(0, children),
      exitCode: undefined,
      errorType: undefined,
      told: NOTHING_TOLD,
      children,
    },
    omitted,
  }
}

const NODE_KIND: Readonly<Record<string, 'git' | 'run' | 'shell'>> = {
  [GIT_COMMAND]: 'git',
  [COMMAND_RUN]: 'run',
  [SHELL_CONTEXT]: 'shell',
}
const NAME_ATTRIBUTE = {
  git: ATTR_VCS_OPERATION_NAME,
  run: ATTR_COMMAND_NAME,
  span: ATTR_OTLP_SPAN_NAME,
  shell: '',
} as const
const NOTHING_TOLD: ToldOfSpan = { logs: 0, logErrors: 0, testSuites: 0, failedCases: [] }

/** Microseconds since the epoch. */
function startOf(event: DevelopmentEvent): number {
  return event.occurredAt * 1000 + (numberAttribute(event, ATTR_OTLP_TIME_SUB_MS_NS) ?? 0) / NS_PER_US
}

function durationOf(event: DevelopmentEvent): number | undefined {
  if (event.kind !== OTEL_SPAN) return numberAttribute(event, ATTR_PROCESS_DURATION_US)
  const durationNs = numberAttribute(event, ATTR_OTLP_SPAN_DURATION_NS)
  return durationNs === undefined ? undefined : Math.max(0, durationNs / NS_PER_US)
}

/** A sender's `error.type` says why, its status whether. */
function errorTypeOf(event: DevelopmentEvent): string | undefined {
  const type = textAttribute(event, ATTR_ERROR_TYPE)
  if (event.kind !== OTEL_SPAN) return type
  return textAttribute(event, ATTR_OTLP_SPAN_STATUS) === 'error' ? (type ?? 'error') : undefined
}

/** To the end of what ended last beneath. */
function extentUs(startUs: number, children: readonly TreeNode[]): number | undefined {
  const endUs = (node: TreeNode): number =>
    node.children.reduce(
      (latest, child) => Math.max(latest, endUs(child)),
      node.startUs + (node.durationUs ?? 0),
    )
  if (children.length === 0) return undefined
  return children.reduce((latest, child) => Math.max(latest, endUs(child)), startUs) - startUs
}

/** By the span that each is told of. */
function toldBySpan(events: readonly DevelopmentEvent[]): ReadonlyMap<string, ToldOfSpan> {
  type Mutable = { -readonly [Name in keyof ToldOfSpan]: ToldOfSpan[Name] } & {
    failedCases: DevelopmentEvent[]
  }
  const told = new Map<string, Mutable>()
  for (const event of events) {
    if (event.parentSpanId === undefined || isSpanKind(event.kind)) continue
    let known = told.get(event.parentSpanId)
    if (known === undefined) {
      told.set(event.parentSpanId, (known = { ...NOTHING_TOLD, failedCases: [] }))
    }
    if (event.kind === OTEL_LOG) {
      known.logs++
      if ((numberAttribute(event, ATTR_OTLP_LOG_SEVERITY_NUMBER) ?? 0) >= ERROR_SEVERITY) known.logErrors++
    } else if (event.kind === TEST_SUITE) known.testSuites++
    else if (event.kind === TEST_CASE && textAttribute(event, ATTR_TEST_CASE_RESULT_STATUS) !== 'skip') {
      known.failedCases.push(event)
    }
  }
  for (const one of told.values()) {
    one.failedCases = one.failedCases.sort(byNumber).slice(0, MOST_FAILED_CASES)
  }
  return told
}

/** Their keys end in their number within the run. */
function byNumber(left: DevelopmentEvent, right: DevelopmentEvent): number {
  const numberOf = ({ key }: DevelopmentEvent): number => Number(key.slice(key.lastIndexOf('/') + 1)) || 0
  return numberOf(left) - numberOf(right) || (left.key < right.key ? -1 : 1)
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
  /** Spans that began in its time. */
  readonly spans: Child[]
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
    const child = { event: span, startUs: startUs + startOf(span) - startOf(event) }
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
    else around.spans.push(child)
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
        spans: [],
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

/** Each span once, by start; a root is nobody's child. */
function childrenBySpan(
  roots: readonly DevelopmentEvent[],
  events: readonly DevelopmentEvent[],
): ReadonlyMap<string, readonly DevelopmentEvent[]> {
  const tops = new Set(roots.map(({ spanId }) => spanId))
  const children = new Map<string, DevelopmentEvent[]>()
  for (const event of uniqueSpans(events)) {
    const { spanId, parentSpanId } = event
    if (parentSpanId === undefined || tops.has(spanId)) continue
    const siblings = children.get(parentSpanId)
    if (siblings === undefined) children.set(parentSpanId, [event])
    else siblings.push(event)
  }
  return children
}

/**
 * By start; of those with one id what wakelore saw itself, which no sender can take the
 * place of, and then the first that says whose child it is.
 */
function uniqueSpans(events: Iterable<DevelopmentEvent>): DevelopmentEvent[] {
  const spans = new Map<string, DevelopmentEvent>()
  const isBetter = (event: DevelopmentEvent, than: DevelopmentEvent): boolean =>
    (event.kind === OTEL_SPAN) === (than.kind === OTEL_SPAN)
      ? than.parentSpanId === undefined && event.parentSpanId !== undefined
      : than.kind === OTEL_SPAN
  const byTime = (left: DevelopmentEvent, right: DevelopmentEvent): number =>
    left.occurredAt - right.occurredAt || (left.key < right.key ? -1 : 1)
  for (const event of [...events].sort(byTime)) {
    if (event.spanId === undefined || !isSpanKind(event.kind)) continue
    const known = spans.get(event.spanId)
    if (known === undefined || isBetter(event, known)) spans.set(event.spanId, event)
  }
  return [...spans.values()].sort(byTime)
}

function byStart(left: TreeNode, right: TreeNode): number {
  return left.startUs - right.startUs
}

/**
 * A git command as far as refs are concerned: when and where it ran, and what it can
 * have written into the reflog of its worktree's HEAD.
 */
import {
  numberAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'
import { parseComponent } from '../git-trace2/session-id.ts'
import { movesRefs } from './ref-movement.ts'

/** When a command ran, of those handed in before; JSON. */
export type CommandWindow = {
  /** Milliseconds since the epoch, with a fraction. */
  readonly startMs: number
  readonly endMs: number
  /** Name of the linked worktree; absent for the main one. */
  readonly worktree?: string
  readonly name: string
  readonly spanId?: string
  readonly parentSpanId?: string
  /** Short name of the branch that it began on; null where HEAD was detached, absent where that isn't known. */
  readonly branch?: string | null
  /** How many entries of HEAD's reflog it wrote itself. */
  readonly entries?: number
  /** The branch that it switched to without an entry. */
  readonly switchedTo?: string
}

export type CommandRun = {
  readonly name: string
  readonly worktree: string | undefined
  /** Microseconds since the epoch. */
  readonly startUs: number
  /** After the start. */
  readonly endUs: number
  readonly spanId: string | undefined
  readonly parentSpanId: string | undefined
  /** Absent for one that was handed in before. */
  readonly event: DevelopmentEvent | undefined
  /** What was told of one that was handed in before. */
  readonly window: CommandWindow | undefined
}

/** How many entries of HEAD's reflog a command writes itself, and whether it's sure to write the fewest. */
export type ExpectedEntries = { readonly min: number; readonly max: number; readonly isSure: boolean }

const US_PER_MS = 1000
/** One that was killed may have gone on after the last that was heard of it. */
const KILLED_LEEWAY_US = 2_000_000
const COMMAND_PREFIX = 'command/'
const NONE: ExpectedEntries = { min: 0, max: 0, isSure: true }
const AT_MOST_ONE: ExpectedEntries = { min: 0, max: 1, isSure: true }
const ONE: ExpectedEntries = { min: 1, max: 1, isSure: true }
const PROBABLY_ONE: ExpectedEntries = { min: 1, max: 1, isSure: false }
const ANY: ExpectedEntries = { min: 0, max: Infinity, isSure: true }

/** Of commands that move other refs only. */
const LEAVES_HEAD = new Set([
  'push',
  'send-pack',
  'http-push',
  'fetch',
  'fetch-pack',
  'remote',
  'notes',
  'tag',
  'replace',
  'maintenance',
])

export function windowOfRun(run: CommandRun): CommandWindow {
  const { startUs, endUs, name, worktree, spanId, parentSpanId } = run
  return {
    startMs: startUs / US_PER_MS,
    endMs: endUs / US_PER_MS,
    ...(worktree === undefined ? {} : { worktree }),
    name,
    ...(spanId === undefined ? {} : { spanId }),
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
  }
}

export function runOfEvent(event: DevelopmentEvent): CommandRun {
  const component = event.key.startsWith(COMMAND_PREFIX) ? event.key.slice(COMMAND_PREFIX.length) : ''
  const startUs = parseComponent(component)?.startUs ?? event.occurredAt * US_PER_MS
  const durationUs = Math.max(numberAttribute(event, 'process.duration_us') ?? 0, 1)
  const leewayUs = textAttribute(event, 'error.type') === 'killed' ? KILLED_LEEWAY_US : 0
  return {
    name: textAttribute(event, 'vcs.operation.name') ?? '',
    worktree: event.worktree,
    startUs,
    endUs: startUs + durationUs + leewayUs,
    spanId: event.spanId,
    parentSpanId: event.parentSpanId,
    event,
    window: undefined,
  }
}

export function runOfWindow(window: CommandWindow): CommandRun {
  const startUs = window.startMs * US_PER_MS
  return {
    name: window.name,
    worktree: window.worktree,
    startUs,
    endUs: Math.max(window.endMs * US_PER_MS, startUs + 1),
    spanId: window.spanId,
    parentSpanId: window.parentSpanId,
    event: undefined,
    window,
  }
}

/** What followed the command's name on its command line; undefined where that isn't known. */
export function argumentsOf({ name, event }: CommandRun): readonly string[] | undefined {
  if (event === undefined) return undefined
  const line = textsAttribute(event, 'process.command_args')
  const at = line.indexOf(name, 1)
  return at === -1 ? undefined : line.slice(at + 1)
}

/** Where it did nothing of its own, as an alias of git's that starts the command proper, it is sure of nothing. */
export function expectedEntries(run: CommandRun): ExpectedEntries {
  const { name, event, window } = run
  if (window?.entries !== undefined) return { min: window.entries, max: window.entries, isSure: true }
  if (!movesRefs(name) || LEAVES_HEAD.has(name)) return NONE
  if (name === 'cherry-pick' || name === 'revert') return expectedPicks(run)
  if (name === 'rebase') return expectedSteps(run)
  if (name === 'update-ref') return expectedUpdates(run)
  const isOne = ['commit', 'checkout', 'switch', 'reset', 'merge', 'branch', 'symbolic-ref'].includes(name)
  const exitCode = event === undefined ? undefined : numberAttribute(event, 'process.exit.code')
  if (!isOne) return ANY
  if (exitCode === undefined) return AT_MOST_ONE
  const args = argumentsOf(run)
  const has = (...options: string[]): boolean => args?.some((arg) => options.includes(arg)) === true
  switch (name) {
    case 'commit':
      if (exitCode !== 0) return NONE
      if (has('--dry-run', '--short', '--porcelain', '--long', '-z')) return AT_MOST_ONE
      // What is amended to itself on a detached HEAD isn't worth an entry.
      return has('--amend') ? PROBABLY_ONE : ONE
    case 'checkout':
    case 'switch':
      if (textAttribute(event!, 'git.command.mode') === 'path') return NONE
      // A hook's failure is its own, though it has switched.
      if (exitCode !== 0 || args === undefined || args.every((arg) => arg.startsWith('-q')))
        return AT_MOST_ONE
      if (orphanBranch(run) !== undefined) return AT_MOST_ONE
      // A detached HEAD that stays where it is isn't worth an entry.
      return has('-b', '-B', '-c', '-C') ? ONE : PROBABLY_ONE
    case 'reset':
      if (exitCode !== 0) return NONE
      return has('--hard', '--soft', '--keep', '--merge') ? PROBABLY_ONE : AT_MOST_ONE
    case 'merge':
      return exitCode === 0 ? AT_MOST_ONE : NONE
    case 'symbolic-ref':
      return unloggedBranch(run) === undefined ? AT_MOST_ONE : PROBABLY_ONE
    default:
      return AT_MOST_ONE
  }
}

/** One for each commit that was named. */
function expectedPicks(run: CommandRun): ExpectedEntries {
  const args = argumentsOf(run)
  if (args === undefined || numberAttribute(run.event!, 'process.exit.code') !== 0) return ANY
  const isPartial = args.some((arg) => /^(?:-n|--no-commit|--continue|--skip|--abort|--quit)$/.test(arg))
  const named = args.filter((arg) => !arg.startsWith('-'))
  if (isPartial || named.length === 0 || named.some((arg) => arg.includes('..'))) return ANY
  return { min: 1, max: named.length, isSure: false }
}

/** Where a branch is named it is switched to, whatever else there is to do. */
function expectedSteps(run: CommandRun): ExpectedEntries {
  const args = argumentsOf(run)
  if (args === undefined || numberAttribute(run.event!, 'process.exit.code') !== 0) return ANY
  return rebasedBranchOf(args) === undefined ? ANY : { min: 1, max: Infinity, isSure: false }
}

/** What is set to what it was on a detached HEAD isn't worth an entry. */
function expectedUpdates(run: CommandRun): ExpectedEntries {
  const isDone = run.event !== undefined && numberAttribute(run.event, 'process.exit.code') === 0
  const isOfHead = argumentsOf(run)?.includes('HEAD') === true
  return isDone && isOfHead ? PROBABLY_ONE : ANY
}

/** The branch that a rebase is told to begin with switching to. */
export function rebasedBranchOf(args: readonly string[]): string | undefined {
  const takesValue =
    /^(?:--onto|--exec|-x|-s|-X|--strategy|--strategy-option|--empty|-C|--whitespace|--rebase-merges)$/
  return args.filter((arg, at) => !arg.startsWith('-') && !takesValue.test(args[at - 1] ?? ''))[1]
}

/** The branch that it switched HEAD to without writing it into the reflog as a checkout. */
export function unloggedBranch(run: CommandRun): string | undefined {
  if (run.event === undefined) return run.window?.switchedTo
  if (numberAttribute(run.event, 'process.exit.code') !== 0) return undefined
  if (run.name !== 'symbolic-ref') return orphanBranch(run)
  const args = argumentsOf(run) ?? []
  const positional = args.filter((arg, at) => !arg.startsWith('-') && args[at - 1] !== '-m')
  const [ref, target = ''] = positional
  return ref === 'HEAD' && target.startsWith('refs/heads/') ? target.slice('refs/heads/'.length) : undefined
}

function orphanBranch(run: CommandRun): string | undefined {
  if (run.name !== 'checkout' && run.name !== 'switch') return undefined
  const args = argumentsOf(run) ?? []
  const at = args.indexOf('--orphan')
  return at === -1 ? args.find((arg) => arg.startsWith('--orphan='))?.slice('--orphan='.length) : args[at + 1]
}

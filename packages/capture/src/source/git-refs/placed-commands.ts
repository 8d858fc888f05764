/**
 * On which branch each command began, and where it left HEAD.
 *
 * What is known is where HEAD stands now and what its reflog says; `assignEntries` puts
 * the commands between its entries. Some commands switch branches without an entry, or
 * the reflog is off: what lies before those is told only if older entries tell it.
 */
import { numberAttribute, textAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { branchMove, branchTrail, type Branch, type BranchMove } from '../git-history/branch-trail.ts'
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import {
  argumentsOf,
  rebasedBranchOf,
  unloggedBranch,
  windowOfRun,
  type CommandRun,
  type CommandWindow,
} from './command-run.ts'
import { assignEntries, type EntryAssignment } from './entry-assignment.ts'

/** Commands that may switch branches; others stay on theirs whatever they write. */
const SWITCHERS = new Set([
  'alias',
  'bisect',
  'checkout',
  'citool',
  'external',
  'filter-branch',
  'gui',
  'pull',
  'rebase',
  'stash',
  'subtree',
  'svn',
  'switch',
  'symbolic-ref',
])

/** Something known of the branch that no entry tells, by when, and after how many entries. */
type Mark = { readonly us: number; readonly at: number; readonly move: BranchMove }

export type PlacedCommands = {
  readonly events: ReadonlyMap<DevelopmentEvent, DevelopmentEvent>
  /** What later commands are compared with. */
  readonly windows: readonly CommandWindow[]
  /** Whether the branch of each is known. */
  readonly isComplete: boolean
}

/**
 * @param worktree whose HEAD it is about; what is told is told of its commands
 * @param runs those handed in before included, and of other worktrees such as move this HEAD too
 * @param entries of its HEAD, oldest first
 */
export function placeCommands(
  worktree: string | undefined,
  runs: readonly CommandRun[],
  entries: readonly ReflogEntry[],
  now: {
    readonly branch: Branch
    readonly rebased: Branch
    /** Branches that there are, as far as that is known. */
    readonly branches: readonly string[]
    readonly nowMs: number
    /** The branch that moved by the same entry, by which alone the branch is known where HEAD's doesn't tell it. */
    readonly witnessOf: (entry: ReflogEntry) => string | undefined
  },
): PlacedCommands {
  const assignment = assignEntries(runs, entries, now.nowMs)
  if (assignment === undefined) return unplaced(worktree, runs)
  const switches = unloggedSwitches(runs, entries, assignment)
  const marks = [...switches, ...formerBranches(runs, assignment)].sort((a, b) => a.us - b.us)
  const moves: BranchMove[] = []
  const countAt: number[] = []
  let marked = 0
  for (let at = 0; at <= entries.length; at++) {
    let isOnOrphan = false
    for (; marks[marked]?.at === at; marked++) {
      const { move } = marks[marked]!
      isOnOrphan = move.kind === 'switch' && move.to !== undefined
      moves.push(move)
    }
    countAt.push(moves.length)
    const entry = entries[at]
    if (entry === undefined) break
    const move = moveOf(entry, assignment.writers[at])
    const witness = now.witnessOf(entry)
    moves.push({
      // The first commit of an orphan branch is made on the branch that was switched to.
      ...(move.kind === 'first_commit' && isOnOrphan ? { kind: 'stay' } : move),
      ...(witness === undefined ? {} : { witness }),
    })
  }
  const trail = branchTrail(moves, now.branch, now)
  const switchedAt = new Set(switches.map(({ at }) => at))
  const hasMoved = (at: number): boolean =>
    entries[at - 1]?.sha !== entries[at]!.sha ||
    trail[countAt[at]!] !== trail[countAt[at + 1]!] ||
    switchedAt.has(at)
  const revisions = revisionsOf(runs, entries, assignment, hasMoved)

  const events = new Map<DevelopmentEvent, DevelopmentEvent>()
  const windows: CommandWindow[] = []
  const written = Map.groupBy(assignment.writers, (writer) => writer)
  for (const run of runs) {
    if (run.event === undefined || run.worktree !== worktree) continue
    const at = assignment.atStart.get(run) ?? 0
    const later = marks.filter((mark) => mark.at === at && mark.us > run.startUs).length
    const branch = trail[countAt[at]! - later]
    const revision = revisions.get(run)
    const switchedTo = unloggedBranch(run)
    events.set(run.event, {
      ...run.event,
      ...(typeof branch === 'string' ? { branch } : {}),
      attributes: {
        ...run.event.attributes,
        ...(revision === undefined ? {} : { 'vcs.ref.head.revision': revision }),
      },
    })
    windows.push({
      ...windowOfRun(run),
      ...(branch === undefined ? {} : { branch }),
      entries: written.get(run)?.length ?? 0,
      ...(switchedTo === undefined ? {} : { switchedTo }),
    })
  }
  return { events, windows, isComplete: windows.every((window) => window.branch !== undefined) }
}

/** Nothing is told, and more reflogs would help nobody. */
function unplaced(worktree: string | undefined, runs: readonly CommandRun[]): PlacedCommands {
  const own = runs.filter((run) => run.event !== undefined && run.worktree === worktree)
  return {
    events: new Map(own.map(({ event }) => [event!, event!])),
    windows: own.map(windowOfRun),
    isComplete: true,
  }
}

/** What was told of commands handed in before, whose own words aren't known any more. */
function formerBranches(runs: readonly CommandRun[], { atStart }: EntryAssignment): Mark[] {
  return runs.flatMap((run) => {
    const witness = run.window?.branch
    if (witness === undefined) return []
    return [{ us: run.startUs, at: atStart.get(run) ?? 0, move: { kind: 'stay', witness } }]
  })
}

function moveOf(entry: ReflogEntry, writer: CommandRun | undefined): BranchMove {
  const move = branchMove(entry.message)
  if (writer === undefined) return move
  const branch = unloggedBranch(writer)
  if (branch !== undefined) return { kind: 'switch', from: undefined, to: branch }
  if (move.kind === 'switch' && move.typed !== undefined && createsBranch(writer)) {
    return { ...move, to: move.typed }
  }
  if (move.kind === 'unclear' && !SWITCHERS.has(writer.name)) return { kind: 'stay' }
  if (move.kind !== 'rebase_start' || writer.event === undefined) return move
  return { ...move, isOfOther: rebasedBranchOf(argumentsOf(writer) ?? []) !== undefined }
}

function createsBranch(run: CommandRun): boolean {
  const options = ['-b', '-B', '-c', '-C', '--create', '--force-create']
  return argumentsOf(run)?.some((arg) => options.includes(arg)) === true
}

/** In order; those that an entry stands for are left out. */
function unloggedSwitches(
  runs: readonly CommandRun[],
  entries: readonly ReflogEntry[],
  { writers, unwritten, atEnd }: EntryAssignment,
): Mark[] {
  const found: Mark[] = []
  for (const run of [...runs].sort((a, b) => a.endUs - b.endUs)) {
    const to = unloggedBranch(run)
    const isLost = unwritten.has(run) || (entries.length === 0 && mayHaveSwitched(run))
    if (to === undefined ? !isLost || !SWITCHERS.has(run.name) : writers.includes(run)) continue
    found.push({
      us: run.endUs,
      at: atEnd.get(run) ?? 0,
      move: { kind: 'switch', from: undefined, to },
    })
  }
  return found
}

function mayHaveSwitched(run: CommandRun): boolean {
  if (run.event === undefined) return true
  if (numberAttribute(run.event, 'process.exit.code') === 0) {
    if (textAttribute(run.event, 'git.command.mode') === 'path') return false
    return run.name !== 'stash' || argumentsOf(run)?.[0] === 'branch'
  }
  return !['checkout', 'switch', 'symbolic-ref'].includes(run.name)
}

/** Where each run, or what it started in the same worktree, left HEAD. */
function revisionsOf(
  runs: readonly CommandRun[],
  entries: readonly ReflogEntry[],
  { writers }: EntryAssignment,
  hasMoved: (at: number) => boolean,
): Map<CommandRun, string> {
  const bySpan = new Map(
    runs.flatMap((run) => (run.spanId === undefined ? [] : [[run.spanId, run] as const])),
  )
  const revisions = new Map<CommandRun, string>()
  for (const [at, writer] of writers.entries()) {
    const { sha } = entries[at]!
    const credited = new Set<CommandRun>()
    for (let run = writer; run !== undefined && !credited.has(run);) {
      credited.add(run)
      if (hasMoved(at)) revisions.set(run, sha)
      run = run.parentSpanId === undefined ? undefined : bySpan.get(run.parentSpanId)
    }
  }
  return revisions
}

/**
 * What refs tell beside the commands that git itself traced: on which branch each
 * command ran and where it left HEAD, what moved refs without a git command, and what
 * was rewritten into what.
 *
 * All of it comes from reflogs, where every movement has a second and a message. They
 * are compared with the commands of that time, so movements and rewrites are told only
 * of a period in which every command is known, and of whole seconds. Ids derive from the
 * entries: telling a period twice tells nothing twice.
 */
import type { Clock } from '@wakelore/kernel/clock'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { branchMove } from './git-history/branch-trail.ts'
import { millisecondsOf } from './git-history/git-time.ts'
import { branchName, isHead, worktreeOf } from './git-history/refs.ts'
import { readAmbientReflogs, type AmbientReflogs } from './git-refs/ambient-reflogs.ts'
import {
  runOfEvent,
  runOfWindow,
  windowOfRun,
  type CommandRun,
  type CommandWindow,
} from './git-refs/command-run.ts'
import { headOf, readRebasedBranch } from './git-refs/head-state.ts'
import { isInProcess, movementsAmong, type Movement } from './git-refs/in-process.ts'
import { branchWitnesses } from './git-refs/branch-witness.ts'
import { placeCommands, type PlacedCommands } from './git-refs/placed-commands.ts'
import { readRewrites, type Rewrite } from './git-refs/rewrites.ts'

export type { CommandWindow } from './git-refs/command-run.ts'

/** What is to be compared with later commands of one that `readGitRefs` wasn't asked of. */
export function commandWindow(event: DevelopmentEvent): CommandWindow {
  return windowOfRun(runOfEvent(event))
}

export type GitRefsPlace = { readonly git: Git; readonly repository: Repository; readonly clock: Clock }

export type RefsRequest = {
  /** New `git.command` events of this repository, of any worktree; the more that ran together are asked together, the better. */
  readonly commands: readonly DevelopmentEvent[]
  /** Commands of the last minutes that were handed in before. */
  readonly earlier: readonly CommandWindow[]
  /** Movements and rewrites are told of reflog entries from here on … */
  readonly judgedMs: number
  /** … and up to this: every command that began before it was handed in. Nothing where it isn't later. */
  readonly settledMs: number
  /** Of these periods nothing is told as done in process. */
  readonly losses: readonly { readonly fromMs: number; readonly untilMs: number }[]
}

export type RefsRead = {
  /** The request's commands, in their order, with branch and revision. */
  readonly commands: readonly DevelopmentEvent[]
  /** The same commands as what later ones are compared with: for `earlier` of the next requests. */
  readonly windows: readonly CommandWindow[]
  /** `vcs.operation` and `vcs.rewrite`. */
  readonly events: readonly DevelopmentEvent[]
  /** Up to where was judged; what the next request begins from. */
  readonly judgedMs: number
}

const GIT_REFS = 'git-refs'
const US_PER_SECOND = 1_000_000
/** Commands handed in before matter for those that began within their second. */
const EARLIER_LEEWAY_US = 2 * US_PER_SECOND

/** @throws the git runner's own, CAPTURE_GIT_INTERRUPTED, and `options.signal`'s reason */
export async function readGitRefs(
  place: GitRefsPlace,
  request: RefsRequest,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RefsRead> {
  options.signal?.throwIfAborted()
  const fromSeconds = Math.ceil(request.judgedMs / MS_PER_SECOND)
  const untilSeconds = Math.floor(request.settledMs / MS_PER_SECOND)
  const isJudging = untilSeconds > fromSeconds
  if (!isJudging && request.commands.length === 0) {
    return { commands: [], windows: [], events: [], judgedMs: request.judgedMs }
  }
  const runs = request.commands.map(runOfEvent)
  const known = new Set(runs.map((run) => run.spanId))
  const earlier = request.earlier
    .map(runOfWindow)
    .filter((run) => run.spanId === undefined || !known.has(run.spanId))
  const firstSeconds = Math.min(...runs.map((run) => Math.floor(run.startUs / US_PER_SECOND)))
  const wanted = {
    sinceSeconds: Math.min(firstSeconds, isJudging ? fromSeconds : Infinity) - 1,
    worktrees: [...new Set(runs.map((run) => run.worktree))],
  }
  let reflogs = await readAmbientReflogs(place, { ...wanted, isOfAll: isJudging }, options)
  let placed = await placeAll(place, reflogs, runs, earlier)
  if (!isJudging && !placed.isComplete) {
    // The branches' own reflogs may know what HEAD's doesn't.
    reflogs = await readAmbientReflogs(place, { ...wanted, isOfAll: true }, options)
    placed = await placeAll(place, reflogs, runs, earlier)
  }
  const commands = request.commands.map((command) => placed.events.get(command) ?? command)
  const { windows } = placed
  if (!isJudging) return { commands, windows, events: [], judgedMs: request.judgedMs }

  const movements = movementsAmong(
    [...reflogs.byRef.values()]
      .flat()
      .filter(({ seconds }) => seconds >= fromSeconds && seconds < untilSeconds),
    [...earlier, ...runs],
  )
  const inProcess = movements.filter((movement) => isInProcess(movement, request.losses))
  const rewrites = await readRewrites(place, reflogs, movements, options)
  const events = [
    ...operationEvents(place, movements, new Set(inProcess)),
    ...rewrites.map((rewrite) => rewriteEvent(place, rewrite)),
  ]
  return { commands, windows, events, judgedMs: untilSeconds * MS_PER_SECOND }
}

async function placeAll(
  place: GitRefsPlace,
  reflogs: AmbientReflogs,
  runs: readonly CommandRun[],
  earlier: readonly CommandRun[],
): Promise<PlacedCommands> {
  const events = new Map<DevelopmentEvent, DevelopmentEvent>()
  const windows: CommandWindow[] = []
  let isComplete = true
  const witnesses = branchWitnesses(reflogs.byRef)
  const branches = [...reflogs.byRef.keys()].flatMap((ref) => branchName(ref) ?? [])
  for (const [worktree, ofWorktree] of Map.groupBy(runs, (run) => run.worktree)) {
    const sinceUs = Math.min(...ofWorktree.map((run) => run.startUs)) - EARLIER_LEEWAY_US
    const before = earlier.filter((run) => run.worktree === worktree && run.endUs >= sinceUs)
    // A branch that is renamed is renamed under every HEAD that stands on it.
    const elsewhere = [...earlier, ...runs].filter(
      (run) => run.worktree !== worktree && run.name === 'branch' && run.endUs >= sinceUs,
    )
    const foreign = elsewhere.map((run) => ({ ...run, window: undefined, spanId: undefined }))
    const entries = reflogs.byRef.get(headOf(worktree)) ?? []
    const branch = reflogs.heads.get(worktree)?.branch
    const placed = placeCommands(worktree, [...before, ...foreign, ...ofWorktree], entries, {
      branch,
      rebased: branch === null ? await readRebasedBranch(place, worktree) : undefined,
      nowMs: place.clock.nowMs(),
      branches,
      witnessOf: witnesses,
    })
    for (const [event, told] of placed.events) events.set(event, told)
    windows.push(...placed.windows)
    isComplete &&= placed.isComplete
  }
  return { events, windows, isComplete }
}

/** Those of the movements that were made in process. What tells equal ones apart counts all, so that it stays whichever are told. */
function operationEvents(
  place: GitRefsPlace,
  movements: readonly Movement[],
  inProcess: ReadonlySet<Movement>,
): DevelopmentEvent[] {
  const occurrences = new Map<string, number>()
  return movements.flatMap((movement) => {
    const { entry, operation, head } = movement
    const worktree = worktreeOf((head ?? entry).ref)
    const base = `operation/${worktree ?? ''}/${entry.ref}/${entry.seconds}/${entry.sha}`
    const nth = occurrences.get(base) ?? 0
    occurrences.set(base, nth + 1)
    if (!inProcess.has(movement)) return []
    const branch = branchOf(movement)
    return {
      source: GIT_REFS,
      key: `${base}/${nth}`,
      kind: 'vcs.operation',
      occurredAt: millisecondsOf(entry.seconds),
      recordedAt: place.clock.nowMs(),
      repository: place.repository.id,
      ...(worktree === undefined ? {} : { worktree }),
      ...(branch === undefined ? {} : { branch }),
      attributes: {
        'vcs.operation.name': operation,
        'vcs.operation.origin': 'in_process',
        'vcs.ref.head.name': entry.ref,
        'vcs.ref.head.revision': entry.sha,
      },
    }
  })
}

/** The branch that moved, or that HEAD went to where only HEAD did and the entry says so. */
function branchOf({ entry }: Movement): string | undefined {
  if (!isHead(entry.ref)) return branchName(entry.ref)
  const move = branchMove(entry.message)
  return move.kind === 'switch' || move.kind === 'rebase_end' ? (move.to ?? undefined) : undefined
}

function rewriteEvent(place: GitRefsPlace, rewrite: Rewrite): DevelopmentEvent {
  const { from, to, type, evidence, atMs, worktree } = rewrite
  return {
    source: GIT_REFS,
    key: `rewrite/${from}/${to}`,
    kind: 'vcs.rewrite',
    occurredAt: millisecondsOf(atMs / MS_PER_SECOND),
    recordedAt: place.clock.nowMs(),
    repository: place.repository.id,
    ...(worktree === undefined ? {} : { worktree }),
    attributes: {
      'vcs.ref.base.revision': from,
      'vcs.ref.head.revision': to,
      'vcs.rewrite.type': type,
      'vcs.rewrite.evidence': evidence,
    },
  }
}

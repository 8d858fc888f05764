/**
 * Movements of refs that no git command explains: a tool with git built in did them.
 *
 * Generous with commands: one that ran in that second and could have written such an
 * entry explains it, whatever else it did. HEAD and the branch that it stands on move
 * together and are one movement, told of the branch.
 */
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { isHead, worktreeOf } from '../git-history/refs.ts'
import type { CommandRun } from './command-run.ts'
import { couldWrite, refOperation, writesAnything, type RefOperation } from './ref-movement.ts'

export type Movement = {
  /** The branch's where HEAD moved with it. */
  readonly entry: ReflogEntry
  readonly operation: RefOperation
  /** Whose HEAD moved with it. */
  readonly head: ReflogEntry | undefined
  readonly isExplained: boolean
}

type Period = { readonly fromMs: number; readonly untilMs: number }

const US_PER_SECOND = 1_000_000
/** git reads the second from a clock that lags behind the one that its trace reads, by a tick. */
const CLOCK_LAG_US = 20_000
/** Commands that write the reflogs of worktrees other than the one they run in. */
const ACROSS_WORKTREES = new Set(['worktree', 'submodule', 'branch', 'clone', 'stash'])

/**
 * Every movement among the entries, oldest first.
 *
 * @param entries of all refs
 */
export function movementsAmong(entries: readonly ReflogEntry[], runs: readonly CommandRun[]): Movement[] {
  const runsIn = new Map<number, CommandRun[]>()
  const explains = (entry: ReflogEntry, operation: RefOperation): boolean => {
    let candidates = runsIn.get(entry.seconds)
    if (candidates === undefined) {
      candidates = runs.filter((run) => ranIn(run, entry.seconds))
      runsIn.set(entry.seconds, candidates)
    }
    return candidates.some((run) => couldMove(run, entry) && couldWrite(run.name, operation))
  }
  const heads = new Map<string, ReflogEntry[]>()
  for (const entry of entries) {
    if (!isHead(entry.ref)) continue
    const same = heads.get(keyOf(entry))
    if (same === undefined) heads.set(keyOf(entry), [entry])
    else same.push(entry)
  }
  const paired = new Set<ReflogEntry>()
  const movements: Movement[] = []
  for (const entry of entries) {
    if (isHead(entry.ref)) continue
    const head = entry.ref.startsWith('refs/heads/') ? heads.get(keyOf(entry))?.pop() : undefined
    if (head !== undefined) paired.add(head)
    const operation = refOperation(entry.message)
    const isExplained = explains(entry, operation) || (head !== undefined && explains(head, operation))
    movements.push({ entry, operation, head, isExplained })
  }
  for (const entry of entries) {
    if (!isHead(entry.ref) || paired.has(entry)) continue
    const operation = refOperation(entry.message)
    movements.push({ entry, operation, head: undefined, isExplained: explains(entry, operation) })
  }
  return movements.sort((a, b) => a.entry.seconds - b.entry.seconds)
}

/** Whether it is told of as done in process. */
export function isInProcess(movement: Movement, losses: readonly Period[]): boolean {
  const { entry, operation, isExplained } = movement
  // The trace of a clone doesn't say which repository it makes.
  if (isExplained || operation === 'clone') return false
  // What a remote has is no doing of whoever fetches it.
  if (entry.ref.startsWith('refs/remotes/') && ['fetch', 'push', 'pull'].includes(operation)) return false
  const atMs = entry.seconds * MS_PER_SECOND
  return !losses.some(
    ({ fromMs, untilMs }) => atMs + 2 * MS_PER_SECOND > fromMs && atMs - MS_PER_SECOND <= untilMs,
  )
}

function ranIn(run: CommandRun, seconds: number): boolean {
  const fromUs = seconds * US_PER_SECOND
  return run.startUs - CLOCK_LAG_US < fromUs + US_PER_SECOND && run.endUs + CLOCK_LAG_US >= fromUs
}

function couldMove(run: CommandRun, { ref }: ReflogEntry): boolean {
  if (!isHead(ref) || run.worktree === worktreeOf(ref)) return true
  return ACROSS_WORKTREES.has(run.name) || writesAnything(run.name)
}

function keyOf({ seconds, sha, message }: ReflogEntry): string {
  return `${seconds}/${sha}/${message}`
}

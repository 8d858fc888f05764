/** Reflogs: where every ref and every worktree's HEAD stood, oldest entry first. */
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Known } from '../../source.ts'
import { branchMove, branchTrail, type Branch } from './branch-trail.ts'
import { millisecondsOf } from './git-time.ts'
import { historyEvent, historyEventId, type HistoryRead } from './history-event.ts'
import { readReflogEntries, type ReflogEntry } from './reflog-entries.ts'
import { branchName, headBranch, isHead, worktreeOf } from './refs.ts'

/** The newest entries of all reflogs together. */
const MAX_ENTRIES = 200_000

export async function* readReflogEvents(read: HistoryRead, known: Known): AsyncGenerator<DevelopmentEvent> {
  const occurrences = new Map<string, number>()
  const entries = (await readEntries(read)).reverse()
  const branches = await branchesOf(read, entries)
  for (const entry of entries) {
    const worktree = worktreeOf(entry.ref)
    const base = baseKey(entry)
    const nth = occurrences.get(base) ?? 0
    occurrences.set(base, nth + 1)
    const key = `${base}/${nth}`
    if (known.hasEvent(historyEventId(read, key))) continue
    const attributes = {
      'vcs.ref.head.name': entry.ref,
      'vcs.ref.head.revision': entry.sha,
      'vcs.reflog.message': entry.message,
      'vcs.reflog.name': entry.name,
      'vcs.reflog.email': entry.email,
    }
    const where = { worktree, branch: branches.get(entry) ?? undefined }
    yield historyEvent(read, 'vcs.reflog.entry', key, millisecondsOf(entry.seconds), attributes, where)
  }
}

/** Whether the last thing that HEAD's reflog tells, of the worktree that is read from, isn't known. */
export async function hasNewReflogEntry(read: HistoryRead, known: Known): Promise<boolean> {
  try {
    const [last] = await readReflogEntries(read, { maxCount: 1, refs: ['HEAD'] })
    return last !== undefined && !known.hasEvent(historyEventId(read, `${baseKey(last)}/0`))
  } catch (error) {
    // What is wrong with it is told when it is read.
    if (isFault(error, 'GIT_FAILED')) return false
    throw error
  }
}

function baseKey({ ref, seconds, sha }: ReflogEntry): string {
  return `reflog/${worktreeOf(ref) ?? ''}/${ref}/${seconds}/${sha}`
}

/** Newest first within each ref. */
async function readEntries(read: HistoryRead): Promise<ReflogEntry[]> {
  let entries: ReflogEntry[]
  try {
    entries = await readReflogEntries(read, { maxCount: MAX_ENTRIES })
  } catch (error) {
    if (!isFault(error, 'GIT_FAILED') && !isFault(error, 'GIT_OUTPUT_TOO_LARGE')) throw error
    read.onRemark('GIT_REFLOGS_UNREADABLE', `the reflogs were left out: ${error.message}`)
    return []
  }
  if (entries.length === MAX_ENTRIES) {
    read.onRemark('GIT_REFLOGS_CUT', `only the newest ${MAX_ENTRIES} entries of the reflogs were read`)
  }
  return entries
}

/** The branch that each entry is of: of a HEAD's, the one that it stood on afterwards. */
async function branchesOf(
  read: HistoryRead,
  entries: readonly ReflogEntry[],
): Promise<ReadonlyMap<ReflogEntry, Branch>> {
  const branches = new Map<ReflogEntry, Branch>()
  const byRef = Map.groupBy(entries, (entry) => entry.ref)
  const known = { branches: [...byRef.keys()].flatMap((ref) => branchName(ref) ?? []) }
  for (const [ref, ofRef] of byRef) {
    if (!isHead(ref)) {
      for (const entry of ofRef) branches.set(entry, branchName(ref))
      continue
    }
    const now = (await headBranch(read, ref)) ?? null
    const trail = branchTrail(
      ofRef.map((entry) => branchMove(entry.message)),
      now,
      known,
    )
    for (const [index, entry] of ofRef.entries()) branches.set(entry, trail[index + 1])
  }
  return branches
}

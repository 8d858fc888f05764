/**
 * The reflogs as far back as a request needs them, and where HEADs stood meanwhile.
 *
 * The newest entries are read first and more only where those don't reach back far
 * enough. git may go on while this reads: HEAD and its reflog are read again until the
 * one is what the other ends with.
 */
import { isFault } from '@wakelore/kernel/fault'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { branchMove } from '../git-history/branch-trail.ts'
import { resolveObjects } from '../git-history/objects.ts'
import { readReflogEntries, type ReflogEntry } from '../git-history/reflog-entries.ts'
import { isHead, worktreeOf } from '../git-history/refs.ts'
import { headOf, readHeadState, spellingOf, type HeadState } from './head-state.ts'

export type AmbientReflogs = {
  /** By full name of the ref, oldest first. */
  readonly byRef: ReadonlyMap<string, readonly ReflogEntry[]>
  /** Whether there are no older entries than these. */
  readonly isWhole: boolean
  /** By worktree, of those asked for. */
  readonly heads: ReadonlyMap<string | undefined, HeadState>
}

type Place = { readonly git: Git; readonly repository: Repository }

const PAGE_ENTRY_COUNTS = [256, 4096, 16_384]
const MOST_ATTEMPTS = 3
/** Entries whose predecessors are asked for one by one. */
const MOST_ASKED = 256

/** @param wanted back to which second, of which worktrees' HEADs, and whether of all other refs as well */
export async function readAmbientReflogs(
  place: Place,
  wanted: {
    readonly sinceSeconds: number
    readonly worktrees: readonly (string | undefined)[]
    readonly isOfAll: boolean
  },
  options: { readonly signal?: AbortSignal },
): Promise<AmbientReflogs> {
  for (let attempt = 1; ; attempt++) {
    const heads = new Map<string | undefined, HeadState>()
    for (const worktree of wanted.worktrees) heads.set(worktree, await readHeadState(place, worktree))
    const { byRef, isWhole } = await readBack(place, wanted, heads, options)
    let isSettled = true
    for (const [worktree, state] of heads) {
      const newest = byRef.get(headOf(worktree))?.at(-1)
      if (newest === undefined || endsWith(newest, state)) continue
      const again = await readHeadState(place, worktree)
      if (again.branch === state.branch && again.sha === state.sha) continue
      isSettled = false
      heads.set(worktree, { branch: undefined, sha: again.sha })
    }
    if (isSettled || attempt === MOST_ATTEMPTS) return { byRef, isWhole, heads }
  }
}

/** Whether HEAD stands where that entry left it. */
function endsWith(newest: ReflogEntry, { branch, sha }: HeadState): boolean {
  if (newest.sha !== sha) return false
  const move = branchMove(newest.message)
  if (move.kind === 'switch') return (move.to ?? move.typed) === branch
  return move.kind === 'rebase_end' ? move.to === branch : move.kind === 'stay'
}

async function readBack(
  place: Place,
  wanted: Parameters<typeof readAmbientReflogs>[1],
  heads: ReadonlyMap<string | undefined, HeadState>,
  options: { readonly signal?: AbortSignal },
): Promise<{ byRef: Map<string, readonly ReflogEntry[]>; isWhole: boolean }> {
  const spellings = wanted.worktrees.flatMap((worktree) => spellingOf(worktree) ?? [])
  const refs = wanted.isOfAll ? {} : { refs: spellings }
  for (const maxCount of PAGE_ENTRY_COUNTS) {
    const entries = await readUnlessDamaged(place, { maxCount, ...refs, ...options })
    const isWhole = entries.length < maxCount
    const reaches = (entries.at(-1)?.seconds ?? 0) < wanted.sinceSeconds
    if (!isWhole && !reaches && maxCount !== PAGE_ENTRY_COUNTS.at(-1)) continue
    const byRef = new Map<string, readonly ReflogEntry[]>()
    for (const [ref, ofRef] of Map.groupBy(entries, (entry) => entry.ref)) byRef.set(ref, ofRef.reverse())
    if (isWhole) return { byRef, isWhole }
    // A HEAD whose newest entry carries a date of long ago comes after everything else.
    for (const [worktree, { sha }] of heads) {
      const ref = headOf(worktree)
      const spelling = spellingOf(worktree)
      if (spelling === undefined || sha === undefined || byRef.get(ref)?.at(-1)?.sha === sha) continue
      const own = await readUnlessDamaged(place, { maxCount, refs: [spelling], ...options })
      if (own.length > 0) byRef.set(ref, own.reverse())
    }
    return { byRef, isWhole }
  }
  return { byRef: new Map(), isWhole: true }
}

/** What git can't read says nothing; what concerns the repository as a whole is thrown. */
async function readUnlessDamaged(
  place: Place,
  options: Parameters<typeof readReflogEntries>[1],
): Promise<ReflogEntry[]> {
  if (options.refs?.length === 0) return []
  try {
    return await readReflogEntries(place, options)
  } catch (error) {
    if (isFault(error, 'GIT_FAILED') || isFault(error, 'GIT_OUTPUT_TOO_LARGE')) return []
    throw error
  }
}

/** Where each entry's ref stood before it; absent where that can't be told. */
export async function readPrevious(
  place: Place,
  { byRef, isWhole }: AmbientReflogs,
  entries: readonly ReflogEntry[],
): Promise<ReadonlyMap<ReflogEntry, string>> {
  const previous = new Map<ReflogEntry, string>()
  const asked: { entry: ReflogEntry; names: readonly [string, string] }[] = []
  const indexes = new Map<ReflogEntry, number>()
  for (const ref of new Set(entries.map((entry) => entry.ref))) {
    for (const [at, entry] of (byRef.get(ref) ?? []).entries()) indexes.set(entry, at)
  }
  for (const entry of entries) {
    const ofRef = byRef.get(entry.ref) ?? []
    const at = indexes.get(entry) ?? 0
    if (at > 0) {
      previous.set(entry, ofRef[at - 1]!.sha)
      continue
    }
    if (isWhole || asked.length === MOST_ASKED) continue
    // Beyond what was read; a name that isn't UTF-8 can't be asked for.
    const spelling = isHead(entry.ref) ? spellingOf(worktreeOf(entry.ref)) : entry.ref
    if (spelling === undefined || spelling.startsWith('"')) continue
    const nth = ofRef.length - 1 - at
    asked.push({
      entry,
      names: [`${spelling}@{${nth}}^{commit}`, `${spelling}@{${nth + 1}}^{commit}`],
    })
  }
  if (asked.length === 0) return previous
  const resolved = await resolveObjects(
    place.git,
    place.repository,
    asked.flatMap(({ names }) => names),
  )
  for (const [index, { entry }] of asked.entries()) {
    const before = resolved[index * 2 + 1]
    if (resolved[index * 2] === entry.sha && before !== undefined) previous.set(entry, before)
  }
  return previous
}

/**
 * What was rewritten into what, of the commits that appear in new reflog entries.
 *
 * An amended commit is told by the reflog itself. A rebase, and a tool that moved a
 * branch aside from its past, left commits behind and brought others: those are matched.
 * A cherry-picked commit is looked for among what other refs reach. Each is bounded, and
 * what is missing or too much is passed over.
 */
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { isHead, worktreeOf } from '../git-history/refs.ts'
import { readPrevious, type AmbientReflogs } from './ambient-reflogs.ts'
import { readBothSides, readCommitFacts, readSameAuthored, type CommitFacts } from './commit-facts.ts'
import { readRebasedBranch } from './head-state.ts'
import type { Movement } from './in-process.ts'
import { readPatchIds } from './patch-ids.ts'
import { isRebaseEnd, isRebaseFold, isRebaseStart, isRebaseStep, rebasedOnto } from './rebase-entry.ts'
import type { RefOperation } from './ref-movement.ts'
import { matchFolded, matchRewrites, matchSteps, type Match, type RewriteEvidence } from './rewrite-match.ts'

export type Rewrite = {
  readonly from: string
  readonly to: string
  readonly type: 'amend' | 'rebase' | 'cherry_pick' | 'other'
  readonly evidence: RewriteEvidence
  readonly atMs: number
  /** Whose HEAD moved with it. */
  readonly worktree: string | undefined
}

type Place = { readonly git: Git; readonly repository: Repository }
type Options = { readonly signal?: AbortSignal }

/** A ref that left commits behind. */
type Departure = {
  readonly entry: ReflogEntry
  readonly from: string
  /** What it was put upon: nothing beneath that came with it. */
  readonly onto: string | undefined
  readonly type: Rewrite['type']
}

/** Of both sides of one rewrite. */
const MOST_COMMITS = 200
/** Rewrites looked into at a time; the newest. */
const MOST_DEPARTURES = 64
const MOST_PICKS = 32

const COMMITTING: ReadonlySet<RefOperation> = new Set(['commit', 'rebase', 'cherry-pick', 'revert', 'am'])
/** @param movements those to be judged, oldest first */
export async function readRewrites(
  place: Place,
  reflogs: AmbientReflogs,
  movements: readonly Movement[],
  options: Options,
): Promise<Rewrite[]> {
  const rewrites = new Map<string, Rewrite>()
  const made = firstEntries(reflogs)
  const heads = new Map(movements.map(({ entry, head }) => [entry, head]))
  const patchIds = async (shas: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    readPatchIds(place, shas, options)
  const tell = (
    entry: ReflogEntry,
    type: Rewrite['type'],
    from: string,
    to: string,
    evidence: RewriteEvidence,
  ) => {
    const key = `${from}/${to}`
    if (from === to || rewrites.has(key)) return
    const seconds = Math.min(made.get(to)?.seconds ?? Infinity, entry.seconds)
    const { ref } = heads.get(entry) ?? entry
    rewrites.set(key, {
      from,
      to,
      type,
      evidence,
      atMs: seconds * MS_PER_SECOND,
      worktree: worktreeOf(ref),
    })
  }

  const amended = movements.filter(({ entry }) => isAmended(entry))
  const moved = movements.filter((movement) => isSuspect(movement))
  const finished = movements.filter(({ entry }) => rebasedOnto(entry.message) !== undefined)
  // Of an amended commit HEAD's reflog tells more: its branch may have been another one.
  const asked = [
    ...amended.map(({ head, entry }) => head ?? entry),
    ...[...moved, ...finished].map(({ entry }) => entry),
  ]
  const previous = await readPrevious(place, reflogs, asked)
  for (const { entry, head } of amended) {
    const from = previous.get(head ?? entry)
    if (from !== undefined) tell(entry, 'amend', from, entry.sha, 'reflog')
  }
  const isAside = moved.some(({ entry }) => !isNext(entry, previous))
  const departures = [
    ...finished.flatMap(({ entry }) => departureOf(entry, previous, 'rebase')),
    ...(await detachedRebases(place, reflogs, movements)),
    ...(isAside ? moved : []).flatMap(({ entry, operation }) =>
      departureOf(entry, previous, operation === 'rebase' ? 'rebase' : 'other'),
    ),
  ]
  const open: { went: readonly CommitFacts[]; came: readonly CommitFacts[]; entry: ReflogEntry }[] = []
  for (const departure of departures.slice(-MOST_DEPARTURES)) {
    const { entry, from, onto, type } = departure
    const sides = await readBothSides(
      place,
      { left: from, right: entry.sha, without: onto === undefined ? [] : [onto] },
      { maxCount: MOST_COMMITS, ...options },
    )
    if (sides === undefined) continue
    const { matches, rest } = await matchRewrites(sides, patchIds)
    const all = [...matches, ...foldedInto(reflogs, departure, sides, matches)]
    for (const match of all) tell(entry, type, match.old.sha, match.new.sha, match.evidence)
    if (type === 'other') open.push({ ...rest, entry })
  }
  // What went from one branch may have come to another.
  const { matches } = await matchRewrites(
    { went: open.flatMap(({ went }) => went), came: open.flatMap(({ came }) => came) },
    patchIds,
  )
  for (const match of open.length > 1 ? matches : []) {
    const { entry } = open.find(({ came }) => came.includes(match.new))!
    tell(entry, 'other', match.old.sha, match.new.sha, match.evidence)
  }
  for (const pick of await readPicks(place, movements, options)) {
    tell(pick.entry, 'cherry_pick', pick.from, pick.entry.sha, pick.evidence)
  }
  return [...rewrites.values()]
}

function isAmended({ message }: ReflogEntry): boolean {
  return message.startsWith('commit (amend): ')
}

/** Whether it is but one commit further than before. */
function isNext(entry: ReflogEntry, previous: ReadonlyMap<ReflogEntry, string>): boolean {
  const from = previous.get(entry)
  return from === undefined || entry.parents.includes(from)
}

/** Whether it may have left commits behind without git's own telling of it. */
function isSuspect({ entry, operation, isExplained }: Movement): boolean {
  if (!entry.ref.startsWith('refs/heads/') && !isHead(entry.ref)) return false
  if (operation === 'update') return !isHead(entry.ref) || !isExplained
  return !isExplained && COMMITTING.has(operation) && !isAmended(entry)
}

function departureOf(
  entry: ReflogEntry,
  previous: ReadonlyMap<ReflogEntry, string>,
  type: Rewrite['type'],
): Departure[] {
  const from = previous.get(entry)
  return from === undefined || from === entry.sha
    ? []
    : [{ entry, from, onto: rebasedOnto(entry.message), type }]
}

/** Rebases of no branch: they begin and step, but no entry ends them. */
async function detachedRebases(
  place: Place,
  { byRef }: AmbientReflogs,
  movements: readonly Movement[],
): Promise<Departure[]> {
  const judged = new Set(movements.map(({ entry }) => entry))
  const found: Departure[] = []
  for (const [ref, entries] of byRef) {
    if (!isHead(ref)) continue
    for (const [at, start] of entries.entries()) {
      if (at === 0 || !isRebaseStart(start.message)) continue
      let last = at
      while (isRebaseStep(entries[last + 1]?.message ?? '')) last++
      const next = entries[last + 1]
      if (last === at || !judged.has(entries[last]!) || isRebaseEnd(next?.message ?? '')) continue
      if (next === undefined && (await readRebasedBranch(place, worktreeOf(ref))) !== undefined) continue
      found.push({ entry: entries[last]!, from: entries[at - 1]!.sha, onto: start.sha, type: 'rebase' })
    }
  }
  return found
}

/** What a rebase made one commit of several, by the steps of its worktree's HEAD. */
function foldedInto(
  { byRef }: AmbientReflogs,
  { entry, type }: Departure,
  sides: { readonly went: readonly CommitFacts[]; readonly came: readonly CommitFacts[] },
  matches: readonly Match[],
): Match[] {
  if (type !== 'rebase') return []
  for (const [ref, entries] of byRef) {
    if (!isHead(ref)) continue
    const end = entries.findLastIndex((one) => one.sha === entry.sha && one.seconds === entry.seconds)
    const start = entries.findLastIndex((one, at) => at <= end && isRebaseStart(one.message))
    if (end === -1 || start === -1) continue
    const steps = entries
      .slice(start + 1, end + 1)
      .filter(({ message }) => isRebaseStep(message))
      .map(({ message, sha }) => ({ isFold: isRebaseFold(message), sha }))
    const inOrder = matchSteps(sides, steps, matches)
    if (inOrder.length > 0) return inOrder
    const matched = new Set(matches.map(({ old }) => old))
    const folded = matchFolded(
      sides.went.filter((one) => !matched.has(one)),
      matches,
    )
    return folded.length <= steps.filter(({ isFold }) => isFold).length ? folded : []
  }
  return []
}

type Pick = { readonly entry: ReflogEntry; readonly from: string; readonly evidence: RewriteEvidence }

/** Where cherry-picked commits came from: what has the same author, time and subject and isn't beneath them. */
async function readPicks(place: Place, movements: readonly Movement[], options: Options): Promise<Pick[]> {
  const entries = movements
    .map(({ entry }) => entry)
    .filter(({ message }) => /^(?:cherry-pick|commit \(cherry-pick\)): /.test(message))
    .slice(-MOST_PICKS)
  const picked = new Map(
    (
      await readCommitFacts(
        place,
        entries.map(({ sha }) => sha),
        options,
      )
    ).map((facts) => [facts.sha, facts]),
  )
  const picks: Pick[] = []
  for (const entry of entries) {
    const to = picked.get(entry.sha)
    if (to === undefined) continue
    const candidates = await readSameAuthored(place, to, options)
    const named = candidates.find(({ sha }) => sha === to.pickedFrom)
    const from = named ?? candidates[0]
    if (from === undefined) continue
    const { matches } = await matchRewrites({ went: [from], came: [to] }, (shas) =>
      readPatchIds(place, shas, options),
    )
    if (matches[0] !== undefined) picks.push({ entry, from: from.sha, evidence: matches[0].evidence })
  }
  return picks
}

/** By commit, the first entry of a HEAD with which it came to be. */
function firstEntries({ byRef }: AmbientReflogs): ReadonlyMap<string, ReflogEntry> {
  const first = new Map<string, ReflogEntry>()
  for (const [ref, entries] of byRef) {
    if (!isHead(ref)) continue
    for (const entry of entries) {
      const known = first.get(entry.sha)
      if (known === undefined || entry.seconds < known.seconds) first.set(entry.sha, entry)
    }
  }
  return first
}

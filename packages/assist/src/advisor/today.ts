/**
 * What was done in a period, in one repository: moves of refs and commits folded into
 * sessions, and into what became of each branch.
 *
 * The unit is the change, not the commit: a commit that was amended five times and then
 * rebased is one change with six versions, and only its last one stands in a branch.
 * Work is what somebody committed, amended or reverted within the period, or wrote within it
 * elsewhere; what was merely carried along (rebased, picked, merged, pulled) is told of its
 * branch. A change of which no version is in any branch, tag or worktree now was abandoned.
 *
 * Reflogs are what there is; where they are off or expired, the commits alone tell, and
 * the branch is the one that holds them, or unknown.
 */
import { readChanges, type Change } from './today/changes.ts'
import { readRebases } from './today/rebases.ts'

/** One entry of a reflog, with what its message says. */
export type RefMove = {
  readonly ref: string
  /** Whether the ref is a worktree's HEAD. */
  readonly isOfHead: boolean
  readonly revision: string
  readonly previous: string | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly act: RefAct
  /** The branch that the move is of, where that is known. */
  readonly branch: string | undefined
  /** Whether whom the question is about did it. */
  readonly isAsked: boolean
}

export type RefAct = {
  readonly kind: string
  readonly name?: string
  readonly from?: string
}

export type DayCommit = {
  readonly sha: string
  readonly parents: readonly string[]
  readonly tree: string
  /** As in the object, with second and zone: stays when a commit is rewritten. */
  readonly author: string
  /** Milliseconds since the epoch. */
  readonly authoredAt: number
  readonly subject: string
  /** Whether whom the question is about wrote it. */
  readonly isAsked: boolean
  /** Whether a branch, a tag or a worktree reaches it now. */
  readonly isLiving: boolean
}

/** A command that was given to be run and recorded. */
export type DayRun = {
  readonly at: number
  readonly branch: string | undefined
  readonly command: string
  /** What it was for. */
  readonly class: string
  readonly isFailed: boolean
}

export type DayInput = {
  readonly fromMs: number
  readonly untilMs: number
  /** Of the period, by time, and in each ref's own order. */
  readonly moves: readonly RefMove[]
  readonly commits: ReadonlyMap<string, DayCommit>
  /** By time. */
  readonly runs: readonly DayRun[]
  /** Local branches that there are now. */
  readonly branches: ReadonlySet<string>
  /** Those of them that reach a commit. */
  readonly branchesWith: (sha: string) => readonly string[]
  /** Whether a commit is an ancestor of another. */
  readonly isBeneath: (sha: string, tip: string) => boolean
  readonly gapMs: number
}

export type Session = {
  readonly fromMs: number
  readonly untilMs: number
  /** Branches that something was done on, sorted. */
  readonly branches: readonly string[]
  /** Changes begun or amended in it. */
  readonly changes: number
}

export type Merged = { readonly name: string; readonly sha: string; readonly at: number }
export type Rebased = {
  /** As it was typed. */
  readonly onto: string
  /** Whether they stood on it before: only made anew. */
  readonly isInPlace: boolean
  readonly commits: number
  readonly sha: string
  readonly at: number
}
export type Reset = {
  readonly to: string
  readonly sha: string
  readonly from: string
  readonly at: number
}

/** Runs of one command. */
export type Runs = {
  readonly command: string
  readonly class: string
  runs: number
  failed: number
  /** Whether the last of them failed. */
  isFailing: boolean
}

export type BranchDay = {
  /** Undefined where nobody knows. */
  readonly name: string | undefined
  /** Whether the branch is no more. */
  readonly isGone: boolean
  readonly isCreated: boolean
  readonly renamedFrom: string | undefined
  /** Those that live, the first made first. */
  readonly changes: readonly Change[]
  readonly merged: readonly Merged[]
  readonly rebased: readonly Rebased[]
  /** Commits that were carried here from elsewhere, as they stand now. */
  readonly picked: readonly string[]
  readonly applied: readonly string[]
  readonly resets: readonly Reset[]
  readonly runs: readonly Runs[]
  readonly pulls: number
  readonly pushes: number
  readonly stashes: number
}

export type Day = {
  readonly sessions: readonly Session[]
  readonly branches: readonly BranchDay[]
  /** Changes of which no version is anywhere now. */
  readonly abandoned: readonly Change[]
  /** Moments at which something was done, ascending. */
  readonly moments: readonly number[]
}

const NO_WORK = new Set(['fetch', 'clone'])

/** Whether somebody was at work; what comes from elsewhere is no sign of it. */
export function isWork({ kind }: RefAct): boolean {
  return !NO_WORK.has(kind)
}

export function dayOf(input: DayInput): Day {
  const { moves } = input
  const names = currentNames(moves)
  const rebases = readRebases(moves)
  const changes = readChanges(input, rebases, names)
  const living = changes.filter(({ isLiving }) => isLiving)
  const books = new Map<string | undefined, Book>()
  const bookOf = (name: string | undefined): Book => {
    const book = books.get(name) ?? emptyBook()
    books.set(name, book)
    return book
  }
  for (const change of living) bookOf(change.branch).changes.push(change)
  for (const rebase of rebases) {
    if (!rebase.isAsked || rebase.isAborted || rebase.steps.length === 0) continue
    const { onto, base, from, sha, at } = rebase
    const isInPlace = from !== undefined && input.isBeneath(base, from)
    // What was folded into the first commit, which stayed, made that one anew.
    const commits = rebase.steps.filter(({ isFold }, step) => !isFold || step === 0).length
    bookOf(names(rebase.branch, at)).rebased.push({ onto, isInPlace, commits, sha, at })
  }
  for (const move of moves) if (move.isAsked) enter(bookOf(names(branchOf(move), move.at)), move, input)
  for (const run of input.runs) enterRun(bookOf(names(run.branch, run.at)), run)
  const moments = momentsOf(input, changes)
  const branches = [...books]
    .filter(([, book]) => isTelling(book))
    .map(([name, book]) => ({ name, isGone: name !== undefined && !input.branches.has(name), ...book }))
  return {
    sessions: sessionsOf(input, moments, changes, names),
    branches: branches.sort(byWeight),
    abandoned: changes.filter((change) => !change.isLiving),
    moments: moments.map(({ at }) => at),
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] }
type Book = Writable<Omit<BranchDay, 'name' | 'isGone'>>

function emptyBook(): Book {
  return {
    isCreated: false,
    renamedFrom: undefined,
    changes: [],
    merged: [],
    rebased: [],
    picked: [],
    applied: [],
    resets: [],
    runs: [],
    pulls: 0,
    pushes: 0,
    stashes: 0,
  }
}

function enter(book: Book, move: RefMove, { commits }: DayInput): void {
  const { act, at, revision, previous } = move
  if (!move.isOfHead) {
    if (act.kind === 'create') book.isCreated = true
    else if (act.kind === 'rename') book.renamedFrom = act.from
    else if (act.kind === 'push') book.pushes++
    else if (act.kind === 'stash') book.stashes++
    return
  }
  const isMoved = previous !== undefined && previous !== revision
  if (act.kind === 'merge' && isMoved) {
    book.merged.push({ name: act.name ?? mergedName(commits.get(revision)), sha: revision, at })
  } else if (act.kind === 'pick' && isMoved) book.picked.push(revision)
  else if (act.kind === 'apply' && isMoved) book.applied.push(revision)
  else if (act.kind === 'pull' && isMoved) book.pulls++
  else if (act.kind === 'reset' && isMoved) {
    book.resets.push({ to: act.name ?? '', sha: revision, from: previous, at })
  }
}

function enterRun({ runs }: Book, run: DayRun): void {
  let same = runs.find((one) => one.command === run.command && one.class === run.class)
  if (same === undefined) {
    same = { command: run.command, class: run.class, runs: 0, failed: 0, isFailing: false }
    runs.push(same)
  }
  same.runs++
  if (run.isFailed) same.failed++
  same.isFailing = run.isFailed
}

/** Of a merge that was committed by hand: what its message says. */
function mergedName(commit: DayCommit | undefined): string {
  return /^Merge (?:remote-tracking )?(?:branch|commit|tag) '([^']+)'/.exec(commit?.subject ?? '')?.[1] ?? ''
}

function isTelling(book: Book): boolean {
  return (
    book.isCreated ||
    book.renamedFrom !== undefined ||
    book.pulls + book.pushes + book.stashes > 0 ||
    [book.changes, book.merged, book.rebased, book.picked, book.applied, book.resets, book.runs].some(
      (list) => list.length > 0,
    )
  )
}

/** What was worked on most first; a branch that nobody knows last. */
function byWeight(a: BranchDay, b: BranchDay): number {
  const weight = ({ changes, rebased, merged, picked }: BranchDay): number =>
    changes.length * 10 + merged.length * 3 + rebased.length * 2 + picked.length
  if ((a.name === undefined) !== (b.name === undefined)) return a.name === undefined ? 1 : -1
  return weight(b) - weight(a) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1)
}

/** The local branch that a move is of: a push of `refs/remotes/origin/x` is told of `x`. */
function branchOf({ ref, branch, act }: RefMove): string | undefined {
  if (act.kind === 'push') return /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1]
  return act.kind === 'stash' ? act.name : branch
}

/** What a branch of that moment is called now. */
export type CurrentName = (branch: string | undefined, at: number) => string | undefined

function currentNames(moves: readonly RefMove[]): CurrentName {
  const renames = moves.filter(({ act }) => act.kind === 'rename')
  return (branch, at) => {
    let name = branch
    for (const { act, at: renamedAt } of renames) if (renamedAt >= at && act.from === name) name = act.name
    return name
  }
}

type Moment = { readonly at: number; readonly branch: string | undefined; readonly isChange: boolean }

/** By time: what was moved here, and what was written elsewhere. */
function momentsOf({ moves, runs, fromMs, untilMs }: DayInput, changes: readonly Change[]): Moment[] {
  const moments = moves
    .filter(({ isAsked, act }) => isAsked && isWork(act))
    .map(({ at, branch }) => ({ at, branch, isChange: false }))
  for (const { madeAt, branch } of changes) {
    for (const at of madeAt) if (at >= fromMs && at < untilMs) moments.push({ at, branch, isChange: true })
  }
  for (const { at, branch } of runs) moments.push({ at, branch, isChange: false })
  return moments.sort((a, b) => a.at - b.at)
}

function sessionsOf(
  { gapMs }: DayInput,
  moments: readonly Moment[],
  changes: readonly Change[],
  names: CurrentName,
): Session[] {
  const sessions: { fromMs: number; untilMs: number; names: Set<string> }[] = []
  for (const { at, branch } of moments) {
    let session = sessions.at(-1)
    if (session === undefined || at - session.untilMs > gapMs) {
      sessions.push((session = { fromMs: at, untilMs: at, names: new Set() }))
    }
    session.untilMs = at
    const name = names(branch, at)
    if (name !== undefined) session.names.add(name)
  }
  return sessions.map(({ fromMs, untilMs, names: found }) => ({
    fromMs,
    untilMs,
    branches: [...found].sort(),
    changes: changes.filter(({ madeAt }) => madeAt.some((at) => at >= fromMs && at <= untilMs)).length,
  }))
}

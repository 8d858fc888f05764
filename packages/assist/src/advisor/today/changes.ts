/**
 * Changes: commits that are versions of each other, taken together.
 *
 * What says that one is another's version: the reflog, of an amended one; author, second
 * and subject, which rebasing and picking keep; the steps of a rebase, of what it folded into another;
 * and the very same tree made later, of what was put together by hand (`reset --soft`,
 * `merge --squash`). Nothing else does: what is left was abandoned.
 */
import type { CurrentName, DayCommit, DayInput } from '../today.ts'
import type { Rebase } from './rebases.ts'

export type Change = {
  /** The version that counts: the newest that lives, or the last there was. */
  readonly sha: string
  readonly subject: string
  /** When it was committed or amended within the period, ascending; when it was written, where that was elsewhere. */
  readonly madeAt: readonly number[]
  /** Undefined where nobody knows. */
  readonly branch: string | undefined
  readonly isLiving: boolean
  /** Whether it was begun within the period. */
  readonly isNew: boolean
  readonly amended: number
  readonly isRebased: boolean
  /** Commits that were folded or squashed into it. */
  readonly folded: number
  /** Other versions that live: the same change, somewhere else too. */
  readonly copies: readonly string[]
  /** Every version that was met, the last first. */
  readonly versions: readonly string[]
  /** Of one that was abandoned: the others that it was made upon, and that it would bring back. */
  readonly beneath: readonly string[]
}

/** How a commit came to be, by the first entry that leads to it. */
type Making = {
  readonly rank: number
  readonly at: number
  readonly kind: string
  readonly branch: string | undefined
  readonly isAsked: boolean
}

const MAKING = new Set(['commit', 'amend', 'revert', 'pick', 'apply', 'rebase_step', 'rebase_fold', 'update'])
const WORKING = new Set(['commit', 'amend', 'revert', 'update'])
const CARRYING = new Set(['pick', 'apply', 'rebase_step', 'rebase_fold'])

export function readChanges(input: DayInput, rebases: readonly Rebase[], names: CurrentName): Change[] {
  const { commits, moves, fromMs, untilMs } = input
  const makings = readMakings(input, rebases)
  const sets = makeSets()
  const folded = new Map<string, number>()
  const fold = (from: string, into: string): void => {
    sets.join(from, into)
    folded.set(into, (folded.get(into) ?? 0) + 1)
  }
  for (const { act, previous, revision } of moves) {
    if (act.kind === 'amend' && previous !== undefined) sets.join(previous, revision)
  }
  const candidates = [...commits.values()].filter(({ isAsked, parents }) => isAsked && parents.length < 2)
  for (const same of Map.groupBy(candidates, ({ author }) => author).values()) joinSame(same, makings, sets)
  const lost = (): DayCommit[] => {
    const living = new Set(candidates.filter(({ isLiving }) => isLiving).map(({ sha }) => sets.root(sha)))
    return candidates.filter(({ sha }) => !living.has(sets.root(sha)))
  }
  for (const [from, into] of foldedByRebases(lost(), commits, rebases)) fold(from, into)
  for (const [from, into] of squashedByHand(lost(), candidates, makings, commits)) fold(from, into)

  const left = new Set(
    moves.flatMap(({ act, isAsked, previous }) => (isAsked && act.kind === 'reset' ? (previous ?? []) : [])),
  )
  const changes: Change[] = []
  for (const group of Map.groupBy(candidates, ({ sha }) => sets.root(sha)).values()) {
    const change = changeOf(group)
    if (change !== undefined) changes.push(change)
  }
  const abandoned = new Set(changes.filter(({ isLiving }) => !isLiving).map(({ sha }) => sha))
  return changes
    .map((change) => (change.isLiving ? change : { ...change, beneath: beneath(change.sha) }))
    .sort((a, b) => a.madeAt[0]! - b.madeAt[0]! || firstRank(a) - firstRank(b))

  function beneath(sha: string): string[] {
    return [...ancestorsOf(sha, commits)].filter((one) => one !== sha && abandoned.has(one))
  }

  function changeOf(group: readonly DayCommit[]): Change | undefined {
    const order = group.toSorted((a, b) => madeAt(a) - madeAt(b) || rank(a.sha) - rank(b.sha))
    const working = order.flatMap(({ sha }) => {
      const making = makings.get(sha)
      return making !== undefined && making.isAsked && WORKING.has(making.kind) ? [making] : []
    })
    const living = order.filter(({ isLiving }) => isLiving)
    const written = order.filter(({ authoredAt }) => authoredAt >= fromMs && authoredAt < untilMs)
    const isLeft = living.length === 0 && order.some(({ sha }) => left.has(sha))
    // Whoever carried a commit along hasn't made it; whoever reset it away has done that.
    if (working.length === 0 && (written.length === 0 || living.length === 0) && !isLeft) return undefined
    // Where it was last worked on, if that still has it: the others are copies.
    const home = branchMadeOn(order.findLast(({ sha }) => WORKING.has(makings.get(sha)?.kind ?? '')))
    const final = living.filter((one) => branchMadeOn(one) === home).at(-1) ?? living.at(-1) ?? order.at(-1)!
    const roots = new Set(group.map(({ sha }) => sha))
    return {
      sha: final.sha,
      subject: final.subject,
      madeAt:
        working.length > 0
          ? working.map(({ at }) => at).sort((a, b) => a - b)
          : [(written[0] ?? final).authoredAt],
      branch: branchOf(final, order),
      isLiving: living.length > 0,
      isNew: written.length > 0 || working.some(({ kind }) => kind !== 'amend'),
      amended: working.filter(({ kind }) => kind === 'amend').length,
      isRebased: order.some(
        ({ sha }) => CARRYING.has(makings.get(sha)?.kind ?? '') && makings.get(sha)?.kind !== 'pick',
      ),
      folded: [...folded].reduce((sum, [into, count]) => sum + (roots.has(into) ? count : 0), 0),
      copies: living.filter(({ sha }) => sha !== final.sha).map(({ sha }) => sha),
      versions: order.map(({ sha }) => sha).reverse(),
      beneath: [],
    }
  }

  /** Its place in the reflogs: many commits can be made in a second. */
  function rank(sha: string): number {
    return makings.get(sha)?.rank ?? -1
  }

  function firstRank({ versions }: Change): number {
    return rank(versions.at(-1)!)
  }

  function madeAt({ sha, authoredAt }: DayCommit): number {
    return makings.get(sha)?.at ?? authoredAt
  }

  function branchMadeOn(commit: DayCommit | undefined): string | undefined {
    const making = makings.get(commit?.sha ?? '')
    return making === undefined ? undefined : names(making.branch, making.at)
  }

  /** By the reflog, unless the commit was moved from that branch since; then by the one branch that holds it. */
  function branchOf(final: DayCommit, order: readonly DayCommit[]): string | undefined {
    // Older versions speak only where nobody knows how the last one came to be.
    const sources = makings.has(final.sha) ? [final] : order.toReversed()
    const told = sources.flatMap((one) => branchMadeOn(one) ?? [])[0]
    if (told !== undefined && !(final.isLiving && input.branches.has(told))) return told
    const holders = final.isLiving ? input.branchesWith(final.sha) : []
    if (told !== undefined && holders.includes(told)) return told
    return holders.length === 1 ? holders[0] : told
  }
}

function readMakings({ moves, commits }: DayInput, rebases: readonly Rebase[]): Map<string, Making> {
  const rebasedBranch = new Map<string, string | undefined>()
  for (const { steps, branch, sha } of rebases) {
    for (const step of [...steps.map((one) => one.sha), sha]) rebasedBranch.set(step, branch)
  }
  const makings = new Map<string, Making>()
  // A worktree's HEAD tells more than the branch that moved with it.
  const inTurn = [
    ...moves.filter(({ isOfHead }) => isOfHead),
    ...moves.filter(({ ref }) => ref.startsWith('refs/heads/')),
  ]
  for (const { act, revision, previous, at, branch, isAsked } of inTurn) {
    if (makings.has(revision) || !MAKING.has(act.kind) || revision === previous) continue
    // Nobody says what an update was: a commit on top of where the ref stood was made there.
    if (act.kind === 'update' && commits.get(revision)?.parents[0] !== previous) continue
    makings.set(revision, {
      rank: makings.size,
      at,
      kind: act.kind,
      branch: branch ?? rebasedBranch.get(revision),
      isAsked,
    })
  }
  return makings
}

/** Same author and second: versions where the subject is the same too, or one was carried along. */
function joinSame(same: readonly DayCommit[], makings: ReadonlyMap<string, Making>, sets: Sets): void {
  for (const [at, one] of same.entries()) {
    for (const other of same.slice(at + 1)) {
      const isCarried = [one, other].some(({ sha }) => CARRYING.has(makings.get(sha)?.kind ?? ''))
      if (one.subject === other.subject || (isCarried && same.length === 2)) sets.join(one.sha, other.sha)
    }
  }
}

/** Which of the lost commits a rebase made part of another: no more than it folded. */
function foldedByRebases(
  lost: readonly DayCommit[],
  commits: ReadonlyMap<string, DayCommit>,
  rebases: readonly Rebase[],
): [from: string, into: string][] {
  const found: [string, string][] = []
  for (const { from, steps, isAborted } of rebases) {
    const folds = steps.filter(({ isFold }) => isFold)
    const last = folds.at(-1)
    if (last === undefined || isAborted) continue
    const before = ancestorsOf(from, commits)
    const within = lost.filter(({ sha }) => before.has(sha))
    const named = within.filter(({ subject }) => /^(?:fixup|squash|amend)! /.test(subject))
    const chosen = within.length <= folds.length ? within : named.length <= folds.length ? named : []
    for (const { sha } of chosen) found.push([sha, last.sha])
  }
  return found
}

/** Which of the lost commits ended in a tree that was committed again later, beside them. */
function squashedByHand(
  lost: readonly DayCommit[],
  candidates: readonly DayCommit[],
  makings: ReadonlyMap<string, Making>,
  commits: ReadonlyMap<string, DayCommit>,
): [from: string, into: string][] {
  const lostBySha = new Map(lost.map((commit) => [commit.sha, commit]))
  const byTree = Map.groupBy(candidates, ({ tree }) => tree)
  const found = new Map<string, string>()
  for (const tip of lost) {
    const tipAt = makings.get(tip.sha)?.at ?? tip.authoredAt
    const into = byTree.get(tip.tree)?.find(({ sha }) => {
      const making = makings.get(sha)
      return making?.kind === 'commit' && making.at >= tipAt && !ancestorsOf(sha, commits).has(tip.sha)
    })
    if (into === undefined) continue
    const kept = ancestorsOf(into.sha, commits)
    for (const sha of ancestorsOf(tip.sha, lostBySha)) {
      if (!found.has(sha) && !kept.has(sha)) found.set(sha, into.sha)
    }
  }
  return [...found]
}

/** The commit and those beneath it, as far as they are among `commits`. */
function ancestorsOf(sha: string | undefined, commits: ReadonlyMap<string, DayCommit>): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = sha === undefined ? [] : [sha]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const commit = commits.get(at)
    if (commit === undefined || reached.has(at)) continue
    reached.add(at)
    waiting.push(...commit.parents)
  }
  return reached
}

type Sets = {
  readonly join: (a: string, b: string) => void
  readonly root: (one: string) => string
}

/** Disjoint sets of hashes. */
function makeSets(): Sets {
  const parents = new Map<string, string>()
  const root = (one: string): string => {
    let at = one
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up
    return at
  }
  return {
    root,
    join: (a, b) => {
      const [left, right] = [root(a), root(b)]
      if (left !== right) parents.set(left, right)
    },
  }
}

/**
 * Which branch a worktree's HEAD stood on before and after each entry of its reflog.
 *
 * Followed backwards from where it stands now: a checkout tells reliably what it left,
 * while what it went to is only what somebody typed. Where an entry doesn't tell what
 * it left (a rebase leaves the branch at its start and names it at its end; the first
 * commit of an orphan branch names nothing), older entries are asked, and where those
 * don't know either, nobody does.
 */
import { branchName } from './refs.ts'

/** A branch by its short name; null where HEAD was detached, undefined where it can't be told. */
export type Branch = string | null | undefined

/** What an entry says of the branch; what was typed for a checkout is a branch only if there is one of that name. */
export type BranchMove = {
  /** The branch that is known otherwise to have been checked out after it; null where HEAD was detached. */
  readonly witness?: string | null
} & (
  | { readonly kind: 'stay' }
  | { readonly kind: 'switch'; readonly from: Branch; readonly to: Branch; readonly typed?: string }
  /** Of a branch without a past: the one that was there from the beginning, or an orphan. */
  | { readonly kind: 'first_commit' }
  /** Of another branch where the one that it ends on was named; otherwise of the one that was checked out. */
  | { readonly kind: 'rebase_start'; readonly isOfOther?: boolean }
  | { readonly kind: 'rebase_end'; readonly to: Branch }
  /** Something that may or may not have changed branches. */
  | { readonly kind: 'unclear' }
)

const CHECKOUT = /^checkout: moving from (\S+) to (.+)$/
const RENAME = /^Branch: renamed (\S+) to (\S+)$/
/** `git rebase UPSTREAM BRANCH` where there is nothing to do but to switch to the branch. */
const REBASE_SWITCH = /^rebase: checkout (\S+)$/
const REBASE_START = /^(?:rebase|pull)\b.*? \(start\): /
const REBASE_END = /^(?:rebase|pull)\b.*?(?: \((?:finish|abort)\)| finished): returning to (\S+)$/
const FIRST_COMMIT = /^commit \(initial\): /
const KNOWN = /^(?:commit|checkout|rebase|reset|merge|pull|cherry-pick|revert|am|clone|branch|Branch)\b/
const HASH = /^[0-9a-f]{40,64}$/
/** What no branch can be called. */
const DETACHED = /^(?:HEAD|[0-9a-f]{40,64})$|[~^:]|@\{/

export function branchMove(message: string): BranchMove {
  const checkout = CHECKOUT.exec(message)
  if (checkout !== null) {
    const [, left = '', typed = ''] = checkout
    return {
      kind: 'switch',
      from: HASH.test(left) ? null : left,
      to: DETACHED.test(typed) ? null : undefined,
      typed,
    }
  }
  const rename = RENAME.exec(message)
  if (rename !== null) return { kind: 'switch', from: branchName(rename[1]!), to: branchName(rename[2]!) }
  const switched = REBASE_SWITCH.exec(message)?.[1]
  if (switched !== undefined) return { kind: 'switch', from: undefined, to: undefined, typed: switched }
  if (REBASE_START.test(message)) return { kind: 'rebase_start' }
  const returned = REBASE_END.exec(message)?.[1]
  if (returned !== undefined) return { kind: 'rebase_end', to: branchName(returned) ?? null }
  if (FIRST_COMMIT.test(message)) return { kind: 'first_commit' }
  return KNOWN.test(message) ? { kind: 'stay' } : { kind: 'unclear' }
}

/**
 * The branch before the first move, then after each.
 *
 * @param moves oldest first, up to now
 * @param now where HEAD stands
 * @param known where a rebase that hasn't ended will return to, and branches that there are
 */
export function branchTrail(
  moves: readonly BranchMove[],
  now: Branch,
  known: { readonly rebased?: Branch; readonly branches?: Iterable<string> } = {},
): Branch[] {
  const names = new Set<string | undefined>(known.branches)
  for (const move of moves) {
    if (move.kind === 'switch') names.add(move.from ?? undefined).add(move.to ?? undefined)
    if (move.kind === 'rebase_end') names.add(move.to ?? undefined)
  }
  if (typeof now === 'string') names.add(now)
  const trail: Branch[] = Array.from({ length: moves.length + 1 })
  let branch = now
  let rebasing = known.rebased
  for (let at = moves.length; at >= 0; at--) {
    const move = moves[at - 1]
    if (move?.witness !== undefined) branch = move.witness
    trail[at] = branch
    if (move === undefined) break
    switch (move.kind) {
      case 'switch':
        branch = move.from === undefined ? branchAfter(moves, at - 1, names) : move.from
        break
      case 'first_commit':
        if (at > 1) branch = branchAfter(moves, at - 1, names)
        break
      case 'rebase_end':
        rebasing = move.to
        branch = null
        break
      case 'rebase_start': {
        const older = branchAfter(moves, at - 1, names)
        branch = older === undefined && move.isOfOther !== true ? rebasing : older
        rebasing = undefined
        break
      }
    }
  }
  return trail
}

/** As the older entries tell it: what the last switch before went to. */
function branchAfter(
  moves: readonly BranchMove[],
  count: number,
  names: ReadonlySet<string | undefined>,
): Branch {
  for (let at = count - 1; at >= 0; at--) {
    const move = moves[at]!
    if (move.witness !== undefined) return move.witness
    switch (move.kind) {
      case 'switch':
        if (move.to !== undefined) return move.to
        return names.has(move.typed) ? move.typed : undefined
      case 'rebase_start':
        return null
      case 'rebase_end':
        return move.to
      case 'first_commit':
      case 'unclear':
        return undefined
    }
  }
  return undefined
}

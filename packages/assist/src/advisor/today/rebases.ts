/**
 * Rebases, put together from the entries of a worktree's HEAD: one begins, steps, and
 * returns to its branch; of a detached HEAD no entry ends it.
 */
import type { RefMove } from '../today.ts'

export type Rebase = {
  /** Undefined where HEAD was detached. */
  readonly branch: string | undefined
  /** What it was put upon, as it was typed. */
  readonly onto: string
  readonly base: string
  /** Where HEAD stood before. */
  readonly from: string | undefined
  /** Where it led. */
  readonly sha: string
  readonly at: number
  readonly steps: readonly { readonly sha: string; readonly isFold: boolean; readonly at: number }[]
  readonly isAborted: boolean
  readonly isAsked: boolean
}

type Open = { -readonly [Key in keyof Rebase]: Rebase[Key] } & { steps: Rebase['steps'][number][] }

export function readRebases(moves: readonly RefMove[]): Rebase[] {
  const rebases: Rebase[] = []
  for (const entries of Map.groupBy(
    moves.filter(({ isOfHead }) => isOfHead),
    ({ ref }) => ref,
  ).values()) {
    let open: Open | undefined
    for (const { act, revision, previous, at, branch, isAsked } of entries) {
      if (act.kind === 'rebase_start') {
        const onto = act.name ?? revision
        const steps: Open['steps'] = []
        open = {
          branch: undefined,
          onto,
          base: revision,
          from: previous,
          sha: revision,
          at,
          steps,
          isAborted: false,
          isAsked,
        }
        rebases.push(open)
      } else if (open !== undefined && (act.kind === 'rebase_end' || act.kind === 'rebase_abort')) {
        open.branch = act.name ?? branch
        open.isAborted = act.kind === 'rebase_abort'
        open.at = at
        open = undefined
      } else if (open !== undefined && (act.kind === 'rebase_step' || act.kind === 'rebase_fold')) {
        const isFold = act.kind === 'rebase_fold'
        open.steps.push({ sha: revision, isFold, at })
        open.sha = revision
        open.at = at
      } else if (open !== undefined && act.kind === 'amend') {
        open.sha = revision
      } else if (act.kind !== 'commit') {
        open = undefined
      }
    }
  }
  return rebases
}

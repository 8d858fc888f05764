/**
 * What one entry of a reflog says was done. Messages are git's own words; what somebody
 * else wrote there (`GIT_REFLOG_ACTION`, plumbing) is an update and nothing more.
 */
import { branchName } from '../git-history/refs.ts'
import { isRebaseEnd, isRebaseFold, isRebaseStart, isRebaseStep } from './rebase-entry.ts'
import { refOperation } from './ref-movement.ts'

export type ReflogAct = {
  readonly kind:
    | 'commit'
    | 'amend'
    | 'merge'
    | 'pull'
    | 'pick'
    | 'revert'
    | 'apply'
    | 'rebase_start'
    | 'rebase_step'
    | 'rebase_fold'
    | 'rebase_end'
    | 'rebase_abort'
    | 'checkout'
    | 'reset'
    | 'create'
    | 'rename'
    | 'clone'
    | 'fetch'
    | 'push'
    | 'stash'
    | 'tag'
    | 'update'
  /** What was merged, reset to, branched off or rebased upon, as it was typed; the branch that a rebase returned to, or that was stashed from. */
  readonly name?: string
  /** What a branch was called before it was renamed, or what a checkout left. */
  readonly from?: string
}

const MERGED = /^merge (.+?): /
const RESET = /^reset: moving to (.*)$/
const CHECKOUT = /^checkout: moving from (\S+) to (.+)$/
const CREATED = /^branch: Created from (.+)$/
const RENAMED = /^Branch: renamed (\S+) to (\S+)$/
const STASHED = /^(?:WIP on|On) ([^:()]+): /
const RETURNED = /: returning to (\S+)$/
const REBASED_UPON = /: checkout (\S+)$/

export function reflogAct(message: string): ReflogAct {
  const rebased = rebaseAct(message)
  if (rebased !== undefined) return rebased
  switch (refOperation(message)) {
    case 'commit':
      return commitAct(message)
    case 'merge':
      return named('merge', MERGED.exec(message)?.[1])
    case 'cherry-pick':
      return { kind: 'pick' }
    case 'am':
      return { kind: 'apply' }
    case 'reset':
      return named('reset', RESET.exec(message)?.[1])
    case 'branch':
      return branchAct(message)
    case 'checkout': {
      const [, from, name] = CHECKOUT.exec(message) ?? []
      return { ...named('checkout', name), ...(from === undefined ? {} : { from }) }
    }
    // Steps of it that neither make a commit nor end it.
    case 'rebase':
      return { kind: 'checkout' }
    case 'pull':
      return { kind: 'pull' }
    case 'revert':
      return { kind: 'revert' }
    case 'clone':
      return { kind: 'clone' }
    case 'fetch':
    case 'remote':
      return { kind: 'fetch' }
    case 'push':
      return { kind: 'push' }
    case 'stash':
      return named('stash', STASHED.exec(message)?.[1])
    case 'tag':
      return { kind: 'tag' }
    default:
      return { kind: 'update' }
  }
}

function rebaseAct(message: string): ReflogAct | undefined {
  if (isRebaseStart(message)) return named('rebase_start', REBASED_UPON.exec(message)?.[1])
  if (isRebaseFold(message)) return { kind: 'rebase_fold' }
  if (isRebaseStep(message)) return { kind: 'rebase_step' }
  if (!isRebaseEnd(message)) return undefined
  const returned = RETURNED.exec(message)?.[1]
  const kind = message.includes(' (abort): ') ? 'rebase_abort' : 'rebase_end'
  return named(kind, returned === undefined ? undefined : branchName(returned))
}

function commitAct(message: string): ReflogAct {
  if (message.startsWith('commit (amend): ')) return { kind: 'amend' }
  if (message.startsWith('commit (merge): ')) return { kind: 'merge' }
  return { kind: message.startsWith('commit (cherry-pick): ') ? 'pick' : 'commit' }
}

function branchAct(message: string): ReflogAct {
  const [, from, to] = RENAMED.exec(message) ?? []
  if (from !== undefined && to !== undefined) {
    return { ...named('rename', branchName(to)), from: branchName(from) ?? from }
  }
  const created = CREATED.exec(message)?.[1]
  return created === undefined ? { kind: 'update' } : named('create', created)
}

function named(kind: ReflogAct['kind'], name: string | undefined): ReflogAct {
  return name === undefined ? { kind } : { kind, name }
}

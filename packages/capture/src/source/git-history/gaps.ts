/**
 * Gaps: what of the history can't be read now, but may come.
 *
 * A read that leaves something out says so by a ref that git doesn't have: `shallow`
 * stands for the commits at which a shallow clone ends, `unread` for those that are
 * missing or damaged. While a gap is told, or where it differs from what was told, the
 * refs alone don't say that nothing is new: the commits are listed as a whole again.
 */
import { deriveId } from '@wakelore/kernel/id'
import type { Known } from '../../source.ts'
import type { HistoryRead } from './history-event.ts'
import type { RefChange } from './refs.ts'

/** No ref of git's is named so: those are `HEAD`s or begin with `refs/`. */
export type Gap = 'shallow' | 'unread'

const NAMED_IN_REMARK = 5

export function isGap(ref: string): ref is Gap {
  return ref === 'shallow' || ref === 'unread'
}

/** The change of the gap's ref, if it is one; the ref is gone where nothing is missing. */
export function gapChanges(
  gap: Gap,
  shas: ReadonlySet<string>,
  known: ReturnType<Known['refs']>,
): RefChange[] {
  const revision = shas.size === 0 ? undefined : deriveId(gap, ...[...shas].sort())
  const base = known.get(gap)?.revision
  return revision === base ? [] : [{ name: gap, revision, base, tagObject: undefined }]
}

export function remarkOnShallow(read: HistoryRead, shallow: ReadonlySet<string>): void {
  if (shallow.size === 0) return
  const commits = shallow.size === 1 ? '1 commit' : `${shallow.size} commits`
  read.onRemark(
    'GIT_SHALLOW',
    `the clone is shallow: history ends at ${commits} whose changed files can't be told; \`git fetch --unshallow\` brings the rest`,
  )
}

export function remarkOnUnread({ unread, onRemark }: HistoryRead): void {
  if (unread.size === 0) return
  const [commits, they] =
    unread.size === 1 ? ['1 commit is', 'it leads'] : [`${unread.size} commits are`, 'they lead']
  onRemark(
    'GIT_COMMIT_UNREADABLE',
    `${commits} missing or damaged, left out with the past that only ${they} to, and tried again by every read: ${firstOf([...unread])}`,
  )
}

/** The first few hashes, and how many more there are. */
export function firstOf(shas: readonly string[]): string {
  const first = shas.slice(0, NAMED_IN_REMARK).join(', ')
  return shas.length > NAMED_IN_REMARK ? `${first} and ${shas.length - NAMED_IN_REMARK} more` : first
}

/**
 * Which branch HEAD stood on, by the branches' own reflogs: what moves a branch through
 * HEAD is written into both with the same words. A renamed branch keeps its reflog, in
 * which it has its former name before it was renamed.
 */
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { branchName, isHead } from '../git-history/refs.ts'

const RENAME = /^Branch: renamed refs\/heads\/(\S+) to \S+$/

/** @param byRef oldest first */
export function branchWitnesses(
  byRef: ReadonlyMap<string, readonly ReflogEntry[]>,
): (entry: ReflogEntry) => string | undefined {
  const branches = new Map<string, { name: string | undefined; count: number }>()
  const headCounts = new Map<string, number>()
  for (const [ref, entries] of byRef) {
    let name = branchName(ref)
    if (name !== undefined) {
      for (const entry of entries.toReversed()) {
        const key = keyOf(entry)
        const known = branches.get(key)
        // In the same words of several branches, it can be any.
        const isOther = known !== undefined && known.name !== name
        branches.set(key, { name: isOther ? undefined : name, count: (known?.count ?? 0) + 1 })
        name = RENAME.exec(entry.message)?.[1] ?? name
      }
    }
    if (!isHead(ref)) continue
    for (const entry of entries) headCounts.set(keyOf(entry), (headCounts.get(keyOf(entry)) ?? 0) + 1)
  }
  return (entry) => {
    const known = branches.get(keyOf(entry))
    return known?.count === headCounts.get(keyOf(entry)) ? known?.name : undefined
  }
}

function keyOf({ seconds, sha, message }: ReflogEntry): string {
  return `${seconds}/${sha}/${message}`
}

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
  const names = new Map<string, string[]>()
  const headCounts = new Map<string, number>()
  for (const [ref, entries] of byRef) {
    let name = branchName(ref)
    if (name !== undefined) {
      for (const entry of entries.toReversed()) {
        const key = keyOf(entry)
        const sameWords = names.get(key)
        if (sameWords === undefined) names.set(key, [name])
        else sameWords.push(name)
        name = RENAME.exec(entry.message)?.[1] ?? name
      }
    }
    if (!isHead(ref)) continue
    for (const entry of entries) headCounts.set(keyOf(entry), (headCounts.get(keyOf(entry)) ?? 0) + 1)
  }
  return (entry) => {
    const found = names.get(keyOf(entry)) ?? []
    // Several in the same words can be of several branches, or of none.
    return found.length === headCounts.get(keyOf(entry)) && new Set(found).size === 1 ? found[0] : undefined
  }
}

function keyOf({ seconds, sha, message }: ReflogEntry): string {
  return `${seconds}/${sha}/${message}`
}

/**
 * Files that moved with their contents unchanged, told by the hash alone, as git
 * tells them: among several with the same contents one of the same name goes first.
 * Used where git itself can't compare contents because they are missing.
 */
import { posix } from 'node:path'
import type { FileChange } from './commit-parser.ts'

/** The changes with each such pair of D and A as one R in the place of the A. */
export function pairExactRenames(changes: readonly FileChange[]): readonly FileChange[] {
  const deleted = new Map<string, FileChange[]>()
  for (const change of changes) {
    if (change.status !== 'D') continue
    const same = deleted.get(change.content)
    if (same === undefined) deleted.set(change.content, [change])
    else same.push(change)
  }
  if (deleted.size === 0) return changes
  const origins = new Map<FileChange, FileChange>()
  for (const isOrigin of [hasSameName, () => true]) {
    for (const change of changes) {
      if (change.status !== 'A' || origins.has(change)) continue
      const candidates = deleted.get(change.content) ?? []
      const index = candidates.findIndex((candidate) => isOrigin(candidate, change))
      if (index !== -1) origins.set(change, candidates.splice(index, 1)[0]!)
    }
  }
  if (origins.size === 0) return changes
  const moved = new Set(origins.values())
  return changes
    .filter((change) => !moved.has(change))
    .map((change) => {
      const origin = origins.get(change)
      return origin === undefined
        ? change
        : { ...change, status: 'R', previousPath: origin.path, content: '' }
    })
}

function hasSameName(origin: FileChange, change: FileChange): boolean {
  return posix.basename(origin.path) === posix.basename(change.path)
}

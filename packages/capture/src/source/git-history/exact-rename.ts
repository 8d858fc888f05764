/**
 * Files that moved with their contents unchanged, told by the hash alone, as git
 * tells them: among several with the same contents one of the same name goes first.
 * Used where git itself can't compare contents because they are missing.
 */
import { posix } from 'node:path'
import type { FileChange } from './commit-parser.ts'

/** The changes with each such pair of D and A as one R in the place of the A. */
export function pairExactRenames(changes: readonly FileChange[]): readonly FileChange[] {
  const deleted = changes.filter(({ status }) => status === 'D')
  if (deleted.length === 0) return changes
  const origins = new Map<FileChange, FileChange>()
  const moved = new Set<FileChange>()
  for (const likeness of [contentAndName, contentOf]) {
    const candidates = Map.groupBy(deleted.filter((change) => !moved.has(change)).reverse(), likeness)
    for (const change of changes) {
      if (change.status !== 'A' || origins.has(change)) continue
      const origin = candidates.get(likeness(change))?.pop()
      if (origin === undefined) continue
      origins.set(change, origin)
      moved.add(origin)
    }
  }
  if (origins.size === 0) return changes
  return changes
    .filter((change) => !moved.has(change))
    .map((change) => {
      const origin = origins.get(change)
      return origin === undefined
        ? change
        : { ...change, status: 'R', previousPath: origin.path, content: '' }
    })
}

function contentOf({ content }: FileChange): string {
  return content
}

function contentAndName({ content, path }: FileChange): string {
  return `${content} ${posix.basename(path)}`
}

/**
 * A history as it was: a view of another one that ends before a given commit.
 *
 * Nothing is copied, so looking back costs only what is looked at. One thing isn't
 * known exactly: a file that was deleted and came back counts as living between.
 * Files that only bulk commits touched count as known from the beginning.
 */
import type { ChangeHistory, CommitNumber, FileNumber } from '@wakelore/knowledge/change-history'

export type RewoundHistory = ChangeHistory & {
  /** From now on, `end` and everything after it has not happened. */
  readonly rewindTo: (end: CommitNumber) => void
}

export function makeRewoundHistory(whole: ChangeHistory): RewoundHistory {
  const newestOfAll = whole.newest(whole.commitCount)
  let end = whole.commitCount

  const commitsOf = (file: FileNumber): Int32Array => {
    const commits = whole.commitsOf(file)
    return commits.subarray(0, firstAtLeast(commits, end))
  }
  /** Asked for every file of a directory at every question. */
  const spans: { readonly first: CommitNumber; readonly last: CommitNumber }[] = []
  const spanOf = (file: FileNumber) => {
    const known = spans[file]
    if (known !== undefined) return known
    const commits = whole.commitsOf(file)
    return (spans[file] = { first: commits[0] ?? -1, last: commits.at(-1) ?? -1 })
  }
  const isKnown = (file: FileNumber): boolean => spanOf(file).first < end
  const isAlive = (file: FileNumber): boolean =>
    isKnown(file) && (whole.isAlive(file) || spanOf(file).last >= end)

  return {
    ...whole,
    get commitCount() {
      return end
    },
    rewindTo: (commit) => {
      end = commit
    },
    commitsOf,
    fileNumber: (path) => {
      const file = whole.fileNumber(path)
      return file !== undefined && isKnown(file) ? file : undefined
    },
    isAlive,
    filesWithStem: (stem) => whole.filesWithStem(stem).filter(isAlive),
    filesIn: (directory) => whole.filesIn(directory).filter(isAlive),
    newest: (count) => {
      const from = newestOfAll.findIndex((commit) => commit < end)
      return from === -1 ? [] : newestOfAll.slice(from, from + count)
    },
  }
}

/** Index of the first of the ascending numbers that is `bound` or more. */
function firstAtLeast(ascending: Int32Array, bound: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}

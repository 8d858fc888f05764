/**
 * What `next` has to beat, on the same questions with the same knowledge.
 *
 * Popularity: the files that most commits touched so far.
 * Plain co-change: for each file, the commits that touched both it and a changed
 * file, counted for every changed file and summed; no decay, no normalisation, no
 * cap.
 * Both: ties go to what changed last, then to what appeared first; the changed files
 * themselves are left out, and so are lock files and files that no longer exist,
 * which are never asked for; bulk commits don't count. Each of these only makes the
 * rival stronger: deletions alone are worth a point or two.
 */
import type { ChangeHistory, CommitNumber, FileNumber } from '@wakelore/knowledge/change-history'
import { isLockFile } from '../lock-files.ts'

/** Rank of the file held out among all that the rival ranks, from 1; 0 where it isn't among them. */
export type Rival = (changed: readonly FileNumber[], heldOut: FileNumber) => number

/** A tally of files that is cleared by forgetting what was touched. */
type Tally = {
  readonly counts: number[]
  readonly newest: CommitNumber[]
  readonly files: FileNumber[]
}

export function makePopularity(history: ChangeHistory): Rival {
  const tally: Tally = { counts: [], newest: [], files: [] }
  const teaches = makeTeaches(history)
  let learnt = 0
  return (changed, heldOut) => {
    // `newest` leaves bulk commits out.
    for (const commit of [...history.newest(history.commitCount - learnt)].reverse()) {
      if (commit < learnt) continue
      for (const file of history.filesOf(commit)) if (teaches(file)) add(tally, file, commit)
    }
    learnt = history.commitCount
    return rankIn(tally, heldOut, new Set(changed), history.isAlive)
  }
}

export function makePlainCoChange(history: ChangeHistory): Rival {
  const tally: Tally = { counts: [], newest: [], files: [] }
  const teaches = makeTeaches(history)
  return (changed, heldOut) => {
    for (const file of tally.files) tally.counts[file] = 0
    tally.files.length = 0
    const isChanged = new Set(changed)
    for (const source of changed) {
      for (const commit of history.commitsOf(source)) {
        for (const file of history.filesOf(commit)) if (teaches(file)) add(tally, file, commit)
      }
    }
    return rankIn(tally, heldOut, isChanged, history.isAlive)
  }
}

function makeTeaches(history: ChangeHistory): (file: FileNumber) => boolean {
  const known: boolean[] = []
  return (file) => (known[file] ??= !isLockFile(history.path(file)))
}

function add({ counts, newest, files }: Tally, file: FileNumber, commit: CommitNumber): void {
  const before = counts[file] ?? 0
  if (before === 0) {
    files.push(file)
    newest[file] = commit
  } else if (commit > newest[file]!) newest[file] = commit
  counts[file] = before + 1
}

function rankIn(
  { counts, newest, files }: Tally,
  heldOut: FileNumber,
  isChanged: ReadonlySet<FileNumber>,
  isAlive: (file: FileNumber) => boolean,
): number {
  const count = counts[heldOut] ?? 0
  if (count === 0 || !isAlive(heldOut)) return 0
  const last = newest[heldOut]!
  let better = 0
  for (const file of files) {
    if (counts[file]! < count || file === heldOut || isChanged.has(file) || !isAlive(file)) continue
    const isBetter =
      counts[file]! > count || newest[file]! > last || (newest[file] === last && file < heldOut)
    if (isBetter) better++
  }
  return better + 1
}

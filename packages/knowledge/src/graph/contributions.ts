/**
 * Contributions to a path: its own commits, those of the files that were renamed to
 * it, up to that rename, and for a directory those of everything below it.
 */
import type { CommitNumber, FileNumber, PersonNumber } from '../change-history.ts'
import type { Contribution, ContributionRole } from '../contribution.ts'
import { linksOf, REVIEWER } from './commit-run.ts'
import type { Database } from './database.ts'
import type { LoadedHistory } from './history.ts'
import type { People } from './people.ts'

export function readContributions(
  database: Database,
  repository: number,
  history: LoadedHistory,
  people: People,
  path: string,
): Contribution[] {
  const commits = path === '' ? commitsWithFiles(history) : commitsUnder(database, repository, history, path)
  return commits
    .toSorted((a, b) => a - b)
    .flatMap((commit) =>
      contributorsOf(history, people, commit).map(({ person, role }) => ({
        person,
        role,
        commit,
        at: history.authoredAt(commit),
        fileCount: history.commits.fileCount[history.row(commit)]!,
      })),
    )
}

function commitsWithFiles(history: LoadedHistory): CommitNumber[] {
  return history
    .newest(history.commitCount)
    .filter((commit) => linksOf(history.commits.files, history.row(commit)).length > 0)
}

function commitsUnder(
  database: Database,
  repository: number,
  history: LoadedHistory,
  path: string,
): CommitNumber[] {
  const wanted = path.toWellFormed()
  const select = 'SELECT number FROM file INDEXED BY file_path WHERE repository = ? AND'
  const itself = database.prepare<[number]>(`${select} path = ?`).all(repository, wanted)
  // "0" follows "/": between the two lies every path that begins with "path/".
  const below = database
    .prepare<[number]>(`${select} path > ? AND path < ?`)
    .all(repository, `${wanted}/`, `${wanted}0`)
  const files = [...itself, ...below].map(([file]) => file)
  if (files.length === 0) return []
  const commits = new Set<CommitNumber>()
  const last = lastCommits(history, files)
  for (let file = 0; file < last.length; file++) {
    if (last[file] === -1) continue
    for (const commit of history.ownCommitsOf(file)) if (commit <= last[file]!) commits.add(commit)
  }
  return [...commits]
}

/**
 * The last commit that belongs to each file, -1 for files that have no part in it: the
 * path's own files to the end, their earlier names up to the rename. A path may have
 * been several files' in turn. Renames are ascending by commit, so one pass backwards
 * follows them all; the commit of a rename touched both paths and counts for the later.
 */
function lastCommits(history: LoadedHistory, files: readonly FileNumber[]): Int32Array {
  const last = new Int32Array(history.fileBound).fill(-1)
  for (const file of files) last[file] = history.commitCount - 1
  const { renames } = history.commits
  for (let at = renames.length - 3; at >= 0; at -= 3) {
    const commit = history.numberOfRow(renames[at]!)
    const [file, source] = [renames[at + 1]!, renames[at + 2]!]
    if (commit <= last[file]! && commit - 1 > last[source]!) last[source] = commit - 1
  }
  return last
}

/** Each person once per commit, by what they did most: who wrote it has not co-authored or reviewed it too. */
function contributorsOf(
  history: LoadedHistory,
  people: People,
  commit: CommitNumber,
): { person: PersonNumber; role: ContributionRole }[] {
  const links = linksOf(history.commits.people, history.row(commit))
  if (links.length === 0) return [{ person: history.authorOf(commit), role: 'author' }]
  const roles = new Map<PersonNumber, ContributionRole>([[history.authorOf(commit), 'author']])
  for (const wanted of ['co-author', 'reviewer'] as const) {
    for (const link of links) {
      const role = (link & 1) === REVIEWER ? 'reviewer' : 'co-author'
      const person = people.canonical(link >> 1)
      if (role === wanted && !roles.has(person)) roles.set(person, role)
    }
  }
  return [...roles].map(([person, role]) => ({ person, role }))
}

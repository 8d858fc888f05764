/**
 * Contributions to a path: its own commits, those of the files that were renamed to
 * it, up to that rename, and for a directory those of everything below it.
 */
import type { CommitNumber, FileNumber, PersonNumber } from '../change-history.ts'
import type { Contribution, ContributionRole } from '../contribution.ts'
import { REVIEWER } from './commit-run.ts'
import type { Database } from './database.ts'
import { linksOf, type LoadedHistory } from './history.ts'
import type { People } from './people.ts'

export function readContributions(
  database: Database,
  repository: number,
  history: LoadedHistory,
  people: People,
  path: string,
): Contribution[] {
  const commits = new Set<CommitNumber>()
  for (const [file, until] of withEarlierNames(history, filesUnder(database, repository, path))) {
    for (const commit of history.commitsOf(file)) if (commit <= until) commits.add(commit)
  }
  return [...commits]
    .sort((a, b) => a - b)
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

function filesUnder(database: Database, repository: number, path: string): FileNumber[] {
  const wanted = path.toWellFormed()
  const select = 'SELECT number FROM file WHERE repository = ?'
  const found =
    wanted === ''
      ? database.prepare<[number]>(select).all(repository)
      : database
          // "0" follows "/": between the two lies every path that begins with "path/".
          .prepare<[number]>(`${select} AND (path = ? OR (path > ? AND path < ?))`)
          .all(repository, wanted, `${wanted}/`, `${wanted}0`)
  return found.map(([file]) => file)
}

/**
 * The files with what they were called before; each with the last commit that still
 * belongs to it. A path may have been several files' in turn.
 */
function withEarlierNames(
  history: LoadedHistory,
  files: readonly FileNumber[],
): Map<FileNumber, CommitNumber> {
  const arrivals = new Map<FileNumber, { from: FileNumber; commit: CommitNumber }[]>()
  const { renames } = history.commits
  for (let at = 0; at < renames.length; at += 3) {
    const commit = history.numberOfRow(renames[at]!)
    if (commit >= history.commitCount) continue
    const file = renames[at + 1]!
    let known = arrivals.get(file)
    if (known === undefined) arrivals.set(file, (known = []))
    known.push({ from: renames[at + 2]!, commit })
  }
  const until = new Map(files.map((file) => [file, history.commitCount] as const))
  const open = [...files]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const limit = until.get(file)!
    for (const { from, commit } of arrivals.get(file) ?? []) {
      if (commit > limit || commit <= (until.get(from) ?? -1)) continue
      until.set(from, commit)
      open.push(from)
    }
  }
  return until
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

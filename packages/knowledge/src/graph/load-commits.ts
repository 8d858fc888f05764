/** A repository's commits as columns, loaded once for all that is asked of them. */
import type { PersonNumber } from '../change-history.ts'
import type { CommitTable } from '../commit-table.ts'
import type { ReferenceKind } from '../references.ts'
import { linksOf, unpackRuns, type Commits } from './commit-run.ts'
import type { Database } from './database.ts'
import { loadAncestry } from './load-ancestry.ts'
import type { People } from './people.ts'

export type LoadedCommits = CommitTable & { readonly columns: Commits }

export function loadCommits(database: Database, repository: number, people: People): LoadedCommits {
  const runs = database.prepare<[Buffer]>('SELECT packed FROM commit_run WHERE repository = ? ORDER BY first')
  const path = database.prepare<[string]>('SELECT path FROM file WHERE repository = ? AND number = ?')
  const references = database.prepare<[ReferenceKind, string]>(
    'SELECT kind, target FROM reference WHERE repository = ? AND "commit" = ? ORDER BY kind, target',
  )
  const columns = unpackRuns(runs.all(repository).map(([packed]) => packed))
  return {
    columns,
    ancestry: loadAncestry(database, repository, columns),
    authoredAt: (row) => columns.authoredAt[row]!,
    authorOf: (row) => people.canonical(columns.author[row]! as PersonNumber),
    pathsOf: (row) =>
      Array.from(linksOf(columns.files, row), (link) => path.get(repository, link >> 2)?.[0] ?? ''),
    referencesOf: (row) => references.all(repository, row).map(([kind, target]) => ({ kind, target })),
  }
}

/**
 * A repository's ancestry from the graph's tables: parents as the packed runs have them,
 * and beside them those that were read after their child.
 */
import type { Ancestry, Row } from '../ancestry.ts'
import { linksOf, type Commits } from './commit-run.ts'
import type { Database } from './database.ts'

/** What a run of commits has for a parent that wasn't known when its child was read. */
const UNKNOWN = -1

/** Parents of a commit that were unknown when it was read. */
type Late = { readonly arrived: Row[]; absent: number }

export function loadAncestry(database: Database, repository: number, { count, parents }: Commits): Ancestry {
  const rowOfSha = database.prepare<[number]>('SELECT number FROM "commit" WHERE repository = ? AND sha = ?')
  const shaOfRow = database.prepare<[Buffer]>('SELECT sha FROM "commit" WHERE repository = ? AND number = ?')
  const missing = database.prepare<[Buffer, number]>(
    'SELECT sha, child FROM missing_parent WHERE repository = ?',
  )
  const rowOf = (sha: Buffer): Row | undefined => rowOfSha.get(repository, sha)?.[0]
  const lateOf = new Map<Row, Late>()
  for (const [sha, child] of missing.all(repository)) {
    const late = lateOf.get(child) ?? { arrived: [], absent: 0 }
    const parent = rowOf(sha)
    if (parent === undefined) late.absent++
    else late.arrived.push(parent)
    lateOf.set(child, late)
  }

  return {
    count,
    rowOf: (sha) => rowOf(Buffer.from(sha, 'hex')),
    sha: (row) => {
      const found = shaOfRow.get(repository, row)
      if (found === undefined) throw new RangeError(`there is no commit ${row}`)
      return found[0].toString('hex')
    },
    parentsOf: (row) => {
      const known = linksOf(parents, row)
      const late = lateOf.get(row)
      if (late === undefined) return known
      // Which of several late ones stood first isn't kept: they take the places that are free.
      const arrived = [...late.arrived]
      return Int32Array.from(
        Array.from(known).flatMap((parent) => (parent === UNKNOWN ? (arrived.shift() ?? []) : parent)),
      )
    },
    isCutAt: (row) => (lateOf.get(row)?.absent ?? 0) > 0,
  }
}

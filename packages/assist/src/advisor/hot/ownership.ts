/**
 * Whose knowledge a file is: how many people wrote at it, and whether one of them made most
 * of it. Co-authors wrote it too; reviewers, bots and bulk commits don't count.
 */
import { BULK_FILE_COUNT, type CommitNumber, type PersonNumber } from '@wakelore/knowledge/change-history'
import type { Contribution } from '@wakelore/knowledge/contribution'

export type Ownership = {
  readonly people: number
  /** Commits that somebody wrote. */
  readonly commits: number
  /** Who had a part in the most of them; undefined where nobody did. */
  readonly main: { readonly person: PersonNumber; readonly commits: number } | undefined
}

export function ownershipOf(
  contributions: Iterable<Contribution>,
  isBot: (person: PersonNumber) => boolean,
): Ownership {
  const commits = new Set<CommitNumber>()
  const own = new Map<PersonNumber, Set<CommitNumber>>()
  for (const { person, role, commit, fileCount } of contributions) {
    if (role === 'reviewer' || fileCount > BULK_FILE_COUNT || isBot(person)) continue
    commits.add(commit)
    own.set(person, (own.get(person) ?? new Set<CommitNumber>()).add(commit))
  }
  let main: Ownership['main']
  for (const [person, { size }] of own) {
    if (main === undefined || size > main.commits || (size === main.commits && person < main.person))
      main = { person, commits: size }
  }
  return { people: own.size, commits: commits.size, main }
}

/**
 * A contribution: one person's part in one commit that touched a path.
 * What `who` ranks people by.
 */
import type { CommitNumber, PersonNumber } from './change-history.ts'

export type ContributionRole = 'author' | 'co-author' | 'reviewer'

export type Contribution = {
  readonly person: PersonNumber
  readonly role: ContributionRole
  readonly commit: CommitNumber
  /** Author time, milliseconds since the epoch. */
  readonly at: number
  /** How many files the commit touched in all. */
  readonly fileCount: number
}

export type Person = {
  readonly name: string
  readonly email: string
  readonly isBot: boolean
}

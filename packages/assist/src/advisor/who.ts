/**
 * Who knows a file or a directory.
 *
 * Each commit gives its people weight, by their part in it and by three facts: how
 * long ago it was, how many commits to the same path came after it, and how many
 * files it touched in all. Age and rank decay as powers rather than by half-lives:
 * who wrote most of a file years ago still knows it better than nobody. The
 * exponents were tuned to predict who commits to a file next, on other histories
 * than those that figures are reported for; there, focus adds nothing, and it is
 * kept mild for directories, where sweeping commits would count most.
 *
 * Bots and bulk commits don't count.
 */
import { BULK_FILE_COUNT, type CommitNumber, type PersonNumber } from '@wakelore/knowledge/change-history'
import type { Contribution, ContributionRole } from '@wakelore/knowledge/contribution'
import { MS_PER_DAY } from '@wakelore/kernel/clock'

export type Knower = {
  readonly person: PersonNumber
  /** Share of the knowledge, over everybody: 0 to 1. */
  readonly score: number
  /** Commits written or co-written. */
  readonly commits: number
  /** Commits only reviewed. */
  readonly reviews: number
  /** Author time of the newest of these commits, milliseconds since the epoch. */
  readonly lastAt: number
  readonly lastCommit: CommitNumber
}

const ROLE_WEIGHT: Readonly<Record<ContributionRole, number>> = {
  author: 1,
  'co-author': 0.7,
  reviewer: 0.25,
}
const AGE_UNIT_DAYS = 7
const AGE_EXPONENT = 0.5
const RANK_EXPONENT = 0.6
const FOCUS_EXPONENT = 0.15

/** People by what they did, who knows most first. The contributions may come in any order, and more than once. */
export function rankPeople(
  contributions: Iterable<Contribution>,
  options: { readonly nowMs: number; readonly isBot: (person: PersonNumber) => boolean },
): Knower[] {
  const parts = [...contributions]
    .filter((part) => part.fileCount <= BULK_FILE_COUNT && !options.isBot(part.person))
    .sort((a, b) => b.commit - a.commit || a.person - b.person || ROLE_WEIGHT[b.role] - ROLE_WEIGHT[a.role])
  const knowers = new Map<PersonNumber, { -readonly [Key in keyof Knower]: Knower[Key] }>()
  let total = 0
  let rank = -1
  let previous: Contribution | undefined
  for (const part of parts) {
    const isSameCommit = part.commit === previous?.commit
    // The first of a person's parts in a commit is the weightiest: it alone counts.
    const isSamePerson = isSameCommit && part.person === previous?.person
    previous = part
    if (isSamePerson) continue
    if (!isSameCommit) rank++
    const weight = weightOf(part, rank, options.nowMs)
    total += weight
    let knower = knowers.get(part.person)
    if (knower === undefined) {
      knower = {
        person: part.person,
        score: 0,
        commits: 0,
        reviews: 0,
        lastAt: part.at,
        lastCommit: part.commit,
      }
      knowers.set(part.person, knower)
    }
    knower.score += weight
    if (part.role === 'reviewer') knower.reviews++
    else knower.commits++
  }
  const ranked = [...knowers.values()].sort((a, b) => b.score - a.score || b.lastCommit - a.lastCommit)
  for (const knower of ranked) knower.score /= total
  return ranked
}

function weightOf(part: Contribution, rank: number, nowMs: number): number {
  const ageDays = Math.max(0, nowMs - part.at) / MS_PER_DAY
  return (
    (ROLE_WEIGHT[part.role] * Math.max(1, part.fileCount) ** -FOCUS_EXPONENT) /
    ((1 + ageDays / AGE_UNIT_DAYS) ** AGE_EXPONENT * (1 + rank) ** RANK_EXPONENT)
  )
}

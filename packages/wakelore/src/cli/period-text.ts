/** A period that commits were counted in, in words: "2,706 commits in 12 months up to 2026-08-20". */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { count } from './terminal.ts'

const DAYS_PER_MONTH = 30.44
const DAYS_PER_YEAR = 365.25
/** Fewer are told in the smaller unit. */
const LEAST_MONTHS = 2
const LEAST_YEARS = 2

/** Times as RFC 3339. */
export function periodText(period: {
  readonly from: string
  readonly until: string
  readonly commits: number
}): string {
  const days = (Date.parse(period.until) - Date.parse(period.from)) / MS_PER_DAY
  const day = period.until.slice(0, 'yyyy-mm-dd'.length)
  return `${count(period.commits, 'commit')} in ${span(days)} up to ${day}`
}

function span(days: number): string {
  const months = days / DAYS_PER_MONTH
  const years = days / DAYS_PER_YEAR
  // A day that was begun counts: nothing takes 0 days.
  if (months < LEAST_MONTHS) return count(Math.max(1, Math.round(days)), 'day')
  return years < LEAST_YEARS ? count(Math.round(months), 'month') : count(Math.round(years), 'year')
}

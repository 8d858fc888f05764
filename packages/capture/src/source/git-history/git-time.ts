/** Git's times, kept within what everybody can read. */
import { MS_PER_SECOND } from '@wakelore/kernel/clock'

/** What ISO 8601 writes with four digits. */
const MIN_TIME_MS = Date.parse('0001-01-01T00:00:00Z')
const MAX_TIME_MS = Date.parse('9999-12-31T23:59:59Z')

/** Seconds since the epoch as git says them, in milliseconds and within the years 1 to 9999; 0 where they are no number. */
export function millisecondsOf(seconds: number): number {
  return Number.isNaN(seconds) ? 0 : Math.min(Math.max(seconds * MS_PER_SECOND, MIN_TIME_MS), MAX_TIME_MS)
}

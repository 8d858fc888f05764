/**
 * When a period begins, as people write it: `7d`, `24h`, `15m` and `2w` ago, `today`,
 * `yesterday`, a date, a date and time. Whatever names no zone is local time.
 */
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '@wakelore/kernel/clock'
import { serverFault } from './faults.ts'

/** What a shell offers; any other span or date will do. */
export const SINCE_WORDS = ['today', 'yesterday', '24h', '7d', '2w'] as const

const UNIT_MS: Readonly<Record<string, number>> = {
  m: MS_PER_MINUTE,
  h: MS_PER_HOUR,
  d: MS_PER_DAY,
  w: 7 * MS_PER_DAY,
}
const SPAN = /^(\d{1,5})([mhdw])$/
/** Beyond that somebody slipped: git is younger by far. */
const LONGEST_MS = 100 * 365.25 * MS_PER_DAY
const DATE = /^([1-9]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i

/** Milliseconds since the epoch. @throws SINCE_MALFORMED, also for what is still to come or absurdly long ago */
export function sinceMs(text: string, nowMs: number): number {
  const begin = beginOf(text.trim().toLowerCase(), nowMs)
  if (begin === undefined) throw malformed(text, 'is neither a span of time nor a date')
  if (begin >= nowMs) throw malformed(text, 'is not in the past')
  if (nowMs - begin > LONGEST_MS) throw malformed(text, 'is more than 100 years ago')
  return begin
}

function malformed(text: string, found: string): Error {
  return serverFault('SINCE_MALFORMED', `"${text}" ${found}`, { fields: { since: text } })
}

function beginOf(text: string, nowMs: number): number | undefined {
  if (text === 'today') return midnightMs(nowMs, 0)
  if (text === 'yesterday') return midnightMs(nowMs, -1)
  const [, count, unit] = SPAN.exec(text) ?? []
  if (count !== undefined && unit !== undefined) return nowMs - Number(count) * UNIT_MS[unit]!
  const [, ...parts] = DATE.exec(text) ?? []
  return parts.length === 0 ? undefined : dateMs(parts)
}

/** The local day that is so many days after the moment's; days are not all of 24 hours. */
function midnightMs(atMs: number, days: number): number {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime()
}

/** Undefined where the calendar or the clock has no such time. */
function dateMs(parts: readonly (string | undefined)[]): number | undefined {
  const [year, month, day, hour, minute, second] = parts
    .slice(0, 6)
    .map((part) => (part === undefined ? 0 : Number(part))) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  // Asked in UTC, where no time of the day is missing.
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day) return undefined
  const zone = parts[6]
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute, second).getTime()
  const [sign, hours, minutes] =
    zone === 'z' ? ['+', 0, 0] : [zone[0], Number(zone.slice(1, 3)), Number(zone.slice(4))]
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * (MS_PER_HOUR / 60)
  return sign === '-' ? utc.getTime() + offsetMs : utc.getTime() - offsetMs
}

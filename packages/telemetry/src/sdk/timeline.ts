/**
 * Time for spans: milliseconds since the epoch with a fraction, from a monotonic clock that
 * is set anew where the wall clock was, or where the machine slept.
 *
 * Within one span only the monotonic clock counts, so that none ends before it began.
 */
import type { TimeInput } from '@opentelemetry/api'

export type Clock = {
  /** Milliseconds since the epoch. */
  readonly wallMs: () => number
  /** Milliseconds of a monotonic clock, with a fraction. */
  readonly tickMs: () => number
}

export type Timeline = {
  readonly nowMs: () => number
  /** What an application gave as a time; now, where that is none. */
  readonly timeOf: (input: TimeInput | undefined) => number
}

/** Beyond it the clocks have parted. */
const MOST_DRIFT_MS = 20
/** A number below three years is a reading of `performance.now()`, as other SDKs have it too. */
const MOST_READING_MS = 1e11
/** The year 2500: nanoseconds since the epoch are still 64 bits. */
const LATEST_MS = 16_725_225_600_000

export function makeTimeline({ wallMs, tickMs }: Clock): Timeline {
  let anchorMs = wallMs() - tickMs()
  const nowMs = (): number => {
    const wall = wallMs()
    const now = anchorMs + tickMs()
    if (Math.abs(now - wall) <= MOST_DRIFT_MS) return now
    anchorMs += wall - now
    return wall
  }
  return {
    nowMs,
    timeOf: (input) => {
      const ms = isHrTime(input)
        ? input[0] * 1000 + input[1] / 1e6
        : input instanceof Date
          ? input.getTime()
          : input
      if (typeof ms !== 'number' || !(ms >= 0 && ms < LATEST_MS)) return nowMs()
      return ms < MOST_READING_MS && typeof input === 'number' ? anchorMs + ms : ms
    },
  }
}

/** Of what may be attributes as well. */
export function isTimeInput(value: unknown): value is TimeInput {
  return typeof value === 'number' || value instanceof Date || isHrTime(value)
}

function isHrTime(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number')
}

/** Nanoseconds since the epoch as OTLP's JSON has them; exact to a quarter of a microsecond. */
export function unixNano(ms: number): string {
  const wholeMs = Math.floor(ms)
  const restNs = Math.floor((ms - wholeMs) * 1e6)
  return wholeMs === 0 ? String(restNs) : `${wholeMs}${String(restNs).padStart(6, '0')}`
}

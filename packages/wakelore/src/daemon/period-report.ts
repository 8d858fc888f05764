/**
 * What the daemon did since its last report or start, as an event: counters, its own
 * processor time and memory. Where nothing was, nothing is told.
 */
import type { Clock } from '@wakelore/kernel/clock'
import { OWN_REPOSITORY, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { SpoolIntake } from '../ambient-intake.ts'

/** Processor time used so far, and memory held now. */
export type ReadUsage = () => { readonly cpuUs: number; readonly rssBytes: number }

export type PeriodReport = {
  readonly countIntake: (taken: SpoolIntake, tookMs: number) => void
  /** Events stored beside those of the spool. */
  readonly countEvents: (events: number) => void
  readonly countFault: (code: string) => void
  /** Undefined where nothing was. */
  readonly event: () => DevelopmentEvent | undefined
  /** A new period begins, once the event of the one before is stored. */
  readonly begin: () => void
}

const US_PER_MS = 1000

export function makePeriodReport(options: {
  readonly pid: number
  readonly clock: Clock
  readonly readUsage: ReadUsage
}): PeriodReport {
  const { pid, clock, readUsage } = options
  const nothing = () => ({
    traces: 0,
    events: 0,
    outside: 0,
    drains: 0,
    drainMs: 0,
    faults: new Map<string, number>(),
    cpuFromUs: readUsage().cpuUs,
  })
  let period = nothing()
  const countFault = (code: string, count = 1): void => {
    period.faults.set(code, (period.faults.get(code) ?? 0) + count)
  }
  return {
    countIntake: (taken, tookMs) => {
      period.traces += taken.traces
      period.events += taken.events
      period.outside += taken.outside
      period.drains++
      period.drainMs += tookMs
      for (const [code, count] of taken.faults) countFault(code, count)
    },
    countEvents: (events) => void (period.events += events),
    countFault: (code) => countFault(code),
    event: () => {
      const { traces, events, outside, drains, drainMs, faults, cpuFromUs } = period
      if (traces + events + outside + faults.size === 0) return undefined
      const nowMs = clock.nowMs()
      const { cpuUs, rssBytes } = readUsage()
      return {
        source: 'wakelore',
        key: `report/${pid}/${nowMs}`,
        kind: 'wakelore.daemon.report',
        occurredAt: nowMs,
        recordedAt: nowMs,
        repository: OWN_REPOSITORY,
        attributes: {
          'wakelore.daemon.pid': pid,
          'wakelore.daemon.traces': traces,
          'wakelore.daemon.events': events,
          'wakelore.daemon.outside': outside,
          'wakelore.daemon.faults': [...faults].sort().map(([code, count]) => `${code}=${count}`),
          'wakelore.daemon.drains': drains,
          'wakelore.daemon.drain_us': Math.round(drainMs * US_PER_MS),
          'wakelore.daemon.cpu_us': Math.round(cpuUs - cpuFromUs),
          'wakelore.daemon.rss_bytes': rssBytes,
        },
      }
    },
    begin: () => void (period = nothing()),
  }
}

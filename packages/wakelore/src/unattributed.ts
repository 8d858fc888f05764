/**
 * Telemetry that belongs to no allowed repository: a store of its own with a short life.
 *
 * A sealed log for each day on which it came, by UTC, so that a day is forgotten by
 * removing its directory. It passes the same gate, is no part of the graph, and of no
 * answer but those that ask for it. What was sent twice may lie there twice; it is read
 * once.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MS_PER_DAY, type Clock } from '@wakelore/kernel/clock'
import { errorCode } from '@wakelore/kernel/error-code'
import type { UnattributedStatus } from '@wakelore/server/context'
import {
  openLogReader,
  openLogWriter,
  type EventBlock,
  type LogPosition,
  type LogReader,
} from '@wakelore/stream/log'
import { eventId, type DevelopmentEvent, type EventId } from '@wakelore/telemetry/event'
import type { Gate } from '@wakelore/vault/gate'
import { consentFile, type WakelorePaths } from '@wakelore/vault/paths'
import { makePrivateDirectory } from '@wakelore/vault/private-file'
import { readUnattributedDays } from '@wakelore/vault/unattributed-days'

export type UnattributedStore = {
  /** Whether any of it is kept, as its owner says at this moment. */
  readonly isKept: () => Promise<boolean>
  /** What a sender is told where nothing is. */
  readonly help: string
  /** Stores it with the day at hand; says how many events passed the gate. */
  readonly append: (events: readonly DevelopmentEvent[]) => Promise<number>
}

type Place = Pick<WakelorePaths, 'dataDir' | 'configDir'>

const LOCK_WAIT_MS = 1000
/** More than a day has. */
const SEGMENTS_A_DAY = 1_000_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function makeUnattributedStore(options: {
  readonly paths: Place
  readonly clock: Clock
  readonly key: () => Promise<Uint8Array>
  readonly gate: () => Promise<Gate>
}): UnattributedStore {
  const { paths, clock } = options
  return {
    isKept: async () => (await readUnattributedDays(paths)) > 0,
    help: `run \`wakelore env\` in its repository, or have it kept apart: "otlp": {"unattributedDays": 7} in ${consentFile(paths)}`,
    append: async (events) => {
      await forgetOldDays(paths, clock.nowMs())
      const admitted = await (await options.gate()).admit(events)
      if (admitted.length === 0) return 0
      const directory = join(unattributedDirectory(paths), dayOf(clock.nowMs()))
      await makePrivateDirectory(directory)
      const key = await options.key()
      await using writer = await openLogWriter({ directory, key, lockWaitMs: LOCK_WAIT_MS })
      await writer.append(admitted)
      await writer.compact()
      return admitted.length
    },
  }
}

/** All days as one log, each event once; undefined where there are none. @throws LOG_… */
export async function openUnattributed(
  paths: Place,
  key: Uint8Array,
): Promise<Pick<LogReader, 'scan'> | undefined> {
  const days = await daysIn(paths)
  if (days.length === 0) return undefined
  return {
    scan: async function* ({ after, ...request } = {}) {
      const seen = new Set<EventId>()
      for (const [index, day] of days.entries()) {
        // Days follow each other as if they were segments of one log.
        const base = index * SEGMENTS_A_DAY
        if (after !== undefined && after.segment > base + SEGMENTS_A_DAY) continue
        const directory = join(unattributedDirectory(paths), day)
        await using reader = await openLogReader({ directory, key })
        const within = after !== undefined && after.segment > base ? { after: moved(after, -base) } : {}
        for await (const block of reader.scan({ ...request, ...within })) {
          yield {
            ...withoutSeen(block, seen),
            position: moved(block.position, base),
            end: moved(block.end, base),
          }
        }
      }
    },
  }
}

/** Reads nothing but headers, and those where there are any. @throws LOG_… */
export async function unattributedStatus(
  paths: Place,
  key: () => Promise<Uint8Array>,
): Promise<UnattributedStatus> {
  const days = await daysIn(paths)
  let events = 0
  for (const day of days) {
    const directory = join(unattributedDirectory(paths), day)
    await using reader = await openLogReader({ directory, key: await key() })
    events += (await reader.status()).eventCount
  }
  return { events, days: days.length, keptDays: await readUnattributedDays(paths) }
}

/**
 * Removes the days that are older than their owner lets them be. One that is as far off in
 * the future was written by a clock that was wrong, and would never be removed.
 */
export async function forgetOldDays(paths: Place, nowMs: number): Promise<void> {
  const days = await daysIn(paths)
  if (days.length === 0) return
  const kept = await readUnattributedDays(paths)
  const today = Date.parse(dayOf(nowMs))
  for (const day of days) {
    const offDays = Math.abs(today - Date.parse(day)) / MS_PER_DAY
    if (kept > 0 && offDays <= kept) continue
    await rm(join(unattributedDirectory(paths), day), { recursive: true, force: true })
  }
}

function unattributedDirectory({ dataDir }: Place): string {
  return join(dataDir, 'unattributed')
}

/** In order. */
async function daysIn(paths: Place): Promise<string[]> {
  try {
    const names = await readdir(unattributedDirectory(paths))
    return names.filter((name) => DAY.test(name) && !Number.isNaN(Date.parse(name))).sort()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function moved({ segment, offset }: LogPosition, segments: number): LogPosition {
  return { segment: segment + segments, offset }
}

function withoutSeen(block: EventBlock, seen: Set<EventId>): EventBlock {
  return {
    ...block,
    events: function* (isWanted) {
      for (const event of block.events(isWanted)) {
        const id = eventId(event)
        if (seen.has(id)) continue
        seen.add(id)
        yield event
      }
    },
  }
}

/**
 * How much ambient capture stores in a year, and how soon what is asked of it is answered.
 *
 * Real traces are told anew on days of a virtual clock, on which the daemon's own loop
 * runs, so that blocks are as large as it makes them. A year is those days stored again
 * and again, block by block, each time as other days. It all lies in memory where it can,
 * since a year of fsync says nothing about sizes.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, systemClock } from '@wakelore/kernel/clock'
import { deriveId } from '@wakelore/kernel/id'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { openLogWriter } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { startVirtualDaemon } from './capture.prove.daemon.ts'
import { pickCommand, replayCommand, startsOfDay, type Replay } from './capture.prove.days.ts'
import {
  bytesIn,
  makeChecks,
  makePlace,
  median,
  megabytes,
  rounded,
  type Checks,
  type Place,
} from './capture.prove.place.ts'
import { openStore, openStoredParts } from './store.ts'
import { graphFile } from './store-place.ts'

const SEED = 7
const COMMANDS_PER_DAY = 500
const DAYS = 12
const DAYS_PER_YEAR = 365
const YEAR_BAR_MB = 40
/**
 * How far the log's growth in the second half of the days may be from that in the first:
 * at the end of either, some blocks wait to be compacted.
 */
const LINEAR_WITHIN = 0.3
const ANSWER_BAR_MS = 1000
const RUNS = 5
const MEMORY = '/dev/shm'
const BYTES_PER_MB = 1_000_000

export async function prove(report: (line: string) => void): Promise<void> {
  const checks = makeChecks(report)
  await using place = await makePlace(existsSync(MEMORY) ? MEMORY : tmpdir())
  await place.wakelore(['down'])
  await proveSize(place, report, checks)
  await proveAnswers(place, report, checks)
  checks.demandAll()
}

async function proveSize(place: Place, report: (line: string) => void, checks: Checks): Promise<void> {
  const random = makeSeededRandom(SEED)
  const replay: Replay = { ...place, random }
  const startMs = Date.now()
  const daemon = await startVirtualDaemon({ environment: place.environment, spool: place.spool, startMs })
  const firstDayMs = startMs - (startMs % MS_PER_DAY) + MS_PER_DAY
  const begin = sizeOf(place.paths)
  const ends: Size[] = []
  let traces = 0
  for (let day = 0; day < DAYS; day++) {
    const starts = startsOfDay(firstDayMs + day * MS_PER_DAY, COMMANDS_PER_DAY, random)
    await daemon.sleepUntil(starts[0]! - MS_PER_MINUTE)
    for (const startedMs of starts) {
      await daemon.passUntil(startedMs)
      const endedMs = replayCommand(replay, pickCommand(replay), startedMs)
      await daemon.passUntil(endedMs)
      traces += readdirSync(place.spool).length
      await daemon.notice(place.spool)
      await daemon.notice(join(place.repository, '.git/logs'))
    }
    await daemon.passUntil(starts.at(-1)! + MS_PER_HOUR)
    ends.push(sizeOf(place.paths))
  }
  await daemon.stop()
  const half = ends[DAYS / 2 - 1]!
  const end = ends.at(-1)!
  const commands = DAYS * COMMANDS_PER_DAY
  const logHalves = [half.log - begin.log, end.log - half.log] as const
  const grownBytes = { log: end.log - begin.log, graph: end.graph - begin.graph }
  report(
    `${DAYS} days of ${COMMANDS_PER_DAY} commands, ${(traces / commands).toFixed(2)} processes each, taken in by the daemon's own loop`,
  )
  report(
    `bytes a command, with the commits that were made: log ${rounded(grownBytes.log / commands)}, graph ${rounded(grownBytes.graph / commands)}`,
  )
  await reportBlocks(place, report)
  checks.size(
    `the log in the second half, by the first (${megabytes(logHalves[0])})`,
    Math.abs(logHalves[1] / logHalves[0] - 1),
    LINEAR_WITHIN,
    'more or less',
  )
  checks.size(
    `a year of ${COMMANDS_PER_DAY} commands a day, log and graph`,
    ((grownBytes.log + grownBytes.graph) / DAYS) * (DAYS_PER_YEAR / BYTES_PER_MB),
    YEAR_BAR_MB,
    'MB',
  )
}

/** What the log consists of, and what the same events would take in full blocks. */
async function reportBlocks(place: Place, report: (line: string) => void): Promise<void> {
  const { paths, environment } = place
  await using parts = await openStoredParts({ paths, clock: systemClock, environment })
  const byKind = new Map<string, DevelopmentEvent[]>()
  let blocks = 0
  for await (const block of parts.reader.scan()) {
    blocks++
    for (const event of block.events()) {
      const events = byKind.get(event.kind)
      if (events === undefined) byKind.set(event.kind, [event])
      else events.push(event)
    }
  }
  const events = [...byKind.values()].reduce((sum, { length }) => sum + length, 0)
  report(`${events} events in ${blocks} blocks; in full blocks they would take:`)
  for (const [kind, ofKind] of [...byKind].toSorted(([, a], [, b]) => b.length - a.length)) {
    const bytes = await bytesInFullBlocks(ofKind)
    report(`  ${kind.padEnd(26)} ${String(ofKind.length).padStart(7)} × ${rounded(bytes / ofKind.length)} B`)
  }
}

async function bytesInFullBlocks(events: readonly DevelopmentEvent[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-full-blocks-'))
  try {
    const writer = await openLogWriter({ directory, key: Buffer.alloc(32), lockWaitMs: 0 })
    // They were admitted when they were stored.
    await writer.append(events as readonly AdmittedEvent[])
    await writer[Symbol.asyncDispose]()
    return bytesIn(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Answers on a year of stored commands. */
async function proveAnswers(place: Place, report: (line: string) => void, checks: Checks): Promise<void> {
  const { paths, environment } = place
  const blocks: AdmittedEvent[][] = []
  {
    await using parts = await openStoredParts({ paths, clock: systemClock, environment })
    for await (const block of parts.reader.scan()) {
      const events = [...block.events((kind) => kind === 'git.command' || kind.startsWith('session.'))]
      // They were admitted when they were stored.
      if (events.length > 0) blocks.push(events as AdmittedEvent[])
    }
  }
  for (let back = DAYS; back < DAYS_PER_YEAR; back += DAYS) {
    await using store = await openStore({ paths, clock: systemClock, environment, onNotice: () => {} })
    await store.beginWriting(0)
    for (const block of blocks) await store.append(block.map((event) => onOtherDay(event, back)))
  }
  const { log, graph } = sizeOf(paths)
  report(`a year of commands without commits: log ${megabytes(log)}, graph ${megabytes(graph)}`)
  for (const args of [
    ['--version'],
    ['log', '--limit', '1'],
    ['trace', '--last', '--repo', place.repository],
    ['waiting', '--repo', place.repository],
    ['waiting', '--since', '365d', '--repo', place.repository],
    ['status'],
  ]) {
    const took: number[] = []
    for (let run = 0; run < RUNS; run++) took.push((await place.wakelore(args)).ms)
    const name = args.map((arg) => (arg === place.repository ? 'PATH' : arg)).join(' ')
    await checks.time(`wakelore ${name}, whole process`, median(took), ANSWER_BAR_MS)
  }
}

/** The same on an earlier day, as another event. */
function onOtherDay(event: AdmittedEvent, daysBack: number): AdmittedEvent {
  const shiftMs = daysBack * MS_PER_DAY
  const other = (id: string): string => deriveId('other day', `${daysBack}`, id).slice(0, id.length)
  return {
    ...event,
    occurredAt: event.occurredAt - shiftMs,
    recordedAt: event.recordedAt - shiftMs,
    key: event.key.replace(/\d{8}(?=T)/, (date) => {
      const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
      return new Date(Date.parse(iso) - shiftMs).toISOString().slice(0, 10).replaceAll('-', '')
    }),
    ...(event.kind === 'git.command' ? {} : { key: `${event.key}-${daysBack}` }),
    ...(event.traceId === undefined ? {} : { traceId: other(event.traceId) }),
    ...(event.spanId === undefined ? {} : { spanId: other(event.spanId) }),
    ...(event.parentSpanId === undefined ? {} : { parentSpanId: other(event.parentSpanId) }),
  }
}

type Size = { readonly log: number; readonly graph: number }

function sizeOf(paths: WakelorePaths): Size {
  const graph = ['', '-wal'].map((suffix) => statSync(graphFile(paths) + suffix, { throwIfNoEntry: false }))
  return {
    log: bytesIn(join(paths.dataDir, 'log')),
    graph: graph.reduce((sum, found) => sum + (found?.size ?? 0), 0),
  }
}

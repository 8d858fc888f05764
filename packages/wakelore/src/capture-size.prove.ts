/**
 * How much ambient capture stores, and how soon it answers: real traces told anew, taken
 * in by the real daemon and the real command line.
 *
 * Sizes are measured where fsync costs nothing, on days of a virtual clock that the
 * daemon's own loop runs on, so that blocks are as large as it makes them. A year is those
 * days stored again and again, block by block, each time as other days. Speeds are those
 * of whole processes on the disk of temporary files.
 */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, systemClock } from '@wakelore/kernel/clock'
import { deriveId } from '@wakelore/kernel/id'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { openLogWriter } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { wakelorePaths, type WakelorePaths } from '@wakelore/vault/paths'
import { recordCommands, type RecordedCommand } from './capture-size.prove.commands.ts'
import { startVirtualDaemon } from './capture-size.prove.daemon.ts'
import { pickCommand, replayCommand, startsOfDay, type Replay } from './capture-size.prove.days.ts'
import { graphFile, openStore, openStoredParts } from './store.ts'

const SEED = 7
const COMMANDS_PER_DAY = 500
const DAYS = 4
const DAYS_PER_YEAR = 365
const YEAR_BAR_BYTES = 40_000_000
/** How far the second half of the days may be from the first. */
const LINEAR_WITHIN = 0.15
const CATCH_UP_BAR_MS = 10_000
const VISIBLE_BAR_MS = 500
const VISIBLE_COMMANDS = 50
const LOOK_MS = 5
const WAIT_LIMIT_MS = 60_000
const RUNS = 5
const MEMORY = '/dev/shm'
const LAUNCHER = join(import.meta.dirname, '../bin/wakelore.js')
/** As `npm start` has them. */
const NODE_FLAGS = ['--conditions=source', '--max-semi-space-size=4']
const BYTES_PER_MB = 1_000_000
const DISCARD_SENTINEL = 'git-trace2-discard'

export async function prove(report: (line: string) => void): Promise<void> {
  const missed: string[] = []
  const check = (what: string, value: number, bar: number, unit: string): void => {
    report(`${what}: ${rounded(value)} ${unit} (bar ${rounded(bar)})`)
    if (!(value <= bar)) missed.push(`${what}: ${rounded(value)} ${unit}, expected ≤ ${rounded(bar)}`)
  }
  await using disk = await makePlace(tmpdir())
  await proveCatchingUp(disk, report, check)
  await proveVisible(disk, report, check)
  await using memory = await makePlace(existsSync(MEMORY) ? MEMORY : tmpdir())
  await memory.wakelore(['down'])
  await proveSize(memory, report, check)
  await reportYear(memory, report)
  if (missed.length > 0) throw new Error(`missed:\n${missed.join('\n')}`)
}

type Check = (what: string, value: number, bar: number, unit: string) => void

async function proveCatchingUp(place: Place, report: (line: string) => void, check: Check): Promise<void> {
  const most = Number(place.gitConfig('trace2.maxFiles'))
  const fill = (): { commands: number; bytes: number } => {
    let commands = 0
    const random = makeSeededRandom(SEED)
    const replay: Replay = { ...place, random }
    for (let atMs = Date.now() - 2 * MS_PER_HOUR; readdirSync(place.spool).length < most; commands++) {
      atMs += random.below(MS_PER_SECOND)
      replayCommand(replay, pickCommand(replay), atMs)
    }
    return { commands, bytes: bytesIn(place.spool) }
  }
  await place.wakelore(['down'])
  const { commands, bytes } = fill()
  report(
    `full spool: ${readdirSync(place.spool).length} traces of ${commands} commands, ${megabytes(bytes)}, on disk`,
  )
  const alone = await place.wakelore(['log', '--limit', '1'])
  assert.deepEqual(readdirSync(place.spool), [], '`wakelore log` left traces')
  check('caught up by `wakelore log`, whole process', alone.ms, CATCH_UP_BAR_MS, 'ms')

  fill()
  const startedMs = performance.now()
  await place.wakelore(['up'])
  await untilEmpty(place.spool)
  check('caught up by the daemon, its start included', performance.now() - startedMs, CATCH_UP_BAR_MS, 'ms')

  process.kill(await place.daemonPid(), 'SIGSTOP')
  fill()
  const goesOnMs = performance.now()
  process.kill(await place.daemonPid(), 'SIGCONT')
  await untilEmpty(place.spool)
  check('caught up by a daemon that ran', performance.now() - goesOnMs, CATCH_UP_BAR_MS, 'ms')
}

async function proveVisible(place: Place, report: (line: string) => void, check: Check): Promise<void> {
  await place.wakelore(['up'])
  await using parts = await openStoredParts({
    paths: place.paths,
    clock: systemClock,
    environment: place.environment,
  })
  const latenciesMs: number[] = []
  let after = { segment: 0, offset: 0 }
  const seen = new Set<string>()
  const look = async (): Promise<void> => {
    for await (const block of parts.reader.scan({ after })) {
      for (const event of block.events((kind) => kind === 'git.command')) {
        const args = event.attributes['process.command_args']
        if (Array.isArray(args)) seen.add(String(args.at(-1)))
      }
      after = block.end
    }
  }
  await look()
  for (let nth = 0; nth < VISIBLE_COMMANDS; nth++) {
    const word = `visible-${nth}`
    // As far apart as somebody types, so that the daemon has come to rest.
    await delay(MS_PER_SECOND)
    const { status, stderr } = spawnSync('git', ['status', '--short', '--', word], {
      cwd: place.repository,
      env: place.environment,
      encoding: 'utf8',
    })
    const endedMs = performance.now()
    assert.equal(status, 0, stderr)
    for (await look(); !seen.has(word); await look()) {
      assert(performance.now() - endedMs < WAIT_LIMIT_MS, `${word} never came`)
      await delay(LOOK_MS)
    }
    latenciesMs.push(performance.now() - endedMs)
  }
  report(
    `visible after git ended, ${VISIBLE_COMMANDS} commands with the daemon: median ${rounded(median(latenciesMs))} ms`,
  )
  check('visible after git ended, longest', Math.max(...latenciesMs), VISIBLE_BAR_MS, 'ms')
  await place.wakelore(['down'])
}

async function proveSize(place: Place, report: (line: string) => void, check: Check): Promise<void> {
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
  const end = sizeOf(place.paths)
  const commands = DAYS * COMMANDS_PER_DAY
  const total = (size: Size): number => size.log + size.graph
  const grown = { log: end.log - begin.log, graph: end.graph - begin.graph }
  report(
    `${DAYS} days of ${COMMANDS_PER_DAY} commands, ${(traces / commands).toFixed(2)} processes each, taken in by the daemon's own loop`,
  )
  report(
    `bytes a command: log ${rounded(grown.log / commands)}, graph ${rounded(grown.graph / commands)}, commits that they made included`,
  )
  const halves = [total(half) - total(begin), total(ends.at(-1)!) - total(half)] as const
  const isLinear = Math.abs(halves[1] / halves[0] - 1) <= LINEAR_WITHIN
  report(
    `first half ${megabytes(halves[0])}, second ${megabytes(halves[1])}: ${isLinear ? '' : 'not '}linear`,
  )
  await reportBlocks(place, report)
  const yearBytes = (Math.max(...halves) * 2 * DAYS_PER_YEAR) / DAYS
  check(
    'a year of 500 commands a day, log and graph',
    yearBytes / BYTES_PER_MB,
    YEAR_BAR_BYTES / BYTES_PER_MB,
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
async function reportYear(place: Place, report: (line: string) => void): Promise<void> {
  const { paths, environment } = place
  const days: AdmittedEvent[][] = []
  {
    await using parts = await openStoredParts({ paths, clock: systemClock, environment })
    for await (const block of parts.reader.scan()) {
      const events = [...block.events((kind) => kind === 'git.command' || kind.startsWith('session.'))]
      if (events.length > 0) days.push(events as AdmittedEvent[])
    }
  }
  {
    await using store = await openStore({ paths, clock: systemClock, environment, onNotice: () => {} })
    await store.beginWriting(0)
    for (let back = DAYS; back < DAYS_PER_YEAR; back += DAYS) {
      for (const block of days) await store.append(block.map((event) => onOtherDay(event, back)))
    }
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
    report(`wakelore ${name}: ${rounded(median(took))} ms, whole process`)
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

type Place = AsyncDisposable & {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly repository: string
  readonly commands: readonly RecordedCommand[]
  readonly spool: string
  readonly gitConfig: (key: string) => string
  readonly daemonPid: () => Promise<number>
  /** Runs the command line as a process of its own. */
  readonly wakelore: (args: readonly string[]) => Promise<{ stdout: string; ms: number }>
}

/** A home with a repository of which capture is on, and commands recorded in it. */
async function makePlace(parent: string): Promise<Place> {
  const home = mkdtempSync(join(parent, 'wakelore-capture-size-'))
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
  }
  writeFileSync(
    join(home, 'gitconfig'),
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[gc]\n\tauto = 0\n[protocol "file"]\n\tallow = always\n',
  )
  const repository = join(home, 'atlas')
  const commands = recordCommands(repository, environment)
  const wakelore: Place['wakelore'] = (args) =>
    new Promise((resolve, reject) => {
      const startedMs = performance.now()
      execFile(
        process.execPath,
        [...NODE_FLAGS, LAUNCHER, ...args],
        { cwd: home, env: environment },
        (error, stdout, stderr) => {
          if (error === null) resolve({ stdout, ms: performance.now() - startedMs })
          else reject(new Error(`wakelore ${args.join(' ')} failed: ${stderr}`, { cause: error }))
        },
      )
    })
  const gitConfig = (key: string): string =>
    spawnSync('git', ['config', '--global', key], { env: environment, encoding: 'utf8' }).stdout.trim()
  await wakelore(['on', '--repo', repository, '--yes'])
  await wakelore(['up'])
  return {
    paths: wakelorePaths({ environment, home }),
    environment,
    repository,
    commands,
    spool: gitConfig('trace2.eventTarget').replace(/\/$/, ''),
    gitConfig,
    daemonPid: async () => {
      const { daemon } = JSON.parse((await wakelore(['status', '--json'])).stdout) as {
        daemon: { pid: number } | null
      }
      assert(daemon !== null, 'no daemon runs')
      return daemon.pid
    },
    wakelore,
    [Symbol.asyncDispose]: async () => {
      try {
        await wakelore(['down'])
      } finally {
        rmSync(home, { recursive: true, force: true })
      }
    },
  }
}

async function untilEmpty(directory: string): Promise<void> {
  const deadlineMs = performance.now() + WAIT_LIMIT_MS
  for (;;) {
    const names = readdirSync(directory).filter((name) => name !== DISCARD_SENTINEL)
    if (names.length === 0) return
    assert(performance.now() < deadlineMs, `${names.length} traces are left after ${WAIT_LIMIT_MS} ms`)
    await delay(LOOK_MS)
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

function bytesIn(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MB).toFixed(1)} MB`
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

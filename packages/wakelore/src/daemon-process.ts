/**
 * The daemon as a process: found, started and stopped; one for a data directory.
 *
 * It is found by a lock that the operating system releases when it dies, and only named
 * by `daemon.json`, which it removes when it stops in order: one that lies there under a
 * free lock was left by a crash. Whoever starts it waits until it is ready, or says why
 * it isn't; of several that are started at once, one gets the lock.
 *
 * It runs apart from whoever started it: a session of its own, the root as its directory,
 * none of git's variables of the moment. What it says goes to `daemon.log` in the cache
 * directory, which holds no words of a repository.
 */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { errorCode } from '@wakelore/kernel/error-code'
import { acquireProcessLock, isProcessLocked, type ProcessLock } from '@wakelore/stream/process-lock'
import { gitEnvironment } from '@wakelore/vault/git'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { makePrivateDirectory, readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import { daemonFault } from './faults.ts'
import { VERSION } from './version.ts'

export type DaemonFault = { readonly code: string; readonly message: string; readonly atMs: number }

export type DaemonListener = {
  readonly port: number
  readonly sinceMs: number
  /** Requests whose contents are stored, and those that were refused, of the daemon's life. */
  readonly taken: number
  readonly refused: number
}

export type DaemonInfo = {
  readonly pid: number
  readonly startedAtMs: number
  readonly version: string
  /** `polling` where the system has no watch left for the spool. */
  readonly attention: 'watching' | 'polling'
  /** What went wrong last, and may be over. */
  readonly lastFault?: DaemonFault
  /** Undefined where it couldn't listen, or doesn't yet. */
  readonly listener?: DaemonListener
}

/** The supervisor that keeps the daemon running, where it is installed there and answers. */
export type DaemonKeeper = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> }

export type DaemonPlace = {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly service?: DaemonKeeper
}

export type DaemonStart = {
  readonly daemon: DaemonInfo
  /** `replaced`: an older version ran. */
  readonly outcome: 'started' | 'already-running' | 'replaced'
}

export type DaemonStop = {
  /** The process that was stopped; undefined where none ran. */
  readonly pid: number | undefined
  /** Whether it had to be killed. */
  readonly isKilled: boolean
}

export type HeldDaemon = {
  /** Whether the daemon before this one didn't stop in order. */
  readonly isAfterCrash: boolean
  /** Tells others what there is to know of it. */
  readonly tell: (info: Pick<DaemonInfo, 'attention' | 'lastFault' | 'listener'>) => Promise<void>
  /** Whether the data directory is still the one it began with. */
  readonly isInPlace: () => boolean
  /** Ends in order. */
  readonly release: () => void
}

const POLL_MS = 20
/** Somebody who asks whether it is held, holds it for a moment. */
const LOCK_WAIT_MS = 500
const START_LIMIT_MS = 30 * MS_PER_SECOND
const STOP_LIMIT_MS = 10 * MS_PER_SECOND
const KILL_LIMIT_MS = 5 * MS_PER_SECOND
const LOG_BYTES = 256 * 1024
const COMPLAINT_BYTES = 16 * 1024

/** Little memory while idle: a small young generation; and room for a history that is read while it runs. */
const NODE_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=512', '--expose-gc']
/** glibc keeps what was freed in an arena for each thread; what it doesn't know, others ignore. */
export const DAEMON_ENVIRONMENT = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_MMAP_THRESHOLD_: '65536',
} as const
const SOURCE_CONDITION = '--conditions=source'

/** The daemon's command line, program first: what a user service runs. */
export function daemonCommand(): string[] {
  const isCheckout = existsSync(new URL('../src/cli.ts', import.meta.url))
  return [
    process.execPath,
    ...(isCheckout ? [SOURCE_CONDITION] : []),
    ...NODE_FLAGS,
    fileURLToPath(new URL('../bin/wakelore.js', import.meta.url)),
    'up',
    '--foreground',
  ]
}

/** The daemon that runs and is ready; null where none does. */
export async function findDaemon(paths: Pick<WakelorePaths, 'dataDir'>): Promise<DaemonInfo | null> {
  if (!isProcessLocked(lockFile(paths))) return null
  const info = parseInfo(await readPrivateFile(infoFile(paths)))
  // One that got the lock this very moment hasn't removed what a crash left behind.
  return info === undefined || !isAlive(info.pid) ? null : info
}

/** Starts it unless it runs; waits until it is ready. @throws DAEMON_START_FAILED, VAULT_… */
export async function startDaemon(place: DaemonPlace): Promise<DaemonStart> {
  const { paths } = place
  const running = await findDaemon(paths)
  if (running !== null && !isOlder(running.version, VERSION)) {
    return { daemon: running, outcome: 'already-running' }
  }
  if (running !== null) await stopDaemon(place)
  await makePrivateDirectory(paths.dataDir)
  let spawned = place.service === undefined ? await spawnDaemon(place) : undefined
  await place.service?.start()
  const deadlineMs = performance.now() + START_LIMIT_MS
  for (;;) {
    const daemon = await findDaemon(paths)
    const ending = spawned?.ending()
    if (daemon !== null) {
      const isOurs = spawned === undefined || spawned.pid === daemon.pid
      // One that came second ends soon. Before that it would take the place of the first, were that stopped now.
      if (isOurs || ending !== undefined) {
        return { daemon, outcome: running !== null ? 'replaced' : isOurs ? 'started' : 'already-running' }
      }
    } else if (ending !== undefined) {
      if (!ending.includes('DAEMON_RUNNING')) throw startFault(ending)
      // The one that was first has been stopped meanwhile, or isn't ready yet.
      if (!isProcessLocked(lockFile(paths))) spawned = await spawnDaemon(place)
    }
    if (performance.now() > deadlineMs) {
      throw startFault(`it wasn't ready after ${START_LIMIT_MS / MS_PER_SECOND} s`)
    }
    await delay(POLL_MS)
  }
}

/** Stops it and waits until it is gone. @throws DAEMON_STOP_FAILED */
export async function stopDaemon(place: DaemonPlace): Promise<DaemonStop> {
  const { paths } = place
  const daemon = await findDaemon(paths)
  // It would start again what is stopped otherwise.
  await place.service?.stop()
  if (!isProcessLocked(lockFile(paths))) return { pid: daemon?.pid, isKilled: false }
  // It may have got the lock a moment ago and not said yet who it is.
  const found =
    daemon ??
    (await waitFor(
      async () => (isProcessLocked(lockFile(paths)) ? await findDaemon(paths) : ('gone' as const)),
      START_LIMIT_MS,
    ))
  if (found === 'gone') return { pid: undefined, isKilled: false }
  if (found === null) {
    throw daemonFault('DAEMON_STOP_FAILED', `a process holds ${lockFile(paths)}, and doesn't say which`)
  }
  for (const [signal, limitMs] of [
    ['SIGTERM', STOP_LIMIT_MS],
    ['SIGKILL', KILL_LIMIT_MS],
  ] as const) {
    signalTo(found.pid, signal)
    const isGone = await waitFor(async () => (isProcessLocked(lockFile(paths)) ? null : true), limitMs)
    if (isGone === true) return { pid: found.pid, isKilled: signal === 'SIGKILL' }
  }
  throw daemonFault('DAEMON_STOP_FAILED', `process ${found.pid} goes on after it was killed`, {
    fields: { pid: found.pid },
  })
}

/** Becomes the daemon of this data directory. @throws DAEMON_RUNNING, VAULT_… */
export async function holdDaemon(
  paths: Pick<WakelorePaths, 'dataDir'>,
  startedAtMs: number,
): Promise<HeldDaemon> {
  await makePrivateDirectory(paths.dataDir)
  const lock = await acquireProcessLock(lockFile(paths), LOCK_WAIT_MS)
  if (lock === undefined) {
    const other = await findDaemon(paths)
    throw daemonFault(
      'DAEMON_RUNNING',
      `a daemon runs already for ${paths.dataDir}${other === null ? '' : `, process ${other.pid}`}`,
      { fields: { pid: other?.pid } },
    )
  }
  return heldDaemon(paths, lock, startedAtMs)
}

function heldDaemon(
  paths: Pick<WakelorePaths, 'dataDir'>,
  lock: ProcessLock,
  startedAtMs: number,
): HeldDaemon {
  const file = infoFile(paths)
  const isAfterCrash = existsSync(file)
  // Until this one says who it is, nobody shall take it for the one that died.
  rmSync(file, { force: true })
  const heldLock = fileIdentity(lockFile(paths))
  return {
    isAfterCrash,
    tell: (info) =>
      writePrivateFile(
        file,
        `${JSON.stringify({ pid: process.pid, startedAtMs, version: VERSION, ...info } satisfies DaemonInfo)}\n`,
      ),
    isInPlace: () => fileIdentity(lockFile(paths)) === heldLock,
    release: () => {
      if (fileIdentity(lockFile(paths)) === heldLock) rmSync(file, { force: true })
      lock.release()
    },
  }
}

type Spawned = {
  readonly pid: number | undefined
  /** What it said, or how it went, when it ended; undefined while it runs. */
  readonly ending: () => string | undefined
}

async function spawnDaemon({ paths, environment }: DaemonPlace): Promise<Spawned> {
  await makePrivateDirectory(paths.cacheDir)
  const log = openLog(join(paths.cacheDir, 'daemon.log'))
  const [program = '', ...args] = daemonCommand()
  try {
    const child = spawn(program, args, {
      cwd: '/',
      detached: true,
      env: { ...gitEnvironment(environment), ...DAEMON_ENVIRONMENT },
      stdio: ['ignore', 'ignore', log.descriptor],
      windowsHide: true,
    })
    let ending: string | undefined
    child.once('error', (error) => (ending = `cannot start ${program}: ${error.message}`))
    child.once('exit', (exitCode, signal) => {
      ending = log.since() ?? `it ended with ${signal ?? `status ${exitCode}`} and said nothing`
    })
    child.unref()
    return { pid: child.pid, ending: () => ending }
  } finally {
    closeSync(log.descriptor)
  }
}

/** Opens the log for appending, after putting a long one aside. */
function openLog(file: string): { descriptor: number; since: () => string | undefined } {
  let descriptor = openSync(file, 'a', 0o600)
  if (fstatSync(descriptor).size > LOG_BYTES) {
    closeSync(descriptor)
    renameSync(file, `${file}.1`)
    descriptor = openSync(file, 'a', 0o600)
  }
  const { size } = fstatSync(descriptor)
  return {
    descriptor,
    since: () => {
      if (!existsSync(file)) return undefined
      const reading = openSync(file, 'r')
      try {
        const bytes = Buffer.alloc(COMPLAINT_BYTES)
        const text = bytes.toString('utf8', 0, readSync(reading, bytes, 0, bytes.length, size)).trim()
        return text === '' ? undefined : text
      } finally {
        closeSync(reading)
      }
    },
  }
}

/** The process tells a fault as the command line does: code and message, then what to do. */
function startFault(reason: string): Error {
  const [what = '', help] = reason.split('\n')
  return daemonFault(
    'DAEMON_START_FAILED',
    `the daemon didn't start: ${what}`,
    help === undefined ? {} : { help: help.trim() },
  )
}

async function waitFor<T>(look: () => Promise<T | null>, limitMs: number): Promise<T | null> {
  const deadlineMs = performance.now() + limitMs
  for (;;) {
    const found = await look()
    if (found !== null || performance.now() > deadlineMs) return found
    await delay(POLL_MS)
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') {
      throw daemonFault('DAEMON_STOP_FAILED', `cannot signal process ${pid}`, {
        cause: error,
        fields: { pid },
      })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function parseInfo(text: string | undefined): DaemonInfo | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Partial<DaemonInfo> | null
    const isInfo =
      Number.isSafeInteger(value?.pid) &&
      value!.pid! > 1 &&
      typeof value!.startedAtMs === 'number' &&
      typeof value!.version === 'string'
    return isInfo ? (value as DaemonInfo) : undefined
  } catch {
    return undefined
  }
}

function isOlder(version: string, than: string): boolean {
  const parts = (text: string): number[] => text.split(/[.+-]/, 3).map(Number)
  const [found, wanted] = [parts(version), parts(than)]
  for (let part = 0; part < wanted.length; part++) {
    if (found[part] !== wanted[part]) return !(found[part]! > wanted[part]!)
  }
  return false
}

function fileIdentity(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? undefined : `${found.dev}/${found.ino}`
}

function lockFile(paths: Pick<WakelorePaths, 'dataDir'>): string {
  return join(paths.dataDir, 'daemon.lock')
}

function infoFile(paths: Pick<WakelorePaths, 'dataDir'>): string {
  return join(paths.dataDir, 'daemon.json')
}

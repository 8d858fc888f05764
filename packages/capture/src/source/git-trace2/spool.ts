/**
 * The spool: the directory in which each git process leaves a file of its trace.
 *
 * Nothing but traces belongs there, and nothing in it is trusted: what isn't a regular
 * file is never opened, only removed. It is listed in bounded runs, however full it is.
 *
 * Where there are `trace2.maxFiles` files, the next git writes its trace into
 * `git-trace2-discard` instead, and while that exists no git writes any. It is renamed
 * to the name that its trace should have had, once the spool was taken in: git goes on
 * at once, and that trace isn't lost, whether its process has ended or not.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Dirent,
  type Stats,
} from 'node:fs'
import { lstat, opendir, rename, rmdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { MS_PER_DAY, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { errorCode } from '@wakelore/kernel/error-code'
import { captureFault } from '../../faults.ts'
import { isWriterRunning, type IsRunning } from './process-alive.ts'
import { parseComponent, parseSessionId, type ProcessIdentity } from './session-id.ts'

/** Traces that are lost, of whatever repository; milliseconds since the epoch. */
export type SpoolLoss = {
  readonly reason: 'spool_full' | 'spool_gone' | 'spool_too_large' | 'spool_unreadable'
  readonly fromMs: number
  readonly untilMs: number
  readonly files?: number
}

export type SpoolState = {
  /** All that lies there. */
  readonly files: number
  readonly bytes: number
  /** Traces of processes that still run. */
  readonly running: number
  /** Start of the process whose trace is the oldest there, running or not. */
  readonly oldestStartMs?: number
  /** Since when git has written no more, the spool being full. */
  readonly fullSinceMs?: number
}

export type SpoolListing = {
  /** Oldest first. */
  readonly traces: readonly ProcessIdentity[]
  /** Names of what isn't a trace; some of them where there are many. */
  readonly foreign: readonly string[]
  /** False where there are more traces after the last of these. */
  readonly isWhole: boolean
}

const DISCARD = 'git-trace2-discard'
const LISTED = 4096
const MOST_FOREIGN = 1024
const MOST_BYTES = 256 * 1024 * 1024
const OLDEST_MS = 30 * MS_PER_DAY
const SID_READ_BYTES = 64 * 1024
/** git writes its first line at once. */
const FIRST_LINE_MS = MS_PER_SECOND

/** The oldest traces after that name; none where there is no such directory. @throws CAPTURE_SPOOL_UNREADABLE */
export async function listSpool(
  directory: string,
  options: { readonly after?: string; readonly most?: number } = {},
): Promise<SpoolListing> {
  const { after = '', most = LISTED } = options
  const foreign: string[] = []
  let names: string[] = []
  let isWhole = true
  const keepOldest = (): void => {
    names.sort()
    if (names.length > most) isWhole = false
    names = names.slice(0, most)
  }
  for await (const entry of entriesOf(directory)) {
    if (entry.name === DISCARD && isPlain(directory, entry)) continue
    if (parseComponent(entry.name) === undefined || !isPlain(directory, entry)) {
      if (foreign.length < MOST_FOREIGN) foreign.push(entry.name)
    } else if (entry.name > after) {
      names.push(entry.name)
      if (names.length >= 2 * most) keepOldest()
    }
  }
  keepOldest()
  return { traces: names.map((name) => parseComponent(name)!), foreign, isWhole }
}

/** Cheap: looks at names and sizes, opens nothing but the file that says that it is full. @throws CAPTURE_SPOOL_UNREADABLE */
export async function readSpool(
  directory: string,
  options: { readonly nowMs?: number; readonly isRunning?: IsRunning } = {},
): Promise<SpoolState> {
  const { nowMs = Date.now() } = options
  let files = 0
  let bytes = 0
  let running = 0
  let oldestStartUs: number | undefined
  let fullSinceMs: number | undefined
  for await (const { name } of entriesOf(directory)) {
    const found = lstatSync(join(directory, name), { throwIfNoEntry: false })
    if (found === undefined) continue
    files++
    bytes += found.size
    if (name === DISCARD) fullSinceMs = fullSince(directory, found)
    const writer = parseComponent(name)
    if (writer === undefined || !found.isFile()) continue
    if (oldestStartUs === undefined || writer.startUs < oldestStartUs) oldestStartUs = writer.startUs
    if (isWriterRunning(writer, { ...options, nowMs, modifiedMs: found.mtimeMs })) running++
  }
  return {
    files,
    bytes,
    running,
    ...(oldestStartUs === undefined ? {} : { oldestStartMs: Math.floor(oldestStartUs / 1000) }),
    ...(fullSinceMs === undefined ? {} : { fullSinceMs }),
  }
}

/** Removes files by their names in the spool; those that are gone are fine. @throws CAPTURE_SPOOL_UNWRITABLE */
export async function removeTraces(directory: string, files: readonly string[]): Promise<void> {
  let failure: unknown
  for (const name of files) {
    try {
      await remove(join(directory, name))
    } catch (error) {
      failure ??= error
    }
  }
  if (failure === undefined) return
  throw captureFault(
    'CAPTURE_SPOOL_UNWRITABLE',
    `cannot remove traces from ${directory}: ${(failure as Error).message}`,
    { fields: { path: directory }, cause: failure },
  )
}

/**
 * For when the spool was taken in: what lies there still may be neither too much nor too
 * old, and a full spool is opened again. Gives up the oldest first, never the trace of a
 * process that runs. Says what is lost.
 *
 * @throws CAPTURE_SPOOL_UNREADABLE, CAPTURE_SPOOL_UNWRITABLE
 */
export async function capSpool(
  directory: string,
  options: {
    readonly nowMs: number
    readonly isRunning?: IsRunning
    readonly mostBytes?: number
    readonly oldestMs?: number
  },
): Promise<SpoolLoss[]> {
  const { nowMs, mostBytes = MOST_BYTES, oldestMs = OLDEST_MS } = options
  const reopened = await reopenSpool(directory, nowMs)
  let { bytes } = await readSpool(directory, options)
  let files = 0
  let fromMs = Infinity
  let untilMs = -Infinity
  for (let after = '', isWhole = false; !isWhole;) {
    const listing = await listSpool(directory, { after })
    isWhole = listing.isWhole
    for (const writer of listing.traces) {
      after = writer.component
      const startMs = Math.floor(writer.startUs / 1000)
      if (bytes <= mostBytes && nowMs - startMs <= oldestMs) {
        isWhole = true
        break
      }
      const path = join(directory, writer.component)
      const found = lstatSync(path, { throwIfNoEntry: false })
      if (found === undefined) continue
      if (isWriterRunning(writer, { ...options, modifiedMs: found.mtimeMs })) continue
      await removeTraces(directory, [writer.component])
      bytes -= found.size
      files++
      fromMs = Math.min(fromMs, startMs)
      untilMs = Math.max(untilMs, startMs)
    }
  }
  if (files > 0) reopened.push({ reason: 'spool_too_large', fromMs, untilMs, files })
  return reopened
}

async function reopenSpool(directory: string, nowMs: number): Promise<SpoolLoss[]> {
  const path = join(directory, DISCARD)
  const found = await lstat(path).catch(() => undefined)
  if (found?.isFile() !== true) return []
  const writer = firstSession(path)
  if (writer === undefined && Math.abs(nowMs - found.mtimeMs) < FIRST_LINE_MS) return []
  const fromMs = writer === undefined ? found.mtimeMs : writer.startUs / 1000
  try {
    if (writer === undefined) await unlink(path)
    else await rename(path, join(directory, writer.component))
  } catch (cause) {
    throw captureFault(
      'CAPTURE_SPOOL_UNWRITABLE',
      `cannot move ${path}, and git leaves no trace while it is there: ${(cause as Error).message}`,
      { fields: { path: directory }, cause },
    )
  }
  const from = Math.min(Math.floor(fromMs), nowMs)
  return [{ reason: 'spool_full', fromMs: from, untilMs: nowMs }]
}

function fullSince(directory: string, found: Stats): number {
  const writer = found.isFile() ? firstSession(join(directory, DISCARD)) : undefined
  return Math.floor(writer === undefined ? found.mtimeMs : writer.startUs / 1000)
}

/** Whose trace it is, by its first line. */
function firstSession(path: string): ProcessIdentity | undefined {
  const opened = openTrace(path)
  if (opened.kind !== 'opened') return undefined
  try {
    const bytes = Buffer.alloc(Math.min(SID_READ_BYTES, opened.stats.size))
    const length = readSync(opened.file, bytes, 0, bytes.length, 0)
    const sid = /^\{.*?"sid":"([^"\\]*)"/.exec(bytes.toString('latin1', 0, length))?.[1]
    const session = sid === undefined ? undefined : parseSessionId(sid)
    return session === undefined ? undefined : parseComponent(session.own)
  } finally {
    closeSync(opened.file)
  }
}

export type OpenedTrace =
  | { readonly kind: 'opened'; readonly file: number; readonly stats: Stats }
  | { readonly kind: 'gone' | 'foreign' | 'denied' | 'busy' }

/** Follows no link, waits for nobody; to be closed by the caller where it was opened. */
export function openTrace(path: string): OpenedTrace {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'gone' }
    if (code === 'ELOOP' || code === 'ENXIO' || code === 'EMLINK') return { kind: 'foreign' }
    // Of another user; anything else may pass: too many open files, a disk that stumbles.
    return { kind: code === 'EACCES' || code === 'EPERM' ? 'denied' : 'busy' }
  }
  const stats = fstatSync(file)
  if (stats.isFile()) return { kind: 'opened', file, stats }
  closeSync(file)
  return { kind: 'foreign' }
}

async function* entriesOf(directory: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(directory, { bufferSize: 256 })
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return
    throw captureFault('CAPTURE_SPOOL_UNREADABLE', `cannot list ${directory}: ${(cause as Error).message}`, {
      fields: { path: directory },
      cause,
    })
  }
}

/** Some file systems don't tell kinds in a listing. */
function isPlain(directory: string, entry: Dirent): boolean {
  if (entry.isFile()) return true
  if (entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket()) return false
  if (entry.isBlockDevice() || entry.isCharacterDevice()) return false
  return lstatSync(join(directory, entry.name), { throwIfNoEntry: false })?.isFile() === true
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return
    if (code !== 'EISDIR' && code !== 'EPERM') throw error
    await rmdir(path).catch((failure: unknown) => {
      const why = errorCode(failure)
      // A directory that holds something is nobody's trace: it stays, and is counted each time.
      if (why !== 'ENOTEMPTY' && why !== 'EEXIST' && why !== 'ENOENT') throw failure
    })
  }
}

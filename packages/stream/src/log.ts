/**
 * The log: the append-only, sealed truth. Everything else is a view of it.
 *
 * A directory of segments; a segment is a header and a run of sealed blocks; a block
 * holds some thousand events as columns, compressed, encrypted and checksummed, and
 * can be read without the rest of its file. docs/log-format.md has the bytes.
 *
 * Invariants: an append is acknowledged only after fsync; what was acknowledged
 * survives a crash at any instant, once; one process writes at a time (a lock that
 * the operating system releases when the process dies), any number read meanwhile
 * and see whole blocks only; a torn tail is recognised and left out, a damaged block
 * is reported and skipped, and neither hides the blocks around it.
 */
import { randomBytes } from 'node:crypto'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { makeAppendQueue, type AppendQueue } from './append-queue.ts'
import { compactSegment } from './compaction.ts'
import { readFault } from './disk-faults.ts'
import type { Disk } from './disk.ts'
import { nodeDisk } from './disk/node.ts'
import type { EventTable } from './event-table.ts'
import { readStatus, scanLog } from './log-scan.ts'
import { recoverTail, type LogTail } from './recovery.ts'
import { openSegmentStore, type SegmentStore } from './segment-store.ts'
import { acquireWriterLock, type AcquireWriterLock } from './writer-lock.ts'

/** Where a block begins; order is log order. `{ segment: 0, offset: 0 }` is before everything. */
export type LogPosition = { readonly segment: number; readonly offset: number }

export type EventBlock = {
  readonly position: LogPosition
  /** Position after this block: pass it as `after` to go on from here. */
  readonly end: LogPosition
  readonly rowCount: number
  readonly event: (row: number) => DevelopmentEvent
  /** In log order; events of a kind that isn't wanted cost next to nothing. */
  readonly events: (isWanted?: (kind: string) => boolean) => Iterable<DevelopmentEvent>
  /** The events as columns, a table for each source and kind that is wanted. */
  readonly tables: (isWanted?: (kind: string) => boolean) => readonly EventTable[]
  /** Decodes every column, as a scan over everything would. */
  readonly decodeAll: () => void
}

export type LogDamage =
  /** Bytes at the end of a segment that are no whole block: an append that was never acknowledged. */
  | { readonly kind: 'torn'; readonly segment: number; readonly atByte: number; readonly byteCount: number }
  /** A block whose checksum or seal doesn't hold. */
  | { readonly kind: 'damaged'; readonly segment: number; readonly atByte: number; readonly reason: string }

export type LogStatus = {
  readonly eventCount: number
  readonly blockCount: number
  readonly segmentCount: number
  readonly sizeBytes: number
  readonly damage: readonly LogDamage[]
}

export type LogReader = {
  /** Blocks in log order, up to what was whole when the scan reached it. */
  readonly scan: (options?: {
    readonly after?: LogPosition
    readonly onDamage?: (damage: LogDamage) => void
  }) => AsyncIterable<EventBlock>
  /** Reads block headers only; `verify` opens every block too. */
  readonly status: (options?: { readonly verify?: boolean }) => Promise<LogStatus>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export type LogWriter = LogReader & {
  /**
   * Resolves after the events are on disk, with the position after them. Calls made
   * meanwhile share one fsync. After a failed write the writer refuses further appends.
   *
   * @throws LOG_DISK_FULL, LOG_WRITE_FAILED
   */
  readonly append: (events: readonly AdmittedEvent[]) => Promise<LogPosition>
  /**
   * Puts the many small blocks of the last segment into few large ones, where that is worth
   * it: small appends cost ten times the bytes and the time to read. Everything else stays as
   * it is, in its order; but the log's end has another position then, and positions within
   * that segment are unknown. Not while an append is on its way.
   *
   * @throws LOG_DISK_FULL, LOG_WRITE_FAILED
   */
  readonly compact: () => Promise<LogMove | undefined>
}

/** The log's end before a compaction, and after. */
export type LogMove = { readonly from: LogPosition; readonly to: LogPosition }

export type LogReaderOptions = {
  readonly directory: string
  /** The 32-byte data key. */
  readonly key: Uint8Array
  readonly disk?: Disk
}

export type LogWriterOptions = LogReaderOptions & {
  /** How long to wait for another writer to finish. */
  readonly lockWaitMs?: number
  readonly lock?: AcquireWriterLock
  /** Nonces and segment ids; must be unpredictable outside tests. */
  readonly random?: (sizeBytes: number) => Buffer
  /** A segment isn't begun anew before it holds this much. */
  readonly segmentBytes?: number
  /** Up to this size the last segment is written on by the next writer, and compacted. */
  readonly youngSegmentBytes?: number
  /** Fewer blocks aren't worth a compaction. */
  readonly compactedBlocks?: number
  /** A block holds no more rows than this. */
  readonly blockRows?: number
}

const LOCK_WAIT_MS = 5000
export const BLOCK_ROWS = 8192
const SEGMENT_BYTES = 64 * 1024 * 1024
/** Small enough to be written anew every now and then. */
const YOUNG_SEGMENT_BYTES = 512 * 1024
const COMPACTED_BLOCKS = 64

/**
 * Opens a log for reading; one that doesn't exist yet is empty.
 *
 * @throws LOG_WRONG_KEY, LOG_NEWER_VERSION, LOG_UNREADABLE
 */
export async function openLogReader(options: LogReaderOptions): Promise<LogReader> {
  const store = openSegmentStore({ disk: nodeDisk, ...options })
  // One header tells a wrong key or a newer version at once.
  const [first] = await store.numbers()
  if (first !== undefined) await (await store.open(first, 'read')).file.close()
  return { ...makeReader(store), [Symbol.asyncDispose]: async () => {} }
}

/**
 * Opens a log for writing, after waiting for another writer, and brings back to order
 * what a crash left behind.
 *
 * @throws LOG_BUSY, LOG_WRONG_KEY, LOG_NEWER_VERSION, LOG_UNREADABLE
 */
export async function openLogWriter(options: LogWriterOptions): Promise<LogWriter> {
  const { directory, key, disk = nodeDisk, random = randomBytes, lock = acquireWriterLock } = options
  try {
    await disk.makeDirectory(directory)
  } catch (cause) {
    throw readFault(directory, cause)
  }
  const held = await lock(directory, options.lockWaitMs ?? LOCK_WAIT_MS)
  try {
    const store = openSegmentStore({ directory, key, disk })
    const { youngSegmentBytes = YOUNG_SEGMENT_BYTES, compactedBlocks = COMPACTED_BLOCKS } = options
    const openTail = async (): Promise<LogTail> => {
      const tail = await recoverTail(store)
      if (tail.segment === undefined || tail.end <= youngSegmentBytes) return tail
      // What comes now is of another time: it goes into a segment that can be compacted.
      await tail.segment.file.close()
      return { number: tail.number, end: tail.end, blockCount: tail.blockCount }
    }
    const beginQueue = (tail: LogTail): AppendQueue =>
      makeAppendQueue({
        directory,
        key,
        disk,
        random,
        segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
        blockRows: options.blockRows ?? BLOCK_ROWS,
        tail,
      })
    let tail = await openTail()
    let queue = beginQueue(tail)
    return {
      ...makeReader(store),
      append: (events) => queue.append(events),
      compact: async () => {
        if (tail.segment === undefined || tail.blockCount < compactedBlocks) return undefined
        await queue.close()
        try {
          return await compactSegment({
            store,
            disk,
            key,
            random,
            segment: tail.segment.header,
            blockRows: options.blockRows ?? BLOCK_ROWS,
          })
        } finally {
          tail = await openTail()
          queue = beginQueue(tail)
        }
      },
      [Symbol.asyncDispose]: () => queue.close().finally(held.release),
    }
  } catch (error) {
    held.release()
    throw error
  }
}

function makeReader(store: SegmentStore): Pick<LogReader, 'scan' | 'status'> {
  return {
    scan: (scanOptions) => scanLog(store, scanOptions),
    status: (statusOptions) => readStatus(store, statusOptions),
  }
}

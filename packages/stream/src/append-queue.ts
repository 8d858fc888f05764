/**
 * Appends on their way to the disk: gathered into blocks, encoded here, compressed in
 * the thread pool, sealed and written in order, acknowledged after an fsync that all
 * of them share.
 *
 * While an fsync runs, new appends wait until they fill a block or it is done; so
 * single events arriving fast become few blocks, and bulk isn't held up. After a failed
 * write or fsync nothing is known about the file's end, and every further append is
 * refused: the next writer recovers.
 */
import { join } from 'node:path'
import { isFault } from '@wakelore/kernel/fault'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { writeFault } from './disk-faults.ts'
import type { Disk, DiskFile } from './disk.ts'
import { makeEventBlockBuilder } from './event-block.ts'
import type { LogPosition } from './log.ts'
import type { LogTail } from './recovery.ts'
import {
  makeSegmentHeader,
  NONCE_BYTES,
  sealBlock,
  SEGMENT_HEADER_BYTES,
  SEGMENT_ID_BYTES,
  segmentName,
  type SegmentHeader,
} from './segment.ts'

export type AppendQueue = {
  readonly append: (events: readonly AdmittedEvent[]) => Promise<LogPosition>
  /** Resolves after everything appended so far has been acknowledged or refused. */
  readonly close: () => Promise<void>
}

type Append = {
  readonly events: readonly AdmittedEvent[]
  taken: number
  readonly resolve: (end: LogPosition) => void
  readonly reject: (error: Error) => void
}

type StagedBlock = {
  readonly rowCount: number
  readonly contents: Promise<readonly Uint8Array[]>
  /** The appends whose last event is in it. */
  readonly ended: readonly Append[]
}

type OpenSegment = {
  readonly number: number
  readonly file: DiskFile
  readonly header: SegmentHeader
  readonly blockKey: Buffer
  end: number
  syncedEnd: number
}

type QueueState = {
  /** Appends in the file, and not yet known to be on disk. */
  written: { readonly append: Append; readonly end: LogPosition }[]
  segment: OpenSegment | undefined
  lastEnd: LogPosition
  waitingRows: number
  running: Promise<void> | undefined
  syncing: Promise<void> | undefined
  failure: Error | undefined
}

/** Blocks being compressed at once: enough that neither core waits for the other. */
const STAGED_BLOCKS = 3

export function makeAppendQueue(options: {
  readonly directory: string
  readonly key: Uint8Array
  readonly disk: Disk
  readonly random: (sizeBytes: number) => Buffer
  readonly segmentBytes: number
  readonly blockRows: number
  readonly tail: LogTail
}): AppendQueue {
  const { directory, key, disk, random, tail } = options
  const waiting: Append[] = []
  const staged: StagedBlock[] = []
  const state: QueueState = {
    written: [],
    segment: tail.segment === undefined ? undefined : { ...tail.segment, end: tail.end, syncedEnd: tail.end },
    lastEnd: { segment: tail.number, offset: tail.end },
    waitingRows: 0,
    running: undefined,
    syncing: undefined,
    failure: undefined,
  }

  const append = (events: readonly AdmittedEvent[]): Promise<LogPosition> => {
    if (state.failure !== undefined) return Promise.reject(state.failure)
    if (events.length === 0) return Promise.resolve(state.lastEnd)
    return new Promise((resolve, reject) => {
      waiting.push({ events, taken: 0, resolve, reject })
      state.waitingRows += events.length
      // Deferred, so that appends made in one go meet in one block.
      state.running ??= Promise.resolve().then(run)
    })
  }

  const run = async (): Promise<void> => {
    try {
      while (state.failure === undefined && (waiting.length > 0 || staged.length > 0)) {
        if (staged.length === 0 && state.waitingRows < options.blockRows) await state.syncing
        while (waiting.length > 0 && staged.length < STAGED_BLOCKS) staged.push(stageBlock())
        const contents = await staged[0]?.contents
        const block = staged[0]
        if (block === undefined || contents === undefined) break
        await writeBlock(block.rowCount, contents)
        // A failed fsync has refused this block's appends meanwhile, with all others.
        if (state.failure !== undefined) break
        staged.shift()
        for (const append of block.ended) state.written.push({ append, end: state.lastEnd })
        if (state.written.length > 0) state.syncing ??= syncWritten()
      }
    } catch (error) {
      fail(error)
    } finally {
      state.running = undefined
    }
  }

  const stageBlock = (): StagedBlock => {
    const block = makeEventBlockBuilder()
    const ended: Append[] = []
    const isFull = (): boolean => block.rowCount() >= options.blockRows || block.isFull()
    while (waiting.length > 0 && !isFull()) {
      const next = waiting[0]!
      const before = next.taken
      try {
        while (next.taken < next.events.length && !isFull()) block.add(next.events[next.taken++]!)
        state.waitingRows -= next.taken - before
        if (next.taken < next.events.length) break
        ended.push(next)
      } catch (error) {
        if (!isFault(error)) throw error
        // This append alone is at fault: nothing of the event at hand is in the block.
        state.waitingRows -= next.events.length - before
        next.reject(error)
      }
      waiting.shift()
    }
    const contents = block.finish()
    // Awaited later: until then a failure isn't an unhandled one.
    contents.catch(() => {})
    return { rowCount: block.rowCount(), contents, ended }
  }

  const writeBlock = async (rowCount: number, contents: readonly Uint8Array[]): Promise<void> => {
    if (rowCount === 0) return
    if (state.segment !== undefined && state.segment.end >= options.segmentBytes)
      await endSegment(state.segment)
    state.segment ??= await beginSegment(state.lastEnd.segment + 1, state.lastEnd.offset)
    const bytes = sealBlock(state.segment, {
      offset: state.segment.end,
      rowCount,
      syncedEnd: state.segment.syncedEnd,
      nonce: random(NONCE_BYTES),
      contents,
    })
    await state.segment.file.write(state.segment.end, bytes)
    state.segment.end += bytes.length
    state.lastEnd = { segment: state.segment.number, offset: state.segment.end }
  }

  const beginSegment = async (number: number, previousEnd: number): Promise<OpenSegment> => {
    const made = makeSegmentHeader(key, number, random(SEGMENT_ID_BYTES), previousEnd)
    const file = await disk.open(join(directory, segmentName(number)), 'create')
    // On disk before the first block, so that a file with a block has a whole header.
    await file.truncate(0)
    await file.write(0, made.header.bytes)
    await file.sync()
    await disk.syncDirectory(directory)
    return { ...made, number, file, end: SEGMENT_HEADER_BYTES, syncedEnd: SEGMENT_HEADER_BYTES }
  }

  const endSegment = async (full: OpenSegment): Promise<void> => {
    while (state.syncing !== undefined) await state.syncing
    if (full.syncedEnd < full.end) await full.file.sync()
    await full.file.close()
    state.segment = undefined
  }

  const syncWritten = async (): Promise<void> => {
    while (state.written.length > 0 && state.segment !== undefined) {
      const acknowledged = state.written
      const segment = state.segment
      const { end } = segment
      state.written = []
      try {
        await segment.file.sync()
      } catch (error) {
        state.written = [...acknowledged, ...state.written]
        fail(error)
        break
      }
      segment.syncedEnd = end
      for (const { append, end: position } of acknowledged) append.resolve(position)
    }
    state.syncing = undefined
  }

  const fail = (cause: unknown): void => {
    state.failure ??= writeFault(directory, cause)
    const refused = [
      ...state.written.map(({ append }) => append),
      ...staged.flatMap(({ ended }) => ended),
      ...waiting,
    ]
    state.written = []
    staged.length = 0
    waiting.length = 0
    for (const { reject } of refused) reject(state.failure)
  }

  const close = async (): Promise<void> => {
    while (state.running !== undefined || state.syncing !== undefined)
      await Promise.all([state.running, state.syncing])
    if (state.segment === undefined) return
    const { file, end, syncedEnd } = state.segment
    state.segment = undefined
    try {
      // Gives back the space of what was refused; should this fail too, recovery does it.
      if (state.failure !== undefined && end >= syncedEnd) await file.truncate(syncedEnd).catch(() => {})
    } finally {
      await file.close()
    }
  }

  return { append, close }
}

/**
 * Compaction: the last segment written anew, its many small blocks as few large ones.
 *
 * The new segment has the number of the old one and says the same of the one before it.
 * It is made beside it, on disk as a whole, and then takes its name: at any crash there is
 * either the old one or the new one, with the same events in the same order. Whoever reads
 * the old one goes on reading it. Only what can be read completely is touched.
 */
import { join } from 'node:path'
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { writeFault } from './disk-faults.ts'
import type { Disk } from './disk.ts'
import { makeEventBlockBuilder } from './event-block.ts'
import { scanLog } from './log-scan.ts'
import type { LogMove } from './log.ts'
import {
  makeSegmentHeader,
  NONCE_BYTES,
  sealBlock,
  SEGMENT_HEADER_BYTES,
  SEGMENT_ID_BYTES,
  segmentName,
  type SegmentHeader,
} from './segment.ts'
import type { SegmentStore } from './segment-store.ts'

/** @returns where the log's end was and is; undefined where the segment was left as it is */
export async function compactSegment(options: {
  readonly store: SegmentStore
  readonly disk: Disk
  readonly key: Uint8Array
  readonly random: (sizeBytes: number) => Buffer
  /** The last one. */
  readonly segment: SegmentHeader
  readonly blockRows: number
}): Promise<LogMove | undefined> {
  const { store, disk, random } = options
  const { number, previousEnd } = options.segment
  const before = await readWhole(store, number)
  if (before === undefined) return undefined
  const made = makeSegmentHeader(options.key, number, random(SEGMENT_ID_BYTES), previousEnd)
  const parts: Buffer[] = [made.header.bytes]
  let end = SEGMENT_HEADER_BYTES
  for (const block of await makeBlocks(before.events, options.blockRows)) {
    // Nothing of it is on disk before all of it is.
    const bytes = sealBlock(made, { ...block, offset: end, syncedEnd: 0, nonce: random(NONCE_BYTES) })
    parts.push(bytes)
    end += bytes.length
  }
  if (end >= before.end) return undefined
  const path = join(store.directory, segmentName(number))
  try {
    const file = await disk.open(`${path}.compacting`, 'create')
    try {
      await file.truncate(0)
      await file.write(0, Buffer.concat(parts))
      await file.sync()
    } finally {
      await file.close()
    }
    await disk.rename(`${path}.compacting`, path)
    await store.syncDirectory()
  } catch (cause) {
    throw writeFault(store.directory, cause)
  }
  return { from: { segment: number, offset: before.end }, to: { segment: number, offset: end } }
}

/** Every event of the last segment; undefined where any of it can't be read. */
async function readWhole(
  store: SegmentStore,
  number: number,
): Promise<{ readonly events: readonly DevelopmentEvent[]; readonly end: number } | undefined> {
  const events: DevelopmentEvent[] = []
  let end = SEGMENT_HEADER_BYTES
  let isWhole = true
  const after = { segment: number, offset: SEGMENT_HEADER_BYTES }
  try {
    for await (const block of scanLog(store, { after, onDamage: () => (isWhole = false) })) {
      for (const event of block.events()) events.push(event)
      end = block.end.offset
    }
  } catch (error) {
    if (!isFault(error, 'LOG_BLOCK_DAMAGED')) throw error
    return undefined
  }
  return isWhole ? { events, end } : undefined
}

async function makeBlocks(
  events: readonly DevelopmentEvent[],
  blockRows: number,
): Promise<{ rowCount: number; contents: readonly Uint8Array[] }[]> {
  const blocks: { rowCount: number; contents: readonly Uint8Array[] }[] = []
  let block = makeEventBlockBuilder()
  const finish = async (): Promise<void> => {
    if (block.rowCount() > 0) blocks.push({ rowCount: block.rowCount(), contents: await block.finish() })
    block = makeEventBlockBuilder()
  }
  for (const event of events) {
    block.add(event)
    if (block.rowCount() >= blockRows || block.isFull()) await finish()
  }
  await finish()
  return blocks
}

/**
 * The log as a sink's queue: what comes after a place in it.
 *
 * A place is told by the event that lies there, and where that was: segment, the byte at
 * which its block begins, row. A compaction gives the blocks of one segment other bytes;
 * then the event is looked for in its segment. Where it isn't there any more (its segment
 * was erased, or the log put back from an older copy), the queue goes on so that nothing
 * is left out: something may come twice, under the same id.
 */
import { isFault } from '@wakelore/kernel/fault'
import type { EventBlock, LogPosition, LogReader } from '@wakelore/stream/log'
import { eventId, type EventId } from '@wakelore/telemetry/event'

export type QueuePlace = LogPosition & {
  /** Within its block. */
  readonly row: number
  readonly id: EventId
}

export type QueuedBlock = {
  readonly block: EventBlock
  /** Rows before it were passed already. */
  readonly firstRow: number
}

const NOT_THERE = ['LOG_POSITION_UNKNOWN', 'LOG_UNREADABLE', 'LOG_BLOCK_DAMAGED']

type Queue = Pick<LogReader, 'scan'>

/** Blocks after that place, from the log's start where it is undefined. */
export async function* readQueue(
  log: Queue,
  after: QueuePlace | undefined,
  onLost: () => void,
): AsyncGenerator<QueuedBlock> {
  if (after === undefined) return yield* wholeBlocks(log)
  for (const from of [after, { segment: after.segment, offset: 0 }, undefined]) {
    const found = await findFrom(log, after, from)
    if (found !== undefined) return yield* blocksAfter(log, found)
  }
  onLost()
  yield* wholeBlocks(log, await firstLeft(log, after.segment))
}

type Found = { readonly position: LogPosition; readonly row: number }

/** The block and row of that event, looked for from a position on: there alone, in its segment, everywhere. */
async function findFrom(
  log: Queue,
  { segment, offset, row, id }: QueuePlace,
  from: LogPosition | undefined,
): Promise<Found | undefined> {
  const isThere = from !== undefined && from.offset > 0
  try {
    for await (const block of log.scan(from === undefined ? {} : { after: from })) {
      const { position } = block
      if (isThere) {
        const isIt = position.segment === segment && position.offset === offset && row < block.rowCount
        return isIt && eventId(block.event(row)) === id ? { position, row } : undefined
      }
      if (from !== undefined && position.segment > segment) return undefined
      const found = rowOf(block, id)
      if (found !== undefined) return { position, row: found }
    }
  } catch (error) {
    // No such position or segment any more, or none that can be read: whoever reads all of it tells that.
    if (!isFault(error) || !NOT_THERE.includes(error.code)) throw error
  }
  return undefined
}

function rowOf(block: EventBlock, id: EventId): number | undefined {
  for (const table of block.tables()) {
    const [keys, repositories, places] = [table.keys(), table.repositories(), table.places()]
    for (let row = 0; row < table.rowCount; row++) {
      const event = { source: table.source, repository: repositories[row]!, key: keys[row]! }
      if (eventId(event) === id) return places[row]
    }
  }
  return undefined
}

async function* blocksAfter(log: Queue, { position, row }: Found): AsyncGenerator<QueuedBlock> {
  let firstRow = row + 1
  for await (const block of log.scan({ after: position })) {
    if (firstRow < block.rowCount) yield { block, firstRow }
    firstRow = 0
  }
}

async function* wholeBlocks(log: Queue, after?: LogPosition): AsyncGenerator<QueuedBlock> {
  for await (const block of log.scan(after === undefined ? {} : { after })) yield { block, firstRow: 0 }
}

/** Of a log that doesn't hold the place: that segment, or what is left after it; everything, where it ends before. */
async function firstLeft(log: Queue, segment: number): Promise<LogPosition | undefined> {
  for await (const { position } of log.scan()) if (position.segment >= segment) return position
  return undefined
}

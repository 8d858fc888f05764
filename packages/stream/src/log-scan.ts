/**
 * Reads a log from end to end: segment after segment, block after block, each checked,
 * opened and decompressed a little ahead of whoever takes them.
 *
 * A segment ends where the next one's header says; the last one where evidence says
 * (`segment-walk.ts`). Whatever can't be read is reported and passed over.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { EventBlock, LogDamage, LogPosition, LogStatus } from './log.ts'
import { openEventBlock, type EventColumns } from './event-block.ts'
import type { EventTable } from './event-table.ts'
import { logFault } from './faults.ts'
import { BLOCK_HEADER_BYTES, openBlock, readBlockHeader, SEGMENT_HEADER_BYTES } from './segment.ts'
import type { SegmentFile, SegmentStore } from './segment-store.ts'
import { walkSegment, type SegmentStretch } from './segment-walk.ts'

/** Blocks being decompressed ahead of the one that is handed out. */
const READ_AHEAD_BLOCKS = 2

type Segment = Extract<SegmentFile, { kind: 'segment' }>

type WalkItem =
  | { readonly kind: 'segment'; readonly number: number; readonly sizeBytes: number }
  | { readonly kind: 'block'; readonly segment: Segment; readonly block: WholeBlock }
  | { readonly kind: 'damage'; readonly damage: LogDamage }

type WholeBlock = Extract<SegmentStretch, { kind: 'block' }>

/** @throws LOG_POSITION_UNKNOWN, LOG_WRONG_KEY, LOG_NEWER_VERSION, LOG_UNREADABLE */
export async function* scanLog(
  store: SegmentStore,
  options: { readonly after?: LogPosition; readonly onDamage?: (damage: LogDamage) => void } = {},
): AsyncGenerator<EventBlock> {
  const ahead: Promise<EventBlock | LogDamage>[] = []
  const items = walkLog(store, options.after, true)
  try {
    for (;;) {
      const item = ahead.length <= READ_AHEAD_BLOCKS ? await items.next() : undefined
      if (item?.done === false) {
        if (item.value.kind !== 'segment') ahead.push(openItem(item.value))
        continue
      }
      const opened = await ahead.shift()
      if (opened === undefined) return
      if ('kind' in opened) options.onDamage?.(opened)
      else yield opened
    }
  } finally {
    // Whoever stops early leaves a segment open.
    await items.return(undefined)
  }
}

export async function readStatus(
  store: SegmentStore,
  options: { readonly verify?: boolean } = {},
): Promise<LogStatus> {
  const verify = options.verify ?? false
  const damage: LogDamage[] = []
  const sizes = new Map<number, number>()
  let eventCount = 0
  let blockCount = 0
  for await (const item of walkLog(store, undefined, verify)) {
    if (item.kind === 'segment') {
      sizes.set(item.number, item.sizeBytes)
      continue
    }
    const opened = verify ? await openItem(item, true) : undefined
    const found =
      item.kind === 'damage' ? item.damage : opened !== undefined && 'kind' in opened ? opened : undefined
    if (found !== undefined) {
      damage.push(found)
    } else if (item.kind === 'block') {
      eventCount += item.block.block.rowCount
      blockCount += 1
    }
  }
  const sizeBytes = sizes.values().reduce((sum, size) => sum + size, 0)
  return { eventCount, blockCount, segmentCount: sizes.size, sizeBytes, damage }
}

async function openItem(
  item: Exclude<WalkItem, { kind: 'segment' }>,
  decodes = false,
): Promise<EventBlock | LogDamage> {
  if (item.kind === 'damage') return item.damage
  const { segment, block } = item
  const damaged = (reason: string): LogDamage => ({
    kind: 'damaged',
    segment: segment.number,
    atByte: block.offset,
    reason,
  })
  const contents = openBlock(segment, block.offset, block.block, block.sealed)
  if (contents === undefined) return damaged('seal of the block does not hold')
  try {
    const columns = await openEventBlock(contents, block.block.rowCount)
    if (decodes) columns.decodeAll()
    return toEventBlock(segment.number, block, columns)
  } catch (error) {
    return damaged(`contents cannot be decoded: ${(error as Error).message}`)
  }
}

function toEventBlock(segment: number, block: WholeBlock, columns: EventColumns): EventBlock {
  const decoding = <T>(decode: () => T): T => {
    try {
      return decode()
    } catch (cause) {
      throw logFault(
        'LOG_BLOCK_DAMAGED',
        `segment ${segment}, block at byte ${block.offset} cannot be decoded`,
        {
          cause,
          fields: { segment, atByte: block.offset },
        },
      )
    }
  }
  const event = (row: number): DevelopmentEvent => decoding(() => columns.event(row))
  const tables: EventBlock['tables'] = (isWanted = () => true) =>
    decoding(columns.tables)
      .filter(({ kind }) => isWanted(kind))
      .map((table) => tableDecoding(table, decoding))
  return {
    position: { segment, offset: block.offset },
    end: { segment, offset: block.end },
    rowCount: columns.rowCount,
    event,
    events: function* (isWanted) {
      if (isWanted === undefined) {
        for (let row = 0; row < columns.rowCount; row++) yield event(row)
        return
      }
      const places = tables(isWanted).map((table) => table.places())
      // One kind is in order by itself.
      const rows =
        places.length > 1 ? places.flatMap((own) => Array.from(own)).sort((a, b) => a - b) : places[0]
      for (let index = 0; index < (rows?.length ?? 0); index++) yield event(rows![index]!)
    },
    tables,
    decodeAll: () => decoding(columns.decodeAll),
  }
}

/** The table, with damage told as a fault wherever it is met. */
function tableDecoding(table: EventTable, decoding: <T>(decode: () => T) => T): EventTable {
  return {
    ...table,
    places: () => decoding(table.places),
    keys: () => decoding(table.keys),
    occurredAt: () => decoding(table.occurredAt),
    repositories: () => decoding(table.repositories),
    field: (name) => decoding(() => table.field(name)),
    attribute: (name) => decoding(() => table.attribute(name)),
    event: (row) => decoding(() => table.event(row)),
  }
}

async function* walkLog(
  store: SegmentStore,
  after: LogPosition | undefined,
  readsContents: boolean,
): AsyncGenerator<WalkItem> {
  const isFromStart = after === undefined || after.segment === 0
  let number = isFromStart ? await numberAfter(store, 0) : after.segment
  let start = isFromStart ? 0 : after.offset
  let last = 0
  if (isFromStart && number !== undefined && number > 1) yield missingSegments(1, number)
  while (number !== undefined) {
    const segment = await openAt(store, number, start)
    let following: number | undefined
    try {
      yield { kind: 'segment', number, sizeBytes: await segment.file.size() }
      following = yield* walkOne(store, segment, start, readsContents)
    } finally {
      await segment.file.close()
    }
    if (following !== undefined && following > number + 1) yield missingSegments(number + 1, following)
    last = number
    number = following
    start = 0
  }
  yield* walkUnborn(store, last)
}

/** Walks one segment, and returns the number of the next if there is one by then. */
async function* walkOne(
  store: SegmentStore,
  segment: SegmentFile,
  start: number,
  readsContents: boolean,
): AsyncGenerator<WalkItem, number | undefined> {
  const { number } = segment
  if (segment.kind !== 'segment') {
    const reason = segment.kind === 'damaged' ? segment.reason : 'header is missing'
    yield { kind: 'damage', damage: { kind: 'damaged', segment: number, atByte: 0, reason } }
    return numberAfter(store, number)
  }
  let following = await numberAfter(store, number)
  let reached = Math.max(start, SEGMENT_HEADER_BYTES)
  for (;;) {
    const end = following === undefined ? undefined : await endBefore(store, following, segment)
    if (end !== undefined && start > end) throw unknownPosition(number, start, `the segment ends at ${end}`)
    let torn: LogDamage | undefined
    for await (const stretch of walkSegment(segment.file, {
      start: reached,
      readsContents,
      ...(end === undefined ? {} : { acknowledgedEnd: end }),
    })) {
      if (stretch.kind === 'block') yield { kind: 'block', segment, block: stretch }
      else if (stretch.kind === 'damaged') yield { kind: 'damage', damage: toDamage(number, stretch) }
      else torn = toDamage(number, stretch)
      if (stretch.kind !== 'torn') reached = stretch.end
    }
    const isEndKnown = following !== undefined
    // A writer may have gone on to the next segment meanwhile: then this one's end is known now.
    if (!isEndKnown) following = await numberAfter(store, number)
    if (!isEndKnown && following !== undefined) continue
    if (torn !== undefined) yield { kind: 'damage', damage: torn }
    return following
  }
}

/** A segment after the last, which a crash kept from getting a header: nothing was ever in it. */
async function* walkUnborn(store: SegmentStore, last: number): AsyncGenerator<WalkItem> {
  const number = (await store.numbers()).at(-1) ?? last
  if (number <= last) return
  const { kind, file } = await store.open(number, 'read')
  const byteCount = await file.size()
  await file.close()
  // Or a writer has just made it.
  if (kind !== 'unborn') return
  yield { kind: 'damage', damage: { kind: 'torn', segment: number, atByte: 0, byteCount } }
}

/** The next segment that holds, or could hold, anything. */
async function numberAfter(store: SegmentStore, number: number): Promise<number | undefined> {
  const following = (await store.numbers()).find((candidate) => candidate > number)
  if (following === undefined) return undefined
  const { kind, file } = await store.open(following, 'read')
  await file.close()
  // Unborn is the last one at most, unless something else happened to it.
  return kind === 'unborn' && (await store.numbers()).at(-1) === following ? undefined : following
}

/** Where a segment ends that another one follows. */
async function endBefore(store: SegmentStore, following: number, segment: Segment): Promise<number> {
  const next = await store.open(following, 'read')
  await next.file.close()
  return next.kind === 'segment' && following === segment.number + 1
    ? next.header.previousEnd
    : segment.file.size()
}

async function openAt(store: SegmentStore, number: number, offset: number): Promise<SegmentFile> {
  if (offset > 0 && !(await store.numbers()).includes(number))
    throw unknownPosition(number, offset, 'no such segment')
  const segment = await store.open(number, 'read')
  try {
    const size = await segment.file.size()
    if (offset > size) throw unknownPosition(number, offset, `the segment has ${size} bytes`)
    if (offset > 0 && offset < size && !(await isBetweenBlocks(segment, offset)))
      throw unknownPosition(number, offset, 'it lies within a block')
    return segment
  } catch (error) {
    await segment.file.close()
    throw error
  }
}

/**
 * Whether a block may end at `offset`. A reader may have seen one that was refused or
 * lost afterwards; where another has taken its place, going on would miss that one.
 */
async function isBetweenBlocks({ kind, file }: SegmentFile, offset: number): Promise<boolean> {
  if (kind !== 'segment' || readBlockHeader(await file.read(offset, BLOCK_HEADER_BYTES)) !== undefined)
    return true
  for await (const stretch of walkSegment(file, { start: SEGMENT_HEADER_BYTES, readsContents: false })) {
    // Damage may hide where its blocks ended.
    if (stretch.end > offset) return stretch.kind === 'damaged' || stretch.offset >= offset
  }
  return true
}

function unknownPosition(segment: number, offset: number, found: string): Error {
  return logFault('LOG_POSITION_UNKNOWN', `the log has no position ${segment}/${offset}: ${found}`, {
    fields: { segment, offset },
  })
}

function toDamage(segment: number, stretch: Exclude<SegmentStretch, { kind: 'block' }>): LogDamage {
  return stretch.kind === 'torn'
    ? { kind: 'torn', segment, atByte: stretch.offset, byteCount: stretch.end - stretch.offset }
    : { kind: 'damaged', segment, atByte: stretch.offset, reason: stretch.reason }
}

function missingSegments(from: number, to: number): WalkItem {
  const reason = to - from === 1 ? 'the segment is missing' : `segments ${from} to ${to - 1} are missing`
  return { kind: 'damage', damage: { kind: 'damaged', segment: from, atByte: 0, reason } }
}

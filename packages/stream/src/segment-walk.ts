/**
 * Walks a segment's blocks and tells what is whole, what is damaged and what is torn.
 *
 * A bad stretch is either an append that a crash interrupted, or rot in what was
 * acknowledged, and the difference matters: after the first, nothing counts (whole
 * blocks behind it were never acknowledged either, and keeping them would leave a
 * gap); around the second, everything counts. Evidence decides: a bad stretch is
 * damage where a later block says that it had been on disk (`syncedEnd`), or where the
 * next segment says how far this one reaches. Otherwise the log ends before it.
 */
import { crc32 } from 'node:zlib'
import type { DiskFile } from './disk.ts'
import { BLOCK_HEADER_BYTES, BLOCK_MAGIC, readBlockHeader, type BlockHeader } from './segment.ts'

export type SegmentStretch =
  | {
      readonly kind: 'block'
      readonly offset: number
      readonly end: number
      readonly block: BlockHeader
      readonly sealed: Buffer
    }
  | { readonly kind: 'damaged'; readonly offset: number; readonly end: number; readonly reason: string }
  /** Always the last: from here on nothing was acknowledged. */
  | {
      readonly kind: 'torn'
      readonly offset: number
      readonly end: number
      /** True where whole frames lie in it: it could be rot in the last acknowledged append. */
      readonly holdsFrames: boolean
    }

export type WalkOptions = {
  readonly start: number
  /** Where the segment ends, if the one after it says so; otherwise evidence decides. */
  readonly acknowledgedEnd?: number
  /** False reads the frames only: `sealed` is empty and damage within blocks goes unseen. */
  readonly readsContents: boolean
}

const WINDOW_BYTES = 2 * 1024 * 1024
/** For frames alone: what lies between them isn't wanted. */
const FRAME_WINDOW_BYTES = 512

export async function* walkSegment(file: DiskFile, options: WalkOptions): AsyncGenerator<SegmentStretch> {
  const fileSize = await file.size()
  const end = Math.min(fileSize, options.acknowledgedEnd ?? fileSize)
  const bytesAt = makeWindow(file, options.readsContents ? WINDOW_BYTES : FRAME_WINDOW_BYTES)
  let offset = options.start
  while (offset < end) {
    const reading = await readFrame(bytesAt, offset, end, options.readsContents)
    if (reading.kind === 'block') {
      yield reading
      offset = reading.end
      continue
    }
    const next = reading.end ?? (await findFrame(bytesAt, offset + 1, end))
    if (options.acknowledgedEnd === undefined && !(await wasAcknowledged(bytesAt, offset, next, end))) {
      yield { kind: 'torn', offset, end, holdsFrames: reading.end !== undefined || next < end }
      return
    }
    yield { kind: 'damaged', offset, end: next, reason: reading.reason }
    offset = next
  }
  if (fileSize < (options.acknowledgedEnd ?? 0)) {
    const missing = options.acknowledgedEnd! - fileSize
    yield {
      kind: 'damaged',
      offset: fileSize,
      end: fileSize,
      reason: `${missing} bytes are missing at the end`,
    }
  }
  if (fileSize > end) yield { kind: 'torn', offset: end, end: fileSize, holdsFrames: true }
}

type BytesAt = (offset: number, length: number) => Promise<Buffer>

type FrameReading =
  | Extract<SegmentStretch, { kind: 'block' }>
  /** `end` is where the next frame begins, if the frame itself can be trusted. */
  | { readonly kind: 'bad'; readonly reason: string; readonly end?: number }

async function readFrame(
  bytesAt: BytesAt,
  offset: number,
  end: number,
  readsContents: boolean,
): Promise<FrameReading> {
  const block = readBlockHeader(await bytesAt(offset, Math.min(BLOCK_HEADER_BYTES, end - offset)))
  if (block === undefined) return { kind: 'bad', reason: 'no block begins where one should' }
  if (block.syncedEnd > offset) {
    return { kind: 'bad', reason: `block says that ${block.syncedEnd} bytes were on disk before it` }
  }
  const sealedAt = offset + BLOCK_HEADER_BYTES
  const blockEnd = sealedAt + block.sealedBytes
  if (blockEnd > end) {
    return { kind: 'bad', reason: `block of ${block.sealedBytes} bytes ends after ${end - sealedAt}` }
  }
  if (!readsContents) return { kind: 'block', offset, end: blockEnd, block, sealed: Buffer.alloc(0) }
  const sealed = await bytesAt(sealedAt, block.sealedBytes)
  if (sealed.length < block.sealedBytes || crc32(sealed) !== block.sealedCrc) {
    return { kind: 'bad', reason: 'checksum of the block does not hold', end: blockEnd }
  }
  return { kind: 'block', offset, end: blockEnd, block, sealed }
}

/** Whether a whole block after `from` says that the bytes at `offset` had been on disk. */
async function wasAcknowledged(
  bytesAt: BytesAt,
  offset: number,
  from: number,
  end: number,
): Promise<boolean> {
  let at = from
  while (at < end) {
    const reading = await readFrame(bytesAt, at, end, true)
    if (reading.kind === 'block' && reading.block.syncedEnd > offset) return true
    at = reading.end ?? (await findFrame(bytesAt, at + 1, end))
  }
  return false
}

/** Where the first frame at or after `from` begins; `end` where there is none. */
async function findFrame(bytesAt: BytesAt, from: number, end: number): Promise<number> {
  let at = from
  while (at + BLOCK_HEADER_BYTES <= end) {
    const bytes = await bytesAt(at, Math.min(WINDOW_BYTES, end - at))
    if (bytes.length < BLOCK_HEADER_BYTES) return end
    const last = bytes.length - BLOCK_HEADER_BYTES
    let found = bytes.indexOf(BLOCK_MAGIC)
    while (found !== -1 && found <= last) {
      const block = readBlockHeader(bytes.subarray(found, found + BLOCK_HEADER_BYTES))
      if (block !== undefined && at + found + BLOCK_HEADER_BYTES + block.sealedBytes <= end) return at + found
      found = bytes.indexOf(BLOCK_MAGIC, found + 1)
    }
    at += last + 1
  }
  return end
}

/** Reads through a window, so that small blocks side by side cost one call. */
function makeWindow(file: DiskFile, windowBytes: number): BytesAt {
  let windowAt = 0
  let window: Buffer = Buffer.alloc(0)
  return async (offset, length) => {
    const from = offset - windowAt
    if (from < 0 || from + length > window.length) {
      window = await file.read(offset, Math.max(length, windowBytes))
      windowAt = offset
      return window.subarray(0, length)
    }
    return window.subarray(from, from + length)
  }
}

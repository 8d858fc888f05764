/**
 * What a writer does before its first append: finds where the log ends, whatever a
 * crash left there, and makes sure that it stays so.
 *
 * Bytes that can't be a whole block are cut off. Where whole frames follow the end
 * (blocks that were never acknowledged, or the last acknowledged one rotted: nothing
 * tells them apart) they are left as they are, and the next segment's header says
 * where this one ends. Nothing that might have been acknowledged is ever destroyed.
 */
import { writeFault } from './disk-faults.ts'
import { SEGMENT_HEADER_BYTES } from './segment.ts'
import { walkSegment } from './segment-walk.ts'
import type { SegmentFile, SegmentStore } from './segment-store.ts'

export type LogTail = {
  /** 0 in an empty log. */
  readonly number: number
  readonly end: number
  /** Whole blocks of its last segment. */
  readonly blockCount: number
  /** Open for writing, where the segment can be written on. */
  readonly segment?: Extract<SegmentFile, { kind: 'segment' }>
}

/** @throws LOG_WRONG_KEY, LOG_NEWER_VERSION, LOG_UNREADABLE, LOG_WRITE_FAILED */
export async function recoverTail(store: SegmentStore): Promise<LogTail> {
  for (const number of (await store.numbers()).toReversed()) {
    const segment = await store.open(number, 'write')
    if (segment.kind === 'unborn') {
      await segment.file.close()
      continue
    }
    try {
      const tail = segment.kind === 'segment' ? await cutTail(segment) : await endBehind(segment)
      // A process that was killed leaves bytes and names that only the page cache has.
      await segment.file.sync()
      await store.syncDirectory()
      if (tail.segment === undefined) await segment.file.close()
      return tail
    } catch (error) {
      await segment.file.close()
      throw writeFault(store.directory, error)
    }
  }
  return { number: 0, end: 0, blockCount: 0 }
}

async function cutTail(segment: Extract<SegmentFile, { kind: 'segment' }>): Promise<LogTail> {
  const { number, file } = segment
  // What a block says was on disk when it was written needs no second look.
  let end = SEGMENT_HEADER_BYTES
  let blockCount = 0
  const ends = new Set<number>()
  for await (const stretch of walkSegment(file, { start: end, readsContents: false })) {
    if (stretch.kind === 'block' && ends.has(stretch.block.syncedEnd)) end = stretch.block.syncedEnd
    if (stretch.kind === 'block') blockCount++
    ends.add(stretch.end)
  }
  for await (const stretch of walkSegment(file, { start: end, readsContents: true })) {
    if (stretch.kind !== 'torn') end = stretch.end
    else if (stretch.holdsFrames) return { number, end, blockCount }
    else await file.truncate(end)
  }
  return { number, end, blockCount, segment }
}

/** Of a segment whose header is damaged nothing can be read; the log goes on in the next one. */
async function endBehind({ number, file }: SegmentFile): Promise<LogTail> {
  return { number, end: await file.size(), blockCount: 0 }
}

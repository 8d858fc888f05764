/**
 * The segments of one directory: which there are, and each one's header, read and
 * checked with the key.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { KEY_BYTES } from '@wakelore/vault/seal'
import { readFault } from './disk-faults.ts'
import type { Disk, DiskFile, OpenMode } from './disk.ts'
import { logFault } from './faults.ts'
import {
  FORMAT_VERSION,
  readSegmentHeader,
  SEGMENT_HEADER_BYTES,
  segmentName,
  segmentNumber,
  type SegmentHeader,
} from './segment.ts'

export type SegmentStore = {
  readonly directory: string
  /** Ascending. */
  readonly numbers: () => Promise<readonly number[]>
  /** The file is the caller's to close. @throws LOG_WRONG_KEY, LOG_NEWER_VERSION, LOG_UNREADABLE */
  readonly open: (number: number, mode: OpenMode) => Promise<SegmentFile>
  readonly syncDirectory: () => Promise<void>
}

export type SegmentFile = { readonly number: number; readonly file: DiskFile } & (
  | { readonly kind: 'segment'; readonly header: SegmentHeader; readonly blockKey: Buffer }
  /** No more than a piece of a header: a crash came while the segment was made, and nothing is in it. */
  | { readonly kind: 'unborn' }
  | { readonly kind: 'damaged'; readonly reason: string }
)

export function openSegmentStore(options: {
  readonly directory: string
  readonly key: Uint8Array
  readonly disk: Disk
}): SegmentStore {
  const { directory, key, disk } = options
  assert.equal(key.length, KEY_BYTES, `the data key has ${KEY_BYTES} bytes`)
  return {
    directory,
    syncDirectory: () => disk.syncDirectory(directory),
    numbers: async () => {
      const names = await disk.list(directory).catch((cause: unknown) => {
        throw readFault(directory, cause)
      })
      return names.flatMap((name) => segmentNumber(name) ?? []).sort((left, right) => left - right)
    },
    open: async (number, mode) => {
      const path = join(directory, segmentName(number))
      let file: DiskFile | undefined
      try {
        file = await disk.open(path, mode)
        const bytes = await file.read(0, SEGMENT_HEADER_BYTES)
        const reading = readSegmentHeader(bytes, key, number)
        switch (reading.kind) {
          case 'header':
            return { kind: 'segment', number, file, header: reading.header, blockKey: reading.blockKey }
          case 'damaged':
            return (await file.size()) <= SEGMENT_HEADER_BYTES
              ? { kind: 'unborn', number, file }
              : { kind: 'damaged', number, file, reason: reading.reason }
          case 'wrong-key':
            throw logFault('LOG_WRONG_KEY', `${path} was sealed with another key`, {
              fields: { segment: number },
            })
          case 'newer':
            throw logFault(
              'LOG_NEWER_VERSION',
              `${path} has format version ${reading.version}, this wakelore reads up to ${FORMAT_VERSION}`,
              { fields: { segment: number, version: reading.version } },
            )
        }
      } catch (error) {
        await file?.close()
        throw readFault(path, error)
      }
    },
  }
}

/**
 * Sections in frames: pieces of the plaintext that are compressed each by itself, or
 * stored where that gains nothing. Small blocks are one frame but for their raw bytes,
 * which are hashes and don't compress; in larger ones text has a frame of its own.
 */
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { ByteReader, ByteWriter } from '@wakelore/kernel/codec'
import {
  makeSectionReader,
  readTimes,
  SECTION_COUNT,
  type SectionReader,
  type SectionWriter,
} from './sections.ts'

/** What a block may unpack to, so that no stored size makes us allocate more. */
const MOST_PLAIN_BYTES = 2 ** 29
/** Below this much, compressing at once takes less time than a thread's answer. */
const SMALL_BYTES = 16 * 1024
const CONTENTS_VERSION = 1
/** zlib wants to see that there is room left when it has finished. */
const SPARE_BYTES = 1024

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

export async function packSections(
  sections: SectionWriter,
  zstdLevel: number,
): Promise<readonly Uint8Array[]> {
  const params = { [constants.ZSTD_c_compressionLevel]: zstdLevel }
  const views = [sections.directory, sections.numbers, sections.text, sections.raw].map((section) =>
    section.view(),
  )
  const plainBytes = views.reduce((sum, view) => sum + view.length, 0)
  const [directory, numbers, text, raw] = views as [Buffer, Buffer, Buffer, Buffer]
  const plain =
    plainBytes <= SMALL_BYTES
      ? [Buffer.concat([directory, numbers, text]), raw]
      : [Buffer.concat([directory, numbers]), text, raw]
  const stored = await Promise.all(
    plain.map(async (frame) => {
      if (frame === raw || frame.length === 0) return frame
      // Room for all of the output at once: otherwise every 16 KiB cross threads by themselves.
      const options = { params, chunkSize: frame.length + SPARE_BYTES }
      const compressed =
        frame.length <= SMALL_BYTES ? zstdCompressSync(frame, options) : await compress(frame, options)
      return compressed.length < frame.length ? compressed : frame
    }),
  )
  const head = new ByteWriter(64)
  head.u8(CONTENTS_VERSION)
  for (const view of views) head.varint(view.length)
  head.varint(plain.length)
  plain.forEach((frame, index) => {
    head.varint(stored[index]!.length)
    head.varint(frame.length)
  })
  return [head.view(), ...stored]
}

/** @throws RangeError, or zlib's error, where the contents aren't what `packSections` makes */
export async function unpackSections(contents: Buffer): Promise<SectionReader> {
  const head = new ByteReader(contents)
  const version = head.u8()
  if (version !== CONTENTS_VERSION) throw new RangeError(`unknown version of contents ${version}`)
  const sizes = Array.from({ length: SECTION_COUNT }, () => head.varint())
  const frames = readTimes(head, () => ({ storedBytes: head.varint(), plainBytes: head.varint() }))
  let total = 0
  for (const { plainBytes } of frames) total += plainBytes
  if (total > MOST_PLAIN_BYTES)
    throw new RangeError(`contents of ${total} bytes, at most ${MOST_PLAIN_BYTES}`)
  const plain = await Promise.all(
    frames.map(async ({ storedBytes, plainBytes }) => {
      const stored = head.raw(storedBytes)
      if (storedBytes === plainBytes) return stored
      const options = { maxOutputLength: plainBytes, chunkSize: plainBytes + SPARE_BYTES }
      const frame =
        plainBytes <= SMALL_BYTES ? zstdDecompressSync(stored, options) : await decompress(stored, options)
      if (frame.length !== plainBytes)
        throw new RangeError(`frame of ${frame.length} bytes instead of ${plainBytes}`)
      return frame
    }),
  )
  return makeSectionReader(Buffer.concat(plain), sizes)
}

/**
 * The four sections of a block's plaintext. Values of a kind lie side by side, which
 * is what makes them compress: the directory says what there is and how it is
 * encoded; numbers, text and raw bytes hold the values, in the directory's order.
 */
import { ByteReader, ByteWriter } from '@wakelore/kernel/codec'

export type SectionWriter = {
  readonly directory: ByteWriter
  readonly numbers: ByteWriter
  readonly text: ByteWriter
  readonly raw: ByteWriter
}

/** Each reader stands where the next vector of the directory has its values. */
export type SectionReader = {
  readonly directory: ByteReader
  readonly numbers: ByteReader
  readonly text: ByteReader
  readonly raw: ByteReader
}

export const SECTION_COUNT = 4

export function makeSectionWriter(): SectionWriter {
  return {
    directory: new ByteWriter(),
    numbers: new ByteWriter(64 * 1024),
    text: new ByteWriter(64 * 1024),
    raw: new ByteWriter(64 * 1024),
  }
}

/** `sizes` are those of directory, numbers, text and raw bytes, in this order. */
export function makeSectionReader(plaintext: Buffer, sizes: readonly number[]): SectionReader {
  let end = 0
  const next = (index: number): ByteReader => {
    const start = end
    end += sizes[index] ?? 0
    if (!(end <= plaintext.length))
      throw new RangeError(`section ${index} ends at ${end} of ${plaintext.length} bytes`)
    return new ByteReader(plaintext.subarray(start, end))
  }
  return { directory: next(0), numbers: next(1), text: next(2), raw: next(3) }
}

/** More values than this aren't in any block; a count that says so is damage, not a size to allocate. */
const MOST_VALUES = 2 ** 24

export function boundedCount(count: number): number {
  if (count > MOST_VALUES) throw new RangeError(`${count} values in a block`)
  return count
}

/** As many as the directory says next. */
export function readTimes<T>(directory: ByteReader, read: () => T): T[] {
  const items: T[] = []
  // Each takes a byte at least, so the directory's own size bounds this.
  for (let left = directory.varint(); left > 0; left--) items.push(read())
  return items
}

/** Decodes when first asked, and keeps what came out. */
export function once<T>(decode: () => T): () => T {
  let value: T | undefined
  return () => (value ??= decode())
}

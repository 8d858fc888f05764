/**
 * A segment's bytes: its header, and the frame around each sealed block.
 *
 * Every segment has a random id, and from it and the data key come a key of its own
 * (HKDF-SHA256) and a check value that tells a wrong key from damage. A block is sealed
 * with AES-256-GCM under a random 96-bit nonce; at most some thousand blocks share a
 * key, far below the 2^32 that NIST SP 800-38D allows. The seal binds the segment's
 * header, the block's place and its frame: a block that was moved, copied or whose
 * frame was changed doesn't open.
 *
 * Checksums are there to tell damage from everything else, cheaply and without the
 * key; the frame has its own, so that a block with damaged contents can be skipped.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { deriveKey } from '@wakelore/vault/seal'

export const SEGMENT_HEADER_BYTES = 64
export const BLOCK_HEADER_BYTES = 36
export const FORMAT_VERSION = 1
const SEGMENT_MAGIC = Buffer.from('WAKELOG\0', 'latin1')
export const BLOCK_MAGIC = Buffer.from('WBLK', 'latin1')
export const NONCE_BYTES = 12
export const SEGMENT_ID_BYTES = 16
const TAG_BYTES = 16
const CHECK_BYTES = 16
/** What of a block's header the seal binds: the part before the nonce. */
const BOUND_BYTES = 16

export type SegmentHeader = {
  readonly number: number
  readonly id: Buffer
  /** Where the segment before this one ends: bytes behind that were never acknowledged. */
  readonly previousEnd: number
  /** The 64 bytes themselves, as the seals bind them. */
  readonly bytes: Buffer
}

export type SegmentHeaderReading =
  | { readonly kind: 'header'; readonly header: SegmentHeader; readonly blockKey: Buffer }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'damaged'; readonly reason: string }

export type BlockHeader = {
  /** Bytes of the sealed contents, their tag included. */
  readonly sealedBytes: number
  readonly rowCount: number
  /** How much of the segment was known to be on disk when the block was written. */
  readonly syncedEnd: number
  readonly nonce: Buffer
  readonly sealedCrc: number
  /** The bytes before the nonce, as the seal binds them. */
  readonly bound: Buffer
}

export function segmentName(number: number): string {
  return `${String(number).padStart(6, '0')}.wlog`
}

/** The number in a segment's file name, or undefined where the name isn't one. */
export function segmentNumber(name: string): number | undefined {
  const digits = /^(\d{6,9})\.wlog$/.exec(name)?.[1]
  if (digits === undefined) return undefined
  const number = Number(digits)
  return number > 0 && segmentName(number) === name ? number : undefined
}

export function makeSegmentHeader(
  key: Uint8Array,
  number: number,
  id: Buffer,
  previousEnd: number,
): { readonly header: SegmentHeader; readonly blockKey: Buffer } {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES)
  SEGMENT_MAGIC.copy(bytes, 0)
  bytes.writeUInt32LE(FORMAT_VERSION, 8)
  bytes.writeUInt32LE(number, 12)
  id.copy(bytes, 16)
  deriveCheck(key, id).copy(bytes, 32)
  bytes.writeUInt32LE(previousEnd, 48)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60)
  return { header: { number, id, previousEnd, bytes }, blockKey: deriveBlockKey(key, id) }
}

/** Bytes 0 to 15 and the checksum keep their places in every version to come. */
export function readSegmentHeader(
  bytes: Buffer,
  key: Uint8Array,
  expectedNumber: number,
): SegmentHeaderReading {
  if (bytes.length < SEGMENT_HEADER_BYTES) {
    return { kind: 'damaged', reason: `header has ${bytes.length} of ${SEGMENT_HEADER_BYTES} bytes` }
  }
  const header = Buffer.from(bytes.subarray(0, SEGMENT_HEADER_BYTES))
  if (!header.subarray(0, 8).equals(SEGMENT_MAGIC)) {
    return { kind: 'damaged', reason: 'header does not begin with the mark of a segment' }
  }
  if (header.readUInt32LE(60) !== crc32(header.subarray(0, 60))) {
    return { kind: 'damaged', reason: 'checksum of the header does not hold' }
  }
  const version = header.readUInt32LE(8)
  if (version > FORMAT_VERSION) return { kind: 'newer', version }
  const number = header.readUInt32LE(12)
  if (number !== expectedNumber) {
    return { kind: 'damaged', reason: `header says segment ${number}, the file name says ${expectedNumber}` }
  }
  const id = header.subarray(16, 32)
  if (!deriveCheck(key, id).equals(header.subarray(32, 48))) return { kind: 'wrong-key' }
  return {
    kind: 'header',
    header: { number, id, previousEnd: header.readUInt32LE(48), bytes: header },
    blockKey: deriveBlockKey(key, id),
  }
}

export function sealBlock(
  segment: { readonly header: SegmentHeader; readonly blockKey: Buffer },
  block: {
    readonly offset: number
    readonly rowCount: number
    readonly syncedEnd: number
    readonly nonce: Buffer
    readonly contents: readonly Uint8Array[]
  },
): Buffer {
  let contentBytes = 0
  for (const part of block.contents) contentBytes += part.length
  const sealedBytes = contentBytes + TAG_BYTES
  const bytes = Buffer.allocUnsafe(BLOCK_HEADER_BYTES + sealedBytes)
  BLOCK_MAGIC.copy(bytes, 0)
  bytes.writeUInt32LE(sealedBytes, 4)
  bytes.writeUInt32LE(block.rowCount, 8)
  bytes.writeUInt32LE(block.syncedEnd, 12)
  block.nonce.copy(bytes, 16)

  const cipher = createCipheriv('aes-256-gcm', segment.blockKey, block.nonce)
  cipher.setAAD(boundData(segment.header, block.offset, bytes.subarray(0, BOUND_BYTES)))
  let at = BLOCK_HEADER_BYTES
  for (const part of block.contents) at += cipher.update(part).copy(bytes, at)
  cipher.final()
  cipher.getAuthTag().copy(bytes, at)

  bytes.writeUInt32LE(crc32(bytes.subarray(BLOCK_HEADER_BYTES)), 28)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 32)), 32)
  return bytes
}

/** The frame at the start of `bytes`, or undefined where there is none. */
export function readBlockHeader(bytes: Buffer): BlockHeader | undefined {
  if (bytes.length < BLOCK_HEADER_BYTES || bytes.readUInt32LE(0) !== BLOCK_MAGIC.readUInt32LE(0))
    return undefined
  if (bytes.readUInt32LE(32) !== crc32(bytes.subarray(0, 32))) return undefined
  const sealedBytes = bytes.readUInt32LE(4)
  if (sealedBytes < TAG_BYTES) return undefined
  return {
    sealedBytes,
    rowCount: bytes.readUInt32LE(8),
    syncedEnd: bytes.readUInt32LE(12),
    nonce: bytes.subarray(16, 16 + NONCE_BYTES),
    sealedCrc: bytes.readUInt32LE(28),
    bound: bytes.subarray(0, BOUND_BYTES),
  }
}

/** The block's contents, or undefined where the seal doesn't hold. */
export function openBlock(
  segment: { readonly header: SegmentHeader; readonly blockKey: Buffer },
  offset: number,
  block: BlockHeader,
  sealed: Buffer,
): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', segment.blockKey, block.nonce)
  decipher.setAAD(boundData(segment.header, offset, block.bound))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const contents = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return contents
}

function boundData(segment: SegmentHeader, offset: number, bound: Buffer): Buffer {
  const place = Buffer.alloc(8)
  place.writeBigUInt64LE(BigInt(offset))
  return Buffer.concat([segment.bytes, place, bound])
}

function deriveCheck(key: Uint8Array, id: Buffer): Buffer {
  return deriveKey(key, 'log 1 check', id, CHECK_BYTES)
}

function deriveBlockKey(key: Uint8Array, id: Buffer): Buffer {
  return deriveKey(key, 'log 1 block', id)
}

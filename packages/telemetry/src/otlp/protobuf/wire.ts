/**
 * Protobuf's wire format: varints, fixed-size numbers and lengths, read from hostile bytes
 * and written from the end to the beginning.
 *
 * A read past the end of the input throws `Malformed`. One past the end of the message that
 * it belongs to goes on, and whoever reads that message finds itself beyond its end.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
import assert from 'node:assert/strict'
import { Allowance, Malformed } from '../reading.ts'

export const VARINT = 0
export const FIXED64 = 1
export const LENGTH = 2
const GROUP_START = 3
const GROUP_END = 4
export const FIXED32 = 5

const MAX_GROUP_DEPTH = 64
const NAME_SLOTS = 256
const MAX_NAME_BYTES = 64
const FNV_PRIME = 0x01000193
const TWO_TO_32 = 0x1_0000_0000
/** Counts of buckets are small numbers, many of them: not an object each. */
const SMALL_BIGINTS = Array.from({ length: 256 }, (_, value) => BigInt(value))

/** Names that were read, by a hash of them, and where they stand: of two in a slot the later one. */
type Names = {
  readonly texts: (string | undefined)[]
  readonly starts: Int32Array
  readonly lengths: Int32Array
}

export class WireReader {
  readonly bytes: Buffer
  readonly view: DataView
  readonly allowance: Allowance
  at = 0
  #names: Names | undefined
  /** The halves of the varint that was read last. */
  low = 0
  high = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.allowance = new Allowance(bytes.byteLength)
  }

  /** Field number and wire type; only 32 bits are one. */
  tag(): number {
    const byte = this.bytes[this.at]!
    if (byte < 0x80) {
      this.at++
      return byte
    }
    const start = this.at
    this.varint()
    if (this.high !== 0) throw new Malformed(`a field number at byte ${start} that has more than 29 bits`)
    return this.low
  }

  /** Reads one into `low` and `high`. */
  varint(): void {
    const start = this.at
    let low = 0
    let high = 0
    for (let index = 0; index < 10; index++) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new Malformed(`ends within the number at byte ${start}`)
      const bits = byte & 0x7f
      if (index < 4) low |= bits << (7 * index)
      else if (index === 4) {
        low |= bits << 28
        high = bits >>> 4
      } else high |= bits << (7 * index - 32)
      if (byte < 0x80) {
        // The tenth byte has room for the last bit alone.
        if (index === 9 && byte > 1) break
        this.low = low >>> 0
        this.high = high >>> 0
        return
      }
    }
    throw new Malformed(`a number at byte ${start} of more than 64 bits`)
  }

  bool(): boolean {
    this.varint()
    return (this.low | this.high) !== 0
  }

  /** Of larger numbers the low half, as protobuf has it. */
  uint32(): number {
    const byte = this.bytes[this.at]!
    if (byte < 0x80) {
      this.at++
      return byte
    }
    this.varint()
    return this.low
  }

  uint64(): bigint {
    this.varint()
    if (this.high === 0) return this.low < 256 ? SMALL_BIGINTS[this.low]! : BigInt(this.low)
    return (BigInt(this.high) << 32n) | BigInt(this.low)
  }

  int64(): bigint {
    return BigInt.asIntN(64, this.uint64())
  }

  /** Signed 64-bit as attributes hold it: a bigint only where a number can't. */
  integer(): number | bigint {
    const byte = this.bytes[this.at]!
    if (byte < 0x80) {
      this.at++
      return byte
    }
    this.varint()
    const number = (this.high | 0) * TWO_TO_32 + this.low
    return Number.isSafeInteger(number)
      ? number
      : BigInt.asIntN(64, (BigInt(this.high) << 32n) | BigInt(this.low))
  }

  fixed32(): number {
    this.#demand(4)
    const value = this.view.getUint32(this.at, true)
    this.at += 4
    return value
  }

  fixed64(): bigint {
    this.#demand(8)
    const value = this.view.getBigUint64(this.at, true)
    this.at += 8
    return value
  }

  sfixed64(): bigint {
    return BigInt.asIntN(64, this.fixed64())
  }

  double(): number {
    this.#demand(8)
    const value = this.view.getFloat64(this.at, true)
    this.at += 8
    return value
  }

  /** Where what has its length here ends: within what ends at `end`. */
  end(end: number): number {
    const start = this.at
    let length = this.bytes[start]!
    if (length < 0x80) this.at++
    else {
      this.varint()
      length = this.high * TWO_TO_32 + this.low
    }
    if (length > end - this.at) {
      throw new Malformed(
        `a length of ${length} at byte ${start}, where ${Math.max(0, end - this.at)} remain`,
      )
    }
    return this.at + length
  }

  /**
   * Where that is no UTF-8, U+FFFD stands, as the specification recommends: a broken name is no reason to
   * lose the rest of a batch, and the Collector passes such text on too.
   */
  text(end: number): string {
    const stop = this.end(end)
    const from = this.at
    this.at = stop
    return stop === from ? '' : this.bytes.toString('utf8', from, stop)
  }

  /**
   * Text of which a batch has few, many times over: keys and names. One string stands for all that are
   * equal, in less time than making each, and less memory.
   */
  name(end: number): string {
    const stop = this.end(end)
    const from = this.at
    const length = stop - from
    if (length === 0 || length > MAX_NAME_BYTES) {
      this.at = stop
      return length === 0 ? '' : this.bytes.toString('utf8', from, stop)
    }
    this.at = stop
    let hash = length
    for (let at = from; at < stop; at++) hash = Math.imul(hash ^ this.bytes[at]!, FNV_PRIME)
    const slot = (hash ^ (hash >>> 15)) & (NAME_SLOTS - 1)
    const { texts, starts, lengths } = (this.#names ??= noNames())
    const known = texts[slot]
    if (known !== undefined && lengths[slot] === length && this.#isSame(starts[slot]!, from, length)) {
      return known
    }
    const name = this.bytes.toString('utf8', from, stop)
    texts[slot] = name
    starts[slot] = from
    lengths[slot] = length
    return name
  }

  #isSame(one: number, other: number, length: number): boolean {
    for (let index = 0; index < length; index++) {
      if (this.bytes[one + index] !== this.bytes[other + index]) return false
    }
    return true
  }

  /** A copy: the input is the caller's. */
  copy(end: number): Uint8Array {
    const stop = this.end(end)
    const copied = new Uint8Array(this.bytes.subarray(this.at, stop))
    this.at = stop
    return copied
  }

  hex(end: number): string {
    const stop = this.end(end)
    const text = this.bytes.toString('hex', this.at, stop)
    this.at = stop
    return text
  }

  /** Passes over a field that isn't known, whose tag was read. */
  skip(tag: number, end: number): void {
    const groups: number[] = []
    for (let current = tag; ; current = this.tag()) {
      const number = current >>> 3
      if (number === 0) throw new Malformed(`a field of number 0 before byte ${this.at}`)
      switch (current & 7) {
        case VARINT:
          this.varint()
          break
        case FIXED64:
          this.#demand(8)
          this.at += 8
          break
        case LENGTH:
          this.at = this.end(end)
          break
        case GROUP_START:
          if (groups.push(number) > MAX_GROUP_DEPTH) {
            throw new Malformed(`more than ${MAX_GROUP_DEPTH} groups within each other at byte ${this.at}`)
          }
          break
        case GROUP_END:
          if (groups.pop() !== number) throw new Malformed(`a group that ends before byte ${this.at} only`)
          break
        case FIXED32:
          this.#demand(4)
          this.at += 4
          break
        default:
          throw new Malformed(`a wire type of ${current & 7} before byte ${this.at}`)
      }
      if (groups.length === 0) return
      if (this.at >= end) throw new Malformed('ends within a group')
    }
  }

  /** Called where a message has been read. */
  demandAt(end: number, name: string): void {
    if (this.at !== end) throw new Malformed(`${name} ends at byte ${end}, within a field`)
  }

  #demand(count: number): void {
    if (this.at + count > this.bytes.length) {
      throw new Malformed(`ends within the ${count} bytes at byte ${this.at}`)
    }
  }
}

/** Written backwards, a message's length is known when its turn comes. */
export class WireWriter {
  #bytes = Buffer.allocUnsafe(4096)
  #view = viewOf(this.#bytes)
  /** How much is written: it stands at the end of the buffer. */
  length = 0

  written(): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(this.#bytes.length - this.length))
  }

  tag(number: number, wireType: number): void {
    this.uint32(((number << 3) | wireType) >>> 0)
  }

  uint32(value: number): void {
    const length = value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5
    let at = this.#reserve(length)
    let rest = value
    for (let index = 1; index < length; index++) {
      this.#bytes[at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[at] = rest
  }

  /** Negative ones take ten bytes, as protobuf has it. */
  int32(value: number): void {
    if (value >= 0) this.uint32(value)
    else this.uint64(BigInt.asUintN(64, BigInt(value)))
  }

  uint64(value: bigint): void {
    if (value < TWO_TO_32) {
      this.uint32(Number(value))
      return
    }
    const septets: number[] = []
    for (let rest = value; rest > 0n; rest >>= 7n) septets.push(Number(rest & 0x7fn) | 0x80)
    septets[septets.length - 1]! &= 0x7f
    // Reserving may put another buffer in its place.
    const at = this.#reserve(septets.length)
    this.#bytes.set(septets, at)
  }

  fixed32(value: number): void {
    const at = this.#reserve(4)
    this.#view.setUint32(at, value, true)
  }

  fixed64(value: bigint): void {
    const at = this.#reserve(8)
    this.#view.setBigUint64(at, value, true)
  }

  double(value: number): void {
    const at = this.#reserve(8)
    this.#view.setFloat64(at, value, true)
  }

  text(value: string): void {
    const length = Buffer.byteLength(value)
    const at = this.#reserve(length)
    this.#bytes.write(value, at, length)
    this.uint32(length)
  }

  raw(value: Uint8Array): void {
    const at = this.#reserve(value.length)
    this.#bytes.set(value, at)
    this.uint32(value.length)
  }

  hex(value: string): void {
    const length = value.length / 2
    const at = this.#reserve(length)
    const written = this.#bytes.write(value, at, length, 'hex')
    assert(written === length, 'an id is pairs of hex digits')
    this.uint32(length)
  }

  #reserve(count: number): number {
    this.length += count
    const size = this.#bytes.length
    if (this.length > size) {
      const grown = Buffer.allocUnsafe(Math.max(this.length, size * 2))
      const written = this.length - count
      this.#bytes.copy(grown, grown.length - written, size - written)
      this.#bytes = grown
      this.#view = viewOf(grown)
    }
    return this.#bytes.length - this.length
  }
}

function noNames(): Names {
  return {
    texts: Array.from({ length: NAME_SLOTS }),
    starts: new Int32Array(NAME_SLOTS),
    lengths: new Int32Array(NAME_SLOTS),
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

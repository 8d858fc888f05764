/**
 * Bytes in and out: unsigned and zigzag LEB128 integers, length-prefixed strings
 * and raw runs, over a growing buffer.
 *
 * Readers treat their input as hostile: every read is checked against the end and
 * throws a RangeError that names the offset, which the caller turns into its own fault.
 */
export class ByteWriter {
  #bytes: Buffer
  #length = 0

  constructor(capacity = 1024) {
    this.#bytes = Buffer.allocUnsafe(capacity)
  }

  get length(): number {
    return this.#length
  }

  /** The bytes written so far: a view, valid until the next write. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
  }

  u8(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  u32(value: number): void {
    this.#reserve(4)
    this.#length = this.#bytes.writeUInt32LE(value >>> 0, this.#length)
  }

  f64(value: number): void {
    this.#reserve(8)
    this.#length = this.#bytes.writeDoubleLE(value, this.#length)
  }

  /** Unsigned LEB128 of an integer in [0, 2^53). */
  varint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 0x80) {
      // Bit operations are exact below 2^31 and much faster than division there.
      if (rest < 0x80000000) {
        this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
        rest >>>= 7
      } else {
        this.#bytes[this.#length++] = (rest % 0x80) | 0x80
        rest = Math.floor(rest / 0x80)
      }
    }
    this.#bytes[this.#length++] = rest
  }

  /** Zigzag LEB128 of an integer in (-2^52, 2^52). */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** UTF-8 with its length in bytes before it. */
  text(value: string): void {
    const size = Buffer.byteLength(value)
    this.varint(size)
    this.#reserve(size)
    this.#length += this.#bytes.write(value, this.#length, 'utf8')
  }
}

export class ByteReader {
  readonly #bytes: Buffer
  #offset: number

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes
    this.#offset = offset
  }

  get offset(): number {
    return this.#offset
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset
  }

  #take(count: number): number {
    const start = this.#offset
    if (count < 0 || count > this.#bytes.length - start) {
      throw new RangeError(`needs ${count} bytes at offset ${start}, ${this.#bytes.length - start} remain`)
    }
    this.#offset = start + count
    return start
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#take(4))
  }

  f64(): number {
    return this.#bytes.readDoubleLE(this.#take(8))
  }

  varint(): number {
    const start = this.#offset
    let byte = this.u8()
    if (byte < 0x80) return byte
    let value = byte & 0x7f
    let scale = 0x80
    do {
      byte = this.u8()
      value += (byte & 0x7f) * scale
      scale *= 0x80
    } while (byte >= 0x80 && scale <= 2 ** 49)
    if (byte >= 0x80 || !Number.isSafeInteger(value)) {
      throw new RangeError(`integer at offset ${start} exceeds 53 bits`)
    }
    return value
  }

  zigzag(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** A view of the next `count` bytes, not a copy. */
  raw(count: number): Buffer {
    const start = this.#take(count)
    return this.#bytes.subarray(start, start + count)
  }

  text(): string {
    const size = this.varint()
    const start = this.#take(size)
    return this.#bytes.toString('utf8', start, start + size)
  }
}

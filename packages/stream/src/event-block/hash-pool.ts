/**
 * The hashes of a block: every different one once, as raw bytes, in the order in which
 * they first occur. A commit's hash as its parent's, a ref's and a key's is one entry
 * with several references to it.
 *
 * One pool for each length, so that entries are found by their number alone.
 */
import type { SectionReader, SectionWriter } from './sections.ts'

export type HashPools = {
  /** Numbers of the hashes in their pool, or undefined where they aren't all hashes of one length. */
  readonly add: (
    values: readonly string[],
  ) => { readonly byteLength: number; readonly numbers: Uint32Array } | undefined
  readonly write: (sections: SectionWriter) => void
}

export type HashPoolReader = (byteLength: number) => readonly string[]

/** Shorter ones gain little, and words of a language could be among them. */
const SHORTEST_HASH_BYTES = 8
const LONGEST_HASH_BYTES = 64

export function makeHashPools(): HashPools {
  const pools = new Map<number, HashPool>()

  return {
    add: (values) => {
      const digits = values[0]?.length ?? 0
      const byteLength = digits / 2
      if (byteLength < SHORTEST_HASH_BYTES || byteLength > LONGEST_HASH_BYTES || digits % 2 !== 0)
        return undefined
      for (const value of values) if (value.length !== digits) return undefined
      const joined = values.join('')
      const bytes = Buffer.from(joined, 'hex')
      // Node stops at the first character that isn't a digit, and takes capitals.
      if (bytes.length * 2 !== joined.length || bytes.toString('hex') !== joined) return undefined
      const pool = pools.get(byteLength) ?? makeHashPool(byteLength)
      pools.set(byteLength, pool)
      return { byteLength, numbers: pool.add(bytes) }
    },
    write: ({ directory, raw }) => {
      directory.varint(pools.size)
      for (const [byteLength, pool] of pools) {
        const bytes = pool.bytes()
        directory.u8(byteLength)
        directory.varint(bytes.length / byteLength)
        raw.raw(bytes)
      }
    },
  }
}

type HashPool = {
  /** The number of each hash, in a pool that then has all of them. */
  readonly add: (hashes: Buffer) => Uint32Array
  readonly bytes: () => Buffer
}

/**
 * A table with open addressing over the raw bytes: as hashes are, a few multiplications
 * spread them well, and no string has to be hashed or kept.
 */
function makeHashPool(byteLength: number): HashPool {
  let bytes = Buffer.allocUnsafe(1024 * byteLength)
  let view = viewOf(bytes)
  let count = 0
  /** Number + 1 of the hash in each slot, 0 in an empty one; at most half of the slots are taken. */
  let slots = new Int32Array(4096)

  const slotOf = (hashes: DataView, at: number): number => {
    const mask = slots.length - 1
    let mixed = 0
    // The last word may overlap the one before: lengths need not be whole words.
    for (let word = 0; word < byteLength; word += 4) {
      mixed = Math.imul(mixed ^ hashes.getInt32(at + Math.min(word, byteLength - 4)), 0x9e3779b1)
      mixed ^= mixed >>> 15
    }
    let slot = mixed & mask
    for (;;) {
      const number = slots[slot]! - 1
      if (number === -1 || areEqual(hashes, at, view, number * byteLength, byteLength)) return slot
      slot = (slot + 1) & mask
    }
  }
  const grow = (): void => {
    bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)])
    view = viewOf(bytes)
    slots = new Int32Array(slots.length * 2)
    for (let number = 0; number < count; number++) slots[slotOf(view, number * byteLength)] = number + 1
  }

  return {
    add: (hashes) => {
      const numbers = new Uint32Array(hashes.length / byteLength)
      const given = viewOf(hashes)
      for (let index = 0, at = 0; index < numbers.length; index++, at += byteLength) {
        if (count * byteLength === bytes.length) grow()
        const slot = slotOf(given, at)
        if (slots[slot] === 0) {
          copyHash(given, at, view, count * byteLength, byteLength)
          slots[slot] = ++count
        }
        numbers[index] = slots[slot]! - 1
      }
      return numbers
    },
    bytes: () => bytes.subarray(0, count * byteLength),
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** A call of `Buffer.copy` costs more than these few words. */
function copyHash(from: DataView, fromAt: number, to: DataView, toAt: number, length: number): void {
  for (let word = 0; word < length; word += 4) {
    const at = Math.min(word, length - 4)
    to.setInt32(toAt + at, from.getInt32(fromAt + at))
  }
}

function areEqual(left: DataView, leftAt: number, right: DataView, rightAt: number, length: number): boolean {
  for (let word = 0; word < length; word += 4) {
    const at = Math.min(word, length - 4)
    if (left.getInt32(leftAt + at) !== right.getInt32(rightAt + at)) return false
  }
  return true
}

export function readHashPools({ directory, raw }: SectionReader): HashPoolReader {
  const pools = new Map<number, Buffer>()
  const decoded = new Map<number, readonly string[]>()
  for (let left = directory.varint(); left > 0; left--) {
    const byteLength = directory.u8()
    pools.set(byteLength, raw.raw(directory.varint() * byteLength))
  }
  return (byteLength) => {
    const known = decoded.get(byteLength)
    if (known !== undefined) return known
    const digits = pools.get(byteLength)?.toString('hex') ?? ''
    const size = byteLength * 2
    const hashes: string[] = []
    for (let at = 0; at < digits.length; at += size) hashes.push(digits.slice(at, at + size))
    decoded.set(byteLength, hashes)
    return hashes
  }
}

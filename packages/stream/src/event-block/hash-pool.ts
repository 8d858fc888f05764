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
  const pools = new Map<number, { readonly numberOf: Map<string, number>; readonly pieces: Buffer[] }>()

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
      let pool = pools.get(byteLength)
      if (pool === undefined) pools.set(byteLength, (pool = { numberOf: new Map(), pieces: [] }))
      const { numberOf, pieces } = pool
      const numbers = new Uint32Array(values.length)
      // New ones mostly come in runs: each is one piece.
      let runStart = 0
      const endRun = (end: number): void => {
        if (end > runStart) pieces.push(bytes.subarray(runStart * byteLength, end * byteLength))
        runStart = end + 1
      }
      for (let index = 0; index < values.length; index++) {
        const value = values[index]!
        let number = numberOf.get(value)
        if (number === undefined) {
          number = numberOf.size
          numberOf.set(value, number)
        } else {
          endRun(index)
        }
        numbers[index] = number
      }
      endRun(values.length)
      return { byteLength, numbers }
    },
    write: ({ directory, raw }) => {
      directory.varint(pools.size)
      for (const [byteLength, { numberOf, pieces }] of pools) {
        directory.u8(byteLength)
        directory.varint(numberOf.size)
        for (const piece of pieces) raw.raw(piece)
      }
    },
  }
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

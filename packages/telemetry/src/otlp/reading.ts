/**
 * What a reader of OTLP answers, and the bounds that hold for all of them: whatever comes
 * in is read or refused, and takes memory in proportion to its size.
 */
import type { Message } from './schema.ts'

export type Reading<T> =
  | { readonly kind: 'read'; readonly message: T }
  /** Of `reason` nothing is taken from what was sent: it may be shown and recorded. */
  | { readonly kind: 'malformed'; readonly reason: string }

/** Arrays and lists of a value within each other; protobuf's own readers end at about 40. */
export const MAX_VALUE_DEPTH = 64
/** Above what any transport lets through, and below what a string can hold. */
const MAX_BYTES = 256 * 2 ** 20

/**
 * Objects may take this much, and this many times the bytes that they are read from.
 * Telemetry as anybody sends it takes 3 times its size, and an attribute by itself 7 times;
 * empty spans, two bytes each, would take 80.
 */
const ALLOWED_BYTES = 2 ** 20
const ALLOWED_TIMES = 16
const OBJECT_BYTES = 24
const POINTER_BYTES = 8
/** An array with one item, and what it takes more from its second on: then it has room for 18. */
const LIST_BYTES = 56
const GROWN_LIST_BYTES = 18 * POINTER_BYTES

/** Thrown inside a reader, and never out of it. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** Runs a reader; what it found malformed is its answer. */
export function reading<T>(bytes: Uint8Array, read: () => T): Reading<T> {
  if (bytes.length > MAX_BYTES) {
    return { kind: 'malformed', reason: `${bytes.length} bytes, expected ${MAX_BYTES} at most` }
  }
  try {
    return { kind: 'read', message: read() }
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'malformed', reason: error.message }
    throw error
  }
}

/** What is left of the memory that a message may take. */
export class Allowance {
  #bytes: number

  constructor(sizeBytes: number) {
    this.#bytes = ALLOWED_BYTES + ALLOWED_TIMES * sizeBytes
  }

  take(bytes: number): void {
    this.#bytes -= bytes
    if (this.#bytes < 0) {
      throw new Malformed(`would take more than ${ALLOWED_TIMES} times its size in memory`)
    }
  }
}

/** With `item` at the end: a new list where there was none. */
export function listWith<T>(list: T[] | undefined, item: T, allowance: Allowance): T[] {
  if (list === undefined) {
    allowance.take(LIST_BYTES)
    return [item]
  }
  if (list.length === 1) allowance.take(GROWN_LIST_BYTES)
  list.push(item)
  return list
}

export function objectBytes(message: Message): number {
  return OBJECT_BYTES + POINTER_BYTES * message.fields.length
}

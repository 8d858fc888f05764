/**
 * Vectors of numbers. Whole numbers are written as LEB128 of what is left when the
 * obvious is taken away: a constant, a common divisor (times in milliseconds are mostly
 * whole seconds), the value before, or the same row's value of another column. The
 * writer takes whichever is the shortest; whatever isn't a whole number that 51 bits
 * hold is written as IEEE doubles, so every number survives exactly, -0 and NaN too.
 */
import type { SectionReader, SectionWriter } from './sections.ts'

/** How the values are written; u is an unsigned LEB128 of the numbers section, z a zigzag one. */
const ENCODING = {
  /** Each is `first`. */
  constant: 0,
  /** The first is `first`, each other one the value before + `step`. */
  sequence: 1,
  /** base + scale × u */
  offset: 2,
  /** z */
  signed: 3,
  /** The first is `first`, each other one the value before + scale × z. */
  delta: 4,
  /** The reference's value in the same row + scale × z. */
  relative: 5,
  /** 64-bit little-endian floats in the raw section. */
  doubles: 6,
} as const

/** The difference of two must stay in what a zigzag LEB128 holds. */
const LARGEST_INTEGER = 2 ** 50

export type NumberVector = {
  readonly count: number
  /** @throws RangeError where the bytes are no such vector */
  readonly decode: () => Float64Array
}

/** `reference` has a value for each of `values`, and the reader has it too. */
export function writeNumbers(
  sections: SectionWriter,
  values: ArrayLike<number>,
  reference?: ArrayLike<number>,
): void {
  const { directory, numbers, raw } = sections
  const count = values.length
  const plan = planNumbers(values, reference)
  directory.u8(plan.encoding)
  const before = numbers.length
  switch (plan.encoding) {
    case ENCODING.constant:
      directory.zigzag(plan.base)
      return
    case ENCODING.sequence:
      directory.zigzag(plan.base)
      directory.zigzag(plan.scale)
      return
    case ENCODING.doubles:
      for (let index = 0; index < count; index++) raw.f64(values[index]!)
      return
    case ENCODING.offset:
      directory.zigzag(plan.base)
      directory.varint(plan.scale)
      for (let index = 0; index < count; index++) numbers.varint((values[index]! - plan.base) / plan.scale)
      break
    case ENCODING.signed:
      for (let index = 0; index < count; index++) numbers.zigzag(values[index]!)
      break
    case ENCODING.delta:
      directory.zigzag(plan.base)
      directory.varint(plan.scale)
      for (let index = 1; index < count; index++) {
        numbers.zigzag((values[index]! - values[index - 1]!) / plan.scale)
      }
      break
    case ENCODING.relative:
      directory.varint(plan.scale)
      for (let index = 0; index < count; index++) {
        numbers.zigzag((values[index]! - reference![index]!) / plan.scale)
      }
      break
  }
  directory.varint(numbers.length - before)
}

/** Takes the vector's place in every section; its values are decoded when asked for. */
export function readNumbers(
  sections: SectionReader,
  count: number,
  reference?: () => ArrayLike<number>,
): NumberVector {
  const { directory, numbers, raw } = sections
  const encoding = directory.u8()
  const base =
    encoding === ENCODING.signed || encoding === ENCODING.relative || encoding === ENCODING.doubles
      ? 0
      : directory.zigzag()
  switch (encoding) {
    case ENCODING.constant:
      return { count, decode: () => new Float64Array(count).fill(base) }
    case ENCODING.sequence: {
      const step = directory.zigzag()
      return { count, decode: () => Float64Array.from({ length: count }, (_, index) => base + step * index) }
    }
    case ENCODING.doubles: {
      const bytes = raw.raw(count * Float64Array.BYTES_PER_ELEMENT)
      return {
        count,
        decode: () => Float64Array.from({ length: count }, (_, index) => bytes.readDoubleLE(index * 8)),
      }
    }
    case ENCODING.offset: {
      const scale = directory.varint()
      const bytes = numbers.raw(directory.varint())
      return {
        count,
        decode: () => {
          const values = decodeUnsigned(bytes, count)
          for (let index = 0; index < count; index++) values[index] = base + scale * values[index]!
          return values
        },
      }
    }
    case ENCODING.signed: {
      const bytes = numbers.raw(directory.varint())
      return { count, decode: () => unzigzag(decodeUnsigned(bytes, count)) }
    }
    case ENCODING.delta: {
      const scale = directory.varint()
      const bytes = numbers.raw(directory.varint())
      return {
        count,
        decode: () => {
          const steps = unzigzag(decodeUnsigned(bytes, Math.max(0, count - 1)))
          const values = new Float64Array(count)
          let value = base
          for (let index = 0; index < count; index++) {
            if (index > 0) value += scale * steps[index - 1]!
            values[index] = value
          }
          return values
        },
      }
    }
    case ENCODING.relative: {
      const scale = directory.varint()
      const bytes = numbers.raw(directory.varint())
      return {
        count,
        decode: () => {
          const values = unzigzag(decodeUnsigned(bytes, count))
          const references = reference?.()
          if (references?.length !== count)
            throw new RangeError('numbers refer to a column that is not there')
          for (let index = 0; index < count; index++)
            values[index] = references[index]! + scale * values[index]!
          return values
        },
      }
    }
    default:
      throw new RangeError(`unknown encoding of numbers ${encoding}`)
  }
}

type NumberPlan = {
  readonly encoding: (typeof ENCODING)[keyof typeof ENCODING]
  readonly base: number
  /** The step of a sequence, otherwise what the values are divided by. */
  readonly scale: number
}

function planNumbers(values: ArrayLike<number>, reference: ArrayLike<number> | undefined): NumberPlan {
  const count = values.length
  if (count === 0) return { encoding: ENCODING.constant, base: 0, scale: 1 }
  const first = values[0]!
  const step = count > 1 ? values[1]! - first : 0
  let min = first
  let divisor = 0
  let referenceDivisor = 0
  let isSequence = true
  let isReferenceUsable = reference !== undefined
  let before = first - step
  for (let index = 0; index < count; index++) {
    const value = values[index]!
    if (
      !(value <= LARGEST_INTEGER && value >= -LARGEST_INTEGER) ||
      value !== Math.floor(value) ||
      Object.is(value, -0)
    ) {
      return { encoding: ENCODING.doubles, base: 0, scale: 1 }
    }
    if (value < min) min = value
    if (value - before !== step) isSequence = false
    before = value
    if (divisor !== 1) divisor = greatestCommonDivisor(divisor, value - first)
    if (isReferenceUsable) {
      const difference = value - reference![index]!
      isReferenceUsable = Number.isInteger(difference) && Math.abs(difference) <= 2 * LARGEST_INTEGER
      if (isReferenceUsable && referenceDivisor !== 1) {
        referenceDivisor = greatestCommonDivisor(referenceDivisor, difference)
      }
    }
  }
  if (isSequence)
    return { encoding: step === 0 ? ENCODING.constant : ENCODING.sequence, base: first, scale: step }
  referenceDivisor ||= 1
  let offsetBytes = 0
  let signedBytes = 0
  let deltaBytes = 0
  let relativeBytes = isReferenceUsable ? 0 : Infinity
  before = first
  for (let index = 0; index < count; index++) {
    const value = values[index]!
    offsetBytes += unsignedBytes((value - min) / divisor)
    signedBytes += signedBytesOf(value)
    deltaBytes += signedBytesOf((value - before) / divisor)
    if (isReferenceUsable) relativeBytes += signedBytesOf((value - reference![index]!) / referenceDivisor)
    before = value
  }
  const least = Math.min(offsetBytes, signedBytes, deltaBytes, relativeBytes)
  if (least === relativeBytes) return { encoding: ENCODING.relative, base: 0, scale: referenceDivisor }
  if (least === offsetBytes) return { encoding: ENCODING.offset, base: min, scale: divisor }
  if (least === signedBytes) return { encoding: ENCODING.signed, base: 0, scale: 1 }
  return { encoding: ENCODING.delta, base: first, scale: divisor }
}

function greatestCommonDivisor(left: number, right: number): number {
  // Mostly it stays as it is, and a quotient is found faster than a remainder.
  if (left !== 0 && Number.isInteger(right / left)) return left
  let a = left
  let b = Math.abs(right)
  while (b !== 0) [a, b] = [b, a % b]
  return a
}

function unsignedBytes(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  let bytes = 3
  for (let limit = 0x200000; value >= limit; limit *= 0x80) bytes++
  return bytes
}

function signedBytesOf(value: number): number {
  return unsignedBytes(value < 0 ? -2 * value - 1 : 2 * value)
}

function decodeUnsigned(bytes: Buffer, count: number): Float64Array {
  const values = new Float64Array(count)
  const end = bytes.length
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at >= end) throw new RangeError(`${count} numbers end after ${index}`)
    let byte = bytes[at++]!
    let value = byte & 0x7f
    let scale = 0x80
    while (byte >= 0x80) {
      if (at >= end || scale > 2 ** 49) throw new RangeError(`number ${index} has no end`)
      byte = bytes[at++]!
      value += (byte & 0x7f) * scale
      scale *= 0x80
    }
    values[index] = value
  }
  if (at !== end) throw new RangeError(`${end - at} bytes follow ${count} numbers`)
  return values
}

function unzigzag(values: Float64Array): Float64Array {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    // Bit operations are exact below 2^31, and far faster than the remainder of a double.
    if (value < 0x80000000) values[index] = (value >>> 1) ^ -(value & 1)
    else values[index] = value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  return values
}

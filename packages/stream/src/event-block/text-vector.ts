/**
 * Vectors of text. Hashes become references into the block's pool, texts that repeat a
 * dictionary, and the rest one long text with its pieces' ends, decoded in one call.
 *
 * A text may hold anything that a string can. Pieces end in U+0000 where none holds
 * one, otherwise their lengths are written; where a piece isn't well-formed Unicode
 * the vector is UTF-16, so that a lone surrogate survives.
 */
import type { HashPoolReader, HashPools } from './hash-pool.ts'
import { readNumbers, writeNumbers, type NumberVector } from './number-vector.ts'
import { boundedCount, type SectionReader, type SectionWriter } from './sections.ts'

const ENCODING = {
  /** Each piece is followed by U+0000. */
  terminated: 0,
  /** Lengths in UTF-16 units, then the pieces. */
  measured: 1,
  /** Different texts in order of occurrence, then each row's number among them. */
  dictionary: 2,
  /** Each begins with so many units of the one before, then comes the rest. */
  frontCoded: 3,
  /** Numbers of hashes in the pool of their length. */
  hashes: 4,
  /** Text between and around the values of other columns in the same row. */
  composed: 5,
} as const

const CHARSET = { ascii: 0, utf8: 1, utf16: 2 } as const
const CHARSET_NAMES = ['latin1', 'utf8', 'utf16le'] as const

export type TextVector = {
  readonly count: number
  /** @throws RangeError where the bytes are no such vector */
  readonly decode: () => readonly string[]
}

/** So few different ones among the values are worth a dictionary. */
const DICTIONARY_SHARE = 0.75
/** After so many values it shows whether they repeat. */
const DICTIONARY_TRIAL = 512

export function writeTexts(sections: SectionWriter, hashes: HashPools, values: readonly string[]): void {
  const { directory } = sections
  const pooled = hashes.add(values)
  if (pooled !== undefined) {
    directory.u8(ENCODING.hashes)
    directory.u8(pooled.byteLength)
    writeNumbers(sections, pooled.numbers)
    return
  }
  const dictionary = makeDictionary(values)
  if (dictionary !== undefined) {
    directory.u8(ENCODING.dictionary)
    directory.varint(dictionary.entries.length)
    writeText(sections, dictionary.entries)
    writeNumbers(sections, dictionary.numbers)
    return
  }
  writeText(sections, values)
}

/** For texts in ascending order, as those of a sorted dictionary. */
export function writeSortedTexts(sections: SectionWriter, values: readonly string[]): void {
  const shared = new Uint32Array(values.length)
  const rest: string[] = []
  let before = ''
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    const length = sharedUnits(before, value)
    shared[index] = length
    rest.push(value.slice(length))
    before = value
  }
  sections.directory.u8(ENCODING.frontCoded)
  writeNumbers(sections, shared)
  writeText(sections, rest)
}

/** Parts of a composed text: the same row's value of another column, or text of its own. */
export type TextPart = { readonly column: number } | { readonly texts: readonly string[] }

export function writeComposedTexts(
  sections: SectionWriter,
  hashes: HashPools,
  parts: readonly TextPart[],
): void {
  const { directory } = sections
  directory.u8(ENCODING.composed)
  directory.varint(parts.length)
  for (const part of parts) {
    if ('column' in part) {
      directory.varint(part.column + 1)
    } else {
      directory.varint(0)
      writeTexts(sections, hashes, part.texts)
    }
  }
}

export type TextContext = {
  readonly hashes: HashPoolReader
  /** Another text column of the same rows. */
  readonly column: (index: number) => readonly string[]
}

/** Takes the vector's place in every section; its values are decoded when asked for. */
export function readTexts(sections: SectionReader, count: number, context: TextContext): TextVector {
  const { directory } = sections
  const encoding = directory.u8()
  switch (encoding) {
    case ENCODING.terminated: {
      const pieces = readPieces(sections)
      return { count, decode: () => splitTerminated(pieces(), count) }
    }
    case ENCODING.measured: {
      const lengths = readNumbers(sections, count)
      const pieces = readPieces(sections)
      return { count, decode: () => splitMeasured(pieces(), lengths) }
    }
    case ENCODING.dictionary: {
      const entries = readTexts(sections, boundedCount(directory.varint()), context)
      const numbers = readNumbers(sections, count)
      return { count, decode: () => pick(entries.decode(), numbers) }
    }
    case ENCODING.frontCoded: {
      const shared = readNumbers(sections, count)
      const rest = readTexts(sections, count, context)
      return { count, decode: () => joinFronts(shared.decode(), rest.decode()) }
    }
    case ENCODING.hashes: {
      const byteLength = directory.u8()
      const numbers = readNumbers(sections, count)
      return { count, decode: () => pick(context.hashes(byteLength), numbers) }
    }
    case ENCODING.composed: {
      const parts = Array.from({ length: boundedCount(directory.varint()) }, () => {
        const column = directory.varint()
        return column > 0 ? column - 1 : readTexts(sections, count, context)
      })
      return {
        count,
        decode: () =>
          compose(
            parts.map((part) => (typeof part === 'number' ? context.column(part) : part.decode())),
            count,
          ),
      }
    }
    default:
      throw new RangeError(`unknown encoding of text ${encoding}`)
  }
}

/** The different texts and each value's number among them, or undefined where too few repeat. */
function makeDictionary(
  values: readonly string[],
): { readonly entries: readonly string[]; readonly numbers: Uint32Array } | undefined {
  const numberOf = new Map<string, number>()
  const numbers = new Uint32Array(values.length)
  let before: string | undefined
  let number = 0
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (value !== before) {
      before = value
      const known = numberOf.get(value)
      number = known ?? numberOf.size
      if (known === undefined) numberOf.set(value, number)
    }
    numbers[index] = number
    if (index % DICTIONARY_TRIAL === DICTIONARY_TRIAL - 1 && numberOf.size > DICTIONARY_SHARE * index)
      return undefined
  }
  if (values.length < 2 || numberOf.size > DICTIONARY_SHARE * values.length) return undefined
  return { entries: [...numberOf.keys()], numbers }
}

function writeText(sections: SectionWriter, values: readonly string[]): void {
  const { directory, text } = sections
  let whole = values.join('\0')
  const isTerminated = areCutAtZeros(whole, values)
  if (isTerminated) {
    directory.u8(ENCODING.terminated)
  } else {
    whole = values.join('')
    directory.u8(ENCODING.measured)
    writeNumbers(
      sections,
      values.map((value) => value.length),
    )
  }
  const charset =
    Buffer.byteLength(whole) === whole.length
      ? CHARSET.ascii
      : whole.isWellFormed()
        ? CHARSET.utf8
        : CHARSET.utf16
  const bytes = Buffer.from(whole, CHARSET_NAMES[charset])
  const last = Buffer.from(isTerminated && values.length > 0 ? '\0' : '', CHARSET_NAMES[charset])
  directory.u8(charset)
  directory.varint(bytes.length + last.length)
  text.raw(bytes)
  text.raw(last)
}

/** Whether the joined values have U+0000 between each other and nowhere else. */
function areCutAtZeros(joined: string, values: readonly string[]): boolean {
  let at = 0
  for (const value of values) {
    const end = at + value.length
    const zero = joined.indexOf('\0', at)
    if (zero !== end && !(zero === -1 && end === joined.length)) return false
    at = end + 1
  }
  return true
}

function readPieces({ directory, text }: SectionReader): () => string {
  const charset = CHARSET_NAMES[directory.u8()]
  if (charset === undefined) throw new RangeError('unknown charset')
  const bytes = text.raw(directory.varint())
  return () => bytes.toString(charset)
}

function splitTerminated(whole: string, count: number): readonly string[] {
  const pieces = whole.split('\0')
  pieces.pop()
  if (pieces.length !== count)
    throw new RangeError(`${pieces.length} pieces of text where ${count} should be`)
  return pieces
}

function splitMeasured(whole: string, lengths: NumberVector): readonly string[] {
  const pieces: string[] = []
  let at = 0
  for (const length of lengths.decode()) {
    pieces.push(whole.slice(at, at + length))
    at += length
  }
  if (at !== whole.length) throw new RangeError(`pieces of ${at} units in a text of ${whole.length}`)
  return pieces
}

function pick(entries: readonly string[], numbers: NumberVector): readonly string[] {
  const picked: string[] = []
  const decoded = numbers.decode()
  for (let index = 0; index < decoded.length; index++) {
    const entry = entries[decoded[index]!]
    if (entry === undefined)
      throw new RangeError(`text ${decoded[index]} of a dictionary of ${entries.length}`)
    picked.push(entry)
  }
  return picked
}

function joinFronts(shared: Float64Array, rest: readonly string[]): readonly string[] {
  const joined: string[] = []
  let before = ''
  for (let index = 0; index < rest.length; index++) {
    before = before.slice(0, shared[index]) + rest[index]!
    joined.push(before)
  }
  return joined
}

function compose(parts: readonly (readonly string[])[], count: number): readonly string[] {
  const values: string[] = []
  for (let row = 0; row < count; row++) {
    let value = ''
    for (const part of parts) value += part[row] ?? ''
    values.push(value)
  }
  return values
}

function sharedUnits(left: string, right: string): number {
  const limit = Math.min(left.length, right.length)
  let length = 0
  while (length < limit && left.charCodeAt(length) === right.charCodeAt(length)) length++
  // Half a surrogate pair at the front of the rest would turn the whole vector into UTF-16.
  const last = length > 0 ? right.charCodeAt(length - 1) : 0
  return last >= 0xd800 && last < 0xdc00 ? length - 1 : length
}

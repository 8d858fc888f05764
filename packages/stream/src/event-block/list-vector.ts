/**
 * Vectors of lists: how long each is, then all elements one after the other.
 *
 * Lists of text that are mostly in order, as the paths of a commit are, name their
 * elements by rank in a sorted dictionary: the step from one path to the next is small,
 * and the dictionary's entries begin as the one before them does.
 */
import type { HashPools } from './hash-pool.ts'
import { readNumbers, writeNumbers, type NumberVector } from './number-vector.ts'
import { boundedCount, type SectionReader, type SectionWriter } from './sections.ts'
import { readTexts, writeSortedTexts, writeTexts, type TextContext } from './text-vector.ts'

const ENCODING = {
  /** One vector of all elements. */
  flat: 0,
  /** Ranks in a sorted dictionary: the first of each list, then steps within lists. */
  ranked: 1,
} as const

export type ListVector<T> = {
  readonly count: number
  /** @throws RangeError where the bytes are no such vector */
  readonly decode: () => { readonly ends: Float64Array; readonly elements: ArrayLike<T> }
}

/** Lists laid end to end, with each one's length. */
export type FlatLists<T> = { readonly lengths: readonly number[]; readonly elements: readonly T[] }

const RANKED_SHARE = 0.75
/** After so many neighbours it shows whether elements are in order. */
const SORTED_TRIAL = 512

export function writeNumberLists(sections: SectionWriter, lists: FlatLists<number>): void {
  writeLengths(sections, lists)
  writeNumbers(sections, lists.elements)
}

export function readNumberLists(sections: SectionReader, count: number): ListVector<number> {
  const { lengths, elementCount } = readLengths(sections, count)
  const elements = readNumbers(sections, elementCount)
  return { count, decode: () => ({ ends: endsOf(lengths, elementCount), elements: elements.decode() }) }
}

export function writeTextLists(sections: SectionWriter, hashes: HashPools, lists: FlatLists<string>): void {
  writeLengths(sections, lists)
  const ranked = rankTexts(lists)
  if (ranked === undefined) {
    sections.directory.u8(ENCODING.flat)
    writeTexts(sections, hashes, lists.elements)
    return
  }
  sections.directory.u8(ENCODING.ranked)
  sections.directory.varint(ranked.entries.length)
  sections.directory.varint(ranked.firsts.length)
  writeSortedTexts(sections, ranked.entries)
  writeNumbers(sections, ranked.firsts)
  writeNumbers(sections, ranked.steps)
}

export function readTextLists(
  sections: SectionReader,
  count: number,
  context: TextContext,
): ListVector<string> {
  const { lengths, elementCount } = readLengths(sections, count)
  const { directory } = sections
  const encoding = directory.u8()
  if (encoding === ENCODING.flat) {
    const elements = readTexts(sections, elementCount, context)
    return { count, decode: () => ({ ends: endsOf(lengths, elementCount), elements: elements.decode() }) }
  }
  if (encoding !== ENCODING.ranked) throw new RangeError(`unknown encoding of lists ${encoding}`)
  const entryCount = boundedCount(directory.varint())
  const firstCount = boundedCount(directory.varint())
  if (firstCount > elementCount) throw new RangeError(`${firstCount} lists of ${elementCount} elements`)
  const entries = readTexts(sections, entryCount, context)
  const firsts = readNumbers(sections, firstCount)
  const steps = readNumbers(sections, elementCount - firstCount)
  return {
    count,
    decode: () => {
      const ends = endsOf(lengths, elementCount)
      return { ends, elements: unrank(ends, entries.decode(), firsts.decode(), steps.decode()) }
    },
  }
}

function writeLengths(sections: SectionWriter, lists: FlatLists<unknown>): void {
  sections.directory.varint(lists.elements.length)
  writeNumbers(sections, lists.lengths)
}

function readLengths(
  sections: SectionReader,
  count: number,
): { readonly lengths: NumberVector; readonly elementCount: number } {
  const elementCount = boundedCount(sections.directory.varint())
  return { elementCount, lengths: readNumbers(sections, count) }
}

function endsOf(lengths: NumberVector, elementCount: number): Float64Array {
  const ends = lengths.decode()
  let end = 0
  for (let index = 0; index < ends.length; index++) {
    if (!(ends[index]! >= 0)) throw new RangeError(`list ${index} has length ${ends[index]}`)
    end += ends[index]!
    ends[index] = end
  }
  if (end !== elementCount) throw new RangeError(`lists of ${end} elements where there are ${elementCount}`)
  return ends
}

type RankedLists = {
  readonly entries: readonly string[]
  readonly firsts: readonly number[]
  readonly steps: readonly number[]
}

/** Undefined where too little repeats, or where the elements aren't mostly in order. */
function rankTexts({ lengths, elements }: FlatLists<string>): RankedLists | undefined {
  if (elements.length < 2 || !areMostlySorted(lengths, elements)) return undefined
  const numberOf = new Map<string, number>()
  const numbers = new Uint32Array(elements.length)
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index]!
    let number = numberOf.get(element)
    if (number === undefined) {
      number = numberOf.size
      numberOf.set(element, number)
    }
    numbers[index] = number
  }
  if (numberOf.size > RANKED_SHARE * elements.length) return undefined
  const entries = [...numberOf.keys()].sort()
  const rankOf = new Uint32Array(entries.length)
  entries.forEach((entry, rank) => (rankOf[numberOf.get(entry)!] = rank))
  const firsts: number[] = []
  const steps: number[] = []
  let at = 0
  for (const length of lengths) {
    let before = 0
    for (const end = at + length, first = at; at < end; at++) {
      const rank = rankOf[numbers[at]!]!
      if (at === first) firsts.push(rank)
      else steps.push(rank - before)
      before = rank
    }
  }
  return { entries, firsts, steps }
}

function areMostlySorted(lengths: readonly number[], elements: readonly string[]): boolean {
  let pairs = 0
  let ascending = 0
  let at = 0
  for (const length of lengths) {
    for (let index = at + 1; index < at + length; index++) {
      pairs++
      if (elements[index - 1]! < elements[index]!) ascending++
    }
    if (pairs >= SORTED_TRIAL) break
    at += length
  }
  return ascending >= RANKED_SHARE * pairs
}

function unrank(
  ends: Float64Array,
  entries: readonly string[],
  firsts: Float64Array,
  steps: Float64Array,
): readonly string[] {
  const elements: string[] = []
  let list = 0
  let step = 0
  let at = 0
  for (const end of ends) {
    if (at === end) continue
    let rank = firsts[list++] ?? -1
    for (;;) {
      const entry = entries[rank]
      if (entry === undefined) throw new RangeError(`element ${rank} of a dictionary of ${entries.length}`)
      elements.push(entry)
      if (++at === end) break
      rank += steps[step++] ?? Number.NaN
    }
  }
  return elements
}

/**
 * Fields of an OTLP message as attributes of an event, and back.
 *
 * A field that has protobuf's default value isn't stored. 64-bit numbers that a number
 * can't hold are stored as their digits, under a name that says so (`…~int`). Taking is
 * the inverse of putting: only what putting would have stored is taken, and whatever is
 * left over was something else.
 */
import type { AttributeValue } from '../event.ts'
import { isReserved, OWN_ATTRIBUTE, type AttributePlace } from './attribute-name.ts'
import { isKeyValueList, isSameValue, readAttribute, readJsonText, storedValue } from './attribute-value.ts'
import { enumValue, type EnumNames } from './enum-name.ts'
import { writeAnyValueJson } from './json.ts'
import type { AnyValue, KeyValue } from './message.ts'

export type StoredAttributes = Record<string, AttributeValue>

const MOST_UINT32 = 2 ** 32 - 1

const DIGITS = '~int'
const JSON_TEXTS = '~json'

export function putText(into: StoredAttributes, name: string, text: string): void {
  if (text !== '') into[name] = text
}

export function putCount(into: StoredAttributes, name: string, count: number): void {
  if (count !== 0) into[name] = count
}

export function putBig(into: StoredAttributes, name: string, value: bigint): void {
  const number = Number(value)
  if (Number.isSafeInteger(number)) into[name] = number
  else into[name + DIGITS] = String(value)
}

export function putBigCount(into: StoredAttributes, name: string, count: bigint): void {
  if (count !== 0n) putBig(into, name, count)
}

export function putBigs(into: StoredAttributes, name: string, values: readonly bigint[]): void {
  if (values.length === 0) return
  const numbers = values.map(Number)
  if (numbers.every(Number.isSafeInteger)) into[name] = numbers
  else into[name + DIGITS] = values.map(String)
}

/** The value, where the name tells its type beside what the stored value shows. */
export function putValue(into: StoredAttributes, name: string, value: AnyValue): void {
  const { type, needsMark, stored } = storedValue(value)
  into[needsMark ? `${name}~${type}` : name] = stored
}

/** A value each, as OTLP's JSON. */
export function putJsonTexts(into: StoredAttributes, name: string, values: readonly AnyValue[]): void {
  if (values.length > 0) into[name + JSON_TEXTS] = values.map(writeAnyValueJson)
}

/** A number for each of something, unless all are zero. */
export function putCounts(into: StoredAttributes, name: string, counts: readonly number[]): void {
  if (counts.some((count) => count !== 0)) into[name] = counts
}

/** A list of attributes for each of something, unless all are empty. */
export function putAttributeLists(
  into: StoredAttributes,
  name: string,
  lists: readonly (readonly KeyValue[])[],
): void {
  if (lists.every((list) => list.length === 0)) return
  into[name + JSON_TEXTS] = lists.map((entries) =>
    entries.length === 0 ? '' : writeAnyValueJson({ entries }),
  )
}

/** Attributes of an event, each to be taken once. */
export class AttributesLeft {
  readonly #left: Map<string, AttributeValue>

  constructor(attributes: Readonly<StoredAttributes>) {
    this.#left = new Map(Object.entries(attributes))
  }

  /** What nobody took. */
  rest(): [string, AttributeValue][] {
    return [...this.#left]
  }

  /** `''` where there is none. */
  text(name: string): string {
    const value = this.#left.get(name)
    if (typeof value !== 'string' || value === '') return ''
    this.#left.delete(name)
    return value
  }

  /** 0 where there is none in these bounds. */
  count(name: string, least = 1, most = MOST_UINT32): number {
    const value = this.#left.get(name)
    if (!isInteger(value) || value === 0 || value < least || value > most) return 0
    this.#left.delete(name)
    return value
  }

  /** Undefined where there is none. */
  double(name: string): number | undefined {
    const value = this.#left.get(name)
    if (typeof value !== 'number') return undefined
    this.#left.delete(name)
    return value
  }

  /** 0 where there is none, or it is 0, which isn't stored. */
  doubleButZero(name: string): number {
    return Object.is(this.#left.get(name), 0) ? 0 : (this.double(name) ?? 0)
  }

  flag(name: string): boolean {
    return this.#left.get(name) === true && this.#left.delete(name)
  }

  /** A number where that is exact, its digits otherwise; undefined where there is none in these bounds. */
  integer(name: string, least: bigint, most: bigint): bigint | undefined {
    const stored = this.#left.get(name)
    const value = readBig(stored, typeof stored === 'number')
    if (value === undefined || value < least || value > most) return undefined
    this.#left.delete(name)
    return value
  }

  /** Undefined where there is none in these bounds. */
  big(name: string, least: bigint, most: bigint): bigint | undefined {
    for (const stored of [name, name + DIGITS]) {
      const value = readBig(this.#left.get(stored), stored === name)
      if (value === undefined || value < least || value > most) continue
      this.#left.delete(stored)
      return value
    }
    return undefined
  }

  /** So many, where it is told how many, in these bounds; empty where there are none. */
  bigs(name: string, least: bigint, most: bigint, length?: number): bigint[] {
    for (const stored of [name, name + DIGITS]) {
      const list = this.#left.get(stored)
      if (typeof list !== 'object' || list.length === 0 || (length ?? list.length) !== list.length) continue
      const values: bigint[] = []
      for (const item of list) {
        const value = typeof item === 'number' ? readBig(item, true) : readDigits(item)
        if (value !== undefined && value >= least && value <= most) values.push(value)
      }
      const again: StoredAttributes = {}
      putBigs(again, name, values)
      if (again[stored] === undefined || !isSameValue(again[stored], list)) continue
      this.#left.delete(stored)
      return values
    }
    return []
  }

  /** Empty where there are none. */
  doubles(name: string): readonly number[] {
    const list = this.#left.get(name)
    if (!isNumbers(list)) return []
    this.#left.delete(name)
    return list
  }

  /** Of two lists that are as long as each other; empty where there are none. */
  doublePairs(first: string, second: string): (readonly [number, number])[] {
    const [left, right] = [this.#left.get(first), this.#left.get(second)]
    if (!isNumbers(left) || !isNumbers(right) || left.length !== right.length) return []
    this.drop(first, second)
    return left.map((value, at) => [value, right[at]!])
  }

  enumValue(name: string, names: EnumNames): number {
    const text = this.#left.get(name)
    const value = typeof text === 'string' ? enumValue(names, text) : 0
    if (value !== 0) this.#left.delete(name)
    return value
  }

  /** Looked at, and taken by `drop`. */
  texts(name: string): readonly string[] {
    const list = this.#left.get(name)
    return typeof list === 'object' && typeof list[0] === 'string' ? (list as readonly string[]) : []
  }

  drop(...names: readonly string[]): void {
    for (const name of names) this.#left.delete(name)
  }

  /** So many as `putCounts` stores them; empty where there are none. */
  counts(name: string, length: number): readonly number[] {
    const list = this.#left.get(name)
    if (typeof list !== 'object' || list.length !== length) return []
    const isRight = list.every(
      (item) => typeof item === 'number' && isInteger(item) && item >= 0 && item <= MOST_UINT32,
    )
    if (!isRight || list.every((item) => item === 0)) return []
    this.#left.delete(name)
    return list as readonly number[]
  }

  /** So many as `putAttributeLists` stores them; empty where there are none. */
  attributeLists(name: string, length: number): readonly (readonly KeyValue[])[] {
    const texts = this.texts(name + JSON_TEXTS)
    if (texts.length !== length || texts.every((text) => text === '')) return []
    const lists: (readonly KeyValue[])[] = []
    for (const text of texts) {
      const list: AnyValue | undefined = text === '' ? { entries: [] } : readJsonText(text)
      if (!isKeyValueList(list) || (list.entries.length === 0) !== (text === '')) return []
      lists.push(list.entries)
    }
    this.#left.delete(name + JSON_TEXTS)
    return lists
  }

  /** Undefined where there is none: one that was never set isn't stored. */
  value(name: string): AnyValue | undefined {
    for (const [stored, value] of this.#left) {
      if (stored !== name && !stored.startsWith(`${name}~`)) continue
      const read = readAttribute(OWN_ATTRIBUTE, VALUE_NAME + stored.slice(name.length), value)
      if (read === undefined || read.key !== VALUE_NAME || read.value === null) continue
      this.#left.delete(stored)
      return read.value
    }
    return undefined
  }

  /** Each as `read` understands it; undefined where there are none, or not all are understood. */
  jsonTexts<T>(name: string, read: (value: AnyValue) => T | undefined): T[] | undefined {
    const list = this.#left.get(name + JSON_TEXTS)
    if (typeof list !== 'object' || list.length === 0) return undefined
    const items: T[] = []
    for (const text of list) {
      const value = typeof text === 'string' ? readJsonText(text) : undefined
      const item = value === undefined ? undefined : read(value)
      if (item === undefined) return undefined
      items.push(item)
    }
    this.#left.delete(name + JSON_TEXTS)
    return items
  }

  /** The sender's attributes of one place, in order. */
  attributes(place: AttributePlace): KeyValue[] {
    const attributes: KeyValue[] = []
    for (const [name, value] of this.#left) {
      if (place === OWN_ATTRIBUTE ? isReserved(name) : !name.startsWith(place)) continue
      const attribute = readAttribute(place, name, value)
      if (attribute === undefined) continue
      this.#left.delete(name)
      attributes.push(attribute)
    }
    return attributes
  }
}

/** Stands for a field's name, so that what follows it reads as any attribute's. */
const VALUE_NAME = 'v'

function readBig(value: AttributeValue | undefined, isPlain: boolean): bigint | undefined {
  if (isPlain) return isInteger(value) ? BigInt(value) : undefined
  if (typeof value !== 'string') return undefined
  const read = readDigits(value)
  return read === undefined || Number.isSafeInteger(Number(read)) ? undefined : read
}

function readDigits(digits: string): bigint | undefined {
  if (!/^-?\d{1,21}$/.test(digits)) return undefined
  const value = BigInt(digits)
  return String(value) === digits ? value : undefined
}

function isInteger(value: AttributeValue | undefined): value is number {
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

function isNumbers(value: AttributeValue | undefined): value is readonly number[] {
  return typeof value === 'object' && typeof value[0] === 'number'
}

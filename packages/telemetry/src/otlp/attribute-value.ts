/**
 * Values of OTLP's attributes as values that an event can hold, and back.
 *
 * What an event can hold as it is stays so: text, booleans, integers that are exact as
 * numbers, lists of texts or of such integers. Doubles are numbers whose name says that
 * they are doubles, larger integers are their digits, bytes base 64, and everything else
 * (mixed and nested lists, maps, a value never set) is the OTLP JSON of the value.
 *
 * Invariant: reading what was stored gives the value that was stored, -0 and NaN too;
 * and what reads as a value is stored as it was, to the character.
 */
import type { AttributeValue } from '../event.ts'
import { parseStoredName, storedName, type AttributePlace, type StoredType } from './attribute-name.ts'
import { readAnyValueJson, writeAnyValueJson } from './json.ts'
import type { AnyValue, Double, KeyValue, KeyValueList } from './message.ts'

/** Under its stored name, the value that is kept; where a name comes twice the first counts. */
export function putAttribute(
  into: Record<string, AttributeValue>,
  place: AttributePlace,
  { key, value }: KeyValue,
): void {
  const { type, needsMark, stored } = storedValue(value)
  const name = storedName(place, key, type, needsMark)
  // What every object inherits isn't undefined, and isn't its own.
  if (into[name] === undefined || !Object.hasOwn(into, name)) into[name] = stored
}

export function putAttributes(
  into: Record<string, AttributeValue>,
  place: AttributePlace,
  attributes: readonly KeyValue[],
): void {
  for (let at = 0; at < attributes.length; at++) putAttribute(into, place, attributes[at]!)
}

/** The attribute that was stored so; undefined where none would have been. */
export function readAttribute(
  place: AttributePlace,
  name: string,
  stored: AttributeValue,
): KeyValue | undefined {
  const { key, mark } = parseStoredName(place, name)
  const value = readValue(mark, stored)
  if (value === undefined) return undefined
  const again = storedValue(value)
  const isSame =
    storedName(place, key, again.type, again.needsMark) === name && isSameValue(again.stored, stored)
  return isSame ? { key, value } : undefined
}

export type StoredValue = {
  readonly type: StoredType
  /** Whether the type has to be told beside the value. */
  readonly needsMark: boolean
  readonly stored: AttributeValue
}

export function storedValue(value: AnyValue): StoredValue {
  switch (typeof value) {
    case 'string':
      return { type: 'text', needsMark: false, stored: value }
    case 'boolean':
      return { type: 'bool', needsMark: false, stored: value }
    case 'number':
      return isExactInteger(value)
        ? { type: 'int', needsMark: false, stored: value }
        : { type: 'double', needsMark: true, stored: value }
    case 'bigint': {
      const number = Number(value)
      return Number.isSafeInteger(number)
        ? { type: 'int', needsMark: false, stored: number }
        : { type: 'int', needsMark: true, stored: String(value) }
    }
    default:
      break
  }
  if (value !== null) {
    if (isDouble(value)) return { type: 'double', needsMark: true, stored: value.double }
    if (value instanceof Uint8Array) return { type: 'bytes', needsMark: true, stored: toBase64(value) }
    if (isList(value)) {
      const list = storedList(value)
      if (list !== undefined) return list
    }
  }
  return { type: 'json', needsMark: true, stored: writeAnyValueJson(value) }
}

/** Undefined where the list has to be JSON. */
function storedList(items: readonly AnyValue[]): StoredValue | undefined {
  if (items.every((item) => typeof item === 'string')) {
    return { type: 'text', needsMark: false, stored: items }
  }
  if (items.every((item) => typeof item === 'number' && isExactInteger(item))) {
    return { type: 'int', needsMark: false, stored: items as readonly number[] }
  }
  if (items.every((item) => isDouble(item))) {
    return { type: 'double', needsMark: true, stored: items.map(({ double }) => double) }
  }
  return undefined
}

/** Undefined where no value is stored so. May answer for more than is stored so: the caller stores it again. */
function readValue(mark: StoredType | undefined, stored: AttributeValue): AnyValue | undefined {
  switch (mark) {
    case undefined:
    case 'text':
    case 'bool':
      return isExact(stored) ? stored : undefined
    case 'int':
      return typeof stored === 'string' ? readInteger(stored) : isExact(stored) ? stored : undefined
    case 'double':
      if (typeof stored === 'number') return { double: stored }
      return isListOfNumbers(stored) ? stored.map((double) => ({ double })) : undefined
    case 'bytes':
      return typeof stored === 'string' ? fromBase64(stored) : undefined
    case 'json':
      return typeof stored === 'string' ? readJsonText(stored) : undefined
  }
}

/** The value whose JSON is this text and no other; undefined where there is none. */
export function readJsonText(text: string): AnyValue | undefined {
  const reading = readAnyValueJson(text)
  return reading.kind === 'read' && writeAnyValueJson(reading.message) === text ? reading.message : undefined
}

/** Of 64 bits, as a number where that holds it exactly. */
function readInteger(digits: string): number | bigint | undefined {
  if (!/^-?\d{1,19}$/.test(digits)) return undefined
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

export function isKeyValueList(value: AnyValue | undefined): value is KeyValueList {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'entries')
}

export function isSameValue(left: AttributeValue, right: AttributeValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return Object.is(left, right)
  return left.length === right.length && left.every((item, at) => Object.is(item, right[at]))
}

function isExactInteger(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

export function isDouble(value: AnyValue): value is Double {
  return typeof value === 'object' && value !== null && 'double' in value
}

function isList(value: AnyValue): value is readonly AnyValue[] {
  return Array.isArray(value)
}

/** Whether no number of it is anything but an integer. */
function isExact(stored: AttributeValue): boolean {
  if (typeof stored === 'number') return isExactInteger(stored)
  return !isListOfNumbers(stored) || stored.every(isExactInteger)
}

function isListOfNumbers(stored: AttributeValue): stored is readonly number[] {
  return typeof stored === 'object' && typeof stored[0] === 'number'
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

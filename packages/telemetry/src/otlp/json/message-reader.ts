/** Any message of the schema, from JSON. */
import { valueOf } from '../any-value.ts'
import type { AnyValue, KeyValue } from '../message.ts'
import {
  Allowance,
  listWith,
  Malformed,
  MAX_VALUE_DEPTH,
  objectBytes,
  reading,
  type Reading,
} from '../reading.ts'
import { clearOthers } from '../protobuf/message-reader.ts'
import { ANY_VALUE, MESSAGES, type Field, type Message } from '../schema.ts'

/** What a parser makes of `{}` or `[]`. */
const CONTAINER_BYTES = 56
const BRACKET = 0x5b
const BRACE = 0x7b

/** An integer that a double may not hold: then the digits themselves have to be looked at. */
const LONG_INTEGER = /[:,[]\s*-?\d{16}/
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const DIGITS = /^-?(0|[1-9]\d*)$/
/** More than any number that is one needs; reading digits takes time with their square. */
const MAX_DIGITS = 64
const NO_HEX = /[^0-9a-fA-F]/
const NO_BASE64 = /[^A-Za-z0-9+/_-]/
const MIN_ENUM = -(2n ** 31n)

const KEY = MESSAGES.KeyValue.byName.get('key')!

type Fields = Record<string, unknown>

export function readJsonMessage(message: Message, bytes: Uint8Array): Reading<unknown> {
  return reading(bytes, () => {
    const allowance = new Allowance(bytes.length)
    allowance.take(CONTAINER_BYTES * containersIn(bytes))
    return readMessage(
      parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
      message,
      0,
      allowance,
    )
  })
}

/** At most: those within text are counted too. What is parsed is in memory before it can be measured. */
function containersIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === BRACE || byte === BRACKET) count++
  }
  return count
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString('utf8', startsWithMark(bytes) ? 3 : 0)
  try {
    return LONG_INTEGER.test(text) ? JSON.parse(text, exactInteger) : JSON.parse(text)
  } catch (error) {
    // A parser's own words tell of the text, which isn't to be shown.
    if (error instanceof SyntaxError) throw new Malformed('is no JSON')
    // Too deep for looking at the digits, of which nothing else is so.
    if (error instanceof RangeError) throw new Malformed('too many arrays within each other')
    throw error
  }
}

/** A byte order mark, which a reader of JSON may put up with. */
function startsWithMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function exactInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value
  return DIGITS.test(source) && source.length <= MAX_DIGITS ? BigInt(source) : value
}

function readMessage(json: unknown, message: Message, depth: number, allowance: Allowance): unknown {
  if (json === null) return message.empty
  if (typeof json !== 'object' || Array.isArray(json)) throw new Malformed(`${message.name} is no object`)
  if (message === ANY_VALUE) return readAnyValue(json as Fields, depth, allowance)
  allowance.take(objectBytes(message))
  if (message === MESSAGES.KeyValue) return readKeyValue(json as Fields, depth, allowance)
  const into: Fields = { ...message.defaults }
  for (const name in json) {
    const field = message.byName.get(name)
    const value = (json as Fields)[name]
    // What isn't known is ignored, and null is as if it weren't there.
    if (field === undefined || value === null) continue
    into[field.name] =
      field.label === 'repeated'
        ? readList(value, message, field, depth, allowance)
        : readOne(value, message, field, depth, allowance)
    if (field.label !== 'oneof') continue
    clearOthers(message, field, into)
  }
  return into
}

/** As `readMessage` would, in less time: most of a message is attributes. */
function readKeyValue(json: Fields, depth: number, allowance: Allowance): KeyValue {
  let key = ''
  let value: AnyValue = null
  for (const name in json) {
    const held = json[name]
    if (held === null) continue
    if (name === 'key') key = readOne(held, MESSAGES.KeyValue, KEY, depth, allowance) as string
    else if (name === 'value') value = readMessage(held, ANY_VALUE, depth, allowance) as AnyValue
  }
  return { key, value }
}

function readAnyValue(json: Fields, depth: number, allowance: Allowance): AnyValue {
  if (depth === MAX_VALUE_DEPTH) throw new Malformed(`more than ${MAX_VALUE_DEPTH} values within each other`)
  let value: AnyValue = null
  for (const name in json) {
    const held = json[name]
    const field = ANY_VALUE.byName.get(name)
    if (field === undefined || held === null) continue
    const read = readOne(held, ANY_VALUE, field, depth + 1, allowance)
    value = field.number <= 2 ? (read as string | boolean) : valueOf({ [field.name]: read })
  }
  return value
}

function readList(
  json: unknown,
  message: Message,
  field: Field,
  depth: number,
  allowance: Allowance,
): unknown {
  if (!Array.isArray(json)) throw new Malformed(`${message.name}.${field.name} is no array`)
  let list: unknown[] | undefined
  for (const item of json) {
    if (item === null && field.message !== ANY_VALUE) {
      throw new Malformed(`null in ${message.name}.${field.name}`)
    }
    list = listWith(list, readOne(item, message, field, depth, allowance), allowance)
  }
  return list ?? message.defaults[field.name]
}

function readOne(
  json: unknown,
  message: Message,
  field: Field,
  depth: number,
  allowance: Allowance,
): unknown {
  if (field.message !== undefined) return readMessage(json, field.message, depth, allowance)
  const value = scalarOf(json, field)
  if (value === undefined) throw new Malformed(`${message.name}.${field.name} is no ${field.scalar}`)
  return value
}

/** Undefined where it is none. */
function scalarOf(json: unknown, field: Field): unknown {
  switch (field.scalar!) {
    case 'string':
      return typeof json === 'string' ? json.toWellFormed() : undefined
    case 'bool':
      return typeof json === 'boolean' ? json : undefined
    case 'id':
      return typeof json === 'string' && isHex(json) ? json.toLowerCase() : undefined
    case 'bytes':
      return typeof json === 'string' ? bytesOf(json) : undefined
    case 'double':
      return doubleOf(json)
    case 'enum':
      if (typeof json === 'string' && field.values !== undefined && Object.hasOwn(field.values, json)) {
        return field.values[json]
      }
      return numberIn(json, MIN_ENUM, 2n ** 31n)
    case 'int32':
    case 'sint32':
      return numberIn(json, MIN_ENUM, 2n ** 31n)
    case 'uint32':
    case 'fixed32':
      return numberIn(json, 0n, 2n ** 32n)
    case 'int64':
    case 'sfixed64':
      return integerIn(json, -(2n ** 63n), 2n ** 63n)
    case 'uint64':
    case 'fixed64':
      return integerIn(json, 0n, 2n ** 64n)
  }
}

function isHex(text: string): boolean {
  return text.length % 2 === 0 && !NO_HEX.test(text)
}

/** By either alphabet, padded or not. */
function bytesOf(text: string): Uint8Array | undefined {
  const digits = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text
  if (digits.length % 4 === 1 || NO_BASE64.test(digits)) return undefined
  return new Uint8Array(Buffer.from(digits, 'base64'))
}

/** A number that is too large for one is none; a parser makes infinity of it. */
function doubleOf(json: unknown): number | undefined {
  if (typeof json === 'bigint') return Number(json)
  if (typeof json === 'string') {
    if (json === 'NaN') return NaN
    if (json === 'Infinity') return Infinity
    if (json === '-Infinity') return -Infinity
    if (!DECIMAL.test(json)) return undefined
  } else if (typeof json !== 'number') return undefined
  const value = Number(json)
  return Number.isFinite(value) ? value : undefined
}

function numberIn(json: unknown, from: bigint, before: bigint): number | undefined {
  const value = integerIn(json, from, before)
  return value === undefined ? undefined : Number(value)
}

/** As a number or as text of one; with an exponent, if it is an integer nevertheless. */
function integerIn(json: unknown, from: bigint, before: bigint): bigint | undefined {
  let value: bigint | undefined
  if (typeof json === 'bigint') value = json
  else if (typeof json === 'number') value = Number.isInteger(json) ? BigInt(json) : undefined
  else if (typeof json === 'string' && json.length <= MAX_DIGITS) {
    if (DIGITS.test(json)) value = BigInt(json)
    else if (DECIMAL.test(json) && Number.isInteger(Number(json))) value = BigInt(Number(json))
  }
  return value !== undefined && value >= from && value < before ? value : undefined
}

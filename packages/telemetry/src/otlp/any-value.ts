/**
 * A value of an attribute, between what it is in our objects and the fields that it is on
 * the wire. Of the fields at most one is set.
 */
import assert from 'node:assert/strict'
import type { AnyValue, Double, KeyValue, KeyValueList } from './message.ts'
import type { AnyValueFields } from './schema.ts'

const MAX_INT = 2n ** 63n - 1n
const MIN_INT = -(2n ** 63n)

export function valueOf(fields: AnyValueFields): AnyValue {
  if (fields.stringValue !== undefined) return fields.stringValue
  if (fields.intValue !== undefined) return integer(fields.intValue)
  if (fields.boolValue !== undefined) return fields.boolValue
  if (fields.doubleValue !== undefined) return { double: fields.doubleValue }
  if (fields.arrayValue !== undefined) return fields.arrayValue.values as readonly AnyValue[]
  if (fields.kvlistValue !== undefined) return { entries: fields.kvlistValue.values }
  return fields.bytesValue ?? null
}

export function fieldsOf(value: AnyValue): AnyValueFields {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      assert(Number.isSafeInteger(value), 'a number of an attribute is an integer, a double is a Double')
      return { intValue: BigInt(value) }
    case 'bigint':
      assert(value >= MIN_INT && value <= MAX_INT, 'an integer of an attribute has 64 bits')
      return { intValue: value }
    default:
      if (value === null) return {}
      if (Array.isArray(value)) return { arrayValue: { values: value as readonly AnyValue[] } }
      if (value instanceof Uint8Array) return { bytesValue: value }
      return isList(value as Double | KeyValueList)
        ? { kvlistValue: { values: (value as KeyValueList).entries as readonly KeyValue[] } }
        : { doubleValue: (value as Double).double }
  }
}

function integer(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function isList(value: Double | KeyValueList): value is KeyValueList {
  return 'entries' in value
}

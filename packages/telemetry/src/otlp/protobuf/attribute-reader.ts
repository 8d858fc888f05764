/**
 * Attributes, resources and scopes, by hand: what traces and logs have in common.
 *
 * As in all readers by hand, a case is a tag, field number × 8 + wire type, and whatever is
 * read equals what the general reader reads, refusals included.
 */
import type { AnyValue, EntityRef, InstrumentationScope, KeyValue, Resource } from '../message.ts'
import { listWith, Malformed, MAX_VALUE_DEPTH, objectBytes } from '../reading.ts'
import { MESSAGES, NONE } from '../schema.ts'
import { readMessage } from './message-reader.ts'
import { demandFirst, Unusual } from './unusual.ts'
import type { WireReader } from './wire.ts'

const KEY_VALUE_BYTES = objectBytes(MESSAGES.KeyValue)
const ARRAY_BYTES = objectBytes(MESSAGES.ArrayValue)
const ENTRIES_BYTES = objectBytes(MESSAGES.KeyValueList)
const RESOURCE_BYTES = objectBytes(MESSAGES.Resource)
const SCOPE_BYTES = objectBytes(MESSAGES.InstrumentationScope)

/** One more of a list of attributes, its length not yet read. */
export function withAttribute(
  reader: WireReader,
  end: number,
  attributes: KeyValue[] | undefined,
): KeyValue[] {
  return listWith(attributes, readKeyValue(reader, reader.end(end), 0), reader.allowance)
}

function readKeyValue(reader: WireReader, end: number, depth: number): KeyValue {
  reader.allowance.take(KEY_VALUE_BYTES)
  let key = ''
  let value: AnyValue | undefined
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) key = reader.name(end)
    else if (tag === 0x12) {
      demandFirst(value)
      value = readAnyValue(reader, reader.end(end), depth + 1)
    } else reader.skip(tag, end)
  }
  reader.demandAt(end, 'KeyValue')
  return { key, value: value ?? null }
}

export function readAnyValue(reader: WireReader, end: number, depth: number): AnyValue {
  if (depth > MAX_VALUE_DEPTH) {
    throw new Malformed(`more than ${MAX_VALUE_DEPTH} values within each other at byte ${reader.at}`)
  }
  if (reader.at === end) return null
  let value: AnyValue = null
  const tag = reader.tag()
  switch (tag) {
    case 0x0a:
      value = reader.text(end)
      break
    case 0x10:
      value = reader.bool()
      break
    case 0x18:
      value = reader.integer()
      break
    case 0x21:
      value = { double: reader.double() }
      break
    case 0x2a:
      value = readArray(reader, reader.end(end), depth)
      break
    case 0x32:
      value = { entries: readEntries(reader, reader.end(end), depth) }
      break
    case 0x3a:
      value = reader.copy(end)
      break
    default:
      reader.skip(tag, end)
  }
  // Of several the last one counts, or both together if they are lists.
  if (reader.at < end) throw new Unusual()
  reader.demandAt(end, 'AnyValue')
  return value
}

function readArray(reader: WireReader, end: number, depth: number): readonly AnyValue[] {
  reader.allowance.take(ARRAY_BYTES)
  let values: AnyValue[] | undefined
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) {
      values = listWith(values, readAnyValue(reader, reader.end(end), depth + 1), reader.allowance)
    } else reader.skip(tag, end)
  }
  reader.demandAt(end, 'ArrayValue')
  return values ?? NONE
}

function readEntries(reader: WireReader, end: number, depth: number): readonly KeyValue[] {
  reader.allowance.take(ENTRIES_BYTES)
  let entries: KeyValue[] | undefined
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) {
      entries = listWith(entries, readKeyValue(reader, reader.end(end), depth), reader.allowance)
    } else reader.skip(tag, end)
  }
  reader.demandAt(end, 'KeyValueList')
  return entries ?? NONE
}

export function readResource(reader: WireReader, end: number): Resource {
  reader.allowance.take(RESOURCE_BYTES)
  let attributes: KeyValue[] | undefined
  let droppedAttributesCount = 0
  let entityRefs: EntityRef[] | undefined
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x0a:
        attributes = withAttribute(reader, end, attributes)
        break
      case 0x10:
        droppedAttributesCount = reader.uint32()
        break
      case 0x1a: {
        const entityRef = readMessage(reader, MESSAGES.EntityRef, reader.end(end)) as EntityRef
        entityRefs = listWith(entityRefs, entityRef, reader.allowance)
        break
      }
      default:
        reader.skip(tag, end)
    }
  }
  reader.demandAt(end, 'Resource')
  return { attributes: attributes ?? NONE, droppedAttributesCount, entityRefs: entityRefs ?? NONE }
}

export function readScope(reader: WireReader, end: number): InstrumentationScope {
  reader.allowance.take(SCOPE_BYTES)
  let name = ''
  let version = ''
  let attributes: KeyValue[] | undefined
  let droppedAttributesCount = 0
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x0a:
        name = reader.text(end)
        break
      case 0x12:
        version = reader.text(end)
        break
      case 0x1a:
        attributes = withAttribute(reader, end, attributes)
        break
      case 0x20:
        droppedAttributesCount = reader.uint32()
        break
      default:
        reader.skip(tag, end)
    }
  }
  reader.demandAt(end, 'InstrumentationScope')
  return { name, version, attributes: attributes ?? NONE, droppedAttributesCount }
}

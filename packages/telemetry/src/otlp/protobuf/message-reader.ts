/**
 * The general reader: any message of the schema, from protobuf.
 *
 * As protobuf has it: fields in any order, the last one counts, but messages that come again are
 * merged; lists packed or not; what isn't known, or of another wire type, is passed over.
 */
import { fieldsOf, valueOf } from '../any-value.ts'
import type { AnyValue } from '../message.ts'
import { listWith, Malformed, MAX_VALUE_DEPTH, objectBytes } from '../reading.ts'
import { ANY_VALUE, NONE, type Field, type Message, type ScalarType } from '../schema.ts'
import { FIXED32, FIXED64, LENGTH, VARINT, type WireReader } from './wire.ts'

export const WIRE_TYPE: Readonly<Record<ScalarType, number>> = {
  string: LENGTH,
  bytes: LENGTH,
  id: LENGTH,
  bool: VARINT,
  double: FIXED64,
  int32: VARINT,
  int64: VARINT,
  uint32: VARINT,
  uint64: VARINT,
  sint32: VARINT,
  fixed32: FIXED32,
  fixed64: FIXED64,
  sfixed64: FIXED64,
  enum: VARINT,
}

type Fields = Record<string, unknown>

/** Reads up to `end`, into what an earlier part of the same message made, where there is one. */
export function readMessage(
  reader: WireReader,
  message: Message,
  end: number,
  depth = 0,
  earlier: unknown = message.empty,
): unknown {
  if (message === ANY_VALUE) return readAnyValue(reader, end, depth + 1, earlier as AnyValue)
  if (earlier !== message.empty) return readFields(reader, message, end, depth, earlier as Fields)
  reader.allowance.take(objectBytes(message))
  return readFields(reader, message, end, depth, { ...message.defaults })
}

function readAnyValue(reader: WireReader, end: number, depth: number, earlier: AnyValue): AnyValue {
  if (depth > MAX_VALUE_DEPTH) {
    throw new Malformed(`more than ${MAX_VALUE_DEPTH} values within each other at byte ${reader.at}`)
  }
  return valueOf(readFields(reader, ANY_VALUE, end, depth, fieldsOf(earlier) as Fields))
}

function readFields(reader: WireReader, message: Message, end: number, depth: number, into: Fields): Fields {
  while (reader.at < end) {
    const tag = reader.tag()
    const field = message.byNumber[tag >>> 3]
    if (field === undefined || !readField(reader, field, tag & 7, end, depth, into)) reader.skip(tag, end)
    else if (field.label === 'oneof') {
      clearOthers(message, field, into)
    }
  }
  reader.demandAt(end, message.name)
  return into
}

/** False, and nothing read, where it has another wire type. */
function readField(
  reader: WireReader,
  field: Field,
  wireType: number,
  end: number,
  depth: number,
  into: Fields,
): boolean {
  const { name, scalar, message, label } = field
  const expected = scalar === undefined ? LENGTH : WIRE_TYPE[scalar]
  if (label === 'repeated') {
    if (wireType === expected) {
      const item =
        message === undefined
          ? readScalar(reader, scalar!, end)
          : readMessage(reader, message, reader.end(end), depth)
      into[name] = listWith(listIn(into, name), item, reader.allowance)
      return true
    }
    if (wireType !== LENGTH) return false
    const stop = reader.end(end)
    let list = listIn(into, name)
    while (reader.at < stop) list = listWith(list, readScalar(reader, scalar!, stop), reader.allowance)
    if (list !== undefined) into[name] = list
    reader.demandAt(stop, name)
    return true
  }
  if (wireType !== expected) return false
  into[name] =
    message === undefined
      ? readScalar(reader, scalar!, end)
      : readMessage(reader, message, reader.end(end), depth, into[name] ?? message.empty)
  return true
}

function listIn(into: Fields, name: string): unknown[] | undefined {
  const list = into[name] as unknown[] | undefined
  return list === (NONE as unknown) ? undefined : list
}

function readScalar(reader: WireReader, type: ScalarType, end: number): unknown {
  switch (type) {
    case 'string':
      return reader.text(end)
    case 'bytes':
      return reader.copy(end)
    case 'id':
      return reader.hex(end)
    case 'bool':
      return reader.bool()
    case 'double':
      return reader.double()
    case 'int32':
    case 'enum':
      return reader.uint32() | 0
    case 'int64':
      return reader.int64()
    case 'uint32':
      return reader.uint32()
    case 'uint64':
      return reader.uint64()
    case 'sint32': {
      const zigzag = reader.uint32()
      return (zigzag >>> 1) ^ -(zigzag & 1)
    }
    case 'fixed32':
      return reader.fixed32()
    case 'fixed64':
      return reader.fixed64()
    case 'sfixed64':
      return reader.sfixed64()
  }
}

/** Of fields of which there may be one, the last one read counts. */
export function clearOthers(message: Message, field: Field, into: Fields): void {
  for (const other of message.oneof) {
    if (other !== field && into[other.name] !== undefined) into[other.name] = undefined
  }
}

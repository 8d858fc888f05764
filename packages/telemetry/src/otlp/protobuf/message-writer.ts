/**
 * Any message of the schema as protobuf, by ascending field numbers. As protobuf has it,
 * what has its default value isn't written, lists of numbers are packed.
 */
import { fieldsOf } from '../any-value.ts'
import type { AnyValue } from '../message.ts'
import { ANY_VALUE, isDefault, type Field, type Message, type ScalarType } from '../schema.ts'
import { WIRE_TYPE } from './message-reader.ts'
import { LENGTH, type WireWriter } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

export function writeMessage(writer: WireWriter, message: Message, value: unknown): void {
  const fields = (message === ANY_VALUE ? fieldsOf(value as AnyValue) : value) as Fields
  for (let index = message.fields.length - 1; index >= 0; index--) {
    const field = message.fields[index]!
    const held = fields[field.name]
    if (field.label === 'repeated') writeList(writer, field, (held ?? []) as readonly unknown[])
    else if (held !== undefined) writeOne(writer, field, held, field.label === 'one')
  }
}

function writeOne(writer: WireWriter, field: Field, value: unknown, isLeftOutIfEmpty: boolean): void {
  const { scalar, message } = field
  if (message !== undefined) {
    const before = writer.length
    writeMessage(writer, message, value)
    if (isLeftOutIfEmpty && writer.length === before) return
    writer.uint32(writer.length - before)
    writer.tag(field.number, LENGTH)
    return
  }
  if (isLeftOutIfEmpty && isDefault(value)) return
  writeScalar(writer, scalar!, value)
  writer.tag(field.number, WIRE_TYPE[scalar!])
}

function writeList(writer: WireWriter, field: Field, list: readonly unknown[]): void {
  const isPacked = field.scalar !== undefined && WIRE_TYPE[field.scalar] !== LENGTH
  const before = writer.length
  for (let index = list.length - 1; index >= 0; index--) {
    if (isPacked) writeScalar(writer, field.scalar, list[index])
    else writeOne(writer, field, list[index], false)
  }
  if (!isPacked || list.length === 0) return
  writer.uint32(writer.length - before)
  writer.tag(field.number, LENGTH)
}

function writeScalar(writer: WireWriter, type: ScalarType, value: unknown): void {
  switch (type) {
    case 'string':
      writer.text(value as string)
      break
    case 'bytes':
      writer.raw(value as Uint8Array)
      break
    case 'id':
      writer.hex(value as string)
      break
    case 'bool':
      writer.uint32(value === true ? 1 : 0)
      break
    case 'double':
      writer.double(value as number)
      break
    case 'int32':
    case 'enum':
      writer.int32(value as number)
      break
    case 'int64':
    case 'uint64':
      writer.uint64(BigInt.asUintN(64, value as bigint))
      break
    case 'uint32':
      writer.uint32(value as number)
      break
    case 'sint32':
      writer.uint32((((value as number) << 1) ^ ((value as number) >> 31)) >>> 0)
      break
    case 'fixed32':
      writer.fixed32(value as number)
      break
    case 'fixed64':
    case 'sfixed64':
      writer.fixed64(BigInt.asUintN(64, value as bigint))
      break
  }
}

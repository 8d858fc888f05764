/**
 * The codec of OTLP beside protobuf-es, a general implementation
 * of protobuf and of its JSON, given the codec's own tables as a descriptor.
 */
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  create,
  createFileRegistry,
  fromBinary,
  fromJsonString,
  toBinary,
  toJsonString,
  type DescMessage,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  type DescriptorProtoSchema,
  type FieldDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt'
import fc from 'fast-check'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { readJson, writeJson } from './json.ts'
import type { OtlpSignal } from './message.ts'
import { arbitraryOtlp, writeOddly } from './messages.fixture.ts'
import { MESSAGE_OF, readProtobuf, writeProtobuf } from './protobuf.ts'
import { MESSAGES, type Field, type Message, type ScalarType } from './schema.ts'

const TYPE: Readonly<Record<ScalarType, FieldDescriptorProto_Type>> = {
  string: FieldDescriptorProto_Type.STRING,
  bytes: FieldDescriptorProto_Type.BYTES,
  id: FieldDescriptorProto_Type.BYTES,
  bool: FieldDescriptorProto_Type.BOOL,
  double: FieldDescriptorProto_Type.DOUBLE,
  int32: FieldDescriptorProto_Type.INT32,
  int64: FieldDescriptorProto_Type.INT64,
  uint32: FieldDescriptorProto_Type.UINT32,
  uint64: FieldDescriptorProto_Type.UINT64,
  sint32: FieldDescriptorProto_Type.SINT32,
  fixed32: FieldDescriptorProto_Type.FIXED32,
  fixed64: FieldDescriptorProto_Type.FIXED64,
  sfixed64: FieldDescriptorProto_Type.SFIXED64,
  // As OTLP has it, in JSON an enum is its number.
  enum: FieldDescriptorProto_Type.INT32,
}

const registry = createFileRegistry(
  create(FileDescriptorSetSchema, {
    file: [
      create(FileDescriptorProtoSchema, {
        name: 'otlp.proto',
        syntax: 'proto3',
        package: 'otlp',
        messageType: Object.values(MESSAGES).map(descriptorOf),
      }),
    ],
  }),
)

for (const signal of ['traces', 'logs', 'metrics'] as const satisfies readonly OtlpSignal[]) {
  const schema = schemaOf(MESSAGE_OF[signal])

  test(`${signal}: protobuf-es reads what we write, and we read what it writes`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), (message) => {
        const theirs = toBinary(schema, fromBinary(schema, writeProtobuf(signal, message)))
        assert.deepEqual(readProtobuf(signal, theirs), { kind: 'read', message })
      }),
    )
  })

  // It refuses some of what protobuf allows, and takes a field of another wire type for what it isn't.
  test(`${signal}: we read as it does what nobody writes`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), fc.integer(), (message, seed) => {
        const bytes = writeOddly(MESSAGE_OF[signal], message, makeSeededRandom(seed), { isRare: false })
        const theirs = toBinary(schema, fromBinary(schema, bytes, { readUnknownFields: false }))
        assert.deepEqual(readProtobuf(signal, theirs), readProtobuf(signal, bytes))
      }),
    )
  })

  // It writes ids as base64, where OTLP has hex.
  test(`${signal}: but for ids, it reads the JSON that we write, and we read what it writes`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal, { hasIds: false }), (message) => {
        const ours = Buffer.from(writeJson(signal, message)).toString()
        const theirs = fromJsonString(schema, ours)
        assert.deepEqual(readProtobuf(signal, toBinary(schema, theirs)), { kind: 'read', message })
        assert.deepEqual(readJson(signal, Buffer.from(toJsonString(schema, theirs))), {
          kind: 'read',
          message: withoutSignOfZero(message),
        })
      }),
    )
  })
}

function schemaOf(message: Message): DescMessage {
  return registry.getMessage(`otlp.${message.name}`)!
}

function descriptorOf(message: Message): MessageInitShape<typeof DescriptorProtoSchema> {
  const optional = message.fields.filter(({ label }) => label === 'optional')
  const oneof = message.oneof.length === 0 ? [] : ['one_of']
  return {
    name: message.name,
    oneofDecl: [...oneof, ...optional.map(({ name }) => `_${name}`)].map((name) => ({ name })),
    field: message.fields.map((field) => fieldDescriptorOf(field, oneof.length + optional.indexOf(field))),
  }
}

function fieldDescriptorOf(
  field: Field,
  optionalIndex: number,
): MessageInitShape<typeof FieldDescriptorProtoSchema> {
  const { number, name, originalName, label, scalar, message } = field
  return {
    number,
    name: originalName,
    jsonName: name,
    label: label === 'repeated' ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL,
    type: scalar === undefined ? FieldDescriptorProto_Type.MESSAGE : TYPE[scalar],
    ...(message === undefined ? {} : { typeName: `.otlp.${message.name}` }),
    ...(label === 'oneof' ? { oneofIndex: 0 } : {}),
    ...(label === 'optional' ? { oneofIndex: optionalIndex, proto3Optional: true } : {}),
  }
}

/** JSON.stringify, which it writes with, has no -0. */
function withoutSignOfZero<Value>(value: Value): Value {
  if (typeof value === 'number') return (value + 0) as Value
  if (Array.isArray(value)) return value.map(withoutSignOfZero) as Value
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, withoutSignOfZero(held)]),
  ) as Value
}

/**
 * Messages of OTLP at random, as tables have them: every field, every kind of value, and
 * the extremes of each. And the same messages in protobuf as nobody writes it but
 * everybody has to read it.
 */
import fc from 'fast-check'
import type { SeededRandom } from '@wakelore/kernel/seeded-random'
import { fieldsOf } from './any-value.ts'
import type { AnyValue, OtlpMessages, OtlpSignal } from './message.ts'
import { MESSAGE_OF, writeProtobufMessage } from './protobuf.ts'
import { ANY_VALUE, type Field, type Message, type ScalarType } from './schema.ts'

const MAX_LIST = 3
const MAX_NESTING = 3
const PLAIN = { noNullPrototype: true }

const SCALARS: Readonly<Record<ScalarType, fc.Arbitrary<unknown>>> = {
  string: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('0', 'false', '{}', '\0', '\u{10ffff}')),
  bytes: fc.uint8Array({ maxLength: 20 }),
  id: fc
    .oneof(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ maxLength: 20 }))
    .map((bytes) => bytes.toHex()),
  bool: fc.boolean(),
  double: fc.oneof(fc.double(), fc.constantFrom(-0, 1e21, 5e-324)),
  int32: fc.integer(),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  uint64: fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 300n })),
  sint32: fc.integer(),
  fixed32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fixed64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  sfixed64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  enum: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer()),
}

export function arbitraryOtlp<Signal extends OtlpSignal>(
  signal: Signal,
  options: { readonly hasIds?: boolean } = {},
): fc.Arbitrary<OtlpMessages[Signal]> {
  return arbitraryMessage(MESSAGE_OF[signal], options) as fc.Arbitrary<OtlpMessages[Signal]>
}

/** Without ids all of them are empty. */
export function arbitraryMessage(
  message: Message,
  { hasIds = true }: { readonly hasIds?: boolean } = {},
): fc.Arbitrary<unknown> {
  const values = arbitraryValue(MAX_NESTING)
  const of = (message: Message): fc.Arbitrary<unknown> => {
    if (message === ANY_VALUE) return values
    const names = message.oneof.map(({ name }) => name)
    const chosen: fc.Arbitrary<string | undefined> =
      names.length === 0 ? fc.constant(undefined) : fc.option(fc.constantFrom(...names), { nil: undefined })
    return chosen.chain((only) =>
      fc.record(
        Object.fromEntries(
          message.fields.map((field) => [
            field.name,
            field.label === 'oneof' && field.name !== only ? fc.constant(undefined) : ofField(field),
          ]),
        ),
        PLAIN,
      ),
    )
  }
  const ofField = (field: Field): fc.Arbitrary<unknown> => {
    const one =
      field.message !== undefined
        ? of(field.message)
        : field.scalar === 'id' && !hasIds
          ? fc.constant('')
          : SCALARS[field.scalar!]
    switch (field.label) {
      case 'repeated':
        return fc.array(one, { maxLength: MAX_LIST })
      case 'optional':
        return fc.option(one, { nil: undefined })
      case 'oneof':
        return one
      case 'one':
        return one
    }
  }
  return of(message)
}

function arbitraryValue(nesting: number): fc.Arbitrary<AnyValue> {
  const flat: fc.Arbitrary<AnyValue>[] = [
    fc.constant(null),
    SCALARS.string as fc.Arbitrary<string>,
    fc.boolean(),
    fc.maxSafeInteger().map((number) => number + 0),
    fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)),
    (SCALARS.double as fc.Arbitrary<number>).map((double) => ({ double })),
    fc.uint8Array({ maxLength: 20 }),
  ]
  if (nesting === 0) return fc.oneof(...flat)
  const inner = arbitraryValue(nesting - 1)
  const entry = fc.record({ key: SCALARS.string as fc.Arbitrary<string>, value: inner }, PLAIN)
  return fc.oneof(
    ...flat,
    fc.array(inner, { maxLength: MAX_LIST }),
    fc.record({ entries: fc.array(entry, { maxLength: MAX_LIST }) }, PLAIN),
  )
}

type Fields = Readonly<Record<string, unknown>>

/** Chance, and whether also what some readers refuse: fields of another wire type, and lengths of ten bytes. */
type Oddness = SeededRandom & { readonly isRare: boolean }

/**
 * Fields in any order, some of them twice, messages in pieces, lists packed and not, long varints, and
 * in between what no reader knows.
 */
export function writeOddly(
  message: Message,
  value: unknown,
  random: SeededRandom,
  { isRare = true }: { readonly isRare?: boolean } = {},
): Uint8Array {
  return oddMessage(message, value, { ...random, isRare }, true)
}

function oddMessage(message: Message, value: unknown, odd: Oddness, isWhole: boolean): Uint8Array {
  const fields = (message === ANY_VALUE ? fieldsOf(value as AnyValue) : value) as Fields
  // What has an order of its own keeps it.
  const queues: Uint8Array[][] = []
  for (const field of message.fields) {
    const held = fields[field.name]
    if (held === undefined) continue
    queues.push(
      field.label === 'repeated' ? oddList(field, held, odd) : oddOne(message, field, held, odd, isWhole),
    )
  }
  for (let count = odd.below(3); count > 0; count--) queues.push([unknownField(message, odd)])
  const written: Uint8Array[] = []
  while (queues.length > 0) {
    const at = odd.below(queues.length)
    const next = queues[at]!.shift()
    if (next === undefined) queues.splice(at, 1)
    else written.push(next)
  }
  return Buffer.concat(written)
}

function oddOne(
  message: Message,
  field: Field,
  value: unknown,
  odd: Oddness,
  isWhole: boolean,
): Uint8Array[] {
  const written: Uint8Array[] = []
  // Another one first; in a second part it would undo the first.
  if (field.label === 'oneof' && isWhole && odd.below(3) === 0) {
    const other = odd.pick(message.oneof)
    if (other !== field) written.push(oddField(other, someValue(other), odd))
  }
  if (field.message === undefined) {
    if (odd.below(4) === 0) written.push(oddField(field, someValue(field), odd))
    written.push(oddField(field, value, odd))
    return written
  }
  if (value === null) return written
  if (odd.below(2) === 0) return [...written, oddField(field, value, odd)]
  for (const part of parts(field.message, value, odd)) written.push(oddField(field, part, odd, false))
  return written
}

function oddList(field: Field, value: unknown, odd: Oddness): Uint8Array[] {
  const list = value as readonly unknown[]
  const isNumbers = field.scalar !== undefined && field.scalar !== 'string'
  if (!isNumbers) return list.map((item) => oddField(field, item, odd))
  const cut = odd.below(list.length + 1)
  const holder = (items: readonly unknown[]): Uint8Array =>
    writeProtobufMessage({ ...EMPTY_MESSAGE, fields: [field] }, { [field.name]: items })
  return [holder(list.slice(0, cut)), ...list.slice(cut).map((item) => oddField(field, item, odd))]
}

/** Of a message, two that are it when they are merged. */
function parts(message: Message, value: unknown, odd: Oddness): unknown[] {
  if (message === ANY_VALUE) {
    if (Array.isArray(value)) {
      const cut = odd.below(value.length + 1)
      return [value.slice(0, cut), value.slice(cut)]
    }
    const decoy: AnyValue = odd.pick(['decoy', 7, true, { double: 1 }, new Uint8Array(3)])
    return [decoy, value]
  }
  const first: Record<string, unknown> = {}
  const second: Record<string, unknown> = {}
  for (const field of message.fields) {
    const held = (value as Fields)[field.name]
    if (field.label === 'repeated') {
      const list = held as readonly unknown[]
      const cut = odd.below(list.length + 1)
      first[field.name] = list.slice(0, cut)
      second[field.name] = list.slice(cut)
    } else (odd.below(2) === 0 ? first : second)[field.name] = held
  }
  return [first, second]
}

function oddField(field: Field, value: unknown, odd: Oddness, isWhole = true): Uint8Array {
  if (field.message !== undefined) {
    const bytes = oddMessage(field.message, value, odd, isWhole)
    return Buffer.concat([tagOf(field.number, 2, odd), varint(bytes.length, odd), bytes])
  }
  // Held as one that may be zero, a value is written whatever it is.
  const present: Field = { ...field, label: 'optional' }
  return writeProtobufMessage({ ...EMPTY_MESSAGE, fields: [present] }, { [field.name]: value })
}

const EMPTY_MESSAGE: Message = {
  name: '',
  fields: [],
  byNumber: [],
  byName: new Map(),
  defaults: {},
  empty: {},
  oneof: [],
}

const SOME: Readonly<Record<ScalarType, unknown>> = {
  string: 'decoy',
  bytes: new Uint8Array(2),
  id: 'abcd',
  bool: true,
  double: 1.5,
  int32: -1,
  int64: -1n,
  uint32: 300,
  uint64: 300n,
  sint32: -300,
  fixed32: 300,
  fixed64: 300n,
  sfixed64: -300n,
  enum: -1,
}

function someValue(field: Field): unknown {
  if (field.scalar !== undefined) return SOME[field.scalar]
  return field.message === ANY_VALUE ? 'decoy' : { ...field.message!.defaults }
}

function tagOf(number: number, wireType: number, odd: Oddness): Uint8Array {
  return varint(number * 8 + wireType, odd)
}

/** As long as it may be, now and then. */
function varint(value: number, odd: Oddness): Uint8Array {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.push((rest % 128) | 0x80)
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  const longest = odd.isRare ? 10 : 5
  if (odd.below(4) === 0) while (bytes.length < 1 + odd.below(longest)) bytes.push(0x80)
  bytes[bytes.length - 1]! &= 0x7f
  return Uint8Array.from(bytes)
}

const UNKNOWN_NUMBERS = [100, 1000, 2 ** 29 - 1]
const LONGEST_VARINT = Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 255, 255, 1])

/** A field that isn't in the table, or is there with another type. */
function unknownField(message: Message, odd: Oddness): Uint8Array {
  const known = odd.pick(message.fields)
  if (odd.isRare && known.scalar === 'string' && odd.below(2) === 0) {
    return Buffer.concat([tagOf(known.number, 0, odd), LONGEST_VARINT])
  }
  const number = odd.pick(UNKNOWN_NUMBERS)
  const tag = (wireType: number): Uint8Array => tagOf(number, wireType, odd)
  switch (odd.below(5)) {
    case 0:
      return Buffer.concat([tag(0), LONGEST_VARINT])
    case 1:
      return Buffer.concat([tag(1), new Uint8Array(8).fill(0xff)])
    case 2:
      return Buffer.concat([tag(2), varint(3, odd), new Uint8Array(3).fill(0xff)])
    case 3:
      return Buffer.concat([tag(5), new Uint8Array(4).fill(0xff)])
    default:
      return Buffer.concat([tag(3), unknownField(message, odd), tag(4)])
  }
}

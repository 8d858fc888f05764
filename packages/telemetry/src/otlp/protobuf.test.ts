import assert from 'node:assert/strict'
import test from 'node:test'
import type { AnyValue, Span, TracesData } from './message.ts'
import { MESSAGE_OF, readProtobuf, readProtobufMessage, writeProtobuf } from './protobuf.ts'
import type { Reading } from './reading.ts'
import { MESSAGES } from './schema.ts'

const SPAN = { ...MESSAGES.Span.defaults, name: 'GET /' } as unknown as Span

test('a span as a sender writes it', () => {
  // A resource with service.name, a scope, a span with all that is told of it; written by hand.
  const span = bytes(
    field(1, hex('5b8efff798038103d269b633813fc60c')),
    field(2, hex('eee19b7ec3c1b174')),
    field(5, text('I ❤ spans')),
    [0x30, 2],
    [0x39, ...fixed64(1_544_712_660_000_000_000n)],
    [0x41, ...fixed64(1_544_712_661_000_000_000n)],
    field(9, field(1, text('a')), field(2, [0x18, ...Array<number>(9).fill(0xff), 1])),
    [0x85, 0x01, 0x01, 0x01, 0, 0],
  )
  const read = readProtobuf('traces', field(1, field(2, field(2, span))))
  assert.deepEqual(spansOf(read), [
    {
      ...SPAN,
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
      name: 'I ❤ spans',
      kind: 2,
      startTimeUnixNano: 1_544_712_660_000_000_000n,
      endTimeUnixNano: 1_544_712_661_000_000_000n,
      attributes: [{ key: 'a', value: -1 }],
      flags: 257,
    },
  ])
})

test('what has its default value takes no bytes', () => {
  assert.equal(writeProtobuf('traces', { resourceSpans: [] }).length, 0)
  const empty = { ...MESSAGES.ResourceSpans.defaults } as unknown as TracesData['resourceSpans'][number]
  assert.deepEqual([...writeProtobuf('traces', { resourceSpans: [empty] })], [0x0a, 0])
})

test('a value that is there but empty is there', () => {
  const values: AnyValue[] = ['', 0, false, { double: 0 }, [], { entries: [] }, new Uint8Array(0), null]
  const message = tracesOf({ ...SPAN, attributes: [{ key: 'k', value: values }] })
  assert.deepEqual(readProtobuf('traces', writeProtobuf('traces', message)), { kind: 'read', message })
})

test('integers of 64 bits are kept to the last digit', () => {
  for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, -(2n ** 53n)]) {
    assert.deepEqual(roundTripped(value), value)
  }
  assert.equal(roundTripped(2 ** 53 - 1), 2 ** 53 - 1)
  assert.equal(roundTripped(-(2 ** 53 - 1)), -(2 ** 53 - 1))
  const message = tracesOf({ ...SPAN, startTimeUnixNano: 2n ** 64n - 1n })
  assert.deepEqual(readProtobuf('traces', writeProtobuf('traces', message)), { kind: 'read', message })
})

test('a name that is no UTF-8 costs its broken characters, not the batch', () => {
  const broken = field(5, [0x47, 0xff, 0xfe, 0x45])
  const read = readProtobuf('traces', field(1, field(2, field(2, broken), field(2, field(5, text('fine'))))))
  assert.deepEqual(
    spansOf(read).map(({ name }) => name),
    ['G\ufffd\ufffdE', 'fine'],
  )
})

test('ids of any length are kept as they are', () => {
  const read = readProtobuf('traces', field(1, field(2, field(2, field(1, hex('ab')), field(2, hex(''))))))
  assert.deepEqual(
    spansOf(read).map(({ traceId, spanId }) => [traceId, spanId]),
    [['ab', '']],
  )
})

test('bytes of a value are a copy', () => {
  const sent = field(1, field(2, field(2, field(9, field(2, field(7, [1, 2, 3]))))))
  const read = readProtobuf('traces', sent)
  sent.fill(0xff)
  assert.deepEqual(spansOf(read)[0]!.attributes[0]!.value, Uint8Array.of(1, 2, 3))
})

test('a view into a larger buffer is read as itself', () => {
  const sent = field(1, field(2, field(2, field(5, text('here')))))
  const larger = Buffer.concat([new Uint8Array(7).fill(0x0a), sent, new Uint8Array(7).fill(0x0a)])
  const read = readProtobuf('traces', larger.subarray(7, 7 + sent.length))
  assert.equal(spansOf(read)[0]!.name, 'here')
})

const MALFORMED: readonly (readonly [what: string, sent: Uint8Array, reason: RegExp])[] = [
  ['a length beyond the end', Uint8Array.of(0x0a, 5, 1), /a length of 5 at byte 1, where 1 remain/],
  ['a length of 2 GiB', Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07), /a length of 2147483647/],
  [
    'a length of 64 bits',
    bytes([0x0a], Array<number>(9).fill(0xff), [1]),
    /a length of 18446744073709552000/,
  ],
  ['a number that never ends', bytes([0x08], Array<number>(11).fill(0x80)), /of more than 64 bits/],
  ['a tenth byte that is too large', bytes([0x08], Array<number>(9).fill(0xff), [2]), /of more than 64 bits/],
  ['a number cut short', Uint8Array.of(0x08, 0x80), /ends within the number at byte 1/],
  ['a tag cut short', Uint8Array.of(0x80), /ends within the number at byte 0/],
  ['eight bytes cut short', Uint8Array.of(0x09, 1, 2), /ends within the 8 bytes at byte 1/],
  ['four bytes cut short', Uint8Array.of(0x0d, 1, 2), /ends within the 4 bytes at byte 1/],
  ['field number 0', Uint8Array.of(0x02, 0), /a field of number 0/],
  ['a field number of 32 bits', bytes([0xf8, 0xff, 0xff, 0xff, 0x1f], [0]), /more than 29 bits/],
  ['wire type 6', Uint8Array.of(0x0e), /a wire type of 6/],
  ['wire type 7', Uint8Array.of(0x0f), /a wire type of 7/],
  ['the end of no group', Uint8Array.of(0x0c), /a group that ends/],
  ['the end of another group', Uint8Array.of(0x0b, 0x14), /a group that ends/],
  ['a group that never ends', Uint8Array.of(0x0b, 0x08, 1), /ends within a group/],
  ['groups in groups', new Uint8Array(100).fill(0x0b), /more than 64 groups/],
  ['a message that ends within a field', bytes([0x0a, 1, 0x0a], [0, 0]), /ends at byte 3|a length of/],
]

for (const [what, sent, reason] of MALFORMED) {
  test(`${what} is malformed`, () => {
    for (const read of [
      readProtobuf('traces', sent),
      readProtobuf('logs', sent),
      readProtobufMessage(MESSAGE_OF.traces, sent),
    ]) {
      assert(read.kind === 'malformed')
      assert.match(read.reason, reason)
    }
  })
}

test('values within each other are read to a depth of 64', () => {
  const nested = (depth: number): AnyValue => (depth === 1 ? 'deep' : [nested(depth - 1)])
  assert.deepEqual(roundTripped(nested(64)), nested(64))
  const tooDeep = writeProtobuf('traces', tracesOf({ ...SPAN, attributes: [{ key: '', value: nested(65) }] }))
  for (const read of [readProtobuf('traces', tooDeep), readProtobufMessage(MESSAGE_OF.traces, tooDeep)]) {
    assert(read.kind === 'malformed')
    assert.match(read.reason, /more than 64 values within each other/)
  }
})

test('two thousand values within each other end nothing but the reading', () => {
  let sent = new Uint8Array(0)
  for (let depth = 0; depth < 2000; depth++) sent = field(5, field(1, sent))
  const read = readProtobuf('logs', field(1, field(2, field(2, field(5, sent)))))
  assert(read.kind === 'malformed')
  assert.match(read.reason, /more than 64 values within each other/)
})

test('a small request that would be many objects is refused', () => {
  const emptySpans = new Uint8Array(1_000_000)
  for (let at = 0; at < emptySpans.length; at += 2) emptySpans[at] = 0x12
  for (const read of [
    readProtobuf('traces', field(1, field(2, emptySpans))),
    readProtobufMessage(MESSAGE_OF.traces, field(1, field(2, emptySpans))),
  ]) {
    assert(read.kind === 'malformed')
    assert.match(read.reason, /more than 16 times its size in memory/)
  }
})

test('a batch of nothing but the shortest attributes is read', () => {
  const attribute = { key: 'a', value: 1 }
  const spans = Array.from({ length: 2000 }, () => ({
    ...SPAN,
    attributes: Array.from({ length: 20 }, () => attribute),
  }))
  const message = tracesOf(...spans)
  assert.deepEqual(readProtobuf('traces', writeProtobuf('traces', message)), { kind: 'read', message })
})

function roundTripped(value: AnyValue): AnyValue {
  const message = tracesOf({ ...SPAN, attributes: [{ key: 'k', value }] })
  return spansOf(readProtobuf('traces', writeProtobuf('traces', message)))[0]!.attributes[0]!.value
}

function tracesOf(...spans: Span[]): TracesData {
  const scopeSpans = { ...MESSAGES.ScopeSpans.defaults, spans }
  return {
    resourceSpans: [{ ...MESSAGES.ResourceSpans.defaults, scopeSpans: [scopeSpans] }],
  } as unknown as TracesData
}

function spansOf(read: Reading<TracesData>): readonly Span[] {
  assert(read.kind === 'read')
  return read.message.resourceSpans[0]!.scopeSpans[0]!.spans
}

function bytes(...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** One whose length is before it. */
function field(
  number: number,
  ...parts: readonly (readonly number[] | Uint8Array)[]
): Uint8Array<ArrayBuffer> {
  const held = Buffer.concat(parts.map((part) => Uint8Array.from(part)))
  const length: number[] = []
  for (let rest = held.length; ; rest >>>= 7) {
    if (rest < 0x80) {
      length.push(rest)
      break
    }
    length.push((rest & 0x7f) | 0x80)
  }
  return new Uint8Array(Buffer.concat([Uint8Array.of((number << 3) | 2, ...length), held]))
}

function text(value: string): Uint8Array {
  return Buffer.from(value)
}

function hex(value: string): Uint8Array {
  return Buffer.from(value, 'hex')
}

function fixed64(value: bigint): number[] {
  return [...new Uint8Array(BigUint64Array.of(value).buffer)]
}

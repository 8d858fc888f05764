/**
 * Hostile OTLP: messages spoilt at random, random bytes, and what is built to be much of
 * little. Whatever it is, a reader answers, in time and memory in proportion to what it was
 * given; what it read can be written, and is then read as the same.
 */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import { readExportResponse } from './export-response.ts'
import { readJson, writeJson } from './json.ts'
import type { OtlpSignal } from './message.ts'
import { arbitraryOtlp, writeOddly } from './messages.fixture.ts'
import { MESSAGE_OF, readProtobuf, readProtobufMessage, writeProtobuf } from './protobuf.ts'
import { readStatus } from './status.ts'

const SIGNALS = ['traces', 'logs', 'metrics'] as const satisfies readonly OtlpSignal[]
const TEMPLATES = 60
const MAX_RANDOM_BYTES = 200
const MAX_WRITTEN_BYTES = 16_384
/** One of so many inputs is large. */
const LARGE = 1000
/** One of so many is held to all that is promised; the others to be answered. */
const CHECKED = 10

type Template = { readonly signal: OtlpSignal; readonly protobuf: Buffer; readonly json: Buffer }
export type FuzzCounts = { read: number; malformed: number }

export function makeTemplates(): Template[] {
  const random = makeSeededRandom(1)
  return SIGNALS.flatMap((signal) =>
    fc.sample(arbitraryOtlp(signal), { numRuns: TEMPLATES, seed: 1 }).map((message) => ({
      signal,
      protobuf: Buffer.from(writeOddly(MESSAGE_OF[signal], message, random)),
      json: Buffer.from(writeJson(signal, message)),
    })),
  )
}

/** One input to each reader of one encoding. @throws AssertionError with the seed in its message */
export function runInput(templates: readonly Template[], seed: number, counts: FuzzCounts): void {
  const random = makeSeededRandom(seed)
  const encoding = random.pick(['protobuf', 'json'] as const)
  const template = random.pick(templates)
  const bytes = inputOf(template, encoding, templates, random)
  const signal = random.below(8) === 0 ? random.pick(SIGNALS) : template.signal
  const title = `seed ${seed}`
  const read = encoding === 'json' ? readJson(signal, bytes) : readProtobuf(signal, bytes)
  counts[read.kind]++
  readStatus(bytes, encoding)
  readExportResponse(signal, encoding, bytes)
  if (seed % CHECKED !== 0) return
  if (encoding === 'protobuf') {
    demandSame(read, readProtobufMessage(MESSAGE_OF[signal], bytes), `${title}, by the table`)
  }
  // Much of little may be too much of it in the other encoding.
  if (read.kind === 'malformed' || bytes.length > MAX_WRITTEN_BYTES) return
  const { message } = read
  demandSame(readProtobuf(signal, writeProtobuf(signal, message)), read, `${title}, in protobuf`)
  demandSame(readJson(signal, writeJson(signal, message)), read, `${title}, in JSON`)
}

/** Without telling them apart: of large messages that takes longer than anything here. */
function demandSame(one: unknown, other: unknown, title: string): void {
  assert(isDeepStrictEqual(one, other), title)
}

function inputOf(
  template: Template,
  encoding: 'protobuf' | 'json',
  templates: readonly Template[],
  random: SeededRandom,
): Buffer {
  const kind = random.below(LARGE)
  if (kind === 0) return muchOfLittle(encoding, random)
  if (kind < LARGE / 20) {
    return Buffer.from(Array.from({ length: random.below(MAX_RANDOM_BYTES) }, () => random.below(256)))
  }
  const spoilt = Buffer.from(template[encoding])
  return encoding === 'json'
    ? spoilText(spoilt.toString(), random)
    : spoilBytes(spoilt, random.pick(templates).protobuf, random)
}

const NASTY_BYTES = [
  Buffer.alloc(9, 0xff),
  Buffer.alloc(11, 0x80),
  Buffer.of(0xff, 0xff, 0xff, 0xff, 0x0f),
  Buffer.of(0xff, 0xff, 0xff, 0xff, 0x07),
  Buffer.of(0x0b),
  Buffer.of(0x0c),
  Buffer.of(0x0a, 0),
  Buffer.of(0xed, 0xa0, 0x80),
]

function spoilBytes(bytes: Buffer, other: Buffer, random: SeededRandom): Buffer {
  let spoilt = bytes
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(spoilt.length + 1)
    switch (random.below(6)) {
      case 0:
        if (at < spoilt.length) spoilt[at] = random.below(256)
        break
      case 1:
        if (at < spoilt.length) spoilt[at]! ^= 1 << random.below(8)
        break
      case 2:
        spoilt = spoilt.subarray(0, at)
        break
      case 3:
        spoilt = Buffer.concat([spoilt.subarray(0, at), random.pick(NASTY_BYTES), spoilt.subarray(at)])
        break
      case 4: {
        const from = random.below(other.length + 1)
        const piece = other.subarray(from, from + random.below(100))
        spoilt = Buffer.concat([spoilt.subarray(0, at), piece, spoilt.subarray(at)])
        break
      }
      default:
        spoilt = Buffer.concat([spoilt.subarray(0, at), spoilt.subarray(at + random.below(20))])
    }
  }
  return spoilt
}

const NASTY_TEXTS = [
  ...'null true -1 1e999 -1e999 1e-400 0.1 -0 9007199254740993 18446744073709551616 "" [] {} [[[[]]]]'.split(
    ' ',
  ),
  '"\\ud800"',
  '"NaN"',
  '"-Infinity"',
  '"1e3"',
  '"AAA="',
  '"SPAN_KIND_SERVER"',
  '"__proto__"',
  '{"__proto__":{"a":1}}',
  '{"intValue":"-9223372036854775808"}',
  '{"arrayValue":{"values":[{},null]}}',
  '{"stringValue":"a","intValue":1}',
  `"${'9'.repeat(500)}"`,
  '9'.repeat(500),
]
const VALUES = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[{}[\],:]/g

function spoilText(text: string, random: SeededRandom): Buffer {
  const tokens = text.match(VALUES) ?? []
  for (let changes = 1 + random.below(3); changes > 0 && tokens.length > 0; changes--) {
    const at = random.below(tokens.length)
    switch (random.below(6)) {
      case 0:
        tokens.splice(at, 1)
        break
      case 1:
        tokens.length = at
        break
      case 2:
        tokens[at] = random.pick(tokens)
        break
      case 3:
        tokens.splice(at, 0, tokens[at]!)
        break
      default: {
        const values = tokens.flatMap((token, index) => (/^["\d-]/.test(token) ? [index] : []))
        if (values.length > 0) tokens[random.pick(values)] = random.pick(NASTY_TEXTS)
      }
    }
  }
  const bytes = Buffer.from(tokens.join(''))
  if (random.below(10) === 0 && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
  return bytes
}

const LITTLE = {
  protobuf: [
    Buffer.of(0x0a, 0),
    Buffer.of(0x12, 0),
    Buffer.of(0x4a, 0),
    Buffer.of(0x0b),
    Buffer.of(0x0a, 0x02, 0x0a, 0),
    Buffer.of(0x10, 1),
    Buffer.of(0x80),
  ],
  json: ['{},', '[],', '[', '{"a":', 'null,', '1,', '"",', '{"key":"a"},'].map((text) => Buffer.from(text)),
} as const

/** Up to 100 kB of the same, in what a request may hold, to a depth. */
function muchOfLittle(encoding: 'protobuf' | 'json', random: SeededRandom): Buffer {
  const piece = random.pick<Buffer>(LITTLE[encoding])
  const much = Buffer.concat(Array.from({ length: random.below(100_000 / piece.length) }, () => piece))
  if (encoding === 'json') {
    const [before, after] = random.pick([
      ['', ''],
      ['{"resourceSpans":[', '{}]}'],
      ['{"resourceSpans":[{"scopeSpans":[{"spans":[', '{}]}]}]}'],
      ['{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"arrayValue":{"values":[', '{}]}}}]}]}]}'],
    ] as const)
    return Buffer.concat([Buffer.from(before), much, Buffer.from(after)])
  }
  let nested = much
  for (let depth = random.below(8); depth > 0; depth--) {
    nested = Buffer.concat([Buffer.of(random.pick([0x0a, 0x12, 0x2a, 0x4a])), lengthOf(nested), nested])
  }
  return nested
}

function lengthOf({ length }: Buffer): Buffer {
  return Buffer.of((length & 0x7f) | 0x80, ((length >>> 7) & 0x7f) | 0x80, length >>> 14)
}

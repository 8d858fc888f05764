/** What is promised of hostile OTLP: a million inputs, and the worst of each kind at full size. */
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readJson } from './json.ts'
import { makeTemplates, runInput } from './otlp.prove.fuzz.ts'
import { readProtobuf } from './protobuf.ts'

const INPUTS = 1_000_000
const WARM_UP_INPUTS = 20_000
const BYTES_PER_MIB = 2 ** 20
const FUZZ_MEMORY_BYTES = 20 * BYTES_PER_MIB
const HOSTILE_BYTES = 4 * BYTES_PER_MIB
/** What readers promise, and again as much for what is garbage by then. */
const MEMORY_TIMES = 40
/** A reader at its slowest; it is many times as fast. */
const MS_PER_MIB = 1000

/** @throws AssertionError where a promise doesn't hold; the message has the seed */
export async function prove(report: (line: string) => void): Promise<void> {
  const templates = makeTemplates()
  const counts = { read: 0, malformed: 0 }
  for (let seed = 0; seed < WARM_UP_INPUTS; seed++) runInput(templates, seed, counts)
  const before = heldBytes()
  let slowestMs = 0
  for (let seed = WARM_UP_INPUTS; seed < INPUTS; seed++) {
    const startedAt = performance.now()
    runInput(templates, seed, counts)
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  }
  const grown = heldBytes() - before
  assert(grown < FUZZ_MEMORY_BYTES, `${grown} bytes more are held`)
  report(`${INPUTS} inputs: ${counts.read} read, ${counts.malformed} refused, none threw`)
  report(
    `${Math.max(0, Math.round(grown / BYTES_PER_MIB))} MiB more are held; the slowest took ${slowestMs.toFixed(0)} ms`,
  )
  for (const [name, read] of HOSTILE) demandInBounds(name, read, report)
}

const HOSTILE: readonly (readonly [name: string, read: () => unknown])[] = [
  ['protobuf: empty spans', () => readProtobuf('traces', nested(repeated([0x12, 0]), [0x12, 0x0a]))],
  ['protobuf: empty attributes', () => readProtobuf('logs', nested(repeated([0x32, 0]), [0x12, 0x12, 0x0a]))],
  [
    'protobuf: empty values',
    () => readProtobuf('logs', nested(repeated([0x0a, 0]), [0x2a, 0x2a, 0x12, 0x12, 0x0a])),
  ],
  [
    'protobuf: counts of buckets',
    () => readProtobuf('metrics', nested(repeated([0xff, 0x7f]), [0x12, 0x42, 0x0a, 0x52, 0x12, 0x12, 0x0a])),
  ],
  [
    'protobuf: pieces of a resource',
    () => readProtobuf('traces', nested(repeated([0x0a, 2, 0x0a, 0]), [0x0a])),
  ],
  [
    'protobuf: text of a byte',
    () => readProtobuf('traces', nested(repeated([0x1a, 1, 0x41]), [0x1a, 0x0a, 0x0a])),
  ],
  ['protobuf: groups', () => readProtobuf('traces', repeated([0x0b, 0x0c]))],
  ['JSON: objects', () => readJson('traces', text('{"resourceSpans":[', '{},', '{}]}'))],
  ['JSON: names', () => readJson('traces', names())],
  ['JSON: numbers', () => readJson('traces', text('{"a":[', '1,', '1]}'))],
  ['JSON: long integers', () => readJson('traces', text('{"a":[', '1234567890123456789,', '1]}'))],
  ['JSON: braces in text', () => readJson('traces', text('{"a":"', '{', '"}'))],
  ['JSON: arrays in arrays', () => readJson('traces', text('', '[', ''))],
  [
    'JSON: arrays in arrays, to where they are parsed',
    () =>
      readJson(
        'traces',
        Buffer.from(`{"b":1234567890123456789,"a":${'['.repeat(15_000)}${']'.repeat(15_000)}}`),
      ),
  ],
  ['JSON: blanks', () => readJson('traces', text('', ' ', '{}'))],
  [
    'JSON: hex',
    () =>
      readJson('traces', text('{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"', 'ab', '"}]}]}]}')),
  ],
  [
    'JSON: base64',
    () =>
      readJson(
        'logs',
        text('{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"bytesValue":"', 'abcd', '"}}]}]}]}'),
      ),
  ],
]

function demandInBounds(name: string, read: () => unknown, report: (line: string) => void): void {
  heldBytes()
  const before = process.memoryUsage()
  const startedAt = performance.now()
  const answer = read() as { kind: string }
  const tookMs = performance.now() - startedAt
  const after = process.memoryUsage()
  const bytes = Math.max(0, after.heapUsed - before.heapUsed) + Math.max(0, after.external - before.external)
  assert(tookMs < (MS_PER_MIB * HOSTILE_BYTES) / BYTES_PER_MIB, `${name}: ${tookMs} ms`)
  assert(bytes < MEMORY_TIMES * HOSTILE_BYTES, `${name}: ${bytes} bytes`)
  report(
    `${name}, 4 MiB: ${answer.kind} in ${tookMs.toFixed(0)} ms, ${Math.round(bytes / BYTES_PER_MIB)} MiB`,
  )
}

/** What isn't garbage. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function repeated(piece: readonly number[]): Buffer {
  return Buffer.alloc(HOSTILE_BYTES - (HOSTILE_BYTES % piece.length), Buffer.from(piece))
}

/** Tags from the inside out. */
function nested(bytes: Buffer, tags: readonly number[]): Buffer {
  let whole = bytes
  for (const tag of tags) {
    const { length } = whole
    const size = [length & 0x7f, (length >>> 7) & 0x7f, (length >>> 14) & 0x7f].map((bits) => bits | 0x80)
    whole = Buffer.concat([Buffer.of(tag, ...size, length >>> 21), whole])
  }
  return whole
}

function text(before: string, piece: string, after: string): Buffer {
  return Buffer.from(before + piece.repeat(HOSTILE_BYTES / piece.length) + after)
}

/** Of every object another one: a parser keeps a shape for each. */
function names(): Buffer {
  let members = ''
  for (let index = 0; members.length < HOSTILE_BYTES; index++) members += `{"${index.toString(36)}x":0},`
  return Buffer.from(`{"resourceSpans":[${members}{}]}`)
}

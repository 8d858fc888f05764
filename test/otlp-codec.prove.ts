/**
 * The codec of OTLP beside OpenTelemetry's own messages for Python, over Google's protobuf: the
 * same tables, and what either writes the other reads, in protobuf and, but for ids, in JSON.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { readJson, writeJson } from '@wakelore/telemetry/otlp/json'
import type { OtlpMessages, OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { arbitraryOtlp, writeOddly } from '@wakelore/telemetry/otlp/messages.fixture'
import { MESSAGE_OF, readProtobuf, writeProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import { MESSAGES, type Field, type Message, type ScalarType } from '@wakelore/telemetry/otlp/schema'
import { demandTool, pythonTool } from './interop/outside-tools.ts'

const SIGNALS = ['traces', 'logs', 'metrics'] as const satisfies readonly OtlpSignal[]
const MESSAGES_EACH = 1000
const LIMIT_MS = 5 * 60_000
const MAX_ANSWER_BYTES = 2 ** 30

type Sample = {
  readonly signal: OtlpSignal
  readonly message: OtlpMessages[OtlpSignal]
  readonly seed: number
}
type Answer = { readonly protobuf: string; readonly json: string; readonly protobufOfJson?: string }
type Row = {
  readonly number: number
  readonly name: string
  readonly jsonName: string
  readonly type: number
  readonly repeated: boolean
  readonly oneof: string | null
  readonly message: string | null
  readonly values: Readonly<Record<string, number>> | null
}

/** By descriptor.proto. */
const TYPE: Readonly<Record<ScalarType, number>> = {
  double: 1,
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  bytes: 12,
  id: 12,
  uint32: 13,
  enum: 14,
  sfixed64: 16,
  sint32: 17,
}
const MESSAGE_TYPE = 11

/** @throws AssertionError where they differ; Error where Python's packages can't be had */
export async function prove(report: (line: string) => void): Promise<void> {
  const python = demandTool(await pythonTool())
  // Those without ids go through JSON as well.
  const samples = [true, false].flatMap((hasIds) =>
    SIGNALS.flatMap((signal) =>
      fc
        .sample(arbitraryOtlp(signal, { hasIds }), { numRuns: MESSAGES_EACH, seed: 1 })
        .map((message, seed) => ({ signal, message, seed, hasIds })),
    ),
  )
  const lines = samples.flatMap((sample) => [
    JSON.stringify({ signal: sample.signal, protobuf: base64(canonical(sample)) }),
    JSON.stringify({
      signal: sample.signal,
      protobuf: base64(odd(sample)),
      ...(sample.hasIds ? {} : { json: text(writeJson(sample.signal, sample.message)) }),
    }),
  ])
  const run = spawnSync(python, [join(import.meta.dirname, 'otlp-codec/reference.py')], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: MAX_ANSWER_BYTES,
  })
  assert.equal(run.status, 0, run.stderr)
  const [tables, ...answers] = run.stdout.trimEnd().split('\n')
  report(
    `${demandSameTables(JSON.parse(tables!) as Record<string, Row[]>)} fields of all messages are the same`,
  )

  assert.equal(answers.length, 2 * samples.length)
  for (const [index, sample] of samples.entries()) {
    const [first, second] = answers
      .slice(2 * index, 2 * index + 2)
      .map((line) => JSON.parse(line) as Answer) as [Answer, Answer]
    const expected = { kind: 'read', message: sample.message }
    const title = `${sample.signal}, sample ${sample.seed}`
    assert.deepEqual(readProtobuf(sample.signal, bytes(first.protobuf)), expected, title)
    assert.deepEqual(readProtobuf(sample.signal, bytes(second.protobuf)), expected, `${title}, written oddly`)
    assert.deepEqual(readProtobuf(sample.signal, odd(sample)), expected, `${title}, written oddly`)
    if (sample.hasIds) continue
    assert.deepEqual(readJson(sample.signal, Buffer.from(first.json)), expected, `${title}, in JSON`)
    assert.deepEqual(
      readProtobuf(sample.signal, bytes(second.protobufOfJson!)),
      expected,
      `${title}, of our JSON`,
    )
  }
  report(`${samples.length} messages, each as we write it and as nobody does: both read the same`)
  report(`${samples.length / 2} of them in JSON: both read the same`)
}

function canonical({ signal, message }: Sample): Uint8Array {
  return writeProtobuf(signal, message)
}

/** But for what protobuf for Python refuses, lengths and tags of more than five bytes. */
function odd({ signal, message, seed }: Sample): Uint8Array {
  return writeOddly(MESSAGE_OF[signal], message, makeSeededRandom(seed), { isRare: false })
}

/** Says how many fields there are. */
function demandSameTables(tables: Readonly<Record<string, readonly Row[]>>): number {
  let count = 0
  const seen = new Set<string>()
  const demand = (message: Message, theirName: string): void => {
    if (seen.has(theirName)) return
    seen.add(theirName)
    // What only profiles use.
    const rows = tables[theirName]!.filter(({ name }) => !name.endsWith('_strindex'))
    assert.deepEqual(
      rows.map(({ number }) => number).sort((one, other) => one - other),
      message.fields.map(({ number }) => number),
      theirName,
    )
    for (const row of rows) {
      const field = message.byNumber[row.number]!
      count++
      demandSameField(field, row, `${theirName}.${row.name}`)
      if (field.message !== undefined) demand(field.message, row.message!)
    }
  }
  const collector = 'opentelemetry.proto.collector'
  demand(MESSAGES.TracesData, `${collector}.trace.v1.ExportTraceServiceRequest`)
  demand(MESSAGES.LogsData, `${collector}.logs.v1.ExportLogsServiceRequest`)
  demand(MESSAGES.MetricsData, `${collector}.metrics.v1.ExportMetricsServiceRequest`)
  demand(MESSAGES.ExportTraceServiceResponse, `${collector}.trace.v1.ExportTraceServiceResponse`)
  demand(MESSAGES.ExportLogsServiceResponse, `${collector}.logs.v1.ExportLogsServiceResponse`)
  demand(MESSAGES.ExportMetricsServiceResponse, `${collector}.metrics.v1.ExportMetricsServiceResponse`)
  assert.deepEqual([...seen].sort(), Object.keys(tables).sort())
  return count
}

function demandSameField(field: Field, row: Row, title: string): void {
  const { scalar, label } = field
  assert.equal(field.originalName, row.name, title)
  assert.equal(field.name, row.jsonName, title)
  assert.equal(scalar === undefined ? MESSAGE_TYPE : TYPE[scalar], row.type, title)
  assert.equal(label === 'repeated', row.repeated, title)
  assert.equal(label === 'optional', row.oneof === `_${row.name}`, title)
  assert.equal(label === 'oneof', row.oneof !== null && !row.oneof.startsWith('_'), title)
  assert.deepEqual(field.values ?? null, row.values, title)
}

function base64(encoded: Uint8Array): string {
  return Buffer.from(encoded).toString('base64')
}

function bytes(encoded: string): Uint8Array {
  return Buffer.from(encoded, 'base64')
}

function text(encoded: Uint8Array): string {
  return Buffer.from(encoded).toString()
}

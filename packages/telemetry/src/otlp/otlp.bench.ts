/**
 * Reading and writing OTLP, in batches as an SDK sends them and as a Collector may: spans of
 * 500 bytes in protobuf. Beside them, what a general reader of protobuf makes of the same
 * bytes, and a parser of the same JSON that makes no messages of it.
 *
 * Of a rate the best of some rounds counts.
 */
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import { readJson, writeJson } from './json.ts'
import type { LogRecord, LogsData, Resource, Span, TracesData } from './message.ts'
import { MESSAGE_OF, readProtobuf, readProtobufMessage, writeProtobuf } from './protobuf.ts'
import { MESSAGES } from './schema.ts'

const BATCHES = { tiny: [8], full: [512, 8192] } as const
const ITEMS_A_ROUND = { tiny: 8, full: 65_536 } as const
const ROUNDS = { tiny: 1, full: 7 } as const
const BAR = '≥ 100,000'
const RESOURCE: Resource = {
  attributes: [
    { key: 'service.name', value: 'orders' },
    { key: 'process.pid', value: 4711 },
  ],
  droppedAttributesCount: 0,
  entityRefs: [],
}

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const count of BATCHES[size]) {
    const rate = (run: () => void): number => {
      const runs = Math.max(1, Math.round(ITEMS_A_ROUND[size] / count))
      let best = 0
      for (let round = 0; round < ROUNDS[size]; round++) {
        const startedAt = performance.now()
        for (let index = 0; index < runs; index++) run()
        best = Math.max(best, (runs * count * 1000) / (performance.now() - startedAt))
      }
      return best
    }
    const traces = madeTraces(count)
    const protobuf = writeProtobuf('traces', traces)
    const json = Buffer.from(writeJson('traces', traces))
    const logs = writeProtobuf('logs', madeLogs(count))
    const batch = `batches of ${count.toLocaleString('en')}`
    rows.push(
      {
        name: `read protobuf, spans of ${Math.round(protobuf.length / count)} B, ${batch}`,
        value: rate(() => readProtobuf('traces', protobuf)),
        unit: 'spans/s',
        bar: BAR,
        against: {
          name: 'by the table',
          value: rate(() => readProtobufMessage(MESSAGE_OF.traces, protobuf)),
        },
      },
      {
        name: `read protobuf, records of ${Math.round(logs.length / count)} B, ${batch}`,
        value: rate(() => readProtobuf('logs', logs)),
        unit: 'records/s',
        against: { name: 'by the table', value: rate(() => readProtobufMessage(MESSAGE_OF.logs, logs)) },
      },
      {
        name: `read JSON, spans of ${Math.round(json.length / count)} B, ${batch}`,
        value: rate(() => readJson('traces', json)),
        unit: 'spans/s',
        against: { name: 'JSON.parse alone', value: rate(() => JSON.parse(json.toString())) },
      },
      {
        name: `write protobuf, ${batch}`,
        value: rate(() => writeProtobuf('traces', traces)),
        unit: 'spans/s',
      },
      { name: `write JSON, ${batch}`, value: rate(() => writeJson('traces', traces)), unit: 'spans/s' },
    )
  }
  return rows
}

function madeTraces(count: number): TracesData {
  const random = makeSeededRandom(1)
  const spans = Array.from({ length: count }, (_, index) => madeSpan(random, index))
  const scope = { name: 'io.opentelemetry.jdbc', version: '2.1.0', attributes: [], droppedAttributesCount: 0 }
  return {
    resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ scope, spans, schemaUrl: '' }], schemaUrl: '' }],
  }
}

function madeLogs(count: number): LogsData {
  const random = makeSeededRandom(1)
  const logRecords = Array.from({ length: count }, (_, index): LogRecord => {
    const { attributes, traceId, spanId, startTimeUnixNano } = madeSpan(random, index)
    return {
      ...(MESSAGES.LogRecord.defaults as unknown as LogRecord),
      timeUnixNano: startTimeUnixNano,
      severityNumber: 9,
      severityText: 'INFO',
      body: `order ${index} placed`,
      attributes,
      traceId,
      spanId,
    }
  })
  const scope = { name: 'orders.log', version: '', attributes: [], droppedAttributesCount: 0 }
  return {
    resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ scope, logRecords, schemaUrl: '' }], schemaUrl: '' }],
  }
}

/** A request to a web server: some of its values are always the same, some never. */
function madeSpan(random: SeededRandom, index: number): Span {
  const startTimeUnixNano = 1_764_000_000_000_000_000n + BigInt(index) * 1_234_567n
  return {
    ...(MESSAGES.Span.defaults as unknown as Span),
    traceId: madeId(random, 16),
    spanId: madeId(random, 8),
    parentSpanId: madeId(random, 8),
    name: random.pick(['GET /orders/{id}', 'POST /orders', 'SELECT orders']),
    kind: 2,
    flags: 0x101,
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano + BigInt(random.below(1_000_000_000)),
    attributes: [
      { key: 'http.request.method', value: 'GET' },
      { key: 'url.path', value: `/orders/${random.below(1_000_000)}` },
      { key: 'http.response.status_code', value: 200 },
      { key: 'server.address', value: 'orders.example.com' },
      { key: 'server.port', value: 8080 },
      { key: 'client.address', value: `10.0.${random.below(256)}.${random.below(256)}` },
      { key: 'user_agent.original', value: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' },
      { key: 'network.protocol.version', value: '1.1' },
      { key: 'app.cart.total', value: { double: random.next() * 1000 } },
      { key: 'app.user.is_new', value: random.below(2) === 0 },
      { key: 'code.function.name', value: 'com.example.orders.OrderResource.find' },
    ],
    status: { message: '', code: random.below(3) },
  }
}

function madeId(random: SeededRandom, byteCount: number): string {
  return Buffer.from(Array.from({ length: byteCount }, () => random.below(256))).toString('hex')
}

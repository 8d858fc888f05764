/**
 * Spans as a sender has them, some 500 bytes and ten attributes each, from protobuf to
 * events; mapping alone, and beside the decoding that comes before it.
 */
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { eventsFromOtlp } from './events-from-otlp.ts'
import type { KeyValue, LogsData, Span, TracesData } from './message.ts'
import { otlpFromEvents } from './otlp-from-events.ts'
import { readProtobuf, writeProtobuf } from './protobuf.ts'

const SIZES = { tiny: { spans: 64, rounds: 1 }, full: { spans: 8192, rounds: 25 } } as const
const RECORDED_AT = 1_760_000_000_000
const START_NS = BigInt(RECORDED_AT) * 1_000_000n

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const { spans, rounds } = SIZES[size]
  const rows: BenchRow[] = []
  for (const batch of size === 'tiny' ? [spans] : [512, spans]) {
    const traces = writeProtobuf('traces', tracesOf(batch))
    const decode = (): TracesData => {
      const reading = readProtobuf('traces', traces)
      if (reading.kind !== 'read') throw new Error(reading.reason)
      return reading.message
    }
    const message = decode()
    const often = (rounds * spans) / batch
    const mapping = best(often, () => map('traces', message))
    const both = best(often, () => map('traces', decode()))
    rows.push(
      row(
        `spans mapped, ${batch} a batch, ${Math.round(traces.length / batch)} bytes each`,
        batch / mapping,
        '≥ 300,000',
      ),
      row('spans decoded and mapped', batch / both, '≥ 100,000'),
    )
  }
  const logs = logsOf(spans)
  rows.push(row('log records mapped', spans / best(rounds, () => map('logs', logs))))
  const { events } = map('traces', tracesOf(spans))
  rows.push(row('spans mapped back', spans / best(rounds, () => otlpFromEvents(events))))
  return rows
}

function map(signal: 'traces', message: TracesData): ReturnType<typeof eventsFromOtlp>
function map(signal: 'logs', message: LogsData): ReturnType<typeof eventsFromOtlp>
function map(signal: 'traces' | 'logs', message: TracesData | LogsData) {
  return eventsFromOtlp(signal, message as TracesData & LogsData, {
    recordedAt: RECORDED_AT,
    keySecret: 'swordfish',
    placeOf: () => ({ repository: 'a'.repeat(32), branchNow: 'main' }),
  })
}

function row(name: string, value: number, bar?: string): BenchRow {
  return {
    name,
    value,
    unit: name.startsWith('log') ? 'records/s' : 'spans/s',
    ...(bar === undefined ? {} : { bar }),
  }
}

/** Seconds of the fastest round. */
function best(rounds: number, run: () => unknown): number {
  let least = Infinity
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    run()
    least = Math.min(least, (performance.now() - startedAt) / 1000)
  }
  return least
}

const RESOURCE = {
  attributes: texts({
    'service.name': 'orders',
    'service.version': '2.1.0',
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': '3.1.0',
    'host.name': 'ada-laptop',
    'process.executable.name': 'node',
    'process.working_directory': '/home/ada/src/orders',
  }),
  droppedAttributesCount: 0,
  entityRefs: [],
}
const SCOPE = {
  name: '@opentelemetry/instrumentation-http',
  version: '0.301.0',
  attributes: [],
  droppedAttributesCount: 0,
}

function tracesOf(count: number): TracesData {
  const spans = Array.from({ length: count }, (_, at) => spanOf(at))
  return {
    resourceSpans: [
      { resource: RESOURCE, schemaUrl: '', scopeSpans: [{ scope: SCOPE, schemaUrl: '', spans }] },
    ],
  }
}

function spanOf(at: number): Span {
  const startTimeUnixNano = START_NS + BigInt(at * 1_234_567)
  return {
    traceId: hex(at >> 3, 32),
    spanId: hex(at, 16),
    traceState: '',
    parentSpanId: at % 8 === 0 ? '' : hex(at - 1, 16),
    flags: 257,
    name: `GET /orders/:id`,
    kind: 2,
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano + BigInt(1000 * (at % 977)),
    attributes: [...attributesOf(at), { key: 'http.request.duration', value: { double: at / 7 } }],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { message: '', code: 0 },
  }
}

function logsOf(count: number): LogsData {
  const logRecords = Array.from({ length: count }, (_, at) => ({
    timeUnixNano: START_NS + BigInt(at * 1_234_567),
    observedTimeUnixNano: START_NS + BigInt(at * 1_234_567 + 1000),
    severityNumber: 9,
    severityText: 'INFO',
    body: `order ${at} placed`,
    attributes: attributesOf(at),
    droppedAttributesCount: 0,
    flags: 1,
    traceId: hex(at >> 3, 32),
    spanId: hex(at, 16),
    eventName: '',
  }))
  return {
    resourceLogs: [
      { resource: RESOURCE, schemaUrl: '', scopeLogs: [{ scope: SCOPE, schemaUrl: '', logRecords }] },
    ],
  }
}

function attributesOf(at: number): KeyValue[] {
  return [
    ...texts({
      'http.request.method': 'GET',
      'url.scheme': 'https',
      'url.path': `/orders/${at}`,
      'server.address': 'orders.example.org',
      'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
      'http.route': '/orders/:id',
      'network.protocol.version': '1.1',
    }),
    { key: 'http.response.status_code', value: 200 },
    { key: 'http.response.body.size', value: 1000 + (at % 313) },
  ]
}

function texts(entries: Readonly<Record<string, string>>): KeyValue[] {
  return Object.entries(entries).map(([key, value]) => ({ key, value }))
}

/** Never all zero. */
function hex(value: number, digits: number): string {
  return (value + 1).toString(16).padStart(digits, 'a')
}

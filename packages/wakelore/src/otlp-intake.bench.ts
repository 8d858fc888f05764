/**
 * From a request's bytes to the acknowledgement, spans a second: decoding, the gate, log,
 * fsync and graph, as the daemon does it; without HTTP and without a sender.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import type { OtlpRequest } from '@wakelore/server/transport/otlp-intake'
import { EVENT_CATEGORY } from '@wakelore/telemetry/conventions.generated'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import type { KeyValue, Span, TracesData } from '@wakelore/telemetry/otlp/message'
import { writeProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import { makeGate } from '@wakelore/vault/gate'
import { wakelorePaths } from '@wakelore/vault/paths'
import { makeRedactor } from '@wakelore/vault/redact'
import { makeOtlpIntake } from './otlp-intake.ts'
import { openStore } from './store.ts'

const REPOSITORY = 'a'.repeat(32)
const BAR = '≥ 30,000'
const BATCHES = [512, 8192]
const WAITING_AT_ONCE = 8

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const batch of size === 'tiny' ? [16] : BATCHES) {
    const spans = size === 'tiny' ? 64 : 131_072
    rows.push({
      name: `requests of ${batch} spans`,
      value: await spansPerSecond(batch, spans),
      unit: 'spans/s',
      bar: BAR,
    })
  }
  return rows
}

async function spansPerSecond(batch: number, spans: number): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'wakelore-intake-bench-'))
  try {
    const clock = { nowMs: () => Date.now() }
    await using store = await openStore({
      paths: { ...wakelorePaths({ home }), dataDir: join(home, 'data'), configDir: join(home, 'config') },
      clock,
      environment: { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
      onNotice: () => undefined,
    })
    const gate = makeGate({
      detailFor: () => 'full',
      privacyOf: privacyClassOf,
      categoryOf: (kind) => EVENT_CATEGORY[kind],
      redactor: makeRedactor({ home, emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) }),
    })
    const intake = makeOtlpIntake({
      clock,
      store: async () => store,
      gate: async () => gate,
      places: { learn: async () => undefined, placeOf: () => ({ repository: REPOSITORY }) },
      repositories: async () => new Set(),
      keySecret: async () => 'swordfish',
      sessions: async () => ({}),
      unattributed: { isKept: async () => false, help: '', append: async () => 0 },
      onWaiting: () => undefined,
    })
    const requests = Array.from({ length: spans / batch }, (_, index) => requestOf(batch, index * batch))
    const startedMs = performance.now()
    const answers: Promise<unknown>[] = []
    while (requests.length > 0) {
      for (const request of requests.splice(0, WAITING_AT_ONCE)) answers.push(intake.take(request))
      for (let isMore = true; isMore;) isMore = (await intake.takeIn()).inMs !== Infinity
    }
    await Promise.all(answers)
    return Math.round((spans * MS_PER_SECOND) / (performance.now() - startedMs))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function requestOf(batch: number, first: number): OtlpRequest {
  const message: TracesData = {
    resourceSpans: [
      {
        resource: {
          attributes: [text('service.name', 'orders'), text('host.name', 'ada')],
          droppedAttributesCount: 0,
          entityRefs: [],
        },
        schemaUrl: '',
        scopeSpans: [
          {
            scope: { name: 'http', version: '2.1.0', attributes: [], droppedAttributesCount: 0 },
            schemaUrl: '',
            spans: Array.from({ length: batch }, (_, index) => spanOf(first + index + 1)),
          },
        ],
      },
    ],
  }
  return { signal: 'traces', encoding: 'protobuf', bytes: writeProtobuf('traces', message) }
}

/** About 500 bytes. */
function spanOf(number: number): Span {
  const startNs = 1_795_608_000_000_000_000n + BigInt(number) * 1_234_567n
  const id = number.toString(16)
  return {
    traceId: Math.ceil(number / 20)
      .toString(16)
      .padStart(32, 'a'),
    spanId: id.padStart(16, '0'),
    traceState: '',
    parentSpanId: number % 20 === 1 ? '' : (number - 1).toString(16).padStart(16, '0'),
    flags: 257,
    name: 'GET /orders/:id',
    kind: 2,
    startTimeUnixNano: startNs,
    endTimeUnixNano: startNs + 5_000_000n,
    attributes: [
      text('http.request.method', 'GET'),
      text('url.path', `/orders/${number}`),
      text('url.scheme', 'https'),
      text('server.address', 'orders.atlas.test'),
      { key: 'server.port', value: 8443 },
      { key: 'http.response.status_code', value: number % 50 === 0 ? 500 : 200 },
      text('http.route', '/orders/:id'),
      text('network.protocol.version', '1.1'),
      text('client.address', `10.1.${number % 7}.${number % 251}`),
      text('user_agent.original', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
      text('code.function.name', 'handleOrder'),
      { key: 'thread.id', value: number % 8 },
    ],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
  }
}

function text(key: string, value: string): KeyValue {
  return { key, value }
}

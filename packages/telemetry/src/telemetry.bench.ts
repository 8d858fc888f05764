/**
 * What a span and an event cost the application that makes them, beside OpenTelemetry's own
 * SDK with its batching processor: while the application runs, and altogether, with the
 * JSON that goes out.
 */
import assert from 'node:assert/strict'
import type { Tracer } from '@opentelemetry/api'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace'
import { startTelemetry } from './node.ts'

/** Fewer than fill a batch: what is timed is making them, and sending comes after. */
const BURST = 2000
const QUEUE = {
  batchItems: 4096,
  queueItems: 8192,
  queueBytes: 16_000_000,
  batchBytes: 16_000_000,
  delayMs: 600_000,
}
const ATTRIBUTES = {
  'http.request.method': 'GET',
  'url.path': '/orders/4711',
  'http.response.status_code': 200,
  'server.address': 'shop.example.org',
  'cache.hit': true,
}

type Rival = { readonly tracer: Tracer; readonly flush: () => Promise<void> }
type Figures = { readonly madeUs: number; readonly allToldUs: number }

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const bursts = size === 'tiny' ? 1 : 40
  let sentBytes = 0
  const ours = startTelemetry(
    {
      endpoint: 'http://127.0.0.1:1',
      batching: QUEUE,
      fetch: async (_url, request) => {
        sentBytes += (request!.body as Uint8Array).byteLength
        return new Response('{}')
      },
    },
    {},
  )
  const provider = new TracerProvider({
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: serializingExporter((bytes) => {
          sentBytes += bytes
        }),
        maxQueueSize: QUEUE.queueItems,
        maxExportBatchSize: QUEUE.batchItems,
        scheduledDelayMillis: QUEUE.delayMs,
      }),
    ],
  })
  const theirs: Rival = { tracer: provider.getTracer('bench'), flush: () => provider.forceFlush() }

  const rows: BenchRow[] = []
  for (const [name, attributes] of [
    ['a span', undefined],
    ['a span with 5 attributes', ATTRIBUTES],
  ] as const) {
    const make = ({ tracer }: Rival) => {
      tracer.startSpan('GET /orders', attributes === undefined ? {} : { attributes }).end()
    }
    const our = await measure(ours, () => make(ours), bursts)
    const their = await measure(theirs, () => make(theirs), bursts)
    rows.push(
      {
        name: `${name}: start and end`,
        value: our.madeUs,
        unit: 'µs',
        bar: '≤ 2',
        against: { name: 'OpenTelemetry SDK', value: their.madeUs },
      },
      {
        name: `${name}: with its JSON`,
        value: our.allToldUs,
        unit: 'µs',
        against: { name: 'OpenTelemetry SDK', value: their.allToldUs },
      },
    )
  }
  const event = await measure(
    ours,
    () => {
      ours.emit('session.start', { 'session.id': '5f0c', 'session.previous_id': '4e1b' })
    },
    bursts,
  )
  rows.push({ name: 'an event with 2 attributes: emit', value: event.madeUs, unit: 'µs' })
  assert.ok(sentBytes > 0)
  const { spans } = ours.counts()
  assert.equal(spans.exported, 2 * (bursts + 1) * BURST)
  await ours.shutdown()
  await provider.shutdown()
  return rows
}

/** The best burst of each, since others share the processor. */
async function measure(rival: Pick<Rival, 'flush'>, make: () => void, bursts: number): Promise<Figures> {
  let madeMs = Infinity
  let allToldMs = Infinity
  // The first one is slower: the code isn't compiled yet.
  for (let burst = 0; burst <= bursts; burst++) {
    const startedAt = performance.now()
    for (let i = 0; i < BURST; i++) make()
    const made = performance.now() - startedAt
    await rival.flush()
    madeMs = Math.min(madeMs, made)
    allToldMs = Math.min(allToldMs, performance.now() - startedAt)
  }
  return { madeUs: (madeMs / BURST) * 1000, allToldUs: (allToldMs / BURST) * 1000 }
}

function serializingExporter(count: (sizeBytes: number) => void): SpanExporter {
  return {
    export: (spans, done) => {
      count(JsonTraceSerializer.serializeRequest(spans)!.byteLength)
      done({ code: 0 })
    },
    shutdown: async () => {},
    forceFlush: async () => {},
  }
}

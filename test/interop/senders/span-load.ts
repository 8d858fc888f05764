/**
 * Sends spans of about 500 bytes as fast as it is told to, by OTLP over HTTP, to where
 * its environment says, and prints what became of them.
 *
 *     node span-load.ts '{"spans":100000,"batch":512,"connections":4}'
 *     node span-load.ts '{"seconds":60,"spansPerSecond":400000,"batch":512,"connections":64}'
 *
 * The first kind sends until all are acknowledged, as an exporter does: what is refused
 * for now it sends again when it was told to. The second sends at a rate, whatever
 * becomes of it, and sends nothing twice.
 *
 * Batches are made once, by JavaScript's SDK, and get new ids before they are sent: the
 * n-th span of all has n as the last half of its trace id.
 */
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import type { LoadRequest, LoadResult } from '../span-load.ts'

type Batch = { readonly bytes: Buffer; readonly idsAt: readonly (readonly [trace: number, span: number])[] }
type Answer = { readonly kind: string; readonly retryAfterMs: number | undefined; readonly problem?: string }

const TEMPLATES = 8
const ANSWER_LIMIT_MS = 60_000
const RETRY_AFTER_UNTOLD_MS = 500
const MOST_PROBLEMS = 10
const RETRYABLE = new Set(['429', '503', 'reset'])
const GIVE_UP_AFTER_MS = 5 * 60_000

const endpoint = new URL(`${process.env['OTEL_EXPORTER_OTLP_ENDPOINT']}/v1/traces`)
const headers = readHeaders(process.env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '')
const load = JSON.parse(process.argv[2]!) as LoadRequest
const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
const batches = makeBatches(load.batch)
const spanBytes = Math.round(batches[0]!.bytes.length / load.batch)

const answers: Record<string, number> = {}
const malformed: string[] = []
const acknowledgedFirsts: number[] = []
const latenciesMs: number[] = []
let offered = 0
const firstSpan = load.firstSpan ?? 0

const startedAt = performance.now()
await (load.spans === undefined ? sendAtRate(load.seconds, load.spansPerSecond) : sendAll(load.spans))
const seconds = (performance.now() - startedAt) / 1000
agent.destroy()
latenciesMs.sort((a, b) => a - b)
const result: LoadResult = {
  seconds,
  spanBytes,
  offered,
  acknowledged: acknowledgedFirsts.length * load.batch,
  acknowledgedFirsts,
  answers,
  malformed,
  medianMs: latenciesMs[Math.floor(latenciesMs.length / 2)] ?? 0,
  p99Ms: latenciesMs[Math.floor(latenciesMs.length * 0.99)] ?? 0,
}
console.log(JSON.stringify(result))

async function sendAll(spans: number): Promise<void> {
  let next = 0
  const connection = async (): Promise<void> => {
    while (next < spans) {
      const first = next
      next += load.batch
      for (;;) {
        const { kind, retryAfterMs } = await sendBatch(firstSpan + first)
        if (kind === '200') break
        if (!RETRYABLE.has(kind)) throw new Error(`answered ${kind}: ${malformed.join(', ')}`)
        if (performance.now() - startedAt > GIVE_UP_AFTER_MS) throw new Error(`still ${kind} after minutes`)
        await delay(retryAfterMs ?? RETRY_AFTER_UNTOLD_MS)
      }
    }
  }
  await Promise.all(Array.from({ length: load.connections }, connection))
}

async function sendAtRate(seconds: number, spansPerSecond: number): Promise<void> {
  const batchesPerMs = spansPerSecond / load.batch / 1000
  const inFlight = new Set<Promise<unknown>>()
  let sent = 0
  for (;;) {
    const elapsedMs = performance.now() - startedAt
    if (elapsedMs > seconds * 1000) break
    // As many as are due; but no more at a time than there are connections.
    while (sent < elapsedMs * batchesPerMs && inFlight.size < load.connections) {
      const sending = sendBatch(firstSpan + sent++ * load.batch).finally(() => inFlight.delete(sending))
      inFlight.add(sending)
    }
    await (inFlight.size < load.connections ? delay(1) : Promise.race(inFlight))
  }
  await Promise.all(inFlight)
}

async function sendBatch(first: number): Promise<Answer> {
  offered += load.batch
  const { bytes, idsAt } = batches[Math.floor(first / load.batch) % TEMPLATES]!
  // A copy, as the one before may still be on its way.
  const body = Buffer.from(bytes)
  for (const [n, [traceAt, spanAt]] of idsAt.entries()) {
    body.writeBigUInt64BE(BigInt(first + n), traceAt + 8)
    body.writeBigUInt64BE(BigInt(first + n + 1), spanAt)
  }
  const sentAt = performance.now()
  const answer = await post(body)
  latenciesMs.push(performance.now() - sentAt)
  answers[answer.kind] = (answers[answer.kind] ?? 0) + 1
  if (answer.kind === '200') acknowledgedFirsts.push(first)
  if (answer.problem !== undefined && malformed.length < MOST_PROBLEMS) {
    malformed.push(`${answer.kind}: ${answer.problem}`)
  }
  return answer
}

function post(body: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const request = httpRequest(endpoint, {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-protobuf', 'content-length': body.length },
      timeout: ANSWER_LIMIT_MS,
    })
    let isAnswered = false
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', (error: Error) => {
      // The rest of a body that was refused at its head may find nobody who reads it.
      if (!isAnswered) resolve({ kind: 'reset', retryAfterMs: undefined, problem: error.message })
    })
    request.on('response', (response) => {
      isAnswered = true
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('close', () => {
        const kind = String(response.statusCode)
        const after = response.headers['retry-after']
        const problem = problemOf(kind, response.headers['content-type'], after, Buffer.concat(chunks))
        resolve({
          kind,
          retryAfterMs: after === undefined ? undefined : Number(after) * 1000,
          ...(problem === undefined ? {} : { problem }),
        })
      })
    })
    request.end(body)
  })
}

/** What the OTLP specification says a refusal looks like, and this one doesn't. */
function problemOf(
  kind: string,
  type: string | undefined,
  retryAfter: string | undefined,
  body: Buffer,
): string | undefined {
  if (type !== 'application/x-protobuf') return `content type ${type}`
  // No partial success, or one that is empty.
  if (kind === '200') return body.length <= 2 ? undefined : `partial success: ${body.toString('latin1')}`
  if ((kind === '429' || kind === '503') && !/^\d+$/.test(retryAfter ?? ''))
    return `Retry-After ${retryAfter}`
  // A google.rpc.Status with a message: field 2, text.
  return body.includes(0x12) ? undefined : 'no status in the body'
}

function makeBatches(size: number): Batch[] {
  const random = makeSeededRandom(7)
  const hex = (): string =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'span-load', 'host.name': 'loopback' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('interop.load', '1.0.0')
  return Array.from({ length: TEMPLATES }, () => {
    exporter.reset()
    for (let n = 0; n < size; n++) {
      const span = tracer.startSpan(`GET /orders/${random.below(50)}`, {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': 'GET',
          'http.route': '/orders/{id}',
          'http.response.status_code': random.below(10) === 0 ? 500 : 200,
          'url.path': `/orders/${random.below(100_000)}/items`,
          'server.address': 'orders.example',
          'server.port': 8080,
          'network.peer.address': `10.0.${random.below(256)}.${random.below(256)}`,
          'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
          'order.reference': `order-${hex()}-${hex()}`,
          'thread.id': random.below(16),
        },
      })
      if (n % 10 === 0) span.setStatus({ code: SpanStatusCode.ERROR, message: 'no such order' })
      span.end()
    }
    const spans = exporter.getFinishedSpans()
    const bytes = Buffer.from(ProtobufTraceSerializer.serializeRequest(spans)!)
    let at = 0
    const idsAt = spans.map((span) => {
      const { traceId, spanId } = span.spanContext()
      const traceAt = bytes.indexOf(traceId, at, 'hex')
      at = bytes.indexOf(spanId, traceAt, 'hex')
      return [traceAt, at] as const
    })
    return { bytes, idsAt }
  })
}

function readHeaders(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
    }),
  )
}

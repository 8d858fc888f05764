/**
 * A backend for tests: takes OTLP by HTTP or gRPC on a port of its own, decodes what
 * comes, remembers it, and answers as it is told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  createServer as createHttp2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { gunzipSync } from 'node:zlib'
import { readJson } from '@wakelore/telemetry/otlp/json'
import { writeExportResponse } from '@wakelore/telemetry/otlp/export-response'
import { writeStatus } from '@wakelore/telemetry/otlp/status'
import { eventsFromOtlp } from '@wakelore/telemetry/otlp/events-from-otlp'
import type { OtlpMessages, OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { readProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'

export type Received = {
  readonly signal: OtlpSignal
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
  readonly message: OtlpMessages[OtlpSignal]
}

/** What to do with a request; taken in where it is undefined. */
export type Answer =
  | {
      readonly kind: 'http'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | {
      readonly kind: 'grpc'
      readonly code: number
      readonly retryAfterMs?: number
      readonly message?: string
    }
  | { readonly kind: 'partial'; readonly rejected: bigint; readonly message: string }
  /** The connection is cut: before the request is read as a whole, or after it was taken in. */
  | { readonly kind: 'reset'; readonly when: 'mid-body' | 'before-answer' }
  /** After so long it is taken in. */
  | { readonly kind: 'slow'; readonly ms: number }

export type Receiver = AsyncDisposable & {
  readonly endpoint: string
  readonly port: number
  /** What was acknowledged, in order. */
  readonly received: Received[]
  /** How many requests there were, whatever became of them. */
  readonly requests: () => number
  /** Ids of the events that arrived, in order, those that came twice twice. */
  readonly eventIds: () => string[]
  readonly events: () => DevelopmentEvent[]
}

const SIGNAL_OF_PATH: Readonly<Record<string, OtlpSignal>> = {
  '/v1/traces': 'traces',
  '/v1/logs': 'logs',
  '/v1/metrics': 'metrics',
  '/opentelemetry.proto.collector.trace.v1.TraceService/Export': 'traces',
  '/opentelemetry.proto.collector.logs.v1.LogsService/Export': 'logs',
  '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export': 'metrics',
}

export async function openReceiver(options: {
  readonly protocol: 'http' | 'grpc'
  readonly port?: number
  /** Asked of each request, by its number from 1. */
  readonly answer?: (request: number, signal: OtlpSignal) => Answer | undefined
}): Promise<Receiver> {
  const received: Received[] = []
  let count = 0
  const nextAnswer = (signal: OtlpSignal): Answer | undefined => {
    count++
    return options.answer?.(count, signal)
  }
  const take = (
    signal: OtlpSignal,
    headers: Readonly<Record<string, unknown>>,
    bytes: Buffer,
    encoding: 'json' | 'protobuf',
  ): void => {
    const read = encoding === 'json' ? readJson(signal, bytes) : readProtobuf(signal, bytes)
    if (read.kind !== 'read') throw new Error(`malformed: ${read.reason}`)
    received.push({ signal, headers, body: bytes, message: read.message })
  }
  const { server, close } =
    options.protocol === 'http' ? httpServer(nextAnswer, take) : grpcServer(nextAnswer, take)
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const events = (): DevelopmentEvent[] =>
    received
      .filter(({ signal }) => signal !== 'metrics')
      .flatMap(({ signal, message }) => eventsFromOtlp(signal, message as never, { isOwn: true }).events)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    received,
    requests: () => count,
    events,
    eventIds: () => events().map(eventId),
    [Symbol.asyncDispose]: close,
  }
}

type Take = (
  signal: OtlpSignal,
  headers: Readonly<Record<string, unknown>>,
  bytes: Buffer,
  encoding: 'json' | 'protobuf',
) => void
type NextAnswer = (signal: OtlpSignal) => Answer | undefined

function httpServer(nextAnswer: NextAnswer, take: Take) {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const signal = SIGNAL_OF_PATH[request.url ?? '']
    if (signal === undefined || request.method !== 'POST') {
      request.resume()
      response.writeHead(404).end()
      return
    }
    const answer = nextAnswer(signal)
    if (answer?.kind === 'reset' && answer.when === 'mid-body') {
      request.once('data', () => request.socket.destroy())
      return
    }
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    if (answer?.kind === 'http') {
      response.writeHead(answer.status, answer.headers).end(answer.body)
      return
    }
    if (answer?.kind === 'slow') await new Promise((wake) => setTimeout(wake, answer.ms))
    const encoding = request.headers['content-type'] === 'application/json' ? 'json' : 'protobuf'
    const body = Buffer.concat(parts)
    take(
      signal,
      request.headers,
      request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body,
      encoding,
    )
    if (answer?.kind === 'reset') {
      request.socket.destroy()
      return
    }
    const partial = answer?.kind === 'partial' ? answer : { rejected: 0n, message: '' }
    response
      .writeHead(200, { 'content-type': request.headers['content-type'] })
      .end(
        writeExportResponse(signal, encoding, { rejected: partial.rejected, errorMessage: partial.message }),
      )
  }
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { server, close }
}

function grpcServer(nextAnswer: NextAnswer, take: Take) {
  const server = createHttp2Server()
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => undefined)
  })
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => undefined)
    handle(stream, headers).catch(() => stream.destroy())
  })
  const handle = async (
    stream: ServerHttp2Stream,
    headers: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const signal = SIGNAL_OF_PATH[String(headers[':path'])]!
    const answer = nextAnswer(signal)
    if (answer?.kind === 'reset' && answer.when === 'mid-body') {
      stream.once('data', () => stream.session?.destroy())
      return
    }
    const parts: Buffer[] = []
    for await (const part of stream as AsyncIterable<Buffer>) parts.push(part)
    if (answer?.kind === 'grpc') {
      const { code, retryAfterMs, message = '' } = answer
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'grpc-status': String(code),
          'grpc-message': encodeURIComponent(message),
          ...(retryAfterMs === undefined
            ? {}
            : {
                'grpc-status-details-bin': Buffer.from(
                  writeStatus({ code, message, retryAfterMs }, 'protobuf'),
                ).toString('base64'),
              }),
        },
        { endStream: true },
      )
      return
    }
    if (answer?.kind === 'slow') await new Promise((wake) => setTimeout(wake, answer.ms))
    const frame = Buffer.concat(parts)
    const message = frame.subarray(5, 5 + frame.readUInt32BE(1))
    take(signal, headers, frame[0] === 1 ? gunzipSync(message) : message, 'protobuf')
    if (answer?.kind === 'reset') {
      stream.session?.destroy()
      return
    }
    const partial = answer?.kind === 'partial' ? answer : { rejected: 0n, message: '' }
    const body = writeExportResponse(signal, 'protobuf', {
      rejected: partial.rejected,
      errorMessage: partial.message,
    })
    const head = Buffer.alloc(5)
    head.writeUInt32BE(body.byteLength, 1)
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.end(Buffer.concat([head, body]))
  }
  const close = async (): Promise<void> => {
    for (const session of sessions) session.destroy()
    server.close()
    await once(server, 'close')
  }
  return { server, close }
}

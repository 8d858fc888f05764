/**
 * Delivery by gRPC: one unary call for a request, over HTTP/2; with TLS for `https`,
 * by prior knowledge for `http`.
 *
 * By hand, since all that is needed of gRPC is a frame around the request and a status
 * in the trailers.
 *
 * Sources: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md,
 * https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md
 */
import { connect, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2'
import { readExportResponse } from '@wakelore/telemetry/otlp/export-response'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { readStatus } from '@wakelore/telemetry/otlp/status'
import type { Sink } from '@wakelore/vault/sink'
import { VERSION } from '../../version.ts'
import {
  ANSWER_WITHIN_MS,
  MOST_ANSWER_BYTES,
  shortText,
  undelivered,
  type Delivery,
  type SinkConnection,
  type SinkHeaders,
} from '../delivery.ts'

const METHODS: Readonly<Record<OtlpSignal, string>> = {
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
}

/** A byte that says whether it is compressed, four for the length. */
const FRAME_BYTES = 5

type GrpcAnswer = {
  readonly httpStatus: number
  readonly status: number | undefined
  readonly message: string
  readonly details: Buffer | undefined
  readonly body: Buffer
}

/** gRPC's codes: cancelled, deadline exceeded, aborted, out of range, unavailable, data loss. */
const RETRYABLE: readonly number[] = [1, 4, 10, 11, 14, 15]
const RESOURCE_EXHAUSTED = 8
const UNIMPLEMENTED = 12
/** Permission denied, unauthenticated. */
const DENIED: readonly number[] = [7, 16]
const UNKNOWN = 2
const STATUS_OF_HTTP: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
}

export function openGrpcConnection({ endpoint, compression }: Sink, headers: SinkHeaders): SinkConnection {
  const { origin } = new URL(endpoint)
  let session: ClientHttp2Session | undefined

  /** The one that stands, or another: whoever ends a session ends it for all that comes. */
  const connected = (): ClientHttp2Session => {
    if (session !== undefined && !session.closed && !session.destroyed) return session
    const opened = connect(origin)
    // Told by whatever is under way.
    opened.on('error', () => undefined)
    opened.on('goaway', () => opened.close())
    return (session = opened)
  }

  const deliver: SinkConnection['deliver'] = async ({ signal, body }, abort) => {
    try {
      return deliveryOf(signal, await call(METHODS[signal], body, abort))
    } catch (cause) {
      session?.destroy()
      abort.throwIfAborted()
      return undelivered(cause)
    }
  }

  const call = (path: string, body: Uint8Array, abort: AbortSignal): Promise<GrpcAnswer> =>
    new Promise((resolve, reject) => {
      const session = connected()
      const within = AbortSignal.any([abort, AbortSignal.timeout(ANSWER_WITHIN_MS)])
      const stream = session.request(
        {
          ...headers,
          [constants.HTTP2_HEADER_METHOD]: 'POST',
          [constants.HTTP2_HEADER_PATH]: path,
          'content-type': 'application/grpc',
          'user-agent': `wakelore/${VERSION}`,
          te: 'trailers',
          'grpc-timeout': `${ANSWER_WITHIN_MS}m`,
          ...(compression === 'gzip' ? { 'grpc-encoding': 'gzip' } : {}),
        },
        { signal: within },
      )
      let head: IncomingHttpHeaders = {}
      let tail: IncomingHttpHeaders = {}
      const parts: Buffer[] = []
      let sizeBytes = 0
      stream.on('response', (received) => (head = received))
      stream.on('trailers', (received) => (tail = received))
      stream.on('data', (part: Buffer) => {
        sizeBytes += part.length
        if (sizeBytes <= MOST_ANSWER_BYTES) parts.push(part)
      })
      stream.on('error', reject)
      session.once('error', reject)
      stream.on('close', () => {
        session.off('error', reject)
        const answer = toAnswer(head, tail, Buffer.concat(parts))
        // A stream may end without an error and without an answer.
        if (answer !== undefined) resolve(answer)
        else reject(Object.assign(new Error('ended before an answer came'), { code: 'ECONNRESET' }))
      })
      stream.end(framed(body, compression === 'gzip'))
    })

  return { deliver, close: () => session?.destroy() }
}

function framed(body: Uint8Array, isCompressed: boolean): Buffer {
  const head = Buffer.alloc(FRAME_BYTES)
  head.writeUInt8(isCompressed ? 1 : 0, 0)
  head.writeUInt32BE(body.byteLength, 1)
  return Buffer.concat([head, body])
}

function toAnswer(
  head: IncomingHttpHeaders,
  tail: IncomingHttpHeaders,
  frames: Buffer,
): GrpcAnswer | undefined {
  const httpStatus = Number(head[':status'])
  if (!Number.isInteger(httpStatus)) return undefined
  // Without a message the trailers come as headers.
  const last = tail['grpc-status'] === undefined ? head : tail
  const text = (name: string): string | undefined => {
    const value = last[name]
    return Array.isArray(value) ? value[0] : value
  }
  const status = text('grpc-status')
  if (status === undefined && httpStatus === 200) return undefined
  const details = text('grpc-status-details-bin')
  return {
    httpStatus,
    status: status === undefined || !/^\d{1,3}$/.test(status) ? undefined : Number(status),
    message: unescaped(text('grpc-message') ?? ''),
    details: details === undefined ? undefined : Buffer.from(details, 'base64'),
    body: frames.length >= FRAME_BYTES && frames[0] === 0 ? frames.subarray(FRAME_BYTES) : Buffer.alloc(0),
  }
}

function deliveryOf(
  signal: OtlpSignal,
  { httpStatus, status, message: said, details, body }: GrpcAnswer,
): Delivery {
  const grpcStatus = status ?? STATUS_OF_HTTP[httpStatus] ?? UNKNOWN
  const code = status === undefined ? `HTTP_${httpStatus}` : `GRPC_${grpcStatus}`
  const message = shortText(said)
  if (grpcStatus === 0) {
    const read = readExportResponse(signal, 'protobuf', body)
    if (read.kind !== 'read') return { kind: 'accepted', rejected: 0, message: '' }
    const { rejected, errorMessage } = read.message
    return { kind: 'accepted', rejected: Number(rejected), message: shortText(errorMessage) }
  }
  const told = details === undefined ? undefined : readStatus(details)
  const afterMs = told?.kind === 'read' ? told.message.retryAfterMs : undefined
  if (RETRYABLE.includes(grpcStatus) || (grpcStatus === RESOURCE_EXHAUSTED && afterMs !== undefined)) {
    return { kind: 'postponed', code, message, ...(afterMs === undefined ? {} : { afterMs }) }
  }
  // Without a word of when to come again: what it has room for is a message's size.
  if (grpcStatus === RESOURCE_EXHAUSTED) return { kind: 'too-large', code, message }
  if (grpcStatus === UNIMPLEMENTED) return { kind: 'untaken', code, message }
  if (DENIED.includes(grpcStatus)) return { kind: 'denied', code, message }
  return { kind: 'refused', code, message }
}

/** Percent-encoded, as far as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

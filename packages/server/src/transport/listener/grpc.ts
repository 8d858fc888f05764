/**
 * OTLP by gRPC: the Export method of the three collector services, one message each way.
 *
 * By hand, since that is all it takes, and since whoever frames the message can count it:
 * room for it is taken as soon as its length is told, before a byte of it is kept.
 *
 * Source: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
import {
  constants,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Stream,
} from 'node:http2'
import { isFault, type Fault } from '@wakelore/kernel/fault'
import { writeExportResponse } from '@wakelore/telemetry/otlp/export-response'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { writeStatus } from '@wakelore/telemetry/otlp/status'
import { statusOf } from '../../fault-status.ts'
import { serverFault } from '../../faults.ts'
import type { OtlpIntake, OtlpOutcome, OtlpReservation } from '../otlp-intake.ts'
import { accessOf, type AccessRules } from './access.ts'
import { cutOff } from './cut-off.ts'
import { bodyInTime, readBody, tooLargeFault } from './body.ts'
import type { ListenerLimits } from './limits.ts'
import { refusalOf, refusalText, retryAfterMs, throttledFault } from './refusal.ts'

export type GrpcTransport = {
  readonly handler: (request: Http2ServerRequest, response: Http2ServerResponse) => void
}

const METHODS: ReadonlyMap<string, OtlpSignal> = new Map([
  ['/opentelemetry.proto.collector.trace.v1.TraceService/Export', 'traces'],
  ['/opentelemetry.proto.collector.logs.v1.LogsService/Export', 'logs'],
  ['/opentelemetry.proto.collector.metrics.v1.MetricsService/Export', 'metrics'],
])

/** A byte that says whether it is compressed, four for its length. */
const FRAME_BYTES = 5
const ACCEPTED = 'identity,gzip'
const HEADERS = { 'content-type': 'application/grpc', 'grpc-accept-encoding': ACCEPTED }
const TIMEOUT_UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
}

export function makeGrpcTransport(options: {
  readonly rules: AccessRules
  readonly limits: ListenerLimits
  readonly intake: OtlpIntake
  readonly onAnswer: (isTaken: boolean) => void
  readonly onBug: (error: unknown) => void
}): GrpcTransport {
  const { rules, limits, intake, onAnswer, onBug } = options

  const take = async ({ headers, stream, url, method }: Http2ServerRequest) => {
    const access = await accessOf(headers, rules)
    if (access.kind === 'refused') throw access.fault
    const signal = METHODS.get(url)
    if (signal === undefined) throw serverFault('LISTENER_PATH_UNKNOWN', 'there is no such method here')
    if (method !== 'POST') {
      throw serverFault('LISTENER_METHOD_REFUSED', `${method} is not how telemetry is sent`)
    }
    const type = headers['content-type'] ?? ''
    const encoding = String(headers['grpc-encoding'] ?? 'identity')
    if (!/^application\/grpc(\+proto)?(;|$)/.test(type) || !ACCEPTED.split(',').includes(encoding)) {
      throw serverFault(
        'LISTENER_TYPE_UNKNOWN',
        'the message is of another type, or compressed in another way',
      )
    }
    const reservation = intake.reserve(FRAME_BYTES)
    if (reservation === undefined) throw throttledFault()
    try {
      const limitMs = Math.min(limits.bodyMs, timeoutMs(headers['grpc-timeout']))
      const bytes = await bodyInTime(readMessage(stream, { encoding, reservation, limits }), limitMs)
      return { signal, outcome: await intake.take({ signal, encoding: 'protobuf', bytes }) }
    } finally {
      reservation.release()
    }
  }

  const answer = async (request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> => {
    const { stream } = request
    try {
      const { signal, outcome } = await take(request)
      if (outcome.kind !== 'stored') throw refusalOf(outcome)
      onAnswer(true)
      if (!stream.destroyed) respond(response, signal, outcome)
    } catch (error) {
      onAnswer(false)
      if (isFault(error)) {
        if (!stream.destroyed) refuse(response, error)
        return
      }
      // A sender that went away isn't answered.
      if (!stream.aborted && !stream.destroyed) onBug(error)
      stream.close(constants.NGHTTP2_INTERNAL_ERROR)
    }
  }
  return { handler: (request, response) => void answer(request, response).catch(onBug) }
}

/** The request's only message, inflated. @throws as `readBody` */
async function readMessage(
  stream: ServerHttp2Stream,
  options: {
    readonly encoding: string
    readonly reservation: OtlpReservation
    readonly limits: ListenerLimits
  },
): Promise<Buffer> {
  const { encoding, reservation, limits } = options
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>
  let head = Buffer.alloc(0)
  while (head.length < FRAME_BYTES) {
    const next = await chunks.next()
    if (next.done === true) throw malformed('no message')
    head = Buffer.concat([head, next.value])
  }
  const flag = head[0]!
  const sizeBytes = head.readUInt32BE(1)
  if (sizeBytes > limits.bodyBytes) throw tooLargeFault(limits.bodyBytes)
  if (!reservation.grow(sizeBytes)) throw throttledFault()
  if (flag > 1 || (flag === 1 && encoding !== 'gzip'))
    throw malformed('a message that nobody says how to read')
  return readBody(exactly(sizeBytes, head.subarray(FRAME_BYTES), chunks), {
    isGzip: flag === 1,
    limits,
    reservation,
  })
}

async function* exactly(
  sizeBytes: number,
  first: Buffer,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let left = sizeBytes
  const counted = (chunk: Buffer): Buffer => {
    left -= chunk.length
    if (left < 0) throw malformed('more than one message')
    return chunk
  }
  yield counted(first)
  for await (const chunk of rest) yield counted(chunk)
  if (left !== 0) throw malformed('another length than its message is said to have')
}

function malformed(what: string): Fault {
  return serverFault('LISTENER_BODY_MALFORMED', `the request has ${what}`)
}

/** How long the sender waits; forever where it doesn't say. */
function timeoutMs(header: string | readonly string[] | undefined): number {
  const match = /^(\d{1,8})([HMSmun])$/.exec(String(header ?? ''))
  return match === null ? Infinity : Number(match[1]) * TIMEOUT_UNIT_MS[match[2]!]!
}

function respond(
  response: Http2ServerResponse,
  signal: OtlpSignal,
  { rejected, message }: OtlpOutcome & { readonly kind: 'stored' },
): void {
  const body = writeExportResponse(signal, 'protobuf', { rejected: BigInt(rejected), errorMessage: message })
  const frame = Buffer.alloc(FRAME_BYTES)
  frame.writeUInt32BE(body.length, 1)
  response.addTrailers({ 'grpc-status': '0' })
  response.writeHead(200, HEADERS)
  response.end(Buffer.concat([frame, body]))
}

/** An answer without a message has its trailers where otherwise headers are. */
function refuse(response: Http2ServerResponse, fault: Fault): void {
  const { grpc } = statusOf(fault.code)
  const message = refusalText(fault)
  const details = writeStatus({ code: grpc, message, retryAfterMs: retryAfterMs(fault) }, 'protobuf')
  response.writeHead(200, {
    ...HEADERS,
    'grpc-status': String(grpc),
    'grpc-message': percentEncoded(message),
    'grpc-status-details-bin': Buffer.from(details).toString('base64').replace(/=+$/, ''),
  })
  cutOff(response.req, 0)
  response.end()
}

/** Of UTF-8, everything but printable ASCII, and the sign that marks it. */
function percentEncoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
}

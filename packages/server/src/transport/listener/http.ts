/**
 * OTLP by HTTP: POST /v1/traces, /v1/logs and /v1/metrics, as the OTLP specification
 * says, for HTTP/1.1 and for HTTP/2 alike.
 *
 * Whatever can be known from the header is refused before the body is read. What a
 * refused sender goes on sending is read and dropped for a moment, so that it gets to see
 * the answer, and then cut off.
 */
import { createServer, type Server } from 'node:http'
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify'
import { errorCode } from '@wakelore/kernel/error-code'
import { isFault, type Fault } from '@wakelore/kernel/fault'
import { writeExportResponse } from '@wakelore/telemetry/otlp/export-response'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { writeStatus } from '@wakelore/telemetry/otlp/status'
import { statusOf } from '../../fault-status.ts'
import { serverFault } from '../../faults.ts'
import type { OtlpIntake, OtlpRequest } from '../otlp-intake.ts'
import { accessOf, type AccessRules } from './access.ts'
import { bodyInTime, readBody, tooLargeFault } from './body.ts'
import { cutOff } from './cut-off.ts'
import type { ListenerLimits } from './limits.ts'
import { refusalOf, refusalText, retryAfterMs, throttledFault } from './refusal.ts'

export type HttpTransport = {
  /** Takes connections; listens to no port itself. */
  readonly server: Server
  /** For requests that came otherwise. */
  readonly handler: (request: unknown, response: unknown) => void
  readonly close: () => Promise<void>
}

type Encoding = OtlpRequest['encoding']

/** Of a body whose size its header doesn't tell. */
const USUAL_BODY_BYTES = 64 * 1024
const CONNECTIONS_LOOKED_AT_MS = 2000
const MS_PER_SECOND = 1000
const PREFLIGHT_SECONDS = '600'
const CONTENT_TYPE: Readonly<Record<Encoding, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
}
const SIGNALS: readonly OtlpSignal[] = ['traces', 'logs', 'metrics']

export async function makeHttpTransport(options: {
  readonly rules: AccessRules
  readonly limits: ListenerLimits
  readonly intake: OtlpIntake
  readonly onAnswer: (isTaken: boolean) => void
  readonly onBug: (error: unknown) => void
}): Promise<HttpTransport> {
  const { rules, limits, intake, onAnswer, onBug } = options
  let server: Server | undefined
  let handler: HttpTransport['handler'] | undefined
  const app = fastify({
    serverFactory: (handle) => {
      handler = handle as HttpTransport['handler']
      server = createServer(
        {
          maxHeaderSize: limits.headerBytes,
          headersTimeout: limits.headerMs,
          requestTimeout: limits.headerMs + limits.bodyMs,
          keepAliveTimeout: limits.idleMs,
          connectionsCheckingInterval: CONNECTIONS_LOOKED_AT_MS,
        },
        handle,
      )
      // Told to go on only when its body is read: that it is refused spares it the sending.
      server.on('checkContinue', handle)
      return server
    },
    exposeHeadRoutes: false,
  })
  // Bodies are read by the handler, within limits that no parser knows.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))

  const refuse = (request: FastifyRequest, reply: FastifyReply, fault: Fault, encoding: Encoding): void => {
    const afterMs = retryAfterMs(fault)
    const { http, grpc } = statusOf(fault.code)
    reply.code(http)
    if (afterMs !== undefined)
      reply.header('retry-after', String(Math.max(1, Math.ceil(afterMs / MS_PER_SECOND))))
    if (fault.code.startsWith('LISTENER_TOKEN_')) reply.header('www-authenticate', 'Bearer')
    if (fault.code === 'LISTENER_METHOD_REFUSED') reply.header('allow', 'POST')
    onAnswer(false)
    cutOff(request.raw, limits.lingerMs)
    const status = { code: grpc, message: refusalText(fault), retryAfterMs: afterMs }
    send(reply, encoding, writeStatus(status, encoding))
  }

  app.addHook('onRequest', async (request, reply) => {
    const encoding = encodingOf(request.headers['content-type']) ?? 'protobuf'
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
    const access = await accessOf(request.raw.headers, rules, { isPreflight })
    if (access.origin !== undefined) allowPage(reply, access.origin)
    if (access.kind === 'refused') {
      refuse(request, reply, access.fault, encoding)
      return reply
    }
    if (!isPreflight) return undefined
    const { origin } = access
    if (origin !== undefined) allowPreflight(reply)
    return reply.code(204).send()
  })

  for (const signal of SIGNALS) {
    app.post(`/v1/${signal}`, async (request, reply) => {
      const encoding = encodingOf(request.headers['content-type'])
      try {
        const outcome = await take(request, reply, signal, encoding)
        if (outcome.kind !== 'stored') throw refusalOf(outcome)
        onAnswer(true)
        const answer = { rejected: BigInt(outcome.rejected), errorMessage: outcome.message }
        send(reply, encoding!, writeExportResponse(signal, encoding!, answer))
      } catch (error) {
        if (isFault(error)) refuse(request, reply, error, encoding ?? 'protobuf')
        // Nobody is there any more to be answered.
        else if (request.raw.errored !== null || request.raw.destroyed) reply.hijack()
        else throw error
      }
      return reply
    })
  }

  async function take(
    request: FastifyRequest,
    reply: FastifyReply,
    signal: OtlpSignal,
    encoding: Encoding | undefined,
  ): ReturnType<OtlpIntake['take']> {
    const { headers } = request
    const compression = headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
    if (encoding === undefined || !['identity', 'gzip'].includes(compression)) {
      const what = encoding === undefined ? 'content-type' : 'content-encoding'
      const found = JSON.stringify(String(headers[what] ?? '').slice(0, 80))
      throw serverFault('LISTENER_TYPE_UNKNOWN', `the ${what} is ${found}, which is not taken`)
    }
    const told = headers['content-length']
    const sizeBytes = told === undefined ? USUAL_BODY_BYTES : Number(told)
    if (sizeBytes > limits.bodyBytes) throw tooLargeFault(limits.bodyBytes)
    const reservation = intake.reserve(sizeBytes)
    if (reservation === undefined) throw throttledFault()
    try {
      if (headers.expect !== undefined) reply.raw.writeContinue()
      const body = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
      const reading = readBody(body, { isGzip: compression === 'gzip', limits, reservation })
      const bytes = await bodyInTime(reading, limits.bodyMs)
      return await intake.take({ signal, encoding, bytes })
    } finally {
      reservation.release()
    }
  }

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!
    const isKnown = SIGNALS.some((signal) => path === `/v1/${signal}`)
    const fault = isKnown
      ? serverFault('LISTENER_METHOD_REFUSED', `${request.method} is not how telemetry is sent`)
      : serverFault('LISTENER_PATH_UNKNOWN', 'nothing is taken at this path')
    refuse(request, reply, fault, encodingOf(request.headers['content-type']) ?? 'protobuf')
  })
  app.setErrorHandler((error: unknown, request, reply) => {
    const encoding = encodingOf(request.headers['content-type']) ?? 'protobuf'
    const isSenders = errorCode(error)?.startsWith('FST_') === true
    if (!isSenders) onBug(error)
    const fault = isSenders
      ? serverFault('LISTENER_BODY_MALFORMED', 'the request is none that is understood')
      : serverFault('LISTENER_STORE_UNAVAILABLE', 'the daemon met a bug of its own')
    refuse(request, reply, fault, encoding)
  })
  await app.ready()
  // What starts Node's own look at slow and idle connections, and we listen elsewhere.
  server!.emit('listening')
  return { server: server!, handler: handler!, close: () => app.close() }
}

function send(reply: FastifyReply, encoding: Encoding, bytes: Uint8Array): void {
  reply.type(CONTENT_TYPE[encoding]).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** Parameters, as a charset, say nothing that isn't known. */
function encodingOf(contentType: string | undefined): Encoding | undefined {
  switch (contentType?.split(';', 1)[0]?.trim().toLowerCase()) {
    case 'application/x-protobuf':
      return 'protobuf'
    case 'application/json':
      return 'json'
    default:
      return undefined
  }
}

function allowPage(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin)
  reply.header('access-control-expose-headers', 'retry-after')
  reply.header('vary', 'origin')
}

function allowPreflight(reply: FastifyReply): void {
  reply.header('access-control-allow-methods', 'POST')
  reply.header(
    'access-control-allow-headers',
    'authorization, content-type, content-encoding, traceparent, tracestate, baggage',
  )
  reply.header('access-control-allow-private-network', 'true')
  reply.header('access-control-max-age', PREFLIGHT_SECONDS)
}

/** HTTP/2 without TLS, by prior knowledge: gRPC, and OTLP by HTTP. */
import { createServer, type Http2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AccessRules } from './access.ts'
import { makeGrpcTransport } from './grpc.ts'
import type { HttpTransport } from './http.ts'
import type { ListenerLimits } from './limits.ts'
import type { OtlpIntake } from '../otlp-intake.ts'

export function makeHttp2Server(options: {
  readonly rules: AccessRules
  readonly limits: ListenerLimits
  readonly intake: OtlpIntake
  readonly onAnswer: (isTaken: boolean) => void
  readonly onBug: (error: unknown) => void
  readonly openHttp: () => Promise<HttpTransport>
}): Http2Server {
  const { limits, onBug, openHttp } = options
  const grpc = makeGrpcTransport(options)
  const server = createServer({
    maxHeaderListPairs: 64,
    maxSessionMemory: 4,
    settings: {
      maxConcurrentStreams: limits.streams,
      maxHeaderListSize: limits.headerBytes,
      enablePush: false,
    },
  })
  server.on('request', (request: Http2ServerRequest, response: Http2ServerResponse) => {
    // A sender that goes away in the middle is no fault of ours.
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    if (/^application\/grpc([+;]|$)/.test(request.headers['content-type'] ?? '')) {
      return grpc.handler(request, response)
    }
    openHttp()
      .then(({ handler }) => handler(request, response))
      .catch(onBug)
  })
  server.on('session', (session) => session.setTimeout(limits.idleMs, () => session.close()))
  server.on('sessionError', () => undefined)
  return server
}

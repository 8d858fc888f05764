/**
 * Delivery by HTTP/1.1: `POST <endpoint>/v1/<signal>`, protobuf or JSON.
 *
 * Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
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

type HttpAnswer = {
  readonly status: number
  readonly contentType: string
  readonly retryAfter: string | undefined
  readonly body: Buffer
}

const RETRYABLE: readonly number[] = [429, 502, 503, 504]
/** There is no such path, or nothing can be sent there. */
const UNTAKEN: readonly number[] = [404, 405, 410, 501]
/** About who asks, how, or where: no other body would fare better. */
const DENIED: readonly number[] = [401, 402, 403, 406, 407, 415, 421, 426, 451, 505, 511]

const MOST_TEXT_BYTES = 4096

export function openHttpConnection(
  { endpoint, protocol, compression }: Sink,
  headers: SinkHeaders,
  nowMs: () => number,
): SinkConnection {
  const isSecure = endpoint.startsWith('https:')
  // Of its own: the global one may have been given a proxy.
  const agent = isSecure
    ? new HttpsAgent({ keepAlive: true, maxSockets: 1 })
    : new HttpAgent({ keepAlive: true, maxSockets: 1 })
  const encoding = protocol === 'http/json' ? 'json' : 'protobuf'

  const deliver: SinkConnection['deliver'] = async ({ signal, body }, abort) => {
    try {
      const answer = await post(new URL(`${endpoint}/v1/${signal}`), body, abort)
      return deliveryOf(signal, answer, nowMs())
    } catch (cause) {
      abort.throwIfAborted()
      return undelivered(cause)
    }
  }

  const post = (url: URL, body: Uint8Array, abort: AbortSignal): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(url, {
        method: 'POST',
        agent,
        signal: AbortSignal.any([abort, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
        headers: {
          ...headers,
          'user-agent': `wakelore/${VERSION}`,
          'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
          'content-length': body.byteLength,
          ...(compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
        },
      })
      request.on('error', reject)
      request.on('response', (response) => void readAnswer(response).then(resolve, reject))
      request.end(body)
    })

  return { deliver, close: () => agent.destroy() }
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    sizeBytes += part.length
    // What it says further is of no use to anybody.
    if (sizeBytes > MOST_ANSWER_BYTES) break
    parts.push(part)
  }
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    retryAfter: response.headers['retry-after'],
    body: Buffer.concat(parts),
  }
}

function deliveryOf(signal: OtlpSignal, answer: HttpAnswer, nowMs: number): Delivery {
  const { status, body } = answer
  const code = `HTTP_${status}`
  const message = textOf(answer)
  if (status >= 200 && status < 300) {
    // A web server that answers whatever it is asked takes nothing in.
    if (answer.contentType.startsWith('text/html')) {
      return { kind: 'denied', code, message: 'the answer is a web page, no OTLP' }
    }
    const encoding = isProtobuf(answer) ? 'protobuf' : 'json'
    const read = body.length === 0 ? undefined : readExportResponse(signal, encoding, body)
    if (read?.kind !== 'read') return { kind: 'accepted', rejected: 0, message: '' }
    const { rejected, errorMessage } = read.message
    return { kind: 'accepted', rejected: Number(rejected), message: shortText(errorMessage) }
  }
  if (RETRYABLE.includes(status)) {
    const afterMs = retryAfterMs(answer.retryAfter, nowMs)
    return { kind: 'postponed', code, message, ...(afterMs === undefined ? {} : { afterMs }) }
  }
  if (status === 413) return { kind: 'too-large', code, message }
  if (UNTAKEN.includes(status)) return { kind: 'untaken', code, message }
  if (status < 400 || DENIED.includes(status)) return { kind: 'denied', code, message }
  return { kind: 'refused', code, message }
}

/** Seconds, or a date. */
function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * MS_PER_SECOND
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}

function isProtobuf({ contentType }: HttpAnswer): boolean {
  return contentType.startsWith('application/x-protobuf')
}

/** What it says of a failure: a Status, or somebody's text. */
function textOf(answer: HttpAnswer): string {
  if (isProtobuf(answer)) {
    const status = readStatus(answer.body)
    return status.kind === 'read' ? shortText(status.message.message) : ''
  }
  const isText = /^(?:text\/plain|application\/json)/.test(answer.contentType)
  return isText ? shortText(answer.body.toString('utf8', 0, MOST_TEXT_BYTES)) : ''
}

/**
 * Delivery: one OTLP request to a sink, and what became of it. Two ways, HTTP and gRPC;
 * which answers may be tried again is the OTLP specification's to say.
 *
 * No proxy is asked and no redirect followed: what leaves goes to the endpoint that the
 * owner named, or nowhere.
 *
 * Source: https://opentelemetry.io/docs/specs/otlp/#failures, #retryable-response-codes
 */
import { errorCode } from '@wakelore/kernel/error-code'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'

/** Codes: `HTTP_<status>`, `GRPC_<code>`, `NET_<reason>` where no answer came. */
export type Delivery =
  /** All of it, but for so many items that never will be. */
  | { readonly kind: 'accepted'; readonly rejected: number; readonly message: string }
  /** Not now. */
  | { readonly kind: 'postponed'; readonly code: string; readonly message: string; readonly afterMs?: number }
  /** More than it takes at once, or this can't be taken at all. */
  | { readonly kind: 'too-large' | 'refused'; readonly code: string; readonly message: string }
  /** Nothing of this signal: there is no such path or method. */
  | { readonly kind: 'untaken'; readonly code: string; readonly message: string }
  /** Whatever is sent: it isn't reached, isn't what its owner said, or we mayn't. */
  | { readonly kind: 'denied'; readonly code: string; readonly message: string }

export type DeliveryRequest = {
  readonly signal: OtlpSignal
  /** As it leaves, compressed where the sink wants that. */
  readonly body: Uint8Array
}

export type SinkConnection = {
  /** @throws the signal's reason */
  readonly deliver: (request: DeliveryRequest, abort: AbortSignal) => Promise<Delivery>
  readonly close: () => void
}

export type SinkHeaders = Readonly<Record<string, string>>

/** From the first byte sent to the last received. */
export const ANSWER_WITHIN_MS = 30_000
/** Of an answer no more is read. */
export const MOST_ANSWER_BYTES = 1024 * 1024

const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EAI_AGAIN',
  'ENOTFOUND',
])

/** Where no answer came: most such things pass, a certificate that doesn't hold doesn't. @throws what is no failure of the network */
export function undelivered(cause: unknown): Delivery {
  const { code, message } = firstCause(cause)
  if (code === undefined) throw cause
  const isLasting = /CERT|TLS|SSL|ALTNAME|VERIFY|SIGNATURE|ISSUER/.test(code) && !PASSING.has(code)
  return { kind: isLasting ? 'denied' : 'postponed', code: `NET_${code}`, message }
}

/** Of addresses that were all tried in vain, what was wrong with the first; of a call that was lost, with what. */
function firstCause(error: unknown): { readonly code: string | undefined; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0])
  if (errorCode(error) === 'ERR_HTTP2_STREAM_CANCEL' && error instanceof Error && error.cause !== undefined) {
    return firstCause(error.cause)
  }
  if (error instanceof Error && /^(?:Abort|Timeout)Error$/.test(error.name)) {
    return { code: 'TIMEOUT', message: `no answer within ${ANSWER_WITHIN_MS / 1000} s` }
  }
  return { code: errorCode(error), message: error instanceof Error ? error.message : String(error) }
}

/** What somebody else says, short enough for a line, and nothing that a terminal obeys. */
export function shortText(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}

/**
 * W3C trace context: which trace and span a piece of work belongs to, as text that any
 * carrier can hold (an environment variable, a header).
 *
 * Source: https://www.w3.org/TR/trace-context-2/, level 2; of later versions what level 2
 * says to read. One thing of level 2 is left out: a trace begun here doesn't claim that its
 * id is random, though it is, because OpenTelemetry's Go SDK takes `00-…-03` for broken and
 * begins a trace of its own. A parent's claim is handed on.
 */
import type { TraceState } from '@opentelemetry/api'

export type TraceContext = {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string
  /** 16 lower-case hex digits, not all zero. */
  readonly spanId: string
  /** The flags, 0 to 255; bit 0 says sampled, bit 1 that the trace's id is random. */
  readonly flags: number
  /** What tracing systems along the way have to tell each other, the last of them first. */
  readonly state?: TraceState
}

export const SAMPLED = 1
const RANDOM = 2

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const OPTIONAL_WHITESPACE = /^[ \t]+|[ \t]+$/g
const ALL_ZERO = /^0+$/
/** Ids are cut out of random bytes that are fetched this many at a time: asking costs more than the bytes. */
const RANDOM_POOL_BYTES = 1024

/** Undefined where the text is none, as the specification has it: then a new trace begins. */
export function parseTraceparent(text: string): TraceContext | undefined {
  const match = TRACEPARENT.exec(text.replace(OPTIONAL_WHITESPACE, ''))
  if (match === null) return undefined
  const [, version, traceId, spanId, flags, rest] = match
  // A later version may add fields, this one has none.
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  if (ALL_ZERO.test(traceId!) || ALL_ZERO.test(spanId!)) return undefined
  return { traceId: traceId!, spanId: spanId!, flags: Number.parseInt(flags!, 16) }
}

/** Flags that nobody has given a meaning yet go out as zero. */
export function formatTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-0${flags & (SAMPLED | RANDOM)}`
}

/** A new span: of the same trace where there is a parent, of a new one otherwise. Ids are random. */
export function newTraceContext(parent?: TraceContext): TraceContext {
  return {
    traceId: parent?.traceId ?? newTraceId(),
    spanId: newSpanId(),
    flags: parent?.flags ?? SAMPLED,
    ...(parent?.state === undefined ? {} : { state: parent.state }),
  }
}

export function newTraceId(): string {
  return randomHex(16)
}

export function newSpanId(): string {
  return randomHex(8)
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const pool = new Uint8Array(RANDOM_POOL_BYTES)
let poolAt = RANDOM_POOL_BYTES

/** Never all zero: that is no id. */
function randomHex(byteCount: number): string {
  for (;;) {
    if (poolAt + byteCount > RANDOM_POOL_BYTES) {
      crypto.getRandomValues(pool)
      poolAt = 0
    }
    let hex = ''
    let bits = 0
    for (const end = poolAt + byteCount; poolAt < end; poolAt++) {
      hex += HEX[pool[poolAt]!]!
      bits |= pool[poolAt]!
    }
    if (bits !== 0) return hex
  }
}

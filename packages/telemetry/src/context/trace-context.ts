/**
 * W3C trace context: which trace and span a piece of work belongs to, as text that any
 * carrier can hold (an environment variable, a header).
 *
 * Source: https://www.w3.org/TR/trace-context/, level 1; of later versions what level 1 says to read.
 */

export type TraceContext = {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string
  /** 16 lower-case hex digits, not all zero. */
  readonly spanId: string
  /** The flags, 0 to 255; bit 0 says sampled. */
  readonly flags: number
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const SAMPLED = 1

/** Undefined where the text is none, as the specification has it: then a new trace begins. */
export function parseTraceparent(text: string): TraceContext | undefined {
  const match = TRACEPARENT.exec(text.trim())
  if (match === null) return undefined
  const [, version, traceId, spanId, flags, rest] = match
  // A later version may add fields, this one has none.
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  if (/^0+$/.test(traceId!) || /^0+$/.test(spanId!)) return undefined
  return { traceId: traceId!, spanId: spanId!, flags: Number.parseInt(flags!, 16) }
}

export function formatTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`
}

/** A new span: of the same trace where there is a parent, of a new one otherwise. Ids are random. */
export function newTraceContext(parent?: TraceContext): TraceContext {
  return {
    traceId: parent?.traceId ?? randomHex(16),
    spanId: randomHex(8),
    flags: parent?.flags ?? SAMPLED,
  }
}

/** Never all zero: that is no id. */
function randomHex(byteCount: number): string {
  for (;;) {
    let hex = ''
    for (const byte of crypto.getRandomValues(new Uint8Array(byteCount))) {
      hex += byte.toString(16).padStart(2, '0')
    }
    if (!/^0+$/.test(hex)) return hex
  }
}

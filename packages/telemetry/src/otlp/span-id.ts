/** Ids of traces and spans as OTLP takes them: of the right length, and not all zero. */
export function isTraceId(id: string): boolean {
  return id.length === 32 && HEX.test(id) && id !== NO_TRACE
}

export function isSpanId(id: string): boolean {
  return id.length === 16 && HEX.test(id) && id !== NO_SPAN
}

const HEX = /^[0-9a-f]*$/
const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)

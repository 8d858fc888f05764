/**
 * Bytes as text of bounded size: what is invalid UTF-8 becomes U+FFFD, and what
 * exceeds the limit is replaced by a visible `[truncated: N bytes]`. It is cut between
 * words where there are any, so that no half of a secret is left that no rule knows.
 */

const LONGEST_WORD_BYTES = 4096
const NEWLINE = 0x0a
const SPACE = 0x20

export type TextSpan = {
  readonly maxBytes: number
  readonly start?: number
  readonly end?: number
  /** How many bytes the text had after these, which nobody kept. */
  readonly bytesBeyond?: number
}

export function shortened(bytes: Buffer, span: TextSpan): string {
  const { maxBytes, start = 0, end = bytes.length, bytesBeyond = 0 } = span
  if (end - start + bytesBeyond <= maxBytes) return bytes.toString('utf8', start, end)
  const limit = Math.min(end, start + maxBytes)
  const blank = Math.max(bytes.lastIndexOf(SPACE, limit - 1), bytes.lastIndexOf(NEWLINE, limit - 1))
  let cut = blank > start && blank >= limit - LONGEST_WORD_BYTES ? blank : limit
  // A character that starts before the limit and ends behind it goes as a whole.
  for (let back = 0; back < 3 && cut > start && (bytes[cut]! & 0xc0) === 0x80; back++) cut--
  return `${bytes.toString('utf8', start, cut)}\n[truncated: ${end - cut + bytesBeyond} bytes]`
}

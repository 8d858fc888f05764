/**
 * Bytes as text of bounded size: what is invalid UTF-8 becomes U+FFFD, and what
 * exceeds the limit is replaced by a visible `[truncated: N bytes]`.
 */

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
  let cut = Math.min(end, start + maxBytes)
  // A character that starts before the limit and ends behind it goes as a whole.
  for (let back = 0; back < 3 && cut > start && (bytes[cut]! & 0xc0) === 0x80; back++) cut--
  return `${bytes.toString('utf8', start, cut)}\n[truncated: ${end - cut + bytesBeyond} bytes]`
}

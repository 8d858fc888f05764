/**
 * Bytes as text of bounded size: what is invalid UTF-8 becomes U+FFFD, and what
 * exceeds the limit is replaced by a visible `[truncated: N bytes]`.
 */

/** @param bytesBeyond how many bytes the text had after these, which nobody kept */
export function shortened(bytes: Buffer, maxBytes: number, bytesBeyond = 0): string {
  if (bytes.length + bytesBeyond <= maxBytes) return bytes.toString('utf8')
  let end = Math.min(bytes.length, maxBytes)
  // A character that starts before the limit and ends behind it goes as a whole.
  for (let back = 0; back < 3 && end > 0 && (bytes[end]! & 0xc0) === 0x80; back++) end--
  const cut = bytes.length - end + bytesBeyond
  return `${bytes.toString('utf8', 0, end)}\n[truncated: ${cut} bytes]`
}

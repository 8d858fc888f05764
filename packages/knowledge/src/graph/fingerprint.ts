/**
 * A text as 32 bits (FNV-1a over its code units), for indexes that would otherwise
 * repeat long texts: a quarter of the size. What is found by it has to be compared.
 */
export function fingerprint(text: string): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193)
  return bits
}

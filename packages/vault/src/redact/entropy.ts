/**
 * Tokens that look drawn at random, and the exemptions that keep git readable: hashes
 * in hex, UUIDs, integrity hashes of lock files, versions, paths and identifiers.
 *
 * Shannon's entropy alone can't tell a 24-character token from an identifier of the
 * same length. What can: letters, digits and cases that change at nearly every step,
 * which words don't. In a random base-62 string 62 % of neighbours are of different
 * class and runs of four small letters are rare; in `CamelCase2Identifiers` a third
 * changes and nearly everything is words.
 */
import type { Report } from './finding.ts'

const CANDIDATE = /[A-Za-z0-9_+/=-]{20,}/g
const LONGEST_EXAMINED = 512

/** Reports random-looking tokens. */
export function findRandomTokens(text: string, report: Report): void {
  for (const match of text.matchAll(CANDIDATE)) {
    const token = match[0]
    if (isIntegrityHash(text, match.index)) continue
    if (looksRandom(token)) {
      report(match.index, match.index + token.length, 'high-entropy')
      continue
    }
    if (!token.includes('/')) continue
    let start = match.index
    for (const segment of token.split('/')) {
      if (segment.length >= 20 && looksRandom(segment)) report(start, start + segment.length, 'high-entropy')
      start += segment.length + 1
    }
  }
}

/** True where `token` looks random rather than named. */
export function looksRandom(token: string): boolean {
  const value = token.slice(0, LONGEST_EXAMINED).replace(/^[-_=+/]+|[-_=]+$/g, '')
  if (value.length < 20 || /^[0-9a-f-]+$/i.test(value)) return false
  let lower = 0
  let upper = 0
  let digit = 0
  let changes = 0
  let run = 0
  let inWords = 0
  let before = ''
  for (let at = 0; at <= value.length; at++) {
    const code = value.charCodeAt(at)
    const kind =
      code >= 97 && code <= 122 ? 'a' : code >= 65 && code <= 90 ? 'A' : code >= 48 && code <= 57 ? '0' : '-'
    if (kind === 'a') {
      lower++
      run++
    } else {
      if (run >= 4) inWords += run
      run = 0
      if (kind === 'A') upper++
      if (kind === '0') digit++
    }
    if (at > 0 && at < value.length && kind !== before) changes++
    before = kind
  }
  const count = lower + upper + digit
  if (digit === 0 && (upper < 4 || value.length < 30)) return false
  if (inWords / value.length > 0.4) return false
  const symbols = value.length - count
  if (symbols > value.length / 6) return false
  const rate = changes / (value.length - 1)
  const mixed = upper > 0 && lower > 0
  if (mixed) return rate >= 0.38 && shannonBits(value) >= 3.4
  return value.length >= 24 && digit >= value.length * 0.12 && rate >= 0.25 && shannonBits(value) >= 3.4
}

/** Bits per character, of the characters' own frequencies. */
export function shannonBits(value: string): number {
  const counts = new Map<number, number>()
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  let bits = 0
  for (const count of counts.values()) {
    const share = count / value.length
    bits -= share * Math.log2(share)
  }
  return bits
}

/** `sha512-…` of lock files, `h1:…` of go.sum, `SHA256:…` of ssh fingerprints. */
function isIntegrityHash(text: string, at: number): boolean {
  return (
    /^(?:sha1|sha224|sha256|sha384|sha512|md5|blake3)[-_=:]/i.test(text.slice(at, at + 8)) ||
    /(?:sha1|sha224|sha256|sha384|sha512|md5|h1)[:=-]$/i.test(text.slice(Math.max(0, at - 8), at))
  )
}

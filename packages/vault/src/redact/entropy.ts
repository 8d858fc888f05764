/**
 * Tokens that look drawn at random, and the exemptions that keep git readable: hashes
 * in hex, UUIDs, integrity hashes of lock files, versions, paths and identifiers.
 *
 * Shannon's entropy alone can't tell a 24-character token from an identifier of the
 * same length. What can: letters, cases and digits that change at nearly every step,
 * which words don't. In a random base-62 string 62 % of neighbours differ in class and
 * 16 % of it lies in runs of three small letters; of `CamelCase2Identifiers` a third
 * and most of it.
 */
import type { Report } from './finding.ts'

/** Shorter ones carry too little to tell from names: 20 characters of base 62 are 119 bits. */
export const SHORTEST_RANDOM = 20

const CANDIDATE = new RegExp(`[A-Za-z0-9_+/-]{${SHORTEST_RANDOM},}={0,2}`, 'g')

/** What may stand inside a longer token and is no secret: hashes, UUIDs, ULIDs, numbers, dates. */
const PLAIN_ATOM =
  /(?<![A-Za-z0-9])(?:I?[0-9a-f]{5,}(?:[RL]\d+)?|[0-9A-F]{7,}|\d+|01[0-9A-HJKMNP-TV-Z]{24})(?![A-Za-z0-9])/g
const LEAST_BITS_PER_CHARACTER = 3.3

/** Reports random-looking tokens. */
export function findRandomTokens(text: string, report: Report): void {
  for (const match of text.matchAll(CANDIDATE)) {
    const token = match[0]
    const end = match.index + token.length
    if (isPublic(text, match.index) || isMailbox(text, end) || isFileName(text, end)) continue
    const segments = token.split('/')
    // Base 64 has slashes too; a path has words between them.
    if (!segments.some(isWord)) {
      if (looksRandom(token) || segments.some(looksRandom)) report(match.index, end, 'high-entropy')
      continue
    }
    let start = match.index
    for (const segment of segments) {
      if (looksRandom(segment)) report(start, start + segment.length, 'high-entropy')
      start += segment.length + 1
    }
  }
}

function isWord(segment: string): boolean {
  const { lower, digit, inWords } = measure(segment)
  return segment.length >= 2 && (lower === segment.length || (digit === 0 && inWords * 2 >= segment.length))
}

/** True where `token` looks random rather than named. */
export function looksRandom(token: string): boolean {
  if (token.length < SHORTEST_RANDOM) return false
  const value = token.replace(PLAIN_ATOM, '').replace(/^[-_+/]+|[-_+/=]+$/g, '')
  if (value.length < SHORTEST_RANDOM) return false
  const { lower, upper, digit, symbols, changes, inWords } = measure(value)
  if (shannonBits(value) < LEAST_BITS_PER_CHARACTER) return false
  if (lower > 0 && upper > 0) {
    const hasEnoughKinds = digit > 0 || (value.length >= 32 && upper * 5 > value.length)
    return (
      hasEnoughKinds &&
      symbols * 8 <= value.length &&
      inWords <= value.length * 0.38 &&
      changes >= (value.length - 1) * 0.4
    )
  }
  // One case only (base 36, base 32): names of that form are many, so it has to be one long piece.
  return (
    symbols === 0 &&
    value.length >= 24 &&
    inWords <= value.length * 0.75 &&
    digit >= value.length * 0.12 &&
    digit <= value.length * 0.6 &&
    changes >= (value.length - 1) * 0.25
  )
}

type Measures = {
  lower: number
  upper: number
  digit: number
  symbols: number
  /** Neighbours of different class. */
  changes: number
  /** Characters in runs of three small letters or more. */
  inWords: number
}

function measure(value: string): Measures {
  const measures = { lower: 0, upper: 0, digit: 0, symbols: 0, changes: 0, inWords: 0 }
  let run = 0
  let before = ''
  for (let at = 0; at < value.length; at++) {
    const kind = classOf(value.charCodeAt(at))
    measures[kind]++
    if (at > 0 && kind !== before) measures.changes++
    run = kind === 'lower' ? run + 1 : 0
    if (run >= 3) measures.inWords += run === 3 ? 3 : 1
    before = kind
  }
  return measures
}

function classOf(code: number): 'lower' | 'upper' | 'digit' | 'symbols' {
  if (code >= 97 && code <= 122) return 'lower'
  if (code >= 65 && code <= 90) return 'upper'
  return code >= 48 && code <= 57 ? 'digit' : 'symbols'
}

/** Shannon 1948: bits per character, by the characters' own frequencies. */
function shannonBits(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

/** `sha512-…` of lock files, `h1:…` of go.sum, `SHA256:…` of ssh fingerprints, and public keys of ssh. */
function isPublic(text: string, at: number): boolean {
  return (
    /^(?:sha\d{1,3}-|md5-|blake3-|AAAA[BCE][0-9])/i.test(text.slice(at, at + 8)) ||
    /(?:sha\d{1,3}|md5|h1)[:=-](?:[A-Za-z0-9+/]|%2[BF])*%?$/i.test(text.slice(Math.max(0, at - 96), at))
  )
}

/** `<CAHk-…@mail.example.org>`: a message id or an address. */
function isMailbox(text: string, end: number): boolean {
  return text.charCodeAt(end) === 64 && /^@[A-Za-z0-9-]{1,63}\./.test(text.slice(end, end + 66))
}

/** Assets are named by a hash of their contents: `assets/inter-rP2Wp2ywxg089UriCZaSExd86J3t9jz86MvyyKK58VXh.woff2`. */
function isFileName(text: string, end: number): boolean {
  return text.charCodeAt(end) === 46 && /^\.[a-z][a-z0-9]{0,4}(?![A-Za-z0-9])/.test(text.slice(end, end + 7))
}

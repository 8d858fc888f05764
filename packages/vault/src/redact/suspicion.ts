/**
 * The cheap look that spares nearly every text the expensive one.
 *
 * A few passes over many texts at once find the places where a rule could match: a
 * run of 20 token characters that is neither words nor a hash, "=" or ":" after a
 * word for a secret, "@" in a URL's authority, an armour header, a home directory.
 * Texts without such a place are clean. It may suspect too much; what it may overlook
 * are tokens made mostly of words, and bare base 64 that a slash cuts in every 20
 * characters (`suspicion.test.ts` compares it with scanning everything).
 */
import { SECRET_NAME_END } from './assignment.ts'
import { SHORTEST_RANDOM } from './entropy.ts'

export type Suspicion = {
  /** By text: 1 where a rule for secrets could match. */
  readonly secret: Uint8Array
  /** By text: 1 where a home directory or, where that matters, an e-mail address may stand. */
  readonly personal: Uint8Array
  readonly sizeBytes: number
}

export type SuspicionOptions = {
  /** Matches wherever a home directory could stand. */
  readonly homeHint: RegExp | undefined
  readonly looksForEmails: boolean
}

/** For some 64 Ki characters at a time: what the passes go over stays in the processor's cache. */
export function makeSuspect(options: SuspicionOptions): (texts: readonly string[]) => Suspicion {
  let bytes = Buffer.alloc(0)
  let words = new Int32Array(0)

  return (texts) => {
    const joined = texts.join(TEXT_END)
    if (bytes.length < joined.length + 4) {
      const memory = new ArrayBuffer((joined.length * 2 + 8) & ~3)
      bytes = Buffer.from(memory)
      words = new Int32Array(memory)
    }
    narrow(joined, bytes)

    const secret = new Uint8Array(texts.length)
    const personal = new Uint8Array(texts.length)
    const markAt = makeMarker(texts)
    const suspect: Mark = (at) => markAt(secret, at)
    suspectRuns(bytes, joined.length, suspect)
    suspectSigns(joined, bytes, words, suspect)
    eachPlace(joined, '\nmachine ', suspect)
    if (options.homeHint?.test(joined) === true) {
      for (const { index } of joined.matchAll(new RegExp(options.homeHint, 'g'))) markAt(personal, index)
    }
    if (options.looksForEmails) eachPlace(joined, '@', (at) => markAt(personal, at))
    return { secret, personal, sizeBytes: Buffer.byteLength(joined) - (texts.length - 1) * TEXT_END.length }
  }
}

/** Marks the text at an offset; says where the next one begins. */
type Mark = (at: number) => number

/** Between joined texts; in no rule's match. */
const TEXT_END = '\0'

/** What a byte is in a run of token characters; a slash ends one, since paths are made of words and slashes. */
const KIND = new Uint8Array(256)
const LOWER = 1
const UPPER = 2
const DIGIT = 3
const SYMBOL = 4
/** By byte: 1 for what hashes, UUIDs and numbers are made of. */
const IN_HASH = new Uint8Array(256)
for (const [characters, kind] of [
  ['abcdefghijklmnopqrstuvwxyz', LOWER],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER],
  ['0123456789', DIGIT],
  ['-_+', SYMBOL],
] as const) {
  for (const character of characters) KIND[character.charCodeAt(0)] = kind
}
for (const character of '0123456789abcdef-') IN_HASH[character.charCodeAt(0)] = 1
const LONGEST_HASH = 128

/** One byte for each character; those beyond Latin 1 become 1, which no pass takes for anything. */
function narrow(joined: string, bytes: Buffer): void {
  bytes.write(joined, 0, 'latin1')
  // Costs nothing where the engine stores the string in one byte a character, as it mostly does.
  if (!/[^\0-\xff]/.test(joined)) return
  for (const { 0: wide, index } of joined.matchAll(/[^\0-\xff]+/g)) bytes.fill(1, index, index + wide.length)
}

function makeMarker(texts: readonly string[]): (marks: Uint8Array, at: number) => number {
  let starts: Uint32Array | undefined
  return (marks, at) => {
    starts ??= startsOf(texts)
    let low = 0
    let high = texts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (starts[middle]! <= at) low = middle
      else high = middle
    }
    marks[low] = 1
    return starts[low + 1]!
  }
}

/** Where each text begins, and where one after the last would. */
function startsOf(texts: readonly string[]): Uint32Array {
  const starts = new Uint32Array(texts.length + 1)
  for (let i = 0; i < texts.length; i++) starts[i + 1] = starts[i]! + texts[i]!.length + TEXT_END.length
  return starts
}

function eachPlace(joined: string, needle: string, mark: Mark): void {
  for (let at = joined.indexOf(needle); at >= 0; at = joined.indexOf(needle, at)) at = mark(at)
}

/**
 * Boyer and Moore's idea for runs: of every 20th character look backwards to the last
 * one that ends a run, so that most are never looked at.
 */
function suspectRuns(bytes: Buffer, end: number, mark: Mark): void {
  let from = 0
  for (let at = SHORTEST_RANDOM - 1; at < end; at = from + SHORTEST_RANDOM - 1) {
    let before = at
    while (before >= from && KIND[bytes[before]!] !== 0) before--
    if (before >= from) {
      from = before + 1
      continue
    }
    let after = at + 1
    while (after < end && KIND[bytes[after]!] !== 0) after++
    const isKnown = isHashLike(bytes, from, after) || isTraceSession(bytes, from, after)
    from = !isKnown && isSuspiciousRun(bytes, from, after) ? mark(from) : after + 1
  }
}

/** A hash, a UUID or a number; `sha256-` and a hash; what Gerrit calls a change, `I` and a hash. */
function isHashLike(bytes: Buffer, from: number, to: number): boolean {
  let at = from
  if (bytes[at] === 73) at++
  else if (bytes[at] === 115 && bytes[at + 1] === 104 && bytes[at + 2] === 97) at += 3
  while (at < to && IN_HASH[bytes[at]!] === 1) at++
  return at === to && to - from <= LONGEST_HASH
}

/** What follows the second in a session id of git's trace2: `123456Z-H0a7c9cdf-P00003b7f`. */
function isTraceSession(bytes: Buffer, from: number, to: number): boolean {
  if (to - from !== TRACE_SESSION.length) return false
  for (let n = 0; n < TRACE_SESSION.length; n++) {
    const expected = TRACE_SESSION.charCodeAt(n)
    const byte = bytes[from + n]!
    if (expected === ZERO ? IN_HASH[byte] !== 1 : byte !== expected) return false
  }
  return true
}

/** Its form, "0" for whatever hashes are made of. */
const TRACE_SESSION = '000000Z-H00000000-P00000000'
const ZERO = 48

/** AWS's: capitals and few digits. */
const ACCESS_KEY = /A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[A-Z0-9]{16}/

/** Wider than the rules for tokens are: more of it may be words here. */
function isSuspiciousRun(bytes: Buffer, from: number, to: number): boolean {
  let lower = 0
  let upper = 0
  let digit = 0
  let symbol = 0
  let inWords = 0
  let inNumbers = 0
  let word = 0
  // Digits since the last symbol; -1 where something else came between.
  let number = 0
  for (let at = from; at < to; at++) {
    const kind = KIND[bytes[at]!]!
    if (kind === LOWER) {
      lower++
      word++
      if (word >= 3) inWords += word === 3 ? 3 : 1
      number = -1
      continue
    }
    word = 0
    if (kind === DIGIT) {
      digit++
      if (number >= 0) number++
    } else if (kind === UPPER) {
      upper++
      number = -1
    } else {
      symbol++
      if (number > 0) inNumbers += number
      number = 0
    }
  }
  if (number > 0) inNumbers += number
  // One in six has less than two digits, and looks like a constant's name.
  if (upper + digit >= SHORTEST_RANDOM && ACCESS_KEY.test(bytes.toString('latin1', from, to))) return true
  const length = to - from - inNumbers
  if (length < SHORTEST_RANDOM) return false
  if (digit === 0) return lower > 0 && upper >= 7 && inWords * 2 <= length
  if (upper > 0 && lower > 0) return inWords <= length * 0.6
  return inWords <= length * (symbol > 0 ? 0.65 : 0.8) && digit >= length * 0.1
}

/**
 * The places where a sign says that a secret may come, four bytes at a time: "=" or
 * ":" after a word for one, "://" before credentials, "--" before armour or a flag.
 */
function suspectSigns(joined: string, bytes: Buffer, words: Int32Array, mark: Mark): void {
  const end = joined.length
  let from = 0
  for (let at = 0; at < end; at += 4) {
    const four = words[at >> 2]!
    const low = four & 0x7f7f7f7f
    const dashes = four ^ 0x2d2d2d2d
    // The high bit of each byte that is one of ":;<=", or where the first dash is (Mycroft's tests).
    const signs = (low + 0x46464646) & ~(low + 0x42424242) & ~four & 0x80808080
    if ((signs | ((dashes - 0x01010101) & ~dashes & 0x80808080)) === 0) continue
    const last = Math.min(at + 4, end)
    for (let sign = Math.max(at, from); sign < last; sign++) {
      if (!isTellingSign(joined, bytes, sign, end)) continue
      from = mark(sign)
      at = Math.max(at, (from & ~3) - 4)
      break
    }
  }
}

function isTellingSign(joined: string, bytes: Buffer, sign: number, end: number): boolean {
  switch (bytes[sign]) {
    case EQUALS:
      return followsSecretName(joined, bytes, sign)
    case COLON:
      return (
        followsSecretName(joined, bytes, sign) ||
        followsNameOfValue(joined, bytes, sign) ||
        precedesCredentials(bytes, sign, end)
      )
    case DASH:
      return bytes[sign - 1] === DASH && precedesSecretName(joined, bytes, sign + 1)
    default:
      return false
  }
}

const DASH = 45
const COLON = 58
const EQUALS = 61

function followsSecretName(joined: string, bytes: Buffer, sign: number): boolean {
  let end = sign
  while (end > 0 && sign - end < 20 && isFiller(bytes[end - 1]!)) end--
  return (
    end >= 3 &&
    NAME_ENDS[(letter(bytes[end - 3]!) << 10) | (letter(bytes[end - 2]!) << 5) | letter(bytes[end - 1]!)] ===
      1 &&
    SECRET_NAME_END.test(joined.slice(Math.max(0, end - 32), end))
  )
}

/** `"password","value":`, as OTLP's JSON has it. */
function followsNameOfValue(joined: string, bytes: Buffer, colon: number): boolean {
  const blanks = bytes[colon - 1] === BLANK ? 1 : 0
  const quote = colon - blanks - VALUE.length
  if (bytes[quote] !== QUOTE || !joined.startsWith(VALUE, quote)) return false
  let end = quote
  while (end > 0 && quote - end < 5 && (bytes[end - 1] === BLANK || bytes[end - 1] === COMMA)) end--
  return end < quote && followsSecretName(joined, bytes, end)
}

const VALUE = '"value"'
const QUOTE = 34
const BLANK = 32
const COMMA = 44

/** What may stand between a name and its sign: blanks, quotes, a bracket, another sign, a digit. */
function isFiller(byte: number): boolean {
  return (
    byte === 32 ||
    byte === 9 ||
    byte === 34 ||
    byte === 39 ||
    byte === 96 ||
    byte === 93 ||
    byte === COLON ||
    byte === EQUALS ||
    (byte >= 48 && byte <= 57)
  )
}

/** The last three letters of every name that `SECRET_NAME_END` knows, five bits each. */
const NAME_ENDS = new Uint8Array(1 << 15)
for (const end of 'ord rds swd pwd ase ode ass ret ets ken ens ial als uth key rer ion kie'.split(' ')) {
  const [first, second, third] = [...end].map((character) => letter(character.charCodeAt(0)))
  NAME_ENDS[(first! << 10) | (second! << 5) | third!] = 1
}

/** 1 to 26 for a letter of either case, 0 for anything else. */
function letter(byte: number): number {
  const lower = byte | 32
  return lower >= 97 && lower <= 122 ? lower - 96 : 0
}

/** "://" and then "@" in the authority. */
function precedesCredentials(bytes: Buffer, colon: number, end: number): boolean {
  if (bytes[colon + 1] !== SLASH || bytes[colon + 2] !== SLASH) return false
  const limit = Math.min(end, colon + LONGEST_AUTHORITY)
  for (let at = colon + 3; at < limit; at++) {
    const byte = bytes[at]!
    if (byte === 64) return true
    // The text's end, a blank, a quote, a slash: what no authority holds.
    if (
      byte === 0 ||
      byte === 32 ||
      byte === 10 ||
      byte === SLASH ||
      byte === 34 ||
      byte === 60 ||
      byte === 62
    )
      break
  }
  return false
}

const SLASH = 47
const LONGEST_AUTHORITY = 2100

/** An armour header, or `--password x`: no sign between the name and the value. */
function precedesSecretName(joined: string, bytes: Buffer, from: number): boolean {
  let end = from
  while (end - from < 48 && (letter(bytes[end]!) !== 0 || bytes[end] === DASH || bytes[end] === 95)) end++
  if (end === from || bytes[from] === DASH) return false
  const word = joined.slice(from, end)
  return word === 'BEGIN' || SECRET_NAME_END.test(word)
}

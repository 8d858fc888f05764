/**
 * A path of git's as text, reversibly.
 *
 * git's paths are bytes. Those that are valid UTF-8 stand as they are, newlines and
 * escape codes included; any other stands as git quotes it, `"caf\351.txt"`. So that
 * the two can't be confused, a valid path that begins with `"` is quoted as well.
 */
import { isUtf8 } from 'node:buffer'
import { captureFault } from './faults.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Stands for bytes that aren't UTF-8, or for itself. */
const REPLACEMENT = '\ufffd'
const SHORT_ESCAPES: Readonly<Record<number, string>> = {
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  [QUOTE]: '"',
  [BACKSLASH]: '\\',
}

const ESCAPED_BYTES = new Map(Object.entries(SHORT_ESCAPES).map(([byte, letter]) => [letter, Number(byte)]))

/** The path that these bytes are, or those from `start` to `end` of them. */
export function pathText(bytes: Buffer, start = 0, end = bytes.length): string {
  const text = bytes.toString('utf8', start, end)
  if (bytes[start] !== QUOTE && (!text.includes(REPLACEMENT) || isUtf8(bytes.subarray(start, end))))
    return text
  return quotedPath(bytes.subarray(start, end))
}

/** The paths of a list in which each ends with NUL, as `-z` prints it. */
export function pathTexts(list: Buffer): string[] {
  const paths: string[] = []
  let start = 0
  for (let end = list.indexOf(0); end !== -1; end = list.indexOf(0, start)) {
    paths.push(pathText(list, start, end))
    start = end + 1
  }
  return paths
}

/** The bytes of a path as git prints it where it isn't asked for `-z`: quoted, or as it is. */
export function unquotedPath(text: Buffer): Buffer {
  if (text[0] !== QUOTE) return text
  const bytes: number[] = []
  for (let at = 1; at < text.length - 1; at++) {
    if (text[at] !== BACKSLASH) {
      bytes.push(text[at]!)
      continue
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.toString('latin1', at + 1, at + 4))?.[0]
    if (octal === undefined) bytes.push(ESCAPED_BYTES.get(text.toString('latin1', ++at, at + 1)) ?? text[at]!)
    else {
      bytes.push(Number.parseInt(octal, 8))
      at += octal.length
    }
  }
  return Buffer.from(bytes)
}

/**
 * A path of `pathText` as an argument to git.
 *
 * @throws CAPTURE_PATH_UNSPEAKABLE for bytes that are no UTF-8: a program's arguments are text here
 */
export function gitPath(path: string): string {
  if (!path.startsWith('"')) return path
  const bytes = unquotedPath(Buffer.from(path))
  if (isUtf8(bytes)) return bytes.toString('utf8')
  throw captureFault('CAPTURE_PATH_UNSPEAKABLE', `the name ${path} isn't UTF-8, and can't be handed to git`, {
    fields: { path },
  })
}

/** As git's quote.c with `core.quotePath` on. */
function quotedPath(bytes: Buffer): string {
  let text = '"'
  for (const byte of bytes) {
    const escape = SHORT_ESCAPES[byte]
    if (escape !== undefined) text += `\\${escape}`
    else if (byte < 0x20 || byte >= 0x7f) text += `\\${byte.toString(8).padStart(3, '0')}`
    else text += String.fromCharCode(byte)
  }
  return `${text}"`
}

/**
 * A path of git's as text, reversibly.
 *
 * git's paths are bytes. Those that are valid UTF-8 stand as they are, newlines and
 * escape codes included; any other stands as git quotes it, `"caf\351.txt"`. So that
 * the two can't be confused, a valid path that begins with `"` is quoted as well.
 */
import { isUtf8 } from 'node:buffer'

const QUOTE = 0x22
const BACKSLASH = 0x5c
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

export function pathText(bytes: Buffer): string {
  return bytes[0] !== QUOTE && isUtf8(bytes) ? bytes.toString('utf8') : quotedPath(bytes)
}

/** The paths of a list in which each ends with NUL, as `-z` prints it. */
export function pathTexts(list: Buffer): string[] {
  const paths: string[] = []
  let start = 0
  for (let end = list.indexOf(0); end !== -1; end = list.indexOf(0, start)) {
    paths.push(pathText(list.subarray(start, end)))
    start = end + 1
  }
  return paths
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

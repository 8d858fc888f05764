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

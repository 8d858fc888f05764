/**
 * The terminal: colour where it is wanted, columns that fit, and nothing that a
 * repository wrote can move the cursor.
 *
 * Data goes to standard output, progress and complaints to standard error. Colour
 * follows NO_COLOR, FORCE_COLOR and whether the stream is a terminal (`styleText`).
 */
import { stripVTControlCharacters, styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

export type Paint = (style: Style, text: string) => string

export const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout })
export const paintError: Paint = (style, text) => styleText(style, text, { stream: process.stderr })

const DEFAULT_COLUMNS = 100

const FEWEST_COLUMNS = 40

/** Columns of a terminal; boundless elsewhere, where nobody asked for anything to be cut. */
export function columns(stream: { isTTY?: boolean; columns?: number } = process.stdout): number {
  if (stream.isTTY !== true) return Infinity
  // A terminal that doesn't know its size says 0.
  return Math.max(FEWEST_COLUMNS, stream.columns || DEFAULT_COLUMNS)
}

/** Columns for prose, which is to be folded wherever it goes. */
export function helpColumns(): number {
  return Math.min(columns(), DEFAULT_COLUMNS)
}

/** Parts, styled or not, joined by `separator`, on a new line wherever the next wouldn't fit. */
export function wrap(parts: readonly string[], separator: string, width: number): string {
  let line = ''
  const lines: string[] = []
  for (const part of parts) {
    const longer = line === '' ? part : line + separator + part
    if (line !== '' && displayWidth(stripVTControlCharacters(longer)) > width) {
      lines.push((line + separator).trimEnd())
      line = part
    } else line = longer
  }
  return [...lines, line].join('\n')
}

/** Words on as many lines as they need; one that is wider than a line loses its beginning: a path's end tells more. */
export function wrapWords(text: string, width: number): string {
  return wrap(
    text.split(' ').map((word) => fit(word, width, 'end')),
    ' ',
    width,
  )
}

/** A path in a sentence: printable, and quoted where it holds a space. */
export function pathText(path: string): string {
  const shown = printable(path)
  return shown.includes(' ') ? `"${shown}"` : shown
}

/**
 * Text that somebody else wrote, safe to show on one line: control characters, bidi
 * overrides and line ends become visible escapes.
 */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => {
      if (character === '\n') return '\\n'
      if (character === '\t') return '\\t'
      if (character === '\r') return '\\r'
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    },
  )
}

/** Two columns: CJK, Hangul, full-width forms and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const ZERO = /^(?:\p{Mark}|[\u200b-\u200d])+$/u

/** Columns that unstyled text takes. */
export function displayWidth(text: string): number {
  // Compiling the classes below takes longer than all else here, and most text is ASCII.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** Cut to `width` columns, with an ellipsis at the end, or at the start where the end tells more (paths). */
export function fit(text: string, width: number, keep: 'start' | 'end' = 'start'): string {
  if (displayWidth(text) <= width) return text
  const characters = [...text]
  if (keep === 'end') characters.reverse()
  const kept: string[] = []
  let used = 1
  for (const character of characters) {
    used += displayWidth(character)
    if (used > width) break
    kept.push(character)
  }
  return keep === 'end' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** "3 days ago", as precise as one number goes. */
export function ago(thenMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - thenMs) / 1000)
  if (seconds < 0) return 'in the future'
  if (seconds < MINUTE) return 'just now'
  const [count, unit] =
    seconds < HOUR
      ? [seconds / MINUTE, 'minute']
      : seconds < DAY
        ? [seconds / HOUR, 'hour']
        : seconds < 14 * DAY
          ? [seconds / DAY, 'day']
          : seconds < 60 * DAY
            ? [seconds / (7 * DAY), 'week']
            : seconds < 730 * DAY
              ? [seconds / (30.44 * DAY), 'month']
              : [seconds / (365.25 * DAY), 'year']
  const whole = Math.floor(count)
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`
}

/** The time of day, with the date where it is another day. */
export function clockTime(moment: string, nowMs: number): string {
  const time = new Date(moment)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const clock = `${pad(time.getHours())}:${pad(time.getMinutes())}`
  if (time.toDateString() === new Date(nowMs).toDateString()) return clock
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${clock}`
}

/** Between digits where groups of three follow. Loading `Intl`'s formats would take 10 ms of each start. */
const GROUP_START = /\B(?=(?:\d{3})+$)/g

export function count(value: number, noun?: string, plural = `${noun}s`): string {
  const number = String(Math.round(value)).replace(GROUP_START, ',')
  return noun === undefined ? number : `${number} ${value === 1 ? noun : plural}`
}

export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let scaled = value
  let unit = 0
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000
    unit++
  }
  return `${unit === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[unit]}`
}

export function percent(fraction: number): string {
  return fraction > 0 && fraction < 0.005 ? '<1 %' : `${Math.round(fraction * 100)} %`
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7)
}

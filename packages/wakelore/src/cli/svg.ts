/**
 * SVG by hand: text that a repository wrote can't break out of it, numbers are as short as a
 * screen needs, and one sheet of colours serves light and dark by the viewer's own choice.
 * No script, no link, no font from elsewhere.
 */
import { printable } from './terminal.ts'

const FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** Text as content or between quotes: visible, and nothing that XML couldn't hold. */
export function svgText(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** To a tenth of a pixel. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Of the fonts that may stand in, against the usual one. */
const WIDEST = 1.06

/** About as wide as the system's fonts draw it: what has to fit must be told apart from what hasn't. */
export function textWidth(text: string, size: number): number {
  let units = 0
  for (const character of text) {
    units += /[\u1100-\uffff]|[\u{10000}-\u{10ffff}]/u.test(character)
      ? 1
      : /[mwMW@%]/.test(character)
        ? 0.86
        : /[A-Z0-9_$#&]/.test(character)
          ? 0.64
          : /[ijlft.,:;'|!()[\]/ -]/.test(character)
            ? 0.33
            : 0.56
  }
  return units * size * WIDEST
}

/** A document of a size, with what a reader who can't see it is told. */
export function svgDocument(options: {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
  readonly style: string
  readonly body: string
}): string {
  const { width, height, title, description, style, body } = options
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family='${FONT}'>
<title id="title">${svgText(title)}</title>
<desc id="desc">${svgText(description)}</desc>
<style>
${style}
</style>
${body}
</svg>`
}

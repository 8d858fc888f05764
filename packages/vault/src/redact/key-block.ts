/**
 * Private keys in armour (PEM, OpenSSH, PGP, PuTTY): the header, what looks like key
 * material after it, and the footer. A header that is only talked about has no
 * material after it and stays.
 *
 * Linear: a block ends at the next footer or header, so no part of the text is looked at twice.
 */
import type { Report } from './finding.ts'

const HEADER = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d: [\w-]{0,40}/g
const FOOTER = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: [0-9a-f]{40,64}/y
const LONGEST_BLOCK = 32_768
const LEAST_MATERIAL = 40

/** Base64 in lines: plain, escaped as in JSON, quoted, indented, or with a diff's or a mail's prefix. */
const MATERIAL_LINES = /^(?:(?:\\[nrt]|[\s"'+>|,])*(?:[A-Za-z0-9+/=]{16,}|[A-Z][\w-]{2,30}:[^\n]{0,200}))+/
const MATERIAL = /[A-Za-z0-9+/=]{16,}/g

export function findKeyBlocks(text: string, report: Report): void {
  for (const { 0: header, index } of text.matchAll(HEADER)) {
    const from = index + header.length
    const body = bodyAt(text, from)
    FOOTER.lastIndex = from + body.length
    const footer = FOOTER.exec(text)?.[0]
    const material = footer === undefined ? (MATERIAL_LINES.exec(body)?.[0] ?? '') : body
    let length = 0
    for (const [run] of material.matchAll(MATERIAL)) length += run.length
    if (length < LEAST_MATERIAL) continue
    report(index, from + material.length + (footer?.length ?? 0), 'private-key')
  }
}

/** From a header to the next dashes, PuTTY's footer or header, or the end of the text. */
function bodyAt(text: string, from: number): string {
  const window = text.slice(from, from + LONGEST_BLOCK)
  const end = window.search(/-----|\0|Private-MAC: |PuTTY-User-/)
  return end < 0 ? window : window.slice(0, end)
}

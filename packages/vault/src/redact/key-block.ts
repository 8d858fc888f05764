/**
 * Private keys in armour (PEM, OpenSSH, PGP, PuTTY): the header, what looks like key
 * material after it, and the footer. A header that is only talked about has no
 * material after it and stays.
 */
import type { Report } from './finding.ts'

const HEADER = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d: /g
const LONGEST_BLOCK = 32_768
const LEAST_MATERIAL = 40

/** Base64 in lines: real, escaped as in JSON, quoted, indented, or with a diff's or a mail's prefix. */
const MATERIAL =
  /(?:[A-Za-z0-9+/=]{16,}|[\s"'+>|,=-]|\\[nrt]|[A-Z][A-Za-z0-9-]{2,30}:[^\n]{0,200}\n|[A-Za-z0-9+/=]{1,15}(?=[\s"'\\-]))*/y
const FOOTER = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y

export function findKeyBlocks(text: string, report: Report): void {
  for (const header of text.matchAll(HEADER)) {
    const start = header.index
    const bodyAt = start + header[0].length
    const window = text.slice(bodyAt, bodyAt + LONGEST_BLOCK)
    const footer = window.search(/-----END [A-Z0-9 ]{0,40}PRIVATE KEY/)
    const separator = window.indexOf('\0')
    const limit = separator < 0 ? window.length : separator
    let end: number
    if (footer >= 0 && footer < limit) {
      end = bodyAt + footer
      if (countMaterial(window.slice(0, footer)) < LEAST_MATERIAL) continue
      FOOTER.lastIndex = end
      end += FOOTER.exec(text)?.[0].length ?? 0
    } else {
      MATERIAL.lastIndex = 0
      const body = MATERIAL.exec(window.slice(0, limit))?.[0] ?? ''
      if (countMaterial(body) < LEAST_MATERIAL) continue
      end = bodyAt + body.trimEnd().length
    }
    report(start, end, 'private-key')
  }
}

function countMaterial(body: string): number {
  let count = 0
  for (const run of body.matchAll(/[A-Za-z0-9+/=]{16,}/g)) count += run[0].length
  return count
}

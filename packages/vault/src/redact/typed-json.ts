/**
 * Secrets in OTLP's JSON, which stands names beside values: `{"key":"password","value":
 * {"stringValue":"…"}}`. Of a value whose name says that it is a secret every text goes,
 * lists and what lies within included; numbers stay, as they do everywhere.
 */
import { ASSIGNED_SECRET, isSecretAttribute, SECRET_OR_HEADER_NAME } from './assignment.ts'
import type { Report } from './finding.ts'
import { isStandIn } from './placeholder.ts'

/** Up to where the value begins. */
const NAMED = new RegExp(`${SECRET_OR_HEADER_NAME}\\d?"\\s{0,2},\\s{0,2}"value"\\s{0,2}:\\s{0,2}\\{`, 'gi')
const LONGEST_NAME = 256
const TEXTS: ReadonlySet<string> = new Set(['stringValue', 'bytesValue', 'string_value', 'bytes_value'])

export function findInTypedJson(text: string, report: Report): void {
  let readTo = 0
  for (const match of text.matchAll(NAMED)) {
    const quote = text.indexOf('"', match.index)
    if (match.index < readTo || !isSecretAttribute(nameBefore(text, quote))) continue
    readTo = reportTexts(text, match.index + match[0].length - 1, report)
  }
}

/** The name that ends there, from its opening quote on. */
function nameBefore(text: string, end: number): string {
  const start = text.lastIndexOf('"', end - 1)
  return text.slice(Math.max(start + 1, end - LONGEST_NAME), end)
}

/** From the value's opening brace to its closing one, or to the text's end; says where that is. */
function reportTexts(text: string, from: number, report: Report): number {
  const token = /"((?:[^"\\\0]|\\[^\0])*)"?(\s{0,2}:)?|[{}[\]\0]/g
  token.lastIndex = from
  let depth = 0
  let name = ''
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [whole, content, colon] = match
    if (whole === '\0') return match.index
    if (whole === '{' || whole === '[') depth++
    else if (whole === '}' || whole === ']') depth--
    else if (colon !== undefined) name = content!
    else if (TEXTS.has(name) && !isStandIn(content!)) {
      report(match.index + 1, match.index + 1 + content!.length, ASSIGNED_SECRET)
    }
    if (depth === 0) return token.lastIndex
  }
  return text.length
}

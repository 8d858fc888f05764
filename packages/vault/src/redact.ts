/**
 * Redaction: what must not be stored is found in many texts at once and replaced by
 * a visible marker.
 *
 * Texts are joined, up to a bounded size, by a separator that no rule matches across,
 * and scanned together: per call, secretlint's rules and ours cost more than the
 * scan of a short text. It fails closed: where a scan throws, all texts of its batch
 * are withheld. A text longer than `longestText` is cut there, visibly, before it is
 * scanned, so that what is kept was scanned whole.
 */
import { createHmac } from 'node:crypto'
import { findAssignments } from './redact/assignment.ts'
import { findRandomTokens } from './redact/entropy.ts'
import type { Finding, Report } from './redact/finding.ts'
import { makeHomePaths } from './redact/home-path.ts'
import { findKeyBlocks } from './redact/key-block.ts'
import { loadRecommendedRules, type RecommendedRules } from './redact/recommended-rules.ts'
import { findTokens } from './redact/token-rules.ts'
import { findUrlCredentials } from './redact/url-credentials.ts'

/** What becomes of e-mail addresses: kept, replaced by a keyed digest, or dropped. */
export type EmailPolicy = 'keep' | 'hash' | 'drop'

/**
 * How a finding is replaced.
 *   text   `[redacted:jwt]`, home directories by `~`
 *   name   the same with a digest, `[redacted:jwt:1f…]`: different names stay different
 *   key    as `name`, home directories too: no two keys become one
 */
export type MarkerStyle = 'text' | 'name' | 'key'

export type RedactorOptions = {
  /** The user's home directory. */
  readonly home: string
  readonly emailPolicy: EmailPolicy
  /** Keys the digests in markers and of e-mails, so that nobody can test guesses against them. */
  readonly digestKey: Uint8Array
  /** In UTF-16 units; 1 Mi unless told. */
  readonly longestText?: number
}

export type Redaction = {
  /** By index: those texts that changed, as they may be stored. */
  readonly changed: ReadonlyMap<number, string>
  /** Indices of texts withheld because a scan failed; they are in `changed` too. */
  readonly withheld: ReadonlySet<number>
  /** Markers set, by kind. */
  readonly counts: ReadonlyMap<string, number>
  readonly scannedBytes: number
}

export type Redactor = {
  /** `styleOf` is asked for texts that change only; 'text' for all unless told. Never rejects. */
  readonly redact: (texts: readonly string[], styleOf?: (index: number) => MarkerStyle) => Promise<Redaction>
  /** Stands for a text that isn't kept: keyed, twelve hex digits, the same each time. */
  readonly digest: (text: string) => string
}

const LONGEST_TEXT = 1024 * 1024
const LARGEST_BATCH = 2 * 1024 * 1024

/** `\s` doesn't match NUL and `.` doesn't match a newline: together they stop both. */
const SEPARATOR = '\n\0\n'
const DIGEST_LENGTH = 12

export function makeRedactor(options: RedactorOptions): Redactor {
  const longestText = options.longestText ?? LONGEST_TEXT
  const homePaths = makeHomePaths(options.home)
  let recommended: Promise<RecommendedRules> | undefined

  const digest = (text: string): string =>
    createHmac('sha256', options.digestKey).update(text).digest('hex').slice(0, DIGEST_LENGTH)

  const find = async (joined: string): Promise<Finding[]> => {
    const findings: Finding[] = []
    const report: Report = (start, end, kind) => findings.push({ start, end, kind })
    findKeyBlocks(joined, report)
    findTokens(joined, report)
    findUrlCredentials(joined, report)
    findAssignments(joined, report)
    recommended ??= loadRecommendedRules()
    await (
      await recommended
    )(joined, report)
    findRandomTokens(joined, report)
    homePaths.find(joined, report)
    if (options.emailPolicy !== 'keep') findEmails(joined, report)
    return findings
  }

  const marker = (found: string, kind: string, style: MarkerStyle): string => {
    if (kind === 'email' && options.emailPolicy === 'hash') return `${digest(found)}@hashed.invalid`
    if (kind === 'home' && style !== 'key') return '~'
    return style === 'text' ? `[redacted:${kind}]` : `[redacted:${kind}:${digest(found)}]`
  }

  return {
    digest,
    redact: async (texts, styleOf = () => 'text') => {
      const changed = new Map<number, string>()
      const withheld = new Set<number>()
      const counts = new Map<string, number>()
      let scannedBytes = 0
      const count = (kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1)

      for (let first = 0; first < texts.length;) {
        const parts: string[] = []
        const starts: number[] = []
        let length = 0
        let next = first
        for (; next < texts.length && (next === first || length < LARGEST_BATCH); next++) {
          let text = texts[next]!
          if (text.length > longestText) {
            text = cut(text, longestText)
            changed.set(next, text)
            count('truncated')
          }
          parts.push(text)
          starts.push(length)
          length += text.length + SEPARATOR.length
        }
        scannedBytes += length - parts.length * SEPARATOR.length
        try {
          const joined = parts.join(SEPARATOR)
          const findings = await find(joined)
          for (const [index, own] of byText(findings, starts, parts)) {
            const style = styleOf(first + index)
            changed.set(
              first + index,
              replace(parts[index]!, own, (found, kind) => {
                count(kind)
                return marker(found, kind, style)
              }),
            )
          }
        } catch {
          for (let index = first; index < next; index++) {
            withheld.add(index)
            const style = styleOf(index)
            const mark = style === 'text' ? '' : `:${digest(texts[index]!)}`
            changed.set(index, `[withheld: scan failed${mark}]`)
          }
          count('withheld')
        }
        first = next
      }
      return { changed, withheld, counts, scannedBytes }
    },
  }
}

function cut(text: string, length: number): string {
  const left = text.length - length
  return `${text.slice(0, length)}[truncated: ${left} characters not scanned]`
}

/** The findings of each text, in order and merged where they overlap, by offsets of its own. */
function byText(
  findings: Finding[],
  starts: readonly number[],
  parts: readonly string[],
): Map<number, Finding[]> {
  const own = new Map<number, Finding[]>()
  // The first to report a stretch names it: our own rules know kinds more exactly.
  findings.sort((a, b) => a.start - b.start || b.end - a.end)
  for (const { start, end, kind } of findings) {
    for (let index = textAt(starts, start); index < parts.length && starts[index]! < end; index++) {
      const from = Math.max(0, start - starts[index]!)
      const to = Math.min(parts[index]!.length, end - starts[index]!)
      if (from >= to) continue
      const list = own.get(index) ?? []
      const last = list.at(-1)
      if (last !== undefined && from < last.end) {
        list[list.length - 1] = { ...last, end: Math.max(last.end, to) }
      } else {
        list.push({ start: from, end: to, kind })
      }
      own.set(index, list)
    }
  }
  return own
}

/** Index of the last start at or before `offset`. */
function textAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function replace(
  text: string,
  findings: readonly Finding[],
  marker: (found: string, kind: string) => string,
): string {
  let result = ''
  let at = 0
  for (const { start, end, kind } of findings) {
    result += text.slice(at, start) + marker(text.slice(start, end), kind)
    at = end
  }
  return result + text.slice(at)
}

function findEmails(text: string, report: Report): void {
  const pattern = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g
  for (const match of text.matchAll(pattern)) report(match.index, match.index + match[0].length, 'email')
}

/**
 * Redaction: what must not be stored is found in many texts at once and replaced by
 * a visible marker.
 *
 * First every text gets a cheap look (`suspicion.ts`). Those in which a rule could
 * match, one in a hundred, are joined by a separator that no rule matches across, up
 * to a bounded size, and scanned by secretlint's rules and ours together: called for
 * each text, the rules cost more than the scan. It fails closed: where a scan throws,
 * all texts of its batch are withheld. A text longer than `longestText` is cut there,
 * visibly, before it is scanned, so that all that is kept was scanned.
 */
import { createHmac } from 'node:crypto'
import { lastAtOrBefore } from '@wakelore/kernel/ascending'
import { findAssignments } from './redact/assignment.ts'
import { findRandomTokens } from './redact/entropy.ts'
import { replaceFindings, visibleMarker, type Finding, type Report } from './redact/finding.ts'
import { makeHomePaths } from './redact/home-path.ts'
import { findKeyBlocks } from './redact/key-block.ts'
import { loadRecommendedRules, type RecommendedRules } from './redact/recommended-rules.ts'
import { makeSuspect } from './redact/suspicion.ts'
import { findTokens } from './redact/token-rules.ts'
import { findInTypedJson } from './redact/typed-json.ts'
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
  /** secretlint's recommended rules, unless told. */
  readonly loadRules?: () => Promise<RecommendedRules>
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
  /** `styleOf` is asked for texts that change only; 'text' for all unless told. */
  readonly redact: (texts: readonly string[], styleOf?: (index: number) => MarkerStyle) => Promise<Redaction>
  /** Stands for a text that isn't kept: keyed, twelve hex digits, the same each time. */
  readonly digest: (text: string) => string
}

const LONGEST_TEXT = 1024 * 1024

/** Characters that get the cheap look together. */
const LOOK_SIZE = 16 * 1024

/** Characters that are scanned together. */
const SCAN_SIZE = 1024 * 1024

/** `\s` doesn't match NUL and `.` doesn't match a newline: together they stop both. */
const SEPARATOR = '\n\0\n'
const LONGEST_WORD = 4096
const DIGEST_LENGTH = 12

type Find = (joined: string, report: Report) => Promise<void>

export function makeRedactor(options: RedactorOptions): Redactor {
  const longestText = options.longestText ?? LONGEST_TEXT
  const homePaths = makeHomePaths(options.home)
  const looksForEmails = options.emailPolicy !== 'keep'
  const suspect = makeSuspect({ homeHint: homePaths.hint, looksForEmails })
  let recommended: Promise<RecommendedRules> | undefined

  const digest = (text: string): string =>
    createHmac('sha256', options.digestKey).update(text).digest('hex').slice(0, DIGEST_LENGTH)

  const findPersonal: Find = async (joined, report) => {
    homePaths.find(joined, report)
    if (looksForEmails) findEmails(joined, report)
  }
  const findAll: Find = async (joined, report) => {
    findKeyBlocks(joined, report)
    findTokens(joined, report)
    findUrlCredentials(joined, report)
    findAssignments(joined, report)
    findInTypedJson(joined, report)
    recommended ??= (options.loadRules ?? loadRecommendedRules)()
    await (
      await recommended
    )(joined, report)
    findRandomTokens(joined, report)
    await findPersonal(joined, report)
  }

  const marker = (found: string, kind: string, style: MarkerStyle): string => {
    if (kind === 'email' && options.emailPolicy === 'hash') return `${digest(found)}@hashed.invalid`
    if (kind === 'home' && style !== 'key') return '~'
    return visibleMarker(kind, style === 'text' ? '' : digest(found))
  }

  return {
    digest,
    redact: async (texts, styleOf = () => 'text') => {
      const changed = new Map<number, string>()
      const withheld = new Set<number>()
      const counts = new Map<string, number>()
      let scannedBytes = 0
      const count = (kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1)
      const distinction = (index: number): string =>
        styleOf(index) === 'text' ? '' : `:${digest(texts[index]!)}`
      const withhold = (index: number): void => {
        changed.set(index, `[withheld: scan failed${distinction(index)}]`)
        withheld.add(index)
        count('withheld')
      }

      const scan = async (indices: readonly number[], find: Find): Promise<void> => {
        // What senders say of themselves comes with every event of theirs: each text is read once.
        const copies = Map.groupBy(indices, (index) => changed.get(index) ?? texts[index]!)
        for (const parts of batchesOf([...copies.keys()])) {
          try {
            const findings: Finding[] = []
            await find(parts.join(SEPARATOR), (start, end, kind) => findings.push({ start, end, kind }))
            for (const [part, own] of findingsByPart(findings, parts)) {
              const text = parts[part]!
              const byStyle = new Map<MarkerStyle, string>()
              for (const index of copies.get(text)!) {
                const style = styleOf(index)
                let redacted = byStyle.get(style)
                if (redacted === undefined) {
                  redacted = replaceFindings(text, own, (found, kind) => marker(found, kind, style))
                  byStyle.set(style, redacted)
                }
                changed.set(index, redacted)
                for (const { kind } of own) count(kind)
              }
            }
          } catch {
            // Whatever went wrong, and whosever fault it is: unread texts aren't stored.
            for (const text of parts) for (const index of copies.get(text)!) withhold(index)
          }
        }
      }

      const secret: number[] = []
      const personal: number[] = []
      for (let first = 0; first < texts.length;) {
        let next = first
        let size = 0
        while (next < texts.length && size < LOOK_SIZE) size += texts[next++]!.length
        const looked = texts.slice(first, next)
        if (size > longestText) {
          for (const [i, text] of looked.entries()) {
            if (text.length <= longestText) continue
            looked[i] = cut(text, longestText, distinction(first + i))
            changed.set(first + i, looked[i]!)
            count('truncated')
          }
        }
        const suspicion = suspect(looked)
        scannedBytes += suspicion.sizeBytes
        for (let i = 0; i < looked.length; i++) {
          if (suspicion.secret[i] === 1) secret.push(first + i)
          else if (suspicion.personal[i] === 1) personal.push(first + i)
        }
        first = next
      }
      await scan(secret, findAll)
      await scan(personal, findPersonal)
      return { changed, withheld, counts, scannedBytes }
    },
  }
}

/** Runs of texts that make up some `SCAN_SIZE` together. */
function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = []
  let size = 0
  for (const text of texts) {
    batch.push(text)
    size += text.length
    if (size < SCAN_SIZE) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}

/** Cuts between words, or what JSON holds, where there are any, so that no half of a secret is left that no rule knows. */
function cut(text: string, longest: number, distinction: string): string {
  const end = text.slice(longest - LONGEST_WORD, longest).search(/[\s"'`,;<>(){}[\]][^\s"'`,;<>(){}[\]]*$/)
  const length = end < 0 ? longest : longest - LONGEST_WORD + end
  return `${text.slice(0, length)}[truncated: ${text.length - length} characters not scanned${distinction}]`
}

/** The findings of each part, in order and merged where they overlap, by offsets of its own. */
function findingsByPart(findings: Finding[], parts: readonly string[]): Map<number, Finding[]> {
  const starts: number[] = []
  let at = 0
  for (const part of parts) {
    starts.push(at)
    at += part.length + SEPARATOR.length
  }
  const byPart = new Map<number, Finding[]>()
  // Stable: of two at the same place the first reported names it, and our own rules come first.
  findings.sort((a, b) => a.start - b.start)
  for (const { start, end, kind } of findings) {
    for (let part = lastAtOrBefore(starts, start); part < parts.length && starts[part]! < end; part++) {
      const from = Math.max(0, start - starts[part]!)
      const to = Math.min(parts[part]!.length, end - starts[part]!)
      if (from >= to) continue
      const own = byPart.get(part) ?? []
      byPart.set(part, own)
      const last = own.at(-1)
      if (last === undefined || from >= last.end) own.push({ start: from, end: to, kind })
      else own[own.length - 1] = { ...last, end: Math.max(last.end, to), kind: exacter(last.kind, kind) }
    }
  }
  return byPart
}

/** A name for what was found says more than that it looked random. */
function exacter(first: string, second: string): string {
  return first === 'high-entropy' ? second : first
}

function findEmails(text: string, report: Report): void {
  const pattern = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g
  for (const match of text.matchAll(pattern)) report(match.index, match.index + match[0].length, 'email')
}

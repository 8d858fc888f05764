/**
 * Whether a commit mended something that was broken, by what its message says; docs/hot.md has
 * how often each kind of evidence is right.
 *
 * A message is a claim. Words are taken where they are what the commit did, as the first of
 * the subject behind its scope ("url: fix a leak"), not wherever they stand ("as a fix for
 * …"); and what was mended must be the program, not a typo, a warning or the build.
 */
import { parseTrailers } from './trailers.ts'

export type FixEvidence =
  /** A conventional type: `fix:`, `bugfix(scope):`. */
  | 'type'
  /** The subject's first word behind its scope: "fix", "fixes", "bugfix". */
  | 'word'
  /** It takes back an earlier commit. */
  | 'revert'
  /** A trailer names the commit that broke it. */
  | 'trailer'
  /** It names an issue that it fixes. */
  | 'issue'

const SCANNED_CHARS = 64 * 1024

const TYPE = /^(?:bug-?|hot-?)?fix(?:es)?(?:\([^)]{0,100}\)|\/[\w.-]{1,100})?!?:/i
/** Of other conventional types, whatever they mend isn't the program. */
const OTHER_TYPE = /^(?:build|chore|ci|docs?|style|lint|tests?|typos?|release)(?:\([^)]{0,100}\))?!?:/i
/** `url:`, `lib/http.c:`, `[core]`, `net/http, net:`; at most three. */
const SCOPE = /^(?:\[[^\]]{1,60}\]:?\s+|[\w./+*,{}()'-]{1,60}(?:, ?[\w./+*{}-]{1,60}){0,4}:\s+)/
const WORD = /^(?:(?:bug|hot)-?fix(?:e[sd])?|fix(?:e[sd]|ing)?|regression|bugs?)\b/i
const REVERT = /^(?:Revert(?:s|ed)?\b|revert(?:\([^)]{0,100}\))?!?:)|^This reverts commit [0-9a-f]{7,64}/m
/** Takes back what took something back: nothing is mended by that. */
const REAPPLIED = /^(?:Reapply|Reland|Revert "Re(?:vert|apply))\b/
const ISSUE =
  /\b(?:fix(?:e[sd])?|resolve[sd]?)(?::? +|: *)(?:(?:issue|bug) +)?(?:[\w.-]{1,100}\/[\w.-]{1,100})?(?:#|GH-|https?:\/\/\S{1,200}\/issues\/|[A-Z][A-Z0-9]{1,19}-)[0-9]/i
/** Polished rather than mended, or mended where nobody runs it. */
const HARMLESS =
  /\b(?:typos?|spelling|grammar|comments?|docs?|documentation|readme|changelog|lints?|linter|linting|eslint|oxlint|prettier|tsconfig|clippy|format(?:ting)?|indent(?:ation|ing)?|white-?space|style|warnings?|badge|links?|ci|nits?|tests?|tests? (?:suite|case)|unit-?tests?|checksrc|codespell|unused|unnecessary|redundant|clean-?up|renam(?:e[sd]?|ing)|refactor(?:s|ed|ing)?)\b/i

/** The weightiest evidence there is; undefined where nothing says so. */
export function fixEvidence(message: string): FixEvidence | undefined {
  const text = message.slice(0, SCANNED_CHARS)
  const end = text.indexOf('\n')
  const subject = (end === -1 ? text : text.slice(0, end)).trim()
  if (REVERT.test(text) && !REAPPLIED.test(subject)) return 'revert'
  if (/^Fixes:/im.test(text) && parseTrailers(text).some(namesBrokenCommit)) return 'trailer'
  if (OTHER_TYPE.test(subject) || HARMLESS.test(subject)) return undefined
  if (TYPE.test(subject)) return 'type'
  if (WORD.test(withoutScopes(subject))) return 'word'
  return /fix|resolve/i.test(text) && ISSUE.test(text) ? 'issue' : undefined
}

function namesBrokenCommit({ key, value }: { readonly key: string; readonly value: string }): boolean {
  return /^fixes$/i.test(key) && /^[0-9a-f]{7,64}\b/.test(value)
}

const MAX_SCOPES = 3

function withoutScopes(subject: string): string {
  let rest = subject
  for (let n = 0; n < MAX_SCOPES; n++) {
    const scope = SCOPE.exec(rest)
    if (scope === null) break
    rest = rest.slice(scope[0].length)
  }
  return rest
}

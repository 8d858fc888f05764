/**
 * Secrets that are secret by the name before them: `password=…`, `"api_key": "…"`,
 * `--token …`, `Authorization: …`, `Cookie: …`. The name stays, the value goes.
 *
 * Prose says "password: fix the prompt" and code says `token = readToken()`: a value
 * counts only if it is quoted, or carries a digit or a sign that words don't.
 */
import { looksRandom } from './entropy.ts'
import type { Report } from './finding.ts'
import { isPlaceholder } from './placeholder.ts'

/** What markers call a secret that is one by its name. */
export const ASSIGNED_SECRET = 'assigned-secret'

const NAME =
  'passwords?|passwd|passphrase|passcode|pass|pwd|secrets?|tokens?|credentials?|(?<=_)auth|' +
  '(?:api|access|account|secret|private|signing|encryption|master|shared|session|service|auth|storage)[_-]?key'

/** Matches a name that makes the value after it a secret, or a header's. */
export const SECRET_OR_HEADER_NAME = `(?:${NAME}|bearer|authorization|cookie|x-[a-z-]{0,24}(?:token|key|secret))`

/** Matches what ends with one. */
export const SECRET_NAME_END = new RegExp(`${SECRET_OR_HEADER_NAME}$`, 'i')

const SECRET_NAME = new RegExp(`(?:${NAME}|bearer)\\d?$`, 'i')

const ASSIGNMENT = new RegExp(
  `(?:${NAME})\\d?["'\`\\]]{0,2}[ \\t]{0,8}(?:=>|:=|==?|:)[ \\t]{0,8}` +
    '(?:"([^"\\n\\0]{1,512})"|\'([^\'\\n\\0]{1,512})\'|`([^`\\n\\0]{1,512})`|([^\\s"\'`,;<>()\\0]{4,1024}))',
  'dgi',
)
const FLAG = new RegExp(
  `--?[a-z-]{0,32}(?:${NAME}|bearer)[= ][ \\t]{0,3}(?:"([^"\\n\\0]{1,512})"|'([^'\\n\\0]{1,512})'|([^\\s"'\`,;<>()\\0-][^\\s"'\`,;<>()\\0]{3,1024}))`,
  'dgi',
)
const HEADER =
  /(?:authorization|x-[a-z-]{0,24}(?:token|key|secret)|private-token|job-token)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:[A-Za-z]{3,12}[ \t]{1,4})?([A-Za-z0-9._~+/=:-]{8,4096})/dgi
const BEARER = /\b(?:bearer|basic)[ \t]{1,4}([A-Za-z0-9._~+/=-]{20,4096})/dgi
const COOKIE =
  /\b(?:set-)?cookie["']?[ \t]{0,4}:[ \t]{0,4}["']?([\w.-]{1,64}=[^\s"'\0]{6,4096}(?:;[ \t]?[\w.-]{1,64}=[^\s"'\0;]{0,4096}){0,64})/dgi
const NETRC = /\nmachine\s{1,8}\S{1,256}\s{1,8}login\s{1,8}\S{1,256}\s{1,8}password\s{1,8}(\S{1,256})/dg

export function findAssignments(text: string, report: Report): void {
  for (const match of text.matchAll(ASSIGNMENT)) {
    const quoted = match[1] ?? match[2] ?? match[3]
    if (isSecretValue(nameAt(text, match.index), quoted ?? match[4]!, quoted !== undefined)) {
      reportGroup(match, report, ASSIGNED_SECRET)
    }
  }
  for (const match of text.matchAll(FLAG)) {
    if (isSecretValue(match[0], match[1] ?? match[2] ?? match[3]!, false)) {
      reportGroup(match, report, ASSIGNED_SECRET)
    }
  }
  for (const match of text.matchAll(NETRC)) {
    if (!isPlaceholder(match[1]!)) reportGroup(match, report, ASSIGNED_SECRET)
  }
  for (const match of text.matchAll(HEADER)) {
    if (isHeaderValue(match[1]!)) reportGroup(match, report, 'authorization-header')
  }
  for (const match of text.matchAll(BEARER)) {
    if (isHeaderValue(match[1]!)) reportGroup(match, report, 'authorization-header')
  }
  for (const match of text.matchAll(COOKIE)) {
    if (/\d/.test(match[1]!)) reportGroup(match, report, 'cookie-header')
  }
}

/** The whole identifier of which a keyword at `at` is a part: `DB_PASSWORD`, `publicKeyToken`. */
function nameAt(text: string, at: number): string {
  const before = /[A-Za-z0-9_.-]{0,32}$/.exec(text.slice(Math.max(0, at - 32), at))![0]
  return before + /^[A-Za-z0-9_-]{0,32}/.exec(text.slice(at, at + 32))![0]
}

/** A .NET assembly's token and the name of git's signing key are public; `compass:` and `bypass:` are words. */
const NO_SECRET =
  /publickeytoken|user\.signing_?key|[a-z](?<!smtp|imap|pop|ftp|ldap|http|db|sql|user|root|admin|mail|proxy|ssl|cert|my)pass$/i

/** People make up passwords of words; machines make tokens and keys, with digits in them. */
const MADE_UP = /pass|pwd/i

/** True for `db.password` and `http.request.header.authorization`: whatever an attribute of that name holds is a secret. */
export function isSecretAttribute(name: string): boolean {
  return SECRET_NAME_END.test(name.replace(/\d$/, '')) && !NO_SECRET.test(name)
}

/** True for `sendemail.smtpPass`, `--api-key` and `DEPLOY_TOKEN`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(name)
}

/** Whether what is surely the value of `name`, as an argument of its own is, is a secret. */
export function isSecretArgument(name: string, value: string): boolean {
  if (!isSecretName(name) || PATH.test(value)) return false
  if (isPlaceholder(value) && !/^[&*@:#].*\d/.test(value)) return false
  return MADE_UP.test(name) ? value.length >= 4 : value.length >= 6 && !/^\d+$/.test(value)
}

/** A path to the secret, or the ref that a branch named so is pushed to. */
const PATH = /^(?:~|\.{0,2})[\\/]\w|^[A-Za-z]:\\|^refs\/[a-z]+\//

/** Whether what stands after `name`, maybe by chance, looks like a secret. */
export function isSecretValue(name: string, value: string, isQuoted: boolean): boolean {
  if (isPlaceholder(value) || NO_SECRET.test(name)) return false
  if (PATH.test(value)) return false
  // Code that fetches the secret.
  if (/^[\w$]+(?:\.[\w$]+|\[|\(|::|->)/.test(value) && !/\d.*\d/.test(value)) return false
  const hasDigit = /\d/.test(value)
  if (isQuoted && MADE_UP.test(name)) return value.length >= 4 && !/\s/.test(value)
  if (isQuoted) return value.length >= 8 && !/\s/.test(value) && (hasDigit || /[^\w.-]/.test(value))
  return value.length >= 6 && (hasDigit ? /[A-Za-z!@#$%^&*+]/.test(value) : /[!@#$%^&*+?]/.test(value))
}

function isHeaderValue(value: string): boolean {
  if (isPlaceholder(value)) return false
  return /\d/.test(value) || value.endsWith('=') || looksRandom(value)
}

function reportGroup(match: RegExpExecArray, report: Report, kind: string): void {
  const span = match.indices!.find((range, group) => group > 0 && range !== undefined)!
  report(span[0], span[1], kind)
}

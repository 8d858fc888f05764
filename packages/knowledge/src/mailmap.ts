/**
 * Mailmap: which names and addresses as written stand for which person.
 *
 * Follows git's mailmap.c to the letter, since `git shortlog` is what people compare
 * with: an entry is found by the address as written, letters' case aside, and among
 * entries of one address that with the name as written goes first; later lines win.
 * The four forms of a line:
 *
 *   Proper Name <written@address>
 *   <proper@address> <written@address>
 *   Proper Name <proper@address> <written@address>
 *   Proper Name <proper@address> Written Name <written@address>
 */
export type Identity = { readonly name: string; readonly email: string }

type Replacement = { name: string | undefined; email: string | undefined }
type Entry = Replacement & { readonly byName: Map<string, Replacement> }

/** Entries by written address, in lower case. */
export type Mailmap = ReadonlyMap<string, Entry>

const BLANKS = ' \t\v\f\r'

export function parseMailmap(content: string): Mailmap {
  const map = new Map<string, Entry>()
  for (const line of content.split('\n')) {
    if (line.startsWith('#')) continue
    const first = readIdentity(line, 0)
    if (first === undefined || first.email === '') continue
    const second = readIdentity(line, first.end)
    const written = asciiLowerCase(second?.email ?? first.email)
    const email = second === undefined ? undefined : first.email
    let entry = map.get(written)
    if (entry === undefined)
      map.set(written, (entry = { name: undefined, email: undefined, byName: new Map() }))
    if (second?.name !== undefined) {
      entry.byName.set(asciiLowerCase(second.name), { name: first.name, email })
    } else {
      entry.name = first.name ?? entry.name
      entry.email = email ?? entry.email
    }
  }
  return map
}

/** The identity that the mailmap gives for one as written. */
export function mapIdentity(mailmap: Mailmap, written: Identity): Identity {
  const entry = mailmap.get(asciiLowerCase(written.email))
  if (entry === undefined) return written
  const replacement = entry.byName.get(asciiLowerCase(written.name)) ?? entry
  return { name: replacement.name ?? written.name, email: replacement.email ?? written.email }
}

/**
 * What makes two identities one person: the address after mailmap, letters' case
 * aside, and the two forms of GitHub's private address taken as one; the name where
 * there is no address.
 */
export function identityKey(mapped: Identity): string {
  if (mapped.email === '') return `name:${mapped.name}`
  return mapped.email.toLowerCase().replace(/^\d+\+(?=[^@]+@users\.noreply\.github\.com$)/, '')
}

function readIdentity(
  line: string,
  start: number,
): { name: string | undefined; email: string; end: number } | undefined {
  const left = line.indexOf('<', start)
  if (left === -1) return undefined
  const right = line.indexOf('>', left + 1)
  if (right === -1) return undefined
  const name = withoutBlanksAround(line, start, left)
  return { name: name === '' ? undefined : name, email: line.slice(left + 1, right), end: right + 1 }
}

/** A loop, since a pattern for the blanks before the end takes quadratic time on a line full of them. */
function withoutBlanksAround(line: string, start: number, end: number): string {
  let from = start
  let to = end
  while (from < to && BLANKS.includes(line[from]!)) from++
  while (to > from && BLANKS.includes(line[to - 1]!)) to--
  return line.slice(from, to)
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

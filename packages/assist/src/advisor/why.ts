/**
 * Why a line is as it is: the intent behind the commit that wrote it, from what is on
 * record, each with where it stands.
 *
 * Nothing is concluded beyond what somebody wrote: what a message says and names, what a
 * merge that brought it says, who reviewed it, what notes were added, and what later
 * commits say that they did about it. The subject is no intent of its own, and where a
 * message has nothing beyond it, that is what is said.
 */
import { parseReferences, type Reference } from '@wakelore/knowledge/references'
import { parseTrailers, type Trailer } from '@wakelore/knowledge/trailers'
import { nameStem } from '@wakelore/knowledge/name-stem'

export const INTENT_KINDS = [
  'message',
  'pull-request',
  'issue',
  'merge',
  'note',
  'trailer',
  'reverts',
  'fixes',
  'picked-from',
  'names',
  'reverted',
  'fixed',
  'followed',
  'replaced',
  'together',
  'unknown',
] as const
export type IntentKind = (typeof INTENT_KINDS)[number]

export type Intent = {
  readonly kind: IntentKind
  readonly text: string
  /** Where it stands or what it is: a full hash, `#12`, a ref of notes. */
  readonly ref: string
}

export type NamedCommit = { readonly sha: string; readonly subject: string; readonly message: string }

export type CommitFacts = {
  readonly sha: string
  readonly message: string
  /** The path in this commit. */
  readonly path: string
  /** What the same file was called before or later: no companions of it. */
  readonly otherNames: readonly string[]
  /** The merge that brought it to the main line; undefined where it lies on it, or that isn't known. */
  readonly merge: NamedCommit | undefined
  readonly notes: readonly { readonly ref: string; readonly message: string }[]
  /** Later commits whose message names it, the oldest first. */
  readonly namedBy: readonly NamedCommit[]
  /** The commits that its message names, as far as they are known, by what the message calls them. */
  readonly named: ReadonlyMap<string, { readonly sha: string; readonly subject: string }>
  /** All files that it changed; undefined where that is unknown or too many. */
  readonly files: readonly string[] | undefined
  readonly fileCount: number
  /** What the line said before. */
  readonly replaced: string | undefined
}

/** Trailers that tell something about why; who signed off tells nothing. */
const TELLING_TRAILERS = new Set(
  (
    'fixes closes resolves link refs ref references see see-also bug issue change-id reviewed-by approved-by acked-by ' +
    'tested-by reported-by reported-and-tested-by suggested-by helped-by mentored-by requested-by co-authored-by ' +
    'co-developed-by based-on-patch-by original-patch-by inspired-by'
  ).split(' '),
)
/** Those that `parseReferences` tells of already. */
const REFERRING_TRAILERS = new Set([
  'fixes',
  'closes',
  'resolves',
  'refs',
  'ref',
  'references',
  'issue',
  'change-id',
])
const MAX_TEXT_CHARS = 2000
const MAX_LINE_CHARS = 300
const MOST_REFERENCES = 12
const MOST_FOLLOWERS = 6
const MOST_COMPANIONS = 3

export function tellWhy(facts: CommitFacts): Intent[] {
  const { subject, body } = partsOf(facts.message)
  const references = parseReferences(facts.message).slice(0, MOST_REFERENCES)
  const said: Intent[] = [
    ...(body === '' ? [] : [{ kind: 'message' as const, text: body, ref: facts.sha }]),
    ...references.flatMap((reference) => referenceIntent(facts, { subject, body }, reference)),
    ...(facts.merge === undefined ? [] : mergeIntents(facts.merge, references)),
    ...facts.notes.flatMap(({ ref, message }) =>
      message.trim() === '' ? [] : [{ kind: 'note' as const, text: clipped(message.trim()), ref }],
    ),
    ...trailerIntents(facts),
  ]
  const unknown: Intent = {
    kind: 'unknown',
    text: 'The message says nothing beyond its subject, and names nothing.',
    ref: facts.sha,
  }
  return [
    ...(said.length === 0 ? [unknown] : said),
    ...facts.namedBy.slice(0, MOST_FOLLOWERS).map((later) => followIntent(facts.sha, later)),
    ...(facts.replaced === undefined
      ? []
      : [{ kind: 'replaced' as const, text: line(facts.replaced), ref: facts.sha }]),
    ...companionIntent(facts),
  ]
}

/** A message's subject, and what follows it up to its trailers. */
export function partsOf(message: string): { readonly subject: string; readonly body: string } {
  const lines = message.replaceAll('\r\n', '\n').split('\n')
  const first = lines.findIndex((text) => text.trim() !== '')
  if (first === -1) return { subject: '', body: '' }
  const gap = lines.findIndex((text, at) => at > first && text.trim() === '')
  const subject = lines.slice(first, gap === -1 ? undefined : gap)
  if (gap === -1) return { subject: subject.join(' '), body: '' }
  const paragraphs = lines
    .slice(gap)
    .join('\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph !== '')
  while (paragraphs.length > 0 && isApparatus(paragraphs.at(-1)!)) paragraphs.pop()
  const body = paragraphs.filter((paragraph) => !GENERATED.test(paragraph)).join('\n\n')
  return { subject: subject.join(' '), body: clipped(body) }
}

const GENERATED =
  /^(?:git-svn-id: .*|\(cherry picked from commit [0-9a-f]+\)|This reverts commit [0-9a-f]+[.,]?)$/
/** `Closes #12`, as people write it where trailers stand. */
const CLOSING =
  /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|see(?: also)?|bug|follow-?up to|part of)\b:?\s+\S{1,200}$/i
const TRAILER = /^([A-Za-z][A-Za-z0-9-]{0,40})[ \t]*:\s*(\S.*)$/

/** Whether a paragraph at a message's end only names people, issues and commits. */
function isApparatus(paragraph: string): boolean {
  return paragraph.split('\n').every((text) => {
    const key = TRAILER.exec(text)?.[1]?.toLowerCase()
    return (
      GENERATED.test(text) ||
      CLOSING.test(text) ||
      (key !== undefined && (TELLING_TRAILERS.has(key) || key === 'signed-off-by' || key.endsWith('-by')))
    )
  })
}

/** As git finds them, and beside closing words, where git finds none. */
function trailersOf(message: string): readonly Trailer[] {
  const trailers = parseTrailers(message)
  if (trailers.length > 0) return trailers
  const last =
    message
      .trimEnd()
      .split(/\n[ \t]*\n/)
      .slice(1)
      .at(-1) ?? ''
  if (!isApparatus(last)) return []
  return last.split('\n').flatMap((text) => {
    const [, key, value] = TRAILER.exec(text) ?? []
    return key === undefined || value === undefined ? [] : [{ key, value: value.trim() }]
  })
}

function clipped(text: string): string {
  if (text.length <= MAX_TEXT_CHARS) return text
  const end = text.lastIndexOf(' ', MAX_TEXT_CHARS)
  return `${text.slice(0, end > MAX_TEXT_CHARS / 2 ? end : MAX_TEXT_CHARS).toWellFormed()} […]`
}

function line(text: string): string {
  const trimmed = text.trim()
  return trimmed.length <= MAX_LINE_CHARS ? trimmed : `${trimmed.slice(0, MAX_LINE_CHARS).toWellFormed()}…`
}

function referenceIntent(
  facts: CommitFacts,
  { subject, body }: { readonly subject: string; readonly body: string },
  { kind, target }: Reference,
): Intent[] {
  const where = facts.message.split('\n').find((text) => names(text, target)) ?? ''
  if (kind === 'commit') {
    const named = facts.named.get(target)
    const what = named === undefined ? line(where) : named.subject
    return [{ kind: commitRelation(facts.message, target), text: what, ref: named?.sha ?? target }]
  }
  if (names(subject, target)) return [{ kind, text: 'named in the subject', ref: target }]
  // A line of the message's body is told with it; what it closes is worth saying again.
  const text =
    body.includes(where) && !CLOSING.test(where)
      ? 'named in the message'
      : line(where.replace(urlOf(target), target))
  return [{ kind, text, ref: target }]
}

/** Whether a line names what `parseReferences` wrote its own way. */
function names(text: string, target: string): boolean {
  if (text.includes(target)) return true
  const [project, number] = target.split('#')
  if (number === undefined) return false
  return new RegExp(
    `(?:${project === '' ? '' : `${RegExp.escape(project!)}|`}#|!|[Gg][Hh]-|/)${number}\\b`,
  ).test(text)
}

/** Where an issue or pull request of this name stands, as far as text goes. */
function urlOf(target: string): RegExp {
  const [project = '', number = ''] = target.split('#')
  return new RegExp(`https?://[^\\s/]+/${RegExp.escape(project)}/(?:-/)?[a-z_]+/${RegExp.escape(number)}\\b`)
}

function commitRelation(message: string, target: string): 'reverts' | 'fixes' | 'picked-from' | 'names' {
  if (new RegExp(`[Rr]everts?:?(?: commit)?\\s+${target}`).test(message)) return 'reverts'
  if (new RegExp(`cherry[- ]picked from commit\\s+${target}|[Bb]ackport of\\s+${target}`).test(message)) {
    return 'picked-from'
  }
  return new RegExp(`^Fixes:\\s+${target}|[Ff]ixup of\\s+${target}`, 'm').test(message) ? 'fixes' : 'names'
}

function mergeIntents(merge: NamedCommit, known: readonly Reference[]): Intent[] {
  const { subject, body } = partsOf(merge.message)
  const first = body.split('\n\n')[0]!
  const text = line(first === '' ? subject : `${subject}: ${first.replaceAll('\n', ' ')}`)
  const pulls = parseReferences(subject).filter(
    ({ kind, target }) => kind === 'pull-request' && !known.some((one) => one.target === target),
  )
  return [
    { kind: 'merge', text, ref: merge.sha },
    ...pulls.map(({ target }): Intent => ({ kind: 'pull-request', text: 'named by the merge', ref: target })),
  ]
}

/** One for each kind of trailer, with everybody it names. */
function trailerIntents({ message, sha }: CommitFacts): Intent[] {
  const values = new Map<string, string[]>()
  for (const { key, value } of trailersOf(message)) {
    const name = key.toLowerCase()
    if (!TELLING_TRAILERS.has(name) || value === '') continue
    if (REFERRING_TRAILERS.has(name) && parseReferences(`\n${key}: ${value}`).length > 0) continue
    const known = values.get(key)
    if (known === undefined) values.set(key, [value])
    else known.push(value)
  }
  return [...values].map(([key, all]) => ({
    kind: 'trailer',
    text: line(`${key}: ${all.join(', ')}`),
    ref: sha,
  }))
}

function followIntent(sha: string, later: NamedCommit): Intent {
  // As short as git ever writes one.
  const hash = `${sha.slice(0, 7)}[0-9a-f]*`
  const relation = commitRelation(later.message, hash)
  const isFix =
    relation === 'fixes' ||
    new RegExp(`\\b[Ff]ix(?:es|ed|ing|up)?\\b[^.\\n]{0,60}\\b${hash}`).test(later.message)
  const kind = relation === 'reverts' ? 'reverted' : isFix ? 'fixed' : 'followed'
  return { kind, text: line(later.subject), ref: later.sha }
}

/** What changed with it: tests first, then what lies closest. */
function companionIntent({ files, fileCount, path, otherNames, sha }: CommitFacts): Intent[] {
  if (fileCount < 2) return []
  const own = new Set([path, ...otherNames])
  const others = (files ?? []).filter((file) => !own.has(file))
  const nearness = new Map(others.map((file) => [file, companionRank(path, file)]))
  const named = [...others]
    .sort((a, b) => nearness.get(b)! - nearness.get(a)! || (a < b ? -1 : 1))
    .slice(0, MOST_COMPANIONS)
  const rest = fileCount - 1 - named.length
  const more = `${rest} ${named.length > 0 ? 'more ' : 'other '}${rest === 1 ? 'file' : 'files'}`
  const text = [named.join(', '), ...(rest > 0 ? [more] : [])].filter((part) => part !== '').join(' and ')
  return [{ kind: 'together', text, ref: sha }]
}

function companionRank(path: string, other: string): number {
  const isTest = /(?:^|[/._-])(?:tests?|specs?)(?:[/._-]|$)/i.test(other)
  const isSameStem = nameStem(path) === nameStem(other)
  const own = path.split('/').slice(0, -1)
  const theirs = other.split('/').slice(0, -1)
  let shared = 0
  while (shared < own.length && own[shared] === theirs[shared]) shared++
  const distance = own.length + theirs.length - 2 * shared
  return (isSameStem ? 200 : 0) + (isTest ? 100 : 0) - distance
}

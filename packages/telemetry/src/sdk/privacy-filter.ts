/**
 * What may leave the application: decided for each name and value before anything is
 * queued, by privacy class, by lists, and by a function of the application's.
 *
 * It fails closed: an attribute that the conventions don't list counts as text, and one on
 * which the application's function throws is withheld.
 */
import { PRIVACY_CLASS, type PrivacyClass } from '../conventions.generated.ts'

/**
 *   counts  numbers, times, ids and words from lists; no name of anything, and no sentence
 *   names   names, paths and identities too
 *   full    texts too, and whatever the conventions don't list
 */
export type PrivacyLevel = 'counts' | 'names' | 'full'

export type PrivacyOptions = {
  /** `full` where the endpoint is this machine, otherwise `counts`. */
  readonly level?: PrivacyLevel
  /** Attributes that pass whatever the level. */
  readonly allow?: readonly (string | RegExp)[]
  /** Attributes that never pass. */
  readonly deny?: readonly (string | RegExp)[]
  /**
   * Asked last, of whatever would pass: the value to send in its place, or undefined to
   * withhold it. What OTLP has beside attributes comes as `otlp.span.name`, `otlp.log.body`
   * and so on.
   */
  readonly filter?: (name: string, value: unknown) => unknown
}

export type PrivacyFilter = {
  /** The value as it may go, or undefined. */
  readonly admit: (name: string, value: unknown) => unknown
  /** Of a text that is no attribute; empty where it is withheld. */
  readonly admitText: (name: string, text: string) => string
  /** How many values were withheld. */
  readonly withheld: () => number
}

/** Names beyond this many are made up somewhere: they are looked up again each time. */
const MOST_NAMES_KEPT = 4096
/** A word, an id, a version, a moment, a range of lines. */
const WORD = /^(?:[\w.:;=+/-]{0,128}|[-+\d, ]{1,128})$/

export function makePrivacyFilter(options: PrivacyOptions & { readonly level: PrivacyLevel }): PrivacyFilter {
  const { level, allow = [], deny = [], filter } = options
  const known = new Map<string, boolean>()
  let withheld = 0

  const mayPass = (name: string): boolean => {
    let answer = known.get(name)
    if (answer === undefined) {
      answer =
        !isAmong(deny, name) && (isAmong(allow, name) || isWithin(PRIVACY_CLASS[name] ?? 'text', level))
      if (known.size < MOST_NAMES_KEPT) known.set(name, answer)
    }
    return answer
  }
  const filtered = (name: string, value: unknown): unknown => {
    try {
      return filter!(name, value)
    } catch {
      return undefined
    }
  }
  const isOpen = level === 'full' && deny.length === 0 && filter === undefined
  const admit: PrivacyFilter['admit'] = (name, value) => {
    if (isOpen || value === undefined) return value
    const passes = mayPass(name) && (level !== 'counts' || isAmong(allow, name) || isCountable(value))
    const admitted = !passes ? undefined : filter === undefined ? value : filtered(name, value)
    if (admitted === undefined) withheld++
    return admitted
  }
  return {
    admit,
    admitText: (name, text) => {
      if (isOpen || text === '') return text
      const admitted = admit(name, text)
      return typeof admitted === 'string' ? admitted : ''
    },
    withheld: () => withheld,
  }
}

function isWithin(privacy: PrivacyClass, level: PrivacyLevel): boolean {
  return privacy === 'count' || level === 'full' || (level === 'names' && privacy !== 'text')
}

/** What the conventions class as a count is a number or a word: a sentence under such a name is none. */
function isCountable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => !Array.isArray(item) && isCountable(item))
  return typeof value === 'string' ? WORD.test(value) : typeof value !== 'object' || value instanceof Date
}

function isAmong(patterns: readonly (string | RegExp)[], name: string): boolean {
  return patterns.some((pattern) =>
    // `search` begins at the start whatever the pattern remembers of its last match.
    typeof pattern === 'string' ? pattern === name : name.search(pattern) !== -1,
  )
}

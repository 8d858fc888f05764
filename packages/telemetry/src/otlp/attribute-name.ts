/**
 * What an attribute of an OTLP message is called where it is stored.
 *
 * A sender's own attributes keep their names. What OTLP has beside them stands under
 * `otlp.`, and an attribute that the sender called so under `otlp.attribute.`, with those
 * whose names JavaScript would reorder or take for something else. Where the stored value
 * doesn't show its type, the name ends in it: `ratio~double`, `tree~json`; one that ends
 * so by itself is marked with its own type: `x~json~text`.
 *
 * Invariant: no two names of one place share a stored name, nor do two types that the stored
 * values don't tell apart.
 */
import { PRIVACY_CLASS, type PrivacyClass } from '../conventions.generated.ts'

export const RESOURCE_ATTRIBUTE = 'otlp.resource.attribute.'
export const SCOPE_ATTRIBUTE = 'otlp.scope.attribute.'
export const METRIC_METADATA = 'otlp.metric.metadata.'
/** A span's, record's or point's own attributes need no prefix. */
export const OWN_ATTRIBUTE = ''

export type AttributePlace =
  typeof RESOURCE_ATTRIBUTE | typeof SCOPE_ATTRIBUTE | typeof METRIC_METADATA | typeof OWN_ATTRIBUTE

export type StoredType = 'text' | 'int' | 'bool' | 'double' | 'bytes' | 'json'

const RESERVED = 'otlp.'
const ESCAPED = 'otlp.attribute.'
const TYPES: ReadonlySet<string> = new Set<StoredType>(['text', 'int', 'bool', 'double', 'bytes', 'json'])

/** `mark` where the stored value alone doesn't tell the type. */
export function storedName(place: AttributePlace, key: string, type: StoredType, needsMark: boolean): string {
  const name = place !== OWN_ATTRIBUTE ? place + key : isEscaped(key) ? ESCAPED + key : key
  return needsMark || markOf(key) !== undefined ? `${name}~${type}` : name
}

export type ParsedName = { readonly key: string; readonly mark: StoredType | undefined }

/** The name that the sender gave, and the type that the stored name ends in; `name` begins with `place`. */
export function parseStoredName(place: AttributePlace, name: string): ParsedName {
  const isEscape = place === OWN_ATTRIBUTE && name.startsWith(ESCAPED)
  const marked = name.slice(isEscape ? ESCAPED.length : place.length)
  const mark = markOf(marked)
  return { key: mark === undefined ? marked : marked.slice(0, -mark.length - 1), mark }
}

/** True of what a span, record or point has beside its own attributes. */
export function isReserved(name: string): boolean {
  return name.startsWith(RESERVED) && !name.startsWith(ESCAPED)
}

/** What the sender calls the attribute, wherever in the message it stood; undefined for what is none of the sender's. */
export function senderName(name: string): string | undefined {
  for (const place of [RESOURCE_ATTRIBUTE, SCOPE_ATTRIBUTE, METRIC_METADATA] as const) {
    if (name.startsWith(place)) return parseStoredName(place, name).key
  }
  return isReserved(name) ? undefined : parseStoredName(OWN_ATTRIBUTE, name).key
}

/** That of the attribute itself, wherever it stood and whatever its type; undefined where the conventions don't list it. */
export function privacyClassOf(name: string): PrivacyClass | undefined {
  const listed = PRIVACY_CLASS[name]
  if (listed !== undefined) return listed
  const key = senderName(name)
  if (key === undefined) return PRIVACY_CLASS[withoutMark(name)]
  // A sender who uses our own prefix doesn't mean what we mean by it.
  return key.startsWith(RESERVED) ? undefined : PRIVACY_CLASS[key]
}

function withoutMark(name: string): string {
  const mark = markOf(name)
  return mark === undefined ? name : name.slice(0, -mark.length - 1)
}

function markOf(name: string): StoredType | undefined {
  const at = name.lastIndexOf('~')
  if (at < 0) return undefined
  const end = name.slice(at + 1)
  return TYPES.has(end) ? (end as StoredType) : undefined
}

/** Objects put whole numbers before everything else. */
const INDEX = /^(?:0|[1-9]\d{0,15})$/

function isEscaped(key: string): boolean {
  switch (key.charCodeAt(0)) {
    case 0x6f:
      return key.startsWith(RESERVED)
    case 0x5f:
      return key === '__proto__'
    default:
      return key.charCodeAt(0) <= 0x39 && INDEX.test(key)
  }
}

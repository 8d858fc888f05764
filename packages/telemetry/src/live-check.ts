/**
 * The live check: what of a stored event isn't as the registry of conventions says.
 *
 * A violation is what a source of ours must never write: a kind that nobody knows, an
 * attribute that is missing or of another type, a value that isn't listed, a key of
 * another shape. Advice is what may well be so: names that the registry doesn't know,
 * values beyond an open list, texts that the detail level may have dropped.
 *
 * Pure. What the gate leaves out or marks is known here, so an event is never blamed for
 * what privacy took: below `full` texts are missing, at `counts` names are too.
 */
import type { AttributeValue, DevelopmentEvent } from './event.ts'
import { fitsKeyShape, isCountedKey, keyParts, type KeyPart } from './key-shape.ts'
import type { AttributeEntry, KindEntry, Registry } from './registry.ts'
import { isOfType } from './value-type.ts'

export type FindingLevel = 'violation' | 'advice'

/** What is wrong, in words to count by. */
export type FindingProblem =
  | 'unknown_kind'
  | 'wrong_source'
  | 'key_shape'
  | 'no_span'
  | 'missing_attribute'
  | 'wrong_type'
  | 'unlisted_value'
  | 'unknown_attribute'
  | 'unexpected_attribute'
  | 'deprecated'

export type Finding = {
  readonly level: FindingLevel
  readonly problem: FindingProblem
  /** The attribute, or the part of the envelope. */
  readonly subject: string
  readonly message: string
}

/** Types that the mapping of OTLP says in names: `ratio~double`. */
const MARKED_TYPES = ['text', 'int', 'bool', 'double', 'bytes', 'json']
const TYPE_MARK = new RegExp(`~(?:${MARKED_TYPES.join('|')})$`)
const MARKER = /\[(?:redacted|withheld)[:\]]/
const TRACE_ID = /^[0-9a-f]{32}$/
const SPAN_ID = /^[0-9a-f]{16}$/

/** A check that knows the registry; made once, used for many events. */
export function makeLiveCheck(registry: Registry): (event: DevelopmentEvent) => Finding[] {
  const attributes = new Map(registry.attributes.map((attribute) => [attribute.name, attribute]))
  const kinds = new Map(registry.kinds.map((kind) => [kind.name, { kind, key: keyParts(kind.key) }]))
  const templates = registry.attributes.filter(({ isTemplate }) => isTemplate === true)
  const find = (name: string): AttributeEntry | undefined => {
    const plain = name.replace(TYPE_MARK, '')
    return attributes.get(plain) ?? templates.find(({ name: prefix }) => plain.startsWith(`${prefix}.`))
  }
  return (event) => {
    const known = kinds.get(event.kind)
    if (known === undefined) {
      const message = 'is no kind of this version of the conventions'
      return [{ level: 'violation', problem: 'unknown_kind', subject: 'kind', message }]
    }
    return [
      ...envelopeFindings(event, known.kind, known.key),
      ...missingFindings(event, known.kind, attributes),
      ...Object.entries(event.attributes).flatMap(([name, value]) =>
        attributeFindings(name, value, known.kind, find(name)),
      ),
    ]
  }
}

function envelopeFindings(event: DevelopmentEvent, kind: KindEntry, key: readonly KeyPart[]): Finding[] {
  const findings: Finding[] = []
  const violation = (problem: FindingProblem, subject: string, message: string): void => {
    findings.push({ level: 'violation', problem, subject, message })
  }
  if (kind.source !== undefined && event.source !== kind.source)
    violation('wrong_source', 'source', `is ${event.source}, and only ${kind.source} makes this kind`)
  if (!isCountedKey(event.key) && !fitsKeyShape(key, event))
    violation('key_shape', 'key', `isn't of the shape ${kind.key} with this event's values`)
  if (kind.signal === 'span') {
    if (!TRACE_ID.test(event.traceId ?? ''))
      violation('no_span', 'traceId', 'is no trace id, and this is a span')
    if (!SPAN_ID.test(event.spanId ?? '')) violation('no_span', 'spanId', 'is no span id, and this is a span')
  }
  if (kind.deprecated !== undefined)
    findings.push({ level: 'advice', problem: 'deprecated', subject: 'kind', message: kind.deprecated })
  return findings
}

function missingFindings(
  event: DevelopmentEvent,
  kind: KindEntry,
  attributes: ReadonlyMap<string, AttributeEntry>,
): Finding[] {
  const isCounted = isCountedKey(event.key)
  return kind.attributes.flatMap(({ name, level }): Finding[] => {
    const privacy = attributes.get(name)?.privacy
    if (level !== 'required' || isThere(event, name)) return []
    if (isCounted && privacy !== 'count') return []
    const found = { problem: 'missing_attribute', subject: name } as const
    return privacy === 'text'
      ? [{ ...found, level: 'advice', message: 'is missing, unless the detail level dropped it' }]
      : [{ ...found, level: 'violation', message: 'is missing' }]
  })
}

function isThere({ attributes }: DevelopmentEvent, name: string): boolean {
  return (
    Object.hasOwn(attributes, name) ||
    MARKED_TYPES.some((type) => Object.hasOwn(attributes, `${name}~${type}`))
  )
}

function attributeFindings(
  name: string,
  value: AttributeValue,
  kind: KindEntry,
  entry: AttributeEntry | undefined,
): Finding[] {
  const isListed = kind.attributes.some((use) => use.name === entry?.name)
  // What a sender calls as we do needn't mean what we mean.
  const level = isListed || kind.isOpen !== true ? 'violation' : 'advice'
  if (entry === undefined)
    return [{ level: 'advice', problem: 'unknown_attribute', subject: name, message: 'is in no convention' }]
  const findings: Finding[] = []
  if (!isListed && kind.isOpen !== true) {
    const message = `is known, but not of ${kind.name}`
    findings.push({ level: 'advice', problem: 'unexpected_attribute', subject: name, message })
  }
  if (entry.deprecated !== undefined)
    findings.push({ level: 'advice', problem: 'deprecated', subject: name, message: entry.deprecated })
  // A marked name says its own type.
  if (TYPE_MARK.test(name)) return findings
  if (!isOfType(value, entry.type)) {
    findings.push({ level, problem: 'wrong_type', subject: name, message: `is no ${entry.type}` })
  } else if (isUnlisted(value, entry)) {
    const listed = entry.isOpen === true ? 'advice' : level
    const message = `is "${String(value).slice(0, 40)}", which isn't listed`
    findings.push({ level: listed, problem: 'unlisted_value', subject: name, message })
  }
  return findings
}

function isUnlisted(value: AttributeValue, { members }: AttributeEntry): boolean {
  return (
    members !== undefined &&
    !members.some((member) => member.value === value) &&
    !(typeof value === 'string' && MARKER.test(value))
  )
}

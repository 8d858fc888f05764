/**
 * What an event's envelope says that OTLP has no field for, as attributes of its span,
 * record or point: `wakelore.event.repository` and others. With them an export reads back
 * as the events that it was made of.
 *
 * An attribute of the event that is called so itself is exported as
 * `wakelore.event.attribute.<its name>`, and what is stored under a name of ours without
 * being what that means (a redaction may have changed it) as `wakelore.event.stored.<name>`.
 */
import type { AttributeValue, DevelopmentEvent } from '../event.ts'
import { isDouble } from './attribute-value.ts'
import type { AnyValue, KeyValue } from './message.ts'

const ENVELOPE = 'wakelore.event.'
/** On whatever wakelore exports: the id of its repository. */
export const EXPORTED_FROM = 'wakelore.event.repository'
const ATTRIBUTE = 'wakelore.event.attribute.'
const STORED = 'wakelore.event.stored.'

/** Fields of the envelope by what they are called in an export. */
const FIELDS = {
  kind: 'kind',
  source: 'source',
  key: 'key',
  repository: 'repository',
  occurred_at: 'occurredAt',
  recorded_at: 'recordedAt',
  worktree: 'worktree',
  branch: 'branch',
  virtual_branches: 'virtualBranches',
  owning_virtual_branch: 'owningVirtualBranch',
  trace_id: 'traceId',
  span_id: 'spanId',
  parent_span_id: 'parentSpanId',
  session: 'session',
} as const satisfies Readonly<Record<string, keyof DevelopmentEvent>>

export type EnvelopeField = (typeof FIELDS)[keyof typeof FIELDS]
type ReadEnvelope = { readonly [Field in EnvelopeField]?: DevelopmentEvent[Field] }

const FIELD_NAMES: ReadonlyMap<string, EnvelopeField> = new Map(Object.entries(FIELDS))

/** All that the event's envelope has, but for what the message tells otherwise. */
export function envelopeAttributes(event: DevelopmentEvent, told: ReadonlySet<EnvelopeField>): KeyValue[] {
  const attributes: KeyValue[] = []
  for (const [name, field] of FIELD_NAMES) {
    const value = event[field]
    if (value === undefined || told.has(field)) continue
    attributes.push({ key: ENVELOPE + name, value: plainValue(value) })
  }
  return attributes
}

/** As the event has them. */
export function plainAttributes(entries: Iterable<readonly [string, AttributeValue]>): KeyValue[] {
  return Array.from(entries, ([name, value]) => ({ key: outsideName(name), value: plainValue(value) }))
}

export function storedAttributes(entries: Iterable<readonly [string, AttributeValue]>): KeyValue[] {
  return Array.from(entries, ([name, value]) => ({ key: STORED + name, value: plainValue(value) }))
}

/** The sender's attributes under names that no envelope's have. */
export function outsideAttributes(attributes: readonly KeyValue[]): readonly KeyValue[] {
  if (!attributes.some(({ key }) => key.startsWith(ENVELOPE))) return attributes
  return attributes.map(({ key, value }) => ({ key: outsideName(key), value }))
}

export type SortedAttributes = {
  readonly envelope: ReadEnvelope
  /** The event's or sender's own, by the names that they have there. */
  readonly own: readonly KeyValue[]
  /** What is stored as it stands. */
  readonly stored: readonly (readonly [string, AttributeValue])[]
}

/** Reads what the functions above wrote. */
export function sortAttributes(attributes: readonly KeyValue[]): SortedAttributes {
  const envelope: Partial<Record<EnvelopeField, unknown>> = {}
  const own: KeyValue[] = []
  const stored: [string, AttributeValue][] = []
  for (const attribute of attributes) {
    const { key, value } = attribute
    if (!key.startsWith(ENVELOPE)) own.push(attribute)
    else if (key.startsWith(ATTRIBUTE)) own.push({ key: key.slice(ATTRIBUTE.length), value })
    else if (key.startsWith(STORED)) {
      const plain = readPlainValue(value)
      if (plain !== undefined) stored.push([key.slice(STORED.length), plain])
    } else {
      const field = FIELD_NAMES.get(key.slice(ENVELOPE.length))
      const plain = readPlainValue(value)
      if (field !== undefined && plain !== undefined && isOfField(field, plain)) envelope[field] ??= plain
    }
  }
  return { envelope: envelope as ReadEnvelope, own, stored }
}

/** Attributes as an event has them; those of types that no event has are left out. */
export function readPlainAttributes(attributes: readonly KeyValue[]): [string, AttributeValue][] {
  return attributes.flatMap(({ key, value }): [string, AttributeValue][] => {
    const plain = readPlainValue(value)
    return plain === undefined ? [] : [[key, plain]]
  })
}

function outsideName(name: string): string {
  return name.startsWith(ENVELOPE) ? ATTRIBUTE + name : name
}

function plainValue(value: AttributeValue): AnyValue {
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value !== 'object') return value
  return value.map((item) => (typeof item === 'number' ? plainNumber(item) : item))
}

function plainNumber(value: number): AnyValue {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : { double: value }
}

function readPlainValue(value: AnyValue): AttributeValue | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value
  if (isDouble(value)) return value.double
  if (!Array.isArray(value)) return undefined
  const items = (value as readonly AnyValue[]).map(readPlainValue)
  const isOneType = items.every((item) => typeof item === typeof items[0])
  return isOneType && typeof items[0] !== 'object' && typeof items[0] !== 'boolean'
    ? (items as readonly string[] | readonly number[])
    : undefined
}

function isOfField(field: EnvelopeField, value: AttributeValue): boolean {
  switch (field) {
    case 'occurredAt':
    case 'recordedAt':
      return typeof value === 'number'
    case 'virtualBranches':
      return typeof value === 'object' && value.every((item) => typeof item === 'string')
    default:
      return typeof value === 'string'
  }
}

/**
 * Least data: an event without what a detail level doesn't let through, by the privacy
 * class of each attribute; unlisted ones count as text.
 *
 * Strings that others send under names that we list aren't ours to vouch for: whatever
 * their class, they are no mere counts; nor are ids of theirs that are longer than ids are.
 * What was reduced already is left as it is, so that an event keeps its id wherever it is
 * reduced again: in an import, for a sink.
 */
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { senderName } from '@wakelore/telemetry/otlp/attribute-name'
import { OTLP_SOURCE } from '@wakelore/telemetry/otlp/source'
import type { DetailLevel, PrivacyClass } from './gate.ts'

export type LeastDataOptions = {
  /** Undefined where the conventions don't list the attribute. */
  readonly privacyOf: (attribute: string) => PrivacyClass | undefined
  /** Stands for a key where names aren't kept: keyed, and the same each time. */
  readonly digest: (text: string) => string
}

export type LeastData = (event: DevelopmentEvent, level: Exclude<DetailLevel, 'off'>) => DevelopmentEvent

export function makeLeastData({ privacyOf, digest }: LeastDataOptions): LeastData {
  const classOf = (event: DevelopmentEvent, name: string, value: AttributeValue): PrivacyClass => {
    const privacy = privacyOf(name) ?? 'text'
    if (privacy !== 'count' || event.source !== OTLP_SOURCE || isCount(value)) return privacy
    return senderName(name) === undefined && isShort(value) ? privacy : 'name'
  }
  return (event, level) => {
    if (level === 'full') return event
    const isKept = (privacy: PrivacyClass): boolean =>
      privacy === 'count' || (level === 'names' && privacy !== 'text')
    const attributes = Object.fromEntries(
      Object.entries(event.attributes).filter(([name, value]) => isKept(classOf(event, name, value))),
    )
    if (level === 'names') return { ...event, attributes }
    const { source, key, kind, occurredAt, recordedAt, repository, traceId, spanId, parentSpanId } = event
    return {
      source,
      key: COUNTED.test(key) ? key : `counted/${digest(key)}`,
      kind,
      occurredAt,
      recordedAt,
      repository,
      // Which work lies beneath which is no name.
      ...(traceId === undefined ? {} : { traceId }),
      ...(spanId === undefined ? {} : { spanId }),
      ...(parentSpanId === undefined ? {} : { parentSpanId }),
      attributes,
    }
  }
}

const COUNTED = /^counted\/[\da-f]{12}$/

/** A trace id, which no word of OTLP's own is longer than. */
const LONGEST_ID = 32

function isShort(value: AttributeValue): boolean {
  const texts = typeof value === 'object' ? value : [value]
  return texts.every((text) => String(text).length <= LONGEST_ID)
}

function isCount(value: AttributeValue): boolean {
  if (typeof value === 'string') return false
  return typeof value !== 'object' || value.every((item) => typeof item === 'number')
}

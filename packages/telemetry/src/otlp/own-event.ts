/**
 * Events that wakelore made itself as OTLP, and back: a command that ran is a span, and
 * everything else a log record that names the event's kind. Attributes keep their names.
 */
import {
  ATTR_ERROR_TYPE,
  ATTR_PROCESS_DURATION_US,
  ATTR_PROCESS_EXECUTABLE_NAME,
  ATTR_VCS_OPERATION_NAME,
} from '../conventions.generated.ts'
import { numberAttribute, textAttribute, type DevelopmentEvent } from '../event.ts'
import {
  envelopeAttributes,
  plainAttributes,
  readPlainAttributes,
  type EnvelopeField,
  type SortedAttributes,
} from './envelope.ts'
import type { InstrumentationScope, LogRecord, Resource, Span } from './message.ts'
import { isOtlpTime, NS_PER_MS } from './moment.ts'
import { isSpanId, isTraceId } from './span-id.ts'

export const OWN_RESOURCE: Resource = {
  attributes: [{ key: 'service.name', value: 'wakelore' }],
  droppedAttributesCount: 0,
  entityRefs: [],
}
export const OWN_SCOPE: InstrumentationScope = {
  name: 'wakelore',
  version: '',
  attributes: [],
  droppedAttributesCount: 0,
}

const NS_PER_US = 1000n
const LAST_NS = 2n ** 64n - 1n
const INTERNAL = 1
const FAILED = 2

/** What the kinds that are spans are called. */
const SPAN_NAMES: ReadonlyMap<string, (event: DevelopmentEvent) => string> = new Map([
  ['git.command', (event) => `git ${textAttribute(event, ATTR_VCS_OPERATION_NAME) ?? ''}`.trim()],
  ['command.run', (event) => textAttribute(event, ATTR_PROCESS_EXECUTABLE_NAME) ?? 'command'],
])

/** Undefined where the event is no span, or isn't whole. */
export function ownSpan(event: DevelopmentEvent): Span | undefined {
  const name = SPAN_NAMES.get(event.kind)?.(event)
  const durationUs = numberAttribute(event, ATTR_PROCESS_DURATION_US)
  const { traceId, spanId, parentSpanId, occurredAt } = event
  if (name === undefined || durationUs === undefined || !Number.isSafeInteger(durationUs)) return undefined
  if (traceId === undefined || !isTraceId(traceId) || spanId === undefined || !isSpanId(spanId))
    return undefined
  if (!isOtlpTime(occurredAt)) return undefined
  const told = new Set<EnvelopeField>(['traceId', 'spanId', 'occurredAt'])
  const isParentTold = parentSpanId !== undefined && isSpanId(parentSpanId)
  if (isParentTold) told.add('parentSpanId')
  const startTimeUnixNano = BigInt(occurredAt) * NS_PER_MS
  const endTimeUnixNano = startTimeUnixNano + BigInt(durationUs) * NS_PER_US
  if (endTimeUnixNano < 0n || endTimeUnixNano > LAST_NS) return undefined
  return {
    traceId,
    spanId,
    traceState: '',
    parentSpanId: isParentTold ? parentSpanId : '',
    flags: 0,
    name,
    kind: INTERNAL,
    startTimeUnixNano,
    endTimeUnixNano,
    attributes: [...plainAttributes(Object.entries(event.attributes)), ...envelopeAttributes(event, told)],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { message: '', code: textAttribute(event, ATTR_ERROR_TYPE) === undefined ? 0 : FAILED },
  }
}

/** Any event at all. What the record's own fields can't hold is told by attributes. */
export function ownRecord(event: DevelopmentEvent): LogRecord {
  const { occurredAt, recordedAt, traceId, parentSpanId } = event
  const told = new Set<EnvelopeField>()
  const tell = <T>(field: EnvelopeField, isTold: boolean, value: () => T, otherwise: T): T => {
    if (isTold) told.add(field)
    return isTold ? value() : otherwise
  }
  // Zero is no time.
  const isTime = (ms: number): boolean => isOtlpTime(ms) && ms > 0
  return {
    timeUnixNano: tell('occurredAt', isTime(occurredAt), () => BigInt(occurredAt) * NS_PER_MS, 0n),
    observedTimeUnixNano: tell('recordedAt', isTime(recordedAt), () => BigInt(recordedAt) * NS_PER_MS, 0n),
    severityNumber: 0,
    severityText: '',
    body: null,
    droppedAttributesCount: 0,
    flags: 0,
    traceId: tell('traceId', isTraceId(traceId ?? ''), () => traceId!, ''),
    spanId: tell('parentSpanId', isSpanId(parentSpanId ?? ''), () => parentSpanId!, ''),
    eventName: event.kind,
    attributes: [...plainAttributes(Object.entries(event.attributes)), ...envelopeAttributes(event, told)],
  }
}

/** The event that `ownSpan` was made of; undefined where it is none of ours. */
export function eventOfOwnSpan(span: Span, sorted: SortedAttributes): DevelopmentEvent | undefined {
  return eventOf(sorted, {
    occurredAt: Number(span.startTimeUnixNano / NS_PER_MS),
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
  })
}

/** The event that `ownRecord` was made of; undefined where it is none of ours. */
export function eventOfOwnRecord(record: LogRecord, sorted: SortedAttributes): DevelopmentEvent | undefined {
  return eventOf(sorted, {
    occurredAt: Number(record.timeUnixNano / NS_PER_MS),
    recordedAt: Number(record.observedTimeUnixNano / NS_PER_MS),
    traceId: record.traceId,
    parentSpanId: record.spanId,
  })
}

function eventOf(
  { envelope, own }: SortedAttributes,
  told: { [Field in 'occurredAt' | 'recordedAt']?: number } & { [Field in IdField]?: string },
): DevelopmentEvent | undefined {
  const { source, key, kind, repository } = envelope
  const { occurredAt = told.occurredAt, recordedAt = told.recordedAt } = envelope
  if (source === undefined || key === undefined || kind === undefined || repository === undefined) {
    return undefined
  }
  if (occurredAt === undefined || recordedAt === undefined) return undefined
  const ids: { [Field in IdField]?: string } = {}
  for (const field of ID_FIELDS) {
    const id = told[field]
    if (id !== undefined && id !== '') ids[field] = id
  }
  const attributes = Object.fromEntries(readPlainAttributes(own))
  return { ...ids, ...envelope, source, key, kind, repository, occurredAt, recordedAt, attributes }
}

const ID_FIELDS = ['traceId', 'spanId', 'parentSpanId'] as const
type IdField = (typeof ID_FIELDS)[number]

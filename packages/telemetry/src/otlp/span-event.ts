/**
 * A span as an `otel.span`, and back.
 *
 * Its events and links are lists of the same length and order, a list for each field;
 * an event's time is told from the span's start.
 */
import type { DevelopmentEvent } from '../event.ts'
import { OWN_ATTRIBUTE } from './attribute-name.ts'
import { putAttributes } from './attribute-value.ts'
import { enumName, type EnumNames } from './enum-name.ts'
import type { Span, SpanEvent, SpanLink } from './message.ts'
import { putMoment, takeMoment, type TimeOrigin } from './moment.ts'
import {
  putAttributeLists,
  putBig,
  putBigs,
  putCount,
  putCounts,
  putText,
  type AttributesLeft,
  type StoredAttributes,
} from './stored-fields.ts'

const SPAN_KIND: EnumNames = {
  prefix: 'kind',
  names: ['', 'internal', 'server', 'client', 'producer', 'consumer'],
}
const STATUS: EnumNames = { prefix: 'status', names: ['', 'ok', 'error'] }
const MOST_NS = 2n ** 64n - 1n

/** Puts the span's attributes beside those of its resource and scope; answers when it began. */
export function putSpan(into: StoredAttributes, span: Span, recordedAt: number): number {
  putText(into, 'otlp.span.name', span.name)
  putText(into, 'otlp.span.kind', enumName(SPAN_KIND, span.kind))
  const occurredAt = putMoment(into, span.startTimeUnixNano, recordedAt)
  putBig(into, 'otlp.span.duration_ns', span.endTimeUnixNano - span.startTimeUnixNano)
  putText(into, 'otlp.span.status', enumName(STATUS, span.status.code))
  putText(into, 'otlp.span.status_message', span.status.message)
  putText(into, 'otlp.span.trace_state', span.traceState)
  putCount(into, 'otlp.span.flags', span.flags)
  putAttributes(into, OWN_ATTRIBUTE, span.attributes)
  putCount(into, 'otlp.span.dropped_attributes_count', span.droppedAttributesCount)
  if (span.events.length > 0) putSpanEvents(into, span.events, span.startTimeUnixNano)
  putCount(into, 'otlp.span.dropped_events_count', span.droppedEventsCount)
  if (span.links.length > 0) putSpanLinks(into, span.links)
  putCount(into, 'otlp.span.dropped_links_count', span.droppedLinksCount)
  return occurredAt
}

/** Undefined where OTLP can't tell its times. Ids are the event's. */
export function takeSpan(left: AttributesLeft, event: DevelopmentEvent): Span | undefined {
  const moment = takeMoment(left, event, isOrigin)
  if (moment === undefined) return undefined
  const startTimeUnixNano = moment.timeNs
  const duration = left.big('otlp.span.duration_ns', -startTimeUnixNano, MOST_NS - startTimeUnixNano)
  if (duration === undefined) return undefined
  return {
    traceId: event.traceId ?? '',
    spanId: event.spanId ?? '',
    traceState: left.text('otlp.span.trace_state'),
    parentSpanId: event.parentSpanId ?? '',
    flags: left.count('otlp.span.flags'),
    name: left.text('otlp.span.name'),
    kind: left.enumValue('otlp.span.kind', SPAN_KIND),
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano + duration,
    attributes: left.attributes(OWN_ATTRIBUTE),
    droppedAttributesCount: left.count('otlp.span.dropped_attributes_count'),
    events: takeSpanEvents(left, startTimeUnixNano),
    droppedEventsCount: left.count('otlp.span.dropped_events_count'),
    links: takeSpanLinks(left),
    droppedLinksCount: left.count('otlp.span.dropped_links_count'),
    status: {
      message: left.text('otlp.span.status_message'),
      code: left.enumValue('otlp.span.status', STATUS),
    },
  }
}

function isOrigin(origin: string): origin is TimeOrigin {
  return origin === '' || origin === 'received'
}

function putSpanEvents(into: StoredAttributes, events: readonly SpanEvent[], startNs: bigint): void {
  into[EVENT_NAME] = events.map(({ name }) => name)
  putBigs(
    into,
    'otlp.span.event.offset_ns',
    events.map(({ timeUnixNano }) => timeUnixNano - startNs),
  )
  putAttributeLists(
    into,
    'otlp.span.event.attributes',
    events.map(({ attributes }) => attributes),
  )
  putCounts(
    into,
    'otlp.span.event.dropped_attributes_count',
    events.map((event) => event.droppedAttributesCount),
  )
}

const EVENT_NAME = 'otlp.span.event.name'

function takeSpanEvents(left: AttributesLeft, startNs: bigint): SpanEvent[] {
  const names = left.texts(EVENT_NAME)
  const offsets = left.bigs('otlp.span.event.offset_ns', -startNs, MOST_NS - startNs, names.length)
  if (offsets.length === 0) return []
  left.drop(EVENT_NAME)
  const attributes = left.attributeLists('otlp.span.event.attributes', names.length)
  const dropped = left.counts('otlp.span.event.dropped_attributes_count', names.length)
  return names.map((name, at) => ({
    timeUnixNano: startNs + offsets[at]!,
    name,
    attributes: attributes[at] ?? [],
    droppedAttributesCount: dropped[at] ?? 0,
  }))
}

function putSpanLinks(into: StoredAttributes, links: readonly SpanLink[]): void {
  into[LINK_TRACE] = links.map(({ traceId }) => traceId)
  into[LINK_SPAN] = links.map(({ spanId }) => spanId)
  if (links.some(({ traceState }) => traceState !== '')) {
    into[LINK_TRACE_STATE] = links.map(({ traceState }) => traceState)
  }
  putCounts(
    into,
    'otlp.span.link.flags',
    links.map(({ flags }) => flags),
  )
  putAttributeLists(
    into,
    'otlp.span.link.attributes',
    links.map(({ attributes }) => attributes),
  )
  putCounts(
    into,
    'otlp.span.link.dropped_attributes_count',
    links.map((link) => link.droppedAttributesCount),
  )
}

const LINK_TRACE = 'otlp.span.link.trace_id'
const LINK_SPAN = 'otlp.span.link.span_id'
const LINK_TRACE_STATE = 'otlp.span.link.trace_state'

function takeSpanLinks(left: AttributesLeft): SpanLink[] {
  const traceIds = left.texts(LINK_TRACE)
  const spanIds = left.texts(LINK_SPAN)
  if (traceIds.length === 0 || traceIds.length !== spanIds.length) return []
  if (![...traceIds, ...spanIds].every(isHex)) return []
  left.drop(LINK_TRACE, LINK_SPAN)
  const states = left.texts(LINK_TRACE_STATE)
  const hasStates = states.length === traceIds.length && states.some((state) => state !== '')
  if (hasStates) left.drop(LINK_TRACE_STATE)
  const flags = left.counts('otlp.span.link.flags', traceIds.length)
  const attributes = left.attributeLists('otlp.span.link.attributes', traceIds.length)
  const dropped = left.counts('otlp.span.link.dropped_attributes_count', traceIds.length)
  return traceIds.map((traceId, at) => ({
    traceId,
    spanId: spanIds[at]!,
    traceState: (hasStates && states[at]) || '',
    attributes: attributes[at] ?? [],
    droppedAttributesCount: dropped[at] ?? 0,
    flags: flags[at] ?? 0,
  }))
}

/** Whatever its length: an id that somebody links to may be none. */
function isHex(id: string): boolean {
  return /^(?:[0-9a-f]{2})*$/.test(id)
}

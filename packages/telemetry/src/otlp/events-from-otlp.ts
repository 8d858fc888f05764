/**
 * OTLP's messages as development events: an `otel.span` for each span, an `otel.log` for
 * each record, an `otel.metric` for each point.
 *
 * Nothing that can be stored is lost, `otlp-from-events.ts` makes the same message of it,
 * but for empty groups, and attributes that come twice. A span without valid ids is
 * rejected, as is what belongs to no place; a record whose trace or span id is invalid is
 * kept without it, as the specification has it ("receivers SHOULD assume that the log record
 * is not associated with a trace"). Whatever a message says, it never becomes an event of
 * our own kinds: those are read from our own exports alone, by who asked for that.
 */
import { deriveId } from '@wakelore/kernel/id'
import type { AttributeValue, DevelopmentEvent, RepositoryId } from '../event.ts'
import { sortAttributes, type SortedAttributes } from './envelope.ts'
import { putLogRecord } from './log-event.ts'
import type { LogRecord, Metric, OtlpMessages, OtlpSignal, Resource, Span } from './message.ts'
import { metricPoints, putMetric, putMetricPoint } from './metric-event.ts'
import { eventOfOwnRecord, eventOfOwnSpan } from './own-event.ts'
import { putResource, putScope, type ResourceOf, type ScopeOf } from './resource-scope.ts'
import { OTLP_SOURCE } from './source.ts'
import { isSpanId, isTraceId } from './span-id.ts'
import { putSpan } from './span-event.ts'
import type { StoredAttributes } from './stored-fields.ts'

/** Where telemetry is from. */
export type OtlpPlace = {
  readonly repository: RepositoryId
  /** Name of the linked worktree. */
  readonly worktree?: string
  /** Short name of the branch, where the sender tells it. */
  readonly branch?: string
  /** Short name of the branch that is checked out now: said of what occurred within the last minute. */
  readonly branchNow?: string
}

export type EventsFromOtlpOptions =
  | {
      readonly isOwn?: false
      /** Milliseconds since the epoch. */
      readonly recordedAt: number
      /** Undefined for what belongs nowhere, and is rejected. */
      readonly placeOf: (resource: Resource) => OtlpPlace | undefined
      /** Part of every key that is made of content, so that nobody can test guesses of the content against it. */
      readonly keySecret: string
    }
  /** The message is an export of ours, and reads back as the events it was made of. */
  | { readonly isOwn: true }

export type EventsFromOtlp = {
  readonly events: DevelopmentEvent[]
  /** Spans, records and points that are no events. */
  readonly rejected: number
  /** Why, a sentence each; also what was kept with less than it came with. */
  readonly reasons: readonly string[]
}

const NOW_MS = 60_000

/** What a resource, scope or metric says comes with each of its items: so much of it in a message, and no more. */
const MOST_SHARED_ATTRIBUTES = 4_000_000
const MOST_SHARED_CHARACTERS = 256 * 1024 * 1024

export function eventsFromOtlp<Signal extends OtlpSignal>(
  _signal: Signal,
  message: OtlpMessages[Signal],
  options: EventsFromOtlpOptions,
): EventsFromOtlp {
  const intake = makeIntake(options)
  if ('resourceSpans' in message) {
    for (const { resource, schemaUrl, scopeSpans } of message.resourceSpans) {
      const origin = intake.origin({ resource, schemaUrl })
      for (const { scope, schemaUrl, spans } of scopeSpans)
        intake.takeSpans(origin, { scope, schemaUrl }, spans)
    }
  } else if ('resourceLogs' in message) {
    for (const { resource, schemaUrl, scopeLogs } of message.resourceLogs) {
      const origin = intake.origin({ resource, schemaUrl })
      for (const { scope, schemaUrl, logRecords } of scopeLogs) {
        intake.takeRecords(origin, { scope, schemaUrl }, logRecords)
      }
    }
  } else {
    for (const { resource, schemaUrl, scopeMetrics } of message.resourceMetrics) {
      const origin = intake.origin({ resource, schemaUrl })
      for (const { scope, schemaUrl, metrics } of scopeMetrics) {
        intake.takeMetrics(origin, { scope, schemaUrl }, metrics)
      }
    }
  }
  return intake.result()
}

/** What a resource says, made once for all that is of it. */
type Origin = {
  /** Undefined where it belongs nowhere; in an export of ours each item says where. */
  readonly place: OtlpPlace | undefined
  readonly shared: Shared
}

type Intake = {
  readonly origin: (resource: ResourceOf) => Origin
  readonly takeSpans: (origin: Origin, scope: ScopeOf, spans: readonly Span[]) => void
  readonly takeRecords: (origin: Origin, scope: ScopeOf, records: readonly LogRecord[]) => void
  readonly takeMetrics: (origin: Origin, scope: ScopeOf, metrics: readonly Metric[]) => void
  readonly result: () => EventsFromOtlp
}

type MutableEvent = { -readonly [Field in keyof DevelopmentEvent]: DevelopmentEvent[Field] }

/** What of an event its attributes don't tell. */
type Head = Pick<DevelopmentEvent, 'kind' | 'traceId' | 'spanId' | 'parentSpanId'>

function makeIntake(options: EventsFromOtlpOptions): Intake {
  const events: DevelopmentEvent[] = []
  const notices = new Map<Sentence, number>()
  const ordinals = new Map<string, number>()
  const keySecret = options.isOwn === true ? '' : options.keySecret
  let rejected = 0
  let attributesLeft = MOST_SHARED_ATTRIBUTES
  let charactersLeft = MOST_SHARED_CHARACTERS

  const notice = (sentence: Sentence, count = 1): void =>
    void notices.set(sentence, (notices.get(sentence) ?? 0) + count)
  const reject = (sentence: Sentence, count = 1): void => {
    if (count === 0) return
    rejected += count
    notice(sentence, count)
  }

  /** Whether so many may share them: a short message would otherwise make events without end. */
  const affords = ({ count, characters }: Shared, times: number): boolean => {
    if (count * times > attributesLeft || characters * times > charactersLeft) return false
    attributesLeft -= count * times
    charactersLeft -= characters * times
    return true
  }

  /** What so many items of a scope or metric share; undefined where they are rejected. */
  const shareFor = (
    above: Shared,
    put: (into: StoredAttributes) => void,
    items: number,
  ): Shared | undefined => {
    if (items === 0) return undefined
    const shared = affords(above, 1) ? makeShared(above.attributes, put) : undefined
    if (shared !== undefined && affords(shared, items)) return shared
    reject(TOO_MUCH_SHARED, items)
    return undefined
  }

  /** Those of the item beside those that it shares; `put` answers when it occurred. */
  const add = (
    head: Head,
    shared: Shared,
    place: OtlpPlace,
    recordedAt: number,
    put: (into: StoredAttributes) => number,
  ): void => {
    const attributes = { ...shared.attributes }
    const occurredAt = put(attributes)
    const key = head.spanId === undefined ? digestKey(head, shared, occurredAt, attributes) : spanKey(head)
    events.push(makeEvent(head, key, place, { occurredAt, recordedAt }, attributes))
  }

  /** A record or point is itself by what it says; of equal ones in a request each is one more. */
  const digestKey = (
    head: Head,
    shared: Shared,
    occurredAt: number,
    attributes: StoredAttributes,
  ): string => {
    const content = contentOf(head, occurredAt, attributes, shared.count)
    const digest = deriveId(keySecret, shared.content(), content)
    const ordinal = ordinals.get(digest) ?? 0
    ordinals.set(digest, ordinal + 1)
    return `${KEY_PREFIX[head.kind]}/${digest}${ordinal === 0 ? '' : `/${ordinal}`}`
  }

  /** As `add`, of an item of our own export, which isn't what somebody else sent. */
  const addAgain = (
    head: Head,
    shared: Shared,
    sorted: SortedAttributes,
    put: (into: StoredAttributes, recordedAt: number) => number,
  ): void => {
    const { envelope, stored } = sorted
    const { repository, recordedAt } = envelope
    const key = envelope.key ?? (head.spanId === undefined ? undefined : spanKey(head))
    if (repository === undefined || recordedAt === undefined || key === undefined) {
      reject(NOT_OURS)
      return
    }
    const attributes = { ...shared.attributes }
    const occurredAt = put(attributes, recordedAt)
    events.push({
      ...makeEvent(head, key, { repository }, { occurredAt, recordedAt }, attributes),
      ...envelope,
      attributes:
        stored.length === 0 ? attributes : Object.fromEntries([...Object.entries(attributes), ...stored]),
    })
  }

  const addOwn = (event: DevelopmentEvent | undefined): void => {
    if (event === undefined) reject(NOT_OURS)
    else events.push(event)
  }

  const takeSpans: Intake['takeSpans'] = ({ place, shared: ofResource }, scope, spans) => {
    if (options.isOwn !== true && place === undefined) {
      reject(NOWHERE, spans.length)
      return
    }
    const shared = shareFor(ofResource, (into) => putScope(into, scope), spans.length)
    if (shared === undefined) return
    for (const span of spans) {
      const { traceId, spanId, parentSpanId } = span
      if (!isTraceId(traceId) || !isSpanId(spanId)) {
        reject(SPAN_WITHOUT_ID)
        continue
      }
      const head: MutableHead = { kind: 'otel.span', traceId, spanId }
      if (isSpanId(parentSpanId)) head.parentSpanId = parentSpanId
      else if (!isZero(parentSpanId)) notice(PARENT_LOST)
      if (options.isOwn !== true) {
        add(head, shared, place!, options.recordedAt, (into) => putSpan(into, span, options.recordedAt))
        continue
      }
      const sorted = sortAttributes(span.attributes)
      if (sorted.envelope.kind !== undefined) addOwn(eventOfOwnSpan(span, sorted))
      else {
        const sent = { ...span, attributes: sorted.own }
        addAgain(head, shared, sorted, (into, recordedAt) => putSpan(into, sent, recordedAt))
      }
    }
  }

  const takeRecords: Intake['takeRecords'] = ({ place, shared: ofResource }, scope, records) => {
    if (options.isOwn !== true && place === undefined) {
      reject(NOWHERE, records.length)
      return
    }
    const shared = shareFor(ofResource, (into) => putScope(into, scope), records.length)
    if (shared === undefined) return
    for (const record of records) {
      const { traceId, spanId } = record
      const head: MutableHead = { kind: 'otel.log' }
      if (isTraceId(traceId)) head.traceId = traceId
      if (isSpanId(spanId)) head.parentSpanId = spanId
      const isLost =
        (head.traceId === undefined && !isZero(traceId)) ||
        (head.parentSpanId === undefined && !isZero(spanId))
      if (isLost) notice(RECORD_ID_LOST)
      if (options.isOwn !== true) {
        add(head, shared, place!, options.recordedAt, (into) =>
          putLogRecord(into, record, options.recordedAt),
        )
        continue
      }
      const sorted = sortAttributes(record.attributes)
      if (sorted.envelope.kind !== undefined) addOwn(eventOfOwnRecord(record, sorted))
      else {
        const sent = { ...record, attributes: sorted.own }
        addAgain(head, shared, sorted, (into, recordedAt) => putLogRecord(into, sent, recordedAt))
      }
    }
  }

  const takeMetrics: Intake['takeMetrics'] = ({ place, shared: ofResource }, scope, metrics) => {
    const points = metrics.map(metricPoints)
    const count = points.reduce((sum, data) => sum + (data?.points.length ?? 0), 0)
    if (options.isOwn !== true && place === undefined) {
      reject(NOWHERE, count)
      return
    }
    if (count === 0) return
    const ofScope = affords(ofResource, 1)
      ? makeShared(ofResource.attributes, (into) => putScope(into, scope))
      : undefined
    if (ofScope === undefined) {
      reject(TOO_MUCH_SHARED, count)
      return
    }
    for (const [at, metric] of metrics.entries()) {
      const data = points[at]
      if (data === undefined) continue
      const shared = shareFor(ofScope, (into) => putMetric(into, metric, data.type), data.points.length)
      if (shared === undefined) continue
      for (const point of data.points) {
        if (options.isOwn !== true) {
          add(METRIC_HEAD, shared, place!, options.recordedAt, (into) =>
            putMetricPoint(into, point, options.recordedAt),
          )
          continue
        }
        const sorted = sortAttributes(point.attributes)
        const sent = { ...point, attributes: sorted.own }
        addAgain(METRIC_HEAD, shared, sorted, (into, recordedAt) => putMetricPoint(into, sent, recordedAt))
      }
    }
  }

  return {
    origin: (resource) => {
      const place = options.isOwn === true ? undefined : options.placeOf(resource.resource)
      return { place, shared: makeShared({}, (into) => putResource(into, resource)) }
    },
    takeSpans,
    takeRecords,
    takeMetrics,
    result: () => ({
      events,
      rejected,
      reasons: Array.from(notices, ([sentence, count]) => sentence(count)),
    }),
  }
}

type Sentence = (count: number) => string

const NOWHERE: Sentence = (count) => `${count} sent from no repository that may be recorded`
const NOT_OURS: Sentence = (count) => `${count} that wakelore didn't export`
const TOO_MUCH_SHARED: Sentence = (count) =>
  `${count} whose resource, scope or metric say more than can be kept with each of them`
const SPAN_WITHOUT_ID: Sentence = (count) =>
  `${count} without a trace id of 16 bytes and a span id of 8, both not all zero`
const PARENT_LOST: Sentence = (count) => `${count} kept without its parent, whose span id isn't 8 bytes`
const RECORD_ID_LOST: Sentence = (count) =>
  `${count} kept without its trace, whose id isn't 16 bytes, or its span, whose id isn't 8`

const KEY_PREFIX: Readonly<Record<string, string>> = { 'otel.log': 'log', 'otel.metric': 'metric' }

type MutableHead = { -readonly [Field in keyof Head]: Head[Field] }
const METRIC_HEAD: Head = { kind: 'otel.metric' }

function spanKey({ traceId, spanId }: Head): string {
  return `span/${traceId}/${spanId}`
}

function makeEvent(
  { kind, traceId, spanId, parentSpanId }: Head,
  key: string,
  { repository, worktree, branch, branchNow }: OtlpPlace,
  { occurredAt, recordedAt }: { readonly occurredAt: number; readonly recordedAt: number },
  attributes: StoredAttributes,
): DevelopmentEvent {
  const event: MutableEvent = {
    source: OTLP_SOURCE,
    key,
    kind,
    occurredAt,
    recordedAt,
    repository,
    attributes,
  }
  if (worktree !== undefined) event.worktree = worktree
  const onBranch = branch ?? (Math.abs(recordedAt - occurredAt) <= NOW_MS ? branchNow : undefined)
  if (onBranch !== undefined) event.branch = onBranch
  if (traceId !== undefined) event.traceId = traceId
  if (spanId !== undefined) event.spanId = spanId
  if (parentSpanId !== undefined) event.parentSpanId = parentSpanId
  return event
}

/** Attributes that many events have, and what keys are made of for those that have no id. */
type Shared = {
  readonly attributes: StoredAttributes
  readonly count: number
  /** Of their names and texts. */
  readonly characters: number
  readonly content: () => string
}

function makeShared(above: StoredAttributes, put: (into: StoredAttributes) => void): Shared {
  const attributes = { ...above }
  put(attributes)
  let content: string | undefined
  return {
    attributes,
    ...sizeOf(attributes),
    content: () => (content ??= deriveId('otlp', attributesText(attributes, 0))),
  }
}

function sizeOf(attributes: StoredAttributes): { readonly count: number; readonly characters: number } {
  let count = 0
  let characters = 0
  for (const name in attributes) {
    count++
    characters += name.length
    const value = attributes[name]!
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object') for (const item of value) characters += String(item).length
  }
  return { count, characters }
}

/** All that tells one item from another, but for what it shares. */
function contentOf(
  { kind, traceId = '', parentSpanId = '' }: Head,
  occurredAt: number,
  attributes: StoredAttributes,
  sharedCount: number,
): string {
  return `${kind} ${occurredAt} ${traceId} ${parentSpanId} ${attributesText(attributes, sharedCount)}`
}

/** Without the first `skipped`: different for different attributes. */
function attributesText(attributes: StoredAttributes, skipped: number): string {
  let text = ''
  let at = 0
  for (const name in attributes) {
    if (at++ >= skipped) text += `${name.length}:${name}${valueText(attributes[name]!)}`
  }
  return text
}

function valueText(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`
    case 'number':
      return `n${Object.is(value, -0) ? '-0' : value};`
    case 'boolean':
      return value ? 't' : 'f'
    default:
      return `l${value.length}:${value.map(valueText).join('')}`
  }
}

/** An id that some senders write instead of none. */
function isZero(id: string): boolean {
  return /^0*$/.test(id) && (id.length === 0 || id.length === 16 || id.length === 32)
}

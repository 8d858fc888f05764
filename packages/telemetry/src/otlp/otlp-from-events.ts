/**
 * Development events as OTLP's messages: what was sent to us as it came, what wakelore saw
 * itself as spans and log records. Whatever an event holds is told; `eventsFromOtlp` with
 * `isOwn` reads back the same events.
 *
 * Events are grouped by resource and scope, in the order in which these first come, and
 * within a group they keep theirs; points of one metric that follow each other become one.
 */
import type { DevelopmentEvent } from '../event.ts'
import { envelopeAttributes, outsideAttributes, storedAttributes, type EnvelopeField } from './envelope.ts'
import { writeAnyValueJson } from './json.ts'
import { takeLogRecord } from './log-event.ts'
import type { KeyValue, LogRecord, Metric, OtlpMessages, Span } from './message.ts'
import { joinMetrics, takeMetricPoint, withPointAttributes } from './metric-event.ts'
import { OWN_RESOURCE, OWN_SCOPE, ownRecord, ownSpan } from './own-event.ts'
import { takeResource, takeScope, type ResourceOf, type ScopeOf } from './resource-scope.ts'
import { OTLP_SOURCE } from './source.ts'
import { isSpanId, isTraceId } from './span-id.ts'
import { takeSpan } from './span-event.ts'
import { AttributesLeft } from './stored-fields.ts'

/** A message for each signal that any of the events is of. */
export function otlpFromEvents(events: Iterable<DevelopmentEvent>): Partial<OtlpMessages> {
  const spans = makeGroups<Span>()
  const records = makeGroups<LogRecord>()
  const metrics = makeGroups<MetricRun>()
  for (const event of events) {
    const taken = event.source === OTLP_SOURCE ? takeEvent(event) : undefined
    if (taken === undefined) {
      const span = ownSpan(event)
      if (span === undefined) records.itemsOf(OWN_ORIGIN).push(ownRecord(event))
      else spans.itemsOf(OWN_ORIGIN).push(span)
    } else if (taken.kind === 'span') spans.itemsOf(taken.origin).push(taken.span)
    else if (taken.kind === 'record') records.itemsOf(taken.origin).push(taken.record)
    else {
      const items = metrics.itemsOf(taken.origin)
      const last = items.at(-1)
      if (last?.identity === taken.identity) last.metrics.push(taken.metric)
      else items.push({ metrics: [taken.metric], identity: taken.identity })
    }
  }
  return {
    ...(spans.list.length === 0
      ? {}
      : {
          traces: {
            resourceSpans: spans.list.map(({ resource, scopes }) => ({
              ...resource,
              scopeSpans: scopes.map(({ scope, items }) => ({ ...scope, spans: items })),
            })),
          },
        }),
    ...(records.list.length === 0
      ? {}
      : {
          logs: {
            resourceLogs: records.list.map(({ resource, scopes }) => ({
              ...resource,
              scopeLogs: scopes.map(({ scope, items }) => ({ ...scope, logRecords: items })),
            })),
          },
        }),
    ...(metrics.list.length === 0
      ? {}
      : {
          metrics: {
            resourceMetrics: metrics.list.map(({ resource, scopes }) => ({
              ...resource,
              scopeMetrics: scopes.map(({ scope, items }) => ({
                ...scope,
                metrics: items.map((run) => joinMetrics(run.metrics)),
              })),
            })),
          },
        }),
  }
}

/** Points that follow each other, a metric around each. */
type MetricRun = { readonly metrics: [Metric, ...Metric[]]; readonly identity: string }

type Origin = { readonly resource: ResourceOf; readonly scope: ScopeOf }

const OWN_ORIGIN: Origin = {
  resource: { resource: OWN_RESOURCE, schemaUrl: '' },
  scope: { scope: OWN_SCOPE, schemaUrl: '' },
}

type Taken =
  | { readonly kind: 'span'; readonly origin: Origin; readonly span: Span }
  | { readonly kind: 'record'; readonly origin: Origin; readonly record: LogRecord }
  | { readonly kind: 'point'; readonly origin: Origin; readonly metric: Metric; readonly identity: string }

/** As it was sent; undefined where the event can't be what a sender's message becomes. */
function takeEvent(event: DevelopmentEvent): Taken | undefined {
  const left = new AttributesLeft(event.attributes)
  const { traceId = '', spanId = '', parentSpanId = '' } = event
  const told = new Set<EnvelopeField>(['kind', 'source', 'occurredAt'])
  const isTraceTold = isTraceId(traceId)
  const isParentTold = isSpanId(parentSpanId)
  const outside = (attributes: readonly KeyValue[]): readonly KeyValue[] => [
    ...outsideAttributes(attributes),
    ...envelopeAttributes(event, told),
    ...storedAttributes(left.rest()),
  ]
  const origin = (): Origin => ({ resource: takeResource(left), scope: takeScope(left) })
  switch (event.kind) {
    case 'otel.span': {
      if (!isTraceTold || !isSpanId(spanId)) return undefined
      const span = takeSpan(left, event)
      if (span === undefined) return undefined
      told.add('traceId').add('spanId')
      if (isParentTold) told.add('parentSpanId')
      if (event.key === `span/${traceId}/${spanId}`) told.add('key')
      const from = origin()
      return {
        kind: 'span',
        origin: from,
        span: {
          ...span,
          parentSpanId: isParentTold ? parentSpanId : '',
          attributes: outside(span.attributes),
        },
      }
    }
    case 'otel.log': {
      const record = takeLogRecord(left, event)
      if (record === undefined) return undefined
      if (isTraceTold) told.add('traceId')
      if (isParentTold) told.add('parentSpanId')
      const from = origin()
      return {
        kind: 'record',
        origin: from,
        record: {
          ...record,
          traceId: isTraceTold ? traceId : '',
          spanId: isParentTold ? parentSpanId : '',
          attributes: outside(record.attributes),
        },
      }
    }
    case 'otel.metric': {
      const point = takeMetricPoint(left, event)
      if (point === undefined) return undefined
      const from = origin()
      return {
        kind: 'point',
        origin: from,
        metric: withPointAttributes(point.metric, outside),
        identity: point.identity,
      }
    }
    default:
      return undefined
  }
}

type Group<Item> = {
  readonly resource: ResourceOf
  readonly scopes: { readonly scope: ScopeOf; readonly items: Item[] }[]
}

type Groups<Item> = {
  readonly list: Group<Item>[]
  readonly itemsOf: (origin: Origin) => Item[]
}

function makeGroups<Item>(): Groups<Item> {
  const list: Group<Item>[] = []
  const byResource = new Map<string, { readonly group: Group<Item>; readonly byScope: Map<string, Item[]> }>()
  const itemsOf = ({ resource, scope }: Origin): Item[] => {
    const resourceText = resourceIdentity(resource)
    let found = byResource.get(resourceText)
    if (found === undefined) {
      found = { group: { resource, scopes: [] }, byScope: new Map() }
      byResource.set(resourceText, found)
      list.push(found.group)
    }
    const scopeText = scopeIdentity(scope)
    let items = found.byScope.get(scopeText)
    if (items === undefined) {
      items = []
      found.byScope.set(scopeText, items)
      found.group.scopes.push({ scope, items })
    }
    return items
  }
  return { list, itemsOf }
}

function resourceIdentity({ resource, schemaUrl }: ResourceOf): string {
  const { attributes, droppedAttributesCount, entityRefs } = resource
  return JSON.stringify([
    schemaUrl,
    writeAnyValueJson({ entries: attributes }),
    droppedAttributesCount,
    entityRefs,
  ])
}

function scopeIdentity({ scope, schemaUrl }: ScopeOf): string {
  const { name, version, attributes, droppedAttributesCount } = scope
  return JSON.stringify([
    schemaUrl,
    name,
    version,
    writeAnyValueJson({ entries: attributes }),
    droppedAttributesCount,
  ])
}

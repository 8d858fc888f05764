/**
 * What would go to a sink, before anything does: what waits, by kind; what of it the sink
 * would see and what it wouldn't; and events field by field, as they would leave.
 *
 * What is withheld is told by comparison of an event before and after it was reduced:
 * there is no second opinion of what a level lets through.
 */
import type { OutgoingEvent, SinkFields } from '@wakelore/server/sink-control'
import type { LogReader } from '@wakelore/stream/log'
import { eventId, type AttributeValue, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import type { AnyValue, KeyValue, OtlpMessages, OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { otlpFromEvents } from '@wakelore/telemetry/otlp/otlp-from-events'
import { chosenRows, readBatches, type Chosen } from './batch.ts'
import { SIGNALS } from './outgoing.ts'
import { readQueue, type QueuePlace } from './queue.ts'

export type Outlook = {
  readonly queued: readonly { readonly kind: string; readonly events: number }[]
  readonly fields: readonly SinkFields[]
}

type Reduce = (event: DevelopmentEvent) => DevelopmentEvent
type Log = Pick<LogReader, 'scan'>

/** Of each kind so many events are looked into for what they hold. */
const MOST_SAMPLES = 200
const CLASSES = ['count', 'name', 'identity', 'text'] as const

/** What of the envelope a level may withhold; all of it names. */
const ENVELOPE = ['worktree', 'branch', 'virtualBranches', 'owningVirtualBranch', 'session'] as const

export async function outlook(
  log: Log,
  after: QueuePlace | undefined,
  isChosen: Chosen,
  reduce: Reduce,
): Promise<Outlook> {
  const counts = new Map<string, number>()
  const [sent, withheld] = [new Set<string>(), new Set<string>()]
  for await (const queued of readQueue(log, after, () => undefined)) {
    for (const { table, row } of chosenRows(queued, isChosen)) {
      const count = (counts.get(table.kind) ?? 0) + 1
      counts.set(table.kind, count)
      if (count > MOST_SAMPLES) continue
      const event = table.event(row)
      const reduced = reduce(event)
      for (const name of namesOf(reduced)) sent.add(name)
      for (const name of withheldOf(event, reduced)) withheld.add(name)
    }
  }
  return {
    queued: [...counts]
      .map(([kind, events]) => ({ kind, events }))
      .sort((left, right) => right.events - left.events || (left.kind < right.kind ? -1 : 1)),
    fields: CLASSES.map((privacy) => {
      const ofClass = (names: Set<string>): string[] =>
        [...names].filter((name) => classOf(name) === privacy).sort()
      return { privacy, sent: ofClass(sent), withheld: ofClass(withheld) }
    }).filter((fields) => fields.sent.length + fields.withheld.length > 0),
  }
}

/** How many events wait. */
export async function countQueued(
  log: Log,
  after: QueuePlace | undefined,
  isChosen: Chosen,
): Promise<number> {
  let count = 0
  for await (const queued of readQueue(log, after, () => undefined)) {
    for (const _ of chosenRows(queued, isChosen)) count++
  }
  return count
}

/** The first events that wait, field by field. */
export async function preview(
  log: Log,
  after: QueuePlace | undefined,
  isChosen: Chosen,
  reduce: Reduce,
  limit: number,
): Promise<OutgoingEvent[]> {
  const shown: OutgoingEvent[] = []
  const ignore = (): void => undefined
  for await (const { events } of readBatches(log, after, isChosen, { lost: ignore, damaged: ignore })) {
    for (const event of events) {
      if (shown.length === limit) return shown
      shown.push(toOutgoing(event, reduce(event)))
    }
  }
  return shown
}

function toOutgoing(event: DevelopmentEvent, reduced: DevelopmentEvent): OutgoingEvent {
  const messages = otlpFromEvents([reduced])
  const signal = SIGNALS.find((candidate) => messages[candidate] !== undefined)!
  return {
    id: eventId(event),
    kind: event.kind,
    signal,
    fields: fieldsOf(signal, messages[signal]!),
    withheld: withheldOf(event, reduced),
  }
}

function namesOf(event: DevelopmentEvent): string[] {
  return [...ENVELOPE.filter((name) => event[name] !== undefined), ...Object.keys(event.attributes)]
}

function withheldOf(event: DevelopmentEvent, reduced: DevelopmentEvent): string[] {
  const left = new Set(namesOf(reduced))
  return namesOf(event).filter((name) => !left.has(name))
}

function classOf(name: string): SinkFields['privacy'] {
  return ENVELOPE.some((field) => field === name) ? 'name' : (privacyClassOf(name) ?? 'text')
}

type Field = OutgoingEvent['fields'][number]

/** Everything in the message that isn't protobuf's default, in its order. */
function fieldsOf(signal: OtlpSignal, message: OtlpMessages[OtlpSignal]): Field[] {
  const fields: Field[] = []
  const walk = (value: unknown, name: string): void => {
    if (isAbsent(value)) return
    if (isAttributes(value)) {
      for (const { key, value: held } of value) fields.push({ name: `${name}.${key}`, value: plain(held) })
    } else if (Array.isArray(value) && typeof value[0] === 'object') {
      value.forEach((item, index) => walk(item, value.length === 1 ? name : `${name}.${index}`))
    } else if (typeof value === 'object' && !Array.isArray(value) && !isValue(value)) {
      for (const [key, held] of Object.entries(value!)) walk(held, name === '' ? key : `${name}.${key}`)
    } else {
      fields.push({ name, value: plain(value as AnyValue) })
    }
  }
  // Groups of one each: their names say nothing.
  const prefix = { traces: 'resourceSpans', logs: 'resourceLogs', metrics: 'resourceMetrics' }[signal]
  walk(message, '')
  const scopes = prefix.replace('resource', 'scope')
  return fields.map(({ name, value }) => ({
    name: name
      .replace(`${prefix}.`, '')
      .replace(`${scopes}.`, '')
      .replace(/^resource\.attributes\./, 'resource.')
      .replace(/^(?:spans|logRecords|metrics)\./, '')
      .replace(/^attributes\./, ''),
    value,
  }))
}

function isAbsent(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 0 ||
    value === 0n ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )
}

function isAttributes(value: unknown): value is readonly KeyValue[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) => typeof item === 'object' && item !== null && 'key' in item && 'value' in item,
    )
  )
}

function isValue(value: unknown): boolean {
  return value instanceof Uint8Array || (typeof value === 'object' && value !== null && 'double' in value)
}

/** As JSON can tell it. */
function plain(value: AnyValue): AttributeValue {
  if (value === null) return ''
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if ('double' in value) return Number.isFinite(value.double) ? value.double : String(value.double)
  if (Array.isArray(value)) return (value as readonly AnyValue[]).map((item) => String(plain(item)))
  return JSON.stringify(value, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held))
}

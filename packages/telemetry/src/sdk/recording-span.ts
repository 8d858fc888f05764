/**
 * A span while it goes on: what an application says of it is filtered, encoded and bounded
 * at once, so that ending it costs little and nothing withheld is kept.
 *
 * After its end nothing changes it, and none of its methods throws.
 */
import {
  isSpanContextValid,
  type Exception,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  type TimeInput,
} from '@opentelemetry/api'
import { AttributeList, propertyOf } from './attribute-list.ts'
import { boundedText } from './otlp-value.ts'
import type { PrivacyFilter } from './privacy-filter.ts'
import { isTimeInput, unixNano, type Timeline } from './timeline.ts'

/** What an item is, once it is queued: its size, and what it is in OTLP's JSON. */
export type Outgoing = {
  readonly scope: Scope
  readonly sizeBytes: number
  readonly toOtlp: () => object
}

/** Who instruments: a library's name and version. */
export type Scope = { readonly name: string; readonly version?: string }

export type SpanOutlet = {
  readonly privacy: PrivacyFilter
  readonly timeline: Timeline
  readonly tickMs: () => number
  readonly enqueue: (span: Outgoing) => void
}

export type SpanBeginning = {
  readonly scope: Scope
  readonly name: string
  readonly kind: SpanKind
  readonly context: SpanContext
  readonly parent: SpanContext | undefined
  readonly startTime: TimeInput | undefined
}

const MOST_EVENTS = 128
const MOST_LINKS = 128
/** Ids, times and names of fields. */
const SPAN_BYTES = 280
const PART_BYTES = 100
/** OTLP's flags of a span beside those of W3C: whether it is known that the parent is remote, and whether it is. */
const KNOWS_REMOTE = 0x100
const IS_REMOTE = 0x200
const SAMPLING_MEMBER = /^(?:th|rv):[0-9a-f]{1,14}(?:;(?:th|rv):[0-9a-f]{1,14})?$/

type Part = { readonly attributes: AttributeList; readonly fields: object }

export class RecordingSpan implements Span, Outgoing {
  readonly scope: Scope
  readonly #outlet: SpanOutlet
  readonly #context: SpanContext
  readonly #parent: SpanContext | undefined
  readonly #kind: SpanKind
  readonly #startMs: number
  /** Undefined where the application said when it began: then only the wall clock says when it ended. */
  readonly #startTick: number | undefined
  readonly #attributes: AttributeList
  #name: string
  #endMs: number | undefined
  #events: Part[] | undefined
  #links: Part[] | undefined
  #droppedEvents = 0
  #droppedLinks = 0
  #statusCode = 0
  #statusMessage = ''

  constructor(outlet: SpanOutlet, beginning: SpanBeginning) {
    this.scope = beginning.scope
    this.#outlet = outlet
    this.#context = beginning.context
    this.#parent = beginning.parent
    this.#kind = beginning.kind
    this.#name = outlet.privacy.admitText('otlp.span.name', textOf(beginning.name))
    this.#attributes = new AttributeList(outlet.privacy)
    if (beginning.startTime === undefined) {
      this.#startMs = outlet.timeline.nowMs()
      this.#startTick = outlet.tickMs()
    } else {
      this.#startMs = outlet.timeline.timeOf(beginning.startTime)
    }
  }

  spanContext(): SpanContext {
    return this.#context
  }

  isRecording(): boolean {
    return this.#endMs === undefined
  }

  setAttribute(key: string, value: unknown): this {
    if (this.isRecording()) this.#attributes.set(key, value)
    return this
  }

  setAttributes(attributes: object): this {
    if (this.isRecording()) this.#attributes.setAll(attributes)
    return this
  }

  addEvent(name: string, attributesOrTime?: object | TimeInput, time?: TimeInput): this {
    if (!this.isRecording()) return this
    const events = (this.#events ??= [])
    if (events.length === MOST_EVENTS) {
      this.#droppedEvents++
      return this
    }
    const isTime = isTimeInput(attributesOrTime)
    const attributes = new AttributeList(this.#outlet.privacy)
    if (!isTime) attributes.setAll(attributesOrTime)
    const at = isTime ? attributesOrTime : time
    events.push({
      attributes,
      fields: {
        timeUnixNano: unixNano(this.#timeOf(at)),
        name: this.#outlet.privacy.admitText('otlp.span.event.name', textOf(name)),
      },
    })
    return this
  }

  addLink(link: Link): this {
    const context = link?.context
    if (
      !this.isRecording() ||
      typeof context !== 'object' ||
      context === null ||
      !isSpanContextValid(context)
    )
      return this
    const links = (this.#links ??= [])
    if (links.length === MOST_LINKS) {
      this.#droppedLinks++
      return this
    }
    const attributes = new AttributeList(this.#outlet.privacy)
    attributes.setAll(link.attributes)
    links.push({
      attributes,
      fields: {
        traceId: context.traceId,
        spanId: context.spanId,
        ...traceStateField(context, this.#outlet.privacy, 'otlp.span.link.trace_state'),
        flags: flagsOf(context),
      },
    })
    return this
  }

  addLinks(links: Link[]): this {
    if (Array.isArray(links)) for (const link of links) this.addLink(link)
    return this
  }

  /** What is ok stays ok; what isn't set changes nothing. */
  setStatus(status: SpanStatus): this {
    const { code, message } = status ?? {}
    if (!this.isRecording() || this.#statusCode === 1 || !(code === 1 || code === 2)) return this
    this.#statusCode = code
    const text = code === 2 ? textOf(message) : ''
    this.#statusMessage = this.#outlet.privacy.admitText('otlp.span.status_message', text)
    return this
  }

  updateName(name: string): this {
    if (this.isRecording()) {
      this.#name = this.#outlet.privacy.admitText('otlp.span.name', textOf(name))
    }
    return this
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const thrown: object =
      typeof exception === 'object' && exception !== null ? exception : { message: exception }
    this.addEvent(
      'exception',
      {
        'exception.type': propertyOf(thrown, 'code') ?? propertyOf(thrown, 'name'),
        'exception.message': propertyOf(thrown, 'message'),
        'exception.stacktrace': propertyOf(thrown, 'stack'),
      },
      time,
    )
  }

  end(endTime?: TimeInput): void {
    if (!this.isRecording()) return
    this.#endMs = Math.max(this.#startMs, this.#timeOf(endTime))
    this.#outlet.enqueue(this)
  }

  get sizeBytes(): number {
    let size = SPAN_BYTES + this.#name.length + this.#statusMessage.length + this.#attributes.sizeBytes
    for (const { attributes } of this.#events ?? []) size += PART_BYTES + attributes.sizeBytes
    for (const { attributes } of this.#links ?? []) size += PART_BYTES + attributes.sizeBytes
    return size
  }

  toOtlp(): object {
    const { traceId, spanId } = this.#context
    return {
      traceId,
      spanId,
      ...traceStateField(this.#context, this.#outlet.privacy, 'otlp.span.trace_state'),
      ...(this.#parent === undefined ? {} : { parentSpanId: this.#parent.spanId }),
      flags: this.#context.traceFlags | remoteFlags(this.#parent),
      name: this.#name,
      kind: this.#kind + 1,
      startTimeUnixNano: unixNano(this.#startMs),
      endTimeUnixNano: unixNano(this.#endMs ?? this.#startMs),
      ...this.#attributes.toOtlp(),
      ...partsField('events', this.#events),
      ...(this.#droppedEvents === 0 ? {} : { droppedEventsCount: this.#droppedEvents }),
      ...partsField('links', this.#links),
      ...(this.#droppedLinks === 0 ? {} : { droppedLinksCount: this.#droppedLinks }),
      ...(this.#statusCode === 0 ? {} : { status: { code: this.#statusCode, message: this.#statusMessage } }),
    }
  }

  #timeOf(time: TimeInput | undefined): number {
    if (time !== undefined || this.#startTick === undefined) return this.#outlet.timeline.timeOf(time)
    return this.#startMs + (this.#outlet.tickMs() - this.#startTick)
  }
}

function partsField(name: 'events' | 'links', parts: readonly Part[] | undefined): object {
  return parts === undefined
    ? {}
    : { [name]: parts.map(({ fields, attributes }) => ({ ...fields, ...attributes.toOtlp() })) }
}

/** Others' members may say anything; what says how it was sampled is kept, lest counts can't be estimated. */
function traceStateField(
  { traceState }: SpanContext,
  privacy: PrivacyFilter,
  name: string,
): { traceState?: string } {
  try {
    const state = traceState?.serialize()
    if (typeof state !== 'string' || state === '') return {}
    const sampling = traceState?.get('ot')
    const kept =
      privacy.admitText(name, state) ||
      (sampling !== undefined && SAMPLING_MEMBER.test(sampling) ? `ot=${sampling}` : '')
    return kept === '' ? {} : { traceState: kept }
  } catch {
    // Somebody else's trace state: without it the span still is one.
    return {}
  }
}

function flagsOf(context: SpanContext): number {
  const { traceFlags } = context
  return (typeof traceFlags === 'number' ? traceFlags & 0xff : 0) | remoteFlags(context)
}

function remoteFlags(context: SpanContext | undefined): number {
  return context === undefined ? 0 : KNOWS_REMOTE | (context.isRemote === true ? IS_REMOTE : 0)
}

function textOf(text: unknown): string {
  return typeof text === 'string' ? boundedText(text) : ''
}

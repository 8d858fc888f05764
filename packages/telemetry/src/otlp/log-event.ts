/** A log record as an `otel.log`, and back. The span that it was made in is its parent. */
import type { DevelopmentEvent } from '../event.ts'
import { OWN_ATTRIBUTE } from './attribute-name.ts'
import { putAttributes } from './attribute-value.ts'
import type { LogRecord } from './message.ts'
import { putMoment, takeMoment, type TimeOrigin } from './moment.ts'
import {
  putBig,
  putCount,
  putText,
  putValue,
  type AttributesLeft,
  type StoredAttributes,
} from './stored-fields.ts'

const MOST_NS = 2n ** 64n - 1n
const LEAST_INT32 = -(2 ** 31)
const MOST_INT32 = 2 ** 31 - 1
const BODY = 'otlp.log.body'
const OBSERVED_DELAY = 'otlp.log.observed_delay_ns'

/** Puts the record's attributes beside those of its resource and scope; answers when it occurred. */
export function putLogRecord(into: StoredAttributes, record: LogRecord, recordedAt: number): number {
  putText(into, 'otlp.log.event_name', record.eventName)
  putCount(into, 'otlp.log.severity_number', record.severityNumber)
  putText(into, 'otlp.log.severity_text', record.severityText)
  if (record.body !== null) putValue(into, BODY, record.body)
  const { timeUnixNano, observedTimeUnixNano } = record
  const isTold = timeUnixNano !== 0n
  const occurredAt = isTold
    ? putMoment(into, timeUnixNano, recordedAt)
    : putMoment(into, observedTimeUnixNano, recordedAt, 'observed')
  if (isTold && observedTimeUnixNano !== 0n) putBig(into, OBSERVED_DELAY, observedTimeUnixNano - timeUnixNano)
  putCount(into, 'otlp.log.flags', record.flags)
  putAttributes(into, OWN_ATTRIBUTE, record.attributes)
  putCount(into, 'otlp.log.dropped_attributes_count', record.droppedAttributesCount)
  return occurredAt
}

/** Undefined where OTLP can't tell its time. Ids are the event's. */
export function takeLogRecord(left: AttributesLeft, event: DevelopmentEvent): LogRecord | undefined {
  const moment = takeMoment(left, event, isOrigin)
  if (moment === undefined) return undefined
  const { timeNs, origin } = moment
  const delay = origin === '' ? left.big(OBSERVED_DELAY, 1n - timeNs, MOST_NS - timeNs) : undefined
  return {
    timeUnixNano: origin === 'observed' ? 0n : timeNs,
    observedTimeUnixNano: origin === 'observed' ? timeNs : delay === undefined ? 0n : timeNs + delay,
    severityNumber: left.count('otlp.log.severity_number', LEAST_INT32, MOST_INT32),
    severityText: left.text('otlp.log.severity_text'),
    body: left.value(BODY) ?? null,
    attributes: left.attributes(OWN_ATTRIBUTE),
    droppedAttributesCount: left.count('otlp.log.dropped_attributes_count'),
    flags: left.count('otlp.log.flags'),
    traceId: event.traceId ?? '',
    spanId: event.parentSpanId ?? '',
    eventName: left.text('otlp.log.event_name'),
  }
}

function isOrigin(origin: string): origin is TimeOrigin {
  return origin === '' || origin === 'observed' || origin === 'received'
}

/**
 * When something happened: OTLP's nanoseconds since the epoch as milliseconds and what is
 * left of them. Where the sender doesn't tell the time, it is when we received it.
 */
import type { DevelopmentEvent } from '../event.ts'
import type { AttributesLeft, StoredAttributes } from './stored-fields.ts'

export type TimeOrigin = '' | 'observed' | 'received'

const TIME_ORIGIN = 'otlp.time.origin'
const SUB_MS_NS = 'otlp.time.sub_ms_ns'

export const NS_PER_MS = 1_000_000n
const LAST_NS = 2n ** 64n - 1n
const LAST_MS = Number(LAST_NS / NS_PER_MS)
const MOST_SUB_MS_NS = 999_999

/** Puts what `occurredAt`, the answer, doesn't tell. Zero is no time. */
export function putMoment(
  into: StoredAttributes,
  timeNs: bigint,
  recordedAt: number,
  origin: TimeOrigin = '',
): number {
  if (timeNs === 0n) {
    into[TIME_ORIGIN] = 'received'
    return recordedAt
  }
  if (origin !== '') into[TIME_ORIGIN] = origin
  const ms = timeNs / NS_PER_MS
  const subMsNs = Number(timeNs - ms * NS_PER_MS)
  if (subMsNs !== 0) into[SUB_MS_NS] = subMsNs
  return Number(ms)
}

export type Moment = { readonly timeNs: bigint; readonly origin: TimeOrigin }

/** Undefined where OTLP can't tell when the event occurred. */
export function takeMoment(
  left: AttributesLeft,
  { occurredAt, recordedAt }: Pick<DevelopmentEvent, 'occurredAt' | 'recordedAt'>,
  isOrigin: (origin: string) => origin is TimeOrigin,
): Moment | undefined {
  const origin = left.text(TIME_ORIGIN)
  if (!isOrigin(origin)) return undefined
  if (origin === 'received') {
    return Object.is(occurredAt, recordedAt) ? { timeNs: 0n, origin } : undefined
  }
  if (!isOtlpTime(occurredAt)) return undefined
  const timeNs = BigInt(occurredAt) * NS_PER_MS + BigInt(left.count(SUB_MS_NS, 1, MOST_SUB_MS_NS))
  return timeNs === 0n || timeNs > LAST_NS ? undefined : { timeNs, origin }
}

/** Whether OTLP can hold these milliseconds. */
export function isOtlpTime(ms: number): boolean {
  return Number.isSafeInteger(ms) && ms >= 0 && ms <= LAST_MS && !Object.is(ms, -0)
}

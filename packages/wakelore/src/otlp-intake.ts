/**
 * What is sent by OTLP, on its way into the store: decoded, told whose it is, made into
 * events, through the gate, into log and graph; and only then is the sender answered.
 *
 * Requests that wait are stored in groups, so that they share a lock and an fsync. Between
 * two groups, and between two parts of a large one, others can write. Where the store is
 * busy a group waits as long as anybody waits for its answer; where it can't be written,
 * everybody is told at once to come again. What was stored before an answer got lost is
 * known by its id when it is sent again.
 *
 * What a sink's backend sends back of our own exports is acknowledged and not stored: it
 * would be exported again, and come back again.
 *
 * A sender's spans never become events of our own kinds, and neither begin nor extend a
 * session; they bear that of the work which they fell into.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@wakelore/kernel/clock'
import { isFault, type Fault } from '@wakelore/kernel/fault'
import type { OtlpPlaces } from '@wakelore/capture/source/otlp'
import type { OtlpIntake, OtlpOutcome, OtlpRequest } from '@wakelore/server/transport/otlp-intake'
import {
  textAttribute,
  UNATTRIBUTED,
  type DevelopmentEvent,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { EXPORTED_FROM } from '@wakelore/telemetry/otlp/envelope'
import { eventsFromOtlp } from '@wakelore/telemetry/otlp/events-from-otlp'
import { readJson } from '@wakelore/telemetry/otlp/json'
import type { OtlpMessages, OtlpSignal, Resource } from '@wakelore/telemetry/otlp/message'
import { readProtobuf } from '@wakelore/telemetry/otlp/protobuf'
import type { AdmittedEvent, Gate } from '@wakelore/vault/gate'
import {
  makeWaitingRequests,
  type WaitingLimits,
  type WaitingRequest,
} from './otlp-intake/waiting-requests.ts'
import type { Store } from './store.ts'
import type { UnattributedStore } from './unattributed.ts'
import { openSessionAt, type WorkSessions } from './work-session.ts'

export type OtlpTaken = {
  /** Events stored. */
  readonly events: number
  /** In how many milliseconds it is due again; infinite where nothing waits. */
  readonly inMs: number
  /** What kept it from storing. */
  readonly fault?: Fault
}

export type OtlpStoring = OtlpIntake & {
  /** Stores some of what waits. */
  readonly takeIn: () => Promise<OtlpTaken>
}

export type OtlpIntakeOptions = {
  readonly clock: Clock
  readonly store: () => Promise<Store>
  readonly gate: () => Promise<Gate>
  readonly places: OtlpPlaces
  /** Those of which this store may hold anything. */
  readonly repositories: () => Promise<ReadonlySet<RepositoryId>>
  /** As `eventsFromOtlp` takes it, the same each time. */
  readonly keySecret: () => Promise<string>
  readonly sessions: () => Promise<WorkSessions>
  readonly unattributed: UnattributedStore
  /** Something waits, and nothing waited before. */
  readonly onWaiting: () => void
  readonly limits?: Partial<WaitingLimits>
  /** How long others are kept from writing at a stretch, but for what is begun then. */
  readonly holdMs?: number
}

/** A request as events. */
type Decoded = {
  readonly waiting: WaitingRequest
  readonly events: readonly DevelopmentEvent[]
  /** Of no allowed repository, to be kept apart. */
  readonly apart: readonly DevelopmentEvent[]
  readonly rejected: number
  readonly reasons: readonly string[]
}

const MIB = 1024 * 1024
const LIMITS: WaitingLimits = { roomBytes: 24 * MIB, patienceMs: 8000 }
/** Stored in about a third of a second. */
const GROUP_BYTES = 4 * MIB
const PART_EVENTS = 4096
const HOLD_MS = 300
const LOCK_WAIT_MS = 1000
/** Whoever waits for the lock looks twenty times a second. */
const BREATH_MS = 30
const BUSY_AGAIN_MS = 100
const FAILED_AGAIN_MS = 5000
const REASON_CHARS = 1000

export function makeOtlpIntake(options: OtlpIntakeOptions): OtlpStoring {
  const { holdMs = HOLD_MS } = options
  const waiting = makeWaitingRequests({ ...LIMITS, ...options.limits })
  /** Decoded already, and kept from the store by somebody who writes. */
  let held: readonly Decoded[] = []
  let failure: Fault | undefined

  const take: OtlpIntake['take'] = (request) => {
    if (failure !== undefined) return Promise.resolve(unavailable(failure))
    const wasEmpty = waiting.isEmpty()
    const answered = waiting.add(request)
    if (wasEmpty) options.onWaiting()
    return answered
  }

  const takeIn: OtlpStoring['takeIn'] = async () => {
    // Tried again with whatever comes next.
    failure = undefined
    held = held.filter(({ waiting }) => !waiting.isAnswered())
    const taken = held.length === 0 ? waiting.next(GROUP_BYTES) : held.map(({ waiting }) => waiting)
    try {
      if (held.length === 0) held = await decode(taken)
      if (held.length === 0) return { events: 0, inMs: waiting.isEmpty() ? Infinity : 0 }
      const { events, refused } = await storeDecoded(held)
      for (const one of held) one.waiting.answer(storedOutcome(one, refused.get(one) ?? 0))
      held = []
      return { events, inMs: waiting.isEmpty() ? Infinity : BREATH_MS }
    } catch (error) {
      if (!isFault(error)) throw error
      if (error.retry === 'later' && held.length > 0) {
        return { events: 0, inMs: BUSY_AGAIN_MS, fault: error }
      }
      failure = error
      for (const one of taken) one.answer(unavailable(error))
      held = []
      waiting.answerAll(unavailable(error))
      return { events: 0, inMs: FAILED_AGAIN_MS, fault: error }
    }
  }

  async function decode(requests: readonly WaitingRequest[]): Promise<readonly Decoded[]> {
    const read = requests.flatMap((one) => {
      if (one.isAnswered()) return []
      const reading = readRequest(one.request)
      if (reading.kind === 'read') return [{ waiting: one, message: reading.message }]
      one.answer({ kind: 'malformed', message: reading.reason })
      return []
    })
    if (read.length === 0) return []
    const { places } = options
    await places.learn(read.flatMap(({ message }) => resourcesOf(message)))
    const [sessions, keepsApart, repositories, keySecret] = await Promise.all([
      options.sessions(),
      options.unattributed.isKept(),
      options.repositories(),
      options.keySecret(),
    ])
    const isReturned = (event: DevelopmentEvent): boolean =>
      repositories.has(textAttribute(event, EXPORTED_FROM) ?? '')
    return read.map(({ waiting, message }) => {
      let isPlaceless = false
      const placeOf = (resource: Resource): ReturnType<OtlpPlaces['placeOf']> => {
        const place = places.placeOf(resource)
        isPlaceless ||= place === undefined
        return place ?? (keepsApart ? { repository: UNATTRIBUTED } : undefined)
      }
      const recordedAt = options.clock.nowMs()
      const mapped = eventsFromOtlp(waiting.request.signal, message, { recordedAt, placeOf, keySecret })
      const all = mapped.events.flatMap((event) => {
        if (isReturned(event)) return []
        const session = openSessionAt(sessions, event.repository, event.occurredAt)
        return session === undefined ? event : { ...event, session }
      })
      return {
        waiting,
        events: all.filter(({ repository }) => repository !== UNATTRIBUTED),
        apart: all.filter(({ repository }) => repository === UNATTRIBUTED),
        rejected: mapped.rejected,
        reasons: isPlaceless && !keepsApart ? [...mapped.reasons, options.unattributed.help] : mapped.reasons,
      }
    })
  }

  /** Says how many events were new, and how many of a request the gate refused. */
  async function storeDecoded(
    group: readonly Decoded[],
  ): Promise<{ readonly events: number; readonly refused: ReadonlyMap<Decoded, number> }> {
    const gate = await options.gate()
    const admitted: AdmittedEvent[] = []
    const refused = new Map<Decoded, number>()
    for (const one of group) {
      if (one.events.length === 0) continue
      const passed = await gate.admit(one.events)
      for (const event of passed) admitted.push(event)
      refused.set(one, one.events.length - passed.length)
    }
    const stored = admitted.length === 0 ? 0 : await append(admitted)
    const apart = group.flatMap((one) => one.apart)
    const kept = apart.length === 0 ? 0 : await options.unattributed.append(apart)
    return { events: stored + kept, refused }
  }

  async function append(admitted: readonly AdmittedEvent[]): Promise<number> {
    const opened = await options.store()
    let stored = 0
    let from = 0
    while (from < admitted.length) {
      if (from > 0) await delay(BREATH_MS)
      await opened.beginWriting(LOCK_WAIT_MS)
      const untilMs = performance.now() + holdMs
      try {
        do {
          const fresh = opened.graph.unseen(admitted.slice(from, from + PART_EVENTS))
          await opened.append(fresh)
          stored += fresh.length
          from += PART_EVENTS
        } while (from < admitted.length && performance.now() < untilMs)
      } finally {
        await opened.endWriting()
      }
    }
    return stored
  }

  return { reserve: waiting.reserve, take, takeIn }
}

function readRequest({ signal, encoding, bytes }: OtlpRequest) {
  return encoding === 'json' ? readJson(signal, bytes) : readProtobuf(signal, bytes)
}

function resourcesOf(message: OtlpMessages[OtlpSignal]): Resource[] {
  if ('resourceSpans' in message) return message.resourceSpans.map(({ resource }) => resource)
  if ('resourceLogs' in message) return message.resourceLogs.map(({ resource }) => resource)
  return message.resourceMetrics.map(({ resource }) => resource)
}

function storedOutcome({ rejected, reasons }: Decoded, refused: number): OtlpOutcome {
  const all = refused === 0 ? reasons : [...reasons, `${refused} of a repository whose telemetry is off`]
  return { kind: 'stored', rejected: rejected + refused, message: all.join('; ').slice(0, REASON_CHARS) }
}

function unavailable({ code }: Fault): OtlpOutcome {
  return {
    kind: 'unavailable',
    retryAfterMs: FAILED_AGAIN_MS,
    message: `the store can't be written: ${code}`,
  }
}

/**
 * Requests that wait to be stored, within bounds: of bytes, so that memory is bounded
 * whatever comes, and of time, so that a sender hears in time that it has to come again.
 *
 * Room is taken before a body is read and given back when its request is answered. One
 * that waited too long to be begun is answered and never begun: under more than can be
 * stored, what is begun then still has the time to be acknowledged. One that is answered
 * for its age while it is being stored is sent again, and known.
 */
import type { OtlpOutcome, OtlpRequest, OtlpReservation } from '@wakelore/server/transport/otlp-intake'

export type WaitingRequest = {
  readonly request: OtlpRequest
  readonly isAnswered: () => boolean
  /** Once; what comes later is nothing to anybody. */
  readonly answer: (outcome: OtlpOutcome) => void
}

export type WaitingRequests = {
  readonly reserve: (sizeBytes: number) => OtlpReservation | undefined
  readonly add: (request: OtlpRequest) => Promise<OtlpOutcome>
  /** Those that came first, up to so many bytes of them, and one at least; they are begun, and wait no more. */
  readonly next: (mostBytes: number) => WaitingRequest[]
  readonly isEmpty: () => boolean
  /** Answers all that wait. */
  readonly answerAll: (outcome: OtlpOutcome) => void
}

export type WaitingLimits = {
  /** Of all requests together, from their headers on. */
  readonly roomBytes: number
  /** Longest time until a request is answered, in milliseconds; half of it until it is begun. */
  readonly patienceMs: number
}

/** What a request takes beside its bytes. */
const REQUEST_BYTES = 4096
const RETRY_AFTER_MS = 2000

export function makeWaitingRequests({ roomBytes, patienceMs }: WaitingLimits): WaitingRequests {
  const queueMs = patienceMs / 2
  let heldBytes = 0
  let waiting: (WaitingRequest & { readonly begin: () => void })[] = []

  const reserve: WaitingRequests['reserve'] = (sizeBytes) => {
    let ownBytes = 0
    let isReleased = false
    const grow = (toBytes: number): boolean => {
      const moreBytes = toBytes + REQUEST_BYTES - ownBytes
      if (isReleased || heldBytes + moreBytes > roomBytes) return false
      if (moreBytes > 0) {
        heldBytes += moreBytes
        ownBytes += moreBytes
      }
      return true
    }
    if (!grow(sizeBytes)) return undefined
    return {
      grow,
      release: () => {
        if (isReleased) return
        isReleased = true
        heldBytes -= ownBytes
      },
    }
  }

  const add: WaitingRequests['add'] = (request) => {
    const { promise, resolve } = Promise.withResolvers<OtlpOutcome>()
    let isAnswered = false
    let patience: NodeJS.Timeout | undefined
    const answer = (outcome: OtlpOutcome): void => {
      isAnswered = true
      clearTimeout(patience)
      resolve(outcome)
    }
    const answerAfter = (ms: number, message: string): void => {
      clearTimeout(patience)
      patience = setTimeout(() => {
        waiting = waiting.filter((other) => other !== one)
        answer({ kind: 'unavailable', retryAfterMs: RETRY_AFTER_MS, message })
      }, ms)
    }
    const one = {
      request,
      isAnswered: () => isAnswered,
      answer,
      begin: () =>
        answerAfter(patienceMs - queueMs, `it isn't known to be stored after ${patienceMs / 1000} s`),
    }
    answerAfter(queueMs, `its turn to be stored didn't come within ${queueMs / 1000} s`)
    waiting.push(one)
    return promise
  }

  const next: WaitingRequests['next'] = (mostBytes) => {
    let sizeBytes = 0
    let count = 0
    while (count < waiting.length && (count === 0 || sizeBytes < mostBytes)) {
      sizeBytes += waiting[count++]!.request.bytes.length
    }
    const begun = waiting.splice(0, count)
    for (const { begin } of begun) begin()
    return begun
  }

  return {
    reserve,
    add,
    next,
    isEmpty: () => waiting.length === 0,
    answerAll: (outcome) => {
      for (const one of waiting.splice(0)) one.answer(outcome)
    },
  }
}

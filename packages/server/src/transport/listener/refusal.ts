/** What the intake answers where it stores nothing, as the fault that each transport tells in its own way. */
import type { Fault } from '@wakelore/kernel/fault'
import { serverFault } from '../../faults.ts'
import type { OtlpOutcome } from '../otlp-intake.ts'

/** Soon enough that little is lost where a sender gives up, late enough for a group to be stored. */
const RETRY_AFTER_MS = 1000

/** There is no room for another request. */
export function throttledFault(
  message = 'more telemetry is on its way to the store than it can take just now',
  retryAfterMs = RETRY_AFTER_MS,
): Fault {
  return serverFault('LISTENER_THROTTLED', message, { fields: { retryAfterMs } })
}

export function refusalOf(outcome: Exclude<OtlpOutcome, { readonly kind: 'stored' }>): Fault {
  switch (outcome.kind) {
    case 'malformed':
      return serverFault('LISTENER_BODY_MALFORMED', `the request can't be read: ${outcome.message}`)
    case 'throttled':
      return throttledFault(outcome.message, outcome.retryAfterMs)
    case 'unavailable':
      return serverFault('LISTENER_STORE_UNAVAILABLE', outcome.message, {
        fields: { retryAfterMs: outcome.retryAfterMs },
      })
  }
}

/** When it is worth trying again, where it is. */
export function retryAfterMs({ fields }: Fault): number | undefined {
  const ms = fields['retryAfterMs']
  return typeof ms === 'number' ? ms : undefined
}

export function refusalText({ message, help }: Fault): string {
  return `${message}. ${help}`
}

/**
 * A request's body, read and inflated within limits.
 *
 * Every byte is counted as it arrives and as it is inflated, against the limits and
 * against the room that the intake has, so that what is held never grows beyond what was
 * granted: a bomb is noticed while it unfolds.
 */
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { errorCode } from '@wakelore/kernel/error-code'
import type { Fault } from '@wakelore/kernel/fault'
import { serverFault } from '../../faults.ts'
import type { OtlpReservation } from '../otlp-intake.ts'
import type { ListenerLimits } from './limits.ts'
import { throttledFault } from './refusal.ts'

type BodyLimits = Pick<ListenerLimits, 'bodyBytes' | 'inflatedBytes'>

/** Room is asked for in steps: asking costs. */
const STEP_BYTES = 256 * 1024
const SENT = 'as it is sent'
const INFLATED = 'inflated'

/**
 * What is left of it after a fault is for the transport to read or cut off: the answer
 * has to get to the sender.
 *
 * @throws LISTENER_BODY_TOO_LARGE, LISTENER_BODY_MALFORMED, LISTENER_THROTTLED, and the
 *   source's own error where the sender went away
 */
export async function readBody(
  source: AsyncIterable<Buffer>,
  options: {
    readonly isGzip: boolean
    readonly limits: BodyLimits
    readonly reservation: OtlpReservation
  },
): Promise<Buffer> {
  const { isGzip, limits, reservation } = options
  const take = makeRoom(reservation)
  const arriving = countBytes(source, limits.bodyBytes, SENT, take)
  const chunks: Buffer[] = []
  const collect = async (bytes: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of bytes) chunks.push(chunk)
  }
  try {
    if (isGzip) {
      const unfold = (bytes: AsyncIterable<Buffer>) => countBytes(bytes, limits.inflatedBytes, INFLATED, take)
      await pipeline(arriving, createGunzip(), unfold, collect)
    } else await collect(arriving)
  } catch (error) {
    if (errorCode(error)?.startsWith('Z_') !== true) throw error
    throw serverFault('LISTENER_BODY_MALFORMED', 'the body is said to be gzip, and is not', { cause: error })
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

/**
 * What is read, unless that takes too long; then it goes on until the sender is cut off,
 * and finds no room any more. @throws LISTENER_BODY_TOO_SLOW
 */
export async function bodyInTime(reading: Promise<Buffer>, limitMs: number): Promise<Buffer> {
  if (limitMs === Infinity) return reading
  const { promise: overdue, reject } = Promise.withResolvers<never>()
  const deadline = setTimeout(() => {
    reject(serverFault('LISTENER_BODY_TOO_SLOW', `the body wasn't there ${limitMs} ms after its header`))
  }, limitMs)
  try {
    return await Promise.race([reading, overdue])
  } finally {
    clearTimeout(deadline)
  }
}

/** Takes room as bytes come, those that arrived and those inflated from them together. */
function makeRoom(reservation: OtlpReservation): (sizeBytes: number) => void {
  let held = 0
  let granted = 0
  return (sizeBytes) => {
    held += sizeBytes
    if (held <= granted) return
    granted = held + STEP_BYTES
    if (!reservation.grow(granted)) throw throttledFault()
  }
}

async function* countBytes(
  source: AsyncIterable<Buffer>,
  mostBytes: number,
  what: string,
  take: (sizeBytes: number) => void,
): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of source) {
    total += chunk.length
    if (total > mostBytes) throw tooLargeFault(mostBytes, what)
    take(chunk.length)
    yield chunk
  }
}

export function tooLargeFault(mostBytes: number, what = SENT): Fault {
  return serverFault(
    'LISTENER_BODY_TOO_LARGE',
    `the body has more than ${mostBytes} bytes ${what}, which is the most that is taken`,
    { fields: { mostBytes } },
  )
}

/**
 * What a request of OTLP is answered with where it was refused: google.rpc.Status, which
 * gRPC has in the trailer `grpc-status-details-bin` and HTTP as the body, and in it when to come
 * again, as google.rpc.RetryInfo.
 *
 * Source: https://github.com/googleapis/googleapis/tree/master/google/rpc
 */
import { readEncoded, writeEncoded, type OtlpEncoding } from './export-response.ts'
import { readProtobufMessage, writeProtobufMessage } from './protobuf.ts'
import type { Reading } from './reading.ts'
import { MESSAGES } from './schema.ts'

export type Status = {
  /** By gRPC's table. */
  readonly code: number
  readonly message: string
  /** Undefined where the sender isn't told to come again. */
  readonly retryAfterMs: number | undefined
}

type Detail = { readonly typeUrl: string; readonly value: Uint8Array }
type Duration = { readonly seconds: bigint; readonly nanos: number }

const RETRY_INFO_TYPE = 'google.rpc.RetryInfo'
const MS_PER_SECOND = 1000
const NS_PER_MS = 1_000_000

/** JSON has no details here: in HTTP a header says when to come again. */
export function writeStatus(status: Status, encoding: OtlpEncoding): Uint8Array {
  const { code, message, retryAfterMs } = status
  if (encoding === 'json') return writeEncoded(MESSAGES.StatusWithoutDetails, encoding, { code, message })
  const details: readonly Detail[] =
    retryAfterMs === undefined
      ? []
      : [{ typeUrl: `type.googleapis.com/${RETRY_INFO_TYPE}`, value: writeRetryInfo(retryAfterMs) }]
  return writeEncoded(MESSAGES.Status, encoding, { code, message, details })
}

/** Details that aren't known are passed over, and so is a RetryInfo that is none. */
export function readStatus(bytes: Uint8Array, encoding: OtlpEncoding = 'protobuf'): Reading<Status> {
  const isJson = encoding === 'json'
  const read = readEncoded(isJson ? MESSAGES.StatusWithoutDetails : MESSAGES.Status, encoding, bytes)
  if (read.kind === 'malformed') return read
  const {
    code,
    message,
    details = [],
  } = read.message as {
    readonly code: number
    readonly message: string
    readonly details?: readonly Detail[]
  }
  const detail = details.find(({ typeUrl }) => typeUrl.endsWith(`/${RETRY_INFO_TYPE}`))
  const retryAfterMs = detail === undefined ? undefined : readRetryInfo(detail.value)
  return { kind: 'read', message: { code, message, retryAfterMs } }
}

export function writeRetryInfo(retryAfterMs: number): Uint8Array {
  const seconds = Math.floor(retryAfterMs / MS_PER_SECOND)
  const nanos = Math.floor((retryAfterMs - seconds * MS_PER_SECOND) * NS_PER_MS)
  return writeProtobufMessage(MESSAGES.RetryInfo, { retryDelay: { seconds: BigInt(seconds), nanos } })
}

/** Undefined where it is none; what lies in the past is now. */
export function readRetryInfo(bytes: Uint8Array): number | undefined {
  const read = readProtobufMessage(MESSAGES.RetryInfo, bytes)
  if (read.kind === 'malformed') return undefined
  const { seconds, nanos } = (read.message as { readonly retryDelay: Duration }).retryDelay
  return Math.max(0, Number(seconds) * MS_PER_SECOND + nanos / NS_PER_MS)
}

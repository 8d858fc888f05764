/**
 * What a request of OTLP is answered with where it was taken in, if only in part.
 *
 * The three signals have a message each, which differ by the name of one field.
 */
import { readJsonMessage } from './json/message-reader.ts'
import { writeJsonMessage } from './json/message-writer.ts'
import type { ExportResponse, OtlpSignal } from './message.ts'
import { readProtobufMessage, writeProtobufMessage } from './protobuf.ts'
import type { Reading } from './reading.ts'
import { MESSAGES, type Message } from './schema.ts'

export type OtlpEncoding = 'protobuf' | 'json'

const RESPONSES: Readonly<Record<OtlpSignal, { message: Message; rejected: string }>> = {
  traces: { message: MESSAGES.ExportTraceServiceResponse, rejected: 'rejectedSpans' },
  logs: { message: MESSAGES.ExportLogsServiceResponse, rejected: 'rejectedLogRecords' },
  metrics: { message: MESSAGES.ExportMetricsServiceResponse, rejected: 'rejectedDataPoints' },
}

type Fields = { readonly partialSuccess: Readonly<Record<string, unknown>> }

export function readExportResponse(
  signal: OtlpSignal,
  encoding: OtlpEncoding,
  bytes: Uint8Array,
): Reading<ExportResponse> {
  const { message, rejected } = RESPONSES[signal]
  const read = readEncoded(message, encoding, bytes)
  if (read.kind === 'malformed') return read
  const { partialSuccess } = read.message as Fields
  return {
    kind: 'read',
    message: {
      rejected: partialSuccess[rejected] as bigint,
      errorMessage: partialSuccess['errorMessage'] as string,
    },
  }
}

/** Where all is well, nothing but an empty message, as the specification has it. */
export function writeExportResponse(
  signal: OtlpSignal,
  encoding: OtlpEncoding,
  response: ExportResponse,
): Uint8Array {
  const { message, rejected } = RESPONSES[signal]
  return writeEncoded(message, encoding, {
    partialSuccess: { [rejected]: response.rejected, errorMessage: response.errorMessage },
  })
}

export function readEncoded(message: Message, encoding: OtlpEncoding, bytes: Uint8Array): Reading<unknown> {
  return encoding === 'json' ? readJsonMessage(message, bytes) : readProtobufMessage(message, bytes)
}

export function writeEncoded(message: Message, encoding: OtlpEncoding, value: unknown): Uint8Array {
  return encoding === 'json'
    ? Buffer.from(writeJsonMessage(message, value))
    : writeProtobufMessage(message, value)
}

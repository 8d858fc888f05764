/** OTLP in protobuf: what gRPC carries, and HTTP as `application/x-protobuf`. */
import type { OtlpMessages, OtlpSignal } from './message.ts'
import { readLogs } from './protobuf/logs-reader.ts'
import { readMessage } from './protobuf/message-reader.ts'
import { writeMessage } from './protobuf/message-writer.ts'
import { readTraces } from './protobuf/traces-reader.ts'
import { Unusual } from './protobuf/unusual.ts'
import { WireReader, WireWriter } from './protobuf/wire.ts'
import { reading, type Reading } from './reading.ts'
import { MESSAGES, type Message } from './schema.ts'

export const MESSAGE_OF = {
  traces: MESSAGES.TracesData,
  logs: MESSAGES.LogsData,
  metrics: MESSAGES.MetricsData,
} as const satisfies Readonly<Record<OtlpSignal, Message>>

/** Metrics are few, and come seldom. */
const READ_BY_HAND: Readonly<Record<OtlpSignal, ((reader: WireReader, end: number) => unknown) | undefined>> =
  { traces: readTraces, logs: readLogs, metrics: undefined }

/** An Export…ServiceRequest, or what a file of OTLP holds. Keeps nothing of `bytes`. */
export function readProtobuf<Signal extends OtlpSignal>(
  signal: Signal,
  bytes: Uint8Array,
): Reading<OtlpMessages[Signal]> {
  const readByHand = READ_BY_HAND[signal]
  const read = reading(bytes, () => {
    if (readByHand !== undefined) {
      try {
        return readByHand(new WireReader(bytes), bytes.length)
      } catch (error) {
        if (!(error instanceof Unusual)) throw error
      }
    }
    return readMessage(new WireReader(bytes), MESSAGE_OF[signal], bytes.length)
  })
  return read as Reading<OtlpMessages[Signal]>
}

export function writeProtobuf<Signal extends OtlpSignal>(
  signal: Signal,
  message: OtlpMessages[Signal],
): Uint8Array {
  return writeProtobufMessage(MESSAGE_OF[signal], message)
}

export function readProtobufMessage(message: Message, bytes: Uint8Array): Reading<unknown> {
  return reading(bytes, () => readMessage(new WireReader(bytes), message, bytes.length))
}

export function writeProtobufMessage(message: Message, value: unknown): Uint8Array {
  const writer = new WireWriter()
  writeMessage(writer, message, value)
  return writer.written()
}

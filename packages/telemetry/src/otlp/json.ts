/**
 * OTLP in JSON: what HTTP carries as `application/json`.
 *
 * Protobuf's mapping to JSON, but for ids, which are hex, and enums, which are numbers. Read is
 * more than that: names of enums and the definition's own names of fields, as the Collector does.
 * Of text that isn't Unicode U+FFFD stands for what is broken, as in protobuf.
 *
 * Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding and
 * https://protobuf.dev/programming-guides/json/
 */
import { readJsonMessage } from './json/message-reader.ts'
import { writeJsonMessage } from './json/message-writer.ts'
import type { AnyValue, OtlpMessages, OtlpSignal } from './message.ts'
import { MESSAGE_OF } from './protobuf.ts'
import type { Reading } from './reading.ts'
import { ANY_VALUE } from './schema.ts'

/** An Export…ServiceRequest, or a line of a file of OTLP. */
export function readJson<Signal extends OtlpSignal>(
  signal: Signal,
  bytes: Uint8Array,
): Reading<OtlpMessages[Signal]> {
  return readJsonMessage(MESSAGE_OF[signal], bytes) as Reading<OtlpMessages[Signal]>
}

export function writeJson<Signal extends OtlpSignal>(
  signal: Signal,
  message: OtlpMessages[Signal],
): Uint8Array {
  return Buffer.from(writeJsonMessage(MESSAGE_OF[signal], message))
}

/** A value by itself: `{"stringValue":"a"}`. */
export function readAnyValueJson(text: string): Reading<AnyValue> {
  return readJsonMessage(ANY_VALUE, Buffer.from(text)) as Reading<AnyValue>
}

export function writeAnyValueJson(value: AnyValue): string {
  return writeJsonMessage(ANY_VALUE, value)
}

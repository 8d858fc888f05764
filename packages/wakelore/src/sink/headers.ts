/**
 * Headers for a sink, as the environment gives them: `WAKELORE_EXPORT_HEADERS`, written
 * as OpenTelemetry's `OTEL_EXPORTER_OTLP_HEADERS` (`name=value,name=value`, values
 * percent-encoded). They hold credentials: never stored, never told.
 *
 * OpenTelemetry's own variables aren't read: `wakelore env` sets them to ourselves.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { sinkFault } from '../faults.ts'
import type { SinkHeaders } from './delivery.ts'

export const HEADERS_VARIABLE = 'WAKELORE_EXPORT_HEADERS'

/** They say what is sent and how, which is ours to say. */
const OURS = /^(?:host|te|connection|transfer-encoding|user-agent|content-.*|grpc-.*|:.*)$/

/** By lower-case name. @throws SINK_HEADERS_MALFORMED */
export function parseSinkHeaders(text: string | undefined): SinkHeaders {
  const headers: [string, string][] = []
  for (const [index, member] of (text ?? '').split(',').entries()) {
    if (member.trim() === '') continue
    // What a member holds isn't shown: the mistake may lie in the midst of a secret.
    const malformed = (what: string): Error =>
      sinkFault('SINK_HEADERS_MALFORMED', `${HEADERS_VARIABLE}, header ${index + 1}, ${what}`)
    const equals = member.indexOf('=')
    if (equals < 0) throw malformed('has no "="')
    const name = member.slice(0, equals).trim().toLowerCase()
    if (OURS.test(name)) throw malformed('is one that wakelore sets itself')
    try {
      const value = decodeURIComponent(member.slice(equals + 1).trim())
      validateHeaderName(name)
      validateHeaderValue(name, value)
      headers.push([name, value])
    } catch {
      throw malformed('has a name or value that no header can have')
    }
  }
  return Object.fromEntries(headers)
}

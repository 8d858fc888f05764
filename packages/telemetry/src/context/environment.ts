/**
 * Environment variables as carriers: `TRACEPARENT`, `TRACESTATE`, `BAGGAGE`.
 *
 * Read once, when a process begins; what a child gets is a copy, never the environment of
 * this process. Other processes of the same user can read it.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/context/env-carriers/
 */
import { readCarrier, writeCarrier, type Carried } from './carrier.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export function readEnvironment(environment: Environment): Carried {
  return readCarrier((name) => environment[name.toUpperCase()])
}

/** A copy for a child process, in which nothing is left of what was carried before. */
export function withCarried(environment: Environment, carried: Carried): Record<string, string | undefined> {
  const copy = { ...environment }
  writeCarrier(carried, (name, text) => {
    if (text === undefined) delete copy[name.toUpperCase()]
    else copy[name.toUpperCase()] = text
  })
  return copy
}

/**
 * `@wakelore/telemetry/node`: the same for Node, which takes from the environment what it
 * isn't told: what `wakelore env` and `wakelore run` put there is enough.
 *
 * Where there is no endpoint in the environment either, nothing is recorded and nothing is
 * sent. Whatever waits never keeps the process from ending; it is sent when there is
 * nothing else to do.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '@opentelemetry/api'
import { readEnvironment, type Environment } from './context/environment.ts'
import { makeTelemetry, type Outside, type Telemetry, type TelemetryOptions } from './sdk/make-telemetry.ts'

export function startTelemetry(
  options: TelemetryOptions = {},
  environment: Environment = process.env,
): Telemetry {
  return makeTelemetry(withEnvironment(options, environment), nodeOutside())
}

/** What an option says counts more than what the environment says. */
function withEnvironment(options: TelemetryOptions, environment: Environment): TelemetryOptions {
  if (environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') return {}
  const serviceName = environment['OTEL_SERVICE_NAME']
  return {
    ...options,
    ...(options.endpoint === undefined
      ? {
          endpoint: environment['OTEL_EXPORTER_OTLP_ENDPOINT'],
          // A token belongs to its endpoint, and goes to no other.
          headers: { ...pairsOf(environment['OTEL_EXPORTER_OTLP_HEADERS']), ...options.headers },
        }
      : {}),
    resource: {
      'process.pid': process.pid,
      'process.working_directory': workingDirectory(),
      ...pairsOf(environment['OTEL_RESOURCE_ATTRIBUTES']),
      ...(serviceName === undefined || serviceName === '' ? {} : { 'service.name': serviceName }),
      ...options.resource,
    },
    parent: options.parent ?? readEnvironment(environment).trace,
  }
}

/** Undefined where it is gone. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

/** `a=b,c=d%20e`, as OpenTelemetry writes headers and resource attributes. */
function pairsOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=')
    const key = pair.slice(0, Math.max(0, equals)).trim()
    return key === '' ? [] : [[decoded(key), decoded(pair.slice(equals + 1).trim())]]
  })
  return Object.fromEntries(pairs)
}

/** A text with a percent sign that encodes nothing means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function nodeOutside(): Outside {
  const storage = new AsyncLocalStorage<Context>()
  return {
    language: 'nodejs',
    fetch: (...request) => globalThis.fetch(...request),
    clock: { wallMs: () => Date.now(), tickMs: () => performance.now() },
    random: () => Math.random(),
    startTimer: (run, afterMs, holds = false) => {
      const timer = setTimeout(run, afterMs)
      if (!holds) timer.unref()
      return () => clearTimeout(timer)
    },
    contextHolder: {
      get: () => storage.getStore(),
      run: (work, run) => storage.run(work, run),
    },
    onLeaving: (leave) => {
      const last = (): void => void leave(true)
      process.on('beforeExit', last)
      return () => process.off('beforeExit', last)
    },
  }
}

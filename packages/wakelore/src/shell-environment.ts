/**
 * What a shell is given so that whatever it starts sends its telemetry here, beneath one
 * span: the shell's own, which is an event of the log.
 *
 * Where the shell has a trace context already, its span lies beneath that.
 */
import { resolve } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import type { CaptureDetail, ShellVariables, TelemetryRepository } from '@wakelore/server/context'
import {
  formatTraceparent,
  newTraceContext,
  parseTraceparent,
} from '@wakelore/telemetry/context/trace-context'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { findDaemon } from './daemon-process.ts'
import { daemonFault } from './faults.ts'
import { readListener } from './listener-file.ts'
import { senderEnvironment, withoutRepository } from './sender-environment.ts'

export type ShellEnvironmentOptions = {
  readonly cwd: string
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly allowTelemetry: (
    path: string,
    detail: CaptureDetail | undefined,
  ) => Promise<TelemetryRepository | undefined>
  readonly record: (events: readonly DevelopmentEvent[]) => Promise<void>
  readonly onNotice: (text: string) => void
}

const SIGNAL_ENDPOINTS = ['TRACES', 'METRICS', 'LOGS'].map(
  (signal) => `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`,
)

/** @throws DAEMON_NOT_LISTENING, and whatever stops an append */
export async function prepareShell(
  options: ShellEnvironmentOptions,
  { path, detail }: { readonly path: string | undefined; readonly detail: CaptureDetail | undefined },
): Promise<ShellVariables> {
  const { paths, environment } = options
  const listener = await readListener(paths)
  if (listener === undefined) {
    const daemon = await findDaemon(paths)
    const what = daemon === null ? 'no daemon runs' : `the daemon, process ${daemon.pid}, doesn't listen`
    throw daemonFault('DAEMON_NOT_LISTENING', `nobody is there to send telemetry to: ${what}`)
  }
  const directory = resolve(options.cwd, path ?? '.')
  const repository = await options.allowTelemetry(directory, detail)
  const parent = parseTraceparent(environment['TRACEPARENT'] ?? '')
  const span = newTraceContext(parent)
  if (repository !== undefined) {
    const nowMs = options.clock.nowMs()
    const { id, worktree } = repository
    await options.record([
      {
        source: 'wakelore',
        key: `context/${span.traceId}/${span.spanId}`,
        kind: 'wakelore.context',
        occurredAt: nowMs,
        recordedAt: nowMs,
        repository: id,
        ...(worktree === undefined ? {} : { worktree }),
        traceId: span.traceId,
        spanId: span.spanId,
        ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
        attributes: { 'process.working_directory': directory },
      },
    ])
  }
  for (const name of SIGNAL_ENDPOINTS.filter((name) => (environment[name] ?? '') !== '')) {
    options.onNotice(`${name} is set here, and counts for its signal: unset it to have that sent here too.`)
  }
  return {
    repository,
    variables: {
      ...senderEnvironment(listener, repository?.id, environment),
      TRACEPARENT: formatTraceparent(span),
    },
  }
}

/** What takes it back; what stood there before isn't known any more. */
export function undoneShell(environment: NodeJS.ProcessEnv): ShellVariables {
  return {
    repository: undefined,
    variables: {
      OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
      OTEL_EXPORTER_OTLP_HEADERS: undefined,
      OTEL_EXPORTER_OTLP_PROTOCOL: undefined,
      OTEL_RESOURCE_ATTRIBUTES: withoutRepository(environment['OTEL_RESOURCE_ATTRIBUTES'] ?? '') || undefined,
      TRACEPARENT: undefined,
    },
  }
}

/**
 * What a program's environment has to say for its OpenTelemetry SDK to send to the
 * daemon, and of which repository: as OTel's specification of environment variables has
 * it, so that any SDK of any language reads it.
 */
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { Listener } from './listener-file.ts'

export type SenderEnvironment = {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string
  readonly OTEL_EXPORTER_OTLP_HEADERS: string
  readonly OTEL_EXPORTER_OTLP_PROTOCOL: string
  readonly OTEL_RESOURCE_ATTRIBUTES?: string
}

type Environment = Readonly<Record<string, string | undefined>>

const REPOSITORY_KEY = 'wakelore.repository.id'

export function senderEnvironment(
  { url, token }: Pick<Listener, 'url' | 'token'>,
  repository: RepositoryId | undefined,
  environment: Environment,
): SenderEnvironment {
  const attributes = resourceAttributes(environment['OTEL_RESOURCE_ATTRIBUTES'] ?? '', repository)
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    ...(attributes === '' ? {} : { OTEL_RESOURCE_ATTRIBUTES: attributes }),
  }
}

/** Whether somebody already said where telemetry goes, and that isn't to `listener`. */
export function sendsElsewhere(environment: Environment, listener: Pick<Listener, 'url'>): boolean {
  return ['', '_TRACES', '_METRICS', '_LOGS'].some((signal) => {
    const endpoint = environment[`OTEL_EXPORTER_OTLP${signal}_ENDPOINT`] ?? ''
    return endpoint !== '' && endpoint !== listener.url
  })
}

/** What is there already, without what another `wakelore env` said of a repository. */
export function withoutRepository(attributes: string): string {
  return attributes
    .split(',')
    .filter((pair) => pair.trim() !== '' && !pair.trim().startsWith(`${REPOSITORY_KEY}=`))
    .join(',')
}

function resourceAttributes(present: string, repository: RepositoryId | undefined): string {
  const others = withoutRepository(present)
  return [
    ...(others === '' ? [] : [others]),
    ...(repository === undefined ? [] : [`${REPOSITORY_KEY}=${repository}`]),
  ].join(',')
}

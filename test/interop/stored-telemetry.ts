/**
 * A daemon of its own in a home of its own, a repository whose telemetry it may take in,
 * and what it stored, in OTLP's words.
 */
import { join } from 'node:path'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { writeJson } from '@wakelore/telemetry/otlp/json'
import { otlpFromEvents } from '@wakelore/telemetry/otlp/otlp-from-events'
import { makeHome, type Home } from '../cli.ts'
import { shellVariables, SIGNALS } from './cells.ts'

export type TelemetryHome = AsyncDisposable & {
  readonly home: Home
  readonly repository: ScratchRepository
  /** What a shell has after `eval "$(wakelore env)"` in the repository. */
  readonly variables: NodeJS.ProcessEnv
}

export async function openTelemetryHome(): Promise<TelemetryHome> {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(makeHome())
  Object.assign(home.environment, { GIT_CONFIG_GLOBAL: join(home.path, 'gitconfig') })
  const repository = stack.use(makeScratchRepository({ name: 'telemetry' }))
  repository.commit('first', { 'a.txt': 'a' })
  await home.json(['up'])
  stack.defer(async () => {
    await home.run(['down'])
  })
  const { status, stdout, stderr } = await home.run(['env'], { cwd: repository.path })
  if (status !== 0) throw new Error(`wakelore env ended with ${status}: ${stderr}`)
  const variables = await shellVariables(home.environment, stdout)
  const owned = stack.move()
  return { home, repository, variables, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Everything stored of OpenTelemetry, as requests of OTLP JSON. */
export async function storedRequests({ home, repository }: TelemetryHome): Promise<unknown[]> {
  const { status, stdout, stderr } = await home.run(['export'], { cwd: repository.path })
  if (status !== 0) throw new Error(`wakelore export ended with ${status}: ${stderr}`)
  const events = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DevelopmentEvent)
    .filter(({ kind }) => kind?.startsWith('otel.'))
  const messages = otlpFromEvents(events)
  return SIGNALS.flatMap((signal) => {
    const message = messages[signal]
    if (message === undefined) return []
    return [withoutEnvelope(JSON.parse(new TextDecoder().decode(writeJson(signal, message as never))))]
  })
}

/** Without the attributes that wakelore adds to what it exports. */
export function withoutEnvelope(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isOfEnvelope(item)).map(withoutEnvelope)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutEnvelope(inner)]))
}

function isOfEnvelope(item: unknown): boolean {
  const { key } = (item ?? {}) as { key?: unknown }
  return typeof key === 'string' && key.startsWith('wakelore.event.')
}

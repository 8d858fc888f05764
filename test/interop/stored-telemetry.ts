/**
 * A daemon of its own in a home of its own, a repository whose telemetry it may take in,
 * and what it stored, in OTLP's words.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { eventFromJson } from '@wakelore/server/schema/event'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { writeJson } from '@wakelore/telemetry/otlp/json'
import { otlpFromEvents } from '@wakelore/telemetry/otlp/otlp-from-events'
import { makeHome, type Home } from '../cli.ts'
import { shellVariables, SIGNALS } from './cells.ts'
import { freePorts } from './witness.ts'

const LOAD_SCOPE = '"interop.load"'
/** Its last half is the span's number. */
const TRACE_ID = /"traceId":"[0-9a-f]{16}([0-9a-f]{16})"/

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
  await keepPort(home)
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

/**
 * A port for it alone, as if it had listened there before: the one that every daemon
 * prefers may be another's while this one restarts.
 */
async function keepPort({ dataDir }: Home): Promise<void> {
  const [port] = await freePorts(1)
  const token = randomBytes(32).toString('hex')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(join(dataDir, 'listener.json'), JSON.stringify({ version: 1, port, token }), {
    mode: 0o600,
  })
}

/** As `wakelore export` prints them. */
export async function storedEvents({ home, repository }: TelemetryHome): Promise<DevelopmentEvent[]> {
  const { status, stdout, stderr } = await home.run(['export'], { cwd: repository.path })
  if (status !== 0) throw new Error(`wakelore export ended with ${status}: ${stderr}`)
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line, n) => eventFromJson(JSON.parse(line), `line ${n + 1}`))
}

/** Everything stored that others sent, as requests of OTLP JSON. */
export async function storedRequests(daemon: TelemetryHome): Promise<unknown[]> {
  const events = await storedEvents(daemon)
  const messages = otlpFromEvents(events.filter(({ kind }) => kind.startsWith('otel.')))
  return SIGNALS.flatMap((signal) => {
    const message = messages[signal]
    if (message === undefined) return []
    return [withoutEnvelope(JSON.parse(new TextDecoder().decode(writeJson(signal, message as never))))]
  })
}

export type StoredSpans = {
  readonly count: number
  readonly doubled: number
  readonly numbers: ReadonlySet<number>
}

/** The numbers of the spans under load that are stored. Streams, for they may be millions. */
export async function storedSpanNumbers({ home, repository }: TelemetryHome): Promise<StoredSpans> {
  const child = home.start(['export'], { cwd: repository.path })
  const ended = once(child, 'exit')
  const numbers = new Set<number>()
  let count = 0
  for await (const line of createInterface({ input: child.stdout! })) {
    if (!line.includes(LOAD_SCOPE)) continue
    const [, id] = TRACE_ID.exec(line) ?? []
    if (id === undefined) throw new Error(`a span without a trace: ${line}`)
    numbers.add(Number(BigInt(`0x${id}`)))
    count++
  }
  const [status] = await ended
  if (status !== 0) throw new Error(`wakelore export ended with ${status}`)
  return { count, doubled: count - numbers.size, numbers }
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

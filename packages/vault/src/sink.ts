/**
 * Sinks: whom wakelore sends events to, because its owner said so: the list `sinks` in
 * `config.json`. Nothing is sent to anybody who isn't named there.
 *
 * No credential is ever part of it: an endpoint has none, and headers come from the
 * environment of whoever runs the export.
 */
import { isRecord } from '@wakelore/kernel/is-record'
import type { RepositoryId } from '@wakelore/telemetry/event'
import { changeConfigFile, configDamaged, readConfigFile, type ConfigFile } from './config-file.ts'
import { vaultFault } from './faults.ts'
import type { DetailLevel } from './gate.ts'
import { consentFile, type WakelorePaths } from './paths.ts'

export type SinkProtocol = 'http/protobuf' | 'http/json' | 'grpc'

export type Sink = {
  readonly name: string
  /** As `parseSinkEndpoint` makes it. */
  readonly endpoint: string
  readonly protocol: SinkProtocol
  readonly compression: 'gzip' | 'none'
  readonly detail: Exclude<DetailLevel, 'off'>
  readonly repositories: 'all' | readonly RepositoryId[]
  /** Whether it is sent what wakelore says of itself and of consent; at `full` only. */
  readonly ownEvents: boolean
  /** Whether its owner wants it to be reached unencrypted although it is on another machine. */
  readonly insecure: boolean
  /** ISO 8601. */
  readonly createdAt: string
}

type Place = Pick<WakelorePaths, 'configDir'>

const SINK_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/
const PROTOCOLS: readonly unknown[] = ['http/protobuf', 'http/json', 'grpc'] satisfies SinkProtocol[]
const LEVELS: readonly unknown[] = ['counts', 'names', 'full'] satisfies Sink['detail'][]

/** In the order in which they were added. @throws VAULT_CONFIG_DAMAGED, VAULT_CONFIG_NEWER, VAULT_FILE_UNREADABLE */
export async function readSinks(place: Place): Promise<readonly Sink[]> {
  const path = consentFile(place)
  return sinksOf(path, await readConfigFile(path))
}

/** Adds a sink, or replaces the one of its name. */
export async function putSink(place: Place, sink: Sink): Promise<void> {
  const path = consentFile(place)
  await changeConfigFile(path, (config) => {
    const sinks = sinksOf(path, config)
    const known = sinks.findIndex(({ name }) => name === sink.name)
    // What another version noted of it stays.
    return {
      ...config,
      sinks: known < 0 ? [...sinks, sink] : sinks.with(known, { ...sinks[known]!, ...sink }),
    }
  })
}

/** The sink that was removed; undefined where none is called so. */
export async function removeSink(place: Place, name: string): Promise<Sink | undefined> {
  const path = consentFile(place)
  let removed: Sink | undefined
  await changeConfigFile(path, (config) => {
    const sinks = sinksOf(path, config)
    removed = sinks.find((sink) => sink.name === name)
    return { ...config, sinks: sinks.filter((sink) => sink.name !== name) }
  })
  return removed
}

/**
 * An endpoint in one way of writing it: scheme, host, port where it isn't the scheme's own,
 * and for HTTP the path that `/v1/traces` is put behind, without a slash at its end.
 *
 * @throws VAULT_ENDPOINT_MALFORMED, also where it carries what had to be kept secret
 */
export function parseSinkEndpoint(text: string): string {
  const read = readEndpoint(text)
  if (read.kind === 'endpoint') return read.endpoint
  // Not the text itself: it may hold a password.
  throw vaultFault('VAULT_ENDPOINT_MALFORMED', `the endpoint ${read.found}`)
}

function readEndpoint(
  text: string,
): { kind: 'endpoint'; endpoint: string } | { kind: 'malformed'; found: string } {
  const malformed = (found: string) => ({ kind: 'malformed', found }) as const
  const url = URL.parse(text)
  if (url === null) return malformed('is no URL')
  if (!/^https?:$/.test(url.protocol)) return malformed(`has the scheme "${url.protocol.slice(0, -1)}"`)
  if (url.username + url.password !== '') return malformed('carries a user name or password')
  if (url.search !== '' || url.hash !== '') return malformed('has a query or a fragment')
  return { kind: 'endpoint', endpoint: url.origin + url.pathname.replace(/\/+$/, '') }
}

/** Whether what is sent there can't leave this machine. */
export function isLoopbackEndpoint(endpoint: string): boolean {
  const { hostname } = new URL(endpoint)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname)
  )
}

/** Whether it would send unencrypted to another machine, which its owner hasn't asked for. */
export function isExposed({ endpoint, insecure }: Pick<Sink, 'endpoint' | 'insecure'>): boolean {
  return endpoint.startsWith('http:') && !insecure && !isLoopbackEndpoint(endpoint)
}

function sinksOf(path: string, config: ConfigFile): readonly Sink[] {
  const sinks = config['sinks'] ?? []
  if (!Array.isArray(sinks)) throw configDamaged(path, 'has "sinks" that are no list')
  const broken = sinks.findIndex((sink) => !isSink(sink))
  if (broken < 0) return sinks as readonly Sink[]
  throw configDamaged(
    path,
    `has a sink (number ${broken + 1}) without a valid name, endpoint, protocol, compression, detail, repositories, ownEvents, insecure or createdAt`,
  )
}

function isSink(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { name, endpoint, repositories } = value
  return (
    typeof name === 'string' &&
    SINK_NAME.test(name) &&
    typeof endpoint === 'string' &&
    isWrittenSo(endpoint) &&
    PROTOCOLS.includes(value['protocol']) &&
    (value['compression'] === 'gzip' || value['compression'] === 'none') &&
    LEVELS.includes(value['detail']) &&
    (repositories === 'all' ||
      (Array.isArray(repositories) &&
        repositories.every((id) => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id)))) &&
    typeof value['ownEvents'] === 'boolean' &&
    typeof value['insecure'] === 'boolean' &&
    typeof value['createdAt'] === 'string'
  )
}

/** As `parseSinkEndpoint` writes it. */
function isWrittenSo(endpoint: string): boolean {
  const read = readEndpoint(endpoint)
  return read.kind === 'endpoint' && read.endpoint === endpoint
}

/**
 * Sinks: whom wakelore sends to, what, and how far it got. The log is the queue; a sink's
 * cursor says what of it was dealt with.
 *
 * Nothing connects to anything but `send`, and that to nobody whom the owner hasn't made
 * a sink. Each sink that is added, changed or removed is an event, and so is what an
 * export sent; none of them ever holds a header.
 */
import { hostname } from 'node:os'
import { setTimeout as timeout } from 'node:timers/promises'
import type { Clock } from '@wakelore/kernel/clock'
import type { SinkControl, SinkPlan, SinkRequest, SinkStatus } from '@wakelore/server/sink-control'
import { serverFault } from '@wakelore/server/faults'
import type { LogReader } from '@wakelore/stream/log'
import { acquireProcessLock, isProcessLocked } from '@wakelore/stream/process-lock'
import { OWN_REPOSITORY, type Attributes, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { LeastData } from '@wakelore/vault/least-data'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { makePrivateDirectory } from '@wakelore/vault/private-file'
import {
  isExposed,
  isLoopbackEndpoint,
  parseSinkEndpoint,
  putSink,
  readSinks,
  removeSink,
  type Sink,
} from '@wakelore/vault/sink'
import { allowWebOrigin, parseWebOrigin, readWebOrigins, removeWebOrigin } from '@wakelore/vault/web-origin'
import { findDaemon } from './daemon-process.ts'
import { sinkFault } from './faults.ts'
import { listenerUrl, readListenerRecord } from './listener-file.ts'
import { chosenFor } from './sink/batch.ts'
import {
  readCursor,
  removeCursor,
  sinkDirectory,
  sinkLockFile,
  writeCursor,
  type SinkCursor,
} from './sink/cursor.ts'
import type { SinkConnection, SinkHeaders } from './sink/delivery.ts'
import { openGrpcConnection } from './sink/delivery/grpc.ts'
import { openHttpConnection } from './sink/delivery/http.ts'
import { metricsOf } from './sink/duration-metrics.ts'
import { runExport, sinkChanged, type ExportReport } from './sink/export-run.ts'
import { HEADERS_VARIABLE, parseSinkHeaders } from './sink/headers.ts'
import { watchLogGrowth } from './sink/log-growth.ts'
import { countQueued, outlook, preview } from './sink/outlook.ts'

export type SinkControlOptions = {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  readonly onNotice: (text: string) => void
  /** Undefined where nothing was ever stored; what waits to be taken in is. */
  readonly openLog: () => Promise<LogReader | undefined>
  readonly logDirectory: string
  readonly leastData: () => Promise<LeastData>
  readonly record: (events: readonly DevelopmentEvent[]) => Promise<unknown>
}

const GRPC_PORT = '4317'
const EMPTY_LOG: Pick<LogReader, 'scan'> = { scan: async function* () {} }

export function makeSinkControl(options: SinkControlOptions): SinkControl {
  const { paths, environment, clock, onNotice } = options
  const signal = options.signal ?? new AbortController().signal

  const headersGiven = (): SinkHeaders => parseSinkHeaders(environment[HEADERS_VARIABLE])
  const log = async (): Promise<Pick<LogReader, 'scan'>> => (await options.openLog()) ?? EMPTY_LOG
  const reducerOf = async (sink: Sink): Promise<(event: DevelopmentEvent) => DevelopmentEvent> => {
    const leastData = await options.leastData()
    return (event) => leastData(event, sink.detail)
  }
  const cursorOf = async (sink: Sink, { sinceMs }: Pick<SinkRequest, 'sinceMs'>): Promise<SinkCursor> =>
    sinceMs === undefined ? readCursor(paths, sink) : { sinceMs }

  /** The sink as requested, and how that differs from what its owner has said before. */
  async function intend(request: SinkRequest): Promise<Pick<SinkPlan, 'sink' | 'change'>> {
    const known = await readSinks(paths)
    const before = findSink(known, request)
    const endpoint = before?.endpoint ?? parseSinkEndpoint(request.to)
    const wanted: Sink = {
      name: before?.name ?? newName(known, endpoint, request.name),
      endpoint,
      protocol:
        request.protocol ??
        before?.protocol ??
        (new URL(endpoint).port === GRPC_PORT ? 'grpc' : 'http/protobuf'),
      compression: request.compression ?? before?.compression ?? 'gzip',
      detail: request.detail ?? before?.detail ?? 'counts',
      repositories: request.repositories ?? before?.repositories ?? 'all',
      ownEvents: request.ownEvents ?? before?.ownEvents ?? false,
      insecure: request.insecure ?? before?.insecure ?? false,
      createdAt: before?.createdAt ?? new Date(clock.nowMs()).toISOString(),
    }
    await assertAllowed(wanted)
    return {
      sink: wanted,
      change: before === undefined ? 'added' : isSameSink(before, wanted) ? 'none' : 'changed',
    }
  }

  async function assertAllowed(sink: Sink): Promise<void> {
    const { endpoint, protocol, name } = sink
    if (sink.ownEvents && sink.detail !== 'full') {
      throw serverFault('CHOICE_CONFLICT', `--own-events goes with --detail full, this is ${sink.detail}`, {
        help: 'Add --detail full, or leave --own-events out.',
      })
    }
    if (protocol === 'grpc' && endpoint !== new URL(endpoint).origin) {
      throw serverFault('CHOICE_CONFLICT', 'an endpoint of gRPC has no path', {
        help: 'Leave the path out, or give another --protocol.',
      })
    }
    if (isExposed(sink)) {
      throw sinkFault('SINK_EXPOSED', `${name} would be sent unencrypted to ${new URL(endpoint).host}`, {
        fields: { endpoint },
      })
    }
    const listener = await readListenerRecord(paths)
    if (listener !== undefined && isThisMachine(endpoint) && portOf(endpoint) === listener.port) {
      throw sinkFault('SINK_IS_WAKELORE', `wakelore itself listens on ${endpoint}`, { fields: { endpoint } })
    }
  }

  const plan: SinkControl['plan'] = async (request) => {
    const intended = await intend(request)
    const { sink } = intended
    const cursor = await cursorOf(sink, request)
    const seen = await outlook(
      await log(),
      cursor.place,
      chosenFor(sink, cursor.sinceMs),
      await reducerOf(sink),
    )
    return {
      ...intended,
      ...seen,
      metrics: seen.queued.flatMap(({ kind }) => metricsOf(kind)),
      headers: Object.keys(headersGiven()),
    }
  }

  const send: SinkControl['send'] = async (request, { follow, isAgreed }) => {
    const { sink, change } = await intend(request)
    if (change !== 'none' && !isAgreed) throw sinkChanged(sink)
    const headers = headersGiven()
    await makePrivateDirectory(sinkDirectory(paths))
    const lock = await acquireProcessLock(sinkLockFile(paths, sink.name), 0)
    if (lock === undefined) {
      throw sinkFault('SINK_BUSY', `another export sends to ${sink.name} now`, {
        fields: { sink: sink.name },
      })
    }
    let connection: SinkConnection | undefined
    try {
      if (change !== 'none') {
        // Told first: what isn't in the log is no sink.
        await options.record([changeEvent(sink, change, clock.nowMs())])
        await putSink(paths, sink)
      }
      const cursor = await cursorOf(sink, request)
      if (request.sinceMs !== undefined) await writeCursor(paths, sink, cursor)
      connection = openConnection(sink, headers, clock)
      if (follow) onNotice(`Sending to ${sink.name} what is stored, and what comes; Ctrl-C ends it.`)
      const growth = follow ? await growthOf() : undefined
      const report = await runExport({
        log: await log(),
        sink,
        connection,
        cursor,
        isStanding: async () => (await readSinks(paths)).some((now) => isSameSink(now, sink)),
        saveCursor: (reached) => writeCursor(paths, sink, reached),
        reduce: await reducerOf(sink),
        ...(growth === undefined ? {} : { waitForMore: growth.wait }),
        clock,
        random: Math.random,
        delay,
        signal,
        onNotice,
      })
      if (report.events > 0 || report.faults.size > 0) {
        await options.record([reportEvent(sink, report, clock.nowMs())])
      }
      if (report.fault !== undefined) throw report.fault
      if (!follow) signal.throwIfAborted()
      return { ...report, sink }
    } finally {
      connection?.close()
      lock.release()
    }
  }

  const growthOf = () =>
    watchLogGrowth({
      directory: options.logDirectory,
      takeIn: async () => {
        // It does so by itself, and sooner.
        if ((await findDaemon(paths)) === undefined) await options.openLog()
      },
      delay,
      signal,
    })

  const statusOf = async (sink: Sink): Promise<SinkStatus> => {
    const { place, sinceMs, acknowledgedMs, lastFault } = await readCursor(paths, sink)
    return {
      sink,
      isSending: isProcessLocked(sinkLockFile(paths, sink.name)),
      acknowledgedMs,
      lastFault,
      queued: await countQueued(await log(), place, chosenFor(sink, sinceMs)),
    }
  }

  const remove: SinkControl['remove'] = async (name) => {
    const removed = await removeSink(paths, name)
    if (removed !== undefined) {
      await removeCursor(paths, name)
      await options.record([changeEvent(removed, 'removed', clock.nowMs())])
      return
    }
    const origin = URL.parse(name)?.origin ?? name
    if (!(await removeWebOrigin(paths, origin))) {
      throw sinkFault('SINK_UNKNOWN', `no sink and no origin is called "${name}"`, { fields: { name } })
    }
    await options.record([originEvent(origin, 'removed', clock.nowMs())])
  }

  return {
    plan,
    preview: async (request, limit) => {
      const { sink } = await intend(request)
      const { place, sinceMs } = await cursorOf(sink, request)
      return preview(await log(), place, chosenFor(sink, sinceMs), await reducerOf(sink), limit)
    },
    send,
    network: async () => {
      const [sinks, origins, daemon] = await Promise.all([
        readSinks(paths),
        readWebOrigins(paths),
        findDaemon(paths),
      ])
      const listener = daemon?.listener
      const statuses: SinkStatus[] = []
      for (const sink of sinks) statuses.push(await statusOf(sink))
      return {
        sinks: statuses,
        listener: listener === undefined ? undefined : { ...listener, url: listenerUrl(listener.port) },
        origins,
      }
    },
    remove,
    allowOrigin: async (text) => {
      const origin = parseWebOrigin(text)
      if (await allowWebOrigin(paths, origin)) {
        await options.record([originEvent(origin, 'allowed', clock.nowMs())])
      }
    },
  }
}

/** By its name, or by its endpoint, and by both where both are given. */
function findSink(known: readonly Sink[], { to, name }: SinkRequest): Sink | undefined {
  const named = known.find((sink) => sink.name === to)
  if (named !== undefined) return named
  const endpoint = parseSinkEndpoint(to)
  return known.find((sink) => sink.endpoint === endpoint && (name === undefined || sink.name === name))
}

/** After its host, and its port where that isn't the usual one. @throws SINK_NAME_TAKEN */
function newName(known: readonly Sink[], endpoint: string, wanted: string | undefined): string {
  const isTaken = (name: string): boolean => known.some((sink) => sink.name === name)
  if (wanted !== undefined) {
    if (!isTaken(wanted)) return wanted
    throw sinkFault('SINK_NAME_TAKEN', `another sink is called ${wanted}`, { fields: { name: wanted } })
  }
  const { host } = new URL(endpoint)
  const ofHost = host
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 56)
  const base = ofHost === '' ? 'sink' : ofHost
  let name = base
  for (let n = 2; isTaken(name); n++) name = `${base}-${n}`
  return name
}

function isSameSink(before: Sink, wanted: Sink): boolean {
  return (Object.keys(wanted) as (keyof Sink)[]).every(
    (field) => String(before[field]) === String(wanted[field]),
  )
}

function isThisMachine(endpoint: string): boolean {
  const host = new URL(endpoint).hostname
  return isLoopbackEndpoint(endpoint) || ['0.0.0.0', '[::]', hostname().toLowerCase()].includes(host)
}

function portOf(endpoint: string): number {
  const { port, protocol } = new URL(endpoint)
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

function openConnection(sink: Sink, headers: SinkHeaders, clock: Clock): SinkConnection {
  return sink.protocol === 'grpc'
    ? openGrpcConnection(sink, headers)
    : openHttpConnection(sink, headers, clock.nowMs)
}

async function delay(ms: number, signal: AbortSignal): Promise<void> {
  await timeout(ms, undefined, { signal })
}

function changeEvent(sink: Sink, state: 'added' | 'changed' | 'removed', nowMs: number): DevelopmentEvent {
  return ownEvent('wakelore.sink.change', `sink/${sink.name}/${nowMs}`, nowMs, {
    'wakelore.sink.name': sink.name,
    'wakelore.sink.endpoint': sink.endpoint,
    'wakelore.sink.state': state,
    'wakelore.sink.protocol': sink.protocol,
    'wakelore.sink.detail': sink.detail,
    'wakelore.sink.repositories': sink.repositories === 'all' ? ['all'] : sink.repositories,
    'wakelore.sink.own_events': sink.ownEvents,
  })
}

function reportEvent(sink: Sink, report: ExportReport, nowMs: number): DevelopmentEvent {
  const place = (found: ExportReport['first']): string => `${found!.segment}/${found!.offset}/${found!.row}`
  return ownEvent('wakelore.sink.report', `sink-report/${sink.name}/${nowMs}`, nowMs, {
    'wakelore.sink.name': sink.name,
    'wakelore.sink.endpoint': sink.endpoint,
    'wakelore.sink.detail': sink.detail,
    'wakelore.sink.events': report.events,
    'wakelore.sink.items': report.items,
    'wakelore.sink.refused': report.refused,
    'wakelore.sink.bytes': report.bytes,
    ...(report.first === undefined ? {} : { 'wakelore.sink.first': place(report.first) }),
    ...(report.last === undefined ? {} : { 'wakelore.sink.last': place(report.last) }),
    'wakelore.sink.faults': [...report.faults].map(([code, count]) => `${code}=${count}`),
  })
}

function originEvent(origin: string, state: 'allowed' | 'removed', nowMs: number): DevelopmentEvent {
  return ownEvent('wakelore.origin.change', `origin/${origin}/${nowMs}`, nowMs, {
    'wakelore.origin.url': origin,
    'wakelore.origin.state': state,
  })
}

function ownEvent(kind: string, key: string, nowMs: number, attributes: Attributes): DevelopmentEvent {
  return {
    source: 'wakelore',
    key,
    kind,
    occurredAt: nowMs,
    recordedAt: nowMs,
    repository: OWN_REPOSITORY,
    attributes,
  }
}

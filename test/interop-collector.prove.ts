/**
 * A real Collector on both sides of wakelore: it forwards what it is sent, while the
 * daemon is stopped, killed and comes back; and it is a sink, whose file then holds what
 * wakelore holds.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { eventsFromOtlp } from '@wakelore/telemetry/otlp/events-from-otlp'
import { readJson } from '@wakelore/telemetry/otlp/json'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { SIGNALS } from './interop/cells.ts'
import { everything } from './interop/everything.ts'
import { difference, itemsOf, type Items } from './interop/otlp-items.ts'
import { collectorTool, demandTool } from './interop/outside-tools.ts'
import { sendLoad } from './interop/span-load.ts'
import {
  openTelemetryHome,
  storedEvents,
  storedRequests,
  storedSpanNumbers,
  withoutEnvelope,
  type TelemetryHome,
} from './interop/stored-telemetry.ts'
import { startCollector, type Collector, type Forwarding, type Protocol } from './interop/witness.ts'

type Report = (line: string) => void

const BATCH = 512
const RESTARTED_SPANS_PER_SECOND = 4000
const RESTARTED_SECONDS = 10
const ARRIVAL_LIMIT_MS = 90_000
const POLL_MS = 1000
const SPANS_APART = 1_000_000
const GROUPS = { traces: 'resourceSpans', logs: 'resourceLogs', metrics: 'resourceMetrics' }

export async function prove(report: Report): Promise<void> {
  const binary = demandTool(await collectorTool())
  await using daemon = await openTelemetryHome()
  const cells = new Map<string, Items>()
  for (const [n, protocol] of (['grpc', 'http/protobuf'] as const).entries()) {
    const cell = `everything by ${protocol}`
    cells.set(cell, await proveForwarding(binary, daemon, protocol, cell, report))
    await proveRestarts(binary, daemon, protocol, n * SPANS_APART, report)
  }
  daemon.repository.git('switch', '-c', 'other')
  daemon.repository.commit('second', { 'b.txt': 'b' })
  await daemon.home.json(['read', daemon.repository.path])
  for (const protocol of ['grpc', 'http/protobuf', 'http/json'] as const) {
    await proveExport(binary, daemon, protocol, cells, report)
  }
}

async function proveForwarding(
  binary: string,
  daemon: TelemetryHome,
  protocol: 'grpc' | 'http/protobuf',
  cell: string,
  report: Report,
): Promise<Items> {
  await using collector = await startCollector(binary, { forwarding: forwardingTo(daemon, protocol) })
  const requests = everything(randomBytes(16).toString('hex'), { ...repositoryOf(daemon), cell })
  for (const signal of SIGNALS) {
    const response = await fetch(`${collector.endpoint('http/json')}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(requests[signal]),
    })
    assert.equal(response.status, 200, await response.text())
  }
  const sent = itemsOf(Object.values(requests))
  const written = itemsOfOne(await collector.requests(), cell)
  const arrived = await until(collector, async () => {
    const items = itemsOfOne(await storedRequests(daemon), cell)
    return SIGNALS.every((signal) => items[signal].length >= sent[signal].length) ? items : undefined
  })
  for (const signal of SIGNALS) {
    assert.equal(difference(sent[signal], written[signal]), undefined, `the Collector's ${signal}`)
    assert.equal(difference(written[signal], arrived[signal]), undefined, `${protocol} ${signal}`)
    report(`Collector → ${protocol} → wakelore: ${arrived[signal].length} ${signal} with every field, equal`)
  }
  return sent
}

/** Nothing that the Collector acknowledged is lost, for it sends again what wakelore didn't acknowledge. */
async function proveRestarts(
  binary: string,
  daemon: TelemetryHome,
  protocol: 'grpc' | 'http/protobuf',
  firstSpan: number,
  report: Report,
): Promise<void> {
  const { home } = daemon
  await using collector = await startCollector(binary, {
    forwarding: forwardingTo(daemon, protocol),
    hasFile: false,
  })
  const before = await storedSpanNumbers(daemon)
  const sending = sendLoad(
    { ...daemon.variables, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint('http/protobuf') },
    {
      seconds: RESTARTED_SECONDS,
      spansPerSecond: RESTARTED_SPANS_PER_SECOND,
      batch: BATCH,
      connections: 8,
      firstSpan,
    },
  )
  await delay(2000)
  await home.json(['down'])
  await delay(2000)
  const { daemon: second } = await home.json<{ daemon: { pid: number } }>(['up'])
  await delay(2000)
  process.kill(second.pid, 'SIGKILL')
  await delay(1000)
  await home.json(['up'])
  const { acknowledged } = await sending
  let arrived = 0
  const stored = await until(collector, async () => {
    const found = await storedSpanNumbers(daemon)
    arrived = found.count - before.count
    return arrived >= acknowledged ? found : undefined
  }).catch((cause: unknown) => {
    throw new Error(`${arrived} of ${acknowledged} spans came by ${protocol}`, { cause })
  })
  assert.equal(arrived, acknowledged)
  assert.equal(stored.doubled, 0)
  report(
    `Collector → ${protocol} → wakelore, stopped, started, killed, started: ${acknowledged} spans, none lost, none doubled`,
  )
}

/** What its file holds, read back, is what wakelore holds; and of what others sent, what they sent. */
async function proveExport(
  binary: string,
  daemon: TelemetryHome,
  protocol: Protocol,
  cells: ReadonlyMap<string, Items>,
  report: Report,
): Promise<void> {
  const { home, repository } = daemon
  await using collector = await startCollector(binary)
  const held = await storedEvents(daemon)
  const to = [
    '--to',
    collector.endpoint(protocol),
    '--protocol',
    protocol,
    '--name',
    protocol.replace('/', '-'),
  ]
  await home.json(['export', ...to, '--detail', 'full', '--own-events', '--yes'], { cwd: repository.path })
  const requests = await collector.requests()
  for (const [cell, sent] of cells) {
    const written = itemsOfOne(withoutEnvelope(requests) as unknown[], cell)
    for (const signal of SIGNALS) {
      assert.equal(difference(sent[signal], written[signal]), undefined, `${protocol}: ${cell}, ${signal}`)
    }
  }
  const back = new Map(eventsOf(requests).map((event) => [eventId(event), event]))
  const lost = held.filter((event) => !isDeepStrictEqual(back.get(eventId(event)), event))
  assert.deepEqual(
    lost.slice(0, 1).map((event) => [event, back.get(eventId(event))]),
    [],
    `${lost.length} of ${held.length} events`,
  )
  report(`wakelore → ${protocol} → Collector: all ${held.length} events, equal in its file`)
}

/** Events of what a sink was sent; metrics that were computed on the way out aren't any. */
function eventsOf(requests: readonly unknown[]): DevelopmentEvent[] {
  return requests.flatMap((request) => {
    const signal = SIGNALS.find((name) => GROUPS[name] in (request as object))!
    const reading = readJson(signal, Buffer.from(JSON.stringify(request)))
    assert(reading.kind === 'read')
    return eventsFromOtlp(signal, reading.message, { isOwn: true }).events
  })
}

function itemsOfOne(requests: Iterable<unknown>, cell: string): Items {
  return itemsOf(requests, (attributes) => attributes.get('cell') === cell)
}

function repositoryOf({ variables }: TelemetryHome): Record<string, string> {
  const pairs = variables['OTEL_RESOURCE_ATTRIBUTES']!.split(',').map((pair) => pair.split('='))
  return Object.fromEntries(pairs.map(([key, value]) => [key, decodeURIComponent(value!)]))
}

function forwardingTo({ variables }: TelemetryHome, protocol: 'grpc' | 'http/protobuf'): Forwarding {
  const [, value] = variables['OTEL_EXPORTER_OTLP_HEADERS']!.split('=')
  return {
    protocol,
    endpoint: variables['OTEL_EXPORTER_OTLP_ENDPOINT']!,
    headers: { authorization: decodeURIComponent(value!) },
  }
}

async function until<T>(collector: Collector, look: () => Promise<T | undefined>): Promise<T> {
  const startedAt = performance.now()
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    const isLate = performance.now() - startedAt > ARRIVAL_LIMIT_MS
    assert(!isLate, `it did not arrive: ${collector.complaints()}`)
    await delay(POLL_MS)
  }
}

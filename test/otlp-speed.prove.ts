/**
 * How many spans a second go end to end into the sealed log, beside a Collector that
 * writes them into a file: same spans, same sender, same run. And what becomes of the
 * daemon, of commands and of git when somebody sends ten times what can be taken in.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { collectorTool, demandTool } from './interop/outside-tools.ts'
import { sendLoad, type LoadResult } from './interop/span-load.ts'
import { openTelemetryHome, storedSpanNumbers, type TelemetryHome } from './interop/stored-telemetry.ts'
import { startCollector } from './interop/witness.ts'

type Report = (line: string) => void

/** What is aimed at; told, since it depends on the machine, and judged by nobody. */
const AIMED_SPANS_PER_SECOND = 30_000
const SPANS = 25 * 8192
const WARM_UP_SPANS = 5 * 8192
const BATCHES = [512, 8192]
const CONNECTIONS = 4
const ROUNDS = 3

const OVERLOAD = 10
const OVERLOAD_SECONDS = 60
/** Together many times what may wait at a time. */
const OVERLOAD_CONNECTIONS = 200
const OVERLOAD_BATCH = 2048
/** What is on its way at a time is bounded, whatever is sent; and this is what that comes to. */
const MOST_RSS_MIB = 640
const SAMPLE_MS = 200
const COMMANDS = 12
const AUTHOR = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
/** A command that waits for the flood to end takes longer. */
const MOST_COMMAND_MS = 15_000

const run = promisify(execFile)

export async function prove(report: Report): Promise<void> {
  const collector = demandTool(await collectorTool())
  await using daemon = await openTelemetryHome()
  const spansPerSecond = await measureSpeed(daemon, collector, report)
  await proveOverload(daemon, Math.max(...spansPerSecond.values()), report)
}

/** Spans a second by batch size: the best of some rounds in turn with the Collector, since others use this machine too. */
async function measureSpeed(
  daemon: TelemetryHome,
  collector: string,
  report: Report,
): Promise<ReadonlyMap<number, number>> {
  const ours = new Map<number, number>()
  const theirs = new Map<number, number>()
  let firstSpan = 0
  const measure = async (environment: NodeJS.ProcessEnv, batch: number, best: Map<number, number>) => {
    const load = { batch, connections: CONNECTIONS }
    await sendLoad(environment, { ...load, spans: WARM_UP_SPANS, firstSpan })
    const { seconds, acknowledged, answers, malformed, spanBytes } = await sendLoad(environment, {
      ...load,
      spans: SPANS,
      firstSpan: firstSpan + WARM_UP_SPANS,
    })
    firstSpan += WARM_UP_SPANS + SPANS
    assert.equal(acknowledged, SPANS)
    assert.deepEqual(malformed, [])
    const rate = Math.round(acknowledged / seconds)
    best.set(batch, Math.max(rate, best.get(batch) ?? 0))
    return `${rate} spans/s of ${spanBytes} B ${JSON.stringify(answers)}`
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const batch of BATCHES) {
      report(`wakelore, batches of ${batch}: ${await measure(daemon.variables, batch, ours)}`)
      await using other = await startCollector(collector)
      const there = { ...daemon.variables, OTEL_EXPORTER_OTLP_ENDPOINT: other.endpoint('http/protobuf') }
      report(`Collector with a file, batches of ${batch}: ${await measure(there, batch, theirs)}`)
    }
  }
  for (const batch of BATCHES) {
    const ratio = (ours.get(batch)! / theirs.get(batch)!).toFixed(2)
    report(
      `best of ${ROUNDS}, batches of ${batch}: ${ours.get(batch)} spans/s (aim: ${AIMED_SPANS_PER_SECOND}), ${ratio} of the Collector's ${theirs.get(batch)}`,
    )
  }
  return ours
}

async function proveOverload(daemon: TelemetryHome, capacity: number, report: Report): Promise<void> {
  const { home, repository } = daemon
  await home.json(['on', '--yes', '--repo', repository.path])
  const { daemon: process } = await home.json<{ daemon: { pid: number } }>(['status'])
  const idle = await timeCommands(daemon)
  const before = await storedSpanNumbers(daemon)
  const firstSpan = 1_000_000_000

  const rss = sampleRss(process.pid)
  const sending = sendLoad(daemon.variables, {
    seconds: OVERLOAD_SECONDS,
    spansPerSecond: OVERLOAD * capacity,
    batch: OVERLOAD_BATCH,
    connections: OVERLOAD_CONNECTIONS,
    firstSpan,
  })
  await delay(2000)
  const busy = await timeCommands(daemon)
  const load = await sending
  const mostMib = rss.stop()

  report(describeLoad(load, capacity))
  report(`daemon: at most ${mostMib} MiB resident (< ${MOST_RSS_MIB} MiB)`)
  for (const [name, idleMs] of Object.entries(idle)) {
    report(
      `${name}: median ${median(idleMs)} ms idle, ${median(busy[name]!)} ms under overload, at most ${Math.round(Math.max(...busy[name]!))} ms`,
    )
  }
  const stored = await storedSpanNumbers(daemon)
  const missing = load.acknowledgedFirsts.filter((first) => {
    for (let n = first; n < first + OVERLOAD_BATCH; n++) if (!stored.numbers.has(n)) return true
    return false
  })
  report(
    `${load.acknowledged} acknowledged, ${stored.count - before.count} stored, batches missing: ${missing.length}`,
  )
  assert(load.offered > load.acknowledged, 'nothing was refused')
  assert.deepEqual(load.malformed, [])
  assert.equal(missing.length, 0)
  assert.equal(stored.doubled, 0)
  assert(mostMib < MOST_RSS_MIB, `${mostMib} MiB`)
  for (const [name, times] of Object.entries(busy)) {
    assert(Math.max(...times) < MOST_COMMAND_MS, `${name} took ${Math.max(...times)} ms`)
  }
}

function describeLoad(load: LoadResult, capacity: number): string {
  const offered = Math.round(load.offered / load.seconds)
  const taken = Math.round(load.acknowledged / load.seconds)
  return [
    `overload: ${offered} spans/s offered (${(offered / capacity).toFixed(1)} × capacity), ${taken} taken`,
    `answers ${JSON.stringify(load.answers)}`,
    `median ${Math.round(load.medianMs)} ms, p99 ${Math.round(load.p99Ms)} ms`,
  ].join('; ')
}

/** Milliseconds of each, by what was run. Throws where a command fails. */
async function timeCommands({ home, repository }: TelemetryHome): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = { 'git status': [], 'git commit': [], 'wakelore log': [] }
  const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const startedAt = performance.now()
    await work()
    times[name]!.push(performance.now() - startedAt)
  }
  const options = { cwd: repository.path, env: { ...process.env, ...home.environment } }
  for (let n = 0; n < COMMANDS; n++) {
    await timed('git status', () => run('git', ['status', '--short'], options))
    await timed('git commit', () =>
      run('git', [...AUTHOR, 'commit', '--allow-empty', '--message', `commit ${n}`], options),
    )
    await timed('wakelore log', () => home.json(['log', '--limit', '20'], { cwd: repository.path }))
    await delay(1000)
  }
  return times
}

function sampleRss(pid: number): { readonly stop: () => number } {
  let mostMib = 0
  const sample = (): void => {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    mostMib = Math.max(mostMib, Math.round(Number(kib) / 1024))
  }
  const timer = setInterval(sample, SAMPLE_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return mostMib
    },
  }
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!)
}

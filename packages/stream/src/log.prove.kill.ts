/**
 * A writer that is really killed. It appends as fast as it can and tells each
 * acknowledgement through a pipe to this process, the witness, which kills it with
 * SIGKILL at some moment and then looks whether the log has what was acknowledged.
 *
 * Run as a program it is the writer; run as a module, the witness.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { openLogReader, openLogWriter } from './log.ts'

const KEY = Buffer.alloc(32, 7)
const SEGMENT_BYTES = 256 * 1024
/** A killed writer has a starved machine's time to begin. */
const START_TIMEOUT_MS = 60_000

if (import.meta.main) await writeUntilKilled(process.argv[2]!, process.argv[3]!, Number(process.argv[4]))

export type KillRun = { readonly kills: number; readonly events: number; readonly acknowledgements: number }

/** @throws AssertionError where an acknowledged event is missing, or one is there twice or out of order */
export async function runKills(directory: string, kills: number, seed: number): Promise<KillRun> {
  const random = makeSeededRandom(seed)
  let acknowledgements = 0
  let events = 0
  for (let kill = 0; kill < kills; kill++) {
    const writer = spawnWriter(directory, 'only', events)
    let acknowledged = 0
    const lines = createInterface({ input: writer.stdout })
    lines.on('line', (line) => {
      acknowledged = Number(line)
      acknowledgements++
    })
    await once(lines, 'line', { signal: AbortSignal.timeout(START_TIMEOUT_MS) })
    await delay(random.below(120))
    writer.kill('SIGKILL')
    // What it had written into the pipe before it died counts, too.
    await once(writer, 'close')
    events = await demandEvents(directory, `kill ${kill}`)
    assert(events >= acknowledged, `kill ${kill}: ${acknowledged} events acknowledged, ${events} found`)
  }
  return { kills, events, acknowledgements }
}

/** Several writers at once, each appending so many events in turns; the log must have all of them. */
export async function runTogether(directory: string, writers: number, eventCount: number): Promise<void> {
  const names = Array.from({ length: writers }, (_, index) => `writer-${index}`)
  const exits = await Promise.all(
    names.map(async (name) => {
      const child = spawnWriter(directory, name, -eventCount)
      child.stdout.resume()
      const [exitCode] = (await once(child, 'close')) as [number]
      return exitCode
    }),
  )
  assert.deepEqual(
    exits,
    names.map(() => 0),
  )
  await using reader = await openLogReader({ directory, key: KEY })
  const counts = new Map<string, number>()
  for await (const block of reader.scan({ onDamage: (damage) => assert.fail(JSON.stringify(damage)) })) {
    for (const event of block.events()) {
      const next = counts.get(event.source) ?? 0
      assert.equal(event.key, `event/${next}`)
      counts.set(event.source, next + 1)
    }
  }
  assert.deepEqual(
    [...counts].sort(),
    names.map((name) => [name, eventCount]),
  )
}

function spawnWriter(directory: string, name: string, count: number): ReturnType<typeof spawnNode> {
  return spawnNode([import.meta.filename, directory, name, String(count)])
}

function spawnNode(args: readonly string[]) {
  return spawn(
    process.execPath,
    [...process.execArgv.filter((arg) => arg.startsWith('--conditions')), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
}

/** How many events the log has; they must be the first ones, in order. */
async function demandEvents(directory: string, title: string): Promise<number> {
  await using reader = await openLogReader({ directory, key: KEY })
  let count = 0
  for await (const block of reader.scan()) {
    for (const event of block.events()) assert.equal(event.key, `event/${count++}`, title)
  }
  return count
}

/** A negative count is how many to write, in turns with others; otherwise the first to write, and no end. */
async function writeUntilKilled(directory: string, name: string, count: number): Promise<void> {
  const random = makeSeededRandom(Math.abs(count))
  if (count < 0) {
    for (let next = 0; next < -count;) {
      await using writer = await openLogWriter({ directory, key: KEY, lockWaitMs: START_TIMEOUT_MS })
      for (let turn = 0; turn < 3 && next < -count; turn++) {
        const size = Math.min(1 + random.below(20), -count - next)
        await writer.append(makeEvents(name, next, size, random))
        next += size
      }
    }
    return
  }
  await using writer = await openLogWriter({ directory, key: KEY, segmentBytes: SEGMENT_BYTES })
  const onTheirWay: Promise<void>[] = []
  for (let next = count; ;) {
    const size = 1 + random.below(random.pick([3, 100, 3000]))
    const end = next + size
    onTheirWay.push(
      writer.append(makeEvents(name, next, size, random)).then(() => void process.stdout.write(`${end}\n`)),
    )
    next = end
    if (onTheirWay.length > 3) await onTheirWay.shift()
  }
}

function makeEvents(source: string, from: number, count: number, random: SeededRandom): AdmittedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    source,
    key: `event/${from + index}`,
    kind: 'test.event',
    occurredAt: 1_700_000_000_000 + from + index,
    recordedAt: 1_700_000_000_000,
    repository: 'r',
    attributes: { number: random.below(2 ** 31), text: String(random.next()) },
  })) as unknown as AdmittedEvent[]
}

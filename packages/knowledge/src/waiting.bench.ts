/**
 * Questions about a year of git commands beside 50,000 commits, in their own time: opening
 * the store and starting the process aren't in it. The rival makes an event of every row,
 * as a scan that knows no columns has to.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { openLogReader, openLogWriter, type LogReader } from '@wakelore/stream/log'
import { makeCommandSearch, tracedEvents, type CommandQuery } from './command-tree/command-search.ts'
import { isCommandKind } from './command-tree/span-kind.ts'
import { commandTree } from './command-tree.ts'
import { madeCommands, madeCommits, type StorableEvent } from './waiting.bench.events.ts'
import { makeWaiting } from './waiting.ts'

const KEY = Buffer.alloc(32, 7)
const SEED = 20_261_125
const UNTIL_MS = Date.UTC(2026, 10, 25)
const BATCH_EVENTS = 2048
/** What a daemon stores that takes commands in every few minutes. */
const SMALL_BATCH_EVENTS = 32
const BAR = '≤ 500'
const ROUNDS = 4

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const days = size === 'tiny' ? 2 : 365
  const commits = size === 'tiny' ? 100 : 50_000
  const rows: BenchRow[] = []
  for (const batch of [BATCH_EVENTS, SMALL_BATCH_EVENTS]) {
    const directory = mkdtempSync(join(tmpdir(), 'wakelore-bench-'))
    try {
      await fill(join(directory, 'log'), days, commits, batch)
      await using reader = await openLogReader({ directory: join(directory, 'log'), key: KEY })
      rows.push(...(await measure(reader, days, batch)))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  }
  return rows
}

async function fill(directory: string, days: number, commits: number, batchEvents: number): Promise<void> {
  await using writer = await openLogWriter({ directory, key: KEY })
  const append = async (events: Iterable<StorableEvent>, most: number): Promise<void> => {
    const onTheirWay: Promise<unknown>[] = []
    let batch: StorableEvent[] = []
    for (const event of events) {
      batch.push(event)
      if (batch.length < most) continue
      await Promise.all(onTheirWay.splice(0))
      onTheirWay.push(writer.append(batch))
      batch = []
    }
    await Promise.all([...onTheirWay, writer.append(batch)])
  }
  await append(madeCommits(SEED, commits), BATCH_EVENTS)
  await append(madeCommands({ seed: SEED, days, commandsPerDay: 500, untilMs: UNTIL_MS }), batchEvents)
}

async function measure(reader: LogReader, days: number, batch: number): Promise<BenchRow[]> {
  const { eventCount, sizeBytes } = await reader.status()
  const everything = await bestMs(async () => {
    let commands = 0
    for await (const block of reader.scan()) {
      for (const event of block.events()) if (isCommandKind(event.kind)) commands++
    }
    assert.ok(commands > 0)
  })
  const row = (name: string, value: number, bar?: string): BenchRow => ({
    name: `${name}; ${eventCount} events, ${(sizeBytes / 1e6).toFixed(1)} MB, ${batch} an append`,
    value,
    unit: 'ms',
    ...(bar === undefined ? {} : { bar }),
    against: { name: 'all events', value: everything },
  })
  const waitingSince = (sinceDays: number) => (): Promise<void> => askWaiting(reader, sinceDays)
  const traceOf = (query: CommandQuery) => (): Promise<void> => askTrace(reader, query)
  const some = await someSpanId(reader)
  return [
    row('waiting, 7 days', await bestMs(waitingSince(Math.min(7, days / 2))), BAR),
    row('waiting, half a year', await bestMs(waitingSince(days / 2))),
    row('trace, the newest', await bestMs(traceOf({ kind: 'newest', repository: undefined })), BAR),
    row('trace, by id', await bestMs(traceOf({ kind: 'id', beginning: some })), BAR),
  ]
}

async function askWaiting(reader: LogReader, sinceDays: number): Promise<void> {
  const fromMs = UNTIL_MS - sinceDays * MS_PER_DAY
  const waiting = makeWaiting({ fromMs, untilMs: UNTIL_MS, repository: undefined })
  for await (const block of reader.scan())
    for (const table of block.tables(isCommandKind)) waiting.take(table)
  assert.notEqual(waiting.result().rows.length, 0)
}

async function askTrace(reader: LogReader, query: CommandQuery): Promise<void> {
  const search = makeCommandSearch(query)
  for await (const block of reader.scan()) search.take(block)
  const [found] = search.found()
  assert.ok(found !== undefined)
  const { from, to } = search.stretchOf(found)
  const events = []
  for await (const block of reader.scan({ after: from })) {
    events.push(...tracedEvents(block, found.event))
    if (block.position.segment === to.segment && block.position.offset >= to.offset) break
  }
  assert.equal(commandTree(found.event, events).omitted, 0)
}

async function someSpanId(reader: LogReader): Promise<string> {
  for await (const block of reader.scan()) {
    for (const table of block.tables(isCommandKind)) return String(table.field('spanId')(0))
  }
  throw new RangeError('the log has no command')
}

/** The first round compiles; the best of the others is what the work itself takes. */
async function bestMs(work: () => Promise<void>): Promise<number> {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    await work()
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}

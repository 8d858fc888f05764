/**
 * Bytes per event and events per second of the log, on a repository's own commits and
 * on recorded git commands, beside what other formats make of the same events.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { makeEventBlockBuilder, ZSTD_LEVEL } from './event-block.ts'
import { readCommitEvents, recordCommandEvents } from './log.bench.events.ts'
import { RIVALS } from './log.bench.rivals.ts'
import { BLOCK_ROWS, openLogReader, openLogWriter } from './log.ts'
import { BLOCK_HEADER_BYTES } from './segment.ts'

/** What stands between the events and the log; the gate, where the bench is given one. */
type Admit = (events: readonly DevelopmentEvent[]) => Promise<AdmittedEvent[]>

const KEY = Buffer.alloc(32, 7)
const TAG_BYTES = 16
/** How many events a source hands out at a time. */
const BATCH_EVENTS = 4096
/** The first one is slower: the code isn't compiled yet. */
const SCANS = 3
const PARQUET_ZSTD_LEVEL = 1

export async function bench(
  size: 'tiny' | 'full',
  admit: Admit = async (events) => events as AdmittedEvent[],
): Promise<BenchRow[]> {
  const isTiny = size === 'tiny'
  const repository = isTiny
    ? import.meta.dirname
    : (process.env['WAKELORE_BENCH_REPO'] ?? import.meta.dirname)
  const commits = readCommitEvents(repository, isTiny ? 200 : 40_000)
  const commands = recordCommandEvents(isTiny ? 20 : 800)
  const rows: BenchRow[] = []
  for (const events of [commits, commands]) rows.push(...(await measureSizes(events)))
  for (const events of [commits, commands]) {
    rows.push(...(await measureSpeed(events, isTiny ? 1000 : 400_000, admit)))
  }
  return rows
}

async function measureSizes(events: readonly AdmittedEvent[]): Promise<BenchRow[]> {
  const kind = events[0]!.kind
  const rows: BenchRow[] = []
  const row = (rival: string, level: number, ours: number, theirs: number, bar?: string): void => {
    rows.push({
      name: `${kind}, ${events.length} events, zstd ${level}`,
      value: ours / events.length,
      unit: 'bytes/event',
      against: { name: `${rival}+zstd`, value: theirs / events.length },
      ...(bar === undefined ? {} : { bar }),
    })
  }
  const atTheirLevel = await sealedBytes(events, PARQUET_ZSTD_LEVEL)
  const atOurLevel = await sealedBytes(events, ZSTD_LEVEL)
  for (const { name, sizeBytes } of RIVALS) {
    const theirs = sizeBytes(events, ZSTD_LEVEL)
    if (name === 'Parquet') row(name, PARQUET_ZSTD_LEVEL, atTheirLevel, theirs, '≤ 0.75 ×')
    row(name, ZSTD_LEVEL, atOurLevel, theirs, name === 'Parquet' ? '≤ 0.75 ×' : undefined)
  }
  return rows
}

/** What the blocks of the events take in a segment. */
async function sealedBytes(events: readonly AdmittedEvent[], zstdLevel: number): Promise<number> {
  let bytes = 0
  for (let at = 0; at < events.length;) {
    const block = makeEventBlockBuilder({ zstdLevel })
    while (at < events.length && block.rowCount() < BLOCK_ROWS && !block.isFull()) block.add(events[at++]!)
    for (const part of await block.finish()) bytes += part.length
    bytes += BLOCK_HEADER_BYTES + TAG_BYTES
  }
  return bytes
}

async function measureSpeed(
  sample: readonly AdmittedEvent[],
  count: number,
  admit: Admit,
): Promise<BenchRow[]> {
  const { kind } = sample[0]!
  const directory = join(mkdtempSync(join(tmpdir(), 'wakelore-bench-')), 'log')
  try {
    const appendMs = await timeAppends(directory, sample, count, admit)
    await using reader = await openLogReader({ directory, key: KEY })
    let scanMs = Infinity
    for (let round = 0; round < SCANS; round++) {
      const startedAt = performance.now()
      let read = 0
      for await (const block of reader.scan()) {
        block.decodeAll()
        read += block.rowCount
      }
      assert.equal(read, count)
      scanMs = Math.min(scanMs, performance.now() - startedAt)
    }
    return [
      {
        name: `${kind} append: seal and fsync`,
        value: (count / appendMs) * 1000,
        unit: 'events/s',
        bar: '≥ 200,000',
      },
      {
        name: `${kind} scan: every column decoded, best of three`,
        value: (count / scanMs) * 1000,
        unit: 'events/s',
        bar: '≥ 1,000,000',
      },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** From the first append to the last acknowledgement, with one batch on its way while the next is admitted. */
async function timeAppends(
  directory: string,
  sample: readonly AdmittedEvent[],
  count: number,
  admit: Admit,
): Promise<number> {
  await using writer = await openLogWriter({ directory, key: KEY })
  const startedAt = performance.now()
  const onTheirWay: Promise<unknown>[] = []
  for (let done = 0; done < count;) {
    const from = done % sample.length
    const batch = sample.slice(from, from + Math.min(BATCH_EVENTS, count - done))
    done += batch.length
    onTheirWay.push(writer.append(await admit(batch)))
    if (onTheirWay.length > 4) await onTheirWay.shift()
  }
  await Promise.all(onTheirWay)
  return performance.now() - startedAt
}

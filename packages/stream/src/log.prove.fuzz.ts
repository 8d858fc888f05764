/**
 * A log whose files were changed at random. Whatever was done to them, a scan ends,
 * throws nothing, gives only events that were appended, in their order, and says that
 * something is wrong where something is missing; and a writer can go on.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { makeSimulatedDisk, type SimulatedDisk } from './disk/simulated.ts'
import { openLogReader, openLogWriter, type LogDamage } from './log.ts'
import { BLOCK_MAGIC } from './segment.ts'

const DIRECTORY = '/simulated/log'
const KEY = Buffer.alloc(32, 7)
const APPENDS = 12

export type FuzzRun = { readonly damages: number; readonly lost: number }

/** @throws AssertionError with the seed in its message */
export async function runFuzz(seed: number): Promise<FuzzRun> {
  const random = makeSeededRandom(seed)
  const disk = makeSimulatedDisk({ random })
  const appended: string[] = []
  await withWriter(disk, random, async (append) => {
    for (let index = 0; index < APPENDS; index++)
      appended.push(...(await append(appended.length, 1 + random.below(6))))
  })
  const names = await disk.list(DIRECTORY)
  for (let changes = 1 + random.below(4); changes > 0; changes--)
    await spoil(disk, join(DIRECTORY, random.pick(names)), random)

  const { keys, damage } = await scan(disk)
  demandSubsequence(keys, appended, `seed ${seed}`)
  assert(
    keys.length === appended.length || damage.length > 0,
    `seed ${seed}: events are missing without a word`,
  )
  await withWriter(disk, random, async (append) => {
    keys.push(...(await append(appended.length, 3)))
  })
  const after = await scan(disk)
  demandSubsequence(after.keys, [...appended, ...keys.slice(-3)], `seed ${seed}, written on`)
  assert.deepEqual(after.keys.slice(-3), keys.slice(-3), `seed ${seed}: what was appended afterwards is lost`)
  return { damages: damage.length, lost: appended.length - (keys.length - 3) }
}

async function spoil(disk: SimulatedDisk, path: string, random: SeededRandom): Promise<void> {
  const file = await disk.open(path, 'write')
  const size = await file.size()
  if (size === 0) return
  const at = random.below(size)
  const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => random.below(256)))
  switch (random.below(7)) {
    case 0:
      return file.truncate(at)
    case 1:
      return file.write(at, noise(1 + random.below(100)))
    case 2:
      return file.write(size, noise(1 + random.below(2000)))
    case 3:
      return file.write(at, await file.read(random.below(size), 1 + random.below(500)))
    case 4:
      return file.write(at, Buffer.alloc(1 + random.below(600)))
    case 5:
      return file.write(at, Buffer.concat([BLOCK_MAGIC, noise(32)]))
    default:
      return disk.flipBit(path, at)
  }
}

async function withWriter(
  disk: SimulatedDisk,
  random: SeededRandom,
  use: (append: (from: number, count: number) => Promise<string[]>) => Promise<void>,
): Promise<void> {
  await using writer = await openLogWriter({
    directory: DIRECTORY,
    key: KEY,
    disk,
    segmentBytes: 900,
    random: (sizeBytes) => Buffer.from(Array.from({ length: sizeBytes }, () => random.below(256))),
    lock: async () => ({ release: () => {} }),
  })
  await use(async (from, count) => {
    const events = Array.from({ length: count }, (_, index) => makeEvent(from + index, random))
    await writer.append(events)
    return events.map(({ key }) => key)
  })
}

async function scan(disk: SimulatedDisk): Promise<{ keys: string[]; damage: LogDamage[] }> {
  await using reader = await openLogReader({ directory: DIRECTORY, key: KEY, disk })
  const keys: string[] = []
  const damage: LogDamage[] = []
  for await (const block of reader.scan({ onDamage: (found) => damage.push(found) })) {
    for (const event of block.events()) keys.push(event.key)
  }
  await reader.status({ verify: true })
  return { keys, damage }
}

function demandSubsequence(keys: readonly string[], appended: readonly string[], title: string): void {
  let at = -1
  for (const key of keys) {
    at = appended.indexOf(key, at + 1)
    assert(at !== -1, `${title}: ${key} was not appended there`)
  }
}

function makeEvent(number: number, random: SeededRandom): AdmittedEvent {
  return {
    source: 'fuzz',
    key: `event/${number}/${random.below(1000)}`,
    kind: 'test.event',
    occurredAt: 1_700_000_000_000 + number,
    recordedAt: 1_700_000_000_000,
    repository: 'r',
    attributes: { text: 'x'.repeat(random.below(60)), number: random.below(2 ** 31) },
  } as unknown as AdmittedEvent
}

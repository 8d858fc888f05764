/**
 * One seeded life of a log on a disk that crashes: appends, a crash at some change,
 * recovery (with another crash perhaps), more appends, until it ends well.
 *
 * What must hold after every crash: the log has the events that were appended, in
 * order, from the first on, without a gap or a double, up to some point at or after the
 * last acknowledgement. And it needs no hand to go on from there.
 */
import assert from 'node:assert/strict'
import { errorCode } from '@wakelore/kernel/error-code'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { isFault } from '@wakelore/kernel/fault'
import { makeSimulatedDisk, type SimulatedDisk, type Trouble } from './disk/simulated.ts'
import { openLogReader, openLogWriter, type LogWriter } from './log.ts'

const DIRECTORY = '/simulated/log'
const KEY = Buffer.alloc(32, 7)
const CRASHES_AT_MOST = 4

export type CrashRun = { readonly crashes: number; readonly events: number; readonly faults: number }

/** @throws AssertionError with the seed in its message */
export async function runCrashes(seed: number): Promise<CrashRun> {
  const random = makeSeededRandom(seed)
  let disk = makeSimulatedDisk({ random, ...makeTrouble(random) })
  /** What the log must begin with. */
  let acknowledged: string[] = []
  let crashes = 0
  let faults = 0
  let nextKey = 0
  const crashCount = 1 + random.below(CRASHES_AT_MOST)
  while (crashes < crashCount) {
    const life = await liveOnce(disk, random, { acknowledged, nextKey }, `seed ${seed}, life ${crashes}`)
    const ahead = crashes + 1 < crashCount ? makeTrouble(random) : {}
    disk = random.below(4) === 0 ? disk.kill(ahead) : disk.crash(ahead)
    acknowledged = life.acknowledged
    nextKey = life.nextKey
    faults += life.faults
    crashes++
    const found = await readKeys(disk)
    assert.deepEqual(
      found,
      life.appended.slice(0, found.length),
      `seed ${seed}, crash ${crashes}: the log isn't a beginning of what was appended`,
    )
    assert(
      found.length >= acknowledged.length,
      `seed ${seed}, crash ${crashes}: ${acknowledged.length} events acknowledged, ${found.length} found`,
    )
  }
  const before = await readKeys(disk)
  const last = await liveOnce(disk, random, { acknowledged: before, nextKey }, `seed ${seed}, last life`)
  assert.deepEqual(await readKeys(disk), last.appended, `seed ${seed}: what follows a recovery is lost`)
  assert.deepEqual(last.acknowledged, last.appended, `seed ${seed}: an append after recovery was refused`)
  return { crashes, events: last.appended.length, faults }
}

type Life = {
  /** What the log held when the writer had opened it, and everything given to it since. */
  readonly appended: string[]
  readonly acknowledged: string[]
  readonly nextKey: number
  readonly faults: number
}

async function liveOnce(
  disk: SimulatedDisk,
  random: SeededRandom,
  before: { readonly acknowledged: string[]; readonly nextKey: number },
  title: string,
): Promise<Life> {
  let appended = before.acknowledged
  let acknowledgedCount = before.acknowledged.length
  let nextKey = before.nextKey
  let faults = 0
  const tolerate = (error: unknown): void => {
    const isExpected = isFault(error) || errorCode(error) === 'ECRASHED'
    assert(isExpected, `${title}: ${String(error)}`)
    faults++
  }
  let writer: LogWriter | undefined
  try {
    appended = await readKeys(disk)
    writer = await openLogWriter({
      directory: DIRECTORY,
      key: KEY,
      disk,
      segmentBytes: 600 + random.below(4000),
      youngSegmentBytes: random.pick([0, 2000, 100_000]),
      compactedBlocks: 1 + random.below(6),
      blockRows: 1 + random.below(random.pick([4, 30])),
      random: (sizeBytes) => Buffer.from(Array.from({ length: sizeBytes }, () => random.below(256))),
      lock: async () => ({ release: () => {} }),
    })
    // Recovery has synced whatever it found.
    acknowledgedCount = appended.length
    if (random.below(2) === 0) await writer.compact()
    const onTheirWay: Promise<void>[] = []
    for (let round = 0; round < 10; round++) {
      const batch = Array.from({ length: 1 + random.below(random.pick([2, 8, 40])) }, () =>
        makeEvent(nextKey++, random),
      )
      appended = [...appended, ...batch.map((event) => event.key)]
      const end = appended.length
      onTheirWay.push(
        writer.append(batch).then(() => {
          assert(end > acknowledgedCount, `${title}: acknowledged out of order`)
          acknowledgedCount = end
        }, tolerate),
      )
      if (random.below(3) > 0) await onTheirWay.at(-1)
    }
    await Promise.all(onTheirWay)
    if (random.below(3) === 0) await writer.compact()
  } catch (error) {
    tolerate(error)
  }
  await writer?.[Symbol.asyncDispose]().catch(tolerate)
  return { appended, acknowledged: appended.slice(0, acknowledgedCount), nextKey, faults }
}

function makeTrouble(random: SeededRandom): Trouble {
  const trouble = random.below(10)
  return {
    crashAtChange: 1 + random.below(60),
    ...(trouble === 0 ? { capacityBytes: 500 + random.below(6000) } : {}),
    ...(trouble === 1 ? { failSyncAtChange: 1 + random.below(40) } : {}),
  }
}

async function readKeys(disk: SimulatedDisk): Promise<string[]> {
  await using reader = await openLogReader({ directory: DIRECTORY, key: KEY, disk })
  const keys: string[] = []
  for await (const block of reader.scan()) for (const event of block.events()) keys.push(event.key)
  return keys
}

function makeEvent(number: number, random: SeededRandom): AdmittedEvent {
  return {
    source: 'simulation',
    key: `event/${number}`,
    kind: random.pick(['one', 'two']),
    occurredAt: 1_700_000_000_000 + number,
    recordedAt: 1_700_000_000_000,
    repository: 'r',
    attributes: { text: 'x'.repeat(random.below(200)), number: random.below(2 ** 31) },
  } as unknown as AdmittedEvent
}

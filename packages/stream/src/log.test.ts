import assert from 'node:assert/strict'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { crc32 } from 'node:zlib'
import { isFault } from '@wakelore/kernel/fault'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import type { Disk } from './disk.ts'
import { makeSimulatedDisk, type SimulatedDisk, type Trouble } from './disk/simulated.ts'
import { nodeDisk } from './disk/node.ts'
import { makeEventBlockBuilder } from './event-block.ts'
import {
  openLogReader,
  openLogWriter,
  type LogDamage,
  type LogPosition,
  type LogWriterOptions,
} from './log.ts'
import { BLOCK_HEADER_BYTES, SEGMENT_HEADER_BYTES } from './segment.ts'
import type { AcquireWriterLock } from './writer-lock.ts'

const KEY = Buffer.alloc(32, 7)
const scratch = mkdtempSync(join(tmpdir(), 'wakelore-log-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const newDirectory = (): string => join(mkdtempSync(join(scratch, 'store-')), 'log')
const unlocked: AcquireWriterLock = async () => ({ release: () => {} })

function makeEvents(from: number, count: number): AdmittedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    source: 'test',
    key: `event/${from + index}`,
    kind: 'test.event',
    occurredAt: 1_700_000_000_000 + from + index,
    recordedAt: 1_700_000_000_000,
    repository: 'r',
    attributes: { text: `text of event ${from + index}` },
  })) as unknown as AdmittedEvent[]
}

async function write(
  directory: string,
  batches: readonly AdmittedEvent[][],
  options: Partial<LogWriterOptions> = {},
): Promise<LogPosition[]> {
  await using writer = await openLogWriter({ directory, key: KEY, ...options })
  const ends: LogPosition[] = []
  for (const batch of batches) ends.push(await writer.append(batch))
  return ends
}

async function read(
  directory: string,
  options: { after?: LogPosition; disk?: SimulatedDisk } = {},
): Promise<{ events: DevelopmentEvent[]; damage: LogDamage[] }> {
  const { disk, after: position } = options
  await using reader = await openLogReader({ directory, key: KEY, ...(disk === undefined ? {} : { disk }) })
  const events: DevelopmentEvent[] = []
  const damage: LogDamage[] = []
  const scan = reader.scan({
    onDamage: (found) => damage.push(found),
    ...(position === undefined ? {} : { after: position }),
  })
  for await (const block of scan) events.push(...block.events())
  return { events, damage }
}

function changeByte(path: string, offset: number): void {
  const bytes = readFileSync(path)
  bytes[offset]! ^= 0x40
  writeFileSync(path, bytes)
}

const segment = (directory: string, number: number): string =>
  join(directory, `${String(number).padStart(6, '0')}.wlog`)
const keysOf = (events: readonly DevelopmentEvent[]): string[] => events.map(({ key }) => key)

test('events come back in the order of their appends, over many segments', async () => {
  const directory = newDirectory()
  const batches = Array.from({ length: 30 }, (_, index) => makeEvents(index * 10, 10))
  await write(directory, batches, { segmentBytes: 1500 })
  assert(readdirSync(directory).filter((name) => name.endsWith('.wlog')).length > 3)
  const { events, damage } = await read(directory)
  assert.deepEqual(events, batches.flat())
  assert.deepEqual(damage, [])
})

test('events of the wanted kinds come alone and in order, and as tables', async () => {
  const directory = newDirectory()
  const events = makeEvents(0, 60).map((event, index) => ({
    ...event,
    kind: ['git.command', 'vcs.commit', 'vcs.note'][index % 3]!,
  }))
  await write(directory, [events.slice(0, 40), events.slice(40)])
  await using reader = await openLogReader({ directory, key: KEY })
  const wanted: DevelopmentEvent[] = []
  const texts: unknown[] = []
  for await (const block of reader.scan()) {
    wanted.push(...block.events((kind) => kind.startsWith('vcs.')))
    assert.deepEqual([...block.events(() => false)], [])
    assert.deepEqual(
      block.tables((kind) => kind === 'vcs.ref.change'),
      [],
    )
    for (const table of block.tables((kind) => kind === 'git.command')) {
      const textOf = table.attribute('text')
      for (let row = 0; row < table.rowCount; row++) texts.push(textOf(row))
    }
  }
  const isCommand = ({ kind }: DevelopmentEvent): boolean => kind === 'git.command'
  assert.deepEqual(
    wanted,
    events.filter((event) => !isCommand(event)),
  )
  assert.deepEqual(
    texts,
    events.filter(isCommand).map(({ attributes }) => attributes['text']),
  )
})

test('a log that does not exist yet is empty', async () => {
  const directory = newDirectory()
  assert.deepEqual(await read(directory), { events: [], damage: [] })
  await using reader = await openLogReader({ directory, key: KEY })
  const empty = { eventCount: 0, blockCount: 0, segmentCount: 0, sizeBytes: 0, damage: [] }
  assert.deepEqual(await reader.status(), empty)
})

test('opening for writing and writing nothing leaves no segment', async () => {
  const directory = newDirectory()
  assert.deepEqual(await write(directory, [[]]), [{ segment: 0, offset: 0 }])
  assert.deepEqual(readdirSync(directory), ['writer.lock'])
})

test('a scan goes on after any position that an append returned', async () => {
  const directory = newDirectory()
  const batches = Array.from({ length: 12 }, (_, index) => makeEvents(index * 5, 5))
  const ends = await write(directory, batches, { segmentBytes: 1000 })
  for (const [index, position] of ends.entries()) {
    const { events } = await read(directory, { after: position })
    assert.deepEqual(keysOf(events), keysOf(batches.slice(index + 1).flat()))
  }
})

test('a writer goes on where the one before it ended', async () => {
  const directory = newDirectory()
  for (let round = 0; round < 5; round++) await write(directory, [makeEvents(round * 3, 3)])
  assert.deepEqual(keysOf((await read(directory)).events), keysOf(makeEvents(0, 15)))
  assert.equal(readdirSync(directory).filter((name) => name.endsWith('.wlog')).length, 1)
})

test('appends made at the same time share a block and an fsync', async () => {
  const disk = makeSimulatedDisk({ random: makeSeededRandom(1) })
  await using writer = await openLogWriter({ directory: '/log', key: KEY, disk, lock: unlocked })
  await writer.append(makeEvents(0, 1))
  const before = disk.changeCount()
  await Promise.all(Array.from({ length: 100 }, (_, index) => writer.append(makeEvents(1 + index, 1))))
  assert(disk.changeCount() - before <= 4, `${disk.changeCount() - before} writes and fsyncs for 100 appends`)
  assert.equal((await writer.status()).eventCount, 101)
})

test('a scan that began before sees what is appended while it runs', async () => {
  const directory = newDirectory()
  await using writer = await openLogWriter({ directory, key: KEY, segmentBytes: 800 })
  await writer.append(makeEvents(0, 4))
  await using reader = await openLogReader({ directory, key: KEY })
  const keys: string[] = []
  let next = 4
  for await (const block of reader.scan()) {
    keys.push(...keysOf([...block.events()]))
    if (next < 60) {
      await writer.append(makeEvents(next, 4))
      next += 4
    }
  }
  // What is read ahead may end the scan early; whatever was seen is a beginning.
  assert.deepEqual(keys, keysOf(makeEvents(0, keys.length)))
})

test('another key is told from damage', async () => {
  const directory = newDirectory()
  await write(directory, [makeEvents(0, 1)])
  for (const open of [openLogReader, openLogWriter]) {
    await assert.rejects(open({ directory, key: Buffer.alloc(32, 8) }), (error) =>
      isFault(error, 'LOG_WRONG_KEY'),
    )
  }
})

test('a segment of a newer version is refused', async () => {
  const directory = newDirectory()
  await write(directory, [makeEvents(0, 1)])
  const bytes = readFileSync(segment(directory, 1))
  bytes.writeUInt32LE(2, 8)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60)
  writeFileSync(segment(directory, 1), bytes)
  for (const open of [openLogReader, openLogWriter]) {
    await assert.rejects(open({ directory, key: KEY }), (error) => isFault(error, 'LOG_NEWER_VERSION'))
  }
})

test('a second writer waits, and says who is in its way when it has waited long enough', async () => {
  const directory = newDirectory()
  const first = await openLogWriter({ directory, key: KEY })
  await assert.rejects(
    openLogWriter({ directory, key: KEY, lockWaitMs: 60 }),
    (error) => isFault(error, 'LOG_BUSY') && /another wakelore is writing/.test(error.message),
  )
  const second = openLogWriter({ directory, key: KEY, lockWaitMs: 10_000 })
  await first.append(makeEvents(0, 1))
  await first[Symbol.asyncDispose]()
  await using writer = await second
  await writer.append(makeEvents(1, 1))
  assert.equal((await writer.status()).eventCount, 2)
})

test('a damaged block is reported and skipped, and nothing around it is lost', async () => {
  const directory = newDirectory()
  const batches = Array.from({ length: 5 }, (_, index) => makeEvents(index * 2, 2))
  const ends = await write(directory, batches)
  const start = ends[1]!.offset
  for (const offset of [
    start,
    start + 5,
    start + 20,
    start + BLOCK_HEADER_BYTES,
    start + BLOCK_HEADER_BYTES + 40,
  ]) {
    changeByte(segment(directory, 1), offset)
    const { events, damage } = await read(directory)
    assert.deepEqual(
      keysOf(events),
      keysOf([...batches.slice(0, 2), ...batches.slice(3)].flat()),
      `at ${offset}`,
    )
    assert.deepEqual(
      damage.map(({ kind, segment: number, atByte }) => ({ kind, number, atByte })),
      [{ kind: 'damaged', number: 1, atByte: start }],
    )
    // A writer neither trips over it nor cuts anything.
    await write(directory, [])
    assert.equal(readFileSync(segment(directory, 1)).length, ends[4]!.offset)
    changeByte(segment(directory, 1), offset)
  }
})

test('a torn tail is left out by readers and cut off by the next writer', async () => {
  const directory = newDirectory()
  const [first, last] = await write(directory, [makeEvents(0, 2), makeEvents(2, 2)])
  for (const size of [last!.offset - 1, first!.offset + BLOCK_HEADER_BYTES, first!.offset + 3]) {
    truncateSync(segment(directory, 1), size)
    const { events, damage } = await read(directory)
    assert.deepEqual(keysOf(events), keysOf(makeEvents(0, 2)))
    assert.deepEqual(damage, [
      { kind: 'torn', segment: 1, atByte: first!.offset, byteCount: size - first!.offset },
    ])
  }
  await write(directory, [makeEvents(4, 1)])
  assert.deepEqual(await read(directory), { events: [...makeEvents(0, 2), ...makeEvents(4, 1)], damage: [] })
})

test('a last block that could be a rotten acknowledged one is not destroyed', async () => {
  const directory = newDirectory()
  const [first, last] = await write(directory, [makeEvents(0, 2), makeEvents(2, 2)])
  changeByte(segment(directory, 1), last!.offset - 1)
  await write(directory, [makeEvents(4, 1)])
  assert.equal(readFileSync(segment(directory, 1)).length, last!.offset)
  const { events, damage } = await read(directory)
  assert.deepEqual(keysOf(events), keysOf([...makeEvents(0, 2), ...makeEvents(4, 1)]))
  assert.deepEqual(damage, [
    { kind: 'torn', segment: 1, atByte: first!.offset, byteCount: last!.offset - first!.offset },
  ])
})

test('a block copied or moved to another place does not open', async () => {
  const directory = newDirectory()
  const [first, last] = await write(directory, [makeEvents(0, 1), makeEvents(1, 1)])
  const bytes = readFileSync(segment(directory, 1))
  const block = bytes.subarray(SEGMENT_HEADER_BYTES, first!.offset)
  writeFileSync(segment(directory, 1), Buffer.concat([bytes, block]))
  const { events, damage } = await read(directory)
  assert.deepEqual(keysOf(events), keysOf(makeEvents(0, 2)))
  assert.deepEqual(damage, [
    { kind: 'damaged', segment: 1, atByte: last!.offset, reason: 'seal of the block does not hold' },
  ])
})

test('a segment in the place of another is damage, and the others are read', async () => {
  const directory = newDirectory()
  const batches = Array.from({ length: 12 }, (_, index) => makeEvents(index * 2, 2))
  const ends = await write(directory, batches, { segmentBytes: 600 })
  copyFileSync(segment(directory, 1), segment(directory, 2))
  const { events, damage } = await read(directory)
  assert.deepEqual(keysOf(events), keysOf(batches.filter((_, index) => ends[index]!.segment !== 2).flat()))
  assert.match((damage[0] as { reason: string }).reason, /header says segment 1, the file name says 2/)
})

test('a missing segment is reported, and the others are read', async () => {
  const directory = newDirectory()
  const batches = Array.from({ length: 12 }, (_, index) => makeEvents(index * 2, 2))
  const ends = await write(directory, batches, { segmentBytes: 600 })
  const without = (missing: readonly number[]): string[] =>
    keysOf(batches.filter((_, index) => !missing.includes(ends[index]!.segment)).flat())
  for (const missing of [[2], [2, 1]]) {
    rmSync(segment(directory, missing.at(-1)!))
    const { events, damage } = await read(directory)
    assert.deepEqual(keysOf(events), without(missing))
    assert.match((damage[0] as { reason: string }).reason, /missing/)
  }
})

test('a position that the log does not reach is refused, so that a view is rebuilt', async () => {
  const directory = newDirectory()
  const [end] = await write(directory, [makeEvents(0, 2)])
  for (const position of [
    { segment: 1, offset: end!.offset + 1 },
    { segment: 2, offset: 64 },
  ]) {
    await assert.rejects(read(directory, { after: position }), (error) =>
      isFault(error, 'LOG_POSITION_UNKNOWN'),
    )
  }
})

test('a position within a block that took the place of the one seen there is refused', async () => {
  const directory = newDirectory()
  await write(directory, [makeEvents(0, 2)])
  const before = readFileSync(segment(directory, 1))
  const [seen] = await write(directory, [makeEvents(2, 1)])
  writeFileSync(segment(directory, 1), before)
  const [end] = await write(directory, [makeEvents(2, 200)])
  assert(end!.offset > seen!.offset)
  await assert.rejects(read(directory, { after: seen! }), (error) => isFault(error, 'LOG_POSITION_UNKNOWN'))
})

test('a position behind where the next segment says that its own ends is refused', async () => {
  const directory = newDirectory()
  const [, last] = await write(directory, [makeEvents(0, 2), makeEvents(2, 2)])
  changeByte(segment(directory, 1), last!.offset - 1)
  await write(directory, [makeEvents(4, 1)])
  await assert.rejects(read(directory, { after: last! }), (error) => isFault(error, 'LOG_POSITION_UNKNOWN'))
})

test('a scan that is left early closes what it opened', async () => {
  const directory = newDirectory()
  await write(
    directory,
    Array.from({ length: 8 }, (_, index) => makeEvents(index, 1)),
  )
  let open = 0
  const counting: Disk = {
    ...nodeDisk,
    open: async (path, mode) => {
      const file = await nodeDisk.open(path, mode)
      open++
      return { ...file, close: () => file.close().finally(() => open--) }
    },
  }
  await using reader = await openLogReader({ directory, key: KEY, disk: counting })
  for await (const block of reader.scan()) {
    assert.equal(block.rowCount, 1)
    assert.equal(open, 1)
    break
  }
  assert.equal(open, 0)
})

test('status counts without opening blocks, and verifies every one when asked', async () => {
  const directory = newDirectory()
  const ends = await write(directory, [makeEvents(0, 3), makeEvents(3, 4)])
  await using reader = await openLogReader({ directory, key: KEY })
  const status = { eventCount: 7, blockCount: 2, segmentCount: 1, sizeBytes: ends[1]!.offset, damage: [] }
  assert.deepEqual(await reader.status(), status)
  assert.deepEqual(await reader.status({ verify: true }), status)
  changeByte(segment(directory, 1), ends[0]!.offset - 1)
  assert.deepEqual(await reader.status(), status)
  const verified = await reader.status({ verify: true })
  assert.equal(verified.eventCount, 4)
  assert.equal(verified.damage.length, 1)
})

function troubledLog(trouble: Trouble): { disk: SimulatedDisk; options: LogWriterOptions } {
  const disk = makeSimulatedDisk({ random: makeSeededRandom(1), ...trouble })
  return { disk, options: { directory: '/log', key: KEY, disk, lock: unlocked } }
}

test('a full disk is a fault, what was acknowledged stays, and the torn bytes are given back', async () => {
  const { disk, options } = troubledLog({ capacityBytes: 700 })
  let end: LogPosition | undefined
  {
    await using writer = await openLogWriter(options)
    const isFull = (error: unknown): boolean => isFault(error, 'LOG_DISK_FULL')
    end = await writer.append(makeEvents(0, 2))
    await assert.rejects(writer.append(makeEvents(2, 500)), isFull)
    await assert.rejects(writer.append(makeEvents(3, 1)), isFull)
  }
  assert.equal(await (await disk.open('/log/000001.wlog', 'read')).size(), end.offset)
  assert.deepEqual(keysOf((await read('/log', { disk })).events), keysOf(makeEvents(0, 2)))
})

test('a failed fsync acknowledges nothing, and the writer takes no more', async () => {
  for (let failSyncAtChange = 1; failSyncAtChange < 12; failSyncAtChange++) {
    const { disk, options } = troubledLog({ failSyncAtChange })
    const acknowledged: string[] = []
    let refused = 0
    try {
      await using writer = await openLogWriter(options)
      for (let from = 0; from < 5; from++) {
        try {
          await writer.append(makeEvents(from, 1))
          assert.equal(refused, 0, 'an append was taken after one had failed')
          acknowledged.push(`event/${from}`)
        } catch (error) {
          assert(isFault(error, 'LOG_WRITE_FAILED'), String(error))
          refused++
        }
      }
    } catch (error) {
      assert(isFault(error, 'LOG_WRITE_FAILED'), String(error))
    }
    assert.deepEqual(
      keysOf((await read('/log', { disk: disk.crash() })).events).slice(0, acknowledged.length),
      acknowledged,
    )
  }
})

test('a store that may not be read or written is a fault that names it', async () => {
  const denied = (code: string): never => {
    throw Object.assign(new Error(code), { code })
  }
  const readOnly = { ...nodeDisk, makeDirectory: async () => denied('EROFS') }
  const directory = newDirectory()
  await assert.rejects(
    openLogWriter({ directory, key: KEY, disk: readOnly }),
    (error) => isFault(error, 'LOG_UNREADABLE') && error.message.includes(directory),
  )
  await write(directory, [makeEvents(0, 1)])
  const unreadable = { ...nodeDisk, open: async () => denied('EACCES') }
  await assert.rejects(openLogReader({ directory, key: KEY, disk: unreadable }), (error) =>
    isFault(error, 'LOG_UNREADABLE'),
  )
})

test('an event that is too large is refused alone', async () => {
  const directory = newDirectory()
  await using writer = await openLogWriter({ directory, key: KEY })
  const [event] = makeEvents(1, 1)
  const text = 'x'.repeat(2 ** 20)
  const tooLarge = [
    { ...event!, attributes: { text: 'x'.repeat(2 ** 24 + 1) } },
    { ...event!, attributes: { texts: Array.from({ length: 2 ** 23 + 1 }, () => '') } },
    { ...event!, attributes: { texts: Array.from({ length: 64 }, () => text) } },
    { ...event!, key: 'x'.repeat(2 ** 24 + 1) },
    { ...event!, branch: 'x'.repeat(2 ** 24 + 1) },
  ]
  const [before, ...others] = await Promise.allSettled([
    writer.append(makeEvents(0, 1)),
    ...tooLarge.map((one) => writer.append([one])),
    writer.append(makeEvents(2, 1)),
  ])
  const behind = others.pop()
  assert.equal(before.status, 'fulfilled')
  assert.equal(others.length, tooLarge.length)
  for (const refused of others) {
    assert(refused.status === 'rejected' && isFault(refused.reason, 'LOG_EVENT_TOO_LARGE'))
  }
  assert.equal(behind?.status, 'fulfilled')
  assert.equal((await writer.status()).eventCount, 2)
})

test('a bug of ours is told as what it is, not as a failure of the disk', async () => {
  await using writer = await openLogWriter({ directory: newDirectory(), key: KEY })
  const [event] = makeEvents(0, 1)
  const mixed = { ...event!, attributes: { list: ['text', 1] } } as unknown as AdmittedEvent
  await assert.rejects(writer.append([mixed]), assert.AssertionError)
})

test('lists of long texts end a block before it is more than a reader unpacks', () => {
  const block = makeEventBlockBuilder()
  const text = 'x'.repeat(2 ** 20)
  const [event] = makeEvents(0, 1)
  let count = 0
  for (; !block.isFull(); count++) block.add({ ...event!, attributes: { texts: [text, text] } })
  assert.equal(count, 32)
})

test('files that are no segments are left alone', async () => {
  const directory = newDirectory()
  mkdirSync(directory, { recursive: true })
  for (const name of ['0.wlog', '000000.wlog', '1.wlog', '0000001.wlog', 'a.wlog', '000001.wlog.bak']) {
    writeFileSync(join(directory, name), 'something else')
  }
  await write(directory, [makeEvents(0, 1)])
  assert.deepEqual(await read(directory), { events: makeEvents(0, 1), damage: [] })
})

test('many small appends are put into one block, in their order, and the log goes on from there', async () => {
  const directory = newDirectory()
  const ends = await write(
    directory,
    Array.from({ length: 64 }, (_, number) => makeEvents(number * 2, 2)),
  )
  const sizeBefore = statSync(segment(directory, 1)).size
  await using reader = await openLogReader({ directory, key: KEY })
  // A scan that is under way keeps the segment that it has open.
  const early = reader.scan()[Symbol.asyncIterator]()
  const seen = [...(await early.next()).value!.events()]
  {
    await using writer = await openLogWriter({ directory, key: KEY })
    assert.deepEqual((await writer.compact())?.from, ends.at(-1))
    assert.equal((await reader.status()).blockCount, 1)
    await writer.append(makeEvents(128, 1))
    assert.equal(await writer.compact(), undefined)
  }
  assert.ok(statSync(segment(directory, 1)).size < sizeBefore / 3)
  const { events, damage } = await read(directory)
  assert.deepEqual(keysOf(events), keysOf(makeEvents(0, 129)))
  assert.deepEqual(damage, [])
  for (let next = await early.next(); next.done !== true; next = await early.next()) {
    seen.push(...next.value.events())
  }
  assert.deepEqual(keysOf(seen), keysOf(makeEvents(0, 128)))
  await assert.rejects(read(directory, { after: ends[5]! }), (error) =>
    isFault(error, 'LOG_POSITION_UNKNOWN'),
  )
  assert.deepEqual(readdirSync(directory).sort(), ['000001.wlog', 'writer.lock'])
})

test('a segment with few blocks, with damage in it or of many bytes is left as it is', async () => {
  const batches = Array.from({ length: 8 }, (_, number) => makeEvents(number, 1))
  const few = newDirectory()
  await write(few, batches)
  await using fewWriter = await openLogWriter({ directory: few, key: KEY })
  assert.equal(await fewWriter.compact(), undefined)

  const damaged = newDirectory()
  const ends = await write(damaged, batches)
  changeByte(segment(damaged, 1), ends[2]!.offset + BLOCK_HEADER_BYTES + 5)
  await using damagedWriter = await openLogWriter({ directory: damaged, key: KEY, compactedBlocks: 2 })
  assert.equal(await damagedWriter.compact(), undefined)
  assert.equal((await read(damaged)).events.length, 7)

  const large = newDirectory()
  await write(large, batches)
  const options = { compactedBlocks: 2, youngSegmentBytes: 100 }
  await using largeWriter = await openLogWriter({ directory: large, key: KEY, ...options })
  assert.equal(await largeWriter.compact(), undefined)
  assert.equal((await largeWriter.append(makeEvents(8, 1))).segment, 2)
})

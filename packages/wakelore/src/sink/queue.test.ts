import assert from 'node:assert/strict'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import fc from 'fast-check'
import { eventId } from '@wakelore/telemetry/event'
import { readQueue, type QueuePlace } from './queue.ts'
import { openStoredLog, storedCommands, type StoredLog } from './stored-log.fixture.ts'

type Passed = { readonly key: string; readonly place: QueuePlace }

async function pass(log: StoredLog, after?: QueuePlace): Promise<{ passed: Passed[]; isLost: boolean }> {
  const passed: Passed[] = []
  let isLost = false
  for await (const { block, firstRow } of readQueue(log.reader, after, () => (isLost = true))) {
    for (let row = firstRow; row < block.rowCount; row++) {
      const event = block.event(row)
      passed.push({ key: event.key, place: { ...block.position, row, id: eventId(event) } })
    }
  }
  return { passed, isLost }
}

const keys = ({ passed }: { readonly passed: readonly Passed[] }): string[] => passed.map(({ key }) => key)

test('after any event comes the one that follows it, within its block and beyond', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 3), storedCommands(3, 1), storedCommands(4, 4)])
  const whole = await pass(log)
  assert.equal(whole.passed.length, 8)
  for (const [index, { place }] of whole.passed.entries()) {
    assert.deepEqual(keys(await pass(log, place)), keys(whole).slice(index + 1))
  }
})

test('a compaction moves blocks, and the place is found by its event', async () => {
  await using log = await openStoredLog()
  await log.write(Array.from({ length: 12 }, (_, n) => storedCommands(n * 2, 2)))
  const before = await pass(log)
  assert.equal(await log.compact(), true)
  await log.write([storedCommands(24, 2)])
  for (const index of [0, 1, 10, 22, 23]) {
    const after = await pass(log, before.passed[index]!.place)
    assert.deepEqual([keys(after)[0], keys(after).length], [`command/${index + 1}`, 25 - index])
    assert.equal(after.isLost, false)
  }
})

test('where a segment was erased the queue goes on behind it, and says that it lost its place', async () => {
  await using log = await openStoredLog()
  const segments = { segmentBytes: 1, youngSegmentBytes: 0 }
  for (let n = 0; n < 3; n++) await log.write([storedCommands(n * 4, 4)], segments)
  const names = readdirSync(log.directory)
    .filter((name) => /\d/.test(name))
    .sort()
  assert.ok(names.length >= 3, names.join())
  const { passed } = await pass(log)
  rmSync(join(log.directory, names[1]!))
  const after = await pass(log, passed[5]!.place)
  assert.deepEqual(keys(after), ['command/8', 'command/9', 'command/10', 'command/11'])
  assert.equal(after.isLost, true)
})

test('of a log put back from an older copy everything comes again, so that nothing new is missed', async () => {
  await using log = await openStoredLog()
  const segments = { segmentBytes: 1, youngSegmentBytes: 0 }
  for (let n = 0; n < 3; n++) await log.write([storedCommands(n * 4, 4)], segments)
  const { passed } = await pass(log)
  const names = readdirSync(log.directory)
    .filter((name) => /\d/.test(name))
    .sort()
  for (const name of names.slice(1)) rmSync(join(log.directory, name))
  const after = await pass(log, passed.at(-1)!.place)
  assert.deepEqual(keys(after), ['command/0', 'command/1', 'command/2', 'command/3'])
  assert.equal(after.isLost, true)
})

test('events that now lie in another segment are found wherever they are', async () => {
  await using log = await openStoredLog()
  await log.write([storedCommands(0, 4)])
  const { passed } = await pass(log)
  await using other = await openStoredLog()
  const segments = { segmentBytes: 1, youngSegmentBytes: 0 }
  await other.write([storedCommands(100, 4)], segments)
  await other.write([storedCommands(0, 4)], segments)
  for (const name of readdirSync(log.directory)) rmSync(join(log.directory, name))
  for (const name of readdirSync(other.directory)) {
    if (/\d/.test(name)) renameSync(join(other.directory, name), join(log.directory, name))
  }
  const after = await pass(log, passed[1]!.place)
  assert.deepEqual(keys(after), ['command/2', 'command/3'])
  assert.equal(after.isLost, false)
})

test('however it is written, compacted and read in pieces, each event comes once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          {
            weight: 3,
            arbitrary: fc.record({
              do: fc.constant('write' as const),
              count: fc.integer({ min: 1, max: 5 }),
            }),
          },
          { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const), count: fc.constant(0) }) },
          {
            weight: 2,
            arbitrary: fc.record({ do: fc.constant('read' as const), count: fc.integer({ min: 1, max: 6 }) }),
          },
        ),
        { maxLength: 20 },
      ),
      async (steps) => {
        await using log = await openStoredLog()
        let written = 0
        let place: QueuePlace | undefined
        const seen: string[] = []
        for (const step of [...steps, { do: 'read' as const, count: Infinity }]) {
          if (step.do === 'compact') await log.compact()
          else if (step.do === 'write') {
            await log.write([storedCommands(written, step.count)])
            written += step.count
          } else {
            const { passed, isLost } = await pass(log, place)
            assert.equal(isLost, false)
            const taken = passed.slice(0, step.count)
            seen.push(...taken.map(({ key }) => key))
            place = taken.at(-1)?.place ?? place
          }
        }
        assert.deepEqual(
          seen,
          Array.from({ length: written }, (_, n) => `command/${n}`),
        )
      },
    ),
    { numRuns: 40 },
  )
})

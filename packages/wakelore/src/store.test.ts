import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { makeEventBlockBuilder } from '@wakelore/stream/event-block'
import { openLogWriter } from '@wakelore/stream/log'
import { makeSegmentHeader, sealBlock } from '@wakelore/stream/segment'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { wakelorePaths } from '@wakelore/vault/paths'
import { openStore, type Store } from './store.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-store-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const notices: string[] = []

function openAt(home: string): Promise<Store> {
  return openStore({
    paths: { ...wakelorePaths({ home }), dataDir: join(home, 'data'), configDir: join(home, 'config') },
    clock: { nowMs: () => 0 },
    environment: { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
    onNotice: (text) => {
      if (text.includes('graph')) notices.push(text)
    },
  })
}

function makeEvents(from: number, count: number): AdmittedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    source: 'test',
    key: `event/${from + index}`,
    kind: 'test.event',
    occurredAt: from + index,
    recordedAt: 0,
    repository: 'r',
    attributes: {},
  })) satisfies DevelopmentEvent[] as unknown as AdmittedEvent[]
}

const heldBy = ({ graph }: Store): number =>
  makeEvents(0, 100).filter((event) => graph.hasEvent('r', eventId(event))).length

test('a graph that another process clears while this one writes is missing nothing', async () => {
  const home = mkdtempSync(join(scratch, 'home-'))
  await using writing = await openAt(home)
  await writing.beginWriting(0)
  await writing.append(makeEvents(0, 3))
  await using rebuilding = await openAt(home)
  await rebuilding.catchUp()
  rebuilding.graph.clear()
  await writing.append(makeEvents(3, 2))
  await rebuilding.catchUp()
  for (const store of [writing, rebuilding]) {
    assert.equal(heldBy(store), 5)
    assert.deepEqual(
      store.graph.status().map(({ events }) => events),
      [5],
    )
  }
})

test('a block whose contents cannot be decoded keeps no other from the graph', async () => {
  const home = mkdtempSync(join(scratch, 'home-'))
  let key: Uint8Array
  {
    await using store = await openAt(home)
    key = store.keyring.dataKey
  }
  const { header, blockKey } = makeSegmentHeader(key, 1, Buffer.alloc(16, 1), 0)
  let bytes = header.bytes
  for (let from = 0; from < 3; from++) {
    const block = makeEventBlockBuilder()
    for (const event of makeEvents(from, 1)) block.add(event)
    const contents = Buffer.concat(await block.finish())
    // The zero that ends the key: text without it is text of no event.
    if (from === 1) contents[contents.indexOf('event/1\0') + 7] = 0x78
    const sealed = {
      offset: bytes.length,
      rowCount: 1,
      syncedEnd: bytes.length,
      nonce: Buffer.alloc(12, from),
    }
    bytes = Buffer.concat([bytes, sealBlock({ header, blockKey }, { ...sealed, contents: [contents] })])
  }
  mkdirSync(join(home, 'data', 'log'), { recursive: true })
  writeFileSync(join(home, 'data', 'log', '000001.wlog'), bytes)
  await using store = await openAt(home)
  await store.catchUp()
  const status = await store.reader.status({ verify: true })
  assert.equal(status.eventCount, 2)
  assert.equal(status.damage.length, 1)
  assert.equal(heldBy(store), 2)
})

test('small appends end in few blocks, and graphs hold on to the end that has moved', async () => {
  const home = mkdtempSync(join(scratch, 'home-'))
  await using looking = await openAt(home)
  for (let number = 0; number < 70; number++) {
    await using store = await openAt(home)
    await store.beginWriting(0)
    await store.append(makeEvents(number, 1))
    if (number === 63) await looking.catchUp()
  }
  assert.deepEqual(notices, [])
  await looking.catchUp()
  assert.equal(heldBy(looking), 70)
  assert.ok((await looking.reader.status()).blockCount < 10)
  assert.deepEqual(
    looking.graph.status().map(({ events }) => events),
    [70],
  )
  assert.deepEqual(notices, [])
})

test('a log that has just been compacted is waited for, until its writer has told the graph', async () => {
  const home = mkdtempSync(join(scratch, 'home-'))
  await using looking = await openAt(home)
  for (let number = 0; number < 64; number++) {
    await using store = await openAt(home)
    await store.beginWriting(0)
    await store.append(makeEvents(number, 1))
  }
  await looking.catchUp()
  const directory = join(home, 'data', 'log')
  await using compacting = await openLogWriter({ directory, key: looking.keyring.dataKey })
  const { from, to } = (await compacting.compact())!
  const caughtUp = looking.catchUp()
  await delay(50)
  // The same graph, as the process that compacts has it open.
  await using other = await openAt(home)
  assert.equal(other.graph.relocate(from, to), true)
  assert.equal(await caughtUp, 0)
  assert.equal(heldBy(looking), 64)
  assert.deepEqual(notices, [])
})

test('whoever has ended writing lets others write, and may write again', async () => {
  const home = mkdtempSync(join(scratch, 'home-'))
  await using first = await openAt(home)
  await using second = await openAt(home)
  await first.beginWriting(0)
  await first.append(makeEvents(0, 1))
  await first.endWriting()
  await second.beginWriting(0)
  await second.append(makeEvents(1, 1))
  await second.endWriting()
  await first.beginWriting(0)
  await first.append(makeEvents(2, 1))
  assert.equal(heldBy(first), 3)
})

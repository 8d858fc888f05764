import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { ownHost } from './process-alive.ts'
import { capSpool, listSpool, openTrace, readSpool, removeTraces } from './spool.ts'

const START_MS = Date.UTC(2026, 10, 25, 14, 47, 38)
const MS_PER_DAY = 86_400_000

function component(atMs: number, pid: number): string {
  const stamp = new Date(atMs).toISOString().replace(/[-:]/g, '').replace('Z', '000Z')
  return `${stamp}-${ownHost()}-P${pid.toString(16).padStart(8, '0')}`
}

function makeSpool(): Disposable & {
  path: string
  put: (atMs: number, pid: number, bytes?: number) => string
} {
  const path = mkdtempSync(join(tmpdir(), 'wakelore-spool-'))
  return {
    path,
    put: (atMs, pid, bytes = 100) => {
      const name = component(atMs, pid)
      writeFileSync(join(path, name), 'x'.repeat(bytes))
      return name
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

test('a spool is listed oldest first, in runs that miss none', async () => {
  using spool = makeSpool()
  const names = Array.from({ length: 57 }, (_, index) =>
    spool.put(START_MS + ((index * 17) % 57) * 1000, index + 1),
  )
  const listed: string[] = []
  for (let isWhole = false; !isWhole;) {
    const listing = await listSpool(spool.path, { after: listed.at(-1) ?? '', most: 10 })
    listed.push(...listing.traces.map((trace) => trace.component))
    isWhole = listing.isWhole
  }
  assert.deepEqual(listed, names.sort())
})

test('the state of a spool is its files, how many processes run, and since when the oldest does', async () => {
  using spool = makeSpool()
  assert.deepEqual(await readSpool(spool.path), { files: 0, bytes: 0, running: 0 })
  spool.put(START_MS + 5000, 7)
  spool.put(START_MS, 8)
  spool.put(START_MS + 9000, 7)
  const state = await readSpool(spool.path, { nowMs: START_MS, isRunning: (pid) => pid === 7 })
  assert.deepEqual(state, { files: 3, bytes: 300, running: 2, oldestStartMs: START_MS })
})

test('beyond its size the oldest are given up, but none whose process runs', async () => {
  using spool = makeSpool()
  const names = [0, 1, 2, 3, 4].map((second) => spool.put(START_MS + second * 1000, second + 1))
  const losses = await capSpool(spool.path, {
    nowMs: START_MS + 60_000,
    isRunning: (pid) => pid === 2,
    mostBytes: 300,
  })
  assert.deepEqual(losses, [
    { reason: 'spool_too_large', fromMs: START_MS, untilMs: START_MS + 2000, files: 2 },
  ])
  assert.deepEqual(readdirSync(spool.path).sort(), [names[1], names[3], names[4]])
})

test('what is older than a month is given up', async () => {
  using spool = makeSpool()
  spool.put(START_MS, 1)
  const kept = spool.put(START_MS + 2 * MS_PER_DAY, 2)
  const losses = await capSpool(spool.path, { nowMs: START_MS + 31 * MS_PER_DAY, isRunning: () => false })
  assert.deepEqual(losses, [{ reason: 'spool_too_large', fromMs: START_MS, untilMs: START_MS, files: 1 }])
  assert.deepEqual(readdirSync(spool.path), [kept])
})

test('a full spool is opened by giving the last trace its own name', async () => {
  using spool = makeSpool()
  const own = component(START_MS, 5)
  const discard = join(spool.path, 'git-trace2-discard')
  const line = `{"event":"version","sid":"${component(START_MS - 1, 4)}/${own}"}\n`
  writeFileSync(discard, line)
  const state = await readSpool(spool.path)
  assert.equal(state.fullSinceMs, START_MS)
  const nowMs = START_MS + 5000
  assert.deepEqual(await capSpool(spool.path, { nowMs }), [
    { reason: 'spool_full', fromMs: START_MS, untilMs: nowMs },
  ])
  assert.deepEqual(readdirSync(spool.path), [own])
  assert.equal(readFileSync(join(spool.path, own), 'utf8'), line)
})

test('a full spool whose last trace tells nothing is opened after a moment', async () => {
  using spool = makeSpool()
  const discard = join(spool.path, 'git-trace2-discard')
  writeFileSync(discard, '')
  utimesSync(discard, START_MS / 1000, START_MS / 1000)
  assert.deepEqual(await capSpool(spool.path, { nowMs: START_MS + 500 }), [])
  assert(existsSync(discard))
  const nowMs = START_MS + 5000
  assert.deepEqual(await capSpool(spool.path, { nowMs }), [
    { reason: 'spool_full', fromMs: START_MS, untilMs: nowMs },
  ])
  assert.deepEqual(readdirSync(spool.path), [])
})

test('removing forgives what is gone, keeps what a directory holds, and follows no link', async () => {
  using spool = makeSpool()
  mkdirSync(join(spool.path, 'full'))
  writeFileSync(join(spool.path, 'full', 'file'), '')
  mkdirSync(join(spool.path, 'empty'))
  symlinkSync(join(spool.path, 'full'), join(spool.path, 'link'))
  await removeTraces(spool.path, ['gone', 'full', 'empty', 'link'])
  assert.deepEqual(readdirSync(spool.path), ['full'])
  await assert.rejects(removeTraces(join(spool.path, 'full', 'file'), ['below-a-file']), (error) =>
    isFault(error, 'CAPTURE_SPOOL_UNWRITABLE'),
  )
})

test('a link is not opened', () => {
  using spool = makeSpool()
  const name = spool.put(START_MS, 1)
  symlinkSync(join(spool.path, name), join(spool.path, 'link'))
  assert.equal(openTrace(join(spool.path, 'link')).kind, 'foreign')
  assert.equal(openTrace(join(spool.path, 'nothing')).kind, 'gone')
})

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import * as fc from 'fast-check'
import { isFault } from '@wakelore/kernel/fault'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { withoutWords } from './daemon-foreground.ts'
import {
  daemonCommand,
  findDaemon,
  holdDaemon,
  startDaemon,
  stopDaemon,
  type DaemonPlace,
  type HeldDaemon,
} from './daemon-process.ts'
import { VERSION } from './version.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-daemon-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

function makePaths(): WakelorePaths {
  const root = mkdtempSync(join(scratch, 'home-'))
  const dataDir = join(root, 'data')
  mkdirSync(dataDir)
  return { dataDir, configDir: root, cacheDir: root, spoolDir: root }
}

test('a daemon is found once it says who it is, and no more when it has stopped', async () => {
  const paths = makePaths()
  assert.equal(await findDaemon(paths), null)
  const held = await holdDaemon(paths, 1234)
  assert.equal(await findDaemon(paths), null)
  await held.tell({ attention: 'polling' })
  assert.deepEqual(await findDaemon(paths), {
    pid: process.pid,
    startedAtMs: 1234,
    version: VERSION,
    attention: 'polling',
  })
  await assert.rejects(holdDaemon(paths, 5), (error) => isFault(error, 'DAEMON_RUNNING'))
  held.release()
  assert.equal(await findDaemon(paths), null)
})

test('one that did not stop in order is known by the next, and only by that', async () => {
  const paths = makePaths()
  writeFileSync(
    join(paths.dataDir, 'daemon.json'),
    JSON.stringify({ pid: process.pid, startedAtMs: 0, version: '0.0.1', attention: 'watching' }),
  )
  assert.equal(await findDaemon(paths), null)
  const next = await holdDaemon(paths, 0)
  assert.equal(next.isAfterCrash, true)
  // What the dead one left names nobody any more, although somebody holds the lock.
  assert.equal(await findDaemon(paths), null)
  await next.tell({ attention: 'watching' })
  next.release()
  const last = await holdDaemon(paths, 0)
  assert.equal(last.isAfterCrash, false)
  last.release()
})

test('whatever stands in daemon.json, it is a daemon or none', async () => {
  const paths = makePaths()
  const held = await holdDaemon(paths, 0)
  const file = join(paths.dataDir, 'daemon.json')
  const json = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ pid: fc.anything(), startedAtMs: fc.anything(), version: fc.anything() }).map((value) => {
      // Some values have no JSON.
      return fc.stringify(value)
    }),
  )
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      writeFileSync(file, text)
      const found = await findDaemon(paths)
      assert(found === null || Number.isSafeInteger(found.pid))
    }),
    { numRuns: 200 },
  )
  held.release()
})

test('one whose data directory was replaced knows it, and takes nothing away from the next', async () => {
  const paths = makePaths()
  const held = await holdDaemon(paths, 0)
  await held.tell({ attention: 'watching' })
  assert.equal(held.isInPlace(), true)
  renameSync(paths.dataDir, `${paths.dataDir}-old`)
  assert.equal(held.isInPlace(), false)
  const next = await holdDaemon(paths, 0)
  await next.tell({ attention: 'watching' })
  held.release()
  assert.notEqual(await findDaemon(paths), null)
  next.release()
})

test('what keeps it running starts and stops it, and then nobody signals it', async () => {
  const paths = makePaths()
  let held: HeldDaemon | undefined
  const place: DaemonPlace = {
    paths,
    environment: {},
    service: {
      start: async () => {
        held = await holdDaemon(paths, 7)
        await held.tell({ attention: 'watching' })
      },
      stop: async () => held?.release(),
    },
  }
  const { daemon, outcome } = await startDaemon(place)
  assert.equal(outcome, 'started')
  assert.equal(daemon.startedAtMs, 7)
  assert.equal((await startDaemon(place)).outcome, 'already-running')
  // A signal would end these tests.
  assert.deepEqual(await stopDaemon(place), { pid: process.pid, isKilled: false })
  assert.deepEqual(await stopDaemon(place), { pid: undefined, isKilled: false })
})

test('its command line names this Node and a launcher that there is', () => {
  const command = daemonCommand()
  assert.equal(command[0], process.execPath)
  assert.deepEqual(command.slice(-2), ['up', '--foreground'])
  const launcher = command.at(-3)!
  assert(existsSync(launcher))
  assert.match(readFileSync(launcher, 'utf8'), /^#!/)
})

test('of our own bug the log gets the place, and no word of what it met', () => {
  let caught: unknown
  try {
    JSON.parse('planted-secret')
  } catch (error) {
    caught = error
  }
  const { stack = '', message } = withoutWords(caught)
  assert.doesNotMatch(stack + message, /planted/)
  assert.match(stack, /SyntaxError/)
  assert.match(stack, /at .*daemon-process\.test\.ts/)
})

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import type { Listener } from '@wakelore/server/transport/listener'
import { holdDaemon } from '../daemon-process.ts'
import { listenerFile, readListener, readListenerRecord, writeListenerRecord } from '../listener-file.ts'
import { openDaemonListener } from './listening.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-listening-'))
const opened: Listener[] = []
after(async () => {
  await Promise.all(opened.map((listener) => listener.close(0)))
  rmSync(scratch, { recursive: true, force: true })
})

const makePaths = (): { dataDir: string } => ({ dataDir: mkdtempSync(join(scratch, 'data-')) })

/** Noted already, and not the usual one, which any other daemon here may take at any moment. */
async function notePort(paths: { dataDir: string }): Promise<void> {
  const finding = createServer()
  await new Promise<void>((resolve) => finding.listen(0, '127.0.0.1', resolve))
  const { port } = finding.address() as AddressInfo
  await new Promise((resolve) => finding.close(resolve))
  await writeListenerRecord(paths, { port, token: 'a'.repeat(64) })
}

async function open(paths: { dataDir: string }): Promise<Listener> {
  const listener = await openDaemonListener(paths, {
    origins: async () => [],
    intake: () => assert.fail('nobody has sent anything'),
    onBug: (error) => assert.fail(error as Error),
  })
  opened.push(listener)
  return listener
}

test('port and token stay from one daemon to the next, in a file for its owner alone', async () => {
  const paths = makePaths()
  await notePort(paths)
  const first = await open(paths)
  const noted = readFileSync(listenerFile(paths), 'utf8')
  if (process.platform !== 'win32') assert.equal(statSync(listenerFile(paths)).mode & 0o777, 0o600)
  await first.close(0)
  const second = await open(paths)
  assert.equal(second.port, first.port)
  assert.equal(readFileSync(listenerFile(paths), 'utf8'), noted)
})

test('the first of all makes a token of its own', async () => {
  const [one, other] = [makePaths(), makePaths()]
  await Promise.all([open(one), open(other)])
  const [first, second] = await Promise.all([one, other].map(readListenerRecord))
  assert.match(first!.token, /^[0-9a-f]{64}$/)
  assert.notEqual(first!.token, second!.token)
  assert.notEqual(first!.port, second!.port)
})

test('a port that somebody else took is given up, and its token with it', async () => {
  const paths = makePaths()
  await notePort(paths)
  const first = await open(paths)
  const before = (await readListenerRecord(paths))!
  await first.close(0)
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(first.port, '127.0.0.1', resolve))
  const second = await open(paths)
  const now = (await readListenerRecord(paths))!
  assert.equal(now.port, second.port)
  assert.notEqual(now.port, before.port)
  assert.notEqual(now.token, before.token)
  await new Promise((resolve) => other.close(resolve))
})

test('whatever stands in the file, it is a listener or none', async () => {
  const paths = makePaths()
  const token = 'a'.repeat(64)
  const good = { version: 1, port: 47318, token }
  const bad: readonly unknown[] = [
    null,
    [],
    { ...good, version: 2 },
    { ...good, port: 0 },
    { ...good, port: 65_536 },
    { ...good, port: '47318' },
    { ...good, token: `${token}0` },
    { ...good, token: 'A'.repeat(64) },
    { port: 47318, token },
  ]
  for (const value of bad) {
    writeFileSync(listenerFile(paths), JSON.stringify(value))
    assert.equal(await readListenerRecord(paths), undefined)
  }
  writeFileSync(listenerFile(paths), '{"version":1,')
  assert.equal(await readListenerRecord(paths), undefined)
  writeFileSync(listenerFile(paths), JSON.stringify(good))
  assert.deepEqual(await readListenerRecord(paths), { port: 47318, token })
})

test('nobody listens where no daemon runs, or where it says so of another port', async () => {
  const paths = makePaths()
  await writeListenerRecord(paths, { port: 4321, token: 'a'.repeat(64) })
  assert.equal(await readListener(paths), undefined)
  const held = await holdDaemon(paths, 0)
  const counts = { sinceMs: 0, taken: 0, refused: 0 }
  await held.tell({ attention: 'watching' })
  assert.equal(await readListener(paths), undefined)
  await held.tell({ attention: 'watching', listener: { port: 4322, ...counts } })
  assert.equal(await readListener(paths), undefined)
  await held.tell({ attention: 'watching', listener: { port: 4321, ...counts } })
  assert.equal((await readListener(paths))!.url, 'http://127.0.0.1:4321')
  held.release()
  assert.equal(await readListener(paths), undefined)
  assert.ok(existsSync(listenerFile(paths)))
})

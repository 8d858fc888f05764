import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { acquireProcessLock, isProcessLocked } from './process-lock.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-lock-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const WAIT_MS = 30_000

/** A process of its own that takes the lock, says whether it got it, and holds it until it is killed. */
async function startHolder(file: string): Promise<{ child: ChildProcess; hasLock: boolean }> {
  const program = `
    import { acquireProcessLock } from ${JSON.stringify(join(import.meta.dirname, 'process-lock.ts'))}
    const lock = await acquireProcessLock(${JSON.stringify(file)}, 0)
    process.stdout.write(String(lock !== undefined))
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout!, 'data', { signal: AbortSignal.timeout(WAIT_MS) })
  return { child, hasLock: String(said) === 'true' }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'close')
}

test('a lock keeps other processes away until its holder is killed', async () => {
  const file = join(scratch, 'killed.lock')
  const { child, hasLock } = await startHolder(file)
  try {
    assert(hasLock)
    assert.equal(await acquireProcessLock(file, 30), undefined)
    assert(isProcessLocked(file))
  } finally {
    await kill(child)
  }
  assert.equal(isProcessLocked(file), false)
  const lock = await acquireProcessLock(file, WAIT_MS)
  assert(lock !== undefined)
  lock.release()
})

test('its holder may ask for it and about it again without losing it', async () => {
  const file = join(scratch, 'asked.lock')
  const lock = await acquireProcessLock(file, 0)
  assert.equal(await acquireProcessLock(file, 0), undefined)
  assert(isProcessLocked(file))
  const { child, hasLock } = await startHolder(file)
  await kill(child)
  assert.equal(hasLock, false)
  lock!.release()
  assert.equal(isProcessLocked(file), false)
})

test('a lock that was never taken is free, and asking makes no file', () => {
  const file = join(scratch, 'never.lock')
  assert.equal(isProcessLocked(file), false)
  assert.equal(existsSync(file), false)
})

test('the file stays empty and is its owner’s alone', async () => {
  const file = join(scratch, 'empty.lock')
  const lock = await acquireProcessLock(file, 0)
  lock!.release()
  assert.equal(statSync(file).size, 0)
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('a place where no file can be made is a fault', async () => {
  await assert.rejects(acquireProcessLock(join(scratch, 'no', 'such', 'directory'), 0), (error) =>
    isFault(error, 'LOG_UNREADABLE'),
  )
})

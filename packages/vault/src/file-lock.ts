/**
 * A lock for read-change-write of a small file, between processes: a file beside it
 * that only one of them can create.
 *
 * Whoever holds it does so for milliseconds; one that is much older was left by a
 * process that died, and is taken away by a rename, which only one process wins.
 */
import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '@wakelore/kernel/error-code'
import { vaultFault } from './faults.ts'
import { makePrivateDirectory, reasonOf } from './private-file.ts'

const ABANDONED_AFTER_MS = 30_000
const WAIT_LIMIT_MS = 40_000
const LONGEST_PAUSE_MS = 50

/** Runs `body` while no other process does for the same `path`. @throws VAULT_BUSY, VAULT_HOME_UNWRITABLE */
export async function withFileLock<T>(path: string, body: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  const owner = `${process.pid} ${randomBytes(8).toString('hex')}\n`
  await makePrivateDirectory(dirname(path))
  await acquire(lock, owner)
  try {
    return await body()
  } finally {
    await release(lock, owner)
  }
}

async function acquire(lock: string, owner: string): Promise<void> {
  const startedAt = performance.now()
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (await take(lock, owner)) return
    if (performance.now() - startedAt > WAIT_LIMIT_MS) {
      throw vaultFault('VAULT_BUSY', `${lock} was held for ${WAIT_LIMIT_MS / 1000} s`, {
        fields: { path: lock },
      })
    }
    await clearAbandoned(lock)
    await delay(pauseMs)
  }
}

async function take(lock: string, owner: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600)
    try {
      await file.writeFile(owner)
    } catch (error) {
      // A lock that names nobody would be waited for, and nobody releases it.
      await unlink(lock).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    return true
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false
    throw vaultFault('VAULT_HOME_UNWRITABLE', `cannot write ${lock}: ${reasonOf(cause)}`, {
      fields: { path: lock },
      cause,
    })
  }
}

async function release(lock: string, owner: string): Promise<void> {
  const held = await readFile(lock, 'utf8').catch(() => undefined)
  if (held === owner) await unlink(lock).catch(() => undefined)
}

async function clearAbandoned(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined)
  if (found === undefined || Date.now() - found.mtimeMs < ABANDONED_AFTER_MS) return
  const aside = `${lock}.${randomBytes(6).toString('hex')}`
  const moved = await rename(lock, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const taken = await stat(aside)
  // Another process may have cleared it and taken the lock between the two calls: give it back.
  if (taken.ino !== found.ino) await link(aside, lock).catch(() => undefined)
  await unlink(aside)
}

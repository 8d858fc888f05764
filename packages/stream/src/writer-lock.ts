/**
 * One writer at a time, across processes: whoever holds an exclusive transaction on
 * `writer.lock`, an empty SQLite file, may write. SQLite takes the lock from the
 * operating system on every platform that we support, and the system releases it when
 * the process dies, however it dies. Nothing is ever written into the file.
 */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
// Its types lie outside its exports map: tsconfig.json points there, and they know no default.
// oxlint-disable-next-line import/default
import Database from 'better-sqlite3-multiple-ciphers'
import { errorCode } from '@wakelore/kernel/error-code'
import { logFault } from './faults.ts'

export type WriterLock = { readonly release: () => void }

/** Waits for the lock on `directory`, up to `waitMs`. @throws LOG_BUSY, LOG_UNREADABLE */
export type AcquireWriterLock = (directory: string, waitMs: number) => Promise<WriterLock>

const POLL_MS = 20

export const acquireWriterLock: AcquireWriterLock = async (directory, waitMs) => {
  const file = join(directory, 'writer.lock')
  const startedAt = performance.now()
  for (;;) {
    const lock = tryLock(file)
    if (lock !== undefined) return lock
    if (performance.now() - startedAt >= waitMs) {
      throw logFault('LOG_BUSY', `another wakelore is writing to ${directory} (waited ${waitMs} ms)`, {
        fields: { directory, waitMs },
      })
    }
    await delay(POLL_MS)
  }
}

function tryLock(file: string): WriterLock | undefined {
  let database: Database.Database | undefined
  try {
    // SQLite would make it readable to others, as far as the umask lets it.
    closeSync(openSync(file, 'a', 0o600))
    // No waiting inside SQLite: it would stop this whole process, the holder too if it is us.
    database = new Database(file, { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
    const held = database
    return { release: () => void held.close() }
  } catch (cause) {
    database?.close()
    if (errorCode(cause)?.startsWith('SQLITE_BUSY')) return undefined
    throw logFault('LOG_UNREADABLE', `cannot lock ${file}`, { cause, fields: { file } })
  }
}

/** One writer at a time, across processes: whoever holds the lock on `writer.lock` may write. */
import { join } from 'node:path'
import { logFault } from './faults.ts'
import { acquireProcessLock, type ProcessLock } from './process-lock.ts'

/** Waits for the lock on `directory`, up to `waitMs`. @throws LOG_BUSY, LOG_UNREADABLE */
export type AcquireWriterLock = (directory: string, waitMs: number) => Promise<ProcessLock>

export const acquireWriterLock: AcquireWriterLock = async (directory, waitMs) => {
  const lock = await acquireProcessLock(join(directory, 'writer.lock'), waitMs)
  if (lock !== undefined) return lock
  throw logFault('LOG_BUSY', `another wakelore is writing to ${directory} (waited ${waitMs} ms)`, {
    fields: { directory, waitMs },
  })
}

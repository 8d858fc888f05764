/** One writer at a time, across processes: whoever holds the lock on `writer.lock` may write. */
import { join } from 'node:path'
import { logFault } from './faults.ts'
import { acquireProcessLock, isProcessLocked, type ProcessLock } from './process-lock.ts'

/** Waits for the lock on `directory`, up to `waitMs`. @throws LOG_BUSY, LOG_UNREADABLE */
export type AcquireWriterLock = (directory: string, waitMs: number) => Promise<ProcessLock>

export const acquireWriterLock: AcquireWriterLock = async (directory, waitMs) => {
  const lock = await acquireProcessLock(lockFile(directory), waitMs)
  if (lock !== undefined) return lock
  throw logFault('LOG_BUSY', `another wakelore is writing to ${directory} (waited ${waitMs} ms)`, {
    fields: { directory, waitMs },
  })
}

/** Whether some process may write to the log in `directory` at this moment. @throws LOG_UNREADABLE */
export function isWriting(directory: string): boolean {
  return isProcessLocked(lockFile(directory))
}

function lockFile(directory: string): string {
  return join(directory, 'writer.lock')
}

/**
 * One process at a time: whoever holds an exclusive transaction on an empty SQLite file
 * has the lock that the file stands for. SQLite takes it from the operating system on
 * every platform that we support, and the system releases it when the process dies,
 * however it dies. Nothing is ever written into the file.
 *
 * POSIX releases all of a process's locks on a file as soon as it closes any descriptor
 * of that file: nobody but SQLite, which knows, may open one that exists.
 */
import { closeSync, existsSync, openSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
// Its types lie outside its exports map: tsconfig.json points there, and they know no default.
// oxlint-disable-next-line import/default
import Database from 'better-sqlite3-multiple-ciphers'
import { errorCode } from '@wakelore/kernel/error-code'
import { logFault } from './faults.ts'

export type ProcessLock = { readonly release: () => void }

const POLL_MS = 20

/** Waits for the lock up to `waitMs`; undefined where another holds it, this process included. @throws LOG_UNREADABLE */
export async function acquireProcessLock(file: string, waitMs: number): Promise<ProcessLock | undefined> {
  const startedAt = performance.now()
  for (;;) {
    const lock = tryLock(file)
    if (lock !== undefined || performance.now() - startedAt >= waitMs) return lock
    await delay(POLL_MS)
  }
}

/** Whether any process holds the lock now. Whoever tries to take it at this very moment has to try again. @throws LOG_UNREADABLE */
export function isProcessLocked(file: string): boolean {
  if (!existsSync(file)) return false
  const lock = withDatabase(file, { readonly: true }, 'SELECT 1 FROM sqlite_schema')
  lock?.release()
  return lock === undefined
}

function tryLock(file: string): ProcessLock | undefined {
  try {
    // SQLite would make it readable to others, as far as the umask lets it.
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw unlockable(file, cause)
  }
  return withDatabase(file, {}, 'BEGIN EXCLUSIVE')
}

/** The database after the statement; undefined where that is kept from it by another's lock. */
function withDatabase(file: string, options: Database.Options, statement: string): ProcessLock | undefined {
  let database: Database.Database | undefined
  try {
    // No waiting inside SQLite: it would stop this whole process, the holder too if it is us.
    database = new Database(file, { ...options, timeout: 0 })
    database.exec(statement)
    const held = database
    return { release: () => void held.close() }
  } catch (cause) {
    database?.close()
    if (errorCode(cause)?.startsWith('SQLITE_BUSY')) return undefined
    throw unlockable(file, cause)
  }
}

function unlockable(file: string, cause: unknown): Error {
  return logFault('LOG_UNREADABLE', `cannot lock ${file}`, { cause, fields: { file } })
}

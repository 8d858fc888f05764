/**
 * The encrypted SQLite file under the graph: opened with a raw 256-bit key, and
 * with SQLite's errors turned into faults.
 *
 * The cipher is AEGIS-256, of those in the library the fastest that also
 * authenticates every page. The file's first 16 bytes are the salt: given a raw key the
 * cipher only stores it, so it serves as the key's fingerprint, by which a wrong key
 * is told from damage. Write-ahead log, so that readers never wait for the writer; a
 * crash leaves the old or the new transaction.
 */
import { createHmac } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
// Its types lie outside its exports map: tsconfig.json points there, and they know no default.
// oxlint-disable-next-line import/default
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { knowledgeFault } from '../faults.ts'

export type SqlValue = string | number | Buffer | null

export type Statement<Row> = {
  /** Returns how many rows changed. */
  readonly run: (...values: SqlValue[]) => number
  /** The first row, as an array of its columns. */
  readonly get: (...values: SqlValue[]) => Row | undefined
  readonly all: (...values: SqlValue[]) => Row[]
}

export type Database = {
  readonly prepare: <Row extends readonly SqlValue[]>(sql: string) => Statement<Row>
  readonly execute: (sql: string) => void
  /** Runs `work` as one transaction; `immediate` takes the write lock first. */
  readonly transaction: <T>(mode: 'deferred' | 'immediate', work: () => T) => T
  /** Changes whenever another connection has committed something. */
  readonly dataVersion: () => number
  readonly close: () => void
}

const KEY_SIZE_BYTES = 32
const SALT_SIZE_BYTES = 16
const BUSY_TIMEOUT_MS = 10_000
const CACHE_SIZE_KIB = 16 * 1024
const CHECKPOINT_PAGES = 4000

/** @throws GRAPH_WRONG_KEY, GRAPH_DAMAGED, GRAPH_UNREADABLE, GRAPH_BUSY, GRAPH_DISK_FULL */
export function openDatabase(file: string, key: Uint8Array): Database {
  if (key.length !== KEY_SIZE_BYTES)
    throw new RangeError(`a key has ${KEY_SIZE_BYTES} bytes, not ${key.length}`)
  const salt = createHmac('sha256', key).update('wakelore graph').digest().subarray(0, SALT_SIZE_BYTES)
  checkSalt(file, salt)
  return attempt(file, () => connect(file, key, salt))
}

function connect(file: string, key: Uint8Array, salt: Buffer): Database {
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    sqlite.pragma("cipher='aegis'")
    sqlite.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}${salt.toString('hex')}`))
    sqlite.pragma('journal_mode=WAL')
    // In WAL mode this survives a killed process whole, and a power cut up to the last transactions.
    sqlite.pragma('synchronous=NORMAL')
    // Temporary files would not be encrypted.
    sqlite.pragma('temp_store=MEMORY')
    // Pages that a first read changes again and again are copied, and synced, less often.
    sqlite.pragma(`wal_autocheckpoint=${CHECKPOINT_PAGES}`)
    sqlite.pragma(`cache_size=-${CACHE_SIZE_KIB}`)
    sqlite.pragma('trusted_schema=OFF')
  } catch (error) {
    sqlite.close()
    throw error
  }
  const begin = {
    deferred: sqlite.prepare('BEGIN DEFERRED'),
    immediate: sqlite.prepare('BEGIN IMMEDIATE'),
  }
  const commit = sqlite.prepare('COMMIT')
  const dataVersion = sqlite.prepare<[], number>('PRAGMA data_version').pluck()
  return {
    prepare: <Row extends readonly SqlValue[]>(sql: string): Statement<Row> => {
      const statement = attempt(file, () => sqlite.prepare<SqlValue[], Row>(sql))
      if (statement.reader) statement.raw()
      return {
        run: (...values) => attempt(file, () => statement.run(...values).changes),
        get: (...values) => attempt(file, () => statement.get(...values)),
        all: (...values) => attempt(file, () => statement.all(...values)),
      }
    },
    execute: (sql) => attempt(file, () => void sqlite.exec(sql)),
    transaction: (mode, work) => {
      attempt(file, () => begin[mode].run())
      try {
        const result = work()
        attempt(file, () => commit.run())
        return result
      } finally {
        // SQLite itself rolls back after some failures.
        if (sqlite.inTransaction) attempt(file, () => sqlite.exec('ROLLBACK'))
      }
    },
    dataVersion: () => attempt(file, () => dataVersion.get() as number),
    close: () => void sqlite.close(),
  }
}

/** Makes the file if it is missing, readable for its owner only, and compares its salt. */
function checkSalt(file: string, salt: Buffer): void {
  const found = Buffer.alloc(SALT_SIZE_BYTES)
  let foundSize: number
  try {
    const descriptor = openSync(file, 'a+', 0o600)
    foundSize = readSync(descriptor, found, 0, SALT_SIZE_BYTES, 0)
    closeSync(descriptor)
  } catch (cause) {
    throw knowledgeFault('GRAPH_UNREADABLE', `cannot open the graph ${file}: ${(cause as Error).message}`, {
      fields: { file },
      cause,
    })
  }
  if (foundSize === 0) return
  if (foundSize < SALT_SIZE_BYTES) {
    throw knowledgeFault('GRAPH_DAMAGED', `the graph ${file} ends after ${foundSize} bytes`, {
      fields: { file },
    })
  }
  if (!found.equals(salt)) {
    throw knowledgeFault('GRAPH_WRONG_KEY', `the graph ${file} does not open with this key`, {
      fields: { file },
    })
  }
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof Sqlite.SqliteError ? faultOf(file, error) : error
  }
}

function faultOf(file: string, cause: { readonly code: string; readonly message: string }): unknown {
  const options = { fields: { file, sqlite: cause.code }, cause }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|DATA|CORRUPTFS))/.test(cause.code)) {
    return knowledgeFault('GRAPH_DAMAGED', `the graph ${file} is damaged: ${cause.message}`, options)
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(cause.code)) {
    return knowledgeFault(
      'GRAPH_BUSY',
      `the graph ${file} was locked for ${BUSY_TIMEOUT_MS / 1000} s`,
      options,
    )
  }
  if (cause.code === 'SQLITE_FULL') {
    return knowledgeFault('GRAPH_DISK_FULL', `no space left for the graph ${file}`, options)
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR)/.test(cause.code)) {
    return knowledgeFault('GRAPH_UNREADABLE', `cannot use the graph ${file}: ${cause.message}`, options)
  }
  return cause
}

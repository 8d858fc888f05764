/**
 * Where the daemon listens, and what a sender has to show: `listener.json` in the data
 * directory, for its owner's eyes only.
 *
 * It outlives the daemon, so that a shell which was told the address once goes on
 * sending to the next one. A port that another process took meanwhile is given up
 * together with its token: whoever holds it may have been shown that.
 */
import { join } from 'node:path'
import { isRecord } from '@wakelore/kernel/is-record'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import { findDaemon } from './daemon-process.ts'

export type ListenerRecord = {
  readonly port: number
  /** The ingest token: 64 hex digits. */
  readonly token: string
}

export type Listener = ListenerRecord & {
  /** Without a path, as OTEL_EXPORTER_OTLP_ENDPOINT takes it. */
  readonly url: string
}

type Place = Pick<WakelorePaths, 'dataDir'>

/** The listener of the daemon that runs; undefined where none does, or doesn't listen. @throws VAULT_FILE_UNREADABLE */
export async function readListener(paths: Place): Promise<Listener | undefined> {
  const [daemon, record] = await Promise.all([findDaemon(paths), readListenerRecord(paths)])
  if (record === undefined || daemon?.listener?.port !== record.port) return undefined
  return { ...record, url: listenerUrl(record.port) }
}

/** What the last daemon that listened noted; undefined where none did, or where it is no such file. */
export async function readListenerRecord(paths: Place): Promise<ListenerRecord | undefined> {
  const text = await readPrivateFile(listenerFile(paths))
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value['version'] !== 1) return undefined
    const { port, token } = value
    const isPort = typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536
    if (!isPort || typeof token !== 'string' || !/^[0-9a-f]{64}$/.test(token)) return undefined
    return { port, token }
  } catch {
    return undefined
  }
}

/** @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function writeListenerRecord(paths: Place, { port, token }: ListenerRecord): Promise<void> {
  await writePrivateFile(listenerFile(paths), `${JSON.stringify({ version: 1, port, token })}\n`)
}

/** By number: a name may mean more than one address, or another tomorrow. */
export function listenerUrl(port: number): string {
  return `http://127.0.0.1:${port}`
}

export function listenerFile(paths: Place): string {
  return join(paths.dataDir, 'listener.json')
}

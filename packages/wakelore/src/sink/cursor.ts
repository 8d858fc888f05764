/**
 * How far a sink has got: a small file beside the log, `sinks/<name>.json` in the data
 * directory, written after each batch that the sink acknowledged. A crash in between
 * sends that batch again. It is of the sink that was added then: one that was removed, and
 * added again under the same name, begins anew.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMoment } from '@wakelore/kernel/clock'
import { isRecord } from '@wakelore/kernel/is-record'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import type { Sink } from '@wakelore/vault/sink'
import { sinkFault } from '../faults.ts'
import type { QueuePlace } from './queue.ts'

export type SinkCursor = {
  /** The last event that was dealt with; undefined before the first. */
  readonly place?: QueuePlace
  /** What happened before isn't sent. */
  readonly sinceMs?: number
  /** When the sink acknowledged something last. */
  readonly acknowledgedMs?: number
  /** What stopped the last run; gone with the next acknowledgement. */
  readonly lastFault?: { readonly code: string; readonly message: string; readonly atMs: number }
}

type Place = Pick<WakelorePaths, 'dataDir'>
type Owner = Pick<Sink, 'name' | 'createdAt'>

/** Of a sink that was never sent anything, one at the log's start. @throws SINK_STATE_DAMAGED, VAULT_FILE_UNREADABLE */
export async function readCursor(paths: Place, { name, createdAt }: Owner): Promise<SinkCursor> {
  const path = cursorFile(paths, name)
  const text = await readPrivateFile(path)
  if (text === undefined) return {}
  const read = parse(text)
  if (read !== undefined) return read.createdAt === createdAt ? read.cursor : {}
  throw sinkFault('SINK_STATE_DAMAGED', `${path} doesn't say how far ${name} has got`, { fields: { path } })
}

/** @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function writeCursor(
  paths: Place,
  { name, createdAt }: Owner,
  cursor: SinkCursor,
): Promise<void> {
  const text = JSON.stringify({ version: 1, createdAt, ...cursor })
  await writePrivateFile(cursorFile(paths, name), `${text}\n`)
}

export async function removeCursor(paths: Place, sink: string): Promise<void> {
  await rm(cursorFile(paths, sink), { force: true })
}

/** Held by whoever exports to that sink. */
export function sinkLockFile(paths: Place, sink: string): string {
  return join(sinkDirectory(paths), `${sink}.lock`)
}

export function sinkDirectory({ dataDir }: Place): string {
  return join(dataDir, 'sinks')
}

function cursorFile(paths: Place, sink: string): string {
  return join(sinkDirectory(paths), `${sink}.json`)
}

function parse(text: string): { readonly createdAt: string; readonly cursor: SinkCursor } | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || value['version'] !== 1) return undefined
  const { createdAt, place, sinceMs, acknowledgedMs, lastFault } = value
  if (typeof createdAt !== 'string') return undefined
  if (place !== undefined && !isPlace(place)) return undefined
  if (sinceMs !== undefined && !isMoment(sinceMs)) return undefined
  if (acknowledgedMs !== undefined && !isMoment(acknowledgedMs)) return undefined
  if (lastFault !== undefined && !isLastFault(lastFault)) return undefined
  const cursor = {
    ...(place === undefined ? {} : { place }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(acknowledgedMs === undefined ? {} : { acknowledgedMs }),
    ...(lastFault === undefined ? {} : { lastFault }),
  }
  return { createdAt, cursor }
}

function isPlace(value: unknown): value is QueuePlace {
  return (
    isRecord(value) &&
    [value['segment'], value['offset'], value['row']].every(
      (n) => Number.isSafeInteger(n) && Number(n) >= 0,
    ) &&
    typeof value['id'] === 'string' &&
    /^[0-9a-f]{32}$/.test(value['id'])
  )
}

function isLastFault(value: unknown): value is NonNullable<SinkCursor['lastFault']> {
  return (
    isRecord(value) &&
    typeof value['code'] === 'string' &&
    typeof value['message'] === 'string' &&
    isMoment(value['atMs'])
  )
}

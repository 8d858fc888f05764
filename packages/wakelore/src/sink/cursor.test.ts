import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { readCursor, removeCursor, writeCursor, type SinkCursor } from './cursor.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'wakelore-cursor-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))
const atlas = { name: 'atlas', createdAt: '2026-06-01T00:00:00.000Z' }

test('a cursor is read as it was written, and one that was never written or is removed is at the start', async () => {
  const cursor: SinkCursor = {
    place: { segment: 3, offset: 4711, row: 2, id: '0a'.repeat(16) },
    sinceMs: 1_700_000_000_000,
    acknowledgedMs: 1_700_000_000_001,
    lastFault: { code: 'SINK_DENIED', message: 'no', atMs: 1_700_000_000_002 },
  }
  assert.deepEqual(await readCursor({ dataDir }, atlas), {})
  await writeCursor({ dataDir }, atlas, cursor)
  assert.deepEqual(await readCursor({ dataDir }, atlas), cursor)
  assert.deepEqual(await readCursor({ dataDir }, { ...atlas, name: 'boreas' }), {})
  assert.deepEqual(await readCursor({ dataDir }, { ...atlas, createdAt: '2026-07-01T00:00:00.000Z' }), {})
  await removeCursor({ dataDir }, 'atlas')
  await removeCursor({ dataDir }, 'atlas')
  assert.deepEqual(await readCursor({ dataDir }, atlas), {})
})

test('a file that is no cursor is told, never taken for one at the start', async () => {
  const place = { segment: 3, offset: 4711, row: 2, id: '0a'.repeat(16) }
  for (const text of [
    '',
    '[]',
    '{"version":2}',
    '{"version":1}',
    '{"version":1,"createdAt":"x","place":null}',
    JSON.stringify({ version: 1, createdAt: 'x', place: { ...place, row: -1 } }),
    JSON.stringify({ version: 1, createdAt: 'x', place: { ...place, offset: '4711' } }),
    JSON.stringify({ version: 1, createdAt: 'x', place: { ...place, id: 'x' } }),
    '{"version":1,"createdAt":"x","sinceMs":1e300}',
    '{"version":1,"createdAt":"x","lastFault":{"code":1}}',
  ]) {
    writeFileSync(join(dataDir, 'sinks', 'torn.json'), text)
    await assert.rejects(
      readCursor({ dataDir }, { ...atlas, name: 'torn' }),
      (error) => isFault(error, 'SINK_STATE_DAMAGED'),
      text,
    )
  }
})

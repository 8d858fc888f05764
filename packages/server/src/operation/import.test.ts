import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OperationContext } from '../context.ts'
import { eventToJson } from '../schema/event.ts'
import { importEvents } from './import.ts'

const commit = (key: string, message: string): DevelopmentEvent => ({
  source: 'git-history',
  key,
  kind: 'vcs.commit',
  occurredAt: 1,
  recordedAt: 2,
  repository: 'a'.repeat(32),
  attributes: { 'vcs.commit.message': message },
})
const lineOf = (event: DevelopmentEvent): string => JSON.stringify(eventToJson(event))

test('line and paragraph separators in a text end no line', async (t) => {
  const events = [commit('commit/1', 'one\u2028two\u2029three\r\nfour'), commit('commit/2', 'ü')]
  assert.deepEqual(await imported(t, events.map((event) => `${lineOf(event)}\n`).join('')), events)
})

test('a last line without its newline, and lines that end as on Windows, are taken', async (t) => {
  const events = [commit('commit/1', 'one'), commit('commit/2', 'two')]
  assert.deepEqual(await imported(t, events.map(lineOf).join('\r\n')), events)
})

test('a line without an end is refused, not held', async (t) => {
  await assert.rejects(imported(t, Buffer.alloc(65 * 1024 * 1024, 0x20)), (error) =>
    isFault(error, 'EVENT_MALFORMED'),
  )
})

test('a file that is missing or a directory is a fault', async () => {
  for (const file of ['absent.jsonl', '.']) {
    await assert.rejects(importFrom(tmpdir(), file), (error) => isFault(error, 'IMPORT_UNREADABLE'))
  }
})

async function imported(t: TestContext, contents: string | Buffer): Promise<DevelopmentEvent[]> {
  const directory = await mkdtemp(join(tmpdir(), 'wakelore-import-'))
  t.after(() => rm(directory, { recursive: true }))
  await writeFile(join(directory, 'memory.jsonl'), contents)
  return importFrom(directory, 'memory.jsonl')
}

async function importFrom(cwd: string, file: string): Promise<DevelopmentEvent[]> {
  const taken: DevelopmentEvent[] = []
  const context: Pick<OperationContext, 'cwd' | 'importEvents'> = {
    cwd,
    importEvents: async (batches) => {
      for await (const batch of batches) taken.push(...batch)
      return { stored: taken.length, present: 0, refused: 0 }
    },
  }
  await importEvents.handler({ file }, context as OperationContext)
  return taken
}

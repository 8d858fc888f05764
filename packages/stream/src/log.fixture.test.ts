import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { openLogReader, type LogDamage } from './log.ts'

/** Two segments written by version 1, with every encoding of it, and a torn tail of 32 bytes. */
const FIXTURE = join(import.meta.dirname, '../../../test/fixtures/log-v1')
const KEY = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex')

test('a log of version 1 opens and has what was written then', async () => {
  const expected = readFileSync(join(FIXTURE, 'expected.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DevelopmentEvent)
  const events: DevelopmentEvent[] = []
  const damage: LogDamage[] = []
  await using reader = await openLogReader({ directory: FIXTURE, key: KEY })
  for await (const block of reader.scan({ onDamage: (found) => damage.push(found) })) {
    block.decodeAll()
    events.push(...block.events())
  }
  assert.deepEqual(events, expected)
  assert.deepEqual(damage, [{ kind: 'torn', segment: 2, atByte: 1150, byteCount: 32 }])
})

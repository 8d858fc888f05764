import assert from 'node:assert/strict'
import test from 'node:test'
import { madeRun, tablesOf } from '@wakelore/knowledge/command-tree.fixture'
import type { EventBlock } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { readEarlierRuns, usualDuration, type EarlierRun } from './earlier-runs.ts'

async function* blocksOf(...batches: DevelopmentEvent[][]): AsyncGenerator<Pick<EventBlock, 'tables'>> {
  for (const batch of batches) {
    const tables = await tablesOf(batch)
    yield { tables: (isWanted) => tables.filter(({ kind }) => isWanted?.(kind) ?? true) }
  }
}

const ran = (id: string, durationMs: number, rest: Partial<Parameters<typeof madeRun>[0]> = {}) =>
  madeRun({ id, atMs: 0, durationMs, ...rest })
const npmTest = { repository: ran('x', 1).repository, name: 'npm test' }

test('earlier runs of the same name and repository that went well, as long as they are wanted', async () => {
  const batches = [
    [ran('a', 10), ran('b', 20, { attributes: { 'error.type': 'exit_1' } }), ran('c', 30, { name: 'make' })],
    [
      ran('d', 40, { repository: 'f'.repeat(32) }),
      ran('e', 50, { attributes: { 'process.command_args': ['x'] } }),
    ],
  ]
  const runs = await readEarlierRuns(blocksOf(...batches), npmTest, () => false)
  assert.deepEqual(
    runs?.map(({ durationMs, args }) => [durationMs, args]),
    [
      [10, undefined],
      [50, ['x']],
    ],
  )
  assert.equal(await readEarlierRuns(blocksOf(...batches), npmTest, () => true), undefined)
})

test('a run is slower or faster than usual where it is nearly beyond all that were, and by much', () => {
  const earlier = [90, 100, 110, 100, 95, 105].map((durationMs, atMs): EarlierRun => ({
    atMs,
    durationMs,
    args: ['npm', 'test'],
  }))
  const verdict = (durationMs: number): string | undefined =>
    usualDuration(durationMs, ['npm', 'test'], earlier)?.verdict
  assert.deepEqual([200, 130, 120, 100, 85, 70].map(verdict), [
    'slower',
    'slower',
    'same',
    'same',
    'same',
    'faster',
  ])
  assert.deepEqual(usualDuration(100, ['npm', 'test'], earlier), { runs: 6, medianMs: 100, verdict: 'same' })
  assert.equal(usualDuration(100, ['npm', 'run', 'x'], earlier), undefined)
  assert.equal(usualDuration(100, ['npm', 'test'], earlier.slice(0, 4)), undefined)
})

test('what was usual long ago no longer counts', () => {
  const earlier = Array.from({ length: 60 }, (_, index): EarlierRun => ({
    atMs: index,
    durationMs: index < 40 ? 1000 : 10,
    args: undefined,
  }))
  assert.deepEqual(usualDuration(30, undefined, earlier.toReversed()), {
    runs: 20,
    medianMs: 10,
    verdict: 'slower',
  })
})

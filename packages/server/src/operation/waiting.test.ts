import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { deriveId } from '@wakelore/kernel/id'
import { ATLAS, madeCommand } from '@wakelore/knowledge/command-tree.fixture'
import { OWN_REPOSITORY, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { recordedCommands } from './recorded-commands.fixture.ts'
import { waiting } from './waiting.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const DAY_MS = 86_400_000
const BOREALIS = deriveId('repository', 'borealis')
const names = new Map([
  [ATLAS, 'atlas'],
  [BOREALIS, 'borealis'],
])
const ask = (input: Record<string, unknown> = {}): Parameters<typeof waiting.handler>[0] =>
  waiting.input.parse(input)

function runs(
  name: string,
  atMs: number,
  durations: readonly number[],
  repository = ATLAS,
): DevelopmentEvent[] {
  return durations.map((durationMs, index) =>
    madeCommand({
      id: `${name}-${atMs}-${index}-${repository}`,
      name,
      atMs: atMs + index,
      durationMs,
      repository,
    }),
  )
}
const nine = (middle: number): number[] => [-8, -6, -4, -2, 0, 2, 4, 6, 8].map((step) => middle + step)

test('the last seven days of the repository around one, and what changed against those before', async (t) => {
  const events = [
    ...runs('fetch', NOW - 9 * DAY_MS, nine(1000)),
    ...runs('fetch', NOW - DAY_MS, nine(1600)),
    ...runs('status', NOW - 9 * DAY_MS, nine(50)),
    ...runs('status', NOW - DAY_MS, nine(20)),
    ...runs('pull', NOW - DAY_MS, [100_000], BOREALIS),
  ]
  const context = await recordedCommands(t, { events, nowMs: NOW, names, here: ATLAS })
  const answer = await waiting.handler(ask(), context)
  assert.deepEqual(waiting.output.parse(answer), answer)
  assert.deepEqual([answer.from, answer.until], ['2026-11-18T12:00:00.000Z', '2026-11-25T12:00:00.000Z'])
  assert.deepEqual(answer.repository, { id: ATLAS, name: 'atlas' })
  assert.deepEqual(
    answer.rows.map(({ command, runs, totalMs, change }) => [
      command,
      runs,
      totalMs,
      change.verdict,
      change.ratio,
    ]),
    [
      ['fetch', 9, 14_400, 'slower', 1.6],
      ['status', 9, 180, 'faster', 0.4],
    ],
  )
  assert.equal(answer.biggestChange?.command, 'fetch')
  assert.equal(
    answer.rows.reduce((sum, { share }) => sum + share, 0),
    1,
  )
  assert.equal(answer.recordedSince, '2026-11-16T12:00:00.000Z')
  const everywhere = await waiting.handler(ask({ allRepos: true, limit: 1 }), context)
  assert.deepEqual(
    everywhere.rows.map(({ command, repository }) => [command, repository.name]),
    [['pull', 'borealis']],
  )
  assert.deepEqual([everywhere.repository, everywhere.omitted], [null, 2])
})

test('what capture lost in the period or the one before is told', async (t) => {
  const loss = (atMs: number, files?: number): DevelopmentEvent => ({
    source: 'wakelore',
    key: `loss/spool_full/${atMs}`,
    kind: 'wakelore.capture.loss',
    occurredAt: atMs,
    recordedAt: atMs,
    repository: OWN_REPOSITORY,
    attributes: {
      'wakelore.capture.loss.reason': 'spool_full',
      'wakelore.capture.until': atMs + 1000,
      ...(files === undefined ? {} : { 'wakelore.capture.loss.files': files }),
    },
  })
  const events = [loss(NOW - 30 * DAY_MS, 5), loss(NOW - 10 * DAY_MS, 12), loss(NOW - DAY_MS)]
  const context = await recordedCommands(t, { events, nowMs: NOW })
  assert.deepEqual((await waiting.handler(ask(), context)).losses, {
    periods: 2,
    traces: 12,
    reasons: ['spool_full'],
  })
  assert.deepEqual((await waiting.handler(ask({ since: '24h' }), context)).losses, {
    periods: 1,
    traces: null,
    reasons: ['spool_full'],
  })
})

test('since when there is anything is told of the repository that was asked for', async (t) => {
  const events = runs('pull', NOW - DAY_MS, [1000], BOREALIS)
  const context = await recordedCommands(t, { events, nowMs: NOW, names, here: ATLAS })
  assert.equal((await waiting.handler(ask(), context)).recordedSince, null)
  const everywhere = await waiting.handler(ask({ allRepos: true }), context)
  assert.equal(everywhere.recordedSince, '2026-11-24T12:00:00.000Z')
})

test('an empty store is no fault; a period that is none is', async (t) => {
  const context = await recordedCommands(t, { events: [], nowMs: NOW })
  const answer = await waiting.handler(ask(), context)
  assert.deepEqual([answer.rows, answer.you.runs, answer.recordedSince, answer.losses], [[], 0, null, null])
  await assert.rejects(waiting.handler(ask({ since: 'tomorrow' }), context), (error) =>
    isFault(error, 'SINCE_MALFORMED'),
  )
})

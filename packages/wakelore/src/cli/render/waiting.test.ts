import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { waiting } from '@wakelore/server/operation/waiting'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderWaiting } from './waiting.ts'

process.env['NO_COLOR'] = '1'
process.env['TZ'] = 'UTC'

type Answer = z.output<typeof waiting.output>
type Row = Answer['rows'][number]

const NOW = Date.UTC(2026, 10, 25, 15)
const ATLAS = { id: '0'.repeat(32), name: 'atlas' }

const at = (width: number): RenderContext => ({
  nowMs: NOW,
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const row = (part: Partial<Row>): Row => ({
  command: 'status',
  class: 'git',
  repository: ATLAS,
  startedBy: 'you',
  runs: 1204,
  failed: 0,
  totalMs: 60_000,
  share: 0.25,
  medianMs: 49.8,
  p95Ms: 110,
  longestMs: 2300,
  histogram: [0, 0, 100, 800, 200, 100, 3, 1, 0, 0],
  change: { verdict: 'same', ratio: 1, p: 0.5, runsBefore: 1100, medianMsBefore: 50 },
  ...part,
})
const fetch = row({
  command: 'fetch',
  runs: 41,
  failed: 2,
  totalMs: 180_000,
  share: 0.75,
  medianMs: 1920,
  p95Ms: 4100,
  longestMs: 12_000,
  histogram: [0, 0, 0, 0, 0, 4, 27, 10, 0, 0],
  change: { verdict: 'slower', ratio: 1.587, p: 0.00004, runsBefore: 38, medianMsBefore: 1210 },
})
const tool = row({ startedBy: 'tools', share: 1, change: { ...fetch.change, verdict: 'too_few', p: null } })

const answer = (part: Partial<Answer> = {}): Answer => ({
  from: '2026-11-18T15:00:00.000Z',
  until: '2026-11-25T15:00:00.000Z',
  repository: ATLAS,
  you: { runs: 1245, failed: 2, totalMs: 240_000 },
  tools: { runs: 1204, failed: 0, totalMs: 60_000 },
  histogramMs: [3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000],
  rows: [fetch, row({}), tool],
  omitted: 0,
  biggestChange: fetch,
  losses: null,
  recordedSince: '2026-10-01T00:00:00.000Z',
  ...part,
})

test('where time went is a table with a bar of the share and a picture of the durations', () => {
  assert.equal(
    renderWaiting(answer(), at(80)),
    `Waiting for git since 2026-11-18 15:00 · atlas
4.0 min in 1,245 commands by you, 2 failed · 60.0 s in 1,204 commands by tools

you        time         share   runs  failed  median     p95  3ms…30s     change
fetch   3.0 min  ███▊    75 %     41       2  1.92 s  4.10 s       ▂█▃    slower
status   60.0 s  █▎      25 %  1,204           50 ms  110 ms    ▁█▂▁▁▁    same

tools      time         share   runs  failed  median     p95  3ms…30s     change
status   60.0 s  █████  100 %  1,204           50 ms  110 ms    ▁█▂▁▁▁

fetch is slower than in the 7 days before: median 1.92 s of 41 runs instead of
1.21 s (× 1.6, p < 0.001).`,
  )
})

test('no line is wider than its terminal, and the table fits one of 80 columns with all that matters', () => {
  const long = {
    repository: { id: '1'.repeat(32), name: 'a-repository-with-a-name-that-is-far-too-long' },
    command: 'an-alias-with-a-long-name',
    totalMs: 59_999,
  }
  const rows = [fetch, row({}), tool].map((one) => ({ ...one, ...long }))
  const screen = answer({
    repository: null,
    rows,
    omitted: 12,
    biggestChange: { ...fetch, ...long },
    losses: { periods: 2, traces: null, reasons: ['spool_full', 'spool_gone'] },
  })
  for (const width of [40, 60, 80, 100, 140]) {
    for (const line of renderWaiting(screen, at(width)).split('\n')) {
      assert.ok(displayWidth(line) <= width, `${displayWidth(line)} of ${width}: ${line}`)
    }
  }
  const text = renderWaiting(screen, at(80))
  for (const told of ['median', 'p95', '3ms…30s', 'slower', '█', '▁']) assert.ok(text.includes(told), told)
})

test('nothing is cut where the output goes to no terminal', () => {
  const name = 'a-repository-with-a-name-that-is-far-too-long-for-any-table'
  const rows = [row({ repository: { id: '1'.repeat(32), name } })]
  const text = renderWaiting(answer({ repository: null, rows }), at(Infinity))
  assert.ok(text.includes(`status ${name}`))
  assert.match(text, /longest/)
})

test('the biggest change is told in words, and what capture lost', () => {
  const losses = { periods: 2, traces: 12, reasons: ['spool_full'] }
  const text = renderWaiting(answer({ repository: null, losses, omitted: 3 }), at(Infinity))
  assert.match(
    text,
    /fetch in atlas is slower than in the 7 days before: median 1\.92 s of 41 runs instead of 1\.21 s \(× 1\.6, p < 0\.001\)\./,
  )
  assert.match(text, /12 commands went unrecorded in this time or the one before \(spool_full\)/)
  assert.match(text, /3 rows more: `--limit` shows them\./)
  const faster = { ...fetch, change: { ...fetch.change, verdict: 'faster' as const, p: 0.0042 } }
  const day = renderWaiting(answer({ biggestChange: faster, from: '2026-11-24T15:00:00.000Z' }), at(Infinity))
  assert.match(day, /fetch is faster than in the 24 hours before: .* p = 0\.004\)/)
})

test('where nothing was recorded it says how to begin', () => {
  const none = { runs: 0, failed: 0, totalMs: 0 }
  const empty = { rows: [], you: none, tools: none, biggestChange: null }
  assert.match(
    renderWaiting(answer({ ...empty, recordedSince: null }), at(80)),
    /in this repository yet: `wakelore on` turns\sthat on/,
  )
  assert.match(
    renderWaiting(answer({ ...empty, repository: null, recordedSince: null }), at(Infinity)),
    /No command was recorded yet/,
  )
  const within = renderWaiting(answer({ ...empty, recordedSince: '2026-11-20T00:00:00.000Z' }), at(Infinity))
  assert.match(within, /Nothing of what was recorded in this time was waited for/)
  assert.doesNotMatch(within, /first one/)
  const before = renderWaiting(answer(empty), at(Infinity))
  assert.match(before, /in this time; the first one that is stored is of 2026-10-01 00:00/)
  assert.doesNotMatch(before, /0 commands/)
})

test('what a repository wrote moves no cursor', () => {
  const hostile = '\u001b[2J\u202eevil\r'
  const rows = [row({ command: hostile, repository: { id: '1'.repeat(32), name: hostile } })]
  const text = renderWaiting(
    answer({
      repository: null,
      rows,
      biggestChange: { ...rows[0]!, change: fetch.change },
      losses: { periods: 1, traces: 1, reasons: [hostile] },
    }),
    at(80),
  )
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { deriveId } from '@wakelore/kernel/id'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { ATLAS, madeCommand, madeRun, tablesOf, type MadeCommand } from './command-tree.fixture.ts'
import { HISTOGRAM_MS, makeWaiting, type Waiting, type WaitingOptions } from './waiting.ts'

const DAY_MS = 86_400_000
const UNTIL = 100 * DAY_MS
const FROM = UNTIL - 7 * DAY_MS
const BOREALIS = deriveId('repository', 'borealis')

let made = 0
const command = (rest: Partial<MadeCommand>): DevelopmentEvent =>
  madeCommand({ id: `made-${made++}`, atMs: FROM + 1000, durationMs: 10, ...rest })

async function waitingOf(
  events: readonly DevelopmentEvent[],
  options: Partial<WaitingOptions> = {},
): Promise<Waiting> {
  const fold = makeWaiting({ fromMs: FROM, untilMs: UNTIL, repository: undefined, ...options })
  for (const table of await tablesOf(events)) fold.take(table)
  return fold.result()
}

test('commands are counted by what they are, where, and who started them, the longest wait first', async () => {
  const found = await waitingOf([
    command({ name: 'fetch', durationMs: 1000 }),
    command({ name: 'fetch', durationMs: 3000, attributes: { 'error.type': 'exit_128' } }),
    command({ name: 'fetch', durationMs: 500, repository: BOREALIS }),
    command({ name: 'status', durationMs: 20, attributes: { 'process.ancestors': ['code'] } }),
    command({ name: 'status', durationMs: 30, attributes: { 'process.ancestors': ['zsh', 'code'] } }),
    command({ name: 'external', durationMs: 40, attributes: { 'git.command.alias': 'absorb' } }),
  ])
  assert.deepEqual(
    found.rows.map((row) => [row.command, row.repository, row.startedBy, row.runs, row.failed, row.totalMs]),
    [
      ['fetch', ATLAS, 'you', 2, 1, 4000],
      ['fetch', BOREALIS, 'you', 1, 0, 500],
      ['absorb', ATLAS, 'you', 1, 0, 40],
      ['status', ATLAS, 'you', 1, 0, 30],
      ['status', ATLAS, 'tools', 1, 0, 20],
    ],
  )
  assert.deepEqual(found.you, { runs: 5, failed: 1, totalMs: 4570 })
  assert.deepEqual(found.tools, { runs: 1, failed: 0, totalMs: 20 })
  assert.deepEqual(
    [found.rows[0]!.medianMs, found.rows[0]!.p95Ms, found.rows[0]!.longestMs],
    [2000, 2900, 3000],
  )
})

test('one repository alone, and neither what was before the period nor what comes after', async () => {
  const events = [
    command({ name: 'fetch', atMs: FROM }),
    command({ name: 'fetch', atMs: UNTIL }),
    command({ name: 'fetch', atMs: FROM - 1 }),
    command({ name: 'pull', repository: BOREALIS }),
  ]
  const found = await waitingOf(events, { repository: ATLAS })
  assert.deepEqual(
    found.rows.map((row) => [row.command, row.runs, row.change.runsBefore]),
    [['fetch', 1, 1]],
  )
})

test('time in editors and pagers is no waiting, also beneath a command, and counts once', async () => {
  const id = 'rebase'
  const rebase = command({
    id,
    name: 'rebase',
    atMs: FROM + 1000,
    durationMs: 1000,
    programs: [
      { role: 'editor', startMs: 100, durationMs: 300 },
      { role: 'hook', startMs: 450, durationMs: 50 },
    ],
  })
  const commit = command({
    name: 'commit',
    parent: id,
    root: id,
    atMs: FROM + 1300,
    durationMs: 400,
    programs: [
      // From 350 to 600 of the root, of which 50 were open already.
      { role: 'editor', startMs: 50, durationMs: 250 },
      { role: 'pager', startMs: 390 },
    ],
  })
  const log = command({ name: 'log', durationMs: 5000, programs: [{ role: 'pager', startMs: 12 }] })
  const found = await waitingOf([commit, rebase, log])
  assert.deepEqual(
    found.rows.map((row) => [row.command, row.totalMs]),
    [
      // 100 to 600, then 690 to the end.
      ['rebase', 190],
      ['log', 12],
    ],
  )
})

test('what has a window of its own, or serves, is waited for by nobody', async () => {
  const names = ['difftool', 'mergetool', 'gui', 'fsmonitor--daemon']
  assert.deepEqual((await waitingOf(names.map((name) => command({ name })))).rows, [])
})

test('durations fall into buckets of half a decade, their upper ends included', async () => {
  const durations = [0, 3, 3.1, 300, 30_000, 30_001, 1e7]
  const [row] = (await waitingOf(durations.map((durationMs) => command({ durationMs })))).rows
  assert.equal(row!.histogram.length, HISTOGRAM_MS.length + 1)
  assert.deepEqual(row!.histogram, [2, 1, 0, 0, 1, 0, 0, 0, 1, 2])
})

const period = (atMs: number, durations: readonly number[]): DevelopmentEvent[] =>
  durations.map((durationMs, index) => command({ atMs: atMs + index, durationMs }))
const before = (durations: readonly number[]): DevelopmentEvent[] => period(FROM - DAY_MS, durations)
const now = (durations: readonly number[]): DevelopmentEvent[] => period(FROM + DAY_MS, durations)
const around = (middle: number): number[] => [-8, -6, -4, -2, 0, 2, 4, 6, 8].map((step) => middle + step)
const changeOf = async (events: readonly DevelopmentEvent[]) => (await waitingOf(events)).rows[0]!.change

test('slower and faster are told where the median moved by a quarter and chance hardly does that', async () => {
  const slower = await changeOf([...before(around(100)), ...now(around(125))])
  assert.deepEqual(
    [slower.verdict, slower.ratio, slower.runsBefore, slower.medianMsBefore],
    ['slower', 1.25, 9, 100],
  )
  assert.ok(slower.p! < 0.001)
  assert.equal((await changeOf([...before(around(100)), ...now(around(80))])).verdict, 'faster')
})

test('a small change that is certain, and a great one that may be chance, are told as the same', async () => {
  const certain = await changeOf([...before(around(100)), ...now(around(120))])
  assert.ok(certain.p! < 0.01)
  assert.equal(certain.verdict, 'same')
  const spread = [1, 10, 50, 90, 100, 110, 200, 400, 900]
  const chance = await changeOf([...before(spread), ...now(spread.map((ms) => ms * 1.4))])
  assert.ok(chance.ratio! >= 1.25 && chance.p! > 0.01)
  assert.equal(chance.verdict, 'same')
})

test('below eight runs either time nothing is told', async () => {
  const seven = around(100).slice(0, 7)
  assert.equal((await changeOf([...before(seven), ...now(around(900))])).verdict, 'too_few')
  assert.equal((await changeOf([...before(around(100)), ...now(seven)])).verdict, 'too_few')
  const first = await changeOf(now(around(900)))
  assert.deepEqual(
    [first.verdict, first.ratio, first.p, first.medianMsBefore],
    ['too_few', undefined, undefined, undefined],
  )
})

test('nonsense in durations and lists is no waiting', async () => {
  const found = await waitingOf([
    command({ attributes: { 'process.duration_us': -5 } }),
    command({ attributes: { 'process.duration_us': NaN } }),
    command({ attributes: { 'process.duration_us': 'long' } }),
    command({
      durationMs: 10,
      attributes: {
        'git.child.class': ['editor'],
        'git.child.start_us': [-1e9],
        'git.child.duration_us': [1e15],
      },
    }),
  ])
  assert.equal(found.you.totalMs, 0)
  assert.equal(found.you.runs, 4)
})

test('builds and tests are waited for as git is, and what git is asked within one is part of it', async () => {
  const run = (rest: Partial<Parameters<typeof madeRun>[0]>): DevelopmentEvent =>
    madeRun({ id: `made-${made++}`, atMs: FROM + 1000, durationMs: 5000, ...rest })
  const failed = { 'error.type': 'exit_1' }
  const found = await waitingOf([
    command({
      id: 'beneath',
      name: 'commit',
      parent: 'outer',
      root: 'outer',
      durationMs: 900,
      programs: [{ role: 'editor', startMs: 0, durationMs: 800 }],
      attributes: { 'git.parent.is_remote': true, ...failed },
    }),
    run({ id: 'outer', name: 'make', class: 'build' }),
    run({ name: 'npm test', attributes: failed }),
    run({ name: 'npm test', durationMs: 7000 }),
    run({ name: 'npm run lint', parent: 'outer', root: 'outer', parentKind: 'run' }),
    command({ name: 'carried', parent: 'elsewhere', attributes: { 'git.parent.is_remote': true } }),
  ])
  assert.deepEqual(
    found.rows.map((row) => [row.class, row.command, row.runs, row.failed, row.totalMs]),
    [
      ['test', 'npm test', 2, 1, 12_000],
      ['build', 'make', 1, 0, 4200],
      ['git', 'carried', 1, 0, 10],
    ],
  )
  assert.equal(found.you.failed, 1)
})

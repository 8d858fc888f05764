import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import {
  ATLAS,
  madeCase,
  madeCommand,
  madeLog,
  madeRun,
  madeSpan,
  spanIdOf,
} from '@wakelore/knowledge/command-tree.fixture'
import { eventId } from '@wakelore/telemetry/event'
import { recordedCommands } from './recorded-commands.fixture.ts'
import { trace, type ProcessJson } from './trace.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const names = new Map([[ATLAS, 'atlas']])

const commit = madeCommand({
  id: 'commit',
  name: 'commit',
  pid: 10,
  atMs: NOW - 60_000,
  durationMs: 400,
  programs: [{ role: 'hook', name: 'pre-commit', pid: 11, startMs: 2, durationMs: 100, exitCode: 1 }],
  attributes: {
    'process.command_args': ['git', 'commit', '-m', 'Fix the parser'],
    'process.exit.code': 1,
    'error.type': 'exit_1',
    'error.message': 'nothing to commit',
    'vcs.ref.head.revision': 'a'.repeat(40),
    'git.region.name': ['index/refresh', 'hook/pre-commit'],
    'git.region.duration_us': [1500, 100_000],
  },
})
const status = madeCommand({
  id: 'status',
  parent: 'commit',
  root: 'commit',
  pid: 12,
  atMs: NOW - 59_950,
  durationMs: 20,
})
const ask = (input: Record<string, unknown>): Parameters<typeof trace.handler>[0] => trace.input.parse(input)

test('the newest command comes with everything beneath it, as it was stored', async (t) => {
  const context = await recordedCommands(t, { events: [status, commit], nowMs: NOW, names, here: ATLAS })
  const answer = await trace.handler(ask({}), context)
  assert.deepEqual(trace.output.parse(answer), answer)
  assert.deepEqual(
    [answer.id, answer.repository.name, answer.startedAt, answer.durationMs, answer.parent],
    [eventId(commit), 'atlas', '2026-11-25T11:59:00.000Z', 400, 'none'],
  )
  assert.deepEqual(answer.args, ['git', 'commit', '-m', 'Fix the parser'])
  assert.deepEqual(
    [answer.exitCode, answer.errorType, answer.errorMessage],
    [1, 'exit_1', 'nothing to commit'],
  )
  assert.deepEqual(answer.regions, [
    { name: 'hook/pre-commit', durationMs: 100 },
    { name: 'index/refresh', durationMs: 1.5 },
  ])
  const [hook] = answer.children
  assert.deepEqual(
    [hook?.role, hook?.name, hook?.startMs, hook?.durationMs, hook?.errorType],
    ['hook', 'pre-commit', 2, 100, 'exit_1'],
  )
  assert.deepEqual(
    hook?.children.map(({ name, startMs }) => [name, startMs]),
    [['status', 50]],
  )
})

test('a part of a trace can be asked for by itself, and says what it is part of', async (t) => {
  const context = await recordedCommands(t, { events: [status, commit], nowMs: NOW })
  const answer = await trace.handler(ask({ id: spanIdOf('status').toUpperCase() }), context)
  assert.deepEqual([answer.name, answer.parent, answer.parentSpanId], ['status', 'git', spanIdOf('commit')])
  assert.deepEqual(answer.children, [])
  assert.equal(answer.repository.name, null)
})

test('an id that nothing or more than one has is a fault that says so', async (t) => {
  const events = Array.from({ length: 9 }, (_, index) => ({
    ...madeCommand({ id: `carried-${index}`, atMs: NOW - index }),
    spanId: `abcd${index}`.padEnd(16, '0'),
  }))
  const context = await recordedCommands(t, { events, nowMs: NOW })
  await assert.rejects(trace.handler(ask({ id: '0000000000' }), context), (error) =>
    isFault(error, 'EVENT_NOT_FOUND'),
  )
  await assert.rejects(
    trace.handler(ask({ id: 'abcd' }), context),
    (error) =>
      isFault(error, 'EVENT_ID_AMBIGUOUS') &&
      /stands for 9 things: [0-9a-f]{12} \(git status\), .*, …$/.test(error.message),
  )
  await assert.rejects(trace.handler(ask({ id: '0000', last: true }), context), (error) =>
    isFault(error, 'CHOICE_CONFLICT'),
  )
})

test('commands that were carried into one trace from outside are its parts, and the newest stands for itself', async (t) => {
  const events = Array.from({ length: 9 }, (_, index) =>
    madeCommand({
      id: `carried-${index}`,
      parent: 'outside',
      root: 'outside',
      atMs: NOW - index,
      attributes: { 'git.parent.is_remote': true },
    }),
  )
  const context = await recordedCommands(t, { events, nowMs: NOW, names })
  const whole = await trace.handler(ask({ id: events[0]!.traceId! }), context)
  assert.deepEqual(trace.output.parse(whole), whole)
  assert.deepEqual(
    [whole.kind, whole.id, whole.children.length, whole.parent, whole.startedAt],
    ['trace', null, 9, 'none', '2026-11-25T11:59:59.992Z'],
  )
  const newest = await trace.handler(ask({}), context)
  assert.deepEqual([newest.parent, newest.id], ['remote', eventId(events[0]!)])
})

test('a run comes with what git and others did beneath it, its tests and its logs', async (t) => {
  const run = madeRun({
    id: 'run',
    atMs: NOW - 10_000,
    durationMs: 3000,
    attributes: { 'process.command_args': ['npm', 'test'], 'test.passed': 3, 'test.failed': 1 },
  })
  const beneath = { root: 'run', parent: 'run' }
  const events = [
    madeCommand({
      ...beneath,
      id: 'git',
      atMs: NOW - 9000,
      durationMs: 5,
      attributes: { 'git.parent.is_remote': true },
    }),
    madeSpan({ ...beneath, id: 'GET /', atMs: NOW - 8000, durationMs: 1 }),
    madeCase({ parent: 'run', n: 0, atMs: NOW - 10_000 }),
    madeLog({ ...beneath, id: 'log', atMs: NOW - 8000 }),
    run,
  ]
  const context = await recordedCommands(t, { events, nowMs: NOW, names, here: ATLAS })
  const answer = await trace.handler(ask({}), context)
  assert.deepEqual(trace.output.parse(answer), answer)
  assert.deepEqual(
    [answer.kind, answer.id, answer.name, answer.class, answer.args],
    ['run', eventId(run), 'npm test', 'test', ['npm', 'test']],
  )
  assert.deepEqual(
    answer.children.map(({ kind, name, startMs }) => [kind, name, startMs]),
    [
      ['git', 'status', 1000],
      ['span', 'GET /', 2000],
    ],
  )
  assert.deepEqual(answer.tests, { passed: 3, failed: 1, skipped: 0 })
  assert.deepEqual(
    answer.failedCases.map(({ name, suite, status }) => [name, suite, status]),
    [['case 0', 'suite', 'fail']],
  )
  assert.deepEqual(answer.logs, { records: 1, errors: 0 })
  const git = await trace.handler(ask({ id: spanIdOf('git') }), context)
  assert.deepEqual([git.parent, git.parentSpanId], ['run', run.spanId])
})

test('where nothing was recorded the fault says how to begin', async (t) => {
  const context = await recordedCommands(t, { events: [], nowMs: NOW, names, here: ATLAS })
  await assert.rejects(
    trace.handler(ask({}), context),
    (error) => isFault(error, 'EVENT_NOT_FOUND') && error.help.includes('wakelore on'),
  )
})

test('what the lowest detail level keeps is enough for a tree, and holds no text', async (t) => {
  const context = await recordedCommands(t, { events: [commit], nowMs: NOW, detail: 'counts' })
  const answer = await trace.handler(ask({}), context)
  const [hook] = answer.children
  assert.deepEqual([answer.name, answer.args, answer.traceId], ['commit', null, commit.traceId])
  assert.deepEqual([hook?.role, hook?.name, hook?.durationMs], ['hook', null, 100])
  const texts = (node: ProcessJson): unknown[] => [
    node.errorMessage,
    node.command,
    node.args,
    ...node.children.flatMap(texts),
  ]
  assert.deepEqual(
    texts(answer).filter((text) => text !== null),
    [],
  )
})

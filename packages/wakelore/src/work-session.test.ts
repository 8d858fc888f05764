import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { SESSION_GAP_MS } from '@wakelore/telemetry/session'
import { abandonSessions, assignSessions, endIdleSessions, type WorkSessions } from './work-session.ts'

const MINUTE = 60_000
const START_MS = 1_700_000_000_000

const command = (
  minute: number,
  name = 'commit',
  more: { minutes?: number; parentSpanId?: string; isRemote?: boolean } = {},
): DevelopmentEvent => ({
  source: 'git-trace2',
  key: `command/${minute}/${name}/${more.parentSpanId ?? ''}`,
  kind: 'git.command',
  occurredAt: START_MS + minute * MINUTE,
  recordedAt: 0,
  repository: 'atlas',
  ...(more.parentSpanId === undefined ? {} : { parentSpanId: more.parentSpanId }),
  attributes: {
    'vcs.operation.name': name,
    'process.duration_us': (more.minutes ?? 0) * MINUTE * 1000,
    ...(more.isRemote === undefined ? {} : { 'git.parent.is_remote': more.isRemote }),
  },
})

const kindsOf = (events: readonly DevelopmentEvent[]): string[] => events.map(({ kind }) => kind)

test('the first command after a long pause begins a session, which names the one before it', () => {
  const first = assignSessions({}, [command(0)], 7)
  const [worked, start] = first.events
  assert.deepEqual(kindsOf(first.events), ['git.command', 'session.start'])
  assert.equal(worked!.session, start!.attributes['session.id'])
  assert.equal(start!.occurredAt, worked!.occurredAt)
  assert.equal(start!.recordedAt, 7)
  assert.equal(start!.attributes['session.previous_id'], undefined)

  const second = assignSessions(first.sessions, [command(10), command(70)], 8)
  assert.deepEqual(kindsOf(second.events), ['git.command', 'git.command', 'session.end', 'session.start'])
  const [, , end, restart] = second.events
  assert.deepEqual(end!.attributes, {
    'session.id': worked!.session,
    'session.end_reason': 'idle',
    'session.started_at': START_MS,
    'session.commands': 2,
  })
  assert.equal(end!.occurredAt, START_MS + 10 * MINUTE)
  assert.equal(restart!.attributes['session.previous_id'], worked!.session)
})

test('an hour in an editor is no pause', () => {
  const { sessions, events } = assignSessions({}, [command(0, 'commit', { minutes: 60 }), command(90)], 0)
  assert.deepEqual(kindsOf(events), ['git.command', 'git.command', 'session.start'])
  assert.equal(sessions['atlas']![0]!.lastAtMs, START_MS + 90 * MINUTE)
})

test('what an open editor asks by itself keeps no session open and begins none', () => {
  const polls = Array.from({ length: 10 }, (_, index) => command(10 + index * 10, 'status'))
  const polled = assignSessions({}, [command(0), ...polls], 0)
  assert.equal(polled.sessions['atlas']![0]!.lastAtMs, START_MS)
  const inside = polled.events.filter(({ kind, session }) => kind === 'git.command' && session !== undefined)
  assert.equal(inside.length, 5)
  assert.deepEqual(assignSessions({}, polls, 0).events, polls)
})

test('commands beneath another are no commands given, but one that carries a trace on is', () => {
  const { sessions } = assignSessions(
    {},
    [
      command(0, 'rebase'),
      command(0, 'commit', { parentSpanId: 'aa' }),
      command(1, 'push', { parentSpanId: 'bb', isRemote: true }),
    ],
    0,
  )
  assert.equal(sessions['atlas']![0]!.commands, 2)
})

test('a session ends when the gap has passed, with what was last done in it, and only once', () => {
  const { sessions } = assignSessions({}, [command(0), command(5)], 0)
  const lastMs = START_MS + 5 * MINUTE
  assert.deepEqual(endIdleSessions(sessions, lastMs + SESSION_GAP_MS).events, [])
  const ended = endIdleSessions(sessions, lastMs + SESSION_GAP_MS + 1)
  assert.deepEqual(kindsOf(ended.events), ['session.end'])
  assert.equal(ended.events[0]!.occurredAt, lastMs)
  assert.deepEqual(endIdleSessions(ended.sessions, lastMs + 2 * SESSION_GAP_MS).events, [])
})

test('a clock that steps back by a day neither ends what goes on nor keeps open what is over', () => {
  const day = 24 * 60
  const { sessions } = assignSessions({}, [command(0)], 0)
  const stepped = assignSessions(sessions, [command(-day), command(5 - day)], 0)
  assert.deepEqual(kindsOf(stepped.events), ['git.command', 'git.command', 'session.start'])
  const { events } = endIdleSessions(stepped.sessions, START_MS + (10 - day) * MINUTE)
  assert.deepEqual(
    events.map(({ occurredAt }) => occurredAt),
    [START_MS],
  )
})

test('after a crash open sessions are abandoned; what was done before it still belongs to them', () => {
  const { sessions } = assignSessions({}, [command(0)], 0)
  const abandoned = abandonSessions(sessions, 0)
  assert.equal(abandoned.events[0]!.attributes['session.end_reason'], 'abandoned')
  const late = assignSessions(abandoned.sessions, [command(3)], 0)
  assert.deepEqual(kindsOf(late.events), ['git.command'])
  assert.equal(late.events[0]!.session, sessions['atlas']![0]!.id)
  assert.deepEqual(endIdleSessions(late.sessions, START_MS + 1000 * MINUTE).events, [])
})

test('years of sessions leave a state that stays small', () => {
  let sessions: WorkSessions = {}
  for (let day = 0; day < 400; day++) {
    sessions = assignSessions(sessions, [command(day * 24 * 60)], 0).sessions
  }
  assert(JSON.stringify(sessions).length < 4096)
})

const run = (minute: number, more: { minutes?: number; parent?: 'run' | 'git' } = {}): DevelopmentEvent => ({
  ...command(minute, '', more),
  source: 'run',
  key: `run/${minute}/${more.parent ?? ''}`,
  kind: 'command.run',
  attributes: {
    'process.duration_us': (more.minutes ?? 0) * MINUTE * 1000,
    ...(more.parent === undefined ? {} : { 'command.parent': more.parent }),
  },
})

test('a build or test run begins a session, extends one while it lasts, and counts as a command where it lies beneath none', () => {
  const { sessions, events } = assignSessions(
    {},
    [run(0, { minutes: 50 }), run(1, { parent: 'run' }), command(80), run(100, { parent: 'git' })],
    0,
  )
  assert.deepEqual(kindsOf(events), [
    'command.run',
    'command.run',
    'git.command',
    'command.run',
    'session.start',
  ])
  const [session] = sessions['atlas']!
  assert.deepEqual([session!.commands, session!.lastAtMs], [2, START_MS + 100 * MINUTE])
  assert.equal(new Set(events.map((event) => event.session)).size, 1)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { eventId, type DevelopmentEvent } from './event.ts'
import {
  foldSessions,
  SESSION_GAP_MS,
  sessionId,
  sessionKey,
  type Session,
  type SessionList,
} from './session.ts'

const MINUTE = 60_000

const reflogEntry = (minute: number, more: Partial<DevelopmentEvent> = {}): DevelopmentEvent => ({
  source: 'git-history',
  key: `reflog//HEAD/${minute}`,
  kind: 'vcs.reflog.entry',
  occurredAt: minute * MINUTE,
  recordedAt: 0,
  repository: 'atlas',
  attributes: { 'vcs.reflog.email': 'Grace@example.org' },
  ...more,
})

const commit = (minute: number, attributes: DevelopmentEvent['attributes']): DevelopmentEvent =>
  reflogEntry(minute, { key: `commit/${minute}`, kind: 'vcs.commit', attributes })

function fold(events: readonly DevelopmentEvent[]): Session[] {
  let list: SessionList
  for (const event of events) list = foldSessions(list, event)
  return sessionsOf(list)
}

function sessionsOf(list: SessionList): Session[] {
  const sessions: Session[] = []
  for (let rest = list; rest !== undefined; rest = rest.earlier) sessions.push(rest.session)
  return sessions.reverse()
}

test('a gap of 45 minutes still belongs to the session, a longer one ends it', () => {
  const gap = SESSION_GAP_MS / MINUTE
  assert.deepEqual(
    fold([reflogEntry(0), reflogEntry(gap), reflogEntry(2 * gap + 1)]).map((session) => session.eventCount),
    [2, 1],
  )
})

test('a session counts its commits and names its branches', () => {
  const [session] = fold([
    reflogEntry(0, { branch: 'main' }),
    commit(5, { 'vcs.commit.author.email': 'grace@example.org' }),
    reflogEntry(6, { branch: 'fix' }),
    reflogEntry(7, { branch: 'main' }),
  ])
  assert.deepEqual(session, {
    firstEvent: eventId(reflogEntry(0)),
    startedAt: 0,
    endedAt: 7 * MINUTE,
    eventCount: 4,
    commitCount: 1,
    branches: ['fix', 'main'],
  })
})

test('a late event joins the two sessions that it lies between', () => {
  const inOrder = fold([reflogEntry(0), reflogEntry(40), reflogEntry(80)])
  assert.deepEqual(fold([reflogEntry(0), reflogEntry(80), reflogEntry(40)]), inOrder)
  assert.equal(inOrder.length, 1)
})

test('an event from before its start renames a session', () => {
  const late = fold([reflogEntry(30), reflogEntry(10)])
  assert.equal(late[0]!.firstEvent, eventId(reflogEntry(10)))
  assert.notEqual(sessionId(reflogEntry(0), late[0]!), sessionId({ repository: 'other' }, late[0]!))
})

test('what is taken in leaves the state before it as it was', () => {
  const before = foldSessions(undefined, reflogEntry(0))
  const copy = structuredClone(before)
  foldSessions(before, reflogEntry(10))
  assert.deepEqual(before, copy)
})

test('a commit counts as its committer’s work, and what was merely read as nobody’s', () => {
  const key = sessionKey(commit(0, { 'vcs.commit.author.email': 'grace@example.org' }))
  assert.equal(key, sessionKey(reflogEntry(0)))
  assert.notEqual(
    key,
    sessionKey(
      commit(0, {
        'vcs.commit.author.email': 'grace@example.org',
        'vcs.commit.committer.email': 'ada@example.org',
      }),
    ),
  )
  assert.notEqual(key, sessionKey(reflogEntry(0, { repository: 'other' })))
  assert.equal(sessionKey(reflogEntry(0, { kind: 'vcs.ref.change' })), undefined)
  assert.equal(sessionKey(reflogEntry(0, { occurredAt: Number.NaN })), undefined)
})

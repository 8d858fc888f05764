import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { foldSessions, SESSION_GAP_MS, sessionId, type SessionList } from '@wakelore/telemetry/session'
import { assignSessions, endIdleSessions, type WorkSessions } from './work-session.ts'

const MINUTE = 60_000
const REPOSITORIES = ['atlas', 'borea']

type Made = { atMinute: number; minutes: number; repository: string; isOperation: boolean }

const made = fc.record({
  atMinute: fc.integer({ min: 0, max: 600 }),
  minutes: fc.constantFrom(0, 0, 1, 30, 100),
  repository: fc.constantFrom(...REPOSITORIES),
  isOperation: fc.boolean(),
})
/** What happened, and after which of them somebody took in what there was. */
const days = fc.tuple(fc.array(made, { maxLength: 40 }), fc.infiniteStream(fc.boolean()))

test('what comes in order falls into the stretches that the fold finds, by the same ids, however it is cut', () => {
  fc.assert(
    fc.property(days, ([day, cuts]) => {
      const events = day.map(toEvent).toSorted(asTheyHappened)
      const { assigned, told } = takeIn(events, cuts)
      const folded = new Map<string, SessionList>()
      for (const event of events) {
        for (const point of pointsOf(event)) {
          folded.set(event.repository, foldSessions(folded.get(event.repository), point))
        }
      }
      const expected = new Map<string, string>()
      const ids = new Set<string>()
      for (const [repository, list] of folded) {
        for (let rest = list; rest !== undefined; rest = rest.earlier) {
          const { session } = rest
          const id = sessionId({ repository }, session)
          ids.add(id)
          for (const event of events) {
            if (event.repository !== repository) continue
            if (event.occurredAt >= session.startedAt && event.occurredAt <= session.endedAt) {
              expected.set(eventId(event), id)
            }
          }
        }
      }
      assert.deepEqual(new Map(assigned.map((event) => [eventId(event), event.session])), expected)
      assert.deepEqual(new Set(idsOf(told, 'session.start')), ids)
      assert.deepEqual(new Set(idsOf(told, 'session.end')), ids)
    }),
    { numRuns: 300 },
  )
})

test('in whatever order things come, each belongs to a session, which starts once and ends once', () => {
  fc.assert(
    fc.property(days, ([day, cuts]) => {
      const { assigned, told } = takeIn(day.map(toEvent), cuts)
      const starts = idsOf(told, 'session.start')
      const ends = idsOf(told, 'session.end')
      assert.equal(new Set(starts).size, starts.length)
      assert.deepEqual(ends.toSorted(), starts.toSorted())
      for (const event of assigned) assert(starts.includes(event.session!), `${event.key} has no session`)
    }),
    { numRuns: 300 },
  )
})

function takeIn(
  events: readonly DevelopmentEvent[],
  cuts: Iterable<boolean>,
): { assigned: DevelopmentEvent[]; told: DevelopmentEvent[] } {
  let sessions: WorkSessions = {}
  const assigned: DevelopmentEvent[] = []
  const told: DevelopmentEvent[] = []
  const take = (change: { sessions: WorkSessions; events: readonly DevelopmentEvent[] }): void => {
    // It is kept as JSON between two processes.
    sessions = JSON.parse(JSON.stringify(change.sessions)) as WorkSessions
    for (const event of change.events) (event.source === 'session' ? told : assigned).push(event)
  }
  let batch: DevelopmentEvent[] = []
  const cut = cuts[Symbol.iterator]()
  for (const event of events) {
    batch.push(event)
    if (cut.next().value !== true) continue
    take(assignSessions(sessions, batch, 0))
    batch = []
  }
  take(assignSessions(sessions, batch, 0))
  take(endIdleSessions(sessions, Number.MAX_SAFE_INTEGER))
  return { assigned, told }
}

function idsOf(events: readonly DevelopmentEvent[], kind: string): string[] {
  return events.filter((event) => event.kind === kind).map((event) => String(event.attributes['session.id']))
}

/** The fold knows moments only: a command that lasts is one at least every gap. */
function pointsOf(event: DevelopmentEvent): DevelopmentEvent[] {
  const untilMs = event.occurredAt + Number(event.attributes['process.duration_us'] ?? 0) / 1000
  const points = [event]
  for (let atMs = event.occurredAt; atMs < untilMs;) {
    atMs = Math.min(untilMs, atMs + SESSION_GAP_MS)
    points.push({ ...event, key: `${event.key}/${atMs}`, occurredAt: atMs })
  }
  return points
}

/** By time, then by id, as the fold orders what happens in one millisecond. */
function asTheyHappened(a: DevelopmentEvent, b: DevelopmentEvent): number {
  return a.occurredAt - b.occurredAt || (eventId(a) < eventId(b) ? -1 : 1)
}

function toEvent({ atMinute, minutes, repository, isOperation }: Made, index: number): DevelopmentEvent {
  const event = { occurredAt: atMinute * MINUTE, recordedAt: 0, repository }
  return isOperation
    ? { ...event, source: 'git-refs', key: `operation/${index}`, kind: 'vcs.operation', attributes: {} }
    : {
        ...event,
        source: 'git-trace2',
        key: `command/${index}`,
        kind: 'git.command',
        attributes: {
          'vcs.operation.name': 'commit',
          'process.duration_us': minutes * MINUTE * 1000,
        },
      }
}

/**
 * Sessions: stretches of work by one person in one repository, with no gap longer
 * than `gapMs` between two events that follow each other.
 *
 * One pure fold over keyed state: `sessionKey` says whose sessions an event belongs
 * to, `foldSessions` takes it into those. The result depends on which events were
 * taken in, not on their order: a late event extends the session that it falls into
 * or near to, opens one of its own, or joins the two that it lies between. A session is
 * named by its first event (by time, then by id), so an event from before its start
 * renames it.
 *
 * Sessions of one key are a list, newest first, so that an event in order costs the
 * same however many there are.
 */
import { MS_PER_MINUTE } from '@wakelore/kernel/clock'
import { deriveId, type DerivedId } from '@wakelore/kernel/id'
import {
  ATTR_VCS_COMMIT_AUTHOR_EMAIL,
  ATTR_VCS_COMMIT_COMMITTER_EMAIL,
  ATTR_VCS_REFLOG_EMAIL,
} from './conventions.generated.ts'
import { eventId, textAttribute, type DevelopmentEvent, type EventId } from './event.ts'

export type SessionId = DerivedId

export type Session = {
  readonly firstEvent: EventId
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Milliseconds since the epoch, of the last event. */
  readonly endedAt: number
  readonly eventCount: number
  readonly commitCount: number
  /** Branches that were checked out, sorted. */
  readonly branches: readonly string[]
}

/** Sessions of one key, newest first, none within a gap of the next. */
export type SessionList = { readonly session: Session; readonly earlier: SessionList } | undefined

export const SESSION_GAP_MS = 45 * MS_PER_MINUTE

/** Kinds that occur when they are read, not when somebody does something. */
const OBSERVATIONS = new Set(['vcs.ref.change', 'vcs.note', 'vcs.mailmap'])

/** Whose sessions the event belongs to: repository and person; undefined for what nobody did. */
export function sessionKey(event: DevelopmentEvent): string | undefined {
  if (OBSERVATIONS.has(event.kind) || !Number.isFinite(event.occurredAt)) return undefined
  // Who rebases or applies a commit is at work at that moment, its author isn't.
  const person =
    textAttribute(event, ATTR_VCS_REFLOG_EMAIL) ??
    textAttribute(event, ATTR_VCS_COMMIT_COMMITTER_EMAIL) ??
    textAttribute(event, ATTR_VCS_COMMIT_AUTHOR_EMAIL) ??
    ''
  return `${event.repository}/${person.toLowerCase()}`
}

/** The sessions of the event's key with the event taken in. */
export function foldSessions(
  sessions: SessionList,
  event: DevelopmentEvent,
  gapMs: number = SESSION_GAP_MS,
): SessionList {
  const own: Session = {
    firstEvent: eventId(event),
    startedAt: event.occurredAt,
    endedAt: event.occurredAt,
    eventCount: 1,
    commitCount: event.kind === 'vcs.commit' ? 1 : 0,
    branches: event.branch === undefined ? [] : [event.branch],
  }
  const later: Session[] = []
  let joined = own
  let rest = sessions
  for (; rest !== undefined && rest.session.endedAt + gapMs >= joined.startedAt; rest = rest.earlier) {
    if (rest.session.startedAt - gapMs > joined.endedAt) later.push(rest.session)
    else joined = join(rest.session, joined)
  }
  let folded: SessionList = { session: joined, earlier: rest }
  for (const session of later.reverse()) folded = { session, earlier: folded }
  return folded
}

export function sessionId(
  event: Pick<DevelopmentEvent, 'repository'>,
  session: Pick<Session, 'firstEvent'>,
): SessionId {
  return deriveId('session', event.repository, session.firstEvent)
}

function join(a: Session, b: Session): Session {
  const aFirst = a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.firstEvent < b.firstEvent)
  const isCovered = b.branches.every((branch) => a.branches.includes(branch))
  return {
    firstEvent: aFirst ? a.firstEvent : b.firstEvent,
    startedAt: Math.min(a.startedAt, b.startedAt),
    endedAt: Math.max(a.endedAt, b.endedAt),
    eventCount: a.eventCount + b.eventCount,
    commitCount: a.commitCount + b.commitCount,
    branches: isCovered ? a.branches : [...new Set([...a.branches, ...b.branches])].sort(),
  }
}

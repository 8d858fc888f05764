/**
 * Sessions as work happens: what `telemetry/session` folds from a whole log, kept open
 * from one intake to the next, so that a command can name its session and the session's
 * start and end are events themselves.
 *
 * Given in order, commands fall into the very stretches that the fold finds. What comes
 * late extends an open session or joins an ended one without changing what was told of
 * it; far from any, it makes one of its own. A session keeps the id that it began with.
 *
 * A command lasts until it ends: an hour in an editor is no pause. What editors and
 * prompts ask by themselves (`status`, `fetch`) belongs to the session that it falls
 * into, but neither begins one nor keeps it open: an open editor is no work.
 *
 * Pure, and the state is JSON. Sessions of a repository are in the order in which they began.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import {
  eventId,
  numberAttribute,
  textAttribute,
  type DevelopmentEvent,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { SESSION_GAP_MS, sessionId, type SessionId } from '@wakelore/telemetry/session'

export type WorkSession = {
  readonly id: SessionId
  /** Of the session before it. */
  readonly previousId?: SessionId
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number
  /** Milliseconds since the epoch: when the last thing done in it ended. */
  readonly lastAtMs: number
  /** Commands given in it, without those beneath them. */
  readonly commands: number
  /** Whether its end was told. */
  readonly isEnded: boolean
}

export type WorkSessions = Readonly<Record<RepositoryId, readonly WorkSession[]>>

export type SessionChange = {
  readonly sessions: WorkSessions
  readonly events: readonly DevelopmentEvent[]
}

export type SessionEndReason = 'idle' | 'abandoned'

const US_PER_MS = 1000
const WORK_KINDS = new Set(['git.command', 'command.run', 'vcs.operation', 'vcs.rewrite'])
/** Ended ones are kept for what comes late; the newest also to be named by the next. */
const MOST_KEPT = 8

/** Commands that only look and that tools run in the background, and those that keep the object store in order. */
const BACKGROUND = new Set([
  'cat-file',
  'check-ignore',
  'commit-graph',
  'config',
  'credential',
  'describe',
  'fetch',
  'fetch-pack',
  'for-each-ref',
  'fsmonitor--daemon',
  'gc',
  'index-pack',
  'ls-files',
  'ls-remote',
  'ls-tree',
  'maintenance',
  'merge-base',
  'multi-pack-index',
  'pack-objects',
  'pack-refs',
  'prune',
  'prune-packed',
  'reflog',
  'remote',
  'remote-http',
  'remote-https',
  'repack',
  'rev-list',
  'rev-parse',
  'show-ref',
  'status',
  'symbolic-ref',
  'unpack-objects',
  'upload-pack',
  'var',
  'version',
])

/** The events with their sessions on them, and the starts and ends that they bring about. */
export function assignSessions(
  sessions: WorkSessions,
  events: readonly DevelopmentEvent[],
  nowMs: number,
): SessionChange {
  const lists = new Map<RepositoryId, WorkSession[]>()
  const listOf = (repository: RepositoryId): WorkSession[] => {
    const list = lists.get(repository) ?? [...(sessions[repository] ?? [])]
    lists.set(repository, list)
    return list
  }
  const told: DevelopmentEvent[] = []
  const sessionOf = new Map<DevelopmentEvent, SessionId>()
  for (const event of inOrder(events.filter(belongsToWork))) {
    const list = listOf(event.repository)
    const untilMs = event.occurredAt + durationMs(event)
    let index = list.findLastIndex((session) => isWithinGap(session, event.occurredAt, untilMs))
    if (index < 0) {
      if (!isWork(event)) continue
      index = list.findLastIndex(({ startedAtMs }) => startedAtMs < event.occurredAt) + 1
      for (const [at, session] of list.entries()) {
        if (at >= index || session.isEnded) continue
        list[at] = { ...session, isEnded: true }
        told.push(endEvent(event.repository, session, 'idle', nowMs))
      }
      const session = beginSession(event, list[index - 1])
      list.splice(index, 0, session)
      told.push(startEvent(event, session, nowMs))
    }
    const session = list[index]!
    sessionOf.set(event, session.id)
    if (!session.isEnded) list[index] = extended(session, event, untilMs)
  }
  return {
    sessions: { ...sessions, ...Object.fromEntries([...lists].map(([id, list]) => [id, kept(list)])) },
    events: [
      ...events.map((event) => {
        const session = sessionOf.get(event)
        return session === undefined ? event : { ...event, session }
      }),
      ...told,
    ],
  }
}

/** The open session that a moment falls into, of whatever happened then. */
export function openSessionAt(
  sessions: WorkSessions,
  repository: RepositoryId,
  atMs: number,
): SessionId | undefined {
  return sessions[repository]?.findLast((session) => !session.isEnded && isWithinGap(session, atMs, atMs))?.id
}

/** Ends the sessions of which nothing was heard for the gap; by a clock that stepped back, too. */
export function endIdleSessions(sessions: WorkSessions, nowMs: number): SessionChange {
  return endSessions(sessions, ({ lastAtMs }) => Math.abs(nowMs - lastAtMs) > SESSION_GAP_MS, 'idle', nowMs)
}

/** Ends every open session with what was last done in it. */
export function abandonSessions(sessions: WorkSessions, nowMs: number): SessionChange {
  return endSessions(sessions, () => true, 'abandoned', nowMs)
}

function endSessions(
  sessions: WorkSessions,
  isOver: (session: WorkSession) => boolean,
  reason: SessionEndReason,
  nowMs: number,
): SessionChange {
  const events: DevelopmentEvent[] = []
  const changed = Object.entries(sessions).map(([repository, list]) => {
    const after = list.map((session) => {
      if (session.isEnded || !isOver(session)) return session
      events.push(endEvent(repository, session, reason, nowMs))
      return { ...session, isEnded: true }
    })
    return [repository, kept(after)] as const
  })
  return { sessions: Object.fromEntries(changed), events }
}

function belongsToWork(event: DevelopmentEvent): boolean {
  return WORK_KINDS.has(event.kind) && Number.isFinite(event.occurredAt)
}

function isWork(event: DevelopmentEvent): boolean {
  if (event.kind !== 'git.command') return event.kind !== 'vcs.rewrite'
  return !BACKGROUND.has(textAttribute(event, 'vcs.operation.name') ?? '')
}

/** One that carries somebody else's trace on has a parent, but none that is a command. */
function isRootCommand(event: DevelopmentEvent): boolean {
  if (event.kind === 'command.run') return event.attributes['command.parent'] === undefined
  return (
    event.kind === 'git.command' &&
    (event.parentSpanId === undefined || event.attributes['git.parent.is_remote'] === true)
  )
}

/** By time, then by id, as the fold orders them. */
function inOrder(events: readonly DevelopmentEvent[]): DevelopmentEvent[] {
  return events.toSorted((a, b) => a.occurredAt - b.occurredAt || (eventId(a) < eventId(b) ? -1 : 1))
}

function durationMs(event: DevelopmentEvent): number {
  const durationUs = numberAttribute(event, 'process.duration_us') ?? 0
  // A duration is what a trace says; one that lasts days would join all that comes after.
  return Math.min(MS_PER_DAY, Math.max(0, durationUs / US_PER_MS || 0))
}

function isWithinGap(session: WorkSession, fromMs: number, untilMs: number): boolean {
  return session.startedAtMs - SESSION_GAP_MS <= untilMs && fromMs <= session.lastAtMs + SESSION_GAP_MS
}

function beginSession(event: DevelopmentEvent, previous: WorkSession | undefined): WorkSession {
  return {
    id: sessionId(event, { firstEvent: eventId(event) }),
    ...(previous === undefined ? {} : { previousId: previous.id }),
    startedAtMs: event.occurredAt,
    lastAtMs: event.occurredAt,
    commands: 0,
    isEnded: false,
  }
}

function extended(session: WorkSession, event: DevelopmentEvent, untilMs: number): WorkSession {
  const counted = isRootCommand(event) ? { ...session, commands: session.commands + 1 } : session
  if (!isWork(event)) return counted
  return {
    ...counted,
    startedAtMs: Math.min(session.startedAtMs, event.occurredAt),
    lastAtMs: Math.max(session.lastAtMs, untilMs),
  }
}

/** Every open session, and the newest of the ended ones. */
function kept(list: readonly WorkSession[]): readonly WorkSession[] {
  const surplus = list.length - MOST_KEPT
  return surplus <= 0 ? list : list.filter((session, index) => index >= surplus || !session.isEnded)
}

function startEvent(event: DevelopmentEvent, session: WorkSession, nowMs: number): DevelopmentEvent {
  return {
    source: 'session',
    key: `start/${session.id}`,
    kind: 'session.start',
    occurredAt: event.occurredAt,
    recordedAt: nowMs,
    repository: event.repository,
    session: session.id,
    attributes: {
      'session.id': session.id,
      ...(session.previousId === undefined ? {} : { 'session.previous_id': session.previousId }),
    },
  }
}

function endEvent(
  repository: RepositoryId,
  session: WorkSession,
  reason: SessionEndReason,
  nowMs: number,
): DevelopmentEvent {
  const occurredAt = Math.round(session.lastAtMs)
  return {
    source: 'session',
    key: `end/${session.id}`,
    kind: 'session.end',
    occurredAt,
    recordedAt: nowMs,
    repository,
    session: session.id,
    attributes: {
      'session.id': session.id,
      'session.end_reason': reason,
      'session.started_at': Math.round(session.startedAtMs),
      'session.commands': session.commands,
    },
  }
}

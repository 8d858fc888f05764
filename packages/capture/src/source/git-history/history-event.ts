/**
 * The envelope that all events of this source share.
 *
 * `recordedAt` is the moment the read began, the same for all that it yields.
 */
import { eventId, type Attributes, type DevelopmentEvent, type EventId } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

const GIT_HISTORY = 'git-history'

/** What every part of a read works on. */
export type HistoryRead = {
  readonly git: Git
  readonly repository: Repository
  /** Milliseconds since the epoch. */
  readonly recordedAt: number
  readonly signal: AbortSignal | undefined
  readonly onRemark: (code: string, message: string) => void
  /** Commits that turned out to be missing or damaged, as the read goes on. */
  readonly unread: Set<string>
}

export function historyEvent(
  read: HistoryRead,
  kind: string,
  key: string,
  occurredAt: number,
  attributes: Attributes,
  where: { readonly worktree?: string | undefined; readonly branch?: string | undefined } = {},
): DevelopmentEvent {
  return {
    source: GIT_HISTORY,
    key,
    kind,
    occurredAt,
    recordedAt: read.recordedAt,
    repository: read.repository.id,
    ...(where.worktree === undefined ? {} : { worktree: where.worktree }),
    ...(where.branch === undefined ? {} : { branch: where.branch }),
    attributes,
  }
}

export function historyEventId(read: HistoryRead, key: string): EventId {
  return eventId({ source: GIT_HISTORY, repository: read.repository.id, key })
}

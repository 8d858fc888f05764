/**
 * The capture journal: what has to live from one taking-in of the spool to the next,
 * whichever process does it.
 *
 * One small JSON file, read and written whole and only by whoever holds the log's writer
 * lock. It is written after the events that it stands for were stored, and before their
 * traces are removed: a crash in between takes the same traces in again, which stores
 * nothing twice, and counts nothing twice, since it names the commands taken in last. It
 * can be lost without harm: then open work is forgotten, and what in-process tools did
 * before that moment isn't told. What stands in it and isn't of its shape is as if lost,
 * part by part.
 */
import { join } from 'node:path'
import { isMoment } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { isRecord } from '@wakelore/kernel/is-record'
import type { CommandWindow } from '@wakelore/capture/source/git-refs'
import type { OpenFamilies } from '@wakelore/capture/source/git-trace2'
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import type { WorkSession, WorkSessions } from './work-session.ts'

export type CaptureJournal = {
  version: 1
  /** The spool as last seen: another directory in its place means that what lay in it was lost. */
  spool?: SeenSpool
  families: OpenFamilies
  /** How far each captured repository's reflogs were compared with its commands, and what those were since. */
  repositories: Record<RepositoryId, ComparedRefs>
  /** Periods in which traces were lost, as far as refs aren't compared beyond them. */
  losses: LostPeriod[]
  sessions: WorkSessions
  /** Keys of the events of the traces that were taken in last, and perhaps not removed. */
  taken: string[]
  /** Linked worktrees of captured repositories by their path, those seen last at the end. */
  worktrees: Record<string, LinkedWorktree>
}

export type SeenSpool = {
  directory: string
  identity: string
  seenMs: number
  /** Since when the switch was on: turned off and on again, the spool is another on purpose. */
  onSinceMs?: number
}

export type LinkedWorktree = { readonly repository: RepositoryId; readonly worktree: string }

export type ComparedRefs = { judgedMs: number; windows: CommandWindow[] }

export type LostPeriod = { fromMs: number; untilMs: number }

export type OpenJournal = {
  /** To be changed in place. */
  readonly journal: CaptureJournal
  /** Writes it if it changed. */
  readonly save: () => Promise<void>
}

export async function openJournal(paths: Pick<WakelorePaths, 'dataDir'>): Promise<OpenJournal> {
  const file = join(paths.dataDir, 'capture-journal.json')
  const written = await readWritten(file)
  const journal = parse(written)
  let saved = written
  return {
    journal,
    save: async () => {
      const text = JSON.stringify(journal)
      if (text === saved) return
      await writePrivateFile(file, text)
      saved = text
    },
  }
}

/** One that can't be read, for its size for one, is written anew. */
async function readWritten(file: string): Promise<string | undefined> {
  try {
    return await readPrivateFile(file)
  } catch (error) {
    if (isFault(error, 'VAULT_FILE_UNREADABLE')) return undefined
    throw error
  }
}

/** Nothing in it is worth failing for: each part is what it should be, or empty. */
function parse(text: string | undefined): CaptureJournal {
  const value = parseJson(text)
  const found: Record<string, unknown> = isRecord(value) && value['version'] === 1 ? value : {}
  const { spool, families, repositories, losses, sessions, taken, worktrees } = found
  return {
    version: 1,
    ...(isSeenSpool(spool) ? { spool } : {}),
    // Each member is checked by whoever reads it.
    families: isRecord(families) ? (families as OpenFamilies) : {},
    repositories: entriesThat(repositories, isComparedRefs),
    losses: itemsThat(losses, isLostPeriod),
    sessions: entriesThat(sessions, isSessionList),
    taken: itemsThat(taken, isText),
    worktrees: entriesThat(worktrees, isLinkedWorktree),
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSeenSpool(value: unknown): value is SeenSpool {
  return (
    isRecord(value) &&
    isText(value['directory']) &&
    isText(value['identity']) &&
    isMoment(value['seenMs']) &&
    isOptional(value['onSinceMs'], isMoment)
  )
}

function isComparedRefs(value: unknown): value is ComparedRefs {
  return (
    isRecord(value) &&
    isMoment(value['judgedMs']) &&
    Array.isArray(value['windows']) &&
    value['windows'].every(isCommandWindow)
  )
}

function isCommandWindow(value: unknown): value is CommandWindow {
  return (
    isRecord(value) &&
    isMoment(value['startMs']) &&
    isMoment(value['endMs']) &&
    isText(value['name']) &&
    ['worktree', 'spanId', 'parentSpanId', 'switchedTo'].every((name) => isOptional(value[name], isText)) &&
    (value['branch'] === null || isOptional(value['branch'], isText)) &&
    isOptional(value['entries'], Number.isSafeInteger)
  )
}

function isLinkedWorktree(value: unknown): value is LinkedWorktree {
  return isRecord(value) && isText(value['repository']) && isText(value['worktree'])
}

function isLostPeriod(value: unknown): value is LostPeriod {
  return isRecord(value) && isMoment(value['fromMs']) && isMoment(value['untilMs'])
}

function isSessionList(value: unknown): value is readonly WorkSession[] {
  return Array.isArray(value) && value.every(isWorkSession)
}

function isWorkSession(value: unknown): value is WorkSession {
  return (
    isRecord(value) &&
    isText(value['id']) &&
    isOptional(value['previousId'], isText) &&
    isMoment(value['startedAtMs']) &&
    isMoment(value['lastAtMs']) &&
    Number.isSafeInteger(value['commands']) &&
    typeof value['isEnded'] === 'boolean'
  )
}

function entriesThat<T>(value: unknown, is: (item: unknown) => item is T): Record<string, T> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => is(entry[1])))
}

function itemsThat<T>(value: unknown, is: (item: unknown) => item is T): T[] {
  return Array.isArray(value) ? value.filter(is) : []
}

function isOptional(value: unknown, is: (item: unknown) => boolean): boolean {
  return value === undefined || is(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

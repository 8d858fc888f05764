/**
 * Ambient intake: from what git left in the spool, and what refs tell, to events in
 * the store; for whichever process asks, the daemon or a command that reads the store.
 *
 * Whoever takes in holds the log's writer lock from before it reads the journal until
 * after it has removed the traces, so two never take in the same. Events are stored
 * first, the journal is written next, traces are removed last: at any crash in between
 * the same is taken in again, and nothing is stored twice, since ids derive from the
 * traces.
 */
import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { MS_PER_DAY, MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { readRootCommits } from '@wakelore/capture/source/git-history/root-commits'
import { commandWindow, readGitRefs, type CommandWindow } from '@wakelore/capture/source/git-refs'
import {
  capSpool,
  readGitTrace2,
  readSpool,
  removeTraces,
  type GitTrace2Place,
  type SpoolLoss,
} from '@wakelore/capture/source/git-trace2'
import { eventId, OWN_REPOSITORY, type DevelopmentEvent, type RepositoryId } from '@wakelore/telemetry/event'
import { isCaptured, type AllowedRepository, type Consent } from '@wakelore/vault/consent'
import type { AdmittedEvent, DetailLevel, Gate } from '@wakelore/vault/gate'
import type { Git } from '@wakelore/vault/git'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { findRepository, readWorktreePlace, type Repository } from '@wakelore/vault/repository'
import {
  openJournal,
  type CaptureJournal,
  type ComparedRefs,
  type LinkedWorktree,
} from './capture-journal.ts'
import type { RecordedChange } from './capture-switch-commands.ts'
import { readCaptureState, resumeWhenDue, type CaptureState } from './capture-switch.ts'
import { findSpool, makeSpool } from './spool-directory.ts'
import type { Store } from './store.ts'
import { abandonSessions, assignSessions, endIdleSessions, type SessionEndReason } from './work-session.ts'

export type SpoolIntake = {
  /** Traces that became events. */
  readonly traces: number
  /** Events stored. */
  readonly events: number
  /** Traces removed unread, being of no captured repository. */
  readonly outside: number
  /** Traces that are left: of processes that still run, and of some that wait for theirs. */
  readonly pending: number
  /** What was met, by code, with how often. */
  readonly faults: ReadonlyMap<string, number>
  /** Whose commands these were. */
  readonly repositories: readonly RepositoryId[]
}

export type AmbientIntake = {
  /**
   * Stores what ended; cheap where there is nothing. Waits for another writer up to
   * `lockWaitMs`. @throws LOG_BUSY, and whatever stops an append
   */
  readonly takeInSpool: (options?: { readonly lockWaitMs?: number }) => Promise<SpoolIntake>
  /** What in-process tools did in a captured repository, and what was rewritten, since last asked; until that moment. */
  readonly takeInRefs: (
    repository: RepositoryId,
    options?: { readonly untilMs?: number },
  ) => Promise<{ readonly events: number }>
  /** Where git leaves its traces; undefined while capture is off or paused. Ends a pause that is over. */
  readonly spoolDirectory: () => Promise<string | undefined>
  /** Ends the sessions that went idle; after a crash, as abandoned, every open one. */
  readonly endSessions: (reason: SessionEndReason) => Promise<{ readonly events: number }>
  /** Stores the owner's decision, and begins or ends comparing the repository's refs. */
  readonly recordChange: (repository: RepositoryId, change: RecordedChange) => Promise<void>
  /** Stores what somebody did, in its sessions; says how it was stored. */
  readonly recordWork: (events: readonly DevelopmentEvent[]) => Promise<readonly AdmittedEvent[]>
  /** Stores events that aren't taken in from anywhere. */
  readonly record: (events: readonly DevelopmentEvent[]) => Promise<{ readonly events: number }>
}

export type AmbientIntakeOptions = {
  readonly paths: WakelorePaths
  readonly clock: Clock
  readonly git: Git
  readonly store: () => Promise<Store>
  readonly consent: () => Promise<Consent>
  readonly gate: () => Promise<Gate>
  readonly signal?: AbortSignal
}

const NOTHING: SpoolIntake = {
  traces: 0,
  events: 0,
  outside: 0,
  pending: 0,
  faults: new Map(),
  repositories: [],
}
const LOCK_WAIT_MS = 2000
/** What isn't stored now is lost, and many may end at once. */
const WORK_LOCK_WAIT_MS = 15_000
/** Commands kept to compare refs with; beyond that the oldest are given up, and their time is as if judged. */
const MOST_WINDOWS = 4000
/** Linked worktrees remembered by their path, those seen last. */
const MOST_WORKTREES = 200
const LOSSES_KEPT_MS = 7 * MS_PER_DAY
const MOST_LOSSES = 1000
/** Around a loss nothing is told as done in process. */
const LOSS_LEEWAY_MS = 2 * MS_PER_SECOND
/** A clock that is this far behind what was judged was set back; less is soon over. */
const SET_BACK_MS = MS_PER_MINUTE
/** The journal says at least this often that the spool was still there. */
const SEEN_EVERY_MS = 10 * 60 * MS_PER_SECOND

export function makeAmbientIntake(options: AmbientIntakeOptions): AmbientIntake {
  const { paths, clock, git } = options
  /** Git directories that no allowed repository has moved to. */
  const strangers = new Set<string>()

  const takeInSpool: AmbientIntake['takeInSpool'] = async ({ lockWaitMs = LOCK_WAIT_MS } = {}) => {
    const state = await stateNow(lockWaitMs)
    if (state.state !== 'on') return NOTHING
    const { directory } = state.spool
    const standing = await standingSpool(directory)
    if (standing === undefined) return NOTHING
    const { files } = await readSpool(directory)
    if (files === 0 && !(await isSpoolNews(directory, standing))) return NOTHING

    const opened = await options.store()
    await opened.beginWriting(lockWaitMs)
    // Whoever wrote while we waited for the lock may have turned the switch, or made the spool anew.
    const [stateNext, identity] = await Promise.all([readCaptureState(paths), findSpool(directory)])
    const isSame = stateNext.state === 'on' && stateNext.spool.directory === directory
    if (!isSame || identity === undefined) return NOTHING
    const { journal, save } = await openJournal(paths)
    const faults = new Map<string, number>()
    const repositories = new Set<RepositoryId>()
    const counts = { traces: 0, events: 0, outside: 0 }
    const granted = await options.consent()
    forgetOthers(journal, granted)
    const takenBefore = new Set(journal.taken.filter((key) => existsSync(join(directory, traceOf(key)))))
    const lostWith = noteSpool(journal, stateNext, identity)
    counts.events += await storeLosses(opened, journal, lostWith)
    const places = makePlaces(granted, journal.worktrees, (commonDir) => findMoved(granted, commonDir))
    const batches = readGitTrace2(
      { directory, clock, families: journal.families, ...places },
      options.signal === undefined ? {} : { signal: options.signal },
    )
    for await (const batch of batches) {
      for (const [code, count] of batch.faults) countFault(faults, code, count)
      counts.outside += batch.outside
      const fresh = batch.events.filter(({ key }) => !takenBefore.delete(key))
      counts.traces += fresh.length
      const events = await placeOnBranches(journal, fresh, faults)
      for (const { repository } of events) if (repository !== OWN_REPOSITORY) repositories.add(repository)
      counts.events += await storeWithSessions(opened, journal, events)
      counts.events += await storeLosses(opened, journal, batch.losses)
      journal.taken = [...batch.events.map(({ key }) => key), ...takenBefore]
      await save()
      await removeTraces(directory, batch.files)
    }
    counts.events += await storeLosses(opened, journal, await capSpool(directory, { nowMs: clock.nowMs() }))
    await save()
    // Some wait for a parent to say whose they are, and have ended themselves.
    const { files: pending } = await readSpool(directory)
    return { ...counts, pending, faults, repositories: [...repositories] }
  }

  /** The switch, turned on again where a pause is over. */
  async function stateNow(lockWaitMs = LOCK_WAIT_MS): Promise<CaptureState> {
    const state = await readCaptureState(paths)
    const nowMs = clock.nowMs()
    if (state.state !== 'paused' || state.pausedUntilMs > nowMs) return state
    // Whoever couldn't store that it goes on leaves it to the next.
    await (await options.store()).beginWriting(lockWaitMs)
    if ((await resumeWhenDue({ paths, git, nowMs })) === 'resumed') {
      for (const { id } of (await options.consent()).list().filter(isCaptured)) {
        await recordChange(id, { state: 'on', atMs: nowMs })
      }
    }
    return readCaptureState(paths)
  }

  const spoolDirectory: AmbientIntake['spoolDirectory'] = async () => {
    const state = await stateNow()
    return state.state === 'on' ? state.spool.directory : undefined
  }

  /** The spool's identity, made again if it is gone; undefined where there is no place for it, as after a logout. */
  async function standingSpool(directory: string): Promise<string | undefined> {
    const found = await findSpool(directory)
    if (found !== undefined) return found
    try {
      await makeSpool(directory)
    } catch (error) {
      if (isFault(error, 'SWITCH_SPOOL_UNSAFE')) return undefined
      throw error
    }
    return findSpool(directory)
  }

  /** Whether the journal should hear of the spool although it is empty. */
  async function isSpoolNews(directory: string, identity: string): Promise<boolean> {
    const { spool } = (await openJournal(paths)).journal
    return (
      spool?.directory !== directory ||
      spool.identity !== identity ||
      Math.abs(clock.nowMs() - spool.seenMs) > SEEN_EVERY_MS
    )
  }

  /** What was lost with the spool that stood there before, if it was another. */
  function noteSpool(
    journal: CaptureJournal,
    { spool: { directory }, sinceMs: onSinceMs }: CaptureState & { readonly state: 'on' },
    identity: string,
  ): SpoolLoss[] {
    const nowMs = clock.nowMs()
    const before = journal.spool
    journal.spool = { directory, identity, seenMs: nowMs, onSinceMs }
    if (before?.directory !== directory || before.identity === identity) return []
    // Turned off and on again since: it was removed, and made, on purpose.
    if (before.onSinceMs !== onSinceMs) return []
    return [{ reason: 'spool_gone', fromMs: Math.min(before.seenMs, nowMs), untilMs: nowMs }]
  }

  async function storeLosses(
    opened: Store,
    journal: CaptureJournal,
    losses: readonly SpoolLoss[],
  ): Promise<number> {
    const nowMs = clock.nowMs()
    journal.losses.push(...losses.map(({ fromMs, untilMs }) => ({ fromMs, untilMs })))
    pruneLosses(journal, nowMs)
    return storeEvents(
      opened,
      losses.map((loss) => lossEvent(loss, nowMs)),
    )
  }

  /** Branch and revision, from the reflogs of each repository that the commands are of. */
  async function placeOnBranches(
    journal: CaptureJournal,
    events: readonly DevelopmentEvent[],
    faults: Map<string, number>,
  ): Promise<DevelopmentEvent[]> {
    const placed: DevelopmentEvent[] = []
    for (const [id, commands] of Map.groupBy(events, ({ repository }) => repository)) {
      if (id === OWN_REPOSITORY) placed.push(...commands)
      else placed.push(...(await placeInRepository(journal, id, commands, faults)))
    }
    return placed
  }

  /** As they are where git can't read the repository: what is wrong with one is no reason to lose another's. */
  async function placeInRepository(
    journal: CaptureJournal,
    id: RepositoryId,
    commands: readonly DevelopmentEvent[],
    faults: Map<string, number>,
  ): Promise<readonly DevelopmentEvent[]> {
    const judgedMs = Math.min(commands[0]!.occurredAt, clock.nowMs())
    const entry = (journal.repositories[id] ??= { judgedMs, windows: [] })
    let placed: readonly DevelopmentEvent[] = commands
    let windows: readonly CommandWindow[] = commands.map(commandWindow)
    try {
      const repository = await repositoryOf(id)
      const read =
        repository &&
        (await readGitRefs(
          { git, repository, clock },
          // Nothing to judge: only where these commands stood is asked.
          {
            commands,
            earlier: entry.windows,
            judgedMs: entry.judgedMs,
            settledMs: entry.judgedMs,
            losses: [],
          },
          options.signal === undefined ? {} : { signal: options.signal },
        ))
      if (read !== undefined) ({ commands: placed, windows } = read)
    } catch (error) {
      // What passes by itself is tried again, all of it.
      if (!isFault(error) || error.retry === 'later') throw error
      countFault(faults, error.code)
    }
    entry.windows.push(...windows)
    const surplus = entry.windows.splice(0, Math.max(0, entry.windows.length - MOST_WINDOWS))
    for (const { endMs } of surplus) entry.judgedMs = Math.max(entry.judgedMs, endMs)
    return placed
  }

  const takeInRefs: AmbientIntake['takeInRefs'] = async (id, { untilMs = Infinity } = {}) => {
    await takeInSpool()
    const state = await stateNow()
    if (state.state !== 'on') return { events: 0 }
    const repository = await repositoryOf(id)
    if (repository === undefined) return { events: 0 }
    const opened = await options.store()
    await opened.beginWriting(LOCK_WAIT_MS)
    const { journal, save } = await openJournal(paths)
    const nowMs = clock.nowMs()
    const { oldestStartMs = Infinity } = await readSpool(state.spool.directory)
    const entry = (journal.repositories[id] ??= { judgedMs: nowMs, windows: [] })
    if (state.sinceMs <= nowMs) entry.judgedMs = Math.max(entry.judgedMs, state.sinceMs)
    noticeSetBack(journal, entry, nowMs)
    const read = await readGitRefs(
      { git, repository, clock },
      {
        commands: [],
        earlier: entry.windows,
        judgedMs: entry.judgedMs,
        // A git that runs now may have moved refs already: its trace has been there since it began.
        settledMs: Math.min(nowMs, oldestStartMs, untilMs),
        losses: journal.losses,
      },
      options.signal === undefined ? {} : { signal: options.signal },
    )
    const stored = await storeWithSessions(opened, journal, read.events)
    entry.judgedMs = Math.max(entry.judgedMs, read.judgedMs)
    // An entry of a reflog knows its second only.
    entry.windows = entry.windows.filter(({ endMs }) => endMs > entry.judgedMs - 2 * MS_PER_SECOND)
    await save()
    return { events: stored }
  }

  const recordChange: AmbientIntake['recordChange'] = async (repository, change) => {
    const opened = await options.store()
    await opened.beginWriting(LOCK_WAIT_MS)
    const { journal, save } = await openJournal(paths)
    const level = (await options.consent()).detailFor(repository, 'git')
    await storeEvents(opened, [captureChangeEvent(repository, change, level, clock.nowMs())])
    delete journal.repositories[repository]
    if (change.state === 'on') journal.repositories[repository] = { judgedMs: change.atMs, windows: [] }
    await save()
  }

  const record: AmbientIntake['record'] = async (events) => {
    const opened = await options.store()
    await opened.beginWriting(LOCK_WAIT_MS)
    return { events: await storeEvents(opened, events) }
  }

  const recordWork: AmbientIntake['recordWork'] = async (events) => {
    const opened = await options.store()
    await opened.beginWriting(WORK_LOCK_WAIT_MS)
    const { journal, save } = await openJournal(paths)
    const assigned = assignSessions(journal.sessions, events, clock.nowMs())
    const stored = await admitNew(opened, assigned.events)
    await opened.append(stored)
    journal.sessions = assigned.sessions
    await save()
    return stored
  }

  const endSessions: AmbientIntake['endSessions'] = async (reason) => {
    const end = reason === 'idle' ? endIdleSessions : abandonSessions
    const nowMs = clock.nowMs()
    // Looked at without the lock first: nearly always there is nothing to end.
    if (end((await openJournal(paths)).journal.sessions, nowMs).events.length === 0) return { events: 0 }
    const opened = await options.store()
    await opened.beginWriting(LOCK_WAIT_MS)
    const { journal, save } = await openJournal(paths)
    const { sessions, events } = end(journal.sessions, nowMs)
    const stored = await storeEvents(opened, events)
    journal.sessions = sessions
    await save()
    return { events: stored }
  }

  async function storeWithSessions(
    opened: Store,
    journal: CaptureJournal,
    events: readonly DevelopmentEvent[],
  ): Promise<number> {
    const assigned = assignSessions(journal.sessions, events, clock.nowMs())
    const stored = await storeEvents(opened, assigned.events)
    journal.sessions = assigned.sessions
    return stored
  }

  /** Through the gate into log and graph; says how many were new. */
  async function storeEvents(opened: Store, events: readonly DevelopmentEvent[]): Promise<number> {
    if (events.length === 0) return 0
    const admitted = await admitNew(opened, events)
    await opened.append(admitted)
    return admitted.length
  }

  async function admitNew(opened: Store, events: readonly DevelopmentEvent[]): Promise<AdmittedEvent[]> {
    return (await (await options.gate()).admit(events)).filter(
      (event) => !opened.graph.hasEvent(event.repository, eventId(event)),
    )
  }

  /** Which allowed repository now lies there; asked once of each place: a walk over its history is no trifle. */
  async function findMoved(granted: Consent, commonDir: string): Promise<AllowedRepository | undefined> {
    if (strangers.has(commonDir)) return undefined
    try {
      const repository = await findRepository(git, commonDir)
      const found = await granted.find(repository, () => readRootCommits(git, repository))
      if (found !== undefined) return found
    } catch (error) {
      if (!isFault(error)) throw error
    }
    strangers.add(commonDir)
    return undefined
  }

  /** An allowed repository as it lies there; undefined where it is gone or can't be read. */
  async function repositoryOf(id: RepositoryId): Promise<Repository | undefined> {
    const known = (await options.consent()).list().find((one) => one.id === id)
    if (known === undefined) return undefined
    try {
      return { ...(await findRepository(git, known.commonDir)), id }
    } catch (error) {
      if (isFault(error, 'GIT_NOT_A_REPOSITORY') || isFault(error, 'GIT_DUBIOUS_OWNERSHIP')) return undefined
      // Its directory is gone: git can't even be started there.
      if (isFault(error, 'GIT_MISSING') || (error as NodeJS.ErrnoException).code === 'ENOENT')
        return undefined
      throw error
    }
  }

  return { takeInSpool, takeInRefs, spoolDirectory, endSessions, recordChange, recordWork, record }
}

type Places = Required<Pick<GitTrace2Place, 'repositoryAt' | 'removedWorktreeAt'>>

/**
 * Which captured repository a worktree is of. Linked ones are remembered: they come and
 * go, and one may be removed before the traces of what was done in it are read.
 */
function makePlaces(
  granted: Consent,
  worktrees: CaptureJournal['worktrees'],
  findMoved: (commonDir: string) => Promise<AllowedRepository | undefined>,
): Places {
  const captured = new Map(
    granted
      .list()
      .filter(isCaptured)
      .map((one) => [one.commonDir, one.id]),
  )
  const remember = (path: string, place: LinkedWorktree): LinkedWorktree => {
    delete worktrees[path]
    worktrees[path] = place
    const [oldest] = Object.keys(worktrees)
    if (Object.keys(worktrees).length > MOST_WORKTREES) delete worktrees[oldest!]
    return place
  }
  /** A captured one that lies elsewhere now, and is known again by its root commits. */
  const moved = async (commonDir: string | undefined): Promise<AllowedRepository | undefined> => {
    const isAnyGone = commonDir !== undefined && [...captured.keys()].some((known) => !existsSync(known))
    const found = isAnyGone ? await findMoved(commonDir) : undefined
    if (found === undefined || !isCaptured(found)) return undefined
    captured.set(found.commonDir, found.id)
    return found
  }
  const look: Places['repositoryAt'] = async (path) => {
    const place = await readWorktreePlace(path)
    if (place === undefined) {
      const before = Object.hasOwn(worktrees, path) ? worktrees[path] : undefined
      if (before !== undefined && [...captured.values()].includes(before.repository)) return before
    }
    // A command line may name a git directory itself.
    const commonDir = place?.commonDir ?? (await realpath(path).catch(() => path))
    const repository = captured.get(commonDir) ?? (await moved(place?.commonDir))?.id
    if (repository === undefined) return undefined
    return place?.worktree === undefined
      ? { repository }
      : remember(path, { repository, worktree: place.worktree })
  }
  const known = new Map<string, ReturnType<typeof look>>()
  return {
    repositoryAt: (path) => {
      let found = known.get(path)
      if (found === undefined) known.set(path, (found = look(path)))
      return found
    },
    removedWorktreeAt: (path, gitDirectory) => {
      const repository = captured.get(dirname(dirname(gitDirectory)))
      if (repository === undefined || basename(dirname(gitDirectory)) !== 'worktrees') return undefined
      return remember(path, { repository, worktree: basename(gitDirectory) })
    },
  }
}

/**
 * Where the clock was set back: what is done in the time that comes twice can't be told
 * from what was judged already. Of a clock that had been far off, only the last day of it.
 */
function noticeSetBack(journal: CaptureJournal, entry: ComparedRefs, nowMs: number): void {
  const untilMs = entry.judgedMs
  if (untilMs - nowMs < SET_BACK_MS) return
  journal.losses.push({ fromMs: Math.max(nowMs, untilMs - MS_PER_DAY), untilMs })
  entry.judgedMs = nowMs
}

/** Keeps those that some repository's refs are still to be compared with; of too many, the time is as if judged. */
function pruneLosses(journal: CaptureJournal, nowMs: number): void {
  const compared = Object.values(journal.repositories)
  const fromMs = Math.min(...compared.map(({ judgedMs }) => judgedMs)) - LOSS_LEEWAY_MS
  journal.losses = journal.losses.filter(
    ({ untilMs }) => untilMs >= fromMs || nowMs - untilMs < LOSSES_KEPT_MS,
  )
  const surplus = journal.losses.splice(0, Math.max(0, journal.losses.length - MOST_LOSSES))
  for (const { untilMs } of surplus) {
    for (const entry of compared) entry.judgedMs = Math.max(entry.judgedMs, untilMs)
  }
}

/** What was on its way in repositories that aren't captured any more. */
function forgetOthers(journal: CaptureJournal, granted: Consent): void {
  const captured = new Set(granted.list().flatMap((one) => (isCaptured(one) ? one.id : [])))
  for (const id of Object.keys(journal.repositories)) {
    if (!captured.has(id)) delete journal.repositories[id]
  }
}

/** The name of the file that an event's key was made of. */
function traceOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

function countFault(faults: Map<string, number>, code: string, count = 1): void {
  faults.set(code, (faults.get(code) ?? 0) + count)
}

function lossEvent(loss: SpoolLoss, nowMs: number): DevelopmentEvent {
  return {
    source: 'wakelore',
    key: `loss/${loss.reason}/${Math.round(loss.fromMs)}`,
    kind: 'wakelore.capture.loss',
    occurredAt: Math.round(loss.fromMs),
    recordedAt: nowMs,
    repository: OWN_REPOSITORY,
    attributes: {
      'wakelore.capture.loss.reason': loss.reason,
      'wakelore.capture.until': Math.round(loss.untilMs),
      ...(loss.files === undefined ? {} : { 'wakelore.capture.loss.files': loss.files }),
    },
  }
}

/** That its owner turned capture of a repository on, off, or paused it. */
function captureChangeEvent(
  repository: RepositoryId,
  { state, atMs, untilMs }: RecordedChange,
  level: DetailLevel,
  nowMs: number,
): DevelopmentEvent {
  return {
    source: 'wakelore',
    key: `capture/${atMs}/${state}`,
    kind: 'wakelore.capture.change',
    occurredAt: atMs,
    recordedAt: nowMs,
    repository,
    attributes: {
      'wakelore.capture.state': state,
      ...(untilMs === undefined ? {} : { 'wakelore.capture.until': untilMs }),
      ...(state === 'on' ? { 'wakelore.consent.detail': [`git=${level}`] } : {}),
    },
  }
}

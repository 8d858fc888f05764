/**
 * Source of git's commands: what each git process left of itself in the spool.
 *
 * git writes a file per process and waits for nobody; whoever reads takes the files of
 * processes that have ended, hands out an event for each, and names the files to be
 * removed once those are stored. So an interrupted read loses nothing, and reading again
 * tells the same: ids derive from git's own session ids.
 *
 * A trace is judged by its repository before anything is taken from it: that of one that
 * isn't captured is parsed no further than to where it says so, and removed. Files are
 * read in the order in which their processes began, parents before children, some
 * hundred at a time.
 */
import { closeSync, existsSync, fstatSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MS_PER_SECOND, type Clock } from '@wakelore/kernel/clock'
import type { DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import { commandEvent, sentinelEvent } from './git-trace2/command-event.ts'
import { operationName, placeOfArguments, servedPlace, type Naming } from './git-trace2/command-names.ts'
import {
  checkFamilies,
  linkOf,
  LISTING_US,
  parentOf,
  pruneFamilies,
  type FamilyMember,
  type OpenFamilies,
  type Place,
} from './git-trace2/family.ts'
import { isWriterRunning, type IsRunning } from './git-trace2/process-alive.ts'
import { parseComponent, type ProcessIdentity, type SessionId } from './git-trace2/session-id.ts'
import { listSpool, openTrace, type OpenedTrace, type SpoolLoss } from './git-trace2/spool.ts'
import { endOfTrace, readTrace, type Trace, type TraceReading } from './git-trace2/trace.ts'
import { makeWindow, openTraceLines, type TraceLines } from './git-trace2/trace-lines.ts'

export { capSpool, readSpool, removeTraces, type SpoolLoss, type SpoolState } from './git-trace2/spool.ts'
export { spanIdOf, traceIdOf } from './git-trace2/session-id.ts'
export type { FamilyMember, OpenFamilies } from './git-trace2/family.ts'

export type GitTrace2Place = {
  /** The spool. */
  readonly directory: string
  readonly clock: Clock
  /**
   * The captured repository of a worktree's top as git tells it, or of a bare repository;
   * undefined where there is none, or where its capture isn't allowed.
   */
  readonly repositoryAt: (
    path: string,
  ) => Promise<{ readonly repository: RepositoryId; readonly worktree?: string } | undefined>
  /**
   * The same of a worktree that isn't there any more, by the directory in which git kept
   * it: `…/.git/worktrees/<name>`.
   */
  readonly removedWorktreeAt?: (
    path: string,
    gitDirectory: string,
  ) => { readonly repository: RepositoryId; readonly worktree?: string } | undefined
  /** What earlier reads learnt of families that aren't complete yet: changed in place, to be kept with the events. */
  readonly families: OpenFamilies
  readonly isRunning?: IsRunning
}

export type TraceBatch = {
  /** In the order in which they began: `git.command` without branch and revision, `wakelore.capture.sentinel`. */
  readonly events: readonly DevelopmentEvent[]
  /** Names of files to remove once the events and the families are stored. */
  readonly files: readonly string[]
  /** Traces of repositories that aren't captured, or of none. */
  readonly outside: number
  /** Traces that are given up because they can't be read. */
  readonly losses: readonly SpoolLoss[]
  /**
   * What was met, counted by kind: `garbled_line`, `long_line`, `torn`, `too_large`,
   * `empty`, `misnamed`, `foreign` (no trace at all), `unreadable`, `busy`.
   */
  readonly faults: ReadonlyMap<string, number>
}

const BATCH_FILES = 256
const LARGEST_FILE_BYTES = 64 * 1024 * 1024
const TAIL_BYTES = 4096
/** Of a process that runs, at most so much of either end is read. */
const PEEKED_BYTES = 256 * 1024
/** What replaced a process by exec(2) writes no more into its trace. */
const REPLACED_QUIET_MS = MS_PER_SECOND
/** What goes on in the background may be quiet for long, and is then taken for ended. */
const BACKGROUND_QUIET_MS = 600 * MS_PER_SECOND
/** Traces that wait for their family to tell their repository, and how long: a parent may be a daemon. */
const MOST_WAITING = 1024
const LONGEST_WAIT_US = 600 * MS_PER_SECOND * 1000
/** Deeper than git processes start each other. */
const DEEPEST = 64

/** A process that has ended. */
type Ended = {
  readonly trace: Trace
  readonly member: FamilyMember
  /** Where its command line says that it works. */
  readonly namedPlace: Place | undefined
}

type Lender = { readonly startUs: number; readonly session: SessionId | undefined; readonly place: Place }

/** A process that may still run, as far as its trace tells by now. */
type Peeked = { readonly member: FamilyMember; readonly session: SessionId | undefined }

type Found =
  | { readonly kind: 'ended'; readonly trace: Trace; readonly ownPlace: Place | undefined }
  | { readonly kind: 'outside'; readonly endUs: number; readonly session: SessionId | undefined }
  | { readonly kind: 'sentinel'; readonly trace: Trace; readonly word: string }
  | { readonly kind: 'running'; readonly session: SessionId | undefined }
  | { readonly kind: 'empty' }
  | { readonly kind: 'gone' | 'foreign' | 'busy' }
  | { readonly kind: 'denied' }

type Batch = {
  readonly events: DevelopmentEvent[]
  readonly files: string[]
  readonly losses: SpoolLoss[]
  readonly faults: Map<string, number>
  outside: number
}

/** @throws CAPTURE_SPOOL_UNREADABLE, and what `repositoryAt` throws */
export async function* readGitTrace2(
  place: GitTrace2Place,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<TraceBatch> {
  checkFamilies(place.families)
  const reading = makeReading(place)
  for (let after = '', isWhole = false; !isWhole;) {
    const listedUs = place.clock.nowMs() * 1000
    const listing = await listSpool(place.directory, { after })
    isWhole = listing.isWhole
    reading.beginListing()
    const { traces, foreign } = listing
    for (let from = 0; from === 0 || from < traces.length; from += BATCH_FILES) {
      const chunk = traces.slice(from, from + BATCH_FILES)
      after = chunk.at(-1)?.component ?? after
      const isLast = isWhole && from + BATCH_FILES >= traces.length
      const batch = emptyBatch()
      if (from === 0) giveUpForeign(batch, foreign)
      for (const writer of chunk) {
        options.signal?.throwIfAborted()
        await reading.take(writer, batch)
      }
      const settledUs = isLast ? listedUs : Math.min(listedUs, chunk.at(-1)?.startUs ?? listedUs)
      await reading.resolve(batch, { isLast, settledUs })
      if (batch.files.length > 0 || batch.faults.size > 0) yield batch
    }
  }
}

function makeReading(place: GitTrace2Place) {
  const { directory, families, clock } = place
  const window = makeWindow()
  const places = new Map<string, Place>()
  const sessions = new Map<string, SessionId>()
  const peeked = new Map<string, Peeked | undefined>()
  /** Whose traces were left, and whom these claim for a parent. */
  const open = new Set<string>()
  const claimed = new Set<string>()
  let waiting: Ended[] = []
  /** Processes whose repository is known, for those above them that don't tell theirs. */
  let lenders: Lender[] = []

  const placeAt = async (path: string): Promise<Place> => {
    let found = places.get(path)
    if (found === undefined) places.set(path, (found = (await place.repositoryAt(path)) ?? null))
    return found
  }

  /** Of a worktree that was removed since: git tells which index it used, a few lines further on. */
  const removedPlace = (path: string, lines: TraceLines, reading: TraceReading): Place => {
    if (place.removedWorktreeAt === undefined || existsSync(path)) return null
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      reading.take(line, lines.isTorn())
      const indexPath = reading.indexPath()
      if (indexPath === undefined) continue
      const found = place.removedWorktreeAt(path, dirname(indexPath)) ?? null
      places.set(path, found)
      return found
    }
    return null
  }

  const servedAt = async (naming: Naming): Promise<Place | undefined> => {
    const path = servedPlace(naming)
    return path === undefined ? undefined : path === '' ? null : placeAt(path)
  }

  const parentAbove = async (
    session: SessionId | undefined,
    startUs: number,
  ): Promise<{ readonly parent?: string }> => {
    if (session?.parent?.kind === 'git') await peek(session.parent.component)
    const parent = parentOf(session, startUs, memberOf)
    return parent === undefined ? {} : { parent: parent.component }
  }

  const leave = (component: string, session: SessionId | undefined): void => {
    open.add(component)
    if (session?.parent?.kind === 'git') claimed.add(session.parent.component)
  }

  /** Reads one file, if its process has ended. */
  const take = async (writer: ProcessIdentity, batch: Batch): Promise<void> => {
    const { component } = writer
    const opened = openTrace(join(directory, component))
    const found = await readEnded(writer, opened, batch)
    switch (found.kind) {
      case 'gone':
        return
      case 'running':
        return leave(component, found.session)
      case 'busy':
        return count(batch, 'busy')
      case 'foreign':
        return giveUpForeign(batch, [component])
      case 'denied': {
        const atMs = Math.floor(writer.startUs / 1000)
        count(batch, 'unreadable')
        batch.files.push(component)
        batch.losses.push({ reason: 'spool_unreadable', fromMs: atMs, untilMs: atMs, files: 1 })
        return
      }
      case 'empty':
        count(batch, 'empty')
        batch.files.push(component)
        return
      case 'sentinel':
        batch.files.push(component)
        if (found.word === '') return
        batch.events.push(sentinelEvent(found.trace, found.word, clock.nowMs()))
        return
      case 'outside':
        batch.files.push(component)
        batch.outside++
        families[component] = {
          startUs: writer.startUs,
          endUs: found.endUs,
          place: null,
          ...(await parentAbove(found.session, writer.startUs)),
        }
        lenders.push({ startUs: writer.startUs, session: found.session, place: null })
        return
      case 'ended': {
        const { trace, ownPlace } = found
        const endUs = writer.startUs + trace.durationUs
        const served = await servedAt(trace.naming)
        const told = ownPlace === undefined ? served : ownPlace
        const placeNow = told === undefined ? families[component]?.place : told
        const member: FamilyMember = {
          startUs: writer.startUs,
          endUs,
          busy: trace.busy.map((us) => Math.min(us, endUs)),
          ...(placeNow === undefined ? {} : { place: placeNow }),
          ...(leavesWork(trace) ? { detaches: true } : {}),
        }
        families[component] = member
        if (trace.session !== undefined) sessions.set(component, trace.session)
        const named = placeNow === undefined ? placeOfArguments(trace.naming.argv) : undefined
        waiting.push({
          trace,
          member,
          namedPlace: named === undefined ? undefined : await placeAt(named),
        })
      }
    }
  }

  async function readEnded(writer: ProcessIdentity, opened: OpenedTrace, batch: Batch): Promise<Found> {
    if (opened.kind !== 'opened') return { kind: opened.kind }
    const { file } = opened
    let { stats } = opened
    try {
      let tail = readTail(file, stats.size)
      let end = endOfTrace(tail)
      const nowMs = clock.nowMs()
      const quietMs = nowMs - stats.mtimeMs
      const isOver = end !== undefined && (end.name !== 'exec' || quietMs > REPLACED_QUIET_MS)
      const isRunning = !isOver && isWriterRunning(writer, { ...place, nowMs, modifiedMs: stats.mtimeMs })
      if (!isOver && !isRunning) {
        // It may have written its end between the two looks.
        stats = fstatSync(file)
        tail = readTail(file, stats.size)
        end = endOfTrace(tail)
      }

      const lines = openTraceLines(file, Math.min(stats.size, LARGEST_FILE_BYTES), window)
      const reading = readTrace(writer)
      let ownPlace: Place | undefined
      for (let line = lines.next(); line !== undefined; line = lines.next()) {
        reading.take(line, lines.isTorn())
        if (lines.isTorn()) count(batch, 'torn')
        if (isRunning && reading.session() !== undefined) break
        const path = reading.worktreePath()
        if (path === undefined || ownPlace !== undefined || reading.session()?.sentinel !== undefined)
          continue
        ownPlace = (await placeAt(path)) ?? removedPlace(path, lines, reading)
        if (ownPlace === null && !isRunning)
          return {
            kind: 'outside',
            endUs: end?.atUs ?? Math.floor(stats.mtimeMs * 1000),
            session: reading.session(),
          }
      }
      if (isRunning) return { kind: 'running', session: reading.session() }

      if (lines.longLines() > 0) {
        reading.cut()
        count(batch, 'long_line', lines.longLines())
      }
      if (stats.size > LARGEST_FILE_BYTES) {
        reading.cut()
        count(batch, 'too_large')
        takeTail(tail, reading)
      }
      const trace = named(reading.finish(), batch)
      count(batch, 'garbled_line', trace.garbledLines)
      if (trace.isContinued && end === undefined && quietMs < BACKGROUND_QUIET_MS)
        return { kind: 'running', session: trace.session }
      const word = trace.session?.sentinel
      if (word !== undefined) return { kind: 'sentinel', trace, word }
      return trace.isKnown ? { kind: 'ended', trace, ownPlace } : { kind: 'empty' }
    } finally {
      closeSync(file)
    }
  }

  /** Looks at a claimed parent that hasn't been read: it runs, or began later than it says. */
  async function peek(component: string, depth = 0): Promise<void> {
    if (peeked.has(component) || families[component]?.endUs !== undefined || depth > DEEPEST) return
    const found = await readPeeked(component)
    peeked.set(component, found)
    if (found?.session?.parent?.kind === 'git') await peek(found.session.parent.component, depth + 1)
  }

  async function readPeeked(component: string): Promise<Peeked | undefined> {
    const writer = parseComponent(component)!
    const opened = openTrace(join(directory, component))
    if (opened.kind !== 'opened') return undefined
    try {
      const { file, stats } = opened
      const reading = readTrace(writer)
      const lines = openTraceLines(file, Math.min(stats.size, PEEKED_BYTES), window)
      let placeNow = families[component]?.place
      let isAsked = false
      for (let line = lines.next(); line !== undefined && placeNow !== null; line = lines.next()) {
        reading.take(line, lines.isTorn())
        const path = reading.worktreePath()
        if (path === undefined || isAsked) continue
        isAsked = true
        placeNow = await placeAt(path)
      }
      const trace = reading.finish()
      if (placeNow === undefined) placeNow = await servedAt(trace.naming)
      const isWhole = stats.size <= PEEKED_BYTES
      const end = endOfTrace(readTail(file, stats.size))
      return {
        session: trace.session,
        member: {
          startUs: writer.startUs,
          ...(end === undefined ? {} : { endUs: end.atUs ?? writer.startUs + trace.durationUs }),
          ...(placeNow === undefined ? {} : { place: placeNow }),
          ...(isWhole && placeNow !== null ? { busy: [...trace.busy] } : {}),
        },
      }
    } finally {
      closeSync(opened.file)
    }
  }

  const memberOf = (component: string): FamilyMember | undefined =>
    families[component]?.endUs === undefined
      ? (peeked.get(component)?.member ?? families[component])
      : families[component]
  const sessionOf = (component: string): SessionId | undefined =>
    sessions.get(component) ?? peeked.get(component)?.session
  const parentOfEnded = ({ trace }: Ended): ReturnType<typeof parentOf> =>
    parentOf(trace.session, trace.process.startUs, memberOf)

  const inheritPlaces = (): void => {
    for (const ended of waiting) {
      const parentPlace = ended.member.place === undefined ? parentOfEnded(ended)?.member.place : undefined
      if (parentPlace !== undefined) ended.member.place = parentPlace
    }
  }

  /**
   * Places those above that don't tell their place: where what started them is, or else
   * where this one is; nowhere, if this one is of no captured repository.
   */
  const lendPlace = ({ place: lent, ...from }: Lender): void => {
    const unplaced: NonNullable<ReturnType<typeof parentOf>>[] = []
    let { session, startUs } = from
    let parent = parentOf(session, startUs, memberOf)
    while (parent !== undefined && parent.member.place === undefined && unplaced.length < DEEPEST) {
      unplaced.push(parent)
      session = sessionOf(parent.component)
      startUs = parent.member.startUs
      parent = parentOf(session, startUs, memberOf)
    }
    const inherited = lent === null || parent?.member.place === undefined ? lent : parent.member.place
    for (const { component, member } of unplaced) {
      member.place = inherited
      if (member.endUs === undefined) families[component] = { startUs: member.startUs, place: inherited }
    }
  }

  /** Whether its family may still tell where it worked. */
  const canBeTold = (ended: Ended, isLast: boolean, settledUs: number): boolean => {
    if (isLast && Math.abs(clock.nowMs() * 1000 - ended.member.endUs!) > LONGEST_WAIT_US) return false
    if (claimed.has(ended.trace.process.component)) return true
    const parent = parentOfEnded(ended)
    if (parent !== undefined && parent.member.place === undefined) return true
    const mayHaveChildren = ended.member.busy!.length > 0
    return mayHaveChildren && (!isLast || ended.member.endUs! + LISTING_US >= settledUs)
  }

  /** Places what was taken, hands out what has a place, and forgets what can't matter any more. */
  const resolve = async (
    batch: Batch,
    { isLast, settledUs }: { isLast: boolean; settledUs: number },
  ): Promise<void> => {
    waiting.sort((a, b) => a.trace.process.startUs - b.trace.process.startUs)
    for (const session of [...lenders, ...waiting.map(({ trace }) => trace)].map((one) => one.session)) {
      if (session?.parent?.kind === 'git') await peek(session.parent.component)
    }
    // What leads elsewhere tells more than what it was started by.
    for (const lender of lenders) lendPlace(lender)
    inheritPlaces()
    for (const { member, trace } of waiting) {
      if (member.place === undefined) continue
      lenders.push({ startUs: member.startUs, session: trace.session, place: member.place })
    }
    lenders.sort((a, b) => a.startUs - b.startUs)
    for (const lender of lenders) lendPlace(lender)
    lenders = []
    inheritPlaces()
    for (const { member, trace, namedPlace } of waiting) {
      if (member.place !== undefined || namedPlace === undefined || namedPlace === null) continue
      member.place = namedPlace
      lendPlace({ startUs: member.startUs, session: trace.session, place: namedPlace })
    }
    inheritPlaces()

    const still: Ended[] = []
    for (const ended of waiting) {
      const { trace, member } = ended
      const { component, startUs } = trace.process
      if (member.place === undefined && canBeTold(ended, isLast, settledUs)) {
        // Those that are left are read again next time.
        if (isLast || still.length >= MOST_WAITING) leave(component, trace.session)
        else still.push(ended)
        continue
      }
      member.place ??= null
      batch.files.push(component)
      if (member.place === null) {
        batch.outside++
        Object.assign(member, await parentAbove(trace.session, startUs))
        continue
      }
      const link = linkOf(component, startUs, trace.session, { memberOf, sessionOf })
      member.traceId = link.traceId
      batch.events.push(commandEvent(trace, member.place, link, clock.nowMs()))
    }
    waiting = still
    batch.events.sort((a, b) => a.occurredAt - b.occurredAt)
    const waitingFor = new Set(waiting.map(({ trace }) => trace.process.component))
    for (const component of sessions.keys()) if (!waitingFor.has(component)) sessions.delete(component)
    pruneFamilies(families, {
      settledUs,
      isLast,
      isOpen: (component) => open.has(component) || claimed.has(component) || waitingFor.has(component),
    })
  }

  return { take, resolve, beginListing: () => peeked.clear() }
}

/** Whether what it started may start processes when it has ended itself. */
function leavesWork(trace: Trace): boolean {
  if (trace.isContinued) return true
  if (trace.end.kind === 'killed' && trace.busy.at(-1) === Infinity) return true
  const operation = operationName(trace.naming)
  return operation === 'gc' || operation === 'maintenance'
}

function emptyBatch(): Batch {
  return { events: [], files: [], losses: [], faults: new Map(), outside: 0 }
}

function count(batch: Batch, fault: string, by = 1): void {
  if (by > 0) batch.faults.set(fault, (batch.faults.get(fault) ?? 0) + by)
}

function giveUpForeign(batch: Batch, names: readonly string[]): void {
  batch.files.push(...names)
  count(batch, 'foreign', names.length)
}

/** A trace that names another process than its file does tells nothing of its family. */
function named(trace: Trace, batch: Batch): Trace {
  const own = trace.session?.own
  if (own === undefined || trace.process.component.startsWith(own)) return trace
  count(batch, 'misnamed')
  return { ...trace, session: undefined }
}

function readTail(file: number, size: number): Buffer {
  const length = Math.min(size, TAIL_BYTES)
  const tail = Buffer.allocUnsafe(length)
  return tail.subarray(0, readSync(file, tail, 0, length, size - length))
}

function takeTail(tail: Buffer, reading: ReturnType<typeof readTrace>): void {
  for (let from = tail.indexOf(10) + 1, until; from < tail.length; from = until + 1) {
    until = tail.indexOf(10, from)
    if (until === -1) return
    reading.take(tail.subarray(from, until), false)
  }
}

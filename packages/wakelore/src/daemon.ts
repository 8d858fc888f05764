/**
 * The daemon: takes in what git left in the spool as soon as it is there, what in-process
 * tools did to refs soon after, and what others send to its listener before they are
 * answered.
 *
 * It holds no truth of its own. Watches are hints that something is due; whatever they
 * miss, slow looks find. A handful of duties, one at a time: each says when it is due
 * again, and a hint brings it forward. Where one meets a fault, that is counted, and it
 * is tried again later and later; our own bug ends the process.
 *
 * All intervals are of the monotonic clock, so that no step of the other one stalls or
 * spins anything; that both drift apart tells of a sleep or a step, and then everything
 * is looked at again. On a busy machine or on battery whatever can wait does.
 */
import { isDeepStrictEqual } from 'node:util'
import { MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault, type Fault } from '@wakelore/kernel/fault'
import type { Listener } from '@wakelore/server/transport/listener'
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { AllowedRepository } from '@wakelore/vault/consent'
import type { DirectoryWatch, Watching } from './daemon/directory-watch.ts'
import { makePeriodReport, type ReadUsage } from './daemon/period-report.ts'
import { watchedDirectories } from './daemon/ref-fingerprint.ts'
import type { DaemonInfo } from './daemon-process.ts'
import { daemonFault } from './faults.ts'
import { isBusy, type MachineState, type ReadMachine } from './machine.ts'
import type { OtlpTaken } from './otlp-intake.ts'
import type { AmbientPipeline } from './pipeline.ts'

export type DaemonIntake = Omit<AmbientPipeline, 'captured' | 'openOtlpIntake'> & {
  readonly captured: () => Promise<readonly CapturedRepository[]>
}

export type CapturedRepository = Pick<AllowedRepository, 'id' | 'commonDir'>

export type DaemonTime = {
  /** Milliseconds since the epoch; may step. */
  readonly wallMs: () => number
  /** Milliseconds since whenever; never steps. */
  readonly monotonicMs: () => number
  /** Resolves after `ms`, or at once when `signal` aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** What others send. */
export type DaemonTelemetry = {
  /** Begins to listen. `onWaiting`: something is to be taken in; `onBug`: what no sender can bring about. */
  readonly listen: (hooks: {
    readonly onWaiting: () => void
    readonly onBug: (error: unknown) => void
  }) => Promise<Pick<Listener, 'port' | 'counts' | 'close'>>
  readonly takeIn: () => Promise<OtlpTaken>
}

/** What others may know of it while it runs. */
export type DaemonNews = Pick<DaemonInfo, 'attention' | 'lastFault' | 'listener'>

export type DaemonParts = {
  readonly intake: DaemonIntake
  readonly telemetry: DaemonTelemetry
  readonly time: DaemonTime
  readonly directoryWatch: DirectoryWatch
  readonly readMachine: ReadMachine
  /** Differs where refs may have moved; undefined where the repository isn't there. */
  readonly readRefFingerprint: (commonDir: string) => Promise<string | undefined>
  readonly readUsage: ReadUsage
  readonly pid: number
  /** Whether the one before it didn't stop in order. */
  readonly isAfterCrash: boolean
  /** Whether the data directory is still the one that it began with. */
  readonly isInPlace: () => boolean
  /** Told first when it is ready. */
  readonly onNews: (news: DaemonNews) => Promise<void>
  readonly onFault: (fault: Fault, retryInMs: number) => void
}

type Duty = {
  /** Says in how many milliseconds it is due again. */
  readonly work: () => Promise<number>
  dueMs: number
  failures: number
}

const SPOOL_DEBOUNCE_MS = 50
/** With the time that taking in needs, less than half a second. */
const SPOOL_LONGEST_DEBOUNCE_MS = 200
const SPOOL_BUSY_DEBOUNCE_MS = 2 * MS_PER_SECOND
const SPOOL_POLL_MS = 500
const PENDING_FIRST_MS = 100
const LOCK_WAIT_MS = MS_PER_SECOND
const REFS_DEBOUNCE_MS = 300
const REFS_APART_MS = 2 * MS_PER_SECOND
const REFS_APART_HELD_BACK_MS = 2 * MS_PER_MINUTE
/** Reading refs takes no larger share of the time. */
const REFS_SHARE = 1 / 20
const REFS_READ_ANYWAY_MS = 10 * MS_PER_MINUTE
/** Between the first looks at two repositories. */
const REFS_SPREAD_MS = 500
const MISSING_FIRST_MS = 5 * MS_PER_SECOND
const MISSING_LONGEST_MS = 5 * MS_PER_MINUTE
const LOOK_AROUND_MS = 10 * MS_PER_SECOND
const HELD_BACK_FACTOR = 4
const RETRY_FIRST_MS = MS_PER_SECOND
const RETRY_LONGEST_MS = 5 * MS_PER_MINUTE
/** For what passes by itself, as another writer does. */
const RETRY_LATER_LONGEST_MS = 30 * MS_PER_SECOND
/** Opening the store for each group of what is sent would take as long as storing it. */
const STORE_KEPT_MS = MS_PER_SECOND
const LISTENER_TOLD_MS = 10 * MS_PER_SECOND
const DRIFT_MS = 5 * MS_PER_SECOND
/** Together less than the two seconds in which it promises to end. */
const STOP_WORK_MS = 1200
const STOP_REPORT_MS = 500

/**
 * Runs until `signal` aborts; `unfinished` where what it was doing then didn't end soon:
 * the process has to be ended, and the log bears that.
 *
 * @throws DAEMON_DISPLACED, and faults that keep it from beginning
 */
export async function runDaemon(parts: DaemonParts, signal: AbortSignal): Promise<'finished' | 'unfinished'> {
  const { intake, telemetry, time, directoryWatch } = parts
  const report = makePeriodReport({ ...parts, clock: { nowMs: time.wallMs } })
  const duties = new Set<Duty>()
  const repositories = new Map<RepositoryId, { readonly duty: Duty; readonly stop: () => void }>()
  let machine: MachineState = {}
  let offsetMs = time.wallMs() - time.monotonicMs()
  let wake = new AbortController()

  const addDuty = (inMs: number, work: Duty['work']): Duty => {
    const duty = { work, dueMs: time.monotonicMs() + inMs, failures: 0 }
    duties.add(duty)
    return duty
  }
  const bringForward = (duty: Duty, inMs: number): void => {
    const dueMs = time.monotonicMs() + inMs
    // What fails isn't tried more often for being asked more often.
    if (duty.failures > 0 || dueMs >= duty.dueMs) return
    duty.dueMs = dueMs
    wake.abort()
  }
  const isHeldBack = (): boolean => isBusy(machine) || machine.isOnBattery === true

  let news: DaemonNews = { attention: 'watching' }
  const tell = async (change: Partial<DaemonNews>): Promise<void> => {
    news = { ...news, ...change }
    try {
      await parts.onNews(news)
    } catch (error) {
      if (!isFault(error)) throw error
      report.countFault(error.code)
    }
  }

  let debounceMs = SPOOL_DEBOUNCE_MS
  let pendingMs = PENDING_FIRST_MS
  let isToAbandon = parts.isAfterCrash
  const spoolWatch = makeFollowingWatch(directoryWatch, () =>
    bringForward(spoolDuty, isBusy(machine) ? SPOOL_BUSY_DEBOUNCE_MS : debounceMs),
  )
  /** Watches the spool that there is now; one that has taken the place of another is due at once. */
  const followSpool = async (): Promise<void> => {
    const outcome = spoolWatch.follow(await intake.spoolDirectory())
    if (outcome === 'other') bringForward(spoolDuty, 0)
    const attention = outcome === 'unwatched' ? 'polling' : 'watching'
    if (attention !== news.attention) await tell({ attention })
  }
  const spoolDuty = addDuty(0, async () => {
    if (isToAbandon) {
      report.countEvents((await intake.endSessions('abandoned')).events)
      isToAbandon = false
    }
    const startedMs = time.monotonicMs()
    const taken = await intake.takeInSpool({ lockWaitMs: LOCK_WAIT_MS })
    report.countIntake(taken, time.monotonicMs() - startedMs)
    // A spool that had vanished has just been made again.
    await followSpool()
    const isFruitless = taken.traces + taken.outside === 0
    // A command that writes and writes isn't asked twenty times a second whether it has ended.
    debounceMs =
      isFruitless && taken.pending > 0
        ? Math.min(debounceMs * 2, SPOOL_LONGEST_DEBOUNCE_MS)
        : SPOOL_DEBOUNCE_MS
    // The longer one has run, the longer it may go on.
    pendingMs = isFruitless ? Math.min(pendingMs * 2, MS_PER_MINUTE) : PENDING_FIRST_MS
    const slowlyMs = news.attention === 'watching' ? MS_PER_MINUTE : SPOOL_POLL_MS
    return taken.pending > 0 ? Math.min(pendingMs, slowlyMs) : slowlyMs
  })

  addDuty(0, async () => {
    if (!parts.isInPlace()) {
      throw daemonFault('DAEMON_DISPLACED', 'the data directory was taken away, or another put in its place')
    }
    machine = await parts.readMachine()
    await followSpool()
    const captured = await intake.captured()
    for (const [id, { duty, stop }] of repositories) {
      if (captured.some((one) => one.id === id)) continue
      stop()
      duties.delete(duty)
      repositories.delete(id)
    }
    for (const one of captured) {
      if (!repositories.has(one.id)) repositories.set(one.id, attend(one, repositories.size * REFS_SPREAD_MS))
    }
    return LOOK_AROUND_MS
  })

  function attend(repository: CapturedRepository, inMs: number): { duty: Duty; stop: () => void } {
    const watches = watchedDirectories(repository.commonDir).map(({ directory, mayMoveRefs }) => ({
      directory,
      watch: makeFollowingWatch(directoryWatch, (entry) => {
        if (entry === undefined || mayMoveRefs(entry)) bringForward(duty, REFS_DEBOUNCE_MS)
      }),
    }))
    let known: string | undefined
    let isToReadAgain = false
    let readMs = -Infinity
    let apartMs = 0
    let missingMs = MISSING_FIRST_MS
    const duty = addDuty(inMs, async () => {
      for (const { directory, watch } of watches) watch.follow(directory)
      const found = await parts.readRefFingerprint(repository.commonDir)
      if (found === undefined) {
        known = undefined
        const nextMs = missingMs
        missingMs = Math.min(missingMs * 2, MISSING_LONGEST_MS)
        return nextMs
      }
      missingMs = MISSING_FIRST_MS
      const nowMs = time.monotonicMs()
      const factor = isHeldBack() ? HELD_BACK_FACTOR : 1
      const pollMs = MS_PER_MINUTE * factor
      const isSame = found === known && !isToReadAgain
      if (isSame && nowMs - readMs < REFS_READ_ANYWAY_MS * factor) return pollMs
      const waitMs = readMs + Math.max(apartMs, isHeldBack() ? REFS_APART_HELD_BACK_MS : 0) - nowMs
      if (waitMs > 0) return Math.min(waitMs, pollMs)
      const read = await intake.readNewRefs(repository.id)
      report.countEvents(read.events)
      // What moved after the fingerprint was taken makes the next one differ.
      known = found
      readMs = time.monotonicMs()
      apartMs = Math.max(REFS_APART_MS, (readMs - nowMs) / REFS_SHARE)
      isToReadAgain = read.isUnsettled
      return isToReadAgain ? Math.min(apartMs, pollMs) : pollMs
    })
    return { duty, stop: () => watches.forEach(({ watch }) => watch.stop()) }
  }

  addDuty(MS_PER_MINUTE, async () => {
    report.countEvents((await intake.endSessions('idle')).events)
    return MS_PER_MINUTE
  })

  let storeKeptUntilMs = -Infinity
  const telemetryDuty = addDuty(Infinity, async () => {
    const { events, inMs, fault } = await telemetry.takeIn()
    report.countEvents(events)
    // That others write is no news: a sender who can't wait for it is told to come again.
    if (fault?.retry === 'later') report.countFault(fault.code)
    else if (fault !== undefined) await noteFault(fault, inMs)
    if (events > 0) storeKeptUntilMs = time.monotonicMs() + STORE_KEPT_MS
    return Math.min(inMs, events > 0 ? STORE_KEPT_MS : Infinity)
  })
  let bug: { readonly error: unknown } | undefined
  let listening: Awaited<ReturnType<DaemonTelemetry['listen']>> | undefined
  let listeningSinceMs = 0
  /** Listens unless it does, and tells what came of it where that is news. */
  const listen = async (): Promise<void> => {
    if (listening === undefined) {
      listening = await telemetry.listen({
        onWaiting: () => bringForward(telemetryDuty, 0),
        onBug: (error) => {
          bug ??= { error }
          wake.abort()
        },
      })
      listeningSinceMs = time.wallMs()
    }
    const told = { port: listening.port, sinceMs: listeningSinceMs, ...listening.counts() }
    if (!isDeepStrictEqual(told, news.listener)) await tell({ listener: told })
  }
  addDuty(LISTENER_TOLD_MS, async () => {
    await listen()
    return LISTENER_TOLD_MS
  })

  addDuty(MS_PER_MINUTE, async () => {
    await intake.forgetUnattributed()
    return MS_PER_HOUR
  })

  const recordReport = async (): Promise<void> => {
    const event = report.event()
    if (event === undefined) return
    await intake.record([event])
    report.begin()
  }
  addDuty(MS_PER_HOUR, async () => {
    await recordReport()
    return MS_PER_HOUR
  })

  const perform = async (duty: Duty): Promise<void> => {
    duty.dueMs = Infinity
    try {
      const inMs = await duty.work()
      duty.failures = 0
      // A hint that came meanwhile may be due earlier.
      duty.dueMs = Math.min(duty.dueMs, time.monotonicMs() + inMs)
    } catch (error) {
      if (signal.aborted && error instanceof Error && error.name === 'AbortError') return
      if (!isFault(error) || error.code === 'DAEMON_DISPLACED') throw error
      duty.failures++
      const longestMs = error.retry === 'later' ? RETRY_LATER_LONGEST_MS : RETRY_LONGEST_MS
      const inMs = Math.min(RETRY_FIRST_MS * 2 ** Math.min(duty.failures - 1, 20), longestMs)
      duty.dueMs = time.monotonicMs() + inMs
      await noteFault(error, inMs)
    }
  }
  async function noteFault(fault: Fault, inMs: number): Promise<void> {
    report.countFault(fault.code)
    parts.onFault(fault, inMs)
    await tell({ lastFault: { code: fault.code, message: fault.message, atMs: time.wallMs() } })
  }
  const performDue = async (): Promise<void> => {
    const nowMs = time.monotonicMs()
    const due = [...duties].filter(({ dueMs }) => dueMs <= nowMs)
    for (const duty of due) {
      if (!signal.aborted && duties.has(duty)) await perform(duty)
    }
    if (due.length === 0) return
    if (time.monotonicMs() < storeKeptUntilMs) await intake.endWriting()
    else await intake.release()
  }
  /** After a sleep or a step of the clock everything is due, what failed included. */
  const noticeDrift = (): void => {
    const nowOffsetMs = time.wallMs() - time.monotonicMs()
    if (Math.abs(nowOffsetMs - offsetMs) <= DRIFT_MS) return
    offsetMs = nowOffsetMs
    for (const duty of duties) {
      duty.failures = 0
      bringForward(duty, 0)
    }
  }

  const onAbort = (): void => wake.abort()
  signal.addEventListener('abort', onAbort)
  try {
    // A fault is met again, and told, where its duty's turn comes.
    for (const begin of [followSpool, listen]) {
      await begin().catch((error: unknown) => {
        if (!isFault(error)) throw error
      })
    }
    if (news.listener === undefined) await tell({})
    while (!signal.aborted) {
      wake = new AbortController()
      noticeDrift()
      if (bug !== undefined) throw bug.error
      if (!(await endsSoonAfterAbort(performDue(), time, signal))) return 'unfinished'
      const nextMs = Math.min(...[...duties].map(({ dueMs }) => dueMs)) - time.monotonicMs()
      if (nextMs > 0) await time.sleep(nextMs, wake.signal)
    }
    const finishing = async (): Promise<void> => {
      const closing = listening?.close(STOP_REPORT_MS)
      listening = undefined
      for (let isMore = true; isMore;) {
        const { events, inMs, fault } = await telemetry.takeIn()
        report.countEvents(events)
        isMore = inMs !== Infinity && fault === undefined
      }
      // After a logout the spool is gone.
      const taken = await intake.takeInSpool({ lockWaitMs: 0 })
      report.countIntake(taken, 0)
      await recordReport()
      await closing
    }
    const reporting = finishing().catch((error: unknown) => {
      if (!isFault(error)) throw error
      // Nobody is left to try it again.
      parts.onFault(error, Infinity)
    })
    const isReported = await endsWithin(
      reporting.then(() => intake.release()),
      time,
      STOP_REPORT_MS,
    )
    return isReported ? 'finished' : 'unfinished'
  } finally {
    signal.removeEventListener('abort', onAbort)
    void listening?.close(0)
    spoolWatch.stop()
    for (const { stop } of repositories.values()) stop()
  }
}

type FollowingWatch = {
  /**
   * Watches the directory that stands there now. `other`: not the one that was watched;
   * `unwatched`: the system has no watch for it.
   */
  readonly follow: (directory: string | undefined) => 'same' | 'other' | 'none' | 'unwatched'
  readonly stop: () => void
}

function makeFollowingWatch(
  directoryWatch: DirectoryWatch,
  onChange: (entry: string | undefined) => void,
): FollowingWatch {
  let watching: Watching | undefined
  let watched: string | undefined
  const stop = (): void => {
    watching?.stop()
    watching = undefined
    watched = undefined
  }
  return {
    stop,
    follow: (directory) => {
      const identity = directory === undefined ? undefined : directoryWatch.identityOf(directory)
      if (directory === undefined || identity === undefined) {
        stop()
        return 'none'
      }
      const key = `${identity} ${directory}`
      if (key === watched) return 'same'
      stop()
      watching = directoryWatch.watch(directory, onChange)
      if (watching === undefined) return 'unwatched'
      watched = key
      return 'other'
    },
  }
}

/** Whether the work ends; false where it goes on although it should have stopped. */
async function endsSoonAfterAbort(
  work: Promise<void>,
  time: DaemonTime,
  signal: AbortSignal,
): Promise<boolean> {
  const { promise: overdue, resolve } = Promise.withResolvers<boolean>()
  const onAbort = (): void => void time.sleep(STOP_WORK_MS).then(() => resolve(false))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work.then(() => true), overdue])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

async function endsWithin(work: Promise<void>, time: DaemonTime, limitMs: number): Promise<boolean> {
  const over = new AbortController()
  try {
    return await Promise.race([work.then(() => true), time.sleep(limitMs, over.signal).then(() => false)])
  } finally {
    over.abort()
  }
}

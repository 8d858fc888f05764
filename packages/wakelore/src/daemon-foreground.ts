/**
 * This process as the daemon: gets the lock, runs on the machine's own clock, watches
 * and files until it is told to stop, and says who it is meanwhile.
 *
 * It yields to everything else that wants the processor. What it says goes to standard
 * error, little enough to be kept, and holds no words of a repository: codes of faults,
 * and of our own bugs where they are but not what they met.
 */
import { constants, getPriority, setPriority } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { MS_PER_MINUTE, systemClock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readWebOrigins } from '@wakelore/vault/web-origin'
import { runDaemon, type DaemonTime } from './daemon.ts'
import { holdDaemon } from './daemon-process.ts'
import { systemDirectoryWatch } from './daemon/directory-watch.ts'
import { readRefFingerprint } from './daemon/ref-fingerprint.ts'
import { openDaemonListener } from './daemon/listening.ts'
import { readMachine } from './machine.ts'
import type { OtlpStoring } from './otlp-intake.ts'
import type { AmbientPipeline } from './pipeline.ts'

const PRIORITY = constants.priority.PRIORITY_BELOW_NORMAL
const LOG_BYTES_A_RUN = 64 * 1024
/** Memory that may stay after a burst of work. */
const GROWTH_KEPT_BYTES = 12 * 1024 * 1024
const COLLECTED_APART_MS = MS_PER_MINUTE

const systemTime: DaemonTime = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error
    }),
}

/** Returns when `signal` aborts. @throws DAEMON_RUNNING, DAEMON_DISPLACED, VAULT_…, SWITCH_… */
export async function runDaemonHere(options: {
  readonly paths: WakelorePaths
  readonly ambient: AmbientPipeline
  readonly signal: AbortSignal
}): Promise<void> {
  const { paths, ambient, signal } = options
  const held = await holdDaemon(paths, systemClock.nowMs())
  const log = makeLog()
  const collectGrowth = makeGrowthCollector()
  /** What is sent is read by what is loaded with the first connection. */
  let storing: Promise<OtlpStoring> | undefined
  let outcome: Awaited<ReturnType<typeof runDaemon>>
  try {
    // Not the lowest: whoever waits for the store would wait for it.
    if (getPriority() < PRIORITY) setPriority(PRIORITY)
    outcome = await runDaemon(
      {
        intake: {
          ...ambient,
          release: async () => {
            await ambient.release()
            collectGrowth()
          },
        },
        telemetry: {
          listen: ({ onWaiting, onBug }) =>
            openDaemonListener(paths, {
              origins: () => readWebOrigins(paths),
              intake: () => (storing ??= ambient.openOtlpIntake(onWaiting)),
              onBug,
            }),
          takeIn: async () => (await storing)?.takeIn() ?? { events: 0, inMs: Infinity },
        },
        time: systemTime,
        directoryWatch: systemDirectoryWatch,
        readMachine,
        readRefFingerprint,
        readUsage: () => {
          const { user, system } = process.cpuUsage()
          return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() }
        },
        pid: process.pid,
        isAfterCrash: held.isAfterCrash,
        isInPlace: held.isInPlace,
        onNews: held.tell,
        onFault: (fault, retryInMs) => log(`${fault.code}, ${retryText(retryInMs)}`),
      },
      signal,
    )
  } catch (error) {
    if (isFault(error)) held.release()
    throw isFault(error) ? error : withoutWords(error)
  }
  held.release()
  // Nothing else would end what goes on although it should have stopped; the log bears it.
  if (outcome === 'unfinished') process.exit(0)
}

/**
 * Gives memory back that a burst of work took: V8 collects when it allocates, and whoever
 * waits allocates nothing. Does nothing unless Node exposes its collector.
 */
function makeGrowthCollector(): () => void {
  let settledBytes = process.memoryUsage.rss()
  let collectedMs = -Infinity
  return () => {
    const nowMs = performance.now()
    const hasGrown = process.memoryUsage.rss() - settledBytes > GROWTH_KEPT_BYTES
    if (!hasGrown || nowMs - collectedMs < COLLECTED_APART_MS) return
    // The flavor also returns free pages to the system.
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    settledBytes = process.memoryUsage.rss()
    collectedMs = nowMs
  }
}

function retryText(retryInMs: number): string {
  return Number.isFinite(retryInMs) ? `tried again in ${Math.round(retryInMs / 1000)} s` : 'given up'
}

/** The same fault again and again says little; and a disk shall not fill with it. */
function makeLog(): (line: string) => void {
  let left = LOG_BYTES_A_RUN
  return (line) => {
    const text = `${new Date().toISOString()} ${process.pid} ${line}\n`
    left -= text.length
    if (left > 0) process.stderr.write(text)
  }
}

/** Where our own bug is. What an error says may be what it stumbled over. */
export function withoutWords(error: unknown): Error {
  const named = error instanceof Error ? error : new Error()
  const bare = new Error(`the daemon met ${named.name}`)
  bare.stack = [
    `${bare.message}`,
    ...(named.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line)),
  ].join('\n')
  return bare
}

/**
 * The daemon on a virtual clock: its own loop and the real pipeline, on days that pass as
 * fast as it has nothing to do.
 */
import { readRefFingerprint } from './daemon/ref-fingerprint.ts'
import { systemDirectoryWatch } from './daemon/directory-watch.ts'
import { runDaemon, type DaemonTime } from './daemon.ts'
import { openPipeline } from './pipeline.ts'

export type VirtualDaemon = {
  /** Lets it do all that is due until then. */
  readonly passUntil: (wallMs: number) => Promise<void>
  /** The machine sleeps until then: of its clocks one goes on. */
  readonly sleepUntil: (wallMs: number) => Promise<void>
  /** Tells it that something changed in a directory, and lets it do what is due at once. */
  readonly notice: (directory: string) => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startVirtualDaemon(options: {
  readonly environment: NodeJS.ProcessEnv
  readonly spool: string
  readonly startMs: number
}): Promise<VirtualDaemon> {
  const { startMs } = options
  let nowMs = startMs
  let sleptMs = 0
  const state: { sleeper?: { readonly dueMs: number; readonly wake: () => void } | undefined } = {}
  let asleep = Promise.withResolvers<void>()
  const time: DaemonTime = {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs - startMs - sleptMs,
    sleep: (ms, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const wake = (): void => {
        state.sleeper = undefined
        resolve()
      }
      if (signal?.aborted === true) return Promise.resolve()
      signal?.addEventListener('abort', wake, { once: true })
      state.sleeper = { dueMs: nowMs + ms, wake }
      asleep.resolve()
      asleep = Promise.withResolvers()
      return promise
    },
  }
  const watches = new Map<string, () => void>()
  const stopping = new AbortController()
  const pipeline = openPipeline({
    cwd: '/',
    environment: options.environment,
    clock: { nowMs: () => Math.floor(nowMs) },
  })
  const faults: Error[] = []
  const running = runDaemon(
    {
      intake: { ...pipeline.ambient, spoolDirectory: async () => options.spool },
      // Nobody sends anything in the days that are proved here.
      telemetry: {
        listen: async () => ({
          port: 0,
          counts: () => ({ taken: 0, refused: 0 }),
          close: async () => undefined,
        }),
        takeIn: async () => ({ events: 0, inMs: Infinity }),
      },
      time,
      directoryWatch: {
        identityOf: systemDirectoryWatch.identityOf,
        watch: (directory, onChange) => {
          watches.set(directory, () => onChange(undefined))
          return { stop: () => watches.delete(directory) }
        },
      },
      readMachine: async () => ({}),
      readRefFingerprint,
      readUsage: () => ({ cpuUs: process.cpuUsage().user, rssBytes: process.memoryUsage.rss() }),
      pid: process.pid,
      isAfterCrash: false,
      isInPlace: () => true,
      onNews: async () => {},
      onFault: (fault) => faults.push(fault),
    },
    stopping.signal,
  )
  const untilAsleep = async (): Promise<void> => {
    // Whatever was woken goes on first.
    await Promise.resolve()
    while (state.sleeper === undefined) await Promise.race([asleep.promise, running])
    if (faults.length > 0) throw faults[0]!
  }
  await untilAsleep()
  return {
    passUntil: async (wallMs) => {
      while (state.sleeper !== undefined && state.sleeper.dueMs <= wallMs) {
        nowMs = Math.max(nowMs, state.sleeper.dueMs)
        state.sleeper.wake()
        await untilAsleep()
      }
      nowMs = Math.max(nowMs, wallMs)
    },
    sleepUntil: async (wallMs) => {
      sleptMs += wallMs - nowMs
      nowMs = wallMs
      state.sleeper?.wake()
      await untilAsleep()
    },
    notice: async (directory) => {
      watches.get(directory)?.()
      await untilAsleep()
    },
    stop: async () => {
      stopping.abort()
      await running
      await pipeline[Symbol.asyncDispose]()
    },
  }
}

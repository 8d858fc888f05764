import assert from 'node:assert/strict'
import test from 'node:test'
import { setImmediate as settleOnce } from 'node:timers/promises'
import { Fault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { SpoolIntake } from './ambient-intake.ts'
import {
  runDaemon,
  type CapturedRepository,
  type DaemonNews,
  type DaemonParts,
  type DaemonTelemetry,
} from './daemon.ts'
import type { MachineState } from './machine.ts'
import type { OtlpTaken } from './otlp-intake.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const START_MS = 1_700_000_000_000
const SPOOL = '/run/spool'
const NOTHING: SpoolIntake = {
  traces: 0,
  events: 0,
  outside: 0,
  pending: 0,
  faults: new Map(),
  repositories: [],
}

const LISTENER = { port: 47318, sinceMs: START_MS, taken: 0, refused: 0 }

type Call = { readonly atMs: number; readonly what: string }

/** A machine, its clocks, disks and store, which the test moves; the daemon runs on it. */
class World {
  monotonicMs = 0
  wallMs = START_MS
  machine: MachineState = {}
  /** Directories that there are, by what stands there. */
  readonly directories = new Map<string, string>([[SPOOL, 'first']])
  watchesLeft = Infinity
  repositories: CapturedRepository[] = []
  readonly fingerprints = new Map<string, string>()
  spool: string | undefined = SPOOL
  isAfterCrash = false
  isInPlace = true
  taken: SpoolIntake = NOTHING
  isUnsettled = false
  telemetryTaken: OtlpTaken = { events: 0, inMs: Infinity }
  telemetryCounts = { taken: 0, refused: 0 }
  hooks: Parameters<DaemonTelemetry['listen']>[0] | undefined
  readonly calls: Call[] = []
  readonly news: DaemonNews[] = []
  readonly recorded: DevelopmentEvent[] = []
  readonly retriesMs: number[] = []
  /** Thrown by, or awaited in, calls of that name. */
  readonly obstacles = new Map<string, () => Promise<void>>()
  outcome: Awaited<ReturnType<typeof runDaemon>> | 'running' | Error = 'running'
  readonly #stop = new AbortController()
  readonly #watches = new Map<string, (entry: string | undefined) => void>()
  readonly #sleepers = new Set<{ readonly dueMs: number; readonly wake: () => void }>()

  async start(): Promise<void> {
    const call = async <T>(what: string, answer: () => T): Promise<T> => {
      this.calls.push({ atMs: this.monotonicMs, what })
      await this.obstacles.get(what.split(' ')[0]!)?.()
      return answer()
    }
    const parts: DaemonParts = {
      intake: {
        takeInSpool: () => call('takeInSpool', () => this.taken),
        endSessions: (reason) => call(`endSessions ${reason}`, () => ({ events: 0 })),
        readNewRefs: (id) => call(`readNewRefs ${id}`, () => ({ events: 1, isUnsettled: this.isUnsettled })),
        record: (events) =>
          call('record', () => {
            this.recorded.push(...events)
            return { events: events.length }
          }),
        endWriting: () => call('endWriting', () => undefined),
        release: () => call('release', () => undefined),
        forgetUnattributed: () => call('forgetUnattributed', () => undefined),
        captured: async () => this.repositories,
        spoolDirectory: async () => this.spool,
      },
      telemetry: {
        listen: async (hooks) => {
          this.hooks = hooks
          return {
            port: 47318,
            counts: () => this.telemetryCounts,
            close: async () => void this.calls.push({ atMs: this.monotonicMs, what: 'closeListener' }),
          }
        },
        takeIn: () => call('takeInTelemetry', () => this.telemetryTaken),
      },
      time: {
        wallMs: () => this.wallMs,
        monotonicMs: () => this.monotonicMs,
        sleep: (ms, signal) => this.#sleep(ms, signal),
      },
      directoryWatch: {
        identityOf: (directory) => this.directories.get(directory),
        watch: (directory, onChange) => {
          const identity = this.directories.get(directory)
          if (identity === undefined || this.#watches.size >= this.watchesLeft) return undefined
          const watched = `${directory} ${identity}`
          this.#watches.set(watched, onChange)
          return { stop: () => void this.#watches.delete(watched) }
        },
      },
      readMachine: async () => this.machine,
      readRefFingerprint: async (commonDir) => this.fingerprints.get(commonDir),
      readUsage: () => ({ cpuUs: this.monotonicMs, rssBytes: 80_000_000 }),
      pid: 4711,
      isAfterCrash: this.isAfterCrash,
      isInPlace: () => this.isInPlace,
      onNews: async (news) => void this.news.push(news),
      onFault: (_, retryInMs) => void this.retriesMs.push(retryInMs),
    }
    runDaemon(parts, this.#stop.signal).then(
      (outcome) => (this.outcome = outcome),
      (error: Error) => (this.outcome = error),
    )
    await this.#settle()
  }

  addRepository(id: string): string {
    const commonDir = `/home/ada/${id}/.git`
    this.repositories = [...this.repositories, { id, commonDir }]
    for (const name of ['', '/logs', '/refs/heads']) this.directories.set(commonDir + name, id)
    this.fingerprints.set(commonDir, '1')
    return commonDir
  }

  /** The system's hint that an entry changed. */
  hint(directory: string, entry: string): void {
    this.#watches.get(`${directory} ${this.directories.get(directory)}`)?.(entry)
  }

  /** Lets time go by, both clocks alike. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.monotonicMs + ms
    for (;;) {
      await this.#settle()
      const next = [...this.#sleepers].toSorted((a, b) => a.dueMs - b.dueMs)[0]
      if (next === undefined || next.dueMs > untilMs) break
      this.#goTo(next.dueMs)
      next.wake()
    }
    this.#goTo(untilMs)
    await this.#settle()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#settle()
  }

  /** When calls of that name were made after that moment. */
  timesOf(what: string, afterMs = -1): number[] {
    return this.calls
      .filter((call) => call.what.startsWith(what) && call.atMs > afterMs)
      .map(({ atMs }) => atMs)
  }

  #goTo(ms: number): void {
    this.wallMs += ms - this.monotonicMs
    this.monotonicMs = ms
  }

  #sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = {
        dueMs: this.monotonicMs + ms,
        wake: () => {
          this.#sleepers.delete(sleeper)
          resolve()
        },
      }
      if (signal?.aborted === true) return resolve()
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', sleeper.wake, { once: true })
    })
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn++) await settleOnce()
  }
}

async function startedWorld(prepare: (world: World) => void = () => undefined): Promise<World> {
  const world = new World()
  prepare(world)
  await world.start()
  assert.equal(world.outcome, 'running')
  return world
}

const busyStore = (): Fault =>
  new Fault('LOG_BUSY', { retry: 'later', help: '' }, 'another wakelore is writing')
const lockedVault = (): Fault => new Fault('VAULT_KEY_LOST', { retry: 'after-repair', help: '' }, 'no key')

test('a hint has the spool taken in 50 ms later, and without one it is looked at once a minute', async () => {
  const world = await startedWorld()
  assert.deepEqual(world.timesOf('takeInSpool'), [0])
  await world.pass(10 * MINUTE)
  assert(world.timesOf('takeInSpool').length <= 12, 'an idle spool is looked at all the time')
  const hintMs = world.monotonicMs
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  assert.deepEqual(world.timesOf('takeInSpool', hintMs), [hintMs + 50])
})

test('what a command leaves while the spool is being taken in is taken in next', async () => {
  const world = await startedWorld()
  const { promise, resolve } = Promise.withResolvers<void>()
  world.obstacles.set('takeInSpool', () => promise)
  world.hint(SPOOL, 'trace')
  await world.pass(60)
  world.hint(SPOOL, 'another')
  await world.pass(100)
  world.obstacles.clear()
  resolve()
  await world.pass(100)
  assert.deepEqual(world.timesOf('takeInSpool'), [0, 50, 160])
})

test('the store is let go of after every burst', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  await world.pass(5 * MINUTE)
  const kinds = world.calls.map(({ what }) => what)
  assert.equal(kinds.at(-1), 'release')
  const lastOfTime = new Map(world.calls.map(({ atMs, what }) => [atMs, what]))
  assert.deepEqual(new Set(lastOfTime.values()), new Set(['release']))
})

test('a command that runs on is looked at again later and later', async () => {
  const world = await startedWorld((it) => (it.taken = { ...NOTHING, pending: 1 }))
  await world.pass(HOUR)
  const times = world.timesOf('takeInSpool')
  assert(times[1]! <= 200)
  assert(times.length < 90, `looked at it ${times.length} times in an hour`)
  const pauses = times.slice(1).map((atMs, index) => atMs - times[index]!)
  assert(pauses.every((pause) => pause <= MINUTE))
})

test('a command that writes and writes has the spool taken in five times a second at most', async () => {
  const world = await startedWorld((it) => (it.taken = { ...NOTHING, pending: 1 }))
  for (let step = 0; step < 1000; step++) {
    world.hint(SPOOL, 'trace')
    await world.pass(10)
  }
  const times = world.timesOf('takeInSpool')
  assert(times.length < 60, `${times.length} times in ten seconds`)
  world.taken = { ...NOTHING, traces: 1, events: 1 }
  const endMs = world.monotonicMs
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  const [seenMs = Infinity] = world.timesOf('takeInSpool', endMs)
  assert(seenMs - endMs <= 200)
})

test('a spool that vanished and came back is watched again and taken in at once', async () => {
  const world = await startedWorld()
  await world.pass(MINUTE)
  world.directories.delete(SPOOL)
  world.hint(SPOOL, 'git')
  await world.pass(20 * SECOND)
  world.directories.set(SPOOL, 'second')
  await world.pass(10 * SECOND)
  const seenMs = world.monotonicMs
  assert(world.timesOf('takeInSpool', seenMs - 10 * SECOND).length > 0)
  world.hint(SPOOL, 'trace')
  await world.pass(50)
  assert.deepEqual(world.timesOf('takeInSpool', seenMs), [seenMs + 50])
})

test('where the system has no watch left it looks twice a second and says so, until there is one', async () => {
  const world = await startedWorld((it) => (it.watchesLeft = 0))
  assert.equal(world.news.at(-1)!.attention, 'polling')
  await world.pass(10 * SECOND)
  assert.equal(world.timesOf('takeInSpool').length, 21)
  world.watchesLeft = 10
  await world.pass(SECOND)
  assert.equal(world.news.at(-1)!.attention, 'watching')
})

test('while capture is off there is no spool, and nothing to say of it', async () => {
  const world = await startedWorld((it) => (it.spool = undefined))
  await world.pass(10 * MINUTE)
  assert.deepEqual(world.news, [{ attention: 'watching', listener: LISTENER }])
  assert(world.timesOf('takeInSpool').length <= 12)
  world.spool = SPOOL
  const onMs = world.monotonicMs
  await world.pass(10 * SECOND)
  assert.equal(world.timesOf('takeInSpool', onMs).length, 1)
})

test('what others send is taken in at once, again as long as anything waits, and not looked for otherwise', async () => {
  const world = await startedWorld()
  await world.pass(10 * MINUTE)
  assert.deepEqual(world.timesOf('takeInTelemetry'), [])
  world.telemetryTaken = { events: 500, inMs: 30 }
  const sentMs = world.monotonicMs
  world.hooks!.onWaiting()
  await world.pass(65)
  assert.deepEqual(world.timesOf('takeInTelemetry', sentMs - 1), [sentMs, sentMs + 30, sentMs + 60])
  // The store stays open for what comes next, but not to be written by this one alone.
  assert.deepEqual(world.timesOf('endWriting', sentMs - 1), [sentMs, sentMs + 30, sentMs + 60])
  assert.deepEqual(world.timesOf('release', sentMs), [])
  world.telemetryTaken = { events: 500, inMs: Infinity }
  await world.pass(30)
  world.telemetryTaken = { events: 0, inMs: Infinity }
  await world.pass(MINUTE)
  assert.equal(world.timesOf('takeInTelemetry', sentMs - 1).length, 5)
  assert.equal(world.timesOf('release', sentMs)[0], sentMs + 90 + SECOND)
  await world.pass(HOUR)
  assert.equal(world.recorded.at(-1)!.attributes['wakelore.daemon.events'], 2000)
})

test('how much was taken and refused is told when it has changed, and not for each request', async () => {
  const world = await startedWorld()
  assert.deepEqual(world.news, [{ attention: 'watching', listener: LISTENER }])
  await world.pass(MINUTE)
  for (let taken = 1; taken <= 100; taken++) {
    world.telemetryCounts = { taken, refused: 2 }
    await world.pass(10)
  }
  await world.pass(MINUTE)
  assert.equal(world.news.length, 2)
  assert.deepEqual(world.news.at(-1)!.listener, { ...LISTENER, taken: 100, refused: 2 })
})

test('a store that others write to is no news, one that cannot be written is, and taking in goes on', async () => {
  const world = await startedWorld()
  const busy = new Fault('LOG_BUSY', { retry: 'later', help: 'Wait.' }, 'it is busy')
  const full = new Fault('LOG_DISK_FULL', { retry: 'after-repair', help: 'Make room.' }, 'it is full')
  world.telemetryTaken = { events: 0, inMs: 100, fault: busy }
  world.hooks!.onWaiting()
  await world.pass(250)
  assert.equal(world.timesOf('takeInTelemetry').length, 3)
  assert.deepEqual(world.retriesMs, [])
  world.telemetryTaken = { events: 0, inMs: 5000, fault: full }
  await world.pass(100)
  assert.deepEqual(world.retriesMs, [5000])
  assert.equal(world.news.at(-1)!.lastFault!.code, 'LOG_DISK_FULL')
  // Somebody sends before that.
  world.telemetryTaken = { events: 1, inMs: Infinity }
  world.hooks!.onWaiting()
  await world.pass(1)
  assert.equal(world.timesOf('takeInTelemetry').length, 5)
})

test('a bug in what answers senders ends it', async () => {
  const world = await startedWorld()
  world.hooks!.onBug(new TypeError('of our own'))
  await world.pass(1)
  assert.ok(world.outcome instanceof TypeError)
  assert.equal(world.calls.at(-1)!.what, 'closeListener')
})

test('told to stop, it takes in what waits and closes the listener', async () => {
  const world = await startedWorld()
  world.telemetryTaken = { events: 5, inMs: 30 }
  world.obstacles.set('takeInTelemetry', async () => {
    if (world.timesOf('takeInTelemetry').length === 3) world.telemetryTaken = { events: 0, inMs: Infinity }
  })
  await world.stop()
  await world.pass(SECOND)
  assert.equal(world.outcome, 'finished')
  assert.equal(world.timesOf('takeInTelemetry').length, 3)
  assert.equal(world.timesOf('closeListener').length, 1)
  assert.equal(world.recorded.at(-1)!.attributes['wakelore.daemon.events'], 10)
})

test('refs that moved are read soon after, and a touched index is nothing', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  const commonDir = world.repositories[0]!.commonDir
  await world.pass(MINUTE / 2)
  assert.equal(world.timesOf('readNewRefs atlas').length, 1)
  const fromMs = world.monotonicMs
  world.hint(commonDir, 'index')
  world.hint(`${commonDir}/refs/heads`, 'main.lock')
  await world.pass(5 * SECOND)
  assert.deepEqual(world.timesOf('readNewRefs', fromMs), [])
  world.fingerprints.set(commonDir, '2')
  const movedMs = world.monotonicMs
  world.hint(`${commonDir}/refs/heads`, 'main')
  world.hint(`${commonDir}/logs`, 'HEAD')
  await world.pass(5 * SECOND)
  assert.deepEqual(world.timesOf('readNewRefs', movedMs), [movedMs + 300])
})

test('refs that moved this very second are read again when it is over', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  await world.pass(MINUTE / 2)
  world.isUnsettled = true
  world.fingerprints.set(world.repositories[0]!.commonDir, '2')
  const movedMs = world.monotonicMs
  world.hint(`${world.repositories[0]!.commonDir}/logs`, 'HEAD')
  await world.pass(SECOND)
  world.isUnsettled = false
  await world.pass(MINUTE / 2)
  assert.deepEqual(world.timesOf('readNewRefs', movedMs), [movedMs + 300, movedMs + 2300])
})

test('a rebase of many commits has refs read every two seconds at most, and once after it', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  const commonDir = world.repositories[0]!.commonDir
  await world.pass(MINUTE / 2)
  const fromMs = world.monotonicMs
  for (let commit = 0; commit < 100; commit++) {
    world.fingerprints.set(commonDir, `commit ${commit}`)
    world.hint(`${commonDir}/logs`, 'HEAD')
    await world.pass(100)
  }
  await world.pass(5 * SECOND)
  const times = world.timesOf('readNewRefs', fromMs)
  assert(times.length <= 7, `${times.length} times`)
  assert(times.at(-1)! >= fromMs + 9900)
})

test('what no hint told is found within a minute, and git is asked anyway every ten', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  await world.pass(MINUTE)
  world.fingerprints.set(world.repositories[0]!.commonDir, '2')
  const movedMs = world.monotonicMs
  await world.pass(MINUTE)
  assert.equal(world.timesOf('readNewRefs', movedMs).length, 1)
  const quietMs = world.monotonicMs
  await world.pass(HOUR)
  const times = world.timesOf('readNewRefs', quietMs)
  assert(times.length >= 5 && times.length <= 7, `${times.length} times in an hour`)
})

test('repositories are not all looked at in the same moment', async () => {
  const world = await startedWorld((it) => {
    for (let n = 0; n < 10; n++) it.addRepository(`repository-${n}`)
  })
  await world.pass(MINUTE / 2)
  const times = world.timesOf('readNewRefs')
  assert.equal(times.length, 10)
  assert.equal(new Set(times).size, 10)
})

test('a repository on a disk that was unplugged is looked for quietly and comes back by itself', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  const commonDir = world.repositories[0]!.commonDir
  await world.pass(MINUTE)
  world.fingerprints.delete(commonDir)
  world.directories.delete(commonDir)
  await world.pass(HOUR)
  assert.deepEqual(world.retriesMs, [])
  assert.equal(world.timesOf('readNewRefs').length, 1)
  world.fingerprints.set(commonDir, '2')
  world.directories.set(commonDir, 'plugged in again')
  const backMs = world.monotonicMs
  await world.pass(5 * MINUTE)
  assert.equal(world.timesOf('readNewRefs', backMs).length, 1)
  const quietMs = world.monotonicMs
  world.fingerprints.set(commonDir, '3')
  world.hint(commonDir, 'HEAD')
  await world.pass(SECOND)
  assert.deepEqual(world.timesOf('readNewRefs', quietMs), [quietMs + 300])
})

test('a repository that is allowed or no longer allowed is attended to or left alone', async () => {
  const world = await startedWorld()
  await world.pass(MINUTE)
  const commonDir = world.addRepository('atlas')
  await world.pass(11 * SECOND)
  assert.equal(world.timesOf('readNewRefs').length, 1)
  world.repositories = []
  await world.pass(11 * SECOND)
  world.fingerprints.set(commonDir, '2')
  world.hint(commonDir, 'HEAD')
  await world.pass(HOUR)
  assert.equal(world.timesOf('readNewRefs').length, 1)
})

test('on battery refs are looked at less often and read two minutes apart, but the spool as ever', async () => {
  const world = await startedWorld((it) => {
    it.machine = { isOnBattery: true }
    it.addRepository('atlas')
  })
  const commonDir = world.repositories[0]!.commonDir
  await world.pass(MINUTE)
  const fromMs = world.monotonicMs
  for (let step = 0; step < 600; step++) {
    world.fingerprints.set(commonDir, `step ${step}`)
    world.hint(commonDir, 'HEAD')
    await world.pass(SECOND)
  }
  assert(world.timesOf('readNewRefs', fromMs).length <= 5)
  const hintMs = world.monotonicMs
  world.hint(SPOOL, 'trace')
  await world.pass(50)
  assert(world.timesOf('takeInSpool', hintMs).includes(hintMs + 50))
})

test('on a busy machine the spool waits for two seconds, and not when it is idle again', async () => {
  for (const machine of [{ loadPerCore: 2 }, { cpuPressure: 60 }]) {
    const world = await startedWorld((it) => (it.machine = machine))
    await world.pass(MINUTE + 5 * SECOND)
    const hintMs = world.monotonicMs
    world.hint(SPOOL, 'trace')
    await world.pass(10 * SECOND)
    assert.deepEqual(world.timesOf('takeInSpool', hintMs), [hintMs + 2 * SECOND])
    world.machine = {}
    await world.pass(10 * SECOND)
    const idleMs = world.monotonicMs
    world.hint(SPOOL, 'trace')
    await world.pass(SECOND)
    assert.deepEqual(world.timesOf('takeInSpool', idleMs), [idleMs + 50])
  }
})

test('after the machine slept everything is looked at, though the monotonic clock slept with it', async () => {
  const world = await startedWorld((it) => it.addRepository('atlas'))
  await world.pass(MINUTE + 5 * SECOND)
  world.fingerprints.set(world.repositories[0]!.commonDir, '2')
  const sleptMs = world.monotonicMs
  world.wallMs += 8 * HOUR
  await world.pass(10 * SECOND)
  assert.equal(world.timesOf('takeInSpool', sleptMs).length, 1)
  assert.equal(world.timesOf('endSessions idle', sleptMs).length, 1)
  assert.equal(world.timesOf('readNewRefs', sleptMs).length, 1)
})

test('a clock that steps either way stalls nothing and spins nothing', async () => {
  for (const stepMs of [-24 * HOUR, 24 * HOUR]) {
    const world = await startedWorld((it) => it.addRepository('atlas'))
    await world.pass(MINUTE)
    world.wallMs += stepMs
    const steppedMs = world.monotonicMs
    await world.pass(10 * MINUTE)
    const looks = world.timesOf('takeInSpool', steppedMs).length
    assert(looks >= 10 && looks <= 13, `${looks} looks in ten minutes`)
    const hintMs = world.monotonicMs
    world.hint(SPOOL, 'trace')
    await world.pass(SECOND)
    assert(world.timesOf('takeInSpool', hintMs).includes(hintMs + 50))
  }
})

test('a fault is tried again later and later, however many hints come, and at once after a sleep', async () => {
  const world = await startedWorld()
  world.obstacles.set('takeInSpool', () => Promise.reject(lockedVault()))
  world.hint(SPOOL, 'trace')
  for (let step = 0; step < 3600; step++) {
    world.hint(SPOOL, 'trace')
    await world.pass(SECOND)
  }
  assert.deepEqual(world.retriesMs.slice(0, 5), [1000, 2000, 4000, 8000, 16_000])
  assert.equal(Math.max(...world.retriesMs), 5 * MINUTE)
  assert(world.retriesMs.length < 25)
  assert.equal(world.outcome, 'running')
  const { lastFault } = world.news.at(-1)!
  assert.equal(lastFault!.code, 'VAULT_KEY_LOST')
  world.obstacles.clear()
  world.wallMs += HOUR
  const wokeMs = world.monotonicMs
  await world.pass(10 * SECOND)
  assert.equal(world.timesOf('takeInSpool', wokeMs).length, 1)
  const hintMs = world.monotonicMs
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  assert.deepEqual(world.timesOf('takeInSpool', hintMs), [hintMs + 50])
})

test('what passes by itself is tried again within half a minute', async () => {
  const world = await startedWorld()
  world.obstacles.set('takeInSpool', () => Promise.reject(busyStore()))
  await world.pass(HOUR)
  assert.equal(Math.max(...world.retriesMs), 30 * SECOND)
})

test('one repository that cannot be read keeps neither the spool nor another waiting', async () => {
  const world = await startedWorld((it) => {
    it.addRepository('atlas')
    it.addRepository('borea')
    it.obstacles.set('readNewRefs', () =>
      it.calls.at(-1)!.what.endsWith('atlas') ? Promise.reject(lockedVault()) : Promise.resolve(),
    )
  })
  await world.pass(5 * SECOND)
  assert(world.timesOf('readNewRefs atlas').length > 1)
  assert.equal(world.timesOf('readNewRefs borea').length, 1)
  const hintMs = world.monotonicMs
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  assert.deepEqual(world.timesOf('takeInSpool', hintMs), [hintMs + 50])
})

test('our own bug ends it', async () => {
  const world = await startedWorld()
  world.obstacles.set('takeInSpool', () => Promise.reject(new TypeError('x is not a function')))
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  assert(world.outcome instanceof TypeError)
})

test('it ends when its data directory is taken away', async () => {
  const world = await startedWorld()
  world.isInPlace = false
  await world.pass(10 * SECOND)
  assert(world.outcome instanceof Fault)
  assert.equal(world.outcome.code, 'DAEMON_DISPLACED')
})

test('after a crash sessions are abandoned before anything is taken in, and as long as that fails nothing is', async () => {
  const world = await startedWorld((it) => {
    it.isAfterCrash = true
    it.obstacles.set('endSessions', () => Promise.reject(busyStore()))
  })
  assert.deepEqual(world.timesOf('takeInSpool'), [])
  world.obstacles.clear()
  await world.pass(5 * MINUTE)
  const kinds = world.calls.map(({ what }) => what).filter((what) => what !== 'release')
  assert.deepEqual(kinds.slice(0, 3), ['endSessions abandoned', 'endSessions abandoned', 'takeInSpool'])
  assert.equal(kinds.filter((what) => what === 'endSessions abandoned').length, 2)
})

test('sessions that went idle are ended within a minute', async () => {
  const world = await startedWorld()
  await world.pass(10 * MINUTE)
  const times = world.timesOf('endSessions idle')
  assert.deepEqual(
    times,
    Array.from({ length: 10 }, (_, index) => (index + 1) * MINUTE),
  )
})

test('a report tells every hour what there was, and nothing where there was nothing', async () => {
  const world = await startedWorld()
  await world.pass(HOUR)
  assert.equal(world.recorded.length, 0)
  world.taken = { ...NOTHING, traces: 2, events: 3, outside: 1, faults: new Map([['CAPTURE_TRACE_CUT', 2]]) }
  world.hint(SPOOL, 'trace')
  await world.pass(SECOND)
  world.taken = NOTHING
  world.obstacles.set('takeInSpool', () => Promise.reject(busyStore()))
  world.hint(SPOOL, 'trace')
  await world.pass(500)
  world.obstacles.clear()
  await world.pass(2 * HOUR)
  const [event, ...others] = world.recorded
  assert.deepEqual(others, [])
  const { 'wakelore.daemon.cpu_us': cpuUs, 'wakelore.daemon.drains': drains, ...rest } = event!.attributes
  assert.deepEqual(rest, {
    'wakelore.daemon.pid': 4711,
    'wakelore.daemon.traces': 2,
    'wakelore.daemon.events': 3,
    'wakelore.daemon.outside': 1,
    'wakelore.daemon.faults': ['CAPTURE_TRACE_CUT=2', 'LOG_BUSY=1'],
    'wakelore.daemon.drain_us': 0,
    'wakelore.daemon.rss_bytes': 80_000_000,
  })
  assert.equal(Number(cpuUs), 2 * HOUR)
  assert(Number(drains) >= 60)
  assert.equal(event!.key, `report/4711/${event!.occurredAt}`)
})

test('told to stop, it writes its report, lets go of the store and ends', async () => {
  const world = await startedWorld((it) => (it.taken = { ...NOTHING, traces: 1, events: 1 }))
  await world.stop()
  assert.equal(world.outcome, 'finished')
  assert.equal(world.recorded.length, 1)
  assert.equal(world.calls.at(-1)!.what, 'release')
})

test('told to stop, it ends within two seconds, whatever it waits for', async () => {
  for (const stuck of ['takeInSpool', 'record']) {
    const world = await startedWorld((it) => (it.taken = { ...NOTHING, traces: 1, events: 1 }))
    world.obstacles.set(stuck, () => new Promise(() => undefined))
    world.hint(SPOOL, 'trace')
    await world.pass(100)
    await world.stop()
    await world.pass(1900)
    assert.equal(world.outcome, 'unfinished')
  }
})

test('a store that cannot be written when it stops keeps it from nothing', async () => {
  const world = await startedWorld((it) => (it.taken = { ...NOTHING, traces: 1, events: 1 }))
  world.obstacles.set('record', () => Promise.reject(busyStore()))
  await world.stop()
  assert.equal(world.outcome, 'finished')
  assert.deepEqual(world.retriesMs, [Infinity])
})

test('what git did last is taken in before it ends: after a logout the spool is gone', async () => {
  const world = await startedWorld()
  await world.pass(10 * SECOND)
  const stoppedMs = world.monotonicMs
  await world.stop()
  assert.equal(world.outcome, 'finished')
  assert.deepEqual(world.timesOf('takeInSpool', stoppedMs - 1), [stoppedMs])
})

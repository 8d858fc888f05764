/**
 * What an operation's handler is given of the world. The pipeline implements it;
 * handlers know no file, no environment variable and no terminal.
 */
import type { Clock } from '@wakelore/kernel/clock'
import type { ReadOptions, ReadProgress, ReadRemark } from '@wakelore/capture/source'
import type { Graph } from '@wakelore/knowledge/graph'
import type { LogReader } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import type { Repository } from '@wakelore/vault/repository'
import type { SinkControl } from './sink-control.ts'

/** A repository that may be read, with everything it holds taken in. */
export type OpenRepository = {
  readonly repository: Repository
  readonly graph: Graph
  readonly read: ReadOutcome
}

export type ReadOutcome = {
  /** Events stored by this call. */
  readonly newEvents: number
  readonly newCommits: number
  readonly tookMs: number
  readonly remarks: readonly ReadRemark[]
}

export type KnownRepository = {
  readonly id: string
  readonly name: string
  /** The common git directory as last seen. */
  readonly path: string
  readonly consentedAtMs: number
  readonly detail: Readonly<Record<string, string>>
}

/** A repository whose telemetry is kept. */
export type TelemetryRepository = Pick<Repository, 'id' | 'name' | 'commonDir' | 'worktree' | 'worktreeRoot'>

/** Telemetry of no allowed repository, as far as it is kept. */
export type UnattributedStatus = {
  readonly events: number
  /** On how many days it came. */
  readonly days: number
  /** How many days it is kept for; 0: it is refused. */
  readonly keptDays: number
}

/** What is recorded while one works. */
export type CaptureStatus = {
  readonly state: 'off' | 'on' | 'paused'
  /** Since when it is so. */
  readonly sinceMs: number | undefined
  readonly pausedUntilMs: number | undefined
  /** Where git leaves its traces; undefined where capture is off. */
  readonly spool:
    | {
        readonly directory: string
        /** Traces that wait, those of processes that still run among them. */
        readonly files: number
        readonly running: number
        readonly bytes: number
        /** Since when git writes no more into it. */
        readonly fullSinceMs: number | undefined
      }
    | undefined
  readonly daemon: DaemonStatus | null
  /** How many sinks may be sent to, by an export that is run. */
  readonly sinks: number
  /** Whether git's configuration still sends traces there; asked of git when called. */
  readonly isInEffect: () => Promise<boolean>
}

export type DaemonStatus = {
  readonly pid: number
  readonly startedAtMs: number
  readonly version: string
  /** `polling`: the system has no watch left for the spool. */
  readonly attention: 'watching' | 'polling'
  /** What went wrong last, and may be over. */
  readonly lastFault?: { readonly code: string; readonly message: string; readonly atMs: number }
  /** Where it takes in telemetry; undefined where it couldn't listen. */
  readonly listener?: {
    readonly port: number
    readonly sinceMs: number
    /** Requests whose contents are stored, and those that were refused, of the daemon's life. */
    readonly taken: number
    readonly refused: number
  }
}

export type CaptureDetail = 'counts' | 'names' | 'full'

export type CaptureRequest = {
  /** The repository around it, or around `cwd`. */
  readonly path: string | undefined
  /** As it is, or `full` where it is off. */
  readonly detail: CaptureDetail | undefined
  /** Whether traces that go elsewhere may be sent to wakelore instead. */
  readonly takesOver: boolean
}

export type CapturePlan = {
  readonly repository: { readonly id: string; readonly name: string; readonly path: string }
  readonly detail: CaptureDetail
  /** Where git leaves its traces, of all repositories. */
  readonly spool: string
  /** Everything that is written, beside the store. */
  readonly files: readonly PlannedFile[]
  readonly daemon: PlannedDaemon
  readonly warnings: readonly string[]
  /** Whether anything differs from how it is. */
  readonly isNeeded: boolean
}

export type PlannedFile = {
  readonly path: string
  readonly what: 'git-config' | 'unit' | 'consent' | 'state'
  readonly change: 'created' | 'appended' | 'changed'
  /** Exactly what is appended or created; of `consent`, what is said of the repository. */
  readonly text: string
}

export type PlannedDaemon = {
  /** Who keeps it running. */
  readonly by: 'systemd' | 'launchd' | 'nobody'
  /** Why not by the system. */
  readonly remark?: string
}

export type CaptureOn = {
  readonly plan: CapturePlan
  /** The daemon's process; undefined where it didn't start. */
  readonly pid: number | undefined
  /** What didn't go as planned. */
  readonly remarks: readonly string[]
}

export type CaptureOff = {
  /** Repositories of which nothing is recorded any more. */
  readonly repositories: readonly { readonly id: string; readonly name: string }[]
  /** Repositories of which nothing that is sent or run is kept any more. */
  readonly telemetry: readonly { readonly id: string; readonly name: string }[]
  /** Whether capture is off as a whole now. */
  readonly isWhole: boolean
  /** What of ours was in git's configuration: `kept`, where a value may be its owner's. */
  readonly config: 'removed' | 'kept' | 'absent' | undefined
  readonly configFile: string | undefined
  readonly remarks: readonly string[]
}

export type CapturePause = {
  readonly repositories: readonly { readonly id: string; readonly name: string }[]
  /** The daemon that will end it; undefined where none runs. */
  readonly pid: number | undefined
  readonly remarks: readonly string[]
}

export type UninstallPlan = {
  readonly removed: readonly string[]
  readonly kept: readonly { readonly path: string; readonly what: string }[]
}

/** What the owner can do with ambient capture. */
export type CaptureSwitch = {
  readonly plan: (request: CaptureRequest) => Promise<CapturePlan>
  readonly turnOn: (request: CaptureRequest) => Promise<CaptureOn>
  /** Of the repository around `path`; of all where it is undefined. */
  readonly turnOff: (path: string | undefined) => Promise<CaptureOff>
  readonly pause: (untilMs: number) => Promise<CapturePause>
  readonly planUninstall: () => Promise<UninstallPlan>
  readonly uninstall: () => Promise<CaptureOff>
}

/** What the owner can do with the daemon. */
export type DaemonControl = {
  /** Waits until it is ready; `replaced`: an older version ran. */
  readonly start: () => Promise<{
    readonly daemon: DaemonStatus
    readonly outcome: 'started' | 'already-running' | 'replaced'
  }>
  /** Waits until it is gone. */
  readonly stop: () => Promise<{ readonly pid: number | undefined; readonly isKilled: boolean }>
  /** Becomes the daemon until the signal aborts. */
  readonly run: () => Promise<void>
}

/** Variables of a shell; undefined for one that is to be removed. */
export type ShellVariables = {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Whose telemetry it is; undefined outside of any. */
  readonly repository: TelemetryRepository | undefined
}

/** What a shell is told so that whatever it starts sends its telemetry to the daemon. */
export type ShellEnvironment = {
  readonly prepare: (request: {
    readonly path: string | undefined
    readonly detail: CaptureDetail | undefined
  }) => Promise<ShellVariables>
  readonly undo: () => ShellVariables
}

/** A command to run, and what to do with what comes of it. */
export type RunRequest = {
  /** The program and its arguments. */
  readonly command: readonly string[]
  /** In which repository it is kept. */
  readonly path: string
  readonly detail: CaptureDetail | undefined
  /** Told by the command's name where it is undefined. */
  readonly class: CommandClass | undefined
  /** Globs of its test results; none: the usual places. */
  readonly results: readonly string[]
  /** Whether its standard output is TAP. */
  readonly readsTap: boolean
}

export type CommandClass = 'build' | 'test' | 'other'

export type CommandRun = {
  /** As a shell has it. */
  exitStatus: number
  command: string[]
  name: string
  class: CommandClass
  /** RFC 3339, UTC. */
  startedAt: string
  durationMs: number
  exitCode: number | null
  errorType: string | null
  traceId: string
  spanId: string
  repository: { id: string; name: string } | null
  branch: string | null
  worktree: string | null
  stored: boolean
  tests: RunTests | null
  /** Against earlier runs that went well. */
  usual: { runs: number; medianMs: number; verdict: 'slower' | 'faster' | 'same' } | null
  remarks: string[]
}

export type RunTests = {
  passed: number
  failed: number
  skipped: number
  suites: number
  /** Reports that were read. */
  files: number
  /** The first of them. */
  failures: { name: string; suite: string; status: 'fail' | 'error'; message: string | null }[]
}

export type KeySlotStatus = { readonly kind: string; readonly createdAtMs: number }

export type Check = {
  readonly name: string
  /** `unchecked`: nothing speaks against it, but it couldn't be tried. */
  readonly state: 'ok' | 'unchecked' | 'warning' | 'failed'
  readonly found: string
  readonly fix?: string
}

export type OperationContext = {
  readonly git: Git
  readonly clock: Clock
  /** Where relative paths are meant from. */
  readonly cwd: string
  /** The index that git has its hook look at, absolute: that of a commit being made may be one of its own. */
  readonly indexFile?: string
  readonly onProgress?: (progress: ReadProgress) => void
  readonly signal?: AbortSignal

  /**
   * The repository around `path` (or `cwd`), read up to now; asking is the consent.
   * @throws GIT_NOT_A_REPOSITORY and whatever stops a read
   */
  readonly openRepository: (
    path: string | undefined,
    options?: Pick<ReadOptions, 'looksAtReflog'>,
  ) => Promise<OpenRepository>
  /** A directory in which merges are tried, by these settings, without a trace in the repository. */
  readonly openMergeDirectory: (
    repository: Repository,
    settings: ReadonlyMap<string, string>,
  ) => Promise<MergeDirectory>
  /** The repository around `path` as registered; undefined where it was never read or isn't one. */
  readonly findKnown: (path: string) => Promise<KnownRepository | undefined>
  readonly knownRepositories: () => Promise<readonly KnownRepository[]>
  /** Undefined where nothing was ever stored. */
  readonly openLog: () => Promise<LogReader | undefined>
  /** Telemetry of no allowed repository, each event once; undefined where there is none. */
  readonly openUnattributed: () => Promise<Pick<LogReader, 'scan'> | undefined>
  readonly unattributedStatus: () => Promise<UnattributedStatus>
  /** Brought up to the log's end; undefined where nothing was ever stored. */
  readonly openGraph: () => Promise<Graph | undefined>
  /** Passes events through the gate into log and graph, those stored already left out. */
  readonly importEvents: (
    events: AsyncIterable<readonly DevelopmentEvent[]>,
  ) => Promise<{ readonly stored: number; readonly present: number; readonly refused: number }>
  /**
   * Allows telemetry of the repository around `path`, as it is allowed already or in full;
   * its history isn't read. Undefined outside of any.
   */
  readonly allowTelemetry: (
    path: string,
    detail: CaptureDetail | undefined,
  ) => Promise<TelemetryRepository | undefined>
  readonly shellEnvironment: () => Promise<ShellEnvironment>
  /** Runs a command to its end and stores what became of it; that it can't be stored is a remark. */
  readonly runCommand: (request: RunRequest) => Promise<CommandRun>
  readonly capture: () => Promise<CaptureStatus>
  readonly daemonControl: () => Promise<DaemonControl>
  readonly captureSwitch: () => Promise<CaptureSwitch>
  readonly sinkControl: () => Promise<SinkControl>
  readonly storedBytes: () => Promise<number>
  readonly storeDirectory: string

  readonly keySlots: () => Promise<readonly KeySlotStatus[]>
  readonly addKeySlot: (kind: string) => Promise<void>
  readonly removeKeySlot: (kind: string) => Promise<void>
  /** Opens the store with the recovery phrase of the environment and makes this machine's slots anew. */
  readonly recoverKeys: () => Promise<void>
  /** What that shell reads to complete command lines of wakelore. */
  readonly completionScript: (shell: 'bash' | 'zsh' | 'fish') => Promise<string>
  /** Everything that can be wrong with this machine's set-up, looked at. */
  readonly examine: (options: { readonly rebuild: boolean }) => Promise<readonly Check[]>
}

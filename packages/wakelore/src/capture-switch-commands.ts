/**
 * What the owner does with ambient capture: plan it, turn it on and off, pause it,
 * uninstall.
 *
 * The switch is turned first, since that is what can be refused; then comes consent, and
 * the daemon last, without which everything works too. Turning off goes the other way:
 * no new traces, no daemon, then what was left is taken in while it is still allowed.
 */
import { access, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import type { ConfigInsertion } from '@wakelore/capture/source/git-trace2/global-config'
import type {
  CaptureDetail,
  CapturePlan,
  CaptureRequest,
  CaptureSwitch,
  DaemonControl,
  PlannedDaemon,
  PlannedFile,
} from '@wakelore/server/context'
import type { DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import { isCaptured, type AllowedRepository, type Consent } from '@wakelore/vault/consent'
import type { DetailLevel } from '@wakelore/vault/gate'
import type { Git } from '@wakelore/vault/git'
import { captureStateFile, consentFile, type WakelorePaths } from '@wakelore/vault/paths'
import { findRepository, type Repository } from '@wakelore/vault/repository'
import {
  forgetSwitch,
  noteSupervisor,
  pauseSwitch,
  planSwitch,
  readCaptureState,
  takeOutOfConfig,
  turnSwitchOn,
  type CaptureState,
  type SwitchPlan,
} from './capture-switch.ts'
import { DAEMON_ENVIRONMENT, daemonCommand, findDaemon } from './daemon-process.ts'
import { listenerFile } from './listener-file.ts'
import {
  install,
  readUnitPlace,
  remove,
  type SupervisedDaemon,
  type Supervisor,
  type UnitPlace,
} from './supervisor.ts'
import { changeTelemetryConsent, TELEMETRY_CATEGORY } from './telemetry-consent.ts'

export type RecordedChange = {
  readonly state: 'on' | 'off' | 'paused'
  readonly atMs: number
  /** Of a pause. */
  readonly untilMs?: number
}

export type CaptureSwitchOptions = {
  readonly cwd: string
  readonly paths: WakelorePaths
  readonly git: Git
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly consent: () => Promise<Consent>
  readonly readRootCommits: (repository: Repository) => Promise<string[]>
  readonly supervisor: Supervisor | undefined
  readonly daemon: Pick<DaemonControl, 'start' | 'stop'>
  /** The repository under its own id, its consent recorded in the store. */
  readonly register: (found: Repository) => Promise<Repository>
  readonly takeInSpool: () => Promise<void>
  /** What refs tell of a captured repository, until that moment. */
  readonly takeInRefs: (repository: RepositoryId, options: { readonly untilMs: number }) => Promise<void>
  readonly recordChange: (repository: RepositoryId, change: RecordedChange) => Promise<void>
  readonly record: (events: readonly DevelopmentEvent[]) => Promise<void>
}

/** Variables that a daemon has to share with the shell in which capture was turned on. */
const SHARED_VARIABLES = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'GIT_CONFIG_GLOBAL']

export function makeCaptureSwitch(options: CaptureSwitchOptions): CaptureSwitch {
  const { paths, git, environment, clock, supervisor } = options
  const now = (): number => clock.nowMs()
  const place = () => ({ paths, git, environment, nowMs: now() })
  const supervised: SupervisedDaemon = {
    command: daemonCommand(),
    environment: {
      ...DAEMON_ENVIRONMENT,
      ...Object.fromEntries(
        SHARED_VARIABLES.flatMap((name) => {
          const value = environment[name]
          return value === undefined ? [] : [[name, value]]
        }),
      ),
    },
  }

  type Intent = {
    readonly found: Repository
    readonly known: AllowedRepository | undefined
    readonly state: CaptureState
    readonly switched: SwitchPlan
    readonly unit: UnitPlace | undefined
    readonly isConsentNew: boolean
    readonly plan: CapturePlan
  }

  async function intend(request: CaptureRequest): Promise<Intent> {
    // Whatever is wrong with git's configuration would stop every git that comes after.
    const switched = await planSwitch(place(), request.takesOver)
    const state = await readCaptureState(paths)
    await git.version()
    const found = await findRepository(git, resolve(options.cwd, request.path ?? '.'))
    const known = await (await options.consent()).find(found, () => options.readRootCommits(found))
    const detail = request.detail ?? levelOf(known) ?? 'full'
    const isConsentNew = levelOf(known) !== detail || known?.detail['history'] === undefined
    const daemon = await findDaemon(paths)
    const unit = await unitPlace()
    const plannedDaemon = plannedDaemonOf(unit)
    const isUnitNew = isUnwritten(unit, state)
    return {
      found,
      known,
      state,
      switched,
      unit,
      isConsentNew,
      plan: {
        repository: {
          id: known?.id ?? found.id,
          name: found.name,
          path: found.worktreeRoot ?? found.commonDir,
        },
        detail,
        spool: switched.spool,
        files: [
          ...configChange(switched.insertion),
          ...(isUnitNew
            ? [
                {
                  path: supervisor!.unitFile,
                  what: 'unit',
                  change: 'created',
                  text: supervisor!.unitText(supervised),
                } as const,
              ]
            : []),
          ...(isConsentNew ? [await consentChange(grantsOf(known, detail))] : []),
          ...(state.state === 'on' ? [] : [stateChange(state)]),
        ],
        daemon: plannedDaemon,
        warnings: warningsOf(switched, environment),
        isNeeded:
          isConsentNew ||
          isUnitNew ||
          state.state !== 'on' ||
          switched.insertion !== undefined ||
          daemon === null,
      },
    }
  }

  /** Undefined where the system has nobody to keep a daemon running. */
  async function unitPlace(): Promise<UnitPlace | undefined> {
    if (supervisor === undefined || !(await supervisor.isAnswering())) return undefined
    return readUnitPlace(supervisor, supervisor.unitText(supervised))
  }

  function plannedDaemonOf(unit: UnitPlace | undefined): PlannedDaemon {
    if (supervisor === undefined)
      return { by: 'nobody', remark: 'this system has no supervisor that wakelore knows' }
    if (unit === undefined)
      return { by: 'nobody', remark: `${supervisor.kind} does not answer for this user` }
    if (unit.kind === 'taken') return { by: 'nobody', remark: `${unit.file} is somebody else's` }
    return { by: supervisor.kind }
  }

  const consentChange = async (detail: Readonly<Record<string, string>>): Promise<PlannedFile> => {
    const path = consentFile(paths)
    const isThere = (await existing([path])).length > 0
    return {
      path,
      what: 'consent',
      change: isThere ? 'changed' : 'created',
      text: JSON.stringify({ detail }),
    }
  }

  const stateChange = (state: CaptureState): PlannedFile => ({
    path: captureStateFile(paths),
    what: 'state',
    change: state.sinceMs === undefined ? 'created' : 'changed',
    text: JSON.stringify({ state: 'on' }),
  })

  const turnOn: CaptureSwitch['turnOn'] = async (request) => {
    const intent = await intend(request)
    const { found, state, plan, isConsentNew } = intent
    // What git did there before isn't covered by what its owner allows now.
    if (isConsentNew && state.state === 'on') await options.takeInSpool()
    await turnSwitchOn(place(), request.takesOver)
    const atMs = now()
    const granted = await options.consent()
    let changed: RepositoryId[]
    try {
      if (isConsentNew) {
        await granted.grant(found, () => options.readRootCommits(found), grantsOf(intent.known, plan.detail))
      }
      const { id } = await options.register(found)
      // The others were captured before, and are again.
      const again = state.state === 'on' ? [] : idsOf(capturedIn(granted))
      changed = [...new Set([...again, ...(isConsentNew ? [id] : [])])]
    } catch (error) {
      const { known } = intent
      const { id } = known ?? (await granted.find(found, async () => [])) ?? {}
      if (id !== undefined) {
        for (const category of Object.keys(grantsOf(known, plan.detail))) {
          await granted.setDetail(id, category, known?.detail[category] ?? 'off')
        }
      }
      if (state.state === 'off') {
        await takeOutOfConfig(place())
        await forgetSwitch(place())
      }
      throw error
    }
    const remarks = await recordAll(changed, { state: 'on', atMs })
    const complaint = await superviseFor(intent)
    const daemon =
      complaint === undefined
        ? plan.daemon
        : { by: 'nobody' as const, remark: `${plan.daemon.by} said: ${complaint}` }
    try {
      const { pid } = (await options.daemon.start()).daemon
      return { plan: { ...plan, daemon }, pid, remarks }
    } catch (error) {
      if (!isFault(error)) throw error
      const waiting = `${error.message}. Traces wait until a command reads the store. ${error.help}`
      return { plan: { ...plan, daemon }, pid: undefined, remarks: [...remarks, waiting] }
    }
  }

  /** Has the supervisor start the daemon, where that is new; what it complains of, where it won't. */
  async function superviseFor({ unit, state: before }: Intent): Promise<string | undefined> {
    if (supervisor === undefined || !isUnwritten(unit, before)) return undefined
    // One that was started otherwise would stand in its way.
    await options.daemon.stop()
    const earlier = before.state === 'off' ? undefined : before.supervisor
    const complaint = await install(supervisor, supervised, earlier, (installation) =>
      noteSupervisor(paths, installation),
    )
    if (complaint !== undefined) await noteSupervisor(paths, undefined)
    return complaint
  }

  const turnOff: CaptureSwitch['turnOff'] = async (path) => {
    const granted = await options.consent()
    const captured = capturedIn(granted)
    const meant = await recordedAt(granted, path)
    const leaving = meant.filter(isCaptured)
    const isWhole = leaving.length === captured.length && (path === undefined || leaving.length > 0)
    const remarks: string[] = []
    const before = await readCaptureState(paths)
    const atMs = now()
    const config = isWhole ? await takeOutOfConfig(place()) : undefined
    if (isWhole) remarks.push(...(await stopFor(before)))
    if (before.state === 'on' && leaving.length > 0) {
      remarks.push(...(await takeInRest(leaving, atMs, isWhole ? 'was left unread' : 'waits')))
    }
    for (const one of leaving) await granted.setDetail(one.id, 'git', 'off')
    if (isWhole) await forgetSwitch(place())
    remarks.push(...(await recordAll(idsOf(leaving), { state: 'off', atMs })))
    const muted = meant.filter(keepsTelemetry)
    for (const { id } of muted) {
      remarks.push(...(await withStoreRemark(() => changeTelemetryConsent(options, id, 'off'))))
    }
    const left = (await options.consent()).list().filter(keepsTelemetry)
    if (isWhole && left.length > 0) {
      remarks.push(`Telemetry of ${left.map(({ name }) => name).join(', ')} waits for \`wakelore up\`.`)
    }
    return {
      repositories: leaving.map(({ id, name }) => ({ id, name })),
      telemetry: muted.map(({ id, name }) => ({ id, name })),
      isWhole: isWhole || before.state === 'off',
      // A pause took it out already.
      config: before.state === 'paused' && config === 'absent' ? 'removed' : config,
      configFile: before.state === 'off' ? undefined : before.insertion.file,
      remarks,
    }
  }

  /** What anything new is kept of, there or anywhere. */
  async function recordedAt(granted: Consent, path: string | undefined): Promise<AllowedRepository[]> {
    const recorded = granted.list().filter((one) => isCaptured(one) || keepsTelemetry(one))
    if (path === undefined) return recorded
    const there = recorded.filter((one) => isAt(one, resolve(options.cwd, path)))
    if (there.length > 0) return there
    const { commonDir } = await findRepository(git, resolve(options.cwd, path))
    return recorded.filter((one) => one.commonDir === commonDir)
  }

  async function stopFor(state: CaptureState): Promise<string[]> {
    const remarks: string[] = []
    const installation = state.state === 'off' ? undefined : state.supervisor
    if (installation !== undefined) {
      if (!(await remove(supervisor, installation))) {
        remarks.push(`${installation.file} was changed by somebody, and left as it is.`)
      }
      await noteSupervisor(paths, undefined)
    }
    const { pid } = await options.daemon.stop()
    if (pid !== undefined) remarks.push(`The daemon, process ${pid}, stopped.`)
    return remarks
  }

  /** What was done up to that moment was still allowed, by git or by what has git built in. */
  async function takeInRest(
    leaving: readonly AllowedRepository[],
    untilMs: number,
    fate: string,
  ): Promise<string[]> {
    const attempts = [
      { what: 'git left last', work: options.takeInSpool },
      ...leaving.map(({ id, name }) => ({
        what: `refs of ${name} tell last`,
        work: () => options.takeInRefs(id, { untilMs }),
      })),
    ]
    const remarks: string[] = []
    for (const { what, work } of attempts) {
      try {
        await work()
      } catch (error) {
        if (!isFault(error)) throw error
        remarks.push(`What ${what} ${fate}: ${error.code}, ${error.message}.`)
      }
    }
    return remarks
  }

  const pause: CaptureSwitch['pause'] = async (untilMs) => {
    const before = await readCaptureState(paths)
    const captured = capturedIn(await options.consent())
    const remarks: string[] = []
    const atMs = now()
    if (before.state === 'on') {
      await takeOutOfConfig(place())
      remarks.push(...(await takeInRest(captured, atMs, 'waits')))
    }
    await pauseSwitch(place(), untilMs)
    return {
      repositories: captured.map(({ id, name }) => ({ id, name })),
      pid: (await findDaemon(paths))?.pid,
      remarks: [...remarks, ...(await recordAll(idsOf(captured), { state: 'paused', atMs, untilMs }))],
    }
  }

  async function recordAll(repositories: readonly RepositoryId[], change: RecordedChange): Promise<string[]> {
    return withStoreRemark(async () => {
      for (const id of repositories) await options.recordChange(id, change)
    })
  }

  /** A store that can't be written keeps nobody from turning the switch. */
  async function withStoreRemark(work: () => Promise<void>): Promise<string[]> {
    try {
      await work()
      return []
    } catch (error) {
      if (!isFault(error)) throw error
      return [`The store does not tell of it: ${error.code}, ${error.message}.`]
    }
  }

  const uninstallFiles = (): string[] => [
    captureStateFile(paths),
    ...['capture-journal.json', 'daemon.json', 'daemon.lock'].map((name) => join(paths.dataDir, name)),
    listenerFile(paths),
    paths.cacheDir,
  ]

  const planUninstall: CaptureSwitch['planUninstall'] = async () => {
    const state = await readCaptureState(paths)
    const ours =
      state.state === 'off'
        ? []
        : [state.spool.directory, ...(state.supervisor === undefined ? [] : [state.supervisor.file])]
    const kept = [
      { path: paths.dataDir, what: 'the store' },
      { path: paths.configDir, what: 'its keys and what you allowed' },
    ]
    return { removed: await existing([...ours, ...uninstallFiles()]), kept: await existingOf(kept) }
  }

  const uninstall: CaptureSwitch['uninstall'] = async () => {
    const off = await turnOff(undefined)
    // One that was started without capture ever being on.
    await options.daemon.stop()
    for (const path of uninstallFiles()) await rm(path, { recursive: true, force: true })
    return off
  }

  return {
    plan: async (request) => (await intend(request)).plan,
    turnOn,
    turnOff,
    pause,
    planUninstall,
    uninstall,
  }
}

/** Also one of ours that nobody remembers. */
function isUnwritten(unit: UnitPlace | undefined, state: CaptureState): boolean {
  const isKnown = state.state !== 'off' && state.supervisor !== undefined
  return unit?.kind === 'free' || (unit?.kind === 'installed' && !isKnown)
}

function capturedIn(consent: Consent): AllowedRepository[] {
  return consent.list().filter(isCaptured)
}

function keepsTelemetry(repository: AllowedRepository): boolean {
  return (repository.detail[TELEMETRY_CATEGORY] ?? 'off') !== 'off'
}

function idsOf(repositories: readonly AllowedRepository[]): RepositoryId[] {
  return repositories.map(({ id }) => id)
}

/** Also of a repository that is gone, by where it was. */
function isAt(known: AllowedRepository, path: string): boolean {
  return known.commonDir === path || dirname(known.commonDir) === path
}

function levelOf(known: AllowedRepository | undefined): CaptureDetail | undefined {
  const level = known?.detail['git'] ?? 'off'
  return level === 'off' ? undefined : level
}

/** Branches are told by the history, which is allowed as far where its owner has said nothing of it. */
function grantsOf(
  known: AllowedRepository | undefined,
  detail: CaptureDetail,
): Readonly<Record<string, DetailLevel>> {
  return { ...(known?.detail['history'] === undefined ? { history: detail } : {}), git: detail }
}

function configChange(insertion: ConfigInsertion | undefined): PlannedFile[] {
  if (insertion === undefined) return []
  const { file, text, isCreated } = insertion
  return [{ path: file, what: 'git-config', change: isCreated ? 'created' : 'appended', text }]
}

function warningsOf({ overridden, insertion }: SwitchPlan, environment: NodeJS.ProcessEnv): string[] {
  const variable = environment['GIT_TRACE2_EVENT']
  return [
    ...(variable === undefined
      ? []
      : [
          `GIT_TRACE2_EVENT is set here, to ${variable}: it counts instead, and git commands of this shell are not recorded.`,
        ]),
    ...overridden.targets.map(
      ({ file, value }) => `trace2.eventTarget = ${value} by ${file} does not count until \`wakelore off\`.`,
    ),
    ...overridden.maxFiles.map(
      ({ file, value }) => `trace2.maxFiles = ${value} by ${file} does not count until \`wakelore off\`.`,
    ),
    ...(insertion !== undefined && insertion.path !== insertion.file
      ? [`${insertion.path} leads to ${insertion.file}, which is written.`]
      : []),
  ]
}

async function existing(paths: readonly string[]): Promise<string[]> {
  return (await existingOf(paths.map((path) => ({ path })))).map(({ path }) => path)
}

async function existingOf<T extends { readonly path: string }>(list: readonly T[]): Promise<T[]> {
  const isThere = await Promise.all(
    list.map(({ path }) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  return list.filter((_, index) => isThere[index])
}

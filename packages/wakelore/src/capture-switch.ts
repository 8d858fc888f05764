/**
 * The switch of ambient capture: whether git leaves its traces in the spool, and
 * everything that has to be known to undo it.
 *
 * Its state is `capture.json` in the config directory. It is written before git's
 * configuration is, so that after a crash at any moment `off` knows what may be there.
 * A pause takes the same two values out and puts them in again when it is over; whoever
 * looks first after that moment does so.
 */
import {
  adoptInsertion,
  GIT_TRACE2_MAX_FILES,
  globalConfigPath,
  insertTarget,
  planInsertion,
  readTraceSettings,
  removeInsertion,
  type ConfigInsertion,
  type ConfigValue,
  type Removal,
} from '@wakelore/capture/source/git-trace2/global-config'
import { isMoment } from '@wakelore/kernel/clock'
import { isRecord } from '@wakelore/kernel/is-record'
import { withFileLock } from '@wakelore/vault/file-lock'
import type { Git } from '@wakelore/vault/git'
import { captureStateFile, type WakelorePaths } from '@wakelore/vault/paths'
import { readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import { switchFault } from './faults.ts'
import { chooseSpool, isSpoolPath, makeSpool, removeSpool } from './spool-directory.ts'
import type { SupervisorInstallation } from './supervisor.ts'

/** Undo information of a switch that is on, or that was and will be again. */
type Engaged = {
  /** Since when it is as it is, milliseconds since the epoch. */
  readonly sinceMs: number
  readonly spool: { readonly directory: string }
  readonly insertion: ConfigInsertion
  /** Whether another's target may be overridden. */
  readonly takesOver: boolean
  readonly supervisor?: SupervisorInstallation
}

export type CaptureState =
  | { readonly state: 'off'; readonly sinceMs?: number; readonly pausedUntilMs?: undefined }
  | (Engaged & { readonly state: 'on'; readonly pausedUntilMs?: undefined })
  | (Engaged & { readonly state: 'paused'; readonly pausedUntilMs: number })

export type SwitchPlace = {
  readonly paths: WakelorePaths
  readonly git: Git
  readonly environment: NodeJS.ProcessEnv
  readonly nowMs: number
}

export type SwitchPlan = {
  readonly spool: string
  /** What would be written into git's configuration; undefined where it is there and counts. */
  readonly insertion: ConfigInsertion | undefined
  /** Values of others that ours stands in for until it is taken away. */
  readonly overridden: { readonly targets: readonly ConfigValue[]; readonly maxFiles: readonly ConfigValue[] }
}

const STATE_VERSION = 1
/** What git takes for "no target". */
const NO_TARGET = /^(?:0|false)?$/i

/** Off where it was never turned on. @throws SWITCH_STATE_DAMAGED, SWITCH_STATE_NEWER, VAULT_FILE_UNREADABLE */
export async function readCaptureState(paths: Pick<WakelorePaths, 'configDir'>): Promise<CaptureState> {
  const file = captureStateFile(paths)
  const text = await readPrivateFile(file)
  if (text === undefined) return { state: 'off' }
  const damaged = (what: string, cause?: unknown): Error =>
    switchFault('SWITCH_STATE_DAMAGED', `${file} ${what}`, { fields: { path: file }, cause })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw damaged('is not JSON', cause)
  }
  if (!isRecord(value)) throw damaged('holds no object')
  const { version, ...state } = value
  if (typeof version === 'number' && version > STATE_VERSION) {
    throw switchFault(
      'SWITCH_STATE_NEWER',
      `${file} has version ${version}, this wakelore knows ${STATE_VERSION}`,
      {
        fields: { path: file, version },
      },
    )
  }
  if (version !== STATE_VERSION || !isCaptureState(state)) throw damaged('is not a state of the switch')
  return state
}

/** What turning on would change. @throws SWITCH_TARGET_TAKEN, CAPTURE_CONFIG_… */
export async function planSwitch(place: SwitchPlace, takesOver: boolean): Promise<SwitchPlan> {
  const before = await readCaptureState(place.paths)
  const { spool, path, value } = await intendedValue(place, before)
  const { targets, maxFiles } = await readTraceSettings(place.git, path)
  const others = targets.filter((target) => target.value !== value.target)
  if (targets.at(-1)?.value === value.target) {
    return { spool, insertion: undefined, overridden: { targets: [], maxFiles: [] } }
  }
  assertFree(others, takesOver || (before.state !== 'off' && before.takesOver))
  const insertion = await planInsertion(place.git, path, value)
  const own = before.state === 'on' ? String(before.insertion.maxFiles) : undefined
  return {
    spool,
    insertion,
    overridden: { targets: others, maxFiles: maxFiles.filter((one) => one.value !== own) },
  }
}

/**
 * Makes the spool and has git leave its traces there; ends a pause.
 *
 * @throws SWITCH_TARGET_TAKEN, SWITCH_SPOOL_UNSAFE, CAPTURE_CONFIG_…
 */
export async function turnSwitchOn(place: SwitchPlace, takesOver: boolean): Promise<CaptureState> {
  return underLock(place.paths, (before) => engage(place, before, takesOver))
}

/** Takes git's values out until then. @throws SWITCH_IS_OFF, CAPTURE_CONFIG_… */
export async function pauseSwitch(
  place: Pick<SwitchPlace, 'paths' | 'git' | 'nowMs'>,
  untilMs: number,
): Promise<Removal> {
  return underLock(place.paths, async (before) => {
    if (before.state === 'off')
      throw switchFault('SWITCH_IS_OFF', 'capture is off: there is nothing to pause')
    const removal = await removeInsertion(place.git, before.insertion)
    const sinceMs = before.state === 'paused' ? before.sinceMs : place.nowMs
    await writeState(place.paths, { ...before, state: 'paused', sinceMs, pausedUntilMs: untilMs })
    return removal
  })
}

/**
 * Turns the switch on again where a pause is over. `taken`: somebody else's target has
 * come meanwhile, and the pause goes on. @throws CAPTURE_CONFIG_…, SWITCH_SPOOL_UNSAFE
 */
export async function resumeWhenDue(
  place: Pick<SwitchPlace, 'paths' | 'git' | 'nowMs'>,
): Promise<'not-due' | 'resumed' | 'taken'> {
  const isDue = (state: CaptureState): boolean =>
    state.state === 'paused' && state.pausedUntilMs <= place.nowMs
  // Most calls end here, without a lock.
  if (!isDue(await readCaptureState(place.paths))) return 'not-due'
  return underLock(place.paths, async (before) => {
    if (before.state !== 'paused' || !isDue(before)) return 'not-due'
    const { targets } = await readTraceSettings(place.git, before.insertion.path)
    if (!before.takesOver && isTaken(targets, before.insertion.target)) return 'taken'
    // Where it was, whatever the environment of whoever looks.
    const environment = { GIT_CONFIG_GLOBAL: before.insertion.path }
    await engage({ ...place, environment }, before, before.takesOver)
    return 'resumed'
  })
}

/**
 * Takes git's values away, also where the state file was lost: what it found of them.
 * The spool and the state stay until `forgetSwitch`.
 */
export async function takeOutOfConfig(place: SwitchPlace): Promise<Removal> {
  return underLock(place.paths, async (before) => {
    if (before.state !== 'off') return removeInsertion(place.git, before.insertion)
    const { path, value } = await intendedValue(place, before)
    const { targets } = await readTraceSettings(place.git, path)
    if (!targets.some((target) => target.value === value.target)) return 'absent'
    return removeInsertion(place.git, await adoptInsertion(place.git, path, value))
  })
}

/** Removes the spool with what is left in it, and notes that the switch is off. */
export async function forgetSwitch(place: Pick<SwitchPlace, 'paths' | 'nowMs'>): Promise<void> {
  await underLock(place.paths, async (before) => {
    if (before.state === 'off') return
    await removeSpool(before.spool.directory)
    await writeState(place.paths, { state: 'off', sinceMs: place.nowMs })
  })
}

/** Remembers what was, or is about to be, given to the supervisor; undefined for nothing. */
export async function noteSupervisor(
  paths: WakelorePaths,
  supervisor: SupervisorInstallation | undefined,
): Promise<void> {
  await underLock(paths, async (before) => {
    if (before.state === 'off') return
    const { supervisor: _, ...rest } = before
    await writeState(paths, supervisor === undefined ? rest : { ...rest, supervisor })
  })
}

async function engage(place: SwitchPlace, before: CaptureState, takesOver: boolean): Promise<CaptureState> {
  const { git, paths, nowMs } = place
  const { spool, path, value } = await intendedValue(place, before)
  const { targets } = await readTraceSettings(git, path)
  const isInEffect = targets.at(-1)?.value === value.target
  const mayTakeOver = takesOver || (before.state !== 'off' && before.takesOver)
  if (!isInEffect) {
    assertFree(
      targets.filter((target) => target.value !== value.target),
      mayTakeOver,
    )
  }
  await makeSpool(spool)
  const stateWith = (insertion: ConfigInsertion): CaptureState => ({
    state: 'on',
    sinceMs: before.state === 'on' ? before.sinceMs : nowMs,
    spool: { directory: spool },
    insertion,
    takesOver: mayTakeOver,
    ...(before.state === 'off' || before.supervisor === undefined ? {} : { supervisor: before.supervisor }),
  })
  if (isInEffect) {
    const insertion = before.state === 'on' ? before.insertion : await adoptInsertion(git, path, value)
    await writeState(paths, stateWith(insertion))
  } else {
    // There, but another's comes after it and counts; or in a file that isn't read here.
    if (before.state === 'on') await removeInsertion(git, before.insertion)
    await insertTarget(git, path, value, (insertion) => writeState(paths, stateWith(insertion)))
  }
  return readCaptureState(paths)
}

/** The spool stays as it was, where it is on or paused; the file is the one that git here would write. */
async function intendedValue(
  { paths, environment }: SwitchPlace,
  before: CaptureState,
): Promise<{ spool: string; path: string; value: Pick<ConfigInsertion, 'target' | 'maxFiles'> }> {
  if (before.state !== 'off') {
    const { target, maxFiles } = before.insertion
    const path = await globalConfigPath(environment)
    return { spool: before.spool.directory, path, value: { target, maxFiles } }
  }
  const spool = await chooseSpool(paths, environment)
  return {
    spool,
    path: await globalConfigPath(environment),
    // Without the slash git would make a file of that name where the directory is gone.
    value: { target: `${spool}/`, maxFiles: GIT_TRACE2_MAX_FILES },
  }
}

function isTaken(targets: readonly ConfigValue[], own: string): boolean {
  const last = targets.findLast(({ value }) => value !== own)
  return last !== undefined && !NO_TARGET.test(last.value)
}

function assertFree(others: readonly ConfigValue[], mayTakeOver: boolean): void {
  const last = others.at(-1)
  if (mayTakeOver || last === undefined || NO_TARGET.test(last.value)) return
  throw switchFault(
    'SWITCH_TARGET_TAKEN',
    `git leaves its traces elsewhere already: trace2.eventTarget is ${last.value} by ${last.file}`,
    { fields: { path: last.file, value: last.value } },
  )
}

async function underLock<T>(
  paths: Pick<WakelorePaths, 'configDir'>,
  body: (before: CaptureState) => Promise<T>,
): Promise<T> {
  return withFileLock(captureStateFile(paths), async () => body(await readCaptureState(paths)))
}

async function writeState(paths: Pick<WakelorePaths, 'configDir'>, state: CaptureState): Promise<void> {
  await writePrivateFile(
    captureStateFile(paths),
    `${JSON.stringify({ version: STATE_VERSION, ...state }, undefined, 2)}\n`,
  )
}

function isCaptureState(value: Record<string, unknown>): value is CaptureState & Record<string, unknown> {
  const { state, sinceMs, pausedUntilMs, spool, insertion, takesOver, supervisor } = value
  if (state === 'off') return sinceMs === undefined || isMoment(sinceMs)
  return (
    (state === 'on' || (state === 'paused' && isMoment(pausedUntilMs))) &&
    isMoment(sinceMs) &&
    isRecord(spool) &&
    typeof spool['directory'] === 'string' &&
    isSpoolPath(spool['directory']) &&
    isInsertion(insertion) &&
    typeof takesOver === 'boolean' &&
    (supervisor === undefined || isInstallation(supervisor))
  )
}

function isInsertion(value: unknown): value is ConfigInsertion {
  return (
    isRecord(value) &&
    ['path', 'file', 'text', 'target'].every((name) => typeof value[name] === 'string') &&
    typeof value['maxFiles'] === 'number' &&
    typeof value['isCreated'] === 'boolean' &&
    typeof value['hadMaxFiles'] === 'boolean'
  )
}

function isInstallation(value: unknown): value is SupervisorInstallation {
  return (
    isRecord(value) &&
    (value['kind'] === 'systemd' || value['kind'] === 'launchd') &&
    typeof value['file'] === 'string' &&
    typeof value['text'] === 'string' &&
    Array.isArray(value['directories']) &&
    value['directories'].every((directory) => typeof directory === 'string')
  )
}

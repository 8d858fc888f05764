/**
 * The supervisor: whatever the system has that keeps a user's daemon running from login
 * to logout, systemd's user manager or launchd.
 *
 * One file describes the daemon to it. That file and the directories made for it are
 * remembered, so that removing leaves what was there before; a file of that name that
 * isn't ours is never touched.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { lstat, mkdir, open, readFile, readlink, rmdir, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'
import { reasonOf } from '@wakelore/vault/private-file'
import { switchFault } from './faults.ts'
import { makeLaunchd } from './supervisor/launchd.ts'
import { makeSystemd } from './supervisor/systemd.ts'
import { UNIT_MARK } from './supervisor/unit-mark.ts'

export type SupervisedDaemon = {
  /** Program and arguments. */
  readonly command: readonly string[]
  /** Where it differs from what the supervisor gives by itself. */
  readonly environment: Readonly<Record<string, string>>
}

export type Supervisor = {
  readonly kind: 'systemd' | 'launchd'
  /** The file that describes the daemon. */
  readonly unitFile: string
  readonly unitText: (daemon: SupervisedDaemon) => string
  /** A link that enabling makes. */
  readonly enabledLink?: string
  /** Whether it runs for this user and answers. */
  readonly isAnswering: () => Promise<boolean>
  /** Starts it, now and at every login; what it complains of, where it fails. */
  readonly enable: () => Promise<string | undefined>
  /** Stops it, and starts it no more. */
  readonly disable: () => Promise<void>
  /** Until the next login, or `start`. */
  readonly stop: () => Promise<void>
  /** What it complains of, where it fails. */
  readonly start: () => Promise<string | undefined>
}

export type SupervisorInstallation = {
  readonly kind: Supervisor['kind']
  readonly file: string
  readonly text: string
  /** Made for it, the outermost first. */
  readonly directories: readonly string[]
}

export type ProgramResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

/** Runs a program of the system; undefined where there is none, or where it doesn't answer in time. */
export type RunProgram = (name: string, args: readonly string[]) => Promise<ProgramResult | undefined>

const PROGRAM_TIMEOUT_MS = 15_000
const MOST_OUTPUT_CHARACTERS = 256 * 1024

/** The supervisor that this platform has, whether or not it answers. */
export function findSupervisor(options: {
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly run?: RunProgram
}): Supervisor | undefined {
  const { environment, platform, home, run = makeRunProgram(environment) } = options
  if (platform === 'linux') return makeSystemd({ environment, home, run })
  if (platform === 'darwin') return makeLaunchd({ home, uid: process.getuid?.() ?? 0, run })
  return undefined
}

export type UnitPlace =
  /** No such file, or ours with other contents. */
  | { readonly kind: 'free' }
  | { readonly kind: 'installed' }
  | { readonly kind: 'taken'; readonly file: string }

/** What stands where the unit would. */
export async function readUnitPlace(supervisor: Supervisor, text: string): Promise<UnitPlace> {
  const { unitFile, enabledLink } = supervisor
  const standing = await ownText(unitFile)
  if (standing === 'foreign') return { kind: 'taken', file: unitFile }
  if (enabledLink !== undefined) {
    const target = await readlink(enabledLink).catch((cause: unknown) => {
      // Something that is no link.
      return errorCode(cause) === 'EINVAL' ? '' : undefined
    })
    if (target !== undefined && resolve(dirname(enabledLink), target) !== unitFile) {
      return { kind: 'taken', file: enabledLink }
    }
  }
  return standing?.text === text ? { kind: 'installed' } : { kind: 'free' }
}

/**
 * Writes the unit and starts it; what the supervisor complains of, where it won't:
 * everything is as before then. `onPlanned` is told what will be there, just before it is.
 *
 * @throws SWITCH_UNIT_UNWRITABLE
 */
export async function install(
  supervisor: Supervisor,
  daemon: SupervisedDaemon,
  earlier: SupervisorInstallation | undefined,
  onPlanned: (installation: SupervisorInstallation) => Promise<void>,
): Promise<string | undefined> {
  const { kind, unitFile, enabledLink } = supervisor
  const missing = [
    ...(await missingDirectories(dirname(unitFile))),
    ...(enabledLink === undefined ? [] : await missingDirectories(dirname(enabledLink))),
  ]
  const installation: SupervisorInstallation = {
    kind,
    file: unitFile,
    text: supervisor.unitText(daemon),
    directories: [...new Set([...(earlier?.directories ?? []), ...missing])],
  }
  await onPlanned(installation)
  try {
    await mkdir(dirname(unitFile), { recursive: true })
    await writeUnit(unitFile, installation.text)
  } catch (cause) {
    throw switchFault('SWITCH_UNIT_UNWRITABLE', `cannot write ${unitFile}: ${reasonOf(cause)}`, {
      fields: { path: unitFile },
      cause,
    })
  }
  const complaint = await supervisor.enable()
  if (complaint !== undefined) await remove(supervisor, installation)
  return complaint
}

/** Stops the daemon and takes away what `install` made; a unit that was changed meanwhile stays: false then. */
export async function remove(
  supervisor: Supervisor | undefined,
  installation: SupervisorInstallation,
): Promise<boolean> {
  const standing = await ownText(installation.file)
  if (standing !== undefined && (standing === 'foreign' || standing.text !== installation.text)) return false
  // Stopped through the supervisor: it would start what is stopped otherwise again.
  const isAnswering = supervisor !== undefined && (await supervisor.isAnswering())
  if (isAnswering) await supervisor.disable()
  const link = supervisor?.enabledLink
  if (link !== undefined) {
    const target = await readlink(link).catch(() => undefined)
    if (target !== undefined && resolve(dirname(link), target) === installation.file) await unlink(link)
  }
  if (standing !== undefined) await unlink(installation.file)
  for (const directory of installation.directories.toReversed()) {
    // What is in use by others meanwhile stays.
    await rmdir(directory).catch(() => undefined)
  }
  return true
}

/** The text of a unit of ours; undefined where there is no file. */
async function ownText(file: string): Promise<{ readonly text: string } | 'foreign' | undefined> {
  const found = await lstat(file).catch(() => undefined)
  if (found === undefined) return undefined
  if (!found.isFile()) return 'foreign'
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.slice(0, 400).includes(UNIT_MARK) ? { text } : 'foreign'
}

async function writeUnit(file: string, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants
  const handle = await open(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o644)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The outermost first. */
async function missingDirectories(directory: string): Promise<string[]> {
  const missing: string[] = []
  for (let one = directory; dirname(one) !== one; one = dirname(one)) {
    const isThere = await lstat(one).then(
      () => true,
      () => false,
    )
    if (isThere) break
    missing.unshift(one)
  }
  return missing
}

function makeRunProgram(environment: NodeJS.ProcessEnv): RunProgram {
  return (name, args) =>
    new Promise((settle) => {
      const child = spawn(name, args, {
        env: { ...environment, LC_ALL: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: PROGRAM_TIMEOUT_MS,
        killSignal: 'SIGKILL',
      })
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (stdout.length < MOST_OUTPUT_CHARACTERS) stdout += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (stderr.length < MOST_OUTPUT_CHARACTERS) stderr += text
      })
      child.on('error', () => settle(undefined))
      child.on('close', (code) => settle(code === null ? undefined : { exitCode: code, stdout, stderr }))
    })
}

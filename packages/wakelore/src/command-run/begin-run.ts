/**
 * The beginning of `wakelore run`: everything that has to be known before the command
 * starts, and no more; loading what stores it waits until it runs.
 *
 * Nothing here may keep the command from running: what can't be read isn't told to it.
 */
import { dirname, resolve } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { deriveId } from '@wakelore/kernel/id'
import type { RepositoryId } from '@wakelore/telemetry/event'
import { openConsent } from '@wakelore/vault/consent'
import { wakelorePaths, type WakelorePaths } from '@wakelore/vault/paths'
import { readWorktreePlace } from '@wakelore/vault/repository'
import { readListener } from '../listener-file.ts'
import { senderEnvironment, sendsElsewhere } from '../sender-environment.ts'
import type { TapReader } from '../test-results/tap.ts'
import { startProcess, type StartedProcess } from './child-process.ts'
import { contextVariables, makeRunContext, type RunContext } from './run-context.ts'

export type BegunRun = {
  readonly context: RunContext
  readonly process: StartedProcess
  /** Reads what the command writes, where that is TAP. */
  readonly tap: TapReader | undefined
  /** Whether telemetry that it sends would be refused until its repository is allowed. */
  readonly isAwaitingConsent: boolean
}

export type RunBeginning = {
  readonly command: readonly string[]
  readonly cwd: string
  /** In which repository it is kept. */
  readonly path: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly outputTo: 'stdout' | 'stderr'
  readonly tap?: TapReader | undefined
}

export async function beginRun(beginning: RunBeginning): Promise<BegunRun> {
  const { command, cwd, environment, clock, outputTo, tap } = beginning
  const context = makeRunContext(environment, clock.nowMs())
  const { variables, isAwaitingConsent } = await findSender(beginning)
  return {
    context,
    tap,
    isAwaitingConsent,
    process: startProcess({
      command,
      cwd,
      environment: { ...environment, ...variables, ...contextVariables(context) },
      nowMs: clock.nowMs,
      outputTo,
      onOutput: tap?.write,
    }),
  }
}

type Sender = Pick<BegunRun, 'isAwaitingConsent'> & { readonly variables: Readonly<Record<string, string>> }

const NOWHERE: Sender = { variables: {}, isAwaitingConsent: false }

/** Where the command's telemetry goes, unless somebody said so already. */
async function findSender({ cwd, path, environment, clock }: RunBeginning): Promise<Sender> {
  try {
    const paths = wakelorePaths({ environment })
    const listener = await readListener(paths)
    if (listener === undefined || sendsElsewhere(environment, listener)) return NOWHERE
    const found = await repositoryAround(resolve(cwd, path), paths, clock)
    return {
      variables: { ...senderEnvironment(listener, found?.id, environment) },
      isAwaitingConsent: found?.isAllowed === false,
    }
  } catch {
    // Whoever stores the run meets the same, and tells it.
    return NOWHERE
  }
}

type FoundRepository = {
  /** The one it gets when it is allowed, where it isn't yet; undefined where that can't be told. */
  readonly id: RepositoryId | undefined
  readonly isAllowed: boolean
}

/** Read from files alone: git, asked for it, would answer later than the command can start. */
async function repositoryAround(
  path: string,
  paths: WakelorePaths,
  clock: Clock,
): Promise<FoundRepository | undefined> {
  for (let at = path; ; at = dirname(at)) {
    const place = await readWorktreePlace(at)
    if (place !== undefined) {
      const known = (await openConsent({ directory: paths.configDir, clock })).list()
      const found = known.find(({ commonDir }) => commonDir === place.commonDir)
      if (found !== undefined) {
        return { id: found.id, isAllowed: (found.detail['telemetry'] ?? 'off') !== 'off' }
      }
      // One that lay here before has moved on with the id of this place.
      const id = deriveId('repository', place.commonDir)
      return { id: known.some((one) => one.id === id) ? undefined : id, isAllowed: false }
    }
    if (dirname(at) === at) return undefined
  }
}

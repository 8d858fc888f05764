/**
 * What `doctor` looks at of ambient capture: every link of the chain from git to the
 * store, each on its own, and then a sentinel through all of it. Looking changes
 * nothing; the sentinel is a `git version` of ours and leaves an event of its own.
 */
import { randomBytes } from 'node:crypto'
import { stat, statfs } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@wakelore/kernel/clock'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { globalConfigPath, readTraceSettings } from '@wakelore/capture/source/git-trace2/global-config'
import type { CaptureStatus, Check } from '@wakelore/server/context'
import type { CaptureLoss, Graph } from '@wakelore/knowledge/graph'
import { OWN_REPOSITORY } from '@wakelore/telemetry/event'
import { isCaptured, type AllowedRepository } from '@wakelore/vault/consent'
import type { Git } from '@wakelore/vault/git'
import { lossReason } from './cli/loss-reason.ts'
import { clockTime, count } from './cli/terminal.ts'

export type CaptureExamination = {
  readonly git: Git
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
  readonly status: CaptureStatus
  readonly repositories: readonly AllowedRepository[]
  /** The graph, with everything taken in that ended. */
  readonly takeIn: () => Promise<Graph>
  /** The graph as it is, after a look at what others stored. */
  readonly look: () => Promise<Graph>
}

const SPOOL_LEAST_FREE_BYTES = 64 * 1024 * 1024
const LOSSES_TOLD_MS = 30 * MS_PER_DAY
const DAEMON_PATIENCE_MS = 3000
const POLL_MS = 50
const TURN_ON_AGAIN = '`wakelore on` in a repository that is recorded puts it right.'

export async function examineCapture(examination: CaptureExamination): Promise<Check[]> {
  const { status, repositories } = examination
  if (status.state === 'off') {
    return [
      { name: 'capture', state: 'ok', found: 'off; `wakelore on` records git commands as they happen' },
      ...checkListener(status),
    ]
  }
  if (status.state === 'paused') return [checkPause(examination), ...checkListener(status)]
  const captured = repositories.filter(isCaptured)
  const nowMs = examination.clock.nowMs()
  const checks: Check[] = [
    captured.length === 0
      ? {
          name: 'capture',
          state: 'warning',
          found: 'on, but for no repository: every trace is thrown away',
          fix: '`wakelore on --repo PATH`, or `wakelore off`.',
        }
      : { name: 'capture', state: 'ok', found: `on for ${captured.map(({ name }) => name).join(', ')}` },
    await checkConfig(examination),
    ...checkEnvironment(examination.environment),
    ...(await checkSpool(status, nowMs)),
    checkDaemon(status, nowMs),
    ...checkListener(status),
    ...(await checkBare(examination, captured)),
  ]
  const graph = await examination.look()
  return [
    ...checks,
    ...checkLosses(graph.losses(nowMs - LOSSES_TOLD_MS), nowMs),
    await sendSentinel(examination, graph),
  ]
}

/** Where no daemon runs, nobody is meant to send anything. */
function checkListener({ daemon }: CaptureStatus): Check[] {
  if (daemon === null) return []
  const name = 'listener'
  if (daemon.listener === undefined) {
    return [
      {
        name,
        state: 'warning',
        found: 'the daemon does not listen: nothing can be sent to it',
        fix: '`wakelore down`, then `wakelore up`; `wakelore status` tells what it met.',
      },
    ]
  }
  const { port, taken, refused } = daemon.listener
  const requests = `${count(taken, 'request')} taken, ${refused} refused`
  return [{ name, state: 'ok', found: `on 127.0.0.1:${port}, this machine only; ${requests}` }]
}

function checkPause({ status, clock }: CaptureExamination): Check {
  const name = 'capture'
  const untilMs = status.pausedUntilMs ?? Infinity
  const until = timeOf(untilMs, clock.nowMs())
  if (untilMs > clock.nowMs()) {
    return { name, state: 'warning', found: `paused until ${until}`, fix: '`wakelore on` ends the pause.' }
  }
  return {
    name,
    state: 'failed',
    found: `was paused until ${until}, and goes on being so: trace2.eventTarget has become somebody else's meanwhile`,
    fix: '`wakelore on` says whose.',
  }
}

async function checkConfig({ git, environment, status }: CaptureExamination): Promise<Check> {
  const name = 'git config'
  const { targets } = await readTraceSettings(git, await globalConfigPath(environment))
  const inEffect = targets.at(-1)
  const spool = status.spool?.directory ?? ''
  if (inEffect === undefined) {
    return {
      name,
      state: 'failed',
      found: 'trace2.eventTarget is not set: git leaves no traces',
      fix: TURN_ON_AGAIN,
    }
  }
  if (inEffect.value.replace(/\/+$/, '') !== spool.replace(/\/+$/, '')) {
    return {
      name,
      state: 'failed',
      found: `trace2.eventTarget is ${inEffect.value} by ${inEffect.file}, expected ${spool}/: git leaves its traces there`,
      fix: 'Remove it there; or `wakelore on --take-over` in a repository that is recorded.',
    }
  }
  if (!inEffect.value.endsWith('/')) {
    return {
      name,
      state: 'warning',
      found: `trace2.eventTarget lacks its final "/": without the directory git would write one long file there`,
      fix: TURN_ON_AGAIN,
    }
  }
  return { name, state: 'ok', found: `${inEffect.file} sends traces to ${inEffect.value}` }
}

function checkEnvironment(environment: NodeJS.ProcessEnv): Check[] {
  const checks: Check[] = []
  const override = environment['GIT_TRACE2_EVENT']
  if (override !== undefined) {
    checks.push({
      name: 'environment',
      state: 'failed',
      found: `GIT_TRACE2_EVENT=${override} overrides the configuration wherever it is set, here for one`,
      fix: 'Unset it, in the file of your shell that sets it.',
    })
  }
  const parent = environment['GIT_TRACE2_PARENT_SID']
  if (parent !== undefined) {
    checks.push({
      name: 'environment',
      state: 'warning',
      found:
        'GIT_TRACE2_PARENT_SID is set: this shell was started by a git, and its commands claim that one as parent',
      fix: 'Nothing: false parents are recognised. `unset GIT_TRACE2_PARENT_SID` silences this.',
    })
  }
  return checks
}

async function checkSpool({ spool }: CaptureStatus, nowMs: number): Promise<Check[]> {
  const name = 'spool'
  const directory = spool?.directory ?? ''
  const found = await stat(directory).catch(() => undefined)
  if (found?.isDirectory() !== true) {
    return [
      {
        name,
        state: 'failed',
        found: `${directory} is gone: git leaves no traces`,
        fix: 'The next command that reads the store makes it again; `wakelore up` keeps a daemon that does.',
      },
    ]
  }
  const checks: Check[] = []
  const uid = process.getuid?.()
  if (uid !== undefined && found.uid !== uid) {
    checks.push({ name, state: 'failed', found: `${directory} belongs to another user`, fix: TURN_ON_AGAIN })
  } else if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    checks.push({
      name,
      state: 'warning',
      found: `${directory} can be read by others`,
      fix: `chmod 700 '${directory}'`,
    })
  }
  if (spool?.fullSinceMs !== undefined) {
    checks.push({
      name,
      state: 'warning',
      found: `full since ${timeOf(spool.fullSinceMs, nowMs)}: git wrote no more into it`,
      fix: 'Taking it in empties it; a daemon keeps it empty: `wakelore up`.',
    })
  }
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize < SPOOL_LEAST_FREE_BYTES) {
    checks.push({
      name,
      state: 'warning',
      found: `only ${Math.round((bavail * bsize) / 2 ** 20)} MiB are free where ${directory} lies`,
      fix: 'Free some: on a full disk git leaves no trace.',
    })
  }
  if (checks.length > 0) return checks
  return [{ name, state: 'ok', found: `${directory}, ${count(spool?.files ?? 0, 'trace')} waiting` }]
}

function checkDaemon({ daemon }: CaptureStatus, nowMs: number): Check {
  const name = 'daemon'
  if (daemon === null) {
    return {
      name,
      state: 'warning',
      found:
        'none runs: traces wait in the spool until a command reads the store, and are lost when it is full',
      fix: '`wakelore up`',
    }
  }
  if (daemon.lastFault === undefined)
    return { name, state: 'ok', found: `${daemon.pid}, version ${daemon.version}` }
  const { code, message, atMs } = daemon.lastFault
  return {
    name,
    state: 'warning',
    found: `${daemon.pid} met ${code} at ${timeOf(atMs, nowMs)}: ${message}`,
    fix: 'It goes on by itself once the cause is gone; `wakelore down` and `wakelore up` start it anew.',
  }
}

/** Git tells of a bare repository only that a command ran, not where. */
async function checkBare(
  { git }: CaptureExamination,
  captured: readonly AllowedRepository[],
): Promise<Check[]> {
  const checks: Check[] = []
  for (const { name, commonDir } of captured) {
    const { stdout } = await git.run(['rev-parse', '--is-bare-repository'], { cwd: commonDir }).catch(() => ({
      stdout: Buffer.alloc(0),
    }))
    if (stdout.toString().trim() !== 'true') continue
    checks.push({
      name: `repository ${name}`,
      state: 'unchecked',
      found:
        'is bare: git does not say in which bare repository a command ran; what its refs tell is recorded',
    })
  }
  return checks
}

function checkLosses(losses: readonly CaptureLoss[], nowMs: number): Check[] {
  return losses.slice(-3).map(({ reason, fromAt, untilAt, files }) => ({
    name: 'losses',
    state: 'warning',
    found: `${files === undefined ? 'traces' : count(files, 'trace')} of git were lost from ${timeOf(fromAt, nowMs)} to ${timeOf(untilAt, nowMs)}: ${lossReason(reason)}`,
    fix:
      reason === 'spool_gone'
        ? 'A daemon takes traces in before a logout: `wakelore up`. What refs tell is recorded all the same.'
        : 'A daemon keeps the spool empty: `wakelore up`. What refs tell is recorded all the same.',
  }))
}

/** From a real git, through the spool and whoever takes it in, to the store. */
async function sendSentinel(examination: CaptureExamination, before: Graph): Promise<Check> {
  const name = 'sentinel'
  const arrived = (graph: Graph): number =>
    graph.kinds(OWN_REPOSITORY).get('wakelore.capture.sentinel')?.events ?? 0
  const seenBefore = arrived(before)
  const startedAt = performance.now()
  await examination.git.run(['version'], {
    cwd: process.cwd(),
    tracedBelow: `wakelore-sentinel-${randomBytes(8).toString('hex')}`,
  })
  const took = (): string => `${Math.round(performance.now() - startedAt)} ms`
  if (examination.status.daemon !== null) {
    while (performance.now() - startedAt < DAEMON_PATIENCE_MS) {
      if (arrived(await examination.look()) > seenBefore) {
        return { name, state: 'ok', found: `a git command reached the store through the daemon in ${took()}` }
      }
      await delay(POLL_MS)
    }
  }
  if (arrived(await examination.takeIn()) > seenBefore) {
    if (examination.status.daemon === null) {
      return { name, state: 'ok', found: `a git command reached the store in ${took()}` }
    }
    return {
      name,
      state: 'failed',
      found: `a git command reached the spool, but the daemon didn't take it in within ${DAEMON_PATIENCE_MS / 1000} s; this command did`,
      fix: '`wakelore down`, then `wakelore up`.',
    }
  }
  return {
    name,
    state: 'failed',
    found: 'a git command ran, and nothing of it reached the store',
    fix: 'Mend what is said above; where all is well there: does `git` on your PATH read this configuration?',
  }
}

function timeOf(ms: number, nowMs: number): string {
  return clockTime(new Date(ms).toISOString(), nowMs)
}

/**
 * A home to measure capture in: a repository of which it is on, and commands recorded in it.
 */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wakelorePaths, type WakelorePaths } from '@wakelore/vault/paths'
import { recordCommands, type RecordedCommand } from './capture.prove.commands.ts'
import { makeBranches } from './capture.prove.days.ts'
import { isBusy, readMachine } from './machine.ts'

const LAUNCHER = join(import.meta.dirname, '../bin/wakelore.js')
/** As `npm start` has them. */
const NODE_FLAGS = ['--conditions=source', '--max-semi-space-size=4']
const BYTES_PER_MB = 1_000_000

export type Checks = {
  /** Says a figure beside its bar, and remembers it where it missed that. */
  readonly size: (what: string, value: number, bar: number, unit: string) => void
  /** As `size`, in milliseconds; on a busy machine it is said but not judged. */
  readonly time: (what: string, ms: number, barMs: number) => Promise<void>
  /** Throws what was missed. */
  readonly demandAll: () => void
}

export function makeChecks(report: (line: string) => void): Checks {
  const missed: string[] = []
  const size: Checks['size'] = (what, value, bar, unit) => {
    report(`${what}: ${rounded(value)} ${unit} (bar ${rounded(bar)})`)
    if (!(value <= bar)) missed.push(`${what}: ${rounded(value)} ${unit}, expected ≤ ${rounded(bar)}`)
  }
  return {
    size,
    time: async (what, ms, barMs) => {
      if (isBusy(await readMachine())) {
        report(`${what}: ${rounded(ms)} ms (bar ${rounded(barMs)}; NOT JUDGED, the machine is busy)`)
      } else size(what, ms, barMs, 'ms')
    },
    demandAll: () => {
      if (missed.length > 0) throw new Error(`missed:\n${missed.join('\n')}`)
    },
  }
}

export type Place = AsyncDisposable & {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly repository: string
  readonly commands: readonly RecordedCommand[]
  readonly spool: string
  readonly gitConfig: (key: string) => string
  readonly daemonPid: () => Promise<number>
  /** Runs the command line as a process of its own. */
  readonly wakelore: (args: readonly string[]) => Promise<{ stdout: string; ms: number }>
}

/** A home with a repository of which capture is on, and commands recorded in it. */
export async function makePlace(parent: string): Promise<Place> {
  const home = mkdtempSync(join(parent, 'wakelore-capture-size-'))
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
  }
  writeFileSync(
    join(home, 'gitconfig'),
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[gc]\n\tauto = 0\n[protocol "file"]\n\tallow = always\n',
  )
  const repository = join(home, 'atlas')
  const commands = recordCommands(repository, environment)
  makeBranches({ repository, environment })
  const wakelore: Place['wakelore'] = (args) =>
    new Promise((resolve, reject) => {
      const startedMs = performance.now()
      execFile(
        process.execPath,
        [...NODE_FLAGS, LAUNCHER, ...args],
        { cwd: home, env: environment },
        (error, stdout, stderr) => {
          if (error === null) resolve({ stdout, ms: performance.now() - startedMs })
          else reject(new Error(`wakelore ${args.join(' ')} failed: ${stderr}`, { cause: error }))
        },
      )
    })
  const gitConfig = (key: string): string =>
    spawnSync('git', ['config', '--global', key], { env: environment, encoding: 'utf8' }).stdout.trim()
  await wakelore(['on', '--repo', repository, '--yes'])
  await wakelore(['up'])
  return {
    paths: wakelorePaths({ environment, home }),
    environment,
    repository,
    commands,
    spool: gitConfig('trace2.eventTarget').replace(/\/$/, ''),
    gitConfig,
    daemonPid: async () => {
      const { daemon } = JSON.parse((await wakelore(['status', '--json'])).stdout) as {
        daemon: { pid: number } | null
      }
      assert(daemon !== null, 'no daemon runs')
      return daemon.pid
    },
    wakelore,
    [Symbol.asyncDispose]: async () => {
      try {
        await wakelore(['down'])
      } finally {
        rmSync(home, { recursive: true, force: true })
      }
    },
  }
}

export function bytesIn(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

export function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MB).toFixed(1)} MB`
}

export function rounded(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)
}

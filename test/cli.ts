/**
 * The command line as a user has it: the launcher as a process of its own, in a home
 * of its own.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'

export type Outcome = { readonly status: number; readonly stdout: string; readonly stderr: string }

export type Home = Disposable & {
  readonly path: string
  readonly dataDir: string
  readonly configDir: string
  readonly environment: NodeJS.ProcessEnv
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Outcome>
  /** Runs with `--json` and parses the answer; anything but status 0 is an error. */
  readonly json: <T = Record<string, unknown>>(args: readonly string[], options?: RunOptions) => Promise<T>
  /** Starts it and hands out the process. */
  readonly start: (args: readonly string[], options?: RunOptions) => ChildProcess
}

export type RunOptions = {
  readonly cwd?: string
  readonly input?: string
  readonly environment?: NodeJS.ProcessEnv
  /** Flags for Node itself. */
  readonly nodeFlags?: readonly string[]
}

export const LAUNCHER = join(import.meta.dirname, '../packages/wakelore/bin/wakelore.js')
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024

export function makeHome(): Home {
  const path = mkdtempSync(join(tmpdir(), 'wakelore-home-'))
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: path,
    XDG_DATA_HOME: join(path, 'data'),
    XDG_CONFIG_HOME: join(path, 'config'),
    XDG_CACHE_HOME: join(path, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
  }
  const argumentsOf = (args: readonly string[], options: RunOptions): string[] => [
    ...(options.nodeFlags ?? []),
    LAUNCHER,
    ...args,
  ]
  const run: Home['run'] = (args, options = {}) =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        argumentsOf(args, options),
        {
          cwd: options.cwd ?? path,
          env: { ...environment, ...options.environment },
          maxBuffer: MOST_OUTPUT_BYTES,
        },
        (error, stdout, stderr) => {
          resolve({
            status: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
            stdout,
            stderr,
          })
        },
      )
      child.stdin?.end(options.input ?? '')
    })
  return {
    path,
    dataDir: join(path, 'data/wakelore'),
    configDir: join(path, 'config/wakelore'),
    environment,
    run,
    json: async (args, options) => {
      const { status, stdout, stderr } = await run([...args, '--json'], options)
      if (status !== 0) throw new Error(`wakelore ${args.join(' ')} ended with ${status}: ${stderr}`)
      return JSON.parse(stdout)
    },
    start: (args, options = {}) =>
      spawn(process.execPath, argumentsOf(args, options), {
        cwd: options.cwd ?? path,
        env: { ...environment, ...options.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

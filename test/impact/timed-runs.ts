/**
 * Runs commands and tells what each cost, through a Python process that asks wait4: Node
 * can't, and all else that tells processor time does so in hundredths of a second.
 */
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Files that a run left in the swept directory. */
export type Left = { readonly files: number; readonly bytes: number }

export type TimedRun = {
  /** Of the command and of all processes that it waited for. */
  readonly cpuUs: number
  readonly wallUs: number
  readonly status: number
  /** Killed at the limit. */
  readonly isHung: boolean
  readonly left: Left
}

export type RunRequest = {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly times: number
  /** Ahead of each run, unmeasured. */
  readonly before: readonly (readonly string[])[]
  readonly beforeEnv: NodeJS.ProcessEnv
  readonly limitS: number
  /** After each run its files are removed, but those whose names begin with `keep`. */
  readonly sweep?: string
  readonly keep: string
}

export type Runner = Disposable & { readonly run: (request: RunRequest) => Promise<TimedRun[]> }

const PROGRAM = join(import.meta.dirname, 'timed-runs.py')

/** Starts the process that runs commands; as another user where one is named, which only root may. */
export function startRunner(uid?: number): Runner {
  try {
    execFileSync('python3', ['-c', 'import os; os.wait4, os.posix_spawnp'], { stdio: 'ignore' })
  } catch (cause) {
    throw new Error('python3 with os.wait4 is needed to measure processor time', { cause })
  }
  const child = spawn('python3', [PROGRAM, ...(uid === undefined ? [] : [String(uid)])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    run: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const { value, done } = await answers.next()
      if (done === true) throw new Error('the process that measures has ended')
      return JSON.parse(value) as TimedRun[]
    },
    [Symbol.dispose]: () => void child.stdin.end(),
  }
}

/**
 * The command of `wakelore run` as a process: started at once and by itself, with our
 * own terminal, input and output, so that nothing shows that it runs beneath wakelore.
 *
 * A Ctrl-C goes from the terminal to both of us: the command decides what it means, and
 * we wait for it. Signals that reach us alone are passed on.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fstatSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { isatty } from 'node:tty'

export type CommandEnd =
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'killed'; readonly signal: number }
  /** 126 where it may not be executed, 127 where it isn't there. */
  | { readonly kind: 'unstarted'; readonly exitCode: 126 | 127; readonly reason: string }

export type StartedProcess = {
  /** Undefined where it couldn't be started. */
  readonly pid: number | undefined
  readonly startedAtMs: number
  /** Settles when it has ended, and what it wrote is passed on. Never rejects. */
  readonly ended: Promise<CommandEnd & { readonly durationUs: number }>
}

export type ProcessRequest = {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[]
  readonly cwd: string
  readonly environment: NodeJS.ProcessEnv
  readonly nowMs: () => number
  /** Where its standard output goes. */
  readonly outputTo: 'stdout' | 'stderr'
  /** Is given a copy of its standard output, which is a pipe then. */
  readonly onOutput?: ((bytes: Buffer) => void) | undefined
}

const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const
const FROM_KEYBOARD: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT'])
/** What it left running in the background may hold its output for ever. */
const OUTPUT_PATIENCE_MS = 2000
const US_PER_MS = 1000

export function startProcess(request: ProcessRequest): StartedProcess {
  const { command, cwd, environment, nowMs, outputTo, onOutput } = request
  const [program = '', ...args] = command
  let child: ChildProcess | undefined
  const stopPassing = passSignals((signal) => child?.kill(signal))
  const startedAtMs = nowMs()
  const startedMs = performance.now()
  const output = onOutput === undefined ? (outputTo === 'stdout' ? 1 : 2) : 'pipe'
  let ended: Promise<CommandEnd>
  try {
    const stdio: (number | 'pipe' | 'ignore')[] = [0, output, 2]
    for (const descriptor of descriptorsNamed(command, environment)) stdio[descriptor] = descriptor
    // A hole is none of the command's.
    child = spawn(program, args, {
      cwd,
      env: environment,
      stdio: Array.from(stdio, (one) => one ?? 'ignore'),
    })
    ended = endOf(child, program)
    if (child.stdout !== null && onOutput !== undefined) {
      const passed = passOutput(child.stdout, process[outputTo], onOutput, ended)
      ended = Promise.all([ended, passed]).then(([end]) => end)
    }
  } catch (error) {
    // An argument that no process can be given: an empty program, a NUL.
    ended = Promise.resolve(unstarted(program, error as NodeJS.ErrnoException))
  }
  return {
    pid: child?.pid,
    startedAtMs,
    ended: ended.then((end) => {
      stopPassing()
      return { ...end, durationUs: Math.round((performance.now() - startedMs) * US_PER_MS) }
    }),
  }
}

/**
 * Descriptors that we were given for the command: what a shell's `<(…)` became, and make's
 * jobserver. Node keeps low ones from whatever it starts unless they are named.
 */
function descriptorsNamed(command: readonly string[], environment: NodeJS.ProcessEnv): number[] {
  const jobserver = /--jobserver-(?:auth|fds)=(\d+),(\d+)/.exec(environment['MAKEFLAGS'] ?? '')
  const named = [
    ...(jobserver?.slice(1) ?? []),
    ...command.flatMap((argument) =>
      [...argument.matchAll(/\/(?:dev|proc\/self)\/fd\/(\d+)/g)].map((match) => match[1]!),
    ),
  ]
  return [...new Set(named.map(Number))].filter((descriptor) => descriptor > 2 && isOpen(descriptor))
}

const MOST_DESCRIPTORS = 1024

function isOpen(descriptor: number): boolean {
  if (descriptor >= MOST_DESCRIPTORS) return false
  try {
    fstatSync(descriptor)
    return true
  } catch {
    return false
  }
}

/** As shells have it. */
export function exitStatusOf(end: CommandEnd): number {
  return end.kind === 'killed' ? 128 + end.signal : end.exitCode
}

function endOf(child: ChildProcess, program: string): Promise<CommandEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(unstarted(program, error))
    })
    child.once('exit', (exitCode, signal) =>
      resolve(
        signal === null
          ? { kind: 'exited', exitCode: exitCode ?? 0 }
          : { kind: 'killed', signal: constants.signals[signal] },
      ),
    )
  })
}

function unstarted(program: string, error: NodeJS.ErrnoException): CommandEnd {
  const name = JSON.stringify(program)
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'unstarted', exitCode: 127, reason: `${name} was not found` }
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
      return { kind: 'unstarted', exitCode: 126, reason: `${name} may not be executed` }
    default:
      return { kind: 'unstarted', exitCode: 126, reason: `${name} cannot be started: ${error.message}` }
  }
}

/**
 * Every byte as it is; a reader that goes away ends the command's output as it would
 * without us. Resolves at the end of it, and some time after `ended` where something
 * that was left running holds it and writes nothing.
 */
async function passOutput(
  from: Readable,
  to: Writable,
  onOutput: (bytes: Buffer) => void,
  ended: Promise<unknown>,
): Promise<void> {
  to.on('error', () => from.destroy())
  let heardMs = performance.now()
  let isStalled = false
  let watch: NodeJS.Timeout | undefined
  const passing = (async () => {
    for await (const chunk of from) {
      const bytes = chunk as Buffer
      onOutput(bytes)
      isStalled = true
      if (!to.write(bytes)) await Promise.race([once(to, 'drain'), once(to, 'close')])
      isStalled = false
      heardMs = performance.now()
    }
  })()
  const watched = ended.then(() => {
    heardMs = performance.now()
    watch = setInterval(() => {
      if (!isStalled && performance.now() - heardMs > OUTPUT_PATIENCE_MS) from.destroy()
    }, OUTPUT_PATIENCE_MS / 4)
  })
  // Its output or ours is gone early: what became of it is told by how the command ends.
  await passing.catch(() => undefined)
  await watched
  clearInterval(watch)
}

function passSignals(pass: (signal: NodeJS.Signals) => void): () => void {
  const isShared = sharesKeyboard()
  const listeners = PASSED_ON.map((signal) => {
    const listener = (): void => {
      if (!(isShared && FROM_KEYBOARD.has(signal))) pass(signal)
    }
    process.on(signal, listener)
    return { signal, listener }
  })
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener)
  }
}

/** Whether the keys of a terminal signal us, and with us everything that we start. */
function sharesKeyboard(): boolean {
  try {
    // proc(5): the name, in parentheses, may hold anything; then state, parent, group, session, tty, its foreground group.
    const status = readFileSync('/proc/self/stat', 'latin1')
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return fields[2] === fields[5]
  } catch {
    return [0, 1, 2].some((descriptor) => isatty(descriptor))
  }
}

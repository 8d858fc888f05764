/**
 * The one way wakelore runs git, and it treats every repository as hostile.
 *
 * A repository's configuration can name programs (fsmonitor, filters, textconv,
 * external diff, hooks, pager, gpg, ssh, credential and alternate-refs helpers)
 * and its remotes can too (`ext::`). Every call made here switches them off, takes
 * no lock, asks nobody anything, reaches no network, fetches no missing object and
 * leaves no trace2 event behind. What a command line alone can switch off
 * (`--no-textconv`, `--no-ext-diff`) is the caller's to pass.
 *
 * Discovery stays git's own, by `-C`, so that `safe.directory` keeps its say.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import type { Readable } from 'node:stream'
import { vaultFault } from './faults.ts'

export type GitOptions = {
  /** Any directory inside the repository. */
  readonly cwd: string
  /** Written to git's standard input; which is empty otherwise. */
  readonly input?: string | Uint8Array
  /**
   * For commands that read the worktree (`status`, `diff` against files): the
   * repository's configured filters are looked up first and emptied, and submodules
   * aren't entered, since each has a configuration of its own.
   */
  readonly readsWorktree?: boolean
  /** `run` only: how much output is taken at most, 64 MiB unless told. */
  readonly maxBytes?: number
  /** The index to read in place of the repository's own. */
  readonly indexFile?: string
  /**
   * Lets git leave its trace as the user's configuration says, below this parent's
   * session id: to see a trace arrive, and for nothing else.
   */
  readonly tracedBelow?: string
  readonly signal?: AbortSignal
}

export type GitResult = {
  readonly stdout: Buffer
  /** The first 16 KiB of what git complained about, in English. */
  readonly stderr: string
  readonly exitCode: number
}

export type GitStream = {
  readonly stdout: Readable
  /** Settles when git has ended; never rejects because of git's exit status. */
  readonly ended: Promise<{ readonly exitCode: number; readonly stderr: string }>
  /** Ends git early. */
  readonly kill: () => void
}

export type GitVersion = { readonly major: number; readonly minor: number; readonly text: string }

export type Git = {
  /** Runs git to its end, whatever its exit status. @throws GIT_MISSING, GIT_OUTPUT_TOO_LARGE, GIT_FILTER_HOSTILE */
  readonly run: (args: readonly string[], options: GitOptions) => Promise<GitResult>
  /** As `run`, but an exit status other than 0 throws. @throws GIT_FAILED and those that `faultOf` knows */
  readonly read: (args: readonly string[], options: GitOptions) => Promise<Buffer>
  /** Starts git and hands out its output as it comes. @throws GIT_MISSING */
  readonly stream: (args: readonly string[], options: GitOptions) => Promise<GitStream>
  /** @throws GIT_MISSING, GIT_TOO_OLD */
  readonly version: () => Promise<GitVersion>
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024
const STDERR_KEPT_BYTES = 16 * 1024
const OLDEST_GIT = { major: 2, minor: 30 } as const

/** Variables of the caller's environment that say where git's own files and the user's configuration are. */
const KEPT_GIT_VARIABLES = new Set([
  'GIT_EXEC_PATH',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
])

const SAFE_CONFIG = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.alternateRefsCommand=',
  'core.sshCommand=',
  'core.askPass=',
  'core.quotePath=false',
  'credential.helper=',
  'diff.external=',
  // A file that orders nothing: an empty name would be looked for as one.
  `diff.orderFile=${devNull}`,
  'diff.ignoreSubmodules=none',
  'gpg.program=',
  'gpg.ssh.program=',
  'i18n.logOutputEncoding=UTF-8',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=false',
  'protocol.allow=never',
  'status.submoduleSummary=false',
  'submodule.recurse=false',
  // The environment names a graft file of ours, which git would hint at in every complaint.
  'advice.graftFileDeprecated=false',
  'color.ui=false',
].flatMap((setting) => ['-c', setting])

/** The environment every git of ours runs in. */
export function gitEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {}
  for (const [name, value] of Object.entries(base)) {
    if (!name.startsWith('GIT_') || KEPT_GIT_VARIABLES.has(name)) environment[name] = value
  }
  return {
    ...environment,
    LC_ALL: 'C',
    GIT_TRACE2: '0',
    GIT_TRACE2_EVENT: '0',
    GIT_TRACE2_PERF: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
    GIT_FLUSH: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_PAGER: 'cat',
  }
}

/** As the user's own commands run: what their environment says of traces isn't known here, and asked by `doctor`. */
function traced(environment: NodeJS.ProcessEnv, parent: string): NodeJS.ProcessEnv {
  const { GIT_TRACE2_EVENT: _, ...rest } = environment
  return { ...rest, GIT_TRACE2_PARENT_SID: parent }
}

export function makeGit(options: { executable?: string; environment?: NodeJS.ProcessEnv } = {}): Git {
  const executable = options.executable ?? 'git'
  const environment = gitEnvironment(options.environment ?? process.env)
  let knownVersion: Promise<GitVersion> | undefined

  const stream: Git['stream'] = async (args, request) => {
    const readsWorktree = request.readsWorktree === true
    const filters = readsWorktree ? await emptiedFilters(request.cwd) : []
    const [command = '', ...rest] = args
    const guarded = readsWorktree ? [command, '--ignore-submodules=dirty', ...rest] : args
    const child = spawn(
      executable,
      ['--no-pager', '-C', request.cwd, ...SAFE_CONFIG, ...filters, ...guarded],
      {
        env: environmentOf(request),
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      },
    )
    try {
      await once(child, 'spawn')
    } catch (cause) {
      throw vaultFault('GIT_MISSING', `cannot start "${executable}"`, { cause })
    }
    const stop = (): void => void child.kill('SIGTERM')
    request.signal?.addEventListener('abort', stop, { once: true })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < STDERR_KEPT_BYTES) stderr += text.slice(0, STDERR_KEPT_BYTES - stderr.length)
    })
    // git may end without reading all its input: that shows in its exit status.
    child.stdin.on('error', () => child.stdin.destroy())
    child.stdin.end(request.input)
    const ended = once(child, 'close').then(([code]: unknown[]) => {
      request.signal?.removeEventListener('abort', stop)
      return { exitCode: typeof code === 'number' ? code : 128, stderr }
    })
    return { stdout: child.stdout, ended, kill: stop }
  }

  function environmentOf({ tracedBelow, indexFile }: GitOptions): NodeJS.ProcessEnv {
    const base = tracedBelow === undefined ? environment : traced(environment, tracedBelow)
    return indexFile === undefined ? base : { ...base, GIT_INDEX_FILE: indexFile }
  }

  const run: Git['run'] = async (args, request) => {
    const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES
    const { stdout, ended, kill } = await stream(args, request)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) {
        kill()
        throw vaultFault('GIT_OUTPUT_TOO_LARGE', `git ${args[0]} printed more than ${maxBytes} bytes`)
      }
      chunks.push(chunk)
    }
    return { stdout: Buffer.concat(chunks), ...(await ended) }
  }

  const read: Git['read'] = async (args, request) => {
    const result = await run(args, request)
    if (result.exitCode !== 0) throw faultOf(args, request.cwd, result)
    return result.stdout
  }

  /**
   * `-c filter.x.process=` and its kin for every filter that any configuration names.
   *
   * @throws GIT_FILTER_HOSTILE for a name with "=", at which `-c` would take it apart
   */
  async function emptiedFilters(cwd: string): Promise<string[]> {
    const { stdout } = await run(['config', '--name-only', '-z', '--get-regexp', '^filter\\.'], { cwd })
    const names = new Set<string>()
    for (const key of stdout.toString('utf8').split('\0')) {
      const end = key.lastIndexOf('.')
      if (end > 'filter.'.length) names.add(key.slice('filter.'.length, end))
    }
    for (const name of names) {
      if (!name.includes('=')) continue
      throw vaultFault(
        'GIT_FILTER_HOSTILE',
        `the configuration of ${cwd} names a filter "${name}", which cannot be switched off`,
        { fields: { path: cwd, filter: name } },
      )
    }
    return [...names].flatMap((name) =>
      ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((setting) => [
        '-c',
        `filter.${name}.${setting}`,
      ]),
    )
  }

  const version: Git['version'] = () => {
    knownVersion ??= readVersion()
    return knownVersion
  }

  async function readVersion(): Promise<GitVersion> {
    const { stdout } = await run(['version'], { cwd: process.cwd() })
    const text = stdout.toString('utf8').trim()
    const match = /(\d+)\.(\d+)/.exec(text)
    const found = { major: Number(match?.[1] ?? 0), minor: Number(match?.[2] ?? 0), text }
    if (
      found.major < OLDEST_GIT.major ||
      (found.major === OLDEST_GIT.major && found.minor < OLDEST_GIT.minor)
    ) {
      throw vaultFault(
        'GIT_TOO_OLD',
        `found "${text}", expected ${OLDEST_GIT.major}.${OLDEST_GIT.minor} or newer`,
      )
    }
    return found
  }

  return { run, read, stream, version }
}

/** What git complained about, in one line and without its hints. */
export function complaintOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'))
  return lines.map((line) => line.trim()).join('; ')
}

/** What a failed git says, as the fault that helps. */
export function faultOf(
  args: readonly string[],
  cwd: string,
  result: { readonly exitCode: number; readonly stderr: string },
): Error {
  const stderr = complaintOf(result.stderr)
  if (/not a git repository|outside repository|cannot change to/i.test(stderr)) {
    return vaultFault('GIT_NOT_A_REPOSITORY', `${cwd} is not inside a git repository`, {
      fields: { path: cwd },
    })
  }
  if (/dubious ownership/i.test(stderr)) {
    return vaultFault('GIT_DUBIOUS_OWNERSHIP', `git refuses to read ${cwd}: it belongs to another user`, {
      fields: { path: cwd },
    })
  }
  return vaultFault(
    'GIT_FAILED',
    `git ${args[0]} in ${cwd} ended with ${result.exitCode}: ${stderr || 'no message'}`,
    {
      fields: { path: cwd, exitCode: result.exitCode },
    },
  )
}

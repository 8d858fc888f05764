/**
 * Real git that leaves traces in a spool, in a home of its own.
 *
 * `captured` is a repository that capture is allowed of, `other` one that it isn't.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { systemClock, type Clock } from '@wakelore/kernel/clock'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { readGitTrace2, removeTraces, type GitTrace2Place, type OpenFamilies } from '../git-trace2.ts'

export const CAPTURED = 'captured-repository'

export type TracedRead = {
  readonly events: readonly DevelopmentEvent[]
  readonly outside: number
  readonly faults: Readonly<Record<string, number>>
  readonly batches: number
}

export type TracedGit = Disposable & {
  readonly home: string
  readonly spool: string
  /** Tops of worktrees that are allowed, and the name of each where it is a linked one. */
  readonly allowed: Map<string, string | undefined>
  readonly captured: string
  readonly other: string
  readonly environment: NodeJS.ProcessEnv
  /** Runs git, whatever its exit status, in `captured` unless told; what it printed. */
  readonly git: (args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }) => string
  readonly shell: (script: string, options?: { cwd?: string; env?: NodeJS.ProcessEnv }) => string
  /** Starts git and leaves it running; ended with the fixture at the latest. */
  readonly start: (args: readonly string[], options?: { env?: NodeJS.ProcessEnv }) => ChildProcess
  readonly write: (name: string, content: string) => void
  /** An executable hook of `captured`. */
  readonly hook: (name: string, script: string) => void
  /** Throws away what was traced so far. */
  readonly forget: () => void
  readonly families: OpenFamilies
  /** Takes in the spool as a caller does: stores, then removes. */
  readonly read: (place?: Partial<GitTrace2Place>) => Promise<TracedRead>
  readonly traces: () => string[]
}

export function makeTracedGit(options: { maxFiles?: number; isBrief?: boolean } = {}): TracedGit {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-traced-')))
  const spool = join(home, 'spool')
  const captured = join(home, 'captured')
  const other = join(home, 'other')
  const started: ChildProcess[] = []
  const allowed = new Map<string, string | undefined>([[captured, undefined]])
  const families: OpenFamilies = {}
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'file',
  }
  const spawnOptions = (asked: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) => ({
    cwd: asked.cwd ?? captured,
    env: { ...environment, ...asked.env },
  })
  const run = (
    program: string,
    args: readonly string[],
    asked?: { cwd?: string; env?: NodeJS.ProcessEnv },
  ) => {
    const { stdout, error } = spawnSync(program, args, { ...spawnOptions(asked), encoding: 'utf8' })
    if (error !== undefined) throw error
    return stdout
  }
  const traced: TracedGit = {
    home,
    spool,
    captured,
    other,
    allowed,
    environment,
    families,
    git: (args, asked) => run('git', args, asked),
    shell: (script, asked) => run('sh', ['-c', script], asked),
    start: (args, asked) => {
      const child = spawn('git', args, { ...spawnOptions(asked), stdio: 'pipe' })
      started.push(child)
      return child
    },
    write: (name, content) => {
      mkdirSync(dirname(join(captured, name)), { recursive: true })
      writeFileSync(join(captured, name), content)
    },
    hook: (name, script) => {
      const file = join(captured, '.git', 'hooks', name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `#!/bin/sh\n${script}\n`)
      chmodSync(file, 0o755)
    },
    forget: () => {
      for (const name of readdirSync(spool)) rmSync(join(spool, name), { recursive: true })
      for (const component of Object.keys(families)) delete families[component]
    },
    traces: () => readdirSync(spool).sort(),
    read: (place) => readSpoolWhole(traced, systemClock, place),
    [Symbol.dispose]: () => {
      for (const child of started) child.kill('SIGKILL')
      rmSync(home, { recursive: true, force: true })
    },
  }
  for (const directory of [spool, captured, other]) mkdirSync(directory)
  writeFileSync(environment.GIT_CONFIG_GLOBAL!, configuration(spool, options))
  for (const cwd of [captured, other]) traced.git(['init', '--quiet'], { cwd })
  traced.forget()
  return traced
}

function configuration(
  spool: string,
  { maxFiles, isBrief = false }: { maxFiles?: number; isBrief?: boolean },
) {
  return [
    `[trace2]\neventTarget = ${spool}/\neventBrief = ${isBrief}`,
    maxFiles === undefined ? '' : `maxFiles = ${maxFiles}`,
    '[user]\nname = Ada Traced\nemail = ada@example.org',
    '[init]\ndefaultBranch = main',
    '[gc]\nauto = 0',
    '[alias]\nst = status\nst2 = st --short\nsave = !git add --all && git commit --quiet -m saved',
    '',
  ].join('\n')
}

async function readSpoolWhole(
  traced: TracedGit,
  clock: Clock,
  place: Partial<GitTrace2Place> = {},
): Promise<TracedRead> {
  const events: DevelopmentEvent[] = []
  const faults: Record<string, number> = {}
  let outside = 0
  let batches = 0
  for await (const batch of readGitTrace2({
    directory: traced.spool,
    clock,
    families: traced.families,
    repositoryAt: async (path) => {
      if (!traced.allowed.has(path)) return undefined
      const worktree = traced.allowed.get(path)
      return { repository: CAPTURED, ...(worktree === undefined ? {} : { worktree }) }
    },
    ...place,
  })) {
    batches++
    events.push(...batch.events)
    outside += batch.outside
    for (const [kind, count] of batch.faults) faults[kind] = (faults[kind] ?? 0) + count
    await removeTraces(traced.spool, batch.files)
  }
  // What is kept between reads is kept as JSON.
  for (const [component, member] of Object.entries(
    JSON.parse(JSON.stringify(traced.families)) as OpenFamilies,
  ))
    traced.families[component] = member
  return { events, outside, faults, batches }
}

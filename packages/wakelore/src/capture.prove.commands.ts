/**
 * Traces of git commands, recorded from real git, and told anew at another time: as
 * another process, with other arguments, faster or slower.
 *
 * What is recorded is what a day has most of, some times each, with a hook that runs git,
 * and pushes and fetches that run git on the other side too. Of each trace only times,
 * process ids and the words that stand for arguments change.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'

export type RecordedCommand = {
  readonly name: string
  /** Of a thousand commands. */
  readonly share: number
  /** The traces of each time it was recorded: of the command and all beneath it. */
  readonly recordings: readonly (readonly RecordedTrace[])[]
}

type RecordedTrace = { readonly file: string; readonly lines: readonly Record<string, unknown>[] }

/** What a command is told anew with. */
export type Retelling = {
  readonly startUs: number
  readonly pidShift: number
  /** How many times as long it takes. */
  readonly slowness: number
  readonly message: string
  readonly path: string
  readonly branch: string
}

type Recording = {
  readonly name: string
  readonly share: number
  /** Of each time that it is recorded; the last command is the one that counts. */
  readonly commands: (nth: number) => readonly (readonly string[])[]
}

const TIMES = 6
const FILES = 200
const REBASED = 5
/** Stand in the traces for what a retelling puts there. */
const MESSAGE = 'Recorded message'
const PATH = 'src/recorded-path.ts'
const BRANCH = 'recorded-branch'
const COMPONENT = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{6})Z-(H[0-9a-f]{8}|Localhost)-P([0-9a-f]{8})/g
const US_PER_MS = 1000
const US_PER_SECOND = 1_000_000
const PID_LIMIT = 4_194_304

const stage = (nth: number): string[][] => [
  ['touch-file', `${nth}`],
  ['add', PATH],
]
const commit = (nth: number): string[][] => [...stage(nth), ['commit', '--quiet', '-m', MESSAGE]]

const RECORDINGS: readonly Recording[] = [
  { name: 'status', share: 250, commands: () => [['status']] },
  {
    name: 'status of a tool',
    share: 130,
    commands: () => [['status', '--porcelain=v2', '--branch', '--untracked-files=all']],
  },
  { name: 'rev-parse', share: 40, commands: () => [['rev-parse', '--abbrev-ref', 'HEAD']] },
  {
    name: 'diff',
    share: 90,
    commands: (nth) => [
      ['touch-file', `d${nth}`],
      ['diff', '--', PATH],
    ],
  },
  { name: 'diff --cached', share: 30, commands: () => [['diff', '--cached', '--stat']] },
  { name: 'log', share: 80, commands: () => [['log', '--oneline', '-20', '--', PATH]] },
  { name: 'show', share: 40, commands: () => [['show', '--stat', 'HEAD']] },
  { name: 'blame', share: 10, commands: () => [['blame', '--porcelain', 'HEAD', '--', PATH]] },
  { name: 'add', share: 80, commands: (nth) => stage(nth + 1000) },
  { name: 'commit', share: 80, commands: (nth) => commit(nth) },
  {
    name: 'commit --amend',
    share: 15,
    commands: () => [['commit', '--quiet', '--amend', '--allow-empty', '-m', MESSAGE]],
  },
  {
    name: 'checkout',
    share: 40,
    commands: () => [
      ['checkout', '--quiet', '--detach'],
      ['branch', '--force', BRANCH, 'HEAD'],
      ['checkout', BRANCH],
    ],
  },
  { name: 'branch', share: 10, commands: () => [['branch', '--list', '--sort=-committerdate']] },
  { name: 'fetch', share: 40, commands: () => [['fetch', 'origin']] },
  {
    name: 'push',
    share: 25,
    commands: (nth) => [...commit(nth + 2000), ['push', '--quiet', '--force', 'origin', 'HEAD:main']],
  },
  {
    name: 'stash',
    share: 10,
    commands: (nth) => [
      ['touch-file', `s${nth}`],
      ['stash', 'push', '-m', MESSAGE],
    ],
  },
  {
    name: 'rebase',
    share: 10,
    commands: (nth) => [
      ...Array.from({ length: REBASED }, (_, at) => commit(nth * 100 + at + 3000)).flat(),
      ['rebase', '--quiet', '--force-rebase', `HEAD~${REBASED}`],
    ],
  },
  {
    name: 'failing checkout',
    share: 20,
    commands: () => [['checkout', `${BRANCH}-that-is-missing`]],
  },
]

/** Makes a repository in `directory` and records commands in it. */
export function recordCommands(directory: string, environment: NodeJS.ProcessEnv): RecordedCommand[] {
  const traces = mkdtempSync(join(tmpdir(), 'wakelore-recorded-'))
  const git = (args: readonly string[], env: NodeJS.ProcessEnv = {}): void => {
    if (args[0] === 'touch-file') {
      writeFileSync(join(directory, PATH), `${args[1]}\n`, { flag: 'a' })
      return
    }
    try {
      execFileSync('git', args, { cwd: directory, env: { ...environment, ...env }, stdio: 'ignore' })
    } catch (error) {
      if (!args.some((arg) => arg.includes('missing'))) throw error
    }
  }
  try {
    makeRepository(directory, git)
    return RECORDINGS.map(({ name, share, commands }) => ({
      name,
      share,
      recordings: Array.from({ length: TIMES }, (_, nth) => {
        const run = commands(nth)
        for (const before of run.slice(0, -1)) git(before)
        git(run.at(-1)!, { GIT_TRACE2_EVENT: traces })
        return takeTraces(traces)
      }),
    }))
  } finally {
    rmSync(traces, { recursive: true, force: true })
  }
}

function makeRepository(directory: string, git: (args: readonly string[]) => void): void {
  mkdirSync(directory, { recursive: true })
  git(['init', '--quiet', '--initial-branch=main'])
  for (let file = 0; file < FILES; file++) {
    const path = join(directory, pathOf(file))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${file}\n`)
  }
  writeFileSync(join(directory, PATH), '\n')
  git(['add', '.'])
  git(['commit', '--quiet', '-m', 'Begin'])
  for (let nth = 0; nth < REBASED; nth++) git(['commit', '--quiet', '--allow-empty', '-m', `Change ${nth}`])
  const remote = `${directory}.remote.git`
  git(['init', '--quiet', '--bare', remote])
  git(['remote', 'add', 'origin', `file://${remote}`])
  git(['push', '--quiet', '--set-upstream', 'origin', 'main'])
  const hook = join(directory, '.git/hooks/pre-commit')
  mkdirSync(dirname(hook), { recursive: true })
  writeFileSync(hook, '#!/bin/sh\ngit diff --cached --name-only >/dev/null\n')
  chmodSync(hook, 0o755)
}

/** A file of the repository, by number. */
export function pathOf(file: number): string {
  return `src/part${file % 20}/${['parse', 'render', 'store', 'gate', 'model'][file % 5]}-${file % FILES}.ts`
}

function takeTraces(directory: string): RecordedTrace[] {
  const taken = readdirSync(directory).map((file) => ({
    file,
    lines: readFileSync(join(directory, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }))
  for (const { file } of taken) rmSync(join(directory, file))
  return taken
}

/** Writes the traces of a recorded command into a spool; says when its last process ended. */
export function retell(traces: readonly RecordedTrace[], spool: string, retelling: Retelling): number {
  const { startUs, slowness, pidShift } = retelling
  const recordedUs = Math.min(...traces.map(({ file }) => componentUs(file)))
  const at = (us: number): number => startUs + Math.round((us - recordedUs) * slowness)
  const pidOf = (pid: number): number => ((pid + pidShift) % PID_LIMIT) + 2
  const inWords = (text: string): string =>
    text
      .replaceAll(COMPONENT, (component, ...parts) => {
        const pid = pidOf(Number.parseInt(parts[8] as string, 16))
        return `${stampOf(at(componentUs(component)))}-${parts[7]}-P${pid.toString(16).padStart(8, '0')}`
      })
      .replaceAll(MESSAGE, retelling.message)
      .replaceAll(PATH, retelling.path)
      .replaceAll(BRANCH, retelling.branch)
  let endUs = startUs
  for (const { file, lines } of traces) {
    let text = ''
    for (const line of lines) {
      const told: Record<string, unknown> = {}
      for (const [key, value] of Object.entries(line)) {
        if (key === 'time') {
          const us = at(timeUs(value as string))
          endUs = Math.max(endUs, us)
          told[key] = `${new Date(us / US_PER_MS).toISOString().slice(0, -4)}${microsecondsOf(us)}Z`
        } else if (key === 'pid') told[key] = Number(value) < 0 ? value : pidOf(Number(value))
        else if (key === 't_abs' || key === 't_rel') told[key] = Number((Number(value) * slowness).toFixed(6))
        else if (typeof value === 'string') told[key] = inWords(value)
        else if (Array.isArray(value)) {
          told[key] = value.map((one: unknown) => (typeof one === 'string' ? inWords(one) : one))
        } else told[key] = value
      }
      text += `${JSON.stringify(told)}\n`
    }
    const path = join(spool, inWords(file))
    writeFileSync(path, text)
    utimesSync(path, endUs / US_PER_SECOND, endUs / US_PER_SECOND)
  }
  return endUs / US_PER_MS
}

function componentUs(text: string): number {
  COMPONENT.lastIndex = 0
  const [, year, month, day, hour, minute, second, us] = COMPONENT.exec(text)!.map(Number)
  return Date.UTC(year!, month! - 1, day, hour, minute, second) * US_PER_MS + us!
}

/** As `2026-11-25T14:47:38.462200Z`. */
function timeUs(text: string): number {
  return Date.parse(`${text.slice(0, 19)}Z`) * US_PER_MS + Number(text.slice(20, 26))
}

function microsecondsOf(us: number): string {
  return String(us % US_PER_SECOND)
    .padStart(6, '0')
    .slice(-6)
}

/** As in a session id: `20261125T144738.462200Z`. */
function stampOf(us: number): string {
  const whole = new Date(Math.floor(us / US_PER_SECOND) * MS_PER_SECOND).toISOString()
  return `${whole.slice(0, 19).replaceAll(/[-:]/g, '')}.${microsecondsOf(us)}Z`
}

/**
 * The witness: what git itself says ran, told by a second trace target of its own.
 *
 * `GIT_TRACE2_PERF` with a directory makes git write one file per process, named by the
 * last part of its session id, in another format and beside `trace2.eventTarget`: so the
 * processes that a command started are known without wakelore, whatever git's version.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Child = { readonly class: string; readonly args: readonly string[] }

export type Process = {
  /** The last part of git's session id. */
  readonly sid: string
  /** How many git processes are above it. */
  readonly depth: number
  readonly args: readonly string[]
  /** git's names for it and those above it, outermost first; the last one counts. */
  readonly names: readonly string[]
  /** Absent where it never came to know one. */
  readonly worktree?: string
  /** Absent where it was killed. */
  readonly exitCode?: number
  /** Time of day, microseconds UTC: of two that follow one another, the greater is the later. */
  readonly startUs: number
  readonly endUs: number
  /** In the order in which they were started; without those that weren't there to be started. */
  readonly children: readonly Child[]
}

/** Processes in the order in which they started. */
export function readWitness(directory: string): Process[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .map((sid) => parse(sid, readFileSync(join(directory, sid), 'utf8')))
    .toSorted((a, b) => a.startUs - b.startUs || a.depth - b.depth)
}

function parse(sid: string, text: string): Process {
  let depth = 0
  let args: string[] = []
  let names: string[] = []
  let worktree: string | undefined
  let exitCode: number | undefined
  const children: Child[] = []
  const rows = text.split('\n').filter(Boolean)
  for (const row of rows) {
    const [, level = '', , event = '', , , , , ...rest] = row.split('|').map((cell) => cell.trim())
    const said = rest.join('|')
    depth = Number(level.slice(1))
    if (event === 'start') args = words(said)
    else if (event === 'cmd_name') names = hierarchy(said)
    else if (event === 'def_repo') worktree ??= said.replace('worktree:', '')
    else if (event === 'exit') exitCode = Number(/code:(-?\d+)/.exec(said)?.[1])
    else if (event === 'child_start') children.push(childOf(said))
    else if (event === 'child_exit' && said.includes(' pid:-1 ')) children.pop()
  }
  return {
    sid,
    depth,
    args,
    names,
    ...(worktree === undefined ? {} : { worktree }),
    ...(exitCode === undefined ? {} : { exitCode }),
    startUs: timeOfDayUs(rows[0] ?? ''),
    endUs: timeOfDayUs(rows.at(-1) ?? ''),
    children,
  }
}

/** `commit (rebase/commit)` */
function hierarchy(said: string): string[] {
  return /\((.*)\)$/.exec(said)?.[1]?.split('/') ?? [said]
}

/** `[ch0] class:hook hook:pre-commit argv:[.git/hooks/pre-commit]` */
function childOf(said: string): Child {
  const [, kind = '', argv = ''] = /class:(\S+).*?argv:\[(.*)\]$/s.exec(said) ?? []
  return { class: kind, args: words(argv) }
}

/** Undoes git's shell quoting. */
function words(text: string): string[] {
  const found = text.match(/(?:'[^']*'|\\.|[^\s'\\])+/gs) ?? []
  return found.map((word) =>
    word.replaceAll(/'([^']*)'|\\(.)/gs, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''),
  )
}

function timeOfDayUs(row: string): number {
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):([\d.]+)/.exec(row) ?? []
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6)
}

/**
 * Where the scripted day happens: a home, repositories, remotes and hooks in one temporary
 * directory, and a way to run a line of the script there and measure it from outside.
 *
 * Time is the machine's own: capture is about real processes, and the day compares order
 * and bounds, never lengths.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readWitness, type Process } from './witness.ts'

/** Repositories and worktrees of the day. Only `atlas`, of which `linked` is a worktree, is captured. */
export type Place = 'atlas' | 'linked' | 'outside' | 'colleague' | 'lib'

export type Measured = {
  /** As a shell tells it: 128 and the signal's number, for one that was killed. */
  readonly exitCode: number
  /** By the wall clock, milliseconds since the epoch. */
  readonly beganMs: number
  readonly endedMs: number
  /** By the monotonic clock, around the process. */
  readonly tookMs: number
  readonly output: string
  readonly processes: readonly Process[]
}

export type Places = Disposable & {
  readonly root: string
  readonly directory: (place: Place) => string
  readonly environment: NodeJS.ProcessEnv
  readonly globalConfig: string
  /** Runs a line in a shell, with git's witness beside it unless git is not to be traced at all. */
  readonly run: (
    place: Place,
    line: string,
    options?: { readonly isUntraced?: boolean; readonly environment?: NodeJS.ProcessEnv },
  ) => Promise<Measured>
  /** git for the script's own bookkeeping, never traced; output without the final newline. */
  readonly ask: (place: Place, ...args: string[]) => string
  readonly write: (place: Place, files: Readonly<Record<string, string | null>>) => void
  /** Short name of the branch that is checked out; undefined where HEAD is detached. */
  readonly branchOf: (place: Place) => string | undefined
}

/** How long the hook, the editor, the pager and the bisected test sleep. */
export const SLEEP_MS = { hook: 200, editor: 250, pager: 150 } as const

const LONGER_THAN_A_PIPE = 'long\n'.repeat(50_000)
const STEP_LIMIT_MS = 30_000

const PRE_COMMIT = `#!/bin/sh
git diff --cached --quiet
case "$DAY_HOOK" in
  refuse) exit 1 ;;
  slow) sleep ${SLEEP_MS.hook / 1000} ;;
  kill) kill -KILL $PPID; sleep 0.05 ;;
  end) kill -TERM $PPID; sleep 0.05 ;;
  across) env -u GIT_DIR -u GIT_INDEX_FILE -u GIT_PREFIX git -C "$DAY_ACROSS" log -1 --format=%s ;;
esac
exit 0
`
const PRE_PUSH = `#!/bin/sh
git rev-parse --verify --quiet HEAD
sleep ${SLEEP_MS.hook / 1000}
`
const POST_REWRITE = `#!/bin/sh
git log -1 --format=%h
`
/** Writes what it is told to as the first line, if the first line is the one that is to go. */
const EDITOR = `#!/bin/sh
sleep ${SLEEP_MS.editor / 1000}
if [ -n "$DAY_OLD_LINE" ]; then
  sed -i "1s/^$DAY_OLD_LINE\\$/$DAY_LINE/" "$1"
elif [ -n "$DAY_LINE" ]; then
  printf '%s\\n' "$DAY_LINE" > "$1"
fi
`
const SEQUENCE_EDITOR = `#!/bin/sh
sed -i -e '1s/^pick/reword/' -e '3s/^pick/squash/' "$1"
`
const SSH = `#!/bin/sh
for last; do :; done
exec sh -c "$last"
`
const HELLO = `#!/bin/sh
git rev-parse --short HEAD
`

export function makePlaces(home: string, homeEnvironment: NodeJS.ProcessEnv): Places {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-day-')))
  const bin = join(root, 'bin')
  const globalConfig = join(home, '.gitconfig')
  const environment: NodeJS.ProcessEnv = {
    ...homeEnvironment,
    PATH: `${bin}:${process.env['PATH']}`,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: globalConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSH_COMMAND: join(bin, 'ssh-like'),
    GIT_SSH_VARIANT: 'ssh',
    GIT_EDITOR: join(bin, 'editor'),
  }
  const directories: Record<Place, string> = {
    atlas: join(root, 'atlas'),
    linked: join(root, 'linked'),
    outside: join(root, 'outside'),
    colleague: join(root, 'colleague'),
    lib: join(root, 'lib'),
  }
  const directory: Places['directory'] = (place) => directories[place]
  let lines = 0

  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, {
      cwd,
      env: { ...environment, GIT_TRACE2_EVENT: '0' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '')

  const write: Places['write'] = (place, files) => {
    for (const [name, content] of Object.entries(files)) {
      const file = join(directory(place), name)
      if (content === null) {
        rmSync(file, { force: true })
        continue
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }

  const run: Places['run'] = async (place, line, options = {}) => {
    const witness = join(root, 'witness', String(lines++).padStart(4, '0'))
    mkdirSync(witness, { recursive: true })
    const traced: NodeJS.ProcessEnv =
      options.isUntraced === true ? { GIT_TRACE2_EVENT: '0' } : { GIT_TRACE2_PERF: `${witness}/` }
    const beganMs = Date.now()
    const startMs = performance.now()
    const child = spawn('sh', ['-c', line], {
      cwd: directory(place),
      env: { ...environment, ...options.environment, ...traced },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STEP_LIMIT_MS,
      killSignal: 'SIGKILL',
    })
    let output = ''
    child.stdout.on('data', (text) => (output += String(text)))
    child.stderr.on('data', (text) => (output += String(text)))
    const [exitCode] = (await once(child, 'exit')) as [number | null]
    const tookMs = performance.now() - startMs
    return {
      exitCode: exitCode ?? -1,
      beganMs,
      endedMs: Date.now(),
      tookMs,
      output,
      processes: readWitness(witness),
    }
  }

  mkdirSync(bin)
  const programs = { editor: EDITOR, sequence: SEQUENCE_EDITOR, 'ssh-like': SSH, 'git-hello': HELLO }
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(bin, name), text, { mode: 0o755 })
  writeFileSync(globalConfig, GLOBAL_CONFIG)
  makeRepositories()

  function makeRepositories(): void {
    const remote = join(root, 'remote.git')
    git(root, 'init', '--quiet', '--bare', remote)
    git(root, 'init', '--quiet', directory('colleague'))
    for (let n = 1; n <= 8; n++) {
      write('colleague', { [`src/part-${n}.txt`]: `${n}\n`, 'shared.txt': `line ${n}\n` })
      git(directory('colleague'), 'add', '--all')
      git(directory('colleague'), 'commit', '--quiet', '-m', `Part ${n}`)
    }
    write('colleague', { 'src/long.txt': LONGER_THAN_A_PIPE })
    git(directory('colleague'), 'add', '--all')
    git(directory('colleague'), 'commit', '--quiet', '-m', 'Part nine is long')
    git(directory('colleague'), 'remote', 'add', 'origin', remote)
    git(directory('colleague'), 'push', '--quiet', '--set-upstream', 'origin', 'main')
    git(root, 'clone', '--quiet', remote, directory('atlas'))
    for (const place of ['outside', 'lib'] as const) {
      git(root, 'init', '--quiet', directory(place))
      write(place, { 'readme.txt': `${place}\n` })
      git(directory(place), 'add', '--all')
      git(directory(place), 'commit', '--quiet', '-m', 'First')
    }
    const hooks = { 'pre-commit': PRE_COMMIT, 'pre-push': PRE_PUSH, 'post-rewrite': POST_REWRITE }
    for (const [name, text] of Object.entries(hooks)) {
      writeFileSync(join(directory('atlas'), '.git/hooks', name), text, { mode: 0o755 })
    }
    writeFileSync(join(directory('outside'), '.git/hooks/pre-commit'), PRE_COMMIT, { mode: 0o755 })
  }

  return {
    root,
    directory,
    environment,
    globalConfig,
    run,
    ask: (place, ...args) => git(directory(place), ...args),
    write,
    branchOf: (place) =>
      /^ref: refs\/heads\/(.*)\n$/.exec(
        readFileSync(join(gitDirectory(directory(place)), 'HEAD'), 'utf8'),
      )?.[1],
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}

const GLOBAL_CONFIG = `[user]
	name = Ada Day
	email = ada@example.org
[init]
	defaultBranch = main
[gc]
	autoDetach = false
[protocol "file"]
	allow = always
[alias]
	st = status --short
	tally = !git rev-list --count HEAD
[advice]
	detachedHead = false
`

/** A linked worktree has a file there that names it. */
function gitDirectory(worktree: string): string {
  const entry = join(worktree, '.git')
  return statSync(entry).isDirectory() ? entry : readFileSync(entry, 'utf8').replace('gitdir: ', '').trim()
}

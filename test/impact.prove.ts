/**
 * What capture costs git, measured from outside: git commands with and without it in
 * turn, in every state that daemon and spool can be in.
 *
 * A sample is the mean of some runs of one command, with capture or without; a pair is
 * one sample of each, in random order, so that whatever else the machine does meets both
 * alike. Each state shows that it was what it says by what git left in the spool. What
 * is one process is held against the bar; of others the cost of each process is told.
 *
 * A user that may write anywhere (root) measures the unwritable spool as another one. A
 * full disk needs the right to mount; where that is missing the report says so.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '@wakelore/kernel/error-code'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import { makeHome, type Home } from './cli.ts'
import { mean, pairedDifference } from './impact/paired-difference.ts'
import { startRunner, type Left, type RunRequest, type Runner } from './impact/timed-runs.ts'

const PAIRS = 40
const SEED = 7
/** Most processor time that capture may cost a git process. */
const BAR_US = 1000
/** A run with capture that takes so much longer than the longest without has waited for something. */
const WAIT_BAR_US = 1_000_000
const HANG_S = 60
const LARGE_FILES = 5000
const REBASED_COMMITS = 20
const NOBODY = 65_534
/** A file system in memory that is nearly everywhere, as a user's runtime directory is. */
const MEMORY = '/dev/shm'
const DISCARD_SENTINEL = 'git-trace2-discard'
/** Begins the names of what stands for traces that nobody has read. */
const FILLER = 'filler-'
/** Room below the cap, enough for the traces of one command. */
const ROOM_FILES = 10
const SMALL_DISK_BYTES = 8 * 1024 * 1024
const DRAIN_LIMIT_MS = 20_000

type Command = {
  readonly name: string
  readonly argv: readonly string[]
  readonly repository: 'small' | 'large'
  /** Runs ahead of each run, unmeasured and untraced. */
  readonly before: readonly (readonly string[])[]
  readonly runsPerSample: number
}

const COMMANDS: readonly Command[] = [
  { name: 'rev-parse', argv: ['rev-parse', 'HEAD'], repository: 'small', before: [], runsPerSample: 5 },
  { name: 'log -1', argv: ['log', '-1'], repository: 'small', before: [], runsPerSample: 5 },
  {
    name: `status, ${LARGE_FILES} files`,
    argv: ['status'],
    repository: 'large',
    before: [],
    // It reads the index with several threads, whose cost varies most.
    runsPerSample: 8,
  },
  {
    name: 'commit',
    argv: ['commit', '--quiet', '--allow-empty', '-m', 'Nothing'],
    repository: 'small',
    before: [['checkout', '--quiet', '-B', 'work', 'main']],
    runsPerSample: 3,
  },
  {
    name: `rebase, ${REBASED_COMMITS} commits`,
    argv: ['rebase', '--quiet', 'main'],
    repository: 'small',
    before: [['checkout', '--quiet', '-B', 'work', 'topic']],
    runsPerSample: 1,
  },
]

/** Repositories and two global configurations of git: with capture turned on, and as it was before. */
type Place = {
  readonly repositories: Readonly<Record<Command['repository'], string>>
  readonly environment: NodeJS.ProcessEnv
  readonly config: { readonly plain: string; readonly captured: string }
}

type State = {
  readonly name: string
  readonly place: Place
  readonly spool: string
  readonly runner: Runner
  /** What each traced run may leave, where that is swept away before the next one. */
  readonly demandLeft?: (left: Left) => boolean
}

export async function prove(report: (line: string) => void): Promise<void> {
  const missed: string[] = []
  const random = makeSeededRandom(SEED)
  using home = makeHome()
  const place = makePlace(home.path, home.environment)
  const { spool, maxFiles, daemonPid } = await turnOn(home, place)
  using runner = startRunner()
  const measure: Measure = async (state) => {
    // Others who are at work make everything dearer, and what git creates on a disk above all.
    report(`── ${state.name} (load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores)`)
    missed.push(...(await measureState({ place, spool, runner, ...state }, random, report)))
  }

  report(`git ${gitVersion(place)}, trace2.maxFiles ${maxFiles}, ${PAIRS} pairs, seed ${SEED}`)
  report(
    'µs a command: processor time without capture, mean difference [95 % interval]; the same of wall time',
  )
  try {
    await measure({ name: 'daemon running' })
    await demandTaken(spool)
    process.kill(daemonPid, 'SIGSTOP')
    await measure({ name: 'daemon stopped by SIGSTOP' })
    assert(readdirSync(spool).length > PAIRS, 'a stopped daemon took traces in')
  } finally {
    process.kill(daemonPid, 'SIGKILL')
  }
  emptyDirectory(spool)
  await measure({ name: 'daemon dead' })
  const traces = readdirSync(spool)
  assert(traces.length > PAIRS, 'a dead daemon took traces in')
  const trace = readFileSync(join(spool, traces[0]!))

  fillSpool(spool, trace, maxFiles - ROOM_FILES)
  await measure({ name: 'spool just below its cap', demandLeft: ({ files }) => files > 0 })
  fillSpool(spool, trace, maxFiles)
  git(place, place.repositories.small, ['rev-parse', 'HEAD'], place.config.captured)
  assert(existsSync(join(spool, DISCARD_SENTINEL)), 'git left no sentinel in a full spool')
  await measure({ name: 'spool full' })
  assert.equal(readdirSync(spool).length, maxFiles + 1, 'git left traces in a full spool')
  emptyDirectory(spool)

  if (existsSync(MEMORY)) await inMemory(place, trace, maxFiles, measure)
  else report(`── spool in memory: NOT MEASURED, there is no ${MEMORY} here`)
  await withUnwritableSpool(measure)
  for (const kind of ['tmpfs', 'ext4'] as const) {
    const name = `spool on a full disk (${kind})`
    const isMeasured = await onFullDisk(kind, spool, () =>
      measure({ name, demandLeft: ({ bytes }) => bytes === 0 }),
    )
    if (!isMeasured) report(`── ${name}: NOT MEASURED, it can't be mounted here`)
  }
  rmSync(spool, { recursive: true })
  await measure({ name: 'spool deleted' })
  assert(!existsSync(spool), 'git put something where the spool had been')

  if (missed.length > 0) throw new Error(`missed:\n${missed.join('\n')}`)
}

type Measure = (state: Pick<State, 'name'> & Partial<State>) => Promise<void>

/** Measures every command in a state; says what it found too dear. */
async function measureState(
  state: State,
  random: SeededRandom,
  report: (line: string) => void,
): Promise<string[]> {
  const missed: string[] = []
  for (const command of COMMANDS) {
    const pairs: { plain: Sample; captured: Sample }[] = []
    // Refreshes indexes and fills caches.
    await sample(state, command, true)
    await sample(state, command, false)
    for (let pair = 0; pair < PAIRS; pair++) {
      const isCapturedFirst = random.below(2) === 1
      const first = await sample(state, command, isCapturedFirst)
      const second = await sample(state, command, !isCapturedFirst)
      pairs.push(isCapturedFirst ? { plain: second, captured: first } : { plain: first, captured: second })
    }
    const processes = await countProcesses(state, command)
    const cpu = pairedDifference(
      pairs.map(({ plain, captured }) => [plain.cpuUs, captured.cpuUs] as const),
      random,
    )
    const wall = pairedDifference(
      pairs.map(({ plain, captured }) => [plain.wallUs, captured.wallUs] as const),
      random,
    )
    const longestPlainUs = Math.max(...pairs.map(({ plain }) => plain.longestUs))
    const longestUs = Math.max(...pairs.map(({ captured }) => captured.longestUs))
    const each = processes > 1 ? `, ${rounded(cpu.mean / processes)} in each of ${processes} processes` : ''
    report(
      `${command.name.padEnd(18)} ${shown(cpu)}${each}; wall ${shown(wall)}, ` +
        `longest ${rounded(longestUs)} (without ${rounded(longestPlainUs)})`,
    )
    if (processes === 1 && cpu.high > BAR_US) {
      missed.push(`${state.name}, ${command.name}: up to ${rounded(cpu.high)} µs of processor time`)
    }
    if (longestUs > longestPlainUs + WAIT_BAR_US) {
      missed.push(`${state.name}, ${command.name}: a run took ${rounded(longestUs)} µs`)
    }
  }
  return missed
}

type Sample = { readonly cpuUs: number; readonly wallUs: number; readonly longestUs: number }

async function sample(state: State, command: Command, isCaptured: boolean): Promise<Sample> {
  const { plain, captured } = state.place.config
  const runs = await state.runner.run({
    ...requestOf(state.place, command, isCaptured ? captured : plain),
    ...(state.demandLeft === undefined ? {} : { sweep: state.spool }),
  })
  for (const { status, isHung, left } of runs) {
    assert(!isHung, `${state.name}: git ${command.argv.join(' ')} hung`)
    assert.equal(status, 0, `${state.name}: git ${command.argv.join(' ')} failed`)
    if (isCaptured && state.demandLeft?.(left) === false) {
      throw new Error(`${state.name}: git left ${left.files} files of ${left.bytes} bytes in the spool`)
    }
  }
  return {
    cpuUs: mean(runs.map(({ cpuUs }) => cpuUs)),
    wallUs: mean(runs.map(({ wallUs }) => wallUs)),
    longestUs: Math.max(...runs.map(({ wallUs }) => wallUs)),
  }
}

function requestOf(place: Place, command: Command, config: string): RunRequest {
  return {
    argv: ['git', ...command.argv],
    cwd: place.repositories[command.repository],
    env: { ...place.environment, GIT_CONFIG_GLOBAL: config },
    times: command.runsPerSample,
    before: command.before.map((argv) => ['git', ...argv]),
    beforeEnv: { ...place.environment, GIT_CONFIG_GLOBAL: place.config.plain },
    limitS: HANG_S,
    keep: FILLER,
  }
}

/** How many git processes a command is: as many as leave a trace. */
async function countProcesses({ place, runner }: State, command: Command): Promise<number> {
  const traces = `${place.config.plain}.traces`
  const request = requestOf(place, command, place.config.plain)
  mkdirSync(traces, { mode: 0o777 })
  execFileSync('chmod', ['0777', traces])
  const [run] = await runner.run({
    ...request,
    env: { ...request.env, GIT_TRACE2_EVENT: traces },
    times: 1,
    sweep: traces,
  })
  rmSync(traces, { recursive: true })
  return run!.left.files
}

function shown(difference: ReturnType<typeof pairedDifference>): string {
  const { base, mean: extra, low, high } = difference
  return `${rounded(base)} + ${rounded(extra)} [${rounded(low)}, ${rounded(high)}]`
}

function rounded(us: number): string {
  return us.toFixed(0)
}

/** Turns capture of both repositories on, as a user does; the daemon runs then. */
async function turnOn(
  home: Home,
  place: Place,
): Promise<{ spool: string; maxFiles: number; daemonPid: number }> {
  const environment = { GIT_CONFIG_GLOBAL: place.config.captured }
  for (const repository of Object.values(place.repositories)) {
    await home.json(['on', '--repo', repository, '--yes'], { environment })
  }
  await home.json(['up'], { environment })
  const { daemon } = await home.json<{ daemon: { pid: number } | null }>(['status'], { environment })
  assert(daemon !== null, 'no daemon runs after `wakelore up`')
  const setting = (key: string): string =>
    git(place, home.path, ['config', '--global', key], place.config.captured)
  return {
    spool: setting('trace2.eventTarget').replace(/\/$/, ''),
    maxFiles: Number(setting('trace2.maxFiles')),
    daemonPid: daemon.pid,
  }
}

/** The daemon takes everything in within a while, or wasn't running. */
async function demandTaken(spool: string): Promise<void> {
  for (let waitedMs = 0; readdirSync(spool).length > 0; waitedMs += 100) {
    assert(waitedMs < DRAIN_LIMIT_MS, `the daemon left ${readdirSync(spool).length} traces`)
    await delay(100)
  }
}

function fillSpool(spool: string, trace: Uint8Array, files: number): void {
  emptyDirectory(spool)
  for (let n = 0; n < files; n++) {
    const process = `${String(n).padStart(6, '0')}Z-H0a7c9cdf-P${n.toString(16).padStart(8, '0')}`
    writeFileSync(join(spool, `${FILLER}20261125T144738.${process}`), trace)
  }
}

function emptyDirectory(directory: string): void {
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true })
}

/** Where a user has a runtime directory, the spool lies in memory; nobody reads it here. */
async function inMemory(place: Place, trace: Uint8Array, maxFiles: number, measure: Measure): Promise<void> {
  const spool = mkdtempSync(join(MEMORY, 'wakelore-spool-'))
  const captured = `${place.config.plain}.memory`
  const target = `[trace2]\n\teventTarget = ${spool}/\n\tmaxFiles = ${maxFiles}\n`
  try {
    writeFileSync(captured, `${readFileSync(place.config.plain, 'utf8')}${target}`)
    const there = { place: { ...place, config: { ...place.config, captured } }, spool }
    await measure({ ...there, name: 'daemon dead, spool in memory' })
    fillSpool(spool, trace, maxFiles - ROOM_FILES)
    const demandLeft = ({ files }: Left): boolean => files > 0
    await measure({ ...there, name: 'spool in memory just below its cap', demandLeft })
  } finally {
    rmSync(spool, { recursive: true, force: true })
  }
}

/** A place of its own, of another user where this one may write anywhere. */
async function withUnwritableSpool(measure: Measure): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-unwritable-'))
  const spool = join(directory, 'spool')
  const isRoot = process.getuid?.() === 0
  try {
    const { PATH } = process.env
    const place = makePlace(directory, { PATH, HOME: directory, GIT_CONFIG_NOSYSTEM: '1' })
    appendFileSync(place.config.captured, `[trace2]\n\teventTarget = ${spool}/\n\tmaxFiles = 1000\n`)
    mkdirSync(spool, { mode: 0o500 })
    if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, directory])
    using runner = startRunner(isRoot ? NOBODY : undefined)
    await measure({ name: `spool unwritable${isRoot ? `, as user ${NOBODY}` : ''}`, place, spool, runner })
    assert.deepEqual(readdirSync(spool), [], 'git wrote into an unwritable spool')
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Mounts a small disk over the spool and fills it; false where that isn't allowed. */
async function onFullDisk(
  kind: 'tmpfs' | 'ext4',
  spool: string,
  look: () => Promise<void>,
): Promise<boolean> {
  const image = join(spool, '..', `${basename(spool)}.image`)
  try {
    if (kind === 'tmpfs') {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', spool], { stdio: 'ignore' })
    } else {
      writeFileSync(image, '')
      truncateSync(image, SMALL_DISK_BYTES)
      execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image], { stdio: 'ignore' })
      execFileSync('mount', ['-o', 'loop', image, spool], { stdio: 'ignore' })
    }
  } catch {
    rmSync(image, { force: true })
    return false
  }
  try {
    emptyDirectory(spool)
    fillDisk(join(spool, FILLER))
    await look()
  } finally {
    execFileSync('umount', [spool])
    rmSync(image, { force: true })
  }
  return true
}

/** Down to the last byte: whole pages first. */
function fillDisk(file: string): void {
  for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 8)) {
    const piece = Buffer.alloc(size)
    try {
      for (;;) appendFileSync(file, piece)
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error
    }
  }
}

function makePlace(directory: string, environment: NodeJS.ProcessEnv): Place {
  const small = join(directory, 'small')
  const large = join(directory, 'large')
  const place: Place = {
    repositories: { small, large },
    environment: {
      ...environment,
      // The same commits each time: the object store stays as it is.
      GIT_AUTHOR_DATE: '1700000000 +0000',
      GIT_COMMITTER_DATE: '1700000000 +0000',
    },
    config: { plain: join(directory, 'gitconfig.plain'), captured: join(directory, 'gitconfig') },
  }
  writeFileSync(
    place.config.plain,
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n',
  )
  copyFileSync(place.config.plain, place.config.captured)
  const commit = (repository: string, message: string): void => {
    git(place, repository, ['add', '.'])
    git(place, repository, ['commit', '--quiet', '-m', message])
  }
  for (const repository of [small, large]) {
    mkdirSync(repository)
    git(place, repository, ['init', '--quiet'])
  }
  const write = (name: string): void => writeFileSync(join(small, name), `${name}\n`)
  write('base')
  commit(small, 'Base')
  git(place, small, ['checkout', '--quiet', '-b', 'topic'])
  for (let n = 0; n < REBASED_COMMITS; n++) {
    write(`topic-${n}`)
    commit(small, `Topic ${n}`)
  }
  git(place, small, ['checkout', '--quiet', 'main'])
  write('onto')
  commit(small, 'Onto')
  for (let n = 0; n < LARGE_FILES; n++) {
    const part = join(large, `part${n % 50}`)
    mkdirSync(part, { recursive: true })
    writeFileSync(join(part, `file${n}.ts`), `${n}\n`)
  }
  commit(large, 'Many files')
  return place
}

function git(place: Place, cwd: string, args: readonly string[], config = place.config.plain): string {
  const env = { ...place.environment, GIT_CONFIG_GLOBAL: config }
  return execFileSync('git', args, { cwd, env, encoding: 'utf8' }).trim()
}

function gitVersion(place: Place): string {
  return git(place, place.repositories.small, ['--version']).replace('git version ', '')
}

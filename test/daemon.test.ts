/** The daemon as its user has it: real processes, real git, and what can happen to either. */
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isProcessLocked } from '@wakelore/stream/process-lock'
import { makeHome, type Home } from './cli.ts'

const WAIT_MS = 30_000
const POLL_MS = 25
const runFile = promisify(execFile)

type Up = { readonly outcome: string; readonly daemon: { readonly pid: number; readonly attention: string } }
type StoredEvent = {
  readonly kind: string
  readonly session?: string
  readonly attributes: Readonly<Record<string, unknown>>
}

type DaemonHome = AsyncDisposable & {
  readonly home: Home
  readonly repository: string
  readonly spool: string
  readonly git: (...args: string[]) => Promise<void>
  readonly up: () => Promise<Up>
  /** Undefined where none runs. */
  readonly pid: () => Promise<number | undefined>
  /** What is stored, after taking in nothing: commands that read the store would. */
  readonly waitUntilSpoolIsEmpty: () => Promise<void>
  readonly events: (kind: string) => Promise<StoredEvent[]>
}

/** A home with a repository in it; capture is on where that is asked for, and its daemon ends with the home. */
async function makeDaemonHome(options: { readonly isOn?: boolean } = {}): Promise<DaemonHome> {
  const home = makeHome()
  const repository = join(home.path, 'atlas')
  Object.assign(home.environment, {
    GIT_CONFIG_GLOBAL: join(home.path, 'gitconfig'),
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  })
  const git: DaemonHome['git'] = async (...args) => {
    await runFile('git', args, { cwd: repository, env: home.environment })
  }
  await runFile('git', ['init', '--quiet', '--initial-branch=main', repository], { env: home.environment })
  await git('commit', '--quiet', '--allow-empty', '-m', 'First')
  if (options.isOn === true) await home.json(['on', '--yes', '--repo', repository])
  const spool = join(home.path, 'cache/wakelore/spool/git')
  return {
    home,
    repository,
    spool,
    git,
    up: () => home.json<Up>(['up']),
    pid: async () => (await home.json<{ daemon: { pid: number } | null }>(['status'])).daemon?.pid,
    waitUntilSpoolIsEmpty: () =>
      waitUntil('the spool is empty', () => existsSync(spool) && readdirSync(spool).length === 0),
    events: async (kind) => home.json<StoredEvent[]>(['log', '--kind', kind]),
    [Symbol.asyncDispose]: async () => {
      await home.run(['down'])
      home[Symbol.dispose]()
    },
  }
}

async function waitUntil(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + WAIT_MS
  while (!(await isSo())) {
    assert(performance.now() < deadlineMs, `waited ${WAIT_MS / 1000} s until ${what}`)
    await delay(POLL_MS)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** By SIGSTOP, and not while it writes: then whoever asks would be told that it does. */
async function stopWhileIdle({ home }: DaemonHome, pid: number): Promise<void> {
  await waitUntil('it is stopped while it writes nothing', async () => {
    process.kill(pid, 'SIGSTOP')
    await delay(POLL_MS)
    if (!isProcessLocked(join(home.dataDir, 'log/writer.lock'))) return true
    process.kill(pid, 'SIGCONT')
    return false
  })
}

const infoFile = ({ home }: DaemonHome): string => join(home.dataDir, 'daemon.json')
const isHeld = ({ home }: DaemonHome): boolean => isProcessLocked(join(home.dataDir, 'daemon.lock'))

/** Most of their time is waiting. */
suite('a daemon', { concurrency: 4 }, () => {
  test('up starts it once, status names it, down stops it, and each may be said again', async () => {
    await using it = await makeDaemonHome()
    assert.equal(await it.pid(), undefined)
    const first = await it.up()
    assert.equal(first.outcome, 'started')
    assert.equal(first.daemon.attention, 'watching')
    assert.deepEqual((await it.up()).daemon.pid, first.daemon.pid)
    assert.equal(await it.pid(), first.daemon.pid)
    assert.deepEqual(await it.home.json(['down']), { pid: first.daemon.pid, killed: false })
    await waitUntil('it is gone', () => !isAlive(first.daemon.pid))
    assert.deepEqual(await it.home.json(['down']), { pid: null, killed: false })
    assert.equal(existsSync(infoFile(it)), false)
  })

  test('of several that are started at once one runs, and all say which; stopped, none is left to take its place', async () => {
    await using it = await makeDaemonHome()
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all([it.up(), it.up(), it.up()])
      assert.equal(new Set(answers.map(({ daemon }) => daemon.pid)).size, 1)
      assert.equal(answers.filter(({ outcome }) => outcome === 'started').length, 1)
      await it.home.json(['down'])
      // Longer than one that came second waits for the lock.
      for (let look = 0; look < 40; look++) {
        assert.equal(isHeld(it), false)
        await delay(POLL_MS)
      }
    }
  })

  test('what git did is taken in without anybody asking', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    await it.waitUntilSpoolIsEmpty()
    await it.home.json(['down'])
    const commands = await it.events('git.command')
    assert(commands.some(({ attributes }) => attributes['vcs.operation.name'] === 'commit'))
    const [report] = await it.events('wakelore.daemon.report')
    assert(Number(report!.attributes['wakelore.daemon.traces']) > 0)
  })

  test('killed, it is known to be gone, another takes its place, and its sessions are abandoned', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    await it.waitUntilSpoolIsEmpty()
    await waitUntil('the session is stored', async () => (await it.events('session.start')).length === 1)
    const pid = (await it.pid())!
    process.kill(pid, 'SIGKILL')
    await waitUntil('the lock is free', () => !isHeld(it))
    assert.equal(await it.pid(), undefined)
    assert.equal((await it.up()).outcome, 'started')
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Third')
    await it.waitUntilSpoolIsEmpty()
    await waitUntil('the end is stored', async () => (await it.events('session.end')).length === 1)
    const [end] = await it.events('session.end')
    assert.equal(end!.attributes['session.end_reason'], 'abandoned')
  })

  test('a session goes on when the daemon is stopped and started', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    await it.home.json(['down'])
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Third')
    await it.up()
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Fourth')
    await it.waitUntilSpoolIsEmpty()
    const commits = (await it.events('git.command')).filter(
      ({ attributes }) => attributes['vcs.operation.name'] === 'commit',
    )
    assert.equal(commits.length, 3)
    assert.equal(new Set(commits.map(({ session }) => session)).size, 1)
    assert.deepEqual(await it.events('session.end'), [])
  })

  test('what daemon.json says of a process that is no daemon neither finds nor harms it', async () => {
    await using it = await makeDaemonHome()
    await it.up()
    await it.home.json(['down'])
    const innocent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
      stdio: 'ignore',
    })
    await once(innocent, 'spawn')
    try {
      writeFileSync(
        infoFile(it),
        JSON.stringify({ pid: innocent.pid, startedAtMs: 0, version: '0.0.1', attention: 'watching' }),
      )
      assert.equal(await it.pid(), undefined)
      assert.deepEqual(await it.home.json(['down']), { pid: null, killed: false })
      assert.equal((await it.up()).outcome, 'started')
      assert.equal(isAlive(innocent.pid!), true)
    } finally {
      innocent.kill('SIGKILL')
      await once(innocent, 'close')
    }
  })

  test('one of an older version is replaced', async () => {
    await using it = await makeDaemonHome()
    const { daemon } = await it.up()
    const info = JSON.parse(readFileSync(infoFile(it), 'utf8')) as object
    writeFileSync(infoFile(it), JSON.stringify({ ...info, version: '0.0.9' }))
    const replaced = await it.up()
    assert.equal(replaced.outcome, 'replaced')
    assert.notEqual(replaced.daemon.pid, daemon.pid)
    await waitUntil('it is gone', () => !isAlive(daemon.pid))
  })

  test('stopped by a signal it keeps neither git nor answers waiting, and down ends it', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    const pid = (await it.pid())!
    await it.waitUntilSpoolIsEmpty()
    await stopWhileIdle(it, pid)
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    const commands = await it.events('git.command')
    assert(commands.some(({ attributes }) => attributes['vcs.operation.name'] === 'commit'))
    assert.deepEqual(await it.home.json(['down']), { pid, killed: true })
    assert.equal(await it.pid(), undefined)
  })

  test('in the foreground it ends in order when it is told to, and a second one says who runs', async () => {
    await using it = await makeDaemonHome()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = it.home.start(['up', '--foreground'])
      child.stdout!.resume()
      await waitUntil('it is ready', () => existsSync(infoFile(it)))
      const second = await it.home.run(['up', '--foreground'])
      assert.equal(second.status, 75)
      assert.match(second.stderr, /^DAEMON_RUNNING: /)
      const exited = once(child, 'exit', { signal: AbortSignal.timeout(WAIT_MS) })
      process.kill((JSON.parse(readFileSync(infoFile(it), 'utf8')) as { pid: number }).pid, signal)
      assert.deepEqual(await exited, [0, null])
      assert.equal(existsSync(infoFile(it)), false)
    }
  })

  test('a spool that is taken away is made again for its owner alone, its loss is told, and capture goes on', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    await it.waitUntilSpoolIsEmpty()
    rmSync(it.spool, { recursive: true })
    await waitUntil('the spool is there again', () => existsSync(it.spool))
    assert.equal(statSync(it.spool).mode & 0o777, 0o700)
    await waitUntil('the loss is told', async () => {
      const losses = await it.events('wakelore.capture.loss')
      return losses.some(({ attributes }) => attributes['wakelore.capture.loss.reason'] === 'spool_gone')
    })
    await it.git('tag', 'after')
    await it.waitUntilSpoolIsEmpty()
    await it.home.json(['down'])
    const commands = await it.events('git.command')
    assert(commands.some(({ attributes }) => attributes['vcs.operation.name'] === 'tag'))
  })

  test('with its key locked away it says so and waits; when the key is back it goes on by itself', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.waitUntilSpoolIsEmpty()
    const keys = join(it.home.configDir, 'keys.json')
    await it.home.json(['down'])
    renameSync(keys, `${keys}.away`)
    const { daemon } = await it.up()
    await it.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
    const lastFault = (): string | undefined =>
      (JSON.parse(readFileSync(infoFile(it), 'utf8')) as { lastFault?: { code: string } }).lastFault?.code
    await waitUntil('the fault is told', () => lastFault() === 'VAULT_KEYS_MISSING')
    renameSync(`${keys}.away`, keys)
    await it.waitUntilSpoolIsEmpty()
    assert.equal(await it.pid(), daemon.pid)
  })

  test('the credential helper that keeps its key is asked once, not for every command', async () => {
    await using it = await makeDaemonHome()
    const asked = join(it.home.path, 'asked')
    const kept = join(it.home.path, 'kept')
    const helper = `!f() { echo "$1" >> '${asked}'; git credential-store --file '${kept}' "$1"; }; f`
    await it.git('config', '--global', 'credential.helper', helper)
    await it.home.json(['on', '--yes', '--repo', it.repository])
    await it.git('tag', 'first')
    await it.waitUntilSpoolIsEmpty()
    const before = readFileSync(asked, 'utf8')
    assert.match(before, /^get$/m)
    for (const name of ['second', 'third', 'fourth']) {
      await it.git('tag', name)
      await it.waitUntilSpoolIsEmpty()
    }
    assert.equal(readFileSync(asked, 'utf8'), before)
  })

  test('why it does not start is in the answer', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.home.json(['down'])
    const state = join(it.home.configDir, 'capture.json')
    const before = readFileSync(state)
    writeFileSync(state, '{')
    const { status, stderr } = await it.home.run(['up'])
    assert.notEqual(status, 0)
    assert.match(stderr, /SWITCH_STATE_DAMAGED: .*capture\.json/)
    writeFileSync(state, before)
  })

  test('what it writes to its log holds no word of a repository', async () => {
    await using it = await makeDaemonHome({ isOn: true })
    await it.git('branch', 'planted-branch')
    await it.waitUntilSpoolIsEmpty()
    const head = join(it.repository, '.git/HEAD')
    writeFileSync(head, 'planted-garbage\n')
    chmodSync(head, 0o600)
    const log = join(it.home.path, 'cache/wakelore/daemon.log')
    await it.home.json(['down'])
    writeFileSync(log, 'x'.repeat(300_000), { mode: 0o600 })
    await it.up()
    assert.equal(readFileSync(`${log}.1`, 'utf8').length, 300_000)
    await waitUntil('a fault is logged', () => readFileSync(log, 'utf8') !== '')
    const text = readFileSync(log, 'utf8')
    assert.doesNotMatch(text, /planted|atlas/)
    assert.equal(statSync(log).mode & 0o777, 0o600)
    writeFileSync(head, 'ref: refs/heads/main\n')
  })
})

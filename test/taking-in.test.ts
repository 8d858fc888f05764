/** Taking in by real processes, of which any may be killed, or made to wait, at any moment. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, watch } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { spanIdOf } from '@wakelore/capture/source/git-trace2'
import { makeScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { makeHome, type Home } from './cli.ts'

type StoredEvent = {
  readonly spanId?: string
  readonly session?: string
  readonly attributes?: Readonly<Record<string, unknown>>
}
/** The part of the capture journal in which commands are counted. */
type Journal = { readonly sessions: Readonly<Record<string, readonly { readonly commands: number }[]>> }

const SEED = 20261125
const KILLS = 14
/** Longer than a command that takes in needs, so that some aren't killed. */
const LONGEST_LIFE_MS = 700
const START_MS = 150
const PATIENCE_MS = 20_000

/** A home in which capture is on for a repository, and no daemon runs. */
async function makeCapturingHome(repository: string): Promise<Home> {
  const home = makeHome()
  Object.assign(home.environment, {
    GIT_CONFIG_GLOBAL: join(home.path, 'gitconfig'),
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  })
  await home.json(['on', '--yes', '--repo', repository])
  await home.json(['down'])
  return home
}

const spoolOf = (home: Home): string => join(home.path, 'cache/wakelore/spool/git')

function git(home: Home, repository: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: repository, env: home.environment, stdio: 'ignore' })
}

test('whoever reads slowly what is stored keeps nobody from storing', async () => {
  using repository = makeScratchRepository()
  repository.importHistory(
    'refs/heads/main',
    Array.from({ length: 2000 }, (_, number) => ({
      message: `Change ${number}`,
      files: { 'a.ts': `${number}` },
    })),
  )
  using home = await makeCapturingHome(repository.path)
  await home.json(['--repo', repository.path])
  git(home, repository.path, 'tag', 'before')
  const reader = home.start(['log', '--jsonl'], { cwd: repository.path })
  try {
    // Taken in; and more is said than a pipe holds that nobody reads.
    for (const until = performance.now() + PATIENCE_MS; readdirSync(spoolOf(home)).length > 0;) {
      assert(performance.now() < until, 'it took nothing in')
      await delay(20)
    }
    git(home, repository.path, 'tag', 'meanwhile')
    const { stdout, stderr } = await home.run(['trace', '--last', '--repo', repository.path])
    assert.match(stdout, /tag meanwhile/)
    assert.equal(stderr, '')
    assert.equal(reader.exitCode, null)
  } finally {
    const exited = once(reader, 'exit')
    if (reader.kill('SIGKILL')) await exited
    reader.stdout?.destroy()
  }
})

test('whenever those that take in are killed, every command is stored once, and counted once', async () => {
  const random = makeSeededRandom(SEED)
  using repository = makeScratchRepository()
  using home = await makeCapturingHome(repository.path)
  const spool = spoolOf(home)
  const written = new Set<string>()
  const note = (): void => {
    for (const name of readdirSync(spool)) if (name !== 'git-trace2-discard') written.add(name)
  }
  let roots = 0
  for (let kill = 0; kill < KILLS; kill++) {
    for (let number = random.below(6); number >= 0; number--, roots++) {
      if (number % 2 === 0) git(home, repository.path, 'tag', `v${kill}-${number}`)
      else git(home, repository.path, 'commit', '--quiet', '--allow-empty', '-m', `${kill}-${number}`)
    }
    note()
    const takers = Array.from({ length: 1 + random.below(2) }, () =>
      home.start(random.below(2) === 0 ? ['log', '--limit', '1'] : ['--repo', repository.path]),
    )
    const lives = takers.map(async (taker) => {
      taker.stdout?.resume()
      taker.stderr?.resume()
      const closed = once(taker, 'close')
      // Half of them just when they have written what they know, and removed nothing yet.
      const watcher = watch(home.dataDir, (_, name) => {
        if (kill % 2 === 0 && name === 'capture-journal.json') taker.kill('SIGKILL')
      })
      await Promise.race([closed, delay(START_MS + random.below(LONGEST_LIFE_MS - START_MS))])
      watcher.close()
      taker.kill('SIGKILL')
      await closed
    })
    await Promise.all(lives)
  }
  note()
  const commands = await eventsOf(home, 'git.command')
  assert.deepEqual(readdirSync(spool), [])
  const expected = [...written].map((component) => spanIdOf(component)).sort()
  assert.deepEqual(commands.map(({ spanId }) => spanId).sort(), expected, `seed ${SEED}`)
  assert.equal(commands.filter(({ session }) => session === undefined).length, 0)
  const starts = await eventsOf(home, 'session.start')
  assert.equal(starts.length, 1, `seed ${SEED}`)
  const { sessions } = JSON.parse(readFileSync(join(home.dataDir, 'capture-journal.json'), 'utf8')) as Journal
  const counted = Object.values(sessions).flat()
  assert.deepEqual(
    counted.map((one) => one.commands),
    [roots],
    `seed ${SEED}`,
  )
})

test('what git did in a repository before it was allowed is not stored', async () => {
  using first = makeScratchRepository()
  using second = makeScratchRepository()
  second.commit('Before')
  using home = await makeCapturingHome(first.path)
  git(home, second.path, 'tag', 'before')
  await home.json(['on', '--yes', '--repo', second.path])
  git(home, second.path, 'tag', 'after')
  await home.json(['down'])
  const commands = await eventsOf(home, 'git.command', second.path)
  assert.deepEqual(
    commands.map(({ attributes }) => attributes?.['process.command_args']),
    [['git', 'tag', 'after']],
  )
})

test('what was done in process just before capture ended is told', async () => {
  for (const end of [['off'], ['off', '--repo', '.'], ['pause', '1h']]) {
    using repository = makeScratchRepository()
    repository.commit('First')
    using home = await makeCapturingHome(repository.path)
    await delay(1000)
    const environment = { ...home.environment, GIT_TRACE2_EVENT: '0' }
    const args = ['update-ref', '--create-reflog', '-m', 'in process', 'refs/heads/side', 'HEAD']
    execFileSync('git', args, { cwd: repository.path, env: environment })
    // Told of whole seconds only.
    await delay(1000)
    await home.json(end, { cwd: repository.path })
    const operations = await eventsOf(home, 'vcs.operation', repository.path)
    assert.equal(operations.length, 1, end.join(' '))
    assert.deepEqual(await eventsOf(home, 'wakelore.capture.loss', repository.path), [])
  }
})

async function eventsOf(home: Home, kind: string, repository?: string): Promise<StoredEvent[]> {
  const where = repository === undefined ? [] : ['--repo', repository]
  return home.json<StoredEvent[]>(['log', '--kind', kind, '--limit', '100000', ...where])
}

/** What `log --jsonl` tells of commands, as they were typed. */
async function commandsIn(home: Home, repository: string): Promise<string[]> {
  const args = ['log', '--repo', repository, '--kind', 'git.command', '--jsonl']
  const { stdout } = await home.run(args)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as StoredEvent).attributes?.['process.command_args'] as string[])
    .map((words) => words.join(' '))
}

test('a repository that was moved goes on being recorded from its first command in the new place', async () => {
  using repository = makeScratchRepository({ name: 'atlas' })
  repository.commit('Begin', { 'a.ts': 'x' })
  using home = await makeCapturingHome(repository.path)
  const moved = join(home.path, 'moved')
  renameSync(repository.path, moved)
  try {
    git(home, moved, 'tag', 'after-the-move')
    assert.deepEqual(await commandsIn(home, moved), ['git tag after-the-move'])
  } finally {
    renameSync(moved, repository.path)
  }
})

test('what was done before it was allowed, or while it was not, is never stored', async () => {
  using first = makeScratchRepository({ name: 'first' })
  using second = makeScratchRepository({ name: 'second' })
  for (const repository of [first, second]) repository.commit('Begin', { 'a.ts': 'x' })
  using home = await makeCapturingHome(first.path)
  git(home, second.path, 'tag', 'never-on')
  await home.json(['on', '--yes', '--repo', second.path])
  git(home, second.path, 'tag', 'allowed')
  await home.json(['off', '--repo', second.path])
  git(home, second.path, 'tag', 'while-off')
  await home.json(['on', '--yes', '--repo', second.path])
  await home.json(['down'])
  git(home, second.path, 'tag', 'allowed-again')
  assert.deepEqual(await commandsIn(home, second.path), ['git tag allowed', 'git tag allowed-again'])
})

test('commands that were exported come back where nothing is recorded', async () => {
  using repository = makeScratchRepository({ name: 'atlas' })
  repository.commit('Begin', { 'a.ts': 'x' })
  using home = await makeCapturingHome(repository.path)
  git(home, repository.path, 'tag', 'exported')
  const { stdout: exported } = await home.run(['export'])
  using other = makeHome()
  const counts = await other.json(['import'], { input: exported })
  assert.equal(counts['refused'], 0)
  assert.deepEqual(await commandsIn(other, repository.path), ['git tag exported'])
  assert.equal((await other.json(['status']))['capture'], 'off')
})

test('status says that nothing can arrive, where somebody took the values out of the configuration', async () => {
  using repository = makeScratchRepository({ name: 'atlas' })
  repository.commit('Begin', { 'a.ts': 'x' })
  using home = await makeCapturingHome(repository.path)
  assert.equal((await home.json(['status']))['inEffect'], true)
  git(home, repository.path, 'config', '--global', '--remove-section', 'trace2')
  assert.equal((await home.json(['status']))['inEffect'], false)
  await home.json(['on', '--yes', '--repo', repository.path])
  assert.equal((await home.json(['status']))['inEffect'], true)
  await home.json(['down'])
})

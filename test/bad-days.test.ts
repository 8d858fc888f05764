/** What can go wrong on somebody's machine: each gives a fault that helps, and loses nothing else. */
import test from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  makeScratchRepository,
  type ScratchCommit,
  type ScratchRepository,
} from '@wakelore/capture/scratch-repository.fixture'
import { makeHome, type Home, type Outcome } from './cli.ts'

const DAY_MS = 86_400_000

/** A linear history of small commits, made at once. */
function makeHistory(repository: ScratchRepository, commitCount: number, from = 0): void {
  const commits: ScratchCommit[] = Array.from({ length: commitCount }, (_, i) => ({
    message: `Change ${from + i}\n\nBecause of #${(from + i) % 17}`,
    files: { [`src/module-${i % 7}.ts`]: `${from + i}\n`, [`test/module-${i % 7}.test.ts`]: `${from + i}\n` },
    atMs: Date.UTC(2024, 0, 1) + (from + i) * DAY_MS * 0.1,
  }))
  repository.importHistory('refs/heads/main', commits)
}

async function storedIds(home: Home, repository: string): Promise<string[]> {
  const { stdout, status, stderr } = await home.run(['log', '--jsonl', '--repo', repository])
  assert.equal(status, 0, stderr)
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

function assertFault(outcome: Outcome, code: string, status: number): void {
  assert.match(outcome.stderr, new RegExp(`^${code}: .+\\n  .+`, 'm'))
  assert.equal(outcome.stdout, '')
  assert.equal(outcome.status, status)
}

const logFiles = (home: Home): string[] =>
  readdirSync(join(home.dataDir, 'log'))
    .filter((name) => name.endsWith('.wlog'))
    .map((name) => join(home.dataDir, 'log', name))

test('a directory that is no repository is a fault with what to do, and stores nothing', async () => {
  using home = makeHome()
  assertFault(await home.run(['--repo', home.path]), 'GIT_NOT_A_REPOSITORY', 66)
  assert.equal(existsSync(home.dataDir), false)
})

test('a repository without commits is read, and every question about it is answered', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  const answer = await home.json<{ totals: { commits: number } }>(['--repo', repository.path])
  assert.equal(answer.totals.commits, 0)
  const score = await home.json<{ queries: number }>(['score', '--repo', repository.path])
  assert.equal(score.queries, 0)
  repository.write({ 'first.ts': 'x' })
  const next = await home.json<{ changed: string[] }>(['next', '--repo', repository.path])
  assert.deepEqual(next.changed, ['first.ts'])
  assertFault(await home.run(['who', 'first.ts', '--repo', repository.path]), 'PATH_UNKNOWN', 66)
})

test('git that is missing or ancient is said plainly', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  const empty = join(home.path, 'empty')
  mkdirSync(empty)
  assertFault(
    await home.run(['--repo', repository.path], { environment: { PATH: empty } }),
    'GIT_MISSING',
    69,
  )
  writeFileSync(join(empty, 'git'), '#!/bin/sh\necho git version 2.17.1\n', { mode: 0o755 })
  assertFault(
    await home.run(['--repo', repository.path], { environment: { PATH: empty } }),
    'GIT_TOO_OLD',
    69,
  )
})

test('a home that cannot be written is a fault that names the directory', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  // A file where the directory should be: what a read-only home is to root, too.
  writeFileSync(join(home.path, 'data'), '')
  const outcome = await home.run(['--repo', repository.path])
  assertFault(outcome, 'VAULT_HOME_UNWRITABLE', 73)
  assert.match(outcome.stderr, /data/)
})

test('a read that is killed and run again stores everything once', async () => {
  using home = makeHome()
  using reference = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 3000)
  for (const delayMs of [150, 300, 450, 600]) {
    const child = home.start(['--repo', repository.path])
    const timer = setTimeout(() => child.kill('SIGKILL'), delayMs)
    await once(child, 'exit')
    clearTimeout(timer)
  }
  await reference.json(['--repo', repository.path])
  await home.json(['--repo', repository.path])
  const expected = await storedIds(reference, repository.path)
  const found = await storedIds(home, repository.path)
  assert.equal(new Set(found).size, found.length, 'an event is stored twice')
  // The grant's key is the moment of the consent, so it alone differs.
  const difference = new Set(found).symmetricDifference(new Set(expected))
  assert.equal(difference.size, 2)
})

test('an interrupted read says so, keeps what it read, and goes on when run again', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 20_000)
  const child = home.start(['--repo', repository.path])
  let stderr = ''
  child.stderr?.on('data', (text) => (stderr += String(text)))
  const exited = once(child, 'exit')
  while (!existsSync(join(home.dataDir, 'log')) && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  setTimeout(() => child.kill('SIGINT'), 300)
  const [status] = await exited
  assert.equal(status, 130)
  assert.match(stderr, /Interrupted/)
  const answer = await home.json<{ totals: { commits: number } }>(['--repo', repository.path])
  assert.equal(answer.totals.commits, 20_000)
  const ids = await storedIds(home, repository.path)
  assert.equal(new Set(ids).size, ids.length)
})

test('two processes that read the same repository at once store everything once', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 2000)
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => home.json<{ totals: { commits: number } }>(['--repo', repository.path])),
  )
  assert.deepEqual(
    answers.map((answer) => answer.totals.commits),
    [2000, 2000, 2000],
  )
  const ids = await storedIds(home, repository.path)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal((await home.json<{ healthy: boolean }>(['doctor'])).healthy, true)
})

test('a damaged block is reported with its place, and the events around it stay readable', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 200)
  await home.json(['--repo', repository.path])
  makeHistory(repository, 100, 1000)
  await home.json(['--repo', repository.path])
  const before = await storedIds(home, repository.path)
  const [file] = logFiles(home)
  const bytes = readFileSync(file!)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = bytes[middle]! ^ 0xff
  writeFileSync(file!, bytes)

  const doctor = await home.run(['doctor'])
  assert.equal(doctor.status, 1)
  assert.match(doctor.stdout, /✗ log .*segment 1, byte \d+/)
  const after = await home.run(['log', '--jsonl', '--repo', repository.path])
  assert.equal(after.status, 0)
  assert.match(after.stderr, /has 1 damaged block, /)
  const lines = after.stdout.split('\n').filter(Boolean).length
  assert.ok(lines > 0 && lines < before.length, `${lines} of ${before.length} events`)
})

test('a torn end of the log needs no repair by hand', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 50)
  await home.json(['--repo', repository.path])
  const before = await storedIds(home, repository.path)
  const [file] = logFiles(home)
  writeFileSync(file!, Buffer.concat([readFileSync(file!), Buffer.alloc(777, 0x57)]))
  assert.deepEqual(await storedIds(home, repository.path), before)
  repository.commit('One more', { 'more.ts': 'x' })
  await home.json(['--repo', repository.path])
  const after = await storedIds(home, repository.path)
  assert.deepEqual(after.slice(0, before.length), before)
  assert.ok(after.length > before.length)
  assert.equal((await home.json<{ healthy: boolean }>(['doctor'])).healthy, true)
})

test('the key of another store is refused, and what is stored stays as it was', async () => {
  using home = makeHome()
  using other = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 20)
  await home.json(['--repo', repository.path])
  await other.json(['--repo', repository.path])
  const before = logFiles(home).map((file) => readFileSync(file))
  rmSync(home.configDir, { recursive: true })
  cpSync(other.configDir, home.configDir, { recursive: true })
  assertFault(await home.run(['--repo', repository.path]), 'LOG_WRONG_KEY', 77)
  assert.deepEqual(
    logFiles(home).map((file) => readFileSync(file)),
    before,
  )
})

test('keys that are gone are never silently made anew, and the recovery phrase opens the store again', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 20)
  await home.json(['--repo', repository.path])
  const before = await storedIds(home, repository.path)
  const words = readFileSync(join(home.configDir, 'recovery-phrase.txt'), 'utf8')
    .split('\n')
    .find((line) => line.trim().split(/\s+/).length === 12)
  for (const name of readdirSync(home.configDir)) {
    if (name.endsWith('.key')) rmSync(join(home.configDir, name))
  }
  rmSync(join(home.configDir, 'recovery-phrase.txt'))
  assertFault(await home.run(['status']), 'VAULT_KEY_LOST', 77)
  const recovered = await home.run(['keys', 'recover'], {
    environment: { WAKELORE_RECOVERY_PHRASE: words!.trim() },
  })
  assert.equal(recovered.status, 0, recovered.stderr)
  assert.deepEqual(await storedIds(home, repository.path), before)

  renameSync(join(home.configDir, 'keys.json'), join(home.configDir, 'elsewhere.json'))
  assertFault(await home.run(['status']), 'VAULT_KEYS_MISSING', 77)
})

test('a store of a newer version is refused and left as it is', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 20)
  await home.json(['--repo', repository.path])
  const [file] = logFiles(home)
  const bytes = readFileSync(file!)
  // docs/log-format.md: the version at 8, the header's checksum at 60.
  bytes.writeUInt32LE(99, 8)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60)
  writeFileSync(file!, bytes)
  assertFault(await home.run(['log']), 'LOG_NEWER_VERSION', 78)
  assert.deepEqual(readFileSync(file!), bytes)
})

test('a graph that is damaged, or gone, or ahead of the log is made again from the log', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 100)
  const expected = await home.json<{ totals: object }>(['--repo', repository.path])
  const graph = join(home.dataDir, 'graph.db')
  writeFileSync(graph, Buffer.alloc(8192, 0x41))
  const damaged = await home.json<{ totals: object }>(['--repo', repository.path])
  assert.deepEqual(damaged.totals, expected.totals)
  for (const name of readdirSync(home.dataDir))
    if (name.startsWith('graph.db')) rmSync(join(home.dataDir, name))
  const gone = await home.json<{ totals: object }>(['--repo', repository.path])
  assert.deepEqual(gone.totals, expected.totals)
  rmSync(join(home.dataDir, 'log'), { recursive: true })
  mkdirSync(join(home.dataDir, 'log'))
  const ahead = await home.json<{ totals: { commits: number } }>(['--repo', repository.path])
  assert.equal(ahead.totals.commits, 100)
})

test('corrupt objects cost what can no longer be read, and nothing else', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  for (let i = 0; i < 5; i++) repository.commit(`Commit ${i}`, { 'a.ts': `${i}`, 'b.ts': `${i}` })
  const tree = repository.git('rev-parse', 'HEAD~2^{tree}')
  const object = join(repository.path, '.git/objects', tree.slice(0, 2), tree.slice(2))
  chmodSync(object, 0o644)
  writeFileSync(object, 'garbage')
  const answer = await home.json<{ totals: { commits: number }; read: { remarks: { message: string }[] } }>([
    '--repo',
    repository.path,
  ])
  assert.ok(answer.totals.commits >= 3, `${answer.totals.commits} commits`)
  assert.ok(answer.read.remarks.length > 0, 'nothing was said about it')
})

test('no command leaves a file in the repository, nor changes one', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 30)
  repository.git('reset', '-q', '--hard')
  repository.write({ 'src/module-1.ts': 'changed' })
  const files = (): string[] =>
    readdirSync(repository.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  const before = files().map((file) => [file, readFileSync(file)] as const)
  for (const args of [[], ['next'], ['who', 'src'], ['score'], ['log'], ['status'], ['doctor'], ['export']]) {
    const outcome = await home.run([...args, '--repo', repository.path])
    assert.equal(outcome.status, 0, outcome.stderr)
  }
  assert.deepEqual(
    files().map((file) => [file, readFileSync(file)] as const),
    before,
  )
})

/** Whatever Node offers that leaves the process, made to say so and fail. */
const NO_NETWORK = `
  import net from 'node:net'; import dgram from 'node:dgram'; import dns from 'node:dns'
  const refuse = () => { process.stderr.write('NETWORK REACHED FOR\\n'); throw new Error('no network') }
  net.Socket.prototype.connect = refuse; net.Server.prototype.listen = refuse
  dgram.Socket.prototype.send = refuse; dgram.Socket.prototype.bind = refuse; dgram.Socket.prototype.connect = refuse
  for (const name of ['lookup', 'resolve']) { dns[name] = refuse; dns.promises[name] = refuse }`

test('nothing reaches for the network', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 30)
  const nodeFlags = ['--import', `data:text/javascript,${encodeURIComponent(NO_NETWORK)}`]
  for (const reach of ['fetch("http://127.0.0.1:8")', 'require("node:http").get("http://localhost:8")']) {
    const probe = await home.run([], { nodeFlags: [...nodeFlags, '-e', `${reach}.catch?.(() => {})`] })
    assert.match(
      probe.stderr,
      /NETWORK REACHED FOR/,
      'the trap does not spring: the test would prove nothing',
    )
  }
  for (const args of [
    [],
    ['next', 'src/module-1.ts'],
    ['who', 'src'],
    ['score'],
    ['log'],
    ['status'],
    ['doctor'],
  ]) {
    const outcome = await home.run([...args, '--repo', repository.path], { nodeFlags })
    assert.equal(outcome.status, 0, `${args.join(' ')}: ${outcome.stderr}`)
    assert.doesNotMatch(outcome.stderr, /NETWORK/)
  }
})

test('a clock that steps back orders nothing differently and loses nothing', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  repository.importHistory('refs/heads/main', [
    { message: 'from the future', files: { 'a.ts': '1', 'b.ts': '1' }, atMs: Date.UTC(2090, 0, 1) },
    { message: 'from the past', files: { 'a.ts': '2', 'b.ts': '2' }, atMs: Date.UTC(1971, 0, 1) },
    { message: 'from now', files: { 'a.ts': '3', 'b.ts': '3' } },
  ])
  const answer = await home.json<{ totals: { commits: number } }>(['--repo', repository.path])
  assert.equal(answer.totals.commits, 3)
  const next = await home.json<{ suggestions: { path: string; together: number; of: number }[] }>([
    'next',
    'a.ts',
    '--repo',
    repository.path,
  ])
  assert.deepEqual(
    next.suggestions.map(({ path, together, of }) => [path, together, of]),
    [['b.ts', 3, 3]],
  )
})

test('a hostile repository gets nothing run, and its names cannot move the cursor', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  const marks = mkdtempSync(join(tmpdir(), 'wakelore-marks-'))
  try {
    const trap = join(marks, 'trap.sh')
    writeFileSync(trap, `#!/bin/sh\necho "$@" >> '${join(marks, 'sprung')}'\ncat\n`, { mode: 0o755 })
    repository.commit('Traps', {
      '.gitattributes': '* filter=trap diff=trap merge=trap\n',
      'evil\u001b[2J\n.ts': 'x',
      'a.ts': '1',
    })
    repository.commit('\u001b[31mRed\u001b[0m \u202egnp', { 'evil\u001b[2J\n.ts': 'y', 'a.ts': '2' })
    repository.git('branch', 'with-\u202e-override')
    for (const [key, value] of [
      ['core.fsmonitor', trap],
      ['core.pager', trap],
      ['core.sshCommand', trap],
      ['core.alternateRefsCommand', trap],
      ['core.hooksPath', marks],
      ['credential.helper', `!${trap}`],
      ['credential.https://vault.wakelore.invalid.helper', `!${trap}`],
      ['diff.external', trap],
      ['diff.trap.textconv', trap],
      ['diff.trap.command', trap],
      ['filter.trap.clean', trap],
      ['filter.trap.smudge', trap],
      ['filter.trap.process', trap],
      ['merge.trap.driver', trap],
      ['gpg.program', trap],
      ['log.showSignature', 'true'],
      ['remote.origin.url', `ext::${trap}`],
      ['remote.origin.promisor', 'true'],
      ['protocol.ext.allow', 'always'],
      ['alias.log', `!${trap}`],
      ['pager.log', trap],
    ] as const) {
      repository.git('config', key, value)
    }
    repository.write({ 'a.ts': 'changed', 'evil\u001b[2J\n.ts': 'changed' })
    for (const args of [
      [],
      ['next'],
      ['next', '--staged'],
      ['who', 'a.ts'],
      ['score'],
      ['log'],
      ['status'],
      ['doctor'],
    ]) {
      const outcome = await home.run([...args, '--repo', repository.path])
      assert.equal(outcome.status, 0, `${args.join(' ')}: ${outcome.stderr}`)
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(outcome.stdout + outcome.stderr, /[\u001b\u202e]/, args.join(' '))
    }
    assert.equal(existsSync(join(marks, 'sprung')), false, 'the repository had something run')
  } finally {
    rmSync(marks, { recursive: true, force: true })
  }
})

test('a home that is not absolute is a fault, and nothing is written where the user stands', async () => {
  using home = makeHome()
  for (const name of ['', 'relative']) {
    const environment = { HOME: name, XDG_DATA_HOME: '', XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' }
    assertFault(await home.run(['status'], { environment }), 'VAULT_HOME_RELATIVE', 78)
    assert.deepEqual(readdirSync(home.path), [])
  }
})

type DoctorAnswer = {
  healthy: boolean
  checks: { name: string; state: string; found: string; fix?: string }[]
}

async function doctorOf(home: Home, ...args: string[]): Promise<DoctorAnswer> {
  const { stdout, status } = await home.run(['doctor', '--json', ...args])
  const answer = JSON.parse(stdout) as DoctorAnswer
  assert.equal(status, answer.healthy ? 0 : 1)
  return answer
}

const stateOf = (answer: DoctorAnswer, name: string): string | undefined =>
  answer.checks.find((check) => check.name === name)?.state

/** Every file of the store, to tell whether a look changed one. */
const storeFiles = (home: Home): readonly (readonly [string, string])[] =>
  readdirSync(home.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [file, readFileSync(file).toString('latin1')] as const)

test('what a damaged block held comes back, each event once, by the rebuild and the read that doctor names', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  // More than a block: the refs that reach what the damaged one holds stay readable.
  makeHistory(repository, 5000)
  repository.git('notes', 'add', '-m', 'Kept on a commit whose block stays whole', 'main')
  await home.json(['--repo', repository.path])
  repository.importHistory('refs/heads/other', [{ message: 'Elsewhere', files: { 'other.ts': '1' } }])
  await home.json(['--repo', repository.path])
  const before = await storedIds(home, repository.path)
  const [file] = logFiles(home)
  const bytes = readFileSync(file!)
  const middle = Math.floor(bytes.length / 3)
  bytes[middle] = bytes[middle]! ^ 0xff
  writeFileSync(file!, bytes)

  const files = storeFiles(home)
  const damaged = await doctorOf(home)
  assert.deepEqual([stateOf(damaged, 'log'), stateOf(damaged, 'graph')], ['failed', 'failed'])
  assert.match(
    damaged.checks.find(({ name }) => name === 'log')!.fix!,
    /doctor --rebuild.*`wakelore` in each/,
  )
  assert.deepEqual(storeFiles(home), files, 'a look changed the store')

  const rebuilt = await doctorOf(home, '--rebuild')
  assert.deepEqual([stateOf(rebuilt, 'log'), stateOf(rebuilt, 'graph')], ['warning', 'ok'])
  assert.ok((await storedIds(home, repository.path)).length <= before.length)
  await home.json(['--repo', repository.path])
  const after = await storedIds(home, repository.path)
  assert.deepEqual(after.toSorted(), before.toSorted())
  assert.deepEqual(await storedIds(home, repository.path), after, 'it is read again and again')
  const mended = await doctorOf(home)
  assert.deepEqual([mended.healthy, stateOf(mended, 'log')], [true, 'warning'])
})

test('a damaged segment header promises no readable blocks', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 50)
  await home.json(['--repo', repository.path])
  const [file] = logFiles(home)
  const bytes = readFileSync(file!)
  bytes[20] = bytes[20]! ^ 0xff
  writeFileSync(file!, bytes)
  const answer = await doctorOf(home)
  assert.equal(answer.healthy, false)
  assert.doesNotMatch(JSON.stringify(answer), /blocks around it/)
  assert.match(JSON.stringify(answer), /nothing in this segment can be read/)
})

test('doctor sees through the graph that the log lost what was acknowledged, and changes nothing', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 50)
  await home.json(['--repo', repository.path])
  const [file] = logFiles(home)
  writeFileSync(file!, readFileSync(file!).subarray(0, -20))
  const files = storeFiles(home)
  const answer = await doctorOf(home)
  const graph = answer.checks.find(({ name }) => name === 'graph')!
  assert.equal(graph.state, 'failed')
  assert.match(graph.found, /holds \d+ events, the log \d+: it was cut off or put back older/)
  assert.deepEqual(storeFiles(home), files)

  const next = await home.run(['status'])
  assert.equal(next.status, 0)
  assert.match(next.stderr, /\d+ stored events? (is|are) missing from the log.*`wakelore` on each repository/)
  rmSync(join(home.dataDir, 'log'), { recursive: true })
  assert.equal((await doctorOf(home)).healthy, false)
})

test('doctor leaves a damaged graph to the next command, and says so', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 20)
  await home.json(['--repo', repository.path])
  writeFileSync(join(home.dataDir, 'graph.db'), Buffer.alloc(8192, 0x41))
  const files = storeFiles(home)
  const graph = (await doctorOf(home)).checks.find(({ name }) => name === 'graph')!
  assert.deepEqual([graph.state, graph.fix], ['failed', 'The next command makes it again from the log.'])
  assert.deepEqual(storeFiles(home), files)
  assert.equal((await home.run(['status'])).status, 0)
  assert.equal((await doctorOf(home)).healthy, true)
})

test('doctor warns of a repository that is gone and of recovery words beside the keys, and fails for neither', async () => {
  using home = makeHome()
  {
    using repository = makeScratchRepository()
    makeHistory(repository, 5)
    await home.json(['--repo', repository.path])
  }
  const first = await doctorOf(home)
  const gone = first.checks.find(({ name }) => name.startsWith('repository '))!
  assert.equal(gone.state, 'warning')
  assert.match(`${gone.found} ${gone.fix}`, /is gone; what was read of it stays.*config\.json/)
  assert.equal(stateOf(first, 'key recovery-phrase'), 'warning')
  rmSync(join(home.configDir, 'recovery-phrase.txt'))
  const second = await doctorOf(home)
  assert.equal(second.healthy, true)
  assert.equal(stateOf(second, 'key recovery-phrase'), 'unchecked')
})

test('keys are listed where nothing opens the store, and a word that means nothing is refused', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  makeHistory(repository, 5)
  await home.json(['--repo', repository.path])
  for (const name of readdirSync(home.configDir)) {
    if (name.endsWith('.key')) rmSync(join(home.configDir, name))
  }
  const { slots } = await home.json<{ slots: { kind: string }[] }>(['keys'])
  assert.deepEqual(
    slots.map(({ kind }) => kind),
    ['key-file', 'recovery-phrase'],
  )
  assertFault(await home.run(['keys', 'list', 'passphrase']), 'KEYS_SLOT_UNEXPECTED', 64)
})

/** The promises of the README, asked of the command line on real repositories. */
import test from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { eventToJson } from '@wakelore/server/schema/event'
import { LAUNCHER, makeHome, type Home } from './cli.ts'

const SCHEMAS = join(import.meta.dirname, '../docs/schema')
const HOUR_MS = 3_600_000

type Suggestion = { path: string; score: number; together: number; of: number; reasons: string[] }
type EventLine = { id: string; kind: string; repository: string; attributes: Record<string, unknown> }

/** A project in which parser and its test belong together, and docs follow the API. */
function makeProject(): ScratchRepository {
  const repository = makeScratchRepository({ name: 'atlas' })
  const ada = 'Ada Lovelace <ada@example.org>'
  const adaAtHome = 'A. Lovelace <ada@home.example>'
  const grace = 'Grace Hopper <grace@example.org>'
  const bot = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
  const at = (n: number): number => Date.UTC(2026, 8, 1) + n * 7 * HOUR_MS
  let n = 0
  const commits = []
  for (let i = 0; i < 12; i++) {
    commits.push(
      {
        message: `Parse form ${i}`,
        files: { 'src/parser.ts': `${i}`, 'test/parser.test.ts': `${i}` },
        author: i % 2 === 0 ? ada : adaAtHome,
        atMs: at(n++),
      },
      {
        message: `Widen the API ${i}\n\nReviewed-by: ${ada}`,
        files: { 'src/api.ts': `${i}`, 'docs/api.md': `${i}` },
        author: grace,
        atMs: at(n++),
      },
      {
        message: `Bump things ${i}`,
        files: { 'package.json': `${i}`, 'package-lock.json': `${i}` },
        author: bot,
        atMs: at(n++),
      },
    )
  }
  commits.push({
    message: 'Add mailmap',
    files: { '.mailmap': 'Ada Lovelace <ada@example.org> <ada@home.example>\n' },
    author: grace,
    atMs: at(n++),
  })
  repository.importHistory('refs/heads/main', commits)
  repository.git('reset', '-q', '--hard')
  return repository
}

async function events(home: Home, args: readonly string[] = []): Promise<EventLine[]> {
  const { stdout } = await home.run(['log', '--jsonl', '--all-repos', ...args])
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventLine)
}

test('a first read takes everything, a second only what is new', async () => {
  using home = makeHome()
  using repository = makeProject()
  type Read = {
    read: { newCommits: number; newEvents: number }
    couplings: { paths: string[] }[]
    capture: string
    network: string
  }
  const first = await home.json<Read>([repository.path])
  assert.equal(first.read.newCommits, 37)
  assert.equal(first.capture, 'off')
  assert.equal(first.network, 'none')
  assert.ok(
    first.couplings.some(({ paths }) => new Set(paths).isSubsetOf(new Set(['src/api.ts', 'docs/api.md']))),
    JSON.stringify(first.couplings),
  )
  const second = await home.json<Read>(['--repo', repository.path])
  assert.deepEqual([second.read.newCommits, second.read.newEvents], [0, 0])
  repository.commit('News', { 'src/news.ts': '1' })
  const third = await home.json<Read>([], { cwd: join(repository.path, 'src') })
  assert.equal(third.read.newCommits, 1)
})

test('next names what belongs to a change, with evidence that can be checked', async () => {
  using home = makeHome()
  using repository = makeProject()
  const ask = (args: readonly string[], cwd = repository.path) =>
    home.json<{ changed: string[]; suggestions: Suggestion[] }>(['next', ...args], { cwd })
  const named = await ask(['parser.ts'], join(repository.path, 'src'))
  assert.deepEqual(named.changed, ['src/parser.ts'])
  const [best] = named.suggestions
  assert.deepEqual([best?.path, best?.together, best?.of], ['test/parser.test.ts', 12, 12])
  assert.match(best!.reasons[0]!, /12 of 12 times/)

  repository.write({ 'docs/api.md': 'edited' })
  assert.deepEqual((await ask([])).changed, ['docs/api.md'])
  assert.equal((await ask([])).suggestions[0]?.path, 'src/api.ts')
  assert.deepEqual((await ask(['--staged'])).changed, [])
  repository.git('add', '.')
  assert.deepEqual((await ask(['--staged'])).changed, ['docs/api.md'])
  repository.git('checkout', '-q', '-b', 'topic')
  repository.git('commit', '-q', '-m', 'Topic')
  assert.deepEqual((await ask(['--branch', 'topic'])).changed, ['docs/api.md'])
  const both = await home.run(['next', '--staged', '--branch', 'topic'], { cwd: repository.path })
  assert.equal(both.status, 64)
})

test('who joins the names of one person, counts reviews, and leaves bots out', async () => {
  using home = makeHome()
  using repository = makeProject()
  type Who = { path: string; people: { name: string; email: string; commits: number; reviews: number }[] }
  const parser = await home.json<Who>(['who', 'src/parser.ts', '--repo', repository.path])
  assert.deepEqual(
    parser.people.map(({ name, email, commits }) => [name, email, commits]),
    [['Ada Lovelace', 'ada@example.org', 12]],
  )
  const api = await home.json<Who>(['who', 'src/api.ts', '--repo', repository.path])
  assert.deepEqual(
    api.people.map(({ name, commits, reviews }) => [name, commits, reviews]),
    [
      ['Grace Hopper', 12, 0],
      ['Ada Lovelace', 0, 12],
    ],
  )
  const bots = await home.json<Who>(['who', 'package.json', '--repo', repository.path])
  assert.deepEqual(bots.people, [])
})

test('score prints every query, and the numbers are what the queries say', async () => {
  using home = makeHome()
  using repository = makeProject()
  type Hits = { hitAt1: number; hitAt3: number; hitAt5: number; hitAt10: number; mrr: number }
  const score = await home.json<{
    repo: string
    queries: number
    next: Hits
    popularity: Hits
    coChange: Hits
  }>(['score', '--repo', repository.path])
  const { stdout } = await home.run(['score', '--jsonl', '--repo', repository.path])
  const queries = stdout
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as { commit: string; changed: string[]; heldOut: string; suggestions: string[] },
    )
  assert.equal(score.repo, 'atlas')
  assert.ok(score.queries > 0)
  for (const query of queries) {
    const files = repository.git('show', '--name-only', '--no-renames', '--format=', query.commit).split('\n')
    assert.deepEqual([...query.changed, query.heldOut].sort(), files.sort())
    assert.ok(query.suggestions.length <= 10)
  }
  const people = queries.filter((query) => !query.changed.concat(query.heldOut).includes('package.json'))
  const hits = people.filter((query) => query.suggestions.slice(0, 5).includes(query.heldOut)).length
  assert.equal(score.queries, people.length)
  assert.ok(Math.abs(score.next.hitAt5 - hits / people.length) < 1e-9)
})

test('what is exported comes back in another store, once', async () => {
  using home = makeHome()
  using other = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const { stdout: exported } = await home.run(['export'])
  const imported = await other.json<{ stored: number }>(['import'], { input: exported })
  assert.equal(imported.stored, exported.split('\n').filter(Boolean).length)
  assert.equal((await other.run(['export'])).stdout, exported)
  const again = await other.json<{ stored: number; present: number }>(['import'], { input: exported })
  assert.deepEqual([again.stored, again.present], [0, imported.stored])
  const read = await other.json<{ read: { newCommits: number }; totals: { commits: number } }>([
    '--repo',
    repository.path,
  ])
  assert.deepEqual([read.read.newCommits, read.totals.commits], [0, 37])
})

test('import refuses what export never wrote, and says where', async () => {
  using home = makeHome()
  for (const line of ['nonsense', '{}', '[1]', 'null']) {
    const outcome = await home.run(['import'], { input: `${line}\n` })
    assert.equal(outcome.status, 65)
    assert.match(outcome.stderr, /EVENT_MALFORMED: standard input line 1/)
  }
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const [first] = (await home.run(['export'])).stdout.split('\n')
  const forged = JSON.stringify({ ...JSON.parse(first!), key: 'something else' })
  assert.match((await home.run(['import'], { input: forged })).stderr, /the id is/)
})

test('secrets, and the way to the home directory, never reach the store', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  const secrets = {
    aws: `AKIA${'Q3EXTM7PL2WVZK5R'}`,
    github: `ghp_${'a8Kd93mQx7Lw2Rt5Vb1Nz6Yc4Hf0Js8PqEuG'}`,
    url: 'hunter2-correct-horse',
  }
  repository.commit(
    `Deploy with ${secrets.aws}\n\nToken: ${secrets.github}\nfrom https://bob:${secrets.url}@example.org/x`,
    {
      'a.ts': '1',
      [`keys/${secrets.github}.txt`]: '1',
    },
  )
  repository.commit(`Read ${home.path}/notes`, { 'a.ts': '2', 'b.ts': '2' })
  repository.git('branch', `leak/${secrets.aws}`)
  await home.json(['--repo', repository.path])
  const text = (await home.run(['export'])).stdout
  for (const [name, secret] of Object.entries(secrets)) assert.ok(!text.includes(secret), name)
  assert.ok(!text.includes(home.path), 'home')
  assert.match(text, /\[redacted:/)

  type Answer = { read: { newEvents: number }; totals: { branches: number } }
  for (const run of ['second', 'third']) {
    const { read, totals } = await home.json<Answer>(['--repo', repository.path])
    assert.deepEqual([read.newEvents, totals.branches], [0, 2], `${run} run`)
  }
})

test('log and show tell the stored events; a commit is found by its hash', async () => {
  using home = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const all = await events(home)
  assert.equal(all.filter((event) => event.kind === 'vcs.commit').length, 37)
  assert.equal(all.filter((event) => event.kind === 'wakelore.consent.grant').length, 1)
  const sha = repository.git('rev-parse', 'HEAD')
  const commit = await home.json<EventLine>(['show', sha.slice(0, 12)])
  assert.equal(commit.attributes['vcs.ref.head.revision'], sha)
  assert.deepEqual(await home.json(['show', commit.id]), commit)
  const limited = await home.run(['log', '--limit', '3', '--jsonl', '--repo', repository.path])
  assert.equal(limited.stdout.split('\n').filter(Boolean).length, 3)
  assert.equal((await home.run(['show', 'ffffffffffff'])).status, 66)
})

test('status covers the whole store, or the one repository that is asked for', async () => {
  using home = makeHome()
  using atlas = makeProject()
  using other = makeScratchRepository({ name: 'other' })
  other.commit('Only', { 'x.ts': '1' })
  type Status = {
    repos: { name: string }[]
    events: number
    bytes: number
    lastEventAt: string
    capture: string
    daemon: null
  }
  const empty = await home.json<Status>(['status'])
  assert.deepEqual([empty.repos, empty.events, empty.capture, empty.daemon], [[], 0, 'off', null])
  await home.json(['--repo', atlas.path])
  await home.json(['--repo', other.path])
  const all = await home.json<Status>(['status'])
  assert.deepEqual(all.repos.map((repo) => repo.name).sort(), ['atlas', 'other'])
  const one = await home.json<Status>(['status', '--repo', other.path])
  assert.deepEqual(
    one.repos.map((repo) => repo.name),
    ['other'],
  )
  assert.equal(all.events, (await events(home)).length)
  assert.ok(all.bytes > 0)
})

test('a repository that moved keeps what is known of it', async () => {
  using home = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const moved = join(repository.path, '..', 'moved')
  renameSync(repository.path, moved)
  const read = await home.json<{ read: { newCommits: number } }>(['--repo', moved])
  assert.equal(read.read.newCommits, 0)
  assert.equal((await home.json<{ repos: object[] }>(['status'])).repos.length, 1)
})

test('every answer fits the JSON Schema that docs/schema has of it', async () => {
  using home = makeHome()
  using repository = makeProject()
  const ajv = new Ajv2020({ strict: false })
  const schema = (name: string) =>
    ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, `${name}.json`), 'utf8')))
  ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, 'export.json'), 'utf8')) as object, 'export.json')
  const inRepository = { cwd: repository.path }
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['read', ['read']],
    ['next', ['next', 'src/api.ts', '--explain']],
    ['check', ['check', 'src/api.ts']],
    ['who', ['who', 'src']],
    ['today', ['today', '--author', 'all', '--since', '90d']],
    ['why', ['why', 'src/api.ts:1']],
    ['conflicts', ['conflicts', '--all']],
    ['hot', ['hot']],
    ['hot.map', ['hot', '--svg']],
    ['couplings', ['couplings', '--all']],
    ['couplings.map', ['couplings', '--svg']],
    ['score', ['score']],
    ['completion', ['completion', 'bash']],
    ['status', ['status']],
    ['doctor', ['doctor']],
    ['keys', ['keys']],
    ['show', ['show', repository.git('rev-parse', 'HEAD')]],
    ['waiting', ['waiting']],
    ['trace', ['trace']],
    ['conventions', ['conventions', 'search', 'branch']],
    ['conventions', ['conventions', 'show', 'git.command']],
    ['conventions', ['conventions', 'check']],
  ]
  await recordCommand(home, repository)
  const tried = new Set<string>()
  for (const [name, args] of cases) {
    const validate = schema(name)
    assert.ok(validate(await home.json(args, inRepository)), `${name}: ${ajv.errorsText(validate.errors)}`)
    tried.add(name)
  }
  for (const [name, args] of [
    ['log', ['log', '--jsonl']],
    ['export', ['export', '--jsonl']],
    ['development-event', ['export', '--jsonl']],
    ['score.queries', ['score', '--jsonl']],
  ] as const) {
    const validate = schema(name)
    const { stdout } = await home.run(args, inRepository)
    const lines = stdout.split('\n').filter(Boolean)
    assert.ok(lines.length > 0, name)
    for (const line of lines)
      assert.ok(validate(JSON.parse(line)), `${name}: ${ajv.errorsText(validate.errors)}`)
    tried.add(name)
  }
  for (const [name, args] of [
    ['log.list', ['log']],
    ['export.list', ['export']],
  ] as const) {
    const validate = schema(name)
    const list = await home.json<unknown>(args, inRepository)
    assert.ok(Array.isArray(list) && list.length > 0, name)
    assert.ok(validate(list), `${name}: ${ajv.errorsText(validate.errors)}`)
    tried.add(name)
  }
  const ran = await home.run(['run', '--json', '--', process.execPath, '--version'], inRepository)
  const validateRun = schema('run')
  assert.ok(validateRun(JSON.parse(ran.stdout)), ajv.errorsText(validateRun.errors))
  tried.add('run')
  const exported = await home.run(['export'], inRepository)
  const validate = schema('import')
  assert.ok(
    validate(await home.json(['import'], { input: exported.stdout })),
    ajv.errorsText(validate.errors),
  )
  tried.add('import')
  const switching = { ...inRepository, environment: { GIT_CONFIG_GLOBAL: join(home.path, 'gitconfig') } }
  for (const [name, args] of [
    ['on', ['on', '--yes']],
    ['down', ['down']],
    ['up', ['up']],
    ['env', ['env']],
    ['network', ['network']],
    ['export.to', ['export', '--to', 'http://127.0.0.1:4318', '--dry-run']],
    ['pause', ['pause', '1h']],
    ['off', ['off']],
    ['uninstall', ['uninstall', '--yes']],
  ] as const) {
    const validate = schema(name)
    assert.ok(validate(await home.json(args, switching)), `${name}: ${ajv.errorsText(validate.errors)}`)
    tried.add(name)
  }
  assert.deepEqual(
    readdirSync(SCHEMAS)
      .map((file) => file.replace(/\.json$/, ''))
      .sort(),
    [...tried].sort(),
  )
})

/** Stores a git command with a hook, as capture would have. */
async function recordCommand(home: Home, repository: ScratchRepository): Promise<void> {
  const { repository: read } = await home.json<{ repository: { id: string } }>(['--repo', repository.path])
  const file = join(home.configDir, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as { repositories: { detail: object }[] }
  for (const one of config.repositories) one.detail = { ...one.detail, git: 'full' }
  writeFileSync(file, JSON.stringify(config))
  const atMs = Date.now() - 1000
  const event = eventToJson({
    source: 'git-trace2',
    key: 'command/20261125T144738.462200Z-H0a7c9cdf-P00000872',
    kind: 'git.command',
    occurredAt: atMs,
    recordedAt: atMs,
    repository: read.id,
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    attributes: {
      'vcs.operation.name': 'commit',
      'git.version': '2.39.5',
      'process.pid': 872,
      'process.command_args': ['git', 'commit'],
      'process.duration_us': 67_015,
      'git.child.class': ['hook'],
      'git.child.name': ['pre-commit'],
      'git.child.start_us': [1400],
      'git.child.duration_us': [62_283],
    },
  })
  const { stored } = await home.json<{ stored: number }>(['import'], { input: `${JSON.stringify(event)}\n` })
  assert.equal(stored, 1)
}

test('the store is for its owner alone, and holds nothing readable', async () => {
  using home = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const look = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name)
      assert.equal(statSync(path).mode & 0o077, 0, path)
      if (entry.isDirectory()) look(path)
      else if (directory.startsWith(home.dataDir)) {
        const bytes = readFileSync(path)
        for (const word of ['Widen the API', 'src/parser.ts', 'Lovelace', 'SQLite format']) {
          assert.equal(bytes.includes(word) && entry.name !== 'writer.lock', false, `${word} in ${path}`)
        }
      }
    }
  }
  look(home.dataDir)
  look(home.configDir)
})

test('linked worktrees, bare, shallow and SHA-256 repositories are read', async () => {
  using home = makeHome()
  using repository = makeProject()
  const side = join(repository.path, '..', 'side')
  repository.git('worktree', 'add', '-q', side)
  const main = await home.json<{ repository: { id: string }; totals: { commits: number } }>([
    '--repo',
    repository.path,
  ])
  const linked = await home.json<{ repository: { id: string }; read: { newCommits: number } }>([
    '--repo',
    side,
  ])
  assert.equal(linked.repository.id, main.repository.id)
  const clones = join(repository.path, '..', 'clones')
  mkdirSync(clones)
  repository.git('clone', '-q', '--bare', `file://${repository.path}`, join(clones, 'bare.git'))
  repository.git('clone', '-q', '--depth', '5', `file://${repository.path}`, join(clones, 'shallow'))
  type Read = { totals: { commits: number }; read: { remarks: { message: string }[] } }
  assert.equal(
    (await home.json<Read>(['--repo', join(clones, 'bare.git')])).totals.commits,
    main.totals.commits,
  )
  const shallow = await home.json<Read>(['--repo', join(clones, 'shallow')])
  assert.equal(shallow.totals.commits, 5)
  assert.match(JSON.stringify(shallow.read.remarks), /shallow/i)
  using long = makeScratchRepository({ objectFormat: 'sha256' })
  long.commit('Long hashes', { 'a.ts': '1', 'b.ts': '1' })
  assert.equal((await home.json<Read>(['--repo', long.path])).totals.commits, 1)
})

test('paths are meant from where one stands inside the repository, and from its root elsewhere', async () => {
  using home = makeHome()
  using repository = makeProject()
  const path = async (argument: string, cwd: string): Promise<string> =>
    (await home.json<{ path: string }>(['who', argument, '--repo', repository.path], { cwd })).path
  assert.equal(await path('parser.ts', join(repository.path, 'src')), 'src/parser.ts')
  assert.equal(await path('../docs/api.md', join(repository.path, 'src')), 'docs/api.md')
  assert.equal(await path('src/parser.ts', home.path), 'src/parser.ts')
  assert.equal(await path(join(repository.path, 'src/parser.ts'), home.path), 'src/parser.ts')
  const outside = await home.run(['who', '../../x', '--repo', repository.path], {
    cwd: join(repository.path, 'src'),
  })
  assert.equal(outside.status, 64)
})

test('a mistyped command is not taken for a repository without a word', async () => {
  using home = makeHome()
  const { stderr, status } = await home.run(['nxt'])
  assert.equal(status, 66)
  assert.match(stderr, /next/)
  const flag = await home.run(['next', '--stagd'])
  assert.equal(flag.status, 64)
  assert.match(flag.stderr, /--staged/)
  writeFileSync(join(home.path, 'empty.jsonl'), '')
  assert.equal((await home.run(['import', 'empty.jsonl'])).status, 0)
})

test('next knows a renamed file by its past, under either name', async () => {
  using home = makeHome()
  using repository = makeScratchRepository({ name: 'renamed' })
  const body = 'int one;\nint two;\nint three;\nint four;\n'
  for (let i = 0; i < 10; i++) {
    repository.commit(`Change ${i}`, {
      'f1.c': `${body}// ${i}\n`,
      'g1.h': `${i}\n`,
      't/f1_test.c': `#include "f1"\n// ${i}\n`,
      [`other/${i}.txt`]: `${i}`,
    })
  }
  repository.git('mv', 'f1.c', 'core.c')
  repository.commit('Rename')
  type Answer = { changed: string[]; suggestions: Suggestion[] }
  const ask = async (path: string): Promise<string[][]> =>
    (await home.json<Answer>(['next', path], { cwd: repository.path })).suggestions
      .slice(0, 2)
      .map(({ path: suggested, reasons }) => [suggested, reasons.join()])
      .sort()
  const [header, testFile] = await ask('core.c')
  assert.deepEqual([header?.[0], testFile?.[0]], ['g1.h', 't/f1_test.c'])
  assert.match(header![1]!, /10 of 11 times with core\.c/)
  assert.match(testFile![1]!, /10 of 11 times with core\.c/)
  assert.deepEqual(
    (await ask('f1.c')).map(([path]) => path),
    ['g1.h', 't/f1_test.c'],
  )
  const scoresOf = async (...paths: string[]): Promise<string> => {
    const { suggestions } = await home.json<Answer>(['next', ...paths], { cwd: repository.path })
    return suggestions.map(({ path, score }) => `${path} ${score.toFixed(3)}`).join()
  }
  assert.equal(await scoresOf('f1.c', 'core.c'), await scoresOf('core.c'), 'one file counts once')
  const partners = await home.json<Answer>(['next', 'g1.h', 't/f1_test.c'], { cwd: repository.path })
  assert.equal(partners.suggestions[0]?.path, 'core.c')
})

test('next takes files that exist or existed, what changed below a directory, and nothing else', async () => {
  using home = makeHome()
  using repository = makeProject()
  repository.commit('Remove', { 'src/api.ts': null })
  const asked = (args: readonly string[], cwd = repository.path) =>
    home.run(['next', ...args, '--json'], { cwd })
  const changed = async (args: readonly string[], cwd?: string): Promise<string[]> =>
    (JSON.parse((await asked(args, cwd)).stdout) as { changed: string[] }).changed
  const fails = async (args: readonly string[], status: number, message: RegExp): Promise<void> => {
    const outcome = await asked(args)
    assert.equal(outcome.status, status, outcome.stderr)
    assert.match(outcome.stderr, message)
  }
  await fails(['src/absent.ts'], 66, /PATH_UNKNOWN.*src\/absent\.ts/s)
  await fails(['package.json/x'], 66, /PATH_UNKNOWN/)
  for (const directory of ['src', '.', '']) await fails([directory], 64, /PATH_IS_DIRECTORY.*[Nn]ame files/s)
  assert.deepEqual(await changed(['src/api.ts']), ['src/api.ts'], 'a deleted file has a history')
  assert.deepEqual(await changed(['package.json', './package.json', 'src/../package.json']), ['package.json'])

  repository.write({ 'src/parser.ts': 'edited', 'src/new.ts': 'new', 'docs/api.md': 'edited' })
  const unborn = JSON.parse((await asked(['src/new.ts'])).stdout) as { changed: string[]; note: string }
  assert.deepEqual(unborn.changed, ['src/new.ts'])
  assert.match(unborn.note, /src\/new\.ts/)
  assert.deepEqual(await changed(['src', 'src/parser.ts']), ['src/parser.ts', 'src/new.ts'])
  assert.deepEqual(await changed(['.'], join(repository.path, 'docs')), ['docs/api.md'])
  assert.deepEqual(await changed(['.']), ['docs/api.md', 'src/parser.ts', 'src/new.ts'])
  await fails(['test'], 64, /PATH_IS_DIRECTORY/)

  await fails(['--branch', 'main'], 64, /CAPTURE_BRANCH_IS_DEFAULT/)
  await fails(['--branch', 'HEAD~1'], 66, /CAPTURE_BRANCH_UNKNOWN.*no branch/s)
})

test('a file that is imported never changes what its owner said of another repository', async () => {
  using home = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const file = join(home.configDir, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as {
    repositories: { commonDir: string; detail: Record<string, string> }[]
  }
  config.repositories[0]!.detail = { history: 'names' }
  writeFileSync(file, JSON.stringify(config))
  const forged = eventToJson({
    source: 'wakelore',
    key: 'consent/1',
    kind: 'wakelore.consent.grant',
    occurredAt: 1,
    recordedAt: 1,
    repository: 'f'.repeat(32),
    attributes: {
      'vcs.repository.name': 'atlas',
      'wakelore.consent.path': config.repositories[0]!.commonDir,
      'wakelore.consent.detail': ['history=full'],
    },
  })
  assert.equal((await home.json<{ stored: number }>(['import'], { input: JSON.stringify(forged) })).stored, 1)
  const after = JSON.parse(readFileSync(file, 'utf8')) as typeof config
  assert.deepEqual(
    after.repositories.find(({ commonDir }) => commonDir === config.repositories[0]!.commonDir)?.detail,
    { history: 'names' },
  )
  assert.equal(after.repositories.length, 2)
})

test('a shallow clone that is completed has what a whole one has, and is told to be shallow until then', async () => {
  using home = makeHome()
  using repository = makeProject()
  type Read = {
    read: { newCommits: number; newEvents: number; remarks: { code: string }[] }
    totals: Record<string, number>
  }
  const clone = join(repository.path, '..', 'clone')
  repository.git('clone', '-q', '--depth', '5', `file://${repository.path}`, clone)
  const read = async (place: Home): Promise<Read> => place.json<Read>(['--repo', clone])
  const first = await read(home)
  const second = await read(home)
  assert.deepEqual([first.read.newCommits, second.read.newEvents], [5, 0])
  for (const { read } of [first, second]) {
    assert.deepEqual(
      read.remarks.map(({ code }) => code),
      ['GIT_SHALLOW'],
    )
  }
  repository.git('-C', clone, 'fetch', '-q', '--unshallow')
  const third = await read(home)
  assert.deepEqual([third.read.newCommits, third.read.remarks], [32, []])
  assert.equal((await read(home)).read.newEvents, 0)
  using freshHome = makeHome()
  const fresh = await read(freshHome)
  for (const what of ['commits', 'files', 'people', 'branches', 'tags']) {
    assert.equal(third.totals[what], fresh.totals[what], what)
  }
})

test('a commit that was missing is told by every read, and read once it is there', async () => {
  using home = makeHome()
  using repository = makeScratchRepository()
  const shas = Array.from({ length: 4 }, (_, index) =>
    repository.commit(`commit ${index}`, { [`f${index}`]: '' }),
  )
  const object = join(repository.path, '.git/objects', shas[2]!.slice(0, 2), shas[2]!.slice(2))
  renameSync(object, `${object}.away`)
  type Read = {
    read: { newCommits: number; newEvents: number; remarks: { message: string }[] }
  }
  const read = async (): Promise<Read['read']> => (await home.json<Read>(['--repo', repository.path])).read
  assert.equal((await read()).newCommits, 3)
  const again = await read()
  assert.equal(again.newEvents, 0)
  assert.ok(again.remarks.some(({ message }) => message.startsWith('1 commit is missing')))
  for (const { message } of again.remarks) assert.doesNotMatch(message, /\n|hint:/)
  renameSync(`${object}.away`, object)
  const whole = await read()
  assert.deepEqual([whole.newCommits, whole.remarks], [1, []])
  assert.equal((await read()).newEvents, 0)
})

test('what the first screen says to ask next works as printed, from wherever it was asked', async () => {
  using home = makeHome()
  using repository = makeProject()
  const src = join(repository.path, 'src')
  for (const [args, cwd] of [
    [[repository.path], home.path],
    [['--repo', repository.path], home.path],
    [[], repository.path],
    [[], src],
    [['..'], src],
  ] as const) {
    const { stdout } = await home.run(args, { cwd })
    const commands = stdout
      .split('Ask next\n')[1]!
      .split('\n')
      .filter(Boolean)
      .map((line) => line.trim().split(/ {2,}/)[0]!.split(' ').slice(1))
    assert.deepEqual(commands.map(([name]) => name).join(), 'next,who,score')
    for (const command of commands) {
      const { status, stderr } = await home.run(command, { cwd })
      assert.equal(status, 0, `${command.join(' ')} in ${cwd}: ${stderr}`)
    }
    assert.equal(commands[2]!.includes('--repo'), cwd === home.path)
  }
})

test('a command line that makes no sense is a fault of one form, for people and for programs', async () => {
  using home = makeHome()
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['who', 'x', '--limit', 'y'], /^--limit takes a whole number from 1 to 1000, got "y"$/],
    [['log', '--limit', '0'], /^--limit takes a whole number of 1 or more, got "0"$/],
    [['show', 'zz'], /^<id> takes 4 to 64 hex digits, got "zz"$/],
    [['keys', 'frob'], /^<action> takes one of list, .*got "frob"$/],
    [['who', ''], /^<path> is empty$/],
    [['who'], /<path>/],
    [['next', '--stagd'], /--stagd/],
    [['help', 'nxt'], /no command/],
    [['.', '--repo', '..'], /two repositories/],
    [['read', '.', '--repo', '..'], /two repositories/],
    [['.', '..'], /one path/],
  ]
  for (const [args, message] of cases) {
    const told = await home.run(args)
    assert.equal(told.status, 64, args.join(' '))
    assert.match(told.stderr, /^CLI_USAGE: .+\n {2}.+\n$/)
    const { status, stderr, stdout } = await home.run([...args, '--json'])
    assert.deepEqual([status, stdout], [64, ''], args.join(' '))
    const { error } = JSON.parse(stderr) as { error: { code: string; message: string } }
    assert.equal(error.code, 'CLI_USAGE')
    assert.match(error.message, message)
  }
})

test('help names every command, ends sentences once and keeps acronyms', async () => {
  using home = makeHome()
  const { stdout } = await home.run(['help'])
  for (const name of ['read', 'next', 'who', 'import', 'help'])
    assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'))
  const help = await home.run(['help', 'import'])
  assert.equal(help.status, 0)
  assert.match(help.stdout, /JSON Lines written by/)
  for (const command of ['read', 'next', 'who', 'log', 'import']) {
    assert.doesNotMatch((await home.run([command, '--help'])).stdout, /\.\.$/m)
  }
  assert.equal((await home.run(['-V'])).stdout, (await home.run(['--version'])).stdout)
})

test(
  'an output that takes nothing is one fault, a reader that went away none',
  { skip: !existsSync('/dev/full') },
  async () => {
    using home = makeHome()
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [LAUNCHER, 'status'], {
      env: home.environment,
      stdio: ['ignore', full, 'pipe'],
    })
    const [told, [status]] = await Promise.all([text(child.stderr!), once(child, 'exit')])
    closeSync(full)
    assert.equal(status, 74)
    assert.match(told, /^CLI_OUTPUT_FAILED: .+\n.+\n$/)

    const left = home.start(['help'])
    left.stdout!.destroy()
    assert.deepEqual(await once(left, 'exit'), [0, null])
  },
)

test('an interruption ends an import that waits for its input', async () => {
  using home = makeHome()
  const child = spawn(process.execPath, [LAUNCHER, 'import'], {
    env: home.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  const lock = join(home.dataDir, 'log')
  while (!existsSync(lock)) await setTimeout(20)
  await setTimeout(300)
  child.kill('SIGINT')
  assert.deepEqual(await ended, [130, null])
})

test('a kind that no event has is remarked on, a prefix of one is not', async () => {
  using home = makeHome()
  assert.match((await home.run(['log', '--kind', 'bogus'])).stderr, /bogus.*vcs\.commit/)
  for (const kind of ['vcs.commit', 'vcs.ref.'])
    assert.equal((await home.run(['log', '--kind', kind])).stderr, '')
})

test('where reading is switched off, the first screen says so', async () => {
  using home = makeHome()
  using repository = makeProject()
  await home.json(['--repo', repository.path])
  const file = join(home.configDir, 'config.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"history": "full"', '"history": "off"'))
  const { stdout } = await home.run(['--repo', repository.path])
  assert.match(stdout, /reading is off/)
  assert.ok(stdout.includes(file), stdout)
})

test('status tells when the newest commit was made, however late it was read', async () => {
  using home = makeHome()
  using repository = makeProject()
  repository.git('branch', 'old', 'HEAD~5')
  await home.json(['--repo', repository.path])
  const { repos } = await home.json<{ repos: { lastCommitAt: string }[] }>(['status'])
  const authored = Number(repository.git('log', '-1', '--format=%at'))
  assert.equal(Date.parse(repos[0]!.lastCommitAt), authored * 1000)
})

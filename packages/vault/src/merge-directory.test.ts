import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { makeGit } from './git.ts'
import { openMergeDirectory } from './merge-directory.ts'
import { findRepository } from './repository.ts'

const NOW_MS = Date.UTC(2026, 10, 25)
const HOUR_MS = 3_600_000

function makeHome(t: TestContext): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-merging-')))
  t.after(() => rmSync(home, { recursive: true }))
  return home
}

function makeRepository(path: string, ...options: string[]): string {
  mkdirSync(path, { recursive: true })
  const run = (...args: string[]): string =>
    execFileSync('git', args, { cwd: path, encoding: 'utf8', env: { ...process.env, ...AUTHOR } }).trim()
  run('init', '--quiet', ...options)
  run('commit', '--quiet', '--allow-empty', '-m', 'one')
  return run('rev-parse', 'HEAD')
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a',
}

test('it sees the repository’s objects, keeps its own to itself, and is gone afterwards', async (t) => {
  const home = makeHome(t)
  const source = join(home, 'source')
  const commit = makeRepository(source)
  // Of objects that are themselves borrowed, at a path that has to be quoted.
  const borrower = join(home, 'odd "name"\nhere')
  execFileSync('git', ['clone', '--quiet', '--shared', source, borrower], { stdio: 'ignore' })
  for (const path of [source, borrower]) {
    const before = readdirSync(join(path, '.git'), { recursive: true })
    const cacheDir = join(home, 'cache')
    const repository = await findRepository(makeGit(), path)
    const directory = await openMergeDirectory({
      cacheDir,
      repository,
      settings: new Map([['merge.renamelimit', '7']]),
      nowMs: NOW_MS,
      environment: process.env,
    })
    const { git, path: cwd } = directory
    assert.equal(statSync(cwd).mode & 0o777, 0o700)
    assert.equal(String(await git.read(['cat-file', '-t', commit], { cwd })), 'commit\n')
    assert.equal(String(await git.read(['config', 'merge.renameLimit'], { cwd })), '7\n')
    const made = String(await git.read(['hash-object', '-w', '--stdin'], { cwd, input: 'new' })).trim()
    assert.deepEqual(readdirSync(join(path, '.git'), { recursive: true }), before)
    assert.throws(() => execFileSync('git', ['cat-file', '-e', made], { cwd: path, stdio: 'ignore' }))
    await directory[Symbol.asyncDispose]()
    assert.deepEqual(readdirSync(join(cacheDir, 'merges')), [])
  }
})

test('objects of sha256, and where a history was cut, are understood', async (t) => {
  const home = makeHome(t)
  const modern = join(home, 'modern')
  const commit = makeRepository(modern, '--object-format=sha256')
  const full = join(home, 'full')
  makeRepository(full)
  execFileSync('git', ['commit', '--quiet', '--allow-empty', '-m', 'two'], {
    cwd: full,
    env: { ...process.env, ...AUTHOR },
  })
  const shallow = join(home, 'shallow')
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${full}`, shallow], { stdio: 'ignore' })
  for (const [path, commits] of [
    [modern, 1],
    [shallow, 1],
  ] as const) {
    const repository = await findRepository(makeGit(), path)
    const head =
      path === modern
        ? commit
        : execFileSync('git', ['rev-parse', 'HEAD'], { cwd: path, encoding: 'utf8' }).trim()
    await using directory = await openMergeDirectory({
      cacheDir: join(home, 'cache'),
      repository,
      settings: new Map(),
      nowMs: NOW_MS,
      environment: process.env,
    })
    const count = await directory.git.read(['rev-list', '--count', head], { cwd: directory.path })
    assert.equal(Number(String(count)), commits)
  }
})

test('what a crash left is removed once it is old, and nothing that is in use', async (t) => {
  const home = makeHome(t)
  makeRepository(join(home, 'repository'))
  const repository = await findRepository(makeGit(), join(home, 'repository'))
  const merges = join(home, 'cache', 'merges')
  // No process has a number beyond what Linux allows at most.
  const left = { old: '4999999-aaaaaa', young: '4999998-aaaaaa', running: `${process.pid}-aaaaaa` }
  for (const [age, name] of Object.entries(left)) {
    mkdirSync(join(merges, name, 'objects'), { recursive: true })
    writeFileSync(join(merges, name, 'HEAD'), '')
    const at = (NOW_MS - (age === 'young' ? 0.5 : 2) * HOUR_MS) / 1000
    utimesSync(join(merges, name), at, at)
  }
  await using directory = await openMergeDirectory({
    cacheDir: join(home, 'cache'),
    repository,
    settings: new Map(),
    nowMs: NOW_MS,
    environment: process.env,
  })
  assert.ok(existsSync(directory.path))
  assert.ok(!existsSync(join(merges, left.old)))
  assert.ok(existsSync(join(merges, left.young)))
  assert.ok(existsSync(join(merges, left.running)))
})

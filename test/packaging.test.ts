/** What `npm pack` makes, installed where nothing else is, does what the checkout does. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { after, before } from 'node:test'
import manifest from '../packages/wakelore/package.json' with { type: 'json' }
import { ROOT } from '../tools/source-files.ts'
import { oldNodes } from './old-node.ts'
import { copyCheckout, npm } from './packed-checkout.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-packaging-')))
const checkout = join(scratch, 'checkout')
const prefix = join(scratch, 'prefix')
const repository = join(scratch, 'repository')
const installed = join(prefix, 'lib/node_modules/wakelore')
const SOURCE_CHECKOUT = join(ROOT, 'packages/wakelore/bin/wakelore.js')
const INSTALLED = join(prefix, 'bin/wakelore')

before(() => {
  copyCheckout(checkout)
  npm(checkout, 'pack', '--workspace=wakelore', `--pack-destination=${scratch}`)
  mkdirSync(prefix)
  npm(
    prefix,
    'install',
    '--global',
    '--prefer-offline',
    '--prefix',
    prefix,
    join(scratch, `wakelore-${manifest.version}.tgz`),
  )
  makeRepository()
})
after(() => rmSync(scratch, { recursive: true }))

test('the package holds what runs, and nothing else', () => {
  // A global installation has its dependencies within it, which are as their authors packed them.
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('node_modules/') || path.startsWith('node_modules/@wakelore/'),
  )
  const odd = files.filter((path) =>
    /\.(test|bench|prove|contract|fixture)\.|\.ts$|\.map$|tsbuildinfo|\/src\//.test(path),
  )
  assert.deepEqual(odd, [])
  for (const path of ['LICENSE', 'README.md', 'bin/wakelore.js', 'dist/main.js', 'man/wakelore.1']) {
    assert.ok(files.includes(path), `${path} is missing`)
  }
  for (const name of manifest.bundleDependencies)
    assert.ok(files.includes(`node_modules/${name}/package.json`), name)
})

test('packing leaves nothing behind in the checkout', () => {
  for (const path of ['node_modules', 'LICENSE', 'README.md']) {
    assert.equal(existsSync(join(checkout, 'packages/wakelore', path)), false, path)
  }
})

test('an installed wakelore says its version and helps', () => {
  assert.equal(run(INSTALLED, '--version'), `${manifest.version}\n`)
  assert.equal(run(INSTALLED, '--help'), run(SOURCE_CHECKOUT, '--help'))
})

test('man finds the page of an installed wakelore', (t) => {
  const { error, stdout } = spawnSync('man', ['-M', join(prefix, 'share/man'), '-w', 'wakelore'], {
    encoding: 'utf8',
  })
  if (error !== undefined) return t.skip('man is missing')
  assert.equal(realpathSync(stdout.trim()), join(installed, 'man/wakelore.1'))
})

test('an installed wakelore reads a repository and answers as the checkout does', () => {
  const who = ['who', 'src/parser.ts', '--repo', repository, '--json']
  const next = ['next', 'src/parser.ts', '--repo', repository, '--json']
  const read = JSON.parse(run(INSTALLED, repository, '--json')) as object
  assert.notEqual(Object.keys(read).length, 0)
  for (const args of [who, next]) assert.deepEqual(answer(INSTALLED, args), answer(SOURCE_CHECKOUT, args))
})

for (const { name, command } of oldNodes(scratch)) {
  test(`an installed wakelore started by ${name} says what it needs`, () => {
    const [node, ...args] = command
    const { status, stderr } = spawnSync(node, [...args, INSTALLED, repository], { encoding: 'utf8' })
    assert.equal(status, 69)
    assert.match(stderr, /needs Node\.js 24\.6 or newer; found 20\.|found \d+\./)
  })
}

/** Twelve commits by two people, in which a parser and its test change together. */
function makeRepository(): void {
  mkdirSync(repository)
  git('init', '--quiet', '--initial-branch=main')
  for (let round = 0; round < 12; round++) {
    const author = round % 3 === 0 ? 'Grace Hopper' : 'Ada Lovelace'
    const paths = [
      'src/parser.ts',
      ...(round % 4 === 3 ? [] : ['src/parser.test.ts']),
      `docs/page-${round}.md`,
    ]
    for (const path of paths) {
      mkdirSync(dirname(join(repository, path)), { recursive: true })
      writeFileSync(join(repository, path), `round ${round}\n`)
    }
    const date = `2024-03-${String(round + 1).padStart(2, '0')}T12:00:00Z`
    git('add', '.')
    git('-c', `user.name=${author}`, 'commit', '--quiet', `--date=${date}`, `--message=Round ${round}`)
  }
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.email=dev@example.org', ...args], {
    cwd: repository,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_COMMITTER_DATE: '2024-03-20T12:00:00Z' },
  })
}

/** Each wakelore has a home of its own, so that neither reads what the other stored. */
function run(wakelore: string, ...args: string[]): string {
  const home = join(scratch, wakelore === INSTALLED ? 'home-installed' : 'home-checkout')
  mkdirSync(home, { recursive: true })
  const { XDG_DATA_HOME: _data, XDG_CONFIG_HOME: _config, XDG_CACHE_HOME: _cache, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [wakelore, ...args], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...env, HOME: home, NO_COLOR: '1' },
  })
  assert.equal(status, 0, `wakelore ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}

/** Scores decay with the clock, and seconds lie between two runs: their order counts, they don't. */
function answer(wakelore: string, args: readonly string[]): unknown {
  return JSON.parse(run(wakelore, ...args), (name, value: unknown) => (name === 'score' ? undefined : value))
}

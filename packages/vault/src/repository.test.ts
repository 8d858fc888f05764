import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from './git.ts'
import { findRepository, readWorktreePlace } from './repository.ts'

const scratch = await realpath(await mkdtemp(join(tmpdir(), 'wakelore-repository-')))
after(() => rm(scratch, { recursive: true }))
const environment = {
  PATH: process.env['PATH'],
  HOME: scratch,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}
const git = makeGit({ environment })
const plain = (...args: string[]) => execFileSync('git', args, { env: environment, stdio: 'pipe' })

test('a repository is found from any directory inside it, as one', async () => {
  const path = join(scratch, 'atlas')
  plain('init', '-q', path)
  await mkdir(join(path, 'deep', 'er'), { recursive: true })
  const found = await findRepository(git, path)
  assert.deepEqual(found, {
    id: found.id,
    name: 'atlas',
    commonDir: join(path, '.git'),
    worktreeRoot: path,
    cwd: path,
    objectFormat: 'sha1',
    isBare: false,
    isShallow: false,
  })
  assert.deepEqual(await findRepository(git, join(path, 'deep', 'er')), found)
})

test('a linked worktree is the same repository, and has a name', async () => {
  const path = join(scratch, 'main')
  plain('init', '-q', path)
  plain('-C', path, 'commit', '-q', '--allow-empty', '-m', 'x')
  plain('-C', path, 'worktree', 'add', '-q', join(scratch, 'side'))
  const main = await findRepository(git, path)
  const side = await findRepository(git, join(scratch, 'side'))
  assert.equal(side.id, main.id)
  assert.equal(side.commonDir, main.commonDir)
  assert.equal(side.worktree, 'side')
  assert.equal(side.worktreeRoot, join(scratch, 'side'))
  assert.equal(main.worktree, undefined)
})

test('bare, shallow and SHA-256 repositories say so', async () => {
  plain('init', '-q', '--object-format=sha256', join(scratch, 'sha256'))
  assert.equal((await findRepository(git, join(scratch, 'sha256'))).objectFormat, 'sha256')

  const source = join(scratch, 'source')
  plain('init', '-q', source)
  for (const message of ['one', 'two']) plain('-C', source, 'commit', '-q', '--allow-empty', '-m', message)
  plain('clone', '-q', '--bare', '--depth=1', `file://${source}`, join(scratch, 'copy.git'))
  const copy = await findRepository(git, join(scratch, 'copy.git'))
  assert.equal(copy.name, 'copy')
  assert.equal(copy.isBare, true)
  assert.equal(copy.isShallow, true)
  assert.equal(copy.worktreeRoot, undefined)
  assert.equal(copy.cwd, join(scratch, 'copy.git'))
})

test('a path may hold newlines and blanks', { skip: process.platform === 'win32' }, async () => {
  const path = join(scratch, 'new\nline  ')
  plain('init', '-q', join(scratch, 'plain'))
  await rename(join(scratch, 'plain'), path)
  const found = await findRepository(git, path)
  assert.equal(found.worktreeRoot, path)
  assert.equal(found.commonDir, join(path, '.git'))
})

test('outside of every repository is a fault that says how to name one', async () => {
  await assert.rejects(findRepository(git, scratch), (error) => {
    assert.ok(isFault(error, 'GIT_NOT_A_REPOSITORY'))
    assert.match(error.help, /--repo/)
    return true
  })
})

test("a worktree's place is read from its files as git finds it", async () => {
  const path = join(scratch, 'placed')
  plain('init', '-q', path)
  plain('-C', path, 'commit', '-q', '--allow-empty', '-m', 'x')
  plain('-C', path, 'worktree', 'add', '-q', join(scratch, 'placed-side'))
  plain('init', '-q', '--separate-git-dir', join(scratch, 'elsewhere.git'), join(scratch, 'separate'))
  await mkdir(join(scratch, 'linked'))
  await symlink(join(path, '.git'), join(scratch, 'linked', '.git'))
  for (const worktree of [path, join(scratch, 'placed-side'), join(scratch, 'separate')]) {
    const { commonDir, worktree: name } = await findRepository(git, worktree)
    assert.deepEqual(await readWorktreePlace(worktree), {
      commonDir,
      ...(name === undefined ? {} : { worktree: name }),
    })
  }
  assert.deepEqual(await readWorktreePlace(join(scratch, 'linked')), { commonDir: join(path, '.git') })
})

test('what is no worktree has no place, whatever lies in the way', async () => {
  const make = async (name: string, content?: string): Promise<string> => {
    const path = join(scratch, name)
    await mkdir(path)
    if (content !== undefined) await writeFile(join(path, '.git'), content)
    return path
  }
  assert.equal(await readWorktreePlace(join(scratch, 'nowhere')), undefined)
  assert.equal(await readWorktreePlace(await make('bare-directory')), undefined)
  assert.equal(await readWorktreePlace(await make('no-pointer', 'hello')), undefined)
  assert.equal(await readWorktreePlace(await make('dangling', 'gitdir: /nowhere/at/all\n')), undefined)
  assert.equal(await readWorktreePlace(await make('endless', `gitdir: ${'x'.repeat(100_000)}`)), undefined)
  const piped = await make('piped')
  execFileSync('mkfifo', [join(piped, '.git')])
  assert.equal(await readWorktreePlace(piped), undefined)
})

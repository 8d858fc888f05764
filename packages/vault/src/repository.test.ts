import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from './git.ts'
import { findRepository } from './repository.ts'

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

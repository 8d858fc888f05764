import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { readChangedPaths, type ChangeScope } from './changed-paths.ts'
import { makeScratchRepository, type ScratchRepository } from './scratch-repository.fixture.ts'

const git = makeGit()
const changed = async (
  scratch: ScratchRepository,
  scope: ChangeScope,
  from = scratch.path,
): Promise<string[]> => (await readChangedPaths(git, await findRepository(git, from), scope)).sort()

test('the worktree names what is staged, unstaged, untracked, moved and deleted, from any directory', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { '.gitignore': '*.log\n', a: 'a', b: 'b', 'dir/c': 'c', 'dir/d': 'some text\n' })
  scratch.write({ a: 'changed', b: null, 'dir/new/e': 'e', 'x.log': 'ignored', 'dir/with space': '' })
  scratch.git('mv', 'dir/d', 'dir/moved')
  const expected = ['a', 'b', 'dir/d', 'dir/moved', 'dir/new/e', 'dir/with space']
  assert.deepEqual(await changed(scratch, { kind: 'worktree' }), expected)
  assert.deepEqual(await changed(scratch, { kind: 'worktree' }, join(scratch.path, 'dir')), expected)
})

test('the index is compared with HEAD, and with nothing where HEAD is unborn', async () => {
  using scratch = makeScratchRepository()
  scratch.write({ a: 'a', 'dir/b': 'b', untracked: '' })
  scratch.git('add', 'a', 'dir/b')
  assert.deepEqual(await changed(scratch, { kind: 'staged' }), ['a', 'dir/b'])
  scratch.commit('start')
  scratch.write({ a: 'unstaged', 'dir/b': 'staged' })
  scratch.git('add', 'dir/b')
  scratch.git('config', 'diff.relative', 'true')
  assert.deepEqual(await changed(scratch, { kind: 'staged' }, join(scratch.path, 'dir')), ['dir/b'])
})

test('what is staged is what the index holds that git has its hook look at', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { a: 'a', b: 'b' })
  scratch.write({ a: 'staged', b: 'committed with -a' })
  scratch.git('add', 'a')
  const seen = join(scratch.path, '.git/seen')
  scratch.write({ '.git/hooks/pre-commit': `#!/bin/sh\ncp "$GIT_INDEX_FILE" ${seen}\n` })
  chmodSync(join(scratch.path, '.git/hooks/pre-commit'), 0o755)
  scratch.git('commit', '-q', '-m', 'only b', 'b')
  scratch.git('reset', '-q', '--soft', 'HEAD~')
  assert.deepEqual(await changed(scratch, { kind: 'staged', indexFile: seen }), ['b'])
})

test('a conflicted path is named once', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { a: 'base\n' })
  scratch.git('branch', 'side')
  scratch.commit('ours', { a: 'ours\n' })
  scratch.git('checkout', '--quiet', 'side')
  scratch.commit('theirs', { a: 'theirs\n' })
  assert.throws(() => scratch.git('merge', 'main'))
  assert.deepEqual(await changed(scratch, { kind: 'worktree' }), ['a'])
  assert.deepEqual(await changed(scratch, { kind: 'staged' }), ['a'])
})

test('paths that are not UTF-8, hold control characters or begin with a quote stay distinct', async () => {
  using scratch = makeScratchRepository()
  scratch.write({ 'new\nline\t\x1b[31m': '', '"quoted"': '', 'caf\u00e9': '' })
  writeFileSync(Buffer.concat([Buffer.from(`${scratch.path}/caf`), Buffer.from([0xe9, 0x2e, 0x74])]), '')
  const expected = ['"\\"quoted\\""', '"caf\\351.t"', 'caf\u00e9', 'new\nline\t\x1b[31m']
  assert.deepEqual(await changed(scratch, { kind: 'worktree' }), expected)
  scratch.git('add', '--all')
  assert.deepEqual(await changed(scratch, { kind: 'staged' }), expected)
})

test('a branch is compared with where it left the default branch', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { a: 'a', b: 'b' })
  scratch.git('checkout', '--quiet', '-b', 'topic')
  scratch.commit('topic', { a: 'changed', c: 'c' })
  scratch.git('checkout', '--quiet', 'main')
  scratch.commit('later', { b: 'changed' })
  scratch.git('tag', 'topic', 'main')
  assert.deepEqual(await changed(scratch, { kind: 'branch', branch: 'topic' }), ['a', 'c'])
  scratch.git('update-ref', 'refs/remotes/origin/main', 'main~1')
  scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  assert.deepEqual(await changed(scratch, { kind: 'branch', branch: 'main' }), ['b'])
})

test('what cannot be compared says why', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { a: 'a' })
  const fails = (branch: string, code: string): Promise<void> =>
    assert.rejects(changed(scratch, { kind: 'branch', branch }), (error) => isFault(error, code))
  await fails('absent', 'CAPTURE_BRANCH_UNKNOWN')
  await fails('--output=x', 'CAPTURE_BRANCH_UNKNOWN')
  await fails('main', 'CAPTURE_BRANCH_IS_DEFAULT')
  scratch.git('update-ref', 'refs/remotes/origin/main', 'main')
  scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
  for (const itself of ['main', 'origin/main', 'origin/HEAD'])
    await fails(itself, 'CAPTURE_BRANCH_IS_DEFAULT')
  scratch.git('symbolic-ref', '--delete', 'refs/remotes/origin/HEAD')
  scratch.git('update-ref', '-d', 'refs/remotes/origin/main')
  scratch.git('branch', 'fresh')
  assert.deepEqual(await changed(scratch, { kind: 'branch', branch: 'fresh' }), [])
  scratch.git('tag', 'v1')
  for (const revision of ['v1', 'HEAD', 'main~0', 'refs/tags/v1'])
    await fails(revision, 'CAPTURE_BRANCH_UNKNOWN')
  scratch.git('checkout', '--quiet', '--orphan', 'other')
  scratch.commit('unrelated')
  await fails('other', 'CAPTURE_BRANCH_UNRELATED')
  scratch.git('branch', '-m', 'main', 'renamed')
  await fails('other', 'CAPTURE_DEFAULT_BRANCH_UNKNOWN')

  using bare = makeScratchRepository({ bare: true })
  await assert.rejects(changed(bare, { kind: 'worktree' }), (error) => isFault(error, 'CAPTURE_NO_WORKTREE'))
  await assert.rejects(changed(bare, { kind: 'staged' }), (error) => isFault(error, 'CAPTURE_NO_WORKTREE'))
})

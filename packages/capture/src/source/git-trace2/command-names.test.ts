import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import test from 'node:test'
import { isGitCommand, knownChildClass, operationName, placeOfArguments } from './command-names.ts'

test('every command of the installed git is known', () => {
  const listed = execFileSync('git', ['--list-cmds=builtins,main'], { encoding: 'utf8' })
  const names = listed.split('\n').filter((name) => name !== '')
  const unknown = names.filter((name) => !isGitCommand(name))
  assert(names.length > 100)
  assert.deepEqual(unknown, [])
})

test('a name that is not one of git’s never passes', () => {
  const names = (...told: string[]): string =>
    operationName({ names: told, argv: ['git', 'token-of-somebody'] })
  assert.equal(names('token-of-somebody'), 'external')
  assert.equal(names('_token_'), 'unknown')
  assert.equal(names(), 'external')
  assert.equal(names('constructor'), 'external')
  assert.equal(knownChildClass('remote-token'), 'remote')
  assert.equal(knownChildClass('token'), 'other')
})

test('the command is what a process called itself last, or what its wrapper ran', () => {
  const argv = ['git', '-c', 'a=b', '-C', 'dir', '--no-pager', 'commit', '-m']
  assert.equal(operationName({ names: [], argv }), 'commit')
  assert.equal(operationName({ names: [], argv: ['/usr/lib/git-core/git-upload-pack', '.'] }), 'upload-pack')
  assert.equal(operationName({ names: [], argv: ['git'] }), 'usage')
  assert.equal(operationName({ names: [], argv: [] }), 'unknown')
  assert.equal(operationName({ names: ['rebase', '_usage_'], argv }), 'rebase')
  assert.equal(operationName({ names: ['_query_'], argv }), 'query')
  assert.equal(
    operationName({ names: ['_run_dashed_', '_run_git_alias_'], expansion: ['-c', 'x=y', 'diff'], argv }),
    'diff',
  )
  assert.equal(operationName({ names: ['_run_dashed_'], dashed: 'git-submodule', argv }), 'submodule')
  assert.equal(operationName({ names: ['_run_dashed_'], dashed: 'git-lfs', argv }), 'external')
  const helper = ['/usr/lib/git-core/git-remote-https', 'origin']
  assert.equal(operationName({ names: ['remote-curl'], argv: helper }), 'remote-https')
})

test('a place on the command line counts where it is absolute and stands before the command', () => {
  assert.equal(placeOfArguments(['git', '-C', '/a', 'log']), '/a')
  assert.equal(placeOfArguments(['git', '-c', '-C', '--git-dir=/a/.git', 'log']), '/a/.git')
  assert.equal(placeOfArguments(['git', '--work-tree', 'C:/a', 'log']), 'C:/a')
  assert.equal(placeOfArguments(['git', '-C', 'a', 'log']), undefined)
  assert.equal(placeOfArguments(['git', 'log', '-C', '/a']), undefined)
  assert.equal(placeOfArguments(['git', '-C']), undefined)
})

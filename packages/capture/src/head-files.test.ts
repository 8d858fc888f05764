import assert from 'node:assert/strict'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { readCommitMessages } from './commit-messages.ts'
import { readFilesBefore, readHeadFiles, type FileReadOptions, type HeadFile } from './head-files.ts'
import { readHeadTree } from './head-tree.ts'
import { readPathAttributes } from './path-attributes.ts'
import { makeScratchRepository, type ScratchRepository } from './scratch-repository.fixture.ts'

const git = makeGit()

async function read(
  { path }: ScratchRepository,
  paths: readonly string[],
  options: Partial<FileReadOptions> = {},
): Promise<Record<string, HeadFile>> {
  const found: Record<string, HeadFile> = {}
  const repository = await findRepository(git, path)
  for await (const [name, file] of readHeadFiles(git, repository, paths, { maxBytes: 1000, ...options }))
    found[name] = file
  return found
}

const kinds = (found: Record<string, HeadFile>): Record<string, string> =>
  Object.fromEntries(Object.entries(found).map(([path, { kind }]) => [path, kind]))

test('files are what HEAD has of them, each by what it is', async () => {
  using repository = makeScratchRepository()
  repository.commit('All', {
    'src/a.ts': 'one\n',
    'a b:c.txt': 'two\n',
    'bin.dat': Uint8Array.from([1, 0, 2]),
    'large.json': 'x'.repeat(1001),
    'gone.ts': 'three\n',
    'line\nend.ts': 'four\n',
  })
  repository.commit('Gone', { 'gone.ts': null })
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`)
  repository.git('commit', '-q', '-m', 'Submodule')
  // What stands in the worktree doesn't count.
  repository.write({ 'src/a.ts': 'edited\n', 'src/new.ts': 'new\n' })
  const found = await read(repository, [
    'src/a.ts',
    'a b:c.txt',
    'bin.dat',
    'large.json',
    'gone.ts',
    'line\nend.ts',
    'sub',
    'src',
    'src/new.ts',
    '"caf\\351.txt"',
  ])
  assert.deepEqual(kinds(found), {
    'src/a.ts': 'text',
    'a b:c.txt': 'text',
    'bin.dat': 'binary',
    'large.json': 'large',
    'gone.ts': 'absent',
    'line\nend.ts': 'missing',
    sub: 'absent',
    src: 'absent',
    'src/new.ts': 'absent',
    '"caf\\351.txt"': 'missing',
  })
  const file = found['src/a.ts']!
  assert.ok(file.kind === 'text')
  assert.equal(file.content.toString(), 'one\n')
  assert.equal(file.hash, repository.git('rev-parse', 'HEAD:src/a.ts'))
  const known = await read(repository, ['src/a.ts'], { isKnown: (hash) => hash === file.hash })
  assert.deepEqual(known['src/a.ts'], { kind: 'known', hash: file.hash })
})

test('an object that is not here is missing, and those behind it are still read', async () => {
  using repository = makeScratchRepository()
  repository.commit('All', { 'a.ts': 'one\n', 'b.ts': 'two\n', 'c.ts': 'three\n' })
  const hash = repository.git('rev-parse', 'HEAD:b.ts')
  rmSync(join(repository.path, '.git/objects', hash.slice(0, 2), hash.slice(2)))
  const asked = ['a.ts', 'b.ts', 'c.ts', 'd.ts']
  const expected = { 'a.ts': 'text', 'b.ts': 'missing', 'c.ts': 'text', 'd.ts': 'absent' }
  assert.deepEqual(kinds(await read(repository, asked)), expected)
  // A partial clone has a promise for it, which nobody redeems: an older git dies of that.
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.url', `file://${repository.path}`],
    ['remote.origin.promisor', 'true'],
  ] as const) {
    repository.git('config', name, value)
  }
  assert.deepEqual(kinds(await read(repository, asked)), expected)
  // git tells of the one that it can't know, or dies.
  const tree = await readHeadTree(git, await findRepository(git, repository.path), '')
  assert.equal(tree?.find(({ path }) => path === 'b.ts')?.sizeBytes ?? 0, 0)
})

test('without a HEAD every file is missing, and there is no tree', async () => {
  using repository = makeScratchRepository()
  assert.deepEqual(kinds(await read(repository, ['a.ts'])), { 'a.ts': 'missing' })
  assert.equal(await readHeadTree(git, await findRepository(git, repository.path), ''), undefined)
})

test('nothing that the repository names is run, whatever is read of it', async () => {
  using repository = makeScratchRepository()
  const mark = join(repository.path, 'mark')
  const program = join(repository.path, 'program.sh')
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\ncat\n`)
  chmodSync(program, 0o755)
  repository.commit('All', {
    'a.ts': 'one\n',
    '.gitattributes': '*.ts diff=x filter=x merge=x linguist-generated\n',
  })
  for (const name of [
    'diff.x.textconv',
    'diff.x.command',
    'filter.x.smudge',
    'filter.x.clean',
    'core.fsmonitor',
  ])
    repository.git('config', name, program)
  const found = await findRepository(git, repository.path)
  assert.equal((await read(repository, ['a.ts']))['a.ts']!.kind, 'text')
  await readHeadTree(git, found, '')
  await readPathAttributes(git, found, ['a.ts'], ['linguist-generated'])
  assert.equal(existsSync(mark), false)
})

test('files before a commit are those of its parent; of a root there are none', async () => {
  using repository = makeScratchRepository()
  const first = repository.commit('One', { 'a.ts': 'one\n' })
  const second = repository.commit('Two', { 'a.ts': 'two\n', 'b.ts': 'new\n' })
  const found: [number, string][] = []
  const files = [
    { sha: second, path: 'a.ts' },
    { sha: second, path: 'b.ts' },
    { sha: first, path: 'a.ts' },
    { sha: second, path: 'line\nend' },
  ]
  const opened = await findRepository(git, repository.path)
  for await (const [at, file] of readFilesBefore(git, opened, files, { maxBytes: 1000 }))
    found[at] = [at, file.kind === 'text' ? file.content.toString() : file.kind]
  assert.deepEqual(found, [
    [0, 'one\n'],
    [1, 'missing'],
    [2, 'missing'],
    [3, 'missing'],
  ])
})

test('messages are whole, and those that are not here are left out', async () => {
  using repository = makeScratchRepository()
  const message = 'Subject\n\nA body with\n\nparagraphs: é\n'
  const sha = repository.commit(message)
  const messages = await readCommitMessages(git, await findRepository(git, repository.path), [
    sha,
    '0'.repeat(40),
    repository.git('rev-parse', 'HEAD^{tree}'),
  ])
  assert.deepEqual([...messages], [[sha, message]])
})

test('attributes are what git says of the paths, from wherever in the repository it is asked', async () => {
  using repository = makeScratchRepository()
  repository.commit('All', {
    '.gitattributes': 'gen/** linguist-generated\nlib/* linguist-vendored=false\nx -linguist-generated\n',
    'gen/a.ts': 'a',
    'lib/b.ts': 'b',
  })
  const opened = await findRepository(git, join(repository.path, 'lib'))
  const asked = ['gen/a.ts', 'lib/b.ts', 'x', 'line\nend']
  const found = await readPathAttributes(git, opened, asked, ['linguist-generated', 'linguist-vendored'])
  for (const path of asked) {
    for (const name of ['linguist-generated', 'linguist-vendored']) {
      const line = repository.gitBytes(['check-attr', '-z', name, '--', path]).toString().split('\0')
      assert.equal(found.get(path)?.get(name), line[2], `${path} ${name}`)
    }
  }
  assert.equal(found.get('gen/a.ts')?.get('linguist-generated'), 'set')
})

test('a tree has its files with their sizes, below a path too; no links, no submodules', async () => {
  using repository = makeScratchRepository()
  repository.commit('All', { 'src/a.ts': 'four', 'src/deep/b.ts': 'sixsix', 'c d.ts': '' })
  const link = repository.gitBytes(['hash-object', '-w', '--stdin'], 'src/a.ts').toString().trim()
  repository.git('update-index', '--add', '--cacheinfo', `120000,${link},link`)
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`)
  repository.git('commit', '-q', '-m', 'Links')
  const opened = await findRepository(git, join(repository.path, 'src'))
  assert.deepEqual(await readHeadTree(git, opened, ''), [
    { path: 'c d.ts', sizeBytes: 0 },
    { path: 'src/a.ts', sizeBytes: 4 },
    { path: 'src/deep/b.ts', sizeBytes: 6 },
  ])
  assert.deepEqual(await readHeadTree(git, opened, 'src/deep'), [{ path: 'src/deep/b.ts', sizeBytes: 6 }])
})

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { makeGit } from '@wakelore/vault/git'
import { openMergeDirectory } from '@wakelore/vault/merge-directory'
import { findRepository } from '@wakelore/vault/repository'
import { mergeLines, readMergeAttributes } from './merge-attributes.ts'
import { makeScratchRepository } from './scratch-repository.fixture.ts'

const git = makeGit()

const ATTRIBUTES = {
  '.gitattributes': [
    '# a comment',
    '*.txt merge=union text eol=lf',
    '  indented.md\tmerge=binary',
    '"odd \\"name\\".c" -merge',
    '/top.c merge',
    'dir/*.c merge=union',
    '*.lock merge=mine diff=other',
    '[attr]together merge=union -text',
    '*.list together',
    '*.bin binary',
    '!negative merge=union',
    '*.star !merge',
    'no-attributes',
    'b\\[r\\].txt -merge',
  ].join('\n'),
  'dir/.gitattributes':
    '*.c -merge\r\n/only.txt merge=binary\r\nsub/*.txt -merge\n[attr]ignored merge\n*.x ignored\n',
  'dir/sub/.gitattributes': '*.c merge=union\n*.bin -binary\n',
  'we[i]rd */.gitattributes': '*.c merge=union\n',
}
const PATHS = [
  'a.txt',
  'indented.md',
  'dir/indented.md',
  'odd "name".c',
  'dir/odd "name".c',
  'top.c',
  'dir/top.c',
  'dir/a.c',
  'dir/sub/a.c',
  'dir/sub/deep/a.c',
  'dir/only.txt',
  'dir/sub/only.txt',
  'dir/sub/a.txt',
  'dir/sub/deep/a.txt',
  'a.lock',
  'dir/a.list',
  'a.bin',
  'dir/sub/a.bin',
  'a.star',
  'dir/a.x',
  'no-attributes',
  'b[r].txt',
  'we[i]rd */a.c',
  'weird x/a.c',
  'own.own',
]

test('as one file, the attributes of a commit say of merging what git reads from all of them', async () => {
  using scratch = makeScratchRepository()
  const commit = scratch.commit('attributes', ATTRIBUTES)
  writeFileSync(join(scratch.path, '.git/info/attributes'), '*.own merge=union\n*.star merge=binary\n')
  const repository = await findRepository(git, scratch.path)
  const cacheDir = mkdtempSync(join(tmpdir(), 'wakelore-attributes-'))
  try {
    await using directory = await openMergeDirectory({
      cacheDir,
      repository,
      settings: new Map(),
      nowMs: Date.now(),
      environment: process.env,
    })
    const [lines = ''] = await readMergeAttributes(git, repository, [commit])
    await directory.writeAttributes(lines)
    const input = PATHS.map((path) => `${path}\0`).join('')
    const args = ['check-attr', '-z', '--stdin', 'merge']
    const own = await directory.git.read(args, { cwd: directory.path, input })
    assert.deepEqual(String(own).split('\0'), String(scratch.gitBytes(args, input)).split('\0'))
    assert.ok(!/diff|text|eol/.test(lines.replace(/\.txt/g, '')), lines)
  } finally {
    rmSync(cacheDir, { recursive: true })
  }
})

test('each commit has its own, and those with the same ones have the same text', async () => {
  using scratch = makeScratchRepository()
  const one = scratch.commit('one', {
    '.gitattributes': '*.a merge=union\n',
    'sub/.gitattributes': '*.b -merge\n',
  })
  const same = scratch.commit('same', { 'file.txt': 'text\n' })
  const less = scratch.commit('less', { 'sub/.gitattributes': null })
  const none = scratch.commit('none', { '.gitattributes': null })
  const repository = await findRepository(git, scratch.path)
  const lines = await readMergeAttributes(git, repository, [less, one, same, none])
  assert.equal(lines[1], lines[2])
  assert.deepEqual(
    lines.map((text) => text.split('\n').filter((line) => line.includes('merge'))),
    [
      ['"*.a" merge=union'],
      ['"*.a" merge=union', '"sub/**/*.b" -merge'],
      ['"*.a" merge=union', '"sub/**/*.b" -merge'],
      [],
    ],
  )
})

test('what a repository writes there ends no line and names nothing but ways to merge', () => {
  assert.deepEqual(mergeLines(`${'x'.repeat(3000)} merge=union`, '.'), [])
  assert.deepEqual(mergeLines('a merge=$(touch\tx) filter=evil', '.'), ['"a" merge=driver'])
  assert.deepEqual(mergeLines('"a\\nb" merge=union', 'd"\\'), ['"d\\"\\\\\\\\/**/a\\nb" merge=union'])
  assert.deepEqual(mergeLines('[attr]x merge=union', 'sub'), [])
})

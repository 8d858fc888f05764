import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { checkGeneratedMerges } from './branch-conflicts/generated-merges.fixture.ts'
import type { KnownMerges } from './branch-conflicts/question.ts'
import { askAboutBranches } from './branch-conflicts/real-merge.fixture.ts'

const SEEDS_IN_CI = [44, 105]

test('generated branches collide in the files and lines that git leaves when they are merged', async () => {
  let ranges = 0
  for (const seed of SEEDS_IN_CI) ranges += (await checkGeneratedMerges(seed)).ranges
  assert.ok(ranges > 0)
})

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`)

function withLine(number: number, text: string): string {
  return `${LINES.with(number - 1, text).join('\n')}\n`
}

/** A branch from main with these files, in one commit; main is checked out again. */
function branch(
  { git, commit }: ScratchRepository,
  name: string,
  files: Parameters<ScratchRepository['commit']>[1],
  from = 'main',
): void {
  git('checkout', '--quiet', '-b', name, from)
  commit(name, files)
  git('checkout', '--quiet', 'main')
}

function base(): ScratchRepository {
  const scratch = makeScratchRepository()
  scratch.commit('base', { 'file.txt': withLine(1, 'line 1'), 'other.txt': 'other\n' })
  return scratch
}

/** What was found, by names. */
async function ask(
  scratch: ScratchRepository,
  options: Parameters<typeof askAboutBranches>[1] = { trunk: 'main' },
): Promise<{
  collisions: string[]
  merged: string[]
  unrelated: string[]
  failed: string[]
  merges: number
}> {
  const { branches, found } = await askAboutBranches(scratch, options)
  const named = ({ a, b }: { a: number; b: number }): string =>
    [branches[a]!.name, branches[b]!.name].join(' ')
  return {
    collisions: found.collisions
      .map(
        (pair) =>
          `${named(pair)}: ${pair.files
            .map(({ path, kind, ours, theirs }) => `${path} ${kind} ${JSON.stringify([ours, theirs])}`)
            .join(', ')}`,
      )
      .sort(),
    merged: found.merged
      .map(({ branch: one, into, how }) => `${branches[one]!.name} ${branches[into]!.name} ${how}`)
      .sort(),
    unrelated: found.unrelated.map(named).sort(),
    failed: found.failed.map(named).sort(),
    merges: found.merges,
  }
}

test('lines are those of each side, and where only one has some, where both would insert', async () => {
  using scratch = base()
  branch(scratch, 'a', { 'file.txt': `new\n${withLine(10, 'ten by a')}` })
  branch(scratch, 'b', { 'file.txt': withLine(10, 'ten by b\nand more') })
  branch(scratch, 'c', { 'file.txt': `${[...LINES.slice(0, 9), ...LINES.slice(10)].join('\n')}\n` })
  assert.deepEqual((await ask(scratch)).collisions, [
    'a b: file.txt content [[[11,11]],[[10,11]]]',
    'a c: file.txt content [[[11,11]],[[10,9]]]',
    'b c: file.txt content [[[10,11]],[[10,9]]]',
  ])
})

test('what another branch has already is told, and merged with nothing', async () => {
  using scratch = base()
  branch(scratch, 'stack-1', { 'file.txt': withLine(3, 'three') })
  branch(scratch, 'stack-2', { 'file.txt': withLine(3, 'THREE') }, 'stack-1')
  branch(scratch, 'squashed', { 'other.txt': 'squashed\n' })
  branch(scratch, 'nothing', {})
  scratch.git('branch', 'old')
  scratch.commit('squash', { 'other.txt': 'squashed\n' })
  branch(scratch, 'other', { 'other.txt': 'another\n' }, 'old')
  const { collisions, merged, merges } = await ask(scratch)
  assert.deepEqual(merged, [
    'nothing main same-changes',
    'old main contained',
    'squashed main same-changes',
    'stack-1 stack-2 contained',
  ])
  assert.deepEqual(collisions, ['main other: other.txt content [[[1,1]],[[1,1]]]'])
  // With main: what is squashed, what has nothing, and what collides.
  assert.equal(merges, 3)
})

test('histories without a commit in common are told and not merged', async () => {
  using scratch = base()
  scratch.git('checkout', '--quiet', '--orphan', 'pages')
  scratch.commit('pages', { 'file.txt': 'pages\n' })
  scratch.git('checkout', '--quiet', 'main')
  branch(scratch, 'a', { 'file.txt': withLine(3, 'a') })
  assert.deepEqual(await ask(scratch), {
    collisions: [],
    merged: [],
    unrelated: ['a pages', 'main pages'],
    failed: [],
    merges: 0,
  })
})

test('only pairs that changed what touches are merged; a directory that went draws what was put into it', async () => {
  using scratch = base()
  scratch.commit('lib', {
    'lib/a': 'a\n'.repeat(9),
    'lib/b': 'b\n'.repeat(9),
    'lib/c': 'c\n'.repeat(9),
    plain: 'p\n',
  })
  branch(scratch, 'apart', { 'new.txt': 'new\n' })
  branch(scratch, 'inside', { 'lib/new': 'new\n' })
  branch(scratch, 'into-file', { plain: null, 'plain/below': 'x\n' })
  branch(scratch, 'edits', { plain: 'changed\n' })
  scratch.git('checkout', '--quiet', '-b', 'moved')
  scratch.git('mv', 'lib', 'src')
  scratch.commit('moved')
  scratch.git('checkout', '--quiet', 'main')
  const { collisions, merges } = await ask(scratch)
  assert.deepEqual(collisions, [
    'edits into-file: plain file/directory [[],[]]',
    'inside moved: src/new file location [[],[]]',
  ])
  assert.equal(merges, 2)
  scratch.git('config', 'merge.directoryRenames', 'true')
  assert.deepEqual((await ask(scratch)).collisions, ['edits into-file: plain file/directory [[],[]]'])
})

test('with a branch moved, only its pairs are merged anew, and all is as if nothing had been known', async () => {
  using scratch = base()
  for (const name of ['a', 'b', 'c', 'd']) branch(scratch, name, { 'file.txt': withLine(3, name) })
  const known: KnownMerges = new Map()
  const first = await ask(scratch, { trunk: 'main', known })
  assert.equal(first.collisions.length, 6)
  const before = new Map(known)
  scratch.git('checkout', '--quiet', 'd')
  scratch.commit('again', { 'file.txt': withLine(15, 'd') })
  scratch.git('checkout', '--quiet', 'main')
  const second = await ask(scratch, { trunk: 'main', known })
  assert.deepEqual(second, await ask(scratch))
  assert.equal(second.collisions.length, 3)
  assert.equal([...known].filter(([key, outcome]) => before.get(key) !== outcome).length, 3)
})

test('git’s own ways to merge count, wherever attributes choose them; a driver is named and not run', async () => {
  using scratch = base()
  scratch.commit('attributes', {
    'list.txt': 'one\n',
    'deep/list.txt': 'one\n',
    'deep/er/list.txt': 'one\n',
    'blob.txt': 'one\n',
    'driven.lock': 'one\n',
    'own.txt': 'one\n',
    '.gitattributes': 'list.txt merge=union\nblob.txt binary\n*.lock merge=mine\n',
    'deep/.gitattributes': '/list.txt -merge\n',
  })
  writeFileSync(join(scratch.path, '.git/info/attributes'), 'own.txt merge=union\n')
  const paths = ['list.txt', 'deep/list.txt', 'deep/er/list.txt', 'blob.txt', 'driven.lock', 'own.txt']
  for (const name of ['a', 'b']) {
    branch(scratch, name, Object.fromEntries(paths.map((path) => [path, `one\n${name}\n`])))
  }
  const { branches, found } = await askAboutBranches(scratch)
  assert.equal(branches.length, 3)
  const files = found.collisions.flatMap((pair) => pair.files)
  assert.deepEqual(
    files.map(({ path, kind, driver }) => [path, kind, driver]),
    [
      ['blob.txt', 'binary', null],
      ['deep/list.txt', 'binary', null],
      ['driven.lock', 'content', 'mine'],
    ],
  )
})

test('nothing that a repository names is run, and not a byte of it changes', async () => {
  using scratch = base()
  const trap = join(scratch.path, '..', 'trap')
  const sprung = join(scratch.path, '..', 'sprung')
  writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${sprung}'\ncat\n`)
  chmodSync(trap, 0o755)
  const attributes = join(scratch.path, '..', 'attributes')
  writeFileSync(attributes, '* merge=union\n')
  for (const name of ['a', 'b']) {
    branch(scratch, name, {
      'file.txt': withLine(3, name),
      '.gitattributes': '* merge=evil filter=evil diff=evil text eol=crlf\n',
    })
  }
  for (const [key, value] of [
    ['merge.evil.driver', `${trap} %O %A %B`],
    ['merge.default', 'evil'],
    ['filter.evil.clean', trap],
    ['filter.evil.smudge', trap],
    ['filter.evil.process', trap],
    ['filter.evil.required', 'true'],
    ['diff.evil.textconv', trap],
    ['diff.evil.command', trap],
    ['diff.external', trap],
    ['core.fsmonitor', trap],
    ['core.attributesFile', attributes],
    ['core.alternateRefsCommand', trap],
    ['merge.conflictStyle', 'diff3'],
    ['merge.renameLimit', '7; x'],
  ] as const) {
    scratch.git('config', key, value)
  }
  for (const hook of ['pre-merge-commit', 'post-merge', 'reference-transaction', 'post-index-change']) {
    writeFileSync(join(scratch.path, '.git/hooks', hook), `#!/bin/sh\necho hook >> '${sprung}'\n`)
    chmodSync(join(scratch.path, '.git/hooks', hook), 0o755)
  }
  const before = digestOf(scratch.path)
  const { found } = await askAboutBranches(scratch)
  assert.equal(digestOf(scratch.path), before)
  assert.ok(!existsSync(sprung))
  assert.deepEqual(
    found.collisions[0]?.files.map(({ path, kind, driver, ours }) => [path, kind, driver, ours]),
    [['file.txt', 'content', 'evil', [[3, 3]]]],
  )
})

/** Of every file's name, kind, mode, time and contents. */
function digestOf(path: string): string {
  const hash = createHash('sha256')
  for (const name of (readdirSync(path, { recursive: true }) as string[]).sort()) {
    const { mode, mtimeMs } = lstatSync(join(path, name))
    hash.update(`${name}\0${mode}\0${mtimeMs}\0`)
    if (lstatSync(join(path, name)).isFile()) hash.update(readFileSync(join(path, name)))
  }
  return hash.digest('hex')
}

test('text that looks like markers, lines that end as on Windows and a missing last newline change no line numbers', async () => {
  using scratch = makeScratchRepository()
  const text = ['title', '=======', '<<<<<<< HEAD', 'x', '>>>>>>> b', 'y', 'z', 'last'].join('\r\n')
  scratch.commit('base', { 'readme.rst': text })
  branch(scratch, 'a', { 'readme.rst': text.replace('title', 'intro\r\ntitle').replace('last', 'by a') })
  branch(scratch, 'b', { 'readme.rst': text.replace('last', 'by b\r\nand more') })
  assert.deepEqual((await ask(scratch)).collisions, ['a b: readme.rst content [[[9,9]],[[8,9]]]'])
})

test('a merge that git can’t make, of an object that is missing, is told; the others are made', async () => {
  using scratch = base()
  for (const name of ['a', 'b', 'c']) branch(scratch, name, { 'file.txt': withLine(3, name) })
  const blob = scratch.git('rev-parse', 'b:file.txt')
  const objects = readdirSync(join(scratch.path, '.git/objects', blob.slice(0, 2)))
  assert.ok(objects.includes(blob.slice(2)))
  unlinkSync(join(scratch.path, '.git/objects', blob.slice(0, 2), blob.slice(2)))
  const { collisions, failed } = await ask(scratch)
  assert.deepEqual(collisions, ['a c: file.txt content [[[3,3]],[[3,3]]]'])
  assert.deepEqual(failed, ['a b', 'b c'])
})

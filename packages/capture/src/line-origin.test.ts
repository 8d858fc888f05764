import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { makeGit } from '@wakelore/vault/git'
import { isFault } from '@wakelore/kernel/fault'
import { findRepository } from '@wakelore/vault/repository'
import { readAskedFile } from './line-origin/asked-file.ts'
import { readIgnoredRevisions } from './line-origin/ignored-revisions.ts'
import type { OriginRead } from './line-origin/origin-read.ts'
import { traceLines, type LineOrigin, type OriginRequest } from './line-origin.ts'
import { makeScratchRepository, type ScratchRepository } from './scratch-repository.fixture.ts'
import { readShallowEdge } from './source/git-history/shallow-edge.ts'

const git = makeGit()

async function readOf(path: string): Promise<OriginRead> {
  return { git, repository: await findRepository(git, path), signal: undefined }
}

async function trace(
  scratch: ScratchRepository,
  path: string,
  line: number,
  request: Partial<OriginRequest> = {},
): Promise<LineOrigin> {
  const revision = 'revision' in request ? request.revision : scratch.git('rev-parse', 'HEAD')
  const whole = {
    path,
    ranges: [{ start: line, end: line }],
    passedOver: new Set<string>(),
    shallow: new Set<string>(),
    ...request,
    revision,
  }
  const [found, ...more] = await traceLines(await readOf(scratch.path), whole)
  assert.equal(more.length, 0)
  return found!
}

function commitOf({ origin }: LineOrigin): string {
  return origin.kind === 'commit' ? origin.commit : origin.kind
}

const BLOCK = [
  'function total(values) {',
  '  let sum = 0',
  '  for (const value of values) sum += value',
  '  return sum',
  '}',
]
const REST = Array.from({ length: 20 }, (_, at) => `const setting${at} = read('setting ${at}')`)

const text = (...lines: readonly (string | readonly string[])[]): string => `${lines.flat().join('\n')}\n`

test('an edit introduces, a change of white space does not', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'a.js': text(BLOCK, REST) })
  scratch.commit('Reindent', {
    'a.js': text(
      BLOCK.map((line) => `\t\t${line.replace(' = ', '=')}`),
      REST,
    ),
  })
  const edit = scratch.commit('Edit', {
    'a.js': text(
      BLOCK.map((line) => line.replace('let sum = 0', 'let sum=1')),
      REST,
    ),
  })
  assert.equal(commitOf(await trace(scratch, 'a.js', 1)), first)
  const edited = await trace(scratch, 'a.js', 2)
  assert.equal(commitOf(edited), edit)
  assert.equal(edited.origin.kind === 'commit' && edited.origin.replaced, '\t\t  let sum=0')
})

test('a block is followed to another file and on through a rename; a copy whose original stays is not', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'old.js': text(REST, BLOCK) })
  const move = scratch.commit('Move', { 'old.js': text(REST), 'new.js': text('// of its own', BLOCK) })
  scratch.git('mv', 'new.js', 'final.js')
  scratch.commit('Rename')
  const copy = scratch.commit('Copy', { 'copy.js': text('// once more', BLOCK) })
  const found = await trace(scratch, 'final.js', 4)
  assert.equal(commitOf(found), first)
  assert.deepEqual(found.steps, [
    { kind: 'renamed', from: { path: 'new.js', line: 4 }, to: { path: 'final.js', line: 4 } },
    {
      kind: 'moved',
      commit: move,
      from: { path: 'old.js', line: 23 },
      to: { path: 'new.js', line: 4 },
    },
  ])
  assert.equal(commitOf(await trace(scratch, 'copy.js', 4)), copy)
})

test('a merge that writes a line of its own introduces it, one that only joins does not', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', { 'a.js': text(BLOCK, REST) })
  scratch.git('checkout', '-q', '-b', 'side')
  const side = scratch.commit('Side', { 'a.js': text(BLOCK.with(1, '  let sum = side()'), REST) })
  scratch.git('checkout', '-q', 'main')
  scratch.commit('Main', { 'a.js': text(BLOCK, REST.with(REST.length - 1, 'const changed = 0')) })
  scratch.git('merge', '-q', '--no-commit', 'side')
  const merge = scratch.commit('Merge', {
    'a.js': text(
      BLOCK.with(1, '  let sum = side()').with(3, '  return evil'),
      REST.with(REST.length - 1, 'const changed = 0'),
    ),
  })
  assert.equal(commitOf(await trace(scratch, 'a.js', 2)), side)
  assert.equal(commitOf(await trace(scratch, 'a.js', 4)), merge)
})

test('a line that a merge put elsewhere than its branch had it came from that branch', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', { 'a.js': text(REST, BLOCK) })
  scratch.git('checkout', '-q', '-b', 'side')
  const side = scratch.commit('Side', {
    'a.js': text(REST, BLOCK.with(2, '  values.forEach((value) => (sum += value))')),
  })
  scratch.git('checkout', '-q', 'main')
  scratch.commit('Split', { 'a.js': text(REST), 'b.js': text(BLOCK) })
  scratch.git('merge', '-q', '--no-commit', '-s', 'ours', 'side')
  scratch.commit('Merge', { 'b.js': text(BLOCK.with(2, '  values.forEach((value) => (sum += value))')) })
  assert.equal(commitOf(await trace(scratch, 'b.js', 3)), side)
})

test('a move is followed in text that attributes or configuration call binary', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'a.js': text(BLOCK, REST), '.gitattributes': '*.js -diff\n' })
  scratch.commit('Move', { 'a.js': text(REST, BLOCK) })
  const line = REST.length + 2
  assert.equal(commitOf(await trace(scratch, 'a.js', line)), first)
  scratch.commit('No attributes', { '.gitattributes': null })
  scratch.git('config', 'core.bigFileThreshold', '1')
  assert.equal(commitOf(await trace(scratch, 'a.js', line)), first)
})

test('commits of .git-blame-ignore-revs are looked behind, and told where their difference shows it', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'a.js': text(BLOCK, REST) })
  const format = scratch.commit('Format', {
    'a.js': text(
      BLOCK,
      REST.map((line) => `${line.replaceAll("'", '"')};`),
    ),
  })
  scratch.commit('Ignore it', {
    '.git-blame-ignore-revs': `# formatting\n${format} # all of it\n\nrubbish\n${'f'.repeat(40)}\n`,
  })
  const read = await readOf(scratch.path)
  const ignored = await readIgnoredRevisions(read, 'HEAD')
  assert.deepEqual(ignored, { shas: [format], unusable: 2, leftOut: 0, isCut: false })
  assert.equal(commitOf(await trace(scratch, 'a.js', 8)), format)
  assert.equal(commitOf(await trace(scratch, 'a.js', 8, { passedOver: new Set(ignored.shas) })), first)
})

test('of a .git-blame-ignore-revs of more than a megabyte the beginning counts', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'a.js': text(BLOCK) })
  const remarks = `# ${'x'.repeat(1024)}\n`.repeat(1100)
  scratch.commit('Ignore', { '.git-blame-ignore-revs': `${first}\n${remarks}${first}\n` })
  const ignored = await readIgnoredRevisions(await readOf(scratch.path), 'HEAD')
  assert.deepEqual(ignored, { shas: [first], unusable: 0, leftOut: 0, isCut: true })
})

test('what git is configured to look behind, to convert or to call persons counts for nothing and runs nothing', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', {
    'a.js': text(BLOCK, REST),
    '.gitattributes': '*.js diff=evil filter=evil\n',
  })
  const second = scratch.commit('Second', { 'a.js': text(BLOCK.with(1, '  let sum = 2'), REST) })
  const ran = join(scratch.path, '..', 'ran')
  const program = join(scratch.path, '..', 'program')
  writeFileSync(program, `#!/bin/sh\ntouch '${ran}'\ncat "$@"\n`, { mode: 0o755 })
  writeFileSync(join(scratch.path, '..', 'ignored'), `${second}\n`)
  for (const [name, value] of [
    ['diff.evil.textconv', program],
    ['diff.evil.command', program],
    ['diff.external', program],
    ['filter.evil.clean', program],
    ['filter.evil.process', program],
    ['filter.evil.required', 'true'],
    ['core.fsmonitor', program],
    ['core.pager', program],
    ['blame.ignoreRevsFile', join(scratch.path, '..', 'ignored')],
  ] as const) {
    scratch.git('config', name, value)
  }
  writeFileSync(join(scratch.path, 'a.js'), text(BLOCK.with(1, '  let sum = 2'), 'let added', REST))
  const read = await readOf(scratch.path)
  const file = await readAskedFile(read, 'a.js', undefined)
  assert.ok(file.kind === 'file' && file.isWorktree)
  const origins = await traceLines(read, {
    revision: undefined,
    path: 'a.js',
    ranges: [{ start: 1, end: 7 }],
    passedOver: new Set<string>(),
    shallow: new Set(),
  })
  assert.deepEqual(
    origins.map((one) => [one.start, commitOf(one)]),
    [
      [1, first],
      [2, second],
      [3, first],
      [6, 'uncommitted'],
      [7, first],
    ],
  )
  assert.equal(existsSync(ran), false)
  scratch.git('config', 'blame.ignoreRevsFile', 'not-there')
  await assert.rejects(trace(scratch, 'a.js', 2), (error) => isFault(error, 'CAPTURE_BLAME_UNUSABLE'))
})

test('what a shallow clone has from the start is told to be older', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', { 'a.js': text(BLOCK, REST) })
  scratch.commit('Second', { 'b.js': 'b\n' })
  const third = scratch.commit('Third', { 'a.js': text(BLOCK.with(1, '  let sum = 3'), REST) })
  const clone = join(scratch.path, '..', 'clone')
  scratch.git('clone', '-q', '--depth', '2', `file://${scratch.path}`, clone)
  const read = await readOf(clone)
  const shallow = await readShallowEdge(read.repository)
  assert.equal(shallow.size, 1)
  const request = { revision: undefined, path: 'a.js', passedOver: new Set<string>(), shallow }
  const origins = await traceLines(read, { ...request, ranges: [{ start: 1, end: 2 }] })
  assert.deepEqual(
    origins.map((one) => commitOf(one)),
    ['beyond-shallow', third],
  )
})

test('an object that a partial clone lacks is named, and not fetched', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', { 'a.js': text(BLOCK, REST) })
  scratch.commit('Second', { 'a.js': text(BLOCK.with(1, '  let sum = 2'), REST) })
  scratch.git('config', 'uploadpack.allowFilter', 'true')
  const clone = join(scratch.path, '..', 'clone')
  scratch.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${scratch.path}`, clone)
  const before = scratch.git('-C', clone, 'rev-list', '--objects', '--all', '--missing=print')
  const read = await readOf(clone)
  await assert.rejects(readAskedFile(read, 'a.js', 'HEAD'), (error) =>
    isFault(error, 'CAPTURE_OBJECT_MISSING'),
  )
  const revision = scratch.git('rev-parse', 'HEAD')
  const request = {
    revision,
    path: 'a.js',
    ranges: [{ start: 1, end: 1 }],
    passedOver: new Set<string>(),
    shallow: new Set<string>(),
  }
  await assert.rejects(traceLines(read, request), (error) => isFault(error, 'CAPTURE_OBJECT_MISSING'))
  assert.equal(scratch.git('-C', clone, 'rev-list', '--objects', '--all', '--missing=print'), before)
})

test('odd names and odd lines are files and lines like others', async () => {
  using scratch = makeScratchRepository()
  const odd = ['with space.js', 'colon:12', '"quoted".js', ':(top)a', 'new\nline', 'tab\there', '-L1,1']
  const files = Object.fromEntries(
    odd.map((name, at) => [name, text(`line of ${at} in ${name.length}`, REST)]),
  )
  const first = scratch.commit('First', {
    ...files,
    'crlf.js': text(BLOCK).replaceAll('\n', '\r\n'),
    'long.js': `${'x'.repeat(1_000_000)}\n`,
  })
  scratch.commit('LF', { 'crlf.js': text(BLOCK) })
  const read = await readOf(scratch.path)
  for (const name of [...odd, 'crlf.js', 'long.js']) {
    const path = name.startsWith('"') ? `"\\"quoted\\".js"` : name
    const file = await readAskedFile(read, path, undefined)
    assert.equal(file.kind, 'file', name)
    assert.equal(commitOf(await trace(scratch, path, 1)), first, name)
  }
})

test('a file without lines to trace says which kind it is', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', {
    'dir/a.js': text(REST),
    binary: Buffer.from([1, 0, 2]),
    'gone.js': text(BLOCK, REST),
  })
  scratch.git('update-index', '--add', '--cacheinfo', `160000,${scratch.git('rev-parse', 'HEAD')},module`)
  scratch.git('commit', '-q', '-m', 'Module')
  scratch.git('mv', 'gone.js', 'here.js')
  const renamed = scratch.commit('Rename')
  const deleted = scratch.commit('Delete', { 'here.js': null })
  scratch.write({ 'new.js': 'new\n' })
  const read = await readOf(scratch.path)
  const kinds = async (path: string, revision?: string): Promise<unknown> => {
    const file = await readAskedFile(read, path, revision)
    return file.kind === 'lineless' ? file.why : file.kind === 'file' ? file.end : file.kind
  }
  assert.equal(await kinds('dir'), 'directory')
  assert.equal(await kinds(''), 'directory')
  assert.equal(await kinds('binary'), 'binary')
  assert.equal(await kinds('module', 'HEAD~2'), 'submodule')
  assert.equal(await kinds('module/in/it.js', 'HEAD~2'), 'submodule')
  assert.equal(await kinds('new.js'), 'untracked')
  assert.equal(await kinds('never.js'), 'absent')
  assert.equal(await kinds('dir/a.js', 'HEAD~1'), undefined)
  assert.deepEqual(await kinds('gone.js'), { commit: renamed, renamedTo: 'here.js' })
  assert.deepEqual(await kinds('here.js'), { commit: deleted, renamedTo: undefined })
  await assert.rejects(kinds('dir/a.js', 'no-such-branch'), (error) =>
    isFault(error, 'CAPTURE_REVISION_UNKNOWN'),
  )
  await assert.rejects(kinds('dir/a.js', '^HEAD'), (error) => isFault(error, 'CAPTURE_REVISION_UNKNOWN'))
  await assert.rejects(kinds('"caf\\351"'), (error) => isFault(error, 'CAPTURE_PATH_UNSPEAKABLE'))
})

test('a file in the middle of a merge is answered as of HEAD', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('First', { 'a.js': text(BLOCK) })
  scratch.git('checkout', '-q', '-b', 'side')
  scratch.commit('Side', { 'a.js': text(BLOCK.with(1, '  let sum = side()')) })
  scratch.git('checkout', '-q', 'main')
  const main = scratch.commit('Main', { 'a.js': text(BLOCK.with(1, '  let sum = main()')) })
  assert.throws(() => scratch.git('merge', '-q', 'side'))
  const file = await readAskedFile(await readOf(scratch.path), 'a.js', undefined)
  assert.ok(file.kind === 'file')
  assert.deepEqual(
    [file.unmerged?.otherSide, file.isWorktree, file.commit, file.lines.length],
    ['MERGE_HEAD', false, main, BLOCK.length],
  )
})

test('a file that one side of a rebase took away is answered as of its last version there', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('First', { 'a.js': text(BLOCK), 'b.js': text(REST) })
  scratch.git('checkout', '-q', '-b', 'side')
  scratch.commit('Side', { 'a.js': text(BLOCK.with(1, '  let sum = side()')) })
  scratch.git('checkout', '-q', 'main')
  const gone = scratch.commit('Gone', { 'a.js': null })
  assert.throws(() => scratch.git('rebase', '-q', 'main', 'side'))
  const file = await readAskedFile(await readOf(scratch.path), 'a.js', undefined)
  assert.ok(file.kind === 'file')
  assert.deepEqual(
    [file.unmerged?.otherSide, file.isWorktree, file.commit, file.end?.commit],
    ['REBASE_HEAD', false, first, gone],
  )
})

test('a file of very many lines is traced whole', async () => {
  using scratch = makeScratchRepository()
  const lines = Array.from({ length: 150_000 }, (_, at) => `${at}`)
  const first = scratch.commit('First', { 'a.txt': text(lines) })
  const second = scratch.commit('Second', { 'a.txt': text(lines.with(700, 'changed')) })
  const origins = await traceLines(await readOf(scratch.path), {
    revision: second,
    path: 'a.txt',
    ranges: [],
    passedOver: new Set(),
    shallow: new Set(),
  })
  assert.deepEqual(
    origins.map((one) => [one.start, one.end, commitOf(one)]),
    [
      [1, 700, first],
      [701, 701, second],
      [702, 150_000, first],
    ],
  )
})

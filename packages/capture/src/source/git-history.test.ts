import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { textAttribute, textsAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGit, type Git } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeMemoryKnown, type MemoryKnown } from '../known.fixture.ts'
import {
  FIRST_COMMIT_AT_MS,
  makeScratchRepository,
  type ScratchRepository,
} from '../scratch-repository.fixture.ts'
import type { ReadOptions, ReadRemark } from '../source.ts'
import { MAX_FILES } from './git-history/commit-parser.ts'
import { readGitHistory } from './git-history.ts'

const plainGit = makeGit()
const READ_AT_MS = Date.UTC(2026, 6, 1)

async function readAll(
  path: string,
  options: ReadOptions & { known?: MemoryKnown; git?: Git } = {},
): Promise<DevelopmentEvent[]> {
  const { git = plainGit, known = makeMemoryKnown() } = options
  const repository = await findRepository(git, path)
  const events: DevelopmentEvent[] = []
  for await (const batch of readGitHistory(
    { git, repository, known, clock: { nowMs: () => READ_AT_MS } },
    options,
  )) {
    known.take(batch)
    events.push(...batch)
  }
  return events
}

const ofKind = (events: readonly DevelopmentEvent[], kind: string): DevelopmentEvent[] =>
  events.filter((event) => event.kind === kind)
const commitOf = (events: readonly DevelopmentEvent[], sha: string): DevelopmentEvent => {
  const found = events.find((event) => event.key === `commit/${sha}`)
  assert.ok(found, `commit ${sha} was read`)
  return found
}
const refOf = (events: readonly DevelopmentEvent[], name: string): DevelopmentEvent | undefined =>
  ofKind(events, 'vcs.ref.change').find((event) => textAttribute(event, 'vcs.ref.head.name') === name)
const paths = (event: DevelopmentEvent): readonly string[] => textsAttribute(event, 'vcs.commit.files.path')
/** Writes a commit object as it is, however wrong, and points a branch at it. */
const writeCommit = (scratch: ScratchRepository, branch: string, content: string | Uint8Array): string => {
  const sha = scratch
    .gitBytes(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], content)
    .toString('latin1')
    .trim()
  writeFileSync(join(scratch.path, '.git', 'refs', 'heads', branch), `${sha}\n`)
  return sha
}
const emptyTree = (scratch: ScratchRepository): string =>
  scratch.gitBytes(['hash-object', '-t', 'tree', '-w', '--stdin']).toString('latin1').trim()
const looseObject = (scratch: ScratchRepository, sha: string): string =>
  join(scratch.git('rev-parse', '--absolute-git-dir'), 'objects', sha.slice(0, 2), sha.slice(2))

test('a commit tells who, when, what was said and what changed how', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('start', { 'src/old.ts': 'some\nlines\nof\ntext\n', 'gone.ts': 'x', 'kept.ts': 'y' })
  scratch.write({
    'src/new.ts': 'some\nlines\nof\nother text\n',
    'src/old.ts': null,
    'gone.ts': null,
    'kept.ts': 'z',
    added: '',
  })
  scratch.git('add', '--all')
  scratch.git(
    '-c',
    'user.name=x',
    'commit',
    '-q',
    '--author',
    'Grace <grace@example.org>',
    '--date',
    '1700000000 +0530',
    '-m',
    'Move it\n\nReviewed-by: Ada',
  )
  const sha = scratch.git('rev-parse', 'HEAD')
  const { id: repository } = await findRepository(plainGit, scratch.path)
  const events = await readAll(scratch.path)
  assert.deepEqual(commitOf(events, sha), {
    source: 'git-history',
    key: `commit/${sha}`,
    kind: 'vcs.commit',
    occurredAt: FIRST_COMMIT_AT_MS + 60_000,
    recordedAt: READ_AT_MS,
    repository,
    attributes: {
      'vcs.ref.head.revision': sha,
      'vcs.commit.parents': [scratch.git('rev-parse', 'HEAD^')],
      'vcs.commit.author.name': 'Grace',
      'vcs.commit.author.email': 'grace@example.org',
      'vcs.commit.author.at': 1_700_000_000_000,
      'vcs.commit.author.offset': 330,
      'vcs.commit.committer.name': 'Ada Scratch',
      'vcs.commit.committer.email': 'ada@example.org',
      'vcs.commit.committer.offset': 0,
      'vcs.commit.message': 'Move it\n\nReviewed-by: Ada',
      'vcs.commit.files.path': ['added', 'gone.ts', 'kept.ts', 'src/new.ts'],
      'vcs.commit.files.status': 'ADMR',
      'vcs.commit.files.previous_path': ['src/old.ts'],
    },
  })
})

test('parents come before children, merges have no files, and every reachable commit comes once', async () => {
  using scratch = makeScratchRepository()
  scratch.importHistory('refs/heads/main', [
    { message: 'root', files: { a: '1' } },
    { message: 'left', files: { b: '1' } },
    { message: 'right', parents: [0], files: { c: '1' } },
    { message: 'merge', parents: [1, 2], files: { d: '1' } },
    { message: 'second root', parents: [], files: { e: '1' } },
    { message: 'octopus', parents: [3, 4, 2] },
  ])
  const commits = ofKind(await readAll(scratch.path), 'vcs.commit')
  const seen = new Set<string>()
  for (const commit of commits) {
    for (const parent of textsAttribute(commit, 'vcs.commit.parents')) assert.ok(seen.has(parent))
    seen.add(textAttribute(commit, 'vcs.ref.head.revision')!)
    if (textsAttribute(commit, 'vcs.commit.parents').length > 1) assert.deepEqual(paths(commit), [])
  }
  assert.equal(commits.length, 6)
  assert.deepEqual([...seen].sort(), scratch.git('rev-list', '--all').split('\n').sort())
})

test('a submodule that moved is named', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('start', { a: '' })
  scratch.git('update-index', '--add', '--cacheinfo', `160000,${first},vendor/lib`)
  scratch.git('commit', '-q', '-m', 'add module')
  const added = scratch.git('rev-parse', 'HEAD')
  scratch.git('rm', '-q', '--cached', 'vendor/lib')
  scratch.git('commit', '-q', '-m', 'drop module')
  const events = await readAll(scratch.path)
  for (const sha of [added, scratch.git('rev-parse', 'HEAD')]) {
    assert.deepEqual(commitOf(events, sha).attributes['vcs.commit.files.submodule'], ['vendor/lib'])
  }
})

test('texts in other encodings become UTF-8 and what is invalid becomes U+FFFD', async () => {
  using scratch = makeScratchRepository()
  const tree = emptyTree(scratch)
  const raw = (author: string, rest: string): Buffer =>
    Buffer.from(
      `tree ${tree}\nauthor ${author} 1700000000 +0000\ncommitter ${author} 1700000000 +0000\n${rest}`,
      'latin1',
    )
  const latin = writeCommit(scratch, 'latin', raw('J\xf6rg <j@x>', 'encoding ISO-8859-1\n\ncaf\xe9\n'))
  const invalid = writeCommit(scratch, 'invalid', raw('J\xf6rg <j@x>', '\ncaf\xe9\n'))
  const events = await readAll(scratch.path)
  assert.equal(commitOf(events, latin).attributes['vcs.commit.message'], 'caf\u00e9')
  assert.equal(commitOf(events, latin).attributes['vcs.commit.author.name'], 'J\u00f6rg')
  assert.equal(commitOf(events, invalid).attributes['vcs.commit.message'], 'caf\ufffd')
  assert.equal(commitOf(events, invalid).attributes['vcs.commit.author.name'], 'J\ufffdrg')
})

test('empty, huge and malformed parts of a commit are read as far as they go', async () => {
  using scratch = makeScratchRepository()
  const tree = emptyTree(scratch)
  const write = (branch: string, author: string, message: string, parents: readonly string[] = []): string =>
    writeCommit(
      scratch,
      branch,
      `tree ${tree}\n${parents.map((sha) => `parent ${sha}\n`).join('')}author ${author}\ncommitter ${author}\n\n${message}`,
    )
  const empty = write('empty', ' <> 0 +0000', '')
  const huge = write('huge', 'A <a> 1 +0000', '\u00e9'.repeat(1_500_000))
  const future = write('future', 'A <a> 99999999999999 -1230', 'm')
  const malformed = write('malformed', 'nobody', 'm')
  const zone = write('zone', 'A <a> 5 +9959', '\n\n m\n\n')
  const many = write('many', 'A <a> 6 +0000', 'm', [empty, ...Array.from({ length: 40 }, () => huge)])
  const events = await readAll(scratch.path)
  const attribute = (sha: string, name: string): unknown =>
    commitOf(events, sha).attributes[`vcs.commit.${name}`]

  assert.equal(attribute(empty, 'message'), '')
  assert.equal(attribute(empty, 'author.name'), '')
  assert.equal(
    attribute(huge, 'message'),
    `${'\u00e9'.repeat(32_768)}\n[truncated: ${3_000_000 - 65_536} bytes]`,
  )
  assert.equal(new Date(commitOf(events, future).occurredAt).getUTCFullYear(), 9999)
  assert.equal(attribute(future, 'author.offset'), -750)
  assert.equal(attribute(malformed, 'author.at'), 0)
  assert.equal(attribute(zone, 'author.offset'), 99 * 60 + 59)
  assert.equal(attribute(zone, 'message'), '\n\n m\n')
  assert.equal((attribute(many, 'parents') as string[])[0], empty)
})

test('paths stay distinct whatever bytes they hold', async () => {
  using scratch = makeScratchRepository()
  const blob = scratch.gitBytes(['hash-object', '-w', '--stdin'], 'x').toString('latin1').trim()
  const names = [
    Buffer.from('"q"'),
    Buffer.from('caf\xe9.txt', 'latin1'),
    Buffer.from('n\nl\t\x1b[0m :x'),
    Buffer.from('\u00e9'),
  ]
  const entries = Buffer.concat(
    names.flatMap((name) => [Buffer.from(`100644 blob ${blob}\t`), name, Buffer.from([0])]),
  )
  const tree = scratch.gitBytes(['mktree', '-z'], entries).toString('latin1').trim()
  const sha = scratch.git('commit-tree', tree, '-m', 'odd')
  scratch.git('update-ref', 'refs/heads/main', sha)
  assert.deepEqual([...paths(commitOf(await readAll(scratch.path), sha))].sort(), [
    '"\\"q\\""',
    '"caf\\351.txt"',
    'n\nl\t\x1b[0m :x',
    '\u00e9',
  ])
})

test('refs of all kinds are told, and each change names the one before it', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  const first = scratch.commit('first', { a: '1' })
  scratch.git('tag', 'light')
  scratch.git('tag', '-a', 'v1', '-m', 'Release 1\n\nwith care')
  scratch.git('tag', '-a', 'nested', '-m', 'tag of a tag', 'v1')
  scratch.git('tag', 'blob', 'HEAD:a')
  scratch.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  scratch.git('update-ref', 'refs/custom/x', 'HEAD')
  scratch.write({ a: 'stashed' })
  scratch.git('stash', '-q')
  const before = await readAll(scratch.path, { known })
  const type = (name: string): unknown => refOf(before, name)?.attributes['vcs.ref.type']
  assert.deepEqual(
    [
      'HEAD',
      'refs/heads/main',
      'refs/tags/light',
      'refs/remotes/origin/main',
      'refs/stash',
      'refs/custom/x',
    ].map(type),
    ['head', 'branch', 'tag', 'remote', 'stash', 'other'],
  )
  const tag = refOf(before, 'refs/tags/v1')!
  assert.equal(tag.attributes['vcs.ref.head.revision'], first)
  assert.equal(tag.attributes['vcs.tag.message'], 'Release 1\n\nwith care')
  assert.equal(tag.occurredAt, FIRST_COMMIT_AT_MS + 60_000)
  assert.equal(refOf(before, 'refs/tags/nested')!.attributes['vcs.ref.head.revision'], first)
  assert.equal(
    refOf(before, 'refs/tags/blob')!.attributes['vcs.ref.head.revision'],
    scratch.git('rev-parse', 'HEAD:a'),
  )
  assert.equal(refOf(before, 'HEAD')!.branch, 'main')
  assert.deepEqual(await readAll(scratch.path, { known }), [])

  const second = scratch.commit('second')
  scratch.git('tag', '-d', 'light')
  const after = await readAll(scratch.path, { known })
  assert.deepEqual(
    ofKind(after, 'vcs.commit').map((event) => event.key),
    [`commit/${second}`],
  )
  assert.deepEqual(
    ofKind(after, 'vcs.ref.change')
      .map((event) => textAttribute(event, 'vcs.ref.head.name'))
      .sort(),
    ['HEAD', 'refs/heads/main', 'refs/tags/light'],
  )
  assert.equal(refOf(after, 'refs/heads/main')!.attributes['vcs.ref.base.revision'], first)
  assert.equal('vcs.ref.head.revision' in refOf(after, 'refs/tags/light')!.attributes, false)

  scratch.git('tag', 'light', first)
  const again = refOf(await readAll(scratch.path, { known }), 'refs/tags/light')!
  assert.notEqual(again.key, refOf(before, 'refs/tags/light')!.key)
  assert.deepEqual(await readAll(scratch.path, { known }), [])
})

test('a repository without commits has nothing to tell, and its first commit is read when it comes', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  assert.deepEqual(await readAll(scratch.path, { known }), [])
  const sha = scratch.commit('first')
  commitOf(await readAll(scratch.path, { known }), sha)
})

test('a detached HEAD has no branch, and what only reflogs reach is read', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('first')
  const amended = scratch.commit('to be amended')
  scratch.git('commit', '-q', '--amend', '--allow-empty', '-m', 'amended')
  scratch.git('checkout', '-q', '--detach', first)
  const detached = scratch.commit('detached')
  const events = await readAll(scratch.path)
  commitOf(events, amended)
  assert.equal(refOf(events, 'HEAD')!.branch, undefined)
  assert.equal(refOf(events, 'HEAD')!.attributes['vcs.ref.head.revision'], detached)
  const entries = ofKind(events, 'vcs.reflog.entry').filter(
    (event) => event.attributes['vcs.ref.head.name'] === 'HEAD',
  )
  assert.deepEqual(
    entries.map((entry) => [entry.attributes['vcs.reflog.message'], entry.branch]),
    [
      ['commit (initial): first', 'main'],
      ['commit: to be amended', 'main'],
      ['commit (amend): amended', 'main'],
      [`checkout: moving from main to ${first}`, undefined],
      ['commit: detached', undefined],
    ],
  )
  assert.equal(entries[0]!.occurredAt, FIRST_COMMIT_AT_MS)
  assert.equal(entries[0]!.attributes['vcs.reflog.email'], 'ada@example.org')
})

test('reflog entries of the same second stay distinct, and those whose commits are gone are left out', async () => {
  using scratch = makeScratchRepository()
  const first = scratch.commit('first')
  for (const branch of ['a', 'b']) {
    scratch.git('checkout', '-q', '-b', branch)
    scratch.git('checkout', '-q', 'main')
  }
  const lost = scratch.commit('lost')
  scratch.git('reset', '-q', '--hard', first)
  rmSync(looseObject(scratch, lost))
  const known = makeMemoryKnown()
  const entries = ofKind(await readAll(scratch.path, { known }), 'vcs.reflog.entry')
  assert.equal(new Set(entries.map((entry) => entry.key)).size, entries.length)
  const heads = entries.filter((entry) => entry.attributes['vcs.ref.head.name'] === 'HEAD')
  assert.equal(heads.length, 6)
  assert.equal(
    entries.some((entry) => entry.attributes['vcs.ref.head.revision'] === lost),
    false,
  )
})

test('linked worktrees have HEADs of their own, from whichever worktree they are read', async () => {
  using scratch = makeScratchRepository()
  const main = scratch.commit('main')
  const linked = join(scratch.path, '..', 'linked')
  scratch.git('worktree', 'add', '-q', '-b', 'topic', linked)
  execFileSync(
    'git',
    ['-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'there'],
    { cwd: linked },
  )
  const topic = scratch.git('rev-parse', 'topic')
  const known = makeMemoryKnown()
  const events = await readAll(scratch.path, { known })
  assert.equal(refOf(events, 'HEAD')!.attributes['vcs.ref.head.revision'], main)
  const head = refOf(events, 'worktrees/linked/HEAD')!
  assert.deepEqual(
    [head.attributes['vcs.ref.head.revision'], head.worktree, head.branch],
    [topic, 'linked', 'topic'],
  )
  assert.ok(
    ofKind(events, 'vcs.reflog.entry').some(
      (entry) => entry.worktree === 'linked' && entry.branch === 'topic',
    ),
  )
  assert.deepEqual(await readAll(linked, { known }), [])
  const keys = (all: readonly DevelopmentEvent[]): string[] => all.map((event) => event.key).sort()
  assert.deepEqual(keys(await readAll(linked)), keys(events))
  scratch.git('worktree', 'remove', '--force', linked)
  const removed = await readAll(scratch.path, { known })
  assert.equal('vcs.ref.head.revision' in refOf(removed, 'worktrees/linked/HEAD')!.attributes, false)
})

test('notes are read once each, under every notes ref', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  const first = scratch.commit('first')
  const second = scratch.commit('second')
  scratch.git('notes', 'add', '-m', 'on the first', first)
  scratch.git('notes', '--ref=review', 'add', '-m', 'looks\ngood', first)
  const notes = (events: readonly DevelopmentEvent[]): unknown[] =>
    ofKind(events, 'vcs.note').map(({ attributes }) => [
      attributes['vcs.ref.head.name'],
      attributes['vcs.ref.head.revision'],
      attributes['vcs.note.message'],
    ])
  assert.deepEqual(notes(await readAll(scratch.path, { known })), [
    ['refs/notes/commits', first, 'on the first'],
    ['refs/notes/review', first, 'looks\ngood'],
  ])
  scratch.git('notes', 'add', '-m', 'on the second', second)
  assert.deepEqual(notes(await readAll(scratch.path, { known })), [
    ['refs/notes/commits', second, 'on the second'],
  ])
})

test('a note that comes back to an earlier text, and one that is removed, are told', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  const sha = scratch.commit('first')
  const other = scratch.commit('second')
  scratch.git('notes', 'add', '-m', 'stays', other)
  const told = async (): Promise<unknown[]> =>
    ofKind(await readAll(scratch.path, { known }), 'vcs.note').map(({ attributes }) => [
      attributes['vcs.ref.head.revision'],
      attributes['vcs.note.message'],
    ])
  assert.deepEqual(await told(), [[other, 'stays']])
  for (const message of ['A', 'B', 'A']) {
    scratch.git('notes', 'add', '-f', '-m', message, sha)
    assert.deepEqual(await told(), [[sha, message]])
  }
  scratch.git('notes', 'remove', sha)
  assert.deepEqual(await told(), [[sha, '']])
  scratch.git('update-ref', '-d', 'refs/notes/commits')
  assert.deepEqual(await told(), [[other, '']])
  assert.deepEqual(await readAll(scratch.path, { known }), [])
})

test('a ref occurred with its commit when first seen, never later than now, and with the read when it moved or came back', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  scratch.commit('first')
  scratch.git('branch', 'side')
  scratch.importHistory('refs/heads/future', [{ message: 'from the future', atMs: READ_AT_MS + 1000 }])
  const occurredAt = async (name: string): Promise<unknown> =>
    refOf(await readAll(scratch.path, { known }), name)?.occurredAt
  const first = await readAll(scratch.path, { known })
  assert.deepEqual(
    ['HEAD', 'refs/heads/side', 'refs/heads/future'].map((name) => refOf(first, name)!.occurredAt),
    [FIRST_COMMIT_AT_MS, FIRST_COMMIT_AT_MS, READ_AT_MS],
  )
  scratch.commit('second')
  assert.equal(await occurredAt('refs/heads/main'), READ_AT_MS)
  scratch.git('branch', '-D', 'side')
  assert.equal(await occurredAt('refs/heads/side'), READ_AT_MS)
  scratch.git('branch', 'side')
  assert.equal(await occurredAt('refs/heads/side'), READ_AT_MS)
})

test('the mailmap at HEAD is told when it changed, also when it comes back or goes', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  const mailmap = async (): Promise<unknown[]> =>
    ofKind(await readAll(scratch.path, { known }), 'vcs.mailmap').map(
      (event) => event.attributes['vcs.mailmap.content'],
    )
  scratch.commit('none')
  assert.deepEqual(await mailmap(), [])
  scratch.commit('one', { '.mailmap': 'A <a@b> <c@d>\n' })
  assert.deepEqual(await mailmap(), ['A <a@b> <c@d>\n'])
  scratch.write({ '.mailmap': 'not committed' })
  assert.deepEqual(await mailmap(), [])
  scratch.commit('other', { '.mailmap': 'B <a@b> <c@d>\n' })
  assert.deepEqual(await mailmap(), ['B <a@b> <c@d>\n'])
  scratch.commit('back', { '.mailmap': 'A <a@b> <c@d>\n' })
  assert.deepEqual(await mailmap(), ['A <a@b> <c@d>\n'])
  scratch.commit('unrelated', { a: '' })
  assert.deepEqual(await mailmap(), [])
  scratch.commit('gone', { '.mailmap': null })
  assert.deepEqual(await mailmap(), [''])
})

for (const shape of [{ bare: true }, { objectFormat: 'sha256' }] as const) {
  test(`a repository is read that is ${JSON.stringify(shape)}`, async () => {
    using scratch = makeScratchRepository(shape)
    const shas = scratch.importHistory('refs/heads/main', [
      { message: 'one', files: { a: '1', b: 'long enough to be told\n' } },
      { message: 'two', files: { b: null, c: 'long enough to be told\n', a: '2' } },
    ])
    scratch.git('tag', '-a', 'v1', '-m', 'one', 'main')
    const events = await readAll(scratch.path)
    assert.equal(refOf(events, 'HEAD')!.attributes['vcs.ref.head.revision'], shas[1])
    assert.equal(refOf(events, 'refs/tags/v1')!.attributes['vcs.tag.message'], 'one')
    assert.deepEqual(paths(commitOf(events, shas[1]!)), ['a', 'c'])
    assert.equal(commitOf(events, shas[1]!).attributes['vcs.commit.files.status'], 'MR')
  })
}

test('a shallow clone says where its history ends, and keeps the parents that it left behind', async () => {
  using scratch = makeScratchRepository()
  const shas = Array.from({ length: 4 }, (_, index) =>
    scratch.commit(`commit ${index}`, { [`f${index}`]: '' }),
  )
  const clone = join(scratch.path, '..', 'shallow')
  scratch.git('clone', '-q', '--depth=2', `file://${scratch.path}`, clone)
  const remarks: ReadRemark[] = []
  const events = await readAll(clone, { onRemark: (remark) => remarks.push(remark) })
  assert.deepEqual(
    ofKind(events, 'vcs.commit').map((event) => event.key),
    [`commit/${shas[2]}`, `commit/${shas[3]}`],
  )
  const last = commitOf(events, shas[2]!)
  assert.deepEqual([last.attributes['vcs.commit.parents'], paths(last)], [[shas[1]], []])
  assert.deepEqual(paths(commitOf(events, shas[3]!)), ['f3'])
  assert.deepEqual(
    remarks.map((remark) => remark.code),
    ['GIT_SHALLOW'],
  )
  assert.match(remarks[0]!.message, /ends at 1 commit whose/)
})

test('what a shallow clone gets later is read though no ref moved, and that it is shallow is said each time', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  const shas = Array.from({ length: 6 }, (_, index) =>
    scratch.commit(`commit ${index}`, { [`f${index}`]: '' }),
  )
  const clone = join(scratch.path, '..', 'shallow')
  scratch.git('clone', '-q', '--depth=2', `file://${scratch.path}`, clone)
  const readNow = async (): Promise<[DevelopmentEvent[], string[]]> => {
    const codes: string[] = []
    return [await readAll(clone, { known, onRemark: ({ code }) => codes.push(code) }), codes]
  }
  const commitKeys = (events: readonly DevelopmentEvent[]): string[] =>
    ofKind(events, 'vcs.commit').map(({ key }) => key)
  const keysOf = (from: number, to: number): string[] => shas.slice(from, to).map((sha) => `commit/${sha}`)

  assert.deepEqual(commitKeys((await readNow())[0]), keysOf(4, 6))
  assert.deepEqual(await readNow(), [[], ['GIT_SHALLOW']])
  scratch.git('-C', clone, 'fetch', '-q', '--deepen=2')
  const [deepened, remarks] = await readNow()
  assert.deepEqual([commitKeys(deepened), remarks], [keysOf(2, 4), ['GIT_SHALLOW']])
  scratch.git('-C', clone, 'fetch', '-q', '--unshallow')
  const [whole, noRemarks] = await readNow()
  assert.deepEqual([commitKeys(whole), noRemarks], [keysOf(0, 2), []])
  assert.equal('vcs.ref.head.revision' in refOf(whole, 'shallow')!.attributes, false)
  assert.deepEqual(await readNow(), [[], []])
})

test('objects borrowed from another repository are read', async () => {
  using scratch = makeScratchRepository()
  const sha = scratch.commit('first', { a: '' })
  const clone = join(scratch.path, '..', 'borrowing')
  scratch.git('clone', '-q', '--shared', scratch.path, clone)
  assert.equal(readdirSync(join(clone, '.git', 'objects', 'pack')).length, 0)
  commitOf(await readAll(clone), sha)
})

test('missing contents cost renames only where they are missed, and moves of whole files are still told', async () => {
  using scratch = makeScratchRepository({ bare: true })
  const text = (index: number): string => `${index}\n`.repeat(50)
  const [, inexact, lost, later] = scratch.importHistory('refs/heads/main', [
    { message: 'start', files: { a0: text(0), b0: text(1), c0: text(2) } },
    { message: 'moved and changed', files: { a0: null, a1: `${text(0)}more\n` } },
    {
      message: 'moved and lost',
      files: { b0: null, b1: `${text(1)}more\n`, c0: null, 'dir/c0': text(2) },
    },
    { message: 'moved again', files: { a1: null, a2: `${text(0)}much more\n` } },
  ])
  scratch.loosen()
  rmSync(looseObject(scratch, scratch.git('rev-parse', `${lost}:b1`)))
  const remarks: ReadRemark[] = []
  const events = await readAll(scratch.path, { onRemark: (remark) => remarks.push(remark) })
  const status = (sha: string | undefined): unknown =>
    commitOf(events, sha!).attributes['vcs.commit.files.status']
  assert.deepEqual([inexact, lost, later].map(status), ['R', 'DAR', 'R'])
  assert.deepEqual(commitOf(events, lost!).attributes['vcs.commit.files.previous_path'], ['c0'])
  assert.deepEqual(
    remarks.map((remark) => remark.code),
    ['GIT_RENAMES_OFF'],
  )
  assert.match(remarks[0]!.message, /^1 commit was read/)
})

test('a missing tree costs the files of the commits around it, and nothing else', async () => {
  using scratch = makeScratchRepository()
  const shas = Array.from({ length: 6 }, (_, index) =>
    scratch.commit(`commit ${index}`, { [`dir/f${index}`]: '' }),
  )
  rmSync(looseObject(scratch, scratch.git('rev-parse', `${shas[2]}:dir`)))
  const remarks: ReadRemark[] = []
  const events = await readAll(scratch.path, { onRemark: (remark) => remarks.push(remark) })
  assert.deepEqual(
    shas.map((sha) => paths(commitOf(events, sha)).length),
    [1, 1, 0, 0, 1, 1],
  )
  assert.deepEqual(
    remarks.map((remark) => remark.code),
    ['GIT_FILES_UNREADABLE'],
  )
  assert.ok(remarks[0]!.message.includes(shas[2]!) && remarks[0]!.message.includes(shas[3]!))
})

for (const damage of ['missing', 'corrupt'] as const) {
  test(`a ${damage} commit is named, and all that can be read without it is read`, async () => {
    using scratch = makeScratchRepository()
    const known = makeMemoryKnown()
    const shas = Array.from({ length: 5 }, (_, index) =>
      scratch.commit(`commit ${index}`, { [`f${index}`]: '' }),
    )
    scratch.git('branch', 'side', shas[1]!)
    const object = looseObject(scratch, shas[2]!)
    chmodSync(object, 0o600)
    if (damage === 'missing') rmSync(object)
    else writeFileSync(object, 'no zlib stream')
    const remarks: ReadRemark[] = []
    const events = await readAll(scratch.path, { known, onRemark: (remark) => remarks.push(remark) })
    assert.deepEqual(
      ofKind(events, 'vcs.commit')
        .map((event) => event.key.slice('commit/'.length))
        .sort(),
      shas.filter((sha) => sha !== shas[2]).sort(),
    )
    const expected = `1 commit is missing or damaged, left out with the past that only it leads to, and tried again by every read: ${shas[2]}`
    const unreadable = remarks.filter((remark) => remark.code === 'GIT_COMMIT_UNREADABLE')
    assert.deepEqual(
      unreadable.map(({ message }) => message),
      [expected],
    )
    for (const { message } of remarks) assert.doesNotMatch(message, /\n|hint:/)
    const again: ReadRemark[] = []
    assert.deepEqual(await readAll(scratch.path, { known, onRemark: (remark) => again.push(remark) }), [])
    assert.deepEqual(
      again,
      remarks.filter(({ code }) => code !== 'GIT_FILES_UNREADABLE'),
    )
  })
}

for (const place of ['tip', 'middle'] as const) {
  test(`a commit that was missing at the ${place} is read with its past when it is back`, async () => {
    using scratch = makeScratchRepository()
    const known = makeMemoryKnown()
    const shas = Array.from({ length: 5 }, (_, index) =>
      scratch.commit(`commit ${index}`, { [`f${index}`]: '' }),
    )
    // Reflogs would lead to the past of what is missing.
    rmSync(join(scratch.path, '.git', 'logs'), { recursive: true })
    scratch.git('branch', 'side', shas[1]!)
    const objects = (place === 'tip' ? [4] : [1, 3]).map((index) => looseObject(scratch, shas[index]!))
    for (const object of objects) renameSync(object, `${object}.away`)
    const first = await readAll(scratch.path, { known })
    assert.equal(ofKind(first, 'vcs.commit').length, place === 'tip' ? 2 : 1)
    for (const object of objects) {
      renameSync(`${object}.away`, object)
      await readAll(scratch.path, { known })
    }
    assert.deepEqual(shas.filter(known.hasCommit), shas)
    assert.equal(known.refs().has('unread'), false)
    assert.equal(known.refs().get('HEAD')!.revision, shas[4])
    assert.deepEqual(await readAll(scratch.path, { known }), [])
  })
}

test('gaps are told before the refs, and what a shallow clone left behind is no damage', async () => {
  using scratch = makeScratchRepository()
  const shas = Array.from({ length: 5 }, (_, index) => scratch.commit(`commit ${index}`))
  const clone = join(scratch.path, '..', 'shallow')
  scratch.git('clone', '-q', '--depth=3', `file://${scratch.path}`, clone)
  scratch.git('-C', clone, 'branch', 'side', shas[2]!)
  const pack = join(clone, '.git', 'objects', 'pack')
  const moved = join(scratch.path, '..', 'pack')
  renameSync(pack, moved)
  for (const name of readdirSync(moved)) {
    if (name.endsWith('.pack')) {
      scratch.gitBytes(['-C', clone, 'unpack-objects', '-q'], readFileSync(join(moved, name)))
    }
  }
  rmSync(join(clone, '.git', 'objects', shas[3]!.slice(0, 2), shas[3]!.slice(2)))
  const remarks: ReadRemark[] = []
  const events = await readAll(clone, { onRemark: (remark) => remarks.push(remark) })
  const told = ofKind(events, 'vcs.ref.change').map((event) => textAttribute(event, 'vcs.ref.head.name'))
  assert.deepEqual(told.slice(0, 2), ['shallow', 'unread'])
  const unreadable = remarks.find(({ code }) => code === 'GIT_COMMIT_UNREADABLE')!
  assert.ok(unreadable.message.startsWith('1 commit ') && unreadable.message.endsWith(`: ${shas[3]}`))
})

test('a tag of a file is no commit that is missing', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('first', { a: '1' })
  scratch.git('tag', 'light', 'HEAD:a')
  scratch.git('tag', '-a', 'heavy', '-m', 'a key', 'HEAD:a')
  const remarks: ReadRemark[] = []
  const events = await readAll(scratch.path, { onRemark: (remark) => remarks.push(remark) })
  assert.deepEqual([remarks, refOf(events, 'unread')], [[], undefined])
})

test('damaged packed refs are a fault that says which file to mend', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('first')
  writeFileSync(join(scratch.path, '.git', 'packed-refs'), 'garbage\n')
  await assert.rejects(
    readAll(scratch.path),
    (error) => isFault(error, 'CAPTURE_REFS_DAMAGED') && /packed-refs/.test(error.message),
  )
})

test('what was committed and reset away again is read where the reflog is looked at', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('1', { a: '1' })
  const known = makeMemoryKnown()
  await readAll(scratch.path, { known })
  const lost = scratch.commit('2', { a: '2' })
  scratch.git('reset', '--quiet', '--hard', 'HEAD~1')
  assert.deepEqual(await readAll(scratch.path, { known }), [])
  const events = await readAll(scratch.path, { known, looksAtReflog: true })
  assert.deepEqual(
    ofKind(events, 'vcs.reflog.entry').map(({ attributes }) => [
      attributes['vcs.ref.head.name'],
      attributes['vcs.reflog.message'],
      attributes['vcs.ref.head.revision'] === lost,
    ]),
    [
      ['HEAD', 'commit: 2', true],
      ['refs/heads/main', 'commit: 2', true],
      ['HEAD', 'reset: moving to HEAD~1', false],
      ['refs/heads/main', 'reset: moving to HEAD~1', false],
    ],
  )
  assert.equal(events.length, 4)
  assert.deepEqual(await readAll(scratch.path, { known, looksAtReflog: true }), [])
})

test('a broken ref hides no reflogs of others', async () => {
  using scratch = makeScratchRepository()
  const sha = scratch.commit('first')
  // As a file synchroniser leaves them.
  writeFileSync(join(scratch.path, '.git', 'refs', 'heads', 'main 2'), `${sha}\n`)
  const entries = ofKind(await readAll(scratch.path), 'vcs.reflog.entry')
  assert.deepEqual(entries.map((entry) => entry.attributes['vcs.ref.head.name']).sort(), [
    'HEAD',
    'refs/heads/main',
  ])
})

test('a broken loose ref is remarked on and does not count as deleted', async () => {
  using scratch = makeScratchRepository()
  const known = makeMemoryKnown()
  scratch.commit('first')
  scratch.git('branch', 'side')
  await readAll(scratch.path, { known })
  writeFileSync(join(scratch.path, '.git', 'refs', 'heads', 'side'), 'garbage\n')
  const remarks: ReadRemark[] = []
  assert.deepEqual(await readAll(scratch.path, { known, onRemark: (remark) => remarks.push(remark) }), [])
  assert.deepEqual(
    remarks.map((remark) => remark.code),
    ['GIT_REF_BROKEN'],
  )
})

test('a git that is killed is a fault, and the next read goes on from what was read', async () => {
  using scratch = makeScratchRepository()
  const shas = scratch.importHistory(
    'refs/heads/main',
    Array.from({ length: 1000 }, (_, index) => ({ message: `commit ${index}`, files: { a: `${index}` } })),
  )
  const wrapper = join(scratch.path, '..', 'dying-git')
  writeFileSync(
    wrapper,
    '#!/bin/sh\ncase "$*" in *diff-tree*) git "$@" | head -c 150000; kill -9 $$;; esac\nexec git "$@"\n',
    { mode: 0o755 },
  )
  const known = makeMemoryKnown()
  await assert.rejects(readAll(scratch.path, { known, git: makeGit({ executable: wrapper }) }), (error) =>
    isFault(error, 'CAPTURE_GIT_INTERRUPTED'),
  )
  const before = known.events.size
  assert.ok(before > 256 && before < 1000, `${before} events`)
  await readAll(scratch.path, { known })
  assert.ok(shas.every((sha) => known.hasCommit(sha)))
})

test('a read that is aborted ends with the reason given', async () => {
  using scratch = makeScratchRepository()
  scratch.importHistory(
    'refs/heads/main',
    Array.from({ length: 600 }, (_, index) => ({ message: `${index}` })),
  )
  const known = makeMemoryKnown()
  const controller = new AbortController()
  const onProgress = (): void => {
    if (known.events.size > 0) controller.abort(new Error('enough'))
  }
  await assert.rejects(readAll(scratch.path, { known, onProgress, signal: controller.signal }), /enough/)
  await readAll(scratch.path, { known })
  assert.equal([...known.events.values()].filter((event) => event.kind === 'vcs.commit').length, 600)
})

test('progress counts up to the number of commits', async () => {
  using scratch = makeScratchRepository()
  scratch.importHistory(
    'refs/heads/main',
    Array.from({ length: 600 }, (_, index) => ({ message: `${index}` })),
  )
  const seen: string[] = []
  await readAll(scratch.path, {
    onProgress: ({ phase, done, total }) => seen.push(`${phase} ${done}/${total}`),
  })
  assert.deepEqual([seen[0], seen[1]], ['counting 0/0', 'commits 0/600'])
  assert.ok(seen.includes('commits 600/600'))
})

test('a commit of 50,000 files is read in little time, moved to another directory too', async () => {
  using scratch = makeScratchRepository({ bare: true })
  const files = (directory: string, tail: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [
        `${directory}/${index % 250}/f${index}`,
        `${index % 100}${tail}`,
      ]),
    )
  const gone = Object.fromEntries(Object.keys(files('a', '')).map((path) => [path, null]))
  const shas = scratch.importHistory('refs/heads/main', [
    { message: 'all', files: files('a', '\n') },
    { message: 'moved and changed', files: { ...gone, ...files('b', ' changed\n') } },
  ])
  const startedAt = performance.now()
  const events = await readAll(scratch.path)
  assert.ok(performance.now() - startedAt < 10_000)
  assert.equal(paths(commitOf(events, shas[0]!)).length, 50_000)
  assert.equal(paths(commitOf(events, shas[1]!)).length, MAX_FILES)
})

test('nothing that a repository configures is run or heeded', async () => {
  using scratch = makeScratchRepository()
  const marker = join(scratch.path, '..', 'marker')
  const program = `sh -c 'touch ${marker}'`
  scratch.commit('one', { '.gitattributes': '* diff=evil filter=evil\n', a: 'long enough to be told\n' })
  const sha = scratch.commit('two', { a: null, b: 'long enough to be told\nand more\n' })
  const settings = {
    'core.fsmonitor': program,
    'core.pager': program,
    'diff.external': program,
    'diff.evil.textconv': program,
    'diff.evil.command': program,
    'filter.evil.smudge': program,
    'gpg.program': program,
    'core.alternateRefsCommand': program,
    'log.showSignature': 'true',
    'log.mailmap': 'true',
    'log.date': 'relative',
    'log.decorate': 'full',
    'format.pretty': 'oneline',
    'format.notes': '*',
    'diff.renames': 'false',
    'diff.noprefix': 'true',
    'diff.stat': 'true',
    'i18n.logOutputEncoding': 'UTF-16',
  }
  for (const [name, value] of Object.entries(settings)) scratch.git('config', name, value)
  scratch.git('replace', '--graft', sha)
  const event = commitOf(await readAll(scratch.path), sha)
  assert.deepEqual(event.attributes['vcs.commit.files.previous_path'], ['a'])
  assert.equal(textsAttribute(event, 'vcs.commit.parents').length, 1)
  assert.equal(existsSync(marker), false)
  assert.equal(statSync(scratch.path).isDirectory(), true)
})

test('a directory that holds nothing new costs one listing of refs', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('first')
  const known = makeMemoryKnown()
  await readAll(scratch.path, { known })
  const calls: string[] = []
  const counting: Git = {
    ...plainGit,
    run: (args, options) => (calls.push(args[0]!), plainGit.run(args, options)),
    stream: (args, options) => (calls.push(args[0]!), plainGit.stream(args, options)),
  }
  assert.deepEqual(await readAll(scratch.path, { known, git: counting }), [])
  assert.deepEqual(
    calls.filter((call) => call !== 'rev-parse'),
    ['for-each-ref', 'cat-file'],
  )
})

test('a repository that was copied away in the middle is a fault', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('first')
  const copy = join(scratch.path, '..', 'copy')
  cpSync(scratch.path, copy, { recursive: true })
  const repository = await findRepository(plainGit, copy)
  rmSync(copy, { recursive: true })
  const reading = readGitHistory({
    git: plainGit,
    repository,
    known: makeMemoryKnown(),
    clock: { nowMs: () => 0 },
  })
  await assert.rejects(reading.next(), (error) => isFault(error, 'GIT_NOT_A_REPOSITORY'))
})

/**
 * A repository that is out to run code, through everything its configuration and
 * attributes can name. Each program leaves a mark; plain git is shown to leave them
 * first, so that the tests can fail.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { complaintOf, faultOf, gitEnvironment, makeGit } from './git.ts'

const scratch = await mkdtemp(join(tmpdir(), 'wakelore-git-'))
after(() => rm(scratch, { recursive: true }))
const home = join(scratch, 'home')
const marks = join(scratch, 'marks')
const traces = join(scratch, 'traces')
const hostile = join(scratch, 'hostile')
const skip = process.platform === 'win32'

/** What the user has around him: nothing hostile, but tracing, and variables that name programs. */
const environment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TRACE2_EVENT: traces,
}
const outer = {
  ...environment,
  GIT_EXTERNAL_DIFF: join(scratch, 'bin', 'outer-external-diff'),
  GIT_SSH_COMMAND: join(scratch, 'bin', 'outer-ssh'),
  GIT_PAGER: join(scratch, 'bin', 'outer-pager'),
  GIT_ASKPASS: join(scratch, 'bin', 'outer-askpass'),
  GIT_ALLOW_PROTOCOL: 'ext:file:ssh',
  GIT_DIR: join(scratch, 'elsewhere'),
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: join(scratch, 'bin', 'outer-fsmonitor'),
}
const { head, missingBlob, noteCommit } = skip
  ? { head: '', missingBlob: '', noteCommit: '' }
  : await prepare()

test('plain git runs what a hostile repository names', { skip }, async () => {
  await clear()
  plain('status')
  plain('-c', 'filter.evil.clean=', '-c', 'filter.proc.process=', 'status')
  plain('diff', 'HEAD~1', 'HEAD', '--', 'a.txt')
  plain('-c', 'diff.external=', 'diff', 'HEAD~1', 'HEAD', '--', 'b.evil')
  plain('-c', 'diff.external=', 'log', '-p', '-1', '--', 'c.conv')
  plain('log', '-1', '--show-signature', noteCommit)
  plain('cat-file', '-p', missingBlob)
  plain('fetch', 'ssh')
  plain('rev-list', '--all', '--alternate-refs')
  plain('credential', 'fill')
  plain('merge-tree', '--write-tree', 'HEAD', 'other')
  plain('update-ref', 'refs/heads/x', 'HEAD')
  const fired = await readdir(marks)
  for (const name of [
    'fsmonitor',
    'clean',
    'process',
    'external-diff',
    'diff-command',
    'textconv',
    'gpg',
    'ext',
    'ssh',
    'alternate-refs',
    'credential',
    'merge-driver',
    'hook-reference-transaction',
    'submodule-clean',
    'submodule-fsmonitor',
  ]) {
    assert.ok(fired.includes(name), `${name} did not fire (${fired.join(', ')})`)
  }
})

test('the runner runs none of it, in any command that wakelore uses', { skip }, async () => {
  await clear()
  const git = makeGit({ environment: outer })
  const cwd = hostile
  const input = `${head}\n`
  const run = async (args: string[], options: { input?: string; readsWorktree?: boolean } = {}) => {
    const { exitCode, stderr } = await git.run(args, { cwd, ...options })
    assert.deepEqual([args[0], await readdir(marks)], [args[0], []], stderr)
    return exitCode
  }
  assert.equal(await run(['log', '--all', '--raw', '-z', '--no-abbrev', '-M', '--format=%H%x00%B']), 0)
  assert.equal(await run(['log', '-1', '-p', '--no-ext-diff', '--no-textconv']), 0)
  assert.equal(await run(['log', '-1', noteCommit]), 0)
  assert.equal(await run(['log', '-g', '--format=%H %gs', 'HEAD']), 0)
  assert.equal(await run(['rev-list', '--count', '--all']), 0)
  assert.equal(await run(['rev-list', '--alternate-refs', '--all']), 0)
  assert.equal(await run(['diff-tree', '--stdin', '-r', '-z', '-M', '-m', '--root'], { input }), 0)
  assert.equal(await run(['cat-file', '--batch'], { input }), 0)
  await run(['cat-file', '--batch'], { input: `${missingBlob}\n` })
  await run(['cat-file', 'blob', missingBlob])
  assert.equal(await run(['for-each-ref', '--format=%(refname) %(objectname)']), 0)
  assert.equal(await run(['status', '--porcelain=v2', '-z'], { readsWorktree: true }), 0)
  assert.equal(await run(['diff', '--name-only', '-z', '--no-ext-diff'], { readsWorktree: true }), 0)
  assert.equal(await run(['diff', '--cached', '--name-only', '-z', '--no-ext-diff']), 0)
  assert.equal(await run(['notes', 'list']), 0)
  assert.equal(await run(['check-mailmap', '--stdin'], { input: 'A <a@example.org>\n' }), 0)
  assert.equal(await run(['merge-base', 'HEAD', 'other']), 0)
  assert.equal(await run(['rev-parse', '--git-common-dir', '--show-toplevel']), 0)
  assert.notEqual(await run(['fetch', 'origin']), 0)
  assert.notEqual(await run(['fetch', 'ssh']), 0)
  assert.notEqual(await run(['ls-remote', 'origin']), 0)
})

test('the runner leaves no trace2 event behind', { skip }, async () => {
  await clear()
  plain('rev-parse', 'HEAD')
  assert.notEqual((await readdir(traces)).length, 0, 'plain git leaves some')
  await clear()
  const git = makeGit({ environment: outer })
  await git.run(['log', '-1'], { cwd: hostile })
  await git.run(['status'], { cwd: hostile, readsWorktree: true })
  assert.deepEqual(await readdir(traces), [])
})

test('the runner changes no index and takes no lock', { skip }, async () => {
  const git = makeGit({ environment: outer })
  const index = join(hostile, '.git', 'index')
  const before = await readFile(index)
  await git.run(['status', '--porcelain'], { cwd: hostile, readsWorktree: true })
  assert.deepEqual(await readFile(index), before)
})

test('status still tells what changed, filters or not', { skip }, async () => {
  const git = makeGit({ environment: outer })
  const { stdout } = await git.run(['status', '--porcelain', '-z'], { cwd: hostile, readsWorktree: true })
  assert.match(stdout.toString(), / M a\.txt\0/)
})

test('a filter that cannot be switched off is a fault', { skip }, async () => {
  execFileSync('git', ['-C', hostile, 'config', 'filter.a=b.clean', 'x'], { env: environment })
  try {
    const status = makeGit({ environment }).run(['status'], { cwd: hostile, readsWorktree: true })
    await assert.rejects(status, (error) => isFault(error, 'GIT_FILTER_HOSTILE'))
  } finally {
    execFileSync('git', ['-C', hostile, 'config', '--remove-section', 'filter.a=b'], { env: environment })
  }
})

test('variables of git’s own in the caller’s environment do not reach it', () => {
  const made = gitEnvironment(outer)
  assert.equal(made['GIT_DIR'], undefined)
  assert.equal(made['GIT_EXTERNAL_DIFF'], undefined)
  assert.equal(made['GIT_CONFIG_COUNT'], undefined)
  assert.equal(made['GIT_ALLOW_PROTOCOL'], '')
  assert.equal(made['GIT_CONFIG_NOSYSTEM'], '1')
})

test('a missing git, an ancient git, no repository: each is its own fault', { skip }, async () => {
  const missing = makeGit({ executable: join(scratch, 'no-git') })
  await assert.rejects(missing.run(['version'], { cwd: scratch }), (error) => isFault(error, 'GIT_MISSING'))
  const ancient = join(scratch, 'bin', 'ancient-git')
  await writeFile(ancient, '#!/bin/sh\necho git version 2.17.1\n')
  await chmod(ancient, 0o755)
  await assert.rejects(makeGit({ executable: ancient }).version(), (error) => isFault(error, 'GIT_TOO_OLD'))
  const git = makeGit({ environment })
  assert.match((await git.version()).text, /^git version/)
  await assert.rejects(git.read(['rev-parse', 'HEAD'], { cwd: scratch }), (error) =>
    isFault(error, 'GIT_NOT_A_REPOSITORY'),
  )
  await assert.rejects(git.read(['rev-parse', 'HEAD'], { cwd: join(scratch, 'none') }), (error) =>
    isFault(error, 'GIT_NOT_A_REPOSITORY'),
  )
  await assert.rejects(git.read(['cat-file', '-t', '0'.repeat(40)], { cwd: hostile }), (error) =>
    isFault(error, 'GIT_FAILED'),
  )
  const dubious = { exitCode: 128, stderr: "fatal: detected dubious ownership in repository at '/x'" }
  assert.ok(isFault(faultOf(['log'], '/x', dubious), 'GIT_DUBIOUS_OWNERSHIP'))
})

test('what git complained about is one line without hints', { skip }, async () => {
  const hinted = 'hint: Support for it is deprecated\nerror: inflate\n\nfatal: loose object is corrupt\n'
  assert.equal(complaintOf(hinted), 'error: inflate; fatal: loose object is corrupt')
  const git = makeGit({ environment })
  const { stderr } = await git.run(['log', '-1', head], { cwd: hostile })
  assert.equal(stderr, '')
})

test('more output than was asked for ends the call', { skip }, async () => {
  const git = makeGit({ environment })
  await assert.rejects(git.run(['log', '--all', '-p'], { cwd: hostile, maxBytes: 10 }), (error) =>
    isFault(error, 'GIT_OUTPUT_TOO_LARGE'),
  )
})

test('a stream can be ended early, by its caller or by a signal', { skip, timeout: 10_000 }, async () => {
  const git = makeGit({ environment })
  const waiting = await git.stream(['cat-file', '--batch'], { cwd: hostile, input: `${head}\n` })
  waiting.kill()
  waiting.stdout.resume()
  assert.equal(typeof (await waiting.ended).exitCode, 'number')
  const controller = new AbortController()
  const signalled = await git.stream(['log', '--all', '-p'], { cwd: hostile, signal: controller.signal })
  controller.abort()
  signalled.stdout.resume()
  await signalled.ended
})

function plain(...args: string[]): void {
  spawnSync('git', ['-C', hostile, ...args], {
    env: environment,
    input: 'protocol=https\nhost=example.org\n\n',
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: 10_000,
  })
}

async function clear(): Promise<void> {
  for (const directory of [marks, traces]) {
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory)
  }
  // Out of step with the index, so that git has to read (and filter) them.
  for (const name of ['a.txt', 'b.evil', 'process.proc', join('sub', 's.txt')]) {
    await utimes(join(hostile, name), 2_000_000_000, 2_000_000_000)
  }
}

async function program(name: string): Promise<string> {
  const path = join(scratch, 'bin', name)
  await writeFile(path, `#!/bin/sh\n: > '${join(marks, name)}'\nexit 1\n`)
  await chmod(path, 0o755)
  return path
}

async function prepare(): Promise<{ head: string; missingBlob: string; noteCommit: string }> {
  for (const directory of [home, marks, traces, join(scratch, 'bin'), hostile]) await mkdir(directory)
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', hostile, ...args], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
      .toString()
      .trim()
  const write = (name: string, text: string): Promise<void> => writeFile(join(hostile, name), text)
  for (const [key, value] of [
    ['user.name', 'Mallory'],
    ['user.email', 'mallory@example.org'],
    ['init.defaultBranch', 'main'],
    ['protocol.ext.allow', 'always'],
    ['protocol.file.allow', 'always'],
  ]) {
    git('config', '--global', key!, value!)
  }

  execFileSync('git', ['init', '-q', join(scratch, 'other')], { env: environment })
  const other = (...args: string[]) =>
    execFileSync('git', ['-C', join(scratch, 'other'), ...args], { env: environment, stdio: 'ignore' })
  await writeFile(join(scratch, 'other', 's.txt'), 'one\n')
  await writeFile(join(scratch, 'other', '.gitattributes'), '*.txt filter=subfilter\n')
  other('add', '.')
  other('commit', '-qm', 'one')

  git('init', '-q')
  await write('.gitattributes', '')
  for (const name of ['a.txt', 'b.evil', 'c.conv', 'process.proc', 'd.merge', 'gone.bin'])
    await write(name, `${name}\n`)
  git('submodule', '--quiet', 'add', join(scratch, 'other'), 'sub')
  git('add', '.')
  git('commit', '-qm', 'one')
  git('checkout', '-qb', 'other')
  await write('d.merge', 'theirs\n')
  git('commit', '-qam', 'theirs')
  git('checkout', '-q', 'main')
  for (const name of ['a.txt', 'b.evil', 'c.conv', 'd.merge']) await write(name, `${name} changed\n`)
  await write(
    '.gitattributes',
    '*.txt filter=evil\n*.evil diff=command\n*.conv diff=conv\n*.proc filter=proc\n*.merge merge=evil\n',
  )
  git('add', '.')
  git('commit', '-qm', 'two')
  git('notes', 'add', '-m', 'a note')
  const head = git('rev-parse', 'HEAD')
  const tree = git('rev-parse', 'HEAD^{tree}')
  const signed = `tree ${tree}\nparent ${head}\nauthor M <m@example.org> 1700000000 +0000\ncommitter M <m@example.org> 1700000000 +0000\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nsigned\n`
  const noteCommit = execFileSync('git', ['-C', hostile, 'hash-object', '-t', 'commit', '-w', '--stdin'], {
    env: environment,
    input: signed,
  })
    .toString()
    .trim()
  const missingBlob = git('rev-parse', 'HEAD:gone.bin')
  await rm(join(hostile, '.git', 'objects', missingBlob.slice(0, 2), missingBlob.slice(2)))
  await writeFile(
    join(hostile, '.git', 'objects', 'info', 'alternates'),
    `${join(scratch, 'other', '.git', 'objects')}\n`,
  )
  await write('a.txt', 'a.txt CHANGED\n')

  await mkdir(join(hostile, 'hooks'))
  for (const hook of [
    'reference-transaction',
    'post-index-change',
    'pre-auto-gc',
    'post-checkout',
    'post-merge',
  ]) {
    const path = join(hostile, 'hooks', hook)
    await writeFile(path, `#!/bin/sh\n: > '${join(marks, `hook-${hook}`)}'\n`)
    await chmod(path, 0o755)
  }
  const settings: Record<string, string> = {
    'core.fsmonitor': 'fsmonitor',
    'core.pager': 'pager',
    'core.editor': 'editor',
    'core.alternateRefsCommand': 'alternate-refs',
    'core.sshCommand': 'ssh',
    'core.askPass': 'askpass',
    'core.gitProxy': 'git-proxy',
    'credential.helper': 'credential',
    'diff.external': 'external-diff',
    'diff.command.command': 'diff-command',
    'diff.conv.textconv': 'textconv',
    'filter.evil.clean': 'clean',
    'filter.evil.smudge': 'smudge',
    'filter.proc.process': 'process',
    'merge.evil.driver': 'merge-driver',
    'gpg.program': 'gpg',
    'gpg.ssh.program': 'gpg-ssh',
    'pager.log': 'pager-log',
    'remote.origin.uploadpack': 'upload-pack',
  }
  for (const [key, name] of Object.entries(settings)) git('config', key, await program(name))
  for (const [key, value] of Object.entries({
    'core.hooksPath': join(hostile, 'hooks'),
    'log.showSignature': 'true',
    'diff.ignoreSubmodules': 'none',
    'submodule.sub.ignore': 'none',
    'status.submoduleSummary': 'true',
    'remote.origin.url': `ext::${await program('ext')}`,
    'remote.ssh.url': 'ssh://example.invalid/x',
    'core.repositoryFormatVersion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'alias.st': `!${await program('alias')}`,
  })) {
    git('config', key, value)
  }
  for (const name of ['external-diff', 'ssh', 'pager', 'askpass', 'fsmonitor']) await program(`outer-${name}`)
  const sub = join(hostile, 'sub')
  for (const [key, name] of [
    ['filter.subfilter.clean', 'submodule-clean'],
    ['core.fsmonitor', 'submodule-fsmonitor'],
  ]) {
    execFileSync('git', ['-C', sub, 'config', key!, await program(name!)], { env: environment })
  }
  git('config', '--global', 'trace2.eventTarget', traces)
  return { head, missingBlob, noteCommit }
}

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { makeScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { readRefFingerprint, watchedDirectories } from './ref-fingerprint.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-fingerprint-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

test('every way of moving a ref makes another fingerprint, and looking at them makes none', async () => {
  using repository = makeScratchRepository()
  repository.commit('First', { 'a.ts': '1' })
  repository.commit('Second', { 'a.ts': '2' })
  const linked = join(repository.path, '..', 'linked')
  const commonDir = join(repository.path, '.git')
  let before = await readRefFingerprint(commonDir)
  const isOther = async (): Promise<boolean> => {
    const found = await readRefFingerprint(commonDir)
    const differs = found !== before
    before = found
    return differs
  }
  for (const moving of [
    ['commit', '--quiet', '--allow-empty', '-m', 'Third'],
    ['branch', 'fix'],
    ['branch', 'feature/deep/inside'],
    ['update-ref', 'refs/heads/feature/deep/inside', 'HEAD~1'],
    ['update-ref', 'refs/heads/fix', 'HEAD~1'],
    ['checkout', '--quiet', 'fix'],
    ['tag', 'v1'],
    ['update-ref', 'refs/remotes/origin/main', 'HEAD'],
    ['pack-refs', '--all'],
    ['branch', '-D', 'main'],
    ['worktree', 'add', '--quiet', '-b', 'aside', linked],
    ['-C', linked, 'commit', '--quiet', '--allow-empty', '-m', 'Aside'],
    ['-C', linked, 'checkout', '--quiet', '--detach'],
  ]) {
    repository.git(...moving)
    assert(await isOther(), `git ${moving.join(' ')}`)
  }
  repository.write({ 'a.ts': '3' })
  repository.git('stash')
  assert(await isOther(), 'git stash')
  for (const looking of [['status'], ['log'], ['branch', '--list'], ['add', '--all'], ['diff', '--cached']]) {
    repository.git(...looking)
    assert.equal(await isOther(), false, `git ${looking.join(' ')}`)
  }
})

test('a repository that is gone has no fingerprint, and one that came back has another', async () => {
  using repository = makeScratchRepository()
  const commonDir = join(repository.path, '.git')
  const before = await readRefFingerprint(commonDir)
  assert.notEqual(before, undefined)
  renameSync(commonDir, `${commonDir}-away`)
  assert.equal(await readRefFingerprint(commonDir), undefined)
  renameSync(`${commonDir}-away`, commonDir)
  assert.equal(await readRefFingerprint(commonDir), before)
})

test('the tables of a reftable are part of it', async () => {
  const commonDir = join(scratch, 'reftable.git')
  mkdirSync(join(commonDir, 'reftable'), { recursive: true })
  writeFileSync(join(commonDir, 'HEAD'), 'ref: refs/heads/.invalid\n')
  writeFileSync(join(commonDir, 'reftable/tables.list'), '0x1-0x1-a.ref\n')
  const before = await readRefFingerprint(commonDir)
  writeFileSync(join(commonDir, 'reftable/tables.list'), '0x1-0x2-b.ref\n0x3-0x3-c.ref\n')
  assert.notEqual(await readRefFingerprint(commonDir), before)
})

test('a repository of very many directories of refs is looked at in part, and soon done', async () => {
  const commonDir = join(scratch, 'many.git')
  for (let n = 0; n < 2000; n++) mkdirSync(join(commonDir, 'refs/heads', `team-${n}`), { recursive: true })
  writeFileSync(join(commonDir, 'HEAD'), 'ref: refs/heads/main\n')
  const fingerprint = await readRefFingerprint(commonDir)
  assert(fingerprint!.split(',').length < 300)
})

test('of what is written beside refs, locks and the index move none', () => {
  const tells = (commonDir: string, directory: string, entry: string): boolean =>
    watchedDirectories(commonDir)
      .find((one) => one.directory === join(commonDir, directory))!
      .mayMoveRefs(entry)
  for (const entry of ['index', 'index.lock', 'HEAD.lock', 'COMMIT_EDITMSG', 'FETCH_HEAD', 'objects']) {
    assert.equal(tells('/r', '', entry), false, entry)
  }
  assert.equal(tells('/r', '', 'HEAD'), true)
  assert.equal(tells('/r', '', 'packed-refs'), true)
  assert.equal(tells('/r', 'logs', 'HEAD'), true)
  assert.equal(tells('/r', 'refs/heads', 'main'), true)
  assert.equal(tells('/r', 'refs/heads', 'main.lock'), false)
})

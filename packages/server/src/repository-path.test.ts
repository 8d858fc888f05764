import test from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFault } from '@wakelore/kernel/fault'
import type { Repository } from '@wakelore/vault/repository'
import { repositoryPath } from './repository-path.ts'

test('an argument is meant from the current directory inside the worktree, from the root elsewhere', (t) => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-path-')))
  t.after(() => rmSync(base, { recursive: true, force: true }))
  const root = join(base, 'project')
  mkdirSync(join(root, 'src/deep'), { recursive: true })
  writeFileSync(join(root, 'src/a.ts'), '')
  symlinkSync(root, join(base, 'link'))
  symlinkSync('/etc/passwd', join(root, 'tracked-link'))
  const repository: Repository = {
    id: '0'.repeat(32),
    name: 'project',
    commonDir: join(root, '.git'),
    worktreeRoot: root,
    cwd: root,
    objectFormat: 'sha1',
    isBare: false,
    isShallow: false,
  }
  const from = (cwd: string, argument: string): string => repositoryPath(repository, cwd, argument)
  assert.equal(from(join(root, 'src'), 'a.ts'), 'src/a.ts')
  assert.equal(from(join(root, 'src/deep'), '../a.ts'), 'src/a.ts')
  assert.equal(from(base, 'src/a.ts'), 'src/a.ts')
  assert.equal(from(join(base, 'link/src'), 'a.ts'), 'src/a.ts')
  assert.equal(from('/', join(base, 'link/src/a.ts')), 'src/a.ts')
  assert.equal(from(root, 'gone/for/good.ts'), 'gone/for/good.ts')
  assert.equal(from(root, '.'), '')
  assert.equal(from(root, 'src/'), 'src')
  assert.equal(from(root, 'tracked-link'), 'tracked-link', 'a tracked link is itself, not what it points at')
  for (const outside of ['..', '../x', '/etc/passwd', 'src/../../x']) {
    assert.throws(
      () => from(root, outside),
      (error) => isFault(error, 'PATH_OUTSIDE'),
      outside,
    )
  }
})

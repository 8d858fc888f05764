import test from 'node:test'
import assert from 'node:assert/strict'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { readLivingPaths } from './living-paths.ts'
import { makeScratchRepository } from './scratch-repository.fixture.ts'

const ODD = [':(top)a', '*.ts', 'a b\n\t.ts', '-x', 'ü.ts']

test('paths that HEAD has are alive, whatever they are called and wherever one stands', async () => {
  using scratch = makeScratchRepository()
  scratch.commit('All', {
    'src/a.ts': '1',
    'gone.ts': '1',
    ...Object.fromEntries(ODD.map((path) => [path, '1'])),
  })
  scratch.commit('Less', { 'gone.ts': null })
  const git = makeGit()
  const repository = await findRepository(git, `${scratch.path}/src`)
  const asked = ['src/a.ts', 'gone.ts', 'src/b.ts', 'a.ts', ...ODD]
  const living = await readLivingPaths(git, { ...repository, cwd: `${scratch.path}/src` }, asked)
  assert.deepEqual([...living].sort(), ['src/a.ts', ...ODD].sort())
  assert.deepEqual([...(await readLivingPaths(git, repository, []))], [])
})

test('without a HEAD nothing is known to be gone', async () => {
  using scratch = makeScratchRepository()
  const git = makeGit()
  const living = await readLivingPaths(git, await findRepository(git, scratch.path), ['a.ts'])
  assert.deepEqual([...living], ['a.ts'])
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeScratchRepository } from '../../scratch-repository.fixture.ts'
import { readReplayOrder } from './replay-order.ts'

const git = makeGit()

test("the replay order is HEAD's own past, parents first, without merges", async () => {
  using scratch = makeScratchRepository()
  const [root, left, right, , tip] = scratch.importHistory('refs/heads/main', [
    { message: 'root' },
    { message: 'left', parents: [0] },
    { message: 'right', parents: [0] },
    { message: 'merge', parents: [1, 2] },
    { message: 'tip' },
  ])
  scratch.git('checkout', '--quiet', '-b', 'side')
  scratch.commit('elsewhere')
  scratch.git('checkout', '--quiet', 'main')
  const order = await readReplayOrder(git, await findRepository(git, scratch.path))
  assert.equal(order[0], root)
  assert.equal(order.at(-1), tip)
  assert.deepEqual(order.toSorted(), [root, left, right, tip].toSorted())
})

test('an unborn HEAD has no past', async () => {
  using scratch = makeScratchRepository()
  assert.deepEqual(await readReplayOrder(git, await findRepository(git, scratch.path)), [])
})

test('a repository that went away is a fault, not an empty past', async () => {
  const scratch = makeScratchRepository()
  const repository = await findRepository(git, scratch.path)
  scratch[Symbol.dispose]()
  await assert.rejects(readReplayOrder(git, repository), (error) => isFault(error))
})

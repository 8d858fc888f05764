import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { CommandWindow } from './git-refs.ts'
import { makeGitWork, wronglyTold } from './git-refs/git-work.fixture.ts'

test('of 200 commands without a pause, in two worktrees, each has the branch it began on and where it left HEAD', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.addWorktree('side', '-b', 'side')
  work.work(200, { seed: 8, isTold: true })
  const { commands, events } = await work.read()
  assert.deepEqual(wronglyTold(work, commands, { isStrict: true }), [])
  assert.deepEqual(inProcess(events), [])
})

for (const seed of [101, 102]) {
  test(`where no reflog tells of a switch a branch is told right or not at all, and git never seems in process (seed ${seed})`, async () => {
    using work = makeGitWork()
    work.commit('Root')
    work.addWorktree('side', '-b', 'side')
    work.work(80, { seed, isTold: false })
    // A HEAD without a commit has no reflog that git would show.
    work.step(['checkout', '--quiet', '--force', '-B', 'last', 'side'])
    const { commands, events } = await work.read()
    assert.deepEqual(wronglyTold(work, commands, { isStrict: false }), [])
    assert.deepEqual(inProcess(events), [])
  })
}

test('commands that are handed in as they go are told as they are together', async () => {
  using work = makeGitWork()
  const told: DevelopmentEvent[] = []
  const earlier: CommandWindow[] = []
  work.commit('Root')
  for (let round = 0; round < 25; round++) {
    const read = await work.read({ earlier })
    told.push(...read.commands)
    earlier.push(...(JSON.parse(JSON.stringify(read.windows)) as CommandWindow[]))
    assert.deepEqual(inProcess(read.events), [])
    work.work(1, { seed: round, isTold: true })
  }
  told.push(...(await work.read({ earlier })).commands)
  assert.deepEqual(wronglyTold(work, told, { isStrict: true }), [])
  // Taken in again after a crash.
  assert.deepEqual((await work.read({ commands: told, earlier })).commands, told)
})

function inProcess(events: readonly { readonly kind: string; readonly attributes: object }[]): object[] {
  return events.filter(({ kind }) => kind === 'vcs.operation').map(({ attributes }) => attributes)
}

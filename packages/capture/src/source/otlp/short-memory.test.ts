import assert from 'node:assert/strict'
import test from 'node:test'
import { makeShortMemory } from './short-memory.ts'

function memory(): {
  readonly ask: (key: string, fails?: boolean) => Promise<number>
  readonly pass: (ms: number) => void
} {
  let nowMs = 0
  let looks = 0
  const remember = makeShortMemory<number>({ clock: { nowMs: () => nowMs }, livesMs: 100, mostKeys: 2 })
  return {
    ask: (key, fails = false) =>
      remember(key, async () => {
        looks++
        if (fails) throw new Error('no')
        return looks
      }),
    pass: (ms) => void (nowMs += ms),
  }
}

test('an answer is given again until it is old, or the clock was set back', async () => {
  const { ask, pass } = memory()
  assert.equal(await ask('a'), 1)
  pass(99)
  assert.equal(await ask('a'), 1)
  pass(1)
  assert.equal(await ask('a'), 2)
  pass(-1)
  assert.equal(await ask('a'), 3)
})

test('beyond so many answers the oldest is forgotten', async () => {
  const { ask } = memory()
  await ask('a')
  await ask('b')
  await ask('c')
  assert.deepEqual([await ask('b'), await ask('c'), await ask('a')], [2, 3, 4])
})

test('a failure is no answer, and takes no later answer with it', async () => {
  const { ask, pass } = memory()
  await assert.rejects(ask('a', true))
  assert.equal(await ask('a'), 2)
  const failing = ask('b', true)
  pass(100)
  const later = ask('b')
  await assert.rejects(failing)
  assert.equal(await later, 4)
  assert.equal(await ask('b'), 4)
})

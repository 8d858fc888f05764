import assert from 'node:assert/strict'
import test from 'node:test'
import { runCrashes } from './log.prove.crash.ts'

test('a log on a disk that drops, reorders and tears keeps what it acknowledged, once and in order', async () => {
  let crashes = 0
  for (let seed = 0; crashes < 200; seed++) crashes += (await runCrashes(seed)).crashes
  assert(crashes >= 200)
})

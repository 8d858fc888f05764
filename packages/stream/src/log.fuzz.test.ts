import assert from 'node:assert/strict'
import test from 'node:test'
import { runFuzz } from './log.prove.fuzz.ts'

test('whatever happened to its files, a log gives what it can, says what it cannot, and goes on', async () => {
  let damages = 0
  for (let seed = 0; seed < 150; seed++) damages += (await runFuzz(seed)).damages
  assert(damages > 50)
})

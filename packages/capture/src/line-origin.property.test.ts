import test from 'node:test'
import { holdOrigins } from './line-origin.prove.ts'

test('every line of a made-up history is traced to the commit that wrote it', async () => {
  for (let seed = 1; seed <= 6; seed++) await holdOrigins(seed)
})

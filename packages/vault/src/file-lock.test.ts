import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { withFileLock } from './file-lock.ts'

const scratch = await mkdtemp(join(tmpdir(), 'wakelore-lock-'))
after(() => rm(scratch, { recursive: true }))

test('one body runs at a time, and nothing is left behind', async () => {
  const path = join(scratch, 'a', 'x.json')
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 8 }, () =>
      withFileLock(path, async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 2))
        inside--
      }),
    ),
  )
  assert.equal(most, 1)
  assert.deepEqual(await readdir(join(scratch, 'a')), [])
})

test('a body that throws gives the lock back', async () => {
  const path = join(scratch, 'b', 'x.json')
  await assert.rejects(withFileLock(path, () => Promise.reject(new Error('x'))))
  assert.equal(await withFileLock(path, () => Promise.resolve(1)), 1)
})

test('a lock whose holder died long ago is taken away', { timeout: 5000 }, async () => {
  const path = join(scratch, 'x.json')
  await writeFile(`${path}.lock`, '1 dead\n')
  await utimes(`${path}.lock`, 1000, 1000)
  assert.equal(await withFileLock(path, () => Promise.resolve(1)), 1)
})

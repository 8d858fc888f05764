import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { systemDirectoryWatch } from './directory-watch.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-watch-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const WAIT_MS = 10_000

/** Resolves when the condition holds; the watch itself keeps no process alive. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + WAIT_MS
  while (!isSo() && performance.now() < deadlineMs) await delay(10)
}

test('a new file and a rename are told with their names, and nothing after it was stopped', async () => {
  const directory = mkdtempSync(join(scratch, 'told-'))
  const told: (string | undefined)[] = []
  const watching = systemDirectoryWatch.watch(directory, (entry) => void told.push(entry))
  writeFileSync(join(directory, 'trace'), 'x')
  renameSync(join(directory, 'trace'), join(directory, 'moved'))
  await waitUntil(() => told.includes('moved'))
  assert(told.includes('trace'))
  assert(told.includes('moved'))
  watching!.stop()
  told.length = 0
  const other = systemDirectoryWatch.watch(directory, (entry) => void told.push(`other ${entry}`))
  writeFileSync(join(directory, 'later'), 'x')
  await waitUntil(() => told.length > 0)
  other!.stop()
  assert(!told.includes('later'))
})

test('a directory that is taken away tells so, and another in its place is another', async () => {
  const directory = mkdtempSync(join(scratch, 'gone-'))
  const before = systemDirectoryWatch.identityOf(directory)
  let hints = 0
  const watching = systemDirectoryWatch.watch(directory, () => hints++)
  // Made before the other goes, so that it can't have got its number.
  mkdirSync(`${directory}-next`)
  rmSync(directory, { recursive: true })
  await waitUntil(() => hints > 0)
  assert(hints > 0)
  assert.equal(systemDirectoryWatch.identityOf(directory), undefined)
  renameSync(`${directory}-next`, directory)
  assert.notEqual(systemDirectoryWatch.identityOf(directory), before)
  watching!.stop()
})

test('what is no directory has no identity, and nothing that is not there can be watched', () => {
  const file = join(scratch, 'file')
  writeFileSync(file, '')
  assert.equal(systemDirectoryWatch.identityOf(file), undefined)
  assert.equal(systemDirectoryWatch.identityOf(join(file, 'below')), undefined)
  assert.equal(
    systemDirectoryWatch.watch(join(scratch, 'missing'), () => undefined),
    undefined,
  )
})

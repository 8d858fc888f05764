import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { errorCode } from '@wakelore/kernel/error-code'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { testDisk } from './disk.contract.ts'
import { nodeDisk } from './disk/node.ts'
import { makeSimulatedDisk } from './disk/simulated.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-disk-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

testDisk("the machine's disk", async () => ({
  disk: nodeDisk,
  directory: mkdtempSync(join(scratch, 'disk-')),
}))
testDisk('the simulated disk', async () => ({
  disk: makeSimulatedDisk({ random: makeSeededRandom(1) }),
  directory: '/simulated',
}))

test("files and directories are the owner's alone", { skip: process.platform === 'win32' }, async () => {
  const directory = join(scratch, 'private')
  await nodeDisk.makeDirectory(directory)
  await (await nodeDisk.open(join(directory, 'file'), 'create')).close()
  assert.equal(statSync(directory).mode & 0o777, 0o700)
  assert.equal(statSync(join(directory, 'file')).mode & 0o777, 0o600)
})

test('a simulated crash loses unsynced sectors and names, and nothing that was synced', async () => {
  const outcomes = new Set<string>()
  for (let seed = 0; seed < 200; seed++) {
    const disk = makeSimulatedDisk({ random: makeSeededRandom(seed) })
    const file = await disk.open('/d/synced', 'create')
    await file.write(0, Buffer.alloc(1024, 'a'))
    await file.sync()
    await disk.syncDirectory('/d')
    await file.write(1024, Buffer.alloc(1024, 'b'))
    await (await disk.open('/d/unsynced', 'create')).write(0, Buffer.from('c'))
    const after = disk.crash()
    const names = await after.list('/d')
    const bytes = await (await after.open('/d/synced', 'read')).read(0, 4096)
    assert.equal(bytes.subarray(0, 1024).toString(), 'a'.repeat(1024))
    outcomes.add(
      `${names.length} ${[...bytes.subarray(1024).toString()].filter((letter) => letter === 'b').length}`,
    )
  }
  assert(outcomes.size > 5, `few different outcomes: ${[...outcomes].join(', ')}`)
  for (const outcome of ['1 0', '2 1024', '1 512']) assert(outcomes.has(outcome), `never ${outcome}`)
})

test('a full simulated disk takes what fits and says so', async () => {
  const disk = makeSimulatedDisk({ random: makeSeededRandom(1), capacityBytes: 10 })
  const file = await disk.open('/d/file', 'create')
  await assert.rejects(file.write(0, Buffer.alloc(20)), (error) => errorCode(error) === 'ENOSPC')
  assert.equal(await file.size(), 10)
})

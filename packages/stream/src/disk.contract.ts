/** What every disk must do, whatever it is made of. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { errorCode } from '@wakelore/kernel/error-code'
import type { Disk } from './disk.ts'

export function testDisk(
  name: string,
  makeDisk: () => Promise<{ readonly disk: Disk; readonly directory: string }>,
): void {
  const bytes = (text: string): Buffer => Buffer.from(text)

  test(`${name}: a directory that doesn't exist has no names in it`, async () => {
    const { disk, directory } = await makeDisk()
    assert.deepEqual(await disk.list(join(directory, 'nowhere')), [])
  })

  test(`${name}: a file that doesn't exist can be created and not otherwise opened`, async () => {
    const { disk, directory } = await makeDisk()
    const path = join(directory, 'deep', 'er', 'file')
    await disk.makeDirectory(join(directory, 'deep', 'er'))
    for (const mode of ['read', 'write'] as const) {
      await assert.rejects(disk.open(path, mode), (error) => errorCode(error) === 'ENOENT')
    }
    const file = await disk.open(path, 'create')
    assert.equal(await file.size(), 0)
    await file.close()
    await disk.syncDirectory(join(directory, 'deep', 'er'))
    assert.deepEqual(await disk.list(join(directory, 'deep', 'er')), ['file'])
  })

  test(`${name}: creating a file that exists opens it as it is`, async () => {
    const { disk, directory } = await makeDisk()
    const first = await disk.open(join(directory, 'file'), 'create')
    await first.write(0, bytes('kept'))
    await first.close()
    const second = await disk.open(join(directory, 'file'), 'create')
    assert.equal((await second.read(0, 10)).toString(), 'kept')
    await second.close()
  })

  test(`${name}: what was written is read back, short only where the file ends`, async () => {
    const { disk, directory } = await makeDisk()
    const file = await disk.open(join(directory, 'file'), 'create')
    await file.write(0, bytes('hello '))
    await file.write(6, bytes('world'))
    await file.write(2, bytes('LL'))
    await file.sync()
    assert.equal(await file.size(), 11)
    assert.equal((await file.read(0, 11)).toString(), 'heLLo world')
    assert.equal((await file.read(6, 100)).toString(), 'world')
    assert.equal((await file.read(50, 10)).length, 0)
    await file.close()
  })

  test(`${name}: a truncated file ends there and grows again from there`, async () => {
    const { disk, directory } = await makeDisk()
    const file = await disk.open(join(directory, 'file'), 'create')
    await file.write(0, bytes('hello world'))
    await file.truncate(5)
    await file.write(5, bytes('!'))
    assert.equal((await file.read(0, 100)).toString(), 'hello!')
    await file.close()
  })

  test(`${name}: a renamed file takes the place of another, which its readers keep`, async () => {
    const { disk, directory } = await makeDisk()
    const path = join(directory, 'file')
    for (const [at, text] of [
      [path, 'old'],
      [`${path}.new`, 'new'],
    ] as const) {
      const file = await disk.open(at, 'create')
      await file.write(0, bytes(text))
      await file.close()
    }
    const reader = await disk.open(path, 'read')
    await disk.rename(`${path}.new`, path)
    await disk.syncDirectory(directory)
    assert.deepEqual(await disk.list(directory), ['file'])
    assert.equal((await reader.read(0, 3)).toString(), 'old')
    const renamed = await disk.open(path, 'read')
    assert.equal((await renamed.read(0, 3)).toString(), 'new')
    await Promise.all([reader.close(), renamed.close()])
    await assert.rejects(
      disk.rename(join(directory, 'nowhere'), path),
      (error) => errorCode(error) === 'ENOENT',
    )
  })

  test(`${name}: a reader sees what a writer has written meanwhile`, async () => {
    const { disk, directory } = await makeDisk()
    const writer = await disk.open(join(directory, 'file'), 'create')
    const reader = await disk.open(join(directory, 'file'), 'read')
    await writer.write(0, bytes('now'))
    assert.equal((await reader.read(0, 3)).toString(), 'now')
    await Promise.all([writer.close(), reader.close()])
  })
}

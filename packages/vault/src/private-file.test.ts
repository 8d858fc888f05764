import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { createPrivateFile, makePrivateDirectory, readPrivateFile, writePrivateFile } from './private-file.ts'

const scratch = await mkdtemp(join(tmpdir(), 'wakelore-private-'))
after(() => rm(scratch, { recursive: true }))
const hasModes = process.platform !== 'win32'

test('a directory is made with its parents, for the owner only', async () => {
  const path = join(scratch, 'a', 'b', 'c')
  await makePrivateDirectory(path)
  await makePrivateDirectory(path)
  if (hasModes) assert.equal((await stat(path)).mode & 0o777, 0o700)
})

test('a directory that others could read is tightened', { skip: !hasModes }, async () => {
  const path = join(scratch, 'open')
  await makePrivateDirectory(path)
  await chmod(path, 0o755)
  await makePrivateDirectory(path)
  assert.equal((await stat(path)).mode & 0o777, 0o700)
})

test('a file is replaced whole and leaves nothing beside it', async () => {
  const path = join(scratch, 'files', 'x.json')
  await writePrivateFile(path, 'one')
  await writePrivateFile(path, 'two')
  assert.equal(await readPrivateFile(path), 'two')
  assert.deepEqual(await readdir(join(scratch, 'files')), ['x.json'])
  if (hasModes) assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a file that exists is not made again', async () => {
  const path = join(scratch, 'once', 'x')
  assert.equal(await createPrivateFile(path, 'one'), true)
  assert.equal(await createPrivateFile(path, 'two'), false)
  assert.equal(await readPrivateFile(path), 'one')
  assert.deepEqual(await readdir(join(scratch, 'once')), ['x'])
})

test('writing through a planted link replaces the link, not what it names', { skip: !hasModes }, async () => {
  await makePrivateDirectory(join(scratch, 'links'))
  const victim = join(scratch, 'links', 'victim')
  await writeFile(victim, 'untouched')
  await symlink(victim, join(scratch, 'links', 'x'))
  await writePrivateFile(join(scratch, 'links', 'x'), 'mine')
  assert.equal(await readFile(victim, 'utf8'), 'untouched')
})

test('a missing file is undefined, a directory or a huge file is a fault', async () => {
  assert.equal(await readPrivateFile(join(scratch, 'nowhere', 'x')), undefined)
  await assert.rejects(readPrivateFile(scratch), (error) => isFault(error, 'VAULT_FILE_UNREADABLE'))
  const huge = join(scratch, 'huge')
  await writeFile(huge, '')
  await truncate(huge, 2 ** 31)
  await assert.rejects(readPrivateFile(huge), (error) => isFault(error, 'VAULT_FILE_UNREADABLE'))
})

test('where nothing can be written the fault says what stands in the way', async () => {
  const file = join(scratch, 'a-file')
  await writeFile(file, '')
  for (const write of [
    () => makePrivateDirectory(join(file, 'x')),
    () => writePrivateFile(join(file, 'x', 'y'), ''),
    () => createPrivateFile(join(file, 'x', 'y'), ''),
  ]) {
    await assert.rejects(write, (error) => {
      assert.ok(isFault(error, 'VAULT_HOME_UNWRITABLE'), String(error))
      assert.match(error.message, /a file stands where a directory should/)
      assert.match(error.help, /XDG_DATA_HOME/)
      return true
    })
  }
})

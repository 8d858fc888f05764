/**
 * Files that only their owner may read, and that are whole at any instant.
 *
 * Directories are 0700, files 0600. A write goes to a temporary file beside the
 * target, is synced, then renamed over it; the directory is synced last, so that a
 * crash leaves the old contents or the new, never a mixture and never neither.
 */
import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'
import { vaultFault } from './faults.ts'

/** Larger than any file that is read whole here; a bigger one isn't ours. */
const MAX_FILE_BYTES = 16 * 1024 * 1024

/** Makes the directory and its missing parents 0700; tightens it if it exists. @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function makePrivateDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const { mode } = await stat(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(path, 0o700)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Replaces the file, or makes it. @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function writePrivateFile(path: string, contents: string | Uint8Array): Promise<void> {
  await placeFile(path, contents, (temporary) => rename(temporary, path))
}

/** Makes the file unless it exists; false where it did. @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function createPrivateFile(path: string, contents: string | Uint8Array): Promise<boolean> {
  try {
    await placeFile(path, contents, async (temporary) => {
      // A hard link never replaces what is there, unlike a rename.
      await link(temporary, path)
      await unlink(temporary)
    })
    return true
  } catch (error) {
    if (error instanceof Error && errorCode(error.cause) === 'EEXIST') return false
    throw error
  }
}

/** The contents, or undefined where there is no such file. @throws VAULT_FILE_UNREADABLE */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES)
      throw new RangeError(`it has ${size} bytes, at most ${MAX_FILE_BYTES} are expected`)
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw vaultFault('VAULT_FILE_UNREADABLE', `cannot read ${path}: ${reasonOf(cause)}`, {
      fields: { path },
      cause,
    })
  }
}

async function placeFile(
  path: string,
  contents: string | Uint8Array,
  place: (temporary: string) => Promise<void>,
): Promise<void> {
  const directory = dirname(path)
  await makePrivateDirectory(directory)
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(contents)
        await file.sync()
      } finally {
        await file.close()
      }
      await place(temporary)
    } catch (error) {
      await unlink(temporary).catch(() => undefined)
      throw error
    }
    await syncDirectory(directory)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Makes a rename or a new file in it durable. Windows can't, and does it by itself. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

export function unwritable(path: string, cause: unknown): Error {
  const code = errorCode(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return vaultFault('VAULT_DISK_FULL', `no space left to write ${path}`, { fields: { path }, cause })
  }
  return vaultFault('VAULT_HOME_UNWRITABLE', `cannot write ${path}: ${reasonOf(cause)}`, {
    fields: { path, code },
    cause,
  })
}

export function reasonOf(error: unknown): string {
  switch (errorCode(error)) {
    case 'EROFS':
      return 'the file system is read-only'
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a directory should'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

/**
 * The spool as a directory: where it is, and whether what stands there is it.
 *
 * Everything in the spool is removed sooner or later, and git writes command lines into
 * it. So nothing is taken for it but a directory of this user's own, by a path that ends
 * as every spool's does, and not through a link that somebody put in its place.
 */
import { chmod, lstat, mkdir, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'
import { wakelorePaths, type WakelorePaths } from '@wakelore/vault/paths'
import { reasonOf } from '@wakelore/vault/private-file'
import { switchFault } from './faults.ts'

/** Whether a path may be a spool's at all: one that was garbled must never be emptied. */
export function isSpoolPath(path: string): boolean {
  return isAbsolute(path) && /[/\\]spool[/\\]git$/.test(path) && !/(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(path)
}

/** In the runtime directory only where that is what the specification says: of this user alone. */
export async function chooseSpool(paths: WakelorePaths, environment: NodeJS.ProcessEnv): Promise<string> {
  const runtime = environment['XDG_RUNTIME_DIR']
  if (runtime === undefined || paths.spoolDir.startsWith(join(paths.cacheDir, 'spool'))) return paths.spoolDir
  const found = await stat(runtime).catch(() => undefined)
  const isPrivate = found?.isDirectory() === true && isOwn(found.uid) && (found.mode & 0o077) === 0
  if (isPrivate) return paths.spoolDir
  const { XDG_RUNTIME_DIR: _, ...rest } = environment
  return wakelorePaths({ environment: rest }).spoolDir
}

/**
 * What tells the spool that stands there from another that was made in its place;
 * undefined where there is none.
 *
 * Without the number of its device, which for some file systems is another after each start.
 *
 * @throws SWITCH_SPOOL_UNSAFE
 */
export async function findSpool(directory: string): Promise<string | undefined> {
  let identity: string | undefined
  for (const path of [dirname(directory), directory]) {
    const found = await lstat(path).catch((cause: unknown) => {
      const code = errorCode(cause)
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
      throw unsafe(path, `cannot be looked at: ${reasonOf(cause)}`, cause)
    })
    if (found === undefined) return undefined
    if (found.isSymbolicLink()) throw unsafe(path, 'is a symbolic link')
    if (!found.isDirectory()) throw unsafe(path, 'is a file')
    if (!isOwn(found.uid)) throw unsafe(path, 'belongs to another user')
    identity = `${found.ino}/${found.birthtimeMs}`
  }
  return identity
}

/** For the owner alone. @throws SWITCH_SPOOL_UNSAFE */
export async function makeSpool(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw unsafe(directory, `cannot be made: ${reasonOf(cause)}`, cause)
  }
  await findSpool(directory)
  if (process.platform !== 'win32') await chmod(directory, 0o700)
}

/** With the directories that were made for it, as far as they are empty. */
export async function removeSpool(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  for (const path of [dirname(directory), dirname(dirname(directory))]) {
    await rmdir(path).catch(() => undefined)
  }
}

function isOwn(uid: number): boolean {
  return process.getuid === undefined || uid === process.getuid()
}

function unsafe(path: string, found: string, cause?: unknown): Error {
  return switchFault('SWITCH_SPOOL_UNSAFE', `${path} ${found}, expected a directory of yours`, {
    fields: { path },
    cause,
  })
}

/**
 * The repository around a directory, by the files alone that gitrepository-layout(5)
 * describes: a sender may name any directory, and no git is started in it.
 */
import { lstat, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { readWorktreePlace, type WorktreePlace } from '@wakelore/vault/repository'

const LONGEST_PATH = 4096
const MOST_LEVELS = 256

/**
 * Where a worktree or bare repository lies that holds the directory. One that isn't there
 * any more counts as the nearest above it that is. Undefined where no repository is.
 */
export async function findWorktreeAround(
  directory: string,
  home: string,
): Promise<WorktreePlace | undefined> {
  let path = await nearestDirectory(directory.replace(/^~(?=\/|$)/, () => home))
  for (let level = 0; path !== undefined && level < MOST_LEVELS; level++) {
    const place =
      (await readWorktreePlace(path)) ?? ((await isGitDirectory(path)) ? { commonDir: path } : undefined)
    if (place !== undefined) return place
    const above = dirname(path)
    path = above === path ? undefined : above
  }
  return undefined
}

/** Without links; a sender's directory need not exist on this machine. */
async function nearestDirectory(directory: string): Promise<string | undefined> {
  if (!isAbsolute(directory) || directory.length > LONGEST_PATH || directory.includes('\0')) return undefined
  let path = directory
  for (let level = 0; level < MOST_LEVELS; level++) {
    const found = await realpath(path).catch(() => undefined)
    if (found !== undefined) return found
    path = dirname(path)
  }
  return undefined
}

/** A bare repository, or the directory of one that isn't. */
async function isGitDirectory(path: string): Promise<boolean> {
  for (const [name, isDirectory] of [
    ['HEAD', false],
    ['objects', true],
    ['refs', true],
  ] as const) {
    const found = await lstat(join(path, name)).catch(() => undefined)
    if (found === undefined || found.isDirectory() !== isDirectory) return false
  }
  return true
}

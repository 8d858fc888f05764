/**
 * Whether refs of a repository may have moved, from the state of a few files and without
 * running git: HEAD, packed refs, reflogs of HEAD, the directories of loose refs, which
 * change with every ref that is replaced in them, and the tables of a reftable.
 *
 * A hint for when to ask git, never an answer: what is no directory of refs, or is one of
 * very many, isn't looked at, and git is asked anyway now and then.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'

/** Enough for any way of naming branches; what is beyond waits until git is asked anyway. */
const MOST_DIRECTORIES = 200

const FILES = ['HEAD', 'packed-refs', 'logs/HEAD', 'refs/stash', 'reftable/tables.list']

/** Differs where a ref may have moved; undefined where the repository isn't there. */
export async function readRefFingerprint(commonDir: string): Promise<string | undefined> {
  const head = await stampOf(join(commonDir, 'HEAD'))
  if (head === undefined) return undefined
  const worktrees = (await entriesOf(join(commonDir, 'worktrees'))).map(({ name }) => name)
  const files = [
    ...FILES,
    ...worktrees
      .slice(0, MOST_DIRECTORIES)
      .flatMap((name) => [`worktrees/${name}/HEAD`, `worktrees/${name}/logs/HEAD`]),
  ]
  const stamps = await Promise.all(files.map((file) => stampOf(join(commonDir, file))))
  const waiting = [join(commonDir, 'refs')]
  for (let seen = 0; waiting.length > 0 && seen < MOST_DIRECTORIES; seen++) {
    const directory = waiting.pop()!
    stamps.push(await stampOf(directory))
    for (const entry of await entriesOf(directory)) {
      if (entry.isDirectory()) waiting.push(join(directory, entry.name))
    }
  }
  return `${worktrees.join()}\n${stamps.join()}`
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true })
    return `${mtimeNs}/${size}/${ino}`
  } catch (error) {
    return absent(error)
  }
}

async function entriesOf(directory: string) {
  try {
    return (await readdir(directory, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return absent(error) ?? []
  }
}

/** On a disk that is gone or fails, or behind a right that is missing, there is nothing to see. */
function absent(error: unknown): undefined {
  if (errorCode(error) === undefined) throw error
}

/** The few directories whose changes tell at once of most refs that move, and which entries do. */
export function watchedDirectories(
  commonDir: string,
): readonly { readonly directory: string; readonly mayMoveRefs: (entry: string) => boolean }[] {
  const isTop = (entry: string): boolean => entry === 'HEAD' || entry === 'packed-refs'
  const isNoLock = (entry: string): boolean => !entry.endsWith('.lock')
  return [
    { directory: commonDir, mayMoveRefs: isTop },
    { directory: join(commonDir, 'logs'), mayMoveRefs: isTop },
    { directory: join(commonDir, 'refs', 'heads'), mayMoveRefs: isNoLock },
    { directory: join(commonDir, 'reftable'), mayMoveRefs: isNoLock },
  ]
}

/**
 * Watching a directory for changes of its entries, by the system's own means. A change is
 * a hint and no more: several may come as one, and any may be missed.
 *
 * A watch is on the directory that stood there, not on its path: `identityOf` tells when
 * another has taken its place.
 */
import { statSync, watch } from 'node:fs'

export type Watching = { readonly stop: () => void }

export type DirectoryWatch = {
  /** Undefined where there is no such directory. */
  readonly identityOf: (directory: string) => string | undefined
  /**
   * Tells each change with the entry's name, where the system says it; undefined where
   * there is nothing to watch, or the system has no watch left.
   */
  readonly watch: (directory: string, onChange: (entry: string | undefined) => void) => Watching | undefined
}

export const systemDirectoryWatch: DirectoryWatch = {
  identityOf: (directory) => {
    const found = statSync(directory, { throwIfNoEntry: false })
    return found?.isDirectory() === true ? `${found.dev}/${found.ino}` : undefined
  },
  watch: (directory, onChange) => {
    try {
      const watcher = watch(directory, { persistent: false }, (_, entry) => onChange(entry ?? undefined))
      // The directory is gone: who asks for its identity sees that.
      watcher.on('error', () => watcher.close())
      return { stop: () => watcher.close() }
    } catch {
      // ENOSPC and EMFILE are limits on watches, ENOENT a directory that isn't there: the answer is the same.
      return undefined
    }
  },
}

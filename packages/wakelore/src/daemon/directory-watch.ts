/**
 * Watching a directory for changes of its entries, by the system's own means. A change is
 * a hint and no more: several may come as one, and any may be missed.
 *
 * A watch is on the directory that stood there, not on its path: `identityOf` tells when
 * another has taken its place.
 */
import { statSync, watch } from 'node:fs'
import { errorCode } from '@wakelore/kernel/error-code'

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
    try {
      const found = statSync(directory)
      // A number is given again as soon as its directory is gone: with its birth it's one of a kind.
      return found.isDirectory() ? `${found.dev}/${found.ino}/${found.birthtimeMs}` : undefined
    } catch (error) {
      // Gone, or on a disk that is, or where nobody may look any more.
      if (errorCode(error) === undefined) throw error
      return undefined
    }
  },
  watch: (directory, onChange) => {
    try {
      const watcher = watch(directory, { persistent: false }, (_, entry) => onChange(entry ?? undefined))
      // The directory is gone: who asks for its identity sees that.
      watcher.on('error', () => watcher.close())
      return { stop: () => watcher.close() }
    } catch (error) {
      // ENOSPC and EMFILE are limits on watches, ENOENT a directory that isn't there: the answer is the same.
      if (errorCode(error) === undefined) throw error
      return undefined
    }
  },
}

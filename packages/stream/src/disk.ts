/**
 * The disk as the log sees it: few operations, each with a stated promise about what
 * survives a crash, so that a simulated disk can break every promise that isn't made.
 *
 * What survives: bytes after `sync` of their file; a file's name after `syncDirectory`.
 * Everything else may be there, be missing, be there in part or in another order.
 * Errors are those of `node:fs`, told apart by `code` (`ENOSPC`, `EACCES`, …).
 */
export type DiskFile = {
  readonly size: () => Promise<number>
  /** The bytes from `offset` on; fewer than `length` only where the file ends. */
  readonly read: (offset: number, length: number) => Promise<Buffer>
  /** Writes all of it or throws; after a throw any part may have been written. */
  readonly write: (offset: number, bytes: Uint8Array) => Promise<void>
  readonly truncate: (sizeBytes: number) => Promise<void>
  /** Contents and size are on disk when this resolves. After a failure nothing is known. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

export type OpenMode =
  /** Exists, read only. */
  | 'read'
  /** Exists, read and written. */
  | 'write'
  /** Made where it doesn't exist yet, readable by the owner alone. */
  | 'create'

export type Disk = {
  /** With its parents, durably; for the owner alone. Nothing happens where it exists. */
  readonly makeDirectory: (path: string) => Promise<void>
  /** Names in it, in any order; none where it doesn't exist. */
  readonly list: (directory: string) => Promise<readonly string[]>
  readonly open: (path: string, mode: OpenMode) => Promise<DiskFile>
  /** Takes the place of what has that name, at once; whoever has that open goes on reading it. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** The directory's entries are on disk when this resolves. */
  readonly syncDirectory: (path: string) => Promise<void>
}

/** The machine's own disk. */
import { constants } from 'node:fs'
import { mkdir, open, readdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'
import type { Disk, DiskFile, OpenMode } from '../disk.ts'

const FLAGS: Record<OpenMode, number> = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT,
}

export const nodeDisk: Disk = {
  makeDirectory: async (path) => {
    const firstMade = await mkdir(path, { recursive: true, mode: 0o700 })
    if (firstMade === undefined) return
    // Each directory's name lives in its parent, from the innermost to where it already existed.
    for (let made = path; made.length >= firstMade.length; made = dirname(made)) {
      await syncDirectory(dirname(made))
    }
  },
  list: async (directory) => {
    try {
      return await readdir(directory)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  open: async (path, mode) => openFile(path, mode),
  rename: (from, to) => rename(from, to),
  syncDirectory,
}

async function openFile(path: string, mode: OpenMode): Promise<DiskFile> {
  const handle = await open(path, FLAGS[mode], 0o600)
  return {
    size: async () => (await handle.stat()).size,
    read: async (offset, length) => {
      const bytes = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    },
    write: async (offset, bytes) => {
      let written = 0
      while (written < bytes.length) {
        const result = await handle.write(bytes, written, bytes.length - written, offset + written)
        written += result.bytesWritten
      }
    },
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows has no handle of a directory to flush; NTFS journals its entries.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

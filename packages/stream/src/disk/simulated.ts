/**
 * A disk in memory that keeps no promise but those of `disk.ts`.
 *
 * At a crash every sector written since its file's last sync is kept, lost or torn by
 * itself, so writes seem reordered; the file may have its new length without its new
 * bytes; names not synced with their directory may be gone, and a truncation undone.
 * The disk can be full and a sync can fail. All of it follows from the seed.
 */
import { dirname, basename } from 'node:path'
import type { SeededRandom } from '@wakelore/kernel/seeded-random'
import type { Disk, DiskFile } from '../disk.ts'

export type SimulatedDisk = Disk & {
  /** Calls so far that change something. */
  readonly changeCount: () => number
  /** The disk after a crash now, as the next process finds it, and the trouble that is ahead of it. */
  readonly crash: (ahead?: Trouble) => SimulatedDisk
  /** The disk after the process was killed: all is as it was, what wasn't synced still isn't. */
  readonly kill: (ahead?: Trouble) => SimulatedDisk
  /** Flips one bit of a file, as rot does. */
  readonly flipBit: (path: string, offset: number) => void
}

export type Trouble = {
  /** The change during which the machine dies; every later call throws. */
  readonly crashAtChange?: number
  /** The change that fails with EIO, where it is a sync. */
  readonly failSyncAtChange?: number
  readonly capacityBytes?: number
}

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly truncatedTo: number }

type Inode = {
  /** As every process sees it now. */
  bytes: Buffer
  /** As it certainly is after a crash, but for what `changes` did to it. */
  syncedBytes: Buffer
  changes: Change[]
}

type Names = Map<string, Inode>

const SECTOR_BYTES = 512

export type SimulatedDiskOptions = Trouble & { readonly random: SeededRandom }

export function makeSimulatedDisk(
  options: SimulatedDiskOptions,
  survived?: { readonly names: Names; readonly syncedNames: Names },
): SimulatedDisk {
  const { random } = options
  const names: Names = new Map(survived?.names)
  const syncedNames: Names = new Map(survived?.syncedNames)
  let changes = 0
  let hasCrashed = false

  /** Counts a change; true if it is the one that the machine dies in. */
  const change = (): boolean => {
    demandAlive()
    changes++
    if (changes === options.crashAtChange) hasCrashed = true
    return hasCrashed
  }
  const demandAlive = (): void => {
    if (hasCrashed) throw diskError('ECRASHED')
  }

  const openInode = (inode: Inode): DiskFile => ({
    size: async () => {
      demandAlive()
      return inode.bytes.length
    },
    read: async (offset, length) => {
      demandAlive()
      return Buffer.from(inode.bytes.subarray(offset, offset + length))
    },
    write: async (offset, bytes) => {
      const dies = change()
      const others = names
        .values()
        .reduce((sum, other) => sum + (other === inode ? 0 : other.bytes.length), 0)
      const room = Math.max(0, (options.capacityBytes ?? Infinity) - others - offset)
      const written = Buffer.from(bytes.subarray(0, room))
      const grown = Buffer.alloc(Math.max(inode.bytes.length, offset + written.length))
      inode.bytes.copy(grown)
      written.copy(grown, offset)
      inode.bytes = grown
      inode.changes.push({ offset, bytes: written })
      if (dies) throw diskError('ECRASHED')
      if (written.length < bytes.length) throw diskError('ENOSPC')
    },
    truncate: async (sizeBytes) => {
      const dies = change()
      const cut = Buffer.alloc(sizeBytes)
      inode.bytes.copy(cut)
      inode.bytes = cut
      inode.changes.push({ truncatedTo: sizeBytes })
      if (dies) throw diskError('ECRASHED')
    },
    sync: async () => {
      if (change()) throw diskError('ECRASHED')
      if (changes === options.failSyncAtChange) throw diskError('EIO')
      inode.syncedBytes = inode.bytes
      inode.changes = []
    },
    close: async () => {},
  })

  return {
    // Directories are there as soon as something is in them.
    makeDirectory: async () => demandAlive(),
    list: async (directory) => {
      demandAlive()
      return [...names.keys()].filter((path) => dirname(path) === directory).map((path) => basename(path))
    },
    open: async (path, mode) => {
      demandAlive()
      let inode = names.get(path)
      if (inode === undefined) {
        if (mode !== 'create') throw diskError('ENOENT')
        if (change()) throw diskError('ECRASHED')
        inode = { bytes: Buffer.alloc(0), syncedBytes: Buffer.alloc(0), changes: [] }
        names.set(path, inode)
      }
      return openInode(inode)
    },
    rename: async (from, to) => {
      const dies = change()
      const inode = names.get(from)
      if (inode === undefined) throw diskError('ENOENT')
      names.delete(from)
      names.set(to, inode)
      if (dies) throw diskError('ECRASHED')
    },
    syncDirectory: async (directory) => {
      if (change()) throw diskError('ECRASHED')
      for (const path of syncedNames.keys()) {
        if (dirname(path) === directory && !names.has(path)) syncedNames.delete(path)
      }
      for (const [path, inode] of names) if (dirname(path) === directory) syncedNames.set(path, inode)
    },
    changeCount: () => changes,
    crash: (ahead = {}) => {
      // Some crashes lose nearly everything, others nearly nothing.
      const keptShare = random.pick([0, 0.3, 0.7, 0.97, 1])
      const after: Names = new Map()
      for (const path of new Set([...names.keys(), ...syncedNames.keys()])) {
        const synced = syncedNames.get(path)
        const now = names.get(path)
        // A name may have been made, given to another file, or taken away.
        const inode = now === synced || random.next() < keptShare ? now : synced
        if (inode === undefined) continue
        const bytes = bytesAfterCrash(inode, random, keptShare)
        after.set(path, { bytes, syncedBytes: bytes, changes: [] })
      }
      return makeSimulatedDisk({ random, ...ahead }, { names: after, syncedNames: after })
    },
    kill: (ahead = {}) => makeSimulatedDisk({ random, ...ahead }, { names, syncedNames }),
    flipBit: (path, offset) => {
      const { bytes } = names.get(path)!
      bytes[offset] = bytes[offset]! ^ (1 << random.below(8))
    },
  }
}

function bytesAfterCrash(inode: Inode, random: SeededRandom, keptShare: number): Buffer {
  let bytes: Buffer = Buffer.from(inode.syncedBytes)
  for (const change of inode.changes) {
    if ('truncatedTo' in change) {
      if (random.next() < keptShare) bytes = Buffer.from(bytes.subarray(0, change.truncatedTo))
      continue
    }
    for (let from = 0; from < change.bytes.length;) {
      const offset = change.offset + from
      const to = Math.min(change.bytes.length, from + SECTOR_BYTES - (offset % SECTOR_BYTES))
      if (random.next() < keptShare) {
        const kept = random.next() < 0.05 ? from + random.below(to - from + 1) : to
        bytes = putBytes(bytes, offset, change.bytes.subarray(from, kept))
      }
      from = to
    }
  }
  // The new length may be on disk before the bytes are: they read as zeros.
  return random.next() < 0.3 && bytes.length < inode.bytes.length
    ? putBytes(bytes, inode.bytes.length, Buffer.alloc(0))
    : bytes
}

function putBytes(bytes: Buffer, offset: number, added: Buffer): Buffer {
  const grown = Buffer.alloc(Math.max(bytes.length, offset + added.length))
  bytes.copy(grown)
  added.copy(grown, offset)
  return grown
}

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code })
}

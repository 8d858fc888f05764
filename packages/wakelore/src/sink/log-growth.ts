/**
 * Waiting until the log holds more: the sizes of its files are looked at twice a second,
 * which costs next to nothing, and works on every file system.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@wakelore/kernel/error-code'

export type LogGrowth = {
  /** Resolves when the log has changed since the last call, or since this was made. @throws the signal's reason */
  readonly wait: () => Promise<void>
}

const LOOK_EVERY_MS = 500
/** What git left in the spool is taken in by this process, where no daemon does, every so many looks. */
const LOOKS_PER_INTAKE = 4

export async function watchLogGrowth(options: {
  readonly directory: string
  /** Takes in what waits for it. */
  readonly takeIn: () => Promise<void>
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
}): Promise<LogGrowth> {
  const { directory, signal } = options
  let seen = await sizesIn(directory)
  return {
    wait: async () => {
      for (let look = 1; ; look++) {
        const now = await sizesIn(directory)
        if (now !== seen) {
          seen = now
          return
        }
        await options.delay(LOOK_EVERY_MS, signal)
        if (look % LOOKS_PER_INTAKE === 0) await options.takeIn()
      }
    },
  }
}

async function sizesIn(directory: string): Promise<string> {
  try {
    const names = (await readdir(directory)).sort()
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size))
    return names.map((name, index) => `${name}=${sizes[index]}`).join()
  } catch (error) {
    // A segment was renamed at this moment, or there is no log yet.
    if (errorCode(error) !== 'ENOENT') throw error
    return ''
  }
}

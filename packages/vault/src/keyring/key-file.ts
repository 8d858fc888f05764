/**
 * The key as a file: what is left where git keeps no credentials. Whoever can read
 * the user's files can read the store, and the file says so.
 */
import { randomBytes } from 'node:crypto'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createPrivateFile, readPrivateFile } from '../private-file.ts'
import { KEY_BYTES } from '../seal.ts'
import type { SlotFrame, SlotKeeper } from './slot.ts'

export const KEY_FILE_WARNING = 'Whoever can read this file can read your wakelore store.'

export function makeKeyFileKeeper(options: { directory: string }): SlotKeeper {
  const pathOf = ({ id }: SlotFrame): string => join(options.directory, `wakelore-${id}.key`)
  return {
    kind: 'key-file',
    keep: async (frame) => {
      const secret = randomBytes(KEY_BYTES)
      await createPrivateFile(pathOf(frame), `# ${KEY_FILE_WARNING}\n${secret.toString('hex')}\n`)
      return secret
    },
    fetch: async (frame) => {
      const path = pathOf(frame)
      const text = await readPrivateFile(path)
      if (text === undefined) return { kind: 'absent', reason: `${path} is gone` }
      const digits = /^[0-9a-f]{64}$/m.exec(text)?.[0]
      if (digits === undefined) return { kind: 'absent', reason: `${path} holds no key` }
      return { kind: 'found', secret: Buffer.from(digits, 'hex') }
    },
    discard: async (frame) => {
      await unlink(pathOf(frame))
    },
  }
}

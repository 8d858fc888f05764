/**
 * A passphrase, hardened by argon2id (RFC 9106): 64 MiB and three passes, about a
 * quarter of a second. Normalised to NFKC, so that every keyboard writes the same.
 */
import * as crypto from 'node:crypto'
import { vaultFault } from '../faults.ts'
import { KEY_BYTES } from '../seal.ts'
import type { Argon2Cost, SlotFrame, SlotKeeper } from './slot.ts'

export const ARGON2_COST: Argon2Cost = { memoryKiB: 64 * 1024, passes: 3 }
export const PASSPHRASE_VARIABLE = 'WAKELORE_PASSPHRASE'
const FEWEST_CHARACTERS = 12

export function makePassphraseKeeper(options: { passphrase: string | undefined }): SlotKeeper {
  const { passphrase } = options
  return {
    kind: 'passphrase',
    keep: async (frame) => {
      if (passphrase === undefined || passphrase === '') {
        throw vaultFault('VAULT_SLOT_UNAVAILABLE', 'no passphrase was given', {
          help: `Set ${PASSPHRASE_VARIABLE}.`,
        })
      }
      const { length } = [...passphrase.normalize('NFKC')]
      if (length < FEWEST_CHARACTERS) {
        throw vaultFault(
          'VAULT_PASSPHRASE_SHORT',
          `the passphrase in ${PASSPHRASE_VARIABLE} has ${length} characters, ${FEWEST_CHARACTERS} are the fewest`,
        )
      }
      return harden(passphrase, frame)
    },
    fetch: async (frame) =>
      passphrase === undefined || passphrase === ''
        ? { kind: 'absent', reason: `${PASSPHRASE_VARIABLE} is not set`, isUnset: true }
        : { kind: 'found', secret: await harden(passphrase, frame) },
    discard: async () => undefined,
  }
}

/** @throws VAULT_ARGON2_MISSING */
async function harden(passphrase: string, frame: SlotFrame): Promise<Buffer> {
  const { argon2 } = crypto
  if (typeof argon2 !== 'function') {
    throw vaultFault('VAULT_ARGON2_MISSING', `Node ${process.version} has no argon2`)
  }
  const cost = frame.argon2id ?? ARGON2_COST
  const parameters = {
    message: passphrase.normalize('NFKC'),
    nonce: Buffer.from(frame.salt, 'hex'),
    parallelism: 1,
    tagLength: KEY_BYTES,
    memory: cost.memoryKiB,
    passes: cost.passes,
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

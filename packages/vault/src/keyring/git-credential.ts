/** The key in git's credential store, under the slot's id as user name; kept only if it can be read back. */
import { randomBytes } from 'node:crypto'
import { vaultFault } from '../faults.ts'
import { KEY_BYTES } from '../seal.ts'
import type { GitCredential } from './git-credential-store.ts'
import type { SlotKeeper } from './slot.ts'

export function makeGitCredentialKeeper(store: GitCredential): SlotKeeper {
  return {
    kind: 'git-credential',
    keep: async ({ id }) => {
      const helpers = await store.storingHelpers()
      if (helpers.length === 0) {
        throw vaultFault('VAULT_SLOT_UNAVAILABLE', 'git has no credential.helper that stores')
      }
      const secret = randomBytes(KEY_BYTES)
      await store.approve(id, secret.toString('hex'), helpers)
      if ((await store.fill(id, helpers)) !== secret.toString('hex')) {
        throw vaultFault(
          'VAULT_SLOT_UNAVAILABLE',
          `git's credential.helper (${helpers.join(', ')}) did not give back what it was given`,
        )
      }
      return secret
    },
    fetch: async ({ id }) => {
      const digits = await store.fill(id)
      if (digits === undefined) return { kind: 'absent', reason: 'git has no such credential' }
      if (!/^[0-9a-f]{64}$/.test(digits)) return { kind: 'absent', reason: "git's credential is no key" }
      return { kind: 'found', secret: Buffer.from(digits, 'hex') }
    },
    discard: async ({ id }) => {
      const digits = await store.fill(id)
      if (digits !== undefined) await store.reject(id, digits)
    },
  }
}

/**
 * Sealing: AES-256-GCM with a random nonce, and keys derived by HKDF-SHA256.
 *
 * A sealed value is `nonce (12) | ciphertext | tag (16)`. The associated data says
 * where the value belongs and isn't stored: moved elsewhere, it doesn't open. Keys
 * are 32 bytes. With random nonces one key may seal 2^32 values (NIST SP 800-38D,
 * 8.3): whoever seals many derives a key for each unit (`deriveKey`).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { vaultFault } from './faults.ts'

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const NOTHING = new Uint8Array(0)

export function sealBytes(
  key: Uint8Array,
  plaintext: Uint8Array,
  associatedData: Uint8Array = NOTHING,
  nonce: Uint8Array = randomBytes(NONCE_BYTES),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(associatedData)
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** @throws VAULT_SEAL_BROKEN where key, bytes or associated data aren't those it was sealed with */
export function openBytes(key: Uint8Array, sealed: Uint8Array, associatedData: Uint8Array = NOTHING): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) {
    throw vaultFault(
      'VAULT_SEAL_BROKEN',
      `a sealed value has ${NONCE_BYTES + TAG_BYTES} bytes or more, found ${sealed.length}`,
    )
  }
  const tagAt = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAAD(associatedData)
  decipher.setAuthTag(sealed.subarray(tagAt))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, tagAt)), decipher.final()])
  } catch (cause) {
    throw vaultFault('VAULT_SEAL_BROKEN', 'a sealed value does not open with this key in this place', {
      cause,
    })
  }
}

/** A key for one purpose: HKDF-SHA256 (RFC 5869) of `key` with `salt` and "wakelore <purpose>" as info. */
export function deriveKey(
  key: Uint8Array,
  purpose: string,
  salt: Uint8Array = NOTHING,
  lengthBytes: number = KEY_BYTES,
): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `wakelore ${purpose}`, lengthBytes))
}

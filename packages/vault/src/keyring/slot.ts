/**
 * A slot: the data key, sealed under a key that one keeper gives back.
 *
 * A keeper (a file, git's credential store, a passphrase, twelve words) yields a
 * secret; HKDF with the slot's salt makes of it the key that seals, and a check value
 * that tells a wrong secret from damaged bytes. The seal is bound to the keyring, the
 * slot and its kind, so a slot moved into another keys.json doesn't open.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { isFault } from '@wakelore/kernel/fault'
import { deriveKey, openBytes, sealBytes } from '../seal.ts'

/** In the order in which they are tried: cheapest first. */
export const SLOT_KINDS = ['key-file', 'git-credential', 'passphrase', 'recovery-phrase'] as const
export type SlotKind = (typeof SLOT_KINDS)[number]

/** As it stands in keys.json; bytes in hex. */
export type StoredSlot = {
  readonly id: string
  readonly kind: SlotKind
  /** ISO 8601. */
  readonly createdAt: string
  readonly salt: string
  readonly check: string
  readonly sealedKey: string
  /** What argon2id was told, for a passphrase. */
  readonly argon2id?: Argon2Cost
}

export type Argon2Cost = { readonly memoryKiB: number; readonly passes: number }

/** What a keeper knows about the slot that it keeps the secret of. */
export type SlotFrame = Pick<StoredSlot, 'id' | 'kind' | 'salt' | 'createdAt' | 'argon2id'>

export type Fetched =
  | { readonly kind: 'found'; readonly secret: Uint8Array }
  /** `isUnset` where nobody gave what has to be typed. */
  | { readonly kind: 'absent'; readonly reason: string; readonly isUnset?: true }

/** Where a slot's secret lives. */
export type SlotKeeper = {
  readonly kind: SlotKind
  /** Makes a secret and keeps it. @throws VAULT_SLOT_UNAVAILABLE */
  readonly keep: (frame: SlotFrame) => Promise<Uint8Array>
  readonly fetch: (frame: SlotFrame) => Promise<Fetched>
  /** Forgets the secret, where it is this keeper's to forget. */
  readonly discard: (frame: SlotFrame) => Promise<void>
}

const CHECK_BYTES = 16
export const SALT_BYTES = 16

export function newFrame(kind: SlotKind, nowMs: number, argon2id?: Argon2Cost): SlotFrame {
  return {
    id: randomBytes(8).toString('hex'),
    kind,
    salt: randomBytes(SALT_BYTES).toString('hex'),
    createdAt: new Date(nowMs).toISOString(),
    ...(argon2id === undefined ? {} : { argon2id }),
  }
}

export function wrapKey(
  keyringId: string,
  frame: SlotFrame,
  secret: Uint8Array,
  dataKey: Uint8Array,
): StoredSlot {
  const { sealingKey, check } = slotKeys(frame, secret)
  return {
    ...frame,
    check: check.toString('hex'),
    sealedKey: sealBytes(sealingKey, dataKey, slotPlace(keyringId, frame)).toString('hex'),
  }
}

export type Unwrapped =
  | { readonly kind: 'opened'; readonly dataKey: Buffer }
  | { readonly kind: 'wrong-secret' }
  | { readonly kind: 'damaged' }

export function unwrapKey(keyringId: string, slot: StoredSlot, secret: Uint8Array): Unwrapped {
  const { sealingKey, check } = slotKeys(slot, secret)
  if (!timingSafeEqual(check, Buffer.from(slot.check, 'hex'))) return { kind: 'wrong-secret' }
  try {
    const sealed = Buffer.from(slot.sealedKey, 'hex')
    return { kind: 'opened', dataKey: openBytes(sealingKey, sealed, slotPlace(keyringId, slot)) }
  } catch (error) {
    if (isFault(error, 'VAULT_SEAL_BROKEN')) return { kind: 'damaged' }
    throw error
  }
}

function slotKeys(frame: SlotFrame, secret: Uint8Array): { sealingKey: Buffer; check: Buffer } {
  const salt = Buffer.from(frame.salt, 'hex')
  return {
    sealingKey: deriveKey(secret, `slot ${frame.kind}`, salt),
    check: deriveKey(secret, `slot check ${frame.kind}`, salt, CHECK_BYTES),
  }
}

function slotPlace(keyringId: string, frame: SlotFrame): Buffer {
  return Buffer.from(`wakelore keys 1 ${keyringId} ${frame.kind} ${frame.id}`)
}

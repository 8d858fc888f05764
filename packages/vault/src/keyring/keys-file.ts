/**
 * keys.json: the sealed data key, in JSON that a person can look at and back up.
 *
 * Hostile until read: every field is checked for its form and its bounds (argon2's
 * cost above all) before anything is computed from it.
 */
import { isRecord } from '@wakelore/kernel/is-record'
import { vaultFault } from '../faults.ts'
import { SALT_BYTES, SLOT_KINDS, type StoredSlot } from './slot.ts'

export type KeysFile = {
  readonly version: 1
  /** Random; names this keyring. */
  readonly id: string
  /** Derived from the data key: says that what a slot gave is this keyring's key. */
  readonly check: string
  readonly slots: readonly StoredSlot[]
}

const MAX_SLOTS = 32
const MAX_ARGON2_MEMORY_KIB = 1024 * 1024
const MAX_ARGON2_PASSES = 32

export function printKeysFile(keys: KeysFile): string {
  return `${JSON.stringify(keys, undefined, 2)}\n`
}

/** @throws VAULT_KEYS_DAMAGED, VAULT_KEYS_NEWER */
export function parseKeysFile(path: string, text: string): KeysFile {
  const damaged = (what: string, cause?: unknown): Error =>
    vaultFault('VAULT_KEYS_DAMAGED', `${path} ${what}`, { fields: { path }, cause })
  let keys: unknown
  try {
    keys = JSON.parse(text)
  } catch (cause) {
    throw damaged('is not JSON', cause)
  }
  if (!isRecord(keys)) throw damaged('holds no object')
  const version = keys['version']
  if (typeof version === 'number' && version > 1) {
    throw vaultFault('VAULT_KEYS_NEWER', `${path} has version ${version}, this wakelore knows 1`, {
      fields: { path, version },
    })
  }
  if (version !== 1) throw damaged('names no version')
  if (!isHex(keys['id'], 16)) throw damaged('has no valid "id"')
  if (!isHex(keys['check'], 16)) throw damaged('has no valid "check"')
  const slots = keys['slots']
  if (!Array.isArray(slots) || slots.length === 0 || slots.length > MAX_SLOTS) {
    throw damaged(`has no list of 1 to ${MAX_SLOTS} "slots"`)
  }
  const broken = slots.findIndex((slot) => !isStoredSlot(slot))
  if (broken >= 0) throw damaged(`has a slot (number ${broken + 1}) that is not whole`)
  return keys as KeysFile
}

function isStoredSlot(slot: unknown): slot is StoredSlot {
  return (
    isRecord(slot) &&
    isHex(slot['id'], 8) &&
    SLOT_KINDS.some((kind) => kind === slot['kind']) &&
    typeof slot['createdAt'] === 'string' &&
    isHex(slot['salt'], SALT_BYTES) &&
    isHex(slot['check'], 16) &&
    isHex(slot['sealedKey'], 60) &&
    (slot['kind'] !== 'passphrase' || isBoundedCost(slot['argon2id']))
  )
}

function isBoundedCost(cost: unknown): boolean {
  return (
    isRecord(cost) &&
    isIntegerIn(cost['memoryKiB'], 8, MAX_ARGON2_MEMORY_KIB) &&
    isIntegerIn(cost['passes'], 1, MAX_ARGON2_PASSES)
  )
}

function isHex(value: unknown, bytes: number): value is string {
  return typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value)
}

function isIntegerIn(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

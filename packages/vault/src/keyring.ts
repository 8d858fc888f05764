/**
 * The keyring: one random data key, wrapped in two slots or more, so that no single
 * loss (a reinstalled machine, a cleared credential store) loses the store.
 *
 * On first use, without asking anything: git's credential store where a helper
 * stores, else a key file; and twelve recovery words in a file that asks to be moved
 * away. A passphrase joins them where WAKELORE_PASSPHRASE is set. Opening tries the
 * cheapest first. Never does a new key silently take the place of a lost one.
 *
 * keys.json is changed under a lock and replaced whole: of two processes that begin
 * at once, one makes the key and the other uses it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { vaultFault } from './faults.ts'
import { withFileLock } from './file-lock.ts'
import { makeGitCredentialKeeper } from './keyring/git-credential.ts'
import { makeGitCredential } from './keyring/git-credential-store.ts'
import { KEY_FILE_WARNING, makeKeyFileKeeper } from './keyring/key-file.ts'
import { parseKeysFile, printKeysFile, type KeysFile } from './keyring/keys-file.ts'
import { ARGON2_COST, makePassphraseKeeper, PASSPHRASE_VARIABLE } from './keyring/passphrase.ts'
import { makeRecoveryPhraseKeeper, RECOVERY_PHRASE_VARIABLE } from './keyring/recovery-phrase.ts'
import {
  newFrame,
  SLOT_KINDS,
  unwrapKey,
  wrapKey,
  type SlotKeeper,
  type SlotKind,
  type StoredSlot,
} from './keyring/slot.ts'
import { makePrivateDirectory, readPrivateFile, writePrivateFile } from './private-file.ts'
import { deriveKey, KEY_BYTES } from './seal.ts'

export type { SlotKind } from './keyring/slot.ts'

export type Slot = {
  readonly id: string
  readonly kind: SlotKind
  /** ISO 8601. */
  readonly createdAt: string
  /** What the user should know about it, one sentence. */
  readonly warning?: string
}

export type Keyring = {
  /** 32 bytes. */
  readonly dataKey: Buffer
  readonly slots: readonly Slot[]
  /** True where this call made the key. */
  readonly created: boolean
  /** Kind of the slot that opened; absent where the key was just made. */
  readonly openedBy?: SlotKind
  /** Where this call wrote new recovery words, to be shown to the user once. */
  readonly recoveryPhraseFile?: string
}

export type KeyringOptions = {
  /** The config directory: keys.json lies there. */
  readonly directory: string
  /** Whether something sealed exists already: then a missing keys.json is a loss, not a beginning. */
  readonly storeExists: boolean
  readonly clock: Clock
  readonly environment?: NodeJS.ProcessEnv
}

/** How one slot fares when tried. */
export type SlotTrial =
  | { readonly kind: 'opens' }
  /** Its secret isn't here to try: a phrase nobody typed, a lost file. */
  | { readonly kind: 'absent'; readonly reason: string }
  | { readonly kind: 'wrong-secret'; readonly reason: string }
  | { readonly kind: 'damaged'; readonly reason: string }

const FEWEST_SLOTS = 2
const KEYRING_ID_BYTES = 16
const CHECK_BYTES = 16

/**
 * @throws VAULT_KEYS_MISSING, VAULT_KEYS_DAMAGED, VAULT_KEYS_NEWER, VAULT_KEY_LOST,
 *   VAULT_KEY_WRONG, VAULT_HOME_UNWRITABLE
 */
export async function openKeyring(options: KeyringOptions): Promise<Keyring> {
  const keepers = makeKeepers(options)
  const keys = await readKeys(options.directory)
  if (keys !== undefined) return unlock(keys, keepers)
  if (options.storeExists) {
    const path = keysPath(options.directory)
    throw vaultFault('VAULT_KEYS_MISSING', `${path} is gone, but a store sealed with its key exists`, {
      fields: { path },
    })
  }
  await makePrivateDirectory(options.directory)
  return withFileLock(keysPath(options.directory), async () => {
    const made = await readKeys(options.directory)
    return made === undefined ? createKeyring(options, keepers) : unlock(made, keepers)
  })
}

/** Tries every slot: for `doctor`, which tells of a lost one while another still opens. */
export async function tryEverySlot(
  options: KeyringOptions,
): Promise<readonly (Slot & { readonly trial: SlotTrial })[]> {
  const keepers = makeKeepers(options)
  const keys = await readKeys(options.directory)
  const tried = []
  for (const slot of keys?.slots ?? []) {
    const { trial } = await trySlot(keys!, slot, keepers[slot.kind])
    tried.push({ ...describeSlot(slot), trial })
  }
  return tried
}

/** Adds a way to open the store. A passphrase comes with the call or from the environment. @throws VAULT_SLOT_UNAVAILABLE and those of `openKeyring` */
export async function addSlot(
  options: KeyringOptions & { readonly kind: SlotKind; readonly passphrase?: string },
): Promise<Keyring> {
  return changeKeys(options, async (keys, opened) => {
    const keepers = makeKeepers(options)
    const slot = await keepSlot(keys.id, opened.dataKey, options, keepers[options.kind])
    return {
      keys: { ...keys, slots: [...keys.slots, slot] },
      ...phraseFileOf(keepers),
    }
  })
}

/** Removes a slot and forgets its secret; two always remain. @throws VAULT_SLOTS_TOO_FEW, VAULT_SLOT_UNKNOWN and those of `openKeyring` */
export async function removeSlot(options: KeyringOptions & { readonly slotId: string }): Promise<Keyring> {
  let removed: StoredSlot | undefined
  const keyring = await changeKeys(options, async (keys) => {
    removed = keys.slots.find((slot) => slot.id === options.slotId)
    if (removed === undefined) {
      throw vaultFault('VAULT_SLOT_UNKNOWN', `no slot has the id ${options.slotId}`)
    }
    if (keys.slots.length <= FEWEST_SLOTS) {
      throw vaultFault(
        'VAULT_SLOTS_TOO_FEW',
        `the store opens in ${keys.slots.length} ways, and ${FEWEST_SLOTS} must remain`,
      )
    }
    return { keys: { ...keys, slots: keys.slots.filter((slot) => slot !== removed) } }
  })
  if (removed !== undefined) await makeKeepers(options)[removed.kind].discard(removed)
  return keyring
}

/**
 * Opens the store by its recovery words and mends the rest: slots whose secret is
 * lost are replaced by one that opens by itself again.
 *
 * @throws VAULT_KEY_WRONG and those of `openKeyring`
 */
export async function recover(options: KeyringOptions & { readonly phrase: string }): Promise<Keyring> {
  const byPhrase = {
    ...options,
    environment: { ...(options.environment ?? process.env), [RECOVERY_PHRASE_VARIABLE]: options.phrase },
  }
  return changeKeys(byPhrase, async (keys, opened) => {
    const keepers = makeKeepers(byPhrase)
    const kept: StoredSlot[] = []
    for (const slot of keys.slots) {
      const isEveryday = slot.kind === 'key-file' || slot.kind === 'git-credential'
      if (!isEveryday || (await trySlot(keys, slot, keepers[slot.kind])).trial.kind === 'opens')
        kept.push(slot)
    }
    const opensByItself = kept.some((slot) => slot.kind === 'key-file' || slot.kind === 'git-credential')
    if (!opensByItself) kept.unshift(await keepEverydaySlot(keys.id, opened.dataKey, options, keepers))
    return { keys: { ...keys, slots: kept } }
  })
}

type Keepers = Readonly<Record<SlotKind, SlotKeeper>> & {
  readonly 'recovery-phrase': ReturnType<typeof makeRecoveryPhraseKeeper>
}

function makeKeepers(options: KeyringOptions & { readonly passphrase?: string }): Keepers {
  const { directory } = options
  const environment = options.environment ?? process.env
  return {
    'key-file': makeKeyFileKeeper({ directory }),
    'git-credential': makeGitCredentialKeeper(makeGitCredential({ directory, environment })),
    passphrase: makePassphraseKeeper({ passphrase: options.passphrase ?? environment[PASSPHRASE_VARIABLE] }),
    'recovery-phrase': makeRecoveryPhraseKeeper({
      directory,
      phrase: environment[RECOVERY_PHRASE_VARIABLE],
    }),
  }
}

async function createKeyring(options: KeyringOptions, keepers: Keepers): Promise<Keyring> {
  const dataKey = randomBytes(KEY_BYTES)
  const id = randomBytes(KEYRING_ID_BYTES).toString('hex')
  const slots = [await keepEverydaySlot(id, dataKey, options, keepers)]
  if (hasPassphrase(options)) slots.push(await keepSlot(id, dataKey, options, keepers.passphrase))
  slots.push(await keepSlot(id, dataKey, options, keepers['recovery-phrase']))
  const keys: KeysFile = { version: 1, id, check: keyCheck(id, dataKey).toString('hex'), slots }
  await writePrivateFile(keysPath(options.directory), printKeysFile(keys))
  return { dataKey, slots: slots.map(describeSlot), created: true, ...phraseFileOf(keepers) }
}

function hasPassphrase(options: KeyringOptions): boolean {
  return ((options.environment ?? process.env)[PASSPHRASE_VARIABLE] ?? '') !== ''
}

async function keepEverydaySlot(
  keyringId: string,
  dataKey: Buffer,
  options: KeyringOptions,
  keepers: Keepers,
): Promise<StoredSlot> {
  try {
    return await keepSlot(keyringId, dataKey, options, keepers['git-credential'])
  } catch (error) {
    if (!isFault(error, 'VAULT_SLOT_UNAVAILABLE')) throw error
    return keepSlot(keyringId, dataKey, options, keepers['key-file'])
  }
}

async function keepSlot(
  keyringId: string,
  dataKey: Buffer,
  options: KeyringOptions,
  keeper: SlotKeeper,
): Promise<StoredSlot> {
  const cost = keeper.kind === 'passphrase' ? ARGON2_COST : undefined
  const frame = newFrame(keeper.kind, options.clock.nowMs(), cost)
  return wrapKey(keyringId, frame, await keeper.keep(frame), dataKey)
}

type Opened = { readonly dataKey: Buffer; readonly slot: StoredSlot }

async function unlock(keys: KeysFile, keepers: Keepers): Promise<Keyring> {
  const { dataKey, slot } = await openAnySlot(keys, keepers)
  return { dataKey, slots: keys.slots.map(describeSlot), created: false, openedBy: slot.kind }
}

async function openAnySlot(keys: KeysFile, keepers: Keepers): Promise<Opened> {
  const failures: { slot: StoredSlot; trial: SlotTrial }[] = []
  for (const kind of SLOT_KINDS) {
    for (const slot of keys.slots) {
      if (slot.kind !== kind) continue
      const { trial, dataKey } = await trySlot(keys, slot, keepers[kind])
      if (dataKey !== undefined) return { dataKey, slot }
      failures.push({ slot, trial })
    }
  }
  throw lockedOut(failures)
}

async function trySlot(
  keys: KeysFile,
  slot: StoredSlot,
  keeper: SlotKeeper,
): Promise<{ trial: SlotTrial; dataKey?: Buffer }> {
  let fetched
  try {
    fetched = await keeper.fetch(slot)
  } catch (error) {
    // An unreadable file or a Node without argon2 closes this slot, not the others.
    if (!isFault(error)) throw error
    return { trial: { kind: 'absent', reason: error.message } }
  }
  if (fetched.kind === 'absent') return { trial: fetched }
  const unwrapped = unwrapKey(keys.id, slot, fetched.secret)
  if (unwrapped.kind === 'wrong-secret') {
    return { trial: { kind: 'wrong-secret', reason: 'what was found or given is not its key' } }
  }
  if (
    unwrapped.kind === 'damaged' ||
    !timingSafeEqual(keyCheck(keys.id, unwrapped.dataKey), Buffer.from(keys.check, 'hex'))
  ) {
    return { trial: { kind: 'damaged', reason: 'its bytes in keys.json are damaged' } }
  }
  return { trial: { kind: 'opens' }, dataKey: unwrapped.dataKey }
}

function lockedOut(failures: readonly { slot: StoredSlot; trial: SlotTrial }[]): Error {
  const tried = failures.map(
    ({ slot, trial }) => `${slot.kind}: ${trial.kind === 'opens' ? '' : trial.reason}`,
  )
  const message = `no way to open the store works (${tried.join('; ')})`
  const typed = failures.some(
    ({ slot, trial }) =>
      trial.kind === 'wrong-secret' && (slot.kind === 'passphrase' || slot.kind === 'recovery-phrase'),
  )
  if (failures.some(({ trial }) => trial.kind === 'damaged')) return vaultFault('VAULT_KEYS_DAMAGED', message)
  return vaultFault(typed ? 'VAULT_KEY_WRONG' : 'VAULT_KEY_LOST', message)
}

/** Opens the keyring under its lock, lets `change` make a new one of it, and writes that. */
async function changeKeys(
  options: KeyringOptions & { readonly passphrase?: string },
  change: (keys: KeysFile, opened: Opened) => Promise<{ keys: KeysFile; recoveryPhraseFile?: string }>,
): Promise<Keyring> {
  const path = keysPath(options.directory)
  return withFileLock(path, async () => {
    const before = await readKeys(options.directory)
    if (before === undefined) {
      throw vaultFault('VAULT_KEYS_MISSING', `${path} is gone`, { fields: { path } })
    }
    const opened = await openAnySlot(before, makeKeepers(options))
    const { keys, ...rest } = await change(before, opened)
    await writePrivateFile(path, printKeysFile(keys))
    return {
      dataKey: opened.dataKey,
      slots: keys.slots.map(describeSlot),
      created: false,
      openedBy: opened.slot.kind,
      ...rest,
    }
  })
}

async function readKeys(directory: string): Promise<KeysFile | undefined> {
  const path = keysPath(directory)
  const text = await readPrivateFile(path)
  return text === undefined ? undefined : parseKeysFile(path, text)
}

function keysPath(directory: string): string {
  return join(directory, 'keys.json')
}

function keyCheck(keyringId: string, dataKey: Buffer): Buffer {
  return deriveKey(dataKey, 'keyring check', Buffer.from(keyringId, 'hex'), CHECK_BYTES)
}

function describeSlot({ id, kind, createdAt }: StoredSlot): Slot {
  return { id, kind, createdAt, ...(kind === 'key-file' ? { warning: KEY_FILE_WARNING } : {}) }
}

function phraseFileOf(keepers: Keepers): { recoveryPhraseFile?: string } {
  const path = keepers['recovery-phrase'].writtenTo()
  return path === undefined ? {} : { recoveryPhraseFile: path }
}

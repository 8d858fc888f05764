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
  /** Where recovery words lie that are all that opens the store after this call. */
  readonly onlyWordsFile?: string
}

export type KeyringOptions = {
  /** The config directory: keys.json lies there. */
  readonly directory: string
  /** Whether something sealed exists already: then a missing keys.json is a loss, not a beginning. */
  readonly storeExists: boolean
  readonly clock: Clock
  readonly environment?: NodeJS.ProcessEnv
}

export type TriedSlot = Slot & {
  readonly trial: SlotTrial
  /** Where its recovery words still lie, beside the keys. */
  readonly wordsFile?: string
}

/** How one slot fares when tried. */
export type SlotTrial =
  | { readonly kind: 'opens' }
  /** Its secret isn't here to try: a phrase nobody typed, a lost file. */
  | { readonly kind: 'absent'; readonly reason: string; readonly isUnset?: true }
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
    throw keysMissing(options.directory)
  }
  await makePrivateDirectory(options.directory)
  return withFileLock(keysPath(options.directory), async () => {
    const made = await readKeys(options.directory)
    return made === undefined ? createKeyring(options, keepers) : unlock(made, keepers)
  })
}

/** Tries every slot: for `doctor`, which tells of a lost one while another still opens. */
export async function tryEverySlot(options: KeyringOptions): Promise<readonly TriedSlot[]> {
  const keepers = makeKeepers(options)
  const keys = await readKeys(options.directory)
  const tried: TriedSlot[] = []
  for (const slot of keys?.slots ?? []) {
    const { trial } = await trySlot(keys!, slot, keepers[slot.kind])
    const wordsFile = await wordsFileOf(keys!, slot, keepers)
    tried.push({ ...describeSlot(slot), trial, ...(wordsFile === undefined ? {} : { wordsFile }) })
  }
  return tried
}

/** The ways to open the store, none of them tried; empty where no key was made. @throws VAULT_KEYS_… */
export async function listSlots(
  options: Pick<KeyringOptions, 'directory' | 'storeExists'>,
): Promise<readonly Slot[]> {
  const keys = await readKeys(options.directory)
  if (keys === undefined && options.storeExists) throw keysMissing(options.directory)
  return (keys?.slots ?? []).map(describeSlot)
}

/**
 * Adds a way to open the store, in place of one of the same kind. A passphrase comes
 * with the call or from the environment.
 *
 * @throws VAULT_SLOT_UNAVAILABLE, VAULT_PASSPHRASE_SHORT and those of `openKeyring`
 */
export async function addSlot(
  options: KeyringOptions & { readonly kind: SlotKind; readonly passphrase?: string },
): Promise<Keyring> {
  const keepers = makeKeepers(options)
  let replaced: readonly StoredSlot[] = []
  const keyring = await changeKeys(options, async (keys, opened) => {
    const slot = await keepSlot(keys.id, opened.dataKey, options, keepers[options.kind])
    replaced = keys.slots.filter(({ kind }) => kind === options.kind)
    return {
      keys: { ...keys, slots: [...keys.slots.filter((one) => !replaced.includes(one)), slot] },
      ...phraseFileOf(keepers),
    }
  })
  for (const slot of replaced) await keepers[slot.kind].discard(slot)
  return keyring
}

/**
 * Removes the slot of a kind and forgets its secret; two always remain, and one that opens.
 *
 * @throws VAULT_SLOTS_TOO_FEW, VAULT_SLOT_UNKNOWN, VAULT_SLOT_LAST and those of `openKeyring`
 */
export async function removeSlot(options: KeyringOptions & { readonly kind: SlotKind }): Promise<Keyring> {
  const keepers = makeKeepers(options)
  let removed: readonly StoredSlot[] = []
  const keyring = await changeKeys(options, async (keys) => {
    removed = keys.slots.filter(({ kind }) => kind === options.kind)
    const slots = keys.slots.filter((slot) => !removed.includes(slot))
    if (removed.length === 0) {
      const kinds = keys.slots.map(({ kind }) => kind).join(', ')
      throw vaultFault('VAULT_SLOT_UNKNOWN', `no slot is of the kind ${options.kind}; there are ${kinds}`)
    }
    if (slots.length < FEWEST_SLOTS) {
      throw vaultFault(
        'VAULT_SLOTS_TOO_FEW',
        `the store opens in ${keys.slots.length} ways, and ${FEWEST_SLOTS} must remain`,
      )
    }
    const onlyWordsFile = await onlyWordsFileOf({ ...keys, slots }, keepers)
    return { keys: { ...keys, slots }, ...(onlyWordsFile === undefined ? {} : { onlyWordsFile }) }
  })
  for (const slot of removed) await keepers[slot.kind].discard(slot)
  return keyring
}

/** Undefined where a slot opens as things are. @throws VAULT_SLOT_LAST where not even words lie here that do */
async function onlyWordsFileOf(keys: KeysFile, keepers: Keepers): Promise<string | undefined> {
  const reasons: string[] = []
  for (const slot of keys.slots) {
    const { trial } = await trySlot(keys, slot, keepers[slot.kind])
    if (trial.kind === 'opens') return undefined
    reasons.push(`${slot.kind}: ${trial.reason}`)
  }
  for (const slot of keys.slots) {
    const path = await wordsFileOf(keys, slot, keepers)
    if (path !== undefined) return path
  }
  throw vaultFault('VAULT_SLOT_LAST', `nothing else opens the store right now (${reasons.join('; ')})`)
}

/** Where the words of a recovery slot still lie beside the keys. */
async function wordsFileOf(keys: KeysFile, slot: StoredSlot, keepers: Keepers): Promise<string | undefined> {
  if (slot.kind !== 'recovery-phrase') return undefined
  const written = await keepers['recovery-phrase'].writtenDown(slot)
  return written.find(({ secret }) => unwrapKey(keys.id, slot, secret).kind === 'opened')?.path
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
  // First, since it may be refused, and then nothing is left behind.
  const byPassphrase = hasPassphrase(options)
    ? [await keepSlot(id, dataKey, options, keepers.passphrase)]
    : []
  const slots = [await keepEverydaySlot(id, dataKey, options, keepers), ...byPassphrase]
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
  if (typed) return vaultFault('VAULT_KEY_WRONG', message)
  const wanted = failures.flatMap(({ slot }) => WHAT_OPENS[slot.kind] ?? [])
  return vaultFault(
    'VAULT_KEY_LOST',
    message,
    wanted.length === 0
      ? {}
      : { help: `Set ${wanted.join(', or ')}; then \`wakelore keys recover\` or any other command.` },
  )
}

const WHAT_OPENS: Partial<Record<SlotKind, string>> = {
  passphrase: `${PASSPHRASE_VARIABLE} to your passphrase`,
  'recovery-phrase': `${RECOVERY_PHRASE_VARIABLE} to the twelve words that wakelore wrote down when it made the key`,
}

/** Opens the keyring under its lock, lets `change` make a new one of it, and writes that. */
async function changeKeys(
  options: KeyringOptions & { readonly passphrase?: string },
  change: (
    keys: KeysFile,
    opened: Opened,
  ) => Promise<{ keys: KeysFile; recoveryPhraseFile?: string; onlyWordsFile?: string }>,
): Promise<Keyring> {
  const path = keysPath(options.directory)
  return withFileLock(path, async () => {
    const before = await readKeys(options.directory)
    if (before === undefined) throw keysMissing(options.directory)
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

function keysMissing(directory: string): Error {
  const path = keysPath(directory)
  return vaultFault('VAULT_KEYS_MISSING', `${path} is gone, but a store sealed with its key exists`, {
    fields: { path },
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

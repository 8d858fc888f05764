import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { promisify } from 'node:util'
import { isFault } from '@wakelore/kernel/fault'
import {
  addSlot,
  listSlots,
  openKeyring,
  recover,
  removeSlot,
  tryEverySlot,
  type KeyringOptions,
} from './keyring.ts'

const scratch = await mkdtemp(join(tmpdir(), 'wakelore-keyring-'))
after(() => rm(scratch, { recursive: true }))
let homes = 0

test('first use without a credential store makes a key file and writes recovery words down', async () => {
  const options = await machine()
  const keyring = await openKeyring(options)
  assert.equal(keyring.created, true)
  assert.equal(keyring.dataKey.length, 32)
  assert.deepEqual(
    keyring.slots.map(({ kind }) => kind),
    ['key-file', 'recovery-phrase'],
  )
  assert.match(keyring.slots[0]!.warning!, /Whoever can read this file/)
  assert.equal(keyring.recoveryPhraseFile, join(options.directory, 'recovery-phrase.txt'))
  assert.equal((await recoveryWords(options)).split(' ').length, 12)

  const again = await openKeyring({ ...options, storeExists: true })
  assert.equal(again.created, false)
  assert.equal(again.openedBy, 'key-file')
  assert.deepEqual(again.dataKey, keyring.dataKey)
  assert.equal(again.recoveryPhraseFile, undefined)
})

test('only the owner may read what is kept', { skip: process.platform === 'win32' }, async () => {
  const options = await machine()
  await openKeyring(options)
  assert.equal((await stat(options.directory)).mode & 0o777, 0o700)
  for (const name of await readdir(options.directory)) {
    assert.equal((await stat(join(options.directory, name))).mode & 0o777, 0o600, name)
  }
})

test('the data key is in no file', async () => {
  const options = await machine()
  const { dataKey } = await openKeyring(options)
  for (const name of await readdir(options.directory)) {
    const bytes = await readFile(join(options.directory, name))
    assert.ok(!bytes.includes(dataKey) && !bytes.includes(dataKey.toString('hex')), name)
  }
})

test("git's credential store keeps the key where a helper stores", async () => {
  const options = await machine('store')
  const keyring = await openKeyring(options)
  assert.deepEqual(
    keyring.slots.map(({ kind }) => kind),
    ['git-credential', 'recovery-phrase'],
  )
  const again = await openKeyring({ ...options, storeExists: true })
  assert.equal(again.openedBy, 'git-credential')
  assert.deepEqual(again.dataKey, keyring.dataKey)
})

test('a helper that forgets or keeps nothing does not count as storage', async () => {
  for (const helper of ['cache', 'cache --timeout=300', '!true']) {
    const { slots } = await openKeyring(await machine(helper))
    assert.equal(slots[0]!.kind, 'key-file', helper)
  }
})

test("a hostile repository's credential helper is never run, wherever the call comes from", async () => {
  const options = await machine('store')
  const mark = join(options.directory, '..', 'mark')
  // The user's home, and with it the config directory, lies inside the hostile repository.
  const hostile = join(options.directory, '..')
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', hostile, ...args], { env: options.environment, stdio: 'pipe', input: '' })
  git('init', '-q')
  git('config', 'credential.helper', `!touch '${mark}'; cat; :`)
  execFileSync('git', ['-C', hostile, 'credential', 'fill'], {
    env: options.environment,
    input: 'protocol=wakelore\nhost=vault.wakelore.invalid\nusername=x\npassword=y\n\n',
  })
  execFileSync('git', ['-C', hostile, 'credential', 'approve'], {
    env: options.environment,
    input: 'protocol=wakelore\nhost=vault.wakelore.invalid\nusername=x\npassword=y\n\n',
  })
  assert.ok(existsSync(mark), 'plain git runs it')
  await rm(mark)

  const before = process.cwd()
  process.chdir(hostile)
  try {
    const { slots } = await openKeyring({
      ...options,
      environment: { ...options.environment, GIT_DIR: join(hostile, '.git') },
    })
    assert.equal(slots[0]!.kind, 'git-credential')
    await openKeyring({ ...options, storeExists: true })
    await tryEverySlot(options)
  } finally {
    process.chdir(before)
  }
  assert.ok(!existsSync(mark))
})

test('a key lost from the credential store is told, and the recovery words mend it', async () => {
  const options = await machine('store')
  const { dataKey } = await openKeyring(options)
  await rm(join(options.environment!['HOME']!, '.git-credentials'))

  await assert.rejects(openKeyring({ ...options, storeExists: true }), (error) => {
    assert.ok(isFault(error, 'VAULT_KEY_LOST'))
    assert.match(error.message, /git-credential: git has no such credential; recovery-phrase: WAKELORE_/)
    return true
  })
  const phrase = await recoveryWords(options)
  const recovered = await recover({ ...options, phrase: `  ${phrase.toUpperCase().replace(' ', '\n ')}` })
  assert.deepEqual(recovered.dataKey, dataKey)
  assert.equal(recovered.slots.length, 2)
  const again = await openKeyring({ ...options, storeExists: true })
  assert.equal(again.openedBy, 'git-credential')
  assert.deepEqual(again.dataKey, dataKey)
})

test('a lost key file is replaced on recovery, and its slot is gone', async () => {
  const options = await machine()
  const { dataKey, slots } = await openKeyring(options)
  await rm(join(options.directory, `wakelore-${slots[0]!.id}.key`))
  const recovered = await recover({ ...options, phrase: await recoveryWords(options) })
  assert.deepEqual(recovered.dataKey, dataKey)
  assert.deepEqual(recovered.slots.map(({ kind }) => kind).sort(), ['key-file', 'recovery-phrase'])
  assert.equal((await openKeyring({ ...options, storeExists: true })).openedBy, 'key-file')
})

test('words that are another keyring’s are told from words that are misspelt', async () => {
  const options = await machine()
  const { slots } = await openKeyring(options)
  await rm(join(options.directory, `wakelore-${slots[0]!.id}.key`))
  const other = await machine()
  await openKeyring(other)
  await assert.rejects(
    recover({ ...options, phrase: await recoveryWords(other) }),
    hasCode('VAULT_KEY_WRONG'),
  )
  await assert.rejects(recover({ ...options, phrase: 'abandon '.repeat(12) }), (error) => {
    assert.ok(isFault(error, 'VAULT_KEY_LOST'))
    assert.match(error.message, /misspelt, missing or misplaced word/)
    return true
  })
})

test('words of an earlier keyring are not written over', async () => {
  const options = await machine()
  await mkdir(options.directory)
  await writeFile(join(options.directory, 'recovery-phrase.txt'), 'older words\n')
  const { recoveryPhraseFile } = await openKeyring(options)
  assert.equal(await readFile(join(options.directory, 'recovery-phrase.txt'), 'utf8'), 'older words\n')
  assert.match(await readFile(recoveryPhraseFile!, 'utf8'), /move them to a safe place/)
})

test('a passphrase of the environment becomes a slot, opens, and is told when wrong', async () => {
  const bare = await machine()
  const options = {
    ...bare,
    environment: { ...bare.environment, WAKELORE_PASSPHRASE: 'pa\u0301ss wo\ufb01rd, twice' },
  }
  const { slots, dataKey } = await openKeyring(options)
  assert.deepEqual(
    slots.map(({ kind }) => kind),
    ['key-file', 'passphrase', 'recovery-phrase'],
  )
  await rm(join(options.directory, `wakelore-${slots[0]!.id}.key`))
  // The same to a reader, other code points: NFKC makes them one.
  const typed = { ...options.environment, WAKELORE_PASSPHRASE: 'p\u00e1ss wofird, twice' }
  const opened = await openKeyring({ ...options, storeExists: true, environment: typed })
  assert.equal(opened.openedBy, 'passphrase')
  assert.deepEqual(opened.dataKey, dataKey)
  const wrong = { ...options.environment, WAKELORE_PASSPHRASE: 'another' }
  await assert.rejects(openKeyring({ ...options, environment: wrong }), hasCode('VAULT_KEY_WRONG'))
})

test('slots are added and removed, and two always remain', async () => {
  const options = await machine()
  const { slots, dataKey } = await openKeyring(options)
  await assert.rejects(removeSlot({ ...options, kind: 'key-file' }), hasCode('VAULT_SLOTS_TOO_FEW'))
  await assert.rejects(removeSlot({ ...options, kind: 'passphrase' }), hasCode('VAULT_SLOT_UNKNOWN'))
  await assert.rejects(addSlot({ ...options, kind: 'passphrase' }), hasCode('VAULT_SLOT_UNAVAILABLE'))
  await assert.rejects(addSlot({ ...options, kind: 'git-credential' }), hasCode('VAULT_SLOT_UNAVAILABLE'))

  const added = await addSlot({ ...options, kind: 'passphrase', passphrase: LONG_PASSPHRASE })
  assert.equal(added.slots.length, 3)
  const withPassphrase = typing(options, LONG_PASSPHRASE)
  const removed = await removeSlot({ ...withPassphrase, kind: 'key-file' })
  assert.deepEqual(removed.dataKey, dataKey)
  assert.equal(removed.onlyWordsFile, undefined)
  assert.ok(!existsSync(join(options.directory, `wakelore-${slots[0]!.id}.key`)))
  await assert.rejects(openKeyring({ ...options, storeExists: true }), (error) => {
    assert.ok(isFault(error, 'VAULT_KEY_LOST'))
    assert.match(error.help, /WAKELORE_PASSPHRASE.*WAKELORE_RECOVERY_PHRASE/)
    return true
  })
})

test('the last slot that opens is not removed, and the refusal changes nothing', async () => {
  const options = await machine()
  const { recoveryPhraseFile } = await openKeyring(options)
  await addSlot({ ...options, kind: 'passphrase', passphrase: LONG_PASSPHRASE })
  const words = await readFile(recoveryPhraseFile!, 'utf8')
  await rm(recoveryPhraseFile!)
  const before = await readFile(join(options.directory, 'keys.json'), 'utf8')
  await assert.rejects(removeSlot({ ...options, kind: 'key-file' }), (error) => {
    assert.ok(isFault(error, 'VAULT_SLOT_LAST'))
    assert.match(
      error.message,
      /recovery-phrase: WAKELORE_RECOVERY_PHRASE is not set; passphrase: WAKELORE_PASSPHRASE is not set/,
    )
    return true
  })
  assert.equal(await readFile(join(options.directory, 'keys.json'), 'utf8'), before)
  assert.equal((await openKeyring({ ...options, storeExists: true })).openedBy, 'key-file')

  // Words of some other keyring don't count.
  const other = await machine()
  await openKeyring(other)
  await writeFile(recoveryPhraseFile!, await readFile(join(other.directory, 'recovery-phrase.txt')))
  await assert.rejects(removeSlot({ ...options, kind: 'key-file' }), hasCode('VAULT_SLOT_LAST'))

  await writeFile(recoveryPhraseFile!, words)
  const removed = await removeSlot({ ...options, kind: 'key-file' })
  assert.equal(removed.onlyWordsFile, recoveryPhraseFile)
})

test('a kind has one slot: adding it again replaces the first, and its secret is forgotten', async () => {
  const options = await machine()
  const { slots } = await openKeyring(options)
  await addSlot({ ...options, kind: 'passphrase', passphrase: LONG_PASSPHRASE })
  await addSlot({ ...options, kind: 'passphrase', passphrase: `${LONG_PASSPHRASE}, changed` })
  const again = await addSlot({ ...options, kind: 'key-file' })
  assert.deepEqual(again.slots.map(({ kind }) => kind).sort(), ['key-file', 'passphrase', 'recovery-phrase'])
  assert.ok(!existsSync(join(options.directory, `wakelore-${slots[0]!.id}.key`)))
  const opens = async (passphrase: string): Promise<string> =>
    (await tryEverySlot(typing(options, passphrase))).find(({ kind }) => kind === 'passphrase')!.trial.kind
  assert.equal(await opens(LONG_PASSPHRASE), 'wrong-secret')
  assert.equal(await opens(`${LONG_PASSPHRASE}, changed`), 'opens')
})

test('a passphrase of fewer than twelve characters is refused, and leaves nothing behind', async () => {
  const options = await machine()
  await assert.rejects(openKeyring(typing(options, 'eleven char')), hasCode('VAULT_PASSPHRASE_SHORT'))
  assert.deepEqual(await readdir(options.directory), [])
  await openKeyring(options)
  for (const passphrase of ['x', 'eleven char']) {
    await assert.rejects(
      addSlot({ ...options, kind: 'passphrase', passphrase }),
      hasCode('VAULT_PASSPHRASE_SHORT'),
    )
  }
  assert.equal(
    (await addSlot({ ...options, kind: 'passphrase', passphrase: 'twelve chars' })).slots.length,
    3,
  )
})

test('slots are listed without the key', async () => {
  const options = await machine()
  assert.deepEqual(await listSlots(options), [])
  await assert.rejects(listSlots({ ...options, storeExists: true }), hasCode('VAULT_KEYS_MISSING'))
  const { slots } = await openKeyring(options)
  await rm(join(options.directory, `wakelore-${slots[0]!.id}.key`))
  assert.deepEqual(await listSlots({ ...options, storeExists: true }), slots)
})

test('doctor can try every slot', async () => {
  const options = await machine()
  const { slots } = await openKeyring(options)
  const words = join(options.directory, 'recovery-phrase.txt')
  assert.deepEqual(
    (await tryEverySlot(options)).map(({ kind, trial, wordsFile }) => [kind, trial.kind, wordsFile]),
    [
      ['key-file', 'opens', undefined],
      ['recovery-phrase', 'absent', words],
    ],
  )
  await rm(words)
  assert.equal((await tryEverySlot(options))[1]!.wordsFile, undefined)
  await writeFile(join(options.directory, `wakelore-${slots[0]!.id}.key`), `${'ab'.repeat(32)}\n`)
  assert.equal((await tryEverySlot(options))[0]!.trial.kind, 'wrong-secret')
})

test('a store without keys.json never gets a new key silently', async () => {
  await assert.rejects(
    openKeyring({ ...(await machine()), storeExists: true }),
    hasCode('VAULT_KEYS_MISSING'),
  )
})

test('damage to keys.json is told from a wrong key, and a newer version from damage', async () => {
  const options = await machine()
  const { slots } = await openKeyring(options)
  const path = join(options.directory, 'keys.json')
  const whole = await readFile(path, 'utf8')
  const keys = JSON.parse(whole) as { version: number; slots: Record<string, unknown>[] }
  const broken: string[] = [
    '',
    '{',
    '[]',
    '{"version":1}',
    whole.slice(0, -40),
    JSON.stringify({ ...keys, slots: [] }),
    JSON.stringify({ ...keys, check: 'x' }),
    JSON.stringify({ ...keys, slots: [{ ...keys.slots[0], salt: 'zz' }] }),
    JSON.stringify({ ...keys, slots: [{ ...keys.slots[0], sealedKey: '00'.repeat(60) }, keys.slots[1]] }),
    JSON.stringify({ ...keys, id: '00'.repeat(16) }),
    JSON.stringify({
      ...keys,
      slots: [{ ...keys.slots[0], kind: 'passphrase', argon2id: { memoryKiB: 1e9, passes: 1 } }],
    }),
  ]
  for (const text of broken) {
    await writeFile(path, text)
    await assert.rejects(openKeyring({ ...options, storeExists: true }), hasCode('VAULT_KEYS_DAMAGED'), text)
  }
  await writeFile(path, JSON.stringify({ ...keys, version: 2 }))
  await assert.rejects(openKeyring({ ...options, storeExists: true }), hasCode('VAULT_KEYS_NEWER'))
  await writeFile(path, whole)
  assert.deepEqual((await openKeyring({ ...options, storeExists: true })).slots, slots)
})

test('of two processes that begin at once, one makes the key and all use it', async () => {
  const options = await machine()
  const program = `
    import { openKeyring } from ${JSON.stringify(import.meta.resolve('./keyring.ts'))}
    const { dataKey, created } = await openKeyring({
      directory: ${JSON.stringify(options.directory)}, storeExists: false, clock: { nowMs: () => 0 },
    })
    console.log(dataKey.toString('hex'), created)`
  const runs = await Promise.all(
    [1, 2, 3, 4].map(() =>
      promisify(execFile)(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
        env: options.environment!,
      }),
    ),
  )
  const lines = runs.map(({ stdout }) => stdout.trim().split(' '))
  assert.equal(new Set(lines.map(([key]) => key)).size, 1)
  assert.deepEqual(lines.map(([, created]) => created).sort(), ['false', 'false', 'false', 'true'])
  assert.equal((await readdir(options.directory)).filter((name) => name.endsWith('.key')).length, 1)
})

test('a directory that cannot be written is told', async () => {
  const options = await machine()
  await writeFile(options.directory, 'a file stands there')
  await assert.rejects(openKeyring(options), hasCode('VAULT_HOME_UNWRITABLE'))
})

/** A machine of its own: a home without configuration, or with a credential helper. */
async function machine(helper?: string): Promise<KeyringOptions> {
  const home = join(scratch, `home-${homes++}`)
  await mkdir(home)
  const environment = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' }
  if (helper !== undefined) {
    execFileSync('git', ['config', '--global', 'credential.helper', helper], { env: environment })
  }
  return { directory: join(home, 'wakelore'), storeExists: false, clock: { nowMs: () => 0 }, environment }
}

const LONG_PASSPHRASE = 'long enough to keep'

function typing(options: KeyringOptions, passphrase: string): KeyringOptions {
  return { ...options, environment: { ...options.environment, WAKELORE_PASSPHRASE: passphrase } }
}

async function recoveryWords(options: KeyringOptions): Promise<string> {
  const text = await readFile(join(options.directory, 'recovery-phrase.txt'), 'utf8')
  return text.trim().split('\n').at(-1)!
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isFault(error, code), String(error))
    return true
  }
}

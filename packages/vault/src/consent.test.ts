import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { promisify } from 'node:util'
import { isFault } from '@wakelore/kernel/fault'
import { deriveId } from '@wakelore/kernel/id'
import { openConsent } from './consent.ts'

const scratch = await mkdtemp(join(tmpdir(), 'wakelore-consent-'))
after(() => rm(scratch, { recursive: true }))
const clock = { nowMs: () => Date.UTC(2026, 0, 2) }
let places = 0

test('nothing is allowed until it is granted, and then what was granted only', async () => {
  const directory = place()
  const consent = await openConsent({ directory, clock })
  const atlas = await repository('atlas')
  assert.equal(await consent.find(atlas, roots('a')), undefined)
  assert.equal(consent.detailFor(atlas.id, 'history'), 'off')

  const granted = await consent.grant(atlas, roots('b', 'a'))
  assert.deepEqual(granted, {
    id: atlas.id,
    name: 'atlas',
    commonDir: atlas.commonDir,
    consentedAt: '2026-01-02T00:00:00.000Z',
    rootCommits: ['a', 'b'],
    detail: { history: 'full' },
  })
  assert.equal(consent.detailFor(atlas.id, 'history'), 'full')
  assert.equal(consent.detailFor(atlas.id, 'chat'), 'off')
  assert.equal(consent.detailFor(atlas.id, 'constructor'), 'off')
  assert.equal(consent.detailFor('0'.repeat(32), 'history'), 'off')
  assert.deepEqual((await openConsent({ directory, clock })).list(), [granted])
})

test('granting again changes the detail and nothing else', async () => {
  const consent = await openConsent({ directory: place(), clock })
  const atlas = await repository('atlas')
  await consent.grant(atlas, roots('a'))
  const changed = await consent.grant(atlas, mustNotRead, { history: 'names', chat: 'counts' })
  assert.deepEqual(changed.detail, { history: 'names', chat: 'counts' })
  assert.equal(consent.list().length, 1)
  assert.equal(consent.detailFor(atlas.id, 'history'), 'names')
})

test('a repository that moved keeps its id', async () => {
  const consent = await openConsent({ directory: place(), clock })
  const atlas = await repository('atlas')
  await consent.grant(atlas, roots('a', 'b'))
  const moved = await moveTo(atlas, 'renamed')
  assert.notEqual(moved.id, atlas.id)
  const found = await consent.find(moved, roots('b', 'a'))
  assert.equal(found?.id, atlas.id)
  assert.equal(found?.commonDir, moved.commonDir)
  assert.equal(found?.name, 'renamed')
  assert.equal((await consent.find(moved, mustNotRead))?.id, atlas.id)
})

test('root commits are only read where a registered directory has vanished', async () => {
  const consent = await openConsent({ directory: place(), clock })
  await consent.grant(await repository('atlas'), roots('a'))
  assert.equal(await consent.find(await repository('other'), mustNotRead), undefined)
})

test('a repository with other roots, or with none, is not the one that vanished', async () => {
  const consent = await openConsent({ directory: place(), clock })
  const atlas = await repository('atlas')
  await consent.grant(atlas, roots('a'))
  await rm(atlas.commonDir, { recursive: true })
  assert.equal(await consent.find(await repository('b'), roots('a', 'x')), undefined)
  assert.equal(await consent.find(await repository('c'), roots()), undefined)
})

test('of two clones that vanished the one of the same name is taken, else neither', async () => {
  const consent = await openConsent({ directory: place(), clock })
  const one = await repository('one')
  const two = await repository('two')
  await consent.grant(one, roots('a'))
  await consent.grant(two, roots('a'))
  await rm(one.commonDir, { recursive: true })
  await rm(two.commonDir, { recursive: true })
  assert.equal(await consent.find(await repository('three'), roots('a')), undefined)
  assert.equal((await consent.find({ ...(await repository('x')), name: 'two' }, roots('a')))?.id, two.id)
})

test('a new repository where an allowed one used to lie gets an id of its own', async () => {
  const consent = await openConsent({ directory: place(), clock })
  const atlas = await repository('atlas')
  await consent.grant(atlas, roots('a'))
  await consent.find(await moveTo(atlas, 'elsewhere'), roots('a'))
  await mkdir(atlas.commonDir)
  const second = await consent.grant(atlas, roots('z'))
  assert.notEqual(second.id, atlas.id)
  assert.equal(consent.list().length, 2)
})

test('the file is the owner’s only, and what others wrote in it stays', async () => {
  const directory = place()
  await mkdir(directory)
  const path = join(directory, 'config.json')
  await writeFile(path, JSON.stringify({ version: 1, emails: 'hash', repositories: [] }))
  const consent = await openConsent({ directory, clock })
  await consent.grant(await repository('atlas'), roots('a'))
  assert.equal((JSON.parse(await readFile(path, 'utf8')) as { emails: string }).emails, 'hash')
  if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a damaged or newer file is a fault and stays as it is', async () => {
  for (const [text, code] of [
    ['', 'VAULT_CONFIG_DAMAGED'],
    ['{"version":1,', 'VAULT_CONFIG_DAMAGED'],
    ['[]', 'VAULT_CONFIG_DAMAGED'],
    ['{"repositories":[]}', 'VAULT_CONFIG_DAMAGED'],
    ['{"version":1}', 'VAULT_CONFIG_DAMAGED'],
    ['{"version":1,"repositories":[{"id":"x"}]}', 'VAULT_CONFIG_DAMAGED'],
    ['{"version":2,"repositories":[]}', 'VAULT_CONFIG_NEWER'],
  ] as const) {
    const directory = place()
    await mkdir(directory)
    await writeFile(join(directory, 'config.json'), text)
    await assert.rejects(openConsent({ directory, clock }), (error) => isFault(error, code), text)
    assert.equal(await readFile(join(directory, 'config.json'), 'utf8'), text)
  }
})

test('grants of several processes at once all stay', { timeout: 30_000 }, async () => {
  const directory = place()
  const program = `
    import { openConsent } from ${JSON.stringify(import.meta.resolve('./consent.ts'))}
    import { deriveId } from ${JSON.stringify(import.meta.resolve('@wakelore/kernel/id'))}
    const consent = await openConsent({ directory: ${JSON.stringify(directory)}, clock: { nowMs: () => 0 } })
    for (let n = 0; n < 6; n++) {
      const commonDir = process.argv[1] + n
      await consent.grant({ id: deriveId(commonDir), name: 'r', commonDir }, async () => [commonDir])
    }`
  await Promise.all(
    ['/a', '/b', '/c'].map((name) =>
      promisify(execFile)(process.execPath, [
        '--conditions=source',
        '--input-type=module',
        '-e',
        program,
        name,
      ]),
    ),
  )
  const all = (await openConsent({ directory, clock })).list().map(({ commonDir }) => commonDir)
  assert.equal(all.length, 18)
  assert.equal(new Set(all).size, 18)
})

test('the detail of one category is changed of one repository, wherever that is now', async () => {
  const directory = place()
  const consent = await openConsent({ directory, clock })
  const [atlas, borealis] = [await repository('atlas'), await repository('borealis')]
  await consent.grant(atlas, roots('a'), { history: 'full', git: 'names' })
  await consent.grant(borealis, roots('b'), { history: 'full', git: 'full' })
  await rm(atlas.commonDir, { recursive: true })
  await consent.setDetail(atlas.id, 'git', 'off')
  await consent.setDetail('0'.repeat(32), 'git', 'full')
  const again = await openConsent({ directory, clock })
  assert.deepEqual(
    again.list().map(({ id, detail }) => [id, detail]),
    [
      [atlas.id, { history: 'full', git: 'off' }],
      [borealis.id, { history: 'full', git: 'full' }],
    ],
  )
  assert.equal(consent.detailFor(atlas.id, 'git'), 'off')
})

type Place = { id: string; name: string; commonDir: string }

function place(): string {
  return join(scratch, `config-${places++}`)
}

async function repository(name: string): Promise<Place> {
  const commonDir = join(scratch, `repository-${places++}`, name)
  await mkdir(commonDir, { recursive: true })
  return { id: deriveId('repository', commonDir), name, commonDir }
}

async function moveTo(from: Place, name: string): Promise<Place> {
  const to = await repository(name)
  await rm(to.commonDir, { recursive: true })
  await rename(from.commonDir, to.commonDir)
  return to
}

function roots(...shas: string[]): () => Promise<string[]> {
  return () => Promise.resolve(shas)
}

function mustNotRead(): Promise<never> {
  return Promise.reject(new Error('root commits were read'))
}

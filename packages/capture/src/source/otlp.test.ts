import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'node:test'
import type { OtlpPlace } from '@wakelore/telemetry/otlp/events-from-otlp'
import type { Resource } from '@wakelore/telemetry/otlp/message'
import type { AllowedRepository } from '@wakelore/vault/consent'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeScratchRepository, type ScratchRepository } from '../scratch-repository.fixture.ts'
import { makeOtlpPlaces } from './otlp.ts'

const git = makeGit({
  environment: {
    PATH: process.env['PATH'],
    HOME: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
  },
})

test('a directory inside a worktree is of its repository, however deep and through links', async () => {
  using project = makeScratchRepository()
  project.commit('One', { 'src/deep/a.ts': 'a' })
  symlinkSync(join(project.path, 'src'), join(dirname(project.path), 'link'))
  const owner = await world([project])
  for (const directory of [
    project.path,
    `${project.path}/`,
    join(project.path, 'src', 'deep'),
    join(dirname(project.path), 'link', 'deep'),
    join(project.path, '.git', 'hooks'),
    join(project.path, 'tmp-gone', 'below'),
  ]) {
    const place = await owner.placeOf({ 'process.working_directory': directory })
    assert.equal(place?.repository, owner.ids[0], directory)
    assert.equal(place?.worktree, undefined)
  }
})

test('the home directory may be written as a tilde', async () => {
  using project = makeScratchRepository()
  const owner = await world([project], { home: dirname(project.path) })
  const place = await owner.placeOf({ 'process.working_directory': '~/project/src' })
  assert.equal(place?.repository, owner.ids[0])
})

test('a linked worktree is told by name, with the branch it is on', async () => {
  using project = makeScratchRepository()
  project.commit('One')
  const linked = join(dirname(project.path), 'linked')
  project.git('worktree', 'add', '--quiet', '-b', 'feature/x', linked)
  const owner = await world([project])
  const of = (path: string): Promise<OtlpPlace | undefined> =>
    owner.placeOf({ 'process.working_directory': path })
  assert.deepEqual(await of(linked), { repository: owner.ids[0], worktree: 'linked', branchNow: 'feature/x' })
  assert.deepEqual(await of(project.path), { repository: owner.ids[0], branchNow: 'main' })
  project.git('checkout', '--quiet', '--detach')
  owner.pass(1000)
  assert.deepEqual(await of(project.path), { repository: owner.ids[0] })
})

test('the branch is what the sender says, where it says one', async () => {
  using project = makeScratchRepository()
  project.commit('One')
  const owner = await world([project])
  const of = (more: Record<string, string>): Promise<OtlpPlace | undefined> =>
    owner.placeOf({ 'process.working_directory': project.path, ...more })
  assert.equal((await of({ 'vcs.ref.head.name': 'refs/heads/fix/y' }))?.branch, 'fix/y')
  assert.equal((await of({ 'vcs.ref.head.name': 'v1', 'vcs.ref.head.type': 'tag' }))?.branch, undefined)
  assert.equal((await of({ 'vcs.ref.head.name': 'v1', 'vcs.ref.head.type': 'tag' }))?.branchNow, 'main')
})

test('a bare repository holds what runs in it', async () => {
  using bare = makeScratchRepository({ bare: true, name: 'atlas.git' })
  const owner = await world([bare])
  const place = await owner.placeOf({ 'process.working_directory': join(bare.path, 'hooks') })
  assert.equal(place?.repository, owner.ids[0])
})

test('a submodule is a repository of its own', async () => {
  using library = makeScratchRepository()
  library.commit('One', { a: 'a' })
  using project = makeScratchRepository()
  project.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.path, 'sub')
  const inside = { 'process.working_directory': join(project.path, 'sub') }
  const owner = await world([project])
  assert.equal(await owner.placeOf(inside), undefined)
  const sub = await allowedRepository(join(project.path, 'sub'))
  const both = await world([project], { more: [sub] })
  assert.equal((await both.placeOf(inside))?.repository, sub.id)
})

test('inside a repository that is not allowed nothing else counts', async () => {
  using project = makeScratchRepository()
  using other = makeScratchRepository()
  project.git('remote', 'add', 'origin', 'https://git.example.org/team/atlas.git')
  const owner = await world([project])
  const place = await owner.placeOf({
    'process.working_directory': other.path,
    'vcs.repository.url.full': 'https://git.example.org/team/atlas',
    'wakelore.repository.id': owner.ids[0]!,
    'vcs.repository.name': 'project',
  })
  assert.equal(place, undefined)
})

test('a directory of no repository, or of another machine, leaves it to other evidence', async () => {
  using project = makeScratchRepository()
  const owner = await world([project])
  const outside = mkdtempSync(join(tmpdir(), 'wakelore-outside-'))
  try {
    for (const directory of [
      outside,
      '/app/src',
      'relative',
      '~nobody/x',
      '',
      `/${'x/'.repeat(5000)}`,
      '/a\0b',
    ]) {
      const place = await owner.placeOf({
        'process.working_directory': directory,
        'wakelore.repository.id': owner.ids[0]!,
      })
      assert.equal(place?.repository, owner.ids[0], directory)
    }
  } finally {
    rmSync(outside, { recursive: true })
  }
})

test('a URL is held against the remotes of allowed repositories', async () => {
  using atlas = makeScratchRepository({ name: 'atlas' })
  using borea = makeScratchRepository({ name: 'borea' })
  atlas.git('remote', 'add', 'origin', 'git@git.example.org:team/atlas.git')
  borea.git('remote', 'add', 'mirror', 'https://token@git.example.org/team/borea')
  const owner = await world([atlas, borea])
  const of = async (url: string, more: Record<string, string> = {}): Promise<string | undefined> =>
    (await owner.placeOf({ 'vcs.repository.url.full': url, ...more }))?.repository
  assert.equal(await of('https://git.example.org/team/atlas'), owner.ids[0])
  assert.equal(await of('ssh://git@git.example.org/team/borea.git'), owner.ids[1])
  // A shell of one repository in which the other's build runs.
  assert.equal(
    await of('https://git.example.org/team/borea', { 'wakelore.repository.id': owner.ids[0]! }),
    owner.ids[1],
  )
  assert.equal(
    await of('https://git.example.org/team/secret', { 'wakelore.repository.id': owner.ids[0]! }),
    undefined,
  )
})

test('a URL says nothing against a repository without remotes, nor where it is none', async () => {
  using project = makeScratchRepository()
  const owner = await world([project])
  const id = { 'wakelore.repository.id': owner.ids[0]! }
  const url = 'https://git.example.org/team/atlas'
  assert.equal((await owner.placeOf({ ...id, 'vcs.repository.url.full': url }))?.repository, owner.ids[0])
  project.git('remote', 'add', 'origin', url)
  owner.pass(10_000)
  assert.equal(
    (await owner.placeOf({ ...id, 'vcs.repository.url.full': 'nonsense' }))?.repository,
    owner.ids[0],
  )
})

test('clones of one remote are told apart by id or name', async () => {
  using first = makeScratchRepository({ name: 'atlas' })
  using second = makeScratchRepository({ name: 'atlas-two' })
  const url = 'https://git.example.org/team/atlas'
  for (const each of [first, second]) each.git('remote', 'add', 'origin', url)
  const owner = await world([first, second])
  const of = async (more: Record<string, string>): Promise<string | undefined> =>
    (await owner.placeOf({ 'vcs.repository.url.full': url, ...more }))?.repository
  assert.equal(await of({}), undefined)
  assert.equal(await of({ 'wakelore.repository.id': owner.ids[1]! }), owner.ids[1])
  assert.equal(await of({ 'vcs.repository.name': 'atlas' }), owner.ids[0])
})

test('a name counts where one repository has it', async () => {
  using first = makeScratchRepository({ name: 'atlas' })
  using second = makeScratchRepository({ name: 'atlas' })
  using third = makeScratchRepository({ name: 'borea' })
  const owner = await world([first, second, third])
  const of = async (name: string): Promise<string | undefined> =>
    (await owner.placeOf({ 'vcs.repository.name': name }))?.repository
  assert.deepEqual([await of('atlas'), await of('borea'), await of('')], [undefined, owner.ids[2], undefined])
})

test('without telemetry allowed a repository is like any other, by whatever evidence', async () => {
  using project = makeScratchRepository()
  project.git('remote', 'add', 'origin', 'https://git.example.org/team/atlas')
  const owner = await world([project], { detail: { history: 'full', telemetry: 'off' } })
  for (const evidence of [
    { 'process.working_directory': project.path },
    { 'vcs.repository.url.full': 'https://git.example.org/team/atlas' },
    { 'wakelore.repository.id': owner.ids[0]! },
    { 'vcs.repository.name': 'project' },
    {},
  ]) {
    assert.equal(await owner.placeOf(evidence), undefined)
  }
})

test('what was looked up is looked up again moments later', async () => {
  using project = makeScratchRepository()
  const owner = await world([project])
  const place = (): Promise<OtlpPlace | undefined> =>
    owner.placeOf({ 'process.working_directory': project.path })
  assert.notEqual(await place(), undefined)
  renameSync(join(project.path, '.git'), join(project.path, 'gone'))
  mkdirSync(join(project.path, 'sub'))
  assert.notEqual(await place(), undefined)
  owner.pass(5000)
  assert.equal(await place(), undefined)
  renameSync(join(project.path, 'gone'), join(project.path, '.git'))
  // Also where the clock was set back.
  owner.pass(-60_000)
  assert.notEqual(await place(), undefined)
})

test('consent that ended counts at once', async () => {
  using project = makeScratchRepository()
  const owner = await world([project])
  const evidence = { 'wakelore.repository.id': owner.ids[0]! }
  assert.notEqual(await owner.placeOf(evidence), undefined)
  owner.allowed.length = 0
  assert.equal(await owner.placeOf(evidence), undefined)
})

test('of a batch that names thousands of directories the first are looked up', async () => {
  using project = makeScratchRepository()
  const owner = await world([project])
  const resources = Array.from({ length: 2000 }, (_, at) =>
    resourceOf({ 'process.working_directory': join(project.path, String(at)) }),
  )
  await owner.places.learn(resources)
  const placed = resources.filter((resource) => owner.places.placeOf(resource) !== undefined)
  assert.equal(placed.length, 256)
})

async function world(
  repositories: readonly ScratchRepository[],
  options: { home?: string; detail?: AllowedRepository['detail']; more?: readonly AllowedRepository[] } = {},
) {
  const { home = '/home/nobody', detail, more = [] } = options
  const allowed = await Promise.all(repositories.map(({ path }) => allowedRepository(path, detail)))
  allowed.push(...more)
  let nowMs = 1_000_000
  const places = makeOtlpPlaces({ git, home, clock: { nowMs: () => nowMs }, allowed: async () => allowed })
  return {
    places,
    allowed,
    ids: allowed.map(({ id }) => id),
    pass: (ms: number) => void (nowMs += ms),
    placeOf: async (evidence: Readonly<Record<string, string>>): Promise<OtlpPlace | undefined> => {
      const resource = resourceOf(evidence)
      await places.learn([resource])
      return places.placeOf(resource)
    },
  }
}

async function allowedRepository(
  path: string,
  detail: AllowedRepository['detail'] = { history: 'full', telemetry: 'full' },
): Promise<AllowedRepository> {
  const { id, name, commonDir } = await findRepository(git, realpathSync(path))
  return { id, name, commonDir, consentedAt: new Date(0).toISOString(), rootCommits: [], detail }
}

function resourceOf(evidence: Readonly<Record<string, string>>): Resource {
  return {
    attributes: Object.entries(evidence).map(([key, value]) => ({ key, value })),
    droppedAttributesCount: 0,
    entityRefs: [],
  }
}

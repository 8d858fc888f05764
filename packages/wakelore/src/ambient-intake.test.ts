/** Taking in as a process does that may be killed at any point, with real git and a clock that may step. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { eventId, type DevelopmentEvent, type RepositoryId } from '@wakelore/telemetry/event'
import { openConsent } from '@wakelore/vault/consent'
import { makeGit } from '@wakelore/vault/git'
import { wakelorePaths, type WakelorePaths } from '@wakelore/vault/paths'
import { findRepository } from '@wakelore/vault/repository'
import { forgetSwitch, pauseSwitch, takeOutOfConfig, turnSwitchOn } from './capture-switch.ts'
import { openPipeline, type Pipeline } from './pipeline.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-intake-')))
after(() => rmSync(scratch, { recursive: true }))
/** A session ends after 45 minutes. */
const SESSION_OVER_MS = MS_PER_HOUR

type Place = {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly repository: string
  readonly id: RepositoryId
  readonly spool: string
  readonly journalFile: string
  readonly git: (...args: string[]) => string
  /** Done by a tool that has git built in. */
  readonly updateRef: (ref: string, message: string) => void
  /** By how much wakelore's clock differs from git's. */
  offsetMs: number
  readonly notices: string[]
  /** A process of its own: opens everything, and closes it. */
  readonly inProcess: <T>(work: (pipeline: Pipeline) => Promise<T>) => Promise<T>
  readonly takeIn: () => ReturnType<Pipeline['ambient']['takeInSpool']>
  readonly events: (kind: string) => Promise<DevelopmentEvent[]>
}

let places = 0

async function makePlace(): Promise<Place> {
  const home = join(scratch, `home-${places++}`)
  const repository = join(home, 'atlas')
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  }
  mkdirSync(home)
  const run = (environmentOfRun: NodeJS.ProcessEnv, ...args: string[]): string =>
    execFileSync('git', args, { cwd: repository, env: environmentOfRun, encoding: 'utf8' }).trim()
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', repository], { env: environment })
  run(environment, 'commit', '--quiet', '--allow-empty', '-m', 'First')
  const paths = wakelorePaths({ environment, home })
  const ownGit = makeGit({ environment })
  await turnSwitchOn({ paths, git: ownGit, environment, nowMs: Date.now() }, false)
  const consent = await openConsent({ directory: paths.configDir, clock: { nowMs: Date.now } })
  const { id } = await consent.grant(await findRepository(ownGit, repository), async () => [], {
    history: 'full',
    git: 'full',
  })
  const place: Place = {
    paths,
    environment,
    repository,
    id,
    spool: paths.spoolDir,
    journalFile: join(paths.dataDir, 'capture-journal.json'),
    git: (...args) => run(environment, ...args),
    updateRef: (ref, message) => {
      const untraced = { ...environment, GIT_TRACE2_EVENT: '0' }
      const tree = run(untraced, 'rev-parse', 'HEAD^{tree}')
      const sha = run(untraced, 'commit-tree', tree, '-m', message)
      run(untraced, 'update-ref', '--create-reflog', '-m', message, ref, sha)
    },
    offsetMs: 0,
    notices: [],
    inProcess: async (work) => {
      await using pipeline = openPipeline({
        cwd: repository,
        environment,
        clock: { nowMs: () => Date.now() + place.offsetMs },
        onNotice: (text) => place.notices.push(text),
      })
      return await work(pipeline)
    },
    takeIn: () => place.inProcess((pipeline) => pipeline.ambient.takeInSpool()),
    events: (kind) =>
      place.inProcess(async (pipeline) => {
        const events: DevelopmentEvent[] = []
        for await (const block of (await pipeline.openLog())?.scan() ?? []) {
          events.push(...block.events((one) => one === kind))
        }
        return events
      }),
  }
  return place
}

test('what a killed process had stored and not removed is neither stored nor counted again', async () => {
  const place = await makePlace()
  place.git('commit', '--quiet', '--allow-empty', '-m', 'Second')
  place.git('tag', 'v1')
  const kept = join(place.paths.cacheDir, 'kept')
  cpSync(place.spool, kept, { recursive: true })
  await place.takeIn()
  // As if it had been killed just before it removed them.
  cpSync(kept, place.spool, { recursive: true, preserveTimestamps: true })
  place.git('tag', 'v2')
  await place.takeIn()
  assert.deepEqual(readdirSync(place.spool), [])
  const ids = (await place.events('git.command')).map(eventId)
  assert.equal(new Set(ids).size, ids.length)
  place.offsetMs = SESSION_OVER_MS
  await place.inProcess((pipeline) => pipeline.ambient.endSessions('idle'))
  const ends = await place.events('session.end')
  assert.deepEqual(
    ends.map(({ attributes }) => attributes['session.commands']),
    [3],
  )
})

test('whatever stands in the journal, taking in goes on', async () => {
  const place = await makePlace()
  const parts = ['spool', 'families', 'repositories', 'losses', 'sessions', 'taken']
  const member = { startUs: 1, place: { repository: 5 } }
  const hostile = [
    ...parts.flatMap((part) => [null, 7, 'text', [[]], { a: null }].map((value) => ({ [part]: value }))),
    { repositories: { [place.id]: { judgedMs: 'soon', windows: 9 } } },
    { repositories: { [place.id]: { judgedMs: 0, windows: [null, { startMs: 'x' }] } } },
    { sessions: { [place.id]: [null, { id: {}, startedAtMs: null }] } },
    { losses: [null, { fromMs: 'x', untilMs: {} }] },
    { families: { '20261102T090000.000000Z-H00000000-P00000001': member } },
    { spool: { directory: {}, identity: 4, seenMs: 'never' } },
  ]
  await place.takeIn()
  for (const [number, value] of hostile.entries()) {
    writeFileSync(place.journalFile, JSON.stringify({ version: 1, ...value }))
    place.git('tag', `v${number}`)
    const { traces } = await place.takeIn()
    assert.equal(traces, 1, JSON.stringify(value))
    await place.inProcess(async ({ ambient }) => {
      await ambient.readNewRefs(place.id)
      await ambient.endSessions('idle')
    })
  }
  writeFileSync(place.journalFile, Buffer.alloc(17 * 1024 * 1024, 0x20))
  place.git('tag', 'last')
  assert.equal((await place.takeIn()).traces, 1)
})

test('one repository that git cannot read any more keeps nothing else from being taken in', async () => {
  const place = await makePlace()
  place.git('tag', 'v1')
  writeFileSync(join(place.repository, '.git/config'), '[core\n')
  const { traces, faults } = await place.takeIn()
  assert.equal(traces, 1)
  assert.deepEqual([...faults], [['GIT_FAILED', 1]])
  assert.equal((await place.events('git.command')).length, 1)
})

test('a link in the place of the spool is refused, and nothing that it leads to is touched', async () => {
  const place = await makePlace()
  place.git('tag', 'v1')
  await place.takeIn()
  const elsewhere = join(place.paths.cacheDir, 'own')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'letter.txt'), 'Dear Ada')
  rmSync(place.spool, { recursive: true })
  symlinkSync(elsewhere, place.spool)
  await assert.rejects(place.takeIn(), (error) => isFault(error, 'SWITCH_SPOOL_UNSAFE'))
  assert.deepEqual(readdirSync(elsewhere), ['letter.txt'])
  // What is stored can be asked, and it is said what is missing.
  assert.equal((await place.events('git.command')).length, 1)
  assert.match(place.notices.at(-1) ?? '', /may be missing here: SWITCH_SPOOL_UNSAFE/)
})

test('while there is no place for the spool nothing is taken in, and nothing is wrong', async () => {
  const place = await makePlace()
  rmSync(place.paths.cacheDir, { recursive: true })
  writeFileSync(place.paths.cacheDir, '')
  const { pending, faults } = await place.takeIn()
  assert.deepEqual([pending, faults.size], [0, 0])
})

test('a spool of another time the switch was on is no loss, whatever the clock says; one that vanished is', async () => {
  const place = await makePlace()
  const git = makeGit({ environment: place.environment })
  const at = (nowMs: number) => ({ paths: place.paths, git, environment: place.environment, nowMs })
  place.git('tag', 'v1')
  await place.takeIn()
  await takeOutOfConfig(at(Date.now()))
  await forgetSwitch(at(Date.now()))
  await turnSwitchOn(at(Date.now() - MS_PER_HOUR), false)
  await place.takeIn()
  assert.equal((await place.events('wakelore.capture.loss')).length, 0)
  rmSync(place.spool, { recursive: true })
  await place.takeIn()
  await place.takeIn()
  assert.equal((await place.events('wakelore.capture.loss')).length, 1)
})

test('a pause that the daemon ends is recorded, too', async () => {
  const place = await makePlace()
  const git = makeGit({ environment: place.environment })
  await pauseSwitch({ paths: place.paths, git, nowMs: Date.now() }, Date.now() + MS_PER_HOUR)
  const look = (): Promise<string | undefined> =>
    place.inProcess((pipeline) => pipeline.ambient.spoolDirectory())
  assert.equal(await look(), undefined)
  place.offsetMs = MS_PER_HOUR + 1
  assert.equal(await look(), place.spool)
  const changes = await place.events('wakelore.capture.change')
  assert.deepEqual(
    changes.map(({ attributes }) => attributes['wakelore.capture.state']),
    ['on'],
  )
})

test('a clock that was set back keeps nothing from being told but what comes twice', async () => {
  const place = await makePlace()
  const read = () => place.inProcess((pipeline) => pipeline.ambient.readNewRefs(place.id))
  place.offsetMs = 400 * MS_PER_DAY
  place.git('commit', '--quiet', '--allow-empty', '-m', 'Traced')
  await read()
  place.offsetMs = 0
  await read()
  // The second in which it was noticed can't be told from the one before.
  await delay(MS_PER_SECOND)
  place.updateRef('refs/heads/side', 'made in process')
  // Of whole seconds that are over only.
  place.offsetMs = 3 * MS_PER_SECOND
  await read()
  const operations = await place.events('vcs.operation')
  assert.deepEqual(
    operations.map(({ attributes }) => attributes['vcs.ref.head.name']),
    ['refs/heads/side'],
  )
})

test('what was lost is kept in mind until the refs of that time were compared', async () => {
  const place = await makePlace()
  const read = () => place.inProcess((pipeline) => pipeline.ambient.readNewRefs(place.id))
  await read()
  await delay(MS_PER_SECOND)
  place.git('commit', '--quiet', '--allow-empty', '-m', 'Lost')
  rmSync(place.spool, { recursive: true })
  await place.takeIn()
  // Commands of other repositories are taken in meanwhile, and long after.
  for (const days of [5, 9, 20]) {
    place.offsetMs = days * MS_PER_DAY
    rmSync(place.spool, { recursive: true })
    await place.takeIn()
  }
  await read()
  assert.deepEqual(await place.events('vcs.operation'), [])
})

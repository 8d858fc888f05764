import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from '@wakelore/vault/git'
import { captureStateFile, wakelorePaths } from '@wakelore/vault/paths'
import {
  forgetSwitch,
  noteSupervisor,
  pauseSwitch,
  planSwitch,
  readCaptureState,
  resumeWhenDue,
  takeOutOfConfig,
  turnSwitchOn,
  type SwitchPlace,
} from './capture-switch.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-switch-')))
after(() => rmSync(scratch, { recursive: true }))
const PLAIN = '[user]\n\tname = Ada\n'
const START_MS = Date.UTC(2026, 10, 2, 9)
const HOUR_MS = 3_600_000
let places = 0

test('it is off until it is turned on, and says since when it is as it is', async () => {
  const place = makePlace()
  assert.deepEqual(await readCaptureState(place.paths), { state: 'off' })
  await turnSwitchOn(place, false)
  const on = await readCaptureState(place.paths)
  assert.deepEqual([on.state, on.sinceMs], ['on', START_MS])
  await turnSwitchOn(later(place, HOUR_MS), false)
  assert.equal((await readCaptureState(place.paths)).sinceMs, START_MS)
  await takeOutOfConfig(place)
  await forgetSwitch(later(place, 2 * HOUR_MS))
  assert.deepEqual(await readCaptureState(place.paths), { state: 'off', sinceMs: START_MS + 2 * HOUR_MS })
  assert.equal(config(place), PLAIN)
})

test('its state and the spool are for the owner alone', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  assert.equal(statSync(captureStateFile(place.paths)).mode & 0o777, 0o600)
  assert.equal(statSync(place.paths.spoolDir).mode & 0o777, 0o700)
  await forgetSwitch(place)
  assert.equal(existsSync(join(place.paths.cacheDir, 'spool')), false)
})

test('the spool is in memory only where the runtime directory is of this user alone', async () => {
  for (const [mode, isThere] of [
    [0o700, true],
    [0o755, false],
  ] as const) {
    const runtime = join(scratch, `runtime-${places}`)
    mkdirSync(runtime)
    chmodSync(runtime, mode)
    const place = makePlace({ XDG_RUNTIME_DIR: runtime })
    await turnSwitchOn(place, false)
    const expected = isThere ? join(runtime, 'wakelore/spool/git') : join(place.paths.cacheDir, 'spool/git')
    assert.ok(statSync(expected).isDirectory())
    assert.ok(config(place).includes(`eventTarget = ${expected}/\n`))
    await takeOutOfConfig(place)
    await forgetSwitch(place)
    assert.equal(existsSync(join(runtime, 'wakelore')), false)
  }
  const missing = makePlace({ XDG_RUNTIME_DIR: join(scratch, 'nowhere') })
  assert.equal((await planSwitch(missing, false)).spool, join(missing.paths.cacheDir, 'spool/git'))
})

test('turned on again where git reads another file, it moves there; turned off anywhere, it is gone', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  const other = join(scratch, 'other')
  const environment = { ...place.environment, GIT_CONFIG_GLOBAL: other }
  await turnSwitchOn({ ...place, environment, git: makeGit({ environment }) }, false)
  assert.equal(config(place), PLAIN)
  assert.match(readFileSync(other, 'utf8'), /eventTarget/)
  assert.equal(await takeOutOfConfig(place), 'removed')
  assert.equal(existsSync(other), false)
})

test('after a crash between the state and the configuration, on and off both find their way', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  const withOurs = config(place)
  writeFileSync(configFile(place), PLAIN)
  await turnSwitchOn(place, false)
  assert.equal(config(place), withOurs)
  writeFileSync(configFile(place), PLAIN)
  assert.equal(await takeOutOfConfig(place), 'absent')
  await forgetSwitch(place)
  assert.equal(config(place), PLAIN)
})

test('a state that names what cannot be a spool or a moment is damaged: nothing is removed for it', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  const file = captureStateFile(place.paths)
  const state = JSON.parse(readFileSync(file, 'utf8'))
  const own = join(scratch, `own-${places}`)
  mkdirSync(own)
  const directories = [own, 'spool/git', '/', '', `${own}/spool/git/../..`, `${own}/../spool/git`]
  for (const change of [
    ...directories.map((directory) => ({ spool: { directory } })),
    { sinceMs: 1e300 },
    { state: 'paused', pausedUntilMs: 1e16 },
  ]) {
    writeFileSync(file, JSON.stringify({ ...state, ...change }))
    await assert.rejects(forgetSwitch(place), (error) => isFault(error, 'SWITCH_STATE_DAMAGED'))
  }
  assert.ok(existsSync(own))
})

test('a pause ends when it is over, and not before', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  const withOurs = config(place)
  await pauseSwitch(place, START_MS + HOUR_MS)
  assert.equal(config(place), PLAIN)
  assert.equal(await resumeWhenDue(later(place, HOUR_MS - 1)), 'not-due')
  assert.equal(config(place), PLAIN)
  assert.equal(await resumeWhenDue(later(place, HOUR_MS)), 'resumed')
  assert.equal(config(place), withOurs)
  const state = await readCaptureState(place.paths)
  assert.deepEqual([state.state, state.sinceMs, state.pausedUntilMs], ['on', START_MS + HOUR_MS, undefined])
  assert.equal(await resumeWhenDue(later(place, 2 * HOUR_MS)), 'not-due')
})

test('a pause can be made longer and shorter, and goes on where another has taken the place', async () => {
  const place = makePlace()
  await turnSwitchOn(place, false)
  await pauseSwitch(place, START_MS + HOUR_MS)
  await pauseSwitch(later(place, 1), START_MS + 2 * HOUR_MS)
  assert.equal(await resumeWhenDue(later(place, HOUR_MS)), 'not-due')
  const theirs = `${PLAIN}[trace2]\n\teventTarget = /tmp/theirs\n`
  writeFileSync(configFile(place), theirs)
  assert.equal(await resumeWhenDue(later(place, 2 * HOUR_MS)), 'taken')
  assert.equal(config(place), theirs)
  assert.equal((await readCaptureState(place.paths)).state, 'paused')
})

test('what was taken over once is taken over after a pause too', async () => {
  const place = makePlace()
  const theirs = '[trace2]\n\teventTarget = /tmp/theirs\n'
  writeFileSync(configFile(place), theirs)
  await assert.rejects(turnSwitchOn(place, false), (error) => isFault(error, 'SWITCH_TARGET_TAKEN'))
  assert.deepEqual(await readCaptureState(place.paths), { state: 'off' })
  const { overridden } = await planSwitch(place, true)
  assert.deepEqual(overridden.targets, [{ file: configFile(place), value: '/tmp/theirs' }])
  await turnSwitchOn(place, true)
  await pauseSwitch(place, START_MS + HOUR_MS)
  assert.equal(config(place), theirs)
  assert.equal(await resumeWhenDue(later(place, HOUR_MS)), 'resumed')
})

test('what is off cannot be paused', async () => {
  const place = makePlace()
  await assert.rejects(pauseSwitch(place, START_MS + HOUR_MS), (error) => isFault(error, 'SWITCH_IS_OFF'))
})

test('a spool that is a link or a file is refused, and nothing is written', async () => {
  for (const make of [
    (path: string): void => symlinkSync('/tmp', path),
    (path: string): void => writeFileSync(path, ''),
  ]) {
    const place = makePlace()
    mkdirSync(join(place.paths.cacheDir, 'spool'), { recursive: true })
    make(place.paths.spoolDir)
    await assert.rejects(turnSwitchOn(place, false), (error) => isFault(error, 'SWITCH_SPOOL_UNSAFE'))
    assert.equal(config(place), PLAIN)
    assert.equal(existsSync(captureStateFile(place.paths)), false)
  }
})

test('the supervisor is remembered over a pause, and forgotten when told', async () => {
  const place = makePlace()
  const supervisor = { kind: 'systemd', file: '/x', text: 'y', directories: ['/z'] } as const
  await turnSwitchOn(place, false)
  await noteSupervisor(place.paths, supervisor)
  await pauseSwitch(place, START_MS)
  await resumeWhenDue(place)
  const state = await readCaptureState(place.paths)
  assert.deepEqual(state.state === 'on' && state.supervisor, supervisor)
  await noteSupervisor(place.paths, undefined)
  const without = await readCaptureState(place.paths)
  assert.ok(without.state === 'on' && without.supervisor === undefined)
})

test('a state that is damaged or newer is a fault, and stays', async () => {
  const place = makePlace()
  const state = {
    version: 1,
    state: 'on',
    sinceMs: 1,
    spool: { directory: '/x/spool/git' },
    takesOver: false,
  }
  const insertion = {
    path: '/p',
    file: '/p',
    text: '',
    isCreated: false,
    target: '/s/',
    maxFiles: 1,
    hadMaxFiles: false,
  }
  for (const [text, code] of [
    ['{', 'SWITCH_STATE_DAMAGED'],
    ['[]', 'SWITCH_STATE_DAMAGED'],
    ['{}', 'SWITCH_STATE_DAMAGED'],
    [JSON.stringify({ version: 2 }), 'SWITCH_STATE_NEWER'],
    [JSON.stringify(state), 'SWITCH_STATE_DAMAGED'],
    [JSON.stringify({ ...state, insertion: { ...insertion, text: 1 } }), 'SWITCH_STATE_DAMAGED'],
    [JSON.stringify({ ...state, state: 'paused', insertion }), 'SWITCH_STATE_DAMAGED'],
    [JSON.stringify({ ...state, insertion, supervisor: { kind: 'cron' } }), 'SWITCH_STATE_DAMAGED'],
    [JSON.stringify({ version: 1, state: 'odd' }), 'SWITCH_STATE_DAMAGED'],
  ]) {
    mkdirSync(place.paths.configDir, { recursive: true })
    writeFileSync(captureStateFile(place.paths), text!)
    await assert.rejects(readCaptureState(place.paths), (error) => isFault(error, code), text)
    await assert.rejects(turnSwitchOn(place, false), (error) => isFault(error, code), text)
    assert.equal(readFileSync(captureStateFile(place.paths), 'utf8'), text)
  }
  writeFileSync(captureStateFile(place.paths), JSON.stringify({ ...state, insertion }))
  assert.equal((await readCaptureState(place.paths)).state, 'on')
})

function makePlace(variables: NodeJS.ProcessEnv = {}): SwitchPlace {
  const home = join(scratch, `home-${places++}`)
  mkdirSync(home)
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    ...variables,
  }
  writeFileSync(join(home, '.gitconfig'), PLAIN)
  return {
    paths: wakelorePaths({ environment }),
    git: makeGit({ environment }),
    environment,
    nowMs: START_MS,
  }
}

function later(place: SwitchPlace, byMs: number): SwitchPlace {
  return { ...place, nowMs: place.nowMs + byMs }
}

function configFile({ environment }: SwitchPlace): string {
  return join(environment['HOME']!, '.gitconfig')
}

function config(place: SwitchPlace): string {
  return readFileSync(configFile(place), 'utf8')
}

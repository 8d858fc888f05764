/**
 * `on` and then `off` leave a user's files as they were: bytes, modes, owners, links and
 * listings, from every state in which git's configuration and the supervisor's units may
 * be, by the real command line and the real git. Each state begins with files of its own
 * in one home, whose store is made once.
 */
import test, { after, before } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { makeScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { GIT_TRACE2_MAX_FILES } from '@wakelore/capture/source/git-trace2/global-config'
import { LAUNCHER, makeHome, type Outcome } from './cli.ts'

const home = makeHome()
const root = realpathSync(home.path)
const repository = makeScratchRepository({ name: 'atlas' })
repository.commit('Begin', { 'a.ts': 'x' })
const spool = join(root, 'cache/wakelore/spool/git/')
const PLAIN = '[user]\n\tname = Ada\n\temail = ada@example.org\n'
/** Directories of wakelore's own, and of the tests. */
const OWN = new Set(['cache', 'data', 'config/wakelore', 'bin'])

let environment: NodeJS.ProcessEnv = {}

before(async () => {
  makeSystemctl()
  beginState()
  // What the store and the keys need is made before anything is compared.
  await expectDone(['--repo', repository.path])
})
after(async () => {
  await run('off')
  home[Symbol.dispose]()
  repository[Symbol.dispose]()
})

type State = {
  readonly name: string
  /** The user's files, below the home; a link is `-> target`. */
  readonly files: Readonly<Record<string, string>>
  readonly prepare?: () => void
  readonly environment?: Readonly<Record<string, string>>
  readonly on?: readonly string[]
}

const TAKE_OVER = ['--take-over']
const STATES: readonly State[] = [
  { name: 'there is no configuration', files: {} },
  { name: 'it is empty', files: { '.gitconfig': '' } },
  { name: 'it is an ordinary one', files: { '.gitconfig': PLAIN } },
  { name: 'its last line has no end', files: { '.gitconfig': PLAIN.trimEnd() } },
  { name: 'its lines end in CR LF', files: { '.gitconfig': PLAIN.replaceAll('\n', '\r\n') } },
  { name: 'it begins with a byte order mark', files: { '.gitconfig': `\ufeff${PLAIN}` } },
  { name: 'it may not be written', files: { '.gitconfig': PLAIN }, prepare: () => mode('.gitconfig', 0o444) },
  {
    name: 'nobody else may read it',
    files: { '.gitconfig': PLAIN },
    prepare: () => mode('.gitconfig', 0o600),
  },
  { name: 'it is a link', files: { 'dotfiles/gitconfig': PLAIN, '.gitconfig': '-> dotfiles/gitconfig' } },
  {
    name: 'it is a link to a link in another directory',
    files: {
      'store/v2/gitconfig': PLAIN,
      'dotfiles/git/config': '-> ../../store/v2/gitconfig',
      '.gitconfig': '-> dotfiles/git/config',
    },
  },
  { name: 'it is a link to nothing', files: { 'dotfiles/other': '', '.gitconfig': '-> dotfiles/gitconfig' } },
  {
    name: 'it includes others',
    files: {
      '.gitconfig': `${PLAIN}[include]\n\tpath = .gitconfig.work\n`,
      '.gitconfig.work': '[core]\n\tpager = less\n',
    },
  },
  {
    name: 'it includes one by condition, which has a target',
    files: {
      '.gitconfig': '[includeIf "gitdir:~/work/"]\n\tpath = work.inc\n[user]\n\tname = Ada\n',
      'work.inc': '[trace2]\n\teventTarget = /tmp/work-events\n',
    },
  },
  {
    name: 'it has another target',
    files: { '.gitconfig': '[trace2]\n\teventTarget = /var/tmp/events\n' },
    on: TAKE_OVER,
  },
  {
    name: 'a file that it includes has another target',
    files: {
      '.gitconfig': '[include]\n\tpath = tools.inc\n',
      'tools.inc': '[trace2]\n\teventTarget = /tmp/events\n',
    },
    on: TAKE_OVER,
  },
  {
    name: "the system's configuration has another target",
    files: {
      '.gitconfig': PLAIN,
      'etc/gitconfig': '[trace2]\n\teventTarget = af_unix:/run/collector.sock\n',
    },
    environment: { GIT_CONFIG_NOSYSTEM: '0', GIT_CONFIG_SYSTEM: '$HOME/etc/gitconfig' },
    on: TAKE_OVER,
  },
  { name: 'a target was switched off in it', files: { '.gitconfig': '[trace2]\n\teventTarget = 0\n' } },
  { name: 'it ends in a comment', files: { '.gitconfig': `${PLAIN}# the end \\` } },
  { name: 'it ends in a line that goes on', files: { '.gitconfig': '[user]\n\tname = Ada \\' } },
  {
    name: 'it ends in a line that goes on in an empty one',
    files: { '.gitconfig': '[user]\n\tname = Ada\\\n' },
  },
  {
    name: 'it has a section for traces with a limit',
    files: { '.gitconfig': '[trace2]\n\tmaxFiles = 10\n\tconfigParams = core.*\n' },
  },
  {
    name: 'it has the same limit already',
    files: { '.gitconfig': `[trace2]\n\tmaxFiles = ${GIT_TRACE2_MAX_FILES}\n[user]\n\tname = Ada\n` },
  },
  { name: 'there is only the one of XDG', files: { 'config/git/config': PLAIN } },
  { name: 'there are both', files: { 'config/git/config': PLAIN, '.gitconfig': '[core]\n\tpager = less\n' } },
  {
    name: 'it is named by the environment',
    files: { '.gitconfig': PLAIN, 'elsewhere/git.conf': '[core]\n\tpager = less' },
    environment: { GIT_CONFIG_GLOBAL: '$HOME/elsewhere/git.conf' },
  },
  { name: 'it is huge', files: { '.gitconfig': '[alias]\n\tx = status # filler\n'.repeat(60_000) } },
  {
    name: 'it is written unusually',
    files: {
      '.gitconfig':
        '\n\n  [core]\n[core] pager=less ; why\n\t\t[remote "a\\"b\\\\c"]url=x\n[USER]\n name\t=\t"A  d;a" \n bare\n[url "https://é/"] insteadOf = "a\\tb"  ',
    },
  },
  {
    name: 'it holds bytes that are no text',
    files: { '.gitconfig': '[user]\n\tname = A\u00ffd\u0000\n' },
    prepare: makeLatin1,
  },
]

for (const state of STATES) {
  test(`the files are the same after on and off where ${state.name}`, async () => {
    beginState(state)
    const start = snapshot()
    const settingsBefore = settings()
    await expectDone(['on', '--yes', '--repo', repository.path, ...(state.on ?? [])])
    assert.notDeepEqual(snapshot(), start)
    assert.deepEqual(settings(), [
      ...settingsBefore,
      `trace2.eventtarget\n${spool}`,
      `trace2.maxfiles\n${GIT_TRACE2_MAX_FILES}`,
    ])
    assert.equal(effectiveTarget(), spool)
    await expectDone(['off'])
    assert.deepEqual(snapshot(), start)
  })
}

const REFUSED: readonly (State & { readonly code: string; readonly status: number })[] = [
  {
    name: 'another target is there',
    files: { '.gitconfig': '[trace2]\n\teventTarget = /var/tmp/events\n' },
    code: 'SWITCH_TARGET_TAKEN',
    status: 78,
  },
  {
    name: 'git cannot read the configuration',
    files: { '.gitconfig': '[user]\n\tname = "Ada\n' },
    code: 'CAPTURE_CONFIG_MALFORMED',
    status: 78,
  },
  {
    name: 'another git holds its lock',
    files: { '.gitconfig': PLAIN, '.gitconfig.lock': 'half of it' },
    code: 'CAPTURE_CONFIG_LOCKED',
    status: 75,
  },
  {
    name: 'its directory is gone',
    files: {},
    environment: { GIT_CONFIG_GLOBAL: '$HOME/nowhere/git.conf' },
    code: 'CAPTURE_CONFIG_UNWRITABLE',
    status: 73,
  },
  {
    name: 'it is a device',
    files: {},
    environment: { GIT_CONFIG_GLOBAL: '/dev/null' },
    code: 'CAPTURE_CONFIG_UNUSABLE',
    status: 78,
  },
  {
    name: 'the spool would be a link',
    files: { '.gitconfig': PLAIN },
    prepare: () => {
      mkdirSync(join(root, 'cache/wakelore/spool'), { recursive: true })
      symlinkSync('/tmp', join(root, 'cache/wakelore/spool/git'))
    },
    code: 'SWITCH_SPOOL_UNSAFE',
    status: 77,
  },
]

for (const state of REFUSED) {
  test(`nothing is changed where ${state.name}`, async () => {
    beginState(state)
    const start = snapshot()
    const outcome = await run('on', '--yes', '--repo', repository.path)
    assert.match(outcome.stderr, new RegExp(`^${state.code}: .+\\n  .+`, 'm'))
    assert.equal(outcome.status, state.status)
    assert.deepEqual(snapshot(), start)
    assert.equal((await run('status', '--json')).stdout.includes('"capture": "off"'), true)
  })
}

test('a lock that was left is never removed, and off works once it is gone', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  write('.gitconfig.lock', '')
  const refused = await run('off')
  assert.match(refused.stderr, /^CAPTURE_CONFIG_LOCKED: /)
  assert.equal(refused.status, 75)
  rmSync(join(root, '.gitconfig.lock'))
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

/** What somebody does to the configuration while capture is on. */
const EDITS: readonly { readonly name: string; readonly edit: () => void }[] = [
  { name: 'a line above', edit: () => rewrite((text) => `[core]\n\tpager = less\n${text}`) },
  { name: 'a section below', edit: () => append('[core]\n\tpager = less\n') },
  { name: 'a section by git', edit: () => git('config', '--global', 'core.pager', 'less') },
  { name: 'a value by git', edit: () => git('config', '--global', 'user.signingKey', 'ABC') },
]

for (const { name, edit } of EDITS) {
  test(`${name}, added meanwhile, is all that differs after off`, async () => {
    const files = { '.gitconfig': PLAIN }
    beginState({ files })
    edit()
    const expected = snapshot()
    beginState({ files })
    await turnOn()
    edit()
    await expectDone(['off'])
    assert.deepEqual(snapshot(), expected)
  })
}

test('a value that git puts into our section meanwhile is kept, and what was ours is gone', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  await turnOn()
  git('config', '--global', 'trace2.normalTarget', '/tmp/normal')
  await expectDone(['off'])
  const left = readFileSync(join(root, '.gitconfig'), 'utf8')
  assert.equal(left, `${PLAIN}[trace2]\n\tnormalTarget = /tmp/normal\n`)
})

test('a configuration that is gone is nothing to undo', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  await turnOn()
  rmSync(join(root, '.gitconfig'))
  const outcome = await expectDone(['off'])
  assert.match(outcome.stdout, /was gone already/)
  assert.equal(existsSync(join(root, '.gitconfig')), false)
})

test('on twice is on once, and off twice is off once', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  const once = snapshot()
  const again = await expectDone(['on', '--repo', repository.path])
  assert.match(again.stdout, /recorded already/)
  assert.deepEqual(snapshot(), once)
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
  const second = await expectDone(['off'])
  assert.match(second.stdout, /Nothing was being recorded/)
  assert.deepEqual(snapshot(), start)
})

test('a pause leaves the files as they were, ends by itself, and off after either leaves them so', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  const whileOn = snapshot()
  await expectDone(['pause', '1h'])
  assert.deepEqual(snapshot(), start)
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)

  await turnOn()
  await expectDone(['pause', '30m'])
  await expectDone(['down'])
  const stateFile = join(root, 'config/wakelore/capture.json')
  writeFileSync(
    stateFile,
    readFileSync(stateFile, 'utf8').replace(/"pausedUntilMs": \d+/, `"pausedUntilMs": ${Date.now() - 1}`),
  )
  await expectDone(['log'])
  assert.deepEqual(snapshot(), whileOn)
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

test('on ends a pause', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  await turnOn()
  const whileOn = snapshot()
  await expectDone(['pause', '2d'])
  await expectDone(['on', '--yes', '--repo', repository.path])
  assert.deepEqual(snapshot(), whileOn)
  await expectDone(['off'])
})

test('a lost state of the switch keeps nobody from turning it off', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  rmSync(join(root, 'config/wakelore/capture.json'))
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
  await expectDone(['down'])
})

test('another target that came later is refused first and taken over then; off leaves it', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  await turnOn()
  append('[trace2]\n\teventTarget = /tmp/theirs\n')
  const refused = await run('on', '--yes', '--repo', repository.path)
  assert.match(refused.stderr, /^SWITCH_TARGET_TAKEN: .*\/tmp\/theirs/)
  await expectDone(['on', '--yes', '--take-over', '--repo', repository.path])
  assert.equal(effectiveTarget(), spool)
  await expectDone(['off'])
  assert.equal(
    readFileSync(join(root, '.gitconfig'), 'utf8'),
    `${PLAIN}[trace2]\n\teventTarget = /tmp/theirs\n`,
  )
})

test('the last of two repositories turns everything off, the first only itself', async () => {
  using other = makeScratchRepository({ name: 'borealis' })
  other.commit('Begin', { 'b.ts': 'x' })
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  const whileOn = snapshot()
  await expectDone(['on', '--yes', '--repo', other.path])
  assert.deepEqual(snapshot(), whileOn)
  await expectDone(['off', '--repo', repository.path])
  assert.deepEqual(snapshot(), whileOn)
  await expectDone(['off', '--repo', other.path])
  assert.deepEqual(snapshot(), start)
})

test('with systemd, on enables a unit, and off leaves nothing of it', async () => {
  beginState({ files: { '.gitconfig': PLAIN }, environment: WITH_SYSTEMD })
  const start = snapshot()
  await turnOn()
  const unit = readFileSync(join(root, 'config/systemd/user/wakelore.service'), 'utf8')
  assert.match(unit, /^ExecStart=.*wakelore\.js up --foreground$/m)
  assert.ok(unit.includes(`Environment=XDG_DATA_HOME=${join(root, 'data')}\n`))
  assert.ok(
    lstatSync(join(root, 'config/systemd/user/default.target.wants/wakelore.service')).isSymbolicLink(),
  )
  const status = JSON.parse((await expectDone(['status', '--json'])).stdout) as { daemon: { pid: number } }
  assert.equal(status.daemon.pid, Number(readFileSync(join(root, 'bin/pid'), 'utf8')))
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
  assert.deepEqual(systemctlCalls(), [
    'show-environment',
    'daemon-reload',
    'enable wakelore.service',
    'restart wakelore.service',
    'show-environment',
    'start wakelore.service',
    'show-environment',
    'disable --now wakelore.service',
    'daemon-reload',
  ])
})

test('units and links that were there before stay, and the directories with them', async () => {
  beginState({
    files: {
      '.gitconfig': PLAIN,
      'config/systemd/user/other.service': '[Service]\nExecStart=/bin/true\n',
      'config/systemd/user/default.target.wants/other.service': '-> ../other.service',
    },
    environment: WITH_SYSTEMD,
  })
  const start = snapshot()
  await turnOn()
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

test("a unit of the same name that is somebody else's stays as it is, and the daemon is started directly", async () => {
  beginState({
    files: {
      '.gitconfig': PLAIN,
      'config/systemd/user/wakelore.service': '[Service]\nExecStart=/bin/true\n',
    },
    environment: WITH_SYSTEMD,
  })
  const start = snapshot()
  const { stdout } = await turnOn()
  assert.match(stdout, /somebody else's/)
  const unit = join(root, 'config/systemd/user/wakelore.service')
  assert.equal(readFileSync(unit, 'utf8'), '[Service]\nExecStart=/bin/true\n')
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

test('where systemd will not start it, the daemon is started directly and nothing is left of the unit', async () => {
  beginState({ files: { '.gitconfig': PLAIN }, environment: { ...WITH_SYSTEMD, SYSTEMCTL_FAILS: 'restart' } })
  const start = snapshot()
  const { stdout } = await turnOn()
  assert.match(stdout, /systemd said: restart failed/)
  assert.equal(existsSync(join(root, 'config/systemd')), false)
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

test('a unit that was changed meanwhile is left, and said', async () => {
  beginState({ files: { '.gitconfig': PLAIN }, environment: WITH_SYSTEMD })
  await turnOn()
  const unit = join(root, 'config/systemd/user/wakelore.service')
  appendFileSync(unit, '# mine\n')
  const { stdout } = await expectDone(['off'])
  assert.match(stdout, /was changed by\s+somebody/)
  assert.ok(readFileSync(unit, 'utf8').endsWith('# mine\n'))
})

test('off undoes the unit also where systemd no longer answers', async () => {
  beginState({ files: { '.gitconfig': PLAIN }, environment: WITH_SYSTEMD })
  const start = snapshot()
  await turnOn()
  environment['SYSTEMCTL_FAILS'] = 'show-environment'
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

test('uninstall leaves the store and the keys, and says where', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  await turnOn()
  const asked = await run('uninstall')
  assert.match(asked.stderr, /^CLI_UNCONFIRMED: /)
  assert.equal(asked.status, 64)
  assert.notDeepEqual(snapshot(), start)
  const { stdout } = await expectDone(['uninstall', '--yes'])
  assert.deepEqual(snapshot(), start)
  for (const path of ['data/wakelore', 'config/wakelore']) assert.ok(stdout.includes(join(root, path)))
  assert.deepEqual(readdirSync(join(root, 'data/wakelore')).sort(), ['graph.db', 'log'])
  assert.equal(existsSync(join(root, 'config/wakelore/capture.json')), false)
  assert.equal(existsSync(join(root, 'cache/wakelore')), false)
})

test('without a yes the plan is told and nothing is changed', async () => {
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  const outcome = await run('on', '--repo', repository.path)
  assert.equal(outcome.status, 64)
  assert.match(outcome.stderr, /^CLI_UNCONFIRMED: .+\n  .+--yes/)
  assert.ok(outcome.stdout.includes(`eventTarget = ${spool}`))
  const plan = JSON.parse((await expectDone(['on', '--repo', repository.path, '--json'])).stdout) as {
    done: boolean
    warnings: string[]
    files: { what: string; text: string }[]
  }
  assert.equal(plan.done, false)
  assert.deepEqual(plan.warnings, [])
  assert.deepEqual(snapshot(), start)
  environment['GIT_TRACE2_EVENT'] = '/tmp/other'
  assert.match(
    (await run('on', '--repo', repository.path)).stdout,
    /! GIT_TRACE2_EVENT is set here, to \/tmp\/other/,
  )
  delete environment['GIT_TRACE2_EVENT']
  await turnOn()
  const appended = plan.files.find(({ what }) => what === 'git-config')?.text
  assert.equal(readFileSync(join(root, '.gitconfig'), 'utf8'), PLAIN + appended)
  await expectDone(['off'])
})

test('a person at a terminal is asked, and only yes is a yes', async (t) => {
  if (spawnSync('script', ['--version']).status !== 0) return t.skip('script is missing')
  beginState({ files: { '.gitconfig': PLAIN } })
  const start = snapshot()
  const answer = (word: string): string =>
    execFileSync(
      'script',
      [
        '--quiet',
        '--return',
        '--command',
        `${process.execPath} ${LAUNCHER} on --repo ${repository.path}; echo status $?`,
        '/dev/null',
      ],
      { input: `${word}\n`, env: environment, encoding: 'utf8', timeout: 60_000 },
    )
  const declined = answer('nope')
  assert.match(declined, /Turn it on\? \[y\/N\]/)
  assert.match(declined, /Nothing was changed\.[\s\S]*status 1/)
  assert.deepEqual(snapshot(), start)
  assert.match(answer('yes'), /recorded from now on[\s\S]*status 0/)
  assert.equal(effectiveTarget(), spool)
  await expectDone(['off'])
  assert.deepEqual(snapshot(), start)
})

const WITH_SYSTEMD = { SYSTEMCTL_ANSWERS: '1' }

function turnOn(): Promise<Outcome> {
  return expectDone(['on', '--yes', '--repo', repository.path])
}

function run(...args: string[]): Promise<Outcome> {
  return home.run(args, { environment })
}

async function expectDone(args: readonly string[]): Promise<Outcome> {
  const outcome = await home.run(args, { environment })
  assert.equal(outcome.status, 0, `wakelore ${args.join(' ')}: ${outcome.stderr}`)
  return outcome
}

/** The user's files as the state has them, and nothing else. */
function beginState(state: Omit<State, 'name'> = { files: {} }): void {
  for (const name of readdirSync(root)) {
    if (!OWN.has(name) && name !== 'config') rmSync(join(root, name), { recursive: true })
  }
  mkdirSync(join(root, 'config'), { recursive: true, mode: 0o700 })
  for (const name of readdirSync(join(root, 'config'))) {
    if (name !== 'wakelore') rmSync(join(root, 'config', name), { recursive: true })
  }
  rmSync(join(root, 'cache/wakelore/spool'), { recursive: true, force: true })
  writeFileSync(join(root, 'bin/calls'), '')
  for (const [path, text] of Object.entries(state.files)) write(path, text)
  environment = {
    ...home.environment,
    HOME: root,
    PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
    XDG_CONFIG_HOME: join(root, 'config'),
    XDG_DATA_HOME: join(root, 'data'),
    XDG_CACHE_HOME: join(root, 'cache'),
    GIT_CONFIG_GLOBAL: undefined,
    ...Object.fromEntries(
      Object.entries(state.environment ?? {}).map(([name, value]) => [name, value.replace('$HOME', root)]),
    ),
  }
  state.prepare?.()
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path))
  else writeFileSync(join(root, path), text)
}

function mode(path: string, bits: number): void {
  chmodSync(join(root, path), bits)
}

function makeLatin1(): void {
  const file = join(root, '.gitconfig')
  writeFileSync(file, Buffer.from(readFileSync(file, 'utf8').replace('\u0000', ''), 'latin1'))
}

function rewrite(change: (text: string) => string): void {
  const file = join(root, '.gitconfig')
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

function append(text: string): void {
  rewrite((before) => before + text)
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: '/', env: { ...environment, GIT_TRACE2_EVENT: '0' } }).toString(
    'latin1',
  )
}

/** What git reads in the global file itself. */
function settings(): string[] {
  const result = spawnSync('git', ['config', '--global', '--no-includes', '--list', '-z'], {
    cwd: '/',
    env: { ...environment, GIT_TRACE2_EVENT: '0' },
  })
  return result.stdout.toString('latin1').split('\0').slice(0, -1)
}

function effectiveTarget(): string {
  return git('config', '--get', 'trace2.eventTarget').trim()
}

/** Everything of the user's below the home: kind, mode, owner, and contents or target. */
function snapshot(): Record<string, string> {
  const found: Record<string, string> = {}
  const look = (directory: string): void => {
    for (const name of readdirSync(directory).sort()) {
      const path = join(directory, name)
      const key = relative(root, path)
      if (OWN.has(key)) continue
      const { mode: bits, uid, gid } = lstatSync(path)
      const owner = `${bits.toString(8)} ${uid} ${gid}`
      if (lstatSync(path).isSymbolicLink()) found[key] = `${owner} -> ${readlinkSync(path)}`
      else if (statSync(path).isDirectory()) {
        found[key] = owner
        look(path)
      } else found[key] = `${owner} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
    }
  }
  look(root)
  return found
}

/**
 * A stand-in for `systemctl`, since a test has no user manager: it does with files and
 * processes what the real one does for these calls, and notes them.
 */
function makeSystemctl(): void {
  mkdirSync(join(root, 'bin'), { recursive: true })
  writeFileSync(
    join(root, 'bin/systemctl'),
    `#!/bin/sh
bin='${join(root, 'bin')}'
[ -n "$SYSTEMCTL_ANSWERS" ] || { echo 'Failed to connect to bus' >&2; exit 1; }
[ "$1 $2" = '--user --no-ask-password' ] || exit 64
shift 2
echo "$*" >> "$bin/calls"
[ "$SYSTEMCTL_FAILS" != "$1" ] || { echo "$1 failed" >&2; exit 1; }
units="$XDG_CONFIG_HOME/systemd/user"
halt() {
  [ -f "$bin/pid" ] || return 0
  pid=$(cat "$bin/pid"); rm "$bin/pid"
  kill "$pid" 2>/dev/null
  for _ in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.02; done
}
launch() {
  if [ -f "$bin/pid" ] && kill -0 "$(cat "$bin/pid")" 2>/dev/null; then return 0; fi
  eval "set -- $(sed -n 's/^ExecStart=//p' "$units/wakelore.service")"
  setsid "$@" </dev/null >/dev/null 2>&1 &
  echo $! > "$bin/pid"
}
case "$1" in
  show-environment|daemon-reload) ;;
  enable) mkdir -p "$units/default.target.wants" && ln -sf "$units/$2" "$units/default.target.wants/$2" ;;
  disable) halt; rm -f "$units/default.target.wants/$3" ;;
  restart) halt; launch ;;
  start) launch ;;
  stop) halt ;;
  *) exit 64 ;;
esac
`,
    { mode: 0o755 },
  )
}

function systemctlCalls(): string[] {
  return readFileSync(join(root, 'bin/calls'), 'utf8').split('\n').slice(0, -1)
}

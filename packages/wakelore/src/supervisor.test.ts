import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import {
  findSupervisor,
  install,
  readUnitPlace,
  remove,
  type ProgramResult,
  type SupervisedDaemon,
  type Supervisor,
  type SupervisorInstallation,
} from './supervisor.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-supervisor-')))
after(() => rmSync(scratch, { recursive: true }))
const OK: ProgramResult = { exitCode: 0, stdout: '', stderr: '' }
const DAEMON: SupervisedDaemon = {
  command: ['/usr/bin/node', '/opt/wakelore/bin/wakelore.js', 'up', '--foreground'],
  environment: { XDG_DATA_HOME: '/home/ada/data' },
}
/** What paths may hold, and files of this kind give a meaning to. */
const ODD = 'a b"c\\d%h$HOME é;#\'<&>'
let places = 0

for (const platform of ['linux', 'darwin'] as const) {
  test(`on ${platform}, what is installed is removed again, with the directories made for it`, async () => {
    const { home, supervisor, calls } = place(platform)
    const noted: SupervisorInstallation[] = []
    const complaint = await install(supervisor, DAEMON, undefined, async (one) => {
      noted.push(one)
      assert.equal(existsSync(supervisor.unitFile), false)
    })
    assert.equal(complaint, undefined)
    const [installation] = noted
    assert.equal(readFileSync(supervisor.unitFile, 'utf8'), installation?.text)
    assert.deepEqual(await readUnitPlace(supervisor, installation!.text), { kind: 'installed' })
    assert.deepEqual(await readUnitPlace(supervisor, `${installation!.text} `), { kind: 'free' })
    assert.equal(await remove(supervisor, installation!), true)
    assert.deepEqual(readdirSync(home), [])
    assert.deepEqual(
      calls.at(-1),
      platform === 'linux' ? 'systemctl daemon-reload' : `launchctl bootout ${agent()}`,
    )
  })

  test(`on ${platform}, a unit that cannot be started leaves nothing, and says why`, async () => {
    const { home, supervisor } = place(platform, (_, [verb]) =>
      verb === 'restart' || verb === 'bootstrap'
        ? { ...OK, exitCode: 5, stderr: 'Input/output error\nmore' }
        : OK,
    )
    assert.equal(await install(supervisor, DAEMON, undefined, async () => undefined), 'Input/output error')
    assert.deepEqual(readdirSync(home), [])
  })

  test(`on ${platform}, what isn't ours in the unit's place is never touched`, async () => {
    const { supervisor } = place(platform)
    mkdirSync(dirname(supervisor.unitFile), { recursive: true })
    writeFileSync(supervisor.unitFile, 'theirs')
    assert.deepEqual(await readUnitPlace(supervisor, 'x'), { kind: 'taken', file: supervisor.unitFile })
    assert.equal(await remove(supervisor, made(supervisor)), false)
    assert.equal(readFileSync(supervisor.unitFile, 'utf8'), 'theirs')
    rmSync(supervisor.unitFile)
    symlinkSync('/dev/null', supervisor.unitFile)
    assert.deepEqual(await readUnitPlace(supervisor, 'x'), { kind: 'taken', file: supervisor.unitFile })
  })
}

test('a link of the same name to another unit means that the name is taken', async () => {
  const { supervisor } = place('linux')
  mkdirSync(dirname(supervisor.enabledLink!), { recursive: true })
  symlinkSync('/usr/lib/systemd/user/wakelore.service', supervisor.enabledLink!)
  assert.deepEqual(await readUnitPlace(supervisor, 'x'), { kind: 'taken', file: supervisor.enabledLink })
})

test('directories that were made the first time are remembered the second', async () => {
  const { home, supervisor } = place('linux')
  const noted: SupervisorInstallation[] = []
  const note = async (one: SupervisorInstallation): Promise<void> => void noted.push(one)
  await install(supervisor, DAEMON, undefined, note)
  await install(supervisor, { ...DAEMON, environment: {} }, noted[0], note)
  assert.equal(await remove(supervisor, noted[1]!), true)
  assert.deepEqual(readdirSync(home), [])
})

test('without a supervisor that answers, the unit is removed all the same', async () => {
  const { home, supervisor } = place('linux')
  const noted: SupervisorInstallation[] = []
  await install(supervisor, DAEMON, undefined, async (one) => void noted.push(one))
  assert.equal(await remove(undefined, noted[0]!), true)
  assert.equal(existsSync(supervisor.unitFile), false)
  rmSync(join(home, '.config'), { recursive: true, force: true })
  await install(supervisor, DAEMON, undefined, async (one) => void noted.push(one))
  const silent = place('linux', () => undefined, home).supervisor
  assert.equal(await silent.isAnswering(), false)
  assert.equal(await remove(silent, noted[1]!), true)
  assert.deepEqual(readdirSync(home), [])
})

test('a place that cannot be written is a fault', async () => {
  const { home, supervisor } = place('linux')
  writeFileSync(join(home, '.config'), '')
  await assert.rejects(
    install(supervisor, DAEMON, undefined, async () => undefined),
    (error) => isFault(error, 'SWITCH_UNIT_UNWRITABLE'),
  )
})

test('other platforms have no supervisor that is known', () => {
  assert.equal(findSupervisor({ environment: {}, platform: 'win32', home: scratch }), undefined)
})

test('systemd finds nothing wrong with the unit, whatever the paths hold', (t) => {
  if (spawnSync('systemd-analyze', ['--version']).error !== undefined)
    return t.skip('systemd-analyze is missing')
  for (const name of ['plain', ODD]) {
    const directory = join(scratch, 'verify', name)
    mkdirSync(directory, { recursive: true })
    const program = join(directory, 'node')
    writeFileSync(program, '#!/bin/sh\n')
    chmodSync(program, 0o755)
    const { supervisor } = place('linux')
    const unit = join(directory, 'wakelore.service')
    const text = supervisor.unitText({
      command: [program, '--conditions=source', join(directory, 'wakelore.js'), 'up', '--foreground'],
      environment: { XDG_DATA_HOME: directory, GIT_CONFIG_GLOBAL: join(directory, 'config') },
    })
    writeFileSync(unit, text)
    const found = spawnSync('systemd-analyze', ['--user', 'verify', '--man=no', unit], {
      env: { PATH: process.env['PATH'], HOME: scratch, XDG_RUNTIME_DIR: scratch },
      encoding: 'utf8',
    })
    assert.equal(found.stdout + found.stderr, '', text)
    assert.equal(found.status, 0)
  }
})

test('systemd would notice a misspelt option, so that its silence means something', (t) => {
  if (spawnSync('systemd-analyze', ['--version']).error !== undefined)
    return t.skip('systemd-analyze is missing')
  const unit = join(scratch, 'misspelt.service')
  const text = place('linux').supervisor.unitText({ ...DAEMON, command: ['/bin/true'] })
  writeFileSync(unit, text.replace('RestrictNamespaces=', 'RestrictNamespace='))
  const found = spawnSync('systemd-analyze', ['--user', 'verify', '--man=no', unit], {
    env: { PATH: process.env['PATH'], HOME: scratch, XDG_RUNTIME_DIR: scratch },
    encoding: 'utf8',
  })
  assert.match(found.stderr, /RestrictNamespace/)
})

test('in a unit, words are escaped so that systemd reads them as they are', () => {
  const { supervisor } = place('linux')
  const text = supervisor.unitText({
    command: ['/a$b/c', '$HOME', '50%', 'a b', '"\\', 'é\n'],
    environment: { A: 'b $c %d' },
  })
  assert.match(text, /^ExecStart="\/a\$b\/c" "\$\$HOME" 50%% "a b" "\\"\\\\" "é\\u000a"$/m)
  assert.match(text, /^Environment="A=b \$c %%d"$/m)
})

test('a property list says what launchd needs, whatever the paths hold', () => {
  const { supervisor } = place('darwin')
  const command = [`/opt/${ODD}/node`, 'up', '--foreground']
  const text = supervisor.unitText({ command, environment: { XDG_DATA_HOME: `/data/${ODD}` } })
  assert.deepEqual(readPropertyList(text), {
    Label: 'wakelore',
    ProgramArguments: command,
    EnvironmentVariables: { XDG_DATA_HOME: `/data/${ODD}` },
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ThrottleInterval: 10,
    ProcessType: 'Background',
    LowPriorityIO: true,
    Nice: 10,
    Umask: 0o077,
  })
})

test('programs of the system are run with a limit, and a missing one is no answer', async () => {
  const bin = join(scratch, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'systemctl'), '#!/bin/sh\necho "$*" > "$OUT"\nexit 3\n', { mode: 0o755 })
  const environment = { PATH: `${bin}:/usr/bin:/bin`, OUT: join(scratch, 'out') }
  const real = findSupervisor({ environment, platform: 'linux', home: scratch })!
  assert.equal(await real.isAnswering(), false)
  assert.equal(readFileSync(join(scratch, 'out'), 'utf8'), '--user --no-ask-password show-environment\n')
  assert.equal(await real.start(), 'systemctl --user start wakelore.service failed')
  const none = findSupervisor({ environment: { PATH: scratch }, platform: 'linux', home: scratch })!
  assert.equal(await none.isAnswering(), false)
})

function place(
  platform: 'linux' | 'darwin',
  answer: (name: string, args: readonly string[]) => ProgramResult | undefined = () => OK,
  home = join(scratch, `home-${places++}`),
): { home: string; supervisor: Supervisor; calls: string[] } {
  mkdirSync(home, { recursive: true })
  const calls: string[] = []
  const supervisor: Supervisor = findSupervisor({
    environment: {},
    platform,
    home,
    run: async (name, args) => {
      const verbs = args.filter((arg) => !arg.startsWith('--') || arg === '--now')
      calls.push([name, ...verbs].join(' '))
      const result = answer(name, verbs)
      // What the real one does with files.
      if (name === 'systemctl' && result?.exitCode === 0) {
        const link = supervisor.enabledLink!
        if (verbs[0] === 'enable') {
          mkdirSync(dirname(link), { recursive: true })
          rmSync(link, { force: true })
          symlinkSync(supervisor.unitFile, link)
        } else if (verbs[0] === 'disable') rmSync(link, { force: true })
      }
      return result
    },
  })!
  return { home, supervisor, calls }
}

function made(supervisor: Supervisor): SupervisorInstallation {
  return {
    kind: supervisor.kind,
    file: supervisor.unitFile,
    text: supervisor.unitText(DAEMON),
    directories: [],
  }
}

function agent(): string {
  return `gui/${process.getuid?.() ?? 0}/wakelore`
}

/** As much of a property list as is written here; anything else in it is an error. */
function readPropertyList(text: string): unknown {
  const tokens = [...text.matchAll(/<!--[^]*?-->|<[?!][^>]*>|<(\/?)(\w+)[^>]*?(\/?)>|([^<]+)/g)].filter(
    ([all, , name, , words]) =>
      name !== undefined || (words !== undefined && words.trim() !== '' && all !== ''),
  )
  let at = 0
  const name = (): string => `${tokens[at]?.[1] ?? ''}${tokens[at]?.[2] ?? ''}${tokens[at]?.[3] ?? ''}`
  const expect = (wanted: string): void => {
    assert.equal(name(), wanted)
    at++
  }
  const words = (element: string): string => {
    expect(element)
    const found = tokens[at++]![4]!
    expect(`/${element}`)
    return found.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  }
  const value = (): unknown => {
    switch (name()) {
      case 'string':
        return words('string')
      case 'integer':
        return Number(words('integer'))
      case 'true/':
      case 'false/':
        return tokens[at++]![2] === 'true'
      case 'array': {
        expect('array')
        const list: unknown[] = []
        while (name() !== '/array') list.push(value())
        at++
        return list
      }
      default: {
        expect('dict')
        const found: Record<string, unknown> = {}
        while (name() !== '/dict') {
          const key = words('key')
          found[key] = value()
        }
        at++
        return found
      }
    }
  }
  expect('plist')
  const found = value()
  expect('/plist')
  assert.equal(at, tokens.length)
  return found
}

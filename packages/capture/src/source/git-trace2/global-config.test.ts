import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
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
import {
  adoptInsertion,
  globalConfigPath,
  insertTarget,
  planInsertion,
  readTraceSettings,
  removeInsertion,
  type ConfigInsertion,
} from './global-config.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-config-')))
after(() => rmSync(scratch, { recursive: true }))
const VALUE = { target: '/tmp/spool/', maxFiles: 2000 }
const PLAIN = '[user]\n\tname = Ada\n'
const OURS = '[trace2]\n\teventTarget = /tmp/spool/\n\tmaxFiles = 2000\n'
let places = 0

test('the file is the one that git would write', async () => {
  const { home } = place()
  const environment = { HOME: home, XDG_CONFIG_HOME: join(home, 'xdg') }
  assert.equal(await globalConfigPath(environment), join(home, '.gitconfig'))
  mkdirSync(join(home, 'xdg/git'), { recursive: true })
  writeFileSync(join(home, 'xdg/git/config'), '')
  assert.equal(await globalConfigPath(environment), join(home, 'xdg/git/config'))
  mkdirSync(join(home, '.config/git'), { recursive: true })
  writeFileSync(join(home, '.config/git/config'), '')
  assert.equal(await globalConfigPath({ HOME: home, XDG_CONFIG_HOME: '' }), join(home, '.config/git/config'))
  writeFileSync(join(home, '.gitconfig'), '')
  assert.equal(await globalConfigPath(environment), join(home, '.gitconfig'))
  assert.equal(await globalConfigPath({ ...environment, GIT_CONFIG_GLOBAL: '/x/y' }), '/x/y')
})

test('an environment in which git has no global configuration is a fault', async () => {
  for (const environment of [{}, { HOME: 'here' }, { HOME: '/root', GIT_CONFIG_GLOBAL: '' }]) {
    await assert.rejects(globalConfigPath(environment), (error) => isFault(error, 'CAPTURE_CONFIG_UNUSABLE'))
  }
})

test('values of others are found with the file that they are in, the one that counts last', async () => {
  const { home, file, git } = place('[include]\n\tpath = more.inc\n[trace2]\n\tmaxFiles = 5\n')
  writeFileSync(join(home, 'more.inc'), '[trace2]\n\teventTarget = /a\n\teventTarget = "/b c"\n')
  assert.deepEqual(await readTraceSettings(git, file), {
    targets: [
      { file: join(home, 'more.inc'), value: '/a' },
      { file: join(home, 'more.inc'), value: '/b c' },
    ],
    maxFiles: [{ file, value: '5' }],
  })
})

test('what is planned is what is written, and told just before it is', async () => {
  const { file, git } = place('[user]\n\tname = Ada')
  const planned = await planInsertion(git, file, VALUE)
  assert.equal(planned.text, `\n${OURS}`)
  let told: ConfigInsertion | undefined
  const insertion = await insertTarget(git, file, VALUE, async (one) => {
    told = one
    assert.equal(readFileSync(file, 'utf8'), '[user]\n\tname = Ada')
  })
  assert.deepEqual(insertion, planned)
  assert.deepEqual(told, planned)
  assert.equal(readFileSync(file, 'utf8'), `[user]\n\tname = Ada\n${OURS}`)
})

test('where telling fails, nothing is written and no lock is left', async () => {
  const { home, file, git } = place(PLAIN)
  await assert.rejects(
    insertTarget(git, file, VALUE, () => Promise.reject(new Error('no'))),
    /^Error: no$/,
  )
  assert.equal(readFileSync(file, 'utf8'), PLAIN)
  assert.deepEqual(readdirSync(home), ['.gitconfig'])
})

test('a lock of somebody else is waited for, and taken when it is gone', async () => {
  const { home, file, git } = place(PLAIN)
  writeFileSync(`${file}.lock`, '')
  const inserting = insert(git, file)
  setTimeout(() => rmSync(`${file}.lock`), 100)
  await inserting
  assert.equal(readFileSync(file, 'utf8'), PLAIN + OURS)
  assert.deepEqual(readdirSync(home), ['.gitconfig'])
})

test('a file that changes while the change is worked out is read again', async () => {
  const { file, git } = place(PLAIN)
  let lists = 0
  const slow: typeof git = {
    ...git,
    run: async (args, options) => {
      const result = await git.run(args, options)
      if (args.includes('--list') && lists++ === 0) writeFileSync(file, `${PLAIN}[core]`)
      return result
    },
  }
  const insertion = await insert(slow, file)
  assert.equal(readFileSync(file, 'utf8'), `${PLAIN}[core]\n${OURS}`)
  await removeInsertion(git, insertion)
  assert.equal(readFileSync(file, 'utf8'), `${PLAIN}[core]`)
})

test('a file that never stands still is given up, unchanged by us', async () => {
  const { home, file, git } = place(PLAIN)
  let text = PLAIN
  const restless: typeof git = {
    ...git,
    run: async (args, options) => {
      writeFileSync(file, (text += '#\n'))
      return git.run(args, options)
    },
  }
  await assert.rejects(insert(restless, file), (error) => isFault(error, 'CAPTURE_CONFIG_LOCKED'))
  assert.equal(readFileSync(file, 'utf8'), text)
  assert.deepEqual(readdirSync(home), ['.gitconfig'])
})

test('links that lead in a circle, directories and files as directories are faults', async () => {
  const { home, git } = place()
  symlinkSync('b', join(home, 'a'))
  symlinkSync('a', join(home, 'b'))
  mkdirSync(join(home, 'directory'))
  writeFileSync(join(home, 'file'), '')
  for (const [path, code] of [
    ['a', 'CAPTURE_CONFIG_UNUSABLE'],
    ['directory', 'CAPTURE_CONFIG_UNUSABLE'],
    ['file/gitconfig', 'CAPTURE_CONFIG_UNUSABLE'],
    ['nowhere/gitconfig', 'CAPTURE_CONFIG_UNWRITABLE'],
  ]) {
    await assert.rejects(insert(git, join(home, path!)), (error) => isFault(error, code))
  }
})

test(
  'a file of another user keeps its owner',
  { skip: process.getuid?.() !== 0 && 'only root may give files away' },
  async () => {
    const { file, git } = place(PLAIN)
    execFileSync('chown', ['4711:4712', file])
    execFileSync('chmod', ['640', file])
    await removeInsertion(git, await insert(git, file))
    const { uid, gid, mode } = statSync(file)
    assert.deepEqual([uid, gid, mode & 0o7777], [4711, 4712, 0o640])
  },
)

test('values that nobody remembers are found, and taken out to the byte where they stand as we write them', async () => {
  const { file, git } = place(PLAIN + OURS)
  const adopted = await adoptInsertion(git, file, VALUE)
  assert.equal(adopted.text, OURS)
  assert.equal(await removeInsertion(git, adopted), 'removed')
  assert.equal(readFileSync(file, 'utf8'), PLAIN)

  writeFileSync(file, `${PLAIN}[trace2]\n  eventTarget=/tmp/spool/\n`)
  assert.equal(await removeInsertion(git, await adoptInsertion(git, file, VALUE)), 'removed')
  assert.equal(readFileSync(file, 'utf8'), PLAIN)
})

test('a file that was made is deleted when nothing else came into it, and kept otherwise', async () => {
  const { home, file, git } = place()
  const insertion = await insert(git, file)
  assert.ok(insertion.isCreated)
  await removeInsertion(git, insertion)
  assert.deepEqual(readdirSync(home), [])
  await insert(git, file)
  writeFileSync(file, readFileSync(file, 'utf8') + PLAIN)
  await removeInsertion(git, insertion)
  assert.equal(readFileSync(file, 'utf8'), PLAIN)
})

test('a configuration that git can no longer read is left as it is', async () => {
  const { file, git } = place(PLAIN)
  const insertion = await insert(git, file)
  const broken = `${readFileSync(file, 'utf8')}[user\n`
  writeFileSync(file, broken)
  await assert.rejects(removeInsertion(git, insertion), (error) => isFault(error, 'CAPTURE_CONFIG_MALFORMED'))
  assert.equal(readFileSync(file, 'utf8'), broken)
})

/** What somebody does to the file meanwhile, and the bytes that should be left. */
const EDITS: readonly {
  readonly name: string
  readonly before?: string
  readonly edit: (text: string) => string
  readonly left: string
  readonly outcome?: 'kept' | 'absent'
}[] = [
  {
    name: 'a section above',
    edit: (text) => `[core]\n\tpager = less\n${text}`,
    left: `[core]\n\tpager = less\n${PLAIN}`,
  },
  {
    name: 'a section below',
    edit: (text) => `${text}[core]\n\tpager = less\n`,
    left: `${PLAIN}[core]\n\tpager = less\n`,
  },
  {
    name: 'a section below a line that had no end',
    before: PLAIN.trimEnd(),
    edit: (text) => `${text}[core]\n`,
    left: `${PLAIN}[core]\n`,
  },
  {
    name: 'a value before ours in our section',
    edit: (text) => text.replace('[trace2]\n', '[trace2]\n\teventBrief = true\n'),
    left: `${PLAIN}[trace2]\n\teventBrief = true\n`,
  },
  {
    name: 'a value behind ours in our section',
    edit: (text) => `${text}\teventBrief = true\n`,
    left: `${PLAIN}[trace2]\n\teventBrief = true\n`,
  },
  {
    name: 'a value between ours',
    edit: (text) => text.replace('\tmaxFiles', '\teventBrief = true\n\tmaxFiles'),
    left: `${PLAIN}[trace2]\n\teventBrief = true\n`,
  },
  {
    name: 'another limit in place of ours',
    edit: (text) => text.replace('2000', '7'),
    left: `${PLAIN}[trace2]\n\tmaxFiles = 7\n`,
  },
  {
    name: 'another target in place of ours',
    edit: (text) => text.replace('/tmp/spool/', '/tmp/mine'),
    left: `${PLAIN}[trace2]\n\teventTarget = /tmp/mine\n`,
  },
  { name: 'other line ends', edit: crlf, left: crlf(PLAIN) },
  {
    name: 'other indentation',
    edit: (text) => text.replaceAll('\t', '  '),
    left: PLAIN.replaceAll('\t', '  '),
  },
  {
    name: 'a comment on our line',
    edit: (text) => text.replace('= 2000', '= 2000 ; fewer?'),
    left: PLAIN,
  },
  {
    name: 'a comment in our section',
    edit: (text) => text.replace('[trace2]\n', '[trace2]\n\t# why is this here?\n'),
    left: `${PLAIN}[trace2]\n\t# why is this here?\n`,
  },
  {
    name: 'the same limit of their own before',
    before: '[trace2]\n\tmaxFiles = 2000\n',
    edit: (text) => text.replace('\teventTarget', '\t eventTarget'),
    left: '[trace2]\n\tmaxFiles = 2000\n[trace2]\n\tmaxFiles = 2000\n',
    outcome: 'kept',
  },
  { name: 'nothing of ours any more', edit: () => PLAIN, left: PLAIN, outcome: 'absent' },
  { name: 'nothing at all any more', edit: () => '', left: '', outcome: 'absent' },
]

for (const { name, before = PLAIN, edit, left, outcome = 'removed' } of EDITS) {
  test(`ours is taken out and theirs is kept where there is ${name}`, async () => {
    const { file, git } = place(before)
    const insertion = await insert(git, file)
    writeFileSync(file, edit(readFileSync(file, 'utf8')))
    assert.equal(await removeInsertion(git, insertion), outcome)
    assert.equal(readFileSync(file, 'utf8'), left)
  })
}

test('our section that was copied is taken out twice', async () => {
  const { file, git } = place(PLAIN)
  const insertion = await insert(git, file)
  writeFileSync(file, readFileSync(file, 'utf8') + OURS)
  assert.equal(await removeInsertion(git, insertion), 'kept')
  assert.doesNotMatch(readFileSync(file, 'utf8'), /eventTarget/)
})

test('ours is found where the file was moved to behind its link', async () => {
  const { home, file, git } = place()
  writeFileSync(join(home, 'one'), PLAIN)
  symlinkSync('one', file)
  const insertion = await insert(git, file)
  renameSync(join(home, 'one'), join(home, 'two'))
  rmSync(file)
  symlinkSync('two', file)
  assert.equal(await removeInsertion(git, insertion), 'removed')
  assert.equal(readFileSync(join(home, 'two'), 'utf8'), PLAIN)
  assert.equal(existsSync(join(home, 'one')), false)
})

function place(text?: string): { home: string; file: string; git: ReturnType<typeof makeGit> } {
  const home = join(scratch, `home-${places++}`)
  mkdirSync(home)
  const file = join(home, '.gitconfig')
  if (text !== undefined) writeFileSync(file, text)
  const environment = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' }
  return { home, file, git: makeGit({ environment }) }
}

function insert(git: ReturnType<typeof makeGit>, file: string): Promise<ConfigInsertion> {
  return insertTarget(git, file, VALUE, async () => undefined)
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}

/** Completion in the shells themselves: what they offer, and what they then take a completed line to mean. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before, type TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { systemClock } from '@wakelore/kernel/clock'
import { loadOperation } from '@wakelore/server/operations'
import { openConsent } from '@wakelore/vault/consent'
import { putSink } from '@wakelore/vault/sink'
import { commands } from './commands.ts'
import { completionScript, type Shell } from './completion.ts'
import { kebab } from './command-line.ts'
import { fishQuoted, shellQuoted } from './shell-word.ts'

/** Each begins with a letter of its own, and is a name that git takes. */
const HOSTILE_BRANCHES = [
  'a;touch${IFS}pwned',
  'b$(touch${IFS}pwned)',
  'c`touch${IFS}pwned`',
  "d'quote",
  'e"quote',
  'f&touch${IFS}pwned',
  'g|touch${IFS}pwned',
  'h{x,y}',
  'i#x',
  'j!x',
  'k=x',
  'l(x)',
  'q<x>pwned',
  'n%x',
  'ö/ü',
]
const HOSTILE_FILES = [
  'a b',
  'b;touch pwned',
  'c$(touch pwned)',
  "d'quote",
  'e`touch pwned`',
  'f"quote',
  'g=x',
]
const KNOWN_PATHS = [
  '/known/one',
  '/known/two words',
  '/known/$(touch pwned)',
  '/known/`touch pwned`',
  '/known/un"told',
]
/** Lines as `wakelore log` prints them, the newest last; of another repository nothing. */
const STAND_IN = `#!/bin/sh
[ "$*" = "log --limit 300" ] || exit 1
cat <<'END'
9d59409a  2026-11-25 21:04  git.command            $(touch pwned)
3cd61a77  2026-11-25 21:05  command.run            true · main · 22 ms
3c61e097  2026-11-25 21:06  vcs.commit             a git.command in a subject
END
`
const BASH_COMPLETION = '/usr/share/bash-completion/bash_completion'
const DEADLINE_MS = 40_000

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-completion-')))
let repository: ScratchRepository
let environment: NodeJS.ProcessEnv

before(async () => {
  repository = makeScratchRepository()
  repository.commit('first', Object.fromEntries(HOSTILE_FILES.map((name) => [name, 'x\n'])))
  repository.git('branch', 'topic/one')
  repository.git('branch', 'topic/two')
  repository.git('tag', 'v1')
  for (const name of HOSTILE_BRANCHES) repository.git('branch', name)
  mkdirSync(join(repository.path, 'sub-directory'))
  const programs = join(scratch, 'programs')
  mkdirSync(programs)
  writeFileSync(join(programs, 'wakelore'), STAND_IN, { mode: 0o755 })
  environment = {
    PATH: `${programs}:${process.env['PATH']}`,
    HOME: scratch,
    XDG_CONFIG_HOME: join(scratch, 'config'),
    XDG_CACHE_HOME: join(scratch, 'cache'),
    XDG_DATA_HOME: join(scratch, 'data'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    LC_ALL: 'C.UTF-8',
    TERM: 'dumb',
  }
  const configDir = join(scratch, 'config/wakelore')
  const consent = await openConsent({ directory: configDir, clock: systemClock })
  for (const [at, path] of KNOWN_PATHS.entries()) {
    const known = { id: `${at}`.padStart(32, '0') as never, name: 'known', commonDir: `${path}/.git` }
    await consent.grant(known, async () => [String(at)])
  }
  await putSink({ configDir }, {
    name: 'backend',
    endpoint: 'http://127.0.0.1:4318',
    protocol: 'http/protobuf',
    compression: 'gzip',
    detail: 'counts',
    createdAt: '2026-01-01T00:00:00.000Z',
  } as never)
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(join(scratch, shell), await completionScript(shell))
  const [lazy, fpath] = [join(scratch, 'data/bash-completion/completions'), join(scratch, 'fpath')]
  for (const directory of [lazy, fpath]) mkdirSync(directory, { recursive: true })
  copyFileSync(join(scratch, 'bash'), join(lazy, 'wakelore'))
  copyFileSync(join(scratch, 'zsh'), join(fpath, '_wakelore'))
})
after(() => {
  repository[Symbol.dispose]()
  rmSync(scratch, { recursive: true, force: true })
})

type Surroundings = Readonly<Record<string, string>>

/** What a shell offers after each of the lines: sorted, each once, directories without their slash. */
const OFFERED: Readonly<
  Record<Shell, (lines: readonly string[], more?: Surroundings) => Promise<string[][]>>
> = { bash: offeredInBash, zsh: offeredInZsh, fish: offeredInFish }

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  test(`${shell} offers every command, and of each the options that it has`, async (t) => {
    if (isMissing(shell, t)) return
    const asked = ['wakelore ', ...commands.map(({ name }) => `wakelore ${name} --`)]
    const [names, ...options] = await OFFERED[shell](asked)
    assert.deepEqual(names, [...commands.map(({ name }) => name), 'help'].sort())
    for (const [at, command] of commands.entries()) {
      assert.deepEqual(options[at], await optionsOf(command), command.name)
    }
  })

  test(`${shell} offers what a value can be`, async (t) => {
    if (isMissing(shell, t)) return
    const branches = ['main', 'topic/one', 'topic/two', ...HOSTILE_BRANCHES].sort()
    const known = KNOWN_PATHS.filter((path) => !path.includes('"'))
    const expected: Record<string, readonly string[]> = {
      'wakelore env --shell ': ['fish', 'powershell', 'sh'],
      'wakelore next x --branch ': branches,
      'wakelore next --branch topic/': ['topic/one', 'topic/two'],
      [`wakelore --repo ${repository.path} next --branch topic/t`]: ['topic/two'],
      [`wakelore next --repo=${repository.path}/sub-directory --branch topic/t`]: ['topic/two'],
      'wakelore --repo /nowhere next --branch ': [],
      'wakelore keys ': ['add', 'list', 'recover', 'remove'],
      'wakelore keys add k': ['key-file'],
      'wakelore keys add key-file ':
        shell === 'fish' ? [] : ['--help', '--json', '--repo', ...(shell === 'zsh' ? ['-h'] : [])],
      'wakelore help keys': ['keys'],
      'wakelore export --to ': ['backend'],
      'wakelore show ': ['3c61e097', '3cd61a77', '9d59409a'],
      'wakelore show 3cd': ['3cd61a77'],
      'wakelore trace ': ['3cd61a77', '9d59409a'],
      'wakelore --repo /elsewhere trace ': [],
      'wakelore log --kind vcs.ref': ['vcs.ref.change', 'vcs.reflog.entry'],
      'wakelore run --results x --class ': ['build', 'other', 'test'],
      'wakelore run --quiet -- git --clas': [],
      'wakelore --repo ': [...known, 'sub-directory'].sort(),
    }
    const offered = await OFFERED[shell](Object.keys(expected))
    for (const [at, [line, values]] of Object.entries(expected).entries())
      assert.deepEqual(offered[at], values, line)
    assertUntouched()
  })
}

for (const shell of ['bash', 'bash with bash-completion', 'zsh', 'zsh with fpath', 'fish'] as const) {
  test(`${shell} means by a completed line what was completed, whatever it is called`, async (t) => {
    if (isMissing(shell, t)) return
    const lines = [
      ...HOSTILE_BRANCHES.map((name) => ({
        typed: `next --branch ${[...name][0]}`,
        words: ['next', '--branch', name],
      })),
      ...HOSTILE_BRANCHES.map((name) => ({
        typed: `next --branch=${[...name][0]}`,
        words: ['next', `--branch=${name}`],
      })),
      ...HOSTILE_FILES.map((name) => ({ typed: `next ${name[0]}`, words: ['next', name] })),
      ...HOSTILE_FILES.map((name) => ({
        typed: `run --results ${name[0]}`,
        words: ['run', '--results', name],
      })),
      ...(shell === 'fish'
        ? []
        : [
            { typed: "next --branch 'c", words: ['next', '--branch', HOSTILE_BRANCHES[2]!] },
            { typed: 'next --branch "d', words: ['next', '--branch', HOSTILE_BRANCHES[3]!] },
          ]),
      ...(shell.startsWith('zsh')
        ? []
        : [
            { typed: '--repo /known/tw', words: ['--repo', '/known/two words/'] },
            { typed: '--repo=/known/tw', words: ['--repo=/known/two words/'] },
            { typed: '--repo /known/\\$', words: ['--repo', '/known/$(touch pwned)/'] },
            { typed: '--repo /known/\\`', words: ['--repo', '/known/`touch pwned`/'] },
            { typed: '--repo sub', words: ['--repo', 'sub-directory/'] },
          ]),
      { typed: 'wai', words: ['waiting'] },
    ]
    const meant = shell === 'fish' ? meantInFish(lines) : await meantAtTerminal(shell, lines)
    for (const [at, { typed, words }] of lines.entries()) assert.deepEqual(meant[at], words, typed)
    assertUntouched()
  })
}

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  test(`${shell} has git list branches without running what the repository names, and without a trace`, async (t) => {
    if (isMissing(shell, t)) return
    const evil = makeScratchRepository()
    t.after(() => evil[Symbol.dispose]())
    evil.commit('first', { file: 'x' })
    const ran = join(evil.path, 'ran')
    const program = `touch ${ran}; false`
    for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.alternateRefsCommand'])
      evil.git('config', key, program)
    evil.git('config', 'pager.for-each-ref', program)
    evil.git('config', 'alias.for-each-ref', `!${program}`)
    const traces = join(evil.path, 'traces')
    mkdirSync(traces)
    const traced = join(evil.path, 'traced')
    writeFileSync(traced, `[trace2]\n\teventTarget = ${traces}\n`)
    const line = `wakelore --repo ${evil.path} next --branch `
    assert.deepEqual(await OFFERED[shell]([line], { GIT_CONFIG_GLOBAL: traced }), [['main']])
    assert.equal(existsSync(ran), false)
    assert.deepEqual(readdirSync(traces), [])
  })
}

/** The flags that an operation's own input says it has. */
async function optionsOf(command: (typeof commands)[number]): Promise<string[]> {
  const inputs = new Set<string>()
  for (const name of [command.operation, command.instead?.operation]) {
    if (name === undefined) continue
    for (const input of Object.keys((await loadOperation(name)).input.shape)) inputs.add(input)
  }
  for (const input of command.positionals) inputs.delete(input)
  for (const input of ['repo', 'json', 'help']) inputs.add(input)
  if (command.lines !== undefined) inputs.add('jsonl')
  return [...inputs].map((input) => `--${kebab(input)}`).sort()
}

function isMissing(shell: string, t: TestContext): boolean {
  const [program] = shell.split(' ') as [string]
  const isThere =
    spawnSync(program, ['--version']).status === 0 &&
    (!shell.includes('bash-completion') || existsSync(BASH_COMPLETION)) &&
    spawnSync('script', ['--version']).status === 0
  if (!isThere) t.skip(`${shell} or script(1) is missing`)
  return !isThere
}

/** Nothing that a name holds was run. */
function assertUntouched(): void {
  const found = readdirSync(repository.path).filter(
    (name) => name.includes('pwned') && !HOSTILE_FILES.includes(name),
  )
  assert.deepEqual(found, [])
}

function inShell(program: string, args: readonly string[], script: string, more: Surroundings): string {
  return execFileSync(program, [...args, '-c', script], {
    cwd: repository.path,
    env: { ...environment, ...more },
    encoding: 'utf8',
    timeout: DEADLINE_MS,
  })
}

/** Answers stand behind each other with a byte 1 behind each, their values with a zero byte behind each. */
function answersOf(output: string): string[][] {
  return output.split('\u0001').slice(0, -1).map(sorted)
}

function sorted(output: string): string[] {
  return [
    ...new Set(
      output
        .split('\0')
        .slice(0, -1)
        .map((value) => value.replace(/\/$/, '')),
    ),
  ].sort()
}

/** bash itself reads what the function would insert. */
async function offeredInBash(lines: readonly string[], more: Surroundings = {}): Promise<string[][]> {
  const ask = `
    source ${join(scratch, 'bash')}
    ask() {
      COMP_LINE=$1 COMP_POINT=\${#1}
      read -ra COMP_WORDS <<<"$1"
      [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _wakelore
      for entry in "\${COMPREPLY[@]}"; do eval "printf '%s\\0' $entry"; done
      printf '\\1'
    }
    ${lines.map((line) => `ask ${shellQuoted(line)}`).join('\n')}`
  return answersOf(inShell('bash', ['--norc', '--noprofile'], ask, more))
}

async function offeredInFish(lines: readonly string[], more: Surroundings = {}): Promise<string[][]> {
  const ask = `
    source ${join(scratch, 'fish')}
    function ask
      for entry in (complete -C $argv[1])
        printf '%s\\0' (string split -f 1 \\t -- $entry)
      end
      printf '\\x01'
    end
    ${lines.map((line) => `ask ${fishQuoted(line)}`).join('\n')}`
  return answersOf(inShell('fish', ['--no-config'], ask, more))
}

/** What reaches zsh's own \`compadd\` when Tab is typed. */
async function offeredInZsh(lines: readonly string[], more: Surroundings = {}): Promise<string[][]> {
  const rc = `
    compadd() {
      if [[ \${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
        local -a hits
        builtin compadd -O hits "$@"
        ((#hits)) && printf '%s\\0' "\${hits[@]}" >>$OUT/hits
      fi
      builtin compadd "$@"
    }
    answer() { BUFFER=; [[ -e $OUT/hits ]] || : >$OUT/hits; mv $OUT/hits $OUT/$((++asked)) }
    zle -N answer
    bindkey '^X^A' answer`
  const keys = lines.map((line) => `${line}\t\u0018\u0001`)
  return (await typedAtTerminal('zsh', rc, keys, more)).map(sorted)
}

type Line = { readonly typed: string; readonly words: readonly string[] }

/** The words that a program gets of each line that was typed, completed and entered. */
async function meantAtTerminal(shell: string, lines: readonly Line[]): Promise<string[][]> {
  const stub = `wakelore() { printf '%s\\0' "$@" >"$OUT/new"; mv "$OUT/new" "$OUT/$((++asked))"; }`
  const written = await typedAtTerminal(
    shell,
    stub,
    lines.map(({ typed }) => `wakelore ${typed}\t\r`),
  )
  return written.map((words) => words.split('\0').slice(0, -1))
}

/** The same of what fish would insert; it is asked, since it would ask a terminal what it can. */
function meantInFish(lines: readonly Line[]): string[][] {
  const ask = `
    source ${join(scratch, 'fish')}
    function stub
      printf '%s\\0' $argv
      printf '\\x01'
    end
    ${lines
      .map(({ typed }) => {
        const before = typed.slice(0, typed.lastIndexOf(' ') + 1)
        return `eval 'stub ${before}'(complete -C --escape ${fishQuoted(`wakelore ${typed}`)} | string split -f 1 \\t)`
      })
      .join('\n')}`
  return inShell('fish', ['--no-config'], ask, {})
    .split('\u0001')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1))
}

/** How each comes to know the script: evaluated, or where its completions lie. */
const BEGINNINGS: Readonly<Record<string, (directory: string) => readonly string[]>> = {
  bash: (directory) => [`source ${join(directory, 'bash')}`],
  'bash with bash-completion': () => [`source ${BASH_COMPLETION}`],
  zsh: (directory) => ['autoload -U compinit', 'compinit -D -u', `source ${join(directory, 'zsh')}`],
  'zsh with fpath': (directory) => [
    `fpath=(${join(directory, 'fpath')} $fpath)`,
    'autoload -U compinit',
    'compinit -D -u',
  ],
}

/**
 * Types at a shell's prompt in a terminal; the next keys when the answer to those before lies in
 * the file of that number, in \`$OUT\`.
 */
async function typedAtTerminal(
  shell: string,
  rc: string,
  typed: readonly string[],
  more: Surroundings = {},
): Promise<string[]> {
  const out = mkdtempSync(join(scratch, 'out-'))
  const lines = [...BEGINNINGS[shell]!(scratch), rc, ': >"$OUT/0"']
  writeFileSync(join(out, '.zshrc'), `${lines.join('\n')}\n`)
  const command = shell.startsWith('zsh')
    ? 'stty rows 200 columns 200; exec zsh -d -i'
    : `exec bash --noprofile --rcfile ${join(out, '.zshrc')} -i`
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: repository.path,
    env: { ...environment, ...more, ZDOTDIR: out, OUT: out, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let shown = ''
  child.stdout.on('data', (text) => (shown += String(text)))
  const deadlineMs = Date.now() + DEADLINE_MS
  const answer = async (at: number): Promise<string> => {
    const path = join(out, String(at))
    while (!existsSync(path)) {
      assert.ok(
        Date.now() < deadlineMs,
        `${shell} answers nothing to ${JSON.stringify(typed[at - 1])}: ${shown}`,
      )
      await delay(2)
    }
    return readFileSync(path, 'utf8')
  }
  try {
    await answer(0)
    const answers: string[] = []
    for (const [at, keys] of typed.entries()) {
      child.stdin.write(keys)
      answers.push(await answer(at + 1))
    }
    return answers
  } finally {
    child.kill('SIGKILL')
  }
}

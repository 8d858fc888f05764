/**
 * Words planted where nothing may be taken from, searched afterwards in everything that
 * wakelore kept: each event, each cell of the graph, each byte of its files.
 *
 * Repositories that aren't captured are full of them; captured ones have them where their
 * detail level ends. git runs in all of them and across. A word that may be stored proves
 * that the search finds what is there.
 */
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '@wakelore/kernel/clock'
import { openDatabase } from '@wakelore/knowledge/graph/database'
import { openKeyring } from '@wakelore/vault/keyring'
import { deriveKey } from '@wakelore/vault/seal'
import { makeHome, type Home } from './cli.ts'

/** Of nothing in these repositories may a trace be left. */
const OUTSIDE_WORDS = words('outside', [
  'directory',
  'file',
  'branch',
  'tag',
  'remote',
  'url',
  'worktree',
  'message',
  'argument',
  'alias',
  'config',
  'author',
  'environment',
  'program',
  'error',
  'submodule',
  'bare',
])
/** Free text, which only `full` keeps. */
const TEXT_WORDS = words('text', [
  'message',
  'stash',
  'note',
  'tag',
  'argument',
  'config',
  'error',
  'pager',
  'reflog',
  'revision',
])
/** Names, which `counts` doesn't keep either. */
const NAME_WORDS = words('name', [
  'file',
  'branch',
  'tag',
  'remote',
  'alias',
  'worktree',
  'program',
  'stashed',
])
/** What told no repository waits for its family to tell it; and what moved refs, for its second to be over. */
const SETTLED_MS = 5500
const ALLOWED = 'plantedallowedargument'

type Words<Name extends string> = Readonly<Record<Name, string>>

function words<const Names extends readonly string[]>(where: string, names: Names): Words<Names[number]> {
  return Object.fromEntries(names.map((name) => [name, `planted${where}${name}`])) as Words<Names[number]>
}

type Ground = Disposable & {
  readonly home: Home
  readonly environment: NodeJS.ProcessEnv
  /** Runs a line in a shell in that directory, below the ground's. Whether it succeeds is no matter. */
  readonly run: (directory: string, line: string, environment?: NodeJS.ProcessEnv) => void
  readonly wakelore: (...args: string[]) => Promise<string>
  readonly path: (directory: string) => string
}

function makeGround(): Ground {
  const home = makeHome()
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-planted-')))
  const globalConfig = join(home.path, '.gitconfig')
  writeFileSync(
    globalConfig,
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n',
  )
  const environment: NodeJS.ProcessEnv = {
    ...home.environment,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: globalConfig,
    GIT_TERMINAL_PROMPT: '0',
    GIT_EDITOR: 'true',
  }
  const path: Ground['path'] = (directory) => join(root, directory)
  return {
    home,
    environment,
    path,
    run: (directory, line, more = {}) => {
      try {
        execFileSync('sh', ['-c', line], {
          cwd: path(directory),
          env: { ...environment, ...more },
          stdio: 'pipe',
          timeout: 30_000,
        })
      } catch (error) {
        // Some lines fail, so that git complains; a line that hangs is a failure of the test.
        if ((error as { signal?: string }).signal) throw error
      }
    },
    wakelore: async (...args) => {
      const { status, stdout, stderr } = await home.run(args, { environment })
      assert.equal(status, 0, `wakelore ${args.join(' ')}: ${stderr}`)
      return stdout
    },
    [Symbol.dispose]: () => {
      rmSync(root, { recursive: true, force: true })
      home[Symbol.dispose]()
    },
  }
}

/** What is planted before capture begins. */
function makeRepositories(ground: Ground): void {
  const { run, path } = ground
  const untraced = { GIT_TRACE2_EVENT: '0' }
  const at = (directory: string, ...lines: string[]): void => {
    mkdirSync(path(directory), { recursive: true })
    for (const line of lines) run(directory, line, untraced)
  }
  const outside = outsideDirectory()
  at(
    outside,
    'git init -q',
    `echo ${OUTSIDE_WORDS.file} > ${OUTSIDE_WORDS.file}.txt`,
    'git add --all',
    `git commit -q -m ${OUTSIDE_WORDS.message}`,
    `git config alias.${OUTSIDE_WORDS.alias} "log --grep=${OUTSIDE_WORDS.config}"`,
    `git remote add ${OUTSIDE_WORDS.remote} file:///nowhere/${OUTSIDE_WORDS.url}.git`,
  )
  hook(ground, outside, 'pre-commit', `git log --format=%H -1 --grep=${OUTSIDE_WORDS.argument} # hook`)
  at('bare', 'git init -q --bare remote.git')
  hook(
    ground,
    'bare/remote.git',
    'post-receive',
    `git log --grep=${OUTSIDE_WORDS.bare}; git rev-parse --verify ${OUTSIDE_WORDS.branch}; git -c alias.${OUTSIDE_WORDS.alias}="log -1" ${OUTSIDE_WORDS.alias}`,
  )
  for (const captured of ['full', 'names', 'counts']) {
    at(captured, 'git init -q', 'echo 1 > first.txt', 'git add --all', 'git commit -q -m First')
    at(captured, 'git remote add origin ../bare/remote.git')
  }
}

function outsideDirectory(): string {
  return `elsewhere/${OUTSIDE_WORDS.directory}`
}

function hook(ground: Ground, directory: string, name: string, line: string): void {
  const hooks = directory.endsWith('.git') ? 'hooks' : '.git/hooks'
  writeFileSync(join(ground.path(directory), hooks, name), `#!/bin/sh\n${line}\nexit 0\n`, { mode: 0o755 })
}

/** git where nothing is captured. */
function workOutside({ run }: Ground): void {
  const outside = outsideDirectory()
  const word = OUTSIDE_WORDS
  for (const line of [
    'git status',
    `git switch -q -c ${word.branch}`,
    `echo more >> ${word.file}.txt; git commit -q -am ${word.message}-again`,
    `git -c user.name=${word.author} commit -q --allow-empty -m ${word.message}`,
    `git ${word.alias}`,
    `git -c alias.${word.alias}-here="!echo ${word.program}" ${word.alias}-here`,
    `git tag -a -m ${word.message} ${word.tag}`,
    `git worktree add -q ../${word.worktree}`,
    `git -C ../${word.worktree} commit -q --allow-empty -m ${word.message}-there`,
    `git fetch -q ${word.remote}`,
    `git log ${word.error}`,
    `git checkout -q ${word.error}`,
    `GIT_REFLOG_ACTION=${word.environment} git reset -q --hard HEAD`,
    `GIT_AUTHOR_NAME=${word.author} git commit -q --allow-empty --amend -m ${word.message}-amended`,
    `git stash push -q -m ${word.message}; git stash list`,
    `git clone -q . ../${word.directory}-clone`,
    `git init -q ../${word.directory}-new`,
    `git ${word.program}`,
    `git rebase -q main ${word.branch}`,
    'sleep 0.1; git rev-parse HEAD',
    `cd .git && git log --grep=${word.argument}`,
  ]) {
    run(outside, line, { PLANTED: word.environment, GIT_PAGER: `cat; : ${word.program}` })
  }
  run('.', `git ls-remote ${outside}`)
  run('elsewhere', `git -C ${word.directory} status; git --git-dir ${word.directory}/.git log -1`)
  run('.', `git --version; git ${word.program}; git help -a`)
}

/** A captured repository's commands that lead into others, and the other way round. */
function workAcross(ground: Ground): void {
  const { run, path } = ground
  const word = OUTSIDE_WORDS
  const outside = path(outsideDirectory())
  const leave = 'unset GIT_DIR GIT_INDEX_FILE GIT_PREFIX GIT_WORK_TREE; cd "$OUT" &&'
  for (const captured of ['full', 'names', 'counts']) {
    hook(
      ground,
      captured,
      'pre-commit',
      `${leave} git log --grep=${word.argument} && git commit -q --allow-empty -m ${word.message} && git checkout ${word.error}`,
    )
    hook(ground, captured, 'post-checkout', `(${leave} git -C "$OUT" status; git ${word.alias})`)
    const environment = { OUT: outside }
    run(captured, 'git commit -q --allow-empty -m Across', environment)
    run(captured, 'git checkout -q -b beside', environment)
    run(captured, 'git checkout -q -', environment)
    run(captured, 'git push -q origin main', environment)
    run(captured, 'git -c fetch.prune=false fetch -q origin', environment)
    run(captured, `git -C ${outside} log --grep=${word.argument}`)
    run(captured, `git --git-dir=${outside}/.git --work-tree=${outside} status`)
    run(captured, `sh -c 'cd ${outside} && git ${word.alias}'`)
    rmSync(join(path(captured), '.git/hooks/pre-commit'))
    rmSync(join(path(captured), '.git/hooks/post-checkout'))
  }
  // A submodule is a repository of its own, and isn't captured.
  run(
    '.',
    `git init -q library/${word.submodule}; cd library/${word.submodule} && git commit -q --allow-empty -m ${word.submodule}`,
  )
  writeFileSync(
    join(path('full'), '.gitmodules'),
    '[submodule "part"]\n\tpath = part\n\turl = ./no-such-place\n',
  )
  run('full', 'git submodule add -q --force -- ../no-such-place part')
  run('full', `cp -r ../library/${word.submodule} part && git add part && git commit -q -m Part`)
  run(
    'full/part',
    `git commit -q --allow-empty -m ${word.submodule}; git branch ${word.branch}; git log --grep=${word.argument}`,
  )
  run('full', 'git submodule foreach --quiet "git log --oneline -1"; git status; git diff --submodule')
  // Another repository's command that calls git in a captured one.
  hook(
    ground,
    outsideDirectory(),
    'post-commit',
    `cd ${path('full')} && unset GIT_DIR GIT_INDEX_FILE && git status --short`,
  )
  run(outsideDirectory(), `git commit -q --allow-empty -m ${word.message}-outward`)
}

/** git in captured repositories, where words go beyond the detail level. */
function workWithin({ run }: Ground): void {
  const [text, name] = [TEXT_WORDS, NAME_WORDS]
  for (const captured of ['names', 'counts']) {
    for (const line of [
      `git -c day.note=${text.config} status`,
      `git switch -q -c ${name.branch}`,
      `echo 1 > ${name.file}.txt; git add ${name.file}.txt; git commit -q -m ${text.message}`,
      `echo 2 > ${name.file}.txt; git stash push -q -m ${text.stash}; git stash pop -q`,
      `git commit -q -a --amend -m ${text.message}-amended`,
      `git tag -a -m ${text.tag} ${name.tag}`,
      `git notes add -m ${text.note} HEAD`,
      `git log --grep=${text.argument}`,
      `git log ${text.revision}..HEAD`,
      `git checkout -q ${text.error}`,
      `git remote add ${name.remote} file:///nowhere/${name.remote}.git; git fetch -q ${name.remote}`,
      `git -c alias.${name.alias}="log -1" ${name.alias}`,
      `git -c alias.${name.alias}="!true ${text.argument}" ${name.alias}`,
      `git worktree add -q ../${name.worktree}-${captured}; git worktree remove ../${name.worktree}-${captured}`,
      `GIT_REFLOG_ACTION=${text.reflog} git reset -q --hard HEAD`,
      `git -c core.editor=": ${name.program}" commit -q --allow-empty --amend`,
      `script -qec "git -p log -1" /dev/null`,
      `git bisect start HEAD HEAD~1; git bisect run ${name.program}; git bisect reset`,
      'git switch -q main; git rebase -q main',
    ]) {
      run(captured, line, { GIT_PAGER: `cat; : ${text.pager}` })
    }
  }
  run('full', `git log --grep=${ALLOWED}`)
}

type Found = { readonly where: string; readonly text: string }

/** Everything that is kept, decrypted where it is sealed. */
async function everythingKept({ home, wakelore, environment }: Ground): Promise<Found[]> {
  const found: Found[] = []
  for (const line of (await wakelore('export')).split('\n').filter(Boolean)) {
    found.push({ where: 'log', text: line })
  }
  const { dataKey } = await openKeyring({
    directory: home.configDir,
    storeExists: true,
    clock: systemClock,
    environment,
  })
  const graph = openDatabase(join(home.dataDir, 'graph.db'), deriveKey(dataKey, 'graph'))
  try {
    const tables = graph.prepare<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    for (const [table] of tables) {
      const rows = graph.prepare<(string | number | Buffer | null)[]>(`SELECT * FROM "${table}"`).all()
      for (const row of rows) {
        const cells = row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : String(cell)))
        found.push({ where: `graph table ${table}`, text: cells.join('\0') })
      }
    }
  } finally {
    graph.close()
  }
  for (const directory of ['data', 'config', 'cache']) {
    for (const entry of readdirSync(join(home.path, directory), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name)
      const where = `file ${relative(home.path, file)}`
      found.push({ where, text: where })
      if (entry.isFile()) found.push({ where, text: readFileSync(file, 'latin1') })
    }
  }
  return found
}

/** One line per word and place, with what surrounds it. */
function wordsIn(kept: readonly Found[], wanted: readonly string[]): string[] {
  return kept.flatMap(({ where, text }) =>
    wanted
      .filter((word) => text.includes(word))
      .map((word) => `${word} in ${where}: ${surroundings(text, word)}`),
  )
}

function surroundings(text: string, word: string): string {
  const at = text.indexOf(word)
  const kind = /"kind":"([^"]*)"/.exec(text)?.[1] ?? ''
  return `${kind} …${text.slice(Math.max(0, at - 80), at + word.length + 40)}…`
}

/** Of events of one repository. */
function eventsOf(kept: readonly Found[], repository: string): Found[] {
  return kept.filter(({ where, text }) => where === 'log' && text.includes(`"repository":"${repository}"`))
}

/** Runs all of it, and hands over what was kept. */
async function plantAndRead(isBesideDaemon: boolean): Promise<void> {
  using ground = makeGround()
  const { wakelore, path, home } = ground
  makeRepositories(ground)
  const ids: Record<string, string> = {}
  let spool = ''
  for (const detail of ['full', 'names', 'counts']) {
    const plan = JSON.parse(
      await wakelore('on', '--repo', path(detail), '--detail', detail, '--yes', '--json'),
    ) as { repository: { id: string }; spool: string; done: boolean }
    assert.ok(plan.done)
    ids[detail] = plan.repository.id
    spool = plan.spool
  }
  try {
    await wakelore(isBesideDaemon ? 'up' : 'down')
    workOutside(ground)
    workAcross(ground)
    workWithin(ground)
    await delay(SETTLED_MS)
    for (const detail of ['full', 'names', 'counts']) await wakelore('log', '--repo', path(detail))
    await wakelore('status', '--json')
    await wakelore('down')
    const kept = await everythingKept(ground)
    const outsideWords = Object.values(OUTSIDE_WORDS)
    const textWords = Object.values(TEXT_WORDS)
    const nameWords = Object.values(NAME_WORDS)
    const stored = kept
      .filter(({ where }) => where === 'log')
      .map(({ text }) => JSON.parse(text) as { kind: string; repository: string })
    for (const detail of ['full', 'names', 'counts']) {
      const commands = stored.filter(
        ({ kind, repository }) => kind === 'git.command' && repository === ids[detail],
      )
      assert.ok(commands.length >= 10, `${detail}: ${commands.length} commands`)
    }
    assert.notDeepEqual(
      wordsIn(eventsOf(kept, ids['full']!), [ALLOWED]),
      [],
      'the search finds nothing at all',
    )
    assert.deepEqual(
      [
        ...wordsIn(kept, outsideWords),
        ...wordsIn(kept, textWords),
        ...wordsIn(eventsOf(kept, ids['counts']!), nameWords),
      ],
      [],
    )
    assert.deepEqual(readdirSync(spool), [])
  } finally {
    await home.run(['off'], { environment: ground.environment })
    await home.run(['down'], { environment: ground.environment })
  }
}

test('beside a daemon nothing is kept of repositories that are not captured, nor beyond the detail level', () =>
  plantAndRead(true))

test('without a daemon nothing is kept of repositories that are not captured, nor beyond the detail level', () =>
  plantAndRead(false))

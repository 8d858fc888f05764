import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFault } from '@wakelore/kernel/fault'
import { OWN_REPOSITORY, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { capSpool, readGitTrace2, readSpool, spanIdOf, traceIdOf } from './git-trace2.ts'
import { CAPTURED, makeTracedGit, type TracedGit } from './git-trace2/traced-git.fixture.ts'

const names = (events: readonly DevelopmentEvent[]): unknown[] =>
  events.map((event) => event.attributes['vcs.operation.name'])
const named = (events: readonly DevelopmentEvent[], name: string): DevelopmentEvent =>
  events.find((event) => event.attributes['vcs.operation.name'] === name)!
const componentOf = (event: DevelopmentEvent): string => event.key.slice('command/'.length)

/** Each command with its parent's, as `child < parent`; several of a kind once. */
const tree = (events: readonly DevelopmentEvent[]): string[] => {
  const bySpan = new Map(events.map((event) => [event.spanId, event]))
  const lines = events.map((event) => {
    const parent = event.parentSpanId === undefined ? undefined : bySpan.get(event.parentSpanId)
    const name = String(event.attributes['vcs.operation.name'])
    return parent === undefined ? name : `${name} < ${String(parent.attributes['vcs.operation.name'])}`
  })
  return [...new Set(lines)].sort()
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await isSo()) return
    await sleep(20)
  }
  assert.fail('waited for 10 seconds')
}

function commitOnce(traced: TracedGit): void {
  traced.write('file', 'text\n')
  traced.git(['add', 'file'])
  traced.git(['commit', '--quiet', '-m', 'First'])
}

test('a commit is told with its hook, and the git in its hook as a span beneath it', async () => {
  using traced = makeTracedGit()
  traced.hook('pre-commit', 'git rev-parse --verify HEAD >/dev/null 2>&1; exit 0')
  traced.write('file', 'text\n')
  traced.git(['add', 'file'])
  traced.forget()
  traced.git(['commit', '--quiet', '-m', 'First'])
  const { events, faults, outside } = await traced.read()
  assert.deepEqual([faults, outside, traced.traces()], [{}, 0, []])
  assert.deepEqual(tree(events), ['commit', 'maintenance < commit', 'rev-parse < commit'])

  const commit = named(events, 'commit')
  assert.equal(commit.kind, 'git.command')
  assert.equal(commit.source, 'git-trace2')
  assert.equal(commit.repository, CAPTURED)
  assert.equal(commit.spanId, spanIdOf(componentOf(commit)))
  assert.equal(commit.traceId, traceIdOf(componentOf(commit)))
  assert.equal(commit.parentSpanId, undefined)
  assert.deepEqual(new Set(events.map((event) => event.traceId)), new Set([commit.traceId]))
  const { attributes } = commit
  assert.deepEqual(attributes['process.command_args'], ['git', 'commit', '--quiet', '-m', 'First'])
  assert.equal(attributes['process.exit.code'], 0)
  assert.equal(attributes['error.type'], undefined)
  assert(Number(attributes['process.duration_us']) > 0)
  assert.equal(traced.git(['--version']).includes(String(attributes['git.version'])), true)
  assert.deepEqual(attributes['git.child.class'], ['hook', '?'])
  assert.deepEqual(attributes['git.child.name'], ['pre-commit', 'git'])
  assert.deepEqual(attributes['git.child.command'], ['.git/hooks/pre-commit', ''])
  assert.deepEqual(attributes['git.child.exit_code'], [0, 0])
  const starts = attributes['git.child.start_us'] as number[]
  const durations = attributes['git.child.duration_us'] as number[]
  assert(starts[0]! > 0 && starts[1]! >= starts[0]! + durations[0]!)
  assert(starts[1]! + durations[1]! <= Number(attributes['process.duration_us']))

  const failed = named(events, 'rev-parse')
  assert.equal(failed.attributes['process.exit.code'], 128)
  assert.equal(failed.attributes['error.type'], 'exit_128')
  assert.equal(failed.attributes['error.message'], 'Needed a single revision')
  assert.equal(failed.attributes['process.ancestors'], undefined)
})

test('an alias is what it expands to, in the repository of the git beneath it', async () => {
  using traced = makeTracedGit()
  traced.git(['st2'])
  const { events, outside } = await traced.read()
  assert.equal(outside, 0)
  assert.deepEqual(tree(events), ['status', 'status < status'])
  assert.equal(events[0]!.attributes['git.command.alias'], 'st2')
  assert.equal(events[1]!.attributes['git.command.alias'], undefined)
  // git looked for a program of that name twice: those are no children.
  assert.deepEqual(events[0]!.attributes['git.child.class'], ['git_alias'])
})

test('an alias that runs a shell is a span above what it runs', async () => {
  using traced = makeTracedGit()
  traced.write('file', 'text\n')
  traced.git(['save'])
  const { events } = await traced.read()
  assert.deepEqual(tree(events), ['add < alias', 'alias', 'commit < alias', 'maintenance < commit'])
  const { attributes } = named(events, 'alias')
  assert.equal(attributes['git.command.alias'], 'save')
  assert.deepEqual(attributes['git.child.name'], ['git'])
  assert.deepEqual(attributes['git.child.command'], ['git add --all && git commit --quiet -m saved'])
})

test("a command that isn't git's own is external, by the word that was typed", async () => {
  using traced = makeTracedGit()
  const bin = join(traced.home, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'git-hello'), '#!/bin/sh\ngit status\ngit --exec-path\n')
  chmodSync(join(bin, 'git-hello'), 0o755)
  traced.git(['hello', 'world'], { env: { PATH: `${bin}:${process.env.PATH}` } })
  const { events } = await traced.read()
  assert.deepEqual(tree(events), ['external', 'query < external', 'status < external'])
  const { attributes } = named(events, 'external')
  assert.equal(attributes['git.command.alias'], 'hello')
  assert.deepEqual(attributes['git.child.command'], ['git-hello world'])
})

test("git's own scripts are told by their names", async () => {
  using traced = makeTracedGit()
  traced.git(['submodule', 'status'])
  const { events } = await traced.read()
  assert(tree(events).includes('submodule--helper < submodule'))
  assert.equal(named(events, 'submodule').attributes['git.command.alias'], undefined)
})

test('a rebase is one tree, each process in it told once', async () => {
  using traced = makeTracedGit()
  for (const name of ['a', 'b', 'c']) {
    traced.write(name, `${name}\n`)
    traced.git(['add', name])
    traced.git(['commit', '--quiet', '-m', name])
  }
  traced.forget()
  traced.git(['rebase', '--quiet', '--force-rebase', '--exec', 'git diff --quiet', 'HEAD~2'])
  const files = traced.traces()
  const { events } = await traced.read()
  assert.equal(events.length, files.length)
  assert.deepEqual(
    tree(events).filter((line) => !line.endsWith(' < rebase')),
    ['rebase'],
  )
  assert(tree(events).includes('diff < rebase'))
  assert.deepEqual(
    [...events].map((event) => event.key).sort(),
    files.map((file) => `command/${file}`),
  )
  assert.equal(named(events, 'rebase').attributes['git.command.mode'], 'interactive-exec')
})

test('a push tells nothing of the other side, and what ran there if that is captured too', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  const bare = join(traced.home, 'bare.git')
  traced.git(['init', '--quiet', '--bare', bare], { cwd: traced.home })
  const hook = join(bare, 'hooks', 'post-receive')
  writeFileSync(hook, '#!/bin/sh\ngit log --grep=planted; git -c alias.planted="log -1" planted\n', {
    mode: 0o755,
  })
  traced.forget()
  traced.git(['push', '--quiet', bare, 'HEAD:refs/heads/main'])
  const { events } = await traced.read()
  assert.deepEqual(tree(events), ['pack-objects < push', 'push'])
  assert.equal(JSON.stringify([events, traced.families]).includes('planted'), false)
  const { attributes } = named(events, 'push')
  assert.deepEqual(attributes['git.child.class'], ['transport/file', '?'])
  assert.deepEqual(attributes['git.child.command'], ['', ''])

  traced.allowed.set(bare, undefined)
  traced.git(['push', '--quiet', bare, 'HEAD:refs/heads/other'])
  const lines = tree((await traced.read()).events)
  for (const line of ['push', 'receive-pack < push', 'log < receive-pack']) assert(lines.includes(line), line)
})

test('an alias in a hook that leads elsewhere is told of nowhere', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.hook('pre-commit', 'unset GIT_DIR GIT_INDEX_FILE; cd ../other && git st2 planted; cd - && git st2')
  traced.forget()
  traced.git(['commit', '--quiet', '--allow-empty', '-m', 'Second'])
  const { events } = await traced.read()
  assert.deepEqual(tree(events), ['commit', 'maintenance < commit', 'status < commit', 'status < status'])
  assert.equal(JSON.stringify([events, traced.families]).includes('planted'), false)
})

test('what runs on in the hook of a killed process is beneath it', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.hook('pre-commit', 'kill -KILL $PPID; sleep 0.05; git status >/dev/null; touch done')
  traced.forget()
  traced.git(['commit', '--quiet', '--allow-empty', '-m', 'Second'])
  await until(() => existsSync(join(traced.captured, 'done')))
  const { events } = await traced.read()
  assert.deepEqual(tree(events), ['commit', 'status < commit'])
})

test('a process that was killed is told without an exit status, and the git beneath it before', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.hook('pre-commit', 'git status >/dev/null; touch waiting; while [ -e waiting ]; do sleep 0.02; done')
  traced.forget()
  const commit = traced.start(['commit', '--quiet', '--allow-empty', '-m', 'Second'])
  await until(() => existsSync(join(traced.captured, 'waiting')))
  const early = await traced.read()
  assert.deepEqual(names(early.events), ['status'])
  const state = await readSpool(traced.spool)
  assert.deepEqual([state.files, state.running], [1, 1])
  assert.equal(state.oldestStartMs! <= early.events[0]!.occurredAt, true)
  assert.deepEqual((await traced.read()).events, [])

  commit.kill('SIGKILL')
  await once(commit, 'exit')
  rmSync(join(traced.captured, 'waiting'))
  const { events } = await traced.read()
  assert.deepEqual(names(events), ['commit'])
  const { attributes } = events[0]!
  assert.equal(attributes['error.type'], 'killed')
  assert.equal('process.exit.code' in attributes, false)
  assert(Number(attributes['process.duration_us']) > 0)
  assert.deepEqual(attributes['git.child.duration_us'], [-1])
  assert.equal(early.events[0]!.parentSpanId, events[0]!.spanId)
  assert.equal(early.events[0]!.traceId, events[0]!.traceId)
})

test('a process that a closed pipe ended tells the signal', async () => {
  using traced = makeTracedGit()
  traced.write('file', 'a line of text\n'.repeat(20_000))
  traced.git(['add', 'file'])
  traced.git(['commit', '--quiet', '-m', 'Large'])
  traced.forget()
  traced.shell('git log -p | head -c 1 >/dev/null')
  const { events } = await traced.read()
  assert.deepEqual(names(events), ['log'])
  assert.equal(events[0]!.attributes['error.type'], 'signal_13')
  assert.equal('process.exit.code' in events[0]!.attributes, false)
})

test('what gc does in the background stays beneath it', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.shell(
    'for i in $(seq 1 600); do echo $i > blob$i; done; ls blob* | git hash-object -w --stdin-paths >/dev/null',
  )
  traced.forget()
  traced.git(['-c', 'gc.auto=1', '-c', 'gc.autoDetach=true', 'gc', '--auto'])
  // Taken in at any moment: while it goes on behind the one that was asked, and after.
  const events: DevelopmentEvent[] = []
  await until(async () => {
    events.push(...(await traced.read()).events)
    return (
      events.length > 0 && traced.traces().length === 0 && !existsSync(join(traced.captured, '.git/gc.pid'))
    )
  })
  events.push(...(await traced.read()).events)
  const gc = named(events, 'gc')
  assert(names(events).includes('repack'))
  assert.deepEqual(
    events.filter((event) => event.attributes['git.parent.is_false'] === true),
    [],
  )
  assert.deepEqual(new Set(events.map((event) => event.traceId)), new Set([gc.traceId]))
  assert.equal(new Set(events.map((event) => event.key)).size, events.length)
})

test('brief mode tells the same, less exactly', async () => {
  const tell = async (isBrief: boolean): Promise<DevelopmentEvent[]> => {
    using traced = makeTracedGit({ isBrief })
    traced.hook('pre-commit', 'git status >/dev/null')
    commitOnce(traced)
    return [...(await traced.read()).events]
  }
  const [brief, full] = [await tell(true), await tell(false)]
  assert.deepEqual(tree(brief), tree(full))
  assert.deepEqual(names(brief), names(full))
  for (const name of ['git.child.class', 'git.child.name', 'git.child.exit_code', 'git.counter.name']) {
    assert.deepEqual(named(brief, 'commit').attributes[name], named(full, 'commit').attributes[name])
  }
  const { attributes } = named(brief, 'commit')
  const starts = attributes['git.child.start_us'] as number[]
  const durations = attributes['git.child.duration_us'] as number[]
  assert(starts[1]! >= starts[0]! + durations[0]!)
  assert(starts[1]! + durations[1]! <= Number(attributes['process.duration_us']))
  assert(Number(attributes['process.duration_us']) > durations[0]!)
})

test('a parent that had ended is a false one, known to have or not', async () => {
  using traced = makeTracedGit()
  traced.git(['status'])
  const [parent] = traced.traces()
  traced.git(['log'], { env: { GIT_TRACE2_PARENT_SID: parent } })
  const whole = (await traced.read()).events
  traced.git(['diff'], { env: { GIT_TRACE2_PARENT_SID: parent } })
  traced.git(['branch'], { env: { GIT_TRACE2_PARENT_SID: 'nonsense/of/somebody' } })
  const later = (await traced.read()).events
  for (const event of [named(whole, 'log'), named(later, 'diff'), named(later, 'branch')]) {
    assert.equal(event.attributes['git.parent.is_false'], true)
    assert.equal(event.parentSpanId, undefined)
    assert.equal(event.traceId, traceIdOf(componentOf(event)))
    assert(Array.isArray(event.attributes['process.ancestors']))
  }
  assert.equal(named(whole, 'status').attributes['git.parent.is_false'], undefined)
})

test('a parent that runs but has started nothing is a false one', async () => {
  using traced = makeTracedGit()
  const waiting = traced.start(['cat-file', '--batch'])
  await until(() => traced.traces().length === 1)
  // Its first lines come one by one.
  await until(() => readFileSync(join(traced.spool, traced.traces()[0]!), 'utf8').includes('cmd_name'))
  traced.git(['status'], { env: { GIT_TRACE2_PARENT_SID: traced.traces()[0] } })
  const { events } = await traced.read()
  assert.deepEqual(names(events), ['status'])
  assert.equal(events[0]!.attributes['git.parent.is_false'], true)
  waiting.stdin!.end()
  await once(waiting, 'close')
  assert.deepEqual(names((await traced.read()).events), ['cat-file'])
})

test('a W3C trace context that was carried in is the parent', async () => {
  using traced = makeTracedGit()
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  traced.hook('pre-commit', 'git status >/dev/null')
  traced.git(['commit', '--quiet', '--allow-empty', '-m', 'First'], {
    env: { GIT_TRACE2_PARENT_SID: `00-${traceId}-b7ad6b7169203331-01` },
  })
  const { events } = await traced.read()
  const commit = named(events, 'commit')
  assert.deepEqual([commit.traceId, commit.parentSpanId], [traceId, 'b7ad6b7169203331'])
  const status = named(events, 'status')
  assert.deepEqual([status.traceId, status.parentSpanId], [traceId, commit.spanId])
  assert.deepEqual(tree(events), ['commit', 'maintenance < commit', 'status < commit'])
  assert.equal(commit.attributes['git.parent.is_false'], undefined)
  assert.deepEqual(
    events.filter(({ attributes }) => attributes['git.parent.is_remote'] === true),
    [commit],
  )
})

test('the word that doctor sends through arrives, from whatever repository', async () => {
  using traced = makeTracedGit()
  const env = { GIT_TRACE2_PARENT_SID: 'wakelore-sentinel-8f14e45fceea167a' }
  traced.git(['status'], { cwd: traced.other, env })
  traced.git(['st'], { env })
  const { events, outside } = await traced.read()
  assert.deepEqual(
    events.map(({ kind, repository, attributes }) => [
      kind,
      repository,
      attributes['wakelore.capture.sentinel'],
      Object.keys(attributes).length,
    ]),
    Array.from({ length: 2 }, () => ['wakelore.capture.sentinel', OWN_REPOSITORY, '8f14e45fceea167a', 2]),
  )
  assert(events.every(({ attributes }) => Number(attributes['wakelore.capture.latency_us']) > 0))
  assert.deepEqual([outside, traced.traces()], [0, []])
})

test('what was done elsewhere leaves with its trace', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.forget()
  writeFileSync(join(traced.other, 'planted-in-a-file'), 'text\n')
  traced.git(['add', 'planted-in-a-file'], { cwd: traced.other })
  traced.git(['commit', '-m', 'planted-in-a-message'], { cwd: traced.other })
  traced.git(['st2'], { cwd: traced.other })
  traced.git(['ls-remote', 'planted-in-no-repository'], { cwd: traced.home })
  traced.git(['-c', 'alias.planted=!true', 'planted'], { cwd: traced.home })
  traced.git(['status'])
  const { events, outside } = await traced.read()
  assert.deepEqual(names(events), ['status'])
  assert.equal(outside, 7)
  // What started something, and tells no repository, waits a little for that.
  assert.equal(traced.traces().length, 1)
  const later = await traced.read({ clock: { nowMs: () => Date.now() + 6000 } })
  assert.deepEqual([later.events.length, later.outside, traced.traces()], [0, 1, []])
  assert.equal(JSON.stringify([events, traced.families]).includes('planted'), false)
})

test('of a family over two repositories each sees its own part', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  traced.hook('post-checkout', 'unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE; git -C "$PWD/../other" status')
  traced.forget()
  traced.git(['checkout', '--quiet', '-b', 'topic'])
  assert.deepEqual(names((await traced.read()).events), ['checkout'])

  traced.allowed.set(traced.other, undefined)
  traced.git(['checkout', '--quiet', '-b', 'topic2'])
  assert.deepEqual(tree((await traced.read()).events), ['checkout', 'status < checkout'])

  traced.allowed.delete(traced.captured)
  traced.git(['checkout', '--quiet', '-b', 'topic3'])
  const { events } = await traced.read()
  assert.deepEqual(names(events), ['status'])
  assert.equal(events[0]!.parentSpanId, undefined)
  assert.equal(events[0]!.attributes['git.parent.is_false'], undefined)
})

test('a linked worktree is named', async () => {
  using traced = makeTracedGit()
  commitOnce(traced)
  const linked = join(traced.home, 'linked')
  traced.git(['worktree', 'add', '--quiet', linked])
  traced.allowed.set(linked, 'linked')
  traced.forget()
  traced.git(['status'])
  traced.git(['status'], { cwd: linked })
  const { events } = await traced.read()
  assert.deepEqual(
    events.map((event) => event.worktree),
    [undefined, 'linked'],
  )
})

test('a bare repository is known by the command line alone', async () => {
  using traced = makeTracedGit()
  const bare = join(traced.home, 'bare.git')
  traced.git(['init', '--quiet', '--bare', bare], { cwd: traced.home })
  traced.allowed.set(bare, undefined)
  traced.forget()
  traced.git(['branch'], { cwd: bare })
  traced.git(['-C', bare, 'tag'], { cwd: traced.home })
  traced.git([`--git-dir=${bare}`, 'branch', '--list'], { cwd: traced.home })
  const { events, outside } = await traced.read()
  assert.deepEqual(names(events), ['tag', 'branch'])
  assert.equal(outside, 1)
})

test('a full spool is opened again once it was taken in, and the period is told', async () => {
  using traced = makeTracedGit({ maxFiles: 6 })
  for (let index = 0; index < 9; index++) traced.git(['status'])
  assert(traced.traces().includes('git-trace2-discard'))
  const full = await readSpool(traced.spool)
  assert(full.fullSinceMs! > full.oldestStartMs!)
  const before = await traced.read()
  assert.deepEqual(traced.traces(), ['git-trace2-discard'])

  const nowMs = Date.now()
  const [loss, ...rest] = await capSpool(traced.spool, { nowMs })
  assert.deepEqual(rest, [])
  assert.deepEqual(loss, { reason: 'spool_full', fromMs: full.fullSinceMs, untilMs: nowMs })
  assert.equal((await readSpool(traced.spool)).fullSinceMs, undefined)
  traced.git(['log'])
  const { events } = await traced.read()
  // The trace of whoever found it full is not lost.
  assert.deepEqual(names(events), ['status', 'log'])
  assert.equal(events[0]!.occurredAt, full.fullSinceMs)
  assert(before.events.length + 2 < 10)
  assert.deepEqual(await capSpool(traced.spool, { nowMs }), [])
})

test("what is no trace is removed unopened, and a link's target stays", async () => {
  using traced = makeTracedGit()
  const { spool } = traced
  const stamp = '20261125T144738.462200Z-H0a7c9cdf-P0000'
  const target = join(traced.home, 'target')
  writeFileSync(target, 'mine\n')
  symlinkSync(target, join(spool, `${stamp}0001`))
  mkdirSync(join(spool, `${stamp}0002`))
  mkdirSync(join(spool, 'kept'))
  writeFileSync(join(spool, 'kept', 'file'), '')
  execFileSync('mkfifo', [join(spool, `${stamp}0003`)])
  writeFileSync(join(spool, 'note.txt'), '')
  const server = createServer().listen(join(spool, `${stamp}0004`))
  await once(server, 'listening')
  traced.git(['status'])
  const { events, faults } = await traced.read()
  server.close()
  assert.deepEqual(names(events), ['status'])
  assert.deepEqual(faults, { foreign: 6 })
  assert.deepEqual(traced.traces(), ['kept'])
  assert.equal(readFileSync(target, 'utf8'), 'mine\n')
})

test('reading again before anything was removed tells the same', async () => {
  using traced = makeTracedGit()
  traced.hook('pre-commit', 'git status >/dev/null')
  commitOnce(traced)
  traced.git(['st2'])
  const readOnly = async (): Promise<DevelopmentEvent[]> => {
    const events: DevelopmentEvent[] = []
    for await (const batch of readGitTrace2({
      directory: traced.spool,
      clock: { nowMs: () => Date.now() },
      families: traced.families,
      repositoryAt: async (path) => (traced.allowed.has(path) ? { repository: CAPTURED } : undefined),
    }))
      events.push(...batch.events)
    return events.map((event) => ({ ...event, recordedAt: 0 }))
  }
  const first = await readOnly()
  assert.equal(first.length, traced.traces().length)
  assert.deepEqual(await readOnly(), first)
})

test("another host's trace without an end is left until it was quiet for ten minutes", async () => {
  using traced = makeTracedGit()
  traced.git(['status'])
  const [name] = traced.traces()
  const elsewhere = name!.replace(/H[0-9a-f]{8}/, 'H00000000')
  const lines = readFileSync(join(traced.spool, name!), 'utf8').split('\n').slice(0, 5).join('\n')
  writeFileSync(join(traced.spool, elsewhere), `${lines.replaceAll(name!, elsewhere)}\n`)
  assert.deepEqual(names((await traced.read()).events), ['status'])
  assert.deepEqual(traced.traces(), [elsewhere])
  const quietSince = Date.now() / 1000 - 601
  utimesSync(join(traced.spool, elsewhere), quietSince, quietSince)
  const { events } = await traced.read()
  assert.equal(events[0]!.attributes['error.type'], 'killed')
  assert.deepEqual(traced.traces(), [])
})

test('a process that ends while it is looked at was not killed', async () => {
  using traced = makeTracedGit()
  traced.git(['status'])
  const path = join(traced.spool, traced.traces()[0]!)
  const text = readFileSync(path, 'utf8')
  const endsFrom = text.indexOf('{"event":"exit"')
  writeFileSync(path, text.slice(0, endsFrom))
  const isRunning = (): boolean => {
    appendFileSync(path, text.slice(endsFrom))
    return false
  }
  const { events } = await traced.read({ isRunning })
  assert.equal(events[0]!.attributes['process.exit.code'], 0)
})

test('a trace that goes on for more than is read still tells how it ended', async () => {
  using traced = makeTracedGit()
  traced.git(['status'])
  const [name] = traced.traces()
  const path = join(traced.spool, name!)
  const lines = readFileSync(path, 'utf8').split('\n')
  const long = `${lines[0]!.slice(0, -1)},"padding":"${'x'.repeat(2_000_000)}"}\n`
  writeFileSync(path, lines.slice(0, 5).join('\n') + '\n')
  for (let count = 0; count < 34; count++) appendFileSync(path, long)
  appendFileSync(path, lines.slice(5).join('\n'))
  const { events, faults } = await traced.read()
  assert.equal(events[0]!.attributes['process.exit.code'], 0)
  assert.equal(events[0]!.attributes['git.trace.is_cut'], true)
  assert.equal(faults['too_large'], 1)
  assert(faults['long_line']! >= 33)
})

test("a file that tells of another process than its name doesn't join that one's family", async () => {
  using traced = makeTracedGit()
  traced.hook('pre-commit', 'git status >/dev/null')
  commitOnce(traced)
  const copied = traced.traces().find((name) => readFileSync(join(traced.spool, name), 'utf8').includes('/'))!
  copyFileSync(join(traced.spool, copied), join(traced.spool, copied.replace(/P[0-9a-f]{8}/, 'P0fffffff')))
  const { events, faults } = await traced.read()
  assert.equal(faults['misnamed'], 1)
  const copy = events.find((event) => event.key.endsWith('P0fffffff'))!
  assert.equal(copy.parentSpanId, undefined)
})

test('a trace that begins nowhere is given up and counted', async () => {
  using traced = makeTracedGit()
  writeFileSync(join(traced.spool, '20261125T144738.462200Z-H0a7c9cdf-P7ffffff1'), '')
  writeFileSync(join(traced.spool, '20261125T144738.462200Z-H0a7c9cdf-P7ffffff2'), 'not of git\n{"half":')
  const quietSince = Date.now() / 1000 - 601
  for (const name of traced.traces()) utimesSync(join(traced.spool, name), quietSince, quietSince)
  const { events, faults } = await traced.read()
  assert.deepEqual(events, [])
  assert.deepEqual(faults, { empty: 2, garbled_line: 1, torn: 1 })
  assert.deepEqual(traced.traces(), [])
})

test('thousands of traces come in batches, in order, families whole', async () => {
  using traced = makeTracedGit()
  traced.hook('pre-commit', 'git rev-parse HEAD >/dev/null 2>&1; exit 0')
  commitOnce(traced)
  const templates = traced
    .traces()
    .map((name) => [name, readFileSync(join(traced.spool, name), 'utf8')] as const)
  traced.forget()
  const rounds = 1200
  for (let round = 0; round < rounds; round++) {
    const pid = round.toString(16).padStart(8, '0')
    const renamed = (text: string): string =>
      text.replaceAll(/(?<=-P)[0-9a-f]{5}(?=[0-9a-f]{3})/g, pid.slice(3))
    for (const [name, text] of templates) writeFileSync(join(traced.spool, renamed(name)), renamed(text))
  }
  const { events, batches } = await traced.read({ isRunning: () => false })
  assert.equal(events.length, rounds * templates.length)
  assert(batches >= events.length / 256)
  assert.deepEqual(tree(events), ['add', 'commit', 'maintenance < commit', 'rev-parse < commit'])
  assert.equal(new Set(events.map((event) => event.traceId)).size, 2 * rounds)
  assert(events.every((event, index) => index === 0 || events[index - 1]!.occurredAt <= event.occurredAt))
})

test('a spool that is not there holds nothing, and one that is no directory is told', async () => {
  using traced = makeTracedGit()
  const read = async (directory: string): Promise<number> => (await traced.read({ directory })).batches
  assert.equal(await read(join(traced.home, 'nowhere')), 0)
  assert.deepEqual(await readSpool(join(traced.home, 'nowhere')), { files: 0, bytes: 0, running: 0 })
  writeFileSync(join(traced.home, 'file'), '')
  await assert.rejects(read(join(traced.home, 'file')), (error) => isFault(error, 'CAPTURE_SPOOL_UNREADABLE'))
})

test('an interrupted read stops between files', async () => {
  using traced = makeTracedGit()
  traced.git(['status'])
  const batches = readGitTrace2(
    {
      directory: traced.spool,
      clock: { nowMs: () => Date.now() },
      families: {},
      repositoryAt: async () => ({ repository: CAPTURED }),
    },
    { signal: AbortSignal.abort() },
  )
  await assert.rejects(batches.next(), { name: 'AbortError' })
  assert.equal(traced.traces().length, 1)
})

import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import { commandWindow, readGitRefs, type CommandWindow } from './git-refs.ts'
import { makeGitWork, wronglyTold, type GitWork } from './git-refs/git-work.fixture.ts'

const ofKind = (events: readonly DevelopmentEvent[], kind: string): DevelopmentEvent[] =>
  events.filter((event) => event.kind === kind)
const named = (events: readonly DevelopmentEvent[], name: string): DevelopmentEvent[] =>
  events.filter((event) => event.attributes['vcs.operation.name'] === name)
const branchesOf = (events: readonly DevelopmentEvent[]): (string | undefined)[] =>
  events.map((event) => event.branch)
const revisionOf = (event: DevelopmentEvent): unknown => event.attributes['vcs.ref.head.revision']

/** What was done in process: who, with which ref, from which worktree and branch. */
const movements = (events: readonly DevelopmentEvent[]): string[] =>
  ofKind(events, 'vcs.operation')
    .map(({ attributes, worktree, branch }) =>
      [attributes['vcs.operation.name'], attributes['vcs.ref.head.name'], worktree ?? '', branch ?? ''].join(
        ' ',
      ),
    )
    .sort()

/** Each as `subject > subject, type by evidence`. */
const rewrites = (work: GitWork, events: readonly DevelopmentEvent[]): string[] =>
  ofKind(events, 'vcs.rewrite')
    .map(({ attributes }) => {
      const subject = (name: string): string =>
        work.untraced(['log', '-1', '--format=%s', String(attributes[name])])
      const sides = `${subject('vcs.ref.base.revision')} > ${subject('vcs.ref.head.revision')}`
      return `${sides}, ${String(attributes['vcs.rewrite.type'])} by ${String(attributes['vcs.rewrite.evidence'])}`
    })
    .sort()

/** A commit of the tree and parents of another, with a message or headers of its own. */
function commitLike(work: GitWork, revision: string, message: string, header = ''): string {
  const tree = work.untraced(['rev-parse', `${revision}^{tree}`])
  const parent = work.untraced(['rev-parse', `${revision}^`])
  const who = `Ada Traced <ada@example.org> ${1_700_000_000 + message.length} +0000`
  const content = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n${header}\n${message}\n`
  const file = join(work.traced.home, 'commit')
  writeFileSync(file, content)
  return work.untraced(['hash-object', '-t', 'commit', '-w', file])
}

test('a command has the branch that it began on, and where it left HEAD if it moved it', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  const second = work.commit('Second', { a: '1\n' })
  work.step(['checkout', '--quiet', '--detach', 'main'])
  work.step(['status'])
  const { commands } = await work.read()
  const [switched, detached] = named(commands, 'checkout')
  assert.deepEqual([switched!.branch, revisionOf(switched!)], ['main', root])
  assert.deepEqual([detached!.branch, revisionOf(detached!)], ['topic', root])
  assert.deepEqual(named(commands, 'commit').map(revisionOf), [root, second])
  assert.deepEqual(named(commands, 'add').map(revisionOf), [undefined, undefined])
  assert.equal(named(commands, 'status')[0]!.branch, undefined)
  assert.deepEqual(wronglyTold(work, commands, { isStrict: true }), [])
})

test('what git starts is under the command that was typed, and has the branch of its own moment', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.traced.hook('post-checkout', 'git rev-parse HEAD >/dev/null')
  work.traced.hook('pre-commit', 'git ls-files >/dev/null')
  work.step(['back'])
  const saved = work.commit('Saved', { a: '1\n' })
  const { commands } = await work.read()
  const [alias] = named(commands, 'alias')
  assert.deepEqual([alias!.branch, revisionOf(alias!)], ['topic', root])
  const beneath = commands.filter((event) => event.parentSpanId !== undefined)
  assert.equal(named(beneath, 'checkout')[0]!.branch, 'topic')
  assert.deepEqual(branchesOf(named(beneath, 'rev-parse')), ['main'])
  assert.deepEqual(branchesOf(named(beneath, 'status')), ['main'])
  assert.deepEqual(branchesOf(named(beneath, 'ls-files')), ['main'])
  assert.equal(revisionOf(named(commands, 'commit').at(-1)!), saved)
})

test('a commit that a hook makes in another worktree is that worktree’s', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.addWorktree('side', '-b', 'side')
  const side = join(work.traced.home, 'side')
  work.traced.hook(
    'post-commit',
    `test -n "$INNER" || (unset GIT_DIR GIT_INDEX_FILE; INNER=1 git -C '${side}' commit --quiet --allow-empty -m Inner)`,
  )
  const outer = work.commit('Outer')
  const { commands, events } = await work.read()
  const [inner] = named(commands, 'commit').filter((event) => event.worktree === 'side')
  assert.equal(revisionOf(inner!), work.untraced(['rev-parse', 'side']))
  assert.equal(inner!.branch, 'side')
  const own = named(commands, 'commit').filter((event) => event.worktree === undefined)
  assert.deepEqual(own.map(revisionOf).at(-1), outer)
  assert.deepEqual(movements(events), [])
})

test('a rebase that stops is left and entered again on no branch, and ends where it began', async () => {
  using work = makeGitWork()
  work.commit('Root', { a: '0\n' })
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.commit('Ours', { a: '1\n' })
  work.step(['checkout', '--quiet', 'main'])
  const main = work.commit('Theirs', { a: '2\n' })
  work.step(['rebase', '--quiet', 'main', 'topic'])
  const { commands: stopped, windows } = await work.read()
  assert.deepEqual(
    named(stopped, 'rebase')
      .filter((event) => event.parentSpanId === undefined)
      .map(revisionOf),
    [main],
  )
  work.step(['status'])
  work.step(['rebase', '--abort'])
  work.step(['status'])
  const { commands, events } = await work.read({ earlier: windows })
  assert.deepEqual(wronglyTold(work, [...stopped, ...commands], { isStrict: true }), [])
  assert.deepEqual(branchesOf(named(commands, 'status')), [undefined, 'topic'])
  assert.deepEqual(rewrites(work, events), [])
})

test('without a reflog a command has the branch of now, unless one switched since', async () => {
  using work = makeGitWork()
  work.untraced(['config', 'core.logAllRefUpdates', 'false'])
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.commit('Second')
  const { commands, events } = await work.read()
  assert.deepEqual(branchesOf(named(commands, 'commit')), [undefined, 'topic'])
  assert.deepEqual(
    commands.map(revisionOf).filter((revision) => revision !== undefined),
    [],
  )
  assert.deepEqual(wronglyBranched(work, commands), [])
  assert.deepEqual(events, [])
})

/** Roots with another branch than the step's; an absent one is no lie. */
function wronglyBranched(work: GitWork, commands: readonly DevelopmentEvent[]): unknown[] {
  const roots = commands.filter((event) => event.parentSpanId === undefined)
  return roots.flatMap(({ branch }, index) =>
    branch === undefined || branch === work.steps[index]!.branch ? [] : [work.steps[index]],
  )
}

test('where the reflog has expired a branch isn’t guessed', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.step(['status'])
  work.untraced(['reflog', 'expire', '--expire=now', '--all'])
  const { commands, events } = await work.read()
  assert.deepEqual(branchesOf(named(commands, 'status')), ['topic'])
  assert.deepEqual(branchesOf(named(commands, 'checkout')), [undefined])
  assert.deepEqual(movements(events), [])
})

test('an entry with a date of long ago is where it stands, not where it says', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.step(['commit', '--quiet', '--allow-empty', '-m', 'Old'], undefined, {
    GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
  })
  work.step(['checkout', '--quiet', 'main'])
  work.step(['commit', '--quiet', '--allow-empty', '-m', 'Older'], undefined, {
    GIT_COMMITTER_DATE: '2000-01-01T00:00:00Z',
  })
  const { commands } = await work.read()
  assert.deepEqual(wronglyTold(work, commands, { isStrict: true }), [])
})

test('commands that were handed in before explain what they did', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  const { commands, windows } = await work.read()
  work.commit('Next')
  const next = await work.read({ earlier: windows })
  assert.deepEqual(movements(next.events), [])
  assert.deepEqual(wronglyTold(work, [...commands, ...next.commands], { isStrict: true }), [])
  const bare = [...commands, ...next.commands].map(commandWindow)
  assert.deepEqual(movements((await work.read({ commands: [], earlier: bare })).events), [])
})

test('what a tool with git built in did is told once, of the branch that HEAD stood on', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.addWorktree('side', '-b', 'side')
  const next = commitLike(work, work.commit('Second'), 'By a tool')
  work.inProcess(['update-ref', '-m', 'commit: By a tool', 'HEAD', next])
  work.inProcess(['update-ref', '-m', 'commit (merge): By a tool', 'HEAD', next], 'side')
  work.inProcess(['update-ref', '-m', 'rebase: moved', '--create-reflog', 'refs/heads/other', next])
  work.inProcess(['update-ref', '-m', 'whatever it says', '--create-reflog', 'refs/virtual/x', next])
  work.inProcess(['update-ref', '-m', 'reset: moving to elsewhere', '--no-deref', 'HEAD', next])
  const { events, judgedMs } = await work.read()
  assert.deepEqual(movements(events), [
    'commit refs/heads/main  main',
    'commit refs/heads/side side side',
    'rebase refs/heads/other  other',
    'reset HEAD  ',
    'update refs/virtual/x  ',
  ])
  const [told] = ofKind(events, 'vcs.operation')
  assert.equal(told!.occurredAt, work.inProcessMs)
  assert.equal(told!.attributes['vcs.operation.origin'], 'in_process')
  assert.equal(revisionOf(told!), next)
  assert.equal(judgedMs % 1000, 0)
  assert.equal(new Set(events.map((event) => event.key)).size, events.length)
  assert.deepEqual((await work.read({ judgedMs })).events, [])
})

test('a ref and its reflog that were written as files are told', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  const gitDirectory = join(work.traced.captured, '.git')
  const line = `${'0'.repeat(40)} ${root} A <a@example.org> ${work.inProcessMs / 1000} +0000\tbranch: made\n`
  for (const name of ['refs/heads/plain', 'refs/heads/caf\u00e9']) {
    for (const [file, content] of [
      [name, `${root}\n`],
      [`logs/${name}`, line],
    ] as const) {
      mkdirSync(dirname(join(gitDirectory, file)), { recursive: true })
      writeFileSync(join(gitDirectory, file), content)
    }
  }
  assert.deepEqual(movements((await work.read()).events), [
    'branch refs/heads/café  café',
    'branch refs/heads/plain  plain',
  ])
})

test('what a remote has is told of no tool, a clone of none', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  for (const [name, message] of [
    ['refs/remotes/origin/a', 'fetch origin: fast-forward'],
    ['refs/remotes/origin/b', 'update by push'],
    ['refs/remotes/origin/c', 'clone: from somewhere'],
    ['refs/remotes/origin/d', 'rewritten by hand'],
  ] as const) {
    work.inProcess(['update-ref', '--create-reflog', '-m', message, name, root])
  }
  assert.deepEqual(movements((await work.read()).events), ['update refs/remotes/origin/d  '])
})

test('in the second of a command only what it could have done is its doing', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  const next = work.untraced(['commit-tree', '-p', root, '-m', 'Next', `${root}^{tree}`])
  work.traced.forget()
  work.step(['status'])
  const { events: commands } = await work.traced.read()
  const window = commandWindow(commands[0]!)
  const seconds = Math.floor(work.inProcessMs / 1000)
  const at = (name: string): CommandWindow => ({
    ...window,
    name,
    startMs: seconds * 1000 + 400,
    endMs: seconds * 1000 + 410,
  })
  work.inProcess(['update-ref', '-m', 'commit: Next', 'HEAD', next])
  const told = async (earlier: readonly CommandWindow[]): Promise<string[]> =>
    movements((await work.read({ commands: [], earlier, settledMs: work.inProcessMs + 1000 })).events)
  const movement = ['commit refs/heads/main  main']
  assert.deepEqual(await told([]), movement)
  assert.deepEqual(await told([at('status')]), movement)
  assert.deepEqual(await told([at('checkout')]), movement)
  assert.deepEqual(
    await told([{ ...at('commit'), startMs: at('commit').startMs + 1000, endMs: at('commit').endMs + 1000 }]),
    movement,
  )
  assert.deepEqual(await told([{ ...at('commit'), worktree: 'side' }]), [])
  assert.deepEqual(await told([at('commit')]), [])
  assert.deepEqual(await told([at('alias')]), [])
})

test('of a period in which traces were lost nothing is called a tool’s doing', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.inProcess(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/x', 'HEAD'])
  const told = async (fromMs: number, untilMs: number): Promise<number> =>
    movements(
      (await work.read({ commands: [], settledMs: work.inProcessMs + 1000, losses: [{ fromMs, untilMs }] }))
        .events,
    ).length
  assert.equal(await told(work.inProcessMs - 9000, work.inProcessMs - 1500), 1)
  assert.equal(await told(work.inProcessMs - 9000, work.inProcessMs - 500), 0)
  assert.equal(await told(work.inProcessMs + 200, work.inProcessMs + 300), 0)
  assert.equal(await told(work.inProcessMs + 2500, work.inProcessMs + 9000), 1)
})

test('only whole seconds that are settled are judged, and each once', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.inProcess(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/x', 'HEAD'])
  const read = async (judgedMs: number, settledMs: number) => work.read({ commands: [], judgedMs, settledMs })
  const early = await read(work.inProcessMs - 5000, work.inProcessMs + 900)
  assert.deepEqual([early.events, early.judgedMs], [[], work.inProcessMs])
  const then = await read(early.judgedMs, work.inProcessMs + 1000)
  assert.deepEqual([then.events.length, then.judgedMs], [1, work.inProcessMs + 1000])
  assert.deepEqual((await read(then.judgedMs, work.inProcessMs + 5000)).events, [])
  assert.deepEqual(await read(5000, 5000), { commands: [], windows: [], events: [], judgedMs: 5000 })
  assert.equal((await read(work.inProcessMs + 1, work.inProcessMs + 5000)).events.length, 0)
})

test('git alone never looks like a tool, whatever it runs', async () => {
  using work = makeGitWork()
  work.commit('Root', { a: '0\n' })
  work.commit('Second', { b: '0\n' })
  const module = join(work.traced.home, 'module')
  work.untraced(['clone', '--quiet', '.', module])
  for (const args of [
    ['submodule', '--quiet', 'add', module, 'sub'],
    ['stash', '--quiet'],
    ['stash', 'branch', 'stashed'],
    ['branch', '--copy', 'stashed', 'copied'],
    ['branch', '--force', 'copied', 'HEAD~1'],
    ['update-ref', '-m', 'a script', 'refs/heads/copied', 'HEAD'],
    ['fetch', '--quiet', module, '+HEAD:refs/heads/fetched'],
    ['push', '--quiet', '.', 'HEAD:refs/heads/pushed'],
    ['remote', 'add', '-f', 'module', module],
    ['remote', 'rename', 'module', 'renamed'],
    ['remote', 'set-head', 'renamed', '--auto'],
    ['notes', 'add', '-m', 'A note'],
    ['replace', 'HEAD', 'HEAD~1'],
    ['checkout', '--quiet', '-B', 'main'],
    ['commit', '--quiet', '--allow-empty', '-m', 'x: y'],
    ['rebase', '--quiet', '--force-rebase', 'HEAD~1'],
    ['filter-branch', '--force', '--msg-filter', 'cat; echo more', 'HEAD~1..HEAD'],
    ['gc', '--quiet'],
  ]) {
    work.step(args, undefined, { GIT_ALLOW_PROTOCOL: 'file', FILTER_BRANCH_SQUELCH_WARNING: '1' })
  }
  work.addWorktree('side', '--detach')
  work.step(['checkout', '--quiet', 'copied'], 'side')
  work.step(['worktree', 'move', '../side', '../aside'])
  const { commands, events } = await work.read()
  assert(commands.length > 20)
  assert.deepEqual(movements(events), [])
})

test('an amended commit is told by the reflog', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.commit('First try', { a: '1\n' })
  work.step(['commit', '--quiet', '--amend', '-m', 'Second try'])
  work.step(['commit', '--quiet', '--amend', '-m', 'Third try'])
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), [
    'First try > Second try, amend by reflog',
    'Second try > Third try, amend by reflog',
  ])
  const keys = ofKind(events, 'vcs.rewrite').map((event) => event.key)
  assert.match(keys[0]!, /^rewrite\/[0-9a-f]{40}\/[0-9a-f]{40}$/)
})

test('a rebase is told commit by commit, by what each changes', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.commit('One', { a: '1\n' })
  work.commit('Two', { b: '2\n' })
  work.step(['checkout', '--quiet', 'main'])
  work.commit('Meanwhile', { c: '3\n' })
  work.step(['rebase', '--quiet', 'main', 'topic'])
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), ['One > One, rebase by patch_id', 'Two > Two, rebase by patch_id'])
})

test('what an interactive rebase rewords, squashes and leaves out', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.commit('One', { a: '1\n' })
  work.commit('Two', { b: '2\n' })
  work.commit('Three', { c: '3\n' })
  work.commit('fixup! One', { d: '4\n' })
  work.commit('Dropped', { e: '5\n' })
  work.step(['rebase', '--quiet', '--interactive', '--autosquash', 'HEAD~5'], undefined, {
    GIT_SEQUENCE_EDITOR: 'sed -i -e "s/^pick \\(.* Three\\)/squash \\1/" -e "/Dropped/d"',
  })
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), [
    'One > One, rebase by reflog',
    'Two > Two, rebase by reflog',
    'fixup! One > One, rebase by reflog',
  ])
})

test('several commits squashed into one are each rewritten into it', async () => {
  using work = makeGitWork()
  work.commit('Root')
  for (const name of ['a', 'b', 'c', 'd']) work.commit(`Add ${name}`, { [name]: '1\n' })
  work.step(['rebase', '--quiet', '--interactive', 'HEAD~4'], undefined, {
    GIT_SEQUENCE_EDITOR: 'sed -i -e "2s/^pick/fixup/" -e "4s/^pick/squash/"',
  })
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), [
    'Add a > Add a, rebase by reflog',
    'Add b > Add a, rebase by reflog',
    'Add c > Add c, rebase by reflog',
    'Add d > Add c, rebase by reflog',
  ])
})

test('a change id tells a commit again whatever became of it', async () => {
  using work = makeGitWork()
  work.commit('Root', { a: '0\n' })
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.commit('One\n\nChange-Id: I0123456789abcdef', { a: '1\n' })
  work.step(['checkout', '--quiet', 'main'])
  work.commit('Meanwhile', { a: '2\n' })
  work.step(['rebase', '--quiet', 'main', 'topic'])
  writeFileSync(join(work.traced.captured, 'a'), '3\n')
  work.step(['add', '--all'])
  work.step(['rebase', '--continue'])
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), ['One > One, rebase by change_id'])
})

test('a rebase of no branch is told when it is over', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '--detach'])
  work.commit('One', { a: '1\n' })
  work.step(['checkout', '--quiet', 'main'])
  work.commit('Meanwhile', { c: '3\n' })
  work.step(['checkout', '--quiet', '@{-1}'])
  work.step(['rebase', '--quiet', 'main'])
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), ['One > One, rebase by patch_id'])
})

test('a picked commit is told with where it came from, also if that is on no branch any more', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  work.commit('One', { a: '1\n' })
  work.commit('Two', { b: '1\n' })
  work.step(['checkout', '--quiet', 'main'])
  work.commit('Meanwhile', { c: '1\n' })
  work.step(['cherry-pick', 'topic'])
  work.step(['branch', '--quiet', '-D', 'topic'])
  work.step(['cherry-pick', 'HEAD@{4}'])
  const { events } = await work.read()
  assert.deepEqual(rewrites(work, events), [
    'One > One, cherry_pick by patch_id',
    'Two > Two, cherry_pick by patch_id',
  ])
})

test('what a tool rewrote is found by change id and patch, also from one branch to another', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.commit('Base', { a: '0\n' })
  const one = commitLike(work, work.commit('One', { a: '1\n' }), 'One', 'gitbutler-change-id 11111111-aaaa\n')
  const two = commitLike(work, work.commit('Two', { b: '1\n' }), 'Two')
  work.untraced(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/first', one])
  work.untraced(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/second', 'HEAD~2'])
  work.untraced(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/third', two])
  const oneAgain = commitLike(work, 'HEAD~1', 'One, in other words', 'change-id 11111111-AAAA\n')
  const twoAgain = work.untraced(['commit-tree', '-p', 'HEAD~2', '-m', 'Two, elsewhere', `${two}^{tree}`])
  const twoAlone = work.untraced([
    'commit-tree',
    '-p',
    'HEAD~1',
    '-m',
    'Two, in other words',
    `${two}^{tree}`,
  ])
  assert.notEqual(twoAgain, twoAlone)
  work.untraced(['update-ref', '-m', 'tool: amend', 'refs/heads/first', oneAgain])
  work.untraced(['update-ref', '-m', 'tool: move', 'refs/heads/third', 'HEAD~2'])
  work.untraced(['update-ref', '-m', 'tool: move', 'refs/heads/second', twoAlone])
  const { events } = await work.read({ earlier: [] })
  assert.deepEqual(
    rewrites(work, events).filter((line) => line.includes(', other by')),
    ['One > One, in other words, other by change_id', 'Two > Two, in other words, other by patch_id'],
  )
})

test('a branch that only went forward or was reset rewrote nothing', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.commit('One', { a: '1\n' })
  work.commit('Two', { b: '1\n' })
  work.step(['reset', '--quiet', '--hard', 'HEAD~2'])
  work.step(['merge', '--quiet', 'HEAD@{1}'])
  work.step(['update-ref', '-m', 'back', 'refs/heads/main', 'HEAD~1'])
  work.step(['update-ref', '-m', 'forth', 'refs/heads/main', 'HEAD@{1}'])
  work.inProcess(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/x', 'HEAD~1'])
  work.inProcess(['update-ref', '-m', 'tool', 'refs/heads/x', 'HEAD'])
  assert.deepEqual(rewrites(work, (await work.read()).events), [])
})

test('reflogs of thousands of entries are read as far back as is needed', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  const next = work.commit('Next', { a: '1\n' })
  const log = join(work.traced.captured, '.git', 'logs')
  const seconds = Math.floor(work.inProcessMs / 1000)
  mkdirSync(join(log, 'refs', 'heads'), { recursive: true })
  work.untraced(['branch', 'busy', root])
  const lines = Array.from({ length: 3000 }, (_, index) => {
    const [from, to] = index % 2 === 0 ? [root, next] : [next, root]
    return `${from} ${to} A <a@example.org> ${seconds + Math.floor(index / 1000)} +0000\ttool ${index}\n`
  })
  appendFileSync(join(log, 'refs', 'heads', 'busy'), lines.join(''))
  const { events } = await work.read({
    settledMs: work.inProcessMs + 1000,
    judgedMs: work.inProcessMs,
    commands: [],
  })
  assert.equal(ofKind(events, 'vcs.operation').length, 1000)
  assert.equal(new Set(events.map((event) => event.key)).size, events.length)
})

test('hostile names and messages, and what is missing or gone, are no end', async () => {
  using work = makeGitWork()
  work.commit('Root', { a: '0\n' })
  work.addWorktree('side', '-b', 'side')
  work.commit('In the side', {}, 'side')
  const next = work.commit('Next', { a: '1\n' })
  const gitDirectory = join(work.traced.captured, '.git')
  const line = (message: string): string =>
    `${'0'.repeat(40)} ${next} A <a@example.org> ${work.inProcessMs / 1000} +0000\t${message}\n`
  mkdirSync(join(gitDirectory, 'logs', 'refs', 'heads'), { recursive: true })
  for (const [name, message] of [
    [Buffer.from('caf\xe9', 'latin1'), 'checkout: moving from \x1b[31m to \xff'],
    [Buffer.from('a@{0}'), 'rebase (finish): refs/heads/x onto 0'],
    [Buffer.from('-D'), 'commit (amend): '],
    [Buffer.from('deep'), `pull ${'--'.repeat(5000)} (start): checkout x`],
  ] as const) {
    const at = (...parts: string[]): Buffer =>
      Buffer.concat([Buffer.from(`${join(gitDirectory, ...parts)}/`), name])
    writeFileSync(at('refs', 'heads'), `${next}\n`)
    writeFileSync(at('logs', 'refs', 'heads'), Buffer.from(line(message), 'latin1'))
  }
  rmSync(join(work.traced.home, 'side'), { recursive: true })
  work.untraced(['worktree', 'prune'])
  const { commands, events } = await work.read()
  assert.equal(named(commands, 'commit').length, 3)
  assert.deepEqual(
    named(commands, 'commit').map((event) => event.branch),
    ['main', undefined, 'main'],
  )
  const [deep, ...others] = movements(events).reverse()
  assert.deepEqual(deep, 'pull refs/heads/deep  deep')
  assert.deepEqual(others.reverse(), ['checkout "refs/heads/caf\\351"  ', 'commit refs/heads/-D  -D'])
})

test('a repository without commits, and one whose objects are gone, tell what they can', async () => {
  using work = makeGitWork()
  work.step(['status'])
  const empty = await work.read()
  assert.deepEqual(branchesOf(empty.commands), ['main'])
  work.commit('Root')
  const lost = work.commit('Lost', { a: '1\n' })
  work.step(['commit', '--quiet', '--amend', '-m', 'Found'])
  rmSync(join(work.traced.captured, '.git', 'objects', lost.slice(0, 2), lost.slice(2)))
  const { commands, events } = await work.read()
  assert.equal(named(commands, 'commit').length, 3)
  assert.deepEqual(wronglyBranched({ ...work, steps: work.steps.slice(1) }, commands), [])
  assert.deepEqual(movements(events), [])
})

test('bare repositories and those of SHA-256 are told like others', async () => {
  for (const shape of [['--bare'], ['--object-format=sha256']]) {
    using work = makeGitWork()
    rmSync(work.traced.captured, { recursive: true })
    work.traced.git(['init', '--quiet', ...shape, work.traced.captured], { cwd: work.traced.home })
    work.untraced(['config', 'core.logAllRefUpdates', 'true'])
    const tree = work.untraced(['hash-object', '-t', 'tree', '-w', '/dev/null'])
    const first = work.untraced(['commit-tree', '-m', 'First', tree])
    const second = work.untraced(['commit-tree', '-m', 'Second', '-p', first, tree])
    work.traced.forget()
    // In a bare repository a trace says by its command line alone where it was.
    const at = ['-C', work.traced.captured, 'update-ref']
    work.step([...at, '-m', 'commit: First', 'HEAD', first])
    work.step([...at, '-m', 'commit: Second', 'HEAD', second])
    work.inProcess(['update-ref', '--create-reflog', '-m', 'tool', 'refs/heads/x', second])
    const { commands, events } = await work.read()
    assert.deepEqual(wronglyTold(work, commands, { isStrict: true }), [])
    assert.deepEqual(movements(events), ['update refs/heads/x  x'])
    assert.deepEqual(rewrites(work, events), [])
  }
})

test('reflogs in tables read as those in files do', async () => {
  using work = makeGitWork()
  const root = work.commit('Root')
  const { events } = await work.traced.read()
  const place = await work.place()
  const seconds = Math.floor(events.at(-1)!.occurredAt / 1000)
  // Written by hand after the documentation of git 2.45, whose `--ref-format=reftable` no git here can make.
  const entry = (ref: string, message: string): string =>
    [`${ref}@{${seconds} +0000}`, root, '', 'Ada', 'ada@example.org', message].join('\0')
  const printed: Readonly<Record<string, string>> = {
    log: [
      entry('HEAD', 'commit (initial): Root'),
      entry('refs/heads/main', 'commit (initial): Root'),
      entry('refs/heads/tool', 'jgit: created'),
      '',
    ].join('\0'),
    'rev-parse': `${root}\nrefs/heads/main\n`,
  }
  const git: Git = {
    ...place.git,
    run: async (args) => ({ stdout: Buffer.from(printed[args[0]!] ?? ''), stderr: '', exitCode: 0 }),
  }
  const request = { commands: events, earlier: [], judgedMs: 0, settledMs: Date.now() + 2000, losses: [] }
  const read = await readGitRefs({ ...place, git }, request)
  assert.deepEqual(wronglyTold(work, read.commands, { isStrict: true }), [])
  // The commit could have written both; only time tells them apart.
  assert.deepEqual(movements(read.events), [])
  const alone = await readGitRefs({ ...place, git }, { ...request, commands: [] })
  assert.deepEqual(movements(alone.events), ['commit refs/heads/main  main', 'update refs/heads/tool  tool'])
})

test('an interrupted read throws what it was interrupted with', async () => {
  using work = makeGitWork()
  work.commit('Root')
  const place = await work.place()
  const interrupted = new AbortController()
  const git: Git = {
    ...place.git,
    run: (args, options) => {
      interrupted.abort(new Error('enough'))
      return place.git.run(args, options)
    },
  }
  const { events } = await work.traced.read()
  const request = { commands: events, earlier: [], judgedMs: 0, settledMs: 0, losses: [] }
  await assert.rejects(readGitRefs({ ...place, git }, request, { signal: interrupted.signal }), /enough/)
})

test('what usual requests cost: three git processes with commands, one without', async () => {
  using work = makeGitWork()
  work.commit('Root')
  work.step(['checkout', '--quiet', '-b', 'topic'])
  const last = work.commit('Next', { a: '1\n' })
  const place = await work.place()
  const asked: string[] = []
  const git: Git = {
    ...place.git,
    run: (args, options) => {
      asked.push(args[0]!)
      return place.git.run(args, options)
    },
  }
  const { events } = await work.traced.read()
  const quiet = { earlier: events.map(commandWindow), losses: [], judgedMs: work.inProcessMs }
  const { commands } = await readGitRefs(
    { ...place, git },
    { ...quiet, commands: events, settledMs: 0, earlier: [] },
  )
  assert.equal(revisionOf(named(commands, 'commit').at(-1)!), last)
  assert(asked.length <= 3, asked.join())
  asked.length = 0
  await readGitRefs({ ...place, git }, { ...quiet, commands: [], settledMs: Date.now() + 2000 })
  assert.deepEqual(asked, ['log'])
})

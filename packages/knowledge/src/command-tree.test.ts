import assert from 'node:assert/strict'
import test from 'node:test'
import { commandTree, outermostCommand, traceTree, type TreeNode } from './command-tree.ts'
import { madeCase, madeCommand, madeLog, madeRun, madeSpan } from './command-tree.fixture.ts'

/** Each process on a line: what it is, and when in milliseconds. */
function lines(node: TreeNode, indent = ''): string[] {
  const { role, name, startUs, durationUs, errorType } = node
  const label = [
    ...(role === undefined ? [] : [role]),
    ...(node.event === undefined ? (node.kind === 'trace' ? ['trace'] : []) : [node.kind]),
    name ?? '?',
    `${startUs / 1000}+${durationUs === undefined ? '?' : durationUs / 1000}`,
    ...(errorType === undefined ? [] : [errorType]),
  ].join(' ')
  return [indent + label, ...node.children.flatMap((child) => lines(child, `${indent}  `))]
}

test('programs and git commands beneath a command stand in order of their start', () => {
  const commit = madeCommand({
    id: 'commit',
    name: 'commit',
    atMs: 1000,
    durationMs: 400,
    programs: [
      { role: 'hook', name: 'pre-commit', pid: 11, startMs: 2, durationMs: 100, exitCode: 0 },
      { role: 'editor', name: 'vim', command: 'vim x', pid: 12, startMs: 110, durationMs: 200, exitCode: 0 },
      { role: '?', name: 'git', pid: 13, startMs: 320, durationMs: 5, exitCode: 0 },
      { role: 'hook', name: 'post-commit', pid: 14, startMs: 330, durationMs: 60, exitCode: 1 },
    ],
  })
  const beneath = [
    madeCommand({
      id: 'gc',
      name: 'maintenance',
      parent: 'commit',
      root: 'commit',
      pid: 13,
      atMs: 1321,
      durationMs: 4,
    }),
    madeCommand({
      id: 'status',
      parent: 'commit',
      root: 'commit',
      pid: 99,
      atMs: 1050,
      durationMs: 20,
    }),
  ]
  const expected = [
    'git commit 0+400',
    '  hook pre-commit 2+100',
    '    git status 50+20',
    '  editor vim 110+200',
    '  ? git maintenance 320+4',
    '  hook post-commit 330+60 exit_1',
  ]
  for (const events of [
    [commit, ...beneath],
    [...beneath.toReversed(), commit],
  ]) {
    const tree = commandTree(commit, events)
    assert.deepEqual(lines(tree.root), expected)
    assert.equal(tree.omitted, 0)
  }
  assert.equal(commandTree(commit, beneath).root.children[1]?.command, 'vim x')
})

test('a hook that becomes a git command is one process, and keeps its role', () => {
  const root = madeCommand({
    id: 'push',
    name: 'push',
    atMs: 0,
    durationMs: 50,
    programs: [{ role: 'hook', name: 'pre-push', pid: 7, startMs: 5, durationMs: 30, exitCode: 0 }],
  })
  const exec = madeCommand({ id: 'x', parent: 'push', root: 'push', pid: 7, atMs: 6, durationMs: 29 })
  assert.deepEqual(lines(commandTree(root, [root, exec]).root), ['git push 0+50', '  hook git status 5+29'])
})

test('a process id that came back belongs to the process that lived then', () => {
  const programs = [0, 100, 200].map((startMs) => ({
    role: 'hook',
    pid: 7,
    startMs,
    durationMs: 10,
    exitCode: 0,
  }))
  const root = madeCommand({ id: 'rebase', name: 'rebase', atMs: 0, durationMs: 300, programs })
  const child = madeCommand({ id: 'c', parent: 'rebase', root: 'rebase', pid: 7, atMs: 201, durationMs: 8 })
  const late = madeCommand({ id: 'd', parent: 'rebase', root: 'rebase', pid: 7, atMs: 250, durationMs: 8 })
  assert.deepEqual(lines(commandTree(root, [root, child, late]).root), [
    'git rebase 0+300',
    '  hook ? 0+10',
    '  hook ? 100+10',
    '  hook git status 200+8',
    '  git status 250+8',
  ])
})

test('a program whose process id was never told is known by its name', () => {
  const root = madeCommand({
    id: 'push',
    name: 'push',
    atMs: 0,
    durationMs: 50,
    programs: [{ role: 'transport/file', name: 'git-receive-pack', startMs: 5 }],
  })
  const child = madeCommand({
    id: 'r',
    name: 'receive-pack',
    parent: 'push',
    root: 'push',
    pid: 8,
    atMs: 9,
    durationMs: 2,
  })
  assert.deepEqual(lines(commandTree(root, [child]).root), [
    'git push 0+50',
    '  transport/file git receive-pack 5+2',
  ])
})

test('what is known at the lowest detail level is a tree all the same', () => {
  const {
    traceId: _,
    spanId: __,
    ...counted
  } = madeCommand({
    id: 'commit',
    name: 'commit',
    atMs: 0,
    durationMs: 9,
  })
  const root = {
    ...counted,
    attributes: {
      'vcs.operation.name': 'commit',
      'git.child.class': ['hook', 'editor'],
      'git.child.start_us': [1000],
    },
  }
  assert.deepEqual(lines(commandTree(root, [root]).root), [
    'git commit 0+?',
    '  editor ? 0+?',
    '  hook ? 1+?',
  ])
})

test('claims that go in circles, repeat or lead elsewhere put nothing into the tree twice', () => {
  const root = madeCommand({ id: 'a', parent: 'c', root: 'a', atMs: 0, durationMs: 9 })
  const events = [
    root,
    madeCommand({ id: 'b', parent: 'a', root: 'a', atMs: 1, durationMs: 1 }),
    madeCommand({ id: 'b', parent: 'a', root: 'a', atMs: 1, durationMs: 1 }),
    madeCommand({ id: 'c', parent: 'b', root: 'a', atMs: 2, durationMs: 1 }),
    madeCommand({ id: 'self', parent: 'self', root: 'a', atMs: 3, durationMs: 1 }),
    madeCommand({ id: 'lost', parent: 'gone', root: 'a', atMs: 4, durationMs: 1 }),
  ]
  assert.deepEqual(lines(commandTree(root, events).root), [
    'git status 0+9',
    '  git status 1+1',
    '    git status 2+1',
  ])
})

test('a trace beyond all bounds is cut, and says by how much', () => {
  const chain = Array.from({ length: 300 }, (_, index) =>
    madeCommand({
      id: `${index}`,
      ...(index === 0 ? {} : { parent: `${index - 1}`, root: '0' }),
      atMs: index,
      durationMs: 1,
    }),
  )
  const deep = commandTree(chain[0]!, chain)
  assert.equal(lines(deep.root).length, 101)
  assert.equal(deep.omitted, 199)
  const root = madeCommand({ id: 'root', atMs: 0, durationMs: 1 })
  const many = Array.from({ length: 25_000 }, (_, index) =>
    madeCommand({ id: `${index}`, parent: 'root', root: 'root', atMs: index, durationMs: 1 }),
  )
  const wide = commandTree(root, many)
  assert.equal(wide.root.children.length, 19_999)
  assert.equal(wide.omitted, 5001)
})

const run = madeRun({ id: 'run', atMs: 1000, durationMs: 500 })
const git = madeCommand({
  id: 'git',
  name: 'commit',
  parent: 'run',
  root: 'run',
  atMs: 1100,
  durationMs: 200,
  programs: [{ role: 'hook', name: 'pre-commit', pid: 5, startMs: 10, durationMs: 150, exitCode: 0 }],
  attributes: { 'git.parent.is_remote': true },
})
const hookRun = madeRun({
  id: 'hook',
  name: 'npm run lint',
  parent: 'git',
  root: 'run',
  atMs: 1150,
  durationMs: 50,
  parentKind: 'git',
})
const sent = madeSpan({
  id: 'GET /',
  parent: 'run',
  root: 'run',
  atMs: 1350,
  durationMs: 20,
  attributes: { 'otlp.time.sub_ms_ns': 250_000, 'otlp.span.status': 'error' },
})

test('what a run started is beneath it: git, its hooks and what they run, and spans that were sent', () => {
  for (const events of [
    [run, git, hookRun, sent],
    [sent, hookRun, git, run],
  ]) {
    const expected = [
      'run npm test 0+500',
      '  git commit 100+200',
      '    hook pre-commit 110+150',
      '      run npm run lint 150+50',
      '  span GET / 350.25+20 error',
    ]
    assert.deepEqual(lines(commandTree(run, events).root), expected)
    assert.deepEqual(lines(traceTree(events)!.root), expected)
  }
})

test('the newest command leads to the one that all of it lies beneath, not to a shell', () => {
  const shell = madeSpan({ id: 'shell', root: 'run', atMs: 0 })
  const within = madeRun({ ...MADE_WITHIN, parent: 'shell' })
  const events = [{ ...shell, kind: 'wakelore.context' }, within, git, hookRun]
  assert.equal(outermostCommand(hookRun, events).key, 'run/run')
  assert.equal(outermostCommand(git, [git]).key, 'command/git')
  const circle = madeCommand({ id: 'circle', parent: 'circle', atMs: 0 })
  assert.equal(outermostCommand(circle, [circle]), circle)
})

const MADE_WITHIN = { id: 'run', atMs: 1000, durationMs: 500 }

test('a trace of which nothing held is above its parts has all of them, by start', () => {
  const parts = [
    madeSpan({ id: 'b', parent: 'lost', root: 'x', atMs: 50, durationMs: 10 }),
    madeSpan({ id: 'a', parent: 'lost', root: 'x', atMs: 20, durationMs: 5 }),
    madeSpan({ id: 'c', parent: 'b', root: 'x', atMs: 52, durationMs: 100 }),
  ]
  const tree = traceTree(parts)!
  assert.deepEqual(lines(tree.root), ['trace ? 0+132', '  span a 0+5', '  span b 30+10', '    span c 32+100'])
  assert.equal(traceTree([]), undefined)
})

test('a trace that goes in circles is shown from where it began', () => {
  const circle = [
    madeSpan({ id: 'a', parent: 'b', root: 'x', atMs: 1, durationMs: 1 }),
    madeSpan({ id: 'b', parent: 'a', root: 'x', atMs: 2, durationMs: 1 }),
  ]
  assert.deepEqual(lines(traceTree(circle)!.root), ['span a 0+1', '  span b 1+1'])
})

test('log records and tests are counted at their span, failures in the order of the run', () => {
  const events = [
    run,
    ...[11, 2, 0].map((n) => madeCase({ parent: 'run', n, atMs: 1000 })),
    madeCase({ parent: 'run', n: 1, atMs: 1000, status: 'skip' }),
    ...[9, 17, 21].map((severity) =>
      madeLog({
        id: `${severity}`,
        parent: 'run',
        root: 'run',
        atMs: 1100,
        attributes: { 'otlp.log.severity_number': severity },
      }),
    ),
  ]
  const { told } = commandTree(run, events).root
  assert.deepEqual([told.logs, told.logErrors], [3, 2])
  assert.deepEqual(
    told.failedCases.map(({ key }) => key),
    ['case/run/0', 'case/run/2', 'case/run/11'],
  )
})

test('nobody who sends a span takes the place of a command that was seen', () => {
  const forged = madeSpan({ id: 'git', name: 'forged', parent: 'run', root: 'run', atMs: 1, durationMs: 1 })
  for (const events of [
    [run, git, forged],
    [forged, git, run],
  ])
    assert.equal(commandTree(run, events).root.children[0]?.name, 'commit')
})

test('spans in a circle hide nothing of a trace that has a top as well', () => {
  const events = [
    madeSpan({ id: 'top', root: 'run', atMs: 900, durationMs: 1 }),
    { ...run, parentSpanId: madeSpan({ id: 'above', root: 'run', atMs: 0 }).spanId! },
    madeSpan({ id: 'above', parent: 'run', root: 'run', atMs: 950, durationMs: 1 }),
  ]
  for (const some of [events, events.toReversed()])
    assert.deepEqual(
      traceTree(some)?.root.children.map(({ name, children }) => [name, children.map((one) => one.name)]),
      [
        ['top', []],
        ['npm test', ['above']],
      ],
    )
})

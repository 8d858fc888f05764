import assert from 'node:assert/strict'
import test from 'node:test'
import { commandTree, type ProcessNode } from './command-tree.ts'
import { madeCommand } from './command-tree.fixture.ts'

/** Each process on a line: what it is, and when in milliseconds. */
function lines(node: ProcessNode, indent = ''): string[] {
  const { role, name, startUs, durationUs, errorType } = node
  const label = [
    ...(role === undefined ? [] : [role]),
    ...(node.event === undefined ? [] : ['git']),
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

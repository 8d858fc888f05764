import assert from 'node:assert/strict'
import test from 'node:test'
import { branchMove, branchTrail, type Branch } from './branch-trail.ts'

const SHA = 'a'.repeat(40)

const trail = (
  messages: readonly string[],
  now: Branch,
  known?: Parameters<typeof branchTrail>[2],
): Branch[] => branchTrail(messages.map(branchMove), now, known)

test('a checkout tells what it left, by name or as detached', () => {
  assert.deepEqual(
    trail(['commit (initial): a', 'checkout: moving from main to topic', 'commit: b'], 'topic'),
    ['main', 'main', 'topic', 'topic'],
  )
  assert.deepEqual(trail([`checkout: moving from ${SHA} to main`], 'main'), [null, 'main'])
  assert.deepEqual(trail(['checkout: moving from main to HEAD@{1 day ago}'], null), ['main', null])
})

test('a rebase is on no branch from its start to its end, however the git of its time says so', () => {
  for (const [start, end] of [
    ['rebase (start): checkout main', 'rebase (finish): returning to refs/heads/topic'],
    ['rebase (start): checkout main', 'rebase (abort): returning to refs/heads/topic'],
    ['rebase -i (start): checkout main', 'rebase -i (finish): returning to refs/heads/topic'],
    ['rebase finished (start): checkout main', 'rebase finished: returning to refs/heads/topic'],
    [
      'pull --rebase https://host:1/x (start): checkout 1',
      'pull --rebase https://host:1/x (finish): returning to refs/heads/topic',
    ],
  ]) {
    assert.deepEqual(trail([start!, 'rebase (pick): a (finish): b', end!], 'topic'), [
      'topic',
      null,
      null,
      'topic',
    ])
  }
})

test('a rebase of a branch that wasn’t checked out leaves the one that older entries tell', () => {
  const rebase = ['rebase (start): checkout main', 'rebase (finish): returning to refs/heads/topic']
  assert.deepEqual(
    trail(['checkout: moving from topic to main', ...rebase], 'topic', { branches: ['main'] }),
    ['topic', 'main', null, 'topic'],
  )
  const unknown = branchTrail([{ kind: 'rebase_start', isOfOther: true }, branchMove(rebase[1]!)], 'topic')
  assert.deepEqual(unknown, [undefined, null, 'topic'])
})

test('a rebase that goes on leaves the branch that it will return to', () => {
  const messages = ['commit: a', 'rebase (start): checkout main']
  assert.deepEqual(trail(messages, null, { rebased: 'topic' }), ['topic', 'topic', null])
  assert.deepEqual(trail(messages, null), [undefined, undefined, null])
})

test('before the first commit of an orphan branch only older entries tell the branch', () => {
  const orphan = 'commit (initial): b'
  assert.deepEqual(trail(['checkout: moving from other to main', orphan], 'orphan', { branches: ['main'] }), [
    'other',
    'main',
    'orphan',
  ])
  assert.deepEqual(trail(['commit: a', orphan], 'orphan'), [undefined, undefined, 'orphan'])
  assert.deepEqual(trail([orphan], 'main'), ['main', 'main'])
})

test('what was typed for a checkout is a branch only if there is one of that name', () => {
  const messages = ['checkout: moving from main to v1', 'commit (initial): b']
  assert.deepEqual(trail(messages, 'orphan')[1], undefined)
  assert.deepEqual(trail(messages, 'orphan', { branches: ['v1'] })[1], 'v1')
})

test('a renamed branch had its former name before', () => {
  const renamed = 'Branch: renamed refs/heads/a to refs/heads/b'
  assert.deepEqual(trail(['commit: x', renamed], 'b'), ['a', 'a', 'b'])
})

test('a witness is believed before what follows from other entries', () => {
  const moves = [branchMove('commit: x'), { ...branchMove(''), witness: 'b' }, branchMove('commit: y')]
  assert.deepEqual(branchTrail(moves, 'c'), ['b', 'b', 'b', 'c'])
  assert.deepEqual(branchTrail([{ ...branchMove('commit: x'), witness: null }], 'c'), [null, null])
})

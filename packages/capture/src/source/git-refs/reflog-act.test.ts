import assert from 'node:assert/strict'
import test from 'node:test'
import { makeScratchRepository } from '../../scratch-repository.fixture.ts'
import { reflogAct } from './reflog-act.ts'

test('what git itself writes into reflogs is understood, entry by entry', () => {
  using scratch = makeScratchRepository()
  const { git, commit } = scratch
  commit('Base', { base: '1' })
  git('checkout', '--quiet', '-b', 'topic')
  commit('One', { a: '1' })
  commit('fixup! One', { a: '2' })
  git('checkout', '--quiet', 'main')
  const other = commit('Main goes on', { b: '1' })
  git('checkout', '--quiet', 'topic')
  git('-c', 'sequence.editor=true', 'rebase', '--quiet', '--interactive', '--autosquash', 'main')
  git('commit', '--quiet', '--amend', '--allow-empty', '-m', 'One, again')
  git('branch', '-m', 'named')
  git('checkout', '--quiet', 'main')
  git('merge', '--quiet', 'named')
  git('reset', '--quiet', '--hard', other)
  git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'named')
  git('reset', '--quiet', '--hard', 'HEAD~1')
  git('cherry-pick', 'named')
  git('revert', '--no-edit', 'HEAD')
  scratch.write({ base: 'wip' })
  git('stash', '--quiet')
  git('update-ref', '-m', 'by somebody else: HEAD', 'HEAD', other)
  const acts = (ref: string): string[] =>
    git('reflog', '--format=%gs', ref)
      .split('\n')
      .reverse()
      .map((message) => {
        const { kind, name, from } = reflogAct(message)
        return [
          kind,
          ...(from === undefined ? [] : [`${from} →`]),
          ...(name === undefined ? [] : [name]),
        ].join(' ')
      })
  assert.deepEqual(acts('HEAD'), [
    'commit',
    'checkout main → topic',
    'commit',
    'commit',
    'checkout topic → main',
    'commit',
    'checkout main → topic',
    'rebase_start main',
    'rebase_step',
    'rebase_fold',
    'rebase_end topic',
    'amend',
    'rename topic → named',
    'checkout named → main',
    'merge named',
    `reset ${other}`,
    'merge named',
    'reset HEAD~1',
    'pick',
    'revert',
    'reset HEAD',
    'update',
  ])
  assert.deepEqual(acts('refs/stash'), ['stash main'])
  assert.equal(acts('named')[0], 'create HEAD')
})

test('what others write is an update and nothing more', () => {
  for (const message of ['', 'commit', 'amend: x', '\u001b[31m', 'HEAD', 'committed: x', 'rebased']) {
    assert.deepEqual(reflogAct(message), { kind: 'update' }, message)
  }
})

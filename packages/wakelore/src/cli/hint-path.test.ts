import test from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { hintPath, standsIn } from './hint-path.ts'
import { shellWord } from './shell-word.ts'

test('a hint names paths from where one stands inside the repository, and from its root elsewhere', () => {
  assert.equal(hintPath('src/a.ts', '/r', '/r'), 'src/a.ts')
  assert.equal(hintPath('src/a.ts', '/r', '/r/src'), 'a.ts')
  assert.equal(hintPath('docs/a.md', '/r', '/r/src'), '../docs/a.md')
  assert.equal(hintPath('src/', '/r', '/elsewhere'), 'src/')
  assert.equal(hintPath('src', '/r', '/r/src'), '.')
  assert.equal(hintPath('', '/r', '/r'), '.')
  assert.equal(hintPath('', '/r', '/elsewhere'), '.')
  assert.equal(hintPath('my notes.md', '/r', '/r'), "'my notes.md'")
})

test('one stands in the repository that git would find, not in one around it', () => {
  using repository = makeScratchRepository()
  const below = join(repository.path, 'src/deep')
  mkdirSync(below, { recursive: true })
  assert.ok(standsIn(repository.path, repository.path))
  assert.ok(standsIn(repository.path, below))
  assert.ok(!standsIn(repository.path, join(repository.path, '..')))
  mkdirSync(join(repository.path, 'src/.git'))
  assert.ok(!standsIn(repository.path, below))
})

test('a word is quoted as a shell needs it, and is never a flag', () => {
  assert.deepEqual(["it's", '-x', 'a\nb', 'plain/a.ts'].map(shellWord), [
    "'it'\\''s'",
    './-x',
    "$'a\\nb'",
    'plain/a.ts',
  ])
})

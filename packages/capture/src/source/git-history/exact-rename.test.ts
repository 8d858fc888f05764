import assert from 'node:assert/strict'
import test from 'node:test'
import type { FileChange } from './commit-parser.ts'
import { pairExactRenames } from './exact-rename.ts'

const change = (status: string, path: string, content = ''): FileChange => ({
  status,
  path,
  content,
  previousPath: undefined,
  isSubmodule: false,
})
const told = (changes: readonly FileChange[]): string[] =>
  pairExactRenames(changes).map(({ status, path, previousPath }) => `${status} ${previousPath ?? ''}>${path}`)

test('a deletion and an addition of the same contents are one rename, in the place of the addition', () => {
  const changes = [change('A', 'a', 'x'), change('M', 'b'), change('D', 'c', 'x'), change('D', 'd', 'y')]
  assert.deepEqual(told(changes), ['R c>a', 'M >b', 'D >d'])
})

test('among several of the same contents one of the same name comes first, and each is used once', () => {
  const changes = [
    change('D', 'old/one', 'x'),
    change('D', 'old/two', 'x'),
    change('A', 'new/three', 'x'),
    change('A', 'new/one', 'x'),
    change('A', 'new/four', 'x'),
  ]
  assert.deepEqual(told(changes), ['R old/two>new/three', 'R old/one>new/one', 'A >new/four'])
})

test(
  'thousands of files of the same contents that moved under other names hold nobody up',
  { timeout: 10_000 },
  () => {
    const numbers = Array.from({ length: 32_000 }, (_, i) => i)
    const changes = [
      ...numbers.map((i) => change('D', `old/${i}`, 'x')),
      ...numbers.map((i) => change('A', `new/file-${i}`, 'x')),
    ]
    const paired = pairExactRenames(changes)
    assert.equal(paired.length, numbers.length)
    assert.equal(paired.at(-1)!.previousPath, 'old/31999')
  },
)

test('changes without such a pair stay as they are', () => {
  const changes = [change('A', 'a', 'x'), change('D', 'b', 'y')]
  assert.equal(pairExactRenames(changes), changes)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { ConflictFile } from '@wakelore/capture/conflict-files'
import { packMerges, unpackMerges } from './kept-merges.ts'
import type { KnownMerges } from './question.ts'

const file = (path: string, first: number): ConflictFile => ({
  path,
  kind: 'content',
  oursPath: null,
  theirsPath: null,
  ours: [[first, first + 1]],
  theirs: [],
  driver: null,
})

test('merges come back through JSON as they were, those of other tips left out', () => {
  const merges: KnownMerges = new Map([
    ['a:b', { kind: 'apart' }],
    ['a:c', { kind: 'clean', tree: 'abc' }],
    ['b:c', { kind: 'conflicts', files: [file('x', 1), file('y', 1)] }],
    ['a:d', { kind: 'conflicts', files: [file('x', 1), file('x', 2)] }],
    ['d:gone', { kind: 'apart' }],
  ])
  const packed = packMerges(merges, (tip) => tip !== 'gone')
  assert.equal(packed.files.length, 3)
  const unpacked = unpackMerges(JSON.parse(JSON.stringify(packed)) as typeof packed)
  merges.delete('d:gone')
  assert.deepEqual(new Map([...unpacked].sort()), new Map([...merges].sort()))
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { drawQuestion } from './question.ts'

test('one file is held out and all others are the change', () => {
  const { changed, heldOut } = drawQuestion('abc', ['b', 'a', 'c'])!
  assert.deepEqual([...changed, heldOut].sort(), ['a', 'b', 'c'])
})

test('the draw depends on the commit, not on the order in which its files are given', () => {
  assert.deepEqual(drawQuestion('abc', ['b', 'a', 'c']), drawQuestion('abc', ['c', 'b', 'a', 'a']))
  const drawn = new Set(Array.from({ length: 50 }, (_, i) => drawQuestion(`${i}`, ['a', 'b', 'c'])!.heldOut))
  assert.equal(drawn.size, 3)
})

test('from 2 to 30 files are asked about, lock files not counted', () => {
  const files = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`)
  assert.equal(drawQuestion('abc', ['a', 'Cargo.lock']), undefined)
  assert.equal(drawQuestion('abc', []), undefined)
  assert.equal(drawQuestion('abc', files(31)), undefined)
  assert.equal(drawQuestion('abc', [...files(30), 'go.sum'])!.changed.length, 29)
})

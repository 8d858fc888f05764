import test from 'node:test'
import assert from 'node:assert/strict'
import { editDistance, mostSimilar } from './similar.ts'

test('a letter added, lost, changed or swapped is one edit', () => {
  assert.deepEqual(
    [
      ['next', 'next'],
      ['nxt', 'next'],
      ['nexxt', 'next'],
      ['nest', 'next'],
      ['netx', 'next'],
      ['', 'next'],
    ].map(([a, b]) => editDistance(a!, b!)),
    [0, 1, 1, 1, 1, 4],
  )
})

test('the closest word is named, and none where nothing is close', () => {
  const words = ['next', 'who', 'score', 'status']
  assert.equal(mostSimilar('nxt', words), 'next')
  assert.equal(mostSimilar('stauts', words), 'status')
  assert.equal(mostSimilar('../src', words), undefined)
  assert.equal(mostSimilar('wo', words), 'who')
  assert.equal(mostSimilar('x', words), undefined)
})

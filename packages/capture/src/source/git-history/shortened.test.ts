import assert from 'node:assert/strict'
import test from 'node:test'
import { shortened } from './shortened.ts'

test('a text is cut between words, so that no half of a secret stays', () => {
  const text = Buffer.from('the token is ghp_a1B2c3D4e5F6a1B2c3D4e5F6')
  assert.equal(shortened(text, { maxBytes: 25 }), 'the token is\n[truncated: 29 bytes]')
})

test('a text without blanks is cut at the limit, and never inside a character', () => {
  assert.equal(shortened(Buffer.from('ü'.repeat(10)), { maxBytes: 5 }), 'üü\n[truncated: 16 bytes]')
})

test('a text within its limit stays as it is', () => {
  assert.equal(shortened(Buffer.from('a b'), { maxBytes: 3 }), 'a b')
})

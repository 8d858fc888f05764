import assert from 'node:assert/strict'
import test from 'node:test'
import { failureWords } from './failure-words.ts'

test('a signal that has one number everywhere is told by its name', () => {
  assert.equal(failureWords('signal_2'), 'SIGINT')
  assert.equal(failureWords('signal_10'), 'signal 10')
})

test('an exit status and what a sender says are told as they are, safe to show', () => {
  assert.equal(failureWords('exit_3'), 'exit 3')
  assert.equal(failureWords('toString'), 'toString')
  assert.equal(failureWords('\u001b[2J'), '\\u001b[2J')
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from './event.ts'
import { fitsKeyShape, isCountedKey, keyParts, keyPattern } from './key-shape.ts'

const SHA = '9d59409acf479dfa0df1aa568182e43e43df8bbe'

function event(key: string, told: Partial<DevelopmentEvent> = {}): DevelopmentEvent {
  return {
    source: 'git-history',
    key,
    kind: 'vcs.commit',
    occurredAt: 0,
    recordedAt: 0,
    repository: '00'.repeat(16),
    attributes: {},
    ...told,
  }
}

function fits(shape: string, key: string, told: Partial<DevelopmentEvent> = {}): boolean {
  return fitsKeyShape(keyParts(shape), event(key, told))
}

test('an attribute in a key has to be the one that the event carries', () => {
  const attributes = { 'vcs.ref.head.revision': SHA }
  assert.equal(fits('commit/{vcs.ref.head.revision}', `commit/${SHA}`, { attributes }), true)
  assert.equal(fits('commit/{vcs.ref.head.revision}', 'commit/4b825dc', { attributes }), false)
  assert.equal(fits('commit/{vcs.ref.head.revision}', `tag/${SHA}`, { attributes }), false)
})

test('where an attribute is missing its word stands, or whatever the gate left', () => {
  assert.equal(fits('ref/{vcs.ref.head.revision or "deleted"}', 'ref/deleted'), true)
  assert.equal(fits('ref/{vcs.ref.head.revision or "deleted"}', `ref/${SHA}`), false)
  assert.equal(fits('commit/{vcs.ref.head.revision}', `commit/${SHA}`), true)
})

test('digits, ids and the worktree are told from the envelope', () => {
  const told = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), worktree: 'hotfix' }
  assert.equal(fits('run/{trace id}/{span id}', `run/${told.traceId}/${told.spanId}`, told), true)
  assert.equal(fits('run/{trace id}/{span id}', `run/${told.spanId}/${told.traceId}`, told), false)
  assert.equal(fits('reflog/{worktree}/{seconds}/{n-th}', 'reflog/hotfix/170/0', told), true)
  assert.equal(fits('reflog/{worktree}/{seconds}/{n-th}', 'reflog//170/0'), true)
  assert.equal(fits('reflog/{worktree}/{seconds}', 'reflog/hotfix/soon', told), false)
})

test('what is said for people fits whatever stands there', () => {
  assert.equal(fits("command/{the last part of git's session id}", 'command/2026-P01'), true)
})

test('a value with characters of regular expressions is itself and nothing else', () => {
  const attributes = { 'vcs.ref.head.name': 'refs/heads/a.b+c' }
  assert.equal(fits('{vcs.ref.head.name}/0', 'refs/heads/a.b+c/0', { attributes }), true)
  assert.equal(fits('{vcs.ref.head.name}/0', 'refs/heads/axbbc/0', { attributes }), false)
})

test("a key or a value in which the gate put a marker isn't blamed", () => {
  const attributes = { 'vcs.ref.head.name': 'refs/heads/[redacted:jwt:1f]' }
  assert.equal(fits('{vcs.ref.head.name}/0', 'refs/heads/[redacted:jwt:2e]/0', { attributes }), true)
  assert.equal(fits('{vcs.ref.head.name}/0', 'refs/heads/other/0', { attributes }), true)
  assert.equal(isCountedKey('counted/1f2e'), true)
  assert.equal(isCountedKey('commit/counted/1f2e'), false)
})

test('the pattern of a shape takes its keys, whatever the values are', () => {
  const pattern = new RegExp(keyPattern('ref/{vcs.ref.head.name}/{milliseconds}'))
  assert.equal(pattern.test('ref/refs/heads/main/1700000000000'), true)
  assert.equal(pattern.test('ref/refs/heads/main/then'), false)
  assert.equal(pattern.test('tag/refs/heads/main/1700000000000'), false)
})

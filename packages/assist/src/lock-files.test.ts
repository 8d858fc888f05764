import assert from 'node:assert/strict'
import test from 'node:test'
import { isLockFile } from './lock-files.ts'

test('a lock file is known by its name, wherever it lies', () => {
  assert.ok(isLockFile('Cargo.lock'))
  assert.ok(isLockFile('packages/a/pnpm-lock.yaml'))
  assert.ok(!isLockFile('package.json'))
  assert.ok(!isLockFile('src/file-lock.ts'))
  assert.ok(!isLockFile('yarn.lock/readme.md'))
})

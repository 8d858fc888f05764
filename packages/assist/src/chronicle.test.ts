import assert from 'node:assert/strict'
import test from 'node:test'
import { isChronicle } from './chronicle.ts'

test('a file that tells of every change is a chronicle, one that has such a word in its name is not', () => {
  for (const path of [
    'CHANGELOG.md',
    'packages/vite/CHANGELOG.md',
    'CHANGES',
    'CHANGES.rst',
    'docs/history.md',
    'NEWS',
    'RELEASE-NOTES',
    'ChangeLog.txt',
    'CHANGELOG-4.x.md',
    'AUTHORS',
    'docs/THANKS',
  ])
    assert.ok(isChronicle(path), path)
  for (const path of ['src/history.ts', 'src/changes.rs', 'changelog/1.feature.rst', 'news.css', 'README.md'])
    assert.ok(!isChronicle(path), path)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { fixEvidence } from './fix-evidence.ts'

const cases: readonly (readonly [message: string, expected: ReturnType<typeof fixEvidence>])[] = [
  ['fix: keep the token', 'type'],
  ['fix(api)!: keep the token', 'type'],
  ['Bugfix: keep the token', 'type'],
  ['fix/editor: keep the token', 'type'],
  ['Fix a leak', 'word'],
  ['Fixes a leak in the parser', 'word'],
  ['url: fix a leak', 'word'],
  ['lib/http.c, url: Fixed a leak', 'word'],
  ['[core] hot-fix for the queue', 'word'],
  ['git-am.sh: fix initialization of the threeway variable', 'word'],
  ['Revert "Add a cache"\n\nThis reverts commit 0123456789abcdef.', 'revert'],
  ['Take the cache out\n\nThis reverts commit 0123456.', 'revert'],
  [
    'Keep the order\n\nIt was lost.\n\nFixes: 0123456789ab ("Add a cache")\nSigned-off-by: A <a@b>',
    'trailer',
  ],
  ['Keep the order\n\nFixes #123', 'issue'],
  ['Keep the order (fixes GH-12)', 'issue'],
  ['Keep the order\n\nResolves: PROJ-12', 'issue'],
  ['Keep the order\n\nFixes https://example.org/a/b/issues/7', 'issue'],
  ['Add a cache', undefined],
  ['Add a prefix to the fixture', undefined],
  ['As a fix for slow starts, load less', undefined],
  ['Add a cache\n\nCloses #12', undefined],
  ['Add a cache\n\nSee #12', undefined],
  ['fix typo', undefined],
  ['Fix clippy warnings', undefined],
  ['docs: fix the example', undefined],
  ['chore: fix the release script', undefined],
  ['fix: remove unused imports', undefined],
  ['Reverse the order', undefined],
  ['Reapply "Add a cache"\n\nThis reverts commit 0123456.', undefined],
  ['fix: eslint complaining about imports', undefined],
  ['', undefined],
]

test('a message that says that something was mended is told from one that does not', () => {
  for (const [message, expected] of cases) assert.equal(fixEvidence(message), expected, message)
})

test('a megabyte that was made to be slow is not', () => {
  for (const part of ['a: ', 'fix', 'fixes ', '[x] ', 'A-', 'revert ', 'fixes: a/']) {
    assert.doesNotThrow(() => fixEvidence(part.repeat(350_000)))
  }
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { parseReferences } from './references.ts'

const found = (message: string): string[] =>
  parseReferences(message).map(({ kind, target }) => `${kind} ${target}`)

test('a number in brackets at the end of the subject is a squashed pull request, others are issues', () => {
  assert.deepEqual(found('Fix the parser (#12)\n\nFixes #7, closes GH-8 and other/repo#9'), [
    'pull-request #12',
    'issue #7',
    'issue #8',
    'issue other/repo#9',
  ])
  assert.deepEqual(found('Merge pull request #12 from someone/branch'), ['pull-request #12'])
  assert.deepEqual(found('See merge request group/project!34'), ['pull-request #34'])
})

test('URLs are read as what they point at', () => {
  assert.deepEqual(
    found(
      [
        'See https://github.com/o/r/issues/12 and https://github.com/o/r/pull/13#issuecomment-5.',
        'https://gitlab.example/g/s/p/-/merge_requests/14 https://gitlab.example/g/p/-/issues/15',
        'https://bugs.example/browse/ABC-16 https://github.com/o/r/commit/0123456789abcdef',
      ].join('\n'),
    ),
    [
      'issue o/r#12',
      'pull-request o/r#13',
      'pull-request g/s/p#14',
      'issue g/p#15',
      'commit 0123456789abcdef',
      'issue ABC-16',
    ],
  )
})

test('reverts, cherry picks and fixes name commits', () => {
  assert.deepEqual(found('Revert "x"\n\nThis reverts commit 0123456789012345678901234567890123456789.'), [
    'commit 0123456789012345678901234567890123456789',
  ])
  assert.deepEqual(found('x\n\n(cherry picked from commit abcdef0123)\nFixes: 1234567 ("y")'), [
    'commit abcdef0123',
    'commit 1234567',
  ])
  assert.deepEqual(found('x\n\nChange-Id: I0123456789012345678901234567890123456789'), [
    'pull-request I0123456789012345678901234567890123456789',
  ])
})

test('a tracker’s key is an issue, a standard’s name is none', () => {
  assert.deepEqual(found('JIRA-12: use UTF-8, SHA-256, RFC-2119, CVE-2024-1 and ISO-8601; X-1; COVID-19-x'), [
    'issue JIRA-12',
  ])
})

test('what only looks like a reference is none', () => {
  assert.deepEqual(found('C#7 &#39; ##5 colour #fff, a/#b, revert the change, page#anchor1'), [])
})

test('a list of a thousand issues is cut, and hostile text takes no time', () => {
  assert.equal(parseReferences(Array.from({ length: 1000 }, (_, i) => `#${i + 1}`).join(' ')).length, 64)
  const startedAt = performance.now()
  for (const piece of [
    'a.',
    'a/',
    '#',
    'AAAA',
    'A-',
    'https://a/',
    'https://a/a/a',
    'revert ',
    'a/a.',
    'Merged PR ',
  ]) {
    parseReferences(`#1 A-1 commit merge :// Change-Id: ${piece.repeat(200_000 / piece.length)}`)
  }
  assert.ok(performance.now() - startedAt < 3_000)
})

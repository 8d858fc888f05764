import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ago, bytes, count, displayWidth, fit, padEnd, printable } from './terminal.ts'

test('nothing that somebody else wrote can move the cursor or turn the text around', () => {
  assert.equal(printable('a\u001b[2Jb\nc\td\u202ee'), 'a\\u001b[2Jb\\nc\\td\\u202ee')
  assert.equal(printable('\ud800 and 👋'), '\\ud800 and 👋')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(printable(text), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    }),
  )
})

test('wide characters take two columns, combining ones none', () => {
  assert.deepEqual(['abc', '日本', 'e\u0301', '👋'].map(displayWidth), [3, 4, 1, 2])
})

test('text is cut to its columns at the end that tells less', () => {
  assert.equal(fit('src/parser.ts', 20), 'src/parser.ts')
  assert.equal(fit('src/parser.ts', 8), 'src/par…')
  assert.equal(fit('src/parser.ts', 8, 'end'), '…rser.ts')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const shown = printable(text)
      assert.ok(displayWidth(fit(shown, width)) <= width)
      assert.ok(displayWidth(fit(shown, width, 'end')) <= width)
    }),
  )
  assert.equal(padEnd('日本', 6), '日本  ')
})

test('times are told by their largest unit', () => {
  const now = Date.UTC(2026, 5, 15, 12)
  const hours = (n: number): string => ago(now - n * 3_600_000, now)
  assert.deepEqual([0, 0.02, 1, 5, 24, 24 * 13, 24 * 20, 24 * 90, 24 * 900, -5].map(hours), [
    'just now',
    '1 minute ago',
    '1 hour ago',
    '5 hours ago',
    '1 day ago',
    '13 days ago',
    '2 weeks ago',
    '2 months ago',
    '2 years ago',
    'in the future',
  ])
})

test('sizes are told with three digits at most', () => {
  assert.deepEqual([0, 999, 1000, 15_400, 999_999, 2_500_000_000].map(bytes), [
    '0 B',
    '999 B',
    '1.0 KB',
    '15.4 KB',
    '1000 KB',
    '2.5 GB',
  ])
})

test('counts are grouped in threes, with their noun', () => {
  assert.deepEqual(
    [0, 999, 1000, 12_345, 1_234_567].map((value) => count(value)),
    ['0', '999', '1,000', '12,345', '1,234,567'],
  )
  assert.deepEqual([count(1, 'file'), count(2000, 'entry', 'entries')], ['1 file', '2,000 entries'])
})

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import test from 'node:test'
import * as fc from 'fast-check'
import { makeTestScript } from './node-tests.fixture.ts'
import { makeTapReader } from './tap.ts'
import type { TestReport } from './test-report.ts'

function read(text: string | Uint8Array, chunkBytes = 1 << 16): TestReport | undefined {
  const reader = makeTapReader('file')
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes))
  return reader.end()
}

function told(report: TestReport | undefined): string[] {
  return (report?.suites ?? []).flatMap(({ name, passed, failed, skipped, cases }) => [
    `${name}: ${passed}/${failed}/${skipped}`,
    ...cases.map(
      (one) =>
        `  ${one.status} ${one.name}${one.errorType === undefined ? '' : ` [${one.errorType}]`}${one.message === undefined ? '' : `: ${one.message}`}`,
    ),
  ])
}

test('points, directives and diagnostics of TAP 13', () => {
  const text = `TAP version 13
1..6
# a comment
ok 1 - the first
ok 2 the second
not ok 3 - the third
  ---
  message: 'it''s no'
  severity: fail
  duration_ms: 12.5
  ...
ok 4 - linked # SKIP no such system
not ok 5 - soon # todo not done
a line of the program
ok
`
  const report = read(text)
  assert.deepEqual(told(report), [
    'file: 3/1/2',
    "  fail the third: it's no",
    '  skip linked: no such system',
    '  skip soon: not done',
  ])
  assert.equal(report?.suites[0]?.cases[0]?.durationUs, 12_500)
})

test('subtests of TAP 14 are suites, and the points that close them no cases', () => {
  const text = `TAP version 14
# Subtest: outer
    # Subtest: inner
        ok 1 - a \\# b # time=3ms
        not ok 2 - c
        1..2
    not ok 1 - inner
    ok 2 - d
    1..2
not ok 1 - outer # time=10ms
    # Subtest
    ok 1 - nameless
    1..1
ok 2
# Subtest: fails by itself
    ok 1 - e
    1..1
not ok 3 - fails by itself
  ---
  error: |-
    in a hook
      of its own
  name: 'TypeError'
  ...
1..3
`
  assert.deepEqual(told(read(text)), [
    'outer: 1/0/0',
    'outer > inner: 1/1/0',
    '  fail c',
    'test 2: 1/0/0',
    'fails by itself: 1/0/0',
    'file: 0/1/0',
    '  fail fails by itself [TypeError]: in a hook\nof its own',
  ])
})

test('what was planned and did not run is an error, and so is bailing out', () => {
  assert.deepEqual(told(read('1..5\nok 1\nok 2\n')), [
    'file: 2/1/0',
    '  error plan: 3 of 5 planned tests did not run',
  ])
  assert.deepEqual(told(read('TAP version 14\n1..5\nok 1\nBail out! no database\n')), [
    'file: 1/1/0',
    '  error Bail out!: no database',
  ])
  assert.deepEqual(told(read('1..0 # SKIP nothing to do\n')), [])
  assert.deepEqual(told(read('# Subtest: s\n    1..2\n    ok 1\nnot ok 1 - s\n1..1\n')), [
    's: 1/1/0',
    '  error plan: 1 of 2 planned tests did not run',
  ])
})

test('what has neither a version nor a plan nor a point is no TAP', () => {
  for (const text of ['', 'hello\n', 'okay then\n', 'not okay\n', '1..x\n', 'OK\n'])
    assert.equal(read(text), undefined)
})

test('what Node writes at this moment', (t) => {
  const script = makeTestScript(t)
  const written = execFileSync(
    process.execPath,
    [
      '-e',
      `const { spawnSync } = require('child_process');
       process.stdout.write(spawnSync(process.execPath, ['--test', '--test-reporter=tap', process.argv[1]]).stdout)`,
      script,
    ],
    { env: { PATH: process.env['PATH'] } },
  )
  const expected = [
    'suite: 1/1/0',
    '  fail b # hash [TypeError]: nope\nline2',
    'suite > inner: 1/0/0',
    'parent: 1/1/0',
    '  fail sub bad [AssertionError]: bad',
    'file: 1/1/2',
    '  fail top bad [AssertionError]: numbers differ <&>',
    '  skip skipped: later',
    '  skip todo',
  ]
  for (const size of [1, 13, 1 << 16]) assert.deepEqual(told(read(written, size)), expected)
})

test('lines without end, levels without end and lists without end are bounded', () => {
  const long = `1..1\nok 1 ${'x'.repeat(1_000_000)}\nok 2 - short\n`
  assert.deepEqual(told(read(long, 1000)), ['file: 1/0/0'])
  const deep = Array.from({ length: 2000 }, (_, level) => `${' '.repeat(4 * level)}ok 1 - x\n`)
  const counted = read(deep.join(''))!.suites.reduce((sum, { passed }) => sum + passed, 0)
  assert.equal(counted, 2000)
  const many = read(Array.from({ length: 5000 }, (_, n) => `not ok ${n} - n\n`).join(''))
  assert.deepEqual([many?.suites[0]?.failed, many?.suites[0]?.cases.length], [5000, 1000])
})

test('a line of nothing but space, before or behind a mark, is read as soon as any other', () => {
  for (const line of [`ok 1 a${' '.repeat(60_000)}b`, `ok 1 a #${' '.repeat(60_000)}b`]) {
    const before = process.cpuUsage()
    const report = read(`${line}\n`.repeat(20))
    assert.equal(report?.suites[0]?.passed, 20)
    // By the length of the line squared it takes more than a minute.
    assert.ok(process.cpuUsage(before).user < 10e6)
  }
})

test('a line separator of Unicode ends no line', () => {
  const report = read('TAP version 14\nnot ok 1 - a\u2028b\nok 2 - c # skip d\u2029e\n1..2\n')
  assert.deepEqual(
    report?.suites[0]?.cases.map(({ name, status, message }) => [name, status, message]),
    [
      ['a b', 'fail', undefined],
      ['c', 'skip', 'd\u2029e'],
    ],
  )
})

test('whatever lines it is made of, reading ends, counts no point twice and takes any chunks', () => {
  const line = fc.constantFrom(
    'TAP version 14',
    '1..2',
    '    1..1',
    'ok 1 - a',
    'not ok - b # todo x',
    '    ok 1',
    '    not ok 2 - c # skip',
    '        ok 9',
    '  ---',
    '  ...',
    '  message: |',
    '      text',
    '# Subtest: s',
    'Bail out!',
    '',
    'text',
    '\u0000\ud800',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), fc.integer({ min: 1, max: 30 }), (lines, size) => {
      const text = lines.join('\n')
      const report = read(text)
      const points = lines.filter((one) => /^\s*(not )?ok/.test(one)).length
      const plans = lines.filter((one) => /1\.\./.test(one)).length
      const counted = (report?.suites ?? []).reduce(
        (sum, one) => sum + one.passed + one.failed + one.skipped,
        0,
      )
      assert.ok(counted <= points + plans + 1)
      assert.deepEqual(told(read(text, size)), told(report))
    }),
    { numRuns: 1000 },
  )
})

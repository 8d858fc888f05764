import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { makeTapReader } from './test-results/tap.ts'
import { readTestResults, type TestResults, type TestResultsRequest } from './test-results.ts'

const suite = (name: string, cases = '<testcase name="a"/>', attributes = ''): string =>
  `<testsuite name="${name}" ${attributes}>${cases}</testsuite>`

function makeDirectory(t: TestContext, files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-results-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), contents)
  }
  return directory
}

function read(
  directory: string,
  request: Partial<TestResultsRequest> = {},
): Promise<TestResults | undefined> {
  return readTestResults({ directory, globs: [], changedSinceMs: 0, nowMs: Date.now(), ...request })
}

const names = (results: TestResults | undefined): string[] =>
  (results?.suites ?? []).map(({ name }) => name).sort()

test('reports are found where tools put them, in modules too, and nowhere else', async (t) => {
  const found = [
    'target/surefire-reports/TEST-org.A.xml',
    'server/target/failsafe-reports/TEST-org.B.xml',
    'app/build/test-results/test/TEST-org.C.xml',
    'junit.xml',
    'packages/web/test-results/junit.xml',
    'reports/any-name.xml',
    'build/reports/tests.xml',
    'target/nextest/ci/junit.xml',
    'pytest-results.xml',
  ]
  const passedOver = [
    'node_modules/x/junit.xml',
    '.git/junit.xml',
    '.venv/test-results/x.xml',
    'vendor/a/junit.xml',
    'pom.xml',
    'src/main/resources/config.xml',
    'target/classes/junit.xml',
    'target/surefire-reports/junitreports/TEST-org.A.xml',
    'a/b/c/d/e/f/g/junit.xml',
  ]
  const files = Object.fromEntries([...found, ...passedOver].map((path) => [path, suite(path)]))
  assert.deepEqual(names(await read(makeDirectory(t, files))), found.toSorted())
})

test(
  "a report that can't be read takes no other with it",
  { skip: process.platform !== 'linux' && 'what opens and fails to be read is made by Linux' },
  async (t) => {
    const directory = makeDirectory(t, { 'junit.xml': suite('a') })
    const results = await read(directory, { globs: ['junit.xml', '/proc/self/mem'] })
    assert.deepEqual(names(results), ['a'])
    assert.match(results?.remarks.join() ?? '', /mem, cannot be read: EIO/)
  },
)

test('only what changed since the command began counts', async (t) => {
  const directory = makeDirectory(t, { 'junit.xml': suite('old'), 'b/junit.xml': suite('new') })
  const startedAt = Date.UTC(2026, 10, 25)
  const touch = (path: string, ms: number): void => utimesSync(join(directory, path), ms / 1000, ms / 1000)
  touch('junit.xml', startedAt - 60_123)
  touch('b/junit.xml', startedAt + 60_123)
  assert.deepEqual(names(await read(directory, { changedSinceMs: startedAt })), ['new'])
  assert.equal(await read(directory, { changedSinceMs: startedAt + 100_000 }), undefined)
  // A file system that knows whole seconds.
  touch('junit.xml', startedAt)
  assert.deepEqual(names(await read(directory, { changedSinceMs: startedAt + 900 })), ['new', 'old'])
})

test('globs say where they are instead, and what is none of it is told', async (t) => {
  const directory = makeDirectory(t, {
    'junit.xml': suite('usual'),
    'out/one.xml': suite('one'),
    'out/deep/two.tap': '1..1\nok 1\n',
    'out/node_modules/three.xml': suite('three'),
    'out/other.xml': '<html/>',
  })
  const results = await read(directory, { globs: ['out/**/*.{xml,tap}', join(directory, 'out/one.xml')] })
  assert.deepEqual([names(results), results?.files], [['one', 'two'], 2])
  assert.deepEqual(results?.remarks, ['out/other.xml, is no JUnit XML and no TAP'])
  assert.equal(await read(directory, { globs: ['nowhere/*.xml'] }), undefined)
})

test('what several reports say alike counts once, what one says twice counts twice', async (t) => {
  const one = suite('s', '<testcase name="a"/><testcase name="b"><failure/></testcase>')
  const other = suite('s', '<testcase name="a"/><testcase name="c"><failure/></testcase>')
  const directory = makeDirectory(t, {
    'reports/a.xml': one,
    'reports/b.xml': `<testsuites>${one}${other}${other}</testsuites>`,
  })
  const results = await read(directory)
  assert.deepEqual([results?.passed, results?.failed, results?.files], [3, 3, 2])
})

test('results from the output stand for those in the usual places', async (t) => {
  const reader = makeTapReader('TAP')
  reader.write(Buffer.from('1..2\nok 1 - x\nnot ok 2 - y\n'))
  const tap = reader.end()
  const directory = makeDirectory(t, { 'junit.xml': suite('usual'), 'more.xml': suite('more') })
  const results = await read(directory, { tap })
  assert.deepEqual([names(results), results?.passed, results?.failed], [['TAP'], 1, 1])
  assert.deepEqual(names(await read(directory, { tap, globs: ['more.xml'] })), ['TAP', 'more'])
})

test('failures come before what was skipped, and a thousand at most', async (t) => {
  const skip = '<testcase name="s"><skipped/></testcase>'
  const fail = '<testcase name="f"><failure/></testcase>'
  const directory = makeDirectory(t, {
    'reports/a.xml': suite('a', skip.repeat(800)),
    'reports/b.xml': suite('b', fail.repeat(400)),
  })
  const results = await read(directory)
  assert.deepEqual([results?.failed, results?.skipped, results?.cases.length], [400, 800, 1000])
  assert.deepEqual(
    results?.cases.map(({ status }) => status),
    [...Array.from({ length: 400 }, () => 'fail'), ...Array.from({ length: 600 }, () => 'skip')],
  )
})

test('a damaged report counts as far as it goes, one beyond all measure is left out, both told', async (t) => {
  const directory = makeDirectory(t, {
    'reports/cut.xml': '<testsuite name="a"><testcase name="x"/><testcase',
    'reports/huge.xml': suite('huge'),
  })
  truncateSync(join(directory, 'reports/huge.xml'), 65 * 1024 * 1024)
  symlinkSync('/dev/zero', join(directory, 'reports/endless.xml'))
  const results = await read(directory)
  assert.deepEqual([names(results), results?.passed], [['a'], 1])
  assert.match(
    results!.remarks.join('\n'),
    /cut\.xml, line 1: .*; what came before it counts\n.*huge\.xml, of 68157440 bytes, is too large/,
  )
})

test('a suite began when its report says so, where that is within the run', async (t) => {
  const began = Date.UTC(2026, 10, 25, 12)
  const request = { changedSinceMs: began, nowMs: began + 60_000 }
  const startOf = async (timestamp: string): Promise<number | undefined> => {
    const directory = makeDirectory(t, { 'junit.xml': suite('s', undefined, `timestamp="${timestamp}"`) })
    utimesSync(join(directory, 'junit.xml'), (began + 1) / 1000, (began + 1) / 1000)
    return (await read(directory, request))?.suites[0]?.startedAtMs
  }
  assert.equal(await startOf('2026-11-25T12:00:30.000Z'), began + 30_000)
  assert.equal(await startOf('2026-11-25T12:00:30'), began + 30_000)
  assert.equal(await startOf('2026-11-25T13:00:30+01:00'), began + 30_000)
  assert.equal(await startOf('2026-11-24T12:00:30Z'), undefined)
  assert.equal(await startOf('nonsense'), undefined)
})

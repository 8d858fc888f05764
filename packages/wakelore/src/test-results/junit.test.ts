import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import * as fc from 'fast-check'
import { makeTestScript } from './node-tests.fixture.ts'
import { readJunit } from './junit.ts'
import type { TestReport } from './test-report.ts'

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures/test-reports')

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(report: string | Uint8Array, chunkBytes = 1 << 16): Promise<TestReport | undefined> {
  return readJunit(inChunks(typeof report === 'string' ? Buffer.from(report) : report, chunkBytes), 'file')
}

/** Each suite on a line, and each case that didn't pass. */
function told(report: TestReport | undefined): string[] {
  return (report?.suites ?? []).flatMap(({ name, passed, failed, skipped, durationUs, cases }) => [
    `${name}: ${passed}/${failed}/${skipped}${durationUs === undefined ? '' : ` ${durationUs / 1000} ms`}`,
    ...cases.map(
      (one) =>
        `  ${one.status} ${one.name}${one.errorType === undefined ? '' : ` [${one.errorType}]`}${one.message === undefined ? '' : `: ${one.message.split('\n')[0]}`}`,
    ),
  ])
}

test('surefire: classes, reruns, flaky tests, times with a comma', async () => {
  const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0" name="org.atlas.ParserTest" time="1,234.5" tests="5" errors="1" skipped="1" failures="1">
  <properties><property name="java.version" value="21"/></properties>
  <testcase name="parses" classname="org.atlas.ParserTest" time="0.012"/>
  <testcase name="fails" classname="org.atlas.ParserTest" time="0.1">
    <failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j…
	at org.atlas.ParserTest.fails(ParserTest.java:12)]]></failure>
    <rerunFailure message="again" type="x"><stackTrace>…</stackTrace></rerunFailure>
    <system-out><![CDATA[<testcase name="no case"/>]]></system-out>
  </testcase>
  <testcase name="errs" classname="org.atlas.ParserTest" time="0"><error type="java.lang.NullPointerException">java.lang.NullPointerException
	at x</error></testcase>
  <testcase name="later" classname="org.atlas.ParserTest" time="0"><skipped message="not now"/></testcase>
  <testcase name="flaky" classname="org.atlas.ParserTest" time="0.2"><flakyFailure message="first" type="x"/></testcase>
</testsuite>`
  assert.deepEqual(told(await read(report)), [
    'org.atlas.ParserTest: 2/2/1 1234500 ms',
    '  fail org.atlas.ParserTest.fails [org.opentest4j.AssertionFailedError]: expected: <1> but was: <2>',
    '  error org.atlas.ParserTest.errs [java.lang.NullPointerException]: java.lang.NullPointerException',
    '  skip org.atlas.ParserTest.later: not now',
  ])
})

test('Gradle, jest-junit, go-junit-report, nextest and CTest', async () => {
  const gradle = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="org.atlas.GraphTest" tests="1" skipped="0" failures="1" errors="0" timestamp="2026-11-25T10:11:12" hostname="box" time="0.05">
  <properties/>
  <testcase name="grows()" classname="org.atlas.GraphTest" time="0.05"><failure message="org.opentest4j.AssertionFailedError: no" type="org.opentest4j.AssertionFailedError">trace</failure></testcase>
  <system-out><![CDATA[]]></system-out><system-err><![CDATA[]]></system-err>
</testsuite>`
  const found = await read(gradle)
  assert.deepEqual(told(found), [
    'org.atlas.GraphTest: 0/1/0 50 ms',
    '  fail org.atlas.GraphTest.grows() [org.opentest4j.AssertionFailedError]: org.opentest4j.AssertionFailedError: no',
  ])
  assert.equal(found?.suites[0]?.startedAt, '2026-11-25T10:11:12')
  const jest = `<testsuites name="jest tests" tests="2" failures="1" errors="0" time="1.2"><testsuite name="parser" errors="0" failures="1" skipped="0" timestamp="2026-11-25T10:11:12" time="0.8" tests="2">
    <testcase classname="parser reads" name="parser reads" time="0.003"></testcase>
    <testcase classname="parser fails" name="parser fails" time="0.004"><failure>Error: expect(received).toBe(expected)
    at Object.&lt;anonymous&gt;</failure></testcase></testsuite></testsuites>`
  assert.deepEqual(told(await read(jest)), [
    'parser: 1/1/0 800 ms',
    '  fail parser fails: Error: expect(received).toBe(expected)',
  ])
  const go = `<testsuites tests="2" failures="1"><testsuite name="example.org/atlas" tests="2" failures="1" errors="0" id="0" hostname="box" time="0.1" timestamp="2026-11-25T10:11:12Z">
    <testcase name="TestParse" classname="example.org/atlas" time="0.100"><failure message="Failed"><![CDATA[    parse_test.go:7: no]]></failure></testcase>
    <testcase name="TestOther" classname="example.org/atlas" time="0.000"></testcase></testsuite></testsuites>`
  assert.deepEqual(told(await read(go)), [
    'example.org/atlas: 1/1/0 100 ms',
    '  fail example.org/atlas.TestParse: Failed',
  ])
  const nextest = `<testsuites name="nextest-run" tests="2" failures="1" errors="0" uuid="x" timestamp="2026-11-25T10:11:12.000+00:00" time="0.2"><testsuite name="atlas" tests="2" disabled="0" errors="0" failures="1">
    <testcase name="tests::ok" classname="atlas" timestamp="2026-11-25T10:11:12.100+00:00" time="0.01"></testcase>
    <testcase name="tests::bad" classname="atlas" time="0.01"><failure type="test failure with exit code 101">thread panicked</failure><system-out>x</system-out></testcase></testsuite></testsuites>`
  assert.deepEqual(told(await read(nextest)), [
    'atlas: 1/1/0',
    '  fail atlas.tests::bad [test failure with exit code 101]: thread panicked',
  ])
  const ctest = `<testsuite name="Linux-c++" tests="3" failures="1" disabled="1" skipped="1" hostname="" time="1" timestamp="2026-11-25T10:11:12">
    <testcase name="ok" classname="ok" time="0.1" status="run"><system-out></system-out></testcase>
    <testcase name="bad" classname="bad" time="0.1" status="fail"><failure message="Failed"/></testcase>
    <testcase name="off" classname="off" time="0" status="disabled"/></testsuite>`
  assert.deepEqual(told(await read(ctest)), ['Linux-c++: 1/1/1 1000 ms', '  fail bad: Failed', '  skip off'])
})

test('PHPUnit: suites in suites count their own cases, and no sum twice', async () => {
  const report = `<testsuites><testsuite name="phpunit.xml" tests="3" failures="1"><testsuite name="unit" tests="3">
    <testsuite name="App\\ATest" tests="2" assertions="2" file="/src/ATest.php"><testcase name="testA" class="App\\ATest" classname="App.ATest" assertions="1" time="0.01"/>
    <testcase name="testB" class="App\\ATest" classname="App.ATest" time="0.01"><failure type="PHPUnit\\Framework\\ExpectationFailedException">App\\ATest::testB</failure></testcase></testsuite>
    <testsuite name="App\\BTest" tests="1"><testcase name="testC" class="App\\BTest" classname="App.BTest" time="0.01"/></testsuite></testsuite></testsuite></testsuites>`
  assert.deepEqual(told(await read(report)), [
    'phpunit.xml > unit > App\\ATest: 1/1/0',
    '  fail App.ATest.testB [PHPUnit\\Framework\\ExpectationFailedException]: App\\ATest::testB',
    'phpunit.xml > unit > App\\BTest: 1/0/0',
  ])
})

test('what pytest wrote', async () => {
  assert.deepEqual(told(await read(readFileSync(join(FIXTURES, 'pytest.xml')))), [
    'pytest: 2/4/2 178 ms',
    '  fail test_x.TestFoo.test_bad: AssertionError: numbers differ <&>',
    '  fail test_x.test_param[2]: assert 2 == 1',
    '  error test_x.test_err: failed on setup with "RuntimeError: fixture"',
    '  error test_x.test_teardown: failed on teardown with "RuntimeError: teardown"',
    '  skip test_x.test_skip: later',
    '  skip test_x',
  ])
})

test('what Node writes at this moment', async (t) => {
  const script = makeTestScript(t)
  const written = execFileSync(process.execPath, ['-e', NODE_TESTS, script, 'junit'], {
    env: { PATH: process.env['PATH'] },
  })
  const lines = told(await read(written)).map((line) => line.replace(/ [\d.]+ ms$/, ''))
  assert.deepEqual(lines, [
    'suite > inner: 1/0/0',
    'suite: 1/1/0',
    '  fail suite.b # hash [testCodeFailure]: nope',
    'parent: 1/1/0',
    '  fail parent.sub bad [testCodeFailure]: bad',
    'file: 1/1/2',
    '  fail top bad [testCodeFailure]: numbers differ <&>',
    '  skip skipped: later',
    '  skip todo: true',
  ])
})

/** A test runner's exit status is that of its tests. */
const NODE_TESTS = `const { spawnSync } = require('child_process');
const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=' + process.argv[2], process.argv[1]]);
process.stdout.write(stdout)`

test('a report is the same however it arrives, and in the encoding that it declares', async () => {
  const xml = `<testsuite name="größe €"><testcase name="ä &amp; &#228;"><failure><![CDATA[ü]]></failure></testcase></testsuite>`
  const expected = ['größe €: 0/1/0', '  fail ä & ä: ü']
  for (const size of [1, 2, 3, 7, 1000]) {
    assert.deepEqual(told(await read(xml, size)), expected)
  }
  assert.deepEqual(told(await read(Buffer.from(`\ufeff${xml}`, 'utf16le'))), expected)
  const latin = `<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="gr\u00f6\u00dfe"><testcase name="x"/></testsuite>`
  assert.deepEqual(told(await read(Buffer.from(latin, 'latin1'))), ['größe: 1/0/0'])
})

test('what is no report of tests is none', async () => {
  for (const text of ['', 'text', '<html><body/></html>', '<coverage/>', '{}', '\u0000\u0001']) {
    assert.equal(await read(text), undefined, text)
  }
})

test('a report that is cut off counts as far as it goes, and says so', async () => {
  const report = await read(
    '<testsuites><testsuite name="a"><testcase name="x"/><testcase name="y"><failure mess',
  )
  assert.deepEqual(told(report), ['a: 1/0/0'])
  assert.match(report!.damage!, /^line 1: /)
  const mismatched = await read('<testsuite name="a"><testcase name="x"></testsuite>')
  assert.match(mismatched!.damage!, /Unexpected close tag/)
})

test('entities of its own, deep nesting and endless tags are refused, bounded in what they cost', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><testsuite name="&b;"><testcase name="x"/></testsuite>`
  assert.equal(await read(bomb), undefined)
  const outside = `<!DOCTYPE testsuite SYSTEM "file:///etc/passwd"><testsuite name="a"><testcase name="x"/></testsuite>`
  assert.deepEqual(told(await read(outside)), ['a: 1/0/0'])
  const unknown = await read('<testsuite name="a"><testcase name="x"/><testcase name="&b;"/></testsuite>')
  assert.deepEqual(told(unknown), ['a: 1/0/0'])
  const deep = await read(`<testsuites>${'<testsuite name="a">'.repeat(100_000)}`)
  assert.match(deep!.damage!, /deeper than 64/)
  const endless = await read(`<testsuite name="${'a'.repeat(4_000_000)}"/>`)
  assert.match(endless?.damage ?? 'none', /none|length/i)
  const attributes = Array.from({ length: 20_000 }, (_, index) => `a${index}=""`).join(' ')
  const crowded = await read(`<testsuite name="a"><testcase name="x"/><testcase ${attributes}/></testsuite>`)
  assert.deepEqual(
    [told(crowded), crowded?.damage],
    [['a: 1/0/0'], 'line 1: a tag of more than 1000 attributes'],
  )
})

test('names, messages and lists are bounded, counts are not', async () => {
  const cases = Array.from(
    { length: 3000 },
    (_, index) =>
      `<testcase name="${index} ${'n'.repeat(1000)}"><failure>${'m'.repeat(20_000)}</failure></testcase>`,
  )
  const report = await read(`<testsuite name="s">${cases.join('')}</testsuite>`)
  const [suite] = report!.suites
  assert.deepEqual([suite?.failed, suite?.cases.length], [3000, 1000])
  assert.ok(suite!.cases.every(({ name, message }) => name.length <= 501 && message!.length <= 4001))
})

test('long names of suites in suites cost no more than their beginnings', async () => {
  const opened = Array.from({ length: 60 }, (_, level) => `<testsuite name="${level}${'n'.repeat(100_000)}">`)
  const suites = '<testsuite name="s"><testcase name="x"/></testsuite>'.repeat(9000)
  const before = process.cpuUsage()
  const report = await read(`${opened.join('')}${suites}`)
  assert.equal(report?.suites.length, 9000)
  // With whole names 54 GB would be written.
  assert.ok(process.cpuUsage(before).user < 20e6)
})

test('whatever bytes a report is made of, reading it ends and counts no more than there is', async () => {
  const parts = fc.constantFrom(
    '<testsuites>',
    '</testsuites>',
    '<testsuite name="s">',
    '</testsuite>',
    '<testcase name="c">',
    '<testcase name="d" classname="x"/>',
    '</testcase>',
    '<failure message="m">',
    '</failure>',
    '<skipped/>',
    '<error>',
    '</error>',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&x;',
    '<!--',
    '-->',
    'text',
    '<?x',
    '?>',
    '\u0000',
    '<',
    '"',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(parts, { maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      async (made, size) => {
        const text = made.join('')
        const report = await read(text, size)
        const cases = text.split('<testcase').length - 1
        const counted = (report?.suites ?? []).reduce(
          (sum, one) => sum + one.passed + one.failed + one.skipped,
          0,
        )
        assert.ok(counted <= cases)
        assert.deepEqual(told(report), told(await read(text)))
      },
    ),
    { numRuns: 500 },
  )
})

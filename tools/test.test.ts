import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'

type Run = {
  readonly lines: readonly string[]
  readonly last: string | undefined
  readonly status: number | null
}

const PASSES =
  "import test from 'node:test'\ntest('a', () => {})\ntest('b', (t) => t.diagnostic('recall 0.98'))\n"
const SKIPS = "import test from 'node:test'\ntest('a', { skip: 'git-lfs is missing' }, () => {})\n"

test('what passes is one line a file, and the counts come last', () => {
  const { lines, last, status } = runTests({ 'a.test.ts': PASSES, 'b.test.ts': PASSES })
  assert.equal(lines.filter((line) => line.startsWith('✔ ')).length, 2)
  assert.ok(lines.some((line) => line.includes('recall 0.98')))
  assert.equal(last, '4 passed, 0 failed')
  assert.equal(status, 0)
})

test('what fails is told in full', () => {
  const failing =
    "import test from 'node:test'\ntest('it holds', () => { console.log('so far'); throw new Error('no') })\n"
  const { lines, last, status } = runTests({ 'a.test.ts': PASSES, 'b.test.ts': failing })
  for (const part of ['✖ it holds (test/b.test.ts:2)', 'Error: no', 'so far']) {
    assert.ok(
      lines.some((line) => line.includes(part)),
      part,
    )
  }
  assert.equal(last, '2 passed, 1 failed')
  assert.equal(status, 1)
})

test('a file that crashes, ends badly after its tests or holds none has failed', () => {
  for (const text of [
    'throw new Error()',
    'process.kill(process.pid)',
    '',
    `${PASSES}process.exitCode = 3`,
  ]) {
    const { last, status } = runTests({ 'a.test.ts': text })
    assert.match(last ?? '', /^[02] passed, 1 failed$/)
    assert.equal(status, 1)
  }
})

test('a test that lacks a tool is skipped at home and fails in CI', () => {
  assert.equal(runTests({ 'a.test.ts': SKIPS }).last, '0 passed, 0 failed, 1 skipped')
  assert.equal(runTests({ 'a.test.ts': SKIPS }, { CI: '1' }).last, '0 passed, 1 failed')
})

test('arguments choose files, and one that chooses none is refused', () => {
  const files = { 'a.test.ts': PASSES, 'b.test.ts': PASSES }
  assert.equal(runTests(files, {}, ['b.test']).last, '2 passed, 0 failed')
  assert.notEqual(runTests(files, {}, ['c.test']).status, 0)
})

/** Runs a copy of the tool over a tree of its own. */
function runTests(
  files: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  args: string[] = [],
): Run {
  const root = mkdtempSync(join(tmpdir(), 'wakelore-test-'))
  try {
    for (const name of ['test.ts', 'source-files.ts']) {
      cpSync(join(import.meta.dirname, name), join(root, 'tools', name))
    }
    mkdirSync(join(root, 'test'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'test', name), text)
    // A runner inside a runner's child would report to the outer one.
    const { CI: _ci, NODE_TEST_CONTEXT: _context, ...outer } = process.env
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'tools/test.ts'), ...args], {
      encoding: 'utf8',
      env: { ...outer, NO_COLOR: '1', ...env },
    })
    const lines = stdout.trimEnd().split('\n')
    return { lines, last: lines.at(-1), status }
  } finally {
    rmSync(root, { recursive: true })
  }
}

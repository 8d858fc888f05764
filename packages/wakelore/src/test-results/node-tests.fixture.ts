/** Tests that end in every way there is, for Node's own runner. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

const SCRIPT = `import test, { describe, it } from 'node:test'
import assert from 'node:assert'
test('top ok', () => {})
test('top bad', () => { assert.equal(1, 2, 'numbers differ <&>') })
test('skipped', { skip: 'later' }, () => {})
test('todo', { todo: true }, () => { throw new Error('x') })
describe('suite', () => {
  it('a', () => {})
  it('b # hash', () => { throw new TypeError('nope\\nline2') })
  describe('inner', () => { it('c', () => {}) })
})
test('parent', async (t) => {
  await t.test('sub ok', () => {})
  await t.test('sub bad', () => assert.fail('bad'))
})
`

/** Where they are. */
export function makeTestScript(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-tests-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'made.test.mjs')
  writeFileSync(file, SCRIPT)
  return file
}

/** Whatever stands in a configuration: ours is added to what git reads and nothing else, and the bytes come back. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from '@wakelore/vault/git'
import { GIT_TRACE2_MAX_FILES, insertTarget, removeInsertion } from './global-config.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-config-'))
after(() => rmSync(scratch, { recursive: true }))
const file = join(scratch, 'gitconfig')
const environment = {
  PATH: process.env['PATH'],
  HOME: scratch,
  GIT_CONFIG_GLOBAL: file,
  GIT_CONFIG_NOSYSTEM: '1',
}
const git = makeGit({ environment })
const run = promisify(execFile)

const key = fc.constantFrom('name', 'email', 'maxFiles', 'normalTarget', 'x-y', 'URL')
const plainValue = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', '\t', ';', '#', '"', '\\', '=', '[', ']'),
  maxLength: 8,
})
const line = fc.oneof(
  fc.tuple(key, plainValue).map(([name, value]) => `\t${name} = ${value}`),
  fc.tuple(key, plainValue).map(([name, value]) => `${name}="${value.replace(/["\\]/g, '')}"`),
  key,
  fc.constantFrom(
    '[user]',
    '[core]pager=less',
    '[trace2]',
    '[remote "a b"]',
    '# words',
    '; words',
    '',
    '   ',
    '\tname = a \\',
  ),
  fc
    .integer({ min: 1, max: 3 })
    .map((n) => (n === 1 ? `\tmaxFiles = ${GIT_TRACE2_MAX_FILES}` : '\tmaxFiles = 7')),
)
const config = fc
  .tuple(
    fc.boolean(),
    fc.array(line, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n', '\r\n', '\\', '\\\n', '#'),
  )
  .map(([hasMark, lines, eol, end]) =>
    Buffer.from(`${hasMark ? '\ufeff' : ''}[a]${eol}${lines.join(eol)}${end}`),
  )
const target = fc
  .string({
    unit: fc.constantFrom('a', 'é', ' ', '"', '\\', '#', ';', '\t', '%', '$'),
    minLength: 1,
    maxLength: 6,
  })
  .map((name) => `/tmp/${name}/`)

test('git reads what it read before and our two values, and the bytes come back', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(config, target, async (bytes, directory) => {
      writeFileSync(file, bytes)
      const before = await listing()
      const value = { target: directory, maxFiles: GIT_TRACE2_MAX_FILES }
      if (before === undefined) {
        await assert.rejects(insertTarget(git, file, value, noted), (error) =>
          isFault(error, 'CAPTURE_CONFIG_MALFORMED'),
        )
        assert.deepEqual(readFileSync(file), bytes)
        return
      }
      tried++
      const insertion = await insertTarget(git, file, value, noted)
      assert.deepEqual(await listing(), [
        ...before,
        `trace2.eventtarget\n${directory}`,
        `trace2.maxfiles\n${GIT_TRACE2_MAX_FILES}`,
      ])
      assert.equal(await removeInsertion(git, insertion), 'removed')
      assert.deepEqual(readFileSync(file), bytes)
    }),
    { numRuns: 60 },
  )
  assert.ok(tried > 10, `only ${tried} of the configurations could be read by git`)
})

test('what git writes meanwhile is read after ours is gone as it would have been without', async () => {
  const edit = fc.constantFrom(
    ['user.name', 'Ada'],
    ['a.b', 'c'],
    ['trace2.normalTarget', '/tmp/n'],
    ['trace2.eventBrief', 'true'],
    ['z.y.x', 'w'],
  )
  await fc.assert(
    fc.asyncProperty(config, fc.array(edit, { minLength: 1, maxLength: 3 }), async (bytes, edits) => {
      writeFileSync(file, bytes)
      // Behind a line that goes on, git itself writes into that line.
      if (/\\\s*$/.test(bytes.toString()) || (await listing()) === undefined) return
      const insertion = await insertTarget(git, file, { target: '/tmp/spool/', maxFiles: 1999 }, noted)
      for (const args of edits)
        await run('git', ['config', '--global', '--replace-all', ...args], { env: environment })
      await removeInsertion(git, insertion)
      const found = await listing()
      writeFileSync(file, bytes)
      for (const args of edits)
        await run('git', ['config', '--global', '--replace-all', ...args], { env: environment })
      // git puts a value into the last section of its name, which was ours: so the order may differ.
      assert.deepEqual(found?.toSorted(), (await listing())?.toSorted())
    }),
    { numRuns: 25 },
  )
})

async function noted(): Promise<void> {}

/** As the user's git reads it; undefined where it can't. */
async function listing(): Promise<string[] | undefined> {
  try {
    const { stdout } = await run('git', ['config', '--global', '--list', '-z'], {
      env: { ...environment, GIT_TRACE2_EVENT: '0' },
    })
    return stdout.split('\0').slice(0, -1)
  } catch {
    return undefined
  }
}

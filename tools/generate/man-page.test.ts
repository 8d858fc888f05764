/** The manual page as mandoc and man read it, against the command line as it helps itself. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { loadOperations } from '@wakelore/server/operations'
import { commands } from 'wakelore/cli/commands'
import { filesNamed } from '../source-files.ts'
import { manPage } from './man-page.ts'

const { text } = await manPage()

test('mandoc has nothing to say against it', (t) => {
  const shown = read(t, 'mandoc', '-Tlint')
  if (shown === undefined) return
  // What it says of pages that this one refers to, and that aren't installed, goes elsewhere.
  assert.equal(shown, '')
})

test('man shows every command, with every input and example, in 80 columns', async (t) => {
  const shown = read(t, 'man', '-l')
  if (shown === undefined) return
  for (const line of shown.split('\n')) assert.ok(line.length <= 80, line)
  const flat = shown.replace(/[\u2010-]\n\s*/g, '').replace(/\s+/g, ' ')
  for (const { name } of commands) assert.match(shown, new RegExp(`^ {5}${name}\\b`, 'm'), name)
  for (const { name, input, examples } of await loadOperations()) {
    if (name.includes('.') && name !== 'export.to') continue
    for (const field of Object.keys(input.shape)) {
      const flag = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      assert.ok(flat.includes(flag), `${name}: ${flag}`)
    }
    for (const { command } of examples) {
      assert.ok(flat.replaceAll(' ', '').includes(command.replaceAll(/\s/g, '')), command)
    }
  }
})

test('every variable of wakelore that the sources read is told', async () => {
  const found = new Set<string>()
  for (const path of await filesNamed('.ts', ['/src/'])) {
    if (/\.(test|bench|prove|fixture|generated|commands)\./.test(path)) continue
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/['.](WAKELORE_[A-Z_]+)\b/g)) found.add(name!)
  }
  assert.ok(found.has('WAKELORE_PASSPHRASE'))
  for (const name of found) assert.ok(text.includes(name), name)
})

/** What a program prints of the page; undefined where it isn't there. */
function read(t: TestContext, program: string, option: string): string | undefined {
  if (spawnSync(program, ['--version']).error !== undefined) {
    t.skip(`${program} is missing`)
    return undefined
  }
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-man-'))
  try {
    const path = join(directory, 'wakelore.1')
    writeFileSync(path, text)
    const { status, stdout, stderr } = spawnSync(program, [option, path], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '80', MANPAGER: 'cat', LC_ALL: 'C.UTF-8' },
    })
    assert.equal(status, 0, stdout + stderr)
    return stdout
  } finally {
    rmSync(directory, { recursive: true })
  }
}

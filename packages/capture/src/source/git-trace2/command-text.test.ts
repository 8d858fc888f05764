import assert from 'node:assert/strict'
import test from 'node:test'
import { boundedText, commandLine, programName } from './command-text.ts'

test('a program is named without directory and arguments', () => {
  const name = (usesShell: boolean, ...argv: string[]): string => programName({ argv, usesShell })
  assert.equal(name(false, '/usr/bin/vim', '.git/COMMIT_EDITMSG'), 'vim')
  assert.equal(name(false, 'C:\\Program Files\\less.exe'), 'less.exe')
  assert.equal(name(true, 'LESS=FRX /usr/bin/less -S', 'x'), 'less')
  assert.equal(name(true, 'f() { secret; }; f'), 'sh')
  assert.equal(name(true, '"$EDITOR" --wait'), 'sh')
  assert.equal(name(false), '')
})

test("a command line is quoted for a shell, and git's own is empty", () => {
  const line = (usesShell: boolean, ...argv: string[]): string => commandLine({ argv, usesShell }, 1024)
  assert.equal(line(false, 'echo', "it's", 'a b', ''), "echo 'it'\\''s' 'a b' ''")
  assert.equal(line(true, 'code --wait', '/a b'), "code --wait '/a b'")
  assert.equal(line(false, 'git', 'gc', '--auto'), '')
  assert.equal(line(true, "git-upload-pack '/srv/atlas'"), '')
  assert.equal(line(true, 'git commit -m'), 'git commit -m')
})

test('a text is cut between words, never inside one', () => {
  assert.equal(boundedText('one two three', 20), 'one two three')
  assert.equal(boundedText('one two three', 9), 'one two[truncated: 6 characters]')
  assert.equal(boundedText(`${'x'.repeat(5000)} y`, 3000), '[truncated: 5002 characters]')
})

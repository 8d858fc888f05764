import assert from 'node:assert/strict'
import test from 'node:test'
import { shellCommand } from './shell-word.ts'

test('a command is told as it was typed: flags stay flags, the program loses its directory', () => {
  assert.equal(
    shellCommand(['/usr/lib/git-core/git', 'commit', '-m', "it's done", '--', '']),
    "git commit -m 'it'\\''s done' -- ''",
  )
  assert.equal(
    shellCommand(['C:\\Program Files\\Git\\git.exe', 'log', 'a\u001b[2Jb']),
    "git.exe log $'a\\u001b[2Jb'",
  )
  assert.equal(shellCommand([]), 'git')
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { AGENTS, EDITORS, SHELLS, TERMINALS } from './programs.ts'
import { startedBy } from './started-by.ts'

test('what is typed at a shell is yours, wherever the shell runs', () => {
  assert.equal(startedBy('commit', ['bash', 'tmux: server', 'systemd']), 'you')
  assert.equal(startedBy('commit', ['-zsh', 'login']), 'you')
  assert.equal(startedBy('commit', ['zsh', 'code']), 'you')
  assert.equal(startedBy('commit', ['sh', 'make', 'fish', 'cursor']), 'you')
  assert.equal(startedBy('commit', ['powershell.exe', 'Code.exe']), 'you')
})

test('what an editor, a client, a prompt or an agent runs is theirs, through a shell or not', () => {
  assert.equal(startedBy('status', ['code', 'code', 'systemd']), 'tools')
  assert.equal(startedBy('status', ['Code.exe']), 'tools')
  assert.equal(startedBy('fetch', ['sh', 'nvim', 'bash', 'kitty']), 'tools')
  assert.equal(startedBy('status', ['starship', 'bash', 'kitty']), 'tools')
  assert.equal(startedBy('commit', ['bash', 'claude', 'zsh', 'kitty']), 'tools')
  assert.equal(startedBy('fetch', ['lazygit', 'zsh', 'kitty']), 'tools')
})

test('a terminal ends the search: what started it has no part in what is typed there', () => {
  assert.equal(startedBy('commit', ['sh', 'kitty', 'code']), 'you')
})

test('commands that scripts run are theirs; what nothing is known of is yours', () => {
  assert.equal(startedBy('rev-parse', ['bash', 'kitty']), 'tools')
  assert.equal(startedBy('commit', []), 'you')
  assert.equal(startedBy('commit', ['sh', 'something-new']), 'you')
})

test('a program stands in one list, as the system names it', () => {
  const all = [SHELLS, TERMINALS, EDITORS, AGENTS].flatMap((list) => [...list])
  assert.equal(new Set(all).size, all.length)
  for (const program of all) assert.match(program, /^[a-z0-9_-]{1,15}$/)
})

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { isProcessRunning, isWriterRunning, ownHost } from './process-alive.ts'
import { parseComponent } from './session-id.ts'

test('a process runs until it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const startedAtMs = Date.now()
  try {
    await once(child, 'spawn')
    assert.equal(isProcessRunning(child.pid!, startedAtMs), true)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  assert.equal(isProcessRunning(child.pid!, startedAtMs), false)
  assert.equal(isProcessRunning(0, startedAtMs), false)
})

test(
  'a process that began later only has the id of the one that is meant',
  { skip: process.platform === 'linux' ? false : 'the system does not tell when a process began' },
  () => {
    const startedAtMs = Date.now() - process.uptime() * 1000
    assert.equal(isProcessRunning(process.pid, startedAtMs), true)
    assert.equal(isProcessRunning(process.pid, startedAtMs - 60_000), false)
  },
)

test("this host's digest is the one that git writes", () => {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-host-'))
  try {
    execFileSync('git', ['version'], { env: { PATH: process.env.PATH, GIT_TRACE2_EVENT: `${directory}/` } })
    const [name] = execFileSync('ls', [directory], { encoding: 'utf8' }).split('\n')
    assert.equal(parseComponent(name!)?.host, ownHost())
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test("another host's process is asked about by its silence alone", () => {
  const writer = parseComponent('20261125T144738.462200Z-H00000000-P00000001')!
  const isRunning = (): boolean => assert.fail('asked')
  const nowMs = Date.UTC(2026, 10, 25)
  assert.equal(isWriterRunning(writer, { isRunning, nowMs, modifiedMs: nowMs - 599_000 }), true)
  assert.equal(isWriterRunning(writer, { isRunning, nowMs, modifiedMs: nowMs - 601_000 }), false)
})

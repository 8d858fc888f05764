/** Secrets that only the argument before them gives away, through this and what the gate then finds. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { makeRedactor } from '../redact.ts'
import { redactCommandLine, withoutSecrets } from './command-line.ts'
import { HARMLESS_COMMAND_LINES, SECRET_COMMAND_LINES } from './command-lines.fixture.ts'

const redactor = makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32) })

test('of every labelled command line the secret is gone, and nothing but an argument or two changes', async () => {
  const missed: string[] = []
  for (const line of SECRET_COMMAND_LINES) {
    const { argv } = redactCommandLine(line)
    const { changed } = await redactor.redact(argv)
    const kept = argv.map((argument, index) => changed.get(index) ?? argument)
    if (kept.join('\n').includes(line.secret)) missed.push(kept.join(' '))
    assert.equal(kept.length, line.argv.length)
    assert.equal(
      kept.filter((argument, index) => argument !== line.argv[index]).length <= 1,
      true,
      kept.join(' '),
    )
  }
  assert.deepEqual(missed, [])
})

test('nothing changes of command lines that only look like it', async () => {
  const changes: string[] = []
  for (const line of HARMLESS_COMMAND_LINES) {
    const { argv, secrets } = redactCommandLine(line)
    const { changed } = await redactor.redact(argv)
    const kept = argv.map((argument, index) => changed.get(index) ?? argument)
    if (kept.join('\n') !== line.argv.join('\n') || secrets.length > 0) changes.push(kept.join(' '))
  }
  assert.deepEqual(changes, [])
})

test('only the secret goes: the name before it, the quotes around it and the commands beside it stay', () => {
  const redacted = (...argv: string[]) => redactCommandLine({ argv, usesShell: true }).argv
  assert.deepEqual(redacted(`make && curl -sSu 'ada:abcd efgh' x | tee y`), [
    `make && curl -sSu 'ada:[redacted:assigned-secret]' x | tee y`,
  ])
  assert.deepEqual(redacted(`A="sshpass -p \\"qrst uvwx\\" ssh" git -c http.proxy=u:vwxyz@h fetch`), [
    `A="sshpass -p \\"[redacted:assigned-secret]\\" ssh" git -c http.proxy=[redacted:url-credentials]@h fetch`,
  ])
})

test('what was taken out of a command line is taken out of what git says of it', () => {
  const { secrets } = redactCommandLine({ argv: ['git', 'leak', '--password', 'horsebattery'] })
  assert.equal(
    withoutSecrets("pathspec 'horsebattery' did not match", secrets),
    "pathspec '[redacted:assigned-secret]' did not match",
  )
})

const HOSTILE: Readonly<Record<string, string>> = {
  flags: '--password '.repeat(90_000),
  'quotes in quotes': `"'`.repeat(500_000),
  'programs without an end': 'curl -u '.repeat(120_000),
  'assignments without a value': 'password='.repeat(110_000),
  'assignments of assignments': 'a=b c='.repeat(160_000),
  slashes: '/'.repeat(1_000_000),
  letters: `curl -${'s'.repeat(1_000_000)}`,
  configuration: 'git -c a.b=! '.repeat(75_000),
  aliases: `git ${'-c alias.a=!git '.repeat(60_000)}`,
  'aliases in aliases': `git ${'-calias.a='.repeat(100_000)}`,
  'substitutions in substitutions': '"$('.repeat(300_000),
  bisections: 'git bisect run '.repeat(70_000),
  gits: 'git '.repeat(250_000),
  colons: `git -c http.proxy=${':'.repeat(1_000_000)}`,
}
for (const [name, text] of Object.entries(HOSTILE)) {
  test(`a megabyte of ${name} takes a bounded time`, { timeout: 20_000 }, () => {
    const startedAt = process.cpuUsage()
    redactCommandLine({ argv: [text], usesShell: true })
    redactCommandLine({ argv: ['git', 'config', 'alias.x', text] })
    redactCommandLine({ argv: ['git', 'commit', '-m', text] })
    const { user } = process.cpuUsage(startedAt)
    assert.ok(user < 4_000_000, `${user / 1e6} s`)
  })
}

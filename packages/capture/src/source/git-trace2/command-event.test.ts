/** Secrets on command lines, from real git through the gate: what is stored holds none of them. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { EVENT_CATEGORY, PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGate } from '@wakelore/vault/gate'
import { makeRedactor } from '@wakelore/vault/redact'
import { makeTracedGit } from './traced-git.fixture.ts'

/** Nothing but their place gives them away; put together, so that no scanner finds one here. */
const planted = (name: string): string => ['horse', 'battery', name].join('')
const ACCESS_KEY = ['AKIA', 'QWERTYUI', 'OPASDFGH'].join('')

const gate = makeGate({
  detailFor: () => 'full',
  privacyOf: (attribute) => PRIVACY_CLASS[attribute],
  categoryOf: (kind) => EVENT_CATEGORY[kind],
  redactor: makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32) }),
})

test('no secret of a command line, of an alias or of what git starts is in what the gate admits', async () => {
  using traced = makeTracedGit()
  traced.git(['config', 'alias.tok', 'config github.token'])
  traced.git(['config', 'alias.fetchit', '!: curl -u'])
  traced.git(['config', 'alias.deploy', `!: curl -u admin:${planted('alias')} example.org`])
  traced.git(['config', 'alias.jump', `!GIT_SSH_COMMAND="sshpass -p ${planted('ssh')} ssh" git version`])
  traced.git(['config', 'github.token', planted('config')])
  traced.git(['config', '--global', 'sendemail.smtppass', planted('smtp')])
  traced.git(['tok', planted('expanded')])
  traced.git(['fetchit', `admin:${planted('typed')}`])
  traced.git(['deploy', '--password', planted('flag')])
  traced.git(['jump'])
  traced.git(['-c', `sendemail.smtppass=${planted('setting')}`, 'status'])
  traced.git(['-c', `http.extraHeader=Authorization: Basic ${planted('header')}`, 'status'])
  traced.git(['-c', `http.proxy=ada:${planted('proxy')}@proxy:3128`, 'status'])
  traced.git(['log', '--grep', ACCESS_KEY])

  const { events } = await traced.read()
  const admitted = await gate.admit(events)
  const stored = JSON.stringify(admitted)
  assert.ok(events.length >= 14)
  assert.equal(admitted.length, events.length)
  assert.doesNotMatch(stored, /horsebattery/)
  assert.ok(!stored.includes(ACCESS_KEY))
  assert.deepEqual(argumentsOf(admitted, 'github.token'), [
    'git',
    'config',
    'github.token',
    '[redacted:assigned-secret]',
  ])
  assert.deepEqual(argumentsOf(admitted, 'fetchit'), ['git', 'fetchit', 'admin:[redacted:assigned-secret]'])
  assert.match(stored, /curl -u admin:\[redacted:assigned-secret\] example\.org/)
})

test('what git complains of is told without the secret that it repeats', async () => {
  using traced = makeTracedGit()
  traced.git(['log', '--token', planted('revision')])
  const [event] = (await traced.read()).events
  assert.match(
    String(event!.attributes['error.message']),
    /^ambiguous argument '\[redacted:assigned-secret\]'/,
  )
})

test('command lines without a secret are told as they were typed', async () => {
  using traced = makeTracedGit()
  const lines = [
    ['commit', '-m', 'token parser', '--allow-empty'],
    ['log', '--author', 'password'],
    ['config', '--get', 'github.token'],
    ['branch', 'token'],
    ['checkout', '-b', 'secret-santa'],
    ['diff', '-p', '--', 'src/password2.ts'],
  ]
  for (const line of lines) traced.git(line)
  const admitted = await gate.admit((await traced.read()).events)
  for (const line of lines) assert.deepEqual(argumentsOf(admitted, line[1]!, line[0]!), ['git', ...line])
})

/** Of the first command that has this argument. */
function argumentsOf(
  events: readonly DevelopmentEvent[],
  argument: string,
  command = '',
): readonly string[] | undefined {
  return events
    .map(({ attributes }) => attributes['process.command_args'] as readonly string[])
    .find((argv) => argv.includes(argument) && (command === '' || argv.includes(command)))
}

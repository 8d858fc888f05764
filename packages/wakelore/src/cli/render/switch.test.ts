import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { off } from '@wakelore/server/operation/off'
import type { on } from '@wakelore/server/operation/on'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderOff, renderOn, renderPause, renderUninstall } from './switch.ts'

const context: RenderContext = {
  nowMs: new Date(2026, 10, 2, 9).getTime(),
  width: 80,
  repoHint: '',
  cwd: '/home/ada',
  configFile: '/home/ada/.config/wakelore/config.json',
}
const plan: z.output<typeof on.output> = {
  repository: { id: '0'.repeat(32), name: 'atlas', path: '/home/ada/src/atlas' },
  detail: 'full',
  spool: '/run/user/1000/wakelore/spool/git',
  store: '/home/ada/.local/share/wakelore',
  files: [
    {
      path: '/home/ada/.gitconfig',
      what: 'git-config',
      change: 'appended',
      text: '\r\n[trace2]\r\n\teventTarget = /run/user/1000/wakelore/spool/git/\r\n\tmaxFiles = 2000\r\n',
    },
    {
      path: '/home/ada/.config/systemd/user/wakelore.service',
      what: 'unit',
      change: 'created',
      text: '[Unit]\n',
    },
    {
      path: context.configFile,
      what: 'consent',
      change: 'changed',
      text: '{"detail":{"history":"full","git":"full"}}',
    },
  ],
  daemon: { by: 'systemd', remark: null, pid: null },
  warnings: ['trace2.maxFiles = 7 by /etc/gitconfig does not count until `wakelore off`.'],
  needed: true,
  done: false,
}
const offAnswer: z.output<typeof off.output> = {
  repositories: [{ id: '0'.repeat(32), name: 'atlas' }],
  telemetry: [],
  whole: true,
  config: { file: '/home/ada/.gitconfig', outcome: 'removed' },
  remarks: [],
}

test('the plan names every file, what is appended word for word, and fits 80 columns', () => {
  const text = renderOn(plan, context)
  for (const { path } of plan.files) assert.ok(text.includes(path), path)
  for (const line of [
    '[trace2]',
    '  eventTarget = /run/user/1000/wakelore/spool/git/',
    '  maxFiles = 2000',
  ]) {
    assert.ok(
      text.split('\n').some((shown) => shown.trimEnd().endsWith(`  ${line}`)),
      line,
    )
  }
  for (const line of text.split('\n')) assert.ok(displayWidth(line) <= 80, line)
  assert.match(text, /Its history, too\./)
  assert.match(text, /! trace2\.maxFiles = 7/)
})

test('each level says what it leaves out', () => {
  assert.match(renderOn({ ...plan, detail: 'counts' }, context), /Neither names nor texts/)
  assert.match(
    renderOn({ ...plan, detail: 'names' }, context).replaceAll(/\s+/g, ' '),
    /Neither arguments nor messages/,
  )
  assert.match(renderOn(plan, context), /secrets\s+redacted/)
})

test('what a file or a repository is called cannot write to the terminal', () => {
  const hostile = '\u001b[2J'
  const text = renderOn(
    {
      ...plan,
      repository: { ...plan.repository, name: hostile, path: hostile },
      spool: hostile,
      warnings: [hostile],
      files: [{ ...plan.files[0]!, path: hostile, text: `[trace2]\n\teventTarget = ${hostile}\n` }],
      daemon: { by: 'nobody', remark: hostile, pid: null },
    },
    context,
  )
  assert.ok(!text.includes(hostile))
})

test('what was done tells who takes traces in, and how it is undone', () => {
  const done = { ...plan, done: true }
  const say = (answer: typeof plan): string => renderOn(answer, context).replaceAll(/\s+/g, ' ')
  assert.match(
    say({ ...done, daemon: { by: 'systemd', remark: null, pid: 7 } }),
    /process 7, .*systemd starts it at every login/,
  )
  assert.match(
    say({ ...done, daemon: { by: 'nobody', remark: 'why not', pid: 7 } }),
    /Nobody starts it again after a reboot \(why not\)/,
  )
  assert.match(say({ ...done, daemon: { by: 'nobody', remark: null, pid: null } }), /No daemon runs/)
  assert.match(say({ ...done, needed: false }), /recorded already/)
  assert.match(say(done), /wakelore off undoes it/)
})

test('off says what of ours was in the configuration, and what stays', () => {
  const say = (config: typeof offAnswer.config): string => renderOff({ ...offAnswer, config }, context)
  assert.match(
    say(offAnswer.config),
    /added to \/home\/ada\/\.gitconfig is taken out again\.\n[^]*What is stored stays/,
  )
  assert.match(say({ file: '/x', outcome: 'kept' }), /but for trace2\.maxFiles, which may be yours/)
  assert.match(say({ file: '/x', outcome: 'absent' }), /was gone already/)
  assert.doesNotMatch(say({ file: null, outcome: 'absent' }), /added/)
  assert.doesNotMatch(say(null), /added/)
  assert.match(
    renderOff({ ...offAnswer, repositories: [], config: null }, context),
    /^Nothing was being recorded\.$/,
  )
  assert.match(
    renderOff({ ...offAnswer, repositories: [], whole: false, config: null }, context),
    /of other repositories they are/,
  )
})

test('a pause says until when, and who ends it', () => {
  const answer = {
    until: new Date(2026, 10, 2, 11, 5).toISOString(),
    repositories: [],
    daemon: 7,
    remarks: ['careful'],
  }
  const text = renderPause(answer, context)
  assert.match(text, /until 11:05/)
  assert.match(text, /The daemon, process 7/)
  assert.match(text, /! careful/)
  assert.match(
    renderPause({ ...answer, daemon: null }, context),
    /No daemon runs: the first command after that/,
  )
})

test('uninstalling says what goes and what stays before, and what stays after', () => {
  const kept = [{ path: '/store', what: 'the store' }]
  const before = renderUninstall({ removed: ['/cache'], kept, off: null, done: false }, context)
  assert.match(before, /Removed +\/cache\n +Kept +\/store, the store/)
  const afterwards = renderUninstall({ removed: ['/cache'], kept, off: offAnswer, done: true }, context)
  assert.match(afterwards, /no longer recorded[^]*Kept +\/store, the store/)
  assert.match(afterwards, /Removed +\/cache\n/)
  assert.match(renderUninstall({ removed: [], kept: [], off: null, done: false }, context), /nothing/)
})

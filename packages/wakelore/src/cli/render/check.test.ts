import assert from 'node:assert/strict'
import test from 'node:test'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderCheck } from './check.ts'

type Answer = Parameters<typeof renderCheck>[0]

const figures = { commits: 900, alerts: 74, right: 67, falseAlarms: 2 }
const silent: Answer = {
  changed: ['src/a.ts'],
  alerts: [],
  silence: 'nothing-missing',
  calibration: {
    asOf: 'a'.repeat(40),
    commits: 900,
    due: 0,
    threshold: 2,
    precision: { share: 67 / 74, low: 0.82, high: 0.95 },
    atThreshold: figures,
    atTheTime: figures,
  },
  isSilent: true,
}
const alert: Answer['alerts'][number] = {
  path: 'src/x.ts',
  together: 31,
  of: 33,
  with: 'src/a.ts',
  lastCommit: 'a1b2c3d'.padEnd(40, '0'),
  reasons: ['test of src/a.ts'],
  isChanged: false,
}
const speaking: Answer = { ...silent, alerts: [alert], silence: null, isSilent: false }

const at = (width: number): RenderContext => ({ nowMs: 0, width, repoHint: '', cwd: '/', configFile: '/c' })

test('an alert says what is missing, by what evidence, and how often such alerts were right', () => {
  assert.equal(
    renderCheck(speaking, at(Infinity)),
    'src/x.ts usually changes with this (31 of 33 times, last in a1b2c3d).\n\n' +
      'Here such alerts were right in 91 % of 74 past cases.',
  )
  const two = renderCheck({ ...speaking, changed: ['src/a.ts', 'b c.ts'] }, at(Infinity))
  assert.match(two, /usually changes with these, most reliably with src\/a\.ts \(31 of 33 times/)
  const unstaged = renderCheck({ ...speaking, alerts: [{ ...alert, isChanged: true }] }, at(Infinity))
  assert.match(unstaged, /\nIt has changed in the worktree, but isn’t staged\.\n/)
  const often = renderCheck({ ...speaking, alerts: [{ ...alert, together: 12 }] }, at(Infinity))
  assert.match(often, /^src\/x\.ts often changes with this \(12 of 33 times/)
  const byName = renderCheck(
    { ...speaking, alerts: [{ ...alert, with: null, lastCommit: null }] },
    at(Infinity),
  )
  assert.match(byName, /^src\/x\.ts probably belongs to this: test of src\/a\.ts\.\n/)
})

test('no line is wider than the terminal, and what a path holds moves no cursor', () => {
  const path = `${'deep/'.repeat(20)}\u001b[31mx.ts`
  const text = renderCheck({ ...speaking, alerts: [{ ...alert, path, with: path }] }, at(60))
  assert.ok(
    text.split('\n').every((line) => displayWidth(line) <= 60),
    text,
  )
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /\u001b/)
})

test('silence is silent; where it never speaks, a person at a terminal is told why', () => {
  const never = { ...silent, silence: 'uncertain-here' as const }
  const young = { ...silent, silence: 'young' as const, calibration: { ...silent.calibration, commits: 1 } }
  const learning = {
    ...silent,
    silence: 'learning' as const,
    calibration: { ...silent.calibration, due: 1200 },
  }
  for (const answer of [silent, never, young, learning]) assert.equal(renderCheck(answer, at(Infinity)), '')
  assert.equal(renderCheck(silent, at(80)), '')
  assert.match(renderCheck(never, at(80)), /never speaks here/)
  assert.match(renderCheck(learning, at(80)), /still learning this repository’s past: 1,200 commits to go/)
  assert.match(renderCheck(young, at(80)), /1 past commit of several files is\s+too few/)
})

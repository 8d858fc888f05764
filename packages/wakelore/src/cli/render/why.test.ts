import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { why } from '@wakelore/server/operation/why'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderWhy } from './why.ts'

process.env['NO_COLOR'] = '1'

type Answer = z.output<typeof why.output>
type Range = Answer['ranges'][number]

const AT = '2026-06-01T00:00:00.000Z'
const SHA = 'a1b2c3d4'.repeat(5)
const LATER = 'f9e8d7c6'.repeat(5)
const LONG = 'packages/parser/src/very/deeply/nested/directories/recursive-descent-of-forms.ts'

const at = (width: number): RenderContext => ({
  nowMs: Date.UTC(2026, 5, 15),
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const range: Range = {
  start: 12,
  end: 12,
  commit: SHA,
  author: { name: 'Ada Augusta King, Countess of Lovelace', email: 'ada@analytical-engine.example.org' },
  at: AT,
  summary: 'Parse what is nested as deeply as anybody has ever dared to nest anything at all',
  state: 'committed',
  place: { path: LONG, line: 12 },
  steps: [
    { kind: 'moved', commit: LATER, from: { path: LONG, line: 3 }, to: { path: LONG, line: 12 } },
    { kind: 'renamed', commit: null, from: { path: LONG, line: 3 }, to: { path: LONG, line: 3 } },
    { kind: 'passed-over', commit: LATER, from: { path: LONG, line: 3 }, to: { path: LONG, line: 3 } },
  ],
  isFollowed: true,
  intent: [
    { kind: 'message', text: `${'word '.repeat(120)}\n\n- a list\n- of things`, ref: SHA },
    { kind: 'issue', text: 'Fixes #12', ref: '#12' },
    { kind: 'pull-request', text: 'named in the subject', ref: '#34' },
    { kind: 'merge', text: 'Merge branch ‘forms’', ref: LATER },
    { kind: 'fixed', text: 'Mend it', ref: LATER },
    { kind: 'replaced', text: `return ${'deep'.repeat(40)}`, ref: SHA },
    { kind: 'together', text: `${LONG}, ${LONG} and 3 more files`, ref: SHA },
  ],
}
const answer: Answer = {
  repository: { id: '0'.repeat(32), name: 'r', path: '/r' },
  file: LONG,
  at: 'worktree',
  lineCount: 120,
  asked: { start: 12, end: 12 },
  lines: ['\treturn parse(input)'],
  ended: null,
  ranges: [range],
  remarks: [],
}
const uncommitted: Range = {
  ...range,
  start: 13,
  end: 40,
  commit: null,
  author: null,
  at: null,
  summary: '',
  state: 'uncommitted',
  place: null,
  steps: [],
  intent: [{ kind: 'unknown', text: 'Not committed yet.', ref: 'worktree' }],
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  line: answer,
  lines: { ...answer, asked: { start: 12, end: 40 }, ranges: [range, uncommitted] },
  whole: {
    ...answer,
    asked: null,
    lines: [],
    at: LATER,
    ended: { commit: LATER, at: AT, summary: range.summary, renamedTo: LONG },
    ranges: Array.from({ length: 30 }, (_, at) => ({
      ...range,
      start: at * 4 + 1,
      end: at * 4 + 4,
      commit: `${String(at).padStart(2, '0')}${SHA.slice(2)}`,
    })),
    remarks: ['4 lines were moved to where they are by the commit that is told, and not followed further.'],
  },
  uncommitted: { ...answer, ranges: [uncommitted] },
  empty: { ...answer, asked: null, lineCount: 0, lines: [], ranges: [] },
}

test('no line is wider than the terminal, unless one word is', () => {
  for (const [name, one] of Object.entries(ANSWERS)) {
    for (const width of [60, 80, 120]) {
      for (const line of renderWhy(one, at(width)).split('\n')) {
        const isOneWord = line
          .trim()
          .split(' ')
          .some((word) => displayWidth(word) > width - 20)
        assert.ok(displayWidth(line) <= width || isOneWord, `${name} at ${width}: ${line}`)
      }
    }
  }
})

test('a line is a story of what, why, what followed and how it got here', () => {
  const lines = renderWhy(answer, at(Infinity)).split('\n')
  const labels = lines.filter((line) => /^  \S/.test(line)).map((line) => line.slice(2, 14).trim())
  assert.deepEqual(labels.slice(1), ['why', 'discussed', 'before', 'changed too', 'fixed by', 'way here'])
  assert.equal(lines.at(-1), `git show a1b2c3d  ·  wakelore who ${LONG}`)
})

test('what a repository wrote cannot move the cursor', () => {
  const hostile = '\u001b[2J\u202e\r\n'
  const evil: Answer = {
    ...answer,
    file: `a${hostile}b`,
    lines: [hostile],
    remarks: [hostile],
    ended: { commit: LATER, at: AT, summary: hostile, renamedTo: hostile },
    ranges: [
      {
        ...range,
        summary: hostile,
        author: { name: hostile, email: hostile },
        steps: range.steps.map((step) => ({ ...step, from: { path: hostile, line: 1 } })),
        intent: range.intent.map((intent) => ({
          ...intent,
          text: `${hostile}${intent.text}${hostile}`,
          ref: intent.ref.startsWith('#') ? hostile : intent.ref,
        })),
      },
    ],
  }
  for (const one of [evil, { ...evil, asked: null, ranges: [evil.ranges[0]!, uncommitted] }]) {
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(renderWhy(one, at(80)), /[\u0000-\u0009\u000b-\u001f\u202e]/)
  }
})

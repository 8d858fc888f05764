import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { conflicts } from '@wakelore/server/operation/conflicts'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderConflicts } from './conflicts.ts'

process.env['NO_COLOR'] = '1'
process.env['TZ'] = 'UTC'

type Answer = z.output<typeof conflicts.output>
type Pair = Answer['pairs'][number]
type File = Pair['files'][number]

const at = (width: number): RenderContext => ({
  nowMs: Date.UTC(2026, 10, 25, 15),
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const file = (part: Partial<File>): File => ({
  path: 'src/parser.ts',
  kind: 'content',
  ranges: [
    [12, 18],
    [40, 40],
    [55, 54],
  ],
  rangesInB: [],
  pathInA: null,
  pathInB: null,
  driver: null,
  ...part,
})
const pair = (part: Partial<Pair>): Pair => ({
  a: 'topic',
  b: 'main',
  aTip: 'a',
  bTip: 'b',
  alsoWithDefault: false,
  files: [file({})],
  ...part,
})
const answer = (part: Partial<Answer>): Answer => ({
  pairs: [],
  branches: 4,
  compared: 6,
  merged: 2,
  since: null,
  defaultBranch: 'main',
  alreadyMerged: [],
  sameCommit: [],
  unrelated: [],
  shallow: false,
  failed: [],
  unreadable: [],
  ...part,
  leftOut: { older: 0, branches: 0, pairs: 0, unrelated: 0, failed: 0, ...part.leftOut },
})

test('a pair has its files beneath it, each with its lines and what else there is to know', () => {
  const files = [
    file({}),
    file({ path: 'yarn.lock', ranges: [[3, 9]], driver: 'yarn' }),
    file({ path: 'new.ts', ranges: [[1, 2]], pathInA: 'old.ts' }),
    file({ path: 'gone', kind: 'modify/delete', ranges: [] }),
  ]
  assert.equal(
    renderConflicts(answer({ pairs: [pair({ files })] }), at(80)),
    [
      '1 pair of 4 branches would collide',
      '',
      'topic ✕ main  4 files',
      '  src/parser.ts  content        12–18, 40, before 55',
      '  yarn.lock      content        3–9 · your driver yarn wasn’t run',
      '  new.ts         content        1–2 · in old.ts',
      '  gone           modify/delete',
      '',
      '4 branches, 6 pairs: 2 share paths and were merged, 1 collides.',
    ].join('\n'),
  )
})

test('what a branch has from the default one is told with that pair; a table says who collides with whom', () => {
  const pairs = [
    pair({}),
    pair({ b: 'other' }),
    pair({ a: 'other', b: 'third' }),
    pair({ b: 'third', alsoWithDefault: true }),
  ]
  const text = renderConflicts(answer({ pairs }), at(80))
  assert.match(text, /^topic ✕ main {2}1 file\n.*\n {2}the same with 1 branch that has it from there$/m)
  assert.doesNotMatch(text, /topic ✕ third/)
  assert.match(
    text,
    /^ +a {2}b {2}c {2}d\na {2}topic +· {2}1 {2}1\nb {2}main +1 {2}·\nc {2}other +1 {5}· {2}1\nd {2}third +1 {2}·$/m,
  )
})

test('what was not looked at, or could not be, is said', () => {
  assert.equal(
    renderConflicts(
      answer({
        alreadyMerged: [
          { branch: 'old', into: 'main', how: 'contained' },
          { branch: 'squashed', into: 'main', how: 'same-changes' },
          { branch: 'stack-1', into: 'stack-2', how: 'contained' },
        ],
        sameCommit: [{ branch: 'twin', as: 'topic' }],
        unrelated: [{ a: 'pages', b: 'main' }],
        failed: [
          { a: 'x', b: 'y', message: 'unable to read blob' },
          { a: 'x', b: 'z', message: 'unable to read blob' },
        ],
        unreadable: ['broken'],
        since: '2026-10-26T15:00:00.000Z',
        leftOut: { older: 3, branches: 0, pairs: 5, unrelated: 0, failed: 0 },
      }),
      at(Infinity),
    ),
    [
      'Nothing collides, of what git could merge.',
      '',
      '4 branches, 6 pairs: 2 share paths and were merged, none collide.',
      'Already in main: old.',
      'There by other commits, merging changes nothing: squashed.',
      'Contained in another: stack-1 in stack-2.',
      'The same commit: twin as topic.',
      'Without a commit in common, and not merged: pages and main.',
      'git can’t merge x and y, x and z: unable to read blob.',
      'Unreadable, and left out: broken.',
      'Time didn’t suffice for 5 more pairs: asking again goes on with them.',
      '3 branches without a commit since 2026-10-26 15:00 left out: `--all` takes them in.',
    ].join('\n'),
  )
})

test('no line is wider than the terminal, and nothing that a repository wrote moves the cursor', () => {
  const name = `${'long-'.repeat(30)}\u001b[2J`
  const pairs = Array.from({ length: 20 }, (_, index) =>
    pair({
      a: `${index}${name}`,
      b: `${name}b`,
      files: Array.from({ length: 12 }, () =>
        file({
          path: `${'directory/'.repeat(12)}漢字\n.ts`,
          ranges: Array.from({ length: 30 }, () => [1000, 2000]),
        }),
      ),
    }),
  )
  for (const width of [40, 80, 120]) {
    const text = renderConflicts(answer({ pairs, defaultBranch: `${name}b` }), at(width))
    assert.ok(!text.includes('\u001b'))
    for (const line of text.split('\n')) assert.ok(displayWidth(line) <= width, `${width}: ${line}`)
  }
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { ProcessJson, trace } from '@wakelore/server/operation/trace'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderTrace } from './trace.ts'

process.env['NO_COLOR'] = '1'
process.env['TZ'] = 'UTC'

type Answer = z.output<typeof trace.output>

const NOW = Date.UTC(2026, 10, 25, 15)

const at = (width: number): RenderContext => ({
  nowMs: NOW,
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const made = (part: Partial<ProcessJson>): ProcessJson => ({
  kind: part.id === undefined ? 'program' : 'git',
  id: null,
  spanId: null,
  role: null,
  name: null,
  service: null,
  class: null,
  directory: null,
  mode: null,
  alias: null,
  args: null,
  command: null,
  pid: null,
  startMs: 0,
  durationMs: 1,
  exitCode: 0,
  errorType: null,
  errorMessage: null,
  revision: null,
  regions: [],
  isCut: false,
  tests: null,
  failedCases: [],
  logs: null,
  children: [],
  ...part,
})
const git = (args: readonly string[], part: Partial<ProcessJson> = {}): ProcessJson =>
  made({ id: 'b'.repeat(32), name: args[0] ?? '', args: ['git', ...args], ...part })

const answer = (part: Partial<Answer>): Answer => ({
  ...git(['rebase', 'main'], { durationMs: 2310, revision: 'a1b2c3d4'.repeat(5) }),
  id: 'c'.repeat(32),
  traceId: '9d59409a'.repeat(4),
  parentSpanId: null,
  parent: 'none',
  repository: { id: '0'.repeat(32), name: 'atlas' },
  worktree: null,
  branch: 'feature/parser',
  startedAt: '2026-11-25T14:36:02.000Z',
  omitted: 0,
  ...part,
})

const rebase = answer({
  children: [
    made({ role: 'hook', name: 'pre-rebase', startMs: 2, durationMs: 12 }),
    git(['commit', '--amend'], {
      startMs: 400,
      durationMs: 1155,
      children: [
        made({
          role: 'editor',
          name: 'vim',
          command: 'vim .git/COMMIT_EDITMSG',
          startMs: 410,
          durationMs: 1100,
        }),
        made({
          role: 'hook',
          name: 'post-commit',
          startMs: 1540,
          durationMs: 12,
          exitCode: 1,
          errorType: 'exit_1',
        }),
      ],
    }),
    git(['maintenance', 'run', '--auto'], { role: '?', startMs: 2300, durationMs: 3 }),
  ],
})

test('a command is a tree with durations, failures in words, and a waterfall', () => {
  assert.equal(
    renderTrace(rebase, at(80)),
    `git rebase main                          feature/parser · atlas · 14:36:02 today
2.31 s · ok · HEAD now at a1b2c3d · trace 9d59409a

├─ hook pre-rebase                              12 ms  ╸
├─ git commit --amend                          1.16 s    ╺━━━━━━━━
│  ├─ editor vim .git/COMMIT_EDITMSG           1.10 s    ╺━━━━━━━╸
│  └─ hook post-commit                exit 1    12 ms            ╺
└─ git maintenance run --auto                    3 ms                 ╺`,
  )
})

test('no line is wider than its terminal, however deep and long everything is', () => {
  const long = ['commit', '-m', 'a message that goes on and on '.repeat(6)]
  let node = git(long, { durationMs: 10 })
  for (let level = 0; level < 30; level++) {
    node = git(long, {
      errorType: 'signal_15',
      errorMessage: 'it went wrong in so many ways '.repeat(5),
      children: [node, made({ role: 'hook', name: '長い名前'.repeat(12), durationMs: null })],
    })
  }
  const screen = answer({
    ...node,
    id: 'c'.repeat(32),
    parent: 'false',
    isCut: true,
    omitted: 7,
    branch: 'a-branch-with-a-very-long-name/'.repeat(4),
    children: [node],
    regions: [{ name: 'index/refresh', durationMs: 9 }],
  })
  for (const width of [40, 60, 80, 120]) {
    for (const line of renderTrace(screen, at(width)).split('\n')) {
      assert.ok(displayWidth(line) <= width, `${displayWidth(line)} of ${width}: ${line}`)
    }
  }
})

test('nothing is cut where the output goes to no terminal', () => {
  const text = renderTrace(rebase, at(Infinity))
  assert.ok(!text.includes('…'))
  assert.match(text, /^git rebase main {2}feature\/parser · atlas/)
})

test('hundreds of children are a few lines: those that failed and those that took longest', () => {
  const children = (): ProcessJson[] =>
    Array.from({ length: 300 }, (_, index) =>
      git(['commit', `-m${index}`], {
        startMs: index,
        durationMs: index === 7 ? 500 : index === 8 ? 1 : 5,
        ...(index === 8 ? { errorType: 'exit_1' } : {}),
      }),
    )
  const lines = renderTrace(answer({ children: children() }), at(80))
    .split('\n')
    .slice(3)
  assert.equal(lines.length, 41)
  assert.match(lines.at(-1)!, /^└─ … 260 more, 1\.30 s$/)
  assert.ok(lines.some((line) => /-m7 .*500 ms/.test(line)))
  assert.ok(lines.some((line) => /-m8 .*exit 1/.test(line)))
  const nested = answer({ children: children().map((child) => ({ ...child, children: children() })) })
  assert.ok(renderTrace(nested, at(80)).split('\n').length <= 3 + 2 * 200)
})

test('what a command complained of stands beneath it, once', () => {
  const complaint = { errorType: 'exit_128', errorMessage: "'origin' does not appear to be a git repository" }
  const text = renderTrace(
    answer({
      errorType: 'exit_1',
      errorMessage: 'error: some\nand more\nand more\nand too much',
      children: [git(['fetch'], { ...complaint, children: [git(['fetch-pack'], complaint)] })],
    }),
    at(80),
  )
  assert.equal(text.split("'origin' does not appear").length - 1, 1)
  assert.match(text, /exit 1 · /)
  assert.match(text, /\nerror: some\nand more\nand more\n\n/)
})

test('what a repository wrote moves no cursor', () => {
  const hostile = '\u001b[2J\u202eevil\r'
  const text = renderTrace(
    answer({
      branch: hostile,
      worktree: hostile,
      repository: { id: '0'.repeat(32), name: hostile },
      errorType: hostile,
      errorMessage: hostile,
      args: ['git', hostile],
      regions: [{ name: hostile, durationMs: 2000 }],
      children: [
        made({ role: hostile, name: hostile, command: hostile, errorType: hostile }),
        made({ role: 'hook', name: hostile }),
        git([hostile], { args: null, alias: hostile, errorType: 'exit_1', errorMessage: hostile }),
      ],
    }),
    at(80),
  )
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('what is odd about a trace is said', () => {
  assert.match(renderTrace(answer({ parent: 'false' }), at(80)), /note: it claimed to belong/)
  assert.match(
    renderTrace(answer({ parent: 'git' }), at(80)),
    /part of a greater[^]*`wakelore trace 9d59409a9d59`/,
  )
  assert.match(renderTrace(answer({ parent: 'remote', parentSpanId: '1'.repeat(16) }), at(80)), /span 1{16}/)
  assert.match(renderTrace(answer({ isCut: true }), at(80)), /left out/)
  assert.match(renderTrace(answer({ omitted: 1 }), at(80)), /1 process more/)
  const bare = renderTrace(
    answer({
      args: null,
      name: 'commit',
      traceId: null,
      branch: null,
      revision: null,
      durationMs: null,
      startedAt: '2026-11-01T08:05:09.000Z',
      repository: { id: 'f'.repeat(32), name: null },
      children: [made({ role: 'hook', durationMs: null }), made({ role: '?' }), made({ role: 'editor' })],
    }),
    at(80),
  )
  assert.match(
    bare,
    /^git commit {2,}ffffffff · 2026-11-01 08:05:09\nduration unknown · ok · event cccccccc\n/,
  )
  assert.match(bare, /├─ hook +\?\n├─ program +1 ms\n└─ editor +1 ms$/)
})

test('where git spent its own time is told where that is a tenth of all', () => {
  const regions = [
    { name: 'index/refresh', durationMs: 231 },
    { name: 'status/untracked', durationMs: 23 },
    { name: 'a/b', durationMs: 2 },
    { name: 'c/d', durationMs: 1 },
  ]
  assert.match(
    renderTrace(answer({ regions }), at(80)),
    /\n\nin git itself: index\/refresh 231 ms \(10 %\), status\/untracked 23 ms \(1 %\),\na\/b 2 ms \(<1 %\)$/,
  )
  assert.doesNotMatch(renderTrace(answer({ regions: regions.slice(1) }), at(80)), /in git itself/)
})

test('the time of a hook is not of git itself', () => {
  const hook = { name: 'hook/pre-commit', durationMs: 2000 }
  assert.doesNotMatch(renderTrace(answer({ regions: [hook] }), at(80)), /in git itself/)
  const text = renderTrace(answer({ regions: [hook, { name: 'index/refresh', durationMs: 231 }] }), at(80))
  assert.match(text, /in git itself: index\/refresh 231 ms \(10 %\)$/)
})

test('aliases and external commands are called so', () => {
  const roles = ['shell_alias', 'git_alias', 'dashed']
  const children = roles.map((role) => made({ role, name: 'foo' }))
  const text = renderTrace(answer({ children }), at(80))
  assert.match(text, /├─ alias foo .*\n├─ alias foo .*\n└─ external foo /)
})

const run = (part: Partial<ProcessJson> = {}): ProcessJson =>
  made({ kind: 'run', id: 'd'.repeat(32), name: 'npm test', class: 'test', args: ['npm', 'test'], ...part })
const span = (name: string, part: Partial<ProcessJson> = {}): ProcessJson =>
  made({ kind: 'span', id: 'e'.repeat(32), name, ...part })

test('a run is told with its tests and those that failed, a span with its service and its logs', () => {
  const failed = (name: string, message: string | null): ProcessJson['failedCases'][number] => ({
    id: 'f'.repeat(32),
    name,
    suite: 's',
    status: 'fail',
    durationMs: null,
    message,
  })
  const text = renderTrace(
    answer({
      ...run({
        durationMs: 5000,
        errorType: 'exit_1',
        tests: { passed: 1200, failed: 7, skipped: 0 },
        failedCases: [
          failed('a', 'expected 1\ngot 2'),
          ...['b', 'c', 'd', 'e', 'f'].map((name) => failed(name, null)),
        ],
        children: [
          span('GET /', {
            service: 'shop',
            startMs: 1000,
            durationMs: 2500,
            errorType: 'error',
            errorMessage: 'no database',
            logs: { records: 12, errors: 1 },
            children: [span('SELECT', { startMs: 2000, durationMs: 500 })],
          }),
          run({ startMs: 4000, durationMs: 500, tests: { passed: 3, failed: 0, skipped: 1 } }),
        ],
      }),
      id: 'd'.repeat(32),
      revision: null,
    }),
    at(80),
  )
  assert.equal(
    text,
    `npm test                                 feature/parser · atlas · 14:36:02 today
5.00 s · exit 1 · 1,200 passed, 7 failed · trace 9d59409a
✗ a: expected 1
✗ b
✗ c
✗ d
✗ e
… 2 more failed

├─ shop: GET / (12 logs, 1 error)  error   2.50 s     ━━━━━━━━╸
│     no database
│  └─ SELECT                               500 ms        ━━
└─ npm test (3 passed, 1 skipped)          500 ms              ╺━╸`,
  )
})

test('a service is named where it begins, and one that was never named is not', () => {
  const below = [
    span('inner', { service: 'shop', durationMs: 10 }),
    span('outer', { service: 'stock', durationMs: 9 }),
    span('bare', { service: 'unknown_service:node', durationMs: 8 }),
  ]
  const root = run({
    durationMs: 100,
    children: [span('GET /', { service: 'shop', durationMs: 50, children: below })],
  })
  const text = renderTrace(answer({ ...root, id: 'd'.repeat(32), revision: null }), at(80))
  const labels = text.split('\n').flatMap((line) => /─ (.*?) {2}/.exec(line)?.[1] ?? [])
  assert.deepEqual(labels, ['shop: GET /', 'inner', 'stock: outer', 'bare'])
})

test('shells and traces without a root say what they are', () => {
  const parts = [span('a', { durationMs: 1 }), span('b', { startMs: 1, durationMs: 2 })]
  const trace = { ...span('x'), kind: 'trace', id: null, children: parts, revision: null } as const
  assert.match(
    renderTrace(answer({ ...trace, durationMs: 3 }), at(80)),
    /^trace of 2 parts .*\n3 ms · trace 9d59409a\n/,
  )
  const shell = { ...run(), kind: 'shell', directory: '~/src/atlas', args: null, revision: null } as const
  assert.match(
    renderTrace(answer({ ...shell, id: 'd'.repeat(32), durationMs: null }), at(80)),
    /^shell in ~\/src\/atlas .*\nduration unknown · trace/,
  )
  const within = answer({ ...run({ args: null }), id: 'd'.repeat(32), parent: 'run' })
  assert.match(renderTrace(within, at(80)), /^npm test [^]*part of a greater command/)
  const remote = answer({ ...run(), id: 'd'.repeat(32), parent: 'remote', parentSpanId: '1'.repeat(16) })
  assert.match(renderTrace(remote, at(80)), /span 1{16}, which is not held here\./)
})

test('what a sender wrote moves no cursor, and a trace of ten thousand spans stays a few screens', () => {
  const hostile = '\u001b[2J\u202eevil\r\n'
  const text = renderTrace(
    answer({
      ...span(hostile, {
        service: hostile,
        errorType: hostile,
        errorMessage: hostile,
        children: [run({ name: hostile, args: null }), made({ kind: 'shell', id: '0', directory: hostile })],
        failedCases: [
          { id: '', name: hostile, suite: hostile, status: hostile, durationMs: null, message: hostile },
        ],
      }),
      revision: null,
    }),
    at(80),
  )
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/)
  const branch = (): ProcessJson[] =>
    Array.from({ length: 100 }, (_, index) =>
      span(`span ${index}`, { startMs: index, durationMs: index % 7 }),
    )
  const many = branch().map((one) => ({ ...one, children: branch() }))
  assert.ok(renderTrace(answer({ children: many }), at(80)).split('\n').length <= 3 + 2 * 200)
})

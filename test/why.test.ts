/** `wakelore why`, asked of the command line on real repositories. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { makeHome } from './cli.ts'

type Intent = { kind: string; text: string; ref: string }
type Why = {
  file: string
  at: string
  lines: string[]
  ended: { commit: string; renamedTo: string | null } | null
  ranges: {
    start: number
    end: number
    commit: string | null
    author: { name: string } | null
    at: string | null
    summary: string
    state: string
    steps: { kind: string; commit: string | null; from: { path: string; line: number } }[]
    intent: Intent[]
  }[]
  remarks: string[]
}

const FUNCTION = [
  'export function parse(input) {',
  '  const tokens = lex(input)',
  '  return tokens.map(nest)',
  '}',
]
const OTHER = Array.from({ length: 12 }, (_, at) => `export const option${at} = setting('option ${at}')`)
const text = (...lines: string[][]): string => `${lines.flat().join('\n')}\n`

type Project = { readonly repository: ScratchRepository; readonly sha: Readonly<Record<string, string>> }

/** A function that was merged, moved, reverted and taken up again. */
function makeProject(): Project {
  const repository = makeScratchRepository({ name: 'atlas' })
  const sha: Record<string, string> = {}
  sha['first'] = repository.commit('Options', { 'src/all.js': text(OTHER) })
  repository.git('checkout', '-q', '-b', 'parser')
  sha['parse'] = repository.commit(
    'Parse nested forms\n\nForms in forms were passed over.\n\nSee #7\n\nReviewed-by: Grace Hopper <grace@example.org>',
    { 'src/all.js': text(OTHER, FUNCTION), 'test/all.test.js': 'test\n' },
  )
  repository.git('checkout', '-q', 'main')
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge pull request #12 from ada/parser', 'parser')
  sha['merge'] = repository.git('rev-parse', 'HEAD')
  sha['move'] = repository.commit('Split', {
    'src/all.js': text(OTHER),
    'src/parser.js': text(['// The parser.'], FUNCTION),
  })
  sha['fix'] = repository.commit(`Lex once\n\nFixes: ${sha['parse'].slice(0, 12)} ("Parse nested forms")`, {
    'src/parser.js': text(['// The parser.'], FUNCTION.with(1, '  const tokens = lexOnce(input)')),
  })
  repository.git('mv', 'src/parser.js', 'src/parsing.js')
  sha['rename'] = repository.commit('Rename')
  return { repository, sha }
}

const home = makeHome()
const { repository, sha } = makeProject()
after(() => {
  repository[Symbol.dispose]()
  home[Symbol.dispose]()
})

test('a line is told by the commit that wrote it, with what was meant and what followed', async () => {
  const answer = await home.json<Why>(['why', 'parsing.js:4'], { cwd: join(repository.path, 'src') })
  assert.deepEqual([answer.file, answer.at, answer.lines], ['src/parsing.js', 'worktree', [FUNCTION[2]]])
  const [range, ...more] = answer.ranges
  assert.deepEqual(more, [])
  assert.deepEqual(
    [range!.start, range!.end, range!.commit, range!.summary, range!.state],
    [4, 4, sha['parse'], 'Parse nested forms', 'committed'],
  )
  assert.equal(range!.at, new Date(repository.git('log', '-1', '--format=%aI', sha['parse']!)).toISOString())
  assert.deepEqual(
    range!.steps.map(({ kind, commit, from }) => [kind, commit, `${from.path}:${from.line}`]),
    [
      ['renamed', null, 'src/parser.js:4'],
      ['moved', sha['move'], 'src/all.js:15'],
    ],
  )
  assert.deepEqual(
    range!.intent.map(({ kind, text, ref }) => [kind, text, ref]),
    [
      ['message', 'Forms in forms were passed over.', sha['parse']],
      ['issue', 'See #7', '#7'],
      ['merge', 'Merge pull request #12 from ada/parser', sha['merge']],
      ['pull-request', 'named by the merge', '#12'],
      ['trailer', 'Reviewed-by: Grace Hopper <grace@example.org>', sha['parse']],
      ['fixed', 'Lex once', sha['fix']],
      ['together', 'test/all.test.js', sha['parse']],
    ],
  )
})

test('a path that is gone is answered as of the last commit that had it, and says where it went', async () => {
  const answer = await home.json<Why>(['why', 'src/parser.js:1'], { cwd: repository.path })
  assert.equal(answer.at, sha['fix'])
  assert.deepEqual([answer.ended?.commit, answer.ended?.renamedTo], [sha['rename'], 'src/parsing.js'])
  assert.equal(answer.ranges[0]!.commit, sha['move'])
  const before = await home.json<Why>(['why', 'src/all.js:14', '--at', 'parser'], { cwd: repository.path })
  assert.deepEqual([before.at, before.ranges[0]!.commit], [sha['parse'], sha['parse']])
})

test('a whole file is told by all of its lines, an empty one as empty', async () => {
  repository.commit('Empty', { 'src/empty.js': '' })
  const { ranges } = await home.json<Why>(['why', 'src/parsing.js'], { cwd: repository.path })
  assert.deepEqual(
    ranges.map(({ start, end, commit }) => [start, end, commit]),
    [
      [1, 1, sha['move']],
      [2, 2, sha['parse']],
      [3, 3, sha['fix']],
      [4, 5, sha['parse']],
    ],
  )
  const empty = await home.run(['why', 'src/empty.js'], { cwd: repository.path })
  assert.match(empty.stdout, /The file is empty/)
})

test('what can have no answer is refused with what is wrong', async () => {
  repository.commit('Binary', { 'logo.png': Buffer.from([0x89, 0, 1]) })
  repository.write({ 'new.js': 'new\n' })
  for (const [args, status, message] of [
    [['src/parsing.js:500'], 64, /LINE_UNKNOWN: src\/parsing\.js has 5 lines, asked for 500/],
    [['src/parsing.js:0'], 64, /lines are counted from 1/],
    [['src'], 64, /PATH_LINELESS: src is a directory/],
    [['logo.png:1'], 64, /PATH_LINELESS: logo\.png is binary/],
    [['new.js'], 64, /PATH_LINELESS: new\.js is in no commit, and git doesn’t track it/],
    [['never.js'], 66, /PATH_UNKNOWN: no commit that HEAD of atlas comes from has never\.js/],
    [['src/parsing.js', '--at', 'nowhere'], 66, /CAPTURE_REVISION_UNKNOWN: nowhere names no commit/],
  ] as const) {
    const refused = await home.run(['why', ...args], { cwd: repository.path })
    assert.equal(refused.status, status, args.join(' '))
    assert.match(refused.stderr, message)
    assert.equal(refused.stdout, '')
  }
})

test('what was edited is told with what the line said before, what is not committed as such', async () => {
  repository.write({
    'src/parsing.js': text(
      ['// The parser.', 'let fresh'],
      FUNCTION.with(1, '  const tokens = lexOnce(input)'),
    ),
  })
  const { ranges } = await home.json<Why>(['why', 'src/parsing.js:2-4'], { cwd: repository.path })
  assert.deepEqual(
    ranges.map(({ start, end, commit, state }) => [start, end, commit, state]),
    [
      [2, 2, null, 'uncommitted'],
      [3, 3, sha['parse'], 'committed'],
      [4, 4, sha['fix'], 'committed'],
    ],
  )
  const replaced = ranges[2]!.intent.find(({ kind }) => kind === 'replaced')
  assert.equal(replaced?.text, 'const tokens = lex(input)')
})

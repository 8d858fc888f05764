import assert from 'node:assert/strict'
import test from 'node:test'
import { MS_PER_HOUR } from '@wakelore/kernel/clock'
import type { RankerState } from '@wakelore/learning/ranker'
import { makeHistory, makePast } from '../made-history.fixture.ts'
import { makeGrowingHistory } from '../replay/growing-history.ts'
import { drawQuestion } from '../replay/question.ts'
import { adviseNext } from './next.ts'
import { learnNext } from './next/learn.ts'

const HOUR = MS_PER_HOUR

/** One commit an hour, oldest first, each a list of paths; `-path` deletes. */
function historyOf(...commits: readonly string[][]) {
  const history = makeGrowingHistory()
  for (const [number, paths] of commits.entries()) {
    const deleted = paths.filter((path) => path.startsWith('-')).map((path) => path.slice(1))
    history.append({
      sha: `${number}`.padStart(40, 'c'),
      author: number % 2 === 0 ? 'ann@example.org' : 'bob@example.org',
      authoredAtMs: number * HOUR,
      paths: paths.map((path) => path.replace(/^-/, '')),
      deleted,
      isBot: false,
    })
  }
  return history
}

const PARSER = ['src/parser.ts', 'src/parser.test.ts']
const GRAPH = ['src/graph.ts', 'src/graph.test.ts']
/** Parser and its test change together three times of four, among other work. */
const WORK = historyOf(PARSER, GRAPH, PARSER, ['docs/guide.md'], ['src/parser.ts'], GRAPH, PARSER, [
  'docs/guide.md',
])

function advise(history: typeof WORK, changed: readonly string[], more = {}) {
  return adviseNext(history, { changed, nowMs: 8 * HOUR, limit: 10, ...more })
}

test('what changed together comes first, with its evidence counted exactly', () => {
  const [first] = advise(WORK, ['src/parser.ts']).suggestions
  assert.equal(first?.path, 'src/parser.test.ts')
  assert.equal(first.with, 'src/parser.ts')
  assert.deepEqual([first.together, first.of], [3, 4])
  assert.equal(first.lastSha, '6'.padStart(40, 'c'))
  assert.ok(first.reasons.includes('3 of 4 times with src/parser.ts, last in ccccccc'))
  assert.ok(first.reasons.includes('test of src/parser.ts'))
})

test('scores are probabilities, best first, and every suggestion has a reason', () => {
  const { suggestions } = advise(WORK, ['src/graph.ts'])
  const scores = suggestions.map((one) => one.score)
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => b - a),
  )
  assert.ok(Math.abs(scores.reduce((sum, score) => sum + score, 0) - 1) < 1e-9)
  for (const one of suggestions) assert.ok(one.reasons.length > 0, one.path)
})

test('what has changed already, is gone, or is a lock file is not suggested', () => {
  const history = historyOf(
    ['a.ts', 'b.ts', 'old.ts', 'Cargo.lock'],
    ['a.ts', 'b.ts', '-old.ts', 'Cargo.lock'],
  )
  const paths = advise(history, ['a.ts']).suggestions.map((one) => one.path)
  assert.deepEqual(paths, ['b.ts'])
})

test('a lock file alone asks nothing, and beside others changes nothing', () => {
  assert.deepEqual(advise(WORK, ['Cargo.lock']).suggestions, [])
  assert.deepEqual(advise(WORK, []).suggestions, [])
  assert.deepEqual(advise(WORK, ['src/parser.ts', 'Cargo.lock']), advise(WORK, ['src/parser.ts']))
})

test('a bulk commit teaches nothing about what belongs together', () => {
  const bulk = ['a.ts', ...Array.from({ length: 60 }, (_, i) => `far/${i}.md`)]
  const history = historyOf(bulk, bulk, ['a.ts', 'a.h'])
  const { suggestions } = advise(history, ['a.ts'])
  assert.deepEqual(
    suggestions.map((one) => one.path),
    ['a.h'],
  )
})

test('a file that no commit knows yet is judged by its name and place', () => {
  const { suggestions } = advise(WORK, ['tests/graph_test.py'])
  assert.ok(['src/graph.ts', 'src/graph.test.ts'].includes(suggestions[0]!.path))
  assert.equal(suggestions[0]!.with, undefined)
  assert.deepEqual([suggestions[0]!.together, suggestions[0]!.of], [0, 0])
})

test('the author is told what they did themselves', () => {
  // Ann writes the even commits, Bob the odd ones.
  const history = historyOf(...Array.from({ length: 30 }, () => [['src/cli.ts', 'src/io.ts'], PARSER]).flat())
  const reasons = (author: string | undefined) =>
    advise(history, ['src/io.ts'], {
      author: author === undefined ? undefined : history.personNumber(author),
      nowMs: 61 * HOUR,
    }).suggestions.find((one) => one.path === 'src/cli.ts')!.reasons
  assert.ok(reasons('ann@example.org').includes('you changed it 3 hours ago'))
  for (const other of ['bob@example.org', undefined]) {
    assert.ok(reasons(other).every((reason) => !reason.startsWith('you')))
  }
})

test('a young history says that it is one, a grown one does not', () => {
  assert.equal(
    advise(WORK, ['src/parser.ts']).note,
    'A young history (8 commits): this rests mostly on names and places.',
  )
  const grown = historyOf(...Array.from({ length: 40 }, () => PARSER))
  assert.equal(advise(grown, ['src/parser.ts']).note, undefined)
  assert.deepEqual(advise(historyOf(), ['a.ts']).suggestions, [])
})

test('a model of another version is not used', () => {
  const learnt = { weights: { features: ['x'], linear: [9], hidden: [] }, squares: [1] }
  assert.deepEqual(advise(WORK, ['src/parser.ts'], { learnt }), advise(WORK, ['src/parser.ts']))
})

test('a model that learnt expects what comes next better than the prior does', () => {
  const commits = makeHistory(700)
  const history = makeGrowingHistory()
  for (const commit of commits.slice(0, 600)) history.append(commit)
  const learnt = learnNext(makePast(commits.slice(0, 600))).ranker
  let gain = 0
  for (const commit of commits.slice(600, 640)) {
    const question = drawQuestion(commit.sha, commit.paths)
    if (question !== undefined) gain += logProbability(question, learnt) - logProbability(question, undefined)
    history.append(commit)
  }
  assert.ok(gain > 0, `${gain}`)

  function logProbability(question: { changed: string[]; heldOut: string }, learnt: RankerState | undefined) {
    const { suggestions } = adviseNext(history, { changed: question.changed, nowMs: 0, limit: 1000, learnt })
    const found = suggestions.find((one) => one.path === question.heldOut)
    return found === undefined ? 0 : Math.log(found.score)
  }
})

test('a directory is named as a reason only with the commits in which both changed', () => {
  const history = historyOf(
    ...Array.from({ length: 12 }, (_, n) => [`api/part${n}.ts`, 'docs/api.md']),
    ['web/page.ts'],
    ['web/other.ts', 'docs/web.md'],
  )
  const reasonsOf = (changed: string, path: string) =>
    advise(history, [changed], { limit: 30 })
      .suggestions.find((one) => one.path === path)
      ?.reasons.join(' ') ?? ''
  assert.match(
    reasonsOf('api/part3.ts', 'docs/api.md'),
    /changed with api\/ in 12 of its last 12 commits|1 of 1|only time/,
  )
  for (const path of ['docs/api.md', 'docs/web.md', 'api/part1.ts']) {
    assert.doesNotMatch(reasonsOf('web/page.ts', path), /changed with web\/ in 0|changed with api/)
  }
  assert.doesNotMatch(reasonsOf('web/page.ts', 'docs/api.md'), /changed with web/)
})

test('evidence quotes a path that holds spaces', () => {
  const history = historyOf(...Array.from({ length: 5 }, () => ['my docs/a guide.md', 'src/a.ts']))
  const reasonsOf = (changed: string): string =>
    advise(history, [changed])
      .suggestions.map(({ reasons }) => reasons.join())
      .join()
  assert.match(reasonsOf('my docs/a guide.md'), /5 of 5 times with "my docs\/a guide\.md", last in/)
  assert.match(reasonsOf('src/a.ts'), /5 of 5 times with src\/a\.ts, last in/)
})

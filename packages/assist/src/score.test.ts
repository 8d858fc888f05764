import assert from 'node:assert/strict'
import test from 'node:test'
import { makeHistory, makeRuledHistory } from './made-history.fixture.ts'
import type { ReplayCommit } from './replay.ts'
import { scoreHistory, type Score, type ScoredQuery } from './score.ts'

function scored(commits: readonly ReplayCommit[]): { queries: ScoredQuery[]; score: Score } {
  const queries: ScoredQuery[] = []
  const steps = scoreHistory(commits)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return { queries, score: step.value }
    queries.push(step.value)
  }
}

const COMMITS = makeHistory(500)
const WHOLE = scored(COMMITS)

test('nothing leaks from the future: a truncated history answers what both are asked alike', () => {
  const bySha = new Map(WHOLE.queries.map((query) => [query.commit, query]))
  for (const length of [499, 430, 300]) {
    const truncated = scored(COMMITS.slice(0, length)).queries
    const shared = truncated.filter((query) => bySha.has(query.commit))
    assert.ok(shared.length > 20)
    for (const query of shared) assert.deepEqual(query, bySha.get(query.commit))
  }
})

test('what comes after a commit can be anything: its answer stays', () => {
  const changedFuture = COMMITS.map((commit, number) =>
    number < 430 ? commit : { ...commit, paths: ['src/registry.ts', `other/${number}.md`], deleted: [] },
  )
  const before = (queries: readonly ScoredQuery[]) => queries.filter((query) => query.commitsDone < 430)
  assert.deepEqual(before(scored(changedFuture).queries), before(WHOLE.queries))
})

test('the same history gives the same queries and figures', () => {
  assert.deepEqual(scored(COMMITS), WHOLE)
})

test('the figures are those that the queries printed give', () => {
  const { queries, score } = WHOLE
  const people = queries.filter((query) => !query.isBot)
  const share = (k: number) =>
    people.filter((query) => query.suggestions.slice(0, k).includes(query.heldOut)).length / people.length
  assert.equal(score.queries, people.length)
  assert.equal(score.bots.queries, queries.length - people.length)
  assert.ok(score.bots.queries > 0)
  assert.equal(score.next.hitAt1, share(1))
  assert.equal(score.next.hitAt5, share(5))
  assert.equal(score.next.hitAt10, share(10))
  for (const query of queries) {
    assert.ok(!query.changed.includes(query.heldOut))
    assert.ok(query.suggestions.length <= 10)
    assert.equal(
      new Set([...query.suggestions, ...query.changed]).size,
      query.suggestions.length + query.changed.length,
    )
  }
})

test('only commits of the second half are reported', () => {
  const position = new Map(COMMITS.map((commit, number) => [commit.sha, number]))
  for (const query of WHOLE.queries) {
    assert.equal(query.commitsDone, position.get(query.commit))
    assert.ok(query.commitsDone >= 250)
  }
})

test('what check would have said is counted as the queries tell it', () => {
  const { queries, score } = scored(makeRuledHistory(470))
  const alerts = queries.filter(({ alert }) => alert !== undefined)
  assert.ok(alerts.length > 10)
  assert.equal(score.check.questions, queries.length)
  assert.equal(score.check.alerts, alerts.length)
  assert.equal(score.check.right, alerts.filter(({ alert, heldOut }) => alert === heldOut).length)
  assert.equal(score.check.falseAlarms, queries.filter(({ falseAlarm }) => falseAlarm !== undefined).length)
  assert.ok(score.check.right >= 0.9 * alerts.length && score.check.falseAlarms <= 0.01 * queries.length)
  // A rule this plain is found by counting, too.
  assert.ok(score.check.rules.right > 10)
})

test('next beats its rivals on a history with habits, and who beats chance', () => {
  const { next, coChange, popularity, who, lead } = WHOLE.score
  assert.ok(next.hitAt5 > coChange.hitAt5 && coChange.hitAt5 > popularity.hitAt5)
  assert.ok(lead.low > 0 && lead.high >= lead.low)
  assert.ok(who.queries > 0 && who.hitAt1 > 0.25 && who.hitAt3 > who.hitAt1)
})

test('a history without questions has figures of zero', () => {
  const { queries, score } = scored(COMMITS.slice(0, 1).map((commit) => ({ ...commit, paths: ['only.ts'] })))
  assert.deepEqual(queries, [])
  assert.equal(score.queries, 0)
  assert.deepEqual(score.who, { hitAt1: 0, hitAt3: 0, queries: 0 })
  assert.deepEqual(score.lead, { low: 0, high: 0 })
})

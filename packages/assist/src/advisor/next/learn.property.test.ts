/** Learning while commits arrive in a graph, against learning all of them at once. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { ATLAS, commitEvent, KEY, refEvent } from '@wakelore/knowledge/graph-events.fixture'
import { openGraph } from '@wakelore/knowledge/graph'
import * as fc from 'fast-check'
import { makeHistory, makePast } from '../../made-history.fixture.ts'
import { drawQuestion } from '../../replay/question.ts'
import { weighFamilies } from './explain.ts'
import { learnNext, type NextModel } from './learn.ts'
import { NEXT_PRIOR } from './prior.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-learn-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

/** Made commits as events; a file that is moved is renamed, as git tells it. */
function eventsOf(count: number, seed: number): ReturnType<typeof commitEvent>[][] {
  const living = new Set<string>()
  return makeHistory(count, seed).map(({ sha, author, authoredAtMs, paths, deleted }, number) => {
    const [moved] = deleted
    const target = moved && paths.find((path) => !living.has(path) && path.includes('moved'))
    const changes = paths.flatMap((path) => {
      if (path === moved) return target === undefined ? [`D ${path}`] : []
      return [path === target ? `R ${moved} > ${path}` : `${living.has(path) ? 'M' : 'A'} ${path}`]
    })
    for (const path of paths) living.add(path)
    for (const path of deleted) living.delete(path)
    const parents = number === 0 ? [] : [`${seed} ${number - 1}`]
    const options = { parents, author: `${author} <${author}>`, at: authoredAtMs, changes, message: sha }
    return [commitEvent(`${seed} ${number}`, options), refEvent('HEAD', `${seed} ${number}`, { nth: number })]
  })
}

test('a model that learns as commits arrive equals one that learns them at once', () => {
  const graph = openGraph({ file: join(scratch, 'graph.db'), key: KEY })
  fc.assert(
    fc.property(
      fc.nat(5),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
      (seed, sizes) => {
        graph.clear()
        const batches = eventsOf(110, seed)
        let applied = 0
        let model: NextModel | undefined
        for (const size of [...sizes, batches.length]) {
          const events = batches.slice(applied, applied + size).flat()
          applied = Math.min(batches.length, applied + size)
          graph.apply(events, { segment: 1, offset: applied })
          model = JSON.parse(JSON.stringify(learnNext(graph.past(ATLAS), model))) as NextModel
        }
        assert.deepEqual(model, learnNext(graph.past(ATLAS)))
        assert.ok(model!.trial.asked > 30)
      },
    ),
    { numRuns: 6 },
  )
  graph.close()
})

test('a model with nothing new stays the same; one of other features is learnt anew', () => {
  const commits = makeHistory(120)
  const model = learnNext(makePast(commits))
  assert.equal(learnNext(makePast(commits), model), model)
  const other = { ...model, ranker: { weights: { features: ['x'], linear: [1], hidden: [] }, squares: [1] } }
  assert.deepEqual(learnNext(makePast(commits), other), model)
})

test('the trial counts what was answered before it was learnt', () => {
  const { trial, taken } = learnNext(makePast(makeHistory(200)))
  assert.equal(trial.asked, taken.count)
  assert.ok(trial.hits > 0 && trial.hits <= trial.asked && trial.priorHits <= trial.asked)
  // With what it begins with, model and prior are one.
  const first = makeHistory(60).findIndex(({ sha, paths }) => drawQuestion(sha, paths) !== undefined)
  const begun = learnNext(makePast(makeHistory(first + 1)))
  assert.equal(begun.taken.count, 1)
  assert.equal(begun.trial.hits, begun.trial.priorHits)
})

test('families are weighed in shares, against the weights that learning began with', () => {
  const commits = makeHistory(300)
  const families = weighFamilies(makePast(commits), learnNext(makePast(commits)))
  const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)
  assert.ok(Math.abs(sum(families.map(({ here }) => here)) - 1) < 1e-9)
  assert.ok(Math.abs(sum(families.map(({ before }) => before)) - 1) < 1e-9)
  assert.deepEqual(
    families.map(({ here }) => here),
    families.map(({ here }) => here).toSorted((a, b) => b - a),
  )
  const unlearnt = weighFamilies(makePast(commits), {
    ...learnNext(makePast(commits)),
    ranker: { weights: NEXT_PRIOR, squares: [] },
  })
  for (const { here, before } of unlearnt) assert.equal(here, before)
  assert.deepEqual(weighFamilies(makePast([]), learnNext(makePast([]))), [])
})

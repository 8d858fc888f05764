import assert from 'node:assert/strict'
import test from 'node:test'
import { couplingTrend } from './coupling-trend.ts'

test('a share that doubles on much evidence grows, one that halves fades, and little evidence says nothing', () => {
  assert.equal(couplingTrend({ both: 10, either: 60 }, { both: 40, either: 60 }).verdict, 'growing')
  assert.equal(couplingTrend({ both: 40, either: 60 }, { both: 10, either: 60 }).verdict, 'fading')
  assert.equal(couplingTrend({ both: 1, either: 3 }, { both: 2, either: 3 }).verdict, 'none')
  assert.deepEqual(couplingTrend({ both: 5, either: 10 }, { both: 10, either: 20 }), {
    verdict: 'none',
    p: 1,
  })
  assert.deepEqual(couplingTrend({ both: 0, either: 0 }, { both: 10, either: 10 }), { verdict: 'none', p: 1 })
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { quantile } from './quantile.ts'

test('quantiles lie between neighbours as numpy has them', () => {
  // numpy 2.3: quantile(values, share), its default method.
  assert.equal(quantile([7], 0.95), 7)
  assert.equal(quantile([1, 2], 0.95), 1.95)
  const values = [1, 1, 2, 3, 4, 5, 6, 9]
  assert.equal(quantile(values, 0.05), 1)
  assert.equal(quantile(values, 0.5), 3.5)
  assert.ok(Math.abs(quantile(values, 0.95) - 7.95) < 1e-12)
  assert.ok(Math.abs(quantile([11, 12, 13, 14, 15, 16, 17, 18, 90], 0.95) - 61.2) < 1e-12)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { parseComponent, parseSessionId } from './session-id.ts'

const A = '20261125T144738.462200Z-H0a7c9cdf-P00000872'
const B = '20261125T144739.000001Z-Localhost-P7fffffff'

test('a component tells when, where and which process', () => {
  assert.deepEqual(parseComponent(A), {
    component: A,
    startUs: Date.UTC(2026, 10, 25, 14, 47, 38) * 1000 + 462_200,
    host: 'H0a7c9cdf',
    pid: 0x872,
  })
  assert.equal(parseComponent(B)?.host, 'Localhost')
  assert.equal(parseComponent(`${A}.3`)?.pid, 0x872)
})

test('what git does not write is no component', () => {
  for (const text of ['', 'git-trace2-discard', `${A}.10`, `${A}/`, `x${A}`, A.toUpperCase(), '__proto__'])
    assert.equal(parseComponent(text), undefined, text)
  assert.equal(parseComponent(A.replace('2026', '9999')), undefined)
})

test('the parent is the component before the own', () => {
  assert.deepEqual(parseSessionId(A), { own: A })
  assert.deepEqual(parseSessionId(`x/${A}/${B}`), { own: B, parent: { kind: 'git', component: A } })
  assert.deepEqual(parseSessionId(`x/${B}`), { own: B, parent: { kind: 'unknown' } })
  assert.deepEqual(parseSessionId(`/${B}`), { own: B, parent: { kind: 'unknown' } })
  assert.equal(parseSessionId(`${A}/`), undefined)
})

test('a W3C trace context counts where it is first and valid', () => {
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  const context = `00-${traceId}-${spanId}-01`
  assert.deepEqual(parseSessionId(`${context}/${A}`), { own: A, parent: { kind: 'w3c', traceId, spanId } })
  assert.deepEqual(parseSessionId(`${context}/${A}/${B}`)?.parent, { kind: 'git', component: A })
  for (const wrong of [
    `${A}/${context}`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `01-${traceId}-${spanId}-01`,
  ]) {
    assert.deepEqual(parseSessionId(`${wrong}/${B}`)?.parent, { kind: 'unknown' })
  }
})

test('a sentinel is known by its word, and what it started by none', () => {
  const first = 'wakelore-sentinel-8f14e45fceea167a'
  assert.deepEqual(parseSessionId(`${first}/${A}`), { own: A, sentinel: '8f14e45fceea167a' })
  assert.deepEqual(parseSessionId(`${first}/${A}/${B}`), { own: B, sentinel: '' })
  assert.equal(parseSessionId(`wakelore-sentinel-x/${A}`)?.sentinel, undefined)
})

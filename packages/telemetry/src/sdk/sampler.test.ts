import assert from 'node:assert/strict'
import test from 'node:test'
import type { SpanContext } from '@opentelemetry/api'
import fc from 'fast-check'
import { newTraceId } from '../context/trace-context.ts'
import { parseTracestate } from '../context/trace-state.ts'
import { makeRatioSampler, type SamplingVerdict } from './sampler.ts'

const hex = (digits: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits })
    .map((values) => values.map((value) => value.toString(16)).join(''))

function root(ratio: number, traceId: string): SamplingVerdict {
  return makeRatioSampler(ratio)({
    parent: undefined,
    traceId,
    name: 'x',
    kind: 0,
    attributes: undefined,
    links: undefined,
  })
}

function child(
  traceFlags: number,
  state: string | undefined,
  traceId = `${'a'.repeat(18)}${'8'.repeat(14)}`,
): SamplingVerdict {
  const traceState = state === undefined ? undefined : parseTracestate(state)
  const parent: SpanContext = {
    traceId,
    spanId: 'b'.repeat(16),
    traceFlags,
    ...(traceState === undefined ? {} : { traceState }),
  }
  return makeRatioSampler(0)({ parent, traceId, name: 'x', kind: 0, attributes: undefined, links: undefined })
}

test('everything and nothing need no trace state', () => {
  assert.deepEqual(root(1, newTraceId()), { isSampled: true })
  assert.deepEqual(root(2, newTraceId()), { isSampled: true })
  for (const ratio of [0, -1, NaN, 2 ** -60])
    assert.deepEqual(root(ratio, newTraceId()), { isSampled: false })
})

test('a share is told as the threshold that the specification gives for it', () => {
  const threshold = (ratio: number): string | undefined => root(ratio, 'f'.repeat(32)).state?.serialize()
  assert.equal(threshold(0.5), 'ot=th:8')
  assert.equal(threshold(0.25), 'ot=th:c')
  assert.equal(threshold(1 / 16), 'ot=th:f')
  assert.match(threshold(0.01)!, /^ot=th:fd70a3d70a3d7\d?$/)
})

test('a trace at the threshold is taken, one just beneath it is not', () => {
  const trace = (randomness: string): string => `${'0'.repeat(17)}1${randomness}`
  assert.equal(root(0.5, trace('80000000000000')).isSampled, true)
  assert.equal(root(0.5, trace('7fffffffffffff')).isSampled, false)
})

test('who takes more takes all that another took who takes less', () => {
  const ratio = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(hex(32), ratio, ratio, (traceId, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      if (root(less, traceId).isSampled) assert.ok(root(more, traceId).isSampled)
    }),
  )
})

test('of random traces about the share is taken', () => {
  const takenOf = (count: number): number => {
    let taken = 0
    for (let i = 0; i < count; i++) if (root(0.1, newTraceId()).isSampled) taken++
    return taken
  }
  // Six standard deviations: it fails once in half a billion runs.
  assert.ok(Math.abs(takenOf(20_000) - 2000) < 6 * Math.sqrt(20_000 * 0.1 * 0.9))
})

test("a parent's decision and state are kept", () => {
  assert.deepEqual(child(1, undefined), { isSampled: true })
  assert.deepEqual(child(0, undefined), { isSampled: false })
  assert.equal(child(3, 'rojo=1,ot=th:8;x:y').state?.serialize(), 'rojo=1,ot=th:8;x:y')
})

test('a threshold that contradicts the decision goes, the rest of the state stays', () => {
  assert.equal(child(1, 'rojo=1,ot=th:c;x:y').state?.serialize(), 'ot=x:y,rojo=1')
  assert.equal(child(1, 'ot=th:c').state, undefined)
  assert.equal(child(0, 'rojo=1,ot=th:8').state?.serialize(), 'rojo=1')
  assert.equal(child(1, 'ot=th:c;rv:ffffffffffffff').state?.serialize(), 'ot=th:c;rv:ffffffffffffff')
  assert.equal(child(1, 'ot=th:nonsense').state?.serialize(), 'ot=th:nonsense')
})

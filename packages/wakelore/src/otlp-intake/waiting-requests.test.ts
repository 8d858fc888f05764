import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { OtlpOutcome, OtlpRequest } from '@wakelore/server/transport/otlp-intake'
import { makeWaitingRequests } from './waiting-requests.ts'

const STORED: OtlpOutcome = { kind: 'stored', rejected: 0, message: '' }

function requestOf(sizeBytes: number): OtlpRequest {
  return { signal: 'traces', encoding: 'protobuf', bytes: new Uint8Array(sizeBytes) }
}

test('what is held is never more than there is room for, and all of it is given back', () => {
  const step = fc.record({
    what: fc.constantFrom('reserve', 'grow', 'release'),
    which: fc.nat(),
    bytes: fc.nat(60_000),
  })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const roomBytes = 100_000
      const waiting = makeWaitingRequests({ roomBytes, patienceMs: 1000 })
      const held: { reservation: NonNullable<ReturnType<typeof waiting.reserve>>; bytes: number }[] = []
      for (const { what, which, bytes } of steps) {
        const one = held[which % Math.max(1, held.length)]
        if (what === 'reserve') {
          const reservation = waiting.reserve(bytes)
          if (reservation !== undefined) held.push({ reservation, bytes })
        } else if (what === 'grow' && one !== undefined) {
          if (one.reservation.grow(bytes)) one.bytes = Math.max(one.bytes, bytes)
        } else if (one !== undefined) {
          one.reservation.release()
          // Twice is once, and it takes no more.
          one.reservation.release()
          assert.equal(one.reservation.grow(0), false)
          held.splice(held.indexOf(one), 1)
        }
        const sum = held.reduce((total, { bytes }) => total + bytes, 0)
        assert.ok(sum <= roomBytes)
      }
      for (const { reservation } of held) reservation.release()
      const whole = waiting.reserve(90_000)
      assert.notEqual(whole, undefined)
      assert.equal(waiting.reserve(90_000), undefined)
    }),
  )
})

test('they come in the order in which they came, as many as fit and one at least', async () => {
  const waiting = makeWaitingRequests({ roomBytes: 1e6, patienceMs: 10_000 })
  const answers = [300, 10, 10, 10, 500].map((size) => waiting.add(requestOf(size)))
  const sizes = (): number[] =>
    waiting.next(25).map(({ request, answer }) => {
      answer(STORED)
      return request.bytes.length
    })
  assert.deepEqual(sizes(), [300])
  assert.deepEqual(sizes(), [10, 10, 10])
  assert.equal(waiting.isEmpty(), false)
  assert.deepEqual(sizes(), [500])
  assert.deepEqual(sizes(), [])
  assert.equal(waiting.isEmpty(), true)
  assert.deepEqual(await Promise.all(answers), [STORED, STORED, STORED, STORED, STORED])
})

test('one that waits for too long is told to come again, whether its turn has come or not', async () => {
  const waiting = makeWaitingRequests({ roomBytes: 1e6, patienceMs: 20 })
  const answers = [waiting.add(requestOf(1)), waiting.add(requestOf(2))]
  const [taken] = waiting.next(1)
  const outcomes = await Promise.all(answers)
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['unavailable', 'unavailable'],
  )
  assert.equal(taken!.isAnswered(), true)
  assert.equal(waiting.isEmpty(), true)
  taken!.answer(STORED)
  assert.equal((await answers[0]!).kind, 'unavailable')
})

test('all that wait are answered at once', async () => {
  const waiting = makeWaitingRequests({ roomBytes: 1e6, patienceMs: 10_000 })
  const answers = [waiting.add(requestOf(1)), waiting.add(requestOf(2))]
  waiting.answerAll(STORED)
  assert.deepEqual(await Promise.all(answers), [STORED, STORED])
  assert.deepEqual(waiting.next(100), [])
})

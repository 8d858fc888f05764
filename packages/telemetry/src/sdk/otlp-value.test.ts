import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { readAnyValueJson } from '../otlp/json.ts'
import type { AnyValue } from '../otlp/message.ts'
import { boundedText, otlpValue, sizeOf } from './otlp-value.ts'

/** What the codec's reader makes of it: an oracle that shares nothing with the writer here. */
function read(value: unknown): AnyValue | undefined {
  const encoded = otlpValue(value)
  if (encoded === undefined) return undefined
  const reading = readAnyValueJson(JSON.stringify(encoded))
  if (reading.kind !== 'read') assert.fail(reading.reason)
  return reading.message
}

test('every kind of value is read as what it was', () => {
  assert.equal(read('é'), 'é')
  assert.equal(read(true), true)
  assert.equal(read(42), 42)
  assert.deepEqual(read(0.5), { double: 0.5 })
  assert.equal(read(-0), 0)
  assert.deepEqual(read(2 ** 60), { double: 2 ** 60 })
  assert.deepEqual(read(NaN), { double: NaN })
  assert.deepEqual(read(-Infinity), { double: -Infinity })
  assert.equal(read(2n ** 63n - 1n), 2n ** 63n - 1n)
  assert.equal(read(2n ** 63n), '9223372036854775808')
  assert.deepEqual(read(['a', 1, null, ['b']]), ['a', 1, null, ['b']])
  assert.deepEqual(read({ a: 1, b: { c: null, d: 'e' } }), {
    entries: [
      { key: 'a', value: 1 },
      { key: 'b', value: { entries: [{ key: 'd', value: 'e' }] } },
    ],
  })
  assert.deepEqual(Buffer.from(read(Uint8Array.of(0, 255, 7)) as Uint8Array), Buffer.from([0, 255, 7]))
  assert.equal(read(new Date(0)), '1970-01-01T00:00:00.000Z')
  assert.equal(read(new Date(NaN)), '')
})

test('what is no value is none', () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  const getter = {
    get a(): never {
      throw new Error('no')
    },
  }
  for (const value of [undefined, null, () => 1, Symbol('s'), hostile, getter]) {
    assert.equal(otlpValue(value), undefined)
  }
})

test('what is deep, long or without end is cut', () => {
  const endless: { itself?: unknown } = {}
  endless.itself = endless
  assert.ok(JSON.stringify(otlpValue(endless)).length < 1000)
  assert.equal((read('x'.repeat(20_000)) as string).length, 16_384)
  assert.equal((read(Array.from({ length: 5000 }, () => 1)) as unknown[]).length, 1024)
  assert.equal((read(Array(5000)) as unknown[]).length, 1024)
  // Half a character is none.
  assert.equal(boundedText('a'.repeat(16_383) + '\u{1F600}').length, 16_383)
  assert.equal(boundedText('a\uD800b'), 'a\uFFFDb')
})

test('whatever it is given, what comes out can be read, and is about as large as it says', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withTypedArray: true,
        withSparseArray: true,
        withNullPrototype: true,
      }),
      (value) => {
        const encoded = otlpValue(value)
        if (encoded === undefined) return
        read(value)
        const json = JSON.stringify(encoded)
        // Escapes make a text six times as long, at worst.
        assert.ok(json.length <= 6 * sizeOf(encoded), `${json.length} against ${sizeOf(encoded)}: ${json}`)
      },
    ),
  )
})

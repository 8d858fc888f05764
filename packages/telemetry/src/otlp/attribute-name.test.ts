import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { anyAttributes, anyKey, anyValue } from './any-message.fixture.ts'
import {
  METRIC_METADATA,
  OWN_ATTRIBUTE,
  privacyClassOf,
  RESOURCE_ATTRIBUTE,
  SCOPE_ATTRIBUTE,
  senderName,
} from './attribute-name.ts'
import { isSameValue, putAttribute, putAttributes, readAttribute } from './attribute-value.ts'
import type { AnyValue, KeyValue } from './message.ts'

const PLACES = [OWN_ATTRIBUTE, RESOURCE_ATTRIBUTE, SCOPE_ATTRIBUTE, METRIC_METADATA] as const

const stored = (key: string, value: AnyValue): unknown => {
  const into = {}
  putAttribute(into, OWN_ATTRIBUTE, { key, value })
  return into
}

test('what an event can hold as it is stays so, and everything else says what it is', () => {
  assert.deepEqual(stored('a', 'text'), { a: 'text' })
  assert.deepEqual(stored('a', true), { a: true })
  assert.deepEqual(stored('a', 5), { a: 5 })
  assert.deepEqual(stored('a', ['x', 'y']), { a: ['x', 'y'] })
  assert.deepEqual(stored('a', []), { a: [] })
  assert.deepEqual(stored('a', [1, 2]), { a: [1, 2] })
  assert.deepEqual(stored('a', { double: 5 }), { 'a~double': 5 })
  assert.deepEqual(stored('a', [{ double: 1 }, { double: NaN }]), { 'a~double': [1, NaN] })
  assert.deepEqual(stored('a', 2n ** 63n - 1n), { 'a~int': '9223372036854775807' })
  assert.deepEqual(stored('a', new Uint8Array([0, 1, 2])), { 'a~bytes': 'AAEC' })
  assert.deepEqual(stored('a', null), { 'a~json': '{}' })
  assert.deepEqual(stored('a', [1, 'x']), {
    'a~json': '{"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"x"}]}}',
  })
  assert.deepEqual(stored('a', [true]), { 'a~json': '{"arrayValue":{"values":[{"boolValue":true}]}}' })
  assert.deepEqual(stored('a', { entries: [{ key: 'b', value: { double: -0 } }] }), {
    'a~json': '{"kvlistValue":{"values":[{"key":"b","value":{"doubleValue":-0.0}}]}}',
  })
})

test('names that end like a mark are marked, names of ours and those that JavaScript twists are escaped', () => {
  assert.deepEqual(stored('a~double', 'x'), { 'a~double~text': 'x' })
  assert.deepEqual(stored('a~json', 5), { 'a~json~int': 5 })
  assert.deepEqual(stored('a~int', true), { 'a~int~bool': true })
  assert.deepEqual(stored('a~b', 'x'), { 'a~b': 'x' })
  assert.deepEqual(stored('otlp.span.name', 'x'), { 'otlp.attribute.otlp.span.name': 'x' })
  assert.deepEqual(stored('7', 'x'), { 'otlp.attribute.7': 'x' })
  assert.deepEqual(Object.keys(stored('__proto__', 'x') as object), ['otlp.attribute.__proto__'])
})

test('an attribute is read as it was stored, wherever it stood', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), anyKey, anyValue, (place, key, value) => {
      const into = {}
      putAttribute(into, place, { key, value })
      const [[name, kept]] = Object.entries(into) as [[string, string]]
      assert.deepEqual(readAttribute(place, name, kept), { key, value })
      assert.equal(senderName(name), key)
    }),
    { numRuns: 3000 },
  )
})

test('attributes that differ in name or type never share a stored name, and keep their order', () => {
  fc.assert(
    fc.property(anyAttributes, (attributes) => {
      const into: Record<string, string> = {}
      putAttributes(into, OWN_ATTRIBUTE, attributes)
      const read = Object.entries(into).map(([name, value]) => readAttribute(OWN_ATTRIBUTE, name, value)!)
      assert.deepEqual(
        read.map(({ key }) => key),
        [...firsts(attributes)].map(({ key }) => key),
      )
    }),
    { numRuns: 1000 },
  )
})

test('what reads as an attribute is stored so again, to the character', () => {
  const anyStored = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '{}',
      '{ }',
      '{"intValue":"1"}',
      '{"stringValue":"x"}',
      '{"doubleValue":1}',
      'AAEC',
      'AAEC=',
      '1',
      '01',
    ),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.double(), { maxLength: 2 }),
    fc.array(fc.string(), { maxLength: 2 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), anyKey, anyStored, (place, name, value) => {
      const attribute = readAttribute(place, place + name, value)
      if (attribute === undefined) return
      const into: Record<string, typeof value> = {}
      putAttribute(into, place, attribute)
      assert.deepEqual(Object.keys(into), [place + name])
      assert.ok(isSameValue(into[place + name]!, value))
    }),
    { numRuns: 5000 },
  )
})

test('the privacy class is that of the attribute itself', () => {
  assert.equal(privacyClassOf('process.pid'), 'count')
  assert.equal(privacyClassOf('otlp.resource.attribute.process.pid'), 'count')
  assert.equal(privacyClassOf('otlp.scope.attribute.process.pid~int'), 'count')
  assert.equal(privacyClassOf('process.pid~double'), 'count')
  assert.equal(privacyClassOf('otlp.resource.attribute.process.command_args'), 'text')
  assert.equal(privacyClassOf('otlp.metric.value~int'), 'count')
  assert.equal(privacyClassOf('otlp.span.duration_ns~int'), 'count')
  assert.equal(privacyClassOf('otlp.log.body~json'), 'text')
})

test('whoever uses a name of ours for something else is not taken at their word', () => {
  for (const name of [
    'made.up',
    'constructor',
    'otlp.attribute.otlp.span.kind',
    'otlp.resource.attribute.otlp.span.kind',
    'otlp.resource.attribute.process.pid~double~text',
    'process.pid~double~text',
    'otlp.attribute.__proto__',
  ]) {
    assert.equal(privacyClassOf(name), undefined, name)
  }
})

/** Of those that are stored under one name, the first. */
function* firsts(attributes: readonly KeyValue[]): Generator<KeyValue> {
  const names = new Set<string>()
  for (const attribute of attributes) {
    const [name] = Object.keys(stored(attribute.key, attribute.value) as object)
    if (!names.has(name!)) yield attribute
    names.add(name!)
  }
}

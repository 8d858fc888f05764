import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { eventFromJson, eventToJson, moment } from './event.ts'

const event: fc.Arbitrary<DevelopmentEvent> = fc.record(
  {
    source: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    key: fc.string({ minLength: 1, unit: 'binary' }),
    kind: fc.stringMatching(/^[a-z0-9_.]{1,20}$/),
    occurredAt: fc.integer({ min: -8.64e15, max: 8.64e15 }),
    recordedAt: fc.integer({ min: -8.64e15, max: 8.64e15 }),
    repository: fc.stringMatching(/^[0-9a-f]{32}$/),
    branch: fc.string(),
    virtualBranches: fc.array(fc.string()),
    attributes: fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.boolean(),
        fc.array(fc.string(), { minLength: 1 }),
        fc.array(fc.double(), { minLength: 1 }),
      ),
      { noNullPrototype: true },
    ),
  },
  {
    requiredKeys: ['source', 'key', 'kind', 'occurredAt', 'recordedAt', 'repository', 'attributes'],
    noNullPrototype: true,
  },
)

test('any event survives the way through a line of JSON', () => {
  fc.assert(
    fc.property(event, (original) => {
      const line = JSON.stringify(eventToJson(original))
      assert.deepEqual(eventFromJson(JSON.parse(line), 'line 1'), original)
    }),
  )
})

test('a line that is no event, or whose id is not the derived one, is refused with its place', () => {
  const good = eventToJson({
    source: 's',
    key: 'k',
    kind: 'x',
    occurredAt: 0,
    recordedAt: 0,
    repository: '0'.repeat(32),
    attributes: {},
  })
  const bad: unknown[] = [
    null,
    [],
    'text',
    { ...good, key: 'other' },
    { ...good, source: 'A secret' },
    { ...good, kind: 'a secret' },
    { ...good, occurredAt: 'yesterday' },
    { ...good, attributes: { a: null } },
    { ...good, attributes: undefined },
  ]
  for (const value of bad) {
    assert.throws(
      () => eventFromJson(value, 'line 7'),
      (error) => isFault(error, 'EVENT_MALFORMED') && error.message.startsWith('line 7'),
    )
  }
})

test('moments beyond what a date can hold become its nearest end', () => {
  assert.equal(moment(0), '1970-01-01T00:00:00.000Z')
  assert.equal(moment(1e300), '+275760-09-13T00:00:00.000Z')
  assert.equal(moment(-1e300), '-271821-04-20T00:00:00.000Z')
})

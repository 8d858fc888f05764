import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGate } from './gate.ts'
import { secretTexts } from './redact/labelled-texts.fixture.ts'
import { makeRedactor } from './redact.ts'

const SECRETS = secretTexts(7)
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...SECRETS.map((each) => each.text)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/home/ada/x', '~/x', '[redacted:jwt]', '__proto__', 'constructor'),
  },
)
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.array(text, { maxLength: 4 }),
  fc.array(fc.integer(), { maxLength: 3 }),
)
const event: fc.Arbitrary<DevelopmentEvent> = fc.record(
  {
    source: fc.constant('git-history'),
    key: text,
    kind: fc.constant('vcs.commit'),
    occurredAt: fc.nat(),
    recordedAt: fc.nat(),
    repository: fc.constant('a'.repeat(32)),
    worktree: text,
    branch: text,
    virtualBranches: fc.array(text, { maxLength: 2 }),
    session: text,
    attributes: fc.dictionary(fc.oneof(fc.constantFrom('listed', 'named'), text), value, { maxKeys: 5 }),
  },
  { requiredKeys: ['source', 'key', 'kind', 'occurredAt', 'recordedAt', 'repository', 'attributes'] },
) as fc.Arbitrary<DevelopmentEvent>

const gate = makeGate({
  detailFor: () => 'full',
  privacyOf: (name) => (name === 'listed' ? 'text' : name === 'named' ? 'name' : undefined),
  categoryOf: () => 'history',
  redactor: makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32, 3) }),
})

test('a batch comes out as its events would one by one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
      const alone = []
      for (const each of events) alone.push(...(await gate.admit([each])))
      assert.deepEqual(await gate.admit(events), alone)
    }),
    { numRuns: 60 },
  )
})

test('different keys stay different', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(event, { maxLength: 12, selector: ({ key }) => key }), async (events) => {
      const admitted = await gate.admit(events)
      assert.equal(new Set(admitted.map(({ key }) => key)).size, events.length)
    }),
    { numRuns: 60 },
  )
})

test('numbers, times and the shape of an event never change', async () => {
  await fc.assert(
    fc.asyncProperty(event, async (before) => {
      const [after] = await gate.admit([before])
      assert.deepEqual(shape(after!), shape(before))
    }),
    { numRuns: 100 },
  )
})

function shape(event: DevelopmentEvent): unknown {
  const { attributes, ...envelope } = event
  return [
    Object.keys(envelope),
    envelope.occurredAt,
    envelope.recordedAt,
    Object.values(attributes).map((each) =>
      typeof each === 'string' ? 'text' : Array.isArray(each) ? each.length : each,
    ),
  ]
}

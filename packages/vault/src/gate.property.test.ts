import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { eventsFromOtlp } from '@wakelore/telemetry/otlp/events-from-otlp'
import type {
  AnyValue,
  InstrumentationScope,
  KeyValue,
  KeyValueList,
  LogRecord,
  Metric,
  NumberDataPoint,
  Resource,
  Span,
} from '@wakelore/telemetry/otlp/message'
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

const NO_RESOURCE = { attributes: [], droppedAttributesCount: 0, entityRefs: [] }
const NO_SCOPE: InstrumentationScope = { name: '', version: '', attributes: [], droppedAttributesCount: 0 }
const PLACED = { recordedAt: 1, keySecret: 'swordfish', placeOf: () => ({ repository: 'a'.repeat(32) }) }
const NO_POINT = { attributes: [], startTimeUnixNano: 0n, timeUnixNano: 1n, flags: 0, asInt: undefined }

/** Events of a message with the attribute in each place that has some. */
const PLACES: readonly ((attribute: KeyValue) => DevelopmentEvent[])[] = [
  (attribute) => spanEvents({}, { ...NO_RESOURCE, attributes: [attribute] }),
  (attribute) => spanEvents({}, NO_RESOURCE, { ...NO_SCOPE, attributes: [attribute] }),
  (attribute) => spanEvents({ attributes: [attribute] }),
  (attribute) =>
    spanEvents({
      events: [{ timeUnixNano: 1n, name: 'x', attributes: [attribute], droppedAttributesCount: 0 }],
    }),
  (attribute) =>
    spanEvents({
      links: [
        {
          traceId: 'ab',
          spanId: 'cd',
          traceState: '',
          attributes: [attribute],
          droppedAttributesCount: 0,
          flags: 0,
        },
      ],
    }),
  (attribute) => logEvents({ attributes: [attribute] }),
  (attribute) => logEvents({ body: { entries: [attribute] } }),
  (attribute) => metricEvents([], { ...NO_POINT, asDouble: 1, exemplars: [], attributes: [attribute] }),
  (attribute) => metricEvents([attribute], { ...NO_POINT, asDouble: 1, exemplars: [] }),
  (attribute) =>
    metricEvents([], {
      ...NO_POINT,
      asDouble: 1,
      exemplars: [
        {
          filteredAttributes: [attribute],
          timeUnixNano: 1n,
          asDouble: 1,
          asInt: undefined,
          spanId: '',
          traceId: '',
        },
      ],
    }),
]

function spanEvents(
  change: Partial<Span>,
  resource: Resource = NO_RESOURCE,
  scope = NO_SCOPE,
): DevelopmentEvent[] {
  const span: Span = {
    traceId: 'ab'.repeat(16),
    spanId: 'cd'.repeat(8),
    traceState: '',
    parentSpanId: '',
    flags: 0,
    name: 'x',
    kind: 1,
    startTimeUnixNano: 1n,
    endTimeUnixNano: 2n,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { message: '', code: 0 },
    ...change,
  }
  const scopeSpans = [{ scope, schemaUrl: '', spans: [span] }]
  return eventsFromOtlp('traces', { resourceSpans: [{ resource, schemaUrl: '', scopeSpans }] }, PLACED).events
}

function logEvents(change: Partial<LogRecord>): DevelopmentEvent[] {
  const record: LogRecord = {
    timeUnixNano: 1n,
    observedTimeUnixNano: 1n,
    severityNumber: 9,
    severityText: '',
    body: null,
    attributes: [],
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: '',
    ...change,
  }
  const scopeLogs = [{ scope: NO_SCOPE, schemaUrl: '', logRecords: [record] }]
  const resourceLogs = [{ resource: NO_RESOURCE, schemaUrl: '', scopeLogs }]
  return eventsFromOtlp('logs', { resourceLogs }, PLACED).events
}

function metricEvents(metadata: readonly KeyValue[], point: NumberDataPoint): DevelopmentEvent[] {
  const metric: Metric = {
    name: 'x',
    description: '',
    unit: '',
    metadata,
    gauge: { dataPoints: [point] },
    sum: undefined,
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
  }
  const scopeMetrics = [{ scope: NO_SCOPE, schemaUrl: '', metrics: [metric] }]
  const resourceMetrics = [{ resource: NO_RESOURCE, schemaUrl: '', scopeMetrics }]
  return eventsFromOtlp('metrics', { resourceMetrics }, PLACED).events
}

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

test('no text under a name for a secret is left of telemetry, wherever in a message it stood', async () => {
  const secret = fc.stringMatching(/^[a-z]{2}[ A-Z][0-9]{3}["\\\né][a-z]{3}$/)
  const key = fc.constantFrom(
    'password',
    'db.password',
    'http.request.header.set-cookie',
    'Api-Key',
    'client_secret',
  )
  const held = fc.oneof(
    secret,
    fc.array(secret, { minLength: 1, maxLength: 2 }),
    fc.tuple(secret, secret).map(([first, second]): AnyValue => [1, first, [second]]),
    secret.map((value): AnyValue => ({ entries: [{ key: 'x', value }] })),
    secret.map((value): AnyValue => Buffer.from(value)),
  )
  const nested = fc
    .record({ key, value: held })
    .chain((attribute) =>
      fc.constantFrom<KeyValue>(
        attribute,
        { key: 'outer', value: { entries: [{ key: 'user', value: 'ada' }, attribute] } },
        { key: 'list', value: [5, { entries: [attribute] }] },
      ),
    )
  await fc.assert(
    fc.asyncProperty(nested, fc.constantFrom(...PLACES), async (attribute, place) => {
      const events = place(attribute)
      const told = JSON.stringify(events)
      const stored = JSON.stringify(await gate.admit(events))
      assert.ok(
        textsOf(attribute.value).some(
          (text) => told.includes(inJson(text)) || told.includes(inJson(inJson(text))),
        ),
      )
      for (const text of textsOf(attribute.value)) {
        assert.ok(!stored.includes(inJson(text)) && !stored.includes(inJson(inJson(text))), stored)
      }
      assert.ok(!attribute.key.startsWith('outer') || stored.includes('ada'), stored)
    }),
    { numRuns: 300 },
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

/** As the text stands within JSON. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Texts of a value, bytes as base 64, but for names and what stands beside secrets. */
function textsOf(value: AnyValue): string[] {
  if (typeof value === 'string') return value === 'ada' ? [] : [value]
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('base64')]
  if (Array.isArray(value)) return (value as readonly AnyValue[]).flatMap(textsOf)
  if (typeof value !== 'object' || value === null || 'double' in value) return []
  return (value as KeyValueList).entries.flatMap((entry) => textsOf(entry.value))
}

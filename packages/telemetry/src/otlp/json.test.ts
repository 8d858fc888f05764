import assert from 'node:assert/strict'
import test from 'node:test'
import { readAnyValueJson, readJson, writeAnyValueJson, writeJson } from './json.ts'
import type { AnyValue, LogRecord, LogsData, MetricsData, Span, TracesData } from './message.ts'
import { MESSAGES } from './schema.ts'

const SPAN = MESSAGES.Span.defaults as unknown as Span

test("the specification's example of a span", () => {
  const sent = {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'my.service' } }] },
        scopeSpans: [
          {
            scope: { name: 'my.library', version: '1.0.0' },
            spans: [
              {
                traceId: '5B8EFFF798038103D269B633813FC60C',
                spanId: 'EEE19B7EC3C1B174',
                parentSpanId: 'EEE19B7EC3C1B173',
                name: "I'm a server span",
                startTimeUnixNano: '1544712660000000000',
                endTimeUnixNano: '1544712661000000000',
                kind: 2,
                attributes: [{ key: 'my.span.attr', value: { stringValue: 'some value' } }],
              },
            ],
          },
        ],
      },
    ],
  }
  const read = readJson('traces', Buffer.from(JSON.stringify(sent)))
  assert.deepEqual(read, {
    kind: 'read',
    message: {
      resourceSpans: [
        {
          resource: {
            attributes: [{ key: 'service.name', value: 'my.service' }],
            droppedAttributesCount: 0,
            entityRefs: [],
          },
          scopeSpans: [
            {
              scope: { name: 'my.library', version: '1.0.0', attributes: [], droppedAttributesCount: 0 },
              spans: [
                {
                  ...SPAN,
                  traceId: '5b8efff798038103d269b633813fc60c',
                  spanId: 'eee19b7ec3c1b174',
                  parentSpanId: 'eee19b7ec3c1b173',
                  name: "I'm a server span",
                  kind: 2,
                  startTimeUnixNano: 1_544_712_660_000_000_000n,
                  endTimeUnixNano: 1_544_712_661_000_000_000n,
                  attributes: [{ key: 'my.span.attr', value: 'some value' }],
                },
              ],
              schemaUrl: '',
            },
          ],
          schemaUrl: '',
        },
      ],
    },
  })
})

test('an integer that is a number is kept to the last digit', () => {
  for (const time of ['1544712660000000001', '"1544712660000000001"', ' 1544712660000000001']) {
    assert.equal(spanOf(`{"startTimeUnixNano":${time}}`).startTimeUnixNano, 1_544_712_660_000_000_001n)
  }
  assert.equal(spanOf('{"startTimeUnixNano":18446744073709551615}').startTimeUnixNano, 2n ** 64n - 1n)
  assert.equal(valueOf('{"intValue":-9223372036854775808}'), -(2n ** 63n))
  assert.equal(valueOf('{"intValue":9007199254740993}'), 9_007_199_254_740_993n)
  assert.equal(valueOf('{"intValue":12}'), 12)
  assert.equal(valueOf('{"intValue":-0}'), 0)
  assert.equal(valueOf('{"intValue":"1e3"}'), 1000)
  assert.equal(valueOf('{"intValue":1.5e1}'), 15)
})

test('what stands for a number that JSON has not is one', () => {
  assert.deepEqual(valueOf('{"doubleValue":"NaN"}'), { double: NaN })
  assert.deepEqual(valueOf('{"doubleValue":"-Infinity"}'), { double: -Infinity })
  assert.deepEqual(valueOf('{"doubleValue":"Infinity"}'), { double: Infinity })
  assert.deepEqual(valueOf('{"doubleValue":"2.5"}'), { double: 2.5 })
  assert.deepEqual(valueOf('{"doubleValue":-0.0}'), { double: -0 })
  assert.deepEqual(valueOf('{"doubleValue":18446744073709551616}'), { double: 2 ** 64 })
  assert.equal(writeAnyValueJson({ double: -0 }), '{"doubleValue":-0.0}')
  assert.equal(writeAnyValueJson({ double: NaN }), '{"doubleValue":"NaN"}')
})

test('bytes are read by both alphabets, padded or not', () => {
  for (const text of ['+/8=', '+/8', '-_8=', '-_8']) {
    assert.deepEqual(valueOf(`{"bytesValue":"${text}"}`), Uint8Array.of(0xfb, 0xff))
  }
})

test('an enum is a number, or its name', () => {
  assert.equal(spanOf('{"kind":"SPAN_KIND_SERVER"}').kind, 2)
  assert.equal(spanOf('{"kind":77}').kind, 77)
  assert.equal(recordOf('{"severityNumber":"SEVERITY_NUMBER_FATAL4"}').severityNumber, 24)
  assert.equal(recordOf('{"severityNumber":"SEVERITY_NUMBER_DEBUG"}').severityNumber, 5)
  const written = Buffer.from(writeJson('traces', tracesOf({ ...SPAN, kind: 2 }))).toString()
  assert.match(written, /"kind":2/)
})

test("fields are read by OTLP's names and by those of the definition", () => {
  assert.equal(spanOf('{"trace_id":"AB"}').traceId, 'ab')
  assert.equal(spanOf('{"droppedAttributesCount":3}').droppedAttributesCount, 3)
  assert.equal(spanOf('{"dropped_attributes_count":3}').droppedAttributesCount, 3)
})

test('what nobody knows is ignored, and null is as if it were absent', () => {
  const span = spanOf('{"name":null,"attributes":null,"status":null,"newField":[{"a":[1]}],"kind":null}')
  assert.deepEqual(span, SPAN)
  assert.equal(valueOf('{"stringValue":null}'), null)
  assert.equal(valueOf('{"strangeValue":5}'), null)
  assert.deepEqual(valueOf('{"arrayValue":{"values":[null,{}]}}'), [null, null])
  assert.deepEqual(spanOf('{"__proto__":{"name":"a"},"constructor":1,"toString":{}}'), SPAN)
})

test('of several values the last one counts', () => {
  assert.equal(valueOf('{"stringValue":"a","boolValue":true}'), true)
  const read = readJson(
    'metrics',
    Buffer.from('{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{},"gauge":{}}]}]}]}'),
  )
  const [metric] = (read as { message: MetricsData }).message.resourceMetrics[0]!.scopeMetrics[0]!.metrics
  assert.equal(metric!.sum, undefined)
  assert.deepEqual(metric!.gauge, { dataPoints: [] })
})

test('half a character in a text is a broken one, whether as bytes or as an escape', () => {
  assert.equal(valueOf('{"stringValue":"a\\ud800b"}'), 'a\ufffdb')
  const bytes = Buffer.from('{"stringValue":"a?b"}')
  bytes[bytes.indexOf('?')] = 0xff
  assert.deepEqual(readAnyValueJson(bytes.toString('latin1').replace('\u00ff', '\ud800')), {
    kind: 'read',
    message: 'a\ufffdb',
  })
  assert.equal(recordOf(bytes.toString('latin1'), 'latin1').body, 'a\ufffdb')
  assert.equal(writeAnyValueJson('a\ud800'), '{"stringValue":"a\ufffd"}')
})

const MALFORMED: readonly (readonly [what: string, span: string, reason: RegExp])[] = [
  ['a name that is a number', '{"name":5}', /^Span\.name is no string$/],
  ['an id that is no hex', '{"traceId":"5b8efff7980381g3"}', /^Span\.traceId is no id$/],
  ['an id of half a byte', '{"traceId":"abc"}', /^Span\.traceId is no id$/],
  ['a time below zero', '{"startTimeUnixNano":-1}', /^Span\.startTimeUnixNano is no fixed64$/],
  ['a time of 65 bits', '{"startTimeUnixNano":"18446744073709551616"}', /is no fixed64$/],
  ['a time with a fraction', '{"startTimeUnixNano":1.5}', /is no fixed64$/],
  ['a time that is no number', '{"startTimeUnixNano":"soon"}', /is no fixed64$/],
  ['a time without digits', '{"startTimeUnixNano":""}', /is no fixed64$/],
  ['a time of ten million digits', `{"startTimeUnixNano":"${'1'.repeat(1e7)}"}`, /is no fixed64$/],
  ['a time of a million digits, as a number', `{"startTimeUnixNano":${'1'.repeat(1e6)}}`, /is no fixed64$/],
  ['a count of 33 bits', '{"droppedEventsCount":4294967296}', /is no uint32$/],
  ['a name of an enum that it has not', '{"kind":"toString"}', /^Span\.kind is no enum$/],
  ['a list that is none', '{"events":{}}', /^Span\.events is no array$/],
  ['a list of null', '{"events":[null]}', /^null in Span\.events$/],
  ['a message that is none', '{"status":"ok"}', /^SpanStatus is no object$/],
  ['a message that is a list', '{"status":[]}', /^SpanStatus is no object$/],
  ['a double that is too large', '{"attributes":[{"value":{"doubleValue":1e999}}]}', /is no double$/],
  ['a double that is no number', '{"attributes":[{"value":{"doubleValue":"0x10"}}]}', /is no double$/],
  ['an integer of 65 bits', '{"attributes":[{"value":{"intValue":"9223372036854775808"}}]}', /is no int64$/],
  ['a truth that is text', '{"attributes":[{"value":{"boolValue":"true"}}]}', /is no bool$/],
  ['bytes that are no base64', '{"attributes":[{"value":{"bytesValue":"a*b="}}]}', /is no bytes$/],
  ['bytes that end early', '{"attributes":[{"value":{"bytesValue":"abcde"}}]}', /is no bytes$/],
  ['no JSON', '{"name":"secret}', /^is no JSON$/],
]

for (const [what, span, reason] of MALFORMED) {
  test(`${what} is malformed, and of it nothing is told`, () => {
    const read = readJson('traces', Buffer.from(inTraces(span)))
    assert(read.kind === 'malformed')
    assert.match(read.reason, reason)
  })
}

test('nothing, and anything but an object, is malformed', () => {
  for (const text of ['', ' ', '5', '"a"', '[]', 'true', '{}{}', '{"resourceSpans":{}}', '\0']) {
    assert.equal(readJson('traces', Buffer.from(text)).kind, 'malformed', text)
  }
  assert.deepEqual(readJson('traces', Buffer.from('\ufeff{}')), {
    kind: 'read',
    message: { resourceSpans: [] },
  })
})

test('values within each other are read to a depth of 64', () => {
  const nested = (depth: number): AnyValue => (depth === 1 ? 'deep' : [nested(depth - 1)])
  assert.deepEqual(valueOf(writeAnyValueJson(nested(64))), nested(64))
  assert.equal(readAnyValueJson(writeAnyValueJson(nested(65))).kind, 'malformed')
})

test('arrays within each other by the million end nothing but the reading', () => {
  for (const text of [
    '['.repeat(1e6),
    `{"a":${'['.repeat(15_000)}${']'.repeat(15_000)},"b":12345678901234567890}`,
    `{"resourceSpans":${'['.repeat(15_000)}1${']'.repeat(15_000)}}`,
  ]) {
    const read = readJson('traces', Buffer.from(text))
    assert(read.kind === 'malformed' || read.message.resourceSpans.length === 0)
  }
})

test('a small request that would be many objects is refused', () => {
  const text = `{"resourceSpans":[{"scopeSpans":[{"spans":[${Array(500_000).fill('{}').join(',')}]}]}]}`
  const read = readJson('traces', Buffer.from(text))
  assert(read.kind === 'malformed')
  assert.match(read.reason, /more than 16 times its size in memory/)
})

function inTraces(span: string): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`
}

function spanOf(text: string): Span {
  const read = readJson('traces', Buffer.from(inTraces(text)))
  assert(read.kind === 'read', text)
  return read.message.resourceSpans[0]!.scopeSpans[0]!.spans[0]!
}

function recordOf(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): LogRecord {
  const record = text.includes('Value') ? `{"body":${text}}` : text
  const sent = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[${record}]}]}]}`
  const read = readJson('logs', Buffer.from(sent, encoding))
  assert(read.kind === 'read', text)
  return (read.message as LogsData).resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!
}

function valueOf(text: string): AnyValue {
  const read = readAnyValueJson(text)
  assert(read.kind === 'read', text)
  return read.message
}

function tracesOf(...spans: Span[]): TracesData {
  const scopeSpans = { ...MESSAGES.ScopeSpans.defaults, spans }
  return {
    resourceSpans: [{ ...MESSAGES.ResourceSpans.defaults, scopeSpans: [scopeSpans] }],
  } as unknown as TracesData
}

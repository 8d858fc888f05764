import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from './event.ts'
import { makeLiveCheck, type Finding } from './live-check.ts'
import { REGISTRY } from './registry.generated.ts'

const check = makeLiveCheck(REGISTRY)

const SHA = '9d59409acf479dfa0df1aa568182e43e43df8bbe'

const REWRITE: DevelopmentEvent = {
  source: 'git-refs',
  key: `rewrite/4b825dc/${SHA}`,
  kind: 'vcs.rewrite',
  occurredAt: 1_700_000_000_000,
  recordedAt: 1_700_000_000_000,
  repository: '00'.repeat(16),
  attributes: {
    'vcs.ref.base.revision': '4b825dc',
    'vcs.ref.head.revision': SHA,
    'vcs.rewrite.type': 'amend',
    'vcs.rewrite.evidence': 'reflog',
  },
}
const SPAN: DevelopmentEvent = {
  source: 'otlp',
  key: `span/${'ab'.repeat(16)}/${'cd'.repeat(8)}`,
  kind: 'otel.span',
  occurredAt: 1_700_000_000_000,
  recordedAt: 1_700_000_000_000,
  repository: '00'.repeat(16),
  traceId: 'ab'.repeat(16),
  spanId: 'cd'.repeat(8),
  attributes: { 'otlp.span.name': 'GET /', 'otlp.span.duration_ns': 1 },
}

function withAttributes(
  event: DevelopmentEvent,
  attributes: DevelopmentEvent['attributes'],
): DevelopmentEvent {
  return { ...event, attributes: { ...event.attributes, ...attributes } }
}

function without(event: DevelopmentEvent, name: string): DevelopmentEvent {
  const { [name]: _, ...attributes } = event.attributes
  return { ...event, attributes }
}

function told(event: DevelopmentEvent): string[] {
  return check(event).map(({ level, problem, subject }: Finding) => `${level} ${problem} ${subject}`)
}

test('an event that is as the conventions say has nothing against it', () => {
  assert.deepEqual(told(REWRITE), [])
  assert.deepEqual(told(SPAN), [])
})

const TAMPERED: readonly (readonly [title: string, event: DevelopmentEvent, found: string])[] = [
  ['a kind that nobody knows', { ...REWRITE, kind: 'vcs.rewritten' }, 'violation unknown_kind kind'],
  ['another source', { ...REWRITE, source: 'git-history' }, 'violation wrong_source source'],
  ['a key of other values', { ...REWRITE, key: `rewrite/4b825dc/4b825dc` }, 'violation key_shape key'],
  ['a key of another shape', { ...REWRITE, key: 'rewrite' }, 'violation key_shape key'],
  [
    'a missing attribute',
    without(REWRITE, 'vcs.rewrite.type'),
    'violation missing_attribute vcs.rewrite.type',
  ],
  [
    'a value of another type',
    withAttributes(REWRITE, { 'vcs.rewrite.type': 1 }),
    'violation wrong_type vcs.rewrite.type',
  ],
  [
    'a value that is no member',
    withAttributes(REWRITE, { 'vcs.rewrite.type': 'merge' }),
    'violation unlisted_value vcs.rewrite.type',
  ],
  [
    'an attribute in no convention',
    withAttributes(REWRITE, { 'vcs.rewrite.why': 'because' }),
    'advice unknown_attribute vcs.rewrite.why',
  ],
  [
    'an attribute of other kinds',
    withAttributes(REWRITE, { 'process.pid': 1 }),
    'advice unexpected_attribute process.pid',
  ],
  ['a span without an id', { ...SPAN, spanId: 'cd' }, 'violation no_span spanId'],
  ['a span without a trace', { ...SPAN, traceId: 'x' }, 'violation no_span traceId'],
  [
    'a fraction where a whole number is due',
    withAttributes(SPAN, { 'otlp.span.duration_ns': 1.5 }),
    'violation wrong_type otlp.span.duration_ns',
  ],
  [
    'a value beyond a list that is open',
    withAttributes(SPAN, { 'otlp.span.kind': 'kind_9' }),
    'advice unlisted_value otlp.span.kind',
  ],
]

for (const [title, event, found] of TAMPERED) {
  test(`the live check finds ${title}`, () => {
    assert.ok(told(event).includes(found), told(event).join('\n'))
  })
}

test('what the detail level took is no violation: names at counts, texts below full', () => {
  const counted = { ...REWRITE, key: 'counted/1f2e', attributes: { 'vcs.rewrite.type': 'amend' } }
  assert.deepEqual(told(withAttributes(counted, { 'vcs.rewrite.evidence': 'reflog' })), [])
  assert.deepEqual(told(counted), ['violation missing_attribute vcs.rewrite.evidence'])
  const note: DevelopmentEvent = {
    ...REWRITE,
    source: 'git-history',
    kind: 'vcs.note',
    key: `note/refs/notes/commits/${SHA}/none/0`,
    attributes: { 'vcs.ref.head.name': 'refs/notes/commits', 'vcs.ref.head.revision': SHA },
  }
  assert.deepEqual(told(note), ['advice missing_attribute vcs.note.message'])
})

test('a value that the gate marked is no unlisted one', () => {
  assert.deepEqual(told(withAttributes(REWRITE, { 'vcs.rewrite.type': '[redacted:jwt:1f]' })), [])
})

test("a sender's attributes are advice at most, whatever they are", () => {
  const sent = withAttributes(SPAN, {
    'process.pid': 'none',
    'vcs.change.state': 'melted',
    'made.up': true,
    'otlp.resource.attribute.made.up': [1, 2],
    'big~int': '99999999999999999999',
    'otlp.span.event.attributes~json': ['{}'],
  })
  assert.deepEqual(told(sent), [
    'advice wrong_type process.pid',
    'advice unlisted_value vcs.change.state',
    'advice unknown_attribute made.up',
    'advice unknown_attribute big~int',
  ])
})

test('a required number that is stored as its digits is there', () => {
  const huge = withAttributes(without(SPAN, 'otlp.span.duration_ns'), {
    'otlp.span.duration_ns~int': '18446744073709551615',
  })
  assert.deepEqual(told(huge), [])
})

test('a name that every object inherits is no attribute', () => {
  const found = told(withAttributes(REWRITE, JSON.parse('{"constructor": "x", "__proto__": "y"}')))
  assert.ok(found.includes('advice unknown_attribute constructor'), found.join('\n'))
})

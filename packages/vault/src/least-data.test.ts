import assert from 'node:assert/strict'
import test from 'node:test'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { privacyClassOf } from '@wakelore/telemetry/otlp/attribute-name'
import { makeLeastData } from './least-data.ts'

const leastData = makeLeastData({ privacyOf: privacyClassOf, digest: (text) => `digest of ${text}` })

const sent: DevelopmentEvent = {
  source: 'otlp',
  key: 'span/1/2',
  kind: 'otel.span',
  occurredAt: 1,
  recordedAt: 2,
  repository: 'a'.repeat(32),
  branch: 'main',
  traceId: 'b'.repeat(32),
  attributes: {
    'otlp.span.name': 'GET /orders',
    'otlp.span.kind': 'server',
    'otlp.span.duration_ns': 17,
    'otlp.span.status_message': 'no luck',
    'otlp.resource.attribute.process.pid': 12,
    'otlp.resource.attribute.process.command_args': ['node', 'x.js'],
    'error.type': 'Ada Lovelace has no account',
    'made.up': 5,
  },
}

test('at full an event is passed on as the same object', () => {
  assert.equal(leastData(sent, 'full'), sent)
})

test('a name of ours that others fill with text is no count', () => {
  const { attributes, key, branch } = leastData(sent, 'counts')
  assert.deepEqual(attributes, {
    'otlp.span.kind': 'server',
    'otlp.span.duration_ns': 17,
    'otlp.resource.attribute.process.pid': 12,
  })
  assert.deepEqual([key, branch], ['counted/digest of span/1/2', undefined])
})

test('what a sender links to is a count where it is an id', () => {
  const id = 'b'.repeat(32)
  const told = Buffer.from('Ada Lovelace has no account here').toString('hex')
  const linked = (ids: readonly string[]) => ({ ...sent, attributes: { 'otlp.span.link.trace_id': ids } })
  assert.deepEqual(leastData(linked([id, '']), 'counts').attributes, linked([id, '']).attributes)
  assert.deepEqual(leastData(linked([id, told]), 'counts').attributes, {})
})

test('an event that was reduced is the same event when it is reduced again', () => {
  const reduce = makeLeastData({
    privacyOf: privacyClassOf,
    digest: (text) => String(text.length).padStart(12, '0'),
  })
  const once = reduce(sent, 'counts')
  assert.deepEqual(reduce(once, 'counts'), once)
  assert.notEqual(reduce({ ...sent, key: 'counted/not by us' }, 'counts').key, 'counted/not by us')
})

test('what a source of ours fills with text is', () => {
  const { attributes } = leastData({ ...sent, source: 'git-trace2', kind: 'git.command' }, 'counts')
  assert.equal(attributes['error.type'], 'Ada Lovelace has no account')
})

test('at names texts go, and what nobody listed', () => {
  const { attributes, branch } = leastData(sent, 'names')
  assert.deepEqual(Object.keys(attributes), [
    'otlp.span.name',
    'otlp.span.kind',
    'otlp.span.duration_ns',
    'otlp.resource.attribute.process.pid',
    'error.type',
  ])
  assert.equal(branch, 'main')
})

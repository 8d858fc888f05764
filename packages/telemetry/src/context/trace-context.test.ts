import assert from 'node:assert/strict'
import test from 'node:test'
import {
  formatTraceparent,
  newSpanId,
  newTraceContext,
  newTraceId,
  parseTraceparent,
} from './trace-context.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

test('a traceparent is read with its flags', () => {
  assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-01`), { traceId: TRACE, spanId: SPAN, flags: 1 })
  assert.equal(parseTraceparent(`00-${TRACE}-${SPAN}-02`)?.flags, 2)
  assert.equal(parseTraceparent(` \t00-${TRACE}-${SPAN}-00\t `)?.flags, 0)
})

test('what is no traceparent is none', () => {
  for (const text of [
    '',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-001`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01.`,
    `0-${TRACE}-${SPAN}-01`,
    `000-${TRACE}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `FF-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}0-${SPAN}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${SPAN}-0g`,
    `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
  ]) {
    assert.equal(parseTraceparent(text), undefined, JSON.stringify(text))
  }
})

test('of a later version what this one knows is read, and the rest is left', () => {
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-01`)?.traceId, TRACE)
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-will-be`)?.spanId, SPAN)
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-01.what-will-be`), undefined)
})

test('flags without a meaning go out as zero, and a random id stays known as one', () => {
  const text = (flags: number): string => formatTraceparent({ traceId: TRACE, spanId: SPAN, flags })
  assert.equal(text(0xff), `00-${TRACE}-${SPAN}-03`)
  assert.equal(text(0x02), `00-${TRACE}-${SPAN}-02`)
  assert.equal(text(0x04), `00-${TRACE}-${SPAN}-00`)
})

test('a child has the trace, flags and state of its parent, and an id of its own', () => {
  const root = newTraceContext()
  assert.equal(root.flags, 1)
  assert.deepEqual(parseTraceparent(formatTraceparent(root)), root)
  const state = { get: () => 'b', set: () => state, unset: () => state, serialize: () => 'a=b' }
  const child = newTraceContext({ ...root, flags: 2, state })
  assert.deepEqual({ ...child, spanId: root.spanId }, { ...root, flags: 2, state })
  assert.notEqual(child.spanId, root.spanId)
})

test('ids are new each time, and as long as they have to be', () => {
  const traces = new Set<string>()
  const spans = new Set<string>()
  for (let i = 0; i < 1000; i++) {
    traces.add(newTraceId())
    spans.add(newSpanId())
  }
  assert.equal(traces.size, 1000)
  assert.equal(spans.size, 1000)
  for (const id of traces) assert.match(id, /^[0-9a-f]{32}$/)
  for (const id of spans) assert.match(id, /^[0-9a-f]{16}$/)
})

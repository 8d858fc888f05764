import assert from 'node:assert/strict'
import test from 'node:test'
import { ownHost } from '@wakelore/capture/source/git-trace2/process-alive'
import { parseSessionId, spanIdOf, traceIdOf } from '@wakelore/capture/source/git-trace2/session-id'
import { parseTraceparent } from '@wakelore/telemetry/context/trace-context'
import { contextVariables, makeRunContext } from './run-context.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const TRACE = 'ab'.repeat(16)
const SPAN = 'cd'.repeat(8)
const CARRIED = `00-${TRACE}-${SPAN}-00`

/** As a git names itself that is this very process, or one that can't be. */
const component = (pid: number): string =>
  `${new Date().toISOString().replace(/[-:]|\.\d+Z/g, '')}.000000Z-${ownHost()}-P${pid.toString(16).padStart(8, '0')}`
const RUNNING = component(process.pid)
const ENDED = component(0x7fff_fff0)

test('a run begins a trace, or goes on with the one that is carried in, with its flags', () => {
  const alone = makeRunContext({}, NOW)
  assert.deepEqual([alone.parentSpanId, alone.parentKind, alone.span.flags & 1], [undefined, undefined, 1])
  const carried = makeRunContext({ TRACEPARENT: CARRIED }, NOW)
  assert.deepEqual(
    [carried.span.traceId, carried.parentSpanId, carried.span.flags, carried.parentKind],
    [TRACE, SPAN, 0, undefined],
  )
  assert.notEqual(carried.span.spanId, SPAN)
  for (const none of ['', 'nonsense', `00-${'0'.repeat(32)}-${SPAN}-01`]) {
    assert.equal(makeRunContext({ TRACEPARENT: none }, NOW).parentSpanId, undefined)
  }
})

test('what a run starts knows its span, and git understands it', () => {
  const { span, ...rest } = makeRunContext({ TRACEPARENT: CARRIED }, NOW)
  const variables = contextVariables({ span, ...rest })
  assert.deepEqual(parseTraceparent(variables['TRACEPARENT']!)?.spanId, span.spanId)
  assert.deepEqual(parseSessionId(`${variables['GIT_TRACE2_PARENT_SID']}/${RUNNING}`)?.parent, {
    kind: 'w3c',
    traceId: TRACE,
    spanId: span.spanId,
  })
  assert.ok(!('TRACESTATE' in variables))
  const within = makeRunContext({ ...variables }, NOW)
  assert.deepEqual([within.parentKind, within.parentSpanId, within.span.traceId], ['run', span.spanId, TRACE])
})

test('a run in a hook lies beneath the git that runs it, whatever was carried in before', () => {
  const first = makeRunContext({ TRACEPARENT: CARRIED, GIT_TRACE2_PARENT_SID: RUNNING }, NOW)
  assert.deepEqual(
    [first.parentKind, first.parentSpanId, first.span.traceId],
    ['git', spanIdOf(RUNNING), traceIdOf(RUNNING)],
  )
  assert.deepEqual(Object.keys(contextVariables(first)).includes('TRACESTATE'), true)
  const beneath = makeRunContext({ GIT_TRACE2_PARENT_SID: `${CARRIED}/${ENDED}/${RUNNING}` }, NOW)
  assert.deepEqual([beneath.parentSpanId, beneath.span.traceId], [spanIdOf(RUNNING), TRACE])
})

test('a trace that begins here has no state that another left in the environment', () => {
  assert.ok('TRACESTATE' in contextVariables(makeRunContext({ TRACESTATE: 'vendor=1' }, NOW)))
  const carried = makeRunContext({ TRACEPARENT: CARRIED, TRACESTATE: 'vendor=1' }, NOW)
  assert.ok(!('TRACESTATE' in contextVariables(carried)))
})

test('a git that has ended claims nothing', () => {
  const left = makeRunContext({ TRACEPARENT: CARRIED, GIT_TRACE2_PARENT_SID: ENDED }, NOW)
  assert.deepEqual([left.parentKind, left.parentSpanId], [undefined, SPAN])
})

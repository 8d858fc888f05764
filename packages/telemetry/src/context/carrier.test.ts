/** Each carrier, by what it is in fact: a request of Node's, fetch's headers, a process's environment, gRPC's metadata. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import test from 'node:test'
import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { carriedBy, contextWith } from './api-context.ts'
import type { Carried } from './carrier.ts'
import { readEnvironment, withCarried } from './environment.ts'
import { readGrpcMetadata, writeGrpcMetadata } from './grpc-metadata.ts'
import { readHeaders, writeHeaders, type HeaderCarrier } from './headers.ts'
import { parseTracestate } from './trace-state.ts'

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const CARRIED: Carried = {
  trace: {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    flags: 1,
    state: parseTracestate('rojo=1,congo=2')!,
  },
  baggage: [
    { key: 'user', value: 'Amélie', properties: [{ key: 'p' }, { key: 'q', value: 'r s' }] },
    { key: '__proto__', value: '1', properties: [] },
  ],
}

/** What is compared: functions of a trace state are equal to nobody else's. */
function plain({ trace: parent, baggage }: Carried): unknown {
  return { ...parent, state: parent?.state?.serialize(), baggage }
}

const headerCarriers: readonly [name: string, make: () => HeaderCarrier][] = [
  ['Headers', () => new Headers({ TraceState: 'old=1', Accept: '*/*' })],
  ['a Map', () => new Map([['TraceState', 'old=1']])],
  ['a plain object', () => ({ TraceState: 'old=1', accept: undefined, retries: 3 })],
]
for (const [name, make] of headerCarriers) {
  test(`${name} gives back what it was given, and nothing of before`, () => {
    const headers = make()
    writeHeaders(headers, CARRIED)
    assert.deepEqual(plain(readHeaders(headers)), plain(CARRIED))
    writeHeaders(headers, { trace: { ...CARRIED.trace!, state: parseTracestate('a=1')! }, baggage: [] })
    assert.equal(readHeaders(headers).trace?.state?.serialize(), 'a=1')
    assert.deepEqual(readHeaders(headers).baggage, [])
    writeHeaders(headers, { trace: undefined, baggage: [] })
    assert.deepEqual(readHeaders(headers), { trace: undefined, baggage: [] })
  })
}

test('headers that came over HTTP are read in any case and number', async () => {
  const received: IncomingHttpHeaders[] = []
  const server = createServer((incoming, response) => {
    received.push(incoming.headers)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const send = async (headers: Record<string, string | string[]>): Promise<void> => {
    const sent = request({ port, host: '127.0.0.1', headers, agent: false }).end()
    const [response] = await once(sent, 'response')
    response.resume()
    await once(response, 'close')
  }
  try {
    await send({ TraceParent: TRACEPARENT, tracestate: ['rojo=1', '', 'congo=2'], BAGGAGE: ['a=1', 'b=2'] })
    await send({ traceparent: [TRACEPARENT, TRACEPARENT] })
    await send({ tracestate: 'rojo=1' })
  } finally {
    server.close()
  }
  const [first, doubled, orphaned] = received.map((headers) => readHeaders(headers))
  assert.equal(first!.trace?.traceId, CARRIED.trace!.traceId)
  assert.equal(first!.trace?.state?.serialize(), 'rojo=1,congo=2')
  assert.deepEqual(
    first!.baggage.map(({ key }) => key),
    ['a', 'b'],
  )
  assert.equal(doubled!.trace, undefined)
  assert.equal(orphaned!.trace, undefined)
})

test('a child process reads what its parent wrote, and nothing of what the parent had', () => {
  const environment = { PATH: process.env['PATH'], TRACEPARENT: 'old', TRACESTATE: 'old=1', BAGGAGE: 'old=1' }
  const childs = withCarried(environment, CARRIED)
  const seen = execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], {
    env: childs,
    encoding: 'utf8',
  })
  assert.deepEqual(plain(readEnvironment(JSON.parse(seen) as Record<string, string>)), plain(CARRIED))
  assert.equal(environment.TRACESTATE, 'old=1')
  assert.deepEqual(withCarried(environment, { trace: undefined, baggage: [] }), { PATH: environment.PATH })
})

test('gRPC metadata gives back what it was given; binary values and two parents are none', () => {
  const values = new Map<string, (string | Uint8Array)[]>([['tracestate', ['old=1']]])
  const metadata = {
    get: (key: string) => values.get(key) ?? [],
    set: (key: string, value: string) => void values.set(key, [value]),
    remove: (key: string) => void values.delete(key),
  }
  writeGrpcMetadata(metadata, CARRIED)
  assert.deepEqual(plain(readGrpcMetadata(metadata)), plain(CARRIED))
  values.set('traceparent', [TRACEPARENT, TRACEPARENT])
  assert.equal(readGrpcMetadata(metadata).trace, undefined)
  values.set('traceparent', [new TextEncoder().encode(TRACEPARENT)])
  assert.equal(readGrpcMetadata(metadata).trace, undefined)
  writeGrpcMetadata(metadata, { trace: undefined, baggage: [] })
  assert.equal(values.size, 0)
})

test("the API's context gives back what was carried", () => {
  const within = contextWith(ROOT_CONTEXT, CARRIED)
  assert.equal(trace.getSpanContext(within)?.isRemote, true)
  assert.equal(propagation.getBaggage(within)?.getEntry('user')?.value, 'Amélie')
  assert.deepEqual(plain(carriedBy(within)), plain(CARRIED))
  assert.deepEqual(carriedBy(context.active()), { trace: undefined, baggage: [] })
})

test("OpenTelemetry's own propagators read what is written here, and write what is read here", () => {
  const propagators = [new W3CTraceContextPropagator(), new W3CBaggagePropagator()]
  const setter = {
    set: (carrier: Record<string, string>, key: string, value: string) => void (carrier[key] = value),
  }
  const getter = {
    get: (carrier: Record<string, string>, key: string) => carrier[key],
    keys: (carrier: Record<string, string>) => Object.keys(carrier),
  }
  const ours: Record<string, string> = {}
  writeHeaders(ours, CARRIED)
  let theirs = ROOT_CONTEXT
  for (const propagator of propagators) theirs = propagator.extract(theirs, ours, getter)
  assert.deepEqual(plain({ ...carriedBy(theirs), baggage: [] }), plain({ ...CARRIED, baggage: [] }))
  assert.equal(propagation.getBaggage(theirs)?.getEntry('user')?.value, 'Amélie')
  const written: Record<string, string> = {}
  for (const propagator of propagators) propagator.inject(contextWith(ROOT_CONTEXT, CARRIED), written, setter)
  const read = readHeaders(written)
  assert.deepEqual(plain({ ...read, baggage: [] }), plain({ ...CARRIED, baggage: [] }))
  assert.equal(read.baggage.find(({ key }) => key === 'user')?.value, 'Amélie')
})

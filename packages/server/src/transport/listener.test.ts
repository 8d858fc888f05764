import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { connect as connectHttp2, constants } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { readExportResponse, type OtlpEncoding } from '@wakelore/telemetry/otlp/export-response'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import { readStatus } from '@wakelore/telemetry/otlp/status'
import { openListener, type Listener, type ListenerOptions } from './listener.ts'
import type { OtlpOutcome, OtlpRequest } from './otlp-intake.ts'

const TOKEN = 'c0ffee'.padEnd(64, '0')
const PAGE = 'https://atlas.test'
const SIGNALS: readonly OtlpSignal[] = ['traces', 'logs', 'metrics']
const STORED: OtlpOutcome = { kind: 'stored', rejected: 0, message: '' }
const SHOWN = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-protobuf' }
const MIB = 1024 * 1024
/** An ExportTraceServiceRequest with one empty ResourceSpans. */
const BODY = Buffer.from([0x0a, 0x00])

const opened: Listener[] = []
const scratch = mkdtempSync(join(tmpdir(), 'wakelore-listener-'))
after(async () => {
  await Promise.all(opened.map((listener) => listener.close(0)))
  rmSync(scratch, { recursive: true, force: true })
})

type Stub = {
  readonly port: number
  readonly url: string
  readonly listener: Listener
  readonly taken: OtlpRequest[]
  /** Room taken and not given back. */
  readonly heldBytes: () => number
}

async function openStub(
  options: {
    readonly roomBytes?: number
    readonly take?: (request: OtlpRequest) => Promise<OtlpOutcome>
    readonly limits?: ListenerOptions['limits']
  } = {},
): Promise<Stub> {
  const { roomBytes = Infinity, take = async () => STORED, limits = {} } = options
  const taken: OtlpRequest[] = []
  let heldBytes = 0
  const listener = await openListener({
    port: 0,
    token: TOKEN,
    origins: async () => [PAGE],
    limits,
    onBug: (error) => assert.fail(error as Error),
    intake: async () => ({
      reserve: (sizeBytes) => {
        let own = 0
        const grow = (to: number): boolean => {
          if (heldBytes + to - own > roomBytes) return false
          heldBytes += Math.max(0, to - own)
          own = Math.max(own, to)
          return true
        }
        if (!grow(sizeBytes)) return undefined
        return { grow, release: () => void (heldBytes -= own) }
      },
      take: (request) => {
        taken.push(request)
        return take(request)
      },
    }),
  })
  opened.push(listener)
  const { port } = listener
  return { port, url: `http://127.0.0.1:${port}`, listener, taken, heldBytes: () => heldBytes }
}

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

/** By HTTP/1.1, with whatever headers: `fetch` won't send some of them. */
async function post(
  { port }: Pick<Stub, 'port'>,
  path: string,
  headers: OutgoingHttpHeaders,
  body: Uint8Array = BODY,
  method = 'POST',
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const request = httpRequest(
    { host: '127.0.0.1', port, path, method, headers, agent: false },
    (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    },
  )
  // A refusal may come while the body is still on its way; it is the answer that counts.
  request.on('error', reject)
  request.end(body)
  return promise
}

type GrpcAnswer = { readonly status: string; readonly trailers: OutgoingHttpHeaders; readonly body: Buffer }

const METHODS: Readonly<Record<OtlpSignal, string>> = {
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
}

function framed(message: Uint8Array, flag = 0): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(flag)
  head.writeUInt32BE(message.length, 1)
  return Buffer.concat([head, message])
}

/** By HTTP/2; `isOpen` leaves the body unended. */
async function call(
  { url }: Pick<Stub, 'url'>,
  path: string,
  headers: OutgoingHttpHeaders,
  body: Uint8Array,
  isOpen = false,
): Promise<GrpcAnswer> {
  const session = connectHttp2(url, { maxSessionMemory: 100 })
  try {
    const { promise, resolve, reject } = Promise.withResolvers<GrpcAnswer>()
    session.on('error', reject)
    const stream = session.request({ ':method': 'POST', ':path': path, ...headers })
    const chunks: Buffer[] = []
    let head: OutgoingHttpHeaders = {}
    let trailers: OutgoingHttpHeaders = {}
    stream.on('response', (received) => (head = received))
    stream.on('trailers', (received) => (trailers = received))
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('close', () =>
      resolve({
        status: String(head[':status']),
        trailers: { ...head, ...trailers },
        body: Buffer.concat(chunks),
      }),
    )
    stream.write(body)
    if (!isOpen) stream.end()
    return await promise
  } finally {
    session.destroy()
  }
}

const GRPC = { ...SHOWN, 'content-type': 'application/grpc', te: 'trailers' }

function statusOf(answer: Answer): { code: number; message: string; retryAfterMs: number | undefined } {
  if (answer.headers['content-type'] === 'application/json') {
    return JSON.parse(answer.body.toString()) as ReturnType<typeof statusOf>
  }
  const read = readStatus(answer.body)
  assert.equal(read.kind, 'read')
  return read.kind === 'read' ? read.message : assert.fail()
}

test('each signal arrives as it was sent, in either encoding, plain and compressed, and is answered in the same', async () => {
  const stub = await openStub()
  for (const signal of SIGNALS) {
    for (const encoding of ['protobuf', 'json'] as const satisfies OtlpEncoding[]) {
      for (const isGzip of [false, true]) {
        const type = encoding === 'json' ? 'application/json' : 'application/x-protobuf'
        const bytes = encoding === 'json' ? Buffer.from('{}') : BODY
        const answer = await post(
          stub,
          `/v1/${signal}`,
          {
            ...SHOWN,
            // A charset changes nothing.
            'content-type': encoding === 'json' ? `${type}; charset=utf-8` : type,
            ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
          },
          isGzip ? gzipSync(bytes) : bytes,
        )
        assert.equal(answer.status, 200)
        assert.equal(answer.headers['content-type'], type)
        const read = readExportResponse(signal, encoding, answer.body)
        assert.deepEqual(read, { kind: 'read', message: { rejected: 0n, errorMessage: '' } })
        const { bytes: arrived, ...rest } = stub.taken.at(-1)!
        assert.deepEqual(rest, { signal, encoding })
        assert.deepEqual(Buffer.from(arrived), bytes)
      }
    }
  }
  assert.deepEqual(stub.listener.counts(), { taken: 12, refused: 0 })
  assert.equal(stub.heldBytes(), 0)
})

test('gRPC brings each signal, plain and compressed, and so does HTTP over HTTP/2', async () => {
  const stub = await openStub({
    take: async () => ({ kind: 'stored', rejected: 3, message: 'three were bad' }),
  })
  for (const signal of SIGNALS) {
    for (const isGzip of [false, true]) {
      const { status, trailers, body } = await call(
        stub,
        METHODS[signal],
        { ...GRPC, ...(isGzip ? { 'grpc-encoding': 'gzip' } : {}) },
        framed(isGzip ? gzipSync(BODY) : BODY, isGzip ? 1 : 0),
      )
      assert.deepEqual([status, trailers['grpc-status']], ['200', '0'])
      const read = readExportResponse(signal, 'protobuf', body.subarray(5))
      assert.deepEqual(read, { kind: 'read', message: { rejected: 3n, errorMessage: 'three were bad' } })
      assert.deepEqual(Buffer.from(stub.taken.at(-1)!.bytes), BODY)
    }
    const { status } = await call(stub, `/v1/${signal}`, SHOWN, BODY)
    assert.equal(status, '200')
    assert.equal(stub.taken.at(-1)!.signal, signal)
  }
  assert.equal(stub.heldBytes(), 0)
})

test('curl is understood, which asks before it sends much', async () => {
  const stub = await openStub()
  const file = join(scratch, 'large')
  const large = Buffer.alloc(3 * MIB, 'a')
  writeFileSync(file, large)
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--max-time',
    '20',
    '--write-out',
    '%{http_code}',
    `-Hauthorization: Bearer ${TOKEN}`,
    '-Hcontent-type: application/json',
    '-Hexpect: 100-continue',
    '--data-binary',
    `@${file}`,
    `${stub.url}/v1/logs`,
  ])
  assert.equal(stdout.replace('{}', ''), '200')
  assert.equal(Buffer.compare(Buffer.from(stub.taken[0]!.bytes), large), 0)
})

test('a name that was made to point here, another origin, and a missing or wrong token are refused by every protocol', async () => {
  const stub = await openStub()
  const host = `127.0.0.1:${stub.port}`
  const cases: readonly [OutgoingHttpHeaders, number, number, RegExp][] = [
    [{ ...SHOWN, host: `rebound.test:${stub.port}` }, 403, 7, /"rebound\.test:\d+"/],
    [{ ...SHOWN, host: '127.0.0.1' }, 403, 7, /the host "127\.0\.0\.1"/],
    [{ ...SHOWN, host: `127.0.0.1.rebound.test:${stub.port}` }, 403, 7, /host/],
    [{ ...SHOWN, host, origin: 'https://evil.test' }, 403, 7, /"https:\/\/evil\.test"/],
    [{ ...SHOWN, host, origin: 'null' }, 403, 7, /"null"/],
    [{ ...SHOWN, host, origin: `${PAGE}.evil.test` }, 403, 7, /may not send/],
    [{ 'content-type': SHOWN['content-type'], host }, 401, 16, /no bearer token/],
    [{ ...SHOWN, host, authorization: TOKEN }, 401, 16, /no bearer token/],
    [{ ...SHOWN, host, authorization: `Bearer ${TOKEN.replace('c', 'd')}` }, 401, 16, /not the listener's/],
    [{ ...SHOWN, host, authorization: `Bearer ${TOKEN}0` }, 401, 16, /not the listener's/],
  ]
  for (const [headers, http, grpc, says] of cases) {
    const answer = await post(stub, '/v1/traces', headers)
    assert.equal(answer.status, http, String(says))
    assert.deepEqual([statusOf(answer).code, answer.headers['retry-after']], [grpc, undefined])
    assert.match(statusOf(answer).message, says)
    assert.equal(answer.headers['www-authenticate'], http === 401 ? 'Bearer' : undefined)
    assert.equal(answer.headers['access-control-allow-origin'], undefined)

    const { host: authority, ...others } = headers
    const named = { ...others, ':authority': authority, te: 'trailers' }
    const called = await call(
      stub,
      METHODS.traces,
      { ...named, 'content-type': 'application/grpc' },
      framed(BODY),
    )
    assert.equal(called.trailers['grpc-status'], String(grpc), String(says))
    assert.match(decodeURIComponent(String(called.trailers['grpc-message'])), says)
    assert.equal((await call(stub, '/v1/traces', named, BODY)).status, String(http))
  }
  assert.equal(stub.taken.length, 0)
  for (const name of ['localhost', 'LOCALHOST', '[::1]']) {
    const answer = await post(stub, '/v1/traces', { ...SHOWN, host: `${name}:${stub.port}` })
    assert.equal(answer.status, 200)
  }
  assert.deepEqual(stub.listener.counts(), { taken: 3, refused: 3 * cases.length })
})

test('a page that the owner named may ask first and then send, any other may not even ask', async () => {
  const stub = await openStub()
  const asks = { 'access-control-request-method': 'POST', host: `127.0.0.1:${stub.port}` }
  const asked = await post(stub, '/v1/traces', { ...asks, origin: PAGE }, Buffer.alloc(0), 'OPTIONS')
  assert.equal(asked.status, 204)
  assert.equal(asked.headers['access-control-allow-origin'], PAGE)
  assert.match(asked.headers['access-control-allow-headers']!, /authorization, content-type/)
  const sent = await post(stub, '/v1/traces', { ...SHOWN, host: asks.host, origin: PAGE })
  assert.deepEqual([sent.status, sent.headers['access-control-allow-origin']], [200, PAGE])
  // It can read why it was refused.
  const tokenless = await post(stub, '/v1/traces', { host: asks.host, origin: PAGE })
  assert.deepEqual([tokenless.status, tokenless.headers['access-control-allow-origin']], [401, PAGE])

  for (const origin of ['https://evil.test', 'null']) {
    const refused = await post(stub, '/v1/traces', { ...asks, origin }, Buffer.alloc(0), 'OPTIONS')
    assert.equal(refused.status, 403)
    assert.equal(refused.headers['access-control-allow-origin'], undefined)
  }
})

test('another path, method, type or compression is refused as such', async () => {
  const stub = await openStub()
  const cases: readonly [string, OutgoingHttpHeaders, string, number][] = [
    ['/', SHOWN, 'POST', 404],
    ['/v1/profiles', SHOWN, 'POST', 404],
    ['/v1/traces/', SHOWN, 'POST', 404],
    ['//v1/traces', SHOWN, 'POST', 404],
    ['/v1/traces', SHOWN, 'GET', 405],
    ['/v1/logs?a=b', SHOWN, 'PUT', 405],
    ['/v1/traces', { authorization: SHOWN.authorization }, 'POST', 415],
    ['/v1/traces', { ...SHOWN, 'content-type': 'text/plain' }, 'POST', 415],
    ['/v1/traces', { ...SHOWN, 'content-encoding': 'zstd' }, 'POST', 415],
    ['/v1/traces', { ...SHOWN, 'content-encoding': 'deflate' }, 'POST', 415],
  ]
  for (const [path, headers, method, status] of cases) {
    const body = method === 'GET' ? Buffer.alloc(0) : BODY
    const answer = await post(stub, path, headers, body, method)
    assert.equal(answer.status, status, `${method} ${path}`)
    assert.equal(answer.headers['allow'], status === 405 ? 'POST' : undefined)
    assert.ok(statusOf(answer).message.length > 0)
  }
  const others: readonly [string, OutgoingHttpHeaders, string][] = [
    ['/opentelemetry.proto.collector.trace.v1.TraceService/Import', GRPC, '12'],
    [METHODS.traces, { ...GRPC, 'content-type': 'application/grpc+json' }, '12'],
    [METHODS.traces, { ...GRPC, 'grpc-encoding': 'snappy' }, '12'],
  ]
  for (const [path, headers, status] of others) {
    const { trailers } = await call(stub, path, headers, framed(BODY))
    assert.equal(trailers['grpc-status'], status, path)
    assert.equal(trailers['grpc-accept-encoding'], 'identity,gzip')
  }
  assert.equal(stub.taken.length, 0)
})

test('what is malformed by itself, or by what the intake says, is told so and not to be sent again', async () => {
  const stub = await openStub({ take: async () => ({ kind: 'malformed', message: 'no such message' }) })
  const gzip = { ...SHOWN, 'content-encoding': 'gzip' }
  const whole = gzipSync(BODY)
  for (const body of [Buffer.from('hello'), Buffer.alloc(0), whole.subarray(0, whole.length - 4)]) {
    const answer = await post(stub, '/v1/traces', gzip, body)
    assert.deepEqual([answer.status, statusOf(answer).code], [400, 3], body.toString('hex'))
  }
  assert.equal(stub.taken.length, 0)
  const json = await post(stub, '/v1/traces', { ...SHOWN, 'content-type': 'application/json' })
  assert.equal(json.status, 400)
  assert.match(statusOf(json).message, /^the request can't be read: no such message\. /)

  const grpcGzip = { ...GRPC, 'grpc-encoding': 'gzip' }
  const bodies: readonly [OutgoingHttpHeaders, Buffer][] = [
    [GRPC, framed(BODY)],
    [GRPC, Buffer.alloc(0)],
    [GRPC, Buffer.from([0, 0, 0])],
    [GRPC, framed(BODY).subarray(0, 6)],
    [GRPC, Buffer.concat([framed(BODY), framed(BODY)])],
    [GRPC, framed(BODY, 1)],
    [grpcGzip, framed(BODY, 7)],
    [grpcGzip, framed(Buffer.from('hello'), 1)],
  ]
  for (const [headers, body] of bodies) {
    const { trailers } = await call(stub, METHODS.traces, headers, body)
    assert.equal(trailers['grpc-status'], '3', body.toString('hex'))
  }
  assert.equal(stub.heldBytes(), 0)
})

test('a store that is busy is told with the time after which to come again', async () => {
  let outcome: OtlpOutcome = STORED
  const stub = await openStub({ take: async () => outcome })
  for (const [kind, http, grpc] of [
    ['throttled', 429, 8],
    ['unavailable', 503, 14],
  ] as const) {
    outcome = { kind, retryAfterMs: 1500, message: 'not now' }
    const answer = await post(stub, '/v1/metrics', SHOWN)
    assert.deepEqual([answer.status, answer.headers['retry-after']], [http, '2'])
    assert.deepEqual([statusOf(answer).code, statusOf(answer).retryAfterMs], [grpc, 1500])
    const { trailers } = await call(stub, METHODS.metrics, GRPC, framed(BODY))
    assert.equal(trailers['grpc-status'], String(grpc))
    const details = readStatus(Buffer.from(String(trailers['grpc-status-details-bin']), 'base64'))
    assert.ok(details.kind === 'read')
    assert.equal(details.message.retryAfterMs, 1500)
  }
  assert.deepEqual(stub.listener.counts(), { taken: 0, refused: 4 })
})

test('where there is no room, a request is refused before its body is sent', async () => {
  const stub = await openStub({ roomBytes: 10 * MIB })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const request = httpRequest(
    {
      host: '127.0.0.1',
      port: stub.port,
      path: '/v1/traces',
      method: 'POST',
      agent: false,
      headers: { ...SHOWN, 'content-length': 12 * MIB, expect: '100-continue' },
    },
    (response) => resolve(response.statusCode!),
  )
  request.on('continue', () => reject(new Error('was told to send')))
  request.on('error', reject)
  request.flushHeaders()
  assert.equal(await promise, 429)
  request.destroy()
  const { trailers } = await call(
    stub,
    METHODS.traces,
    GRPC,
    framed(Buffer.alloc(12 * MIB)).subarray(0, 100),
    true,
  )
  assert.equal(trailers['grpc-status'], '8')
  assert.ok(
    Number(readStatus(Buffer.from(String(trailers['grpc-status-details-bin']), 'base64')).kind === 'read'),
  )
  assert.equal(stub.heldBytes(), 0)
})

test('a bomb is noticed while it unfolds, and a body that is too large while it comes', async () => {
  const stub = await openStub({ limits: { bodyBytes: MIB, inflatedBytes: 4 * MIB } })
  const bomb = gzipSync(Buffer.alloc(300 * MIB))
  assert.ok(bomb.length < MIB)
  const answer = await post(stub, '/v1/traces', { ...SHOWN, 'content-encoding': 'gzip' }, bomb)
  assert.deepEqual([answer.status, answer.headers['retry-after']], [413, undefined])
  assert.match(statusOf(answer).message, /more than 4194304 bytes inflated/)
  const grpcGzip = { ...GRPC, 'grpc-encoding': 'gzip' }
  const called = await call(stub, METHODS.traces, grpcGzip, framed(bomb, 1))
  assert.equal(called.trailers['grpc-status'], '8')
  // Without a word of when to come again, a sender doesn't.
  const details = readStatus(Buffer.from(String(called.trailers['grpc-status-details-bin']), 'base64'))
  assert.ok(details.kind === 'read' && details.message.retryAfterMs === undefined)

  const large = Buffer.alloc(20 * MIB)
  assert.equal((await post(stub, '/v1/traces', SHOWN, large)).status, 413)
  const chunked = { ...SHOWN, 'transfer-encoding': 'chunked' }
  assert.equal((await post(stub, '/v1/traces', chunked, large)).status, 413)
  assert.equal((await call(stub, METHODS.traces, GRPC, framed(large))).trailers['grpc-status'], '8')
  assert.equal((await call(stub, '/v1/traces', SHOWN, large)).status, '413')
  // Many small ones in one are no way around it.
  const many = Buffer.concat(Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(MIB))))
  const joined = await post(stub, '/v1/traces', { ...SHOWN, 'content-encoding': 'gzip' }, many)
  assert.equal(joined.status, 413)
  assert.equal(stub.taken.length, 0)
  assert.equal(stub.heldBytes(), 0)
})

test('what unfolds takes room as it does, and is refused where there is none', async () => {
  const stub = await openStub({ roomBytes: 3 * MIB })
  const gzip = gzipSync(Buffer.alloc(20 * MIB))
  const answer = await post(stub, '/v1/traces', { ...SHOWN, 'content-encoding': 'gzip' }, gzip)
  assert.deepEqual([answer.status, answer.headers['retry-after']], [429, '1'])
  const called = await call(stub, METHODS.traces, { ...GRPC, 'grpc-encoding': 'gzip' }, framed(gzip, 1))
  assert.equal(called.trailers['grpc-status'], '8')
  assert.equal(stub.heldBytes(), 0)
})

/** When the other end closed it; what it said before. */
async function untilClosed(port: number, sends: string): Promise<string> {
  const socket = connectTcp(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  socket.write(sends, 'latin1')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const patience = new AbortController()
  const isClosed = await Promise.race([
    closed.then(() => true),
    delay(15_000, false, { signal: patience.signal }).catch(() => false),
  ])
  patience.abort()
  socket.destroy()
  assert.ok(isClosed, `still open after ${JSON.stringify(sends)}`)
  return said
}

test('whoever says nothing, or says it too slowly, is cut off', async () => {
  const limits = { headerMs: 300, bodyMs: 300, lingerMs: 100, idleMs: 300 }
  const stub = await openStub({ limits })
  const head = `POST /v1/traces HTTP/1.1\r\nhost: 127.0.0.1:${stub.port}\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\n`
  const [nothing, letters, header, body, idle] = await Promise.all([
    untilClosed(stub.port, ''),
    untilClosed(stub.port, 'PO'),
    untilClosed(stub.port, head),
    untilClosed(stub.port, `${head}content-length: 10\r\n\r\n{`),
    untilClosed(stub.port, `${head}content-length: 2\r\n\r\n{}`),
    untilClosed(stub.port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  ])
  assert.deepEqual([nothing, letters], ['', ''])
  assert.match(header!, /^(HTTP\/1\.1 408|$)/)
  assert.match(body!, /^HTTP\/1\.1 408 /)
  assert.match(idle!, /^HTTP\/1\.1 200 /)
  const slow = await call(stub, METHODS.traces, GRPC, framed(BODY).subarray(0, 3), true)
  assert.equal(slow.trailers['grpc-status'], '4')
  const hurried = await call(
    await openStub(),
    METHODS.traces,
    { ...GRPC, 'grpc-timeout': '50m' },
    framed(BODY).subarray(0, 3),
    true,
  )
  assert.equal(hurried.trailers['grpc-status'], '4')
  assert.equal(stub.heldBytes(), 0)
})

test('more connections than are taken are closed, and the others go on', async () => {
  const stub = await openStub({ limits: { connections: 2 } })
  const held = [1, 2].map(() => connectTcp(stub.port, '127.0.0.1'))
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  // Taken by the system, and by us a moment later.
  await delay(50)
  assert.equal(await untilClosed(stub.port, 'GET / HTTP/1.1\r\n\r\n'), '')
  held.forEach((socket) => socket.destroy())
  for (let tries = 0; ; tries++) {
    const answer = await post(stub, '/v1/traces', SHOWN).catch(() => undefined)
    if (answer?.status === 200) break
    assert.ok(tries < 100, 'never taken again')
    await delay(20)
  }
})

test('headers beyond all measure are refused, and whatever bytes come crash nothing', async () => {
  const stub = await openStub({ limits: { headerMs: 500 } })
  const large = await post(stub, '/v1/traces', { ...SHOWN, 'x-large': 'a'.repeat(64 * 1024) })
  assert.equal(large.status, 431)
  const junk = [
    '\0\0\0\0\0\0',
    'PRI is not what it seems\r\n\r\n',
    'GET http://[::/ HTTP/1.1\r\n\r\n',
    '\x16\x03\x01\x02\0',
  ]
  for (const bytes of junk) await untilClosed(stub.port, bytes)
  const answer = await post(stub, '/v1/traces', SHOWN)
  assert.equal(answer.status, 200)
})

test('what is on its way when it closes is answered, and what never ends is cut off', async () => {
  const { promise: stored, resolve: store } = Promise.withResolvers<OtlpOutcome>()
  const stub = await openStub({ take: () => stored })
  const [one, other] = [post(stub, '/v1/traces', SHOWN), call(stub, METHODS.logs, GRPC, framed(BODY))]
  while (stub.taken.length < 2) await delay(5)
  const closing = stub.listener.close(5000)
  await assert.rejects(post(stub, '/v1/traces', SHOWN))
  store(STORED)
  assert.equal((await one).status, 200)
  assert.equal((await other).trailers['grpc-status'], '0')
  await closing

  const endless = await openStub({ take: () => new Promise(() => undefined) })
  const never = post(endless, '/v1/traces', SHOWN)
  never.catch(() => undefined)
  while (endless.taken.length < 1) await delay(5)
  await endless.listener.close(50)
  await assert.rejects(never)
})

test('a sender that goes away in the middle leaves nothing behind', async () => {
  const stub = await openStub()
  const socket = connectTcp(stub.port, '127.0.0.1')
  socket.write(
    `POST /v1/traces HTTP/1.1\r\nhost: 127.0.0.1:${stub.port}\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
  )
  const session = connectHttp2(stub.url)
  const stream = session.request({ ':method': 'POST', ':path': METHODS.traces, ...GRPC })
  stream.on('error', () => undefined)
  stream.write(framed(Buffer.alloc(1000)).subarray(0, 50))
  while (stub.heldBytes() < 1100) await delay(5)
  socket.destroy()
  stream.close(constants.NGHTTP2_CANCEL)
  while (stub.heldBytes() > 0) await delay(5)
  session.destroy()
  assert.equal(stub.taken.length, 0)
})

test('it listens to loopback alone, and to a port that is taken not at all', async () => {
  const stub = await openStub()
  await assert.rejects(
    openListener({
      port: stub.port,
      token: TOKEN,
      origins: async () => [],
      onBug: () => undefined,
      intake: async () => ({ reserve: () => undefined, take: async () => STORED }),
    }),
    { code: 'LISTENER_PORT_TAKEN' },
  )
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  for (const { address } of addresses.filter(({ internal }) => !internal)) {
    const socket = connectTcp(stub.port, address)
    await assert.rejects(
      new Promise((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('error', reject)
      }),
    )
  }
})

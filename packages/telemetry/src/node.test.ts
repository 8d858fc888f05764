/** In Node, with a real server, real processes, and OpenTelemetry's own SDK beside it. */
import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import {
  context,
  ROOT_CONTEXT,
  trace,
  type Context,
  type ContextManager,
  type Tracer,
} from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { startTelemetry } from './node.ts'
import { readJson } from './otlp/json.ts'
import type { Span, TracesData } from './otlp/message.ts'
import { SDK_VERSION } from './sdk/make-telemetry.ts'

type Received = {
  readonly url: string
  readonly authorization: string | undefined
  readonly traces: TracesData | undefined
}

const TIMEOUT_MS = 20_000
const received: Received[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const reading = request.url === '/v1/traces' ? readJson('traces', Buffer.concat(chunks)) : undefined
    received.push({
      url: request.url!,
      authorization: request.headers.authorization,
      traces: reading?.kind === 'read' ? reading.message : undefined,
    })
    response.setHeader('content-type', 'application/json').end('{}')
  })
})
let endpoint: string

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => void server.close())

function receivedSpans(): Span[] {
  return received
    .splice(0)
    .flatMap(({ traces }) => traces?.resourceSpans ?? [])
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
}

test('what the environment says is taken, what an option says counts more', async () => {
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc, x-other = 1',
    OTEL_RESOURCE_ATTRIBUTES: 'wakelore.repository.id=0af7,service.name=from%20attributes,broken,bad=%zz',
    OTEL_SERVICE_NAME: 'shop',
    TRACEPARENT: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  }
  const telemetry = startTelemetry({ resource: { 'process.pid': 7 } }, environment)
  telemetry.tracer.startSpan('s').end()
  await telemetry.shutdown()
  const [{ authorization, traces }] = received as [Received]
  assert.equal(authorization, 'Bearer abc')
  const attributes = Object.fromEntries(
    traces!.resourceSpans[0]!.resource.attributes.map(({ key, value }) => [key, value]),
  )
  assert.deepEqual(attributes, {
    'process.pid': 7,
    'process.working_directory': process.cwd(),
    'wakelore.repository.id': '0af7',
    'service.name': 'shop',
    bad: '%zz',
    'telemetry.sdk.name': '@wakelore/telemetry',
    'telemetry.sdk.version': SDK_VERSION,
    'telemetry.sdk.language': 'nodejs',
  })
  const [span] = receivedSpans()
  assert.deepEqual([span!.traceId, span!.parentSpanId], ['a'.repeat(32), 'b'.repeat(16)])

  // The token of one endpoint goes to no other.
  const other = startTelemetry(
    { endpoint },
    { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' },
  )
  other.tracer.startSpan('s').end()
  await other.shutdown()
  assert.equal(received[0]!.authorization, undefined)
  received.length = 0

  const disabled = startTelemetry({ endpoint }, { OTEL_SDK_DISABLED: 'true' })
  disabled.tracer.startSpan('s').end()
  await disabled.shutdown()
  assert.equal(received.length, 0)
})

test('without another SDK spans lie beneath each other, through promises and timers too', async () => {
  const telemetry = startTelemetry({ endpoint }, {})
  const { tracer } = telemetry
  await tracer.startActiveSpan('request', async (request) => {
    await nextTurn()
    await Promise.all(
      ['one', 'two'].map((name) =>
        tracer.startActiveSpan(name, async (span) => {
          await nextTurn()
          tracer.startSpan(`${name}.inner`).end()
          span.end()
        }),
      ),
    )
    request.end()
  })
  assert.equal(telemetry.context.active(), ROOT_CONTEXT)
  await telemetry.shutdown()
  const spans = receivedSpans()
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1)
  assert.deepEqual(lineage(spans), {
    request: undefined,
    one: 'request',
    'one.inner': 'one',
    two: 'request',
    'two.inner': 'two',
  })
})

test('beside another SDK each is the parent of the other, and neither has a span of the other', async () => {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  assert.ok(context.setGlobalContextManager(keepContexts()))
  assert.ok(trace.setGlobalTracerProvider(provider))
  try {
    const telemetry = startTelemetry({ endpoint }, {})
    assert.notEqual(trace.getTracerProvider(), telemetry.tracerProvider)
    const ours = telemetry.tracer
    const theirs: Tracer = trace.getTracer('application')
    const names: [Tracer, string][] = [
      [theirs, 'theirs 1'],
      [ours, 'ours 2'],
      [theirs, 'theirs 3'],
      [ours, 'ours 4'],
    ]
    const nest = async ([first, ...rest]: [Tracer, string][]): Promise<void> => {
      if (first === undefined) return
      await first[0].startActiveSpan(first[1], async (span) => {
        assert.equal(telemetry.context.active(), context.active())
        await nextTurn()
        await nest(rest)
        span.end()
      })
    }
    await nest(names)
    // Their root is meant as one, whatever is active here.
    await ours.startActiveSpan('ours around', async (around) => {
      await context.with(ROOT_CONTEXT, async () => ours.startSpan('ours apart').end())
      around.end()
    })
    await telemetry.shutdown()
    await provider.forceFlush()

    const ourSpans = receivedSpans()
    const theirSpans = exporter.getFinishedSpans().map((span) => ({
      name: span.name,
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      parentSpanId: span.parentSpanContext?.spanId ?? '',
    }))
    assert.deepEqual(theirSpans.map(({ name }) => name).sort(), ['theirs 1', 'theirs 3'])
    assert.deepEqual(lineage([...ourSpans, ...theirSpans]), {
      'theirs 1': undefined,
      'ours 2': 'theirs 1',
      'theirs 3': 'ours 2',
      'ours 4': 'theirs 3',
      'ours around': undefined,
      'ours apart': undefined,
    })
    assert.equal(
      ourSpans.some(({ name }) => name.startsWith('theirs')),
      false,
    )
  } finally {
    context.disable()
    trace.disable()
    await provider.shutdown()
  }
})

test('an application may register the provider as its own, and sending makes no spans', async () => {
  const telemetry = startTelemetry(
    {
      endpoint,
      fetch: async (url, request) => {
        // As an instrumented fetch would.
        const span = trace.getTracer('http').startSpan('POST')
        const response = await fetch(url, request)
        span.end()
        return response
      },
    },
    {},
  )
  assert.ok(context.setGlobalContextManager(keepContexts()))
  assert.ok(trace.setGlobalTracerProvider(telemetry.tracerProvider))
  try {
    trace.getTracer('lib', '1.2.3').startActiveSpan('work', (span) => {
      trace.getTracer('lib', '1.2.3').startSpan('inner').end()
      span.end()
    })
    await telemetry.flush()
    await telemetry.flush()
  } finally {
    context.disable()
    trace.disable()
  }
  await telemetry.shutdown()
  const [{ traces }] = received as [Received]
  const { scope } = traces!.resourceSpans[0]!.scopeSpans[0]!
  assert.deepEqual([scope.name, scope.version], ['lib', '1.2.3'])
  assert.deepEqual(lineage(receivedSpans()), { work: undefined, inner: 'work' })
})

test('a process ends when its work has, whether anybody listens or not', async () => {
  const script = `
    import { startTelemetry } from ${JSON.stringify(import.meta.resolve('./node.ts'))}
    const telemetry = startTelemetry()
    telemetry.tracer.startSpan('s').end()
    process.on('exit', () => console.log(JSON.stringify(telemetry.counts().spans)))`
  const run = async (listener: string): Promise<{ exported: number; dropped: { expired: number } }> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=source', '--input-type=module', '--eval', script],
      { env: { OTEL_EXPORTER_OTLP_ENDPOINT: listener }, timeout: TIMEOUT_MS },
    )
    return JSON.parse(stdout) as { exported: number; dropped: { expired: number } }
  }
  const nobody = createServer().listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  const { port } = nobody.address() as AddressInfo
  nobody.close()
  await once(nobody, 'close')

  assert.equal((await run(endpoint)).exported, 1)
  assert.deepEqual(
    receivedSpans().map(({ name }) => name),
    ['s'],
  )
  assert.equal((await run(`http://127.0.0.1:${port}`)).dropped.expired, 1)
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  try {
    const deaf = await run(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)
    assert.equal(deaf.dropped.expired, 1)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})

/** Each span's parent by name; undefined where it has none. */
function lineage(
  spans: readonly { readonly name: string; readonly spanId: string; readonly parentSpanId: string }[],
): Record<string, string | undefined> {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]))
  return Object.fromEntries(
    spans.map(({ name, parentSpanId }) => [
      name,
      parentSpanId === '' ? undefined : (names.get(parentSpanId) ?? 'unknown'),
    ]),
  )
}

/** What an application's SDK registers in Node: `AsyncLocalStorage` behind the API's interface. */
function keepContexts(): ContextManager {
  const storage = new AsyncLocalStorage<Context>()
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (work, run, self, ...args) =>
      storage.run(work, () => run.call(self as ThisParameterType<typeof run>, ...args)),
    bind: (_work, target) => target,
    enable: () => manager,
    disable: () => {
      storage.disable()
      return manager
    },
  }
  return manager
}

test('a process whose directory is gone has telemetry all the same', async () => {
  const script = `
    import { mkdtempSync, rmdirSync } from 'node:fs'
    import { startTelemetry } from ${JSON.stringify(import.meta.resolve('./node.ts'))}
    const directory = mkdtempSync(process.argv[1])
    process.chdir(directory)
    rmdirSync(directory)
    console.log(startTelemetry({ endpoint: 'http://127.0.0.1:9' }).tracer.startSpan('begun').isRecording())`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=source', '--input-type=module', '-e', script, join(tmpdir(), 'wakelore-gone-')],
    { timeout: TIMEOUT_MS },
  )
  assert.equal(stdout.trim(), 'true')
})

/** In a page: what it weighs, and what a real browser does with it. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import test from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { readJson } from './otlp/json.ts'
import type { LogRecord, Span } from './otlp/message.ts'

const GZIP_BYTES = 15 * 1024
const CHROMIUM_TIMEOUT_MS = 30_000
const IMPORTS = `
  import { startTelemetry } from './telemetry.ts'
  import { readHeaders, writeHeaders } from './context/headers.ts'
  import { carriedBy, contextWith } from './context/api-context.ts'`
/** What a person does on a page, with a tracer beside it, and then goes elsewhere. */
const PAGE = `${IMPORTS}
  const telemetry = startTelemetry({
    endpoint: location.origin + '/otlp',
    headers: { authorization: 'Bearer of-the-page' },
    resource: { 'service.name': 'page' },
    batching: { delayMs: 3600_000 },
  })
  const { tracer, emit, context } = telemetry
  tracer.startActiveSpan('click', (click) => {
    tracer.startSpan('handler').end()
    emit('session.start', { 'session.id': 'a1' })
    const headers = new Headers()
    writeHeaders(headers, carriedBy(context.active()))
    click.setAttribute('carried', headers.get('traceparent')).end()
  })
  telemetry.flush().then(() => {
    const { spans, events } = telemetry.counts()
    tracer.startSpan('last words').end()
    document.title = spans.exported + ' ' + events.exported
    location.href = '/elsewhere'
  })`

test('a page carries 15 KiB for it, compressed, with the API or without, and nothing of Node', async (t) => {
  const withApi = await bundle(`${IMPORTS}
    export { startTelemetry, readHeaders, writeHeaders, carriedBy, contextWith }`)
  const alone = await bundle(
    `${IMPORTS}
    export { startTelemetry, readHeaders, writeHeaders, carriedBy, contextWith }`,
    ['@opentelemetry/api'],
  )
  const least = await bundle(`export { startTelemetry } from './telemetry.ts'`)
  const kib = (text: string): string => `${(gzipSync(text, { level: 9 }).length / 1024).toFixed(1)} KiB`
  t.diagnostic(
    `startTelemetry ${kib(least)}; with context carriers ${kib(withApi)}, ${kib(alone)} without the API`,
  )
  assert.ok(gzipSync(withApi, { level: 9 }).length <= GZIP_BYTES)
  assert.doesNotMatch(withApi, /["']node:/)
  assert.doesNotMatch(withApi, /@wakelore\/kernel|registry\.generated/)
})

const chromium = findChromium()
test(
  'a real page sends what it recorded, and its last words when it goes elsewhere',
  {
    skip: chromium === undefined ? 'chromium is missing' : false,
  },
  async () => {
    const script = await bundle(PAGE)
    const spans: Span[] = []
    const records: LogRecord[] = []
    const tokens = new Set<string | undefined>()
    const allArrived = Promise.withResolvers<void>()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks)
        if (!request.url!.startsWith('/otlp')) {
          const page = request.url === '/' ? `<script type="module">${script}</script>` : '<p>elsewhere</p>'
          response.setHeader('content-type', 'text/html').end(`<!doctype html>${page}`)
          return
        }
        tokens.add(request.headers.authorization)
        const traces = readJson('traces', request.url === '/otlp/v1/traces' ? body : Buffer.from('{}'))
        const logs = readJson('logs', request.url === '/otlp/v1/logs' ? body : Buffer.from('{}'))
        assert.ok(traces.kind === 'read' && logs.kind === 'read')
        spans.push(...traces.message.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans[0]!.spans))
        records.push(...logs.message.resourceLogs.flatMap(({ scopeLogs }) => scopeLogs[0]!.logRecords))
        response.setHeader('content-type', 'application/json').end('{}')
        if (spans.length === 3) allArrived.resolve()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const deadline = AbortSignal.timeout(CHROMIUM_TIMEOUT_MS)
    const profile = mkdtempSync(join(tmpdir(), 'wakelore-chromium-'))
    try {
      await using browser = openBrowser(
        `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        profile,
      )
      await Promise.race([allArrived.promise, browser.ended, once(deadline, 'abort')])
    } finally {
      server.closeAllConnections()
      server.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
    const [handler, click, lastWords] = spans as [Span, Span, Span]
    assert.deepEqual([handler.name, click.name, lastWords.name], ['handler', 'click', 'last words'])
    assert.equal(handler.parentSpanId, click.spanId)
    assert.deepEqual(click.attributes, [{ key: 'carried', value: `00-${click.traceId}-${click.spanId}-01` }])
    assert.deepEqual(
      records.map(({ eventName, spanId }) => [eventName, spanId]),
      [['session.start', click.spanId]],
    )
    assert.deepEqual([...tokens], ['Bearer of-the-page'])
  },
)

async function bundle(contents: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['source'],
    external,
    write: false,
  })
  return outputFiles[0]!.text
}

/** Goes to the page and stays; whatever it says of the machine that it runs on is left unheard. */
function openBrowser(url: string, profile: string): AsyncDisposable & { readonly ended: Promise<unknown> } {
  const flags =
    '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage'
  const child = spawn(chromium!, [...flags.split(' '), `--user-data-dir=${profile}`, url], {
    env: { PATH: process.env['PATH'], HOME: profile },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  return {
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await ended
    },
  }
}

function findChromium(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((directory) =>
      ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(directory, name)),
    )
    .find((path) => existsSync(path))
}

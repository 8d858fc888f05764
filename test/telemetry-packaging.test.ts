/** What `npm pack` makes of @wakelore/telemetry, installed where nothing else is, sends and type-checks. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { promisify } from 'node:util'
import manifest from '../packages/telemetry/package.json' with { type: 'json' }
import { readJson } from '@wakelore/telemetry/otlp/json'
import { ROOT } from '../tools/source-files.ts'
import { oldNodes } from './old-node.ts'
import { copyCheckout, npm } from './packed-checkout.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-telemetry-')))
const checkout = join(scratch, 'checkout')
const project = join(scratch, 'project')
const installed = join(project, 'node_modules/@wakelore/telemetry')
const TIMEOUT_MS = 30_000

before(() => {
  copyCheckout(checkout)
  npm(checkout, 'pack', '--workspace=@wakelore/telemetry', `--pack-destination=${scratch}`)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
  npm(
    project,
    'install',
    '--prefer-offline',
    '--ignore-scripts',
    join(scratch, `wakelore-telemetry-${manifest.version}.tgz`),
  )
})
after(() => rmSync(scratch, { recursive: true }))

test("beside the package only OpenTelemetry's API is installed", () => {
  assert.deepEqual(packagesIn(join(project, 'node_modules')), ['@opentelemetry/api', '@wakelore/telemetry'])
  assert.deepEqual(packagesIn(join(installed, 'node_modules')), ['@wakelore/kernel'])
})

test('the package holds what runs and its types, and nothing else', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  const odd = files.filter((path) =>
    /\.(test|bench|prove|contract|fixture)\.|(?<!\.d)\.ts$|\.map$|tsbuildinfo|\/src\//.test(path),
  )
  assert.deepEqual(odd, [])
  for (const path of ['LICENSE', 'README.md', 'dist/telemetry.js', 'dist/telemetry.d.ts', 'dist/node.js']) {
    assert.ok(files.includes(path), `${path} is missing`)
  }
  assert.equal(existsSync(join(checkout, 'packages/telemetry/node_modules')), false)
})

const nodes = [
  { name: 'this node', command: [process.execPath] as const },
  ...oldNodes(scratch).filter(({ name }) => !name.includes('simulated')),
]
for (const { name, command } of nodes) {
  test(`an application on ${name} sends what it recorded when it has nothing else to do`, async () => {
    const received = new Map<string, Buffer>()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        received.set(`${request.url} ${request.headers.authorization}`, Buffer.concat(chunks))
        response.setHeader('content-type', 'application/json').end('{}')
      })
    })
    const endpoint = await listening(server)
    try {
      writeFileSync(
        join(project, 'application.js'),
        `import { startTelemetry } from '@wakelore/telemetry/node'
         import { OWN_REPOSITORY } from '@wakelore/telemetry/event'
         const { tracer, emit } = startTelemetry()
         tracer.startActiveSpan('build', (span) => {
           emit('session.start', { 'session.id': OWN_REPOSITORY })
           span.end()
         })`,
      )
      const [node, ...args] = command
      await promisify(execFile)(node, [...args, 'application.js'], {
        cwd: project,
        timeout: TIMEOUT_MS,
        env: {
          OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
          OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc',
          TRACEPARENT: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
        },
      })
    } finally {
      server.close()
    }
    const traces = readJson('traces', received.get('/v1/traces Bearer abc')!)
    const logs = readJson('logs', received.get('/v1/logs Bearer abc')!)
    assert.ok(traces.kind === 'read' && logs.kind === 'read')
    const [span] = traces.message.resourceSpans[0]!.scopeSpans[0]!.spans
    const [record] = logs.message.resourceLogs[0]!.scopeLogs[0]!.logRecords
    assert.equal(span!.name, 'build')
    assert.equal(span!.traceId, 'a'.repeat(32))
    assert.equal(span!.parentSpanId, 'b'.repeat(16))
    assert.equal(record!.eventName, 'session.start')
    assert.equal(record!.spanId, span!.spanId)
  })
}

test('types tell an application what a kind of event has, in Node and in a page', () => {
  writeFileSync(
    join(project, 'right.ts'),
    `import { startTelemetry } from '@wakelore/telemetry'
     import { startTelemetry as startInNode } from '@wakelore/telemetry/node'
     import { writeHeaders } from '@wakelore/telemetry/context/headers'
     import { carriedBy } from '@wakelore/telemetry/context/api-context'
     const telemetry = startTelemetry({ endpoint: 'http://127.0.0.1:47318', privacy: { level: 'names' } })
     telemetry.emit('session.start', { 'session.id': 'a' })
     telemetry.emit('shop.order.placed', { anything: 1 })
     writeHeaders(new Headers(), carriedBy(telemetry.context.active()))
     startInNode().tracer.startSpan('x').end()`,
  )
  assert.equal(typeErrors('right.ts'), '')
  writeFileSync(
    join(project, 'wrong.ts'),
    `import { startTelemetry } from '@wakelore/telemetry'
     startTelemetry({ endpoint: '' }).emit('session.start', { 'session.id': 1 })
     startTelemetry({ endpoint: '' }).emit('session.start', {})`,
  )
  const errors = typeErrors('wrong.ts')
  assert.match(errors, /wrong\.ts\(2,.*number.*string/)
  assert.match(errors, /wrong\.ts\(3,.*session\.id/)
})

/** `@scope/name`, of what lies directly in a node_modules. */
function packagesIn(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
    )
    .sort()
}

/** With the libraries checked too: those of a page, and nothing of Node's. */
function typeErrors(path: string): string {
  const flags = '--noEmit --strict --target es2024 --lib es2024,dom,dom.iterable --module nodenext'
  const { stdout, status } = spawnSync(
    join(ROOT, 'node_modules/.bin/tsc'),
    [...flags.split(' '), '--types', '', path],
    { cwd: project, encoding: 'utf8', timeout: TIMEOUT_MS },
  )
  assert.equal(status === 0, stdout === '', stdout)
  return stdout
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The listener as its user has it: a daemon of its own, shells, and senders that know nothing of us. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { makeHome, type Home } from './cli.ts'

const runFile = promisify(execFile)
const TRACE = '5b8efff798038103d269b633813fc60c'
const PATIENCE_MS = 30_000

type Daemon = {
  readonly pid: number
  readonly listener: { readonly url: string; readonly taken: number; readonly refused: number } | null
}
type StoredEvent = {
  readonly id: string
  readonly kind: string
  readonly repository: string
  readonly traceId?: string
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly worktree?: string
  readonly attributes: Readonly<Record<string, unknown>>
}
type Variables = Readonly<Record<string, string>>

type Place = AsyncDisposable & {
  readonly home: Home
  readonly atlas: string
  readonly up: () => Promise<Daemon>
  /** As a shell has them that took them over. */
  readonly shell: (args?: string, cwd?: string) => Promise<Variables>
  readonly events: (kind: string) => Promise<StoredEvent[]>
}

/** A home with a repository, and a port that no other daemon here would ask for. */
async function makePlace(): Promise<Place> {
  const home = makeHome()
  const atlas = join(home.path, 'atlas')
  await runFile('git', ['init', '--quiet', '--initial-branch=main', atlas], { env: home.environment })
  const finding = createServer()
  await new Promise<void>((resolve) => finding.listen(0, '127.0.0.1', resolve))
  const { port } = finding.address() as AddressInfo
  await new Promise((resolve) => finding.close(resolve))
  mkdirSync(home.dataDir, { recursive: true, mode: 0o700 })
  const record = { version: 1, port, token: 'c0ffee'.padEnd(64, '0') }
  writeFileSync(join(home.dataDir, 'listener.json'), JSON.stringify(record), { mode: 0o600 })
  return {
    home,
    atlas,
    up: async () => (await home.json<{ daemon: Daemon }>(['up'])).daemon,
    shell: async (args = '', cwd = atlas) => {
      const launcher = join(import.meta.dirname, '../packages/wakelore/bin/wakelore.js')
      const script = `eval "$('${process.execPath}' '${launcher}' env ${args})" && env -0`
      const { stdout } = await runFile('sh', ['-c', script], { cwd, env: home.environment })
      return Object.fromEntries(
        stdout
          .split('\0')
          .filter((pair) => /^(OTEL_|TRACEPARENT)/.test(pair))
          .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      )
    },
    events: (kind) => home.json<StoredEvent[]>(['log', '--all-repos', '--kind', kind]),
    [Symbol.asyncDispose]: async () => {
      await home.run(['down'])
      home[Symbol.dispose]()
    },
  }
}

/** As an SDK does that was configured by the environment alone. */
async function send(
  variables: Variables,
  numbers: readonly number[],
  options: { readonly resource?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const [name = '', value = ''] = variables['OTEL_EXPORTER_OTLP_HEADERS']!.split('=')
  const [, traceId = TRACE, parentSpanId = ''] = (variables['TRACEPARENT'] ?? '').split('-')
  const told = (variables['OTEL_RESOURCE_ATTRIBUTES'] ?? '')
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=') as [string, string])
  const attributes = Object.entries(options.resource ?? Object.fromEntries(told)).map(([key, text]) => ({
    key,
    value: { stringValue: text },
  }))
  const start = BigInt(Date.now()) * 1_000_000n
  const spans = numbers.map((number) => ({
    traceId,
    spanId: number.toString(16).padStart(16, '0'),
    parentSpanId,
    name: 'GET /orders',
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 1_000_000n),
  }))
  return fetch(`${variables['OTEL_EXPORTER_OTLP_ENDPOINT']}/v1/traces`, {
    method: 'POST',
    headers: { [name]: decodeURIComponent(value), 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] }),
  })
}

async function untilGone(pid: number): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    assert.ok(performance.now() < deadlineMs, `process ${pid} goes on`)
    await delay(20)
  }
}

suite('the listener', { concurrency: 2 }, () => {
  test('a shell takes the variables over, and what it starts lies beneath the span of the shell', async () => {
    await using place = await makePlace()
    const daemon = await place.up()
    const variables = await place.shell()
    assert.equal(variables['OTEL_EXPORTER_OTLP_ENDPOINT'], daemon.listener!.url)
    assert.equal(variables['OTEL_EXPORTER_OTLP_PROTOCOL'], 'http/protobuf')
    const [, traceId, spanId] = variables['TRACEPARENT']!.split('-')
    const answer = await send(variables, [1, 2])
    assert.deepEqual([answer.status, await answer.text()], [200, '{}'])
    const [shell] = await place.events('wakelore.context')
    assert.deepEqual([shell!.traceId, shell!.spanId, shell!.parentSpanId], [traceId, spanId, undefined])
    assert.equal(shell!.attributes['process.working_directory'], '~/atlas')
    const spans = await place.events('otel.span')
    assert.deepEqual(
      spans.map(({ parentSpanId }) => parentSpanId),
      [spanId, spanId],
    )
    assert.deepEqual(new Set(spans.map(({ repository }) => repository)), new Set([shell!.repository]))
    const tree = await place.home.run(['trace', traceId!], { cwd: place.atlas })
    assert.match(tree.stdout, /GET \/orders/)

    // Its history wasn't read, and both consents are told.
    assert.deepEqual(await place.events('vcs.'), [])
    const told = await place.events('wakelore.consent.')
    assert.deepEqual(
      told.map(({ kind, attributes }) => [kind, attributes['wakelore.consent.detail']]),
      [
        ['wakelore.consent.grant', ['history=full']],
        ['wakelore.consent.change', ['telemetry=full']],
      ],
    )
  })

  test('what is there already stays: another trace goes on, other attributes are kept, and taking it back leaves them', async () => {
    await using place = await makePlace()
    await place.up()
    Object.assign(place.home.environment, {
      TRACEPARENT: `00-${TRACE}-00f067aa0ba902b7-01`,
      OTEL_RESOURCE_ATTRIBUTES: "service.name=orders,team=it's us",
    })
    const variables = await place.shell('--detail counts')
    assert.match(variables['TRACEPARENT']!, new RegExp(`^00-${TRACE}-(?!00f067aa0ba902b7)`))
    assert.match(
      variables['OTEL_RESOURCE_ATTRIBUTES']!,
      /^service\.name=orders,team=it's us,wakelore\.repository\.id=[0-9a-f]{32}$/,
    )
    const [shell] = await place.events('wakelore.context')
    assert.equal(shell!.parentSpanId, '00f067aa0ba902b7')
    assert.equal(shell!.attributes['process.working_directory'], undefined)
    Object.assign(place.home.environment, variables)
    assert.deepEqual(await place.shell('--unset'), {
      OTEL_RESOURCE_ATTRIBUTES: "service.name=orders,team=it's us",
    })
  })

  test('without a daemon nothing is printed that a shell would take over; outside a repository no repository is named', async () => {
    await using place = await makePlace()
    const missing = await place.home.run(['env'], { cwd: place.atlas })
    assert.deepEqual([missing.status, missing.stdout], [69, ''])
    assert.match(missing.stderr, /^DAEMON_NOT_LISTENING: .*\n {2}Start it: `wakelore up`\.\n$/)
    await place.up()
    const variables = await place.shell('', place.home.path)
    assert.equal(variables['OTEL_RESOURCE_ATTRIBUTES'], undefined)
    assert.equal((await send(variables, [1])).status, 200)
    assert.deepEqual(await place.events('otel.span'), [])
    const apart = await place.home.json<StoredEvent[]>(['log', '--unattributed'])
    assert.equal(apart.length, 1)
    const shown = await place.home.json<StoredEvent>(['show', apart[0]!.id])
    assert.equal(shown.kind, 'otel.span')
    assert.equal((await place.home.run(['trace', apart[0]!.id])).status, 0)
    const exported = await place.home.run(['export', '--unattributed'])
    assert.match(exported.stdout, /"kind":"otel\.span"/)
    const { unattributed } = await place.home.json<{ unattributed: unknown }>(['status'])
    assert.deepEqual(unattributed, { events: 1, days: 1, keptDays: 7 })
    // To bring it in elsewhere would make it somebody's.
    const imported = await place.home.run(['import', '--json'], { input: exported.stdout })
    assert.equal((JSON.parse(imported.stdout) as { refused: number }).refused, 1)
  })

  test('what was acknowledged is there after the daemon is killed, and the next one listens where it did', async () => {
    await using place = await makePlace()
    const { pid } = await place.up()
    const variables = await place.shell()
    const acknowledged: number[] = []
    const killed = new AbortController()
    const sending = (async () => {
      for (let from = 1; !killed.signal.aborted; from += 20) {
        const numbers = Array.from({ length: 20 }, (_, index) => from + index)
        const answer = await send(variables, numbers).catch(() => undefined)
        if (answer?.status === 200) acknowledged.push(...numbers)
      }
    })()
    while (acknowledged.length < 100) await delay(5)
    process.kill(pid, 'SIGKILL')
    killed.abort()
    await sending
    await untilGone(pid)
    const stored = new Set((await place.events('otel.span')).map(({ spanId }) => spanId))
    for (const number of acknowledged)
      assert.ok(stored.has(number.toString(16).padStart(16, '0')), `${number}`)

    const noted = readFileSync(join(place.home.dataDir, 'listener.json'), 'utf8')
    const next = await place.up()
    assert.notEqual(next.pid, pid)
    assert.equal(next.listener!.url, variables['OTEL_EXPORTER_OTLP_ENDPOINT'])
    assert.equal(readFileSync(join(place.home.dataDir, 'listener.json'), 'utf8'), noted)
    // The shell of before goes on, and what it sends again is known.
    const again = acknowledged.slice(0, 20)
    assert.equal((await send(variables, again)).status, 200)
    assert.equal((await place.events('otel.span')).length, stored.size)
  })

  test('a working directory in a repository that is not allowed decides, whatever else is said', async () => {
    await using place = await makePlace()
    await place.up()
    const variables = await place.shell()
    const other = join(place.home.path, 'other')
    await runFile('git', ['init', '--quiet', other], { env: place.home.environment })
    const id = /wakelore\.repository\.id=(\w+)/.exec(variables['OTEL_RESOURCE_ATTRIBUTES']!)![1]!
    const resource = { 'wakelore.repository.id': id }
    await send(variables, [1], { resource: { ...resource, 'process.working_directory': other } })
    await send(variables, [2], { resource: { 'process.working_directory': join(place.atlas, '.') } })
    await send(variables, [3], { resource })
    const spans = await place.events('otel.span')
    assert.deepEqual(
      spans.map(({ spanId }) => Number(spanId)),
      [2, 3],
    )
    assert.equal((await place.home.json<StoredEvent[]>(['log', '--unattributed'])).length, 1)
  })

  test('off ends it for the repository, until a level is asked for again', async () => {
    await using place = await makePlace()
    await place.up()
    const variables = await place.shell()
    await send(variables, [1])
    const off = await place.home.json<{ telemetry: { name: string }[] }>(['off', '--repo', place.atlas])
    assert.deepEqual(
      off.telemetry.map(({ name }) => name),
      ['atlas'],
    )
    await send(variables, [2])
    assert.equal((await place.events('otel.span')).length, 1)
    const refused = await place.home.run(['env', '--repo', place.atlas])
    assert.deepEqual([refused.status, refused.stdout], [77, ''])
    assert.match(refused.stderr, /^TELEMETRY_OFF: telemetry of atlas was turned off/)
    await place.shell('--detail full')
    await send(variables, [3])
    assert.deepEqual(
      (await place.events('otel.span')).map(({ spanId }) => Number(spanId)),
      [1, 3],
    )
    const details = (await place.events('wakelore.consent.change')).map(
      ({ attributes }) => attributes['wakelore.consent.detail'],
    )
    assert.deepEqual(details, [['telemetry=full'], ['telemetry=off'], ['telemetry=full']])
  })

  test('status tells of requests, taken and refused, and doctor where it listens', async () => {
    await using place = await makePlace()
    await place.up()
    const variables = await place.shell()
    await send(variables, [1])
    assert.equal((await fetch(variables['OTEL_EXPORTER_OTLP_ENDPOINT']!)).status, 401)
    const deadlineMs = performance.now() + PATIENCE_MS
    for (;;) {
      const { daemon } = await place.home.json<{ daemon: Daemon }>(['status'])
      const { taken, refused } = daemon.listener!
      if (taken === 1 && refused === 1) break
      assert.ok(performance.now() < deadlineMs, JSON.stringify(daemon))
      await delay(500)
    }
    const { stdout } = await place.home.run(['status'])
    assert.match(stdout, /telemetry at http:\/\/127\.0\.0\.1:\d+, from this machine only: 1 request taken/)
    const { checks } = await place.home.json<{ checks: { name: string; state: string }[] }>(['doctor'])
    assert.equal(checks.find(({ name }) => name === 'listener')?.state, 'ok')
  })
})

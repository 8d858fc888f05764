/**
 * The registry of conventions against what is really stored: every source at work on real
 * git, real commands and real telemetry, then `wakelore conventions check`.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { REGISTRY } from '@wakelore/telemetry/registry.generated'
import { makeHome } from './cli.ts'
import { makePlaces } from './scripted-day/places.ts'

/** Reflogs know the second: before it is over a movement isn't told. */
const SETTLED_MS = 2500
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN_ID = '00f067aa0ba902b7'

type Stored = { readonly kind: string; readonly source: string }
type Answer = {
  readonly healthy: boolean
  readonly check: {
    readonly events: number
    readonly violations: number
    readonly problems: readonly { readonly level: string; readonly subject: string }[]
  }
}
type Environment = { readonly variables: readonly { readonly name: string; readonly value: string }[] }

const LINES = [
  'git status --short',
  'git commit -q --allow-empty -m "Parse numbers"',
  'git commit -q --amend --allow-empty -m "Parse numbers and strings"',
  'git switch -q -c topic',
  'git commit -q --allow-empty -m "Topic"',
  'git switch -q main',
  'git commit -q --allow-empty -m "By main"',
  'git switch -q topic',
  'git rebase -q --keep-empty main',
  'git tag -a -m "Release 1.0" v1.0',
  'git notes add -m "Benchmarked on a laptop." HEAD',
  'git mv src/part-1.txt src/part-one.txt',
  'printf "Grace <grace@example.org> <g@example.org>\\n" > .mailmap; git add .mailmap',
  'git commit -q -m "Rename"',
  'git checkout -q nowhere || true',
  'git -c alias.st=status st || true',
  'git push -q origin topic',
  'git fetch -q',
]

const JUNIT = `<testsuite name="parser" tests="2" failures="1" time="0.015">
  <testcase classname="Parser" name="reads numbers" time="0.005"/>
  <testcase classname="Parser" name="reads strings" time="0.010"><failure message="no" type="E">at x</failure></testcase>
</testsuite>
`

test('what every source stores of real work keeps to the conventions', async (t) => {
  using home = makeHome()
  using places = makePlaces(home.path, home.environment)
  const atlas = places.directory('atlas')
  const options = { environment: places.environment, cwd: atlas }
  const wakelore = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await home.run(args, options)
    assert.equal(status, 0, `wakelore ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  await wakelore('on', '--yes')
  try {
    for (const line of LINES) {
      const { exitCode, output } = await places.run('atlas', line)
      assert.equal(exitCode, 0, `${line}: ${output}`)
    }
    // As a tool with git built in would do it.
    const head = places.ask('atlas', 'rev-parse', 'HEAD')
    await delay(SETTLED_MS)
    await places.run('atlas', `git update-ref -m "commit: by a tool" refs/heads/made ${head}~1`, {
      isUntraced: true,
    })
    await delay(SETTLED_MS)
    await wakelore('read')
    await runTests(atlas, wakelore)
    await sendTelemetry(JSON.parse(await wakelore('env', '--json')) as Environment)
    await wakelore('doctor')
    await wakelore('pause', '5m')

    const stored = (await wakelore('log', '--all-repos', '--jsonl'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Stored)
    const answer = JSON.parse(await wakelore('conventions', 'check', '--all-repos', '--json')) as Answer
    assert.deepEqual(answer.check.problems, [])
    assert.equal(answer.healthy, true)
    assert.ok(answer.check.events >= stored.length)

    const ajv = new Ajv2020({ strict: false })
    const schema = (name: string): object =>
      JSON.parse(readFileSync(join(import.meta.dirname, '../docs/schema', name), 'utf8')) as object
    ajv.addSchema(schema('export.json'), 'export.json')
    const isEvent = ajv.compile(schema('development-event.json'))
    for (const event of stored) {
      assert.ok(isEvent(event), `${JSON.stringify(event)}: ${JSON.stringify(isEvent.errors)}`)
    }

    const sources = new Set(stored.map(({ source }) => source))
    const expected = ['git-history', 'git-refs', 'git-trace2', 'otlp', 'run', 'session', 'wakelore']
    assert.deepEqual([...sources].sort(), expected)
    assert.ok(REGISTRY.kinds.every(({ source }) => source === undefined || expected.includes(source)))
    t.diagnostic(`${stored.length} events of ${new Set(stored.map(({ kind }) => kind)).size} kinds`)
  } finally {
    await home.run(['off'], options)
    await home.run(['down'], options)
  }
})

async function runTests(atlas: string, wakelore: (...args: string[]) => Promise<string>): Promise<void> {
  mkdirSync(join(atlas, 'test-results'))
  writeFileSync(join(atlas, 'results.txt'), JUNIT)
  await wakelore('run', '--', 'sh', '-c', 'cp results.txt test-results/junit.xml; git status --short')
}

async function sendTelemetry({ variables }: Environment): Promise<void> {
  const variable = (name: string): string => variables.find((one) => one.name === name)!.value
  const endpoint = variable('OTEL_EXPORTER_OTLP_ENDPOINT')
  const [, token] = /authorization=Bearer%20(.*)/.exec(variable('OTEL_EXPORTER_OTLP_HEADERS'))!
  const [, key, value] = /(wakelore\.repository\.id)=([^,]*)/.exec(variable('OTEL_RESOURCE_ATTRIBUTES'))!
  const resource = { attributes: [{ key, value: { stringValue: value } }] }
  const nowNs = `${Date.now()}000000`
  const attributes = [{ key: 'http.response.status_code', value: { intValue: '200' } }]
  const span = {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    name: 'GET /',
    kind: 2,
    startTimeUnixNano: nowNs,
    endTimeUnixNano: nowNs,
    attributes,
    events: [{ name: 'exception', timeUnixNano: nowNs, attributes }],
    links: [{ traceId: TRACE_ID, spanId: SPAN_ID }],
    status: { code: 2, message: 'no' },
  }
  const sum = {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: [{ timeUnixNano: nowNs, asInt: '3', attributes }],
  }
  const messages = {
    traces: { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans: [span] }] }] },
    logs: {
      resourceLogs: [
        {
          resource,
          scopeLogs: [
            { logRecords: [{ timeUnixNano: nowNs, severityNumber: 9, body: { stringValue: 'hello' } }] },
          ],
        },
      ],
    },
    metrics: {
      resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: 'orders', unit: '1', sum }] }] }],
    },
  }
  for (const [signal, message] of Object.entries(messages)) {
    const response = await fetch(`${endpoint}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(20_000),
    })
    assert.equal(response.status, 200, await response.text())
  }
}

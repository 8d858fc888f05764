import assert from 'node:assert/strict'
import test from 'node:test'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderExportTo, renderNetwork } from './sink.ts'

process.env['NO_COLOR'] = '1'

const AT = '2026-06-01T00:00:00.000Z'
const at = (width: number): RenderContext => ({
  nowMs: Date.parse(AT) + 3_600_000,
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const sink = {
  name: 'otlp.example.org',
  endpoint: 'https://otlp.example.org/tenants/analytical-engine',
  protocol: 'http/protobuf' as const,
  compression: 'gzip' as const,
  detail: 'names' as const,
  repositories: ['0'.repeat(32)],
  ownEvents: false,
  insecure: false,
  createdAt: AT,
}

const plan = {
  sink,
  change: 'added' as const,
  queued: [
    { kind: 'vcs.reflog.entry', events: 12_000 },
    { kind: 'git.command', events: 700 },
  ],
  fields: [
    { privacy: 'count' as const, sent: ['process.pid', 'vcs.operation.name'], withheld: [] },
    {
      privacy: 'text' as const,
      sent: [],
      withheld: Array.from({ length: 40 }, (_, n) => `process.command_args.${n}`),
    },
  ],
  metrics: ['git.command.duration'],
  headers: ['authorization'],
  dryRun: null,
  sent: null,
  done: false,
}

const widest = (text: string): number => Math.max(...text.split('\n').map(displayWidth))

test('a plan says where, what leaves and what stays, on any terminal', () => {
  const text = renderExportTo(plan, at(100))
  for (const expected of [
    'by http/protobuf, compressed, encrypted',
    'names too: paths, branches, people; no texts',
    '1 repository',
    '12,700 events:',
    'texts: process.command_args.0',
    'and 16 more',
    'authorization; not stored',
    'wakelore network --remove otlp.example.org',
  ]) {
    assert.ok(text.replace(/\s+/g, ' ').includes(expected), `${expected} in\n${text}`)
  }
  assert.ok(text.indexOf('Leaves') < text.indexOf('Stays'))
  assert.match(renderExportTo({ ...plan, change: 'changed' }, at(100)), /another way than before/)
  assert.ok(widest(renderExportTo(plan, at(60))) <= 70, renderExportTo(plan, at(60)))
})

test('of what leaves every name is listed before somebody says yes', () => {
  const sent = Array.from({ length: 40 }, (_, n) => `app.count.${n}`)
  const text = renderExportTo({ ...plan, fields: [{ privacy: 'count', sent, withheld: [] }] }, at(80))
  assert.deepEqual(text.match(/app\.count\.\d+/g), sent)
})

test('what a repository wrote can not move the cursor in a dry run', () => {
  const dryRun = [
    {
      id: 'ab'.repeat(16),
      kind: 'git.command',
      signal: 'traces' as const,
      fields: [{ name: 'name', value: 'git \u001b[2Jst' }],
      withheld: ['process.command_args'],
    },
  ]
  const text = renderExportTo({ ...plan, dryRun, done: true }, at(80))
  assert.ok(!text.includes('\u001b[2J'))
  assert.match(text, /Nothing was sent\. Of 12,700 events [^]* the first 1:/)
  assert.match(text, /stays here: process\.command_args/)
})

test('what was sent is told with what was refused and met', () => {
  const sent = { events: 3, items: 4, refused: 1, bytes: 2000, faults: { HTTP_503: 2, PARTIAL: 1 } }
  const text = renderExportTo({ ...plan, sent, done: true }, at(200))
  assert.match(
    text,
    /3 events sent to .* 4 spans, records and points in 2\.0 KB · 1 of them refused for good/,
  )
  assert.match(text, /HTTP_503 × 2, PARTIAL/)
  const none = { events: 0, items: 0, refused: 0, bytes: 0, faults: {} }
  assert.match(renderExportTo({ ...plan, sent: none, done: true }, at(200)), /Nothing was left to send/)
})

test('the network is sinks, the listener and origins, and says where there is none', () => {
  const nothing = renderNetwork({ sinks: [], listener: null, origins: [] }, at(100))
  assert.match(nothing, /there is no sink/)
  assert.match(nothing, /Nothing listens/)
  const lastFault = { code: 'SINK_DENIED', message: 'HTTP_401', at: AT }
  const text = renderNetwork(
    {
      sinks: [{ ...sink, sending: false, acknowledgedAt: AT, lastFault, queued: 12 }],
      listener: { url: 'http://127.0.0.1:47318', since: AT, taken: 5, refused: 1 },
      origins: ['http://localhost:5173'],
    },
    at(100),
  )
  for (const expected of [
    '12 events waiting',
    '1 hour ago',
    'SINK_DENIED',
    '5 requests taken',
    'localhost:5173',
  ]) {
    assert.ok(text.includes(expected), `${expected} in\n${text}`)
  }
})

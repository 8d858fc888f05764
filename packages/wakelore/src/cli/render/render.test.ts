import test from 'node:test'
import assert from 'node:assert/strict'
import type { EventJson } from '@wakelore/server/schema/event'
import { EVENT_KINDS } from '@wakelore/telemetry/conventions.generated'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderDoctor } from './doctor.ts'
import { renderEventLine } from './event.ts'
import { renderRead } from './read.ts'
import { renderScore } from './score.ts'
import { renderStatus } from './status.ts'
import { renderWho } from './who.ts'

process.env['NO_COLOR'] = '1'

const NOW = Date.UTC(2026, 5, 15)
const AT = '2026-06-01T00:00:00.000Z'
const SHA = 'a1b2c3d4'.repeat(5)
const LONG = 'packages/parser/src/very/deeply/nested/recursive-descent.ts'
const SUBJECT = 'Parse what is nested as deeply as anybody has ever dared to nest anything at all'
const PERSON = { name: 'Ada Augusta King, Countess of Lovelace', email: 'ada@analytical-engine.example.org' }

const at = (width: number): RenderContext => ({
  nowMs: NOW,
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})

const read = {
  repository: { id: '0'.repeat(32), name: 'r', path: '/r' },
  read: {
    newEvents: 0,
    newCommits: 0,
    seconds: 0.1,
    remarks: [{ code: 'X', message: 'word '.repeat(30).trim() }],
  },
  totals: { commits: 45_280, files: 587, people: 884, branches: 16, tags: 272, events: 6105 },
  couplings: [{ paths: [LONG, `test/${LONG}`], together: 1, of: 1, lastCommit: SHA, lastAt: AT }],
  knowers: [{ directory: 'packages/parser/src', people: [1, 2, 3].map(() => ({ ...PERSON, share: 0.3 })) }],
  last: [{ sha: SHA, subject: SUBJECT, author: PERSON, at: AT, files: 1 }],
  detail: 'full',
  capture: 'off' as const,
  network: 'none' as const,
}
const who = {
  path: 'my notes.md',
  people: [{ ...PERSON, score: 1, commits: 1, reviews: 2, lastAt: AT, lastCommit: SHA }],
}
const status = {
  repos: [
    {
      id: '0'.repeat(32),
      name: 'r',
      path: '/home/ada/my code/.git',
      detail: { history: 'names' },
      consentedAt: AT,
      events: 1,
      commits: 1,
      files: 1,
      people: 1,
      branches: 1,
      tags: 0,
      lastEventAt: new Date(NOW).toISOString(),
      lastCommitAt: AT,
      captured: { detail: 'names', commands: 12, firstAt: AT, lastAt: AT },
    },
  ],
  events: 1,
  bytes: 1000,
  lastEventAt: AT,
  capture: 'on' as const,
  inEffect: false,
  since: AT,
  pausedUntil: null,
  spool: { path: '/run/user/1/wakelore/spool/git', files: 2000, running: 0, bytes: 1, fullSince: AT },
  losses: [{ reason: 'spool_full', from: AT, until: AT, files: null }],
  network: 'none' as const,
  daemon: null,
  unattributed: { events: 0, days: 0, keptDays: 7 },
  store: '/home/ada/.local/share/wakelore',
  keys: ['git-credential', 'key-file', 'recovery-phrase', 'passphrase'],
}
const event = {
  id: '0'.repeat(32),
  kind: 'vcs.commit',
  occurredAt: AT,
  recordedAt: AT,
  source: 'git-history',
  key: `commit/${SHA}`,
  repository: '0'.repeat(32),
  attributes: { 'vcs.commit.message': SUBJECT },
}

const screens = (width: number): string[] => [
  renderRead(read, at(width)),
  renderWho(who, at(width)),
  renderStatus(status, at(width)),
  renderEventLine(event, at(width)),
]

test('nothing but a command to copy is wider than a terminal of 60 columns', () => {
  for (const line of screens(60).flatMap((screen) => screen.split('\n'))) {
    assert.ok(displayWidth(line) <= 62 || line.startsWith('  wakelore '), line)
  }
})

test('log, status and doctor fit narrow terminals, whatever things are called', () => {
  const named = (name: string) => ({ ...status.repos[0]!, name, path: `/home/ada/${name.repeat(3)}/.git` })
  const doctor = {
    healthy: false,
    checks: [
      {
        name: 'git configuration',
        state: 'ok' as const,
        found: 'traces go to /run/user/1000/wakelore/spool',
      },
      {
        name: 'spool',
        state: 'failed' as const,
        found: 'word '.repeat(20).trim(),
        fix: `see ${status.store}`,
      },
    ],
  }
  for (const width of [40, 50, 60, 80, 120]) {
    const texts = [
      renderStatus(
        { ...status, repos: [named('a-repository-with-a-long-name'), named('長い名前')] },
        at(width),
      ),
      renderDoctor(doctor, at(width)),
      ...EVENT_KINDS.map((kind) => renderEventLine({ ...event, kind }, at(width))),
    ]
    for (const line of texts.flatMap((text) => text.split('\n'))) {
      assert.ok(displayWidth(line) <= width, `${displayWidth(line)} of ${width}: ${line}`)
    }
  }
  assert.equal(renderDoctor(doctor, at(Infinity)).split('\n').length, 5)
})

test('what an event says begins in the same column, whatever its kind', () => {
  const attributes = Object.fromEntries(
    [
      'session.end_reason',
      'vcs.ref.head.revision',
      'vcs.ref.head.name',
      'vcs.operation.name',
      'vcs.rewrite.type',
    ].map((name) => [name, 'x']),
  )
  for (const width of [60, 80, 120, Infinity]) {
    const begins = EVENT_KINDS.map((kind) => {
      const line = renderEventLine({ ...event, kind, key: 'x', attributes }, at(width))
      const shown = `  ${width < 110 ? kind.replace(/^wakelore\./, '…') : kind}  `
      assert.ok(line.includes(shown), line)
      const end = line.indexOf(shown) + shown.length
      return end + line.slice(end).search(/\S/)
    })
    assert.equal(new Set(begins).size, 1, `${width}: ${begins.join(' ')}`)
  }
})

test("wakelore's own events say what happened", () => {
  const line = (kind: string, attributes: EventJson['attributes']): string =>
    renderEventLine({ ...event, kind, key: 'a/key', attributes }, at(Infinity))
  const detail = { 'wakelore.consent.detail': ['history=full', 'git=names'] }
  assert.match(line('session.start', {}), / work began$/)
  assert.match(line('wakelore.consent.grant', detail), / may be read: history=full, git=names$/)
  assert.match(
    line('wakelore.capture.change', {
      'wakelore.capture.state': 'on',
      'wakelore.consent.detail': ['git=names'],
    }),
    / capture on, git=names$/,
  )
  assert.match(line('wakelore.capture.change', { 'wakelore.capture.state': 'off' }), / capture off$/)
  assert.match(
    line('wakelore.capture.sentinel', { 'wakelore.capture.latency_us': 120_000 }),
    / after 120 ms$/,
  )
  assert.match(
    line('wakelore.daemon.report', {
      'wakelore.daemon.traces': 120,
      'wakelore.daemon.events': 1,
      'wakelore.daemon.faults': ['LOG_BUSY=2'],
    }),
    / daemon took in 120 traces, stored 1 event, LOG_BUSY × 2$/,
  )
})

test('nothing is cut where the output goes to no terminal', () => {
  const text = screens(Infinity).join('\n')
  assert.ok(!text.includes('…'), text)
  assert.equal(text.split(SUBJECT).length - 1, 2)
})

test('one is no plural, and a path with spaces is quoted', () => {
  const text = screens(100).join('\n')
  assert.match(text, /1 of 1 time,/)
  assert.match(text, /1 commit, 2 reviews/)
  assert.match(text, /1 event in/)
  assert.match(text, /^"my notes.md"$/m)
  assert.match(text, /"\/home\/ada\/my code"$/m)
  assert.match(text, /keeps names only/)
  assert.match(text, /newest 2 weeks ago/)
})

test('what capture lost, and what may be lost next, is said', () => {
  const text = renderStatus(status, at(Infinity))
  assert.match(text, /^capture on since \d{4}-\d\d-\d\d \d\d:\d\d · network none · daemon none$/m)
  assert.match(text, /^traces of git were lost .* to .*: the spool was full$/m)
  assert.match(text, /^the spool is full since .*: git writes no more into it$/m)
  assert.match(text, /^no daemon: .*`wakelore up` starts one/m)
  assert.match(text, /^git's configuration no longer sends traces here: `wakelore doctor` says why$/m)
  assert.match(text, /12 git processes recorded \(names\), last 2 weeks ago/)
})

test('a repository whose reading is off says so, and where to change it', () => {
  const text = renderRead({ ...read, detail: 'off' }, at(100))
  assert.match(text, /reading is off/)
  assert.match(text, /\/c\/config\.json/)
  assert.doesNotMatch(text, /nothing new/)
})

test('files of the root are known by a path that works', () => {
  const text = renderRead(
    { ...read, couplings: [], knowers: [{ ...read.knowers[0]!, directory: '' }] },
    at(100),
  )
  assert.match(text, /^ {2}\. {2}Ada/m)
  assert.match(text, /wakelore who \. /)
})

test('a score of few queries claims nothing', () => {
  const hits = { hitAt1: 1, hitAt3: 1, hitAt5: 1, hitAt10: 1, mrr: 1 }
  const none = { hitAt1: 0, hitAt3: 0, hitAt5: 0, hitAt10: 0, mrr: 0 }
  const alerts = { commits: 200, alerts: 20, right: 19, falseAlarms: 1 }
  const score = (queries: number): string =>
    renderScore({
      repo: 'r',
      queries,
      next: hits,
      popularity: none,
      coChange: none,
      who: { hitAt1: 1, hitAt3: 1, queries: 1 },
      lead: { low: 0, high: 1 },
      bots: { queries: 1, next: hits, popularity: none, coChange: none },
      check: { ...alerts, rules: alerts },
    })
  assert.match(score(29), /29 commits are too few/)
  assert.doesNotMatch(score(29), /points/)
  assert.match(score(30), /100 points more/)
  assert.match(score(1), /of 1 file$/m)
  assert.match(score(30), /^check: spoke in 10\.0 % of 200 commits .* was right in 95\.0 % of 20 alerts;$/m)
  assert.match(score(30), /^ {7}false alarms in 0\.5 % /m)
})

test('runs, tests and what others sent say what they are, whatever is kept of them', () => {
  const line = (kind: string, attributes: EventJson['attributes']): string =>
    renderEventLine({ ...event, kind, key: 'a/key', attributes }, at(Infinity))
  const run = { 'command.class': 'test', 'process.duration_us': 2_000_000, 'error.type': 'exit_1' }
  const tests = { 'test.passed': 1200, 'test.failed': 2, 'test.skipped': 0 }
  assert.match(line('command.run', run), / test command · 2\.00 s · exit 1$/)
  assert.match(line('command.run', { ...run, 'command.name': 'npm test' }), / npm test · 2/)
  assert.match(
    line('command.run', { ...run, ...tests, 'process.command_args': ['/bin/npm', 'run', 'a b'] }),
    / npm run 'a b' · 2\.00 s · exit 1 · 1,200 passed, 2 failed$/,
  )
  assert.match(
    line('test.suite', { 'test.suite.name': 'parser', ...tests }),
    / parser · 1,200 passed, 2 failed$/,
  )
  assert.match(
    line('test.case', {
      'test.case.name': 'a.b',
      'test.case.result.status': 'fail',
      'error.message': 'expected\n1',
    }),
    / fail a\.b · expected$/,
  )
  const service = { 'otlp.resource.attribute.service.name': 'shop' }
  assert.match(
    line('otel.span', { ...service, 'otlp.span.name': 'GET /', 'otlp.span.duration_ns': 3e6 }),
    / shop: GET \/ · 3 ms$/,
  )
  assert.match(line('otel.span', { 'otlp.span.status': 'error' }), / span · error$/)
  assert.match(line('otel.log', { 'otlp.log.severity_text': 'WARN', 'otlp.log.body': 'x\ny' }), / WARN · x$/)
  assert.match(
    line('otel.metric', { 'otlp.metric.name': 'm', 'otlp.metric.value': 2.5, 'otlp.metric.unit': 'ms' }),
    / m 2\.5 ms$/,
  )
  assert.match(line('otel.metric', { 'otlp.metric.type': 'histogram' }), / metric histogram$/)
})

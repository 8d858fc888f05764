import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { deriveId } from '@wakelore/kernel/id'
import { openLogReader, openLogWriter, type LogReader, type LogWriter } from '@wakelore/stream/log'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { ATLAS, madeCommand, madeLog, madeRun, madeSpan, spanIdOf } from '../command-tree.fixture.ts'
import { makeCommandSearch, tracedEvents, type CommandQuery } from './command-search.ts'

const KEY = Buffer.alloc(32, 7)
const BOREALIS = deriveId('repository', 'borealis')
const DAY_MS = 86_400_000

/** A log with a block for each batch. */
async function logOf(t: TestContext, batches: readonly DevelopmentEvent[][]): Promise<LogReader> {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-search-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  {
    await using writer = await openLogWriter({ directory: join(directory, 'log'), key: KEY })
    for (const batch of batches) await writer.append(batch as unknown as Parameters<LogWriter['append']>[0])
  }
  return openLogReader({ directory: join(directory, 'log'), key: KEY })
}

async function search(reader: LogReader, query: CommandQuery): Promise<ReturnType<typeof makeCommandSearch>> {
  const found = makeCommandSearch(query)
  for await (const block of reader.scan()) found.take(block)
  return found
}

async function foundKeys(reader: LogReader, query: CommandQuery): Promise<string[]> {
  return (await search(reader, query))
    .found()
    .map(({ kind, event }) => `${kind} ${event.key.slice(event.key.indexOf('/') + 1)}`)
}

const rebase = madeCommand({ id: 'rebase', atMs: 1000, durationMs: 5000 })
const pick = madeCommand({ id: 'pick', parent: 'rebase', root: 'rebase', atMs: 2000, durationMs: 100 })
const status = madeCommand({ id: 'status', atMs: 3000, durationMs: 10 })
const elsewhere = madeCommand({ id: 'elsewhere', repository: BOREALIS, atMs: 9000, durationMs: 10 })
const commit: DevelopmentEvent = {
  source: 'git-history',
  key: 'commit/1',
  kind: 'vcs.commit',
  occurredAt: 99_000,
  recordedAt: 99_000,
  repository: ATLAS,
  attributes: {},
}

test('the newest command is the root that began last, in the repository that was asked for', async (t) => {
  const running = madeCommand({ id: 'late', parent: 'running', root: 'running', atMs: 8000 })
  await using reader = await logOf(t, [[pick], [status, commit], [rebase, elsewhere], [running]])
  assert.deepEqual(await foundKeys(reader, { kind: 'newest', repository: ATLAS }), ['newest status'])
  assert.deepEqual(await foundKeys(reader, { kind: 'newest', repository: undefined }), ['newest elsewhere'])
  assert.deepEqual(await foundKeys(reader, { kind: 'newest', repository: deriveId('repository', 'x') }), [])
})

test('a command whose parent was carried in from outside is a root', async (t) => {
  const carried = madeCommand({
    id: 'carried',
    parent: 'outside',
    root: 'outside',
    atMs: 5000,
    attributes: { 'git.parent.is_remote': true },
  })
  await using reader = await logOf(t, [[status, carried]])
  assert.deepEqual(await foundKeys(reader, { kind: 'newest', repository: ATLAS }), ['newest carried'])
})

test('the beginning of an event id or a span id finds that command, of a trace id the trace', async (t) => {
  await using reader = await logOf(t, [[pick, commit], [rebase], [status]])
  const find = (beginning: string): Promise<string[]> => foundKeys(reader, { kind: 'id', beginning })
  assert.deepEqual(await find(eventId(pick).slice(0, 10)), ['span pick'])
  assert.deepEqual(await find(spanIdOf('pick')), ['span pick'])
  assert.deepEqual(await find(rebase.traceId!.slice(0, 12)), ['trace rebase'])
  assert.deepEqual(await find(eventId(commit)), [])
  assert.deepEqual((await find('')).sort(), [
    'span pick',
    'span rebase',
    'span status',
    'trace rebase',
    'trace status',
  ])
})

test('a trace whose root is not stored is told of by its first command', async (t) => {
  const second = madeCommand({ id: 'second', parent: 'rebase', root: 'rebase', atMs: 2500 })
  await using reader = await logOf(t, [[second], [pick]])
  assert.deepEqual(await foundKeys(reader, { kind: 'id', beginning: rebase.traceId! }), ['trace pick'])
})

test('runs are commands, but one within a run or a hook is no root; what others send is found by id alone', async (t) => {
  const run = madeRun({ id: 'run', atMs: 4000, durationMs: 100 })
  const within = madeRun({ id: 'within', parent: 'run', root: 'run', atMs: 4010, parentKind: 'run' })
  const sent = madeSpan({ id: 'sent', root: 'run', parent: 'run', atMs: 9000 })
  const logged = madeLog({ id: 'logged', root: 'sent-alone', parent: 'nowhere', atMs: 9500 })
  await using reader = await logOf(t, [[within, sent], [run, status], [logged]])
  const find = (beginning: string): Promise<string[]> => foundKeys(reader, { kind: 'id', beginning })
  assert.deepEqual(await foundKeys(reader, { kind: 'newest', repository: ATLAS }), ['newest run'])
  assert.deepEqual(await find(spanIdOf('sent')), ['span sent'])
  assert.deepEqual(await find(eventId(sent)), ['span sent'])
  assert.deepEqual(await find(run.traceId!), ['trace run'])
  assert.deepEqual(await find(logged.traceId!), ['trace logged'])
})

test('all of a trace lies in the stretch that is told, before and after its root, and not the whole log', async (t) => {
  const old = madeCommand({ id: 'old', atMs: -10 * DAY_MS, durationMs: 1 })
  const background = madeCommand({ id: 'gc', parent: 'rebase', root: 'rebase', atMs: 60_000, durationMs: 9 })
  const later = madeCommand({ id: 'later', atMs: 10 * DAY_MS, durationMs: 1 })
  const batches = [[old], [pick, commit], [status], [rebase], [background], [later]]
  await using reader = await logOf(t, batches)
  const found = await search(reader, { kind: 'id', beginning: spanIdOf('rebase') })
  const [command] = found.found()
  const { from, to } = found.stretchOf(command!)
  const keys: string[] = []
  let blocks = 0
  for await (const block of reader.scan({ after: from })) {
    blocks++
    keys.push(...tracedEvents(block, command!.event).map(({ key }) => key))
    if (block.position.offset >= to.offset) break
  }
  assert.deepEqual(keys, ['command/pick', 'command/rebase', 'command/gc'])
  assert.equal(blocks, 4)
})

test('a trace is found as a whole however far apart its parts lie and whatever clocks say', async (t) => {
  const first = madeSpan({ id: 'first', root: 'long', atMs: 0, durationMs: 1 })
  const skewed = madeSpan({ id: 'skewed', root: 'long', parent: 'first', atMs: -400 * DAY_MS })
  const late = madeSpan({ id: 'late', root: 'long', parent: 'first', atMs: 30 * DAY_MS })
  await using reader = await logOf(t, [[status], [first], [rebase], [late], [skewed], [elsewhere]])
  const found = await search(reader, { kind: 'id', beginning: first.traceId! })
  const [trace] = found.found()
  const { from, to } = found.stretchOf(trace!)
  const keys: string[] = []
  for await (const block of reader.scan({ after: from })) {
    keys.push(...tracedEvents(block, trace!.event).map(({ key }) => key))
    if (block.position.offset >= to.offset) break
  }
  assert.deepEqual(keys, ['made/first', 'made/late', 'made/skewed'])
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { parseComponent } from './session-id.ts'
import { endOfTrace, readTrace, type Trace } from './trace.ts'

const COMPONENT = '20261125T144738.462200Z-H0a7c9cdf-P00000872'

function traceOf(lines: readonly (object | string)[]): Trace {
  const reading = readTrace(parseComponent(COMPONENT)!)
  for (const line of lines)
    reading.take(Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)), false)
  return reading.finish()
}

const at = (us: number): string => `2026-11-25T14:47:38.${String(462_200 + us).padStart(6, '0')}Z`
const event = (name: string, us: number, fields: object = {}): object => ({
  event: name,
  sid: COMPONENT,
  thread: 'main',
  time: at(us),
  ...fields,
})

/** Written after git's tr2_tgt_event.c as of 2.51, not recorded: format 4, with events that 2.39 doesn't know. */
const FORMAT_4 = [
  event('version', 60, { evt: '4', exe: '2.51.0.windows.1' }),
  event('start', 200, { t_abs: 0.0002, argv: ['git.exe', 'fetch', '--all'] }),
  event('cmd_ancestry', 250, { ancestry: ['bash', 'tmux: server'] }),
  event('def_repo', 300, { repo: 1, worktree: 'C:/Users/ada/atlas' }),
  event('cmd_name', 320, { name: 'fetch', hierarchy: 'fetch' }),
  event('def_param', 330, { scope: 'global', param: 'core.autocrlf', value: 'true' }),
  event('child_start', 400, {
    child_id: 0,
    child_class: 'remote-https',
    use_shell: false,
    argv: ['git', 'remote-https', 'origin', 'https://example.org/atlas'],
  }),
  event('child_start', 500, {
    child_id: 1,
    child_class: 'background',
    use_shell: false,
    argv: ['fsmonitor'],
  }),
  event('child_ready', 900, { child_id: 1, pid: 77, ready: 'ready', t_rel: 0.0004 }),
  event('region_leave', 2000, { t_rel: 0.0006, nesting: 1, category: 'fetch', label: 'refs' }),
  event('region_leave', 3000, { t_rel: 0.0006, nesting: 1, category: 'fetch', label: 'refs' }),
  event('data', 3100, {
    t_abs: 0.0031,
    t_rel: 0.001,
    nesting: 1,
    category: 'negotiation_v2',
    key: 'total_rounds',
    value: '2',
  }),
  event('data', 3100, { category: 'transfer', key: 'server-sid', value: 'not a number' }),
  event('child_exit', 4400, { child_id: 0, pid: 78, code: 0, t_rel: 0.004 }),
  event('th_timer', 4500, {
    category: 'test',
    name: 'test1',
    intervals: 5,
    t_total: 0.1,
    t_min: 0,
    t_max: 0.1,
  }),
  event('timer', 4500, { category: 'test', name: 'test1', intervals: 5, t_total: 0.1, t_min: 0, t_max: 0.1 }),
  event('counter', 4600, { category: 'packed-refs', name: 'jumps', count: 23 }),
  event('an_event_of_tomorrow', 4650, { anything: [] }),
  event('exit', 4700, { t_abs: 0.0047, code: 1 }),
  event('atexit', 4710, { t_abs: 0.00471, code: 1 }),
]

test('format 4 and its newer events are read', () => {
  const trace = traceOf(FORMAT_4)
  assert.equal(trace.version, '2.51.0.windows.1')
  assert.equal(trace.worktreePath, 'C:/Users/ada/atlas')
  assert.deepEqual(trace.end, { kind: 'exited', code: 1 })
  assert.equal(trace.durationUs, 4710)
  assert.deepEqual(trace.ancestors, ['bash', 'tmux: server'])
  assert.deepEqual([...trace.regions], [['fetch/refs', 1200]])
  assert.deepEqual(
    [...trace.counters],
    [
      ['negotiation_v2/total_rounds', 2],
      ['packed-refs/jumps', 23],
    ],
  )
  assert.deepEqual(trace.children, [
    {
      class: 'remote-https',
      name: 'git',
      command: '',
      pid: 78,
      startUs: 400,
      durationUs: 4000,
      exitCode: 0,
    },
    {
      class: 'background',
      name: 'fsmonitor',
      command: 'fsmonitor',
      pid: 77,
      startUs: 500,
      durationUs: -1,
      exitCode: -1,
    },
  ])
  assert.deepEqual([trace.isCut, trace.isContinued, trace.garbledLines], [false, false, 0])
})

test("the order of an event's keys means nothing", () => {
  const turned = FORMAT_4.map((one) => Object.fromEntries(Object.entries(one).reverse()))
  assert.deepEqual(traceOf(turned), traceOf(FORMAT_4))
})

test('what is told twice counts once', () => {
  const doubled = FORMAT_4.filter((one) => !JSON.stringify(one).includes('region_leave')).flatMap((one) => [
    one,
    one,
  ])
  const { children, ...trace } = traceOf(doubled)
  assert.deepEqual(trace.end, { kind: 'exited', code: 1 })
  assert.deepEqual(
    children.map((child) => child.class),
    ['remote-https', 'background'],
  )
})

test('values of other types and sizes leave the rest as it is', () => {
  const wrong = [
    event('start', 1, { argv: 'git status' }),
    event('start', 1, { t_abs: 'soon', argv: ['git', 7, null, 'status'] }),
    event('version', 1, { exe: { name: 'git' } }),
    event('version', 1, { exe: 'a secret that is no version' }),
    event('def_repo', 1, { worktree: ['/home/ada/atlas'] }),
    event('def_repo', 1, { worktree: 'relative/atlas' }),
    event('cmd_mode', 1, { name: 'typed by somebody' }),
    event('child_start', 1, { child_id: 1.5, argv: ['x'] }),
    event('child_start', 1, { child_id: 1, child_class: 9, hook_name: {}, argv: {} }),
    event('child_exit', 1, { child_id: 1, pid: '9', code: 1e300, t_rel: -5 }),
    '{"event":"region_leave","category":"a","label":"b","t_rel":1e999}',
    '{"event":"atexit","code":"0","t_abs":-1}',
    '{"event":"signal","signo":4096,"t_abs":1}',
    '[]',
    'null',
    '"event"',
    '{"event":7}',
    '{"event":"version"',
    `{"event":"version","deep":${'['.repeat(100_000)}`,
    '{"__proto__":{"event":"atexit"},"constructor":1}',
  ]
  const trace = traceOf(wrong)
  assert.equal(trace.garbledLines, 7)
  assert.equal(trace.version, 'unknown')
  assert.equal(trace.worktreePath, undefined)
  assert.equal(trace.mode, undefined)
  assert.deepEqual(trace.naming.argv, ['git', 'status'])
  assert.deepEqual(trace.end, { kind: 'killed' })
  assert.deepEqual(trace.children, [
    { class: '?', name: '', command: '', pid: -1, startUs: 1, durationUs: -1, exitCode: -1 },
  ])
  assert.equal(trace.regions.size, 0)
  assert.equal(trace.isCut, true)
})

test('nothing grows beyond its bound', () => {
  const many = Array.from({ length: 6000 }, (_, index) => [
    event('child_start', index, { child_id: index, child_class: 'hook', argv: [`/bin/${index}`] }),
    event('region_leave', index, { category: 'c', label: `${index}`, t_rel: 1 }),
    event('data', index, { category: 'c', key: `${index}`, value: '1' }),
    event('error', index, { msg: `cannot do ${index}` }),
    event('cmd_name', index, { name: `name ${index}` }),
  ]).flat()
  const trace = traceOf([
    event('start', 0, { argv: ['git', ...Array.from({ length: 5000 }, () => 'word '.repeat(2000))] }),
    ...many,
  ])
  assert.equal(trace.isCut, true)
  assert.equal(trace.children.length, 256)
  assert(trace.busy.length <= 512)
  assert(trace.regions.size <= 512 && trace.counters.size <= 512)
  assert(trace.complaint.length < 4200)
  assert(trace.naming.names.length <= 64)
  assert(trace.naming.argv.join(' ').length < 17_000)
})

test('a process that gave its place to another program was not killed', () => {
  const trace = traceOf([...FORMAT_4.slice(0, 5), event('exec', 700, { exec_id: 0, argv: ['man', 'git'] })])
  assert.deepEqual(trace.end, { kind: 'replaced' })
  assert.deepEqual(trace.busy.slice(-2), [parseComponent(COMPONENT)!.startUs + 700, Infinity])
  const stayed = traceOf([
    ...FORMAT_4.slice(0, 5),
    event('exec', 700, { exec_id: 0, argv: ['nothing'] }),
    event('exec_result', 800, { exec_id: 0, code: 2 }),
  ])
  assert.deepEqual(stayed.end, { kind: 'killed' })
})

test('only a last line that says so ends a process', () => {
  const end = (...lines: object[]): unknown =>
    endOfTrace(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))?.name
  assert.equal(end(...FORMAT_4), 'atexit')
  assert.equal(end(...FORMAT_4, event('region_enter', 5000)), undefined)
  assert.equal(end(event('signal', 1, { signo: 13 })), 'signal')
  assert.equal(endOfTrace(Buffer.from('')), undefined)
  assert.equal(endOfTrace(Buffer.from('\n\n')), undefined)
  assert.equal(endOfTrace(Buffer.from('{"event":"atexit"}')), undefined)
})

test('a bare repository is told by newer gits', () => {
  const path = '/srv/atlas.git'
  const trace = traceOf([
    event('data', 5, { category: 'setup', key: 'implicit-bare-repository', value: path }),
  ])
  assert.equal(trace.worktreePath, path)
  assert.equal(traceOf([event('def_repo', 5, { worktree: '/srv/atlas/.git' })]).worktreePath, '/srv/atlas')
})

/** `wakelore run`: the command is as it would be without, and the store knows what became of it. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import test, { type TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import type { CommandRun } from '@wakelore/server/context'
import type { ProcessJson } from '@wakelore/server/operation/trace'
import { LAUNCHER, makeHome, type Home, type Outcome } from './cli.ts'

const NODE = process.execPath
const PATIENCE_MS = 20_000

type EventLine = {
  kind: string
  branch?: string
  session?: string
  traceId?: string
  spanId?: string
  parentSpanId?: string
  attributes: Record<string, unknown>
}

type Place = { home: Home; repository: ScratchRepository }

function makePlace(t: TestContext): Place {
  const home = makeHome()
  const repository = makeScratchRepository({ name: 'atlas' })
  repository.commit('Begin', { a: '1' })
  t.after(() => {
    home[Symbol.dispose]()
    repository[Symbol.dispose]()
  })
  return { home, repository }
}

/** Runs a script of Node's as the command. */
function runScript(
  { home, repository }: Place,
  script: string,
  flags: readonly string[] = [],
): Promise<Outcome> {
  return home.run(['run', ...flags, '--', NODE, '-e', script], { cwd: repository.path })
}

async function logOf({ home, repository }: Place): Promise<EventLine[]> {
  const { stdout } = await home.run(['log', '--jsonl'], { cwd: repository.path })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

/** The whole output of a process that ends within bounds. */
async function endOf(
  child: ChildProcess,
): Promise<{ status: number | null; stdout: Buffer; stderr: string }> {
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const [stdout, stderr] = await Promise.all([
    buffer(child.stdout!),
    text(child.stderr!),
    child.exitCode ?? once(child, 'close'),
  ])
  clearTimeout(timer)
  return { status: child.exitCode, stdout, stderr }
}

/** Resolves when the command has said so by making the file. */
async function untilThere(file: string): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; !existsSync(file);) {
    assert.ok(performance.now() < deadline, `${file} was never made`)
    await delay(10)
  }
}

test('a command is stored as a span with how it ended, and standard error says so in a line', async (t) => {
  const place = makePlace(t)
  const { status, stdout, stderr } = await runScript(place, 'console.log("out"); process.exit(3)')
  assert.deepEqual([status, stdout], [3, 'out\n'])
  assert.match(stderr, /\nwakelore: node · exit 3 after \d+ ms · trace [0-9a-f]{8}\n$/)
  const events = await logOf(place)
  const run = events.find(({ kind }) => kind === 'command.run')!
  assert.equal(run.branch, 'main')
  assert.ok(run.session !== undefined)
  const { 'process.duration_us': durationUs, 'process.pid': pid, ...attributes } = run.attributes
  assert.ok(typeof durationUs === 'number' && durationUs > 0 && typeof pid === 'number')
  assert.deepEqual(attributes, {
    'process.executable.name': NODE.slice(NODE.lastIndexOf('/') + 1),
    'process.command_args': [NODE, '-e', 'console.log("out"); process.exit(3)'],
    'process.working_directory': place.repository.path,
    'command.class': 'other',
    'command.name': 'node',
    'process.exit.code': 3,
    'error.type': 'exit_3',
  })
  assert.deepEqual(
    events.flatMap(({ kind, attributes }) =>
      kind.startsWith('wakelore.consent') ? [attributes['wakelore.consent.detail']] : [],
    ),
    [['history=full'], ['telemetry=full']],
  )
  // Its history isn't read by that.
  assert.ok(!events.some(({ kind }) => kind.startsWith('vcs.')))
})

test('the exit status is that of the command, by the rules of shells', async (t) => {
  const place = makePlace(t)
  const { home, repository } = place
  const file = join(home.path, 'not-executable')
  writeFileSync(file, 'no program')
  const statusOf = async (...command: string[]): Promise<[number, string]> => {
    const { status, stderr } = await home.run(['run', '--', ...command], { cwd: repository.path })
    return [status, stderr.trim().split('\n').slice(-2).join(' | ')]
  }
  assert.equal((await statusOf('true'))[0], 0)
  assert.equal((await statusOf('sh', '-c', 'exit 255'))[0], 255)
  assert.equal((await statusOf('sh', '-c', 'kill -TERM $$'))[0], 128 + constants.signals.SIGTERM)
  assert.equal((await statusOf('sh', '-c', 'kill -KILL $$'))[0], 128 + constants.signals.SIGKILL)
  const [missing, whatMissing] = await statusOf('no-such-program-here')
  assert.equal(missing, 127)
  assert.match(whatMissing, /not found .*"no-such-program-here" was not found/)
  assert.equal((await statusOf(file))[0], 126)
  assert.equal((await statusOf(home.path))[0], 126)
  assert.equal((await statusOf(''))[0] > 125, true)
  const errors = (await logOf(place)).flatMap(({ kind, attributes }) =>
    kind === 'command.run' ? [attributes['error.type'] ?? 'ok'] : [],
  )
  assert.deepEqual(errors.slice(0, 7), [
    'ok',
    'exit_255',
    'signal_15',
    'signal_9',
    'not_found',
    'not_executable',
    'not_executable',
  ])
})

test('what a command writes is the same to the byte, to a pipe and through --tap and --json', async (t) => {
  const place = makePlace(t)
  const script =
    'const b=Buffer.alloc(3_000_001,7);for(let i=0;i<b.length;i++)b[i]=i*31&255;process.stdout.write(b)'
  const expected = createHash('sha256')
    .update(execFileSync(NODE, ['-e', script], { maxBuffer: 1e8 }))
    .digest('hex')
  for (const flags of [[], ['--tap'], ['--json']]) {
    const child = place.home.start(['run', '--quiet', ...flags, '--', NODE, '-e', script], {
      cwd: place.repository.path,
    })
    const written = await Promise.all([buffer(child.stdout!), buffer(child.stderr!), once(child, 'close')])
    const output = flags.includes('--json') ? written[1] : written[0]
    assert.equal(
      createHash('sha256').update(output.subarray(0, 3_000_001)).digest('hex'),
      expected,
      flags.join(),
    )
    if (flags.includes('--json')) assert.equal(JSON.parse(written[0].toString()).exitStatus, 0)
    else assert.equal(output.length, 3_000_001)
  }
})

test('its standard input is the command’s, and arguments are passed on as they are', async (t) => {
  const { home, repository } = makePlace(t)
  const args = ['a b', '', '$HOME', '--json', '--', '*', 'ü\n']
  const script = 'process.stdin.pipe(process.stdout); console.error(JSON.stringify(process.argv.slice(1)))'
  const { stdout, stderr } = await home.run(['run', '--', NODE, '-e', script, '--', ...args], {
    cwd: repository.path,
    input: 'in\u0000put',
  })
  assert.equal(stdout, 'in\u0000put')
  assert.ok(stderr.startsWith(`${JSON.stringify(args)}\n`), stderr)
})

test('descriptors that a shell or make opened for the command are there', async (t) => {
  const { home, repository } = makePlace(t)
  const file = join(home.path, 'given')
  writeFileSync(file, 'given')
  const wakelore = `${NODE} ${LAUNCHER} run --quiet --`
  const at = { cwd: repository.path, env: home.environment, encoding: 'utf8' } as const
  assert.equal(execFileSync('sh', ['-c', `exec ${wakelore} cat /dev/fd/5 5<${file}`], at), 'given')
  const jobserver = `MAKEFLAGS='-j2 --jobserver-auth=6,7' exec ${wakelore} sh -c 'cat <&6; echo w >&7' 6<${file} 7>/dev/null`
  assert.equal(execFileSync('sh', ['-c', jobserver], at), 'given')
})

test('a signal that reaches wakelore alone reaches the command, which decides what it means', async (t) => {
  const { home, repository } = makePlace(t)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1'] as const) {
    const ready = join(home.path, `ready-${signal}`)
    const script = `process.on('${signal}', () => { console.log('got ${signal}'); process.exit(9) });
      require('fs').writeFileSync(${JSON.stringify(ready)}, ''); setTimeout(() => {}, 60_000)`
    // In a session without a terminal, as in CI.
    const child = spawn(NODE, [LAUNCHER, 'run', '--', NODE, '-e', script], {
      cwd: repository.path,
      env: home.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    await untilThere(ready)
    process.kill(child.pid!, signal)
    const { status, stdout, stderr } = await endOf(child)
    assert.deepEqual([status, stdout.toString()], [9, `got ${signal}\n`], stderr)
    assert.match(stderr, /exit 9/)
  }
})

test('a command that ignores Ctrl-C is waited for', async (t) => {
  const { home, repository } = makePlace(t)
  const [ready, go] = [join(home.path, 'ready'), join(home.path, 'go')]
  const script = `process.on('SIGINT', () => require('fs').writeFileSync(${JSON.stringify(go)}, ''));
    require('fs').writeFileSync(${JSON.stringify(ready)}, '');
    const timer = setInterval(() => { if (require('fs').existsSync(${JSON.stringify(go)})) { console.log('done'); clearInterval(timer) } }, 10)`
  const child = spawn(NODE, [LAUNCHER, 'run', '--', NODE, '-e', script], {
    cwd: repository.path,
    env: home.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  await untilThere(ready)
  process.kill(child.pid!, 'SIGINT')
  const { status, stdout } = await endOf(child)
  assert.deepEqual([status, stdout.toString()], [0, 'done\n'])
})

test('a Ctrl-C at a terminal reaches the command once, and its end is stored', async (t) => {
  if (!hasScript()) return t.skip('script(1) is missing')
  const place = makePlace(t)
  const { home, repository } = place
  const [ready, count] = [join(home.path, 'ready'), join(home.path, 'count')]
  const script = `process.on('SIGINT', () => { require('fs').appendFileSync(${JSON.stringify(count)}, 'x'); setTimeout(() => process.exit(process.stdout.isTTY ? 4 : 5), 300) });
    require('fs').writeFileSync(${JSON.stringify(ready)}, ''); setTimeout(() => {}, 60_000)`
  writeFileSync(join(home.path, 'command.js'), script)
  const command = `exec ${NODE} ${LAUNCHER} run -- ${NODE} ${join(home.path, 'command.js')}`
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: repository.path,
    env: home.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  await untilThere(ready)
  child.stdin.write('\u0003')
  const { status } = await endOf(child)
  assert.equal(status, 4)
  assert.equal(readFileSync(count, 'utf8'), 'x')
  assert.equal(
    (await logOf(place)).find(({ kind }) => kind === 'command.run')?.attributes['error.type'],
    'exit_4',
  )
})

function hasScript(): boolean {
  try {
    execFileSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('runs within a run make one trace, and the newest command is the outermost', async (t) => {
  const { home, repository } = makePlace(t)
  const inner = `${NODE} ${LAUNCHER} run --quiet -- true`
  const outer = await home.run(['run', '--', 'sh', '-c', `${inner}; ${inner}`], { cwd: repository.path })
  assert.equal(outer.status, 0, outer.stderr)
  const trace = await home.json<ProcessJson>(['trace'], { cwd: repository.path })
  assert.deepEqual(
    [trace.kind, trace.name, trace.children.map(({ kind, name }) => [kind, name])],
    [
      'run',
      'sh',
      [
        ['run', 'true'],
        ['run', 'true'],
      ],
    ],
  )
})

test('a trace that is carried in goes on in the command, with its state', async (t) => {
  const { home, repository } = makePlace(t)
  const script = 'console.log(process.env.TRACEPARENT, process.env.TRACESTATE)'
  const { stdout } = await home.run(['run', '--', NODE, '-e', script], {
    cwd: repository.path,
    environment: { TRACEPARENT: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`, TRACESTATE: 'a=b' },
  })
  assert.match(stdout, new RegExp(`^00-${'ab'.repeat(16)}-(?!${'cd'.repeat(8)})[0-9a-f]{16}-01 a=b\n$`))
  const trace = await home.json<{ parent: string; parentSpanId: string }>(['trace', 'abab'], {
    cwd: repository.path,
  })
  assert.deepEqual([trace.parent, trace.parentSpanId], ['remote', 'cd'.repeat(8)])
})

test('what git does beneath a run, and what its hooks run, is one trace with it', async (t) => {
  const { home, repository } = makePlace(t)
  const config = join(home.path, 'gitconfig')
  writeFileSync(config, '[user]\nname = Ada\nemail = ada@example.org\n')
  const environment = { GIT_CONFIG_GLOBAL: config }
  const at = { cwd: repository.path, environment }
  assert.equal((await home.run(['on', '--yes'], at)).status, 0)
  t.after(() => home.run(['down'], at))
  const hook = join(repository.path, '.git/hooks/pre-commit')
  mkdirSync(join(repository.path, '.git/hooks'), { recursive: true })
  writeFileSync(hook, `#!/bin/sh\n${NODE} ${LAUNCHER} run --quiet -- true\n`)
  chmodSync(hook, 0o755)
  const run = await home.run(['run', '--', 'git', 'commit', '--allow-empty', '-m', 'x'], at)
  assert.equal(run.status, 0, run.stderr)
  await home.run(['down'], at)
  const trace = await home.json<ProcessJson>(['trace'], at)
  const names = (node: ProcessJson): unknown[] => [
    [node.kind, node.role, node.name],
    ...node.children.flatMap(names),
  ]
  const all = names(trace).map((one) => JSON.stringify(one))
  assert.deepEqual([trace.kind, trace.name], ['run', 'git'])
  assert.deepEqual([trace.children[0]?.kind, trace.children[0]?.name], ['git', 'commit'])
  const within = trace.children[0]!.children.find(({ role }) => role === 'hook')
  assert.deepEqual(
    within?.children.map(({ kind, name }) => [kind, name]),
    [['run', 'true']],
    all.join('\n'),
  )
  const waiting = await home.json<{ rows: { class: string; command: string }[] }>(['waiting'], at)
  assert.deepEqual(
    waiting.rows.map((row) => [row.class, row.command]),
    [['other', 'git']],
  )
})

test('outside of any repository a command just runs, and says so', async (t) => {
  const home = makeHome()
  const outside = mkdtempSync(join(tmpdir(), 'wakelore-outside-'))
  t.after(() => {
    home[Symbol.dispose]()
    rmSync(outside, { recursive: true, force: true })
  })
  const { status, stdout, stderr } = await home.run(['run', '--', 'pwd'], {
    cwd: outside,
    environment: { GIT_CEILING_DIRECTORIES: tmpdir() },
  })
  assert.deepEqual([status, stdout], [0, `${outside}\n`])
  assert.match(stderr, /^wakelore: pwd · ok after \d+ ms · in no repository, not stored\n$/)
})

test('where telemetry was turned off a command just runs, until a level is asked for again', async (t) => {
  const place = makePlace(t)
  await runScript(place, '')
  await place.home.run(['off', '--repo', place.repository.path])
  const refused = await runScript(place, 'process.exit(3)')
  assert.equal(refused.status, 3)
  assert.match(refused.stderr, /TELEMETRY_OFF: telemetry of atlas was turned off\. Allow it again/)
  await runScript(place, 'process.exit(4)', ['--detail', 'counts'])
  const runs = (await logOf(place)).filter(({ kind }) => kind === 'command.run')
  assert.deepEqual(
    runs.map(({ attributes }) => attributes['process.exit.code']),
    [0, 4],
  )
})

test('that something can’t be stored changes neither output nor status, and is a line', async (t) => {
  const place = makePlace(t)
  mkdirSync(place.home.configDir, { recursive: true })
  writeFileSync(join(place.home.configDir, 'config.json'), '{ damaged')
  const { status, stdout, stderr } = await runScript(place, 'console.log("out"); process.exit(7)')
  assert.deepEqual([status, stdout], [7, 'out\n'])
  assert.match(stderr, /exit 7 after[^\n]*\nwakelore: note: VAULT_CONFIG_DAMAGED/)
})

test('results that were asked for and not written are a remark, those of the usual places none', async (t) => {
  const place = makePlace(t)
  const old = join(place.repository.path, 'old.xml')
  writeFileSync(old, '<testsuite name="old"><testcase name="x"/></testsuite>')
  execFileSync('touch', ['-d', '2020-01-01', old])
  const remarksOf = async (options: readonly string[]): Promise<unknown> => {
    const { stdout } = await runScript(place, '0', ['--json', ...options])
    const { tests, remarks }: CommandRun = JSON.parse(stdout)
    return { tests, remarks }
  }
  assert.deepEqual(await remarksOf(['--results', '*.xml']), {
    tests: null,
    remarks: ['no test results: no report that --results names was written during the run'],
  })
  assert.deepEqual(await remarksOf([]), { tests: null, remarks: [] })
})

test('test results are read from reports that the run left, and not from older ones', async (t) => {
  const place = makePlace(t)
  const { repository } = place
  const old = join(repository.path, 'junit-old.xml')
  writeFileSync(old, '<testsuite name="old"><testcase name="x"/></testsuite>')
  execFileSync('touch', ['-d', '2020-01-01', old])
  const report = `<testsuites><testsuite name="parser"><testcase name="a" time="0.5"/><testcase name="b"><failure message="no" type="T">x</failure></testcase><testcase name="c"><skipped/></testcase></testsuite></testsuites>`
  const { stdout } = await runScript(
    place,
    `require('fs').mkdirSync('test-results'); require('fs').writeFileSync('test-results/junit.xml', ${JSON.stringify(report)}); process.exit(1)`,
    ['--json', '--class', 'test'],
  )
  const answer: CommandRun = JSON.parse(stdout)
  assert.deepEqual(
    [answer.class, answer.tests],
    [
      'test',
      {
        passed: 1,
        failed: 1,
        skipped: 1,
        suites: 1,
        files: 1,
        failures: [{ name: 'b', suite: 'parser', status: 'fail', message: 'no' }],
      },
    ],
  )
  const events = await logOf(place)
  const run = events.find(({ kind }) => kind === 'command.run')!
  assert.deepEqual(
    events.flatMap(({ kind, traceId, parentSpanId, attributes }) =>
      kind.startsWith('test.') ? [[kind, traceId, parentSpanId, attributes]] : [],
    ),
    [
      [
        'test.suite',
        run.traceId,
        run.spanId,
        { 'test.suite.name': 'parser', 'test.passed': 1, 'test.failed': 1, 'test.skipped': 1 },
      ],
      [
        'test.case',
        run.traceId,
        run.spanId,
        {
          'test.case.name': 'b',
          'test.suite.name': 'parser',
          'test.case.result.status': 'fail',
          'exception.type': 'T',
          'error.message': 'no',
        },
      ],
      [
        'test.case',
        run.traceId,
        run.spanId,
        { 'test.case.name': 'c', 'test.suite.name': 'parser', 'test.case.result.status': 'skip' },
      ],
    ],
  )
  const trace = await place.home.run(['trace'], { cwd: repository.path })
  assert.match(trace.stdout, /exit 1 · 1 passed, 1 failed, 1 skipped[^]*✗ b: no/)
})

test('TAP is read from the output on its way, which the terminal of the command becomes a pipe for', async (t) => {
  const place = makePlace(t)
  const tap = 'TAP version 14\n1..2\nok 1 - a\nnot ok 2 - b\n'
  const { stdout, stderr } = await runScript(place, `process.stdout.write(${JSON.stringify(tap)})`, ['--tap'])
  assert.equal(stdout, tap)
  assert.match(stderr, / ok after \d+ ms · 1 passed, 1 failed · trace/)
})

test('secrets on its command line are not stored', async (t) => {
  const place = makePlace(t)
  await place.home.run(['run', '--', 'true', '--password', 'hunter2-and-more', 'ghp_' + 'a1B2'.repeat(9)], {
    cwd: place.repository.path,
  })
  const text = JSON.stringify(await logOf(place))
  assert.ok(text.includes('--password'))
  assert.ok(!text.includes('hunter2') && !text.includes('ghp_a1B2'))
})

test('nor are they where a failed test repeats them', async (t) => {
  const place = makePlace(t)
  const tap =
    'TAP version 14\\nnot ok 1 - signs in with hunter2-and-more\\n  ---\\n  message: hunter2-and-more is wrong\\n  ...\\n1..1\\n'
  await place.home.run(
    ['run', '--tap', '--', 'sh', '-c', `printf '${tap}'`, '--', '--password', 'hunter2-and-more'],
    {
      cwd: place.repository.path,
    },
  )
  const failed = (await logOf(place)).find(({ kind }) => kind === 'test.case')
  assert.match(String(failed?.attributes['error.message']), / is wrong$/)
  assert.ok(!JSON.stringify(failed).includes('hunter2'))
})

test('a command that could not be started is stored as the conventions say', async (t) => {
  const place = makePlace(t)
  await place.home.run(['run', '--', 'no-such-program-here'], { cwd: place.repository.path })
  const { stdout } = await place.home.run(['conventions', 'check'], { cwd: place.repository.path })
  assert.doesNotMatch(stdout, /process\.pid/)
  assert.equal((await logOf(place)).filter(({ kind }) => kind === 'command.run').length, 1)
})

test('the lowest detail keeps counts and no names', async (t) => {
  const place = makePlace(t)
  await runScript(place, '0', ['--detail', 'counts'])
  const run = (await logOf(place)).find(({ kind }) => kind === 'command.run')!
  assert.deepEqual(Object.keys(run.attributes).sort(), [
    'command.class',
    'process.duration_us',
    'process.exit.code',
    'process.pid',
  ])
  assert.equal(run.branch, undefined)
})

/**
 * A day of real git, lived three times: beside a daemon, without one, and beside one that is
 * killed, restarted, stopped and continued at seeded moments. What is stored afterwards is
 * compared with the script and with git's own second trace.
 */
import test from 'node:test'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { makeHome, type Home } from './cli.ts'
import { differences, missingBeneath, type StoredEvent } from './scripted-day/comparison.ts'
import { scriptOf, SECRETS } from './scripted-day/day.ts'
import { liveDay } from './scripted-day/live.ts'
import { makePlaces, type Places } from './scripted-day/places.ts'

const SEED = Number(process.env['WAKELORE_SEED'] ?? 20_261_125)

/** Reflogs know the second, so a movement is told when its second is over; the daemon looks soon after. */
const SETTLED_MS = 2500

type Captured = {
  readonly home: Home
  readonly places: Places
  readonly spool: string
  readonly up: () => Promise<number>
  readonly down: () => Promise<void>
  readonly wakelore: (...args: string[]) => Promise<string>
}

async function withCapture(use: (captured: Captured) => Promise<void>): Promise<void> {
  using home = makeHome()
  using places = makePlaces(home.path, home.environment)
  const options = { environment: places.environment }
  const wakelore: Captured['wakelore'] = async (...args) => {
    const { status, stdout, stderr } = await home.run(args, options)
    assert.equal(status, 0, `wakelore ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  const up: Captured['up'] = async () =>
    (JSON.parse(await wakelore('up', '--json')) as { daemon: { pid: number } }).daemon.pid
  const down: Captured['down'] = async () => void (await wakelore('down'))
  const { spool, done } = JSON.parse(
    await wakelore('on', '--repo', places.directory('atlas'), '--yes', '--json'),
  ) as { spool: string; done: boolean }
  assert.ok(done)
  try {
    await use({ home, places, spool, up, down, wakelore })
  } finally {
    await home.run(['off'], options)
    await home.run(['down'], options)
  }
}

/** Lives the day and says what is stored otherwise than it was. */
async function liveAndCompare(
  { places, spool, wakelore, down }: Captured,
  t: { diagnostic: (text: string) => void },
  onceLived: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const ask = async (): Promise<void> =>
    void (await wakelore('log', '--repo', places.directory('atlas'), '--limit', '1'))
  const startMs = performance.now()
  const day = await liveDay(places, scriptOf(places.root), ask)
  const livedMs = performance.now() - startMs
  await delay(SETTLED_MS)
  await onceLived()
  await ask()
  await down()
  const text = await wakelore('log', '--all-repos', '--jsonl')
  const stored = parseEvents(text)
  const of = (kind: string): number => stored.filter((event) => event.kind === kind).length
  t.diagnostic(
    `${day.length} lines in ${(livedMs / 1000).toFixed(1)} s: ${of('git.command')} commands, ${of('vcs.operation')} operations, ${of('vcs.rewrite')} rewrites`,
  )
  return [
    ...differences(day, stored, places.root),
    ...missingBeneath(day, stored),
    ...Object.values(SECRETS)
      .filter((secret) => text.includes(secret))
      .map((secret) => `stored, a secret: ${secret}`),
    ...readdirSync(spool)
      .filter((name) => !name.startsWith('.'))
      .map((name) => `left in the spool: ${name}\n${readFileSync(`${spool}/${name}`, 'utf8').slice(0, 400)}`),
  ]
}

function parseEvents(text: string): StoredEvent[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StoredEvent)
}

function assertSame(problems: readonly string[]): void {
  assert.equal(problems.length, 0, `${problems.length} differences:\n${problems.join('\n')}`)
}

test('a day beside a daemon is stored as it was', async (t) => {
  await withCapture(async (captured) => {
    await captured.up()
    assertSame(await liveAndCompare(captured, t))
  })
})

test('a day without a daemon is stored as it was when somebody asks', async (t) => {
  await withCapture(async (captured) => {
    await captured.down()
    assertSame(await liveAndCompare(captured, t))
  })
})

test(`a day beside a daemon that is killed, restarted, stopped and continued is stored as it was (seed ${SEED})`, async (t) => {
  await withCapture(async (captured) => {
    const over = new AbortController()
    const troubles = trouble(captured, over.signal)
    const problems = await liveAndCompare(captured, t, async () => {
      over.abort()
      t.diagnostic(await troubles)
    })
    assertSame(problems)
  })
})

test('a repository that is removed and cloned again into its place goes on being captured, the clone included', async () => {
  await withCapture(async ({ places, wakelore, down }) => {
    await down()
    rmSync(places.directory('atlas'), { recursive: true })
    const { exitCode, processes } = await places.run('lib', `git clone -q ${places.root}/remote.git ../atlas`)
    assert.equal(exitCode, 0)
    const status = await places.run('atlas', 'git status --short')
    const text = await wakelore(
      'log',
      '--repo',
      places.directory('atlas'),
      '--kind',
      'git.command',
      '--jsonl',
    )
    const roots = parseEvents(text).filter((event) => event.parentSpanId === undefined)
    assert.deepEqual(
      roots.map(({ key }) => key),
      [`command/${processes[0]!.sid}`, `command/${status.processes[0]!.sid}`],
    )
    assert.equal(roots[1]!.branch, 'main')
  })
})

test('what was done in a worktree that is gone before anybody looked is stored, but for its branch', async () => {
  await withCapture(async ({ places, wakelore, down }) => {
    await down()
    const lines = [
      ['atlas', 'git worktree add -q -b side ../linked'],
      ['linked', 'git commit -q --allow-empty -m "On the side"'],
      ['linked', 'git log --oneline'],
      ['atlas', 'git worktree remove ../linked'],
    ] as const
    for (const [place, line] of lines) assert.equal((await places.run(place, line)).exitCode, 0)
    const text = await wakelore('log', '--all-repos', '--kind', 'git.command', '--jsonl')
    const roots = parseEvents(text).filter((event) => event.parentSpanId === undefined)
    assert.deepEqual(
      roots.map(({ attributes, worktree }) => [attributes['vcs.operation.name'], worktree]),
      [
        ['worktree', undefined],
        ['commit', 'linked'],
        ['log', 'linked'],
        ['worktree', undefined],
      ],
    )
  })
})

/** Until told that the day is over; says what it did. */
async function trouble(captured: Captured, over: AbortSignal): Promise<string> {
  const random = makeSeededRandom(SEED)
  const counts = { killed: 0, stopped: 0 }
  let pid = await captured.up()
  while (!over.aborted) {
    await delay(50 + random.below(500))
    if (random.next() < 0.5) {
      process.kill(pid, 'SIGKILL')
      await delay(random.below(400))
      pid = await captured.up()
      counts.killed++
    } else {
      process.kill(pid, 'SIGSTOP')
      await delay(random.below(500))
      process.kill(pid, 'SIGCONT')
      counts.stopped++
    }
  }
  return `killed and restarted ${counts.killed} times, stopped and continued ${counts.stopped} times`
}

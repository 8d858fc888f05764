/**
 * How soon ambient capture catches up and is seen: real traces told anew in a full spool,
 * and real commands, taken in by whole processes on the disk of temporary files.
 *
 * On a busy machine the daemon holds back, as it should: then how soon is told but not judged.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { MS_PER_HOUR, MS_PER_SECOND, systemClock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { pickCommand, replayCommand, type Replay } from './capture.prove.days.ts'
import {
  bytesIn,
  makeChecks,
  makePlace,
  median,
  megabytes,
  rounded,
  type Checks,
  type Place,
} from './capture.prove.place.ts'
import { openStoredParts } from './store.ts'

const SEED = 7
const CATCH_UP_BAR_MS = 10_000
const VISIBLE_BAR_MS = 500
const VISIBLE_COMMANDS = 50
const LOOK_MS = 5
const AT_REST_MS = 3 * MS_PER_SECOND
const WAIT_LIMIT_MS = 60_000
const DISCARD_SENTINEL = 'git-trace2-discard'

export async function prove(report: (line: string) => void): Promise<void> {
  const checks = makeChecks(report)
  await using place = await makePlace(tmpdir())
  await proveCatchingUp(place, report, checks)
  await proveVisible(place, report, checks)
  checks.demandAll()
}

async function proveCatchingUp(place: Place, report: (line: string) => void, checks: Checks): Promise<void> {
  const most = Number(place.gitConfig('trace2.maxFiles'))
  const fill = (): { commands: number; bytes: number } => {
    let commands = 0
    const random = makeSeededRandom(SEED)
    const replay: Replay = { ...place, random }
    for (let atMs = Date.now() - 2 * MS_PER_HOUR; readdirSync(place.spool).length < most; commands++) {
      atMs += random.below(MS_PER_SECOND)
      replayCommand(replay, pickCommand(replay), atMs)
    }
    return { commands, bytes: bytesIn(place.spool) }
  }
  await place.wakelore(['down'])
  const { commands, bytes } = fill()
  report(
    `full spool: ${readdirSync(place.spool).length} traces of ${commands} commands, ${megabytes(bytes)}, on disk`,
  )
  const alone = await place.wakelore(['log', '--limit', '1'])
  assert.deepEqual(readdirSync(place.spool), [], '`wakelore log` left traces')
  await checks.time('caught up by `wakelore log`, whole process', alone.ms, CATCH_UP_BAR_MS)

  fill()
  const startedMs = performance.now()
  await place.wakelore(['up'])
  await untilEmpty(place.spool)
  await checks.time(
    'caught up by the daemon, its start included',
    performance.now() - startedMs,
    CATCH_UP_BAR_MS,
  )

  const daemon = await place.daemonPid()
  // Stopped in the midst of something it would keep its locks.
  await delay(AT_REST_MS)
  process.kill(daemon, 'SIGSTOP')
  fill()
  const goesOnMs = performance.now()
  process.kill(daemon, 'SIGCONT')
  await untilEmpty(place.spool)
  await checks.time('caught up by a daemon that ran', performance.now() - goesOnMs, CATCH_UP_BAR_MS)
}

async function proveVisible(place: Place, report: (line: string) => void, checks: Checks): Promise<void> {
  await place.wakelore(['up'])
  await using parts = await openStoredParts({
    paths: place.paths,
    clock: systemClock,
    environment: place.environment,
  })
  const latenciesMs: number[] = []
  const start = { segment: 0, offset: 0 }
  let after = start
  const seen = new Set<string>()
  const look = async (): Promise<void> => {
    try {
      for await (const block of parts.reader.scan({ after })) {
        for (const event of block.events((kind) => kind === 'git.command')) {
          const args = event.attributes['process.command_args']
          if (Array.isArray(args)) seen.add(String(args.at(-1)))
        }
        after = block.end
      }
    } catch (error) {
      // Small blocks were made into large ones: from the start again.
      if (!isFault(error, 'LOG_POSITION_UNKNOWN')) throw error
      after = start
    }
  }
  await look()
  for (let nth = 0; nth < VISIBLE_COMMANDS; nth++) {
    const word = `visible-${nth}`
    // As far apart as somebody types, so that the daemon has come to rest.
    await delay(MS_PER_SECOND)
    const { status, stderr } = spawnSync('git', ['status', '--short', '--', word], {
      cwd: place.repository,
      env: place.environment,
      encoding: 'utf8',
    })
    const endedMs = performance.now()
    assert.equal(status, 0, stderr)
    for (await look(); !seen.has(word); await look()) {
      assert(performance.now() - endedMs < WAIT_LIMIT_MS, `${word} never came`)
      await delay(LOOK_MS)
    }
    latenciesMs.push(performance.now() - endedMs)
  }
  report(
    `${VISIBLE_COMMANDS} commands with the daemon, visible after git ended: median ${rounded(median(latenciesMs))} ms`,
  )
  await checks.time('visible after git ended, longest', Math.max(...latenciesMs), VISIBLE_BAR_MS)
  await place.wakelore(['down'])
}

async function untilEmpty(directory: string): Promise<void> {
  const deadlineMs = performance.now() + WAIT_LIMIT_MS
  for (;;) {
    const names = readdirSync(directory).filter((name) => name !== DISCARD_SENTINEL)
    if (names.length === 0) return
    assert(performance.now() < deadlineMs, `${names.length} traces are left after ${WAIT_LIMIT_MS} ms`)
    await delay(LOOK_MS)
  }
}

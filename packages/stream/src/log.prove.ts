/** The log's promises at full size: crashes of a simulated disk, real kills, spoilt files. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCrashes } from './log.prove.crash.ts'
import { runFuzz } from './log.prove.fuzz.ts'
import { runKills, runTogether } from './log.prove.kill.ts'

const CRASHES = 2000
const KILLS = 60
const FUZZED_LOGS = 5000
const FUZZ_MEMORY_BYTES = 200 * 1024 * 1024

/** @throws AssertionError where a promise doesn't hold; the message has the seed */
export async function prove(report: (line: string) => void): Promise<void> {
  let crashes = 0
  let events = 0
  for (let seed = 0; crashes < CRASHES; seed++) {
    const run = await runCrashes(seed)
    crashes += run.crashes
    events += run.events
  }
  report(`${crashes} simulated crashes, ${events} events: nothing acknowledged lost, nothing doubled`)

  const scratch = mkdtempSync(join(tmpdir(), 'wakelore-prove-'))
  try {
    const run = await runKills(join(scratch, 'killed'), KILLS, 1)
    report(
      `${run.kills} writers killed, ${run.events} events, ${run.acknowledgements} acknowledgements witnessed: all kept`,
    )
    await runTogether(join(scratch, 'together'), 6, 2000)
    report('6 processes appended 2,000 events each in turns: all kept, in order')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }

  let damages = 0
  const before = process.memoryUsage.rss()
  for (let seed = 0; seed < FUZZED_LOGS; seed++) damages += (await runFuzz(seed)).damages
  const grown = process.memoryUsage.rss() - before
  assert(grown < FUZZ_MEMORY_BYTES, `memory grew by ${grown} bytes`)
  report(
    `${FUZZED_LOGS} spoilt logs read: ${damages} damages told, memory grew by ${Math.round(grown / 2 ** 20)} MiB`,
  )
}

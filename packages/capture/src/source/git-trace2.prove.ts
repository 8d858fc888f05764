/** What is promised of hostile traces, a million of them. */
import assert from 'node:assert/strict'
import { recordTemplates, runSpool, runTrace } from './git-trace2.prove.fuzz.ts'

const TRACES = 1_000_000
const SPOOLS = 1000
const BYTES_PER_MIB = 2 ** 20
const FUZZ_MEMORY_BYTES = 150 * BYTES_PER_MIB

/** @throws AssertionError where a promise doesn't hold; the message has the seed */
export async function prove(report: (line: string) => void): Promise<void> {
  const templates = recordTemplates()
  for (let seed = 0; seed < 2000; seed++) runTrace(templates, seed)
  const before = process.memoryUsage.rss()
  for (let seed = 0; seed < TRACES; seed++) runTrace(templates, seed)
  let files = 0
  let events = 0
  let faults = 0
  for (let seed = 0; seed < SPOOLS; seed++) {
    const run = await runSpool(templates, seed)
    files += run.files
    events += run.events
    faults += run.faults
  }
  const grown = process.memoryUsage.rss() - before
  assert(grown < FUZZ_MEMORY_BYTES, `memory grew by ${grown} bytes`)
  report(`${TRACES} spoilt traces read: none threw, each within bounds`)
  report(`${SPOOLS} spools of spoilt traces, ${files} files: ${events} events, ${faults} faults counted`)
  report(`memory grew by ${Math.round(grown / BYTES_PER_MIB)} MiB`)
}

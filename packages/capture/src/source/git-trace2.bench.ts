/**
 * Catching up a full spool, beside reading the same files and parsing every line of them.
 *
 * The traces are those of real commands, copied until the spool is full, each time with
 * session ids of their own.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { readGitTrace2, removeTraces } from './git-trace2.ts'
import { CAPTURED, makeTracedGit } from './git-trace2/traced-git.fixture.ts'

const FILES = { tiny: 40, full: 1000 } as const
const BYTES_PER_MB = 1_000_000
const REBASED_COMMITS = 20
const COMPONENT = /\d{8}T\d{6}\.\d{6}Z-H[0-9a-f]{8}-P[0-9a-f]{8}/g

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  using traced = makeTracedGit()
  const spool = mkdtempSync(join(tmpdir(), 'wakelore-spool-'))
  try {
    makeDay(traced)
    const files = fillSpool(traced.spool, spool, FILES[size])
    const bytes = readdirSync(spool).reduce((sum, name) => sum + statSync(join(spool, name)).size, 0)

    const naiveMs = await timed(async () => void parseEverything(spool))
    const beforeBytes = process.memoryUsage.rss()
    let peakBytes = beforeBytes
    let events = 0
    const readMs = await timed(async () => {
      for await (const batch of readGitTrace2({
        directory: spool,
        clock: { nowMs: () => Date.now() },
        families: {},
        repositoryAt: async (path) => (path === traced.captured ? { repository: CAPTURED } : undefined),
        isRunning: () => false,
      })) {
        events += batch.events.length
        await removeTraces(spool, batch.files)
        peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
      }
    })
    return [
      {
        name: `a spool of ${files} traces, ${Math.round(bytes / 1000)} kB, taken in and removed: ${events} events`,
        value: readMs,
        unit: 'ms',
        bar: '<= 1,500 ms',
        against: { name: 'JSON.parse of every line, nothing made of it', value: naiveMs },
      },
      {
        name: 'memory above the process before',
        value: (peakBytes - beforeBytes) / BYTES_PER_MB,
        unit: 'MB',
        bar: '<= 50 MB',
      },
    ]
  } finally {
    rmSync(spool, { recursive: true, force: true })
  }
}

/** What somebody may do with git in a day, one of each. */
function makeDay(traced: ReturnType<typeof makeTracedGit>): void {
  traced.hook('pre-commit', 'git rev-parse --verify HEAD >/dev/null 2>&1 || true')
  for (let index = 0; index < REBASED_COMMITS; index++) {
    traced.write(`file${index}`, `${index}\n`)
    traced.git(['add', '--all'])
    traced.git(['status'])
    traced.git(['commit', '--quiet', '-m', `Change ${index}`])
    traced.git(['log', '-3'])
    traced.git(['diff', 'HEAD~1'])
  }
  traced.git(['rebase', '--quiet', '--force-rebase', `HEAD~${REBASED_COMMITS - 1}`])
  traced.git(['st2'])
  traced.write('last', 'last\n')
  traced.git(['save'])
  traced.git(['status'], { cwd: traced.other })
}

/** Copies the traces round after round; says how many there are now. */
function fillSpool(from: string, to: string, most: number): number {
  const templates = readdirSync(from)
    .sort()
    .map((name) => [name, readFileSync(join(from, name), 'utf8')] as const)
  for (let count = 0, round = 0; ; round++) {
    const renamed = (text: string): string =>
      text.replaceAll(COMPONENT, (component) => component.slice(0, -8) + hex(component, round))
    for (const [name, text] of templates) {
      if (count === most) return count
      writeFileSync(join(to, renamed(name)), renamed(text))
      count++
    }
  }
}

function hex(component: string, round: number): string {
  const pid = Number.parseInt(component.slice(-8), 16)
  return ((pid + round * 0x1000000) % 2 ** 32).toString(16).padStart(8, '0')
}

/** The rival: what a straightforward reader does at least. */
function parseEverything(directory: string): number {
  let events = 0
  for (const name of readdirSync(directory)) {
    for (const line of readFileSync(join(directory, name), 'utf8').split('\n')) {
      if (line === '') continue
      JSON.parse(line)
      events++
    }
  }
  return events
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

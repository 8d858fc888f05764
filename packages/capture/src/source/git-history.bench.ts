/**
 * Reading a whole history against `git log --raw` of the same, which only prints it.
 *
 * The repository is that of WAKELORE_BENCH_REPO, or a generated one.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeMemoryKnown } from '../known.fixture.ts'
import { makeScratchRepository } from '../scratch-repository.fixture.ts'
import { readGitHistory } from './git-history.ts'

const COMMIT_COUNT = { tiny: 300, full: 20_000 } as const
const RIVAL = ['log', '--raw', '-z', '--no-abbrev', '--all']
const MAX_MEMORY_MB = 100
const BYTES_PER_MB = 1_000_000

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const chosen = size === 'full' ? process.env.WAKELORE_BENCH_REPO : undefined
  if (chosen !== undefined) return measure(chosen)
  using scratch = makeScratchRepository({ bare: true })
  scratch.importHistory(
    'refs/heads/main',
    Array.from({ length: COMMIT_COUNT[size] }, (_, index) => ({
      message: `Change ${index}\n\nBecause of ${index % 17}.`,
      files: {
        [`src/part${index % 40}/file${index % 199}.ts`]: `${index}\n`,
        [`src/part${index % 40}/file${index % 197}.test.ts`]: `${index}\n`,
      },
    })),
  )
  return await measure(scratch.path)
}

async function measure(path: string): Promise<BenchRow[]> {
  const git = makeGit()
  const repository = await findRepository(git, path)
  const known = makeMemoryKnown()
  const reading = { git, repository, known, clock: { nowMs: () => 0 } }

  const rivalMs = await timed(async () => {
    const rival = spawn('git', RIVAL, { cwd: path, stdio: 'ignore' })
    const [exitCode] = (await once(rival, 'close')) as [number | null]
    if (exitCode !== 0) throw new Error(`git ${RIVAL.join(' ')} can't read ${path}: choose a complete clone`)
  })
  const emptyBytes = process.memoryUsage.rss()
  let peakBytes = emptyBytes
  let eventCount = 0
  const readMs = await timed(async () => {
    for await (const batch of readGitHistory(reading)) {
      eventCount += batch.length
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    }
  })
  for await (const batch of readGitHistory(reading)) known.take(batch)
  const againMs = await timed(async () => {
    for await (const batch of readGitHistory(reading)) known.take(batch)
  })
  return [
    {
      name: `git history, first read of ${eventCount} events`,
      value: readMs,
      unit: 'ms',
      bar: '<= 2 x the rival',
      against: { name: `git ${RIVAL.join(' ')}`, value: rivalMs },
    },
    { name: 'git history, read with nothing new', value: againMs, unit: 'ms', bar: '<= 100 ms' },
    {
      name: 'git history, memory above the empty process',
      value: (peakBytes - emptyBytes) / BYTES_PER_MB,
      unit: 'MB',
      bar: `<= ${MAX_MEMORY_MB} MB`,
    },
  ]
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/**
 * Whole processes, as a user starts them: a first read beside `git log` of the same
 * history, then what comes after it.
 *
 * The repository is that of WAKELORE_BENCH_REPO (a complete clone: git itself has to
 * be able to read it), or a generated one. Each figure but the first read's is the
 * median of several runs.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import type { BenchRow } from '@wakelore/kernel/bench-row'

const LAUNCHER = join(import.meta.dirname, '../bin/wakelore.js')
/** As `npm start` has them. */
const NODE_FLAGS = ['--conditions=source', '--max-semi-space-size=4']
const RIVAL = ['log', '--raw', '-z', '--no-abbrev', '--all']
const RUNS = 5
const COMMIT_COUNT = { tiny: 100, full: 20_000 } as const
/** How often the memory of a running process is looked at. */
const MEMORY_LOOK_MS = 20

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const chosen = size === 'full' ? process.env['WAKELORE_BENCH_REPO'] : undefined
  if (chosen !== undefined) return measure(chosen, RUNS)
  using scratch = makeScratchRepository({ bare: true })
  scratch.importHistory(
    'refs/heads/main',
    Array.from({ length: COMMIT_COUNT[size] }, (_, index) => ({
      message: `Change ${index}\n\nBecause of #${index % 17}.`,
      files: {
        [`src/part${index % 40}/file${index % 199}.ts`]: `${index}\n`,
        [`src/part${index % 40}/file${index % 197}.test.ts`]: `${index}\n`,
      },
    })),
  )
  return await measure(scratch.path, size === 'tiny' ? 1 : RUNS)
}

async function measure(repository: string, runs: number): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'wakelore-bench-'))
  const environment = {
    ...process.env,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  }
  const wakelore = (args: readonly string[]): Promise<Run> =>
    run(process.execPath, [...NODE_FLAGS, LAUNCHER, ...args], { cwd: home, env: environment })
  try {
    // Compiles everything once, as any command before it would have.
    await wakelore(['status'])
    const rival = await median(Math.min(runs, 3), () => run('git', RIVAL, { cwd: repository }))
    const first = await wakelore(['--repo', repository])
    const again = await median(runs, () => wakelore(['--repo', repository]))
    const { file, directory } = await somePaths(repository)
    const who = await median(runs, () => wakelore(['who', directory, '--repo', repository]))
    const next = await median(runs, () => wakelore(['next', file, '--repo', repository]))
    const today = await median(runs, () => wakelore(['today', '--author', 'all', '--repo', repository]))
    const version = await median(runs, () => wakelore(['--version']))
    return [
      {
        name: 'first read, whole process',
        value: first.seconds,
        unit: 's',
        bar: '≤ 5 ×',
        against: { name: 'git log --raw', value: rival.seconds },
      },
      { name: 'its peak memory', value: first.peakMegabytes, unit: 'MB', bar: '≤ 250' },
      { name: 'second run', value: again.seconds, unit: 's', bar: '≤ 0.3' },
      { name: 'who', value: who.seconds, unit: 's', bar: '≤ 0.25' },
      { name: 'next', value: next.seconds, unit: 's', bar: '≤ 0.25' },
      { name: 'today', value: today.seconds, unit: 's', bar: '≤ 0.25' },
      { name: '--version', value: version.seconds, unit: 's', bar: '≤ 0.12' },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

type Run = { readonly seconds: number; readonly peakMegabytes: number }

async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Run> {
  const startedMs = performance.now()
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (text) => (complaint += String(text)))
  let peakMegabytes = 0
  const look = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, peakMemory(child.pid))
  }, MEMORY_LOOK_MS)
  const [exitCode] = await once(child, 'close')
  clearInterval(look)
  if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${exitCode}: ${complaint}`)
  return { seconds: (performance.now() - startedMs) / 1000, peakMegabytes }
}

/** The most memory that the process has had so far, in MB; 0 where the system doesn't say. */
function peakMemory(pid: number | undefined): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1000
  } catch {
    return 0
  }
}

async function median(runs: number, once: () => Promise<Run>): Promise<Run> {
  const all: Run[] = []
  for (let i = 0; i < runs; i++) all.push(await once())
  return all.sort((a, b) => a.seconds - b.seconds)[Math.floor(runs / 2)]!
}

/** A file that the newest commit left, and the directory that it lies in. */
async function somePaths(repository: string): Promise<{ file: string; directory: string }> {
  const child = spawn(
    'git',
    ['log', '-1', '--no-merges', '--diff-filter=AM', '--name-only', '--format=', 'HEAD'],
    {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const text = (await child.stdout.setEncoding('utf8').toArray()).join('')
  const file = text.split('\n').find((line) => line !== '') ?? '.'
  return { file, directory: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.' }
}

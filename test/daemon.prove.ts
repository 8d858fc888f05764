/**
 * What an idle daemon costs: ten repositories of 20,000 commits each, five minutes in
 * which nothing happens, the processor time of its children included; and how soon what
 * git did is taken in, on a machine that has nothing else to do.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { makeHome } from './cli.ts'

const REPOSITORIES = 10
const COMMITS = 20_000
const IDLE_MS = 5 * 60_000
const SAMPLE_MS = 5000
/** It has read everything when it did nothing for so long. */
const SETTLED_MS = 20_000
const SETTLE_LIMIT_MS = 8 * 60_000
const COMMANDS = 30
const MOST_CPU_PERCENT = 0.3
const MOST_RSS_MIB = 120
/** USER_HZ, which is 100 on every Linux that Node runs on. */
const TICK_MS = 10

export async function prove(report: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux') {
    report('not measured: /proc is where the figures come from')
    return
  }
  using home = makeHome()
  Object.assign(home.environment, { GIT_CONFIG_GLOBAL: join(home.path, 'gitconfig') })
  using stack = new DisposableStack()
  const repositories = Array.from({ length: REPOSITORIES }, (_, index) => {
    const repository = stack.use(makeScratchRepository({ name: `repository-${index}` }))
    fill(repository)
    return repository
  })
  try {
    for (const { path } of repositories) await home.json(['on', '--yes', '--repo', path])
    const { daemon } = await home.json<{ daemon: { pid: number } }>(['up'])
    const settledInMs = await settle(daemon.pid)
    const { cpuMs: readCpuMs, peakMib } = usageOf(daemon.pid)
    report(
      `read ${REPOSITORIES} × ${COMMITS} commits: ${(readCpuMs / 1000).toFixed(1)} s CPU, settled after ${Math.round(settledInMs / 1000)} s, at most ${peakMib} MiB`,
    )
    await proveIdle(daemon.pid, report)
    await measureLatency(home.environment, repositories[0]!.path, spoolOf(home.path), report)
  } finally {
    await home.run(['down'])
  }
}

async function proveIdle(pid: number, report: (line: string) => void): Promise<void> {
  const before = usageOf(pid)
  const startedAt = performance.now()
  let mostMib = before.rssMib
  while (performance.now() - startedAt < IDLE_MS) {
    await delay(SAMPLE_MS)
    mostMib = Math.max(mostMib, usageOf(pid).rssMib)
  }
  const cpuMs = usageOf(pid).cpuMs - before.cpuMs
  const cpuPercent = (100 * cpuMs) / (performance.now() - startedAt)
  report(`idle for ${IDLE_MS / 60_000} minutes: ${cpuPercent.toFixed(3)} % CPU (< ${MOST_CPU_PERCENT} %)`)
  report(`idle for ${IDLE_MS / 60_000} minutes: at most ${mostMib} MiB resident (< ${MOST_RSS_MIB} MiB)`)
  assert(cpuPercent < MOST_CPU_PERCENT, `${cpuPercent} % CPU`)
  assert(mostMib < MOST_RSS_MIB, `${mostMib} MiB`)
}

/** From git's end until its trace is taken in and gone. */
async function measureLatency(
  environment: NodeJS.ProcessEnv,
  repository: string,
  spool: string,
  report: (line: string) => void,
): Promise<void> {
  const latenciesMs: number[] = []
  for (let n = 0; n < COMMANDS; n++) {
    execFileSync('git', ['tag', `taken-${n}`], { cwd: repository, env: environment })
    const endedAt = performance.now()
    while (readdirSync(spool).length > 0) await delay(2)
    latenciesMs.push(performance.now() - endedAt)
    await delay(500)
  }
  latenciesMs.sort((a, b) => a - b)
  const [median, longest] = [latenciesMs[COMMANDS / 2]!, latenciesMs.at(-1)!]
  report(
    `taken in ${Math.round(median)} ms after git ended, at most ${Math.round(longest)} ms ` +
      `(≤ 500 ms, and 2 s on a busy machine; load per core ${(loadavg()[0]! / availableParallelism()).toFixed(1)})`,
  )
}

async function settle(pid: number): Promise<number> {
  const startedAt = performance.now()
  let last = usageOf(pid).cpuMs
  let quietSince = startedAt
  while (performance.now() - quietSince < SETTLED_MS) {
    assert(performance.now() - startedAt < SETTLE_LIMIT_MS, 'the daemon never settled')
    await delay(1000)
    const { cpuMs } = usageOf(pid)
    if (cpuMs - last > 2 * TICK_MS) quietSince = performance.now()
    last = cpuMs
  }
  return quietSince - startedAt
}

/** Of the process and of the children that it waited for. */
function usageOf(pid: number): {
  readonly cpuMs: number
  readonly rssMib: number
  readonly peakMib: number
} {
  // Behind the name in brackets, which may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mib = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)![1]) / 1024)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  return {
    cpuMs: (user + system + childUser + childSystem) * TICK_MS,
    rssMib: mib('VmRSS'),
    peakMib: mib('VmHWM'),
  }
}

function spoolOf(home: string): string {
  return join(home, 'cache/wakelore/spool/git')
}

function fill(repository: ScratchRepository): void {
  repository.importHistory(
    'refs/heads/main',
    Array.from({ length: COMMITS }, (_, index) => ({
      message: `Change ${index}`,
      files: {
        [`src/module-${index % 97}.ts`]: `${index}\n`,
        [`test/module-${index % 89}.ts`]: `${index}\n`,
      },
    })),
  )
}

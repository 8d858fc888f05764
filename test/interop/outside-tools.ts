/**
 * What others made and interoperability is proved against: a Collector, Go's and Python's
 * SDK, telemetrygen. Fetched and built once by the registries' ordinary clients, and kept
 * in the user's cache directory under a name that changes with what they are built from.
 *
 * Nothing is assumed to be there: what can't be built is answered as missing, and why.
 */
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { access, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export type OutsideTool =
  { readonly kind: 'found'; readonly path: string } | { readonly kind: 'missing'; readonly why: string }

/** As `go install` finds it. */
const TELEMETRYGEN = 'github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen@v0.161.0'
/** Of one release: the JSON exporter's versions fit only those that it was released with. */
const PYTHON_PACKAGES = [
  'opentelemetry-sdk==1.45.1',
  'opentelemetry-exporter-otlp==1.45.1',
  'opentelemetry-exporter-otlp-json-http==0.66b1',
]
const CACHE_DIR = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wakelore-interop')
const BUILD_LIMIT_MS = 9 * 60_000
const GO_ENVIRONMENT = { GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' }

const run = promisify(execFile)

/** @throws where it is missing */
export function demandTool(tool: OutsideTool): string {
  if (tool.kind === 'missing') throw new Error(tool.why)
  return tool.path
}

export function collectorTool(): Promise<OutsideTool> {
  return goModule('collector', join(import.meta.dirname, 'collector'))
}

export function goSenderTool(): Promise<OutsideTool> {
  return goModule('go-sender', join(import.meta.dirname, 'senders/go'))
}

export function telemetrygenTool(): Promise<OutsideTool> {
  return builtOnce(
    `telemetrygen-${digest(TELEMETRYGEN)}`,
    'telemetrygen',
    BUILD_LIMIT_MS,
    async (folder, limits) => {
      await run('go', ['install', TELEMETRYGEN], {
        ...limits,
        env: { ...limits.env, GOFLAGS: '', GOBIN: folder },
      })
    },
  )
}

/** An interpreter with the SDK and its exporters. */
export function pythonTool(limitMs = BUILD_LIMIT_MS): Promise<OutsideTool> {
  const name = `python-${digest(PYTHON_PACKAGES.join(' '))}`
  return builtOnce(name, 'bin/python', limitMs, async (folder, limits) => {
    await run('python3', ['-m', 'venv', '--copies', folder], limits)
    await run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...PYTHON_PACKAGES], limits)
  })
}

async function goModule(name: string, source: string): Promise<OutsideTool> {
  const files = (await readdir(source)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(source, file), 'utf8')))
  return builtOnce(`${name}-${digest(texts.join('\0'))}`, name, BUILD_LIMIT_MS, async (folder, limits) => {
    // A copy, for the build writes the versions of everything that it needs beside it.
    await cp(source, join(folder, 'source'), { recursive: true })
    await run('go', ['build', '-ldflags=-s -w', '-o', join(folder, name), '.'], {
      ...limits,
      cwd: join(folder, 'source'),
    })
  })
}

type Limits = { readonly timeout: number; readonly env: NodeJS.ProcessEnv }

/** Builds in a folder of its own and then puts that in its place, so that half of a tool is never found. */
async function builtOnce(
  name: string,
  program: string,
  limitMs: number,
  build: (folder: string, limits: Limits) => Promise<void>,
): Promise<OutsideTool> {
  const place = join(CACHE_DIR, name)
  const path = join(place, program)
  if (await exists(path)) return { kind: 'found', path }
  // A virtual environment names its own folder, so it can't be moved: it has its place from the start.
  const folder = program.startsWith('bin/') ? place : join(CACHE_DIR, `${name}-${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true })
    await build(folder, { timeout: limitMs, env: { ...process.env, ...GO_ENVIRONMENT } })
    if (folder !== place) await rename(folder, place)
    return { kind: 'found', path }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (await exists(path)) return { kind: 'found', path }
    return {
      kind: 'missing',
      why: `${name} is missing, and can't be built here: ${(error as Error).message}`,
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

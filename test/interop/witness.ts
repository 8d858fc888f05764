/**
 * Somebody who is sent the same as wakelore and says what that was: a real Collector, or,
 * where there is no time to have one, a server that keeps the JSON it is posted.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { json } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'

export type Protocol = 'grpc' | 'http/protobuf' | 'http/json'

export type Witness = AsyncDisposable & {
  /** As OTEL_EXPORTER_OTLP_ENDPOINT takes it. */
  readonly endpoint: (protocol: Protocol) => string
  /** What it was sent so far: requests as OTLP JSON. */
  readonly requests: () => Promise<unknown[]>
}

export type Collector = Witness & {
  readonly pid: number
  readonly fileSizeBytes: () => Promise<number>
  /** The last of what it said on standard error. */
  readonly complaints: () => string
  readonly stop: () => Promise<void>
}

/** Where a Collector sends on what it gets, beside writing it into its file. */
export type Forwarding = {
  readonly protocol: 'grpc' | 'http/protobuf'
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
}

const START_LIMIT_MS = 20_000
const STOP_LIMIT_MS = 30_000
const POLL_MS = 50
const COMPLAINT_CHARACTERS = 2000
/** What is in the file is at most so old. */
const FLUSH_MS = 100
const SIGNALS = ['traces', 'logs', 'metrics']

export async function startCollector(
  binary: string,
  options: { forwarding?: Forwarding; hasFile?: boolean } = {},
): Promise<Collector> {
  const { forwarding, hasFile = true } = options
  const folder = mkdtempSync(join(tmpdir(), 'wakelore-collector-'))
  const file = join(folder, 'received.jsonl')
  const [grpcPort, httpPort] = await freePorts(2)
  const exporters = {
    ...(hasFile ? { file: { path: file, flush_interval: `${FLUSH_MS}ms` } } : {}),
    ...(forwarding === undefined ? {} : exporterTo(forwarding)),
  }
  const config = {
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `127.0.0.1:${grpcPort}`, max_recv_msg_size_mib: 64 },
          http: { endpoint: `127.0.0.1:${httpPort}` },
        },
      },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_mib: 1024 },
      batch: { timeout: '200ms', send_batch_size: 512, send_batch_max_size: 512 },
    },
    exporters,
    service: {
      telemetry: { metrics: { level: 'none' }, logs: { level: 'warn' } },
      pipelines: Object.fromEntries(
        SIGNALS.map((signal) => [
          signal,
          {
            receivers: ['otlp'],
            // Without a batch what was acknowledged is in the file already.
            processors: forwarding === undefined ? [] : ['memory_limiter', 'batch'],
            exporters: Object.keys(exporters),
          },
        ]),
      ),
    },
  }
  const configFile = join(folder, 'config.json')
  await writeFile(configFile, JSON.stringify(config))
  const child = spawn(binary, ['--config', configFile], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-COMPLAINT_CHARACTERS)
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const killing = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await ended
    clearTimeout(killing)
  }
  const startedAt = performance.now()
  while (!(await answers(`http://127.0.0.1:${httpPort}/`))) {
    if (child.exitCode !== null || performance.now() - startedAt > START_LIMIT_MS) {
      await stop()
      throw new Error(`the Collector did not start: ${complaints}`)
    }
    await delay(POLL_MS)
  }
  return {
    pid: child.pid!,
    complaints: () => complaints,
    endpoint: (protocol) => `http://127.0.0.1:${protocol === 'grpc' ? grpcPort : httpPort}`,
    fileSizeBytes: async () => (await stat(file)).size,
    requests: async () => {
      if (child.exitCode === null) await delay(2 * FLUSH_MS)
      const lines = (await readFile(file, 'utf8')).split('\n')
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Speaks JSON over HTTP and nothing else. */
export async function startJsonWitness(): Promise<Witness> {
  const requests: unknown[] = []
  const server = createServer((request, response) => {
    const isCompressed = request.headers['content-encoding'] === 'gzip'
    json(isCompressed ? request.pipe(createGunzip()) : request).then(
      (body) => {
        requests.push(body)
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      },
      (error: Error) => response.writeHead(400).end(error.message),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: () => `http://127.0.0.1:${port}`,
    requests: async () => requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function exporterTo({ protocol, endpoint, headers }: Forwarding): Record<string, unknown> {
  const grpc = { endpoint: endpoint.replace('http://', ''), tls: { insecure: true } }
  return {
    [protocol === 'grpc' ? 'otlp' : 'otlphttp']: {
      ...(protocol === 'grpc' ? grpc : { endpoint }),
      headers,
      timeout: '20s',
      retry_on_failure: {
        enabled: true,
        initial_interval: '200ms',
        max_interval: '2s',
        max_elapsed_time: '120s',
      },
      sending_queue: { enabled: true, queue_size: 10_000, num_consumers: 4 },
    },
  }
}

/** Nobody listens there just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createTcpServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(1000) })
    return true
  } catch {
    return false
  }
}

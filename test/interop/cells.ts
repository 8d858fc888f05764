/**
 * The matrix: who sends, by which protocol, compressed or not. Each sends to wakelore by
 * nothing but what `wakelore env` put into a shell, and the same to a witness; then both
 * are asked what they hold.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { itemsOf, type Items, type OtlpSignal } from './otlp-items.ts'
import type { Protocol, Witness } from './witness.ts'

type Compression = 'none' | 'gzip'

export type Cell = {
  readonly sender: string
  readonly protocol: Protocol
  readonly compression: Compression
}

/** A program that sends to where its environment says, and then to a witness; it prints how much that was. */
export type Sender = {
  readonly name: string
  readonly protocols: readonly Protocol[]
  readonly command: readonly string[]
}

export type Counts = Readonly<Record<OtlpSignal, number>>

export const SIGNALS: readonly OtlpSignal[] = ['traces', 'logs', 'metrics']
const COMPRESSIONS: readonly Compression[] = ['none', 'gzip']
/** Those that telemetrygen speaks. */
export const GENERATED_PROTOCOLS: readonly Protocol[] = ['grpc', 'http/protobuf']
const ALL_PROTOCOLS: readonly Protocol[] = ['grpc', 'http/protobuf', 'http/json']
const SENDERS_DIR = join(import.meta.dirname, 'senders')
const SEND_LIMIT_MS = 90_000
const CELL_ATTRIBUTE = 'interop.cell'
/** What telemetrygen is asked for; of metrics one kind at a time. */
const TELEMETRYGEN_RUNS: readonly (readonly [OtlpSignal, ...string[]])[] = [
  ['traces', '--traces=3', '--child-spans=2', '--span-links=1', '--status-code=Error'],
  ['logs', '--logs=3', '--severity-text=Warn', '--severity-number=13', '--body=the message'],
  ['metrics', '--metrics=2', '--metric-type=Gauge'],
  ['metrics', '--metrics=2', '--metric-type=Sum', '--aggregation-temporality=delta'],
  ['metrics', '--metrics=2', '--metric-type=Histogram', '--aggregation-temporality=cumulative'],
  ['metrics', '--metrics=2', '--metric-type=ExponentialHistogram'],
]

const run = promisify(execFile)

export function javascriptSender(): Sender {
  const command = [process.execPath, join(SENDERS_DIR, 'javascript.ts')]
  return { name: 'javascript', protocols: ALL_PROTOCOLS, command }
}

export function pythonSender(python: string): Sender {
  return { name: 'python', protocols: ALL_PROTOCOLS, command: [python, join(SENDERS_DIR, 'python.py')] }
}

export function goSender(binary: string): Sender {
  return { name: 'go', protocols: ['grpc', 'http/protobuf'], command: [binary] }
}

export function cellsOf({ name, protocols }: Pick<Sender, 'name' | 'protocols'>): Cell[] {
  return protocols.flatMap((protocol) =>
    COMPRESSIONS.map((compression) => ({ sender: name, protocol, compression })),
  )
}

export function cellName({ sender, protocol, compression }: Cell): string {
  return `${sender} ${protocol} ${compression}`
}

/** The variables of a shell that evaluated what `wakelore env` printed. */
export async function shellVariables(
  environment: NodeJS.ProcessEnv,
  shellText: string,
): Promise<NodeJS.ProcessEnv> {
  const { stdout } = await run('sh', ['-c', 'eval "$1" && env -0', 'sh', shellText], { env: environment })
  const variables = stdout.split('\0').filter((line) => line !== '')
  return Object.fromEntries(
    variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/** @throws where the sender or one of the two whom it sends to isn't content */
export async function send(
  variables: NodeJS.ProcessEnv,
  cell: Cell,
  { command: [program, ...args] }: Sender,
  witness: Witness,
  witnessProtocol: Protocol,
): Promise<Counts> {
  const { stdout } = await run(
    program!,
    [...args, cell.protocol, witnessProtocol, witness.endpoint(witnessProtocol)],
    { timeout: SEND_LIMIT_MS, env: cellVariables(variables, cell) },
  )
  return JSON.parse(stdout) as Counts
}

/** Runs twice, for telemetrygen sends to one place only: with other ids and times. */
export async function sendGenerated(
  variables: NodeJS.ProcessEnv,
  cell: Cell,
  telemetrygen: string,
  witness: Witness,
): Promise<void> {
  const own = cellVariables(variables, cell)
  for (const endpoint of [own['OTEL_EXPORTER_OTLP_ENDPOINT']!, witness.endpoint(cell.protocol)]) {
    for (const [signal, ...flags] of TELEMETRYGEN_RUNS) {
      const attributes = [`--otlp-attributes=${CELL_ATTRIBUTE}="${cellName(cell)}"`]
      for (const attribute of own['OTEL_RESOURCE_ATTRIBUTES']!.split(',')) {
        const [key, value] = attribute.split('=')
        if (key !== CELL_ATTRIBUTE)
          attributes.push(`--otlp-attributes=${key}="${decodeURIComponent(value!)}"`)
      }
      const how = cell.protocol === 'grpc' ? [] : ['--otlp-http', `--otlp-http-url-path=/v1/${signal}`]
      const to = ['--otlp-insecure', `--otlp-endpoint=${new URL(endpoint).host}`]
      const what = [
        '--telemetry-attributes=text="plain"',
        '--telemetry-attributes=yes=true',
        '--telemetry-attributes=n=-7',
      ]
      await run(telemetrygen, [signal, ...to, ...how, ...attributes, ...what, '--rate=0', ...flags], {
        timeout: SEND_LIMIT_MS,
        env: own,
      })
    }
  }
}

/** What of the requests a cell's sender made. */
export function itemsOfCell(requests: Iterable<unknown>, cell: Cell): Items {
  return itemsOf(requests, (attributes) => attributes.get(CELL_ATTRIBUTE) === cellName(cell))
}

function cellVariables(variables: NodeJS.ProcessEnv, cell: Cell): NodeJS.ProcessEnv {
  const before = variables['OTEL_RESOURCE_ATTRIBUTES']
  const own = `${CELL_ATTRIBUTE}=${encodeURIComponent(cellName(cell))}`
  return {
    ...variables,
    OTEL_RESOURCE_ATTRIBUTES: before === undefined ? own : `${before},${own}`,
    // Python's SDK knows no `none`.
    ...(cell.compression === 'none' ? {} : { OTEL_EXPORTER_OTLP_COMPRESSION: cell.compression }),
  }
}

/**
 * The matrix: who sends, by which protocol, compressed or not. Each cell sends to wakelore
 * by nothing but what `wakelore env` put into a shell, and the same to a witness; then
 * both are asked what they hold.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { itemsOf, type Items } from './otlp-items.ts'
import type { Protocol, Witness } from './witness.ts'

export type Compression = 'none' | 'gzip'
export type Counts = { readonly traces: number; readonly logs: number; readonly metrics: number }

export type Cell = {
  readonly sender: string
  readonly protocol: Protocol
  readonly compression: Compression
}

/** A program that sends to where its environment says, and then to a witness. */
export type Sender = {
  readonly protocols: readonly Protocol[]
  readonly command: readonly string[]
}

export const SIGNALS = ['traces', 'logs', 'metrics'] as const
export const COMPRESSIONS: readonly Compression[] = ['none', 'gzip']
const SENDERS_DIR = join(import.meta.dirname, 'senders')
const SEND_LIMIT_MS = 90_000
const CELL_ATTRIBUTE = 'interop.cell'

const run = promisify(execFile)

export function javascriptSender(): Sender {
  return {
    protocols: ['grpc', 'http/protobuf', 'http/json'],
    command: [process.execPath, join(SENDERS_DIR, 'javascript.ts')],
  }
}

export function pythonSender(python: string): Sender {
  return {
    protocols: ['grpc', 'http/protobuf', 'http/json'],
    command: [python, join(SENDERS_DIR, 'python.py')],
  }
}

export function cellName({ sender, protocol, compression }: Cell): string {
  return `${sender} ${protocol} ${compression}`
}

/**
 * Runs a command in a shell that was set up by what `wakelore env` printed, and answers what it printed.
 *
 * @throws where it ends with anything but 0
 */
export async function inShell(
  environment: NodeJS.ProcessEnv,
  shellText: string,
  cell: Cell,
  command: readonly string[],
): Promise<string> {
  const script = `eval "$SHELL_TEXT"; unset SHELL_TEXT
OTEL_RESOURCE_ATTRIBUTES="\${OTEL_RESOURCE_ATTRIBUTES:+$OTEL_RESOURCE_ATTRIBUTES,}${CELL_ATTRIBUTE}=$CELL"
export OTEL_RESOURCE_ATTRIBUTES; exec "$@"`
  const { stdout } = await run('sh', ['-c', script, 'sh', ...command], {
    timeout: SEND_LIMIT_MS,
    env: {
      ...environment,
      SHELL_TEXT: shellText,
      CELL: encodeURIComponent(cellName(cell)),
      OTEL_EXPORTER_OTLP_COMPRESSION: cell.compression,
    },
  })
  return stdout
}

/** What of the requests a cell's sender made. */
export function itemsOfCell(requests: Iterable<unknown>, cell: Cell): Items {
  return itemsOf(requests, (attributes) => attributes.get(CELL_ATTRIBUTE) === cellName(cell))
}

/** Sends everything that the sender knows. */
export async function send(
  environment: NodeJS.ProcessEnv,
  shellText: string,
  cell: Cell,
  sender: Sender,
  witness: Witness,
  witnessProtocol: Protocol,
): Promise<Counts> {
  const command = [...sender.command, cell.protocol, witnessProtocol, witness.endpoint(witnessProtocol)]
  return JSON.parse(await inShell(environment, shellText, cell, command)) as Counts
}

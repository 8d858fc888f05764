/** Spans under load, sent by a process of its own: `senders/span-load.ts`. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export type LoadRequest = {
  /** Spans in a request. */
  readonly batch: number
  readonly connections: number
  /** The number of the first span of all; 0 unless told. */
  readonly firstSpan?: number
} & (Amount | Rate)

/** Sent until they are acknowledged, as an exporter does. */
type Amount = { readonly spans: number; readonly seconds?: never }
/** Sent whatever becomes of them, and nothing twice. */
type Rate = { readonly seconds: number; readonly spansPerSecond: number; readonly spans?: never }

export type LoadResult = {
  readonly seconds: number
  readonly spanBytes: number
  /** Spans that it tried to send, and those that were acknowledged. */
  readonly offered: number
  readonly acknowledged: number
  /** Numbers of the first span of each batch that was acknowledged. */
  readonly acknowledgedFirsts: readonly number[]
  /** Of batches, by what they were answered: `200`, `429`, `reset`, … */
  readonly answers: Readonly<Record<string, number>>
  /** What was wrong with a refusal, a few. */
  readonly malformed: readonly string[]
  /** Half of the batches were answered in less; and all but one in a hundred. */
  readonly medianMs: number
  readonly p99Ms: number
}

const SENDER = join(import.meta.dirname, 'senders/span-load.ts')
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024
const LIMIT_MS = 9 * 60_000

const run = promisify(execFile)

/** To where the environment says. */
export async function sendLoad(environment: NodeJS.ProcessEnv, load: LoadRequest): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, ['--conditions=source', SENDER, JSON.stringify(load)], {
    env: environment,
    maxBuffer: MOST_OUTPUT_BYTES,
    timeout: LIMIT_MS,
  })
  return JSON.parse(stdout) as LoadResult
}

import { z } from 'zod'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { eventFromJson } from '../schema/event.ts'

const BATCH_EVENTS = 1000
/** A longer line can't be one of ours: messages are capped well below. */
const MAX_LINE_BYTES = 64 * 1024 * 1024
const NEWLINE = 0x0a

export const importEvents = defineUnary({
  name: 'import',
  summary: 'Bring back what export wrote; what is there already stays once',
  description:
    'Every event passes the gate again. Nothing is stored of a file beyond its first malformed line.',
  access: 'administer',
  input: z.object({
    file: z
      .string()
      .default('-')
      .describe('JSON Lines written by export; "-" is standard input.')
      .meta({ completes: 'path' }),
  }),
  output: z.object({
    stored: z.number().int().describe('Events that were new.'),
    present: z.number().int().describe('Events that were there already.'),
    refused: z.number().int().describe('Events that the gate refused.'),
  }),
  examples: [
    { command: 'wakelore import memory.jsonl', does: 'bring a file back' },
    { command: 'gunzip -c memory.jsonl.gz | wakelore import', does: 'from a pipe' },
  ],
  faults: ['EVENT_MALFORMED', 'IMPORT_UNREADABLE'],
  handler: async (input, context) => context.importEvents(readEvents(input.file, context)),
})

async function* readEvents(file: string, context: OperationContext): AsyncGenerator<DevelopmentEvent[]> {
  let batch: DevelopmentEvent[] = []
  let lineNumber = 0
  const name = file === '-' ? 'standard input' : file
  for await (const line of linesOf(file, name, context)) {
    lineNumber++
    const where = `${name} line ${lineNumber}`
    if (line.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch (cause) {
      throw serverFault('EVENT_MALFORMED', `${where} is no JSON`, { cause })
    }
    batch.push(eventFromJson(value, where))
    if (batch.length === BATCH_EVENTS) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/**
 * Ended by a newline alone: `node:readline` also ends them at U+2028 and U+2029, which
 * JSON leaves as they are in strings, and holds a line of any length.
 */
async function* linesOf(
  file: string,
  name: string,
  { cwd, signal }: OperationContext,
): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(resolve(cwd, file))
  if (signal !== undefined) addAbortSignal(signal, input)
  let pending: Buffer[] = []
  let pendingBytes = 0
  let lineNumber = 1
  const keep = (bytes: Buffer): void => {
    pending.push(bytes)
    pendingBytes += bytes.length
    if (pendingBytes <= MAX_LINE_BYTES) return
    throw serverFault('EVENT_MALFORMED', `${name} line ${lineNumber} has more than ${MAX_LINE_BYTES} bytes`)
  }
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      let start = 0
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
        keep(chunk.subarray(start, end))
        yield Buffer.concat(pending).toString('utf8')
        pending = []
        pendingBytes = 0
        lineNumber++
        start = end + 1
      }
      if (start < chunk.length) keep(chunk.subarray(start))
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause
    throw serverFault('IMPORT_UNREADABLE', `cannot read ${name}: ${(cause as Error).message}`, { cause })
  }
  if (pendingBytes > 0) yield Buffer.concat(pending).toString('utf8')
}

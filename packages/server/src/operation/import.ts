import { z } from 'zod'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { eventFromJson } from '../schema/event.ts'

const BATCH_EVENTS = 1000
/** A longer line can't be one of ours: messages are capped well below. */
const MAX_LINE_CHARS = 64 * 1024 * 1024

export const importEvents = defineUnary({
  name: 'import',
  summary: 'Bring back what export wrote; what is there already stays once',
  description:
    'Every event passes the gate again. Nothing is stored of a file beyond its first malformed line.',
  access: 'administer',
  input: z.object({
    file: z.string().default('-').describe('JSON Lines written by export; "-" is standard input.'),
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
  for await (const line of linesOf(file, context)) {
    lineNumber++
    const where = `${name} line ${lineNumber}`
    if (line.length > MAX_LINE_CHARS)
      throw serverFault('EVENT_MALFORMED', `${where} has ${line.length} characters`)
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

async function* linesOf(file: string, { cwd, signal }: OperationContext): AsyncGenerator<string> {
  if (file === '-') {
    const { createInterface } = await import('node:readline')
    yield* createInterface({
      input: process.stdin,
      crlfDelay: Infinity,
      ...(signal === undefined ? {} : { signal }),
    })
    // An interruption ends the lines like the end of the input.
    signal?.throwIfAborted()
    return
  }
  try {
    await using handle = await open(resolve(cwd, file))
    yield* handle.readLines()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause
    throw serverFault('IMPORT_UNREADABLE', `cannot read ${file}: ${(cause as Error).message}`, { cause })
  }
}

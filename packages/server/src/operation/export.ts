import { z } from 'zod'
import { defineStream } from '../operation.ts'
import { eventJson, eventToJson } from '../schema/event.ts'

export const exportEvents = defineStream({
  name: 'export',
  summary: 'Everything stored as readable JSON Lines, to keep or to move',
  description: 'The whole store unless --repo names one repository. What comes out is not encrypted.',
  access: 'read',
  input: z.object({
    repo: z.string().optional().describe('Only this repository.'),
    unattributed: z
      .boolean()
      .default(false)
      .describe('Instead what others sent that belongs to no repository you allowed, as long as it is kept.'),
  }),
  output: eventJson,
  examples: [
    { command: 'wakelore export > memory.jsonl', does: 'take everything out' },
    { command: 'wakelore export | gzip > memory.jsonl.gz', does: 'the same, smaller' },
  ],
  faults: ['LOG_WRONG_KEY'],
  handler: async function* (input, context) {
    const repository =
      input.repo === undefined || input.unattributed
        ? undefined
        : (await context.openRepository(input.repo)).repository.id
    const reader = await (input.unattributed ? context.openUnattributed() : context.openLog())
    if (reader === undefined) return
    for await (const block of reader.scan()) {
      for (const event of block.events()) {
        if (repository === undefined || event.repository === repository) yield eventToJson(event)
      }
    }
  },
})

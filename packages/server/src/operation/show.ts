import { z } from 'zod'
import { eventId, textAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { eventJson, eventToJson } from '../schema/event.ts'

export const show = defineUnary({
  name: 'show',
  summary: 'One stored event, whole',
  access: 'read',
  input: z.object({
    id: z
      .string()
      .regex(/^[0-9a-fA-F]{4,64}$/, 'takes 4 to 64 hex digits')
      .describe('Id of an event, or the hash of a commit; a unique beginning will do.')
      .meta({ completes: 'event' }),
  }),
  output: eventJson,
  examples: [{ command: 'wakelore show 9d59409a', does: 'what is stored of a commit' }],
  faults: ['EVENT_NOT_FOUND', 'EVENT_ID_AMBIGUOUS'],
  handler: async (input, context) => {
    const wanted = input.id.toLowerCase()
    const found: DevelopmentEvent[] = []
    for (const open of [context.openLog, context.openUnattributed]) {
      const reader = await open()
      if (reader === undefined) continue
      for await (const block of reader.scan()) {
        for (const event of block.events()) if (answersTo(event, wanted)) found.push(event)
      }
    }
    const [first] = found
    if (first === undefined)
      throw serverFault('EVENT_NOT_FOUND', `no stored event or commit begins with ${wanted}`, {
        help: 'List ids with `wakelore log`; `wakelore trace` takes those of spans and traces.',
      })
    if (found.length > 1) {
      const ids = found.slice(0, 5).map((event) => `${eventId(event).slice(0, 12)} (${event.kind})`)
      throw serverFault(
        'EVENT_ID_AMBIGUOUS',
        `${wanted} is the beginning of ${found.length} events: ${ids.join(', ')}${found.length > 5 ? ', …' : ''}`,
      )
    }
    return eventToJson(first)
  },
})

function answersTo(event: DevelopmentEvent, wanted: string): boolean {
  if (
    event.kind === 'vcs.commit' &&
    textAttribute(event, 'vcs.ref.head.revision')?.startsWith(wanted) === true
  )
    return true
  return eventId(event).startsWith(wanted)
}

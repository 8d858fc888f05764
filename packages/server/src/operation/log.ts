import { z } from 'zod'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OperationContext } from '../context.ts'
import { defineStream } from '../operation.ts'
import { eventJson, eventToJson } from '../schema/event.ts'
import { repo } from '../schema/parts.ts'

export const log = defineStream({
  name: 'log',
  summary: 'Everything that is stored, event by event',
  description:
    'Events in the order in which they were stored: of the repository around the current directory or --repo, ' +
    'of the whole store with --all-repos or outside any repository.',
  access: 'read',
  input: z.object({
    repo,
    allRepos: z.boolean().default(false).describe('Events of every repository.'),
    kind: z.string().optional().describe('Only this kind, `vcs.commit` for one; a prefix ends in a dot.'),
    limit: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Only the N that happened last, in the order in which they happened.'),
  }),
  output: eventJson,
  examples: [
    { command: 'wakelore log', does: 'the 20 events that happened last, a line each' },
    { command: 'wakelore log --jsonl | wc -l', does: 'count everything stored of this repository' },
    { command: 'wakelore log --kind vcs.ref.change --limit 5', does: 'the last five moves of refs' },
  ],
  faults: ['LOG_WRONG_KEY'],
  handler: async function* (input, context) {
    const repository = input.allRepos ? undefined : await chosenRepository(input.repo, context)
    const reader = await context.openLog()
    if (reader === undefined) return
    const wanted = (event: { repository: string; kind: string }): boolean =>
      (repository === undefined || event.repository === repository) && matchesKind(event.kind, input.kind)
    if (input.limit === undefined) {
      for await (const block of reader.scan()) {
        for (const event of block.events()) if (wanted(event)) yield eventToJson(event)
      }
      return
    }
    const byTime = (a: DevelopmentEvent, b: DevelopmentEvent): number => a.occurredAt - b.occurredAt
    let newest: DevelopmentEvent[] = []
    for await (const block of reader.scan()) {
      for (const event of block.events()) if (wanted(event)) newest.push(event)
      newest = newest.toSorted(byTime).slice(-input.limit)
    }
    yield* newest.map(eventToJson)
  },
})

/** The repository asked for is read first; the one around the current directory only if it was read before. */
async function chosenRepository(
  path: string | undefined,
  context: OperationContext,
): Promise<string | undefined> {
  if (path !== undefined) return (await context.openRepository(path)).repository.id
  return (await context.findKnown(context.cwd))?.id
}

function matchesKind(kind: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return true
  return wanted.endsWith('.') ? kind.startsWith(wanted) : kind === wanted
}

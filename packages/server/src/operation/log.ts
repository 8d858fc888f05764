import { z } from 'zod'
import type { EventTable } from '@wakelore/stream/event-table'
import { EVENT_KINDS } from '@wakelore/telemetry/conventions.generated'
import type { DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import { chosenRepository } from '../chosen-repository.ts'
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
    unattributed: z
      .boolean()
      .default(false)
      .describe('Instead what others sent that belongs to no repository you allowed, as long as it is kept.'),
    kind: z
      .string()
      .optional()
      .describe('Only this kind, `vcs.commit` for one; a prefix ends in a dot.')
      .meta({ completes: EVENT_KINDS }),
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
    const repository = input.unattributed ? undefined : await chosenRepository(input, context)
    const reader = await (input.unattributed ? context.openUnattributed() : context.openLog())
    if (reader === undefined) return
    const isWanted = (kind: string): boolean => matchesKind(kind, input.kind)
    const isChosen = (event: DevelopmentEvent): boolean =>
      repository === undefined || event.repository === repository
    if (input.limit === undefined) {
      for await (const block of reader.scan()) {
        for (const event of block.events(isWanted)) if (isChosen(event)) yield eventToJson(event)
      }
      return
    }
    let newest: Candidate[] = []
    for await (const block of reader.scan()) {
      const cut = newest.length < input.limit ? -Infinity : newest[0]!.at
      const candidates = block
        .tables(isWanted)
        .flatMap((table) => candidatesIn(table, repository, cut))
        .sort((left, right) => left.place - right.place)
      if (candidates.length === 0) continue
      newest = [...newest, ...candidates].sort((left, right) => left.at - right.at).slice(-input.limit)
    }
    for (const { event } of newest) yield eventToJson(event())
  },
})

function matchesKind(kind: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return true
  return wanted.endsWith('.') ? kind.startsWith(wanted) : kind === wanted
}

/** An event that may be among the newest, and isn't made before that is clear. */
type Candidate = {
  readonly at: number
  readonly place: number
  readonly event: () => DevelopmentEvent
}

function candidatesIn(table: EventTable, repository: RepositoryId | undefined, cut: number): Candidate[] {
  const occurredAt = table.occurredAt()
  const repositories = table.repositories()
  const places = table.places()
  const candidates: Candidate[] = []
  for (let row = 0; row < table.rowCount; row++) {
    const at = occurredAt[row]!
    if (at < cut || (repository !== undefined && repositories[row] !== repository)) continue
    candidates.push({ at, place: places[row]!, event: () => table.event(row) })
  }
  return candidates
}

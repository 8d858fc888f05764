/** What a store would know after taking in events, in memory: for tests of sources. */
import { eventId, textAttribute, type DevelopmentEvent, type EventId } from '@wakelore/telemetry/event'
import type { Known } from './source.ts'

export type MemoryKnown = Known & {
  /** Stores events as they come; one that is stored already is a mistake of the source. */
  readonly take: (events: Iterable<DevelopmentEvent>) => void
  readonly events: ReadonlyMap<EventId, DevelopmentEvent>
}

export function makeMemoryKnown(): MemoryKnown {
  const events = new Map<EventId, DevelopmentEvent>()
  const commits = new Set<string>()
  const refs = new Map<string, { revision: string; change: EventId }>()
  const lastChanges = new Map<string, EventId>()
  return {
    events,
    hasCommit: (sha) => commits.has(sha),
    hasEvent: (id) => events.has(id),
    refs: () => refs,
    lastRefChange: (ref) => lastChanges.get(ref),
    take(batch) {
      for (const event of batch) {
        const id = eventId(event)
        if (events.has(id)) throw new Error(`read twice: ${event.key}`)
        events.set(id, event)
        const revision = textAttribute(event, 'vcs.ref.head.revision')
        if (event.kind === 'vcs.commit') commits.add(revision!)
        if (event.kind !== 'vcs.ref.change') continue
        const name = textAttribute(event, 'vcs.ref.head.name')!
        lastChanges.set(name, id)
        if (revision === undefined) refs.delete(name)
        else refs.set(name, { revision, change: id })
      }
    },
  }
}

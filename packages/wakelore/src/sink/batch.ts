/**
 * Batches: what comes after a place in the log and a sink is to be sent, a piece at a
 * time. Nothing is skipped unsaid: a batch tells the last place that it dealt with, also
 * where that, or all of it, isn't for the sink.
 */
import { isFault, type Fault } from '@wakelore/kernel/fault'
import type { EventTable } from '@wakelore/stream/event-table'
import type { EventBlock, LogReader } from '@wakelore/stream/log'
import { EVENT_CATEGORY } from '@wakelore/telemetry/conventions.generated'
import { eventId, OWN_REPOSITORY, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { EXPORTED_FROM } from '@wakelore/telemetry/otlp/envelope'
import { OTLP_SOURCE } from '@wakelore/telemetry/otlp/source'
import type { Sink } from '@wakelore/vault/sink'
import { readQueue, type QueuedBlock, type QueuePlace } from './queue.ts'

export type Batch = {
  /** As stored, in log order; none where nothing up to `place` is for the sink. */
  readonly events: readonly DevelopmentEvent[]
  /** Of the first of them. */
  readonly first: QueuePlace | undefined
  /** Everything up to here is dealt with, once the batch is. */
  readonly place: QueuePlace
}

export type Chosen = (event: Pick<DevelopmentEvent, 'kind' | 'repository' | 'occurredAt'>) => boolean

/** The collectors' usual size. */
const MOST_EVENTS = 512
/** A commit's event may hold thousands of paths. */
const MOST_ROUGH_BYTES = 1024 * 1024

/** What of the log is for a sink; the owner's own decisions only where they are asked for. */
export function chosenFor(sink: Sink, sinceMs = -Infinity): Chosen {
  const repositories = sink.repositories === 'all' ? undefined : new Set(sink.repositories)
  return ({ kind, repository, occurredAt }) => {
    if (occurredAt < sinceMs) return false
    const category = EVENT_CATEGORY[kind]
    const isOwn = category === 'self' || category === 'consent' || repository === OWN_REPOSITORY
    if (isOwn && !sink.ownEvents) return false
    return repositories === undefined || repositories.has(repository) || repository === OWN_REPOSITORY
  }
}

/** Up to the log's end as it is when that is reached. */
export async function* readBatches(
  log: Pick<LogReader, 'scan'>,
  after: QueuePlace | undefined,
  isChosen: Chosen,
  on: {
    /** The place isn't in the log any more: it goes on so that nothing is left out. */
    readonly lost: () => void
    /** What is left of a block can't be read, and is left out. */
    readonly damaged: (fault: Fault) => void
  },
): AsyncGenerator<Batch> {
  let events: DevelopmentEvent[] = []
  let first: QueuePlace | undefined
  let place: QueuePlace | undefined
  let roughBytes = 0
  for await (const { block, firstRow } of readQueue(log, after, on.lost)) {
    for (let row = firstRow; row < block.rowCount; row++) {
      const event = eventAt(block, row, on.damaged)
      if (event === undefined) break
      place = { ...block.position, row, id: eventId(event) }
      if (!isChosen(event) || isReturned(event)) continue
      first ??= place
      events.push(event)
      roughBytes += roughSize(event)
      if (events.length < MOST_EVENTS && roughBytes < MOST_ROUGH_BYTES) continue
      yield { events, first, place }
      events = []
      first = undefined
      place = undefined
      roughBytes = 0
    }
  }
  if (place !== undefined) yield { events, first, place }
}

/** Rows of a block that `readBatches` would make batches of, without decoding more than it takes. */
export function* chosenRows(
  { block, firstRow }: QueuedBlock,
  isChosen: Chosen,
): Generator<{ readonly table: EventTable; readonly row: number }> {
  for (const table of block.tables()) {
    const { kind } = table
    const [places, repositories, moments] = [table.places(), table.repositories(), table.occurredAt()]
    const exported = table.source === OTLP_SOURCE ? table.attribute(EXPORTED_FROM) : undefined
    for (let row = 0; row < table.rowCount; row++) {
      if (places[row]! < firstRow || exported?.(row) !== undefined) continue
      if (isChosen({ kind, repository: repositories[row]!, occurredAt: moments[row]! })) yield { table, row }
    }
  }
}

/** Another wakelore's export, by way of a collector: sent on, it would come back for ever. */
function isReturned({ source, attributes }: DevelopmentEvent): boolean {
  return source === OTLP_SOURCE && Object.hasOwn(attributes, EXPORTED_FROM)
}

function eventAt(
  block: EventBlock,
  row: number,
  onDamaged: (fault: Fault) => void,
): DevelopmentEvent | undefined {
  try {
    return block.event(row)
  } catch (error) {
    if (!isFault(error, 'LOG_BLOCK_DAMAGED')) throw error
    onDamaged(error)
    return undefined
  }
}

/** Characters, and something for each value. */
function roughSize({ key, attributes }: DevelopmentEvent): number {
  let size = 200 + key.length
  for (const name in attributes) {
    const value = attributes[name]!
    size += name.length + 10
    if (typeof value === 'string') size += value.length
    else if (typeof value === 'object') {
      for (const item of value) size += typeof item === 'string' ? item.length + 4 : 10
    }
  }
  return size
}

/**
 * Finds what a question about a trace means: by the beginning of an id, or the newest
 * command. Blocks are taken in one after the other, and of each only the columns that
 * identify a span are decoded.
 *
 * A trace id means all that is held of that trace.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { EventTable } from '@wakelore/stream/event-table'
import type { EventBlock, LogPosition } from '@wakelore/stream/log'
import { ATTR_PROCESS_DURATION_US } from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  numberAttribute,
  type DevelopmentEvent,
  type EventId,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { isCommandKind, isSpanKind, isTracedKind, rootColumn } from './span-kind.ts'

export type CommandQuery =
  | { readonly kind: 'newest'; readonly repository: RepositoryId | undefined }
  /** Lower-case hex digits that an event id, a span id or a trace id begins with. */
  | { readonly kind: 'id'; readonly beginning: string }

export type Found = {
  /**
   * `newest`: a command, which may lie beneath another one that is stored by now;
   * `span`: it by itself; `trace`: everything of its trace, of which it is the first.
   */
  readonly kind: 'newest' | 'span' | 'trace'
  readonly event: DevelopmentEvent
}

export type CommandSearch = {
  readonly take: (block: EventBlock) => void
  /** Everything that is meant, by start: nothing, one thing, or too many. */
  readonly found: () => readonly Found[]
  /** The first and the last block that can hold something of its trace. */
  readonly stretchOf: (found: Found) => LogStretch
}

export type LogStretch = { readonly from: LogPosition; readonly to: LogPosition }

/** Senders' clocks differ, and one that is set back makes a child older than its parent. */
const CLOCK_SKEW_MS = MS_PER_DAY
/** What a command left running in the background goes on to start things. */
const BACKGROUND_MS = MS_PER_DAY

export function makeCommandSearch(query: CommandQuery): CommandSearch {
  const taken: { readonly position: LogPosition; readonly firstAt: number; readonly lastAt: number }[] = []
  const spans = new Map<EventId, DevelopmentEvent>()
  /** Traces that were asked for, and where they lie. */
  const traces = new Map<string, { first: DevelopmentEvent; readonly from: LogPosition; to: LogPosition }>()
  let newest: { readonly table: EventTable; readonly row: number; readonly at: number } | undefined

  const takeNewest = (table: EventTable, repository: RepositoryId | undefined): void => {
    if (!isCommandKind(table.kind)) return
    const occurredAt = table.occurredAt()
    const repositories = table.repositories()
    const isRoot = rootColumn(table)
    for (let row = 0; row < table.rowCount; row++) {
      const at = occurredAt[row]!
      // Of two at the same time the later one in the log.
      if (newest !== undefined && at < newest.at) continue
      if ((repository === undefined || repositories[row] === repository) && isRoot(row))
        newest = { table, row, at }
    }
  }

  const takeWithId = (table: EventTable, position: LogPosition, beginning: string): void => {
    const isSpan = isSpanKind(table.kind)
    const traceIdOf = table.field('traceId')
    const spanIdOf = table.field('spanId')
    const occurredAt = table.occurredAt()
    const keys = isSpan ? table.keys() : []
    const repositories = isSpan ? table.repositories() : []
    const { source } = table
    for (let row = 0; row < table.rowCount; row++) {
      if (
        isSpan &&
        (beginsWith(spanIdOf(row), beginning) ||
          eventId({ source, repository: repositories[row]!, key: keys[row]! }).startsWith(beginning))
      ) {
        const event = table.event(row)
        spans.set(eventId(event), event)
      }
      const traceId = traceIdOf(row)
      if (typeof traceId !== 'string' || !traceId.startsWith(beginning)) continue
      const known = traces.get(traceId)
      if (known === undefined) traces.set(traceId, { first: table.event(row), from: position, to: position })
      else {
        if (occurredAt[row]! < known.first.occurredAt) known.first = table.event(row)
        known.to = position
      }
    }
  }

  return {
    take: (block) => {
      for (const table of block.tables(isTracedKind)) {
        const [firstAt, lastAt] = rangeOf(table.occurredAt())
        taken.push({ position: block.position, firstAt, lastAt })
        if (query.kind === 'newest') takeNewest(table, query.repository)
        else takeWithId(table, block.position, query.beginning)
      }
    },
    found: () => {
      // Only now: an event takes every column of its block.
      if (newest !== undefined) return [{ kind: 'newest', event: newest.table.event(newest.row) }]
      const found: Found[] = [...traces.values()].map(({ first }) => ({ kind: 'trace', event: first }))
      for (const event of spans.values()) found.push({ kind: 'span', event })
      return found.sort((left, right) => left.event.occurredAt - right.event.occurredAt)
    },
    stretchOf: ({ kind, event }) => {
      const trace = kind === 'trace' ? traces.get(event.traceId ?? '') : undefined
      if (trace !== undefined) return trace
      const { occurredAt } = event
      const durationUs = numberAttribute(event, ATTR_PROCESS_DURATION_US) ?? 0
      const beginsMs = occurredAt - CLOCK_SKEW_MS
      const endsMs = occurredAt + durationUs / 1000 + BACKGROUND_MS
      const stretch = taken.filter(({ firstAt, lastAt }) => lastAt >= beginsMs && firstAt <= endsMs)
      const [first, last] = [stretch.at(0), stretch.at(-1)]
      if (first === undefined || last === undefined) throw new RangeError('the command was never taken in')
      return { from: first.position, to: last.position }
    },
  }
}

/** What a block holds of the trace; the span alone where it has none. */
export function tracedEvents(block: EventBlock, span: DevelopmentEvent): DevelopmentEvent[] {
  if (span.traceId === undefined) return []
  return block.tables(isTracedKind).flatMap((table) => {
    const traceIdOf = table.field('traceId')
    const events: DevelopmentEvent[] = []
    for (let row = 0; row < table.rowCount; row++) {
      if (traceIdOf(row) === span.traceId) events.push(table.event(row))
    }
    return events
  })
}

function beginsWith(id: unknown, beginning: string): boolean {
  return typeof id === 'string' && id.startsWith(beginning)
}

function rangeOf(values: ArrayLike<number>): readonly [least: number, most: number] {
  let least = Infinity
  let most = -Infinity
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

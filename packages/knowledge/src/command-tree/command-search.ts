/**
 * Finds git commands among all that are stored: by the beginning of an id, or the newest
 * root. Blocks are taken in one after the other, and of each only the columns that
 * identify a command are decoded.
 *
 * A trace id means the root of that trace, and so is as good as that one's own id.
 */
import { MS_PER_DAY, MS_PER_MINUTE } from '@wakelore/kernel/clock'
import type { EventBlock, LogPosition } from '@wakelore/stream/log'
import type { EventTable } from '@wakelore/stream/event-table'
import { ATTR_PROCESS_DURATION_US } from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  numberAttribute,
  type DevelopmentEvent,
  type EventId,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { isCommandKind, rootColumn } from './root-command.ts'

export type CommandQuery =
  | { readonly kind: 'newest'; readonly repository: RepositoryId | undefined }
  /** Lower-case hex digits that an event id, a span id or a trace id begins with. */
  | { readonly kind: 'id'; readonly beginning: string }

export type CommandSearch = {
  readonly take: (block: EventBlock) => void
  /** Every command that is meant, by start: none, one, or too many. */
  readonly found: () => readonly DevelopmentEvent[]
  /** The first and the last block that can hold something of the command's trace. */
  readonly stretchOf: (command: DevelopmentEvent) => LogStretch
}

export type LogStretch = { readonly from: LogPosition; readonly to: LogPosition }

/** A clock that is set back makes a child older than its parent. */
const CLOCK_STEP_MS = MS_PER_MINUTE
/** What a command left running in the background goes on to start things. */
const BACKGROUND_MS = MS_PER_DAY

export function makeCommandSearch(query: CommandQuery): CommandSearch {
  const taken: { readonly position: LogPosition; readonly firstAt: number; readonly lastAt: number }[] = []
  const found = new Map<EventId, DevelopmentEvent>()
  /** Of traces that were asked for: their first command, in case no root is stored. */
  const rootless = new Map<string, DevelopmentEvent>()
  const rooted = new Set<string>()
  let newest: { readonly table: EventTable; readonly row: number; readonly at: number } | undefined

  const add = (event: DevelopmentEvent): void => {
    found.set(eventId(event), event)
  }

  const takeNewest = (table: EventTable, repository: RepositoryId | undefined): void => {
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

  const takeWithId = (table: EventTable, beginning: string): void => {
    const traceIdOf = table.field('traceId')
    const spanIdOf = table.field('spanId')
    const keys = table.keys()
    const repositories = table.repositories()
    const { source } = table
    const isRoot = rootColumn(table)
    for (let row = 0; row < table.rowCount; row++) {
      if (
        beginsWith(spanIdOf(row), beginning) ||
        eventId({ source, repository: repositories[row]!, key: keys[row]! }).startsWith(beginning)
      ) {
        add(table.event(row))
      }
      const traceId = traceIdOf(row)
      if (typeof traceId !== 'string' || !traceId.startsWith(beginning)) continue
      if (isRoot(row)) {
        rooted.add(traceId)
        add(table.event(row))
        continue
      }
      const first = rootless.get(traceId)
      if (first === undefined || table.occurredAt()[row]! < first.occurredAt)
        rootless.set(traceId, table.event(row))
    }
  }

  return {
    take: (block) => {
      for (const table of block.tables(isCommandKind)) {
        const [firstAt, lastAt] = rangeOf(table.occurredAt())
        taken.push({ position: block.position, firstAt, lastAt })
        if (query.kind === 'newest') takeNewest(table, query.repository)
        else takeWithId(table, query.beginning)
      }
    },
    found: () => {
      // Only now: an event takes every column of its block.
      if (newest !== undefined) return [newest.table.event(newest.row)]
      for (const [traceId, event] of rootless) if (!rooted.has(traceId)) add(event)
      return [...found.values()].sort((left, right) => left.occurredAt - right.occurredAt)
    },
    stretchOf: (command) => {
      const { occurredAt } = command
      const durationUs = numberAttribute(command, ATTR_PROCESS_DURATION_US) ?? 0
      const beginsMs = occurredAt - CLOCK_STEP_MS
      const endsMs = occurredAt + durationUs / 1000 + BACKGROUND_MS
      const stretch = taken.filter(({ firstAt, lastAt }) => lastAt >= beginsMs && firstAt <= endsMs)
      const [first, last] = [stretch.at(0), stretch.at(-1)]
      if (first === undefined || last === undefined) throw new RangeError('the command was never taken in')
      return { from: first.position, to: last.position }
    },
  }
}

/** The commands of a block that belong to the trace; the command alone where it has none. */
export function tracedCommands(block: EventBlock, command: DevelopmentEvent): DevelopmentEvent[] {
  return block.tables(isCommandKind).flatMap((table) => {
    const traceIdOf = table.field('traceId')
    const events: DevelopmentEvent[] = []
    for (let row = 0; row < table.rowCount; row++) {
      if (command.traceId !== undefined && traceIdOf(row) === command.traceId) events.push(table.event(row))
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

/**
 * Events as the contents of a block, and back: columns, each encoded as suits its
 * values, compressed with zstd. docs/log-format.md has the bytes.
 *
 * What can be derived isn't stored: no ids, no key that is made of attributes, no hash
 * twice. Everything else survives exactly, attributes that nobody knows included, and
 * in their order. Reading is lazy: nothing is decoded before a row or all are asked for.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeEventGroup, type EventGroup } from './event-block/event-group.ts'
import { packSections, unpackSections } from './event-block/frames.ts'
import { readGroups } from './event-block/group-reader.ts'
import { writeGroups } from './event-block/group-writer.ts'
import { once } from './event-block/sections.ts'
import type { EventTable } from './event-table.ts'

export type EventColumns = {
  readonly rowCount: number
  /** @throws RangeError where a column can't be decoded */
  readonly event: (row: number) => DevelopmentEvent
  /** Its events by source and kind. @throws RangeError, as everything asked of a table does, where a column can't be decoded */
  readonly tables: () => readonly EventTable[]
  /** @throws RangeError where a column can't be decoded */
  readonly decodeAll: () => void
}

export type EventBlockBuilder = {
  readonly rowCount: () => number
  /** True once it holds as much text as a block should. */
  readonly isFull: () => boolean
  /** @throws LOG_EVENT_TOO_LARGE, and the event isn't in the block */
  readonly add: (event: DevelopmentEvent) => void
  /** The contents in pieces; compression happens in the thread pool. */
  readonly finish: () => Promise<readonly Uint8Array[]>
}

/** Higher ones take far longer for few per cent. */
export const ZSTD_LEVEL = 3
/** Roughly as much text in a block as zstd's window can look back on. */
const BLOCK_BYTES = 2 * 1024 * 1024

export function makeEventBlockBuilder(options: { readonly zstdLevel?: number } = {}): EventBlockBuilder {
  const groups: EventGroup[] = []
  const groupNumbers = new Map<string, Map<string, number>>()
  const groupOfRow: number[] = []
  let bytes = 0
  let last: EventGroup | undefined
  let lastNumber = 0

  const add = (event: DevelopmentEvent): void => {
    if (last === undefined || last.kind !== event.kind || last.source !== event.source) {
      let ofSource = groupNumbers.get(event.source)
      if (ofSource === undefined) groupNumbers.set(event.source, (ofSource = new Map()))
      lastNumber = ofSource.get(event.kind) ?? groups.length
      ofSource.set(event.kind, lastNumber)
      last = groups[lastNumber] ??= makeEventGroup(event.source, event.kind)
    }
    bytes += last.add(event)
    groupOfRow.push(lastNumber)
  }

  return {
    rowCount: () => groupOfRow.length,
    isFull: () => bytes >= BLOCK_BYTES,
    add,
    finish: async () => packSections(writeGroups(groups, groupOfRow), options.zstdLevel ?? ZSTD_LEVEL),
  }
}

/**
 * Opens a block's contents; columns are decoded when asked for.
 *
 * @throws RangeError where they aren't the contents of a block of so many rows
 */
export async function openEventBlock(contents: Buffer, rowCount: number): Promise<EventColumns> {
  const sections = await unpackSections(contents)
  const { groups, groupOfRow } = readGroups(sections, rowCount)
  // Rows are handed out by group: how many of its group came before says which one it is.
  const place = once(() => {
    const numbers = groupOfRow()
    const seen = groups.map(() => 0)
    return numbers.map((group) => {
      const rank = seen[group]
      if (rank === undefined) throw new RangeError(`group ${group} of ${seen.length}`)
      seen[group] = rank + 1
      return rank
    })
  })
  return {
    rowCount,
    event: (row) => groups[groupOfRow()[row]!]!.event(place()[row]!),
    tables: once(() =>
      groups.map((group, number) => group.table(once(() => placesOf(groupOfRow(), number)))),
    ),
    decodeAll: () => {
      place()
      for (const group of groups) group.decodeAll()
    },
  }
}

/** Where the rows of a group stand in the block. */
function placesOf(groupOfRow: ArrayLike<number>, group: number): readonly number[] {
  const places: number[] = []
  for (let row = 0; row < groupOfRow.length; row++) if (groupOfRow[row] === group) places.push(row)
  return places
}

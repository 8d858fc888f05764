/**
 * Groups of events from sections. Reading takes every vector's place at once and
 * decodes none; a column's values are decoded when first asked for, and kept.
 */
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import type { EventTable } from '../event-table.ts'
import { COLUMN_TYPE, OPTIONAL_FIELDS } from './event-group.ts'
import { readHashPools, type HashPoolReader } from './hash-pool.ts'
import { readNumberLists, readTextLists } from './list-vector.ts'
import { readNumbers } from './number-vector.ts'
import { boundedCount, once, readTimes, type SectionReader } from './sections.ts'
import { readTexts, type TextContext } from './text-vector.ts'

export type GroupReader = {
  readonly table: (places: () => ArrayLike<number>) => EventTable
  readonly rowCount: number
  readonly event: (row: number) => DevelopmentEvent
  readonly decodeAll: () => void
}

/** @throws RangeError where the sections aren't those of a block of so many rows */
export function readGroups(
  sections: SectionReader,
  rowCount: number,
): { readonly groups: readonly GroupReader[]; readonly groupOfRow: () => Float64Array } {
  const { directory } = sections
  let hashes: HashPoolReader | undefined
  const noColumns: TextContext = {
    hashes: (byteLength) => hashes?.(byteLength) ?? [],
    column: () => [],
  }
  const names = once(readTexts(sections, boundedCount(directory.varint()), noColumns).decode)
  const groupCount = boundedCount(directory.varint())
  const groupOfRow = once(readNumbers(sections, boundedCount(rowCount)).decode)
  const groups: GroupReader[] = []
  let groupRows = 0
  for (let index = 0; index < groupCount; index++) {
    const group = readGroup(sections, names, noColumns)
    groups.push(group)
    groupRows += group.rowCount
  }
  hashes = readHashPools(sections)
  if (groupRows !== rowCount) throw new RangeError(`groups of ${groupRows} rows in a block of ${rowCount}`)
  return { groups, groupOfRow }
}

type ColumnReader = {
  /** An attribute's name, or the number of an optional field. */
  readonly name: () => string | number
  readonly rowCount: number
  readonly valueAt: (index: number) => AttributeValue
  readonly decode: () => void
}

function readGroup(
  sections: SectionReader,
  names: () => readonly string[],
  noColumns: TextContext,
): GroupReader {
  const { directory } = sections
  const nameAt = (number: number): string => {
    const name = names()[number]
    if (name === undefined) throw new RangeError(`name ${number} of ${names().length}`)
    return name
  }
  const sourceNumber = directory.varint()
  const kindNumber = directory.varint()
  const rowCount = boundedCount(directory.varint())
  const heads = readTimes(directory, () => ({
    slot: directory.varint(),
    type: directory.u8(),
    rowCount: boundedCount(directory.varint()),
  }))
  const shapes = readTimes(directory, () => readTimes(directory, () => directory.varint()))
  const shapeOfRow = once(readNumbers(sections, rowCount).decode)
  const occurredAt = once(readNumbers(sections, rowCount).decode)
  const recordedAt = once(readNumbers(sections, rowCount, occurredAt).decode)
  const repositories = once(readTexts(sections, rowCount, noColumns).decode)

  const texts: ((() => readonly string[]) | undefined)[] = []
  const columns = heads.map(({ slot, type, rowCount: valueCount }, number): ColumnReader => {
    const name = (): string | number =>
      slot < OPTIONAL_FIELDS.length ? slot : nameAt(slot - OPTIONAL_FIELDS.length)
    switch (type) {
      case COLUMN_TYPE.text: {
        const values = once(readTexts(sections, valueCount, noColumns).decode)
        texts[number] = values
        return { name, rowCount: valueCount, decode: values, valueAt: (index) => values()[index]! }
      }
      case COLUMN_TYPE.number: {
        const values = once(
          readNumbers(sections, valueCount, valueCount === rowCount ? occurredAt : undefined).decode,
        )
        return { name, rowCount: valueCount, decode: values, valueAt: (index) => values()[index]! }
      }
      case COLUMN_TYPE.boolean: {
        const values = once(readNumbers(sections, valueCount).decode)
        return { name, rowCount: valueCount, decode: values, valueAt: (index) => values()[index] === 1 }
      }
      case COLUMN_TYPE.texts:
      case COLUMN_TYPE.numbers: {
        const decode: () => FlatLists =
          type === COLUMN_TYPE.texts
            ? readTextLists(sections, valueCount, noColumns).decode
            : readNumberLists(sections, valueCount).decode
        const lists = once(decode)
        return { name, rowCount: valueCount, decode: lists, valueAt: (index) => listAt(lists(), index) }
      }
      default:
        throw new RangeError(`unknown type of column ${type}`)
    }
  })
  const keys = once(
    readTexts(sections, rowCount, { ...noColumns, column: (number) => texts[number]?.() ?? [] }).decode,
  )

  // A column lacks the rows of other shapes: which of its values is this row's?
  const ranks = columns.map(({ rowCount: valueCount }, number) =>
    once(() => rankRows(shapeOfRow(), shapes, number, valueCount)),
  )
  const event = (row: number): DevelopmentEvent => {
    const optional: Record<string, AttributeValue> = {}
    const attributes: Record<string, AttributeValue> = {}
    for (const number of shapes[shapeOfRow()[row]!] ?? []) {
      const column = columns[number]
      if (column === undefined) throw new RangeError(`column ${number} of ${columns.length}`)
      const value = column.valueAt(column.rowCount === rowCount ? row : ranks[number]!()[row]!)
      const name = column.name()
      if (typeof name === 'number') optional[OPTIONAL_FIELDS[name]!] = value
      else setAttribute(attributes, name, value)
    }
    return {
      source: nameAt(sourceNumber),
      key: keys()[row]!,
      kind: nameAt(kindNumber),
      occurredAt: occurredAt()[row]!,
      recordedAt: recordedAt()[row]!,
      repository: repositories()[row]!,
      ...optional,
      attributes,
    }
  }
  const valuesOf = (wanted: string | number): ((row: number) => AttributeValue | undefined) => {
    // More than one, where the same name came with values of different types.
    const readers = columns.flatMap((column, number) => {
      if (column.name() !== wanted) return []
      column.decode()
      if (column.rowCount === rowCount) return [(row: number) => column.valueAt(row)]
      const rankOf = ranks[number]!()
      return [(row: number) => (rankOf[row]! < 0 ? undefined : column.valueAt(rankOf[row]!))]
    })
    if (readers.length === 1) return readers[0]!
    return (row) => {
      for (const read of readers) {
        const value = read(row)
        if (value !== undefined) return value
      }
      return undefined
    }
  }
  return {
    rowCount,
    event,
    table: (places) => ({
      kind: nameAt(kindNumber),
      source: nameAt(sourceNumber),
      rowCount,
      places,
      keys,
      occurredAt,
      repositories,
      field: (name) => valuesOf(OPTIONAL_FIELDS.indexOf(name)),
      attribute: valuesOf,
      event,
    }),
    decodeAll: () => {
      for (const decode of [names, shapeOfRow, occurredAt, recordedAt, repositories, keys]) decode()
      for (const column of columns) column.decode()
    },
  }
}

function rankRows(
  shapeOfRow: Float64Array,
  shapes: readonly (readonly number[])[],
  column: number,
  valueCount: number,
): Int32Array {
  const hasColumn = shapes.map((shape) => shape.includes(column))
  const ranks = new Int32Array(shapeOfRow.length)
  let rank = 0
  for (let row = 0; row < ranks.length; row++) ranks[row] = hasColumn[shapeOfRow[row]!] === true ? rank++ : -1
  if (rank !== valueCount) throw new RangeError(`column ${column} has ${valueCount} values for ${rank} rows`)
  return ranks
}

type FlatLists = { readonly ends: Float64Array; readonly elements: ArrayLike<string> | ArrayLike<number> }

function listAt({ ends, elements }: FlatLists, index: number): readonly string[] | readonly number[] {
  return Array.prototype.slice.call(elements, index === 0 ? 0 : ends[index - 1], ends[index])
}

function setAttribute(attributes: Record<string, AttributeValue>, name: string, value: AttributeValue): void {
  if (name === '__proto__') {
    // Assigned, it would become the object's prototype.
    Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true, writable: true })
  } else {
    attributes[name] = value
  }
}

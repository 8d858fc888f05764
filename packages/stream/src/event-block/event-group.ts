/**
 * The events of one source and kind within a block, gathered into columns.
 *
 * Rows that have the same attributes with the same types in the same order have one
 * shape; a row's shape says which columns it has a value in. So an absent attribute
 * costs nothing, an unknown one is kept as it came, and a name is written once.
 */
import assert from 'node:assert/strict'
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { logFault } from '../faults.ts'

export const COLUMN_TYPE = { text: 0, number: 1, boolean: 2, texts: 3, numbers: 4 } as const
export type ColumnType = (typeof COLUMN_TYPE)[keyof typeof COLUMN_TYPE]

/** Parts of the envelope that an event may lack, by their number in the format. */
export const OPTIONAL_FIELDS = [
  'worktree',
  'branch',
  'virtualBranches',
  'owningVirtualBranch',
  'traceId',
  'spanId',
  'parentSpanId',
  'session',
] as const satisfies readonly (keyof DevelopmentEvent)[]

export type OptionalField = (typeof OPTIONAL_FIELDS)[number]

export type Column = {
  /** An attribute's name, or the number of an optional field. */
  readonly name: string | number
  readonly type: ColumnType
  /** Of `text` and `texts`; the latter's lists lie end to end. */
  readonly texts: string[]
  /** Of all other types; booleans as 0 and 1. */
  readonly numbers: number[]
  /** Of `texts` and `numbers`: the length of each list. */
  readonly lengths: number[]
  rowCount: number
}

export type EventGroup = {
  readonly source: string
  readonly kind: string
  readonly keys: string[]
  readonly occurredAt: number[]
  readonly recordedAt: number[]
  readonly repositories: string[]
  readonly columns: Column[]
  /** Each the numbers of its columns, in the order in which the event has them. */
  readonly shapes: (readonly number[])[]
  readonly shapeOfRow: number[]
  /**
   * Takes the event in; returns roughly how many bytes of plaintext that adds.
   *
   * @throws LOG_EVENT_TOO_LARGE, and nothing was taken in
   */
  readonly add: (event: DevelopmentEvent) => number
}

/** A step on the way from no column to a whole shape: what one more column leads to. */
type ShapeNode = {
  /** The column that led here. */
  readonly column: Column | undefined
  readonly columnNumbers: readonly number[]
  readonly next: Map<string, ShapeNode>
  /** The step taken last: events of a kind tend to look alike. */
  last: ShapeNode | undefined
  shape: number | undefined
}

/**
 * An event with a longer text or list, or with more in all, isn't stored: together with
 * what its block holds already it stays within what a reader unpacks.
 */
const LONGEST_TEXT = 2 ** 24
const LONGEST_LIST = 2 ** 23
/** In UTF-16 units; an element of a list counts as one more, a number of a list as eight. */
const LARGEST_EVENT = 2 ** 26
const UNITS_OF_NUMBER = 8
const ROW_BYTES = 16
const NUMBER_BYTES = 2
/** Elements of lists repeat, and become numbers in a dictionary. */
const ELEMENT_BYTES = 4
/** Should they not repeat, a block holds at most so many units of them for each byte that it may. */
const UNITS_PER_BYTE = 32

export function makeEventGroup(source: string, kind: string): EventGroup {
  const columns: Column[] = []
  const columnNumbers = new Map<string, number>()
  const shapes: (readonly number[])[] = []
  const start = makeShapeNode(undefined, [])
  const keys: string[] = []
  const occurredAt: number[] = []
  const recordedAt: number[] = []
  const repositories: string[] = []
  const shapeOfRow: number[] = []

  const step = (from: ShapeNode, name: string | number, type: ColumnType): ShapeNode => {
    const last = from.last
    if (last !== undefined && last.column!.name === name && last.column!.type === type) return last
    const id = `${type}${typeof name === 'number' ? '#' : '.'}${name}`
    let next = from.next.get(id)
    if (next === undefined) {
      let number = columnNumbers.get(id)
      if (number === undefined) {
        number = columns.length
        columnNumbers.set(id, number)
        columns.push({ name, type, texts: [], numbers: [], lengths: [], rowCount: 0 })
      }
      next = makeShapeNode(columns[number], [...from.columnNumbers, number])
      from.next.set(id, next)
    }
    from.last = next
    return next
  }

  const add = (event: DevelopmentEvent): number => {
    const { attributes } = event
    // Nothing is taken in before it is clear that all of it can be.
    demandStorable(event)
    let node = start
    let bytes = ROW_BYTES + event.key.length
    for (let field = 0; field < OPTIONAL_FIELDS.length; field++) {
      const value = event[OPTIONAL_FIELDS[field]!]
      if (value === undefined) continue
      node = step(node, field, typeOf(value))
      bytes += addValue(node.column!, value)
    }
    for (const name in attributes) {
      const value = attributes[name]!
      node = step(node, name, typeOf(value))
      bytes += addValue(node.column!, value)
    }
    if (node.shape === undefined) {
      node.shape = shapes.length
      shapes.push(node.columnNumbers)
      bytes += ROW_BYTES * (1 + node.columnNumbers.length)
    }
    shapeOfRow.push(node.shape)
    keys.push(event.key)
    occurredAt.push(event.occurredAt)
    recordedAt.push(event.recordedAt)
    repositories.push(event.repository)
    return bytes
  }

  return { source, kind, keys, occurredAt, recordedAt, repositories, columns, shapes, shapeOfRow, add }
}

/** @throws LOG_EVENT_TOO_LARGE */
function demandStorable(event: DevelopmentEvent): void {
  let units = 0
  const count = (name: string, value: AttributeValue | undefined): void => {
    if (typeof value === 'string') {
      if (value.length > LONGEST_TEXT) throw tooLarge(event, `${name} has ${value.length} characters`)
      units += value.length
    } else if (typeof value === 'object') {
      if (value.length > LONGEST_LIST) throw tooLarge(event, `${name} has ${value.length} elements`)
      for (const element of value) units += typeof element === 'string' ? 1 + element.length : UNITS_OF_NUMBER
    }
  }
  count('key', event.key)
  count('repository', event.repository)
  for (const field of OPTIONAL_FIELDS) count(field, event[field])
  for (const name in event.attributes) count(name, event.attributes[name])
  if (units > LARGEST_EVENT) throw tooLarge(event, `it has ${units} characters in all`)
}

function tooLarge({ source, kind }: DevelopmentEvent, found: string): Error {
  return logFault(
    'LOG_EVENT_TOO_LARGE',
    `a ${kind} of ${source} is too large for the log: ${found} (at most ${LONGEST_TEXT} in a text, ${LARGEST_EVENT} in an event, ${LONGEST_LIST} elements in a list)`,
    { fields: { source, kind } },
  )
}

function makeShapeNode(column: Column | undefined, columnNumbers: readonly number[]): ShapeNode {
  return { column, columnNumbers, next: new Map(), last: undefined, shape: undefined }
}

function typeOf(value: AttributeValue): ColumnType {
  switch (typeof value) {
    case 'string':
      return COLUMN_TYPE.text
    case 'number':
      return COLUMN_TYPE.number
    case 'boolean':
      return COLUMN_TYPE.boolean
    default:
      assert(Array.isArray(value), 'an attribute is a string, a number, a boolean or a list')
      return typeof value[0] === 'number' ? COLUMN_TYPE.numbers : COLUMN_TYPE.texts
  }
}

function addValue(column: Column, value: AttributeValue): number {
  column.rowCount++
  if (typeof value === 'string') {
    column.texts.push(value)
    return value.length
  }
  if (typeof value === 'object') {
    column.lengths.push(value.length)
    let units = 0
    for (const element of value) {
      if (column.type === COLUMN_TYPE.texts) {
        assert(typeof element === 'string', 'a list holds strings or numbers, not both')
        column.texts.push(element)
        units += element.length
      } else {
        assert(typeof element === 'number', 'a list holds strings or numbers, not both')
        column.numbers.push(element)
      }
    }
    return Math.max(ELEMENT_BYTES * value.length, units / UNITS_PER_BYTE)
  }
  column.numbers.push(Number(value))
  return NUMBER_BYTES
}

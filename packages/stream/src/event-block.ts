/**
 * Events as the contents of a block, and back: columns, each encoded as suits its
 * values, compressed with zstd. docs/log-format.md has the bytes.
 *
 * What can be derived isn't stored: no ids, no key that is made of attributes, no hash
 * twice. Everything else survives exactly, attributes that nobody knows included, and
 * in their order. Reading is lazy: nothing is decoded before a row or all are asked for.
 */
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { ByteReader, ByteWriter } from '@wakelore/kernel/codec'
import { logFault } from './faults.ts'
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { findTextParts } from './event-block/composition.ts'
import {
  COLUMN_TYPE,
  makeEventGroup,
  OPTIONAL_FIELDS,
  type Column,
  type EventGroup,
} from './event-block/event-group.ts'
import { makeHashPools, readHashPools, type HashPoolReader, type HashPools } from './event-block/hash-pool.ts'
import {
  readNumberLists,
  readTextLists,
  writeNumberLists,
  writeTextLists,
} from './event-block/list-vector.ts'
import { readNumbers, writeNumbers } from './event-block/number-vector.ts'
import {
  boundedCount,
  makeSectionReader,
  makeSectionWriter,
  SECTION_COUNT,
  type SectionReader,
  type SectionWriter,
} from './event-block/sections.ts'
import { readTexts, writeComposedTexts, writeTexts, type TextContext } from './event-block/text-vector.ts'

export type EventColumns = {
  readonly rowCount: number
  /** @throws RangeError where a column can't be decoded */
  readonly event: (row: number) => DevelopmentEvent
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
/** An event with a longer text or list isn't stored. */
const LONGEST_VALUE = 2 ** 24
/** What a block may unpack to, so that no stored size makes us allocate more. */
const MOST_PLAIN_BYTES = 2 ** 29
/** Below this much, compressing at once takes less time than a thread's answer. */
const SMALL_BYTES = 16 * 1024
const CODEC_VERSION = 1

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

export function makeEventBlockBuilder(options: { readonly zstdLevel?: number } = {}): EventBlockBuilder {
  const groups: EventGroup[] = []
  const groupNumbers = new Map<string, Map<string, number>>()
  const groupOfRow: number[] = []
  let bytes = 0
  let last: EventGroup | undefined
  let lastNumber = 0

  const add = (event: DevelopmentEvent): void => {
    refuseTooLarge(event)
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
    decodeAll: () => {
      place()
      for (const group of groups) group.decodeAll()
    },
  }
}

function refuseTooLarge(event: DevelopmentEvent): void {
  for (const name of Object.keys(event.attributes)) {
    const value = event.attributes[name]!
    if (typeof value === 'number' || typeof value === 'boolean' || value.length <= LONGEST_VALUE) continue
    throw logFault(
      'LOG_EVENT_TOO_LARGE',
      `attribute ${name} of a ${event.kind} of ${event.source} has length ${value.length}, at most ${LONGEST_VALUE} are stored`,
      { fields: { source: event.source, kind: event.kind, attribute: name } },
    )
  }
}

function writeGroups(groups: readonly EventGroup[], groupOfRow: readonly number[]): SectionWriter {
  const sections = makeSectionWriter()
  const hashes = makeHashPools()
  const { directory } = sections
  const names = new Map<string, number>()
  const nameNumber = (name: string): number => {
    const number = names.get(name) ?? names.size
    names.set(name, number)
    return number
  }
  for (const { source, kind, columns } of groups) {
    nameNumber(source)
    nameNumber(kind)
    for (const { name } of columns) if (typeof name === 'string') nameNumber(name)
  }
  directory.varint(names.size)
  writeTexts(sections, hashes, [...names.keys()])
  directory.varint(groups.length)
  writeNumbers(sections, groupOfRow)
  for (const group of groups) {
    directory.varint(nameNumber(group.source))
    directory.varint(nameNumber(group.kind))
    directory.varint(group.keys.length)
    directory.varint(group.columns.length)
    for (const { name, type, rowCount } of group.columns) {
      directory.varint(typeof name === 'number' ? name : OPTIONAL_FIELDS.length + nameNumber(name))
      directory.u8(type)
      directory.varint(rowCount)
    }
    directory.varint(group.shapes.length)
    for (const shape of group.shapes) {
      directory.varint(shape.length)
      for (const column of shape) directory.varint(column)
    }
    writeNumbers(sections, group.shapeOfRow)
    writeNumbers(sections, group.occurredAt)
    writeNumbers(sections, group.recordedAt, group.occurredAt)
    writeTexts(sections, hashes, group.repositories)
    for (const column of group.columns) writeColumn(sections, hashes, column, group)
    const parts = findTextParts(
      group.keys,
      group.columns.flatMap(({ type, texts, rowCount }, column) =>
        type === COLUMN_TYPE.text && rowCount === group.keys.length ? [{ column, values: texts }] : [],
      ),
    )
    if (parts === undefined) writeTexts(sections, hashes, group.keys)
    else writeComposedTexts(sections, hashes, parts)
  }
  hashes.write(sections)
  return sections
}

function writeColumn(sections: SectionWriter, hashes: HashPools, column: Column, group: EventGroup): void {
  const { type, texts, numbers, lengths, rowCount } = column
  switch (type) {
    case COLUMN_TYPE.text:
      return writeTexts(sections, hashes, texts)
    case COLUMN_TYPE.number:
      return writeNumbers(sections, numbers, rowCount === group.keys.length ? group.occurredAt : undefined)
    case COLUMN_TYPE.boolean:
      return writeNumbers(sections, numbers)
    case COLUMN_TYPE.texts:
      return writeTextLists(sections, hashes, { lengths, elements: texts })
    case COLUMN_TYPE.numbers:
      return writeNumberLists(sections, { lengths, elements: numbers })
  }
}

type GroupReader = {
  readonly rowCount: number
  readonly event: (row: number) => DevelopmentEvent
  readonly decodeAll: () => void
}

function readGroups(
  sections: SectionReader,
  rowCount: number,
): { readonly groups: readonly GroupReader[]; readonly groupOfRow: () => Float64Array } {
  const { directory } = sections
  let hashes: HashPoolReader | undefined
  const noColumns: TextContext = {
    hashes: (byteLength) => hashes?.(byteLength) ?? [],
    column: () => [],
  }
  const names = once(readTexts(sections, boundedCount(directory.varint()), () => noColumns).decode)
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
  const repositories = once(readTexts(sections, rowCount, () => noColumns).decode)

  const texts: ((() => readonly string[]) | undefined)[] = []
  const columns = heads.map(({ slot, type, rowCount: valueCount }, number): ColumnReader => {
    const name = (): string | number =>
      slot < OPTIONAL_FIELDS.length ? slot : nameAt(slot - OPTIONAL_FIELDS.length)
    switch (type) {
      case COLUMN_TYPE.text: {
        const values = once(readTexts(sections, valueCount, () => noColumns).decode)
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
            ? readTextLists(sections, valueCount, () => noColumns).decode
            : readNumberLists(sections, valueCount).decode
        const lists = once(decode)
        return { name, rowCount: valueCount, decode: lists, valueAt: (index) => listAt(lists(), index) }
      }
      default:
        throw new RangeError(`unknown type of column ${type}`)
    }
  })
  const keys = once(
    readTexts(sections, rowCount, () => ({
      ...noColumns,
      column: (number) => texts[number]?.() ?? [],
    })).decode,
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
  return {
    rowCount,
    event,
    decodeAll: () => {
      for (const decode of [names, shapeOfRow, occurredAt, recordedAt, repositories, keys]) decode()
      for (const column of columns) column.decode()
    },
  }
}

function readTimes<T>(directory: ByteReader, read: () => T): T[] {
  const items: T[] = []
  // Each takes a byte at least, so the directory's own size bounds this.
  for (let left = directory.varint(); left > 0; left--) items.push(read())
  return items
}

function rankRows(
  shapeOfRow: Float64Array,
  shapes: readonly (readonly number[])[],
  column: number,
  valueCount: number,
): Int32Array {
  const hasColumn = shapes.map((shape) => shape.includes(column))
  let rank = 0
  const ranks = Int32Array.from(shapeOfRow, (shape) => (hasColumn[shape] === true ? rank++ : -1))
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

function once<T>(decode: () => T): () => T {
  let value: T | undefined
  return () => (value ??= decode())
}

/** Sections in frames: one where they are small, otherwise apart, as their values differ. */
async function packSections(sections: SectionWriter, zstdLevel: number): Promise<readonly Uint8Array[]> {
  const options = { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } }
  const views = [sections.directory, sections.numbers, sections.text, sections.raw].map((section) =>
    section.view(),
  )
  const plainBytes = views.reduce((sum, view) => sum + view.length, 0)
  const [directory, numbers, text, raw] = views as [Buffer, Buffer, Buffer, Buffer]
  const plain =
    plainBytes <= SMALL_BYTES
      ? [Buffer.concat([directory, numbers, text]), raw]
      : [Buffer.concat([directory, numbers]), text, raw]
  const stored = await Promise.all(
    plain.map(async (frame) => {
      if (frame === raw || frame.length === 0) return frame
      const compressed =
        frame.length <= SMALL_BYTES ? zstdCompressSync(frame, options) : await compress(frame, options)
      return compressed.length < frame.length ? compressed : frame
    }),
  )
  const head = new ByteWriter(64)
  head.u8(CODEC_VERSION)
  for (const view of views) head.varint(view.length)
  head.varint(plain.length)
  plain.forEach((frame, index) => {
    head.varint(stored[index]!.length)
    head.varint(frame.length)
  })
  return [head.view(), ...stored]
}

async function unpackSections(contents: Buffer): Promise<SectionReader> {
  const head = new ByteReader(contents)
  const version = head.u8()
  if (version !== CODEC_VERSION) throw new RangeError(`unknown version of contents ${version}`)
  const sizes = Array.from({ length: SECTION_COUNT }, () => head.varint())
  const frames = readTimes(head, () => ({ storedBytes: head.varint(), plainBytes: head.varint() }))
  let total = 0
  for (const { plainBytes } of frames) total += plainBytes
  if (total > MOST_PLAIN_BYTES)
    throw new RangeError(`contents of ${total} bytes, at most ${MOST_PLAIN_BYTES}`)
  const plain = await Promise.all(
    frames.map(async ({ storedBytes, plainBytes }) => {
      const stored = head.raw(storedBytes)
      if (storedBytes === plainBytes) return stored
      const options = { maxOutputLength: plainBytes }
      const frame =
        plainBytes <= SMALL_BYTES ? zstdDecompressSync(stored, options) : await decompress(stored, options)
      if (frame.length !== plainBytes)
        throw new RangeError(`frame of ${frame.length} bytes instead of ${plainBytes}`)
      return frame
    }),
  )
  return makeSectionReader(Buffer.concat(plain), sizes)
}

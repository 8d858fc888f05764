/** Groups of events as sections: docs/log-format.md has the order of everything. */
import { findTextParts } from './composition.ts'
import { COLUMN_TYPE, OPTIONAL_FIELDS, type Column, type EventGroup } from './event-group.ts'
import { makeHashPools, type HashPools } from './hash-pool.ts'
import { writeNumberLists, writeTextLists } from './list-vector.ts'
import { writeNumbers } from './number-vector.ts'
import { makeSectionWriter, type SectionWriter } from './sections.ts'
import { writeComposedTexts, writeTexts } from './text-vector.ts'

/** `groupOfRow` has each row's group, in the order of the events. */
export function writeGroups(groups: readonly EventGroup[], groupOfRow: readonly number[]): SectionWriter {
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

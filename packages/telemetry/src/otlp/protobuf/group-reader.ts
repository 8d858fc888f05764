/**
 * What spans and log records lie in, by hand. Both levels, by resource and by scope, have
 * one shape in every signal: whose the items are, the items, and a schema URL.
 */
import { listWith } from '../reading.ts'
import { NONE } from '../schema.ts'
import { demandFirst } from './unusual.ts'
import type { WireReader } from './wire.ts'

type ReadPart<Part> = (reader: WireReader, end: number) => Part

export function readGroup<Owner, Item>(
  reader: WireReader,
  end: number,
  name: string,
  readOwner: ReadPart<Owner>,
  readItem: ReadPart<Item>,
): { readonly owner: Owner | undefined; readonly items: readonly Item[]; readonly schemaUrl: string } {
  let owner: Owner | undefined
  let items: Item[] | undefined
  let schemaUrl = ''
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x0a:
        demandFirst(owner)
        owner = readOwner(reader, reader.end(end))
        break
      case 0x12:
        items = listWith(items, readItem(reader, reader.end(end)), reader.allowance)
        break
      case 0x1a:
        schemaUrl = reader.text(end)
        break
      default:
        reader.skip(tag, end)
    }
  }
  reader.demandAt(end, name)
  return { owner, items: items ?? NONE, schemaUrl }
}

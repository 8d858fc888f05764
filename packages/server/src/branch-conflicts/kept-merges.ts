/**
 * What is known of merges as JSON, small enough to be kept: each commit, and each file as it
 * conflicts, stands there once, since one branch collides with many others alike.
 */
import type { ConflictFile } from '@wakelore/capture/conflict-files'
import type { KnownMerges } from './question.ts'

export type KeptMerges = {
  readonly tips: readonly string[]
  readonly files: readonly ConflictFile[]
  /** Places of tips, two for each pair. */
  readonly apart: readonly number[]
  readonly clean: readonly (readonly [a: number, b: number, tree: string])[]
  readonly conflicts: readonly (readonly [a: number, b: number, files: readonly number[]])[]
}

/** Of merges of these tips alone. */
export function packMerges(merges: KnownMerges, isWanted: (tip: string) => boolean): KeptMerges {
  const tips = makeTable((tip: string) => tip)
  const files = makeTable((file: ConflictFile) => JSON.stringify(file))
  const apart: number[] = []
  const clean: [number, number, string][] = []
  const conflicts: [number, number, number[]][] = []
  for (const [key, merge] of merges) {
    const [a = '', b = ''] = key.split(':')
    if (!isWanted(a) || !isWanted(b)) continue
    const pair = [tips.place(a), tips.place(b)] as const
    if (merge.kind === 'apart') apart.push(...pair)
    else if (merge.kind === 'clean') clean.push([...pair, merge.tree])
    else conflicts.push([...pair, merge.files.map(files.place)])
  }
  return { tips: tips.items, files: files.items, apart, clean, conflicts }
}

export function unpackMerges({ tips, files, apart, clean, conflicts }: KeptMerges): KnownMerges {
  const merges: KnownMerges = new Map()
  const keyOf = (a: number, b: number): string => `${tips[a]!}:${tips[b]!}`
  for (let at = 0; at < apart.length; at += 2) {
    merges.set(keyOf(apart[at]!, apart[at + 1]!), { kind: 'apart' })
  }
  for (const [a, b, tree] of clean) merges.set(keyOf(a, b), { kind: 'clean', tree })
  for (const [a, b, places] of conflicts) {
    merges.set(keyOf(a, b), { kind: 'conflicts', files: places.map((place) => files[place]!) })
  }
  return merges
}

function makeTable<Item>(nameOf: (item: Item) => string): {
  readonly items: Item[]
  readonly place: (item: Item) => number
} {
  const items: Item[] = []
  const places = new Map<string, number>()
  return {
    items,
    place: (item) => {
      const name = nameOf(item)
      const known = places.get(name) ?? items.push(item) - 1
      places.set(name, known)
      return known
    },
  }
}

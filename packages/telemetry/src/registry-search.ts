/**
 * Looking things up in the registry of conventions: by words of names and briefs, the
 * best first, or one by its name with everything that uses it.
 */
import type {
  AttributeEntry,
  AttributeUse,
  Described,
  EntityEntry,
  GroupEntry,
  KindEntry,
  MetricEntry,
  Registry,
} from './registry.ts'

export type Entry =
  | { readonly sort: 'attribute'; readonly entry: AttributeEntry }
  | { readonly sort: 'kind'; readonly entry: KindEntry }
  | { readonly sort: 'metric'; readonly entry: MetricEntry }
  | { readonly sort: 'entity'; readonly entry: EntityEntry }
  | { readonly sort: 'group'; readonly entry: GroupEntry }

/** What one word is worth, by where it stands. A whole word counts more than part of one, and a name more than prose. */
const SCORES = { name: 100, word: 12, start: 6, part: 4, brief: 3, other: 1 } as const

function registryEntries({ attributes, kinds, metrics, entities, groups }: Registry): Entry[] {
  return [
    ...kinds.map((entry) => ({ sort: 'kind' as const, entry })),
    ...attributes.map((entry) => ({ sort: 'attribute' as const, entry })),
    ...metrics.map((entry) => ({ sort: 'metric' as const, entry })),
    ...entities.map((entry) => ({ sort: 'entity' as const, entry })),
    ...groups.map((entry) => ({ sort: 'group' as const, entry })),
  ]
}

/** Entries that have every word somewhere, the best first; equal ones by name. */
export function searchRegistry(registry: Registry, query: string): Entry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  return registryEntries(registry)
    .map((found) => ({ found, score: scoreOf(found.entry, words) }))
    .filter(({ score }) => score > 0)
    .sort(
      (left, right) => right.score - left.score || (left.found.entry.name < right.found.entry.name ? -1 : 1),
    )
    .map(({ found }) => found)
}

/** What is called so; what a key may follow is found with one as well. */
export function findEntries(registry: Registry, name: string): Entry[] {
  const wanted = name.replace(/\.<key>$/, '')
  const entries = registryEntries(registry)
  const exact = entries.filter(({ entry }) => entry.name === wanted)
  if (exact.length > 0) return exact
  return entries.filter(
    ({ sort, entry }) =>
      sort === 'attribute' && entry.isTemplate === true && name.startsWith(`${entry.name}.`),
  )
}

/** Names of what carries the attribute, and how. */
export function usesOf(
  registry: Registry,
  attribute: string,
): { readonly carrier: string; readonly use: AttributeUse }[] {
  return registryEntries(registry).flatMap((found) =>
    usesIn(found)
      .filter(({ name }) => name === attribute)
      .map((use) => ({ carrier: found.entry.name, use })),
  )
}

export function usesIn({ sort, entry }: Entry): readonly AttributeUse[] {
  if (sort === 'attribute') return []
  return sort === 'entity' ? [...entry.identity, ...entry.description] : entry.attributes
}

/** 0 where a word is nowhere. */
function scoreOf(
  entry: Described & Pick<Partial<AttributeEntry>, 'members'>,
  words: readonly string[],
): number {
  const name = entry.name.toLowerCase()
  const nameWords = name.split(/[._]/)
  const brief = entry.brief.toLowerCase()
  const members = entry.members?.map(({ value, brief = '' }) => `${value} ${brief}`).join(' ') ?? ''
  const other = `${entry.note ?? ''} ${members}`.toLowerCase()
  let score = 0
  for (const word of words) {
    const found =
      name === word
        ? SCORES.name
        : nameWords.includes(word)
          ? SCORES.word
          : nameWords.some((part) => part.startsWith(word))
            ? SCORES.start
            : name.includes(word)
              ? SCORES.part
              : brief.includes(word)
                ? SCORES.brief
                : other.includes(word)
                  ? SCORES.other
                  : 0
    if (found === 0) return 0
    score += found
  }
  // Of two that fit as well, the shorter name is the more general one.
  return score + 1 / nameWords.length
}

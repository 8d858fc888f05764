/**
 * The registry of conventions: reads packages/telemetry/conventions, resolves every
 * reference and group into one list of each sort, and says everything that is wrong
 * with it, each with the file and the name it is about.
 */
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import type {
  AttributeEntry,
  AttributeType,
  AttributeUse,
  EntityEntry,
  GroupEntry,
  KindEntry,
  MetricEntry,
  Registry,
} from '@wakelore/telemetry/registry'
import {
  definitionFile,
  manifestFile,
  type AttributeReference,
  type DefinitionFile,
  type ManifestFile,
  type Requirement,
  type UpstreamReference,
} from './definition.ts'
import { registryProblems } from './rules.ts'
import { readUpstream, type Upstream } from './upstream.ts'

const MANIFEST = 'manifest.yaml'

type Deprecated = NonNullable<DefinitionFile['attributes'][number]['deprecated']>

export type Parsed = {
  readonly registry: Registry
  readonly manifest: ManifestFile
  /** Everything that is wrong; the registry holds what could be read in spite of it. */
  readonly problems: readonly string[]
}

/** Reads every file of a directory. @throws one Error that lists every problem found */
export async function readRegistry(directory: string): Promise<Parsed> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort()
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
  )
  const parsed = parseRegistry(new Map(files), await readUpstream())
  if (parsed.problems.length > 0)
    throw new Error(`${basename(directory)}:\n  ${parsed.problems.join('\n  ')}`)
  return parsed
}

/** The registry that the files make: text by file name, the manifest among them. */
export function parseRegistry(files: ReadonlyMap<string, string>, upstream: Upstream): Parsed {
  const problems: string[] = []
  const manifest = parseFile(MANIFEST, files.get(MANIFEST) ?? '', manifestFile, problems)
  const definitions: [file: string, content: DefinitionFile][] = []
  for (const [file, text] of files) {
    if (file === MANIFEST) continue
    const content = parseFile(file, text, definitionFile, problems)
    if (content !== undefined) definitions.push([file, content])
  }
  const schemaUrl = manifest?.schema_url ?? ''
  const origins = new Map<object, string>()
  const kept = new Set(
    definitions.flatMap(([, { attribute_groups: groups }]) =>
      groups.flatMap((group) =>
        group.visibility === 'internal'
          ? []
          : group.attributes
              .filter(isUpstreamReference)
              .flatMap(({ ref, annotations }) => (annotations.kept_because === undefined ? [] : [ref])),
      ),
    ),
  )
  const registry: Registry = {
    schemaUrl,
    version: schemaUrl.slice(schemaUrl.lastIndexOf('/') + 1),
    ...resolve(definitions, upstream, origins, problems),
  }
  const imported = new Set(definitions.flatMap(([, { imports }]) => imports?.events ?? []))
  problems.push(...registryProblems(registry, { origins, upstream, imported, kept, manifest }))
  return {
    registry,
    manifest: manifest ?? { schema_url: '', description: '', stability: 'development', dependencies: [] },
    problems,
  }
}

function parseFile<Shape extends z.ZodType>(
  file: string,
  text: string,
  shape: Shape,
  problems: string[],
): z.output<Shape> | undefined {
  const parsed = shape.safeParse(parse(text))
  if (parsed.success) return parsed.data
  for (const [path, message] of parsed.error.issues.flatMap((issue) => found(issue, [])))
    problems.push(`${file} ${path.join('.')}: ${message}`)
  return undefined
}

/** Of alternatives, what is wrong with the one that fits best. */
function found(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): [PropertyKey[], string][] {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [[path, issue.message]]
  const least = Math.min(...issue.errors.map((issues) => issues.length))
  return issue.errors.find((issues) => issues.length === least)!.flatMap((inner) => found(inner, path))
}

function resolve(
  definitions: readonly (readonly [string, DefinitionFile])[],
  upstream: Upstream,
  origins: Map<object, string>,
  problems: string[],
): Pick<Registry, 'attributes' | 'groups' | 'kinds' | 'metrics' | 'entities'> {
  const groups = new Map<string, readonly AttributeReference[]>()
  for (const [file, { attribute_groups: found }] of definitions) {
    for (const group of found) {
      if (group.visibility === 'public') continue
      if (groups.has(group.id)) problems.push(`${file} ${group.id}: defined twice`)
      groups.set(group.id, group.attributes)
    }
  }
  const uses = (where: string, references: readonly AttributeReference[]): AttributeUse[] =>
    references.flatMap((reference) => {
      if (!('ref_group' in reference)) return attributeUse(reference)
      const group = groups.get(reference.ref_group)
      if (group === undefined) problems.push(`${where}: there is no group ${reference.ref_group}`)
      return group === undefined ? [] : uses(where, group)
    })

  const attributes: AttributeEntry[] = []
  const collections: GroupEntry[] = []
  const kinds: KindEntry[] = []
  const metrics: MetricEntry[] = []
  const entities: EntityEntry[] = []
  for (const [file, definition] of definitions) {
    const written = <Entry extends object>(entry: Entry): Entry => {
      origins.set(entry, file)
      return entry
    }
    attributes.push(...definition.attributes.map((attribute) => written(ownAttribute(attribute))))
    for (const group of definition.attribute_groups) {
      if (group.visibility === 'internal') continue
      const classed = group.attributes.filter(isUpstreamReference)
      attributes.push(...classed.map((ref) => written(upstreamAttribute(ref, group, upstream))))
      const carried = group.attributes.filter((ref) => !isUpstreamReference(ref)).map(attributeUse)
      if (carried.length > 0)
        collections.push(written({ ...described(group.id, group), attributes: carried }))
    }
    const kindOf = (
      name: string,
      kind: (
        DefinitionFile['events'] | DefinitionFile['event_refinements'] | DefinitionFile['spans']
      )[number],
    ): Omit<KindEntry, 'signal'> => ({
      ...described(name, kind),
      ...(kind.annotations.source === undefined ? {} : { source: kind.annotations.source }),
      category: kind.annotations.category,
      key: kind.annotations.key,
      ...(kind.annotations.local === undefined ? {} : { isLocal: true }),
      ...(kind.annotations.open === undefined ? {} : { isOpen: true }),
      attributes: uses(`${file} ${name}`, kind.attributes),
    })
    for (const event of definition.events)
      kinds.push(written({ signal: 'event', ...kindOf(event.name, event) }))
    for (const event of definition.event_refinements)
      kinds.push(written({ signal: 'event', isUpstream: true, ...kindOf(event.ref, event) }))
    for (const span of definition.spans) {
      const base = kindOf(span.type, span)
      kinds.push(written({ signal: 'span', ...base, spanKind: span.kind, spanName: span.name.note }))
    }
    for (const metric of definition.metrics) {
      const { instrument, unit } = metric
      const carried = uses(`${file} ${metric.name}`, metric.attributes ?? [])
      metrics.push(written({ ...described(metric.name, metric), instrument, unit, attributes: carried }))
    }
    for (const entity of definition.entities) {
      const { identity, description = [] } = entity
      entities.push(
        written({
          ...described(entity.type, entity),
          identity: identity.map(attributeUse),
          description: description.map(attributeUse),
        }),
      )
    }
  }
  for (const list of [attributes, collections, kinds, metrics, entities]) {
    list.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
  }
  return { attributes, groups: collections, kinds, metrics, entities }
}

function ownAttribute(attribute: DefinitionFile['attributes'][number]): AttributeEntry {
  const { key, type, examples, annotations } = attribute
  return {
    ...described(key, attribute),
    ...(typeof type === 'object'
      ? {
          type: type.members.every(({ value }) => typeof value === 'number') ? 'int' : 'string',
          members: type.members.map(({ id, value = id, brief }) => ({
            value,
            ...(brief === undefined ? {} : { brief }),
          })),
        }
      : type.startsWith('template[')
        ? { type: type.slice('template['.length, -1) as AttributeType, isTemplate: true }
        : { type: type as AttributeType }),
    ...(annotations.open === undefined ? {} : { isOpen: true }),
    privacy: annotations.privacy,
    examples,
  }
}

type PublicGroup = Extract<DefinitionFile['attribute_groups'][number], { visibility: 'public' }>

function upstreamAttribute(
  reference: UpstreamReference,
  group: PublicGroup,
  upstream: Upstream,
): AttributeEntry {
  const { ref, examples, annotations, stability = group.stability } = reference
  const found = upstream.attributes.get(ref)
  // A list of nothing but "other" lists nothing.
  const listed = found?.members.filter((value) => value !== '_OTHER') ?? []
  const members = [...new Set([...listed, ...(annotations.members ?? [])])]
  return {
    ...described(ref, { ...reference, stability }),
    type: members.length > 0 ? typeOf([members[0]]) : typeOf(examples),
    ...(found?.isTemplate === true ? { isTemplate: true } : {}),
    ...(members.length === 0 ? {} : { members: members.map((value) => ({ value })) }),
    ...(members.length > 0 && annotations.members === undefined ? { isOpen: true } : {}),
    isUpstream: true,
    privacy: annotations.privacy,
    examples,
  }
}

/** Whether it says of an attribute of upstream's what we say of it everywhere. */
function isUpstreamReference(reference: PublicGroup['attributes'][number]): reference is UpstreamReference {
  return 'annotations' in reference
}

/** The type that the examples are of: upstream publishes names, no types. */
function typeOf(examples: readonly unknown[]): AttributeType {
  const [first] = examples
  if (Array.isArray(first)) return `${typeOf(first) as 'string' | 'int' | 'double' | 'boolean'}[]`
  if (typeof first === 'boolean') return 'boolean'
  if (typeof first === 'number') return examples.every(Number.isInteger) ? 'int' : 'double'
  return 'string'
}

function attributeUse(reference: Extract<AttributeReference, { ref: string }>): AttributeUse {
  const { ref, requirement_level: level = 'recommended', brief } = reference
  return { name: ref, ...requirement(level), ...(brief === undefined ? {} : { brief }) }
}

function requirement(level: Requirement): Pick<AttributeUse, 'level' | 'condition'> {
  if (typeof level === 'string') return { level }
  const [[name, condition]] = Object.entries(level) as [[AttributeUse['level'], string]]
  return { level: name, condition }
}

function described<Stability>(
  name: string,
  entry: {
    brief: string
    note?: string | undefined
    stability: Stability
    deprecated?: Deprecated | undefined
  },
): { name: string; stability: Stability; brief: string; note?: string; deprecated?: string } {
  const { stability, brief, note, deprecated } = entry
  return {
    name,
    stability,
    brief,
    ...(note === undefined ? {} : { note }),
    ...(deprecated === undefined ? {} : { deprecated: deprecationNote(deprecated) }),
  }
}

function deprecationNote(deprecated: Deprecated): string {
  if (deprecated.reason !== 'renamed') return deprecated.note
  return deprecated.note ?? `Use ${deprecated.renamed_to} instead.`
}

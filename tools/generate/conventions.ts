/**
 * The registry of conventions: reads packages/telemetry/conventions/*.yaml and says
 * everything that is wrong with it, each with the file and the name it is about.
 *
 * The files follow OpenTelemetry's registry format (`definition/2`) with three
 * fields of ours: an attribute's `privacy` and `upstream`, an event's `source`,
 * `category` and `key`. Names are checked as OpenTelemetry does: dotted lower-case,
 * defined once, and no attribute is also a namespace of others.
 */
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

export type Attribute = z.infer<typeof attributeShape> & { readonly file: string }
export type EventKind = z.infer<typeof eventShape> & { readonly file: string }
export type Registry = { readonly attributes: readonly Attribute[]; readonly events: readonly EventKind[] }

const dottedName = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, 'a dotted lower-case name')
const kebabName = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a kebab-case name')
const sentence = z.string().regex(/\.$/, 'a sentence, with its full stop')

const attributeShape = z.strictObject({
  key: dottedName,
  upstream: z.literal(true).optional(),
  type: z.enum(['string', 'int', 'double', 'boolean', 'string[]', 'int[]', 'double[]']),
  privacy: z.enum(['count', 'name', 'identity', 'text']),
  brief: sentence,
  examples: z.array(z.unknown()).min(1),
})

const eventShape = z.strictObject({
  name: dottedName,
  source: kebabName,
  category: kebabName,
  brief: sentence,
  key: z.string().min(1),
  attributes: z
    .array(
      z.strictObject({
        ref: dottedName,
        requirement_level: z.enum(['required', 'conditionally_required', 'recommended', 'opt_in']),
        note: z.string().min(1).optional(),
      }),
    )
    .min(1),
})

const fileShape = z.strictObject({
  file_format: z.literal('definition/2'),
  attributes: z.array(attributeShape).default([]),
  events: z.array(eventShape).default([]),
})

/** Reads every file of a directory. @throws one Error that lists every problem found */
export async function readRegistry(directory: string): Promise<Registry> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort()
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
  )
  const { registry, problems } = parseRegistry(new Map(files))
  if (problems.length > 0) throw new Error(`${basename(directory)}:\n  ${problems.join('\n  ')}`)
  return registry
}

/** The registry that the files make (text by file name), and what is wrong with it. */
export function parseRegistry(files: ReadonlyMap<string, string>): {
  registry: Registry
  problems: string[]
} {
  const attributes: Attribute[] = []
  const events: EventKind[] = []
  const problems: string[] = []
  for (const [file, text] of files) {
    const parsed = fileShape.safeParse(parse(text))
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        problems.push(`${file} ${path.join('.')}: ${message}`)
      continue
    }
    attributes.push(...parsed.data.attributes.map((attribute) => ({ ...attribute, file })))
    events.push(...parsed.data.events.map((event) => ({ ...event, file })))
  }
  const registry = { attributes, events }
  problems.push(...nameProblems(registry), ...exampleProblems(registry), ...eventProblems(registry))
  return { registry, problems }
}

function nameProblems({ attributes, events }: Registry): string[] {
  const problems: string[] = []
  const namespaces = new Set<string>()
  for (const { key } of attributes) {
    const parts = key.split('.')
    for (let depth = 1; depth < parts.length; depth++) namespaces.add(parts.slice(0, depth).join('.'))
  }
  const seen = new Set<string>()
  for (const { file, key } of attributes) {
    if (seen.has(key)) problems.push(`${file} ${key}: defined twice`)
    if (namespaces.has(key)) problems.push(`${file} ${key}: is also the namespace of other attributes`)
    seen.add(key)
  }
  const kinds = new Set<string>()
  for (const { file, name } of events) {
    if (kinds.has(name)) problems.push(`${file} ${name}: defined twice`)
    kinds.add(name)
  }
  return problems
}

function exampleProblems({ attributes }: Registry): string[] {
  return attributes.flatMap(({ file, key, type, examples }) =>
    examples
      .filter((example) => !isOfType(example, type))
      .map((example) => `${file} ${key}: example ${JSON.stringify(example)} is no ${type}`),
  )
}

function isOfType(value: unknown, type: Attribute['type']): boolean {
  if (type.endsWith('[]')) {
    const element = type.slice(0, -2) as Attribute['type']
    return Array.isArray(value) && value.every((item) => isOfType(item, element))
  }
  if (type === 'int') return Number.isSafeInteger(value)
  if (type === 'double') return typeof value === 'number'
  return typeof value === type
}

function eventProblems({ attributes, events }: Registry): string[] {
  const problems: string[] = []
  const keys = new Set(attributes.map(({ key }) => key))
  const used = new Set<string>()
  for (const event of events) {
    const own = new Set<string>()
    for (const { ref, requirement_level: level, note } of event.attributes) {
      const where = `${event.file} ${event.name}: ${ref}`
      if (!keys.has(ref)) problems.push(`${where} is defined nowhere`)
      if (own.has(ref)) problems.push(`${where} is listed twice`)
      if (level === 'conditionally_required' && note === undefined) {
        problems.push(`${where} is conditionally_required without a note that says when`)
      }
      own.add(ref)
      used.add(ref)
    }
    for (const [, part] of event.key.matchAll(/\{([^}]*)\}/g)) {
      if (dottedName.safeParse(part).success && !own.has(part!)) {
        problems.push(`${event.file} ${event.name}: its key uses ${part}, which it doesn't carry`)
      }
    }
  }
  for (const { file, key } of attributes) {
    if (!used.has(key)) problems.push(`${file} ${key}: no event carries it`)
  }
  return problems
}

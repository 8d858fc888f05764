/**
 * The registry's files as they may be written: OpenTelemetry Weaver's `definition/2`
 * and its manifest, every field that the format has and no other.
 *
 * What Weaver doesn't know stands where it keeps such things, under `annotations`:
 * an attribute's `privacy`, `open` and `members`, a kind's `source`, `category`,
 * `key`, `local` and `open`. Weaver reads these files, then, and so do we.
 *
 * Source: https://github.com/open-telemetry/weaver, schemas/semconv.schema.v2.json and
 * definition-manifest.v2.json. Stricter than those: every attribute has an example and
 * every brief is a sentence. `file_format`, refinements of spans, metrics and
 * entities, and entity associations are what of it we have no use for.
 */
import { z } from 'zod'

const name = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$/, 'a dotted lower-case name')
const dottedName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+$/, 'a dotted lower-case name')
const kebabName = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a kebab-case name')
const sentence = z.string().regex(/\.$/, 'a sentence, with its full stop')
const text = z.string().min(1)

const stability = z.enum(['development', 'alpha', 'beta', 'release_candidate', 'stable'])
const privacy = z.enum(['count', 'name', 'identity', 'text'])

const PRIMITIVES = ['string', 'int', 'double', 'boolean', 'any'] as const
const ARRAYS = ['string[]', 'int[]', 'double[]', 'boolean[]'] as const
const plainType = z.enum([...PRIMITIVES, ...ARRAYS])
const templateType = z.templateLiteral(['template[', plainType, ']'])
const member = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a lower-case name'),
  value: z.union([z.string(), z.int()]).optional(),
  brief: sentence.optional(),
  note: text.optional(),
  stability: stability.optional(),
  deprecated: z.lazy(() => deprecated).optional(),
})

const deprecated = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.literal('renamed'), renamed_to: dottedName, note: text.optional() }),
  z.strictObject({ reason: z.enum(['obsoleted', 'uncategorized']), note: text }),
])

const described = {
  brief: sentence,
  note: text.optional(),
  stability,
  deprecated: deprecated.optional(),
}
const refined = {
  brief: sentence.optional(),
  note: text.optional(),
  stability: stability.optional(),
  deprecated: deprecated.optional(),
}

const attribute = z.strictObject({
  key: dottedName,
  type: z.union([plainType, templateType, z.strictObject({ members: z.array(member).min(1) })]),
  ...described,
  examples: z.array(z.unknown()).min(1),
  annotations: z.strictObject({
    /** `of_key`, of a template: the class of the attribute that the key behind it names. */
    privacy: z.union([privacy, z.literal('of_key')]),
    /** Of an enum: others may write values that aren't listed. */
    open: z.literal(true).optional(),
  }),
})

const requirementLevel = z.union([
  z.enum(['required', 'recommended', 'opt_in']),
  z.strictObject({ conditionally_required: text }),
  z.strictObject({ recommended: text }),
  z.strictObject({ opt_in: text }),
])

const attributeRef = z.strictObject({
  ref: dottedName,
  ...refined,
  examples: z.array(z.unknown()).min(1).optional(),
  requirement_level: requirementLevel.optional(),
})

/** Of an attribute of upstream's: what we say of it wherever it is used. */
const upstreamRef = attributeRef.omit({ brief: true, requirement_level: true }).extend({
  brief: sentence,
  examples: z.array(z.unknown()).min(1),
  annotations: z.strictObject({
    privacy,
    /** Of an enum: values that we write beside upstream's. */
    members: z.array(text).min(1).optional(),
    /** Why we go on writing what upstream deprecated. */
    kept_because: sentence.optional(),
  }),
})

const groupRef = z.strictObject({ ref_group: name })
const attributes = z.array(z.union([attributeRef, groupRef])).min(1)

const kindAnnotations = z.strictObject({
  /** What makes it; absent where nothing does yet. */
  source: kebabName.optional(),
  /** What consent and detail levels are given for. */
  category: kebabName,
  /** The shape of its natural key. */
  key: text,
  /** Never leaves this machine, whatever a sink may have. */
  local: z.literal(true).optional(),
  /** Carries whatever attributes its sender gave it, beside those listed. */
  open: z.literal(true).optional(),
})

const event = z.strictObject({ name: dottedName, ...described, attributes, annotations: kindAnnotations })
const eventRefinement = z.strictObject({
  id: dottedName,
  ref: dottedName,
  ...described,
  attributes,
  annotations: kindAnnotations,
})
const span = z.strictObject({
  type: dottedName,
  kind: z.enum(['client', 'server', 'producer', 'consumer', 'internal']),
  name: z.strictObject({ note: text }),
  ...described,
  attributes,
  annotations: kindAnnotations,
})
const metric = z.strictObject({
  name: dottedName,
  instrument: z.enum(['counter', 'updowncounter', 'gauge', 'histogram']),
  unit: text,
  ...described,
  attributes: attributes.optional(),
})
const entity = z.strictObject({
  type: name,
  ...described,
  identity: z.array(attributeRef).min(1),
  description: z.array(attributeRef).optional(),
})
const attributeGroup = z.discriminatedUnion('visibility', [
  z.strictObject({ id: name, visibility: z.literal('internal'), attributes }),
  z.strictObject({
    id: name,
    visibility: z.literal('public'),
    ...described,
    attributes: z.array(z.union([upstreamRef, attributeRef])).min(1),
  }),
])

export const definitionFile = z.strictObject({
  file_format: z.literal('definition/2'),
  imports: z.strictObject({ events: z.array(dottedName).min(1) }).optional(),
  attributes: z.array(attribute).default([]),
  attribute_groups: z.array(attributeGroup).default([]),
  events: z.array(event).default([]),
  event_refinements: z.array(eventRefinement).default([]),
  spans: z.array(span).default([]),
  metrics: z.array(metric).default([]),
  entities: z.array(entity).default([]),
})

const schemaUrl = z
  .string()
  .regex(/^https?:\/\/[^/]+\/(.*\/)?\d+\.\d+\.\d+$/, 'a schema URL that ends in a version')

export const manifestFile = z.strictObject({
  schema_url: schemaUrl,
  description: text,
  stability,
  dependencies: z.array(z.strictObject({ schema_url: schemaUrl, registry_path: text })).min(1),
})

export type DefinitionFile = z.output<typeof definitionFile>
export type ManifestFile = z.output<typeof manifestFile>
export type AttributeReference = z.output<typeof attributeRef> | z.output<typeof groupRef>
export type UpstreamReference = z.output<typeof upstreamRef>
export type Requirement = z.output<typeof requirementLevel>

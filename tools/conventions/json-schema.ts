/**
 * The registry as JSON Schema of a stored event as `export` writes it: the envelope, and
 * by its kind the attributes that it must have and of what type those are. Other
 * attributes are allowed. Below detail level `full` events have less.
 */
import { keyPattern } from '@wakelore/telemetry/key-shape'
import type { AttributeEntry, AttributeType, KindEntry, Registry } from '@wakelore/telemetry/registry'

export function eventJsonSchema({ attributes, kinds, version, schemaUrl }: Registry): object {
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: `Conventions ${version}, ${schemaUrl}`,
    title: 'A development event',
    description: 'One line of what `wakelore export` writes, as kept at detail level `full`.',
    $ref: 'export.json',
    allOf: kinds.map(({ name, source, key }) => ({
      anyOf: [
        { properties: { kind: { not: { const: name } } } },
        {
          properties: {
            ...(source === undefined ? {} : { source: { const: source } }),
            key: { pattern: keyPattern(key) },
            attributes: { $ref: `#/$defs/${name}` },
          },
        },
      ],
    })),
    $defs: Object.fromEntries(kinds.map((kind) => [kind.name, attributesSchema(kind, byName)])),
  }
}

function attributesSchema(
  { brief, attributes }: KindEntry,
  byName: ReadonlyMap<string, AttributeEntry>,
): object {
  const required = attributes.filter(({ level }) => level === 'required').map(({ name }) => name)
  const entries = attributes.map((use) => ({ use, attribute: byName.get(use.name)! }))
  const templates = entries.filter(({ attribute }) => attribute.isTemplate === true)
  return {
    description: brief,
    type: 'object',
    properties: Object.fromEntries(
      entries
        .filter(({ attribute }) => attribute.isTemplate !== true)
        .map(({ use, attribute }) => [
          use.name,
          { description: use.brief ?? attribute.brief, ...valueSchema(attribute) },
        ]),
    ),
    ...(templates.length === 0
      ? {}
      : {
          patternProperties: Object.fromEntries(
            templates.map(({ use, attribute }) => [
              `^${use.name.replaceAll('.', '\\.')}\\.`,
              { description: use.brief ?? attribute.brief, ...typeSchema(attribute.type) },
            ]),
          ),
        }),
    ...(required.length === 0 ? {} : { required }),
  }
}

function valueSchema({ type, members, isOpen }: AttributeEntry): object {
  return members === undefined || isOpen === true
    ? typeSchema(type)
    : { enum: members.map(({ value }) => value) }
}

function typeSchema(type: AttributeType): object {
  if (type.endsWith('[]')) return { type: 'array', items: typeSchema(type.slice(0, -2) as AttributeType) }
  if (type === 'any') return {}
  return { type: type === 'int' ? 'integer' : type === 'double' ? 'number' : type }
}

/** The registry as TypeScript: constants, lookup tables and one attribute type per event kind. */
import type { Attribute, EventKind, Registry } from './conventions.ts'

const HEADER = `/**
 * Conventions as code. Generated from packages/telemetry/conventions/*.yaml by
 * \`npm run generate\`: change those, never this.
 *
 * The tables have no prototype, so that a hostile name (\`constructor\`) finds nothing.
 */
`

export function conventionsTypescript(registry: Registry): string {
  const byKey = new Map(registry.attributes.map((attribute) => [attribute.key, attribute]))
  return [
    HEADER,
    ...registry.attributes.map(constant),
    '',
    "export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'",
    '',
    '/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */',
    table(
      'PRIVACY_CLASS',
      'PrivacyClass',
      registry.attributes.map(({ key, privacy }) => [key, privacy]),
    ),
    '',
    '/** Category by event kind: what consent and detail levels are given for. */',
    table(
      'EVENT_CATEGORY',
      'string',
      registry.events.map(({ name, category }) => [name, category]),
    ),
    '',
    'export const EVENT_KINDS = [',
    ...registry.events.map(({ name }) => `  '${name}',`),
    '] as const',
    'export type EventKind = (typeof EVENT_KINDS)[number]',
    '',
    ...registry.events.flatMap((event) => [attributesType(event, byKey), '']),
    'export type AttributesByKind = {',
    ...registry.events.map(({ name }) => `  readonly '${name}': ${typeName(name)}`),
    '}',
    '',
  ].join('\n')
}

function constant({ key, brief, type, privacy }: Attribute): string {
  const name = `ATTR_${key.toUpperCase().replaceAll('.', '_')}`
  return `/** ${brief} \`${type}\`, ${privacy}. */\nexport const ${name} = '${key}'`
}

function table(name: string, value: string, rows: readonly (readonly [string, string])[]): string {
  return [
    `export const ${name}: Readonly<Record<string, ${value}>> = Object.freeze(`,
    `  Object.assign(Object.create(null) as Record<string, ${value}>, {`,
    ...rows.map(([key, entry]) => `    '${key}': '${entry}',`),
    '  } as const),',
    ')',
  ].join('\n')
}

function attributesType(event: EventKind, byKey: ReadonlyMap<string, Attribute>): string {
  return [
    `/** \`${event.name}\`: ${event.brief} Key: \`${event.key}\`. */`,
    `export type ${typeName(event.name)} = {`,
    ...event.attributes.map(({ ref, requirement_level: level, note }) => {
      const comment = note === undefined ? '' : `  /** ${capitalised(note)}. */\n`
      return `${comment}  readonly '${ref}'${level === 'required' ? '' : '?'}: ${valueType(byKey.get(ref)!.type)}`
    }),
    '}',
  ].join('\n')
}

/** `vcs.ref.change` → `VcsRefChangeAttributes` */
function typeName(kind: string): string {
  return `${kind.split(/[._]/).map(capitalised).join('')}Attributes`
}

function valueType(type: Attribute['type']): string {
  if (type.endsWith('[]')) return `readonly ${valueType(type.slice(0, -2) as Attribute['type'])}[]`
  return type === 'int' || type === 'double' ? 'number' : type
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

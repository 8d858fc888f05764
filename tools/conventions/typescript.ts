/** The registry as TypeScript: what the code uses, and the whole of it as data. */
import type { AttributeEntry, AttributeType, KindEntry, Registry } from '@wakelore/telemetry/registry'
import { constantName, typeName } from './constant-name.ts'

const HEADER = `/**
 * Conventions as code: constants, lookup tables and one attribute type per kind.
 * Generated from packages/telemetry/conventions/*.yaml by \`npm run generate\`: change
 * those, never this.
 *
 * The tables have no prototype, so that a hostile name (\`constructor\`) finds nothing.
 */
`

export function conventionsTypescript(registry: Registry): string {
  const { attributes, kinds, schemaUrl } = registry
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]))
  const stored = kinds.filter(({ source }) => source !== undefined)
  return [
    HEADER,
    `/** Names the version of the conventions that telemetry was written by. */\nexport const SCHEMA_URL = '${schemaUrl}'`,
    '',
    ...attributes.flatMap(constants),
    '',
    "export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'",
    '',
    '/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */',
    table(
      'PRIVACY_CLASS',
      'PrivacyClass',
      attributes
        .filter(({ isTemplate }) => isTemplate !== true)
        .map(({ name, privacy }) => [name, `'${privacy}'`]),
    ),
    '',
    '/** Category by event kind: what consent and detail levels are given for. */',
    table(
      'EVENT_CATEGORY',
      'string',
      stored.map(({ name, category }) => [name, `'${category}'`]),
    ),
    '',
    '/** Kinds that something makes and the log may hold. */',
    'export const EVENT_KINDS = [',
    ...stored.map(({ name }) => `  '${name}',`),
    '] as const',
    'export type EventKind = (typeof EVENT_KINDS)[number]',
    '',
    ...kinds.flatMap((kind) => [attributesType(kind, byName), '']),
    '/** Of every kind, those among them that nothing makes yet. */',
    'export type AttributesByKind = {',
    ...kinds.map(({ name }) => `  readonly '${name}': ${typeName(name)}Attributes`),
    '}',
    '',
  ].join('\n')
}

/** All that is known, for what is asked about it. */
export function registryTypescript(registry: Registry): string {
  return `/**
 * The registry of conventions as data. Generated from packages/telemetry/conventions/*.yaml
 * by \`npm run generate\`: change those, never this. Loaded only where it is asked about.
 */
import type { Registry } from './registry.ts'

export const REGISTRY: Registry = ${JSON.stringify(registry, undefined, 2)}
`
}

function constants({ name, brief, type, privacy, isTemplate, members = [] }: AttributeEntry): string[] {
  const constant = constantName(name)
  const doc = `/** ${comment(brief)} \`${isTemplate === true ? `${type}, followed by a key` : type}\`, ${privacy}. */`
  return [
    `${doc}\nexport const ATTR_${constant} = '${name}'`,
    ...members.map(
      (member) =>
        `${member.brief === undefined ? '' : `/** ${comment(member.brief)} */\n`}export const ${constant}_VALUE_${constantName(String(member.value))} = ${JSON.stringify(member.value)}`,
    ),
  ]
}

function table(name: string, value: string, rows: readonly (readonly string[])[]): string {
  return [
    `export const ${name}: Readonly<Record<string, ${value}>> = /* @__PURE__ */ Object.freeze(`,
    `  /* @__PURE__ */ Object.assign(/* @__PURE__ */ Object.create(null) as Record<string, ${value}>, {`,
    ...rows.map(([key, entry]) => `    '${key}': ${entry},`),
    '  } as const),',
    ')',
  ].join('\n')
}

function attributesType(kind: KindEntry, byName: ReadonlyMap<string, AttributeEntry>): string {
  return [
    `/** \`${kind.name}\`: ${comment(kind.brief)} Key: \`${kind.key}\`. */`,
    `export type ${typeName(kind.name)}Attributes = {`,
    ...kind.attributes
      .filter(({ name }) => byName.get(name)!.isTemplate !== true)
      .map(({ name, level, condition }) => {
        const doc = condition === undefined ? '' : `  /** ${comment(capitalised(condition))}. */\n`
        return `${doc}  readonly '${name}'${level === 'required' ? '' : '?'}: ${valueType(byName.get(name)!.type)}`
      }),
    '}',
  ].join('\n')
}

function valueType(type: AttributeType): string {
  if (type.endsWith('[]')) return `readonly ${valueType(type.slice(0, -2) as AttributeType)}[]`
  if (type === 'any') return 'string | number | boolean | readonly string[] | readonly number[]'
  return type === 'int' || type === 'double' ? 'number' : type
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')
}

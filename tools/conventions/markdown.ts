/** The registry as docs/conventions.md: grouped by the first word of a name, and linked. */
import type {
  AttributeEntry,
  AttributeUse,
  Described,
  EntityEntry,
  KindEntry,
  MetricEntry,
  Registry,
} from '@wakelore/telemetry/registry'

const header = (version: string): string => `# Conventions

Generated from [packages/telemetry/conventions](../packages/telemetry/conventions/manifest.yaml) by \`npm run generate\`: change those, never this.

Version ${version}. What wakelore records, kind by kind. Attribute names are OpenTelemetry's wherever it has one (marked *upstream*), and the files
are in the format of its [Weaver](https://github.com/open-telemetry/weaver). The privacy class decides from which [detail level](glossary.md) on an attribute is kept:
\`count\` from \`counts\` up, \`name\` and \`identity\` from \`names\` up, \`text\` at \`full\` only. An attribute that isn't listed here counts as \`text\`;
\`of_key\` is the class of the attribute that the key names.

The same as constants: TypeScript in \`@wakelore/telemetry/conventions.generated\`, Rust in [native/rust/wakelore-conventions](../native/rust/wakelore-conventions/src/lib.rs),
Java in [native/jvm/wakelore-conventions](../native/jvm/wakelore-conventions/src/main/java/wakelore/conventions/Attributes.java); and as
[JSON Schema](schema/development-event.json) of a stored event. \`wakelore conventions\` searches it, \`wakelore conventions check\` holds what is stored against it.
`

export function conventionsMarkdown(registry: Registry): string {
  const { attributes, groups, kinds, metrics, entities, version } = registry
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]))
  const stored = kinds.filter(({ source }) => source !== undefined)
  const planned = kinds.filter(({ source }) => source === undefined)
  const carriers = carriersOf(registry)
  return [
    header(version),
    '## Contents',
    '',
    ...contents('What is stored', stored),
    ...contents('In development', planned),
    ...contents('Groups', groups),
    ...contents('Metrics', metrics),
    ...contents('Entities', entities, entityHeading),
    `- [Attributes](#attributes): ${namespaces(attributes)
      .map(([namespace]) => `[${namespace}](#${attributesAnchor(namespace)})`)
      .join(', ')}`,
    '',
    '## What is stored',
    '',
    ...stored.flatMap((kind) => kindSection(kind, byName)),
    '## In development',
    '',
    'Kinds that nothing makes yet: names to write by, for whoever emits such things, and subject to change.',
    '',
    ...planned.flatMap((kind) => kindSection(kind, byName)),
    '## Groups',
    '',
    ...groups.flatMap((group) => [
      `### ${group.name}`,
      '',
      ...prose(group),
      '',
      ...useTable(group.attributes, byName),
      '',
    ]),
    '## Metrics',
    '',
    ...metrics.flatMap((metric) => metricSection(metric, byName)),
    '## Entities',
    '',
    ...entities.flatMap((entity) => entitySection(entity, byName)),
    '## Attributes',
    '',
    ...namespaces(attributes).flatMap(([namespace, list]) => [
      `### ${namespace} attributes`,
      '',
      '| attribute | type | privacy | what it is | example | carried by |',
      '| --- | --- | --- | --- | --- | --- |',
      ...list.map((attribute) => attributeRow(attribute, carriers.get(attribute.name) ?? [])),
      '',
    ]),
  ].join('\n')
}

function contents(
  title: string,
  entries: readonly Described[],
  heading: (name: string) => string = (name) => name,
): string[] {
  if (entries.length === 0) return []
  const links = entries.map(({ name }) => `[${name}](#${anchor(heading(name))})`)
  return [`- [${title}](#${anchor(title)}): ${links.join(', ')}`]
}

function kindSection(kind: KindEntry, byName: ReadonlyMap<string, AttributeEntry>): string[] {
  const facts = [
    kind.signal === 'span' ? `A span, called \`${kind.spanName}\`` : undefined,
    kind.isUpstream === true ? "Upstream's event, refined" : undefined,
    kind.source === undefined ? undefined : `Source \`${kind.source}\``,
    `Category \`${kind.category}\``,
    `Key \`${kind.key}\``,
    kind.source === undefined ? undefined : `Stability ${kind.stability.replaceAll('_', ' ')}`,
    kind.isOpen === true ? 'Carries whatever else its sender gave it' : undefined,
    kind.isLocal === true ? 'Never leaves the machine' : undefined,
  ]
  return [
    `### ${kind.name}`,
    '',
    ...prose(kind),
    '',
    facts.filter((fact) => fact !== undefined).join(' · '),
    '',
    ...useTable(kind.attributes, byName),
    '',
  ]
}

function metricSection(metric: MetricEntry, byName: ReadonlyMap<string, AttributeEntry>): string[] {
  return [
    `### ${metric.name}`,
    '',
    ...prose(metric),
    '',
    `A ${metric.instrument} in \`${metric.unit}\``,
    '',
    ...(metric.attributes.length === 0 ? [] : [...useTable(metric.attributes, byName), '']),
  ]
}

function entitySection(entity: EntityEntry, byName: ReadonlyMap<string, AttributeEntry>): string[] {
  const listed = (uses: readonly AttributeUse[]): string =>
    uses.map(({ name }) => attributeLink(byName.get(name)!)).join(', ')
  return [
    `### ${entityHeading(entity.name)}`,
    '',
    ...prose(entity),
    '',
    `Identified by ${listed(entity.identity)}${entity.description.length === 0 ? '' : `; described by ${listed(entity.description)}`}`,
    '',
  ]
}

/** Some are called as a namespace or a kind is. */
function entityHeading(name: string): string {
  return `${name} entity`
}

function prose({ brief, note, deprecated }: Described): string[] {
  return [
    ...(deprecated === undefined ? [] : [`**Deprecated**: ${deprecated}`, '']),
    note === undefined ? brief : `${brief} ${note}`,
  ]
}

function useTable(uses: readonly AttributeUse[], byName: ReadonlyMap<string, AttributeEntry>): string[] {
  return [
    '| attribute | type | privacy | present |',
    '| --- | --- | --- | --- |',
    ...uses.map(({ name, level, condition }) => {
      const attribute = byName.get(name)!
      const present = condition ?? level.replaceAll('_', ' ')
      return `| ${attributeLink(attribute)} | ${typeText(attribute)} | ${attribute.privacy} | ${cell(present)} |`
    }),
  ]
}

function attributeRow(attribute: AttributeEntry, carriers: readonly string[]): string {
  const { brief, note, privacy, examples, members, isOpen, isUpstream, deprecated } = attribute
  const values =
    members === undefined
      ? ''
      : ` ${isOpen === true ? 'Among others' : 'One of'} ${members.map(({ value, brief }) => `\`${value}\`${brief === undefined ? '' : ` (${lowered(brief)})`}`).join(', ')}.`
  const text = `${deprecated === undefined ? '' : `**Deprecated**: ${deprecated} `}${brief}${note === undefined ? '' : ` ${note}`}${values}`
  return `| \`${displayName(attribute)}\`${isUpstream === true ? ' *upstream*' : ''} | ${typeText(attribute)} | ${privacy} | ${cell(text)} | ${cell(`\`${JSON.stringify(examples[0])}\``)} | ${carriers.map((name) => `[${name}](#${anchor(name)})`).join(', ')} |`
}

/** Groups, kinds and metrics by the attributes that they carry. */
function carriersOf({ groups, kinds, metrics }: Registry): Map<string, string[]> {
  const carriers = new Map<string, string[]>()
  for (const { name, attributes } of [...groups, ...kinds, ...metrics]) {
    for (const use of attributes) carriers.set(use.name, [...(carriers.get(use.name) ?? []), name])
  }
  return carriers
}

function namespaces<Entry extends Described>(entries: readonly Entry[]): [string, Entry[]][] {
  return Object.entries(Object.groupBy(entries, ({ name }) => name.split('.')[0]!)) as [string, Entry[]][]
}

function attributeLink(attribute: AttributeEntry): string {
  return `[\`${displayName(attribute)}\`](#${attributesAnchor(attribute.name.split('.')[0]!)})`
}

function displayName({ name, isTemplate }: AttributeEntry): string {
  return isTemplate === true ? `${name}.<key>` : name
}

function typeText({ type, members }: AttributeEntry): string {
  return members === undefined ? type : `${type}, enum`
}

function attributesAnchor(namespace: string): string {
  return anchor(`${namespace} attributes`)
}

/** The id that a forge gives the heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

function lowered(sentence: string): string {
  return (sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(/\.$/, '')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

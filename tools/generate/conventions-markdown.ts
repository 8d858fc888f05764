/** The registry as docs/conventions.md. */
import type { Registry } from './conventions.ts'

const HEADER = `# Conventions

Generated from [packages/telemetry/conventions](../packages/telemetry/conventions) by \`npm run generate\`: change those, never this.

What wakelore records, kind by kind. Attribute names are OpenTelemetry's wherever it has one (marked *upstream*).
The privacy class decides from which [detail level](glossary.md) on an attribute is kept:
\`count\` from \`counts\` up, \`name\` and \`identity\` from \`names\` up, \`text\` at \`full\` only. An attribute that isn't listed here counts as \`text\`.
`

export function conventionsMarkdown({ attributes, events }: Registry): string {
  const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]))
  return [
    HEADER,
    '## Events',
    '',
    ...events.flatMap((event) => [
      `### ${event.name}`,
      '',
      `${event.brief} Source \`${event.source}\`, category \`${event.category}\`, key \`${event.key}\`.`,
      '',
      '| attribute | type | privacy | present |',
      '| --- | --- | --- | --- |',
      ...event.attributes.map(({ ref, requirement_level: level, note }) => {
        const { type, privacy } = byKey.get(ref)!
        const present = level === 'conditionally_required' ? (note ?? '') : level.replaceAll('_', ' ')
        return `| [\`${ref}\`](#attributes) | ${type} | ${privacy} | ${cell(present)} |`
      }),
      '',
    ]),
    '## Attributes',
    '',
    '| attribute | type | privacy | what it is | example |',
    '| --- | --- | --- | --- | --- |',
    ...attributes.map(({ key, upstream, type, privacy, brief, examples }) => {
      const name = upstream === true ? `\`${key}\` *upstream*` : `\`${key}\``
      return `| ${name} | ${type} | ${privacy} | ${cell(brief)} | ${cell(`\`${JSON.stringify(examples[0])}\``)} |`
    }),
    '',
  ].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

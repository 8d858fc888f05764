/** docs/exit-codes.md, from the table of faults. */
import { EXIT_MEANINGS, FAULT_STATUS } from '@wakelore/server/fault-status'
import { format, resolveConfig } from 'prettier'
import type { GeneratedFile } from '../generate.ts'

const PATH = 'docs/exit-codes.md'

export async function exitStatuses(root: string): Promise<GeneratedFile> {
  const statuses = Object.entries(EXIT_MEANINGS)
  const text = `# Exit statuses

| status | meaning |
| --- | --- |
${statuses.map((row) => `| ${row.join(' | ')} |`).join('\n')}

\`wakelore run\` ends as its command did. A fault is one line on standard error, \`CODE: what, where, found against expected\`, and a line that says what to do;
with \`--json\` it is one JSON object there: \`{"error":{"code","message","help","fields"}}\`.

## Faults

By status, made from \`packages/server/src/fault-status.ts\` by \`npm run generate\`.

${statuses
  .map(([status]) => [status, codesOf(Number(status))] as const)
  .filter(([, codes]) => codes.length > 0)
  .map(([status, codes]) => `- ${status}: ${codes.map((code) => `\`${code}\``).join(', ')}`)
  .join('\n')}
`
  return { path: PATH, text: await format(text, { ...(await resolveConfig(root)), parser: 'markdown' }) }
}

function codesOf(status: number): string[] {
  return Object.keys(FAULT_STATUS)
    .filter((code) => FAULT_STATUS[code]!.exit === status)
    .sort()
}

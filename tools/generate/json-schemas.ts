/** JSON Schemas of what every operation answers with `--json`, from its zod schema. */
import { z } from 'zod'
import { operations } from '@wakelore/server/operations'
import type { GeneratedFile } from '../generate.ts'

export function jsonSchemas(): GeneratedFile[] {
  return operations.map((operation) => ({
    path: `docs/schema/${operation.name}.json`,
    text: `${JSON.stringify(
      {
        ...z.toJSONSchema(operation.output),
        title:
          operation.kind === 'stream' ? `One item of ${operation.name}` : `The answer of ${operation.name}`,
        description: operation.summary,
      },
      undefined,
      2,
    )}\n`,
  }))
}

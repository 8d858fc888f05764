/**
 * JSON Schemas of what the command line prints, from every operation's zod schema: `NAME.json`
 * is of an answer, or of one line where the operation streams, and `NAME.list.json` of
 * the array of those that `--json` makes of it.
 */
import { z } from 'zod'
import { loadOperations } from '@wakelore/server/operations'
import type { GeneratedFile } from '../generate.ts'

export async function jsonSchemas(): Promise<GeneratedFile[]> {
  return (await loadOperations()).flatMap((operation) => {
    const { name, summary } = operation
    const { $schema, ...schema } = z.toJSONSchema(operation.output)
    const description = summary
    if (operation.kind === 'unary')
      return [file(name, { $schema, ...schema, title: `The answer of ${name}`, description })]
    const line = { ...schema, title: `One line of ${name} as JSON Lines`, description }
    const list = { type: 'array', items: line, title: `The answer of ${name} --json`, description }
    return [
      file(name, { $schema, ...line }),
      // A name with a dot is the lines behind another operation's answer, which is no list of them.
      ...(name.includes('.') ? [] : [file(`${name}.list`, { $schema, ...list })]),
    ]
  })
}

function file(name: string, schema: object): GeneratedFile {
  return { path: `docs/schema/${name}.json`, text: `${JSON.stringify(schema, undefined, 2)}\n` }
}

import { z } from 'zod'
import { defineUnary } from '../operation.ts'

export const env = defineUnary({
  name: 'env',
  summary: 'Have what this shell starts send its telemetry here',
  description:
    'Prints variables for the shell to take over: where builds, tests and agents that speak OpenTelemetry send to, what they show there, ' +
    'and the span that they lie beneath. Asking for it in a repository allows its telemetry to be kept, until `wakelore off`; its history ' +
    "isn't read. The token allows sending, and nothing else. Needs the daemon: `wakelore up`.",
  access: 'capture',
  input: z.object({
    repo: z
      .string()
      .optional()
      .describe('The repository around this directory; the current one unless told.'),
    shell: z
      .enum(['sh', 'fish', 'powershell'])
      .default('sh')
      .describe('Whose words to print: sh is for bash and zsh too'),
    detail: z
      .enum(['counts', 'names', 'full'])
      .optional()
      .describe('How much of its telemetry is kept; as it is, or full.'),
    unset: z.boolean().default(false).describe('Print what takes it back.'),
  }),
  output: z.object({
    shell: z.enum(['sh', 'fish', 'powershell']),
    variables: z
      .array(z.object({ name: z.string(), value: z.string().nullable().describe('null: to be removed.') }))
      .describe('In the order in which they are printed.'),
    repository: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('Whose telemetry it is where a sender does not say otherwise; null outside of any.'),
  }),
  examples: [
    { command: 'eval "$(wakelore env)"', does: 'from now on, in this shell' },
    { command: 'wakelore env --shell fish | source', does: 'the same for fish' },
    { command: 'eval "$(wakelore env --unset)"', does: 'no more' },
  ],
  faults: ['DAEMON_NOT_LISTENING', 'TELEMETRY_OFF', 'GIT_DUBIOUS_OWNERSHIP'],
  handler: async (input, context) => {
    const shell = await context.shellEnvironment()
    const { variables, repository } = input.unset
      ? shell.undo()
      : await shell.prepare({ path: input.repo, detail: input.detail })
    return {
      shell: input.shell,
      variables: Object.entries(variables).map(([name, value]) => ({ name, value: value ?? null })),
      repository: repository === undefined ? null : { id: repository.id, name: repository.name },
    }
  },
})

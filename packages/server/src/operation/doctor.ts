import { z } from 'zod'
import { defineUnary } from '../operation.ts'

export const doctor = defineUnary({
  name: 'doctor',
  summary: 'What is wrong and how to mend it',
  description:
    'Looks at git, Node, directories, keys, every block of the log, the graph and the repositories. ' +
    'Changes nothing, unless it is told to rebuild.',
  access: 'read',
  input: z.object({
    rebuild: z.boolean().default(false).describe('Make the graph anew from the log.'),
  }),
  output: z.object({
    healthy: z.boolean().describe('False where any check failed.'),
    checks: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['ok', 'unchecked', 'warning', 'failed']),
        found: z.string(),
        fix: z.string().optional(),
      }),
    ),
  }),
  examples: [
    { command: 'wakelore doctor', does: 'look at everything' },
    { command: 'wakelore doctor --rebuild', does: 'throw the graph away and make it from the log' },
  ],
  faults: [],
  handler: async (input, context) => {
    const checks = [...(await context.examine(input))]
    return { healthy: checks.every((check) => check.state !== 'failed'), checks }
  },
})

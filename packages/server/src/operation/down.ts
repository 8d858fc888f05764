import { z } from 'zod'
import { defineUnary } from '../operation.ts'

export const down = defineUnary({
  name: 'down',
  summary: 'Stop the daemon',
  description:
    'Until `wakelore up`, or the next login where the system starts it. What git does meanwhile is recorded as well, and taken in by the ' +
    'next command that reads the store: `wakelore off` ends that.',
  access: 'administer',
  input: z.object({}),
  output: z.object({
    pid: z.number().int().nullable().describe('The process that was stopped; null where none ran.'),
    killed: z.boolean().describe('Whether it had to be, because it did not stop when it was told to.'),
  }),
  examples: [{ command: 'wakelore down', does: 'stop it, and come back when it is gone' }],
  faults: ['DAEMON_STOP_FAILED'],
  handler: async (_, context) => {
    const { pid, isKilled } = await (await context.daemonControl()).stop()
    return { pid: pid ?? null, killed: isKilled }
  },
})

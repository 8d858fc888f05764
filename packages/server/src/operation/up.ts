import { z } from 'zod'
import { defineUnary } from '../operation.ts'
import { daemonJson, daemonToJson } from '../schema/daemon.ts'

export const up = defineUnary({
  name: 'up',
  summary: 'Start the daemon, which takes in what git did while you work',
  description:
    'One for all repositories; nothing happens where it runs already, and one of an older version is replaced. Without it everything is ' +
    'recorded as well, and taken in by the next command that reads the store.',
  access: 'administer',
  input: z.object({
    foreground: z
      .boolean()
      .default(false)
      .describe('Be the daemon, until told to stop: for whatever keeps services running.'),
  }),
  output: z.object({
    outcome: z
      .enum(['started', 'already-running', 'replaced', 'ended'])
      .describe('replaced: an older version ran; ended: this was the daemon.'),
    daemon: daemonJson.nullable().describe('null where it has ended.'),
  }),
  examples: [
    { command: 'wakelore up', does: 'start it, and come back when it is ready' },
    { command: 'wakelore up --foreground', does: 'run it here, until Ctrl-C' },
  ],
  faults: ['DAEMON_RUNNING', 'DAEMON_START_FAILED', 'DAEMON_STOP_FAILED', 'DAEMON_DISPLACED'],
  handler: async (input, context) => {
    const control = await context.daemonControl()
    if (input.foreground) {
      await control.run()
      return { outcome: 'ended' as const, daemon: null }
    }
    const { outcome, daemon } = await control.start()
    return { outcome, daemon: daemonToJson(daemon) }
  },
})

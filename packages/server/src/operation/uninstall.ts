import { z } from 'zod'
import { defineUnary } from '../operation.ts'
import { offJson, offToJson } from './off.ts'

export const uninstall = defineUnary({
  name: 'uninstall',
  summary: 'Turn all off and remove what wakelore made, but not the store',
  description:
    'Does what `wakelore off` does, and removes the spool, the cache and what the daemon keeps. The store, its keys and the list of your repositories stay; ' +
    'the answer says where they are.',
  access: 'administer',
  input: z.object({ yes: z.boolean().optional().describe("Do it, don't ask.") }),
  output: z.object({
    removed: z.array(z.string()).describe('Files and directories.'),
    kept: z.array(z.object({ path: z.string(), what: z.string() })).describe('Yours to delete.'),
    off: offJson.nullable().describe('Null until it is done.'),
    done: z.boolean(),
  }),
  examples: [
    { command: 'wakelore uninstall', does: 'after a look at what goes and what stays' },
    { command: 'wakelore uninstall --yes && npm uninstall --global wakelore', does: 'the program too' },
  ],
  faults: ['CAPTURE_CONFIG_LOCKED', 'CAPTURE_CONFIG_MALFORMED', 'DAEMON_STOP_FAILED'],
  handler: async (input, context) => {
    const owner = await context.captureSwitch()
    const { removed, kept } = await owner.planUninstall()
    const done = input.yes === true ? await owner.uninstall() : undefined
    return {
      removed: [...removed],
      kept: [...kept],
      off: done === undefined ? null : offToJson(done),
      done: done !== undefined,
    }
  },
})

import { z } from 'zod'
import type { CaptureOn, CapturePlan, OperationContext } from '../context.ts'
import { defineUnary } from '../operation.ts'
import { repo } from '../schema/parts.ts'

export const on = defineUnary({
  name: 'on',
  summary: 'Record git commands of a repository while you work',
  description:
    'Shows what will be recorded and what will be written where, and does it on your yes. ' +
    'git then leaves a trace of each command in a directory that only you can read; those of repositories that you turned on ' +
    'go into the sealed store, all others are deleted unread. `wakelore off` undoes it.',
  access: 'administer',
  input: z.object({
    repo,
    detail: z
      .enum(['counts', 'names', 'full'])
      .optional()
      .describe('How much is recorded; as before, or full where it was off.'),
    takeOver: z
      .boolean()
      .optional()
      .describe('Send traces to wakelore that go elsewhere now, until `wakelore off`.'),
    yes: z.boolean().optional().describe("Do it, don't ask."),
  }),
  output: z.object({
    repository: z.object({ id: z.string(), name: z.string(), path: z.string() }),
    detail: z.enum(['counts', 'names', 'full']),
    spool: z.string().describe('Where git leaves traces, of all repositories, until they are read.'),
    store: z.string().describe('Where what is recorded is kept, sealed.'),
    files: z
      .array(
        z.object({
          path: z.string(),
          what: z.enum(['git-config', 'unit', 'consent', 'state']),
          change: z.enum(['created', 'appended', 'changed']),
          text: z
            .string()
            .describe(
              'What is written: word for word in git-config and unit, what it comes to in the others.',
            ),
        }),
      )
      .describe('What is written, beside the store and the spool.'),
    daemon: z.object({
      by: z.enum(['systemd', 'launchd', 'nobody']).describe('Who keeps it running.'),
      remark: z.string().nullable(),
      pid: z.number().int().nullable().describe("Its process, once it's done."),
    }),
    warnings: z.array(z.string()),
    needed: z.boolean().describe('False where all of it is so already.'),
    done: z.boolean(),
  }),
  examples: [
    { command: 'wakelore on', does: 'the repository around the current directory, after a look' },
    { command: 'wakelore on --detail names', does: 'without command lines and messages' },
    { command: 'wakelore on --yes', does: 'without being asked' },
    { command: 'wakelore on --json', does: 'what would be done, as JSON' },
  ],
  faults: [
    'GIT_NOT_A_REPOSITORY',
    'SWITCH_TARGET_TAKEN',
    'CAPTURE_CONFIG_LOCKED',
    'CAPTURE_CONFIG_MALFORMED',
  ],
  handler: async (input, context) => {
    const owner = await context.captureSwitch()
    const request = { path: input.repo, detail: input.detail, takesOver: input.takeOver === true }
    if (input.yes === true) return doneToJson(await owner.turnOn(request), context)
    const plan = await owner.plan(request)
    return plan.isNeeded ? planToJson(plan, context) : doneToJson(await owner.turnOn(request), context)
  },
})

function planToJson(plan: CapturePlan, context: OperationContext) {
  const { repository, detail, spool, files, daemon, warnings, isNeeded } = plan
  return {
    repository,
    detail,
    spool,
    store: context.storeDirectory,
    files: [...files],
    daemon: { by: daemon.by, remark: daemon.remark ?? null, pid: null as number | null },
    warnings: [...warnings],
    needed: isNeeded,
    done: false,
  }
}

function doneToJson({ plan, pid, remarks }: CaptureOn, context: OperationContext) {
  const planned = planToJson(plan, context)
  return {
    ...planned,
    daemon: { ...planned.daemon, pid: pid ?? null },
    warnings: [...planned.warnings, ...remarks],
    done: true,
  }
}

import { z } from 'zod'
import type { CaptureOff } from '../context.ts'
import { defineUnary } from '../operation.ts'

export const offJson = z.object({
  repositories: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Of which nothing is recorded any more.'),
  telemetry: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Of which nothing that is sent or run is kept any more.'),
  whole: z.boolean().describe('Whether nothing is recorded of any repository now.'),
  config: z
    .object({
      file: z.string().nullable(),
      outcome: z
        .enum(['removed', 'kept', 'absent'])
        .describe('`kept`: a maxFiles that may be yours; `absent`: it was gone already.'),
    })
    .nullable()
    .describe("Of wakelore's values in git's configuration; null where they stay."),
  remarks: z.array(z.string()),
})

export function offToJson({ repositories, telemetry, isWhole, config, configFile, remarks }: CaptureOff) {
  return {
    repositories: [...repositories],
    telemetry: [...telemetry],
    whole: isWhole,
    config: config === undefined ? null : { file: configFile ?? null, outcome: config },
    remarks: [...remarks],
  }
}

export const off = defineUnary({
  name: 'off',
  summary: 'Stop recording git and telemetry, and undo what `on` wrote',
  description:
    "Takes the values out of git's configuration, stops the daemon and removes its unit; everything is as before `on`. " +
    'Of what is sent to it or given to `wakelore run` nothing is kept any more, until `env` or `run` is asked for again. ' +
    'With --repo only that repository stops being recorded, and the rest stays until it was the last one. What is stored stays.',
  access: 'administer',
  input: z.object({
    repo: z.string().optional().describe('Only the repository around this directory.'),
  }),
  output: offJson,
  examples: [
    { command: 'wakelore off', does: 'everywhere' },
    { command: 'wakelore off --repo .', does: 'in this repository only' },
  ],
  faults: ['CAPTURE_CONFIG_LOCKED', 'CAPTURE_CONFIG_MALFORMED', 'DAEMON_STOP_FAILED'],
  handler: async (input, context) => offToJson(await (await context.captureSwitch()).turnOff(input.repo)),
})

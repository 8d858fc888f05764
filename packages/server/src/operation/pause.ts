import { z } from 'zod'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '@wakelore/kernel/clock'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText } from '../schema/parts.ts'

const UNIT_MS: Readonly<Record<string, number>> = { m: MS_PER_MINUTE, h: MS_PER_HOUR, d: MS_PER_DAY }
const LONGEST_MS = 30 * MS_PER_DAY

export const pause = defineUnary({
  name: 'pause',
  summary: 'Record nothing for a while',
  description:
    "git leaves no traces meanwhile: wakelore's values are taken out of its configuration, and put in again when the pause is over, " +
    'by the daemon, or by the first command after that which reads the store. `wakelore on` ends it earlier.',
  access: 'administer',
  input: z.object({
    duration: z
      .string()
      // What is no duration isn't too long as well.
      .regex(/^\d{1,5}[mhd]$/, { error: 'takes minutes, hours or days, as 30m, 2h or 1d', abort: true })
      .refine((text) => durationMs(text) > 0, { error: 'is to be above zero', abort: true })
      .refine((text) => durationMs(text) <= LONGEST_MS, 'is at most 30d')
      .describe('How long: 30m, 2h, 1d; at most 30d.')
      .meta({ completes: ['30m', '1h', '2h', '1d'] }),
  }),
  output: z.object({
    until: momentText,
    repositories: z.array(z.object({ id: z.string(), name: z.string() })),
    daemon: z.number().int().nullable().describe('The process that will end it; null where no daemon runs.'),
    remarks: z.array(z.string()),
  }),
  examples: [
    { command: 'wakelore pause 1h', does: 'go on recording in an hour' },
    { command: 'wakelore on', does: 'go on now' },
  ],
  faults: ['SWITCH_IS_OFF', 'CAPTURE_CONFIG_LOCKED'],
  handler: async (input, context) => {
    const untilMs = context.clock.nowMs() + durationMs(input.duration)
    const { repositories, pid, remarks } = await (await context.captureSwitch()).pause(untilMs)
    return {
      until: moment(untilMs),
      repositories: [...repositories],
      daemon: pid ?? null,
      remarks: [...remarks],
    }
  },
})

function durationMs(text: string): number {
  return Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? NaN)
}

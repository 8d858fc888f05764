import { z } from 'zod'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText } from '../schema/parts.ts'
import { sinkJson, sinkToJson } from '../schema/sink.ts'

export const network = defineUnary({
  name: 'network',
  summary: 'Everything that may connect, and everything that listens',
  description:
    'Sinks that you send to with `wakelore export --to`, where the daemon listens, and whose web pages may send to it. ' +
    'There is nothing else.',
  access: 'administer',
  input: z.object({
    remove: z
      .string()
      .optional()
      .describe('A sink or an origin: it gets, or sends, nothing more.')
      .meta({ completes: 'sink' }),
    allowOrigin: z
      .string()
      .optional()
      .describe('Lets web pages of this origin send telemetry, http://localhost:5173 for one.'),
  }),
  output: z.object({
    sinks: z
      .array(
        sinkJson.extend({
          sending: z.boolean().describe('Whether an export to it runs now.'),
          acknowledgedAt: momentText.nullable().describe('When it acknowledged something last.'),
          lastFault: z
            .object({ code: z.string(), message: z.string(), at: momentText })
            .nullable()
            .describe('What ended the last export, where that failed.'),
          queued: z.number().int().describe('Events that the next export sends.'),
        }),
      )
      .describe('What may connect: nothing but an export that you run.'),
    listener: z
      .object({
        url: z.string(),
        since: momentText,
        taken: z.number().int().describe('Requests whose contents are stored.'),
        refused: z.number().int(),
      })
      .nullable()
      .describe('Where the daemon listens, on this machine only; null where it does not.'),
    origins: z.array(z.string()).describe('Origins of web pages that may send to it.'),
  }),
  examples: [
    { command: 'wakelore network', does: 'whom it sends to, and where it listens' },
    { command: 'wakelore network --remove localhost-4318', does: 'send there no more' },
    {
      command: 'wakelore network --allow-origin http://localhost:5173',
      does: 'take telemetry of the page that you develop',
    },
  ],
  faults: ['SINK_UNKNOWN', 'VAULT_ORIGIN_MALFORMED'],
  handler: async (input, context) => {
    const sinks = await context.sinkControl()
    if (input.remove !== undefined) await sinks.remove(input.remove)
    if (input.allowOrigin !== undefined) await sinks.allowOrigin(input.allowOrigin)
    const { listener, origins, ...status } = await sinks.network()
    return {
      sinks: status.sinks.map(({ sink, isSending, acknowledgedMs, lastFault, queued }) => ({
        ...sinkToJson(sink),
        sending: isSending,
        acknowledgedAt: acknowledgedMs === undefined ? null : moment(acknowledgedMs),
        lastFault:
          lastFault === undefined
            ? null
            : { code: lastFault.code, message: lastFault.message, at: moment(lastFault.atMs) },
        queued,
      })),
      listener:
        listener === undefined
          ? null
          : {
              url: listener.url,
              since: moment(listener.sinceMs),
              taken: listener.taken,
              refused: listener.refused,
            },
      origins: [...origins],
    }
  },
})

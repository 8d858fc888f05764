/** The daemon as answers tell it. */
import { z } from 'zod'
import type { DaemonStatus } from '../context.ts'
import { moment } from './event.ts'
import { momentText } from './parts.ts'

export const daemonJson = z.object({
  pid: z.number().int(),
  startedAt: momentText,
  version: z.string(),
  attention: z
    .enum(['watching', 'polling'])
    .describe('`polling` where the system has no watch left: it looks at the spool twice a second.'),
  lastFault: z
    .object({ code: z.string(), message: z.string(), at: momentText })
    .nullable()
    .describe('What went wrong last, and may be over.'),
  listener: z
    .object({
      url: z.string(),
      since: momentText,
      taken: z.number().int().describe('Requests whose contents are stored.'),
      refused: z.number().int().describe('Requests that were refused, whatever for.'),
    })
    .nullable()
    .describe('Where it takes in telemetry, on this machine only; null where it could not listen.'),
})

export function daemonToJson(daemon: DaemonStatus): z.output<typeof daemonJson> {
  const { pid, startedAtMs, version, attention, lastFault, listener } = daemon
  return {
    pid,
    startedAt: moment(startedAtMs),
    version,
    attention,
    lastFault:
      lastFault === undefined
        ? null
        : { code: lastFault.code, message: lastFault.message, at: moment(lastFault.atMs) },
    listener:
      listener === undefined
        ? null
        : {
            url: `http://127.0.0.1:${listener.port}`,
            since: moment(listener.sinceMs),
            taken: listener.taken,
            refused: listener.refused,
          },
  }
}

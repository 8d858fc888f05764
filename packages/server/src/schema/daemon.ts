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
})

export function daemonToJson(daemon: DaemonStatus): z.output<typeof daemonJson> {
  const { pid, startedAtMs, version, attention, lastFault } = daemon
  return {
    pid,
    startedAt: moment(startedAtMs),
    version,
    attention,
    lastFault:
      lastFault === undefined
        ? null
        : { code: lastFault.code, message: lastFault.message, at: moment(lastFault.atMs) },
  }
}

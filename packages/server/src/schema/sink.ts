/** A sink as answers tell it. */
import { z } from 'zod'
import type { Sink } from '@wakelore/vault/sink'
import { momentText } from './parts.ts'

export const sinkJson = z.object({
  name: z.string(),
  endpoint: z.string(),
  protocol: z.enum(['http/protobuf', 'http/json', 'grpc']),
  compression: z.enum(['gzip', 'none']),
  detail: z.enum(['counts', 'names', 'full']).describe('How much of an event leaves.'),
  repositories: z
    .union([z.literal('all'), z.array(z.string())])
    .describe('Ids of those whose events it gets; all, also those to come.'),
  ownEvents: z.boolean().describe('Whether it gets what wakelore records of itself and of your decisions.'),
  insecure: z.boolean().describe('Whether it may be reached unencrypted on another machine.'),
  createdAt: momentText,
})

export function sinkToJson(sink: Sink): z.output<typeof sinkJson> {
  const { name, endpoint, protocol, compression, detail, repositories, ownEvents, insecure, createdAt } = sink
  return {
    name,
    endpoint,
    protocol,
    compression,
    detail,
    repositories: repositories === 'all' ? 'all' : [...repositories],
    ownEvents,
    insecure,
    createdAt,
  }
}

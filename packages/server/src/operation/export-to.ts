import { z } from 'zod'
import type { OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { sinkJson, sinkToJson } from '../schema/sink.ts'
import { SINCE_WORDS, sinceMs } from '../since.ts'
import type { OutgoingEvent, SinkOutcome, SinkPlan, SinkRequest } from '../sink-control.ts'

const DEFAULT_PREVIEW = 20

const attributeValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.number()),
])

export const exportTo = defineUnary({
  name: 'export.to',
  summary: 'Send what is stored to an OpenTelemetry backend',
  description:
    'A sink is sent nothing until you saw what would go, and said yes; from then on each call sends what is new. ' +
    'By default it gets counts only: times, durations, outcomes. Headers, such as a token, are taken from WAKELORE_EXPORT_HEADERS. ' +
    '`wakelore network` lists sinks and removes them.',
  access: 'administer',
  input: z.object({
    to: z
      .string()
      .describe('Endpoint of a backend that takes OTLP, or the name of a sink.')
      .meta({ completes: 'sink' }),
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'is no name: small letters, digits, ".", "_" and "-"')
      .optional()
      .describe('What to call the sink; after its host unless told.'),
    protocol: z
      .enum(['http/protobuf', 'http/json', 'grpc'])
      .optional()
      .describe('How OTLP is spoken; grpc on port 4317, otherwise http/protobuf.'),
    compression: z.enum(['gzip', 'none']).optional().describe('Gzip unless told.'),
    detail: z
      .enum(['counts', 'names', 'full'])
      .optional()
      .describe('How much of an event leaves; counts unless told.'),
    repo: z.string().optional().describe('Only this repository.'),
    ownEvents: z
      .boolean()
      .optional()
      .describe('Also what wakelore records of itself and of your decisions; with --detail full only.'),
    insecure: z.boolean().optional().describe('Send unencrypted to another machine.'),
    since: z
      .string()
      .optional()
      .describe('Begin anew, with what happened since: 7d, 24h, today, a date.')
      .meta({ completes: SINCE_WORDS }),
    follow: z.boolean().optional().describe('Go on with what comes, until interrupted.'),
    dryRun: z.boolean().optional().describe('Show what would go, field by field, and send nothing.'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe(`How many events --dry-run shows; ${DEFAULT_PREVIEW} unless told.`),
    yes: z.boolean().optional().describe("Do it, don't ask."),
  }),
  output: z.object({
    sink: sinkJson,
    change: z
      .enum(['added', 'changed', 'none'])
      .describe('What this call makes of the sink, once it is done.'),
    queued: z
      .array(z.object({ kind: z.string(), events: z.number().int() }))
      .describe('Events that waited for it when it was asked, by kind.'),
    fields: z
      .array(
        z.object({
          privacy: z.enum(['count', 'name', 'identity', 'text']),
          sent: z.array(z.string()),
          withheld: z.array(z.string()),
        }),
      )
      .describe('What some of these events hold, by privacy class.'),
    metrics: z.array(z.string()).describe('Metrics that are computed from them.'),
    headers: z.array(z.string()).describe('Names of the headers that the environment gives.'),
    dryRun: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          signal: z.enum(['traces', 'logs', 'metrics']),
          fields: z.array(z.object({ name: z.string(), value: attributeValue })),
          withheld: z.array(z.string()).describe('Names of what stays here.'),
        }),
      )
      .nullable()
      .describe('The first events that wait, as they would leave; null where it was not asked for.'),
    sent: z
      .object({
        events: z.number().int(),
        items: z.number().int().describe('Spans, log records and points of metrics.'),
        refused: z.number().int().describe('Those among them that the sink refused for good.'),
        bytes: z.number().int().describe('Of all requests, as they left.'),
        faults: z.record(z.string(), z.number().int()).describe('What was met on the way, how often.'),
      })
      .nullable()
      .describe('Null where nothing was sent.'),
    done: z.boolean(),
  }),
  examples: [
    { command: 'wakelore export --to http://localhost:4318', does: 'after a look at what would go' },
    {
      command: 'wakelore export --to http://localhost:4318 --dry-run',
      does: 'the first events as they would leave',
    },
    {
      command: 'wakelore export --to https://otlp.example.org --detail names --since 7d',
      does: 'names too, of the last week',
    },
    { command: 'wakelore export --to localhost-4318 --follow', does: 'what comes, as it comes' },
  ],
  faults: [
    'VAULT_ENDPOINT_MALFORMED',
    'SINCE_MALFORMED',
    'SINK_BUSY',
    'SINK_CHANGED',
    'SINK_DENIED',
    'SINK_EXPOSED',
    'SINK_REFUSES',
    'SINK_UNREACHABLE',
  ],
  handler: async (input, context) => {
    if (input.limit !== undefined && input.dryRun !== true) {
      throw serverFault('CHOICE_CONFLICT', '--limit says how much --dry-run shows', {
        help: 'Leave it out, or add --dry-run.',
      })
    }
    if (input.follow === true && input.dryRun === true) {
      throw serverFault('CHOICE_CONFLICT', '--dry-run sends nothing, now or later', {
        help: 'Give one of: --dry-run, --follow.',
      })
    }
    const sinks = await context.sinkControl()
    const request = await toRequest(input, context)
    const plan = await sinks.plan(request)
    if (input.dryRun === true) {
      return toJson(plan, {
        dryRun: await sinks.preview(request, input.limit ?? DEFAULT_PREVIEW),
        done: true,
      })
    }
    if (plan.change !== 'none' && input.yes !== true) return toJson(plan, { done: false })
    const sent = await sinks.send(request, {
      follow: input.follow === true,
      isAgreed: input.yes === true,
    })
    return toJson(plan, { sent, done: true })
  },
})

async function toRequest(
  input: Omit<SinkRequest, 'repositories' | 'sinceMs'> & {
    readonly repo?: string | undefined
    readonly since?: string | undefined
  },
  context: OperationContext,
): Promise<SinkRequest> {
  const { repo, since, ...rest } = input
  return {
    ...rest,
    ...(repo === undefined ? {} : { repositories: [(await context.openRepository(repo)).repository.id] }),
    ...(since === undefined ? {} : { sinceMs: sinceMs(since, context.clock.nowMs()) }),
  }
}

function toJson(
  plan: SinkPlan,
  end: {
    readonly dryRun?: readonly OutgoingEvent[]
    readonly sent?: SinkOutcome
    readonly done: boolean
  },
) {
  const { sent, dryRun } = end
  return {
    sink: sinkToJson(plan.sink),
    change: plan.change,
    queued: [...plan.queued],
    fields: plan.fields.map(({ privacy, sent: goes, withheld }) => ({
      privacy,
      sent: [...goes],
      withheld: [...withheld],
    })),
    metrics: [...plan.metrics],
    headers: [...plan.headers],
    dryRun:
      dryRun?.map(({ fields, withheld, ...event }) => ({
        ...event,
        fields: fields.map(({ name, value }) => ({ name, value: plainValue(value) })),
        withheld: [...withheld],
      })) ?? null,
    sent:
      sent === undefined
        ? null
        : {
            events: sent.events,
            items: sent.items,
            refused: sent.refused,
            bytes: sent.bytes,
            faults: Object.fromEntries(sent.faults),
          },
    done: end.done,
  }
}

type Plain = z.output<typeof attributeValue>

/** As the schema has it: lists that may be changed. */
function plainValue(value: OutgoingEvent['fields'][number]['value']): Plain {
  return (typeof value === 'object' ? [...value] : value) as Plain
}

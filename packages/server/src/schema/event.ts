/**
 * The event as JSON, one way in and one way out: what `log --jsonl` and `export`
 * print and `import` takes. Moments are RFC 3339 in UTC; the rest is the envelope.
 */
import { z } from 'zod'
import {
  eventId,
  type Attributes,
  type AttributeValue,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'
import { serverFault } from '../faults.ts'

/** What numbers there are beside those that JSON has. */
const UNUSUAL_NUMBERS = ['NaN', 'Infinity', '-Infinity', '-0'] as const

const unusualNumber = z.object({ double: z.enum(UNUSUAL_NUMBERS) })
const attributeValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  unusualNumber,
  z.array(z.string()),
  z.array(z.union([z.number(), unusualNumber])),
])

export const eventJson = z
  .object({
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('Derived from source, repository and key.'),
    kind: z
      .string()
      .regex(/^[a-z0-9_.]{1,64}$/, 'is no kind')
      .describe('A kind of docs/conventions.md.'),
    occurredAt: z.string().describe('When it happened, as the source says: RFC 3339, UTC.'),
    recordedAt: z.string().describe('When it was read: RFC 3339, UTC.'),
    source: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/, 'is no source')
      .describe('Which source read it.'),
    key: z.string().min(1).describe('Unique within source and repository.'),
    repository: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('Id of the repository.'),
    worktree: z.string().optional().describe('Name of the linked worktree.'),
    branch: z.string().optional().describe('Short name of the branch that was checked out.'),
    virtualBranches: z.array(z.string()).optional().describe('Virtual branches applied then.'),
    owningVirtualBranch: z.string().optional().describe('The virtual branch that owns what happened.'),
    traceId: z.string().optional(),
    spanId: z.string().optional(),
    parentSpanId: z.string().optional(),
    session: z.string().optional(),
    attributes: z.record(z.string(), attributeValue).describe('Named as in docs/conventions.md.'),
  })
  .meta({ title: 'Development event' })

export type EventJson = z.output<typeof eventJson>

export function eventToJson(event: DevelopmentEvent): EventJson {
  const { kind, occurredAt, recordedAt, source, key, repository, attributes, ...rest } = event
  return {
    id: eventId(event),
    kind,
    occurredAt: moment(occurredAt),
    recordedAt: moment(recordedAt),
    source,
    key,
    repository,
    ...rest,
    attributes: hasUnusualNumber(attributes) ? mapValues(attributes, numberToJson) : attributes,
  } as EventJson
}

/**
 * An event from a line of JSON.
 *
 * @throws EVENT_MALFORMED where it isn't one, or where its id isn't the derived one
 */
export function eventFromJson(value: unknown, where: string): DevelopmentEvent {
  const parsed = eventJson.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw serverFault(
      'EVENT_MALFORMED',
      `${where}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    )
  }
  const { id, occurredAt, recordedAt, attributes, ...rest } = parsed.data
  const event = {
    ...rest,
    attributes: mapValues(attributes, numberFromJson),
    occurredAt: milliseconds(occurredAt, where),
    recordedAt: milliseconds(recordedAt, where),
  } as DevelopmentEvent
  const derived = eventId(event)
  if (derived !== id) {
    throw serverFault(
      'EVENT_MALFORMED',
      `${where}: the id is ${id}, source, repository and key give ${derived}`,
    )
  }
  return event
}

/** Milliseconds since the epoch as RFC 3339 in UTC; beyond what a date can hold, its nearest end. */
export function moment(ms: number): string {
  return new Date(Math.max(-8.64e15, Math.min(8.64e15, Math.trunc(ms)))).toISOString()
}

function milliseconds(text: string, where: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms))
    throw serverFault('EVENT_MALFORMED', `${where}: "${text.slice(0, 40)}" is no RFC 3339 time`)
  return ms
}

function hasUnusualNumber(attributes: Attributes): boolean {
  return Object.values(attributes).some((value) =>
    typeof value === 'object' ? (value as readonly unknown[]).some(isUnusual) : isUnusual(value),
  )
}

function isUnusual(value: unknown): value is number {
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
}

function numberToJson(value: unknown): unknown {
  if (!isUnusual(value)) return value
  return { double: Object.is(value, -0) ? '-0' : String(value) }
}

function numberFromJson(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'double' in value ? Number(value.double) : value
}

/** Of a list, its items. */
function mapValues(
  attributes: Readonly<Record<string, unknown>>,
  map: (value: unknown) => unknown,
): Readonly<Record<string, AttributeValue>> {
  const mapped = Object.entries(attributes).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(map) : map(value),
  ])
  return Object.fromEntries(mapped) as Record<string, AttributeValue>
}

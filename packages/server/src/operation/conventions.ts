import { z } from 'zod'
import { makeLiveCheck, type Finding } from '@wakelore/telemetry/live-check'
import type { AttributeUse, Registry } from '@wakelore/telemetry/registry'
import { findEntries, searchRegistry, usesIn, usesOf, type Entry } from '@wakelore/telemetry/registry-search'
import { eventId } from '@wakelore/telemetry/event'
import { chosenRepository } from '../chosen-repository.ts'
import type { OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { repo } from '../schema/parts.ts'
import { SINCE_WORDS, sinceMs } from '../since.ts'

/** Beyond so many different problems the rest is only counted: senders can make up names without end. */
const MOST_PROBLEMS = 10_000
const MOST_SUGGESTIONS = 3

const sort = z.enum(['attribute', 'kind', 'metric', 'entity', 'group'])
const level = z.enum(['required', 'conditionally_required', 'recommended', 'opt_in'])

const found = z.object({
  sort,
  name: z.string(),
  brief: z.string(),
  type: z.string().optional().describe('Of an attribute.'),
  privacy: z.string().optional().describe('Of an attribute.'),
  category: z.string().optional().describe('Of a kind.'),
})

const shown = found.extend({
  note: z.string().optional(),
  stability: z.string(),
  deprecated: z.string().optional(),
  isUpstream: z.boolean().describe("Whether OpenTelemetry's conventions define it."),
  isTemplate: z.boolean().describe('Whether a key follows the name.'),
  isOpen: z.boolean().describe('Whether others may come: values of an attribute, attributes of a kind.'),
  isLocal: z.boolean().describe('Whether it never leaves this machine.'),
  members: z
    .array(z.object({ value: z.union([z.string(), z.number()]), brief: z.string().optional() }))
    .describe('The values that an attribute may have; empty where any will do.'),
  examples: z.array(z.unknown()),
  source: z.string().nullable().describe('What makes the kind; null: nothing yet, or it is no kind.'),
  signal: z.enum(['event', 'span']).nullable(),
  key: z.string().nullable().describe("The shape of a kind's key."),
  spanName: z.string().nullable(),
  unit: z.string().nullable(),
  instrument: z.string().nullable(),
  attributes: z
    .array(z.object({ name: z.string(), level, condition: z.string().optional(), brief: z.string() }))
    .describe('What it carries.'),
  usedBy: z
    .array(z.object({ name: z.string(), level, condition: z.string().optional() }))
    .describe('What carries it.'),
})

const problem = z.object({
  level: z.enum(['violation', 'advice']),
  problem: z.string(),
  kind: z.string(),
  subject: z.string().describe('The attribute, or the part of the envelope.'),
  message: z.string(),
  count: z.number().int(),
  example: z.string().describe('Id of an event that has it.'),
})

export const conventions = defineUnary({
  name: 'conventions',
  summary: 'What stored names mean, and whether what is stored keeps to it',
  description:
    'Without an action, how much the registry of conventions holds; search finds entries by words of their names and ' +
    'descriptions; show tells everything of one; check holds what is stored against the registry: of the repository around ' +
    'the current directory or --repo, of all with --all-repos or outside any repository.',
  access: 'read',
  input: z.object({
    action: z.enum(['summary', 'search', 'show', 'check']).default('summary').describe('What to do.'),
    words: z.array(z.string()).default([]).describe('What to search for, or the name to show.'),
    repo,
    allRepos: z.boolean().default(false).describe('check: events of every repository.'),
    since: z
      .string()
      .optional()
      .describe('check: only events since then: 7d, 24h, today, a date.')
      .meta({ completes: SINCE_WORDS }),
    limit: z
      .number()
      .int()
      .min(1)
      .max(MOST_PROBLEMS)
      .default(50)
      .describe('How many entries or problems at most.'),
  }),
  output: z.object({
    action: z.string(),
    schemaUrl: z.string(),
    version: z.string(),
    entries: z.record(sort, z.number().int()).describe('How many there are.'),
    found: z.array(found).describe('What search found, the best first.'),
    shown: z.array(shown),
    check: z
      .object({
        events: z.number().int(),
        violations: z.number().int(),
        advice: z.number().int(),
        problems: z.array(problem).describe('Violations first, then what comes most often.'),
      })
      .nullable(),
    omitted: z.number().int().describe('Entries or problems beyond the limit.'),
    healthy: z.boolean().describe('False where a check found a violation.'),
  }),
  examples: [
    { command: 'wakelore conventions search branch', does: 'names that have to do with branches' },
    { command: 'wakelore conventions show vcs.ref.head.name', does: 'everything that is known of one' },
    { command: 'wakelore conventions check --since 7d', does: 'whether the last week keeps to them' },
  ],
  faults: ['CONVENTION_UNKNOWN', 'CONVENTION_WORD_MISSING', 'SINCE_MALFORMED'],
  handler: async (input, context) => {
    const { REGISTRY: registry } = await import('@wakelore/telemetry/registry.generated')
    const { action, limit } = input
    const query = input.words.join(' ').trim()
    const wantsWords = action === 'search' || action === 'show'
    if (wantsWords && query === '') throw serverFault('CONVENTION_WORD_MISSING', `what to ${action}?`)
    const hits = action === 'search' ? searchRegistry(registry, query) : []
    const check = action === 'check' ? await checkStored(registry, input, context) : undefined
    return {
      action,
      schemaUrl: registry.schemaUrl,
      version: registry.version,
      entries: {
        attribute: registry.attributes.length,
        kind: registry.kinds.length,
        metric: registry.metrics.length,
        entity: registry.entities.length,
        group: registry.groups.length,
      },
      found: hits.slice(0, limit).map(foundEntry),
      shown: action === 'show' ? showEntries(registry, query) : [],
      check: check === undefined ? null : { ...check, problems: check.problems.slice(0, limit) },
      omitted: Math.max(0, hits.length - limit, (check?.problems.length ?? 0) - limit),
      healthy: (check?.violations ?? 0) === 0,
    }
  },
})

function foundEntry({ sort, entry }: Entry): z.output<typeof found> {
  return {
    sort,
    name: sort === 'attribute' && entry.isTemplate === true ? `${entry.name}.<key>` : entry.name,
    brief: entry.brief,
    ...(sort === 'attribute' ? { type: entry.type, privacy: entry.privacy } : {}),
    ...(sort === 'kind' ? { category: entry.category } : {}),
  }
}

/** @throws CONVENTION_UNKNOWN */
function showEntries(registry: Registry, name: string): z.output<typeof shown>[] {
  const entries = findEntries(registry, name)
  if (entries.length > 0) return entries.map((entry) => showEntry(registry, entry))
  const near = similarEntries(registry, name).slice(0, MOST_SUGGESTIONS)
  const like = near.length === 0 ? '' : `; like it: ${near.map(({ entry }) => entry.name).join(', ')}`
  throw serverFault('CONVENTION_UNKNOWN', `no convention is called "${name}"${like}`, { fields: { name } })
}

/** Those that have all of the name's words, or the last of them that any has. */
function similarEntries(registry: Registry, name: string): Entry[] {
  const words = name.split(/[._\s]+/)
  for (const query of [words.join(' '), ...words.toReversed()]) {
    const near = searchRegistry(registry, query)
    if (near.length > 0) return near
  }
  return []
}

function showEntry(registry: Registry, found: Entry): z.output<typeof shown> {
  const { entry } = found
  const attribute = found.sort === 'attribute' ? found.entry : undefined
  const kind = found.sort === 'kind' ? found.entry : undefined
  const metric = found.sort === 'metric' ? found.entry : undefined
  return {
    ...foundEntry(found),
    ...(entry.note === undefined ? {} : { note: entry.note }),
    stability: entry.stability,
    ...(entry.deprecated === undefined ? {} : { deprecated: entry.deprecated }),
    isUpstream: (attribute ?? kind)?.isUpstream === true,
    isTemplate: attribute?.isTemplate === true,
    isOpen: (attribute ?? kind)?.isOpen === true,
    isLocal: kind?.isLocal === true,
    members: attribute?.members?.map((member) => ({ ...member })) ?? [],
    examples: [...(attribute?.examples ?? [])],
    source: kind?.source ?? null,
    signal: kind?.signal ?? null,
    key: kind?.key ?? null,
    spanName: kind?.spanName ?? null,
    unit: metric?.unit ?? null,
    instrument: metric?.instrument ?? null,
    attributes: usesIn(found).map((use) => ({
      name: use.name,
      ...presence(use),
      brief: use.brief ?? registry.attributes.find(({ name }) => name === use.name)?.brief ?? '',
    })),
    usedBy:
      attribute === undefined
        ? []
        : usesOf(registry, entry.name).map(({ carrier, use }) => ({
            name: carrier,
            ...presence(use),
          })),
  }
}

function presence({ level, condition }: AttributeUse): Pick<AttributeUse, 'level' | 'condition'> {
  return { level, ...(condition === undefined ? {} : { condition }) }
}

type CheckInput = {
  readonly repo?: string | undefined
  readonly allRepos: boolean
  readonly since?: string | undefined
}

type Problem = z.output<typeof problem>

async function checkStored(
  registry: Registry,
  input: CheckInput,
  context: OperationContext,
): Promise<{ events: number; violations: number; advice: number; problems: Problem[] }> {
  const fromMs = input.since === undefined ? -Infinity : sinceMs(input.since, context.clock.nowMs())
  const repository = await chosenRepository(input, context)
  const reader = await context.openLog()
  const check = makeLiveCheck(registry)
  const problems = new Map<string, Problem>()
  const counts = { events: 0, violation: 0, advice: 0 }
  if (reader !== undefined) {
    for await (const block of reader.scan()) {
      for (const event of block.events()) {
        if (event.occurredAt < fromMs || (repository !== undefined && event.repository !== repository))
          continue
        counts.events++
        for (const finding of check(event)) {
          counts[finding.level]++
          count(problems, finding, event.kind, () => eventId(event))
        }
      }
    }
  }
  const sorted = [...problems.values()].sort(
    (left, right) =>
      Number(left.level === 'advice') - Number(right.level === 'advice') ||
      right.count - left.count ||
      (left.subject < right.subject ? -1 : 1),
  )
  return {
    events: counts.events,
    violations: counts.violation,
    advice: counts.advice,
    problems: sorted,
  }
}

function count(problems: Map<string, Problem>, finding: Finding, kind: string, example: () => string): void {
  const key = JSON.stringify([finding.problem, kind, finding.subject])
  const known = problems.get(key)
  if (known !== undefined) known.count++
  else if (problems.size < MOST_PROBLEMS)
    problems.set(key, { ...finding, kind, count: 1, example: example() })
}

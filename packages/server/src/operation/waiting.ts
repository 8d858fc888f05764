import { z } from 'zod'
import {
  HISTOGRAM_MS,
  makeWaiting,
  type Waiting,
  type WaitingRow,
  type WaitingTotal,
} from '@wakelore/knowledge/waiting'
import { isCommandKind } from '@wakelore/knowledge/command-tree/span-kind'
import type { EventTable } from '@wakelore/stream/event-table'
import type { RepositoryId } from '@wakelore/telemetry/event'
import { chosenRepository } from '../chosen-repository.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'
import { SINCE_WORDS, sinceMs } from '../since.ts'

const total = z.object({
  runs: z.number().int(),
  failed: z.number().int().describe('How many of them ended in failure.'),
  totalMs: z.number().describe('Time waited for them.'),
})

const row = total.extend({
  command: z
    .string()
    .describe(
      'The git command, after aliases; the alias itself where it runs a shell. Of a run its program, and what that was to do.',
    ),
  class: z
    .enum(['git', 'build', 'test', 'other'])
    .describe('git: a git command; otherwise what the command given to `wakelore run` was for.'),
  repository: z.object({ id: z.string(), name: z.string().nullable() }),
  startedBy: z
    .enum(['you', 'tools'])
    .describe('tools: an editor, a prompt, a client or an agent by itself, or a command that scripts run.'),
  share: z.number().describe('Of all time waited for what the same starter started, 0 to 1.'),
  medianMs: z.number(),
  p95Ms: z.number(),
  longestMs: z.number(),
  histogram: z.array(z.number().int()).describe('Runs by duration, in the buckets of histogramMs.'),
  change: z
    .object({
      verdict: z.enum(['slower', 'faster', 'same', 'too_few']),
      ratio: z.number().nullable().describe('Median by the median before.'),
      p: z
        .number()
        .nullable()
        .describe('Probability of such a difference by chance: Mann-Whitney U, two-sided.'),
      runsBefore: z.number().int(),
      medianMsBefore: z.number().nullable(),
    })
    .describe(
      'Against the period of the same length before: slower or faster where p < 0.01 and the median is at least 1.25 or at most 0.8 times what it was; too_few below 8 runs either time.',
    ),
})

export const waiting = defineUnary({
  name: 'waiting',
  summary: 'Where time goes with git, builds and tests, and what got slower',
  description:
    'How long you waited for each kind of git command, and for what you gave to `wakelore run`: how often, how many failed, median, ' +
    'tail and longest, and whether that is slower than in the period before. Time in which an editor or a pager was open is not waiting; commands within commands count for the outermost; ' +
    'those with windows of their own (gui, difftool, mergetool) are left out. Of the repository around the current directory or ' +
    '--repo, of all with --all-repos or outside any repository.',
  access: 'read',
  input: z.object({
    repo,
    allRepos: z.boolean().default(false).describe('Commands in every repository.'),
    since: z
      .string()
      .default('7d')
      .describe('Since when: 7d, 24h, 15m, 2w, today, yesterday, a date, a date and time.')
      .meta({ completes: SINCE_WORDS }),
    limit: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(10)
      .describe('How many rows at most, of you and of tools each.'),
  }),
  output: z.object({
    from: momentText,
    until: momentText,
    repository: z.object({ id: z.string(), name: z.string().nullable() }).nullable().describe('Null: all.'),
    you: total,
    tools: total,
    histogramMs: z
      .array(z.number())
      .describe('Upper ends of the buckets of every histogram, milliseconds; one more holds the rest.'),
    rows: z.array(row).describe('Those that took the most time first.'),
    omitted: z.number().int().describe('Rows beyond the limit.'),
    biggestChange: row.nullable().describe('The row whose change costs or saves you the most time.'),
    losses: z
      .object({
        periods: z.number().int(),
        traces: z.number().int().nullable().describe('How many commands, where that is known.'),
        reasons: z.array(z.string()),
      })
      .nullable()
      .describe('Where capture lost something in this period or the one before it.'),
    recordedSince: momentText
      .nullable()
      .describe('The first command that is stored of the repository, or of all; null: none.'),
  }),
  examples: [
    { command: 'wakelore waiting', does: 'the last seven days in this repository' },
    { command: 'wakelore waiting --since 2026-11-01 --all-repos', does: 'everywhere, since a day' },
    { command: 'wakelore waiting --since 24h --json', does: 'the last day, as JSON' },
  ],
  faults: ['SINCE_MALFORMED'],
  handler: async (input, context) => {
    const untilMs = context.clock.nowMs()
    const fromMs = sinceMs(input.since, untilMs)
    const repository = await chosenRepository(input, context)
    const names = new Map((await context.knownRepositories()).map(({ id, name }) => [id, name]))
    const reader = await context.openLog()
    const fold = makeWaiting({ fromMs, untilMs, repository })
    let recordedSinceMs = Infinity
    if (reader !== undefined) {
      for await (const block of reader.scan()) {
        for (const table of block.tables(isCommandKind)) {
          recordedSinceMs = Math.min(recordedSinceMs, firstAt(table, repository))
          fold.take(table)
        }
      }
    }
    const found = fold.result()
    const named = (id: string): { id: string; name: string | null } => ({ id, name: names.get(id) ?? null })
    const toJson = (one: WaitingRow): z.output<typeof row> => ({
      ...one,
      repository: named(one.repository),
      share: shareOf(one, found[one.startedBy]),
      histogram: [...one.histogram],
      change: {
        ...one.change,
        ratio: one.change.ratio ?? null,
        p: one.change.p ?? null,
        medianMsBefore: one.change.medianMsBefore ?? null,
      },
    })
    const biggest = biggestChange(found)
    const room = { you: input.limit, tools: input.limit }
    const shown = found.rows.filter(({ startedBy }) => room[startedBy]-- > 0)
    return {
      from: moment(fromMs),
      until: moment(untilMs),
      repository: repository === undefined ? null : named(repository),
      you: found.you,
      tools: found.tools,
      histogramMs: [...HISTOGRAM_MS],
      rows: shown.map(toJson),
      omitted: found.rows.length - shown.length,
      biggestChange: biggest === undefined ? null : toJson(biggest),
      losses: lossesOf((await context.openGraph())?.losses(2 * fromMs - untilMs) ?? [], untilMs),
      recordedSince: Number.isFinite(recordedSinceMs) ? moment(recordedSinceMs) : null,
    }
  },
})

function firstAt(table: EventTable, repository: RepositoryId | undefined): number {
  const occurredAt = table.occurredAt()
  const repositories = table.repositories()
  let first = Infinity
  for (let row = 0; row < table.rowCount; row++) {
    if (occurredAt[row]! >= first || (repository !== undefined && repositories[row] !== repository)) continue
    first = occurredAt[row]!
  }
  return first
}

function shareOf(one: WaitingTotal, all: WaitingTotal): number {
  return all.totalMs === 0 ? 0 : one.totalMs / all.totalMs
}

/** Of what you wait for: by the time that it made of all runs. */
function biggestChange({ rows }: Waiting): WaitingRow | undefined {
  const effectMs = ({ medianMs, runs, change }: WaitingRow): number =>
    Math.abs(medianMs - (change.medianMsBefore ?? medianMs)) * runs
  return rows
    .filter(
      ({ startedBy, change }) =>
        startedBy === 'you' && (change.verdict === 'slower' || change.verdict === 'faster'),
    )
    .sort((left, right) => effectMs(right) - effectMs(left))[0]
}

type Loss = { readonly reason: string; readonly fromAt: number; readonly files: number | undefined }

function lossesOf(
  losses: readonly Loss[],
  untilMs: number,
): { periods: number; traces: number | null; reasons: string[] } | null {
  const within = losses.filter(({ fromAt }) => fromAt < untilMs)
  if (within.length === 0) return null
  const counted = within.flatMap(({ files }) => (files === undefined ? [] : [files]))
  return {
    periods: within.length,
    traces: counted.length === 0 ? null : counted.reduce((sum, files) => sum + files, 0),
    reasons: [...new Set(within.map(({ reason }) => reason))].sort(),
  }
}

import { z } from 'zod'
import { scoreHistory } from '@wakelore/assist/score'
import type { OperationContext } from '../context.ts'
import { defineStream, defineUnary } from '../operation.ts'
import { readReplayCommits } from '../replay-commits.ts'
import { repo } from '../schema/parts.ts'

const hits = z.object({
  hitAt1: z.number(),
  hitAt3: z.number(),
  hitAt5: z.number(),
  hitAt10: z.number(),
  mrr: z.number(),
})

const input = z.object({ repo })

export const score = defineUnary({
  name: 'score',
  summary: 'How often next and who are right on this repository’s own history',
  description:
    'Replays the non-merge commits reachable from HEAD, oldest first. Of every commit of 2 to 30 files (lock files ' +
    'not counted) in the second half, one file is held out and asked for, knowing only what came before. ' +
    'Fractions; bots’ commits are reported apart.',
  access: 'read',
  input,
  output: z.object({
    repo: z.string(),
    queries: z.number().int(),
    next: hits,
    popularity: hits.describe('The files changed most often so far.'),
    coChange: hits.describe('Counts of having changed together, nothing else.'),
    who: z
      .object({ hitAt1: z.number(), hitAt3: z.number(), queries: z.number().int() })
      .describe('Whether the next committer of a file was among those named.'),
    bots: z.object({ queries: z.number().int(), next: hits, popularity: hits, coChange: hits }),
  }),
  examples: [
    { command: 'wakelore score', does: 'the figures' },
    { command: 'wakelore score --jsonl', does: 'every query, so that others can check' },
  ],
  faults: [],
  handler: async (asked, context) => {
    const { name, commits } = await replayable(asked.repo, context)
    return { repo: name, ...scoreHistory(commits) }
  },
})

const query = z.object({
  commit: z.string(),
  changed: z.array(z.string()),
  heldOut: z.string(),
  suggestions: z.array(z.string()).describe('The first ten, best first.'),
})

export const scoreQueries = defineStream({
  name: 'score.queries',
  summary: 'Every query that score asks, with its first ten answers',
  access: 'read',
  input,
  output: query,
  examples: score.examples,
  faults: [],
  handler: async function* (asked, context) {
    const { commits } = await replayable(asked.repo, context)
    const queries: z.output<typeof query>[] = []
    scoreHistory(commits, (one) => queries.push(one))
    yield* queries
  },
})

async function replayable(path: string | undefined, context: OperationContext) {
  const { repository } = await context.openRepository(path)
  const reader = await context.openLog()
  const commits = reader === undefined ? [] : await readReplayCommits(context.git, repository, reader)
  return { name: repository.name, commits }
}

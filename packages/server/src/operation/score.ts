import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { AlertFigures } from '@wakelore/assist/advisor/check/calibration'
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

const alertFigures = z.object({
  commits: z.number().int().describe('Commits asked, with the file held out and with nothing missing.'),
  alerts: z.number().int().describe('With the file held out.'),
  right: z.number().int().describe('Alerts that named it.'),
  falseAlarms: z.number().int().describe('Alerts with nothing missing.'),
})

const input = z.object({ repo })

const TELL_EVERY_COMMITS = 200

export const score = defineUnary({
  name: 'score',
  summary: 'How often next, check and who are right on this very history',
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
    lead: z
      .object({ low: z.number(), high: z.number() })
      .describe('By how much hit@5 of next exceeds plain co-change: 95 % bootstrap interval.'),
    bots: z.object({ queries: z.number().int(), next: hits, popularity: hits, coChange: hits }),
    check: alertFigures
      .extend({ rules: alertFigures.describe('Association rules, by thresholds chosen in the same way.') })
      .describe(
        'What check would have said, each time by the threshold of its time; bots’ commits left out.',
      ),
  }),
  examples: [
    { command: 'wakelore score', does: 'the figures' },
    { command: 'wakelore score --jsonl', does: 'every query, so that others can check' },
  ],
  faults: [],
  handler: async (asked, context) => {
    const { name, commits } = await replayable(asked.repo, context)
    let told = 0
    const replayed = scoreHistory(commits)
    for (;;) {
      const step = replayed.next()
      if (step.done === true) {
        const { check, ...rest } = step.value
        const { rules, ...own } = check
        return { repo: name, ...rest, check: { ...alertsJson(own), rules: alertsJson(rules) } }
      }
      context.signal?.throwIfAborted()
      // The replay is one long computation: let the progress bar and an interruption have their turn.
      if (step.value.commitsDone - told > TELL_EVERY_COMMITS) {
        told = step.value.commitsDone
        context.onProgress?.({ phase: 'replay', done: told, total: commits.length })
        await setImmediate()
      }
    }
  },
})

const query = z.object({
  commit: z.string(),
  changed: z.array(z.string()),
  heldOut: z.string(),
  suggestions: z.array(z.string()).describe('The first ten, best first.'),
  alert: z.string().nullable().describe('What check would have said.'),
  falseAlarm: z.string().nullable().describe('What it would have said with nothing missing.'),
  isBot: z.boolean().describe('A bot’s commit: reported apart.'),
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
    for (const { commit, changed, heldOut, suggestions, alert, falseAlarm, isBot } of scoreHistory(commits)) {
      yield {
        commit,
        changed: [...changed],
        heldOut,
        suggestions: [...suggestions],
        alert: alert ?? null,
        falseAlarm: falseAlarm ?? null,
        isBot,
      }
    }
  },
})

function alertsJson({ questions, ...counts }: AlertFigures): z.output<typeof alertFigures> {
  return { commits: questions, ...counts }
}

async function replayable(path: string | undefined, context: OperationContext) {
  const { repository } = await context.openRepository(path)
  const reader = await context.openLog()
  const commits = reader === undefined ? [] : await readReplayCommits(context.git, repository, reader)
  return { name: repository.name, commits }
}

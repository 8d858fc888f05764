import { z } from 'zod'
import { adviseNext, type Suggestion } from '@wakelore/assist/advisor/next'
import { weighFamilies, type FamilyWeight } from '@wakelore/assist/advisor/next/explain'
import type { NextModel } from '@wakelore/assist/advisor/next/learn'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import type { ChangeHistory } from '@wakelore/knowledge/change-history'
import { CHANGE_FAULTS, changeChoice, changedPaths, eachFileOnce, readUserEmail } from '../change-choice.ts'
import { learntNext } from '../learnt-models.ts'
import { defineUnary } from '../operation.ts'
import { repo } from '../schema/parts.ts'

const FAMILIES = ['together', 'similar', 'activity', 'author', 'directory', 'path'] as const

const input = z.object({
  repo,
  ...changeChoice.shape,
  limit: z.number().int().min(1).max(1000).default(10).describe('How many suggestions at most.'),
  explain: z
    .boolean()
    .default(false)
    .describe('What the model weighs here, and what carried each suggestion.'),
})

const model = z
  .object({
    learnt: z.number().int().describe('Past commits that it learnt from since it began.'),
    asOf: z.string().nullable().describe('The newest commit when it learnt last.'),
    trial: z
      .object({
        asked: z.number().int().describe('Past commits asked, each before it was learnt.'),
        hitAt5: z.number().describe('In which share the file held out was among the first five.'),
        priorHitAt5: z.number().describe('The same for the weights that it began with.'),
      })
      .nullable(),
    families: z
      .array(
        z.object({
          family: z.enum(FAMILIES),
          here: z.number().describe('Share of what tells suggestions apart.'),
          before: z.number().describe('The same by the weights that it began with.'),
        }),
      )
      .describe('The weightiest first.'),
  })
  .describe('The model as it is; with --explain.')

/** Asked for beyond the limit, in the place of those that turn out to be gone. */
const SPARE = 20

export const next = defineUnary({
  name: 'next',
  summary: 'Files that probably still have to change with what has changed',
  description:
    'Ranked by a small model that learns from every commit of this repository: what changed together and how lately, ' +
    'names and places, and what you work on. `wakelore score` says how often it is right here.',
  access: 'read',
  input,
  output: z.object({
    changed: z.array(z.string()).describe('What was taken as changed.'),
    suggestions: z.array(
      z.object({
        path: z.string(),
        score: z.number().describe('Probability among the candidates, by the model.'),
        together: z
          .number()
          .int()
          .describe('Of the `of` commits that changed `with`, how many changed both.'),
        of: z.number().int(),
        with: z.string().nullable().describe('The changed file that it changed with most reliably.'),
        lastCommit: z.string().nullable().describe('The last commit that changed both.'),
        reasons: z.array(z.string()).describe('Why, the strongest first.'),
        carried: z
          .array(
            z.object({
              family: z.enum(FAMILIES),
              by: z.number().describe('1 makes it e times as likely as the average candidate.'),
            }),
          )
          .optional()
          .describe('What moved its score, the strongest first; with --explain.'),
      }),
    ),
    model: model.optional(),
    note: z.string().optional().describe('What limits this answer, where something does.'),
  }),
  examples: [
    { command: 'wakelore next', does: 'with everything changed in the worktree' },
    { command: 'wakelore next src/parser.ts', does: 'if you are about to change a file' },
    { command: 'wakelore next --staged --json', does: 'before a commit, as JSON' },
    { command: 'wakelore next --branch topic', does: 'before a review' },
    { command: 'wakelore next --explain', does: 'what the model weighs in this repository' },
  ],
  faults: CHANGE_FAULTS,
  handler: async (asked, context) => {
    const open = await context.openRepository(asked.repo)
    const { repository, graph } = open
    const [changed, email] = await Promise.all([
      changedPaths(asked, open, context),
      readUserEmail(context.git, repository),
    ])
    const history = graph.history(repository.id)
    const learnt = learntNext(open)
    const advice = adviseNext(history, {
      changed: eachFileOnce(history, changed),
      nowMs: context.clock.nowMs(),
      author: graph.personWithEmail(repository.id, email),
      learnt: learnt.ranker,
      limit: asked.limit + SPARE,
    })
    const living = await readLivingPaths(
      context.git,
      repository,
      advice.suggestions.map((suggestion) => suggestion.path),
    )
    const suggestions = advice.suggestions.filter(({ path }) => living.has(path)).slice(0, asked.limit)
    return {
      changed,
      suggestions: suggestions.map(
        ({ path, score, together, of, with: companion, lastSha, reasons, carried }) => ({
          path,
          score,
          together,
          of,
          with: companion ?? null,
          lastCommit: lastSha ?? null,
          reasons: [...reasons],
          ...(asked.explain ? { carried: strongestFirst(carried) } : {}),
        }),
      ),
      ...(asked.explain
        ? { model: explained(learnt, weighFamilies(graph.past(repository.id), learnt)) }
        : {}),
      ...noteOf(advice.note ?? newFilesNote(history, changed)),
    }
  },
})

function strongestFirst(carried: Suggestion['carried']) {
  return Array.from(carried, ([family, by]) => ({ family, by })).sort(
    (a, b) => Math.abs(b.by) - Math.abs(a.by),
  )
}

function explained({ taken, trial }: NextModel, families: readonly FamilyWeight[]): z.output<typeof model> {
  const { asked, hits, priorHits } = trial
  return {
    learnt: taken.count,
    asOf: taken.asOf === '' ? null : taken.asOf,
    trial: asked === 0 ? null : { asked, hitAt5: hits / asked, priorHitAt5: priorHits / asked },
    families: [...families],
  }
}

function noteOf(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note }
}

function newFilesNote(history: ChangeHistory, changed: readonly string[]): string | undefined {
  const unknown = changed.filter((path) => history.fileNumber(path) === undefined)
  if (unknown.length === 0) return undefined
  const which =
    unknown.length === 1 ? JSON.stringify(unknown[0]) : `${unknown.length} of ${changed.length} changed files`
  return `No commit has ${which}: what belongs there, names and places say.`
}

import { z } from 'zod'
import type { ChangeHistory, CommitNumber } from '@wakelore/knowledge/change-history'
import { commitsTogether, MIN_TOGETHER, type CoupledPair } from '@wakelore/knowledge/couplings/coupled-pairs'
import {
  COUPLING_TREND_P,
  couplingTrend,
  type CouplingTrend,
} from '@wakelore/knowledge/couplings/coupling-trend'
import { perPart, PERIOD_PARTS, type Period } from '@wakelore/knowledge/period'
import {
  couplingInput,
  EXPLANATIONS,
  surveyCouplings,
  type CouplingSurvey,
  type SurveyedPair,
} from '../coupling-survey.ts'
import type { OpenRepository } from '../context.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'

const MODULE_PAIRS_SHOWN = 8
const MOST_PAIRS = 1000

const statistics = {
  score: z.number().describe('Log-likelihood ratio of the counts, weighted by age: how surprising it is.'),
  together: z.number().int().describe('Commits that changed both.'),
  counts: z.array(z.number().int()).describe('Commits that changed each, in the same order.'),
  lift: z
    .number()
    .describe('How many times more often together than by chance: together × commits / counts.'),
}

export const couplings = defineUnary({
  name: 'couplings',
  summary: 'Files that change together though nothing says so',
  description:
    'Pairs of files that changed in the same commits more often than chance would have it, the most surprising first: pairs across modules that no name and no directory explains. ' +
    'Of a file, everything that changes with it, with what explains it. Beside each pair how often, of how many times, whether that grows or fades, and the last commit that changed both.',
  access: 'read',
  input: z.object({
    repo,
    ...couplingInput,
    limit: z.number().int().min(1).max(MOST_PAIRS).default(15).describe('How many pairs at most.'),
  }),
  output: z.object({
    repository: z.object({ id: z.string(), name: z.string(), path: z.string() }),
    path: z.string().describe('What was asked about, from the root; empty for all.'),
    from: momentText.describe('Where the period begins.'),
    until: momentText,
    commits: z.number().int().describe('Commits of the period that count: no bulk commits, no bots.'),
    pairs: z
      .array(
        z.object({
          paths: z
            .array(z.string())
            .describe('The file asked about first; otherwise the one that changed less often.'),
          modules: z.array(z.string()).describe('The modules that they lie in; empty for the root.'),
          ...statistics,
          confidence: z
            .array(z.number())
            .describe('When the first changes, the other does, 0 to 1; and when the second does.'),
          explanation: z
            .enum(EXPLANATIONS)
            .nullable()
            .describe(
              'What explains it: one name, as of a file and its test; one name within the other; the same directory; the same module.',
            ),
          perPart: z
            .array(z.number().int())
            .describe(
              `Commits that changed both, by time: the period in ${PERIOD_PARTS} equal parts, the oldest first.`,
            ),
          trend: z
            .object({
              verdict: z.enum(['growing', 'fading', 'none']),
              p: z
                .number()
                .describe('Probability of such a difference by chance: log-likelihood ratio, two-sided.'),
            })
            .describe(
              `Of the commits that changed either one, how large a share changed both, in the later half of the period against the earlier one; told where p < ${COUPLING_TREND_P}.`,
            ),
          lastCommit: z.string(),
          lastAt: momentText,
          lastSubject: z.string().describe('Of the last commit that changed both.'),
        }),
      )
      .describe(`The most surprising first; of ${MIN_TOGETHER} commits together and more.`),
    omitted: z.number().int().describe('Pairs beyond the limit.'),
    modulePairs: z
      .array(z.object({ modules: z.array(z.string()), ...statistics }))
      .describe(
        'Modules that change together more than chance would have it; empty where a file is asked about.',
      ),
    notes: z.array(z.string()).describe('What makes the answer less than it could be.'),
  }),
  examples: [
    { command: 'wakelore couplings', does: 'surprising ones, across modules' },
    { command: 'wakelore couplings src/parser.ts', does: 'what changes with a file, and how much' },
    { command: 'wakelore couplings --all --json', does: 'within modules too, as JSON' },
  ],
  faults: ['PATH_UNKNOWN', 'PATH_OUTSIDE', 'SINCE_MALFORMED'],
  handler: async (input, context) => {
    const open = await context.openRepository(input.repo)
    const { repository } = open
    const survey = await surveyCouplings(open, context, input, input.limit)
    const { period } = survey
    return {
      repository: {
        id: repository.id,
        name: repository.name,
        path: repository.worktreeRoot ?? repository.commonDir,
      },
      path: survey.path,
      from: moment(period.fromMs),
      until: moment(period.untilMs),
      commits: period.commits.length,
      pairs: survey.pairs.map((pair) => describePair(open, survey, askedFirst(pair, survey))),
      omitted: survey.omitted,
      modulePairs: survey.isFile
        ? []
        : survey.modules.pairs.slice(0, MODULE_PAIRS_SHOWN).map(({ modules, counts, ...rest }) => ({
            modules: [...modules],
            counts: [...counts],
            ...rest,
          })),
      notes: [...survey.notes],
    }
  },
})

/** A file that was asked about stands first in every line. */
function askedFirst(pair: SurveyedPair, { isFile, path }: CouplingSurvey): SurveyedPair {
  if (!isFile || pair.paths[0] === path) return pair
  const swapped = <T>([a, b]: readonly [T, T]): readonly [T, T] => [b, a]
  return {
    ...pair,
    files: swapped(pair.files),
    paths: swapped(pair.paths),
    counts: swapped(pair.counts),
    modules: swapped(pair.modules),
  }
}

function describePair(
  { repository, graph }: OpenRepository,
  { period, history }: CouplingSurvey,
  pair: SurveyedPair,
) {
  const { files, paths, modules, score, together, counts, lift, explanation } = pair
  const both = commitsTogether(history, period, files)
  const last = both.reduce((newest, commit) =>
    history.authoredAt(commit) >= history.authoredAt(newest) ? commit : newest,
  )
  const { sha, subject, authoredAt } = graph.commit(repository.id, last)
  return {
    paths: [...paths],
    modules: [...modules],
    score,
    together,
    counts: [...counts],
    lift,
    confidence: counts.map((count) => together / count),
    explanation: explanation ?? null,
    perPart: perPart(period, both),
    trend: trendOf(history, period, files, both),
    lastCommit: sha,
    lastAt: moment(authoredAt),
    lastSubject: subject,
  }
}

/** From when on both files were there: what could not be before has not grown. */
function trendOf(
  history: ChangeHistory,
  period: Period,
  files: CoupledPair['files'],
  both: readonly CommitNumber[],
): CouplingTrend {
  const either = new Set(files.flatMap((file) => [...history.commitsOf(file)]))
  const since = Math.min(1, ...files.map((file) => period.ageOf(history.commitsOf(file)[0]!)))
  const half = (commits: Iterable<CommitNumber>, isLater: boolean): number => {
    let inHalf = 0
    for (const commit of commits) {
      const age = period.ageOf(commit)
      if (period.has(commit) && age <= since && age < since / 2 === isLater) inHalf++
    }
    return inHalf
  }
  return couplingTrend(
    { both: half(both, false), either: half(either, false) },
    { both: half(both, true), either: half(either, true) },
  )
}

import { z } from 'zod'
import { rankPeople } from '@wakelore/assist/advisor/who'
import { readCommitMessages } from '@wakelore/capture/commit-messages'
import { readFilesBefore } from '@wakelore/capture/head-files'
import type { CommitNumber } from '@wakelore/knowledge/change-history'
import { fixEvidence } from '@wakelore/knowledge/fix-evidence'
import { perPart, PERIOD_PARTS, type Period } from '@wakelore/knowledge/period'
import { rhythmOf } from '@wakelore/knowledge/quiet'
import { TREND_P, trendOf } from '@wakelore/knowledge/statistics/trend'
import { botsOf } from '../bots-of.ts'
import type { OpenRepository, OperationContext } from '../context.ts'
import {
  blobReading,
  hotspotInput,
  leftOutJson,
  measure,
  openBlobFacts,
  readHotspots,
  type Hotspot,
  type Hotspots,
} from '../hotspots.ts'
import { openKeptFacts } from '../kept-facts.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'

/** Enough that no file behind them could be hot but by being enormous. */
const FILES_LOOKED_AT = 160
/** Who holds more than this of the knowledge about a file holds most of it. */
const MOST = 0.5
const MOST_VERDICTS_KEPT = 8000
/** Of the rule by which a message says that it mended something. */
const FIX_VERSION = '2'

const hotFile = z.object({
  path: z.string(),
  heat: z.number().describe('100 × √(churn × complexity.total), against the hottest file, which is 100.'),
  churn: z
    .number()
    .describe(
      'Its commits in the period, each weighing less with age: the newest commit of the repository 1, one at the begin ¼.',
    ),
  commits: z.number().int().describe('How many commits that is; without bulk commits and bots.'),
  perPart: z
    .array(z.number().int())
    .describe(`The same commits by time: the period in ${PERIOD_PARTS} equal parts, the oldest first.`),
  trend: z
    .object({
      verdict: z.enum(['rising', 'falling', 'none']),
      p: z.number().describe('Probability of such a rise or fall by chance: Mann-Kendall, two-sided.'),
    })
    .describe(`Of perPart: rising or falling where p < ${TREND_P}.`),
  complexity: z
    .object({
      total: z.number().int().describe('Levels of indentation of all lines together.'),
      mean: z.number().describe('Of a line.'),
      max: z.number().int().describe('Of the line that is nested deepest.'),
      lines: z.number().int().describe('Lines that are not blank.'),
      before: z
        .number()
        .int()
        .nullable()
        .describe(
          'The total before its first change in the period; null: it is new, or had another path, or is not here.',
        ),
    })
    .describe('By indentation, as of HEAD.'),
  sizeBytes: z.number().int(),
  fixes: z
    .object({
      commits: z.number().int().nullable(),
      share: z.number().nullable().describe('Of its commits in the period, 0 to 1.'),
    })
    .describe('Those of its commits whose message says that they mended something; null: not readable here.'),
  people: z.number().int().describe('Who ever wrote at it, co-authors included, without bots.'),
  main: z
    .object({
      name: z.string(),
      email: z.string(),
      share: z.number().describe('Of the knowledge about it, 0 to 1: as `who` tells it.'),
      lastAt: momentText.describe('Their last commit to the repository.'),
      isQuiet: z.boolean().describe('Silent for longer than quietAfterMs.'),
    })
    .nullable()
    .describe('Who holds more than half of the knowledge about it; null where nobody does.'),
  isAtRisk: z.boolean().describe('One person holds most of the knowledge about it and has gone quiet.'),
  lastCommit: z.string(),
  lastAt: momentText,
})

export const hot = defineUnary({
  name: 'hot',
  summary: 'Where change and trouble concentrate, and knowledge at risk',
  description:
    'Ranks files by heat, which is how often they were changed lately times how complex they are by their indentation: a hot file costs most to leave as it is. ' +
    'Beside it how many of its commits mended something, whether it changes more or less than it did, and where one person made most of a file and has gone quiet. ' +
    'Bulk commits and bots do not count; lock files, generated, vendored and binary files are left out. Heat is not guilt: files are ranked, people never.',
  access: 'read',
  input: z.object({
    repo,
    ...hotspotInput,
    limit: z.number().int().min(1).max(FILES_LOOKED_AT).default(15).describe('How many files at most.'),
  }),
  output: z.object({
    repository: z.object({ id: z.string(), name: z.string(), path: z.string() }),
    path: z.string().describe('What was asked about, from the root; empty for all.'),
    from: momentText.describe('Where the period begins.'),
    until: momentText,
    commits: z.number().int().describe('Commits of the period that count, to any file.'),
    files: z.array(hotFile).describe('The hottest first.'),
    omitted: z.number().int().describe('Files with any heat beyond the limit.'),
    leftOut: leftOutJson,
    quietAfterMs: z
      .number()
      .describe(
        'Who is silent for longer has gone quiet: 95 of 100 pauses that people here came back from were shorter, and it is three months at least.',
      ),
    notes: z.array(z.string()).describe('What makes the answer less than it could be.'),
  }),
  examples: [
    { command: 'wakelore hot', does: 'the hottest files of the last year' },
    { command: 'wakelore hot src --since 90d', does: 'below a directory, of the last 90 days' },
    { command: 'wakelore hot --json', does: 'every number, as JSON' },
  ],
  faults: ['PATH_UNKNOWN', 'PATH_OUTSIDE', 'SINCE_MALFORMED'],
  handler: async (input, context) => {
    const open = await context.openRepository(input.repo)
    const { repository } = open
    const hotspots = await readHotspots(open, context, input, FILES_LOOKED_AT)
    const shown = hotspots.spots.slice(0, input.limit)
    const evidence = await readEvidence(open, context, shown)
    const { period } = hotspots
    return {
      repository: {
        id: repository.id,
        name: repository.name,
        path: repository.worktreeRoot ?? repository.commonDir,
      },
      path: hotspots.path,
      from: moment(period.fromMs),
      until: moment(period.untilMs),
      commits: period.commits.length,
      files: describeFiles(open, context.clock.nowMs(), period, shown, evidence),
      omitted: hotspots.spots.length - shown.length,
      leftOut: { ...hotspots.leftOut },
      quietAfterMs: evidence.rhythm.quietAfterMs,
      notes: [...hotspots.notes],
    }
  },
})

type Evidence = {
  readonly rhythm: ReturnType<typeof rhythmOf>
  /** Of the commits whose message could be read, whether it mended something. */
  readonly mended: ReadonlyMap<CommitNumber, boolean>
  /** Complexity before the period, in the order of the files. */
  readonly before: readonly (number | undefined)[]
}

async function readEvidence(
  open: OpenRepository,
  context: OperationContext,
  shown: readonly Hotspot[],
): Promise<Evidence> {
  const { repository, graph } = open
  const history = graph.history(repository.id)
  const signal = context.signal === undefined ? {} : { signal: context.signal }
  const shas = new Map<string, CommitNumber>()
  for (const { churn } of shown) for (const commit of churn.commits) shas.set(history.sha(commit), commit)
  const verdicts = openKeptFacts<0 | 1>(graph, repository.id, {
    name: 'hot.fixes',
    version: FIX_VERSION,
    most: MOST_VERDICTS_KEPT,
  })
  const blobs = openBlobFacts(open)
  const unread = [...shas.keys()].filter((sha) => verdicts.get(sha) === undefined)
  const reading = readCommitMessages(context.git, repository, unread, signal)
  const complexities: (number | undefined)[] = shown.map(() => undefined)
  const firsts = shown.map(({ path, churn }) => ({ path, sha: history.sha(churn.commits[0]!) }))
  const readingBefore = (async () => {
    const files = readFilesBefore(context.git, repository, firsts, blobReading(context, blobs))
    for await (const [at, file] of files) {
      const fact = measure(file, blobs)
      if (typeof fact !== 'string') complexities[at] = fact.total
    }
  })()
  const rhythm = rhythmOf(history, { nowMs: context.clock.nowMs() })
  const [messages] = await Promise.all([reading, readingBefore])
  for (const [sha, message] of messages) verdicts.add(sha, fixEvidence(message) === undefined ? 0 : 1)
  verdicts.save()
  blobs.save()
  const mended = new Map<CommitNumber, boolean>()
  for (const [sha, commit] of shas) {
    const verdict = verdicts.get(sha)
    if (verdict !== undefined) mended.set(commit, verdict === 1)
  }
  return { rhythm, mended, before: complexities }
}

function describeFiles(
  { repository, graph }: OpenRepository,
  nowMs: number,
  period: Period,
  shown: Hotspots['spots'],
  { rhythm, mended, before }: Evidence,
): z.output<typeof hotFile>[] {
  const history = graph.history(repository.id)
  const personOf = graph.people(repository.id)
  const isBot = botsOf(personOf)
  return shown.map(({ path, heat, churn, indentation, sizeBytes }, at) => {
    const people = rankPeople(graph.contributions(repository.id, path), { nowMs, isBot })
    const [first] = people
    const main = first !== undefined && first.score > MOST ? first : undefined
    const isQuiet = main !== undefined && rhythm.isQuiet(main.person)
    const readable = churn.commits.filter((commit) => mended.has(commit))
    const fixes = readable.filter((commit) => mended.get(commit)).length
    const last = churn.commits.reduce((newest, commit) =>
      history.authoredAt(commit) >= history.authoredAt(newest) ? commit : newest,
    )
    const { total, mean, max, lines } = indentation
    const parts = perPart(period, churn.commits)
    // A bulk commit that brought it is in no list of its commits.
    const isNew = before[at] === undefined && history.commitsOf(churn.file)[0] === churn.commits[0]
    return {
      path,
      heat,
      churn: churn.churn,
      commits: churn.commits.length,
      perPart: parts,
      trend: trendOf(sinceItsFirst(parts, isNew)),
      complexity: { total, mean, max, lines, before: before[at] ?? null },
      sizeBytes,
      fixes:
        readable.length === 0
          ? { commits: null, share: null }
          : { commits: fixes, share: fixes / readable.length },
      people: people.filter(({ commits }) => commits > 0).length,
      main:
        main === undefined
          ? null
          : {
              name: personOf(main.person).name,
              email: personOf(main.person).email,
              share: main.score,
              lastAt: moment(rhythm.lastAt(main.person) ?? main.lastAt),
              isQuiet,
            },
      isAtRisk: isQuiet,
      lastCommit: history.sha(last),
      lastAt: moment(history.authoredAt(last)),
    }
  })
}

/** The parts in which the file was there: what didn't exist before has not become more. */
function sinceItsFirst(parts: readonly number[], isNew: boolean): readonly number[] {
  return isNew ? parts.slice(parts.findIndex((commits) => commits > 0)) : parts
}

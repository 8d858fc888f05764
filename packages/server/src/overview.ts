/**
 * Overview: what changes together and who knows what, for the first screen.
 *
 * It changes only when something was stored, and a little each day as what was done
 * ages: until then the last one is kept in the graph and shown again.
 */
import { z } from 'zod'
import { rankPeople } from '@wakelore/assist/advisor/who'
import { isLockFile } from '@wakelore/assist/lock-files'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import { couplings } from '@wakelore/knowledge/couplings'
import { mainDirectories } from '@wakelore/knowledge/main-directories'
import type { OpenRepository, OperationContext } from './context.ts'
import { moment } from './schema/event.ts'
import { momentText } from './schema/parts.ts'

const NAME = 'overview'
/** What it is computed from; events are only ever added. */
const SHOWN_KINDS = ['vcs.commit', 'vcs.ref.change', 'vcs.mailmap']
const COUPLINGS_SHOWN = 5
/** Couplings asked for in the place of those whose files turn out to be gone. */
const SPARE = 10
const KNOWERS_SHOWN = 5
const PEOPLE_SHOWN = 3
/** Less is a passer-by, unless nobody has more. */
const LEAST_SHARE = 0.1

export const overviewJson = z.object({
  couplings: z
    .array(
      z.object({
        paths: z.array(z.string()),
        together: z.number().int().describe('Commits that changed them all.'),
        of: z.number().int().describe('Commits that changed the rarer one.'),
        lastCommit: z.string(),
        lastAt: momentText,
      }),
    )
    .describe('What changes together, the most telling first.'),
  knowers: z
    .array(
      z.object({
        directory: z.string(),
        people: z.array(z.object({ name: z.string(), email: z.string(), share: z.number() })),
      }),
    )
    .describe('Who knows the busiest directories.'),
})

export type Overview = z.output<typeof overviewJson>

export async function readOverview(open: OpenRepository, context: OperationContext): Promise<Overview> {
  const { repository, graph } = open
  const nowMs = context.clock.nowMs()
  const kinds = graph.kinds(repository.id)
  const taken = SHOWN_KINDS.map((kind) => kinds.get(kind)?.events ?? 0).join('/')
  const asOf = `${taken} ${moment(nowMs).slice(0, 'yyyy-mm-dd'.length)}`
  const kept = graph.model(repository.id, NAME)
  if (kept?.asOf === asOf) return overviewJson.parse(JSON.parse(kept.json))
  const overview = await makeOverview(open, context, nowMs)
  graph.saveModel(repository.id, NAME, JSON.stringify(overview), asOf)
  return overview
}

async function makeOverview(
  { repository, graph }: OpenRepository,
  context: OperationContext,
  nowMs: number,
): Promise<Overview> {
  const history = graph.history(repository.id)
  const personOf = graph.people(repository.id)
  const isBot = (person: number): boolean => personOf(person).isBot
  const found = couplings(history, { nowMs, count: COUPLINGS_SHOWN + SPARE, isBot, isIgnored: isLockFile })
  const living = await readLivingPaths(
    context.git,
    repository,
    found.flatMap(({ paths }) => [...paths]),
  )
  return {
    couplings: found
      .filter(({ paths }) => paths.every((path) => living.has(path)))
      .slice(0, COUPLINGS_SHOWN)
      .map(({ paths, together, of, lastSha, lastAt }) => ({
        paths: [...paths],
        together,
        of,
        lastCommit: lastSha,
        lastAt: moment(lastAt),
      })),
    knowers: mainDirectories(history, { nowMs, count: KNOWERS_SHOWN, isBot }).map(({ directory }) => ({
      directory,
      people: rankPeople(graph.contributions(repository.id, directory), { nowMs, isBot })
        .filter(({ score }, rank) => rank === 0 || (rank < PEOPLE_SHOWN && score >= LEAST_SHARE))
        .map(({ person, score }) => {
          const { name, email } = personOf(person)
          return { name, email, share: score }
        }),
    })),
  }
}

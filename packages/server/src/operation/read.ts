import { z } from 'zod'
import { rankPeople } from '@wakelore/assist/advisor/who'
import { isLockFile } from '@wakelore/assist/lock-files'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import { couplings } from '@wakelore/knowledge/couplings'
import { mainDirectories } from '@wakelore/knowledge/main-directories'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { commitJson, commitToJson, momentText, repo } from '../schema/parts.ts'

const COUPLINGS_SHOWN = 5
/** Couplings asked for in the place of those whose files turn out to be gone. */
const SPARE = 10
const KNOWERS_SHOWN = 5
const PEOPLE_SHOWN = 3
/** Less is a passer-by, unless nobody has more. */
const LEAST_SHARE = 0.1
const COMMITS_SHOWN = 5

export const read = defineUnary({
  name: 'read',
  summary: 'Read the whole history of a repository, then one screen of what it says',
  description:
    'Reads all refs, commits, reflogs, notes and the mailmap, redacts secrets, and seals the rest on this machine. ' +
    'A second run takes only what is new; an interrupted one goes on where it stopped. Running it is the consent.',
  access: 'capture',
  input: z.object({ repo }),
  output: z.object({
    repository: z.object({ id: z.string(), name: z.string(), path: z.string() }),
    read: z.object({
      newEvents: z.number().int(),
      newCommits: z.number().int(),
      seconds: z.number(),
      remarks: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
    totals: z.object({
      commits: z.number().int(),
      files: z.number().int(),
      people: z.number().int(),
      branches: z.number().int(),
      tags: z.number().int(),
      events: z.number().int(),
    }),
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
    last: z.array(commitJson).describe('The newest commits.'),
    detail: z.string().describe('How much of its history may be read: off, counts, names, full.'),
    capture: z.enum(['off', 'on']),
    network: z.enum(['none']),
  }),
  examples: [
    { command: 'wakelore', does: 'the repository around the current directory' },
    { command: 'wakelore ../other-repo', does: 'another one' },
    { command: 'wakelore --json', does: 'the same as one JSON document' },
  ],
  faults: ['GIT_NOT_A_REPOSITORY', 'GIT_DUBIOUS_OWNERSHIP'],
  handler: async (input, context) => {
    const { repository, graph, read: outcome } = await context.openRepository(input.repo)
    const known = (await context.knownRepositories()).find(({ id }) => id === repository.id)
    const nowMs = context.clock.nowMs()
    const history = graph.history(repository.id)
    const personOf = graph.people(repository.id)
    const isBot = (person: number): boolean => personOf(person).isBot
    const found = couplings(history, { nowMs, count: COUPLINGS_SHOWN + SPARE, isBot, isIgnored: isLockFile })
    const living = await readLivingPaths(
      context.git,
      repository,
      found.flatMap(({ paths }) => [...paths]),
    )
    const totals = graph.status().find((one) => one.repository === repository.id)
    return {
      repository: { id: repository.id, name: repository.name, path: repository.cwd },
      read: {
        newEvents: outcome.newEvents,
        newCommits: outcome.newCommits,
        seconds: Math.round(outcome.tookMs) / 1000,
        remarks: [...outcome.remarks],
      },
      totals: {
        commits: totals?.commits ?? 0,
        files: totals?.files ?? 0,
        people: totals?.people ?? 0,
        branches: totals?.branches ?? 0,
        tags: totals?.tags ?? 0,
        events: totals?.events ?? 0,
      },
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
      last: history.newest(COMMITS_SHOWN).map((number) => commitToJson(graph.commit(repository.id, number))),
      detail: known?.detail['history'] ?? 'off',
      capture: 'off' as const,
      network: 'none' as const,
    }
  },
})

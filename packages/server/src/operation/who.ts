import { z } from 'zod'
import { rankPeople } from '@wakelore/assist/advisor/who'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { repositoryPath } from '../repository-path.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'

export const who = defineUnary({
  name: 'who',
  summary: 'Who knows a file or directory, and how fresh that is',
  description:
    'Ranks people by what they did to the path, renames followed: recent and focused work counts most, ' +
    'co-authors and reviewers count by their trailers, bots and bulk commits not at all.',
  access: 'read',
  input: z.object({
    repo,
    path: z.string().min(1).describe('File or directory.').meta({ completes: 'path' }),
    limit: z.number().int().min(1).max(1000).default(5).describe('How many people at most.'),
  }),
  output: z.object({
    path: z.string(),
    people: z.array(
      z.object({
        name: z.string(),
        email: z.string(),
        score: z.number().describe('Share of the knowledge about the path, 0 to 1.'),
        commits: z.number().int().describe('Commits authored or co-authored that touched it.'),
        reviews: z.number().int().describe('Commits reviewed that touched it.'),
        lastAt: momentText.describe('Last commit of theirs that touched it: RFC 3339, UTC.'),
        lastCommit: z.string(),
      }),
    ),
  }),
  examples: [
    { command: 'wakelore who src/parser.ts', does: 'who to ask about a file' },
    { command: 'wakelore who src/ --json', does: 'the same for a directory, as JSON' },
  ],
  faults: ['PATH_UNKNOWN', 'PATH_OUTSIDE'],
  handler: async (input, context) => {
    const { repository, graph } = await context.openRepository(input.repo)
    const path = repositoryPath(repository, context.cwd, input.path)
    const contributions = graph.contributions(repository.id, path)
    if (contributions.length === 0) {
      throw serverFault(
        'PATH_UNKNOWN',
        `no commit of ${repository.name} touched ${path === '' ? '.' : path}`,
        {
          fields: { path },
        },
      )
    }
    const history = graph.history(repository.id)
    const personOf = graph.people(repository.id)
    const ranked = rankPeople(contributions, {
      nowMs: context.clock.nowMs(),
      isBot: (person) => personOf(person).isBot,
    })
    return {
      path,
      people: ranked.slice(0, input.limit).map((one) => {
        const person = personOf(one.person)
        return {
          name: person.name,
          email: person.email,
          score: one.score,
          commits: one.commits,
          reviews: one.reviews,
          lastAt: moment(one.lastAt),
          lastCommit: history.sha(one.lastCommit),
        }
      }),
    }
  },
})

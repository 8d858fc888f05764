import { z } from 'zod'
import { defineUnary } from '../operation.ts'
import { overviewJson, readOverview } from '../overview.ts'
import { commitJson, commitToJson, repo } from '../schema/parts.ts'

const COMMITS_SHOWN = 5

export const read = defineUnary({
  name: 'read',
  summary: 'Read all history of a repository, then one screen of it',
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
    ...overviewJson.shape,
    last: z.array(commitJson).describe('The newest commits.'),
    detail: z.string().describe('How much of its history may be read: off, counts, names, full.'),
    capture: z.enum(['off', 'on', 'paused']).describe('Whether git is recorded here while you work.'),
    network: z.enum(['none', 'sinks']).describe('What may connect to anything.'),
  }),
  examples: [
    { command: 'wakelore', does: 'the repository around the current directory' },
    { command: 'wakelore ../other-repo', does: 'another one' },
    { command: 'wakelore --json', does: 'the same as one JSON document' },
  ],
  faults: ['GIT_NOT_A_REPOSITORY', 'GIT_DUBIOUS_OWNERSHIP'],
  handler: async (input, context) => {
    const open = await context.openRepository(input.repo)
    const { repository, graph, read: outcome } = open
    const known = (await context.knownRepositories()).find(({ id }) => id === repository.id)
    const overview = await readOverview(open, context)
    const history = graph.history(repository.id)
    const capture = await context.capture()
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
      ...overview,
      last: history.newest(COMMITS_SHOWN).map((number) => commitToJson(graph.commit(repository.id, number))),
      detail: known?.detail['history'] ?? 'off',
      capture: (known?.detail['git'] ?? 'off') === 'off' ? ('off' as const) : capture.state,
      network: capture.sinks > 0 ? ('sinks' as const) : ('none' as const),
    }
  },
})

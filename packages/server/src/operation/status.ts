import { z } from 'zod'
import type { Graph } from '@wakelore/knowledge/graph'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText } from '../schema/parts.ts'

const repositoryStatus = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string().describe('The git directory.'),
  detail: z.record(z.string(), z.string()).describe('Detail level by category: off, counts, names, full.'),
  consentedAt: momentText,
  events: z.number().int(),
  commits: z.number().int(),
  files: z.number().int(),
  people: z.number().int(),
  branches: z.number().int(),
  tags: z.number().int(),
  lastEventAt: momentText
    .nullable()
    .describe('When the newest event happened; what bears no date counts as happening when it is read.'),
  lastCommitAt: momentText.nullable().describe('When the newest commit was authored.'),
})

export const status = defineUnary({
  name: 'status',
  summary: 'What is stored, of which repositories, and what is on',
  access: 'read',
  input: z.object({
    repo: z.string().optional().describe('Only this repository.'),
  }),
  output: z.object({
    repos: z.array(repositoryStatus),
    events: z.number().int(),
    bytes: z.number().int().describe('Size on disk of log and graph.'),
    lastEventAt: momentText.nullable().describe('When the newest event happened.'),
    capture: z.enum(['off', 'on']).describe('Whether anything is recorded while you work.'),
    network: z.enum(['none']).describe('What may connect to anything.'),
    daemon: z.object({ pid: z.number().int() }).nullable(),
    store: z.string().describe('Where it all lies.'),
    keys: z.array(z.string()).describe('Kinds of the slots that can open it.'),
  }),
  examples: [
    { command: 'wakelore status', does: 'everything at a glance' },
    { command: 'wakelore status --repo . --json', does: 'one repository, as JSON' },
  ],
  faults: [],
  handler: async (input, context) => {
    const only =
      input.repo === undefined ? undefined : (await context.openRepository(input.repo)).repository.id
    const graph = await context.openGraph()
    const counted = new Map((graph?.status() ?? []).map((one) => [one.repository, one]))
    const repos = (await context.knownRepositories())
      .filter((one) => only === undefined || one.id === only)
      .map((one) => {
        const counts = counted.get(one.id)
        return {
          id: one.id,
          name: one.name,
          path: one.path,
          detail: { ...one.detail },
          consentedAt: moment(one.consentedAtMs),
          events: counts?.events ?? 0,
          commits: counts?.commits ?? 0,
          files: counts?.files ?? 0,
          people: counts?.people ?? 0,
          branches: counts?.branches ?? 0,
          tags: counts?.tags ?? 0,
          lastEventAt: counts?.lastEventAt === undefined ? null : moment(counts.lastEventAt),
          lastCommitAt: graph === undefined ? null : lastCommitAt(graph, one.id),
        }
      })
    const last = repos.reduce<string | null>(
      (newest, one) =>
        one.lastEventAt !== null && (newest === null || one.lastEventAt > newest) ? one.lastEventAt : newest,
      null,
    )
    return {
      repos,
      events: repos.reduce((sum, one) => sum + one.events, 0),
      bytes: await context.storedBytes(),
      lastEventAt: last,
      capture: 'off' as const,
      network: 'none' as const,
      daemon: null,
      store: context.storeDirectory,
      keys: (await context.keySlots()).map((slot) => slot.kind),
    }
  },
})

function lastCommitAt(graph: Graph, repository: string): string | null {
  const [newest] = graph.history(repository).newest(1)
  return newest === undefined ? null : moment(graph.commit(repository, newest).authoredAt)
}

import { z } from 'zod'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { Graph } from '@wakelore/knowledge/graph'
import type { CaptureStatus, KnownRepository } from '../context.ts'
import { defineUnary } from '../operation.ts'
import { daemonJson, daemonToJson } from '../schema/daemon.ts'
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
  captured: z
    .object({
      detail: z.string().describe('In how much detail git commands are recorded.'),
      commands: z.number().int().describe('Processes of git recorded so far.'),
      firstAt: momentText.nullable(),
      lastAt: momentText.nullable(),
    })
    .nullable()
    .describe('What is recorded of it while one works; null where nothing is.'),
})

const captureStatus = z.object({
  inEffect: z.boolean().describe("False where capture is on, and git's configuration says otherwise."),
  since: momentText.nullable().describe('Since when capture is as it is.'),
  pausedUntil: momentText.nullable(),
  spool: z
    .object({
      path: z.string(),
      files: z.number().int().describe('Traces that wait to be read.'),
      running: z.number().int().describe('Those among them whose process still runs.'),
      bytes: z.number().int(),
      fullSince: momentText.nullable().describe('Since when git writes no more into it.'),
    })
    .nullable()
    .describe('Where git leaves its traces; null where capture is off.'),
  losses: z
    .array(
      z.object({
        reason: z.string(),
        from: momentText,
        until: momentText,
        files: z.number().int().nullable().describe('How many traces; null where nobody can know.'),
      }),
    )
    .describe('Periods of the last 30 days in which traces of git were lost, of whatever repository.'),
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
    capture: z.enum(['off', 'on', 'paused']).describe('Whether anything is recorded while you work.'),
    ...captureStatus.shape,
    network: z
      .enum(['none', 'sinks'])
      .describe('What may connect to anything: nothing, or an export to a sink, when you run it.'),
    daemon: daemonJson
      .nullable()
      .describe('The process that takes in what git did, within half a second; null where none runs.'),
    unattributed: z
      .object({
        events: z.number().int(),
        days: z.number().int().describe('On how many days they came.'),
        keptDays: z.number().int().describe('For how many days they are kept; 0: such are refused.'),
      })
      .describe('What others sent that belongs to no repository you allowed.'),
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
          captured: capturedOf(one, graph),
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
      ...(await captureToJson(await context.capture(), graph, context.clock.nowMs())),
      unattributed: { ...(await context.unattributedStatus()) },
      store: context.storeDirectory,
      keys: (await context.keySlots()).map((slot) => slot.kind),
    }
  },
})

const LOSSES_SHOWN_MS = 30 * MS_PER_DAY

async function captureToJson(capture: CaptureStatus, graph: Graph | undefined, nowMs: number) {
  const { state, sinceMs, pausedUntilMs, spool, daemon, sinks } = capture
  return {
    capture: state,
    inEffect: state === 'on' && (await capture.isInEffect()),
    since: momentOrNull(sinceMs),
    pausedUntil: momentOrNull(pausedUntilMs),
    spool:
      spool === undefined
        ? null
        : {
            path: spool.directory,
            files: spool.files,
            running: spool.running,
            bytes: spool.bytes,
            fullSince: momentOrNull(spool.fullSinceMs),
          },
    losses: (graph?.losses(nowMs - LOSSES_SHOWN_MS) ?? []).map(({ reason, fromAt, untilAt, files }) => ({
      reason,
      from: moment(fromAt),
      until: moment(untilAt),
      files: files ?? null,
    })),
    network: sinks > 0 ? ('sinks' as const) : ('none' as const),
    daemon: daemon === null ? null : daemonToJson(daemon),
  }
}

function capturedOf(one: KnownRepository, graph: Graph | undefined) {
  const detail = one.detail['git'] ?? 'off'
  const counts = graph?.kinds(one.id).get('git.command')
  if (detail === 'off' && counts === undefined) return null
  return {
    detail,
    commands: counts?.events ?? 0,
    firstAt: momentOrNull(counts?.firstAt),
    lastAt: momentOrNull(counts?.lastAt),
  }
}

function momentOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : moment(ms)
}

function lastCommitAt(graph: Graph, repository: string): string | null {
  const [newest] = graph.history(repository).newest(1)
  return newest === undefined ? null : moment(graph.commit(repository, newest).authoredAt)
}

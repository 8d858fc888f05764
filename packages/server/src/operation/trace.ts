import { z } from 'zod'
import { commandTree, type CommandTree, type ProcessNode } from '@wakelore/knowledge/command-tree'
import {
  makeCommandSearch,
  tracedCommands,
  type CommandQuery,
} from '@wakelore/knowledge/command-tree/command-search'
import type { LogReader } from '@wakelore/stream/log'
import {
  ATTR_ERROR_MESSAGE,
  ATTR_GIT_COMMAND_ALIAS,
  ATTR_GIT_COMMAND_MODE,
  ATTR_GIT_PARENT_IS_FALSE,
  ATTR_GIT_PARENT_IS_REMOTE,
  ATTR_GIT_REGION_DURATION_US,
  ATTR_GIT_REGION_NAME,
  ATTR_GIT_TRACE_IS_CUT,
  ATTR_PROCESS_COMMAND_ARGS,
  ATTR_VCS_OPERATION_NAME,
  ATTR_VCS_REF_HEAD_REVISION,
} from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  numbersAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'
import { chosenRepository } from '../chosen-repository.ts'
import type { OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'

const NAMED_WHEN_AMBIGUOUS = 5

const processFields = {
  id: z.string().nullable().describe('Id of its event; null for what is known from its parent alone.'),
  spanId: z.string().nullable(),
  role: z.string().nullable().describe('What its parent calls it: hook, editor, pager, transport/ssh, …'),
  name: z.string().nullable().describe('The git command after aliases, the hook, or the program.'),
  mode: z.string().nullable().describe('What of several things the git command does.'),
  alias: z.string().nullable().describe('The alias or external command as it was typed.'),
  args: z
    .array(z.string())
    .nullable()
    .describe('Command line of a git command, where the detail level keeps texts.'),
  command: z.string().nullable().describe('Command line of any other program, where it is kept.'),
  pid: z.number().int().nullable(),
  startMs: z.number().describe("Milliseconds after the root's start."),
  durationMs: z.number().nullable().describe('Null where its end was not told.'),
  exitCode: z.number().int().nullable().describe('Null where it was killed, or nothing is known.'),
  errorType: z
    .string()
    .nullable()
    .describe('exit_<status>, signal_<number> or killed; null where it went well or nothing is known.'),
  errorMessage: z.string().nullable().describe('What git complained of, a line each.'),
  revision: z.string().nullable().describe('Where HEAD stood afterwards, where the command moved it.'),
  regions: z
    .array(z.object({ name: z.string(), durationMs: z.number() }))
    .describe('Stretches of its work, the longest first.'),
  isCut: z.boolean().describe('Whether something of its trace was left out.'),
}

export type ProcessJson = z.output<z.ZodObject<typeof processFields>> & { children: ProcessJson[] }

const processJson: z.ZodType<ProcessJson> = z
  .object({
    ...processFields,
    get children() {
      return z.array(processJson).describe('What it started, by start.')
    },
  })
  .meta({ title: 'A process' })

const output = z.object({
  ...processFields,
  id: z.string().describe('Id of its event.'),
  traceId: z.string().nullable(),
  parentSpanId: z.string().nullable().describe('What started it, where that has a span.'),
  parent: z
    .enum(['none', 'git', 'remote', 'false'])
    .describe(
      'What started it: no span; a git command; a span carried in from outside; or none, though it claimed one that had ended.',
    ),
  repository: z.object({ id: z.string(), name: z.string().nullable() }),
  worktree: z.string().nullable().describe('Name of the linked worktree.'),
  branch: z.string().nullable().describe('Short name of the branch that was checked out.'),
  startedAt: momentText,
  children: z.array(processJson).describe('What it started, by start.'),
  omitted: z.number().int().describe('Processes beyond what an answer has room for.'),
})

export const trace = defineUnary({
  name: 'trace',
  summary: 'A git command and everything beneath it, as a tree with durations',
  description:
    'Hooks, editors, pagers, helpers and the git commands that they and git itself ran, each with when and how long it ran and ' +
    'how it ended: of the command with an id, or of the newest one in the repository around the current directory or --repo, ' +
    'in any repository with --all-repos or outside one.',
  access: 'read',
  input: z.object({
    repo,
    allRepos: z.boolean().default(false).describe('The newest command of every repository.'),
    id: z
      .string()
      .regex(/^[0-9a-fA-F]{4,32}$/, 'takes 4 to 32 hex digits')
      .optional()
      .describe('Id of an event, a span or a trace; a unique beginning will do.'),
    last: z.boolean().default(false).describe('The newest command, as without an id.'),
  }),
  output,
  examples: [
    { command: 'wakelore trace', does: 'what the last git command did, and where its time went' },
    { command: 'wakelore trace 9d59409a', does: 'the same of the command with that id, from `wakelore log`' },
    { command: 'wakelore trace --all-repos --json', does: 'the last one anywhere, as JSON' },
  ],
  faults: ['EVENT_NOT_FOUND', 'EVENT_ID_AMBIGUOUS', 'CHOICE_CONFLICT'],
  handler: async (input, context) => {
    if (input.id !== undefined && input.last) {
      throw serverFault('CHOICE_CONFLICT', 'an id and --last were given together', {
        help: 'Give one of: an id, --last.',
      })
    }
    const query: CommandQuery =
      input.id === undefined
        ? { kind: 'newest', repository: await chosenRepository(input, context) }
        : { kind: 'id', beginning: input.id.toLowerCase() }
    const reader = await context.openLog()
    const tree = reader === undefined ? undefined : await readTree(reader, query)
    if (tree === undefined) throw notFound(query)
    return await toAnswer(tree, context)
  },
})

/** @throws EVENT_ID_AMBIGUOUS */
async function readTree(reader: LogReader, query: CommandQuery): Promise<CommandTree | undefined> {
  const search = makeCommandSearch(query)
  for await (const block of reader.scan()) search.take(block)
  const found = search.found()
  const [command] = found
  if (command === undefined) return undefined
  if (found.length > 1) throw ambiguous(query, found)
  const { from, to } = search.stretchOf(command)
  const events: DevelopmentEvent[] = []
  for await (const block of reader.scan({ after: from })) {
    events.push(...tracedCommands(block, command))
    const { segment, offset } = block.position
    if (segment > to.segment || (segment === to.segment && offset >= to.offset)) break
  }
  return commandTree(command, events)
}

function notFound(query: CommandQuery): Error {
  if (query.kind === 'id')
    return serverFault(
      'EVENT_NOT_FOUND',
      `no stored git command, span or trace begins with ${query.beginning}`,
      {
        help: 'List ids with `wakelore log --kind git.command`.',
      },
    )
  const where = query.repository === undefined ? '' : ' of this repository'
  return serverFault('EVENT_NOT_FOUND', `no git command${where} was recorded`, {
    help: 'Git commands are recorded once `wakelore on` has turned it on; `wakelore status` says whether it is.',
  })
}

function ambiguous(query: CommandQuery, found: readonly DevelopmentEvent[]): Error {
  const beginning = query.kind === 'id' ? query.beginning : ''
  const named = found
    .slice(0, NAMED_WHEN_AMBIGUOUS)
    .map((event) => `${eventId(event).slice(0, 12)} (git ${textAttribute(event, ATTR_VCS_OPERATION_NAME)})`)
  return serverFault(
    'EVENT_ID_AMBIGUOUS',
    `${beginning} stands for ${found.length} commands: ${named.join(', ')}${found.length > named.length ? ', …' : ''}`,
    { help: 'Give more of its digits, or one of these ids.' },
  )
}

async function toAnswer(tree: CommandTree, context: OperationContext): Promise<z.output<typeof output>> {
  const event = tree.root.event!
  const known = (await context.knownRepositories()).find(({ id }) => id === event.repository)
  return {
    ...toJson(tree.root),
    id: eventId(event),
    traceId: event.traceId ?? null,
    parentSpanId: event.parentSpanId ?? null,
    parent: parentOf(event),
    repository: { id: event.repository, name: known?.name ?? null },
    worktree: event.worktree ?? null,
    branch: event.branch ?? null,
    startedAt: moment(event.occurredAt),
    omitted: tree.omitted,
  }
}

function parentOf(event: DevelopmentEvent): 'none' | 'git' | 'remote' | 'false' {
  if (event.attributes[ATTR_GIT_PARENT_IS_FALSE] === true) return 'false'
  if (event.parentSpanId === undefined) return 'none'
  return event.attributes[ATTR_GIT_PARENT_IS_REMOTE] === true ? 'remote' : 'git'
}

function toJson(node: ProcessNode): ProcessJson {
  const { event } = node
  const text = (name: string): string | null =>
    event === undefined ? null : (textAttribute(event, name) ?? null)
  const args = event === undefined ? [] : textsAttribute(event, ATTR_PROCESS_COMMAND_ARGS)
  return {
    id: event === undefined ? null : eventId(event),
    spanId: event?.spanId ?? null,
    role: node.role ?? null,
    name: node.name ?? null,
    mode: text(ATTR_GIT_COMMAND_MODE),
    alias: text(ATTR_GIT_COMMAND_ALIAS),
    args: args.length === 0 ? null : [...args],
    command: node.command ?? null,
    pid: node.pid ?? null,
    startMs: node.startUs / 1000,
    durationMs: node.durationUs === undefined ? null : node.durationUs / 1000,
    exitCode: node.exitCode ?? null,
    errorType: node.errorType ?? null,
    errorMessage: text(ATTR_ERROR_MESSAGE),
    revision: text(ATTR_VCS_REF_HEAD_REVISION),
    regions: event === undefined ? [] : regionsOf(event),
    isCut: event?.attributes[ATTR_GIT_TRACE_IS_CUT] === true,
    children: node.children.map(toJson),
  }
}

/** Empty where names aren't kept: a duration of nothing tells nothing. */
function regionsOf(event: DevelopmentEvent): ProcessJson['regions'] {
  const durations = numbersAttribute(event, ATTR_GIT_REGION_DURATION_US)
  return textsAttribute(event, ATTR_GIT_REGION_NAME)
    .map((name, index) => ({ name, durationMs: (durations[index] ?? 0) / 1000 }))
    .sort((left, right) => right.durationMs - left.durationMs)
}

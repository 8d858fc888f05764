import { z } from 'zod'
import {
  commandTree,
  outermostCommand,
  traceTree,
  type CommandTree,
  type TreeNode,
} from '@wakelore/knowledge/command-tree'
import {
  makeCommandSearch,
  tracedEvents,
  type CommandQuery,
  type Found,
} from '@wakelore/knowledge/command-tree/command-search'
import type { LogReader } from '@wakelore/stream/log'
import {
  ATTR_COMMAND_CLASS,
  ATTR_COMMAND_NAME,
  ATTR_COMMAND_PARENT,
  ATTR_ERROR_MESSAGE,
  ATTR_GIT_COMMAND_ALIAS,
  ATTR_GIT_COMMAND_MODE,
  ATTR_GIT_PARENT_IS_FALSE,
  ATTR_GIT_PARENT_IS_REMOTE,
  ATTR_GIT_REGION_DURATION_US,
  ATTR_GIT_REGION_NAME,
  ATTR_GIT_TRACE_IS_CUT,
  ATTR_OTLP_SPAN_NAME,
  ATTR_OTLP_SPAN_STATUS_MESSAGE,
  ATTR_PROCESS_COMMAND_ARGS,
  ATTR_PROCESS_WORKING_DIRECTORY,
  ATTR_TEST_CASE_NAME,
  ATTR_TEST_CASE_RESULT_STATUS,
  ATTR_TEST_DURATION_US,
  ATTR_TEST_FAILED,
  ATTR_TEST_PASSED,
  ATTR_TEST_SKIPPED,
  ATTR_TEST_SUITE_NAME,
  ATTR_VCS_OPERATION_NAME,
  ATTR_VCS_REF_HEAD_REVISION,
} from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  numberAttribute,
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

/** Which service a sender says that it is, as it is stored. */
const SERVICE_NAME = 'otlp.resource.attribute.service.name'

const processFields = {
  kind: z
    .enum(['git', 'run', 'span', 'shell', 'program', 'trace'])
    .describe(
      'git: a git command; run: given to `wakelore run`; span: sent by OpenTelemetry; shell: given its context by `wakelore env`; ' +
        'program: known from the git command that started it; trace: stands for a trace whose parts have nothing above them that is held.',
    ),
  id: z.string().nullable().describe('Id of its event; null for what is known from its parent alone.'),
  spanId: z.string().nullable(),
  role: z.string().nullable().describe('What its parent calls it: hook, editor, pager, transport/ssh, …'),
  name: z
    .string()
    .nullable()
    .describe('The git command after aliases, the hook, the program, or the name of the span.'),
  service: z.string().nullable().describe('Which service a sender says that it is.'),
  class: z.string().nullable().describe('What a command that was run is for: build, test or other.'),
  directory: z.string().nullable().describe('Where a run or a shell was, where names are kept.'),
  mode: z.string().nullable().describe('What of several things the git command does.'),
  alias: z.string().nullable().describe('The alias or external command as it was typed.'),
  args: z
    .array(z.string())
    .nullable()
    .describe('Command line of a git command or a run, where the detail level keeps texts.'),
  command: z.string().nullable().describe('Command line of any other program, where it is kept.'),
  pid: z.number().int().nullable(),
  startMs: z.number().describe("Milliseconds after the root's start."),
  durationMs: z.number().nullable().describe('Null where its end was not told.'),
  exitCode: z.number().int().nullable().describe('Null where it was killed, or nothing is known.'),
  errorType: z
    .string()
    .nullable()
    .describe(
      'exit_<status>, signal_<number>, killed, or what a sender says; null where it went well or nothing is known.',
    ),
  errorMessage: z.string().nullable().describe('What git or the sender complained of, a line each.'),
  revision: z.string().nullable().describe('Where HEAD stood afterwards, where the command moved it.'),
  regions: z
    .array(z.object({ name: z.string(), durationMs: z.number() }))
    .describe('Stretches of its work, the longest first.'),
  isCut: z.boolean().describe('Whether something of its trace was left out.'),
  tests: z
    .object({ passed: z.number().int(), failed: z.number().int(), skipped: z.number().int() })
    .nullable()
    .describe('Of a run that left test results.'),
  failedCases: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        suite: z.string().nullable(),
        status: z.string(),
        durationMs: z.number().nullable(),
        message: z.string().nullable(),
      }),
    )
    .describe('Tests of it that failed, as many as there is room for.'),
  logs: z
    .object({ records: z.number().int(), errors: z.number().int() })
    .nullable()
    .describe('Log records that were made in it, and those of severity error or worse.'),
}

export type ProcessJson = z.output<z.ZodObject<typeof processFields>> & { children: ProcessJson[] }

const processJson: z.ZodType<ProcessJson> = z
  .object({
    ...processFields,
    get children() {
      return z.array(processJson).describe('What it started, by start.')
    },
  })
  .meta({ title: 'A span or a process' })

const output = z.object({
  ...processFields,
  traceId: z.string().nullable(),
  parentSpanId: z.string().nullable().describe('What started it, where that has a span.'),
  parent: z
    .enum(['none', 'git', 'run', 'span', 'shell', 'remote', 'false'])
    .describe(
      'What started it: no span; a git command; a run; a span that somebody sent; a shell; a span carried in from outside, of which nothing is held; ' +
        'or none, though it claimed one that had ended.',
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
  summary: 'A command and everything beneath it, as a tree with durations',
  description:
    'Hooks, editors, pagers, helpers and the git commands that they and git itself ran, what was run beneath `wakelore run`, ' +
    'and the spans that others sent, each with when and how long it ran and how it ended: of the command or span with an id, of ' +
    'all that is held of a trace, or of the newest command in the repository around the current directory or --repo, in any ' +
    'repository with --all-repos or outside one.',
  access: 'read',
  input: z.object({
    repo,
    allRepos: z.boolean().default(false).describe('The newest command of every repository.'),
    id: z
      .string()
      .regex(/^[0-9a-fA-F]{4,32}$/, 'takes 4 to 32 hex digits')
      .optional()
      .describe('Id of an event, a span or a trace; a unique beginning will do.')
      .meta({ completes: 'command' }),
    last: z.boolean().default(false).describe('The newest command, as without an id.'),
  }),
  output,
  examples: [
    { command: 'wakelore trace', does: 'what the last command did, and where its time went' },
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
    const tree =
      (reader === undefined ? undefined : await readTree(reader, query)) ??
      (await readUnattributedTree(query, context))
    if (tree === undefined) throw notFound(query)
    return await toAnswer(tree, context)
  },
})

/** Of what is kept apart nothing is the newest command of anybody. */
async function readUnattributedTree(
  query: CommandQuery,
  context: OperationContext,
): Promise<Answered | undefined> {
  if (query.kind === 'newest') return undefined
  const reader = await context.openUnattributed()
  return reader === undefined ? undefined : readTree(reader, query)
}

/** @throws EVENT_ID_AMBIGUOUS */
async function readTree(reader: Pick<LogReader, 'scan'>, query: CommandQuery): Promise<Answered | undefined> {
  const search = makeCommandSearch(query)
  for await (const block of reader.scan()) search.take(block)
  const all = search.found()
  const [found] = all
  if (found === undefined) return undefined
  if (all.length > 1) throw ambiguous(query, all)
  const { from, to } = search.stretchOf(found)
  const events: DevelopmentEvent[] = []
  for await (const block of reader.scan({ after: from })) {
    events.push(...tracedEvents(block, found.event))
    const { segment, offset } = block.position
    if (segment > to.segment || (segment === to.segment && offset >= to.offset)) break
  }
  const tree = treeOf(found, events)
  const parentSpanId = tree.root.event?.parentSpanId
  return {
    tree,
    first: tree.root.event ?? found.event,
    above: events.find(({ spanId }) => spanId !== undefined && spanId === parentSpanId),
  }
}

type Answered = {
  readonly tree: CommandTree
  /** The root, or of several parts the first. */
  readonly first: DevelopmentEvent
  /** What is held of the root's parent. */
  readonly above: DevelopmentEvent | undefined
}

function treeOf({ kind, event }: Found, events: readonly DevelopmentEvent[]): CommandTree {
  if (kind === 'newest') return commandTree(outermostCommand(event, events), events)
  return (kind === 'trace' ? traceTree(events) : undefined) ?? commandTree(event, events)
}

function notFound(query: CommandQuery): Error {
  if (query.kind === 'id')
    return serverFault('EVENT_NOT_FOUND', `no stored command, span or trace begins with ${query.beginning}`, {
      help: 'List ids with `wakelore log --kind git.command` or `wakelore log --kind command.run`.',
    })
  const where = query.repository === undefined ? '' : ' of this repository'
  return serverFault('EVENT_NOT_FOUND', `no command${where} was recorded`, {
    help:
      'Git commands are recorded once `wakelore on` has turned it on, `wakelore status` says whether it is; ' +
      'others are when they are given to `wakelore run`.',
  })
}

function ambiguous(query: CommandQuery, found: readonly Found[]): Error {
  const beginning = query.kind === 'id' ? query.beginning : ''
  const named = found.slice(0, NAMED_WHEN_AMBIGUOUS).map(({ kind, event }) => {
    const id = kind === 'trace' ? event.traceId! : eventId(event)
    return `${id.slice(0, 12)} (${kind === 'trace' ? 'trace of ' : ''}${nameOf(event)})`
  })
  return serverFault(
    'EVENT_ID_AMBIGUOUS',
    `${beginning} stands for ${found.length} things: ${named.join(', ')}${found.length > named.length ? ', …' : ''}`,
    { help: 'Give more of its digits, or one of these ids.' },
  )
}

function nameOf(event: DevelopmentEvent): string {
  const git = textAttribute(event, ATTR_VCS_OPERATION_NAME)
  if (git !== undefined) return `git ${git}`
  return textAttribute(event, ATTR_COMMAND_NAME) ?? textAttribute(event, ATTR_OTLP_SPAN_NAME) ?? event.kind
}

async function toAnswer(
  { tree, first, above }: Answered,
  context: OperationContext,
): Promise<z.output<typeof output>> {
  const known = (await context.knownRepositories()).find(({ id }) => id === first.repository)
  const { event } = tree.root
  return {
    ...toJson(tree.root),
    traceId: first.traceId ?? null,
    parentSpanId: event?.parentSpanId ?? null,
    parent: event === undefined ? 'none' : parentOf(event, above),
    repository: { id: first.repository, name: known?.name ?? null },
    worktree: first.worktree ?? null,
    branch: first.branch ?? null,
    startedAt: moment(first.occurredAt),
    omitted: tree.omitted,
  }
}

function parentOf(
  event: DevelopmentEvent,
  above: DevelopmentEvent | undefined,
): z.output<typeof output>['parent'] {
  if (event.attributes[ATTR_GIT_PARENT_IS_FALSE] === true) return 'false'
  if (event.parentSpanId === undefined) return 'none'
  switch (above?.kind) {
    case 'git.command':
      return 'git'
    case 'command.run':
      return 'run'
    case 'otel.span':
      return 'span'
    case 'wakelore.context':
      return 'shell'
    default: {
      if (event.kind === 'git.command')
        return event.attributes[ATTR_GIT_PARENT_IS_REMOTE] === true ? 'remote' : 'git'
      // A run within a run that still runs.
      const said = textAttribute(event, ATTR_COMMAND_PARENT)
      return said === 'git' || said === 'run' ? said : 'remote'
    }
  }
}

function toJson(node: TreeNode): ProcessJson {
  const { event, told } = node
  const text = (name: string): string | null =>
    event === undefined ? null : (textAttribute(event, name) ?? null)
  const number = (name: string): number | undefined =>
    event === undefined ? undefined : numberAttribute(event, name)
  const args = event === undefined ? [] : textsAttribute(event, ATTR_PROCESS_COMMAND_ARGS)
  const isSpan = node.kind === 'span'
  const passed = number(ATTR_TEST_PASSED)
  return {
    kind: node.kind,
    id: event === undefined ? null : eventId(event),
    spanId: event?.spanId ?? null,
    role: node.role ?? null,
    name: node.name ?? null,
    service: text(SERVICE_NAME),
    class: text(ATTR_COMMAND_CLASS),
    directory: isSpan ? null : text(ATTR_PROCESS_WORKING_DIRECTORY),
    mode: text(ATTR_GIT_COMMAND_MODE),
    alias: text(ATTR_GIT_COMMAND_ALIAS),
    args: isSpan || args.length === 0 ? null : [...args],
    command: node.command ?? null,
    pid: node.pid ?? null,
    startMs: node.startUs / 1000,
    durationMs: node.durationUs === undefined ? null : node.durationUs / 1000,
    exitCode: node.exitCode ?? null,
    errorType: node.errorType ?? null,
    errorMessage: isSpan ? text(ATTR_OTLP_SPAN_STATUS_MESSAGE) : text(ATTR_ERROR_MESSAGE),
    revision: isSpan ? null : text(ATTR_VCS_REF_HEAD_REVISION),
    regions: event === undefined ? [] : regionsOf(event),
    isCut: event?.attributes[ATTR_GIT_TRACE_IS_CUT] === true,
    tests:
      passed === undefined || isSpan
        ? null
        : {
            passed,
            failed: number(ATTR_TEST_FAILED) ?? 0,
            skipped: number(ATTR_TEST_SKIPPED) ?? 0,
          },
    failedCases: told.failedCases.map(caseToJson),
    logs: told.logs === 0 ? null : { records: told.logs, errors: told.logErrors },
    children: node.children.map(toJson),
  }
}

function caseToJson(event: DevelopmentEvent): ProcessJson['failedCases'][number] {
  const durationUs = numberAttribute(event, ATTR_TEST_DURATION_US)
  return {
    id: eventId(event),
    name: textAttribute(event, ATTR_TEST_CASE_NAME) ?? null,
    suite: textAttribute(event, ATTR_TEST_SUITE_NAME) ?? null,
    status: textAttribute(event, ATTR_TEST_CASE_RESULT_STATUS) ?? 'fail',
    durationMs: durationUs === undefined ? null : durationUs / 1000,
    message: textAttribute(event, ATTR_ERROR_MESSAGE) ?? null,
  }
}

/** Empty where names aren't kept: a duration of nothing tells nothing. */
function regionsOf(event: DevelopmentEvent): ProcessJson['regions'] {
  const durations = numbersAttribute(event, ATTR_GIT_REGION_DURATION_US)
  return textsAttribute(event, ATTR_GIT_REGION_NAME)
    .map((name, index) => ({ name, durationMs: (durations[index] ?? 0) / 1000 }))
    .sort((left, right) => right.durationMs - left.durationMs)
}

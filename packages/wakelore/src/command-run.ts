/**
 * A command that was given to `wakelore run`: begun at once, and stored when it has ended,
 * with the results of its tests, as a span of the trace that it belongs to.
 *
 * Whose it is and what is usual is looked up while it runs, without holding the store:
 * what it starts may write there as well. How it ended is the answer, whatever becomes
 * of storing it.
 */
import { resolve } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import type { CommandRun, RunRequest, TelemetryRepository } from '@wakelore/server/context'
import { moment } from '@wakelore/server/schema/event'
import type { EventBlock } from '@wakelore/stream/log'
import type { AttributeValue, DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import type { Git } from '@wakelore/vault/git'
import { redactCommandLine, withoutSecrets } from '@wakelore/vault/redact/command-line'
import { beginRun, type BegunRun } from './command-run/begin-run.ts'
import { exitStatusOf, type CommandEnd } from './command-run/child-process.ts'
import { nameCommand, type NamedCommand } from './command-run/command-class.ts'
import { readEarlierRuns, usualDuration, type EarlierRun } from './command-run/earlier-runs.ts'
import { readTestResults, type TestResults } from './test-results.ts'
import { makeTapReader, type TapReader } from './test-results/tap.ts'

export type CommandRunOptions = {
  readonly cwd: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly git: Git
  readonly outputTo: 'stdout' | 'stderr'
  readonly allowTelemetry: (
    path: string,
    detail: RunRequest['detail'],
  ) => Promise<TelemetryRepository | undefined>
  /** Everything stored; undefined where that is nothing. */
  readonly storedBlocks: () => Promise<AsyncIterable<EventBlock> | undefined>
  readonly recordWork: (events: readonly DevelopmentEvent[]) => Promise<readonly AdmittedEvent[]>
  /** Lets go of the store until it is asked again. */
  readonly release: () => Promise<void>
  /** The same command, where it is running already. */
  readonly begun?: BegunRun | undefined
}

const NAMED_FAILURES = 20
/** As much of a command line as is kept of git's. */
const MOST_ARGUMENTS = 256
const MOST_ARGUMENTS_CHARACTERS = 16 * 1024
const SOURCE = 'run'

type Place = {
  readonly repository: TelemetryRepository
  readonly branch: string | undefined
  readonly earlier: readonly EarlierRun[] | undefined
}

type Ended = CommandEnd & { readonly durationUs: number }

export async function runCommand(options: CommandRunOptions, request: RunRequest): Promise<CommandRun> {
  const { cwd, environment, clock, outputTo } = options
  const known = nameCommand(request.command)
  const tap = options.begun?.tap ?? (request.readsTap ? makeTapReader(known.name) : undefined)
  const begun = options.begun ?? (await beginRun({ ...request, cwd, environment, clock, outputTo, tap }))
  const named: NamedCommand = { ...known, class: request.class ?? known.class }
  const remarks: string[] = []
  let isOver = false
  const placing = findPlace(options, request, named, () => isOver).catch((error: unknown) => {
    remarks.push(remarkOn(error))
    return undefined
  })
  const end = await begun.process.ended
  isOver = true
  const place = await placing
  const results = await readResults(options, request, { begun, tap, place }, remarks)
  let stored: readonly AdmittedEvent[] = []
  if (place !== undefined) {
    const events = eventsOf(options, request, { begun, end, named, place, results })
    stored = await options.recordWork(events).catch((error: unknown) => {
      remarks.push(remarkOn(error))
      return []
    })
  }
  const own = stored.find(({ kind }) => kind === 'command.run')
  const durationMs = end.durationUs / 1000
  const isGood = errorTypeOf(end) === undefined
  if (end.kind === 'unstarted') remarks.push(end.reason)
  return {
    exitStatus: exitStatusOf(end),
    command: [...request.command],
    name: named.name,
    class: named.class,
    startedAt: moment(begun.process.startedAtMs),
    durationMs,
    exitCode: end.kind === 'exited' ? end.exitCode : null,
    errorType: errorTypeOf(end) ?? null,
    traceId: begun.context.span.traceId,
    spanId: begun.context.span.spanId,
    repository: place === undefined ? null : { id: place.repository.id, name: place.repository.name },
    branch: place?.branch ?? null,
    worktree: place?.repository.worktree ?? null,
    stored: own !== undefined,
    tests: results === undefined ? null : testsOf(results),
    usual:
      own === undefined || !isGood || place?.earlier === undefined
        ? null
        : (usualDuration(durationMs, own.attributes['process.command_args'], place.earlier) ?? null),
    remarks,
  }
}

async function findPlace(
  options: CommandRunOptions,
  request: RunRequest,
  { name }: NamedCommand,
  isOver: () => boolean,
): Promise<Place | undefined> {
  try {
    const repository = await options.allowTelemetry(resolve(options.cwd, request.path), request.detail)
    if (repository === undefined) return undefined
    const branch = await branchOf(options.git, repository)
    const blocks = isOver() ? undefined : await options.storedBlocks()
    const earlier =
      blocks === undefined
        ? undefined
        : await readEarlierRuns(blocks, { repository: repository.id, name }, isOver)
    return { repository, branch, earlier }
  } finally {
    await options.release()
  }
}

/** Short name of the branch that is checked out; undefined where none is. */
async function branchOf(git: Git, repository: TelemetryRepository): Promise<string | undefined> {
  const { exitCode, stdout } = await git.run(['symbolic-ref', '--quiet', '--short', 'HEAD'], {
    cwd: repository.worktreeRoot ?? repository.commonDir,
  })
  const name = stdout.toString('utf8').trim()
  return exitCode === 0 && name !== '' ? name : undefined
}

async function readResults(
  options: CommandRunOptions,
  request: RunRequest,
  of: { readonly begun: BegunRun; readonly tap: TapReader | undefined; readonly place: Place | undefined },
  remarks: string[],
): Promise<TestResults | undefined> {
  const { process } = of.begun
  const tap = of.tap?.end()
  // Outside of a repository there are no usual places: it may be a home, or the root of everything.
  const isLookedFor = tap !== undefined || request.results.length > 0 || of.place !== undefined
  if (process.pid === undefined || !isLookedFor) return undefined
  try {
    const results = await readTestResults({
      directory: options.cwd,
      globs: request.results,
      changedSinceMs: process.startedAtMs,
      nowMs: options.clock.nowMs(),
      tap,
    })
    remarks.push(...(results?.remarks ?? []))
    if (results === undefined && request.results.length > 0)
      remarks.push('no test results: no report that --results names was written during the run')
    return results
  } catch (error) {
    remarks.push(remarkOn(error))
    return undefined
  }
}

type Facts = {
  readonly begun: BegunRun
  readonly end: Ended
  readonly named: NamedCommand
  readonly place: Place
  readonly results: TestResults | undefined
}

function eventsOf(
  { cwd, clock }: CommandRunOptions,
  { command }: RunRequest,
  { begun, end, named, place, results }: Facts,
): DevelopmentEvent[] {
  const { span, parentSpanId, parentKind } = begun.context
  const { startedAtMs, pid } = begun.process
  const { argv, secrets } = redactCommandLine({ argv: boundedArguments(command) })
  const errorType = errorTypeOf(end)
  /** What a test was given by the command line it may repeat. */
  const told = (text: string): string => withoutSecrets(text, secrets)
  const common = {
    source: SOURCE,
    recordedAt: clock.nowMs(),
    repository: place.repository.id satisfies RepositoryId,
    ...(place.repository.worktree === undefined ? {} : { worktree: place.repository.worktree }),
    ...(place.branch === undefined ? {} : { branch: place.branch }),
    traceId: span.traceId,
  }
  const beneath = { ...common, parentSpanId: span.spanId }
  const optional = <Value extends AttributeValue>(name: string, value: Value | undefined) =>
    value === undefined ? {} : { [name]: value }
  return [
    {
      ...common,
      key: `run/${span.traceId}/${span.spanId}`,
      kind: 'command.run',
      occurredAt: startedAtMs,
      spanId: span.spanId,
      ...(parentSpanId === undefined ? {} : { parentSpanId }),
      attributes: {
        'process.executable.name': (command[0] ?? '').replace(/^.*[/\\]/, ''),
        'process.command_args': argv,
        'process.working_directory': cwd,
        'command.class': named.class,
        'command.name': told(named.name),
        ...optional('command.parent', parentKind),
        ...optional('process.pid', pid),
        'process.duration_us': end.durationUs,
        ...optional('process.exit.code', end.kind === 'exited' ? end.exitCode : undefined),
        ...optional('error.type', errorType),
        ...(results === undefined
          ? {}
          : {
              'test.passed': results.passed,
              'test.failed': results.failed,
              'test.skipped': results.skipped,
            }),
      },
    },
    ...(results?.suites ?? []).map((suite, index): DevelopmentEvent => ({
      ...beneath,
      key: `suite/${span.spanId}/${index}`,
      kind: 'test.suite',
      occurredAt: suite.startedAtMs ?? startedAtMs,
      attributes: {
        'test.suite.name': told(suite.name),
        'test.passed': suite.passed,
        'test.failed': suite.failed,
        'test.skipped': suite.skipped,
        ...optional('test.duration_us', suite.durationUs),
      },
    })),
    ...(results?.cases ?? []).map((one, index): DevelopmentEvent => ({
      ...beneath,
      key: `case/${span.spanId}/${index}`,
      kind: 'test.case',
      occurredAt: startedAtMs,
      attributes: {
        'test.case.name': told(one.name),
        'test.suite.name': told(one.suite),
        'test.case.result.status': one.status,
        ...optional('test.duration_us', one.durationUs),
        ...optional('exception.type', one.errorType && told(one.errorType)),
        ...optional('error.message', one.message && told(one.message)),
      },
    })),
  ]
}

function errorTypeOf(end: CommandEnd): string | undefined {
  if (end.kind === 'killed') return `signal_${end.signal}`
  if (end.kind === 'unstarted') return end.exitCode === 127 ? 'not_found' : 'not_executable'
  return end.exitCode === 0 ? undefined : `exit_${end.exitCode}`
}

function testsOf({ passed, failed, skipped, suites, files, cases }: TestResults): CommandRun['tests'] {
  return {
    passed,
    failed,
    skipped,
    suites: suites.length,
    files,
    failures: cases
      .flatMap(({ name, suite, status, message }) =>
        status === 'skip' ? [] : [{ name, suite, status, message: message ?? null }],
      )
      .slice(0, NAMED_FAILURES),
  }
}

function boundedArguments(command: readonly string[]): string[] {
  let left = MOST_ARGUMENTS_CHARACTERS
  return command.slice(0, MOST_ARGUMENTS).flatMap((argument) => {
    if (left <= 0) return []
    const kept = argument.length > left ? `${argument.slice(0, left)}…` : argument
    left -= argument.length
    return [kept]
  })
}

/** What went wrong on our side, which is no reason for the command to have failed. */
function remarkOn(error: unknown): string {
  if (isFault(error)) return `${error.code}: ${error.message}. ${error.help}`
  return error instanceof Error ? error.message : String(error)
}

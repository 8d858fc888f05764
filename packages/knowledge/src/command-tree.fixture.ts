/** Git commands, runs and spans by hand, and as the tables in which views get them. */
import { deriveId } from '@wakelore/kernel/id'
import { makeEventBlockBuilder, openEventBlock } from '@wakelore/stream/event-block'
import type { EventTable } from '@wakelore/stream/event-table'
import type { Attributes, DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'

export type MadeProgram = {
  readonly role: string
  readonly name?: string
  readonly command?: string
  readonly pid?: number
  readonly startMs: number
  readonly durationMs?: number
  readonly exitCode?: number
}

export type MadeCommand = {
  /** Unique: spans and keys are made of it. */
  readonly id: string
  readonly name?: string
  readonly parent?: string
  /** Whose trace it belongs to; its own unless told. */
  readonly root?: string
  readonly pid?: number
  /** Milliseconds since the epoch. */
  readonly atMs: number
  readonly durationMs?: number
  readonly programs?: readonly MadeProgram[]
  readonly repository?: RepositoryId
  readonly attributes?: Attributes
}

export const ATLAS: RepositoryId = deriveId('repository', 'atlas')

export function spanIdOf(id: string): string {
  return deriveId('span', id).slice(0, 16)
}

export function madeCommand(made: MadeCommand): DevelopmentEvent {
  const { programs = [], durationMs, pid } = made
  return {
    source: 'git-trace2',
    key: `command/${made.id}`,
    kind: 'git.command',
    occurredAt: made.atMs,
    recordedAt: made.atMs + 1000,
    repository: made.repository ?? ATLAS,
    traceId: deriveId('trace', made.root ?? made.id),
    spanId: spanIdOf(made.id),
    ...(made.parent === undefined ? {} : { parentSpanId: spanIdOf(made.parent) }),
    attributes: {
      'vcs.operation.name': made.name ?? 'status',
      ...(pid === undefined ? {} : { 'process.pid': pid }),
      ...(durationMs === undefined ? {} : { 'process.duration_us': durationMs * 1000 }),
      ...(programs.length === 0
        ? {}
        : {
            'git.child.class': programs.map(({ role }) => role),
            'git.child.name': programs.map(({ name = '' }) => name),
            'git.child.command': programs.map(({ command = '' }) => command),
            'git.child.pid': programs.map(({ pid = -1 }) => pid),
            'git.child.start_us': programs.map(({ startMs }) => startMs * 1000),
            'git.child.duration_us': programs.map(({ durationMs }) =>
              durationMs === undefined ? -1 : durationMs * 1000,
            ),
            'git.child.exit_code': programs.map(({ exitCode = -1 }) => exitCode),
          }),
      ...made.attributes,
    },
  }
}

export type MadeRun = Pick<
  MadeCommand,
  'id' | 'name' | 'parent' | 'root' | 'pid' | 'atMs' | 'durationMs' | 'repository' | 'attributes'
> & { readonly parentKind?: 'run' | 'git'; readonly class?: 'build' | 'test' | 'other' }

export function madeRun(made: MadeRun): DevelopmentEvent {
  const { durationMs, pid, parentKind } = made
  return {
    ...envelope(made),
    source: 'run',
    key: `run/${made.id}`,
    kind: 'command.run',
    attributes: {
      'command.name': made.name ?? 'npm test',
      'command.class': made.class ?? 'test',
      ...(parentKind === undefined ? {} : { 'command.parent': parentKind }),
      ...(pid === undefined ? {} : { 'process.pid': pid }),
      ...(durationMs === undefined ? {} : { 'process.duration_us': durationMs * 1000 }),
      ...made.attributes,
    },
  }
}

export type MadeSpan = Omit<MadeRun, 'parentKind' | 'class' | 'pid'>

/** As somebody sent it. */
export function madeSpan(made: MadeSpan): DevelopmentEvent {
  return {
    ...envelope(made),
    source: 'otlp',
    key: `made/${made.id}`,
    kind: 'otel.span',
    attributes: {
      'otlp.span.name': made.name ?? made.id,
      ...(made.durationMs === undefined ? {} : { 'otlp.span.duration_ns': made.durationMs * 1e6 }),
      ...made.attributes,
    },
  }
}

export function madeLog(made: MadeSpan): DevelopmentEvent {
  const { spanId: _, ...rest } = envelope(made)
  return {
    ...rest,
    source: 'otlp',
    key: `log/${made.id}`,
    kind: 'otel.log',
    attributes: { ...made.attributes },
  }
}

/** The n-th case of a run. */
export function madeCase(
  made: Pick<MadeSpan, 'root' | 'atMs'> & {
    readonly parent: string
    readonly n: number
    readonly status?: string
  },
): DevelopmentEvent {
  const { spanId: _, ...rest } = envelope({
    ...made,
    id: `${made.parent}/${made.n}`,
    root: made.root ?? made.parent,
  })
  return {
    ...rest,
    source: 'run',
    key: `case/${made.parent}/${made.n}`,
    kind: 'test.case',
    attributes: {
      'test.case.name': `case ${made.n}`,
      'test.suite.name': 'suite',
      'test.case.result.status': made.status ?? 'fail',
    },
  }
}

function envelope(made: MadeSpan) {
  return {
    occurredAt: made.atMs,
    recordedAt: made.atMs + 1000,
    repository: made.repository ?? ATLAS,
    traceId: deriveId('trace', made.root ?? made.id),
    spanId: spanIdOf(made.id),
    ...(made.parent === undefined ? {} : { parentSpanId: spanIdOf(made.parent) }),
  }
}

/** As one block of the log hands them out. */
export async function tablesOf(events: readonly DevelopmentEvent[]): Promise<readonly EventTable[]> {
  const block = makeEventBlockBuilder()
  for (const event of events) block.add(event)
  return (await openEventBlock(Buffer.concat(await block.finish()), events.length)).tables()
}

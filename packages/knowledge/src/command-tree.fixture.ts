/** Git commands by hand, and as the tables in which views get them. */
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

/** As one block of the log hands them out. */
export async function tablesOf(events: readonly DevelopmentEvent[]): Promise<readonly EventTable[]> {
  const block = makeEventBlockBuilder()
  for (const event of events) block.add(event)
  return (await openEventBlock(Buffer.concat(await block.finish()), events.length)).tables()
}

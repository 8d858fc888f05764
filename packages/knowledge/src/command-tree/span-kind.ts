/**
 * Which kinds of events a trace is made of: spans, which have a place of their own, and
 * what is told of a span. And which spans are commands, that somebody gave: git's, and
 * those given to `wakelore run`.
 *
 * A command is a root where it was started by a person or a tool, and not by another
 * command. What it says of itself decides, not whether its parent is stored: a child whose
 * parent still runs, or was lost, is no root. A parent that was carried in from outside
 * (W3C trace context) is no command.
 */
import type { EventTable } from '@wakelore/stream/event-table'
import { ATTR_COMMAND_PARENT, ATTR_GIT_PARENT_IS_REMOTE } from '@wakelore/telemetry/conventions.generated'

export const GIT_COMMAND = 'git.command'
export const COMMAND_RUN = 'command.run'
export const OTEL_SPAN = 'otel.span'
export const SHELL_CONTEXT = 'wakelore.context'

export const OTEL_LOG = 'otel.log'
export const TEST_SUITE = 'test.suite'
export const TEST_CASE = 'test.case'

const COMMAND_KINDS: ReadonlySet<string> = new Set([GIT_COMMAND, COMMAND_RUN])
const SPAN_KINDS: ReadonlySet<string> = new Set([GIT_COMMAND, COMMAND_RUN, OTEL_SPAN, SHELL_CONTEXT])
const TRACED_KINDS: ReadonlySet<string> = new Set([...SPAN_KINDS, OTEL_LOG, TEST_SUITE, TEST_CASE])

export function isCommandKind(kind: string): boolean {
  return COMMAND_KINDS.has(kind)
}

export function isSpanKind(kind: string): boolean {
  return SPAN_KINDS.has(kind)
}

/** A span, or what is told of one. */
export function isTracedKind(kind: string): boolean {
  return TRACED_KINDS.has(kind)
}

/** Tells of each row of a table of commands whether it is a root. */
export function rootColumn(table: EventTable): (row: number) => boolean {
  if (table.kind === COMMAND_RUN) {
    const parentKindOf = table.attribute(ATTR_COMMAND_PARENT)
    return (row) => parentKindOf(row) === undefined
  }
  const parentOf = table.field('parentSpanId')
  const isRemote = table.attribute(ATTR_GIT_PARENT_IS_REMOTE)
  return (row) => parentOf(row) === undefined || isRemote(row) === true
}

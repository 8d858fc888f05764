/**
 * Which git commands are roots: started by a person or a tool, and not by another git.
 *
 * What a command says of itself decides, not whether its parent is stored: a child whose
 * parent still runs, or was lost, is no root. A parent that was carried in from outside
 * (W3C trace context) is no git command.
 */
import type { EventTable } from '@wakelore/stream/event-table'
import { ATTR_GIT_PARENT_IS_REMOTE } from '@wakelore/telemetry/conventions.generated'

export function isCommandKind(kind: string): boolean {
  return kind === 'git.command'
}

/** Tells of each row of a table of commands whether it is a root. */
export function rootColumn(table: EventTable): (row: number) => boolean {
  const parentOf = table.field('parentSpanId')
  const isRemote = table.attribute(ATTR_GIT_PARENT_IS_REMOTE)
  return (row) => parentOf(row) === undefined || isRemote(row) === true
}
